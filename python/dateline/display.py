"""How tables, mentions and texts show themselves in a notebook: offline, light or dark, without flooding the page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from ._escape import clip, count, esc
from ._labels import ACTS, SAID, TYPES, act_word, hue, type_heading
from ._shown import ShownList
from .errors import UnknownKeyError

if TYPE_CHECKING:
    from ._core import Mention

ROWS: Final = 10
"""Rows of a table that are shown."""
CELL: Final = 80
"""Characters of a cell that are shown."""
TEXT: Final = 20_000
"""Characters of a text that are shown."""

# Ink is the notebook's own and grounds are tints, so there is no need to know whether the theme is light or dark.
_STYLE: Final = (
    "<style>"
    ".dl-box{font:13px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;color:inherit;max-width:100%}"
    ".dl-scroll{overflow-x:auto;max-width:100%}"
    ".dl-box table{border-collapse:collapse;font-size:12.5px;margin:0!important;color:inherit}"
    ".dl-box th,.dl-box td{text-align:left!important;padding:3px 9px;border-bottom:1px solid"
    " rgba(128,128,128,.28);vertical-align:top;"
    "white-space:nowrap;background:none!important;color:inherit;font-variant-numeric:tabular-nums}"
    ".dl-box thead th{border-bottom:2px solid rgba(128,128,128,.6);font-weight:600}"
    ".dl-box td.n,.dl-box th.n{text-align:right!important}"
    ".dl-box td.w{white-space:normal;min-width:14em;max-width:34em}"
    ".dl-box small,.dl-box .dl-soft{opacity:.72;font-weight:400}"
    ".dl-box .dl-none{opacity:.5}"
    ".dl-legend{display:flex;flex-wrap:wrap;gap:3px 14px;margin:0 0 8px;padding:0;list-style:none;font-size:12px}"
    ".dl-box mark{color:inherit;border-radius:2px;padding:0 1px}"
    ".dl-text{font:15px/1.62 Charter,'Iowan Old"
    " Style',Georgia,serif;max-width:46em;white-space:pre-line;overflow-wrap:anywhere;unicode-bidi:isolate}"
    ".dl-text p{margin:0 0 .7em}"
    ".dl-text .headline,.dl-text .heading{font-weight:700}"
    ".dl-text .caption{font-style:italic;border-left:2px solid rgba(128,128,128,.5);padding-left:10px}"
    ".dl-text .furniture,.dl-text .dateline{opacity:.68;font:12px/1.45 system-ui,sans-serif}"
    ".dl-text .furniture{border-left:2px dotted rgba(128,128,128,.6);padding-left:10px}"
    ".dl-act{font:600 10.5px/1 system-ui,sans-serif;border-left:3px solid"
    " rgba(128,128,128,.7);padding-left:4px;margin-right:5px;opacity:.85;user-select:none}"
    "</style>"
)


def table_html(columns: Sequence[str] | Mapping[str, str], rows: Sequence[Mapping[str, Any]], total: int) -> str:
    """The first rows of a table with its columns (and their types, where `columns` maps to them) and its size."""
    types = dict(columns) if isinstance(columns, Mapping) else {}
    rows = rows[:ROWS]
    numbers = {name: _decimals([row.get(name) for row in rows]) for name in columns}
    head = "".join(
        f"<th scope='col'{' class=n' if numbers[name] is not None else ''}>{esc(name)}{_type(types.get(name))}</th>"
        for name in columns
    )
    body = "".join(f"<tr>{''.join(_cell(row.get(name), numbers[name] or 0) for name in columns)}</tr>" for row in rows)
    size = f"{count(total, 'row')} × {count(len(columns), 'column')}"
    shown = len(rows)
    more = f", the first {shown} shown" if shown < total else ""
    return box(
        f"<div class='dl-scroll'><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"</div><div class='dl-soft'>{size}{more}</div>"
    )


def _type(name: str | None) -> str:
    return f"<br><small>{esc(name)}</small>" if name else ""


def _decimals(values: Sequence[Any]) -> int | None:
    """How many decimals a column of numbers is shown with, so that its points stand below each other; `None` for other columns."""
    known = [value for value in values if value is not None]
    if not known or not all(isinstance(value, int | float) and not isinstance(value, bool) for value in known):
        return None
    largest = max((abs(value) for value in known if isinstance(value, float) and math.isfinite(value)), default=0.0)
    return 3 if largest < 10 else 2 if largest < 1000 else 0


def _cell(value: Any, decimals: int) -> str:
    if value is None:
        return "<td class='dl-none'>–</td>"
    if isinstance(value, bool):
        return f"<td>{'yes' if value else 'no'}</td>"
    if isinstance(value, int):
        return f"<td class='n'>{value}</td>"
    if isinstance(value, float):
        return f"<td class='n'>{value:,.{decimals}f}</td>"
    if isinstance(value, list | tuple):
        words = ", ".join(
            str(item.get("entity_id") or item) if isinstance(item, Mapping) else str(item) for item in value[:4]
        )
        value = words + (f", … ({len(value)})" if len(value) > 4 else "")
    text = clip(str(value), CELL)
    title = f" title='{esc(clip(str(value), 600))}'" if len(text) < len(str(value)) else ""
    return f"<td{' class=w' if len(text) > 44 else ''}{title}>{esc(text)}</td>"


class MentionList(ShownList["Mention"]):
    """The mentions of one text, as `Gazetteer.find` gives them: a list that shows itself highlighted in a notebook."""

    def __init__(self, mentions: Iterable[Mention] = (), text: str | None = None) -> None:
        super().__init__(mentions)
        self.text = text

    def _repr_html_(self) -> str:
        columns = ("text", "start", "end", "name", "type", "entity_id", "variant", "score")
        rows = [{name: getattr(mention, name, None) for name in columns} for mention in self[:ROWS]]
        table = table_html(columns, rows, len(self))
        if self.text is None or not self:
            return table
        spans = [{"start": m.start, "end": m.end, "type": m.type, "name": m.name} for m in self]
        return document_html(self.text, spans) + table


def document_html(
    text: str,
    mentions: Iterable[Mapping[str, Any]],
    blocks: Iterable[Mapping[str, Any]] = (),
    sentences: Iterable[Mapping[str, Any]] = (),
    *,
    title: str | None = None,
    legend: bool = True,
    limit: int = TEXT,
) -> str:
    """A text with its names tinted by type, furniture set apart, acts marked, and a legend.

    `mentions`, `blocks` and `sentences` are rows of the tables of these names; at most `limit` characters are shown.
    """
    spans = sorted((m for m in mentions if m["start"] < limit), key=lambda m: (m["start"], -m["end"]))
    acts = {s["start"]: s for s in sentences if s.get("act") in SAID or s.get("act") == "question"}
    stretches = [(b["start"], b["end"], str(b["kind"])) for b in blocks] or [(0, len(text), "body")]
    parts = []
    at = 0
    for start, end, kind in stretches:
        if start >= limit:
            break
        inside = []
        while at < len(spans) and spans[at]["start"] < end:
            if spans[at]["start"] >= start:
                inside.append(spans[at])
            at += 1
        parts.append(f"<p class='{esc(kind)}' dir='auto'>{_tinted(text, start, min(end, limit), inside, acts)}</p>")
    cut = f"<p class='dl-soft'>… {count(len(text) - limit, 'more character')}</p>" if len(text) > limit else ""
    types = [kind for kind in TYPES if any(m["type"] == kind for m in spans)] + sorted(
        {str(m["type"]) for m in spans} - set(TYPES)
    )
    swatches = "".join(f"<li><mark style='{_tint(kind)}'>{esc(type_heading(kind))}</mark></li>" for kind in types)
    head = f"<div class='dl-soft'>{esc(title)}</div>" if title else ""
    key = f"<ul class='dl-legend' aria-label='Legend'>{swatches}</ul>" if legend and swatches else ""
    return box(f"{head}{key}<div class='dl-text'>{''.join(parts)}{cut}</div>")


def _tinted(
    text: str, start: int, end: int, spans: list[Mapping[str, Any]], acts: Mapping[int, Mapping[str, Any]]
) -> str:
    openings = {m["start"]: m for m in reversed(spans)}
    cuts = sorted(set(openings) | {at for at in acts if start <= at < end})
    out: list[str] = []
    at = start
    for cut in cuts:
        if cut < at or cut >= end:
            continue
        out.append(esc(text[at:cut]))
        at = cut
        if cut in acts:
            row = acts[cut]
            by = f" by {row['source']}" if row.get("source") else ""
            known = ACTS.get(row["act"])
            title = row["act"] + by + (f": {known.explanation}" if known else "")
            out.append(f"<span class='dl-act' title='{esc(title)}'>{esc(act_word(row['act']))}</span>")
        if cut in openings:
            span = openings[cut]
            stop = min(span["end"], end)
            title = f"{span['name']} ({span['type']})"
            out.append(f"<mark style='{_tint(str(span['type']))}' title='{esc(title)}'>{esc(text[at:stop])}</mark>")
            at = stop
    out.append(esc(text[at:end]))
    return "".join(out)


def _tint(kind: str) -> str:
    colour = hue(kind)
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"background:rgba({red},{green},{blue},.26);border-bottom:2px solid {colour}"


def box(inside: str) -> str:
    return f"{_STYLE}<div class='dl-box'>{inside}</div>"


class DocumentView:
    """A document with its names, acts and furniture; shows itself in a notebook."""

    __slots__ = ("html",)

    def __init__(self, html: str) -> None:
        self.html = html

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"DocumentView({len(self.html):,} characters of HTML; shows itself in a notebook)"


def show(analysis: Any, doc_id: str | None = None) -> DocumentView:
    """`Analysis.show`: one document, the first one where none is named."""
    if doc_id is None:
        doc_id = next(iter(analysis.documents.head(1)["doc_id"]), None)
        if doc_id is None:
            raise UnknownKeyError("the analysis holds no document to show")
    about = next(iter(analysis.documents._of_document(doc_id).to_pylist()), None)
    if about is None:
        first = analysis.documents.head(5)["doc_id"]
        some = ", ".join(map(repr, first))
        raise UnknownKeyError(f"no document {doc_id!r}; there are {some}{', …' if len(analysis) > 5 else ''}")
    if about.get("error"):
        return DocumentView(box(f"<p>{esc(doc_id)} was not read: {esc(about['error'])}</p>"))

    def rows(table: Any) -> list[Mapping[str, Any]]:
        found: list[Mapping[str, Any]] = table._of_document(doc_id).to_pylist()
        return found

    title = " · ".join(str(part) for part in (about.get("source"), about.get("date"), doc_id) if part)
    html = document_html(
        analysis.text(doc_id), rows(analysis.mentions), rows(analysis.blocks), rows(analysis.sentences), title=title
    )
    return DocumentView(html)


TABLES: Final = {
    "documents": "what was read",
    "blocks": "what each line or paragraph is",
    "sentences": "what each sentence does, and who says it",
    "mentions": "who and what is named where",
    "events": "who did what to whom",
    "quotes": "who said which words",
    "times": "dates and periods",
    "quantities": "numbers with units",
    "near_copies": "documents that share their text",
    "conflicts": "claims that do not agree",
}


def analysis_html(analysis: Any) -> str:
    """`Analysis`: its tables with their sizes."""
    rows = "".join(
        f"<tr><th scope='row'>.{name}</th><td class='n'>{len(getattr(analysis, name)):,}</td><td>{about}</td></tr>"
        for name, about in TABLES.items()
    )
    more = ".show(doc_id) a document · .plot.timeline() / map() / network() / matrix() · .brief() the situation brief"
    return box(
        f"<table><thead><tr><th>table</th><th>rows</th><th></th></tr></thead><tbody>{rows}</tbody></table>"
        f"<div class='dl-soft'>{more}</div>"
    )
