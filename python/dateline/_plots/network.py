"""Who does something to whom: actors on a circle, an arrow for each pair and class of event."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from .._escape import clip, count
from .._labels import QUAD_HUES, quad
from . import svg

NODES = 14
SIZE = 420.0
ACROSS = 118.0
"""Half the width of the circle of actors; what is left beside it holds their names."""
BOLD = 1.04
"""How much wider names are in bold."""


def network(edges: Iterable[tuple[str, str, str]]) -> str | None:
    """Draws (actor, recipient, event type) triples between the actors with most events; `None` without any."""
    counts = Counter((actor, recipient, quad(kind)) for actor, recipient, kind in edges if actor != recipient)
    weight: Counter[str] = Counter()
    for (actor, recipient, _), number in counts.items():
        weight[actor] += number
        weight[recipient] += number
    names = sorted(weight, key=lambda name: (-weight[name], name))[:NODES]
    # One whose partners are all left out would stand there without an arrow.
    paired = {name for pair in counts if pair[0] in names and pair[1] in names for name in pair[:2]}
    names = [name for name in names if name in paired]
    if len(names) < 2:
        return None
    spots = {name: _spot(at, len(names)) for at, name in enumerate(_spread(names))}
    kept = {key: number for key, number in counts.items() if key[0] in spots and key[1] in spots}
    body = [_arrows(kept)]
    for (actor, recipient, kind), number in sorted(kept.items(), key=lambda item: (item[1], item[0])):
        body.append(
            _edge(
                spots[actor], spots[recipient], kind, number, f"{actor} → {recipient}: {kind}, {count(number, 'event')}"
            )
        )
    for name, (x, y) in spots.items():
        size = 4 + 9 * math.sqrt(weight[name] / weight[names[0]])
        body.append(
            svg.link(
                None,
                (
                    f"<circle cx='{svg.num(x)}' cy='{svg.num(y)}' r='{svg.num(size)}' fill='currentColor'"
                    " fill-opacity='.8'/>"
                ),
                f"{name}: {count(weight[name], 'event')}",
            )
        )
        body.append(_name(name, x, y, size))
    used = {kind for _, _, kind in kept}
    words, height = svg.legend(
        [(hue, name) for name, hue in (*QUAD_HUES.items(), ("other", "#8a8a8a")) if name in used], 8, SIZE + 16
    )
    return svg.frame(
        body + words, SIZE + 6 + height, f"Network of {count(len(names), 'actor')}: " + ", ".join(names[:8])
    )


def _spread(names: list[str]) -> list[str]:
    """The heaviest apart from each other, so that the thickest arrows cross the middle."""
    half = (len(names) + 1) // 2
    first, second = names[0::2], names[1::2]
    return first[:half] + second


def _spot(at: int, total: int) -> tuple[float, float]:
    angle = 2 * math.pi * at / total - math.pi
    return svg.WIDTH / 2 + math.cos(angle) * ACROSS, SIZE / 2 + math.sin(angle) * 170


def _arrows(kept: dict[tuple[str, str, str], int]) -> str:
    heads = []
    for name in sorted({kind for _, _, kind in kept}):
        colour = QUAD_HUES.get(name, "#8a8a8a")
        heads.append(
            f"<marker id='dl-{name.replace(' ', '-')}' viewBox='0 0 8 8' refX='7' refY='4' markerWidth='9'"
            " markerHeight='9' "
            f"markerUnits='userSpaceOnUse' orient='auto'><path d='M0 0L8 4L0 8z' fill='{colour}'/></marker>"
        )
    return f"<defs>{''.join(heads)}</defs>"


def _edge(a: tuple[float, float], b: tuple[float, float], kind: str, number: int, title: str) -> str:
    bend = 0.12 + 0.07 * (list(QUAD_HUES).index(kind) if kind in QUAD_HUES else 4)
    dx, dy = b[0] - a[0], b[1] - a[1]
    far = math.hypot(dx, dy) or 1.0
    x, y = (a[0] + b[0]) / 2 - dy * bend, (a[1] + b[1]) / 2 + dx * bend
    end = (b[0] - dx / far * 14, b[1] - dy / far * 14)
    path = f"M{svg.num(a[0])} {svg.num(a[1])}Q{svg.num(x)} {svg.num(y)} {svg.num(end[0])} {svg.num(end[1])}"
    colour = QUAD_HUES.get(kind, "#8a8a8a")
    width = min(7.0, 1 + math.sqrt(number))
    return svg.link(
        None,
        (
            f"<path d='{path}' fill='none' stroke='{colour}' stroke-opacity='.85'"
            f" stroke-width='{svg.num(width)}' marker-end='url(#dl-{kind.replace(' ', '-')})'/>"
        ),
        title,
    )


def _name(name: str, x: float, y: float, size: float) -> str:
    side = x - svg.WIDTH / 2
    if abs(side) < 8:
        return svg.label(x, y + (size + 14 if y > SIZE / 2 else -size - 6), clip(name, 28), "middle", 12, bold=True)
    room = svg.WIDTH / 2 - abs(side) - size - 5
    shown = _fitting(name, room)
    return svg.label(
        x + (size + 5) * (1 if side > 0 else -1), y + 4, shown, "start" if side > 0 else "end", 12, bold=True
    )


def _fitting(name: str, room: float) -> str:
    """As much of the name as there is room for."""
    limits = (limit for limit in range(len(name), 4, -1) if svg.text_width(clip(name, limit)) * BOLD <= room)
    return clip(name, next(limits, 4))
