"""What scikit-learn expects beyond this library's own names, without importing it."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Sequence
from functools import cache, wraps
from inspect import signature
from typing import Any, Self, TypeVar

from dateline._arguments import near, numbers
from dateline.errors import InputError, InputTypeError

_Method = TypeVar("_Method", bound=Callable[..., Any])
_NAMES = {"X": "texts", "y": "labels"}


def either_name(method: _Method) -> _Method:
    """A method that takes `texts` and `labels` by scikit-learn's names `X` and `y` too."""

    @wraps(method)
    def called(*args: Any, **named: Any) -> Any:
        for theirs, ours in _NAMES.items():
            if theirs in named:
                if ours in named:
                    raise InputTypeError(f"{theirs}: this is another name of {ours}; give one of them")
                named[ours] = named.pop(theirs)
        return method(*args, **named)

    return called  # type: ignore[return-value]


@cache
def _both(theirs: type[Exception]) -> type[InputError]:
    def reduced(error: Exception) -> tuple[Any, ...]:
        return unfitted, error.args

    return type("NotFittedError", (InputError, theirs), {"__reduce__": reduced, "__module__": __name__})


def unfitted(message: str) -> InputError:
    """The error of a classifier that has not learnt anything; where scikit-learn is loaded it is a `NotFittedError` of its too."""
    theirs = getattr(sys.modules.get("sklearn.exceptions"), "NotFittedError", None)
    return InputError(message) if theirs is None else _both(theirs)(message)


def logarithms(rows: Any) -> Any:
    """Natural logarithms of a table of numbers, lists or numpy; of 0 minus infinity."""
    if isinstance(rows, list):
        return [[math.log(number) if number > 0 else -math.inf for number in row] for row in rows]
    import numpy as np

    with np.errstate(divide="ignore"):
        return np.log(rows)


def share_right(predicted: Sequence[Any], truth: Sequence[Any], sample_weight: Sequence[float] | None) -> float:
    """The share of rows that are predicted exactly right, weighted if weights are given."""
    if len(truth) != len(predicted):
        raise InputError(f"labels: there are {len(truth)} for {len(predicted)} texts; give one for each text")
    weights = [1.0] * len(truth) if sample_weight is None else numbers("sample_weight", sample_weight)
    if len(weights) != len(truth):
        raise InputError(f"sample_weight: there are {len(weights)} for {len(truth)} texts; give one for each text")
    for row, weight in enumerate(weights):
        if not math.isfinite(weight) or weight < 0:
            raise InputError(f"sample_weight[{row}]: {weight} is no weight; give a number of 0 or more")
    if weights and not any(weights):
        raise InputError("sample_weight: all weights are 0, so nothing counts")
    right = sum(w for w, p, t in zip(weights, predicted, truth, strict=True) if p == t)
    return right / (sum(weights) or 1.0)


class Routing:
    """What scikit-learn hands on to which method (metadata routing), asked for by `set_fit_request(sample_weight=True)` and the like.

    Requests are kept by method and parameter, as options are: `clone` takes them along. Only scikit-learn reads them.
    """

    _routed = ("fit", "partial_fit", "score")
    """Methods with parameters beside texts and labels."""

    @classmethod
    def _metadata(cls, method: str) -> list[str]:
        """The parameters of a method that can be asked for."""
        names = list(signature(getattr(cls, method)).parameters)[1:]
        return [name for name in names if name not in _NAMES.values()]

    def _request(self, method: str, asked: dict[str, Any]) -> Self:
        known = self._metadata(method)
        for name in asked:
            if name not in known:
                raise InputTypeError(f"{name}: {method} has no such metadata; there is {', '.join(known)}")
        before: dict[str, dict[str, Any]] = getattr(self, "_metadata_requested", {})
        self._metadata_requested = before | {method: before.get(method, {}) | asked}
        return self

    def set_fit_request(self, *, sample_weight: bool | str | None = None) -> Self:
        """Whether scikit-learn hands `sample_weight` on to `fit`: `True`, `False`, `None` (an error if it is given), or its name there."""
        return self._request("fit", {"sample_weight": sample_weight})

    def set_partial_fit_request(
        self, *, classes: bool | str | None = None, sample_weight: bool | str | None = None
    ) -> Self:
        """Whether scikit-learn hands `classes` and `sample_weight` on to `partial_fit`, as for `fit`."""
        return self._request("partial_fit", {"classes": classes, "sample_weight": sample_weight})

    def set_score_request(self, *, sample_weight: bool | str | None = None) -> Self:
        """Whether scikit-learn hands `sample_weight` on to `score`, as for `fit`."""
        return self._request("score", {"sample_weight": sample_weight})

    def get_metadata_routing(self) -> Any:
        """The requests as scikit-learn's `MetadataRequest`, which alone asks for them."""
        from sklearn.utils.metadata_routing import MetadataRequest

        requests = MetadataRequest(owner=self)
        said: dict[str, dict[str, Any]] = getattr(self, "_metadata_requested", {})
        for method in self._routed:
            for name in self._metadata(method):
                getattr(requests, method).add_request(param=name, alias=said.get(method, {}).get(name))
        return requests

    def _get_metadata_request(self) -> Any:
        return self.get_metadata_routing()

    def __sklearn_clone__(self) -> Self:
        from sklearn.base import clone

        made = type(self)(**{name: clone(value, safe=False) for name, value in self.get_params(deep=False).items()})
        if hasattr(self, "_metadata_requested"):
            made._metadata_requested = {method: dict(asked) for method, asked in self._metadata_requested.items()}
        return made

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The options by name."""
        raise NotImplementedError


class Conventions(Routing):
    """Options of a classifier as scikit-learn's tools ask for them."""

    _estimator_type = "classifier"
    _options: tuple[str, ...]
    multilabel: bool

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The options by name."""
        return {name: getattr(self, name) for name in self._options}

    def set_params(self, **params: Any) -> Self:
        """Sets options; they count from the next `fit`."""
        for name, value in params.items():
            if name not in self._options:
                raise InputError(
                    f"{name!r} is no option{near(name, self._options)}; there are {', '.join(self._options)}"
                )
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        defaults = type(self)().get_params()
        given = ", ".join(f"{k}={v!r}" for k, v in self.get_params().items() if v != defaults[k])
        return f"{type(self).__name__}({given})"

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "model_")

    def __sklearn_tags__(self) -> Any:
        from sklearn.utils import ClassifierTags, InputTags, Tags, TargetTags

        return Tags(
            estimator_type="classifier",
            target_tags=TargetTags(required=True, multi_output=self.multilabel),
            classifier_tags=ClassifierTags(multi_label=self.multilabel),
            input_tags=InputTags(one_d_array=True, two_d_array=False, string=True),
        )
