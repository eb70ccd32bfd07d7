"""Labelling faster: splits that part no near-copies, labels from rules, what they are worth."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any, Literal

from dateline import _arguments, _core, _targets
from dateline._arguments import lists_of, must_be, rows_of
from dateline._core import Gazetteer, RuleClassifier, Table
from dateline.errors import TrainingWarning

FOLDS = 20
"""Parts that a split is put together from: shares are kept to a twentieth."""


def split(texts: Any, labels: Any = None, *, share: float = 0.2, seed: int = 0) -> tuple[list[int], list[int]]:
    """Parts texts into training and test: the rows of each, in order.

    Near-copies (a Jaccard index of word 5-grams above one half) stay on one side, and each label is spread evenly if labels are given.
    `share` of the texts, to the nearest twentieth, are for testing; of a handful of texts there may be none to test on. Where more texts
    are near-copies of one another than the smaller side holds (reports filled into one form), or most texts of a label are, only the
    closest stay together, and a `TrainingWarning` says so. The same seed gives the same split. Raises `InputError` for a share that is not
    between 0 and 1, and where there is not one label for each text.

    >>> import dateline as dl
    >>> train, test = dl.split(["Rain fell.", "Snow fell.", "He scored.", "She won.", "Rain fell."], share=0.4)
    >>> (0 in test) == (4 in test)
    True
    """
    train, test, said = parted(texts, labels, share, seed)
    if said:
        warnings.warn(said, stacklevel=2)
    return train, test


def parted(texts: Any, labels: Any, share: float, seed: int) -> tuple[list[int], list[int], TrainingWarning | None]:
    """What `split` gives, and what it warns of."""
    parts = max(1, min(FOLDS - 1, round(_arguments.share("share", share, ends=False) * FOLDS)))
    many = False
    texts = _arguments.column(texts)
    if labels is not None:
        labels = _targets.held(labels)
        many = _targets.are_lists(labels)
        labels = _targets.read(labels, many)[0]
    folds, said = _core.folds(texts, labels, many, FOLDS, seed, most=min(parts, FOLDS - parts) / FOLDS)
    # The parts for testing lie evenly among all, since few texts fill the first parts alone.
    held = {part for part in range(FOLDS) if (part + 1) * parts // FOLDS > part * parts // FOLDS}
    sides = [[r for r, f in enumerate(folds) if (f in held) == side] for side in (False, True)]
    return sides[0], sides[1], TrainingWarning(*said) if said else None


@dataclass(frozen=True)
class WeakLabels:
    """Labels that rules gave, for a classifier to learn from: `clf.fit(weak.texts, weak.labels, sample_weight=weak.weights)`.

    `rows` are the positions of `texts` among those given; texts of which no label is likely enough are left out. `labels` holds a `str`
    for each, or a list of `str` where the rules are multi-label. `weights` says how sure each is, 0 to 1. `probabilities` has one row
    for every text given, in the order of `classes`: of a text on which no rule fired the rules' default label has 0.6, or, without
    one, all are 0. `rules` is a table of rule, name, label, fired, coverage, overlaps, conflicts, accuracy: how often each rule fired,
    how often another one did too, how often for another label, and the share of its votes that is estimated to be right (None for one
    that never fired). Rule -1 stands for the texts on which no rule fired.

    >>> import dateline as dl
    >>> rules = dl.RuleClassifier.parse('''
    ... labels = ["denial", "demand"]
    ... [[rule]]
    ... label = "denial"
    ... any = ["deny~"]
    ... [[rule]]
    ... label = "demand"
    ... any = ["urge~"]
    ... ''')
    >>> weak = dl.weak_labels(rules, ["Rain fell.", "They denied it.", "He urged calm."])
    >>> weak.rows, weak.labels
    ([1, 2], ['denial', 'demand'])
    """

    texts: list[str]
    labels: list[Any]
    weights: list[float]
    rows: list[int]
    probabilities: Any
    classes: list[str]
    rules: Table

    def __len__(self) -> int:
        return len(self.texts)

    def __repr__(self) -> str:
        return f"WeakLabels({len(self.texts)} texts, {len(self.rules)} rules, labels: {', '.join(self.classes)})"

    def _repr_html_(self) -> str:
        return self.rules._repr_html_()


def weak_labels(
    rules: RuleClassifier,
    texts: Any,
    *,
    least: float = 0.5,
    gazetteer: Gazetteer | Literal[False] | None = None,
    threads: int | None = None,
) -> WeakLabels:
    """Takes rules as annotators of unknown accuracy, estimates how far each may be trusted, and labels texts by them.

    Nothing is known of the right labels; what is known is where rules agree. A text is left out if its likeliest label is less likely
    than `least`; where the rules are multi-label a text gets every label from one half on, and none is an answer too. Rules that ask
    for names find those of `gazetteer` (by default the seed's; `False`: none).

    >>> import dateline as dl
    >>> rules = dl.RuleClassifier.parse('''
    ... labels = ["denial", "demand"]
    ... [[rule]]
    ... label = "denial"
    ... any = ["deny~", "reject~"]
    ... [[rule]]
    ... label = "demand"
    ... any = ["must", "urge~"]
    ... ''')
    >>> dl.weak_labels(rules, ["They denied it.", "He urged calm.", "Rain fell."]).labels
    ['denial', 'demand']
    """
    if not isinstance(rules, RuleClassifier):
        raise must_be("rules", "a RuleClassifier", rules)
    least = _arguments.share("least", least, ends=True)
    texts = rows_of(texts)
    probabilities, table = _core.weak_labels(rules, texts, gazetteer, threads)
    classes = list(rules.classes_)
    rows: list[int] = []
    labels: list[Any] = []
    weights: list[float] = []
    for number, row in enumerate(lists_of(probabilities)):
        if rules.multilabel:
            chosen: Any = [label for label, p in zip(classes, row, strict=True) if p >= 0.5]
            # Rules miss more than they invent, so the absence of labels is only half believed.
            weight = min((p for p in row if p >= 0.5), default=0.5)
        else:
            weight = max(row)
            chosen = classes[row.index(weight)]
            if weight < max(least, 1e-6):
                continue
        rows.append(number)
        labels.append(chosen)
        weights.append(weight)
    if not rows:
        warnings.warn("no rule fired on any text; no label was given", stacklevel=2)
    return WeakLabels([texts[r] for r in rows], labels, weights, rows, probabilities, classes, table)
