"""Curves of shares between 0 and 1: calibration, thresholds, learning."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ..plots import Picture
from .svg import frame, label, legend, line, num

_HUES = ("#2f6fb3", "#c2452d", "#1f8a70")
_LEFT, _TOP, _RIGHT = 44.0, 30.0, 14.0
UNIT = (0.0, 0.25, 0.5, 0.75, 1.0)


def curves(
    series: Mapping[str, Sequence[tuple[float, float]]],
    across: str,
    up: str,
    *,
    ticks: Sequence[float] = UNIT,
    sizes: Sequence[float] = (),
    diagonal: bool = False,
    width: float = 480.0,
    title: str = "",
) -> Picture:
    """Draws up to three curves of shares over the range of `ticks`, with the names of the axes.

    `sizes` are the radii of the first curve's points. `title` is what a screen reader says.
    """
    wide = width - _LEFT - _RIGHT
    high = wide * 0.62

    def at(x: float, y: float) -> tuple[float, float]:
        return _LEFT + (x - ticks[0]) / (ticks[-1] - ticks[0]) * wide, _TOP + (1 - y) * high

    parts = [label(4, 14, up, faint=True)]
    for tick in UNIT:
        x, y = at(ticks[0], tick)
        parts += [
            line(x, y, _LEFT + wide, y, 0.3 if tick == 0 else 0.12),
            label(x - 6, y + 4, f"{tick:g}", "end", 11, faint=True),
        ]
    for tick in ticks:
        parts.append(label(at(tick, 0)[0], _TOP + high + 16, f"{tick:,g}", "middle", 11, faint=True))
    if diagonal:
        parts.append(line(*at(0, 0), *at(1, 1), 0.4))
    for number, (hue, points) in enumerate(zip(_HUES, series.values(), strict=False)):
        placed = [at(*point) for point in points]
        path = " ".join(f"{num(x)},{num(y)}" for x, y in placed)
        parts.append(f"<polyline points='{path}' fill='none' stroke='{hue}' stroke-width='2'/>")
        radii = sizes if number == 0 and len(sizes) == len(placed) else [2.5] * len(placed)
        parts += [
            f"<circle cx='{num(x)}' cy='{num(y)}' r='{num(r)}' fill='{hue}' fill-opacity='.8'/>"
            for (x, y), r in zip(placed, radii, strict=True)
        ]
    height = _TOP + high + 36
    parts.append(label(_LEFT + wide / 2, height - 2, across, "middle", faint=True))
    height += 8
    if len(series) > 1:
        swatches, used = legend(list(zip(_HUES, series, strict=False)), _LEFT, height + 12, width)
        parts += swatches
        height += used + 4
    return Picture(frame(parts, height, title or f"{up} by {across}", width))


def round_ticks(most: float, number: int = 5) -> list[float]:
    """Round numbers from 0 to `most` or a little more, some `number` of them."""
    rough = max(most, 1.0) / number
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * digit for digit in (1, 2, 5, 10) if power * digit >= rough * 0.999)
    return [step * k for k in range(math.ceil(most / step - 1e-9) + 1)]
