"""Labels as users and scikit-learn give them: words, numbers, columns of a table of 0 and 1."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline._arguments import must_be, rows_of
from dateline._core import is_missing
from dateline.errors import InputError

NEVER = -100.0
"""The raw score of a label of which there was no example: the logarithm of odds that come to nothing."""


@dataclass(frozen=True)
class Labels:
    """How labels are written where they are not plain words.

    `values` holds them as they were given, in their own order, and `names` what the model calls each. `matrix`: rows are given and
    predicted as 0 and 1 for each of `values`.
    """

    values: tuple[Any, ...]
    names: tuple[str, ...]
    matrix: bool

    @staticmethod
    def of_words(words: Iterable[str]) -> Labels:
        """Words, which stand for themselves."""
        names = tuple(sorted(set(words)))
        return Labels(names, names, matrix=False)

    def plain(self) -> dict[str, Any]:
        """As values of JSON."""
        values = [value.item() if hasattr(value, "item") else value for value in self.values]
        return {"values": values, "names": self.names, "matrix": self.matrix}

    @staticmethod
    def of_plain(plain: dict[str, Any] | None) -> Labels | None:
        """What `plain` gave."""
        return Labels(tuple(plain["values"]), tuple(plain["names"]), plain["matrix"]) if plain else None

    def only(self, names: Iterable[str]) -> Labels:
        """Those of these names, and all of them where they are columns of a table."""
        known = set(names)
        if self.matrix or known.issuperset(self.names):
            return self
        kept = [(value, name) for value, name in zip(self.values, self.names, strict=True) if name in known]
        return Labels(tuple(value for value, _ in kept), tuple(name for _, name in kept), matrix=False)

    def values_of(self, names: Iterable[str]) -> list[Any]:
        """How the labels of these names were given."""
        of_name = dict(zip(self.names, self.values, strict=True))
        return [of_name[name] for name in names]

    def given(self, predicted: list[Any], multilabel: bool) -> Any:
        """The model's predictions in the terms of the labels."""
        of_name = dict(zip(self.names, self.values, strict=True))
        if self.matrix:
            import numpy as np

            column = {name: number for number, name in enumerate(self.names)}
            out = np.zeros((len(predicted), len(self.names)), dtype=int)
            for row, names in enumerate(predicted):
                out[row, [column[name] for name in names]] = 1
            return out
        if multilabel:
            return [sorted(of_name[name] for name in names) for names in predicted]
        return [of_name[name] for name in predicted]

    def columns(self, rows: Any, classes: Sequence[str], missing: float = 0.0) -> Any:
        """Rows of numbers by the model's classes, in the order of `values`; `missing` for a label of which there was no example."""
        place = {name: number for number, name in enumerate(classes)}
        order = [place.get(name) for name in self.names]
        if not isinstance(rows, list):
            import numpy as np

            out = np.full((len(rows), len(order)), missing, dtype=rows.dtype)
            for column, at in enumerate(order):
                if at is not None:
                    out[:, column] = rows[:, at]
            return out
        return [[missing if at is None else row[at] for at in order] for row in rows]


def joined(before: Labels | None, more: Labels | None) -> Labels | None:
    """How labels are written of which more come later. Raises `InputError` if words and others come together."""
    if before is None or more is None:
        if before is not more:
            raise InputError("labels: words and numbers come together; give all labels as one of them")
        return None
    values = dict(zip(before.names + more.names, before.values + more.values, strict=True))
    if before.matrix:
        order = before.names + tuple(name for name in more.names if name not in before.names)
    else:
        try:
            order = tuple(sorted(values, key=values.__getitem__))
        except TypeError:
            raise InputError("labels: words and numbers come together; give all labels as one of them") from None
    return Labels(tuple(values[name] for name in order), order, before.matrix)


def read(
    labels: Any, multilabel: bool, known: Labels | None = None, classes: Sequence[str] = (), *, name: str = "labels"
) -> tuple[list[Any], Labels | None]:
    """Labels as words: a `str` a row, or a list of `str` if `multilabel`; and how they are written, if not so.

    Takes lists, Series, arrays and Arrow columns; whole numbers (1.0 is 1) and truth values count as labels. With `multilabel` a table of 0 and 1
    (numpy, a data frame, a sparse matrix) has a column for each label: those of `known`, or of `classes`, if there are any.
    Raises `InputError`, with the row, for a label that is null, empty, or neither word nor number; `name` is what errors call labels.
    """
    if not isinstance(multilabel, bool) and type(multilabel).__name__ not in ("bool", "bool_"):
        raise must_be("multilabel", "True or False", multilabel)
    if multilabel:
        table = _matrix(labels)
        if table is not None:
            return _of_matrix(*table, known, classes)
    rows = rows_of(labels, name)
    if multilabel:
        rows = [[_whole(label) for label in _row(row, f"{name}[{at}]")] for at, row in enumerate(rows)]
    else:
        rows = [_whole(label) for label in rows]

    def each() -> Iterator[tuple[int, Any]]:
        for at, row in enumerate(rows):
            if multilabel:
                yield from ((at, label) for label in row)
            else:
                yield at, row

    for at, label in each():
        if not isinstance(label, str) or not label.strip() or not label.isascii():
            _check(label, f"{name}[{at}]")
    values = _numbers(label for _, label in each())
    if not values:
        for at, label in each():
            if not isinstance(label, str):
                raise must_be(f"{name}[{at}]", "a str", label, "write str(label) for it")
        return rows, None
    named = [[str(label) for label in row] for row in rows] if multilabel else [str(label) for label in rows]
    return named, Labels(tuple(values), tuple(str(value) for value in values), matrix=False)


def _check(label: Any, place: str) -> None:
    """An error for what is no label at all."""
    if is_missing(label):
        raise InputError(f"{place}: a label is null; drop the row or give it a label")
    if isinstance(label, str):
        if not label.strip():
            raise InputError(f"{place}: the label is empty; name it, or leave the row out")
        if any("\ud800" <= c <= "\udfff" for c in label):
            raise InputError(f"{place}: the label holds a lone surrogate, which no UTF-8 text can; clean it")
        return
    if isinstance(label, list | tuple):
        raise must_be(place, "one label", label, "for several labels a text use multilabel=True")
    if not _is_number(label):
        raise must_be(place, "a str", label, "write str(label) for it")


def _row(row: Any, place: str) -> list[Any]:
    """The labels of one text."""
    if is_missing(row):
        raise InputError(
            f"{place}: the labels are null; give a list, which is empty for a text without a label, or drop the row"
        )
    if not _is_row(row):
        raise must_be(place, "a list of labels with multilabel=True", row)
    return list(row)


def held(labels: Any) -> Any:
    """Labels that can be looked at more than once: what runs out is made a list."""
    return labels if _is_table(labels) or hasattr(labels, "__len__") else rows_of(labels, "labels")


def are_lists(labels: Any) -> bool:
    """True if labels are lists, or a table of 0 and 1, rather than one a text."""
    if _is_table(labels):
        return True
    rows = rows_of(labels, "labels")
    return any(_is_row(row) for row in rows)


def as_array(classes: list[Any]) -> Any:
    """The labels as numpy array where numpy is installed (scorers of scikit-learn ask for one), else as a list."""
    try:
        import numpy as np
    except ImportError:
        return classes
    return np.array(classes)


def _is_table(labels: Any) -> bool:
    """True for a table with a column for each label; a single column of words or numbers is one label a text."""
    shape: tuple[int, ...] = getattr(labels, "shape", ())
    return len(shape) == 2 and (shape[1] != 1 or hasattr(labels, "toarray"))


def _is_row(row: Any) -> bool:
    return isinstance(row, Iterable) and not isinstance(row, str | bytes | dict)


def _whole(label: Any) -> Any:
    """A whole number that came as a float, as columns of numbers do that held a null once, as an `int`; anything else as it is."""
    return int(label) if isinstance(label, float) and label.is_integer() else label


def name_of(label: Any) -> str:
    """What the model calls a label."""
    return str(_whole(label))


def _is_number(label: Any) -> bool:
    if isinstance(label, int) or type(label).__name__ == "bool_":
        return True
    try:
        operator.index(label)
    except TypeError:
        return False
    return True


def _numbers(labels: Iterable[Any]) -> list[Any]:
    """The different labels in order if all are whole numbers or truth values, else nothing."""
    found: set[Any] = set()
    for label in labels:
        if not _is_number(label):
            return []
        found.add(label)
    return sorted(found)


def _matrix(labels: Any) -> tuple[Any, list[Any] | None] | None:
    """A table of labels as a two-dimensional array with the names of its columns, if it has any; `None` for anything else."""
    if len(getattr(labels, "shape", ())) != 2:
        return None
    columns = list(labels.columns) if hasattr(labels, "columns") else None
    for method in ("toarray", "to_numpy"):
        if hasattr(labels, method):
            labels = getattr(labels, method)()
            break
    return labels, columns


def _of_matrix(
    table: Any, columns: list[Any] | None, known: Labels | None, classes: Sequence[str]
) -> tuple[list[Any], Labels]:
    width = table.shape[1]
    values: Sequence[Any] = columns if columns is not None else range(width)
    names = [str(value) for value in values]
    if columns is None and (known or len(classes)):
        values = known.values if known else list(classes)
        names = list(known.names) if known else [str(label) for label in classes]
        if len(names) != width:
            raise InputError(
                f"labels: the table has {width} columns, and there are {len(names)} labels: {', '.join(names)}"
            )
    if len(set(names)) < len(names):
        raise InputError("labels: two columns of the table have one name")
    rows = []
    for at, row in enumerate(table.tolist()):
        if any(cell not in (0, 1) for cell in row):
            raise InputError(f"labels[{at}]: a table of labels holds 0 and 1 alone; there is {row}")
        rows.append([name for name, cell in zip(names, row, strict=True) if cell])
    return rows, Labels(tuple(values), tuple(names), matrix=True)
