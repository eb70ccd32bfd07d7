"""What happened: events merged across documents, by date."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict

from .. import _dates
from .._escape import squeeze
from .._labels import REALITIES, quad
from .._rows import Row
from .gather import Rows, distinct, most, refs_in_order
from .model import Day, Event, Name, Ref
from .predicate import TOLD, TOLD_ALONE, predicate
from .telling import Telling, gathered, telling

_AHEAD = re.compile(
    r"\b(?:will|shall|(?:is|are|was|were|due|set|expected|plans?|agreed) to|(?:postponed|delayed|moved|put off|brought forward) (?:to|until)"
    r"|(?:scheduled|planned|set) for)\b"
)


def events(rows: Rows) -> list[Event]:
    """All events, those that most outlets report first."""
    tellings = [
        telling(rows, doc, _dated(rows, doc, _of_others(rows, doc, row)))
        for doc, found in enumerate(rows.events)
        for row in found
    ]
    return sorted((_merge(rows, told.tellings) for told in gathered(tellings)), key=_weight)


def _of_others(rows: Rows, doc: int, row: Row) -> Row:
    """The row without an actor who only judges what others may do."""
    sentence = rows.sentence(doc, row.get("sentence")) or {}
    judges = sentence.get("act") == "assessment" and row.get("actor") and row["actor"] == sentence.get("source_id")
    return row | {"actor": None} if judges and quad(row["type"]) == "material conflict" else row


def _dated(rows: Rows, doc: int, row: Row) -> Row:
    """The row without a date that cannot be the event's, and as still to come where its own words say so.

    A year inside a name (`the Accord of 1996`) dates the name; what has happened has not happened after its report.
    """
    value = row.get("date")
    if not value:
        return row
    times = [time for time in rows.times[doc] if time.get("sentence") == row.get("sentence") and time["value"] == value]
    named = [
        m for m in rows.mentions[doc] if m["type"] in ("treaty", "conflict") and m["sentence"] == row.get("sentence")
    ]
    if times and all(any(m["start"] <= t["start"] and t["end"] <= m["end"] for m in named) for t in times):
        return row | {"date": None}
    day, told = _dates.day(value), rows.dates[doc]
    if day and told and day > told and row.get("reality") in (None, "actual", "alleged"):
        # What is demanded or threatened now is not put off to the day that it is about.
        said = row["type"] in ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST")
        sentence = row if said else rows.sentence(doc, row.get("sentence")) or row
        ahead = _AHEAD.search(rows.text(doc)[sentence["start"] : sentence["end"]])
        return row | ({"reality": "future"} if ahead else {"date": None})
    return row


def _merge(rows: Rows, tellings: list[Telling]) -> Event:
    group = [(one.doc, one.row) for one in tellings]
    docs = [doc for doc, _ in group]
    doc, first = min(group, key=lambda item: _fitness(rows, *item))
    modes = Counter(row["event_mode"] for _, row in group if row.get("event_mode"))
    refs = [Ref(doc, first["start"], first["end"])] + [Ref(at, row["start"], row["end"]) for at, row in group]
    actor, recipient = _commonest([one.actor for one in tellings]), _commonest([one.recipient for one in tellings])
    recipient = tuple(name for name in recipient if rows.side(name) not in {rows.side(other) for other in actor})
    place = rows.name(first.get("place") or next((row["place"] for _, row in group if row.get("place")), None))
    if first["type"] not in ("ASSAULT", "COERCE", "CONSULT"):
        # Nobody rejects or faces a place: it is where, not whom.
        grounds = [name for name in recipient if name.type in ("place", "facility")]
        place = place or next(iter(grounds), None)
        recipient = tuple(name for name in recipient if name not in grounds)
    reality = first.get("reality") or "actual"
    own = next(one.actor for one in tellings if one.row is first)
    told = [date for at in docs if (date := rows.dates[at])]
    return Event(
        type=first["type"],
        mode=most(modes) if modes else None,
        actor=actor,
        recipient=recipient,
        place=None if place and place.id in {name.id for name in (*actor, *recipient)} else place,
        date=next((row["date"] for _, row in group if row.get("date")), None),
        reality=reality,
        excerpt=rows.excerpt(doc, first["start"], first["end"], first.get("sentence")),
        refs=refs_in_order(refs),
        outlets=distinct([rows.outlet[at] for at in docs]),
        independent=_independent(rows, group),
        reported=min(told) if told else None,
        by=_voices(rows, group, reality),
        opinion=rows.opinions.issuperset(docs),
        told=_told(rows, doc, first, reality) if actor and own == actor and _is_told(first["type"], recipient) else "",
    )


def _is_told(kind: str, recipient: tuple[Name, ...]) -> bool:
    """True for an event that is words of which the parties do not tell enough."""
    return kind in TOLD or (kind in TOLD_ALONE and not recipient)


def _told(rows: Rows, doc: int, row: Row, reality: str) -> str:
    """What the actor says, in the words of the sentence; nothing of what is denied or yet to come."""
    sentence = rows.sentence(doc, row.get("sentence"))
    if sentence is None or reality not in ("actual", "alleged"):
        return ""
    text, start, end = rows.text(doc), row["start"], row["end"]
    return predicate(text[sentence["start"] : start], text[start:end], text[end : sentence["end"]])


def _independent(rows: Rows, group: list[tuple[int, Row]]) -> int:
    """Outlets that tell it in words of their own: documents that share their text count once, and so does one sentence in several."""
    first: dict[str, int] = {}
    owner: dict[int, int] = {}
    for doc, row in group:
        sentence = rows.sentence(doc, row.get("sentence")) or row
        told = squeeze(rows.text(doc)[sentence["start"] : sentence["end"]]).casefold()
        at = first.setdefault(told, rows.copy_group[doc])
        owner[doc] = min(owner.get(doc, at), at)
    return len({rows.outlet[at] for at in owner.values()})


def _voices(rows: Rows, group: list[tuple[int, Row]], reality: str) -> tuple[Name, ...]:
    """Whose word an alleged or denied event is."""
    if reality not in ("alleged", "denied"):
        return ()
    out: dict[str, Name] = {}
    for doc, row in group:
        sentence = rows.sentence(doc, row.get("sentence")) or {}
        # A negated deed in a sentence that is no denial is denied by nobody in particular.
        if reality == "denied" and sentence.get("act") != "denial":
            continue
        name = rows.voice(doc, sentence)
        if name:
            out.setdefault(rows.side(name), name)
    return tuple(out.values())


def _fitness(rows: Rows, doc: int, row: Row) -> tuple[bool, int, int]:
    """Which sentence stands for all: running text of middling length, the earliest document."""
    sentence = rows.sentence(doc, row.get("sentence")) or {}
    length = (sentence.get("end") or 0) - (sentence.get("start") or 0)
    return (not 50 <= length <= 260, doc, row["start"])


def _commonest(told: list[tuple[Name, ...]]) -> tuple[Name, ...]:
    """The parties that most sentences tell; entities before bare words."""
    counts = Counter(names for names in told if names)
    if not counts:
        return ()
    return min(counts, key=lambda n: (not any(name.id for name in n), -counts[n], [name.text for name in n]))


def _weight(event: Event) -> tuple[int, int, int, int, Ref]:
    known = bool(event.actor) + bool(event.recipient) + bool(event.place)
    rank = list(REALITIES).index(event.reality) if event.reality in REALITIES else len(REALITIES)
    return (-event.independent, -known, rank, -len(event.refs), event.refs[0])


def by_day(found: list[Event]) -> tuple[tuple[Day, ...], tuple[Day, ...], tuple[Event, ...]]:
    """Events under their dates, the latest first; undated ones under the day of their report; those without parties and day."""
    dated: dict[str, list[Event]] = defaultdict(list)
    undated: dict[dt.date, list[Event]] = defaultdict(list)
    unnamed = []
    for event in found:
        if event.date and _dates.day(event.date):
            dated[event.date.split("T")[0]].append(event)
        elif not event.actor and not event.recipient:
            unnamed.append(event)
        else:
            undated[event.reported or dt.date.min].append(event)

    def order(date: str) -> tuple[int, bool, str]:
        first = _dates.day(date)
        return (-(first.toordinal() if first else 0), not _dates.is_day(date), date)

    days = tuple(Day(date, tuple(dated[date])) for date in sorted(dated, key=order))
    reports = tuple(
        Day("" if date == dt.date.min else date.isoformat(), tuple(undated[date]))
        for date in sorted(undated, reverse=True)
    )
    return days, reports, tuple(unnamed)
