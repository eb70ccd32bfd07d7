"""Predicates: what a party says, asks or agrees to, in the words of its sentence: `denies that a missile was fired`."""

from __future__ import annotations

import re
from typing import Final

from .._escape import clip, squeeze
from .._wording import third_person
from .pronouns import PRONOUNS

LONGEST: Final = 80
"""Characters of the words behind the verb."""
TOLD: Final = ("REJECT", "REQUEST", "AGREE", "THREATEN")
"""Events that are words: their type alone does not tell what was said."""
TOLD_ALONE: Final = ("ACCUSE", "SUPPORT")
"""Those of which the party at the other end tells enough, if there is one."""

_LEMMAS: Final = [
    "accept",
    "accuse",
    "agree",
    "appeal",
    "ask",
    "back",
    "blame",
    "call",
    "condemn",
    "criticise",
    "criticize",
    "decline",
    "demand",
    "denounce",
    "deny",
    "dismiss",
    "endorse",
    "invite",
    "offer",
    "order",
    "pledge",
    "praise",
    "press",
    "promise",
    "propose",
    "refuse",
    "reject",
    "repudiate",
    "request",
    "rebuff",
    "rebut",
    "refute",
    "support",
    "thank",
    "threaten",
    "undertake",
    "urge",
    "vow",
    "warn",
    "welcome",
]
_IRREGULAR: Final = {"undertook": "undertakes"}


def _past(verb: str) -> str:
    if verb.endswith("y"):
        return f"{verb[:-1]}ied"
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"


VERBS: Final = {
    **{_past(verb): third_person(verb) for verb in _LEMMAS},
    **{third_person(verb): third_person(verb) for verb in _LEMMAS},
    "rebutted": "rebuts",
    **_IRREGULAR,
}
"""Finite verbs that open a predicate, with their present: `denied` -> `denies`."""

_WORD = re.compile(r"\w+")
_LAST = re.compile(r"[\w’']+(?=\W*$)")
_PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were|get|gets|got|getting)\b(?:\W+\w+){0,2}\W*$", re.IGNORECASE)
_NO_VERB = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "your",
        "of",
        "to",
        "not",
        "never",
        "no",
        "in",
        "by",
        "for",
        "with",
        "and",
        "or",
    ]
)
"""Words behind which a form is no finite verb of its own: `the promised aid`, `to call on`, `has not agreed`."""
_END = re.compile(
    r"[,;:.!?—](?=\s|$)|\s[-–](?=\s)"
    r"|\s(?:but|while|whereas|after|although|because|saying|adding|as|when|who|which)\s"
    r"|(?:(?<=\sit)|(?<=\sthis)|(?<=\sthem))\sand\s|\sand\s(?=(?:\w+(?:ed|s)|said|told|had|will|would)\b)"
)
"""Where the clause ends."""
_QUOTED = re.compile(r"[\"“”„«»]")
_HANGING = re.compile(
    r"\b(?:a|an|the|that|of|to|on|in|for|with|and|or|by|at|from|its|his|her|their|not|over|against)$", re.IGNORECASE
)
_FIRST = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us|[Mm]y|me|[Yy]ou|[Yy]our)\b")
"""Who speaks or is spoken to: words of a quotation, which a heading does not have."""


def predicate(before: str, trigger: str, behind: str) -> str:
    """Verb and object of the clause whose verb begins the trigger, in the present; empty where they do not tell by themselves what is said.

    `before` and `behind` are the rest of the sentence.
    """
    verb = _WORD.match(trigger)
    present = VERBS.get(verb.group().lower()) if verb else None
    last = _LAST.search(before)
    if not verb or not present or not last or last.group().lower() in _NO_VERB or _PASSIVE.search(before):
        return ""
    rest = squeeze(trigger[verb.end() :] + behind).rstrip()
    end = next((match.start() for match in _END.finditer(rest) if rest[: match.start()].strip()), len(rest))
    said = rest[:end].strip()
    if (
        not rest.startswith(" ")
        or said.startswith(("by ", "to do "))
        or _QUOTED.search(rest[: end + 1])
        or _FIRST.search(said)
    ):
        return ""
    if _HANGING.search(said) or all(word.lower() in PRONOUNS for word in _WORD.findall(said)):
        return ""
    return f"{present} {clip(said, LONGEST)}"
