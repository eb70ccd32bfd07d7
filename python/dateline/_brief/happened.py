"""What happened: events merged across documents, by date."""

from __future__ import annotations

from collections import Counter, defaultdict

from .. import _dates
from .._labels import REALITIES
from .gather import Row, Rows, distinct, most, refs_in_order
from .model import Day, Event, Name, Ref

Key = tuple[str, tuple[str, ...], tuple[str, ...], str, str, str]


def events(rows: Rows) -> list[Event]:
    """All events, those that most outlets report first."""
    groups: dict[Key, list[tuple[int, Row]]] = defaultdict(list)
    for doc, found in enumerate(rows.events):
        for row in found:
            groups[_key(rows, row)].append((doc, row))
    _date_the_undated(rows, groups)
    merged = [_merge(rows, group) for group in groups.values()]
    return sorted(merged, key=_weight)


def _key(rows: Rows, row: Row) -> Key:
    def sides(ids: str | None) -> tuple[str, ...]:
        return tuple(sorted({rows.side(name) for name in rows.names(ids)}))

    return (
        row["type"],
        sides(row.get("actor")),
        sides(row.get("recipient")),
        row.get("place") or "",
        row.get("date") or "",
        row.get("reality") or "actual",
    )


def _date_the_undated(rows: Rows, groups: dict[Key, list[tuple[int, Row]]]) -> None:
    """Adds sentences without a date to the one dated event that they can be about.

    Two parties, or a party and a place, must agree, and the day must lie in the week before their publication.
    """
    dated: dict[tuple[str, tuple[str, ...], tuple[str, ...], str, str], list[Key]] = defaultdict(list)
    for key in groups:
        if _dates.is_day(key[4]):
            dated[*key[:4], key[5]].append(key)
    for key in [key for key in groups if not key[4] and bool(key[1]) + bool(key[2]) + bool(key[3]) > 1]:
        same = dated.get((*key[:4], key[5]), [])
        day = _dates.day(same[0][4]) if len(same) == 1 else None
        told = [rows.dates[doc] for doc, _ in groups[key]]
        if day and all(date and 0 <= (date - day).days <= 7 for date in told):
            groups[same[0]] += groups.pop(key)


def _merge(rows: Rows, group: list[tuple[int, Row]]) -> Event:
    docs = [doc for doc, _ in group]
    doc, first = min(group, key=lambda item: _fitness(rows, *item))
    modes = Counter(row["event_mode"] for _, row in group if row.get("event_mode"))
    refs = [Ref(doc, first["start"], first["end"])] + [Ref(at, row["start"], row["end"]) for at, row in group]
    return Event(
        type=first["type"],
        mode=most(modes) if modes else None,
        actor=_commonest(rows, group, "actor"),
        recipient=_commonest(rows, group, "recipient"),
        place=rows.name(first.get("place")),
        date=next((row["date"] for _, row in group if row.get("date")), None),
        reality=first.get("reality") or "actual",
        excerpt=rows.excerpt(doc, first["start"], first["end"], first.get("sentence")),
        refs=refs_in_order(refs),
        outlets=distinct([rows.outlet[at] for at in docs]),
        independent=len({rows.outlet[rows.copy_group[at]] for at in docs}),
    )


def _fitness(rows: Rows, doc: int, row: Row) -> tuple[bool, int, int]:
    """Which sentence stands for all: running text of middling length, the earliest document."""
    sentence = rows.sentence(doc, row.get("sentence")) or {}
    length = (sentence.get("end") or 0) - (sentence.get("start") or 0)
    return (not 50 <= length <= 260, doc, row["start"])


def _commonest(rows: Rows, group: list[tuple[int, Row]], role: str) -> tuple[Name, ...]:
    counts = Counter(row[role] for _, row in group if row.get(role))
    return rows.parties(most(counts)) if counts else ()


def _weight(event: Event) -> tuple[int, int, int, int, Ref]:
    known = bool(event.actor) + bool(event.recipient) + bool(event.place)
    rank = list(REALITIES).index(event.reality) if event.reality in REALITIES else len(REALITIES)
    return (-event.independent, -known, rank, -len(event.refs), event.refs[0])


def by_day(found: list[Event]) -> tuple[tuple[Day, ...], tuple[Event, ...]]:
    """Dated events under their dates, the latest first; and the undated ones."""
    dated: dict[str, list[Event]] = defaultdict(list)
    undated = []
    for event in found:
        if event.date and _dates.day(event.date):
            dated[event.date.split("T")[0]].append(event)
        else:
            undated.append(event)

    def order(date: str) -> tuple[int, bool, str]:
        first = _dates.day(date)
        return (-(first.toordinal() if first else 0), not _dates.is_day(date), date)

    return tuple(Day(date, tuple(dated[date])) for date in sorted(dated, key=order)), tuple(undated)
