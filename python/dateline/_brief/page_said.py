"""Key points and statements, as HTML."""

from __future__ import annotations

from itertools import groupby

from .._escape import esc
from .._labels import ACTS, SAID, act_word, words
from .links import Links
from .model import Point, Situation, Speaker, Statement
from .parts import fold, left, nothing, pieces, section


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
        else nothing("Nothing stands out: no event was found in two outlets, and no dispute.")
    )
    return section("points", "Key points", "Made from counts, not judged: what many tell may still be wrong.", inside)


def _point(point: Point, links: Links) -> str:
    line = links.line()
    return (
        f'<li class="line" id="{line}"><strong>{esc(point.heading)}</strong> {esc(point.text)}'
        f" {links.refs(point.refs, line)}</li>"
    )


def said(brief: Situation, links: Links) -> str:
    """Statements by speaker."""
    parts = [_speaker(speaker, links) for speaker in brief.speakers]
    inside = (
        f'<div class="run">{fold(parts, "div", first=10, what="speaker")}</div>'
        if parts
        else nothing("No statement with a named source was found.")
    )
    acts = "".join(
        f'<li><span class="act a-{act}">{ACTS[act].word}</span> <span>{esc(ACTS[act].explanation)}</span></li>'
        for act in SAID
    )
    return section(
        "said",
        "Who says what",
        "By speaker. Quoted words stand out; the link leads to the sentence.",
        f'<ul class="key acts">{acts}</ul>{inside}{left(brief, "statements", "statement")}',
    )


def _speaker(speaker: Speaker, links: Links) -> str:
    kind = f' <span class="type">{esc(words(speaker.name.type))}</span>' if speaker.name.type else ""
    lines = [_statement(statement, links) for statement in speaker.statements]
    told = links.told(speaker.outlets)
    return (
        f'<article class="speaker"><h3>{esc(speaker.name.text)}{kind} <span class="told">{told}</span>'
        f"</h3>{fold(lines, 'ul', what='statement')}</article>"
    )


def _statement(statement: Statement, links: Links) -> str:
    line = links.line()
    unsure = (
        f' <span class="tag">{esc(statement.certainty)}</span>' if statement.certainty not in (None, "certain") else ""
    )
    return (
        f'<li class="line said" id="{line}"><span class="act'
        f' a-{esc(statement.act)}">{esc(act_word(statement.act))}</span>'
        f'<div><p class="excerpt">{pieces(statement.excerpt)}{unsure}</p><p'
        f' class="from">{links.refs(statement.refs, line)}</p></div></li>'
    )
