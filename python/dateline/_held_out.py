"""What classifiers say of texts that they did not learn from."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any, Final

from dateline import _arguments, _core
from dateline._arguments import lists_of
from dateline._learnt import Learnt
from dateline.errors import InputError, TrainingWarning
from dateline.labels import each_label
from dateline.sentence import Sentence

_SEARCHED: Final = ("cues", "verbs", "sublinear", "loss", "names")
"""Options that validation chooses where they are not given, beside `c`, `naive_bayes` and `position`."""


def settled(classifier: Any, texts: list[Any]) -> dict[str, Any]:
    """What the search of a fitted classifier settled, by the names of options, for another fit; `averaged` stands for `c` and `naive_bayes`
    where it took the mean of two models. Nothing of one that did not search.
    """
    options: dict[str, Any] = classifier.get_params()
    if getattr(classifier, "validated_", None) is None:
        return {}
    found: dict[str, Any] = {
        name: getattr(classifier, f"{name}_") for name in _SEARCHED if isinstance(options[name], str | None)
    }
    if options["position"] is None:
        # Texts of a later call may not know where they stand.
        found["position"] = bool(classifier.position_) and any(isinstance(text, Sentence) for text in texts)
    if classifier.c_ is None:
        return found | {"averaged": True}
    return found | {"c": classifier.c_, "naive_bayes": classifier.naive_bayes_}


def refitted(classifier: Any, texts: list[Any], labels: list[Any], by: Any) -> Any:
    """A classifier with the options of `classifier`, fitted by the settings that the search of `by` settled on a part of these rows.

    Probabilities and thresholds are fitted anew. It searches itself where the part told less: of other labels, or too few rows to search on.
    """
    many = bool(classifier.multilabel)
    found = settled(by, texts)
    if not found or {str(label) for label in by.classes_} != {str(label) for label in each_label(labels, many)}:
        return classifier.fit(texts, labels)
    return classifier._learn(Learnt.of(texts, labels, None, many), found)


def _by_search(classifier: Any, texts: list[Any], labels: list[Any], classes: list[str]) -> dict[str, Any]:
    """What is settled for classifiers that learn from parts of the texts, which search no more: by the `fit` of this one, if it has learnt
    these labels, else by one on the texts.
    """
    if not classifier.tune:
        return {}
    known = {str(label) for label in getattr(classifier, "classes_", ())}
    chosen = classifier
    if getattr(classifier, "loss_", None) is None or not known.issuperset(classes):
        chosen = _fit(classifier.get_params(), type(classifier), texts, labels)
    return settled(chosen, texts) | {"tune": False}


def _fit(options: dict[str, Any], kind: Any, texts: list[Any], labels: list[Any], found: Any = None) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = kind(**options)
        return made._learn(Learnt.of(texts, labels, None, bool(made.multilabel)), found)


def held_out(
    classifier: Any,
    texts: list[Any],
    labels: list[Any],
    folds: int,
    progress: Callable[[int], object] | None = None,
) -> tuple[list[float], list[str]]:
    """Probabilities for each text from a classifier that learnt from the other folds, in one flat list, and the labels' order.

    Settings are chosen once for all folds (see `_by_search`). `progress` is called with the number of texts judged.
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
    found = _by_search(classifier, texts, labels, classes)
    column = {label: at for at, label in enumerate(classes)}
    out: list[list[float]] = [[0.0] * len(classes) for _ in texts]
    done = 0
    for train, test in zip(learnt, parts, strict=True):
        if not test:
            continue
        part = [texts[r] for r in train], [labels[r] for r in train]
        fitted = _fit(classifier.get_params(), type(classifier), *part, found)
        columns = [column[label] for label in fitted.classes_]
        for row, odds in zip(test, lists_of(fitted.predict_proba([texts[r] for r in test])), strict=True):
            for at, p in zip(columns, odds, strict=True):
                out[row][at] = p
        done += len(test)
        if progress is not None:
            progress(done)
    return [p for row in out for p in row], classes
