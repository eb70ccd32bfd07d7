"""Documents: names tinted by type, acts marked, furniture set apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from .._escape import count, esc
from .._labels import ACTS, SAID, TYPES, act_word, hue, type_heading
from ..errors import UnknownKeyError
from .box import box

TEXT: Final = 20_000
"""Characters of a text that are shown."""


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
