"""From an analysis to a brief."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from .. import _dates
from .._rows import AnalysisLike
from .._wording import WORDINGS
from .figures import disputes, figures
from .gather import Rows
from .happened import by_day, events
from .model import Day, Event, Figures, Named, Ref, Situation
from .named import named
from .points import points
from .said import speakers
from .sources import sources, texts

REFS: Final = 8
"""Refs shown with one line."""
DAYS: Final = 60
EVENTS_A_DAY: Final = 40
UNDATED: Final = 120
SPEAKERS: Final = 40
STATEMENTS: Final = 40
NAMES_A_TYPE: Final = 40
DISPUTES: Final = 40
UNITS: Final = 24
VALUES: Final = 24
OUTLETS: Final = 14
"""Outlets with a column of their own."""


def build(analysis: AnalysisLike, title: str | None, date: dt.date | None, max_text: int) -> Situation:
    """Gathers the brief; lists are cut to a length that a reader can take in, and what was cut is counted."""
    rows = Rows(analysis)
    found = events(rows)
    left: dict[str, int] = {}
    all_days, reports, unnamed = by_day(found)
    days = tuple(Day(day.date, day.events[:EVENTS_A_DAY]) for day in all_days[:DAYS])
    left["events"] = sum(len(day.events) for day in all_days) - sum(len(day.events) for day in days)
    undated = _first(reports, UNDATED)
    left["undated"] = sum(len(day.events) for day in (*reports, Day("", unnamed))) - sum(
        len(day.events) for day in (*undated, Day("", unnamed[:UNDATED]))
    )
    all_speakers = speakers(rows)
    said = tuple(replace(s, statements=s.statements[:STATEMENTS]) for s in all_speakers[:SPEAKERS])
    left["statements"] = sum(len(s.statements) for s in all_speakers) - sum(len(s.statements) for s in said)
    all_named = named(rows)
    names = _a_type(all_named)
    left["named"] = len(all_named) - len(names)
    all_disputes, all_figures = disputes(rows), figures(rows)
    left["disputes"] = max(0, len(all_disputes) - DISPUTES)
    left["figures"] = max(0, len(all_figures) - UNITS)
    days_known = [day for day in rows.dates if day]
    brief = Situation(
        title=title or _title(rows, all_named, found),
        date=date or (max(days_known) if days_known else None),
        period=_dates.period(days_known),
        documents=len(rows.documents),
        outlets=len(rows.told.outlets(rows.outlet)),
        sentences=sum(map(len, rows.sentences)),
        mentions=sum(map(len, rows.mentions)),
        points=(),
        days=days,
        undated=undated,
        unnamed=unnamed[:UNDATED],
        speakers=said,
        named=names,
        disputes=tuple(all_disputes[:DISPUTES]),
        figures=tuple(Figures(unit.unit, unit.values[:VALUES]) for unit in all_figures[:UNITS]),
        sources=tuple(sources(rows)),
        texts=(),
        left_out={section: number for section, number in left.items() if number},
    )
    brief = replace(brief, points=points(rows, brief, found))
    return replace(brief, texts=texts(rows, cited(brief), max_text))


def cited(brief: Situation) -> Iterator[Ref]:
    """Every span that the written brief links to."""
    for point in brief.points:
        yield from point.refs
    for event in (*(event for day in (*brief.days, *brief.undated) for event in day.events), *brief.unnamed):
        yield from event.refs[:REFS]
    for speaker in brief.speakers:
        for statement in speaker.statements:
            yield from statement.refs[:REFS]
    for entity in brief.named:
        yield from (ref for _, _, ref in entity.by_outlet)
    for dispute in brief.disputes:
        yield from (side.ref for side in dispute.sides)
    for unit in brief.figures:
        for value in unit.values:
            yield from value.refs[:REFS]
    for source in brief.sources:
        yield from (copy.here for copy in source.copies[:REFS])


def _first(days: tuple[Day, ...], most: int) -> tuple[Day, ...]:
    """At most `most` events, each day cut to the same length."""
    each = most
    while each > 6 and sum(min(each, len(day.events)) for day in days) > most:
        each -= 1
    return tuple(Day(day.date, day.events[:each]) for day in days)[:most]


def _a_type(found: list[Named]) -> tuple[Named, ...]:
    kept: list[Named] = []
    counts: dict[str | None, int] = {}
    for entity in found:
        counts[entity.name.type] = counts.get(entity.name.type, 0) + 1
        if counts[entity.name.type] <= NAMES_A_TYPE:
            kept.append(entity)
    return tuple(kept)


_SAYING = ("ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE", "SUPPORT", "CONSULT")
"""Types of what is said, which tells less of a situation than what is done."""


def _title(rows: Rows, found: list[Named], told: list[Event]) -> str:
    """The state that is named most, with the second where half of the documents name it too, and what most documents tell was done."""
    documents = len(rows.documents)
    states = [entity for entity in found if entity.name.type == "country" and 3 * entity.documents >= documents][:2]
    if len(states) > 1 and 2 * states[1].documents < documents:
        states = states[:1]
    names = " and ".join(state.name.text for state in states)
    deeds: dict[str, set[int]] = {}
    for event in told:
        if event.type not in _SAYING and event.reality in ("actual", "alleged") and event.date != "":
            wording = WORDINGS.get(f"{event.type}/{event.mode}") or WORDINGS.get(event.type)
            if wording:
                deeds.setdefault(wording.noun, set()).update(rows.copy_group[ref.doc] for ref in event.refs)
    most = sorted(deeds, key=lambda noun: (-len(deeds[noun]), noun))
    shown = [noun.lower() for noun in most if len(deeds[noun]) > 1 and 3 * len(deeds[noun]) >= documents][:2]
    return ": ".join(part for part in (names, " and ".join(shown)) if part) if names else "Situation brief"
