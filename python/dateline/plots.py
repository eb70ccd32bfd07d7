"""`analysis.plot`: pictures of an analysis as SVG, without a plotting library and without network access."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from ._core import write_text
from ._dates import known_day, window
from ._escape import count, esc
from ._plots.matrix import matrix
from ._plots.network import network
from ._plots.places import Place, places
from ._plots.svg import with_note
from ._plots.timeline import timeline
from ._rows import AnalysisLike, Row, number
from .errors import InputError


class Picture:
    """An SVG picture: shows itself in a notebook and saves itself as `.svg` or `.html`."""

    __slots__ = ("note", "svg")

    def __init__(self, svg: str, note: str = "") -> None:
        self.svg = svg
        self.note = note

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        note = f"<div style='font:12px system-ui,sans-serif;opacity:.75'>{esc(self.note)}</div>" if self.note else ""
        return f"<div>{self.svg}{note}</div>"

    def __repr__(self) -> str:
        return f"Picture({len(self.svg):,} characters of SVG; .save('picture.svg') writes it)"

    def save(self, path: str | Path) -> Path:
        """Writes the picture with its note, as `.svg` or `.html`. Returns the path."""
        target = Path(path)
        theme = (
            "<style>svg{{color:#1c1b19;background:{0}}}@media(prefers-color-scheme:dark){{svg{{color:#ece9e2;background:#161513}}}}"
            "</style>"
        )
        if target.suffix == ".svg":
            head, tail = (with_note(self.svg, self.note) if self.note else self.svg).split(">", 1)
            write_text(target, f"{head}>{theme.format('#fff')}{tail}\n")
        elif target.suffix in (".html", ".htm"):
            page = (
                "<!doctype html><html lang=en><meta charset=utf-8><title>dateline"
                f"</title>{theme.format('none')}{self._repr_html_()}</html>\n"
            )
            write_text(target, page)
        else:
            raise InputError(f"{str(path)!r}: a picture is saved as .svg or .html")
        return target


def _empty(what: str) -> Picture:
    from ._plots import svg

    return Picture(svg.frame([svg.label(8, 24, what, faint=True)], 40, what))


class Plots:
    """Draws an analysis; each method gives a `Picture`."""

    def __init__(self, analysis: AnalysisLike) -> None:
        self._analysis = analysis

    def __repr__(self) -> str:
        return "Plots(.timeline(), .map(), .network() and .matrix() draw the analysis)"

    def timeline(self) -> Picture:
        """Events by day, stacked by PLOVER's four classes; only events whose day is known."""
        days = [(day, row["type"]) for row in self._analysis.events.to_pylist() if (day := known_day(row.get("date")))]
        since = window([date for row in self._analysis.documents.to_pylist() if (date := _as_day(row.get("date")))])
        shown = [(day, kind) for day, kind in days if since is None or day >= since] or days
        left = len(days) - len(shown)
        note = f"{count(left, 'earlier event')} {'is' if left == 1 else 'are'} not shown." if left else ""
        drawn = timeline(shown)
        return Picture(drawn, note) if drawn else _empty("No event has a known day.")

    def map(self) -> Picture:
        """Places and facilities with coordinates; the dot's area is the number of mentions."""
        counts: Counter[str] = Counter()
        rows: dict[str, Row] = {}
        for row in self._analysis.mentions.to_pylist():
            if row["type"] in ("place", "facility") and row.get("entity_id"):
                counts[row["entity_id"]] += 1
                rows.setdefault(row["entity_id"], row)
        found = []
        for ident, row in rows.items():
            lat, lon = number(row.get("lat")), number(row.get("lon"))
            if lat is not None and lon is not None:
                found.append(Place(row["name"], lat, lon, counts[ident], row["type"]))
        drawn = places(found)
        if drawn is None:
            return _empty("Fewer than three places with coordinates.")
        return Picture(drawn[0], f"Outside the map: {', '.join(drawn[1])}." if drawn[1] else "")

    def network(self) -> Picture:
        """Who does something to whom, as arrows; what was denied, demanded or is only planned is no deed."""
        return self._drawn(network)

    def matrix(self) -> Picture:
        """Who does something to whom, as a table of counts; what was denied, demanded or is only planned is no deed."""
        return self._drawn(matrix)

    def _drawn(self, draw: Callable[[list[tuple[str, str, str]]], str | None]) -> Picture:
        edges = self._edges()
        drawn = draw([edge for edge, done in edges if done])
        left = sum(not done for _, done in edges)
        note = f"{left} denied, demanded or planned {'is' if left == 1 else 'are'} not drawn." if left else ""
        return Picture(drawn, note) if drawn else _empty("No event that is told as done has an actor and a recipient.")

    def _edges(self) -> list[tuple[tuple[str, str, str], bool]]:
        """Actor, recipient and type, and whether it is told as done or charged."""
        entities = {row["entity_id"]: row for row in self._analysis.mentions.to_pylist() if row.get("entity_id")}
        states = {
            row["country"]: row["name"] for row in entities.values() if row["type"] == "country" and row.get("country")
        }

        def named(ids: str | None) -> list[str]:
            """The parties; a people, a government and its ministries count as their state."""
            found: list[str] = []
            for part in (part.strip() for part in (ids or "").split(";")):
                row = entities.get(part)
                if row and row["type"] in ("country", "government", "nationality"):
                    found.append(str(states.get(row.get("country"), row["name"])))
                elif part and part != "narrator":
                    found.append(str(row["name"]) if row else part)
            return list(dict.fromkeys(found))

        return [
            ((actor, recipient, row["type"]), row.get("reality") in (None, "actual", "alleged"))
            for row in self._analysis.events.to_pylist()
            for actor in named(row.get("actor"))
            for recipient in named(row.get("recipient"))
        ]


def _as_day(value: object) -> dt.date | None:
    return value if isinstance(value, dt.date) else None
