"""Two classifiers on the same texts: is the difference more than chance?"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline._arguments import must_be, rows_of, whole
from dateline.errors import InputError

RESAMPLES = 1000
"""Samples that a bootstrap draws."""


@dataclass(frozen=True)
class Comparison:
    """Two classifiers on the same texts. `figure` is accuracy, or example-F1 where a text can have several labels.

    `low` and `high` bound the difference b - a (95 %, paired bootstrap). `only_a` and `only_b` count texts that only one has
    right; `p_value` is that of McNemar's exact test on them: how likely so uneven a split would be by chance.

    >>> import dateline as dl
    >>> texts = ["Rain is coming.", "Snow is coming.", "She scored late.", "He scored twice."]
    >>> labels = ["weather", "weather", "sport", "sport"]
    >>> clf = dl.SentenceClassifier(tune=False).fit(texts, labels)
    >>> both = dl.compare(clf, clf, texts, labels)
    >>> both.difference, both.only_a, both.only_b
    (0.0, 0, 0)
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


def overlap(truth: set[str], given: set[str]) -> float:
    return 2 * len(truth & given) / (len(truth) + len(given)) if truth or given else 1.0


def compare(a: Any, b: Any, texts: Sequence[str], labels: Sequence[Any], *, seed: int = 0) -> Comparison:
    """Two classifiers (anything with `predict`) on the same labelled texts: is the difference more than chance?

    Raises `InputError` where one gives several labels a text and the other, or `labels`, does not.

    >>> import dateline as dl
    >>> texts = ["Rain is coming.", "Snow is coming.", "She scored late.", "He scored twice."]
    >>> labels = ["weather", "weather", "sport", "sport"]
    >>> clf = dl.SentenceClassifier(tune=False).fit(texts, labels)
    >>> dl.compare(clf, clf, texts, labels).p_value
    1.0
    """
    from ._targets import are_lists, held
    from ._targets import read as read_labels

    for name, model in (("a", a), ("b", b)):
        if not hasattr(model, "predict"):
            raise must_be(name, "a classifier with predict", model)
    labels = held(labels)
    many = are_lists(labels)
    rows, written = read_labels(labels, many)
    texts, wanted = rows_of(texts), [as_set(row) for row in rows]
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
        found.append([as_set(row) for row in read_labels(given, many, written)[0]])
        if len(found[-1]) != len(texts):
            raise InputError(f"{name}: it gives {len(found[-1])} predictions for {len(texts)} texts")
    scores = [[overlap(t, g) for t, g in zip(wanted, part, strict=True)] for part in found]
    right = [[t == g for t, g in zip(wanted, part, strict=True)] for part in found]
    only_a = sum(x and not y for x, y in zip(*right, strict=True))
    only_b = sum(y and not x for x, y in zip(*right, strict=True))
    differences = [y - x for x, y in zip(*scores, strict=True)]
    draw, n = random.Random(whole("seed", seed, 0)), len(texts)
    means = sorted(math.fsum(draw.choices(differences, k=n)) / n for _ in range(RESAMPLES))
    low, high = means[RESAMPLES // 40], means[-RESAMPLES // 40 - 1]
    first, second = (math.fsum(part) / n for part in scores)
    figure = "example-F1" if many else "accuracy"
    return Comparison(figure, n, first, second, second - first, low, high, only_a, only_b, mcnemar(only_a, only_b))


def as_set(row: Any) -> set[str]:
    return {row} if isinstance(row, str) else set(row)
