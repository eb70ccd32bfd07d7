"""Why a text gets its labels, shown in a notebook: its words tinted by what they add or take away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from ._display.box import box
from ._display.table import ROWS, table_html
from ._escape import esc
from ._labels import words
from ._shown import ShownList

LABELS: Final = 8
"""Labels for which a text is shown."""
AROUND: Final = 240
"""Characters of a long text that are shown on either side of what counts."""
SPANS: Final = 300
"""Parts of a text that are tinted, the heaviest."""
_FOR, _AGAINST = "47,111,179", "194,69,45"
_COLUMNS: Final = ("sentence", "scheme", "label", "part", "rule", "name", "pattern", "text", "weight")


class Explanation(ShownList[dict[str, Any]]):
    """The parts that speak for a label or against it, as `explain` gives them: a list of dicts, shown highlighted in a notebook.

    >>> import dateline as dl
    >>> found = dl.RuleClassifier.seed("acts").explain("They denied it.")
    >>> found[0]["label"], found[0]["text"]
    ('denial', 'denied')
    """

    def __init__(self, parts: Iterable[dict[str, Any]] = (), text: str | None = None) -> None:
        super().__init__(parts)
        self.text = text

    def _repr_html_(self) -> str:
        columns = [name for name in _COLUMNS if any(part.get(name) is not None for part in self)]
        rows = [
            # What hangs on no word: the constant, which comes first, or the place in the document and the like.
            {**part, "text": part.get("text") or (None if part.get("part") else "(whole text)" if at else "(constant)")}
            for at, part in enumerate(self[:ROWS])
        ]
        table = table_html(columns, rows, len(self))
        if not self or self.text is None:
            return table
        groups: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
        for part in self:
            groups.setdefault((part.get("sentence"), part.get("scheme"), part["label"]), []).append(part)
        lines = "".join(_line(self.text, parts) for parts in list(groups.values())[:LABELS])
        more = f"<div class='dl-soft'>… {len(groups) - LABELS} more labels</div>" if len(groups) > LABELS else ""
        key = f"<div class='dl-soft'>{_mark('speaks for the label', 1)} {_mark('speaks against it', -1)}</div>"
        return box(f"{lines}{more}{key}") + table


def _line(text: str, parts: Sequence[Mapping[str, Any]]) -> str:
    """A label with its score, and the text with what speaks for the label and against it."""
    spans = [part for part in parts if part.get("start") is not None and part["end"] > part["start"]]
    spans = sorted(spans, key=lambda part: -abs(part["weight"]))[:SPANS]
    first, last = min((p["start"] for p in spans), default=0), max((p["end"] for p in spans), default=0)
    start, stop = max(0, first - AROUND), min(len(text), last + AROUND)
    cuts = sorted({start, stop, *(p["start"] for p in spans), *(p["end"] for p in spans)})
    stretches = [(a, b, _density(spans, a)) for a, b in pairwise(cuts)]
    most = max((abs(weight) for _, _, weight in stretches), default=0.0) or 1.0
    shown = "".join(_mark(text[a:b], weight / most, _told(spans, a)) for a, b, weight in stretches)
    cut = ("… " if start else "", " …" if stop < len(text) else "")
    total = sum(part["weight"] for part in parts)
    return (
        f"<div class='dl-text' dir='auto'><span class='dl-act'>{esc(words(str(parts[0]['label'])))} {total:+.2f}</span>"
        f"{cut[0]}{shown}{cut[1]}</div>"
    )


def _density(spans: Sequence[Mapping[str, Any]], at: int) -> float:
    """The weight of a character: what each span over it has, spread evenly over its characters."""
    return sum((float(p["weight"]) / (p["end"] - p["start"]) for p in spans if p["start"] <= at < p["end"]), 0.0)


def _told(spans: Sequence[Mapping[str, Any]], at: int) -> str:
    over = [p for p in spans if p["start"] <= at < p["end"]]
    return "\n".join(f"{p.get('name') or p['text']}: {p['weight']:+.2f}" for p in over[:6])


def _mark(text: str, share: float, title: str = "") -> str:
    """A stretch of text, tinted by its share of the largest weight."""
    if abs(share) < 0.02:
        return esc(text)
    tint = f"background:rgba({_FOR if share > 0 else _AGAINST},{0.06 + 0.5 * abs(share):.2f})"
    told = f' title="{esc(title)}"' if title else ""
    return f"<mark style='{tint}'{told}>{esc(text)}</mark>"
