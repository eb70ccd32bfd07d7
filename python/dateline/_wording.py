"""Events as a person would say them: `Korsenia builds up forces`, `Attack on Morvik`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from ._labels import words


class Wording(NamedTuple):
    """How an event type is said, depending on which parties are known."""

    alone: str
    """After the actor, where nobody is at the other end."""
    upon: str
    """Between the actor and the recipient; empty where the texts do not tell what the recipient has to do with it."""
    noun: str
    """Where the actor is not known."""
    noun_upon: str
    """Between the noun and the recipient."""


WORDINGS: Final[dict[str, Wording]] = {
    "AGREE": Wording("makes a pledge", "makes a pledge to", "Agreement or pledge", "with"),
    "CONSULT": Wording("holds talks", "holds talks with", "Talks", "with"),
    "CONSULT/visit": Wording("pays a visit", "pays a visit to", "Visit", "to"),
    "SUPPORT": Wording("gives its backing", "backs", "Support", "for"),
    "CONCEDE": Wording("gives way", "gives way to", "Concession", "to"),
    "COOPERATE": Wording("cooperates", "cooperates with", "Cooperation", "with"),
    "AID": Wording("gives aid", "gives aid to", "Aid", "for"),
    "RETREAT": Wording("pulls back", "", "Pull-back", ""),
    "RETREAT/release": Wording("releases captives", "", "Release of captives", ""),
    "RETREAT/ceasefire": Wording("ceases fire", "ceases fire with", "Ceasefire", "with"),
    "RETREAT/resign": Wording("steps down", "", "Resignation", ""),
    "REQUEST": Wording("makes a demand", "puts a demand to", "Demand", "on"),
    "ACCUSE": Wording("makes an accusation", "accuses", "Accusation", "against"),
    "REJECT": Wording("denies or refuses", "rebuffs", "Denial or refusal", "towards"),
    "THREATEN": Wording("issues a warning or threat", "warns or threatens", "Warning or threat", "to"),
    "PROTEST": Wording("protests", "protests against", "Protest", "against"),
    "SANCTION": Wording("imposes sanctions", "imposes sanctions on", "Sanctions", "on"),
    "SANCTION/discontinue": Wording("cuts ties", "cuts ties with", "Cut in ties", "with"),
    "SANCTION/expel": Wording("expels envoys", "expels envoys of", "Expulsion", "of"),
    "SANCTION/withdraw": Wording("withdraws", "withdraws from", "Withdrawal", "from"),
    "MOBILIZE": Wording("builds up forces", "builds up forces facing", "Build-up of forces", "facing"),
    "MOBILIZE/weapons": Wording("deploys weapons", "deploys weapons facing", "Deployment of weapons", "facing"),
    "MOBILIZE/exercise": Wording("holds an exercise", "holds an exercise facing", "Exercise", "facing"),
    "MOBILIZE/fortify": Wording("fortifies its lines", "fortifies its lines facing", "Fortification", "facing"),
    "COERCE": Wording("uses coercion", "coerces", "Coercion", "of"),
    "COERCE/airspace": Wording("violates airspace", "violates the airspace of", "Violation of the airspace", "of"),
    "COERCE/seize": Wording("makes a seizure", "makes a seizure from", "Seizure", "from"),
    "COERCE/arrest": Wording("makes an arrest", "makes an arrest, concerning", "Arrest", "concerning"),
    "COERCE/restrict": Wording("imposes a restriction", "imposes a restriction on", "Restriction", "on"),
    "COERCE/access": Wording("closes access", "closes access to", "Closure of access", "to"),
    "COERCE/ban": Wording("imposes a ban", "imposes a ban on", "Ban", "on"),
    "ASSAULT": Wording("carries out an attack", "attacks", "Attack", "on"),
}
"""By PLOVER event type, with its mode where the mode changes the words."""

_TOGETHER: Final = {"AGREE": Wording("agree", "agree with", "Agreement", "with")}
"""Where two actors do something else together than one alone."""

_MANY: Final = re.compile(
    r"(?:^|\s)(?:\w*forces|troops|guards|rebels|fighters|militants|insurgents|separatists|soldiers|gunmen|police|authorities|marines|senators|members"
    r"|lawmakers|witnesses|officials|diplomats|democrats|republicans|conservatives|houthis|marchers|protesters|people|men|women|\w+(?:men|ians|ists))$",
    re.IGNORECASE,
)
"""Names of many, which take a verb in the plural."""

_PLURAL_NOUN: Final = re.compile(r"(?:^|\s)(?:[a-z-]*[^siu\W]s|children|personnel|crowd members|staff)$")
"""Common nouns of many: `settlers`, `masked gunmen and their drivers`."""

_VERB: Final = re.compile(r"^(\w+)(?: or (\w+))?")


def event_phrase(kind: str, actors: Sequence[str], recipients: Sequence[str], mode: str | None = None) -> str:
    """`Korsenia attacks Tarvia`, `Korsenia and Rovonia hold talks`; a noun where no actor is known."""
    known = WORDINGS.get(f"{kind}/{mode}") or WORDINGS.get(kind)
    if known is None:
        word = words(kind).lower()
        known = Wording(word, word, word.capitalize(), "–")
    if len(actors) > 1:
        known = _TOGETHER.get(kind) or known._replace(alone=_plural(known.alone), upon=_plural(known.upon))
    elif actors and _are_many(actors[0]):
        known = known._replace(alone=_plural(known.alone), upon=_plural(known.upon))
    to, by = " and ".join(recipients if known.upon else ()), " and ".join(actors)
    if not by:
        return f"{known.noun} {known.noun_upon} {to}" if to else known.noun
    return f"{by} {known.upon} {to}" if to else f"{by} {known.alone}"


def told_phrase(actors: Sequence[str], told: str) -> str:
    """`Korsenia denies the raid` of a predicate of one actor; `Korsenia and Rovonia deny the raid`."""
    many = len(actors) > 1 or (len(actors) == 1 and _are_many(actors[0]))
    return f"{' and '.join(actors)} {_plural(told) if many else told}"


def third_person(verb: str) -> str:
    """The verb as it stands behind one actor: `denies`."""
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "ch", "sh")) else f"{verb}s"


def _are_many(actor: str) -> bool:
    head = re.split(r" (?:of|in|at|from|with|near|on) ", actor)[0]
    return bool(_MANY.search(head) or _PLURAL_NOUN.search(head))


def _plural(phrase: str) -> str:
    """A phrase that begins with a verb of one actor, for several."""

    def one(verb: str) -> str:
        if verb.endswith("ies"):
            return f"{verb[:-3]}y"
        return verb[:-2] if verb.endswith(("sses", "shes", "ches")) else verb.removesuffix("s")

    said = _VERB.sub(lambda match: " or ".join(one(verb) for verb in match.groups() if verb), phrase)
    return said.replace(" its ", " their ", 1) if phrase in _OF_ONE else said


_OF_ONE: Final = frozenset(form for known in WORDINGS.values() for form in (known.alone, known.upon) if " its " in form)
"""Phrases that tell of something of the actor's: `gives its backing`."""
