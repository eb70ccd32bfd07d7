"""Labels as users and scikit-learn give them: words, numbers, columns of a table of 0 and 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline._arguments import rows_of
from dateline.errors import InputError


@dataclass(frozen=True)
class Labels:
    """How labels are written where they are not plain words.

    `values` holds them as they were given, in their own order, and `names` what the model calls each. `matrix`: rows are given and
    predicted as 0 and 1 for each of `values`.
    """

    values: tuple[Any, ...]
    names: tuple[str, ...]
    matrix: bool

    def plain(self) -> dict[str, Any]:
        """As values of JSON."""
        values = [value.item() if hasattr(value, "item") else value for value in self.values]
        return {"values": values, "names": self.names, "matrix": self.matrix}

    @staticmethod
    def of_plain(plain: dict[str, Any] | None) -> Labels | None:
        """What `plain` gave."""
        return Labels(tuple(plain["values"]), tuple(plain["names"]), plain["matrix"]) if plain else None

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

    def columns(self, rows: Any, classes: Sequence[str]) -> Any:
        """Rows of numbers by the model's classes, in the order of `values`; 0 for a label of which there was no example."""
        place = {name: number for number, name in enumerate(classes)}
        order = [place.get(name) for name in self.names]
        if not isinstance(rows, list):
            import numpy as np

            out = np.zeros((len(rows), len(order)), dtype=rows.dtype)
            for column, at in enumerate(order):
                if at is not None:
                    out[:, column] = rows[:, at]
            return out
        return [[0.0 if at is None else row[at] for at in order] for row in rows]


def joined(before: Labels | None, more: Labels | None) -> Labels | None:
    """How labels are written of which more come later. Raises `InputError` if words and others come together."""
    if before is None or more is None:
        if before is not more:
            raise InputError("labels: words and numbers come together; give all labels as one of them")
        return None
    values = dict(zip(before.names + more.names, before.values + more.values, strict=True))
    order = before.names if before.matrix else tuple(sorted(values, key=values.__getitem__))
    return Labels(tuple(values[name] for name in order), order, before.matrix)


def read(
    labels: Any, multilabel: bool, known: Labels | None = None, classes: Sequence[str] = ()
) -> tuple[list[Any], Labels | None]:
    """Labels as words: a `str` a row, or a list of `str` if `multilabel`; and how they are written, if not so.

    Takes lists, Series, arrays and Arrow columns; whole numbers and truth values count as labels. With `multilabel` a table of 0 and 1
    (numpy, a data frame, a sparse matrix) has a column for each label: those of `known`, or of `classes`, if there are any.
    Raises `InputError` for a label that is null, with its row.
    """
    if multilabel:
        table = _matrix(labels)
        if table is not None:
            return _of_matrix(*table, known, classes)
    rows = rows_of(labels, "labels")
    if multilabel:
        rows = [list(row) if _is_row(row) else row for row in rows]

    def each() -> Iterator[tuple[int, Any]]:
        for at, row in enumerate(rows):
            if multilabel and isinstance(row, list):
                yield from ((at, label) for label in row)
            elif not multilabel:
                yield at, row

    for at, label in each():
        if label is None or label != label:
            raise InputError(f"labels[{at}]: a label is null; drop the row or give it a label")
    values = _numbers(label for _, label in each())
    if not values:
        return rows, None
    named = [[str(label) for label in row] for row in rows] if multilabel else [str(label) for label in rows]
    return named, Labels(tuple(values), tuple(str(value) for value in values), matrix=False)


def are_lists(labels: Any) -> bool:
    """True if labels are lists, or a table of 0 and 1, rather than one a text."""
    if _is_table(labels):
        return True
    rows = rows_of(labels, "labels")
    return any(isinstance(row, Iterable) and not isinstance(row, str) for row in rows)


def as_array(classes: list[Any]) -> Any:
    """The labels as numpy array where numpy is installed (scorers of scikit-learn ask for one), else as a list."""
    try:
        import numpy as np
    except ImportError:
        return classes
    return np.array(classes)


def _is_table(labels: Any) -> bool:
    return len(getattr(labels, "shape", ())) == 2


def _is_row(row: Any) -> bool:
    return isinstance(row, Iterable) and not isinstance(row, str | bytes | dict)


def _numbers(labels: Iterable[Any]) -> list[Any]:
    """The different labels in order if all are whole numbers or truth values, else nothing."""
    found: set[Any] = set()
    for label in labels:
        if not isinstance(label, int) and not hasattr(label, "__index__"):
            return []
        found.add(label)
    return sorted(found)


def _matrix(labels: Any) -> tuple[Any, list[Any] | None] | None:
    """A table of labels as a two-dimensional array with the names of its columns, if it has any; `None` for anything else."""
    if not _is_table(labels):
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
