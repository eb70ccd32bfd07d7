"""What arguments may be, for those that the core does not see: the same errors, in the same words."""

from __future__ import annotations

import datetime as dt
import math
import operator
import random
import sys
import warnings
from collections.abc import Iterable
from typing import Any

from dateline._core import Corpus, Document, given, hint, is_missing
from dateline._escape import count
from dateline.errors import InputError, InputTypeError


def must_be(name: str, expected: str, value: Any, advice: str = "") -> InputTypeError:
    """The error for an argument that is not what it must be; `advice` says what to do about it."""
    return InputTypeError(f"{name}: must be {expected}, but is {given(value)}" + (f"; {advice}" if advice else ""))


def whole(name: str, value: Any, low: int) -> int:
    """A whole number from `low`."""
    try:
        number = operator.index(value)
    except TypeError:
        raise must_be(name, f"a whole number of {low} or more", value) from None
    if number < low:
        raise InputError(f"{name}: must be a whole number of {low} or more, but is {number}")
    return number


def a_day(name: str, value: Any) -> dt.date | None:
    """A date, or one as ISO 8601; of a time its day, and `None` as it is."""
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    if not isinstance(value, str):
        raise must_be(name, "a date, or one as ISO 8601, such as 2026-03-08", value)
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise InputError(f"{name}: {value!r} is no date; write it as ISO 8601, such as 2026-03-08") from None


def near(given: str, known: Iterable[str]) -> str:
    """What an error adds behind a name that is none of the known ones: which of them is perhaps meant."""
    return hint(given.encode(errors="replace").decode(), list(known))


def one_of(name: str, value: Any, allowed: Iterable[str]) -> str:
    """One of the names that are allowed."""
    allowed = list(allowed)
    if not isinstance(value, str):
        raise must_be(name, f"one of {', '.join(allowed)}", value)
    if value not in allowed:
        raise InputError(f"{name}: must be one of {', '.join(allowed)}, but is {value!r}{near(value, allowed)}")
    return value


def share(name: str, value: Any, *, ends: bool) -> float:
    """A number between 0 and 1; `ends` says whether it may be 0 or 1."""
    try:
        number = float(value) if not isinstance(value, str | bytes) else None
    except (TypeError, ValueError):
        number = None
    expected = "a number from 0 to 1" if ends else "a number between 0 and 1, such as 0.2"
    if number is None:
        raise must_be(name, expected, value)
    if not (0.0 <= number <= 1.0 if ends else 0.0 < number < 1.0):
        raise InputError(f"{name}: must be {expected}, but is {value}")
    return number


def documents(texts: Any, ids: Any = None) -> tuple[Any, Any]:
    """The texts and ids of a `Corpus` or of a list of its documents, where that was given for texts; anything else as it is.

    Documents that could not be read are left out, with a warning that names them.
    """
    held = texts if isinstance(texts, Corpus) or _are_documents(texts) else None
    if held is None:
        return texts, ids
    if ids is not None:
        raise InputError("ids: the documents have ids of their own; leave it out")
    read: list[str] = []
    names: list[str] = []
    failed: list[str] = []
    for document in held:
        if (text := document.text) is None:
            failed.append(f"{document.id}: {document.error}")
        else:
            read.append(text)
            names.append(document.id)
    if failed:
        warnings.warn(
            f"{count(len(failed), 'document')} could not be read and left out, the first {failed[0]}", stacklevel=3
        )
    return read, names


def _are_documents(texts: Any) -> bool:
    return isinstance(texts, list) and bool(texts) and all(isinstance(document, Document) for document in texts)


def several(name: str, values: Any) -> None:
    """Nothing, where values are a list, Series, array or Arrow column, and an error that calls them `name` where they are not."""
    if len(getattr(values, "shape", ())) > 1:
        raise must_be(name, f"a column of {name}", values, "pick one of its columns")
    if isinstance(values, str | bytes):
        advice = f"pass [{name.rstrip('s')}]" if isinstance(values, str) else "decode it, and pass a list"
        raise must_be(name, f"a list of {name}", values, advice)
    if type(values).__name__ == "LazyFrame":
        raise must_be(name, "a column", values, "collect() it and pick a column")
    if name in ("texts", "labels") and isinstance(values, set | frozenset):
        raise must_be(name, f"a list of {name}", values, "a set has no order")
    if isinstance(values, dict) or not isinstance(values, Iterable):
        raise must_be(name, f"a list of {name}", values)


def column(values: Any) -> Any:
    """A table of a single column (an array, a data frame) as that column; anything else as it is."""
    shape: tuple[int, ...] = getattr(values, "shape", ())
    if len(shape) != 2 or shape[1] != 1:
        return values
    for method in ("toarray", "to_numpy"):
        if hasattr(values, method):
            values = getattr(values, method)()
            break
    return values.column(0) if hasattr(values, "column") else values.reshape(-1)


def text_or_texts(texts: Any) -> Any:
    """Texts to be judged: one text stands for itself."""
    return [texts] if isinstance(texts, str) else column(texts)


def strings_of(texts: Any, name: str = "texts") -> list[str]:
    """Texts as a list. Raises `InputError` for one that is null or no `str`, with its row; `name` is what errors call them."""
    rows = rows_of(texts, name)
    for row, text in enumerate(rows):
        if not isinstance(text, str):
            if is_missing(text):
                raise InputError(f"{name}[{row}]: the text is null; drop the row or give it a text")
            raise must_be(f"{name}[{row}]", "a str", text)
    return rows


def rows_of(values: Any, name: str = "texts") -> list[Any]:
    """The rows of a list, Series, array, one-column table or Arrow column as a list; `name` is what errors call it."""
    values = column(values)
    several(name, values)
    for method in ("to_pylist", "to_list", "tolist"):
        if hasattr(values, method):
            rows: list[Any] = getattr(values, method)()
            return rows
    return list(values)


def distinct_ids(ids: Any) -> list[str]:
    """An id for each document, no two alike. Raises `InputError` with the row for one that is null or was there before."""
    rows = [None if is_missing(value) else str(value) for value in rows_of(ids, "ids")]
    first: dict[str, int] = {}
    for row, value in enumerate(rows):
        if value is None:
            raise InputError(f"ids[{row}]: the id is null; give one for each text, or leave ids out")
        if first.setdefault(value, row) != row:
            raise InputError(f"ids[{row}]: {value!r} is the id of row {first[value]} too; give each text its own")
    return [value for value in rows if value is not None]


def lists_of(table: Any) -> list[list[float]]:
    """Rows of numbers, of numpy or not, as lists."""
    rows: list[list[float]] = table if isinstance(table, list) else table.tolist()
    return rows


def numbers(name: str, values: Any) -> list[float]:
    """A number for each row."""
    values = column(values)
    if isinstance(values, str | bytes | dict) or not isinstance(values, Iterable):
        raise must_be(name, "a list of numbers", values)
    out = []
    for row, value in enumerate(values):
        if is_missing(value) and not isinstance(value, float):
            raise InputError(f"{name}[{row}]: the number is null; give a number of 0 or more")
        try:
            number = None if isinstance(value, str | bytes) else float(value)
        except (TypeError, ValueError):
            number = None
        if number is None:
            raise must_be(f"{name}[{row}]", "a number", value)
        if not _LEAST <= abs(number) <= _MOST and number != 0 and math.isfinite(number):
            how = "large" if abs(number) > 1 else "small"
            raise InputError(f"{name}[{row}]: {value} is too {how}; scale all of them so that the usual one is 1")
        out.append(number)
    return out


_LEAST, _MOST = 1e-30, 1e30
"""Numbers outside are nothing, or endless, in the core, which counts in single precision."""


def seed_of(random_state: Any) -> Any:
    """The seed of a `random_state`, as scikit-learn has it: a number is itself, `None` and generators of numpy give one each time."""
    numpy = sys.modules.get("numpy")
    if random_state is None:
        return random.getrandbits(31) if numpy is None else int(numpy.random.randint(2**31 - 1))
    draw = getattr(random_state, "randint", None) or getattr(random_state, "integers", None)
    return random_state if draw is None else int(draw(2**31 - 1))
