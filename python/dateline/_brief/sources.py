"""Sources: each document, what was left out of it, what it is a copy of; and the texts as far as they are shown."""

from __future__ import annotations

from collections.abc import Iterable

from .._escape import clip, squeeze
from .._rows import Row, unread
from .gather import LABEL, Rows
from .model import Block, Copy, Mention, Ref, Sentence, Source, Text

AROUND = 240
"""Characters shown on either side of a cited span where a text is too long to be shown whole."""


def sources(rows: Rows) -> list[Source]:
    """All documents in their order."""
    copies: list[dict[int, Copy]] = [{} for _ in rows.documents]
    for row in rows.near_copies:
        a, b = rows.number.get(row["doc_a"]), rows.number.get(row["doc_b"])
        if a is None or b is None:
            continue
        here, there = Ref(a, row["start_a"], row["end_a"]), Ref(b, row["start_b"], row["end_b"])
        _keep(copies[a], Copy(b, row["degree"], float(row["score"] or 0), here, there))
        _keep(copies[b], Copy(a, row["degree"], float(row["score"] or 0), there, here))
    return [
        _source(rows, doc, tuple(sorted(copies[doc].values(), key=lambda c: (-c.score, c.doc))))
        for doc in range(len(rows.documents))
    ]


def _keep(copies: dict[int, Copy], copy: Copy) -> None:
    known = copies.get(copy.doc)
    if known is None or copy.score > known.score:
        copies[copy.doc] = copy


def _source(rows: Rows, doc: int, copies: tuple[Copy, ...]) -> Source:
    row = rows.documents[doc]
    mine = rows.number[row["doc_id"]] == doc
    blocks = rows.blocks[doc] if mine else []
    total = sum(block["end"] - block["start"] for block in blocks)
    dropped = sum(block["end"] - block["start"] for block in blocks if block["kind"] == "furniture")
    return Source(
        doc_id=row["doc_id"],
        outlet=rows.outlet[doc],
        title=row.get("title") or _headline(rows, doc, blocks),
        date=rows.dates[doc],
        lang=row.get("lang"),
        encoding=row.get("encoding"),
        chars=int(row.get("n_chars") or 0),
        sentences=int(row.get("n_sentences") or 0),
        furniture=dropped / total if total else None,
        copies=copies,
        error=row.get("error") if unread(row) else None,
        note=None if unread(row) else row.get("error"),
        opinion=doc in rows.opinions,
    )


def _headline(rows: Rows, doc: int, blocks: list[Row]) -> str | None:
    """The first headline of the text, for a document that came without a title."""
    first = next((block for block in blocks if block["kind"] == "headline"), None)
    return clip(LABEL.sub("", squeeze(rows.text(doc)[first["start"] : first["end"]]), count=1), 140) if first else None


def texts(rows: Rows, cited: Iterable[Ref], budget: int) -> tuple[Text, ...]:
    """The whole texts while they fit into `budget` characters; of the others what surrounds the cited spans."""
    spans: dict[int, set[tuple[int, int]]] = {}
    for ref in cited:
        spans.setdefault(ref.doc, set()).add((ref.start, ref.end))
    lengths = [(len(rows.text(doc)), doc) for doc in range(len(rows.documents)) if rows.blocks[doc]]
    # Cited documents come first, then the others; within each the shorter, so that as many as can be are whole.
    whole: set[int] = set()
    for length, doc in sorted(lengths, key=lambda item: (item[1] not in spans, item)):
        if length <= budget:
            whole.add(doc)
            budget -= length
    shown = []
    for _, doc in sorted(lengths, key=lambda item: item[1]):
        blocks = [Block(b["start"], b["end"], b["kind"]) for b in rows.blocks[doc]]
        if doc not in whole:
            blocks = _windows(blocks, sorted(spans.get(doc, ())))
        if blocks:
            shown.append(_text(rows, doc, doc in whole, blocks))
    return tuple(shown)


def _windows(blocks: list[Block], spans: list[tuple[int, int]]) -> list[Block]:
    """The parts of the blocks that surround the spans, joined where they touch."""
    out: list[Block] = []
    at = 0
    for start, end in spans:
        while at < len(blocks) and blocks[at].end <= start:
            at += 1
        if at == len(blocks):
            break
        block = blocks[at]
        low, high = (
            max(block.start, start - AROUND),
            min(block.end, max(min(end, start + 8 * AROUND), start + 1) + AROUND),
        )
        if out and out[-1].end >= low and out[-1].start >= block.start:
            low, high = out[-1].start, max(out.pop().end, high)
        out.append(Block(low, high, block.kind, clipped=(low, high) != (block.start, block.end)))
    return out


def _text(rows: Rows, doc: int, whole: bool, blocks: list[Block]) -> Text:
    text = rows.text(doc)
    return Text(
        doc=doc,
        whole=whole,
        blocks=tuple(blocks),
        words=tuple(text[block.start : block.end] for block in blocks),
        sentences=tuple(
            Sentence(r["start"], r["end"], r.get("act"), _speaker(rows, r), r.get("certainty"))
            for r in _inside(rows.sentences[doc], blocks)
        ),
        mentions=tuple(
            Mention(r["start"], r["end"], r["type"], r["name"], r.get("entity_id"))
            for r in _inside(rows.mentions[doc], blocks)
        ),
        conflicts=tuple(
            (r["start"], r["end"], r["conflict"]) for r in _inside(rows.times[doc], blocks) if r.get("conflict")
        ),
    )


def _speaker(rows: Rows, row: Row) -> str | None:
    name = rows.joint(row.get("source_id"), row.get("source"))
    return name.text if name else None


def _inside(found: list[Row], blocks: list[Block]) -> list[Row]:
    """The rows that overlap a shown block; both are in order."""
    out, at = [], 0
    for row in sorted(found, key=lambda r: (int(r["start"]), int(r["end"]))):
        while at < len(blocks) and blocks[at].end <= row["start"]:
            at += 1
        if at < len(blocks) and row["end"] > blocks[at].start:
            out.append(row)
    return out
