"""Events over time: a stacked bar a day, or a week, month or year where the days are too many."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable

from .. import _dates
from .._escape import count
from .._labels import QUAD_HUES, quad
from . import svg

HEIGHT = 150.0
LEFT, RIGHT, TOP = 30.0, 8.0, 12.0


def timeline(events: Iterable[tuple[dt.date, str]], anchors: frozenset[str] = frozenset()) -> str | None:
    """Draws (day, event type) pairs; bars of days in `anchors` link to `day-…`. `None` without events."""
    found = list(events)
    if not found:
        return None
    first, last = min(found)[0], max(found)[0]
    unit = _unit((last - first).days)
    bins: dict[dt.date, Counter[str]] = defaultdict(Counter)
    for day, kind in found:
        bins[_floor(day, unit)][quad(kind)] += 1
    starts = _starts(first, last, unit)
    if len(starts) == 1:
        starts = [_floor(starts[0] - dt.timedelta(1), unit), *starts, _next(starts[0], unit)]
    top = max(sum(bin.values()) for bin in bins.values())
    step = (svg.WIDTH - LEFT - RIGHT) / len(starts)
    body = _grid(top)
    for at, start in enumerate(starts):
        body += _bar(bins.get(start), LEFT + at * step, step, top, start, unit, anchors)
        if _labelled(at, len(starts), start, unit):
            body.append(
                svg.label(LEFT + (at + 0.5) * step, TOP + HEIGHT + 15, _tick(start, unit), "middle", 11, faint=True)
            )
    kinds = [
        (hue, name)
        for name, hue in (*QUAD_HUES.items(), ("other", "#8a8a8a"))
        if any(bin[name] for bin in bins.values())
    ]
    words, height = svg.legend(kinds, LEFT, TOP + HEIGHT + 36)
    return svg.frame(body + words, TOP + HEIGHT + 26 + height, f"Events by {unit}: {count(len(found), 'event')}")


def _unit(days: int) -> str:
    return "day" if days <= 62 else "week" if days <= 430 else "month" if days <= 2200 else "year"


def _floor(day: dt.date, unit: str) -> dt.date:
    if unit == "week":
        return day - dt.timedelta(min(day.weekday(), day.toordinal() - 1))
    return {"day": day, "month": day.replace(day=1)}.get(unit) or day.replace(month=1, day=1)


def _next(start: dt.date, unit: str) -> dt.date:
    try:
        if unit in ("day", "week"):
            return start + dt.timedelta(1 if unit == "day" else 7)
        if unit == "month":
            return start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
        return start.replace(year=start.year + 1)
    except (ValueError, OverflowError):
        return dt.date.max


def _starts(first: dt.date, last: dt.date, unit: str) -> list[dt.date]:
    out = [_floor(first, unit)]
    while (following := _next(out[-1], unit)) <= last and following > out[-1]:
        out.append(following)
    return out


def _grid(top: int) -> list[str]:
    body = []
    for value in sorted({0, top // 2 if top > 3 else 0, top}):
        y = TOP + HEIGHT * (1 - value / top)
        body += [
            svg.line(LEFT, y, svg.WIDTH - RIGHT, y, 0.45 if value == 0 else 0.14),
            svg.label(LEFT - 6, y + 4, str(value), "end", 11, faint=True),
        ]
    return body


def _bar(
    counts: Counter[str] | None, x: float, step: float, top: int, start: dt.date, unit: str, anchors: frozenset[str]
) -> list[str]:
    if not counts:
        return []
    width = min(step * 0.78, 46.0)
    y, parts, words = TOP + HEIGHT, [], []
    for name, hue in (*QUAD_HUES.items(), ("other", "#8a8a8a")):
        if counts[name]:
            height = HEIGHT * counts[name] / top
            y -= height
            parts.append(
                f"<rect x='{svg.num(x + (step - width) / 2)}' y='{svg.num(y)}' width='{svg.num(width)}'"
                f" height='{svg.num(height)}' fill='{hue}'/>"
            )
            words.append(f"{name} {counts[name]}")
    title = f"{_tick(start, unit, full=True)}: {', '.join(words)}"
    anchor = f"day-{start.isoformat()}" if unit == "day" and start.isoformat() in anchors else None
    return [svg.link(anchor, "".join(parts), title)]


def _labelled(at: int, bins: int, start: dt.date, unit: str) -> bool:
    if unit == "day" and bins > 13:
        return start.weekday() == 0 if bins < 45 else start.weekday() == 0 and start.day <= 14
    return bins <= 13 if unit == "day" else at % max(1, -(-bins // 9)) == 0


def _tick(start: dt.date, unit: str, full: bool = False) -> str:
    if unit == "year":
        return str(start.year)
    if unit == "month":
        return f"{_dates.MONTHS[start.month - 1][:3]} {start.year}"
    return f"{'week of ' if full and unit == 'week' else ''}{_dates.short(start) if full else _dates.short(start)[:-5]}"
