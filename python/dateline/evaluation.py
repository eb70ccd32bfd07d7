"""How good a classifier is: figures with intervals, curves, errors."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from dateline._arguments import near, one_of
from dateline._core import Table
from dateline._escape import clip, esc
from dateline._targets import name_of
from dateline.errors import InputError

if TYPE_CHECKING:
    from .plots import Picture

BINS = 15
"""Bins of equal width of a calibration curve."""
STEPS = 20
"""Steps of a threshold curve from 0 to 1."""
FIGURES: Final = {"precision": "precision", "recall": "recall", "f1": "F1"}
"""Figures of a label, with their names in running text."""
_Z = 1.959964


def wilson(hits: float, total: float) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); 0 to 1 where there is nothing to go by."""
    if total <= 0:
        return (0.0, 1.0)
    share, scale = hits / total, 1 + _Z * _Z / total
    middle = (share + _Z * _Z / (2 * total)) / scale
    half = _Z / scale * math.sqrt(share * (1 - share) / total + _Z * _Z / (4 * total * total))
    return (max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True)
class Evaluation:
    """How good predictions for labelled texts are.

    `labels` is a table of label, precision, recall, f1, support, predicted. `confusion[i][j]` counts texts of label i that were given
    label j, in the order of `classes` (None where a text can have several labels). `calibration_error` is the expected calibration
    error in 15 bins. Labels are words here: the label 2 is "2". `intervals`, `calibration`, `thresholds` and `errors` are lists of
    dicts, ready for a data frame.

    >>> import dateline as dl
    >>> texts = ["Rain is coming.", "Snow is coming.", "She scored late.", "He scored twice."]
    >>> labels = ["weather", "weather", "sport", "sport"]
    >>> clf = dl.SentenceClassifier(tune=False).fit(texts, labels)
    >>> found = clf.evaluate(texts, labels)
    >>> found.accuracy, found.classes, found.confusion
    (1.0, ['sport', 'weather'], [[2, 0], [0, 2]])
    """

    rows: int
    accuracy: float
    macro_f1: float
    micro_f1: float
    example_f1: float
    calibration_error: float
    labels: Table
    confusion: list[list[int]] | None
    classes: list[str]
    texts: list[str] = field(default_factory=list, repr=False)
    truth: list[list[str]] = field(default_factory=list, repr=False)
    predicted: list[list[str]] = field(default_factory=list, repr=False)
    probabilities: list[list[float]] = field(default_factory=list, repr=False)

    @property
    def intervals(self) -> list[dict[str, Any]]:
        """95 % intervals: one row of accuracy for all texts, then precision, recall and F1 of each label.

        Shares by Wilson's method; F1 from that of hits among hits, false alarms and misses, of which it is a function.
        """
        low, high = wilson(self.accuracy * self.rows, self.rows)
        rows: list[dict[str, Any]] = [
            {"label": None, "figure": "accuracy", "value": self.accuracy, "low": low, "high": high}
        ]
        for row in self.labels.to_pylist():
            hits = round(row["recall"] * row["support"])
            union = row["support"] + row["predicted"] - hits
            shares = {"precision": (hits, row["predicted"]), "recall": (hits, row["support"]), "f1": (hits, union)}
            for figure, (part, of) in shares.items():
                low, high = wilson(part, of)
                if figure == "f1":
                    low, high = 2 * low / (1 + low), 2 * high / (1 + high)
                rows.append({"label": row["label"], "figure": figure, "value": row[figure], "low": low, "high": high})
        return rows

    def _decided(self) -> Iterable[tuple[float, bool]]:
        """Probabilities with whether they were right: of the label given, or of every label where there can be several."""
        for row, truth in zip(self.probabilities, self.truth, strict=True):
            if self.confusion is None:
                yield from ((p, label in truth) for p, label in zip(row, self.classes, strict=True))
            else:
                best = max(range(len(row)), key=row.__getitem__)
                yield row[best], self.classes[best] in truth

    @property
    def calibration(self) -> list[dict[str, float]]:
        """The calibration curve: for each bin of probabilities its bounds, how many there are, their mean, the share that is right."""
        bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
        for pair in self._decided():
            bins[min(BINS - 1, int(pair[0] * BINS))].append(pair)
        return [
            {
                "low": i / BINS,
                "high": (i + 1) / BINS,
                "n": len(pairs),
                "probability": sum(p for p, _ in pairs) / len(pairs),
                "right": sum(right for _, right in pairs) / len(pairs),
            }
            for i, pairs in enumerate(bins)
            if pairs
        ]

    @cached_property
    def thresholds(self) -> list[dict[str, Any]]:
        """The threshold curve of each label: precision, recall and F1 if it were given from each probability on.

        With several labels a text `SentenceClassifier.with_thresholds` sets one that suits the work.
        """
        return [row for column in range(len(self.classes)) for row in self._curve(column)]

    def _curve(self, column: int) -> list[dict[str, Any]]:
        """The threshold curve of one label."""
        label = self.classes[column]
        pairs = sorted((row[column], label in truth) for row, truth in zip(self.probabilities, self.truth, strict=True))
        odds = [p for p, _ in pairs]
        # How many of the texts from each place on have the label.
        hits_from = [*accumulate((right for _, right in reversed(pairs)), initial=0)][::-1]
        positive = hits_from[0]
        rows = []
        for step in range(1, STEPS):
            first = bisect_left(odds, step / STEPS)
            hits, given = hits_from[first], len(pairs) - first
            rows.append(
                {
                    "label": label,
                    "threshold": step / STEPS,
                    "precision": hits / given if given else 0.0,
                    "recall": hits / positive if positive else 0.0,
                    "f1": 2 * hits / (given + positive) if given or positive else 0.0,
                }
            )
        return rows

    @property
    def errors(self) -> list[dict[str, Any]]:
        """Texts whose labels are not exactly right, the surest errors first: row, text, truth, predicted, label, probability.

        `label` is the one that was decided on most surely and wrongly, `probability` that of the decision: of a label in `predicted` its own,
        of one in `truth`, which was left away, that of its absence.
        """
        found = []
        for row, (text, truth, given, odds) in enumerate(
            zip(self.texts, self.truth, self.predicted, self.probabilities, strict=True)
        ):
            if truth != given:
                # Of one label a text the decision is the label that was given; of several, each label is one.
                wrong = set(given) if self.confusion is not None else set(truth) ^ set(given)
                sure, label = max(
                    (p if label in given else 1 - p, label)
                    for label, p in zip(self.classes, odds, strict=True)
                    if label in wrong
                )
                error = {"row": row, "text": text, "truth": truth, "predicted": given}
                found.append({**error, "label": label, "probability": sure})
        return sorted(found, key=lambda e: (-e["probability"], e["row"]))

    def plot_confusion(self) -> Picture:
        """Which label was given for which. Raises `InputError` where a text can have several labels."""
        from ._plots.confusion import confusion

        if self.confusion is None:
            raise InputError(
                "a confusion matrix is of texts with one label each; see errors, and plot_thresholds(label)"
            )
        return confusion(self.classes, self.confusion)

    def plot_intervals(self, figure: str = "f1") -> Picture:
        """The precision, recall or F1 of each label with its 95 % interval."""
        from ._plots.intervals import intervals

        one_of("figure", figure, FIGURES)
        rows = [row for row in self.intervals if row["figure"] == figure]
        return intervals([(r["label"], r["value"], r["low"], r["high"]) for r in rows], FIGURES[figure])

    def plot_calibration(self) -> Picture:
        """How often predictions are right, by how sure they are; the diagonal is perfect, and larger points stand for more predictions."""
        from ._plots.curves import curves

        rows = self.calibration
        most = max((row["n"] for row in rows), default=1)
        return curves(
            {"": [(row["probability"], row["right"]) for row in rows]},
            "probability",
            "share that is right",
            sizes=[2 + 5 * math.sqrt(row["n"] / most) for row in rows],
            diagonal=True,
            title="Calibration curve",
        )

    def plot_thresholds(self, label: Any) -> Picture:
        """Precision, recall and F1 of a label by its threshold; precision as far as the label is given at all.

        `SentenceClassifier.with_thresholds` sets it.
        """
        if name_of(label) not in self.classes:
            known = ", ".join(self.classes)
            raise InputError(f"label: {label!r} is none of the labels {known}{near(name_of(label), self.classes)}")
        return self._threshold_picture(name_of(label))

    def _threshold_picture(self, label: str, width: float = 480.0) -> Picture:
        from ._plots.curves import curves

        column = self.classes.index(label)
        rows = self._curve(column)
        most = max((row[column] for row in self.probabilities), default=0.0)
        points = {
            name: [(row["threshold"], row[figure]) for row in rows if figure != "precision" or row["threshold"] <= most]
            for figure, name in FIGURES.items()
        }
        title = f"Precision, recall and F1 of {label} by threshold"
        return curves(points, "threshold", clip(label, 40 if width > 400 else 26), width=width, title=title)

    def __repr__(self) -> str:
        low, high = wilson(self.accuracy * self.rows, self.rows)
        lines = [
            f"{self.rows} texts: accuracy {self.accuracy:.3f} ({low:.3f} to {high:.3f}), macro-F1 {self.macro_f1:.3f}, "
            f"example-F1 {self.example_f1:.3f}, calibration error {self.calibration_error:.3f}"
        ]
        for row in self.labels.to_pylist():
            figures = f"precision {row['precision']:.3f}, recall {row['recall']:.3f}, F1 {row['f1']:.3f}"
            lines.append(f"  {row['label']}: {figures} ({row['support']} texts)")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        from ._display.box import box
        from ._figures import labels_table

        more = ".plot_intervals() · .plot_confusion() · .plot_calibration() · .plot_thresholds(label) · .errors"
        return box(
            f"<p>{esc(repr(self).split(chr(10), 1)[0])}</p>{labels_table(self)}<div class='dl-soft'>{more}</div>"
        )
