"""What scikit-learn expects beyond this library's own names, without importing it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache, wraps
from typing import Any, Self, TypeVar

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


class Conventions:
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
                raise InputError(f"{name!r} is no option; there are {', '.join(self._options)}")
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
