"""Who does how much to whom: actors down, recipients across, the number of events in the cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .._escape import clip, count
from .._labels import QUAD_HUES, quad
from . import svg

MOST = 12
LEFT, TOP, ROW = 150.0, 112.0, 26.0


def matrix(edges: Iterable[tuple[str, str, str]]) -> str | None:
    """Draws (actor, recipient, event type) triples; a cell has the hue of its commonest class. `None` without any."""
    cells: dict[tuple[str, str], Counter[str]] = {}
    down: Counter[str] = Counter()
    across: Counter[str] = Counter()
    for actor, recipient, kind in edges:
        cells.setdefault((actor, recipient), Counter())[quad(kind)] += 1
        down[actor] += 1
        across[recipient] += 1
    if not cells:
        return None
    rows = sorted(down, key=lambda name: (-down[name], name))[:MOST]
    columns = sorted(across, key=lambda name: (-across[name], name))[:MOST]
    step = min(44.0, (svg.WIDTH - LEFT - 60) / len(columns))
    top = max(sum(counts.values()) for counts in cells.values())
    body = []
    for at, name in enumerate(columns):
        x = LEFT + (at + 0.5) * step
        body.append(
            f"<g transform='translate({svg.num(x + 4)} {svg.num(TOP - 6)})"
            f" rotate(-48)'>{svg.label(0, 0, clip(name, 22), size=11.5)}</g>"
        )
    for down_at, actor in enumerate(rows):
        y = TOP + down_at * ROW
        body.append(svg.label(LEFT - 8, y + ROW / 2 + 4, clip(actor, 24), "end", 11.5))
        for across_at, recipient in enumerate(columns):
            body.append(_cell(LEFT + across_at * step, y, step, cells.get((actor, recipient)), top, actor, recipient))
    used = {kind for counts in cells.values() for kind in counts}
    foot = TOP + len(rows) * ROW + 20
    words, height = svg.legend(
        [(hue, name) for name, hue in (*QUAD_HUES.items(), ("other", "#8a8a8a")) if name in used], 8, foot
    )
    return svg.frame(
        body + words, foot + height - 8, f"Events by actor and recipient: {count(sum(down.values()), 'event')}"
    )


def _cell(x: float, y: float, step: float, counts: Counter[str] | None, top: int, actor: str, recipient: str) -> str:
    box = (
        f"<rect x='{svg.num(x + 1)}' y='{svg.num(y + 1)}' width='{svg.num(step - 2)}'"
        f" height='{svg.num(ROW - 2)}' rx='2'"
    )
    if not counts:
        return f"{box} fill='currentColor' fill-opacity='.04'/>"
    total = sum(counts.values())
    kind = min(counts, key=lambda name: (-counts[name], name))
    fill = f"{box} fill='{QUAD_HUES.get(kind, '#8a8a8a')}' fill-opacity='{svg.num(0.2 + 0.6 * total / top)}'/>"
    words = ", ".join(f"{name} {counts[name]}" for name in sorted(counts))
    return svg.link(
        None,
        fill + svg.label(x + step / 2, y + ROW / 2 + 4, str(total), "middle", 11.5, bold=True),
        f"{actor} → {recipient}: {words}",
    )
