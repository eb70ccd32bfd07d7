"""What classifiers say of texts that they did not learn from."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any, Final

from dateline import _arguments, _core
from dateline._arguments import lists_of
from dateline.errors import InputError, TrainingWarning
from dateline.labels import each_label
from dateline.sentence import Sentence

AVERAGED: Final = ({"c": 32.0, "naive_bayes": 1.0}, {"c": 16.0, "naive_bayes": 0.0})
"""The two settings of which a fit that settled on no `c_` averages the models."""
_SEARCHED: Final = ("cues", "verbs", "sublinear", "loss", "names")
"""Options that validation chooses where they are not given, beside `c`, `naive_bayes` and `position`."""


def settled(classifier: Any, texts: list[Any], labels: list[Any], classes: list[str]) -> list[dict[str, Any]]:
    """The options of a classifier without its search for settings: with those that its `fit` chose, if it has learnt these labels, else
    with those that a fit on the texts chooses. One set, or two whose models are to be averaged.
    """
    options: dict[str, Any] = classifier.get_params()
    if not options["tune"]:
        return [options]
    chosen = classifier
    known = {str(label) for label in getattr(classifier, "classes_", ())}
    if getattr(classifier, "loss_", None) is None or not known.issuperset(classes):
        chosen = _fit(options, type(classifier), texts, labels)
    found = options | {"tune": False}
    for name in _SEARCHED:
        if isinstance(options[name], str | None):
            found[name] = getattr(chosen, f"{name}_")
    if options["position"] is None:
        # Texts of a later call may not know where they stand.
        found["position"] = bool(chosen.position_) and any(isinstance(text, Sentence) for text in texts)
    if chosen.c_ is None:
        return [found | setting for setting in AVERAGED]
    return [found | {"c": chosen.c_, "naive_bayes": chosen.naive_bayes_}]


def _fit(options: dict[str, Any], kind: Any, texts: list[Any], labels: list[Any]) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return kind(**options).fit(texts, labels)


def held_out(
    classifier: Any,
    texts: list[Any],
    labels: list[Any],
    folds: int,
    progress: Callable[[int], object] | None = None,
) -> tuple[list[float], list[str]]:
    """Probabilities for each text from a classifier that learnt from the other folds, in one flat list, and the labels' order.

    Settings are chosen once for all folds (see `settled`). `progress` is called with the number of texts judged.
    """
    many = bool(classifier.multilabel)
    classes = sorted(set(each_label(labels, many)))
    if len(labels) != len(texts):
        raise InputError(f"labels: there are {len(labels)} for {len(texts)} texts; give one for each text")
    if len(classes) == 1 and all(labels):
        raise InputError(f"labels: all {len(labels)} rows have {classes[0]!r}; nothing is left to tell apart")
    seed = _arguments.seed_of(classifier.random_state)
    fold_of, said = _core.folds(texts, labels, many, folds, seed, classifier.threads)
    if said:
        warnings.warn(TrainingWarning(*said), stacklevel=3)
    parts = [[r for r, f in enumerate(fold_of) if f == fold] for fold in range(folds)]
    learnt = [[r for r, f in enumerate(fold_of) if f != fold] for fold in range(folds)]
    for train, test in zip(learnt, parts, strict=True):
        if test and len(set(each_label([labels[r] for r in train], many))) < 2 <= len(classes):
            raise InputError(
                f"labels: {len(texts)} texts are too few to learn from while others are judged, with folds={folds}; label more texts"
            )
    options = settled(classifier, texts, labels, classes)
    out: list[list[float]] = [[0.0] * len(classes) for _ in texts]
    done = 0
    for train, test in zip(learnt, parts, strict=True):
        if not test:
            continue
        for setting in options:
            fitted = _fit(setting, type(classifier), [texts[r] for r in train], [labels[r] for r in train])
            column = {label: at for at, label in enumerate(classes)}
            columns = [column[label] for label in fitted.classes_]
            for row, odds in zip(test, lists_of(fitted.predict_proba([texts[r] for r in test])), strict=True):
                for at, p in zip(columns, odds, strict=True):
                    out[row][at] += p / len(options)
        done += len(test)
        if progress is not None:
            progress(done)
    return [p for row in out for p in row], classes
