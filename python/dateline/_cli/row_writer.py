"""Rows of results, written one by one: as CSV, JSON lines or Parquet, to a file that is there as a whole or as it was."""

from __future__ import annotations

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from .._core import Table
from .table_file import ABSENT

Write = Callable[[list[Any]], None]
"""Takes the cells of a row."""


@contextmanager
def to_file(path: Path, names: list[str], delimiter: str, marked: bool) -> Iterator[Write]:
    """Writes rows to a file in the format that its ending tells. A file that is there is replaced once all rows are; after an error it
    stands as it was. `marked`: a CSV file begins with a byte-order mark, by which spreadsheet programs know UTF-8.
    """
    form = path.suffix.lower().removeprefix(".")
    if form == "parquet":
        # Columns have types, which all rows together tell.
        rows: list[list[Any]] = []
        yield rows.append
        Table._of_columns([(name, *_typed([row[at] for row in rows])) for at, name in enumerate(names)]).write(path)
        return
    target = Path(os.path.realpath(path))
    handle, beside = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    try:
        encoding = "utf-8-sig" if marked and form == "csv" else "utf-8"
        with os.fdopen(handle, "w", encoding=encoding, newline="") as stream:
            yield to_stream(stream, form, names, delimiter)
        if target.exists():
            shutil.copymode(target, beside)
        else:
            Path(beside).chmod(0o666 & ~_mask())
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def to_stream(stream: TextIO, form: str, names: Sequence[str], delimiter: str = ",") -> Write:
    """What writes rows to a stream."""
    if form == "jsonl":
        return lambda cells: _write_object(stream, names, cells)
    table = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    table.writerow(names)
    return lambda cells: table.writerow(map(_as_text, cells)) and None


def _write_object(stream: TextIO, names: Sequence[str], cells: list[Any]) -> None:
    there = {name: cell for name, cell in zip(names, cells, strict=True) if cell is not ABSENT}
    line = json.dumps(there, ensure_ascii=False, default=str)
    try:
        line.encode()
    except UnicodeEncodeError:
        # Half a character, which JSON can escape and UTF-8 cannot hold.
        line = json.dumps(there, default=str)
    stream.write(line + "\n")


def _as_text(cell: Any) -> str:
    """A cell of CSV: labels parted by `|`, as `dateline train` reads them, other lists and objects as JSON."""
    if cell is None or cell is ABSENT:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, list) and cell and all(_plain(part) for part in cell):
        return "|".join(map(str, cell))
    if isinstance(cell, bool | list | dict):
        return "" if cell == [] else json.dumps(cell, ensure_ascii=False, default=str)
    return str(cell)


def _plain(part: Any) -> bool:
    """True for what is one part of a cell whose parts `|` parts."""
    if isinstance(part, str):
        return bool(part.strip()) and "|" not in part and not part.startswith(("[", "{"))
    return isinstance(part, float)


def _typed(cells: list[Any]) -> tuple[str, list[Any]]:
    """The kind of a column of Parquet that holds these cells, and the cells as it holds them: text where they are of several kinds."""
    cells = [None if cell is ABSENT else cell for cell in cells]
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {bool}:
        return "flag", cells
    if kinds == {int} and all(cell is None or -(2**63) <= cell < 2**63 for cell in cells):
        return "whole", cells
    if kinds and kinds <= {int, float}:
        return "number", [None if cell is None else float(cell) for cell in cells]
    if kinds == {list} and all(isinstance(part, str) for cell in cells if cell for part in cell):
        return "texts", cells
    if kinds <= {str, date}:
        return "text", [None if cell is None else str(cell) for cell in cells]
    return "text", [None if cell is None else _as_text(cell) for cell in cells]


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
