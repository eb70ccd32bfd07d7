"""Figures and conflicts, as HTML."""

from __future__ import annotations

from .._escape import count, esc
from .._labels import RELATIONS, words
from .links import Links
from .model import Dispute, Figures, Situation
from .parts import fold, left, nothing, pieces, section
from .titles import dispute_heading
from .wording import unit as heading


def figures(brief: Situation, links: Links) -> str:
    """Disputes side by side, and the values of each unit."""
    parts = [_dispute(dispute, links) for dispute in brief.disputes]
    inside = (
        fold(parts, "div", first=10, what="dispute")
        if parts
        else nothing("No two documents were found to contradict each other.")
    )
    inside += left(brief, "disputes", "dispute")
    if brief.figures:
        inside += (
            "<h3 class=sub>Figures by unit</h3><p class=note>All values that the documents give for one"
            " unit. They may count different things: follow the links.</p>"
        )
        inside += fold([_unit(unit, links) for unit in brief.figures], "div", first=8, what="unit") + left(
            brief, "figures", "unit"
        )
    return section("figures", "Figures and conflicts", "Claims on one topic side by side.", inside)


def _dispute(dispute: Dispute, links: Links) -> str:
    sides = []
    for side in dispute.sides[:12]:
        line = links.line()
        own = "outlet" if links.told.outlets([side.outlet]) else "document"
        source = esc(side.source.text) if side.source else f"in the {own}’s own words"
        sides.append(
            f'<li class="line" id="{line}"><p class="value">{esc(side.value)}</p><p class="by">{source}</p>'
            f'<p class="excerpt">{pieces(side.excerpt)}</p><p'
            f' class="from">{links.to(side.ref, side.outlet, line)}</p></li>'
        )
    more = f"<p class=note>and {count(len(dispute.sides) - 12, 'more claim')}</p>" if len(dispute.sides) > 12 else ""
    relation = RELATIONS.get(dispute.relation)
    word, title = (relation.word, relation.explanation) if relation else (words(dispute.relation), "")
    return (
        f'<article class="dispute {esc(dispute.relation)}"><h3>{esc(dispute_heading(dispute))} <span class="tag"'
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
    return f'<div class="unit"><h4>{esc(heading(unit.unit))}</h4><table class="values">{"".join(rows)}</table></div>'
