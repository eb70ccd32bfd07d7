"""How good a classifier is: figures with intervals, curves, errors, and two classifiers compared."""

from __future__ import annotations

import math
import random
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from dateline._arguments import rows_of, strings_of, whole
from dateline._core import Table
from dateline._escape import clip, esc
from dateline.errors import InputError, InputTypeError

if TYPE_CHECKING:
    from .classifier import SentenceClassifier
    from .plots import Picture

BINS = 15
"""Bins of equal width of a calibration curve."""
RESAMPLES = 1000
"""Samples that a bootstrap draws."""
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
    error in 15 bins. `intervals`, `calibration`, `thresholds` and `errors` are lists of dicts, ready for a data frame.
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

    @property
    def thresholds(self) -> list[dict[str, Any]]:
        """The threshold curve of each label: precision, recall and F1 if it were given from each probability on.

        With several labels a text `SentenceClassifier.with_thresholds` sets one that suits the work.
        """
        rows = []
        for k, label in enumerate(self.classes):
            pairs = [(row[k], label in truth) for row, truth in zip(self.probabilities, self.truth, strict=True)]
            positive = sum(right for _, right in pairs)
            for step in range(1, 20):
                given = [right for p, right in pairs if p >= step / 20]
                hits = sum(given)
                rows.append(
                    {
                        "label": label,
                        "threshold": step / 20,
                        "precision": hits / len(given) if given else 0.0,
                        "recall": hits / positive if positive else 0.0,
                        "f1": 2 * hits / (len(given) + positive) if given or positive else 0.0,
                    }
                )
        return rows

    @property
    def errors(self) -> list[dict[str, Any]]:
        """Texts whose labels are not exactly right, the surest errors first: row, text, truth, predicted, how sure."""
        found = []
        for row, (text, truth, given, odds) in enumerate(
            zip(self.texts, self.truth, self.predicted, self.probabilities, strict=True)
        ):
            if truth != given:
                wrong = set(truth) ^ set(given)
                # A label given wrongly is as sure as its probability, one missed as its opposite.
                sure = max(
                    p if label in given else 1 - p
                    for label, p in zip(self.classes, odds, strict=True)
                    if label in wrong
                )
                found.append({"row": row, "text": text, "truth": truth, "predicted": given, "probability": sure})
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

        if figure not in FIGURES:
            raise InputError(f"figure: {figure!r} is none of {', '.join(FIGURES)}")
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

    def plot_thresholds(self, label: str) -> Picture:
        """Precision, recall and F1 of a label by its threshold; precision as far as the label is given at all.

        `SentenceClassifier.with_thresholds` sets it.
        """
        if label not in self.classes:
            raise InputError(f"{label!r} is none of the labels {', '.join(self.classes)}")
        return self._threshold_picture(label, [row for row in self.thresholds if row["label"] == label])

    def _threshold_picture(self, label: str, rows: list[dict[str, Any]], width: float = 480.0) -> Picture:
        from ._plots.curves import curves

        column = self.classes.index(label)
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
        from ._figures import labels_table
        from .display import box

        more = ".plot_intervals() · .plot_confusion() · .plot_calibration() · .plot_thresholds(label) · .errors"
        return box(
            f"<p>{esc(repr(self).split(chr(10), 1)[0])}</p>{labels_table(self)}<div class='dl-soft'>{more}</div>"
        )


@dataclass(frozen=True)
class Comparison:
    """Two classifiers on the same texts. `figure` is accuracy, or example-F1 where a text can have several labels.

    `low` and `high` bound the difference b - a (95 %, paired bootstrap). `only_a` and `only_b` count texts that only one has
    right; `p_value` is that of McNemar's exact test on them: how likely so uneven a split would be by chance.
    """

    figure: str
    rows: int
    a: float
    b: float
    difference: float
    low: float
    high: float
    only_a: int
    only_b: int
    p_value: float

    def __repr__(self) -> str:
        return (
            f"{self.figure} on {self.rows} texts: a {self.a:.3f}, b {self.b:.3f}; b - a = {self.difference:+.3f} "
            f"({self.low:+.3f} to {self.high:+.3f}); only a right {self.only_a}, only b right {self.only_b}, p = {self.p_value:.3g}"
        )


def mcnemar(only_a: int, only_b: int) -> float:
    """The two-sided p-value of McNemar's exact test."""
    total, least = only_a + only_b, min(only_a, only_b)
    tail = sum(math.exp(_log_choose(total, k) - total * math.log(2)) for k in range(least + 1))
    return min(1.0, 2 * tail)


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _overlap(truth: set[str], given: set[str]) -> float:
    return 2 * len(truth & given) / (len(truth) + len(given)) if truth or given else 1.0


def compare(a: Any, b: Any, texts: Sequence[str], labels: Sequence[Any], *, seed: int = 0) -> Comparison:
    """Two classifiers (anything with `predict`) on the same labelled texts: is the difference more than chance?

    Raises `InputError` where one gives several labels a text and the other, or `labels`, does not.

    >>> import dateline as dl
    >>> texts, labels = ["Rain is coming.", "She scored late."], ["weather", "sport"]
    >>> clf = dl.SentenceClassifier(tune=False).fit(texts, labels)
    >>> dl.compare(clf, clf, texts, labels).p_value
    1.0
    """
    from ._targets import are_lists, held
    from ._targets import read as read_labels

    for name, model in (("a", a), ("b", b)):
        if not hasattr(model, "predict"):
            raise InputTypeError(f"{name}: a classifier with predict is asked for, not {type(model).__name__}")
    labels = held(labels)
    many = are_lists(labels)
    rows, written = read_labels(labels, many)
    texts, wanted = rows_of(texts), [_as_set(row) for row in rows]
    if len(texts) != len(wanted):
        raise InputError(f"labels: there are {len(wanted)} for {len(texts)} texts; give one for each text")
    if not texts:
        raise InputError("texts: there are none to compare on")
    found = []
    for name, model in (("a", a), ("b", b)):
        given = held(model.predict(texts))
        if are_lists(given) != many:
            each, asked = (
                ("lists of labels", "has one") if are_lists(given) else ("one label a text", "has lists of them")
            )
            raise InputError(
                f"{name}: it gives {each}, and labels {asked}; compare classifiers of one kind, on labels of that kind"
            )
        found.append([_as_set(row) for row in read_labels(given, many, written)[0]])
    scores = [[_overlap(t, g) for t, g in zip(wanted, part, strict=True)] for part in found]
    right = [[t == g for t, g in zip(wanted, part, strict=True)] for part in found]
    only_a = sum(x and not y for x, y in zip(*right, strict=True))
    only_b = sum(y and not x for x, y in zip(*right, strict=True))
    differences = [y - x for x, y in zip(*scores, strict=True)]
    draw, n = random.Random(seed), len(texts)
    means = sorted(math.fsum(draw.choices(differences, k=n)) / n for _ in range(RESAMPLES))
    low, high = means[RESAMPLES // 40], means[-RESAMPLES // 40 - 1]
    first, second = (math.fsum(part) / n for part in scores)
    figure = "example-F1" if many else "accuracy"
    return Comparison(figure, n, first, second, second - first, low, high, only_a, only_b, mcnemar(only_a, only_b))


def _as_set(row: Any) -> set[str]:
    return {row} if isinstance(row, str) else set(row)


class LearningCurve(list[dict[str, float]]):
    """How good a classifier becomes with more texts, as `learning_curve` gives it: rows of n and score; `figure` is what the score is."""

    def __init__(self, rows: Iterable[dict[str, float]] = (), figure: str = "accuracy") -> None:
        super().__init__(rows)
        self.figure = figure

    def __reduce__(self) -> tuple[type[LearningCurve], tuple[list[dict[str, float]], str]]:
        return LearningCurve, (list(self), self.figure)

    def plot(self) -> Picture:
        """The score by the number of texts learnt from; a curve that still rises asks for more labels."""
        from ._plots.curves import curves, round_ticks

        ticks = round_ticks(max((row["n"] for row in self), default=1))
        points = [(row["n"], row["score"]) for row in self]
        return curves(
            {"": points},
            "texts learnt from",
            self.figure,
            ticks=ticks,
            title=f"Learning curve: {self.figure} by number of texts",
        )

    def _repr_html_(self) -> str:
        return self.plot()._repr_html_()


def learning_curve(
    classifier: SentenceClassifier, texts: Sequence[str], labels: Sequence[Any], *, points: int = 6, seed: int = 0
) -> LearningCurve:
    """How good a classifier with these options becomes with more texts: rows of n and score (accuracy; example-F1).

    A fifth of the texts, near-copies kept together, judges classifiers trained on growing parts of the rest; a label that a part does
    not hold counts as missed, and a part with one label alone has no row. The list draws itself in a notebook; `plot()` gives the picture.

    Raises `InputError` for points below 1, and where the texts are too few to hold some out.
    """
    from ._targets import read as read_labels
    from .classifier import SentenceClassifier
    from .learning import split

    points = whole("points", points, 1)
    if not isinstance(classifier, SentenceClassifier):
        raise InputTypeError(f"classifier: a SentenceClassifier is asked for, not {type(classifier).__name__}")
    texts, labels = strings_of(texts), read_labels(labels, classifier.multilabel)[0]
    train, test = split(texts, labels, share=0.2, seed=seed)
    if not test:
        raise InputError(f"texts: {len(texts)} are too few to hold some out; add labelled texts")
    truth = [_as_set(labels[i]) for i in test]
    random.Random(seed).shuffle(train)
    rows = LearningCurve(figure="example-F1" if classifier.multilabel else "accuracy")
    for step in range(1, points + 1):
        part = train[: max(2, len(train) * step // points)]
        if len(set().union(*(_as_set(labels[i]) for i in part))) < 2:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            clf = SentenceClassifier(**classifier.get_params()).fit([texts[i] for i in part], [labels[i] for i in part])
        found = [_as_set(row) for row in clf.predict([texts[i] for i in test])]
        score = math.fsum(_overlap(t, g) for t, g in zip(truth, found, strict=True)) / len(test)
        rows.append({"n": len(part), "score": score})
    return rows
