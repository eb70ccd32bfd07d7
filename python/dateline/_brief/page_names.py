"""Where and who, as HTML: the names by type, with a map."""

from __future__ import annotations

from itertools import groupby

from .._escape import count, esc
from .._labels import type_heading
from .._plots.places import Place, places
from .build import OUTLETS
from .links import Links
from .model import Named, Situation
from .parts import folded, left, nothing, section


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
        known = len(links.told.outlets(outlets))
        what = "Outlets" if known == len(outlets) else "Outlets and documents" if known else "Documents"
        numbers = "".join(f"<li><b>{at + 1}</b> {esc(outlet)}</li>" for at, outlet in enumerate(outlets))
        parts.append(
            f'<details class="legend" open><summary>{what} by number</summary><ul'
            f' class="numbers">{numbers}</ul></details>'
        )
    for kind, group in groupby(brief.named, key=lambda entity: entity.name.type):
        parts.append(_names(kind or "", list(group), outlets, ids, links))
    if not brief.named:
        parts.append(nothing("No names were found."))
    parts.append(left(brief, "named", "rarer name"))
    return section(
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
    rest = f"{table}<tbody>{''.join(rows[10:])}</tbody></table>"
    more = folded(count(len(rows) - 10, "more name"), rest) if len(rows) > 10 else ""
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
