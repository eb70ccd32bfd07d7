"""What a classifier holds once it has learnt: the model, how its labels are written, and what it has learnt from."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Mapping
from typing import Any, Final, Self

from dateline import _targets
from dateline._arguments import must_be, seed_of
from dateline._core import ClassifierModel, Gazetteer
from dateline._learnt import Learnt
from dateline._scikit import Conventions, unfitted
from dateline._settings import Settings, thresholds_of
from dateline.errors import TrainingWarning

FOUND: Final = ("c_", "naive_bayes_", "cues_", "verbs_", "position_", "sublinear_", "loss_", "names_", "validated_")
"""What `fit` settled."""


class Fitted(Conventions):
    """A classifier whose options are attributes, with what it learns by them."""

    class_weight: Any
    names: Any
    random_state: Any
    model_: ClassifierModel
    classes_: Any
    thresholds_: dict[Any, float] | None
    _written: _targets.Labels | None = None
    """How the labels that it has learnt are written, if they are no words."""
    _learnt: Learnt | None = None
    """What it has learnt from, where that is at hand."""

    def _fitted(self) -> ClassifierModel:
        model: ClassifierModel | None = getattr(self, "model_", None)
        if model is None:
            raise unfitted("this classifier has not learnt anything yet; call fit(texts, labels) or load a file")
        return model

    def __getstate__(self) -> dict[str, Any]:
        # Texts of `fit` are the user's, perhaps not to be handed on, and perhaps many; those of `partial_fit` are kept to go on from.
        state = dict(self.__dict__)
        if self._learnt is not None and self._learnt.by_fit:
            del state["_learnt"]
        return state

    def __copy__(self) -> Self:
        made = type(self).__new__(type(self))
        made.__dict__.update(self.__dict__)
        return made

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        # What was learnt from never changes, and a copy in memory goes on from it.
        made = type(self).__new__(type(self))
        state = {name: value for name, value in self.__dict__.items() if name != "_learnt"}
        made.__dict__.update(copy.deepcopy(state, memo), _learnt=self._learnt)
        return made

    def _learn(self, learnt: Learnt, settled: Mapping[str, Any] | None = None) -> Self:
        """Learns from all of it, replacing what was learnt before; by what is `settled` already rather than by the options."""
        options = self.get_params() | {
            "class_weight": self._class_weight(),
            "random_state": seed_of(self.random_state),
        }
        options.update(settled or {})
        model, said = ClassifierModel.train(learnt.texts, learnt.rows, sample_weight=learnt.weights, **options)
        for pieces in said["warnings"]:
            warnings.warn(TrainingWarning(*pieces), stacklevel=4)
        self._take(model, learnt.written_for(model.classes))
        self._learnt = learnt
        for name in FOUND:
            setattr(self, name, said[name.rstrip("_")])
        return self

    def _class_weight(self) -> Any:
        """The option `class_weight`, by the names of labels."""
        given = self.class_weight
        if not isinstance(given, dict):
            return given
        for label, weight in given.items():
            if isinstance(weight, str | bytes) or not hasattr(weight, "__float__"):
                raise must_be(f"class_weight[{label!r}]", "a number of 0 or more", weight)
        return {_targets.name_of(label): float(weight) for label, weight in given.items()}

    def _take(self, model: ClassifierModel, written: _targets.Labels | None = None) -> None:
        self.model_ = model
        self._written = written
        self._learnt = None
        self._name_classes(written, model.classes)
        self.thresholds_ = thresholds_of(model, written)

    def _name_classes(self, written: _targets.Labels | None, names: list[str]) -> None:
        self.classes_ = _targets.as_array(list(written.values) if written else names)

    def _in_order(self, rows: Any, missing: float = 0.0) -> Any:
        return self._written.columns(rows, self._fitted().classes, missing) if self._written else rows

    def _named(self, labels: Any) -> list[Any]:
        """Labels as the model names them."""
        classes = self._fitted().classes if hasattr(self, "model_") else ()
        return _targets.read(labels, self.multilabel, self._written, classes)[0]

    @classmethod
    def _of(cls, model: ClassifierModel, settings: Settings, names: Gazetteer | None = None) -> Self:
        known = set(cls._options) - {"threads"}
        options = {name: value for name, value in settings.options.items() if name in known}
        made = cls(**{**options, "multilabel": model.multilabel})
        if names is not None:
            made.names = names
        made._take(model, settings.labels)
        for name in FOUND:
            if name in settings.found:
                setattr(made, name, settings.found[name])
        return made
