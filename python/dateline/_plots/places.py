"""Places on a plain grid of degrees, without a base map."""

from __future__ import annotations

import math
from typing import NamedTuple

from .._escape import count
from .._labels import hue
from . import svg


class Place(NamedTuple):
    """A place, how often it is named, and where a click leads."""

    name: str
    lat: float
    lon: float
    mentions: int
    type: str = "place"
    anchor: str | None = None


LEAST = 3
"""Places that a map needs."""
MOST = 60


def places(found: list[Place]) -> tuple[str, list[str]] | None:
    """Draws the places, and names those that lie too far off; `None` for fewer than three."""
    known = [p for p in found if -90 <= p.lat <= 90 and -180 <= p.lon <= 180]
    known = sorted(known, key=lambda p: (-p.mentions, p.name))[:MOST]
    near, far = _focus(known)
    if len(near) < LEAST:
        return None
    view = _View(near)
    body = view.grid()
    labels = _Labels(view.height)
    for place in near:
        labels.block(*view.at(place), 3 + radius(place, near))
    dots, words = [], []
    for place in near:
        x, y = view.at(place)
        size = radius(place, near)
        dot = (
            f"<circle cx='{svg.num(x)}' cy='{svg.num(y)}' r='{svg.num(size)}' fill='{hue(place.type)}'"
            f" fill-opacity='.55' stroke='{hue(place.type)}'/>"
        )
        dots.append(svg.link(place.anchor, dot, f"{place.name}: {count(place.mentions, 'mention')}"))
        words += labels.place(place.name, x, y, size)
    title = f"Map of {count(len(near), 'place')}: " + ", ".join(place.name for place in near[:8])
    return svg.frame(body + dots + words + view.scale(), view.height + 24, title), [place.name for place in far]


def radius(place: Place, among: list[Place]) -> float:
    """The dot's area stands for the number of mentions."""
    return 3 + 11 * math.sqrt(place.mentions / max(other.mentions for other in among))


def _focus(found: list[Place]) -> tuple[list[Place], list[Place]]:
    """Parts the places around the weighted middle from those far off."""
    if not found:
        return [], []
    lat, lon = _middle([(p.lat, p.mentions) for p in found]), _middle([(p.lon, p.mentions) for p in found])
    shrink = max(0.2, math.cos(math.radians(lat)))

    def away(place: Place) -> float:
        return math.hypot(place.lat - lat, (place.lon - lon) * shrink)

    reach = max(
        2.0, 3.5 * _middle([(away(p), p.mentions) for p in found]), 1.5 * _middle([(away(p), 1) for p in found])
    )
    return [p for p in found if away(p) <= reach], [p for p in found if away(p) > reach]


def _middle(values: list[tuple[float, int]]) -> float:
    half, seen = sum(weight for _, weight in values) / 2, 0
    for value, weight in sorted(values):
        seen += weight
        if seen >= half:
            return value
    return 0.0


class _View:
    """From degrees to the picture: equirectangular, true at the middle latitude."""

    def __init__(self, found: list[Place]) -> None:
        south, north = min(p.lat for p in found), max(p.lat for p in found)
        west, east = min(p.lon for p in found), max(p.lon for p in found)
        self.shrink = max(0.2, math.cos(math.radians((south + north) / 2)))
        pad = max(0.12 * (north - south), 0.12 * (east - west) * self.shrink, 0.05)
        self.north, self.south = north + pad, south - pad
        self.west, self.east = west - pad / self.shrink, east + pad / self.shrink
        across, down = (self.east - self.west) * self.shrink, self.north - self.south
        # Neither a ribbon nor a tower: between a third and three quarters of the width.
        if down < across * 0.42:
            more = (across * 0.42 - down) / 2
            self.north, self.south = self.north + more, self.south - more
        elif down > across * 0.75:
            more = (down / 0.75 - across) / 2 / self.shrink
            self.west, self.east = self.west - more, self.east + more
        self.unit = svg.WIDTH / ((self.east - self.west) * self.shrink)
        self.height = (self.north - self.south) * self.unit

    def at(self, place: Place) -> tuple[float, float]:
        return (place.lon - self.west) * self.shrink * self.unit, (self.north - place.lat) * self.unit

    def grid(self) -> list[str]:
        step = next(s for s in (0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60) if (self.east - self.west) / s <= 6 or s == 60)
        body = [
            (
                f"<rect x='.5' y='.5' width='{svg.num(svg.WIDTH - 1)}' height='{svg.num(self.height - 1)}'"
                " fill='currentColor' fill-opacity='.03' stroke='currentColor' stroke-opacity='.25'/>"
            )
        ]
        for at in range(math.ceil(self.west / step), math.floor(self.east / step) + 1):
            x = (at * step - self.west) * self.shrink * self.unit
            body += [
                svg.line(x, 0, x, self.height, 0.12),
                svg.label(x + 3, self.height - 5, _degrees(at * step, "E", "W"), size=9.5, faint=True),
            ]
        for at in range(math.ceil(self.south / step), math.floor(self.north / step) + 1):
            y = (self.north - at * step) * self.unit
            body += [
                svg.line(0, y, svg.WIDTH, y, 0.12),
                svg.label(4, y - 3, _degrees(at * step, "N", "S"), size=9.5, faint=True),
            ]
        return body

    def scale(self) -> list[str]:
        a_degree = 111.2
        km = next(
            k for k in (2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1) if k / a_degree * self.unit <= 130 or k == 1
        )
        width, y = km / a_degree * self.unit, self.height + 14
        body = [
            svg.line(2, y, 2 + width, y, 0.8),
            svg.line(2, y - 4, 2, y + 4, 0.8),
            svg.line(2 + width, y - 4, 2 + width, y + 4, 0.8),
        ]
        return [*body, svg.label(8 + width, y + 4, f"{km} km", size=10.5, faint=True)]


def _degrees(value: float, plus: str, minus: str) -> str:
    return f"{abs(value):g}°{plus if value > 0 else minus if value < 0 else ''}"


class _Labels:
    """Sets each word beside its dot where it hits neither a dot nor another word."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.taken: list[tuple[float, float, float, float]] = []

    def block(self, x: float, y: float, size: float) -> None:
        self.taken.append((x - size * 0.7, y - size * 0.7, x + size * 0.7, y + size * 0.7))

    def place(self, text: str, x: float, y: float, size: float) -> list[str]:
        width = svg.text_width(text, 12)
        for anchor, at, base in (
            ("start", x + size + 3, y + 4),
            ("end", x - size - 3, y + 4),
            ("middle", x, y - size - 4),
            ("middle", x, y + size + 13),
            ("start", x + size * 0.8, y - size * 0.8 - 2),
            ("end", x - size * 0.8, y + size * 0.8 + 9),
        ):
            left = at if anchor == "start" else at - width if anchor == "end" else at - width / 2
            box = (left, base - 10, left + width, base + 2)
            inside = box[0] > 1 and box[2] < svg.WIDTH - 1 and box[1] > 1 and box[3] < self.height - 1
            if inside and not any(_overlap(box, other) for other in self.taken):
                self.taken.append(box)
                return [svg.label(at, base, text, anchor)]
        return []


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
