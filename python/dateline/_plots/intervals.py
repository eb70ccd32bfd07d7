"""A figure of each label with its interval, one line a label."""

from __future__ import annotations

from collections.abc import Sequence

from .._escape import clip
from ..plots import Picture
from . import svg

TOP, ROW, RIGHT = 22.0, 22.0, 118.0
_HUE = "#2f6fb3"


def intervals(rows: Sequence[tuple[str, float, float, float]], figure: str) -> Picture:
    """Draws (label, value, low, high) as dots with whiskers over the range from 0 to 1."""
    left_edge = svg.margin(clip(name, 24) for name, *_ in rows)
    wide = svg.WIDTH - left_edge - RIGHT
    foot = TOP + len(rows) * ROW
    body = []
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = left_edge + tick * wide
        body += [
            svg.line(x, TOP, x, foot, 0.3 if tick == 0 else 0.12),
            svg.label(x, TOP - 7, f"{tick:g}", "middle", 11, faint=True),
        ]
    for at, (name, value, low, high) in enumerate(rows):
        y = TOP + (at + 0.5) * ROW
        left, middle, right = (left_edge + share * wide for share in (low, value, high))
        words = f"{value:.2f} ({low:.2f}–{high:.2f})"
        marks = (
            f"<line x1='{svg.num(left)}' y1='{svg.num(y)}' x2='{svg.num(right)}' y2='{svg.num(y)}' stroke='{_HUE}'"
            f" stroke-width='3' stroke-opacity='.45' stroke-linecap='round'/>"
            f"<circle cx='{svg.num(middle)}' cy='{svg.num(y)}' r='4' fill='{_HUE}'/>"
        )
        body += [
            svg.label(left_edge - 8, y + 4, clip(name, 24), "end", 11.5),
            svg.link(None, marks, f"{name}: {figure} {words}"),
            svg.label(svg.WIDTH - RIGHT + 12, y + 4, words, size=11, faint=True),
        ]
    return Picture(svg.frame(body, foot + 6, f"{figure} of each label, with 95 % intervals"))
