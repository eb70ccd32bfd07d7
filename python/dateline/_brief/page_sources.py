"""The documents, and what the labels mean, as HTML."""

from __future__ import annotations

from .. import _dates
from .._escape import count, esc
from .._labels import ACTS, DEGREES, EVENTS, RELATIONS, event_word, words
from .links import Links
from .model import Situation, Source
from .parts import folded, nothing, section


def sources(brief: Situation, links: Links) -> str:
    """The documents."""
    shown = {text.doc for text in brief.texts}
    rows = [_source(at, source, brief, links, at in shown) for at, source in enumerate(brief.sources)]
    head = "".join(
        f'<th scope="col">{name}</th>'
        for name in ("No.", "Outlet and title", "Date", "Language", "Sentences", "Furniture", "Like")
    )
    start = f'<table class="sources"><thead><tr>{head}</tr></thead><tbody>'
    rest = f"{start}{''.join(rows[60:])}</tbody></table>"
    more = folded(count(len(rows) - 60, "more document"), rest) if len(rows) > 60 else ""
    table = (
        '<div class="scroll" tabindex="0" role="region"'
        f' aria-label="Sources">{start}{"".join(rows[:60])}</tbody></table>{more}</div>'
    )
    return section(
        "sources",
        "Sources",
        "What was read, and what the pages had added to it.",
        table if rows else nothing("No documents."),
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
    note = "<br><span class=told>opinion</span>" if source.opinion else ""
    note += f"<br><span class=told>{esc(source.note)}</span>" if source.note else ""
    return (
        f'<tr class="line" id="{line}"><td>{at + 1}</td><th scope="row">{outlet}{name}{note}</th><td>{date}'
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
    inside = folded(
        "What the words in this brief mean",
        f"<h3>What a sentence does</h3><dl class=terms>{acts}</dl>"
        f"<h3>Events, by the PLOVER scheme</h3><dl class=terms>{events}</dl>"
        f"<h3>Claims that do not agree</h3><dl class=terms>{relations}</dl><h3>Documents that are"
        f" alike</h3><dl class=terms>{degrees}</dl>",
        group=True,
    )
    return section("reading", "How to read this", "", inside)
