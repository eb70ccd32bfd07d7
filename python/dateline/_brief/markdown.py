"""The brief as Markdown; each line ends with its spans as `[1:20–34]`: the document's number under Sources, and code points."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from .. import _dates
from .._escape import count, showable, squeeze
from .._labels import DEGREES, REALITIES, RELATIONS, act_word, type_heading, words
from .build import REFS
from .model import Event, Piece, Ref, Situation, Source
from .outlets import Told
from .titles import dispute_heading
from .wording import reality, standing, with_place
from .wording import unit as heading

FORMS = 6
"""Spellings listed for a name."""
OUTLETS = 8
"""Outlets listed for a name."""


def markdown(brief: Situation) -> str:
    """The whole brief."""
    sections = (_points, _happened, _said, _named, _disputed, _sources)
    lines = [
        f"# {_safe(brief.title)}",
        "",
        _covers(brief),
        "",
        *(line for section in sections for line in _told(section(brief))),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _told(section: list[str]) -> list[str]:
    """The lines of a section; where only its heading stands, a word that says so."""
    return section if any(section[1:]) else [section[0], "", "Nothing was found.", ""]


def _points(brief: Situation) -> list[str]:
    points = [f"- **{_safe(p.heading)}** {_safe(p.text)} {_refs(p.refs)}".rstrip() for p in brief.points]
    return ["## Key points", "", *(points or ["Nothing stands out."]), ""]


def _happened(brief: Situation) -> list[str]:
    told = Told((source.outlet, source.doc_id) for source in brief.sources)

    def events(heading: str, told_of: Iterable[Event]) -> list[str]:
        return [f"### {heading}", "", *(_event(brief, event, told) for event in told_of), ""]

    lines = ["## What happened", ""]
    for day in brief.days:
        lines += events(_safe(_dates.in_words(day.date)), day.events)
    for day in brief.undated:
        when = f"Reported {_dates.in_words(day.date)}" if day.date else "Reported in undated texts"
        lines += events(f"{when}, day of the event not given", day.events)
    if brief.unnamed:
        lines += events("No party named", brief.unnamed)
    return lines + _left(brief, ("events", "dated event"), ("undated", "undated event"))


def _said(brief: Situation) -> list[str]:
    lines = ["## Who says what", ""]
    for speaker in brief.speakers:
        lines += [f"### {_safe(speaker.name.text)}", ""]
        lines += [f"- *{act_word(s.act)}* {_pieces(s.excerpt)} {_refs(s.refs)}" for s in speaker.statements]
        lines.append("")
    return lines + _left(brief, ("statements", "statement"))


def _named(brief: Situation) -> list[str]:
    lines = ["## Where and who", ""]
    for kind, group in groupby(brief.named, key=lambda entity: entity.name.type):
        lines += [
            f"### {_safe(type_heading(kind or ''))}",
            "",
            "| name | mentions | documents | outlets | spellings |",
            "|---|---:|---:|---|---|",
        ]
        for entity in group:
            outlets = ", ".join(f"{outlet} {number}" for outlet, number, _ in entity.by_outlet[:OUTLETS])
            outlets += ", …" if len(entity.by_outlet) > OUTLETS else ""
            forms = ", ".join(entity.forms[:FORMS])
            lines.append(
                f"| {_safe(entity.name.text)} | {entity.count} | {entity.documents} | {_safe(outlets)} |"
                f" {_safe(forms)} |"
            )
        lines.append("")
    return lines + _left(brief, ("named", "rarer name"))


def _disputed(brief: Situation) -> list[str]:
    lines = ["## Figures and conflicts", ""]
    for dispute in brief.disputes:
        relation = RELATIONS[dispute.relation].word if dispute.relation in RELATIONS else words(dispute.relation)
        lines += [f"### {_safe(dispute_heading(dispute))} ({_safe(relation)})", ""]
        for side in dispute.sides:
            by = f", {_safe(side.source.text)}" if side.source else ""
            lines.append(
                f"- **{_safe(side.value)}**{by} ({_safe(side.outlet)}): {_pieces(side.excerpt)} {_refs((side.ref,))}"
            )
        lines.append("")
    for unit in brief.figures:
        lines += [f"### {_safe(heading(unit.unit))}", ""]
        lines += [f"- **{_safe(v.text)}** ({_safe(', '.join(v.outlets))}) {_refs(v.refs)}" for v in unit.values]
        lines.append("")
    return lines + _left(brief, ("disputes", "dispute"), ("figures", "unit"))


def _sources(brief: Situation) -> list[str]:
    return [
        "## Sources",
        "",
        "| no. | document | outlet | date | language | sentences | furniture dropped | like |",
        "|---:|---|---|---|---|---:|---:|---|",
        *(_source(brief, at, source) for at, source in enumerate(brief.sources)),
    ]


def _covers(brief: Situation) -> str:
    parts = [f"Reports of {brief.period}" if brief.period else "Reports without dates"]
    if brief.date:
        parts.append(f"as of {brief.date.isoformat()}")
    parts.append(count(brief.documents, "document"))
    parts += [count(brief.outlets, "outlet")] if brief.outlets else []
    parts.append(count(brief.sentences, "sentence"))
    return " · ".join(parts) + ". Spans are [document:start–end]: the number under Sources, and code points."


def _event(brief: Situation, event: Event, told: Told) -> str:
    known = REALITIES.get(standing(event))
    mark = f"{known.mark} " if known else ""
    what = _safe(with_place(event))
    return (
        f"- {mark}**{what}**, {_safe(reality(event))}, {told(event.outlets)}:"
        f" {_pieces(event.excerpt)} {_refs(event.refs)}"
    )


def _source(brief: Situation, at: int, source: Source) -> str:
    if source.error:
        return (
            f"| {at + 1} | {_safe(source.doc_id)} | {_safe(source.outlet)} | | | | | not read: {_safe(source.error)} |"
        )
    like = ", ".join(
        f"{brief.sources[c.doc].doc_id} ({DEGREES[c.degree].word if c.degree in DEGREES else c.degree}, {c.score:.0%})"
        for c in source.copies[:4]
    )
    share = f"{source.furniture:.0%}" if source.furniture is not None else ""
    date = source.date.isoformat() if source.date else ""
    note = " (opinion)" if source.opinion else ""
    note += f" ({_safe(source.note)})" if source.note else ""
    return (
        f"| {at + 1} | {_safe(source.doc_id)}{note} | {_safe(source.outlet)} | {date} |"
        f" {_safe(source.lang or '')} | {source.sentences} | {share} | {_safe(like)} |"
    )


def _left(brief: Situation, *sections: tuple[str, str]) -> list[str]:
    out = [
        f"*{count(brief.left_out[key], 'more ' + what)} not shown.*"
        for key, what in sections
        if brief.left_out.get(key)
    ]
    return [*out, ""] if out else []


def _refs(refs: tuple[Ref, ...]) -> str:
    shown = " ".join(f"\\[{ref.doc + 1}:{ref.start}–{ref.end}\\]" for ref in refs[:REFS])
    return shown + (f" and {len(refs) - REFS} more" if len(refs) > REFS else "")


def _pieces(pieces: tuple[Piece, ...]) -> str:
    marks = {"hit": "**", "quote": "*"}
    out = []
    for piece in pieces:
        inner = _safe(piece.text)
        mark = marks.get(piece.mark, "") if inner.strip() == inner and inner else ""
        out.append(f"{mark}{inner}{mark}")
    return "".join(out).strip()


def _safe(text: str) -> str:
    """One line in which no character of a source text can act as Markdown or HTML."""
    line = re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", squeeze(showable(text)))
    return line.replace("&", "&amp;") if re.search(r"&[#\w]+;", line) else line
