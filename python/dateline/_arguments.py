"""What arguments may be, for those that the core does not see: the same errors, in the same words."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from typing import Any

from dateline.errors import InputError, InputTypeError


def whole(name: str, value: Any, low: int) -> int:
    """A whole number from `low`."""
    try:
        number = operator.index(value)
    except TypeError:
        raise InputTypeError(f"{name}: a whole number is asked for, not {type(value).__name__}") from None
    if number < low:
        raise InputError(f"{name}: {number} is not a number from {low}")
    return number


def share(name: str, value: Any, *, ends: bool) -> float:
    """A number between 0 and 1; `ends` says whether it may be 0 or 1."""
    try:
        number = float(value) if not isinstance(value, str | bytes) else None
    except (TypeError, ValueError):
        number = None
    if number is None:
        raise InputTypeError(f"{name}: a number is asked for, not {type(value).__name__}")
    if not (0.0 <= number <= 1.0 if ends else 0.0 < number < 1.0):
        raise InputError(f"{name}: {value} is not a number between 0 and 1" + ("" if ends else ", such as 0.2"))
    return number


def rows_of(values: Any, name: str = "texts") -> list[Any]:
    """The rows of a list, Series, array or Arrow column as a list; `name` is what errors call it."""
    if isinstance(values, str | bytes):
        what = name.rstrip("s")
        raise InputTypeError(f"{name}: a list of {name} is asked for, not one {type(values).__name__}; pass [{what}]")
    for method in ("to_pylist", "to_list", "tolist"):
        if hasattr(values, method):
            rows: list[Any] = getattr(values, method)()
            return rows
    if isinstance(values, dict) or not isinstance(values, Iterable):
        raise InputTypeError(f"{name}: a list of {name} is asked for, not {type(values).__name__}")
    return list(values)
