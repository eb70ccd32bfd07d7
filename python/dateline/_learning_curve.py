"""How good a classifier becomes with more labels."""

from __future__ import annotations

import math
import random
import warnings
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from dateline._arguments import must_be, strings_of, whole
from dateline._shown import ShownList
from dateline.comparison import as_set, overlap
from dateline.errors import InputError

if TYPE_CHECKING:
    from .classifier import SentenceClassifier
    from .plots import Picture


class LearningCurve(ShownList[dict[str, float]]):
    """How good a classifier becomes with more texts, as `learning_curve` gives it: rows of n and score; `figure` is what the score is.

    >>> import dateline as dl
    >>> curve = dl.LearningCurve([{"n": 20, "score": 0.5}, {"n": 40, "score": 0.75}])
    >>> [row["score"] for row in curve], curve.figure
    ([0.5, 0.75], 'accuracy')
    """

    _beside = "figure"

    def __init__(self, rows: Iterable[dict[str, float]] = (), figure: str = "accuracy") -> None:
        super().__init__(rows)
        self.figure = figure

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

    A fifth of the texts, near-copies kept together as in `split`, judges classifiers trained on growing parts of the rest; a label that a
    part does not hold counts as missed, and a part with one label alone has no row. The list draws itself in a notebook; `plot()` gives the
    picture.

    Raises `InputError` for points below 1, and where the texts are too few to hold some out.

    >>> import dateline as dl
    >>> texts = [f"{who} {what}" for who in ("Rain", "Snow", "Hail") for what in ("fell.", "came.", "went.", "stayed.")]
    >>> texts += [f"{who} {what}" for who in ("He", "She", "They") for what in ("scored.", "won.", "lost.", "drew.")]
    >>> curve = dl.learning_curve(dl.SentenceClassifier(tune=False), texts, ["weather"] * 12 + ["sport"] * 12, points=2)
    >>> len(curve)
    2
    """
    from ._targets import read as read_labels
    from .classifier import SentenceClassifier
    from .learning import parted

    points = whole("points", points, 1)
    if not isinstance(classifier, SentenceClassifier):
        raise must_be("classifier", "a SentenceClassifier", classifier)
    texts, labels = strings_of(texts), read_labels(labels, classifier.multilabel)[0]
    train, test, said = parted(texts, labels, 0.2, seed)
    if said:
        warnings.warn(said, stacklevel=2)
    if not test:
        raise InputError(f"texts: {len(texts)} are too few to hold some out; add labelled texts")
    truth = [as_set(labels[i]) for i in test]
    random.Random(seed).shuffle(train)
    rows = LearningCurve(figure="example-F1" if classifier.multilabel else "accuracy")
    for step in range(1, points + 1):
        part = train[: max(2, len(train) * step // points)]
        if len(set().union(*(as_set(labels[i]) for i in part))) < 2:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            clf = SentenceClassifier(**classifier.get_params()).fit([texts[i] for i in part], [labels[i] for i in part])
        found = [as_set(row) for row in clf.predict([texts[i] for i in test])]
        score = math.fsum(overlap(t, g) for t, g in zip(truth, found, strict=True)) / len(test)
        rows.append({"n": len(part), "score": score})
    return rows
