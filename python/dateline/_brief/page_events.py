"""What happened, as HTML."""

from __future__ import annotations

import datetime as dt

from .. import _dates
from .._dates import window
from .._escape import count, esc
from .._labels import EVENTS, REALITIES, words
from .._plots.timeline import timeline
from .._wording import WORDINGS
from .links import Links
from .model import Day, Event, Situation
from .parts import fold, folded, left, mark, nothing, section
from .parts import pieces as excerpt
from .wording import phrase, reality, standing, where


def happened(brief: Situation, links: Links) -> str:
    """Events by date."""
    parts = []
    days = {day.date for day in brief.days if _dates.is_day(day.date)}
    since = window([source.date for source in brief.sources if source.date])
    bars = [
        (when, event.type)
        for day in brief.days
        if _dates.is_day(day.date) and (when := _dates.day(day.date)) and (since is None or when >= since)
        for event in day.events
        for _ in event.refs
    ]
    if drawn := timeline(bars, frozenset(days)):
        parts.append(
            f"<figure>{drawn}<figcaption>Reports of events by the day on which they are said to have"
            " happened or to be due.</figcaption></figure>"
        )
    marks = "".join(
        f"<li>{mark(key)} {esc(meaning.word)}<span>: {esc(meaning.explanation)}</span></li>"
        for key, meaning in REALITIES.items()
    )
    parts.append(f'<ul class="key">{marks}</ul>')
    recent = [day for day in brief.days if since is None or (_dates.day(day.date) or since) >= since]
    earlier = [day for day in brief.days if day not in recent]
    run = [_day(day, links, brief.date) for day in recent]
    run += [_reported(day, links) for day in brief.undated]
    if earlier:
        told = count(sum(len(day.events) for day in earlier), "event")
        inside = "".join(_day(day, links, brief.date) for day in earlier)
        run.append(folded(f"Earlier dates: {told}", inside, group=True))
    if brief.unnamed:
        lines = "".join(_event(event, links) for event in brief.unnamed)
        told = count(len(brief.unnamed), "event")
        run.append(folded(f"No party named: {told}", f"<ol>{lines}</ol>", group=True))
    parts.append(f'<div class="run">{"".join(run)}</div>')
    if not brief.days and not brief.undated and not brief.unnamed:
        parts.append(nothing("No events were found."))
    parts.append(left(brief, "events", "dated event"))
    parts.append(left(brief, "undated", "undated event"))
    return section(
        "happened",
        "What happened",
        "Events of all documents, told once; dated ones first, the latest at the top.",
        "".join(parts),
    )


def _day(day: Day, links: Links, today: dt.date | None) -> str:
    lines = [_event(event, links) for event in day.events]
    when = _dates.day(day.date)
    ahead = ' <span class="tag">ahead</span>' if today and when and when > today else ""
    heading = f"<h3>{esc(_dates.in_words(day.date))}{ahead}</h3>"
    return f'<div class="day" id="day-{esc(day.date)}">{heading}{fold(lines, "ol")}</div>'


def _reported(day: Day, links: Links) -> str:
    """Events of which no text says when; headed by the day on which they were first reported."""
    when = f"Reported {esc(_dates.in_words(day.date))}" if day.date else "Reported in undated texts"
    heading = f'<h3>{when} <span class="tag">day of the event not given</span></h3>'
    lines = [_event(event, links) for event in day.events]
    return f'<div class="day reported" id="reported-{esc(day.date or "undated")}">{heading}{fold(lines, "ol")}</div>'


def _event(event: Event, links: Links) -> str:
    line = links.line()
    kind = EVENTS.get(event.type)
    title = f"{event.type}: {kind.explanation}" if kind else event.type
    what = phrase(event)
    place = f' <span class="place">{esc(at)}</span>' if (at := where(event, what)) else ""
    # What the heading says already is not said again.
    bare = event.mode and not event.told and f"{event.type}/{event.mode}" not in WORDINGS
    mode = f' <span class="mode">{esc(words(event.mode).replace("-", " "))}</span>' if event.mode and bare else ""
    told = links.told(event.outlets)
    if event.independent < len(event.outlets):
        told += f", {event.independent} without copies"
    return (
        f'<li class="line event {esc(standing(event))}" id="{line}"><p'
        f' class="what">{mark(standing(event))} <strong title="{esc(title)}">{esc(what)}'
        f"</strong>{place}{mode}"
        f' <span class="tag">{esc(reality(event))}</span></p><p'
        f' class="excerpt">{excerpt(event.excerpt)}</p>'
        f'<p class="from"><span class="told">{told}</span> {links.refs(event.refs, line)}</p></li>'
    )
