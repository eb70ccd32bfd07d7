"""What is grave though one report alone may carry it: a coup, a death, a collision. Told in the words of that report."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .. import _dates
from .._escape import clip, count, squeeze
from .._rows import Row
from .gather import Rows
from .model import Point, Ref
from .pronouns import OPENING
from .titles import bare
from .wording import spoken, upper

MOST = 3
"""Points of this kind."""
COLLECTION = 40
"""In more documents than this one report's news is none of the whole."""
LEAD = 8
"""Sentences below the headline that tell what a report is about."""
PAST = dt.timedelta(days=30)
"""What lies further back is background."""
WORDS = 110
"""Characters of the words that are shown."""
SHARED = 2
"""Words in which two sentences tell of one matter."""
TELLING = 5
"""Letters of a word that tells a matter."""

_GRAVE = (
    # What somebody calls "a coup" is a judgement.
    re.compile(r"(?<![\"“]a )\b(?:coups?|putsch|mutiny|mutinous|mutineers)\b", re.IGNORECASE),
    re.compile(r"\b(?:kill(?:s|ed|ing)|dead|die[sd]|death|body|bodies|slain|assassinat\w+)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:collisions?|collide[sd]?|ramm(?:ed|ing)|rams|sank|sunk|capsized|crash(?:ed|es)?)\b", re.IGNORECASE
    ),
    re.compile(r"\b(?:explosions?|exploded|blast|blew up|earthquake|derailed|kidnapp\w+|abducted)\b", re.IGNORECASE),
)
"""The words of what is grave, kind by kind, the gravest first."""
_OPEN = re.compile(r"\b(?:(?i:if|unless|whether|could|might|would|will|no|not|never|nobody|none|denie[sd])|may)\b")
"""Words by which it has not happened, or not so."""
_TAKEN_BACK = re.compile(r"\b(?:correction|misstated|wrongly|mistakenly|incorrectly|earlier version)\b", re.IGNORECASE)
"""Words by which a report is taken back."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORD = re.compile(rf"[^\W\d_]{{{TELLING},}}")


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence that tells of something grave."""

    ref: Ref
    text: str
    kind: int
    words: frozenset[str]
    sentence: Row


def grave(rows: Rows, shown: Iterable[Point]) -> list[Point]:
    """What is grave and in no other point, the gravest kind first."""
    if len(rows.documents) > COLLECTION:
        return []
    covered = [
        told
        for point in shown
        for ref in point.refs
        for told in _of(rows, ref.doc, rows.sentence_at(ref.doc, ref.start))
    ]
    grave_ones = list(_told(rows))
    found: list[_Told] = []
    for told in sorted(grave_ones, key=lambda t: (t.kind, rows.dates[t.ref.doc] or dt.date.max, t.ref)):
        if len(found) < MOST and not any(_one(told, other) for other in (*covered, *found)):
            found.append(told)
    return [_point(rows, told, grave_ones) for told in found]


def _told(rows: Rows) -> Iterator[_Told]:
    """The first sentences of documents that tell of something grave."""
    for doc, sentences in enumerate(rows.sentences):
        if doc in rows.opinions:
            continue
        below = [row for row in sentences if not rows.is_headline(doc, row)]
        for row in below[:LEAD]:
            if row.get("act") in ("report", "claim", "accusation", "commitment") and _happened(rows, doc, row):
                yield from _of(rows, doc, row)


def _of(rows: Rows, doc: int, row: Row | None) -> list[_Told]:
    """A sentence as what it tells of, by its gravest word."""
    if row is None:
        return []
    text = squeeze(row["text"])
    kind = next((at for at, words in enumerate(_GRAVE) if words.search(text)), None)
    if kind is None:
        return []
    words = frozenset(word.casefold() for word in _WORD.findall(_GRAVE[kind].sub("", text)))
    return [_Told(Ref(doc, row["start"], row["end"]), text, kind, words, row)]


def _happened(rows: Rows, doc: int, row: Row) -> bool:
    """True if a sentence tells what happened of late."""
    text = row["text"]
    reported = rows.dates[doc]
    days = [_dates.day(time["value"]) for time in rows.times[doc] if time.get("sentence") == row.get("sentence")]
    late = reported is None or all(day is None or reported - day <= PAST for day in days)
    years = _YEAR.findall(text)
    plain = not _OPEN.search(text) and not _TAKEN_BACK.search(text) and not text.lstrip().startswith(('"', "“", "‘"))
    plain = plain and not OPENING.match(bare(squeeze(text))) and (bool(row.get("events")) or row.get("act") != "report")
    return late and plain and (reported is None or all(year == str(reported.year) for year in years))


def _one(a: _Told, b: _Told) -> bool:
    """True if two sentences tell of one matter: of one kind, with the same words."""
    return a.kind == b.kind and len(a.words & b.words) >= SHARED


def _point(rows: Rows, told: _Told, all_told: list[_Told]) -> Point:
    alike = [t for t in all_told if _one(t, told) or t.ref == told.ref]
    documents = {t.ref.doc for t in alike}
    told_in = (
        rows.told({rows.outlet[doc] for doc in documents}) if rows.outlets > 1 else count(len(documents), "document")
    )
    voice = rows.voice(told.ref.doc, told.sentence)
    by = f"Alleged by {spoken(voice)}" if voice else "Reported"
    day = rows.dates[told.ref.doc]
    when = f", {_dates.short(day)}" if day else ""
    refs = (told.ref, *(t.ref for t in alike if t.ref != told.ref))
    return Point(
        "reported",
        clip(upper(bare(told.text)), WORDS),
        f"{by}; in {told_in}{when}.",
        refs[:4],
    )
