"""Curves of shares between 0 and 1: calibration, thresholds."""

from __future__ import annotations

from ..plots import Picture
from .svg import frame, label, legend, line, num

_HUES = ("#2f6fb3", "#c2452d", "#1f8a70")
_LEFT, _TOP, _SIZE = 56.0, 14.0, 300.0


def curves(series: dict[str, list[tuple[float, float]]], across: str, up: str, diagonal: bool = False) -> Picture:
    """Draws up to three curves over the unit square, with the names of the axes."""

    def at(x: float, y: float) -> tuple[float, float]:
        return _LEFT + x * _SIZE * 1.5, _TOP + (1 - y) * _SIZE

    parts = []
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        (x, bottom), (left, y) = at(tick, 0), at(0, tick)
        parts += [line(left, y, at(1, tick)[0], y, 0.12), label(left - 6, y + 4, f"{tick:g}", "end", faint=True)]
        parts.append(label(x, bottom + 16, f"{tick:g}", "middle", faint=True))
    if diagonal:
        parts.append(line(*at(0, 0), *at(1, 1), 0.4))
    for hue, points in zip(_HUES, series.values(), strict=False):
        path = " ".join(f"{num(x)},{num(y)}" for x, y in (at(*point) for point in points))
        parts.append(f"<polyline points='{path}' fill='none' stroke='{hue}' stroke-width='2'/>")
        dots = (
            f"<circle cx='{num(x)}' cy='{num(y)}' r='3' fill='{hue}'/>" for x, y in (at(*point) for point in points)
        )
        parts.extend(dots)
    parts += [label(*at(0.5, -0.11), across, "middle"), label(_LEFT, _TOP - 2, up, faint=True)]
    height = _TOP + _SIZE + 44
    if len(series) > 1:
        swatches, used = legend(list(zip(_HUES, series, strict=False)), _LEFT, height + 8)
        parts += swatches
        height += used + 16
    return Picture(frame(parts, height, f"{up} by {across}"))
