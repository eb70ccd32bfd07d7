"""Which label was given for which: right ones down, given ones across, the number of texts in the cell."""

from __future__ import annotations

from collections.abc import Sequence

from .._escape import clip, count
from ..plots import Picture
from . import svg

MOST = 24
"""Labels that are shown, those of most texts."""
ROW = 26.0
_RIGHT, _WRONG = "#2f6fb3", "#c2452d"


def confusion(classes: Sequence[str], cells: Sequence[Sequence[int]]) -> Picture:
    """Draws a confusion matrix; a cell is the darker, the larger its share of the row is."""
    largest = sorted(range(len(classes)), key=lambda k: (-sum(cells[k]), k))[:MOST]
    shown = [k for k in range(len(classes)) if k in set(largest)]
    left = max(96.0, svg.margin(clip(classes[k], 24) for k in shown))
    # Names of columns lean at 48 degrees.
    longest = max(svg.text_width(clip(classes[k], 22), 11.5) for k in shown)
    top, right = 24 + 0.75 * longest, max(70.0, 0.68 * longest)
    step = max(28.0, min(44.0, (svg.WIDTH - left - right) / len(shown)))
    body = [svg.label(left - 8, top - 8, "right ↓  given →", "end", 11, faint=True)]
    for at, column in enumerate(shown):
        x = left + (at + 0.5) * step
        words = svg.label(0, 0, clip(classes[column], 22), size=11.5)
        body.append(f"<g transform='translate({svg.num(x + 4)} {svg.num(top - 6)}) rotate(-48)'>{words}</g>")
    for down, row in enumerate(shown):
        y = top + down * ROW
        body.append(svg.label(left - 8, y + ROW / 2 + 4, clip(classes[row], 24), "end", 11.5))
        total = sum(cells[row]) or 1
        for at, column in enumerate(shown):
            body.append(_cell(left + at * step, y, step, cells[row][column], total, classes[row], classes[column]))
    texts = sum(map(sum, cells))
    note = f"The {MOST} labels of most texts are shown, of {len(classes)}." if len(classes) > MOST else ""
    width = max(left + len(shown) * step + right, 320.0)
    return Picture(
        svg.frame(body, top + len(shown) * ROW + 4, f"Confusion matrix of {count(texts, 'text')}", width), note
    )


def _cell(x: float, y: float, step: float, number: int, total: int, right: str, given: str) -> str:
    box = (
        f"<rect x='{svg.num(x + 1)}' y='{svg.num(y + 1)}' width='{svg.num(step - 2)}'"
        f" height='{svg.num(ROW - 2)}' rx='2'"
    )
    if not number:
        return f"{box} fill='currentColor' fill-opacity='.04'/>"
    same = right == given
    fill = f"{box} fill='{_RIGHT if same else _WRONG}' fill-opacity='{0.12 + 0.6 * number / total:.2f}'/>"
    words = svg.label(x + step / 2, y + ROW / 2 + 4, f"{number:,}", "middle", 11, bold=same)
    told = (
        f"{right}: {number:,} of {count(total, 'text')} right"
        if same
        else f"{right} taken for {given}: {number:,} of {total:,}"
    )
    return svg.link(None, fill + words, told)
