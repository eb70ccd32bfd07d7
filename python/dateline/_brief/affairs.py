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


def affairs(rows: Rows, found: list[Event]) -> list[Affair]:
    """Events put together, the weightiest affair first: by documents, those with dead before others."""
    heads = sorted(found, key=lambda e: (-_documents(rows, e.refs), -bool(e.date), -_known(e), e.refs[0]))
    of_type: dict[str, list[list[Event]]] = defaultdict(list)
    for event in heads:
        groups = of_type[event.type]
        # Only the weightiest are compared, so that very many events cost no more than the events.
        first = groups[:COMPARED]
        home = next((group for group in first if _one(rows, group[0], event)), None) or _only(rows, first, event)
        if home is None:
            groups.append([event])
        else:
            home.append(event)
    out = [_affair(rows, group) for groups in of_type.values() for group in groups]
    return sorted(out, key=lambda a: (-a.weight, a.event.refs[0]))


def _only(rows: Rows, groups: list[list[Event]], event: Event) -> list[Event] | None:
    """For an event of a known day that names nobody and no place, the one affair of its type and day that several documents tell of."""
    day = _dates.known_day(event.date)
    if day is None or _known(event):
        return None
    of_day = [group for group in groups if group[0].type == event.type and _dates.known_day(group[0].date) == day]
    told = [group for group in of_day if _documents(rows, tuple(ref for e in group for ref in e.refs)) > 1]
    return told[0] if len(told) == 1 else None


def _known(event: Event) -> int:
    return bool(event.actor) + bool(event.recipient) + bool(event.place)


def _documents(rows: Rows, refs: tuple[Ref, ...]) -> int:
    return len({rows.copy_group[ref.doc] for ref in refs})


def _places(event: Event) -> list[Name]:
    names = (*event.recipient, *([event.place] if event.place else []))
    return [name for name in names if name.type in ("place", "facility")]


def _grounds(event: Event) -> set[str]:
    return {name.id or name.text for name in _places(event)}


def _sides(rows: Rows, names: tuple[Name, ...]) -> set[str]:
    return {rows.side(name) for name in names}


def _one(rows: Rows, head: Event, event: Event) -> bool:
    """True if an event can be told of the affair of another: type, day, and a place or two parties that agree."""
    # Coercion is of so many kinds that one without a mode is none of another.
    if head.type != event.type or (head.mode != event.mode and ((head.mode and event.mode) or head.type == "COERCE")):
        return False
    if (head.reality in ("future", "hypothetical")) != (event.reality in ("future", "hypothetical")):
        return False
    day, other = _dates.known_day(head.date), _dates.known_day(event.date)
    if day and other:
        if day != other:
            return False
    elif day or other:
        told = event.reported if day else head.reported
        if told is None or not dt.timedelta(0) <= told - (day or other or told) <= NEAR:
            return False
    elif not _may_be(head, event):
        return False
    sides = [
        (_sides(rows, head.actor), _sides(rows, event.actor)),
        (_sides(rows, head.recipient), _sides(rows, event.recipient)),
    ]
    mine, theirs = _grounds(head), _grounds(event)
    if mine and theirs:
        # Who did it may be what is disputed of an attack; of anything else another doer does another thing.
        doers = sides[0]
        return bool(mine & theirs) and (head.type == "ASSAULT" or not all(doers) or bool(doers[0] & doers[1]))
    shared = sum(bool(a & b) for a, b in sides)
    apart = any(a and b and not a & b for a, b in sides)
    if apart:
        return False
    if shared == 2:
        return True
    # Of one day, whom it was done to tells it too; who did it, or nothing, only in a text that tells the rest.
    if day is not None and _sides(rows, head.recipient) & _sides(rows, event.recipient):
        return True
    return day is not None and day == other and bool(shared or not _known(event)) and _beside(head, event)


def _may_be(head: Event, event: Event) -> bool:
    """True if two events of no known day can be of one time: a report tells of nothing that comes after it."""
    periods = [_dates.covered(one.date) for one in (head, event)]
    if not any(periods):
        return not (head.reported and event.reported) or abs(head.reported - event.reported) <= NEAR
    if periods[0] and periods[1]:
        return periods[0][0] <= periods[1][1] and periods[1][0] <= periods[0][1]
    known = periods[0] or periods[1]
    told = event.reported if periods[0] else head.reported
    return known is None or told is None or known[0] <= told <= known[1] + NEAR


def _beside(head: Event, event: Event) -> bool:
    """True if a text that tells of the one tells of the other too."""
    return bool({ref.doc for ref in head.refs} & {ref.doc for ref in event.refs})


def _affair(rows: Rows, group: list[Event]) -> Affair:
    head = group[0]
    refs = tuple(dict.fromkeys(ref for event in group for ref in event.refs))
    # Heads that name different doers leave the affair without one, and so does a fact whose doer is only alleged.
    doers = {frozenset(_sides(rows, event.actor)) for event in group if event.actor}
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
