"""The source texts as HTML: blocks, acts in the margin, names tinted by type, and the cited spans as link targets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from .. import _dates
from .._escape import count, esc, squeeze
from .._labels import ACTS, SAID, act_word
from .gather import LABEL
from .links import anchor, note
from .model import Block, Mention, Sentence, Source, Text
from .outlets import itself

Targets = Mapping[tuple[int, int], list[str]]
"""Cited spans of a document, with the ids of the lines that cite them."""
_Item = TypeVar("_Item", Sentence, Mention)


@dataclass(frozen=True, slots=True)
class _Part:
    """A range of a block with what opens and closes it."""

    start: int
    end: int
    opening: str
    closing: str


def document(text: Text, source: Source, targets: Targets) -> str:
    """One source text."""
    about = [esc(source.outlet)]
    if source.date:
        about.append(f'<time datetime="{source.date}">{_dates.short(source.date)}</time>')
    about.append(count(source.sentences, "sentence"))
    first = next(
        (words for block, words in zip(text.blocks, text.words, strict=True) if block.kind == "headline"), None
    )
    repeated = (
        ' class="repeated"'
        if first and source.title and LABEL.sub("", squeeze(first).strip(), count=1) == squeeze(source.title).strip()
        else ""
    )
    # The id stands there once: where there is neither title nor outlet, it stands for them.
    id_told = not source.title or source.outlet == itself(source.doc_id)
    path = "" if id_told else f'<p class="path">{esc(source.doc_id)}</p>'
    head = (
        f'<article class="doc{_cited(bool(targets))}" id="doc-{text.doc}" aria-labelledby="doc-{text.doc}-h"><header><p'
        f' class="kicker">{text.doc + 1} · {" · ".join(about)}</p>'
        f'<h3 id="doc-{text.doc}-h"{repeated}>{esc(source.title or source.doc_id)}</h3>{path}'
    )
    if not text.whole:
        head += (
            f'<p class="note">A long text ({count(source.chars, "character")}): only the passages that the'
            " brief cites are shown.</p>"
        )
    body = []
    for furniture, group in groupby(
        zip(text.blocks, text.words, strict=True), key=lambda item: item[0].kind == "furniture"
    ):
        if furniture:
            lines = list(group)
            inside = "".join(f"<p dir=auto>{esc(words)}</p>" for _, words in lines)
            body.append(
                f'<details class="furniture"><summary>left out: {count(len(lines), "line")} of page furniture'
                f"</summary>{inside}</details>"
            )
        else:
            body += [_block(text, block, words, targets) for block, words in group]
    return f'{head}</header><div class="text">{"".join(body)}</div></article>'


def _block(text: Text, block: Block, words: str, targets: Targets) -> str:
    first = bisect_right(text.sentences, block.start, key=lambda item: item.end)
    sentences = _overlapping(text.sentences, block)
    spans = [(start, max(end, start + 1)) for start, end in targets if start < block.end and end >= block.start]
    mentions = _overlapping(text.mentions, block)
    parts = [
        _sentence(
            sentence, block, note(text.doc, number), any(a < sentence.end and b > sentence.start for a, b in spans)
        )
        for number, sentence in enumerate(sentences, first)
    ]
    bounds = [(part.start, part.end) for part in parts]
    points: dict[int, str] = {}
    opened: list[_Part] = []
    for (start, end), lines in sorted(targets.items(), key=lambda item: (item[0][0], -item[0][1])):
        if not block.start <= start < block.end:
            continue
        stop = min(end, block.end)
        opened = [part for part in opened if part.end > start]
        if stop <= start or _crosses(start, stop, bounds) or any(part.end < stop for part in opened):
            points[start] = (
                points.get(start, "")
                + f'<a class="pt" id="{anchor(text.doc, start, end)}" data-from="{start}" data-to="{stop}"></a>'
                + _back(lines)
            )
        else:
            opened.append(
                _Part(
                    start, stop, f'<span class="target" id="{anchor(text.doc, start, end)}">', f"{_back(lines)}</span>"
                )
            )
            parts.append(opened[-1])
    kind = f"{esc(block.kind)}{' clipped' if block.clipped else ''}{_cited(bool(spans))}"
    conflicts = [(start, end, value) for start, end, value in text.conflicts if start < block.end and end > block.start]
    inner = _write(block, words, parts, points, mentions, conflicts)
    return f'<p class="b {kind}" dir="auto">{inner}</p>'


def _overlapping(items: tuple[_Item, ...], block: Block) -> list[_Item]:
    first = bisect_right(items, block.start, key=lambda item: item.end)
    out = []
    for item in items[first:]:
        if item.start >= block.end:
            break
        out.append(item)
    return out


def _cited(cited: bool) -> str:
    """The class of what print shows: what a line of the brief refers to."""
    return " cited" if cited else ""


def _sentence(sentence: Sentence, block: Block, number: str, cited: bool) -> _Part:
    opening = f'<span class="s{_cited(cited)}" data-at="{number}"'
    start, end = max(sentence.start, block.start), min(sentence.end, block.end)
    act = (
        sentence.act
        if sentence.act in SAID or sentence.act == "question" or (sentence.act and sentence.act not in ACTS)
        else None
    )
    data = f' data-from="{sentence.start}" data-to="{sentence.end}"'
    if not act:
        return _Part(start, end, f"{opening}{data}>", "</span>")
    by = f" by {sentence.source}" if sentence.source else ""
    sure = f" ({sentence.certainty})" if sentence.certainty else ""
    chip = f'<span class="act a-{esc(act)}" title="{esc(act + by + sure)}">{esc(act_word(act))}</span>'
    return _Part(start, end, f"{opening}{data}>{chip}", "</span>")


def _crosses(start: int, end: int, bounds: list[tuple[int, int]]) -> bool:
    """Whether a span cuts through a sentence that it neither holds nor lies in; sentences are in order and apart."""
    for offset in (start, end):
        at = bisect_right(bounds, (offset, -1)) - 1
        if at >= 0 and bounds[at][0] < offset < bounds[at][1] and not (bounds[at][0] <= start and end <= bounds[at][1]):
            return True
    return False


def _back(lines: list[str]) -> str:
    links = "".join(
        f'<a href="#{line}" aria-label="back to the brief" title="back to the brief">↩</a>' for line in lines[:3]
    )
    return f'<span class="back">{links}</span>'


def _write(
    block: Block,
    words: str,
    parts: list[_Part],
    points: dict[int, str],
    mentions: list[Mention],
    conflicts: list[tuple[int, int, str]],
) -> str:
    """The block's words between the openings and closings of its parts, names tinted piece by piece."""
    parts = sorted(parts, key=lambda part: (part.start, -part.end))
    spans = [
        (m.start, m.end, f'<mark class="m t-{esc(m.type)}" title="{esc(f"{m.name} ({m.type})")}">', "</mark>")
        for m in mentions
    ]
    spans += [
        (start, end, f'<mark class="wrong" title="weekday and date do not agree; else {esc(value)}">', "</mark>")
        for start, end, value in conflicts
    ]
    spans.sort()
    cuts = sorted(
        {block.start, block.end, *points}
        | {min(max(cut, block.start), block.end) for part in parts for cut in (part.start, part.end)}
        | {min(max(cut, block.start), block.end) for span in spans for cut in span[:2]}
    )
    out: list[str] = []
    stack: list[_Part] = []
    following = tinted = 0
    for at, cut in enumerate(cuts):
        while stack and stack[-1].end <= cut:
            out.append(stack.pop().closing)
        out.append(points.get(cut, ""))
        while following < len(parts) and parts[following].start <= cut:
            stack.append(parts[following])
            out.append(parts[following].opening)
            following += 1
        if at + 1 == len(cuts):
            break
        piece = esc(words[cut - block.start : cuts[at + 1] - block.start])
        while tinted < len(spans) and spans[tinted][1] <= cut:
            tinted += 1
        if tinted < len(spans) and spans[tinted][0] <= cut:
            piece = spans[tinted][2] + piece + spans[tinted][3]
        out.append(piece)
    out += [part.closing for part in reversed(stack)]
    return "".join(out)
