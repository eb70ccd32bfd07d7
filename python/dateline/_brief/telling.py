"""Tellings: one event in one sentence, and when two of them are of one event.

What both tell must agree, and enough must be told: a party, and a day or a place. What neither tells is no agreement, so that the arrest of a
singer and that of a nurse stay two, whoever reports them without a name.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from .. import _dates
from .._escape import squeeze
from .._rows import Row
from .._wording import WORDINGS
from .gather import Rows
from .model import Name

LOOK = 60
"""Events with which a telling is compared under one key."""
SPELL = dt.timedelta(days=7)
"""Between two reports, or a day and a report that names none, that still tell of one event."""
ALIKE = 0.7
"""Share of common words from which two sentences of copies are one."""
SKETCH = 3
"""Words of a sentence by which another of nearly the same words is found."""

_SPOKEN = ("ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE", "SUPPORT", "CONCEDE")
"""What is done by speaking: the parties and the day do not tell what was said."""
_LOCAL = ("ASSAULT", "PROTEST")
"""Of which a place and a day tell one, where nobody is named."""
_EMPTY = frozenset(
    [
        "about",
        "accor",
        "after",
        "also",
        "been",
        "before",
        "being",
        "could",
        "from",
        "have",
        "having",
        "into",
        "more",
        "most",
        "over",
        "said",
        "says",
        "saying",
        "some",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "told",
        "under",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "will",
        "with",
        "would",
        "added",
        "against",
        "among",
        "between",
    ]
)
_WORD = re.compile(r"\b[a-z][a-z'’-]{3,}\b")
_NUMBER = re.compile(r"\d[\d,.]*")

Kind = tuple[str, str, str]


@dataclass(frozen=True)
class Telling:
    """What one sentence tells of an event."""

    doc: int
    row: Row
    sentence: str
    copies: int
    reported: dt.date | None
    actor: tuple[Name, ...]
    recipient: tuple[Name, ...]
    actors: frozenset[str]
    recipients: frozenset[str]
    listed: frozenset[str]
    """The parties that are entities, and no bare words."""
    country: str | None
    """The country of the place."""
    speaker: str | None = None
    """Whose word it is."""

    @cached_property
    def kind(self) -> Kind:
        """Type, mode where it is told in words of its own, and reality."""
        kind, mode = self.row["type"], self.row.get("event_mode")
        return kind, mode if mode and f"{kind}/{mode}" in WORDINGS else "", self.row.get("reality") or "actual"

    @property
    def place(self) -> str:
        return self.row.get("place") or ""

    @property
    def date(self) -> str:
        return self.row.get("date") or ""

    @cached_property
    def words(self) -> frozenset[str]:
        """The content words of the sentence, without names."""
        return frozenset(word[:6] for word in _WORD.findall(self.sentence)) - _EMPTY

    @cached_property
    def trigger(self) -> str:
        text: str = self.row.get("text") or ""
        return text.casefold()[:5]

    @cached_property
    def told(self) -> frozenset[str]:
        """The content words without those of the trigger: what is told, whichever verb tells it."""
        text: str = self.row.get("text") or ""
        return self.words - {word[:6] for word in _WORD.findall(text.casefold())}

    @property
    def known(self) -> int:
        return sum(map(bool, (self.actors, self.recipients, self.place, self.date)))

    def keys(self) -> list[tuple[Kind, str, str]]:
        """Tellings without a common key are never of one event."""
        parties = [f"actor {side}" for side in self.actors] + [f"recipient {side}" for side in self.recipients]
        grounds = [ground for ground in (self.place, self.date) if ground]
        pairs = [(party, ground) for party in parties for ground in grounds]
        pairs += [(a, r) for a in parties for r in parties if a < r] + [(party, f"in {self.doc}") for party in parties]
        if self.place and self.date:
            pairs.append((self.place, self.date))
        pairs += [("sentence", self.sentence.casefold()), ("copy", f"{self.copies} {self.trigger}")]
        # Sentences of nearly the same words share one of the first in an order that has nothing to do with what they say.
        pairs += [("words", word) for word in sorted(self.told, key=lambda word: zlib.crc32(word.encode()))[:SKETCH]]
        return [(self.kind, *pair) for pair in pairs]


@dataclass
class Told:
    """The tellings of one event."""

    tellings: list[Telling] = field(default_factory=list)

    def takes(self, one: Telling) -> bool:
        """True if a telling is of this event: it gainsays none of its tellings and agrees with one."""
        return not any(_gainsays(one, other) for other in self.tellings) and any(
            _one(one, other) for other in self.tellings
        )


def gathered(tellings: list[Telling]) -> list[Told]:
    """Tellings put together, those that tell most first."""
    index: dict[tuple[Kind, str, str], list[Told]] = defaultdict(list)
    out: list[Told] = []
    for one in sorted(tellings, key=lambda t: (-t.known, t.doc, t.row["start"])):
        keys = one.keys()
        seen: set[int] = set()
        home = None
        for key in keys:
            near = [told for told in index.get(key, [])[-LOOK:] if id(told) not in seen]
            seen.update(id(told) for told in near)
            home = next((told for told in near if len(told.tellings) < LOOK and told.takes(one)), None)
            if home is not None:
                break
        if home is None:
            home = Told()
            out.append(home)
        home.tellings.append(one)
        for key in keys:
            if not index[key] or index[key][-1] is not home:
                index[key].append(home)
    for told in out:
        told.tellings.sort(key=lambda t: (t.doc, t.row["start"]))
    return out


def _gainsays(a: Telling, b: Telling) -> bool:
    """True if what both tell differs."""
    if a.date and b.date and a.date != b.date:
        return True
    # A country and a town in it are no two places.
    within = a.country is not None and a.country == b.country and "country" in (a.place[:7], b.place[:7])
    if a.place and b.place and a.place != b.place and not within:
        return True
    if a.actors and b.actors and not a.actors & b.actors:
        return True
    if a.speaker and b.speaker and a.speaker != b.speaker and bool(a.actors) != bool(b.actors):
        # Of two who are asked how it happened, only one says that somebody did it.
        return True
    # Bare words (`17 people`, `a crowd`) may be another word for whoever is named.
    hit = a.recipients & a.listed, b.recipients & b.listed
    return bool(hit[0] and hit[1] and not hit[0] & hit[1]) or not _of_one_time(a, b)


def _of_one_time(a: Telling, b: Telling) -> bool:
    if a.date and b.date:
        return True
    if a.date or b.date:
        day = _dates.day(a.date or b.date)
        told = b.reported if a.date else a.reported
        return day is None or told is None or dt.timedelta(0) <= told - day <= SPELL
    return a.reported is None or b.reported is None or abs(a.reported - b.reported) <= SPELL


def _one(a: Telling, b: Telling) -> bool:
    """True if two tellings that do not gainsay each other agree in enough."""
    if _same_words(a, b) or _reworded(a, b):
        return True
    actor, recipient = a.actors & b.actors, a.recipients & b.recipients
    place, date = bool(a.place and a.place == b.place), bool(a.date and a.date == b.date)
    parties, grounds = bool(actor) + bool(recipient), place + date
    shared = len(a.words & b.words)
    if a.kind[0] in _SPOKEN:
        # What was said is told by its words.
        same = shared >= 3 and 3 * shared >= min(len(a.words), len(b.words))
        return same and bool(parties) and (bool(grounds) or a.doc == b.doc)
    if not parties:
        return a.kind[0] in _LOCAL and place and _dates.is_day(a.date) and date and shared >= 2
    if not (actor | recipient) & a.listed:
        # `Police` are others in every town and on every day.
        return grounds == 2 and shared >= 2
    if a.doc == b.doc and (parties == 2 or (a.trigger == b.trigger and shared >= 2)):
        return True
    if not grounds:
        return False
    if parties + grounds >= 3:
        return True
    apart = bool(a.recipients and b.recipients and not recipient)
    # A raid and an air strike on one town are one where they are told on one day.
    alike = a.trigger == b.trigger or (
        a.kind[0] in _LOCAL and place and a.reported is not None and a.reported == b.reported
    )
    return not apart and shared >= min(2, len(a.words), len(b.words)) and alike


def _same_words(a: Telling, b: Telling) -> bool:
    if a.sentence.casefold() == b.sentence.casefold():
        return a.doc == b.doc or a.trigger == b.trigger
    if a.copies != b.copies or a.doc == b.doc or a.trigger != b.trigger:
        return False
    if _NUMBER.findall(a.sentence) != _NUMBER.findall(b.sentence):
        # A copy with another toll tells of another count.
        return False
    both, all_words = len(a.words & b.words), len(a.words | b.words)
    return all_words > 0 and both >= ALIKE * all_words


def _reworded(a: Telling, b: Telling) -> bool:
    """True if the sentences of two reports are one but for a word or two: what the one says was `denied` was `refuted` in the other."""
    if a.doc == b.doc or not (a.actors & b.actors or a.recipients & b.recipients):
        return False
    if _NUMBER.findall(a.sentence) != _NUMBER.findall(b.sentence):
        return False
    both, all_words = len(a.told & b.told), len(a.told | b.told)
    return both >= SKETCH and both >= ALIKE * all_words


def telling(rows: Rows, doc: int, row: Row) -> Telling:
    """What a row of the table of events tells, with the parties in the table's words."""
    sentence = rows.sentence(doc, row.get("sentence")) or row
    text = rows.text(doc)
    actor, recipient = rows.parties(row.get("actor"), doc, sentence), rows.parties(row.get("recipient"), doc, sentence)
    if not actor and (speaker := _speaker(rows, doc, row, sentence)):
        actor = (speaker,)
    actors = frozenset(rows.side(name) for name in actor)
    recipient = tuple(name for name in recipient if rows.side(name) not in actors)
    return Telling(
        doc=doc,
        row=row | {"text": text[row["start"] : row["end"]]},
        sentence=squeeze(text[sentence["start"] : sentence["end"]]).strip(),
        copies=rows.copy_group[doc],
        reported=rows.dates[doc],
        actor=actor,
        recipient=recipient,
        actors=actors,
        recipients=frozenset(rows.side(name) for name in recipient),
        listed=frozenset(rows.side(name) for name in (*actor, *recipient) if name.id),
        country=rows.state(row.get("place")),
        speaker=rows.side(voice) if row.get("reality") == "alleged" and (voice := rows.voice(doc, sentence)) else None,
    )


_SPEAKS = {
    "ACCUSE": "accusation", "REJECT": "denial", "REQUEST": "demand", "THREATEN": "warning", "AGREE": "commitment",
}  # fmt: skip


def _speaker(rows: Rows, doc: int, row: Row, sentence: Row) -> Name | None:
    """Who accuses, denies, demands, where the sentence does just that and its table of events leaves the actor open."""
    does = _SPEAKS.get(row["type"]) == sentence.get("act") and (row.get("reality") or "actual") == "actual"
    return rows.voice(doc, sentence) if does else None
