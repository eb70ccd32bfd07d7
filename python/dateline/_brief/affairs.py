"""Affairs: what the heads of one matter are about together, so that a strike told in five ways is one key point and not five."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from .. import _dates
from .gather import Rows
from .model import Event, Name, Ref

NEAR = dt.timedelta(days=2)
"""Between the day of an event and a report that gives no day."""
DEADLY = 1.5
"""How much more an affair with dead weighs."""
COMPARED = 200
"""Affairs of a type with which an event is compared."""
VAGUE = 0.5
"""What one weighs of which neither place nor other party is told."""

_DEAD = re.compile(r"\b(?:kill(?:s|ed|ing)?|dead|died?|dies|death|deaths|fatalit\w+|slain|bodies)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Affair:
    """Events of one type that can be told of one day and place, with the one that stands for all."""

    event: Event
    documents: int
    """Documents that tell of it, those that share their text counted once."""
    outlets: int
    weight: float


@dataclass(frozen=True, slots=True)
class _Seen:
    """An event with what it is compared by, taken from it once."""

    event: Event
    day: dt.date | None
    """The day, where it is known."""
    period: tuple[dt.date, dt.date] | None
    """The days that its date covers."""
    ahead: bool
    """It has not happened."""
    actors: frozenset[str]
    recipients: frozenset[str]
    grounds: frozenset[str]
    """The places among its parties, and its own."""
    documents: frozenset[int]


def affairs(rows: Rows, found: list[Event]) -> list[Affair]:
    """Events put together, the weightiest affair first: by documents, those with dead before others."""
    heads = sorted(found, key=lambda e: (-_documents(rows, e.refs), -bool(e.date), -_known(e), e.refs[0]))
    of_type: dict[str, _Groups] = defaultdict(_Groups)
    for event in heads:
        of_type[event.type].add(rows, _seen(rows, event))
    out = [_affair(rows, [seen.event for seen in group]) for groups in of_type.values() for group in groups.all]
    return sorted(out, key=lambda a: (-a.weight, a.event.refs[0]))


class _Groups:
    """The affairs of one type, by what an event of theirs must share with them."""

    def __init__(self) -> None:
        self.all: list[list[_Seen]] = []
        self._sharing: dict[tuple[str, str | int], list[int]] = defaultdict(list)

    def add(self, rows: Rows, seen: _Seen) -> None:
        """Puts an event to the first affair that it can be told of, else begins one with it."""
        keys: list[tuple[str, str | int]] = [("at", ground) for ground in seen.grounds]
        keys += [("by", side) for side in seen.actors] + [("to", side) for side in seen.recipients]
        beside: list[tuple[str, str | int]] = [("in", doc) for doc in seen.documents]
        near = sorted({at for key in (keys if _known(seen.event) else beside) for at in self._sharing.get(key, ())})
        home = next((self.all[at] for at in near if _one(self.all[at][0], seen)), None)
        home = home or _only(rows, self.all[:COMPARED], seen)
        if home is not None:
            home.append(seen)
            return
        # Only the weightiest are compared, so that very many events cost no more than the events.
        if len(self.all) < COMPARED:
            for key in (*keys, *beside):
                self._sharing[key].append(len(self.all))
        self.all.append([seen])


def _seen(rows: Rows, event: Event) -> _Seen:
    return _Seen(
        event,
        day=_dates.known_day(event.date),
        period=_dates.covered(event.date),
        ahead=event.reality in ("future", "hypothetical"),
        actors=_sides(rows, event.actor),
        recipients=_sides(rows, event.recipient),
        grounds=frozenset(name.id or name.text for name in _places(event)),
        documents=frozenset(ref.doc for ref in event.refs),
    )


def _only(rows: Rows, groups: list[list[_Seen]], seen: _Seen) -> list[_Seen] | None:
    """For an event of a known day that names nobody and no place, the one affair of its type and day that several documents tell of."""
    if seen.day is None or _known(seen.event):
        return None
    of_day = [group for group in groups if group[0].day == seen.day]
    told = [group for group in of_day if _documents(rows, tuple(ref for one in group for ref in one.event.refs)) > 1]
    return told[0] if len(told) == 1 else None


def _known(event: Event) -> int:
    return bool(event.actor) + bool(event.recipient) + bool(event.place)


def _documents(rows: Rows, refs: tuple[Ref, ...]) -> int:
    return len({rows.copy_group[ref.doc] for ref in refs})


def _places(event: Event) -> list[Name]:
    names = (*event.recipient, *([event.place] if event.place else []))
    return [name for name in names if name.type in ("place", "facility")]


def _sides(rows: Rows, names: tuple[Name, ...]) -> frozenset[str]:
    return frozenset(rows.side(name) for name in names)


def _one(head: _Seen, other: _Seen) -> bool:
    """True if an event can be told of the affair of another of its type: day, and a place or two parties that agree."""
    # Coercion is of so many kinds that one without a mode is none of another.
    mode, other_mode = head.event.mode, other.event.mode
    if mode != other_mode and ((mode and other_mode) or head.event.type == "COERCE"):
        return False
    if head.ahead != other.ahead or not _of_one_day(head, other):
        return False
    if head.grounds and other.grounds:
        # Who did it may be what is disputed of an attack; of anything else another doer does another thing.
        apart = head.actors and other.actors and head.actors.isdisjoint(other.actors)
        return not head.grounds.isdisjoint(other.grounds) and (head.event.type == "ASSAULT" or not apart)
    parties = ((head.actors, other.actors), (head.recipients, other.recipients))
    shared = sum(not a.isdisjoint(b) for a, b in parties)
    if any(a and b and a.isdisjoint(b) for a, b in parties):
        return False
    if shared == 2:
        return True
    # Of one day, whom it was done to tells it too; who did it, or nothing, only in a text that tells the rest.
    if head.day is not None and not head.recipients.isdisjoint(other.recipients):
        return True
    beside = not head.documents.isdisjoint(other.documents)
    return head.day is not None and head.day == other.day and beside and bool(shared or not _known(other.event))


def _of_one_day(head: _Seen, other: _Seen) -> bool:
    """True if two events are of one day, or can be; a report that gives no day tells of one that is just past."""
    if head.day and other.day:
        return head.day == other.day
    if head.day or other.day:
        told = other.event.reported if head.day else head.event.reported
        day = head.day or other.day
        return told is not None and day is not None and dt.timedelta(0) <= told - day <= NEAR
    return _may_be(head, other)


def _may_be(head: _Seen, other: _Seen) -> bool:
    """True if two events of no known day can be of one time: a report tells of nothing that comes after it."""
    reported = head.event.reported, other.event.reported
    if head.period and other.period:
        return head.period[0] <= other.period[1] and other.period[0] <= head.period[1]
    known = head.period or other.period
    if known is None:
        return not (reported[0] and reported[1]) or abs(reported[0] - reported[1]) <= NEAR
    told = reported[1] if head.period else reported[0]
    return told is None or known[0] <= told <= known[1] + NEAR


def _affair(rows: Rows, group: list[Event]) -> Affair:
    head = group[0]
    refs = tuple(dict.fromkeys(ref for event in group for ref in event.refs))
    # Heads that name different doers leave the affair without one, and so does a fact whose doer is only alleged.
    doers = {_sides(rows, event.actor) for event in group if event.actor}
    facts = [event for event in group if event.reality == "actual"]
    only_alleged = bool(facts) and head.reality == "alleged" and not any(event.actor for event in facts)
    if len(doers) > 1 or only_alleged:
        ground = next((name for event in group for name in _places(event)), None)
        head = replace(
            head, actor=(), recipient=(ground,) if ground else head.recipient, place=None if ground else head.place
        )
    documents = _documents(rows, refs)
    told = Counter(bool(_DEAD.search((rows.sentence_at(ref.doc, ref.start) or {}).get("text") or "")) for ref in refs)
    deadly = told[True] * 3 >= told[False] and head.type == "ASSAULT"
    reality = "actual" if facts and head.reality == "alleged" else head.reality
    outlets = tuple(dict.fromkeys(outlet for event in group for outlet in event.outlets))
    independent = len({rows.outlet[rows.copy_group[ref.doc]] for ref in refs})
    date = head.date or next((e.date for e in group if e.date), None)
    by = head.by if reality == head.reality else ()
    head = replace(head, refs=refs, reality=reality, by=by, outlets=outlets, independent=independent, date=date)
    weight = documents * (DEADLY if deadly else 1.0) * (1.0 if head.recipient or head.place else VAGUE)
    return Affair(head, documents, independent, weight)
