"""The sections of the brief as HTML, each line with links to the spans that it rests on."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from .. import _dates
from .._escape import count, esc
from .._labels import (
    ACTS,
    DEGREES,
    EVENTS,
    REALITIES,
    RELATIONS,
    SAID,
    act_word,
    event_phrase,
    event_word,
    type_heading,
    words,
)
from .._plots.places import Place, places
from .._plots.timeline import timeline
from ..plots import window
from .build import OUTLETS
from .links import Links
from .model import Day, Dispute, Event, Figures, Named, Piece, Point, Situation, Source, Speaker, Statement

FIRST = 6
"""Lines that stand open; the others fold."""


def key_points(brief: Situation, links: Links) -> str:
    """What the counts say, in sentences."""
    headings = {
        "reported": "Most widely reported",
        "charges": "Charges and denials",
        "disputed": "In dispute",
        "ahead": "Ahead",
        "caveat": "Handle with care",
    }
    groups = []
    for kind, points in groupby(brief.points, key=lambda point: point.kind):
        lines = "".join(_point(point, links) for point in points)
        groups.append(f'<div class="points {kind}"><h3>{esc(headings.get(kind, kind))}</h3><ul>{lines}</ul></div>')
    inside = (
        f'<div class="columns">{"".join(groups)}</div>'
        if groups
        else _nothing("Nothing stands out: no event is told by two outlets, nothing is disputed.")
    )
    return _section("points", "Key points", "Made from counts, not judged: what many tell may still be wrong.", inside)


def _point(point: Point, links: Links) -> str:
    line = links.line()
    return (
        f'<li class="line" id="{line}"><strong>{esc(point.heading)}</strong> {esc(point.text)}'
        f" {links.refs(point.refs, line)}</li>"
    )


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
        f"<li>{_mark(key)} {esc(reality.word)}<span>: {esc(reality.explanation)}</span></li>"
        for key, reality in REALITIES.items()
    )
    parts.append(f'<ul class="key">{marks}</ul>')
    recent = [day for day in brief.days if since is None or (_dates.day(day.date) or since) >= since]
    earlier = [day for day in brief.days if day not in recent]
    parts += [_day(day, links, brief.date) for day in recent]
    if brief.undated:
        lines = [_event(event, links) for event in brief.undated]
        parts.append(f'<div class="day" id="undated"><h3>No date given</h3>{_fold(lines, "ol")}</div>')
    if earlier:
        told = count(sum(len(day.events) for day in earlier), "event")
        inside = "".join(_day(day, links, brief.date) for day in earlier)
        parts.append(f"<details class=more><summary>Earlier dates: {told}</summary>{inside}</details>")
    if not brief.days and not brief.undated:
        parts.append(_nothing("No events were found."))
    parts.append(_left(brief, "events", "dated event"))
    parts.append(_left(brief, "undated", "undated event"))
    return _section(
        "happened", "What happened", "Events of all documents, told once; the latest first.", "".join(parts)
    )


def _day(day: Day, links: Links, today: dt.date | None) -> str:
    lines = [_event(event, links) for event in day.events]
    when = _dates.day(day.date)
    ahead = ' <span class="tag">ahead</span>' if today and when and when > today else ""
    heading = f"<h3>{esc(_dates.in_words(day.date))}{ahead}</h3>"
    return f'<div class="day" id="day-{esc(day.date)}">{heading}{_fold(lines, "ol")}</div>'


def _event(event: Event, links: Links) -> str:
    line = links.line()
    dates = [date for ref in event.refs if (date := links.brief.sources[ref.doc].date)]
    since = f", first on {_dates.short(min(dates))}" if dates and not event.date else ""
    phrase = esc(event_phrase(event.type, [n.text for n in event.actor], [n.text for n in event.recipient]))
    place = f' <span class="place">{esc(event.place.text)}</span>' if event.place else ""
    kind = EVENTS.get(event.type)
    title = f"{event.type}: {kind.explanation}" if kind else event.type
    mode = f' <span class="mode">{esc(words(event.mode))}</span>' if event.mode else ""
    told = count(len(event.outlets), "outlet")
    if event.independent < len(event.outlets):
        told += f", {event.independent} without copies"
    return (
        f'<li class="line event {esc(event.reality)}" id="{line}"><p'
        f' class="what">{_mark(event.reality)} <strong title="{esc(title)}">{phrase}'
        f"</strong>{place}{mode}"
        f' <span class="tag">{esc(_reality_word(event.reality))}</span></p><p'
        f' class="excerpt">{_pieces(event.excerpt)}</p>'
        f'<p class="from"><span class="told">{told}{since}</span> {links.refs(event.refs, line)}</p></li>'
    )


def said(brief: Situation, links: Links) -> str:
    """Statements by speaker."""
    parts = [_speaker(speaker, links) for speaker in brief.speakers]
    inside = (
        _fold(parts, "div", first=10, what="speaker")
        if parts
        else _nothing("No statement with a named source was found.")
    )
    acts = "".join(
        f'<li><span class="act a-{act}">{ACTS[act].word}</span> <span>{esc(ACTS[act].explanation)}</span></li>'
        for act in SAID
    )
    return _section(
        "said",
        "Who says what",
        "By speaker. Quoted words stand out; the link leads to the sentence.",
        f'<ul class="key acts">{acts}</ul>{inside}{_left(brief, "statements", "statement")}',
    )


def _speaker(speaker: Speaker, links: Links) -> str:
    kind = f' <span class="type">{esc(words(speaker.name.type))}</span>' if speaker.name.type else ""
    lines = [_statement(statement, links) for statement in speaker.statements]
    told = count(len(speaker.outlets), "outlet")
    return (
        f'<article class="speaker"><h3>{esc(speaker.name.text)}{kind} <span class="told">{told}</span>'
        f"</h3>{_fold(lines, 'ul', what='statement')}</article>"
    )


def _statement(statement: Statement, links: Links) -> str:
    line = links.line()
    unsure = (
        f' <span class="tag">{esc(statement.certainty)}</span>' if statement.certainty not in (None, "certain") else ""
    )
    return (
        f'<li class="line said" id="{line}"><span class="act'
        f' a-{esc(statement.act)}">{esc(act_word(statement.act))}</span>'
        f'<div><p class="excerpt">{_pieces(statement.excerpt)}{unsure}</p><p'
        f' class="from">{links.refs(statement.refs, line)}</p></div></li>'
    )


def named(brief: Situation, links: Links) -> str:
    """Names by type, with a map."""
    parts = []
    ids = {entity: f"n{at}" for at, entity in enumerate(brief.named)}
    spots = [
        Place(e.name.text, e.lat, e.lon, e.count, e.name.type, ids[e])
        for e in brief.named
        if e.name.type in ("place", "facility") and e.lat is not None and e.lon is not None
    ]
    if drawn := places(spots):
        far = f" Outside the map: {esc(', '.join(drawn[1]))}." if drawn[1] else ""
        parts.append(f"<figure>{drawn[0]}<figcaption>Places by number of mentions.{far}</figcaption></figure>")
    outlets = _columns(brief)
    if outlets:
        numbers = "".join(f"<li><b>{at + 1}</b> {esc(outlet)}</li>" for at, outlet in enumerate(outlets))
        parts.append(
            '<details class="legend" open><summary>Outlets by number</summary><ul'
            f' class="numbers">{numbers}</ul></details>'
        )
    for kind, group in groupby(brief.named, key=lambda entity: entity.name.type):
        parts.append(_names(kind or "", list(group), outlets, ids, links))
    if not brief.named:
        parts.append(_nothing("No names were found."))
    parts.append(_left(brief, "named", "rarer name"))
    return _section(
        "named",
        "Where and who",
        "Every name under one head, whatever its spelling; the numbers are mentions in each outlet.",
        "".join(parts),
    )


def _columns(brief: Situation) -> list[str]:
    """The outlets that get a column: all, or those with most sentences."""
    size: dict[str, int] = {}
    for source in brief.sources:
        if not source.error:
            size[source.outlet] = size.get(source.outlet, 0) + source.sentences
    kept = set(sorted(size, key=lambda outlet: (-size[outlet], outlet))[:OUTLETS])
    return [outlet for outlet in size if outlet in kept]


def _names(kind: str, group: list[Named], outlets: list[str], ids: dict[Named, str], links: Links) -> str:
    top = max(number for entity in group for _, number, _ in entity.by_outlet)
    head = "".join(f'<th scope="col" title="{esc(outlet)}">{at + 1}</th>' for at, outlet in enumerate(outlets))
    rows = [_name(entity, outlets, top, ids[entity], links) for entity in group]
    title = esc(type_heading(kind))
    body = f"<tbody>{''.join(rows[:10])}</tbody>"
    table = (
        f'<table class="names"><thead><tr><th scope="col"><span class="swatch t-{esc(kind)}">'
        f'</span>{title}</th><th scope="col">all</th><th scope="col">docs</th>{head}</tr></thead>'
    )
    more = (
        f"<details><summary>{count(len(rows) - 10, 'more name')}</summary>{table}"
        f"<tbody>{''.join(rows[10:])}</tbody></table></details>"
        if len(rows) > 10
        else ""
    )
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{title}">{table}{body}</table>{more}</div>'


def _name(entity: Named, outlets: list[str], top: int, ident: str, links: Links) -> str:
    line = ident
    cells = {outlet: (number, ref) for outlet, number, ref in entity.by_outlet}
    out = []
    for outlet in outlets:
        if outlet not in cells:
            out.append("<td></td>")
            continue
        number, ref = cells[outlet]
        out.append(f'<td class="heat" style="--h:{number / top:.2f}">{links.to(ref, str(number), line)}</td>')
    others = [form for form in entity.forms if form != entity.name.text]
    forms = (
        f'<span class="forms">{esc(", ".join(others[:6]))}{", …" if len(others) > 6 else ""}</span>' if others else ""
    )
    country = f' <span class="country">{esc(entity.country)}</span>' if entity.country else ""
    return (
        f'<tr class="line" id="{ident}"><th scope="row">{esc(entity.name.text)}{country}{forms}</th>'
        f"<td>{entity.count:,}</td><td>{entity.documents:,}</td>{''.join(out)}</tr>"
    )


def figures(brief: Situation, links: Links) -> str:
    """Disputes side by side, and the values of each unit."""
    parts = [_dispute(dispute, links) for dispute in brief.disputes]
    inside = (
        _fold(parts, "div", first=10, what="dispute")
        if parts
        else _nothing("No two documents were found to contradict each other.")
    )
    inside += _left(brief, "disputes", "dispute")
    if brief.figures:
        inside += (
            "<h3 class=sub>Figures by unit</h3><p class=note>All values that the documents give for one"
            " unit. They may count different things: follow the links.</p>"
        )
        inside += _fold([_unit(unit, links) for unit in brief.figures], "div", first=8, what="unit") + _left(
            brief, "figures", "unit"
        )
    return _section("figures", "Figures and conflicts", "Claims on one topic side by side.", inside)


def _dispute(dispute: Dispute, links: Links) -> str:
    sides = []
    for side in dispute.sides[:12]:
        line = links.line()
        source = esc(side.source.text) if side.source else "in the outlet’s own words"
        sides.append(
            f'<li class="line" id="{line}"><p class="value">{esc(side.value)}</p><p class="by">{source}</p>'
            f'<p class="excerpt">{_pieces(side.excerpt)}</p><p'
            f' class="from">{links.to(side.ref, side.outlet, line)}</p></li>'
        )
    more = f"<p class=note>and {count(len(dispute.sides) - 12, 'more claim')}</p>" if len(dispute.sides) > 12 else ""
    relation = RELATIONS.get(dispute.relation)
    word, title = (relation.word, relation.explanation) if relation else (words(dispute.relation), "")
    return (
        f'<article class="dispute {esc(dispute.relation)}"><h3>{esc(dispute.topic)} <span class="tag"'
        f' title="{esc(title)}">{esc(word)}</span></h3><ul class="sides">{"".join(sides)}</ul>{more}'
        "</article>"
    )


def _unit(unit: Figures, links: Links) -> str:
    top = max((abs(value.high if value.high is not None else value.low or 0) for value in unit.values), default=0) or 1
    rows = []
    for value in unit.values:
        line = links.line()
        low = abs(value.low if value.low is not None else value.high or 0) / top
        high = abs(value.high if value.high is not None else value.low or 0) / top
        bar = (
            f'<span class="bar" aria-hidden="true"><i style="width:{100 * low:.1f}%"></i><i class="range"'
            f' style="width:{100 * max(0.0, high - low):.1f}%"></i></span>'
        )
        rows.append(
            f'<tr class="line" id="{line}"><th scope="row">{esc(value.text)}</th><td class="wide">{bar}'
            f"</td><td>{links.refs(value.refs, line)}</td></tr>"
        )
    return f'<div class="unit"><h4>{esc(words(unit.unit))}</h4><table class="values">{"".join(rows)}</table></div>'


def sources(brief: Situation, links: Links) -> str:
    """The documents."""
    shown = {text.doc for text in brief.texts}
    rows = [_source(at, source, brief, links, at in shown) for at, source in enumerate(brief.sources)]
    head = "".join(
        f'<th scope="col">{name}</th>'
        for name in ("No.", "Outlet and title", "Date", "Language", "Sentences", "Furniture", "Like")
    )
    start = f'<table class="sources"><thead><tr>{head}</tr></thead><tbody>'
    more = (
        f"<details><summary>{count(len(rows) - 60, 'more document')}"
        f"</summary>{start}{''.join(rows[60:])}</tbody></table></details>"
        if len(rows) > 60
        else ""
    )
    table = (
        '<div class="scroll" tabindex="0" role="region"'
        f' aria-label="Sources">{start}{"".join(rows[:60])}</tbody></table>{more}</div>'
    )
    return _section(
        "sources",
        "Sources",
        "What was read, and what the pages had added to it.",
        table if rows else _nothing("No documents."),
    )


def _source(at: int, source: Source, brief: Situation, links: Links, shown: bool) -> str:
    line = f"src{at}"
    title = source.title or source.doc_id
    name = f'<a href="#doc-{at}">{esc(title)}</a>' if shown else esc(title)
    outlet = f"<b>{esc(source.outlet)}</b><br>" if source.outlet != title else ""
    if source.error:
        return (
            f'<tr class="line failed" id="{line}"><td>{at + 1}</td><th scope="row">{outlet}{name}</th><td'
            f' colspan="5">not read: {esc(source.error)}</td></tr>'
        )
    like = []
    for copy in source.copies[:3]:
        degree = DEGREES[copy.degree].word if copy.degree in DEGREES else words(copy.degree)
        like.append(
            f"{links.to(copy.here, brief.sources[copy.doc].outlet, line)} <span class=told>{esc(degree)},"
            f" {copy.score:.0%}</span>"
        )
    if len(source.copies) > 3:
        like.append(f"<span class=told>and {len(source.copies) - 3} more</span>")
    share = (
        f'<span class="bar" aria-hidden="true"><i style="width:{100 * source.furniture:.0f}%"></i>'
        f"</span>{source.furniture:.0%}"
        if source.furniture is not None
        else "–"
    )
    date = f'<time datetime="{source.date}">{_dates.short(source.date)}</time>' if source.date else "–"
    return (
        f'<tr class="line" id="{line}"><td>{at + 1}</td><th scope="row">{outlet}{name}</th><td>{date}'
        f"</td><td>{esc(source.lang or '–')}</td>"
        f'<td>{source.sentences:,}</td><td class="share">{share}</td><td>{"<br>".join(like) or "–"}</td></tr>'
    )


def reading() -> str:
    """What the labels mean."""
    acts = "".join(f"<dt>{esc(words(act))}</dt><dd>{esc(meaning.explanation)}</dd>" for act, meaning in ACTS.items())
    events = "".join(
        f"<dt>{esc(event_word(kind))} <small>{kind}</small></dt><dd>{esc(meaning.explanation)}</dd>"
        for kind, meaning in EVENTS.items()
    )
    relations = "".join(
        f"<dt>{esc(meaning.word)}</dt><dd>{esc(meaning.explanation)}</dd>" for meaning in RELATIONS.values()
    )
    degrees = "".join(
        f"<dt>{esc(meaning.word)}</dt><dd>{esc(meaning.explanation)}</dd>" for meaning in DEGREES.values()
    )
    inside = (
        "<details><summary>What the words in this brief mean</summary>"
        f"<h3>What a sentence does</h3><dl class=terms>{acts}</dl>"
        f"<h3>Events, by the PLOVER scheme</h3><dl class=terms>{events}</dl>"
        f"<h3>Claims that do not agree</h3><dl class=terms>{relations}</dl><h3>Documents that are"
        f" alike</h3><dl class=terms>{degrees}</dl></details>"
    )
    return _section("reading", "How to read this", "", inside)


def _section(ident: str, title: str, standfirst: str, inside: str) -> str:
    stand = f'<p class="standfirst">{esc(standfirst)}</p>' if standfirst else ""
    return (
        f'<section id="{ident}" aria-labelledby="{ident}-h"><h2 id="{ident}-h">{esc(title)}'
        f"</h2>{stand}{inside}</section>"
    )


def _fold(lines: list[str], tag: str, first: int = FIRST, what: str = "event") -> str:
    shown, rest = lines[:first], lines[first:]
    more = (
        f"<details class=more><summary>{count(len(rest), 'more ' + what)}</summary>"
        f"<{tag}>{''.join(rest)}</{tag}></details>"
        if rest
        else ""
    )
    return f"<{tag}>{''.join(shown)}</{tag}>{more}"


def _left(brief: Situation, section: str, what: str) -> str:
    number = brief.left_out.get(section)
    return f"<p class=note>{count(number, 'more ' + what)} not shown; the tables have all.</p>" if number else ""


def _nothing(text: str) -> str:
    return f'<p class="nothing">{esc(text)}</p>'


def _mark(reality: str) -> str:
    known = REALITIES.get(reality)
    return f'<span class="mark r-{esc(reality)}" aria-hidden="true">{known.mark if known else "○"}</span>'


def _reality_word(reality: str) -> str:
    return REALITIES[reality].word if reality in REALITIES else words(reality)


def _pieces(pieces: tuple[Piece, ...]) -> str:
    out = []
    for piece in pieces:
        tag = {"hit": "b", "quote": "q"}.get(piece.mark)
        out.append(f'<{tag} class="{piece.mark}">{esc(piece.text)}</{tag}>' if tag else esc(piece.text))
    return "".join(out)
