"""Tables of texts, row by row with all their columns: CSV, TSV, JSON lines and Parquet."""

from __future__ import annotations

import codecs
import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, Final

from dateline import InputError

from .._core import ID_COLUMNS, TEXT_COLUMNS, file_format, given, read_tables, read_text
from .._escape import count, showable
from .._label_files.records import Records
from .._label_files.source import TEXT_COLUMNS as LABELLED_COLUMNS
from .._label_files.source import shown_name, shown_names

FORMATS: Final = ("csv", "tsv", "jsonl", "parquet")
ABSENT: Final = object()
"""What stands in the cell of a column that an object of JSON lines lacks."""
_BLOCK: Final = 1 << 20


@dataclass(frozen=True)
class Row:
    """A row: where it stands, what identifies it, its cells in the order of the table's columns, and its text or why it has none."""

    place: str
    id: str
    cells: list[Any]
    text: str | None
    problem: str = ""


def is_table(path: str) -> bool:
    """True for a file that is read row by row."""
    form, packed = file_format(path)
    return form in FORMATS and not (packed and form == "parquet") and Path(path).is_file()


def unique(names: list[str]) -> list[str]:
    """Names of columns by which each can be told: `column_3` for the third where it has none, `name_2` for the second of a name."""
    taken: set[str] = set()
    found = []
    for number, written in enumerate(names, 1):
        name = written if written.strip() else f"column_{number}"
        found.append(free(name, taken))
        taken.add(found[-1])
    return found


def free(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken."""
    return next(made for n in range(1, len(taken) + 2) if (made := name if n == 1 else f"{name}_{n}") not in taken)


def _key(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


class TableFile:
    """A table whose rows are read as they are asked for. `text` names the column of the texts, which is otherwise guessed."""

    def __init__(self, path: str, text: str | None) -> None:
        self.path = path
        self.form = file_format(path)[0]
        self._text = text
        self._told = False
        self._streamed, self.of_spreadsheet = self._looked_at()

    def _looked_at(self) -> tuple[bool, bool]:
        """Whether the file can be decoded as it is read, as UTF-8; and whether a spreadsheet needs a byte-order mark to read it."""
        if self.form == "parquet" or file_format(self.path)[1]:
            return False, False
        decoder = codecs.getincrementaldecoder("utf-8")()
        with Path(self.path).open("rb") as file:
            marked = file.read(3) == codecs.BOM_UTF8
            file.seek(0)
            try:
                while block := file.read(_BLOCK):
                    if b"\0" in block:
                        return False, True
                    decoder.decode(block)
                decoder.decode(b"", True)
            except UnicodeDecodeError:
                return False, True
        return True, marked

    @contextmanager
    def _lines(self, newline: str) -> Iterator[Iterator[str]]:
        if self._streamed:
            with Path(self.path).open(encoding="utf-8-sig", newline=newline) as lines:
                yield lines
            return
        content, encoding, _ = read_text(self.path)
        if not encoding.startswith("utf") and not self._told:
            self._told = True
            said = f"this is no UTF-8, so it was read as {encoding}; if letters look wrong, save it as UTF-8"
            print(showable(f"dateline: {self.path}: {said}"), file=sys.stderr)
        yield io.StringIO(content, newline=newline)

    def fault(self, place: str, problem: str) -> InputError:
        """An error that names the file and the place in it."""
        return InputError(f"{self.path}, {place}: {problem}")

    @cached_property
    def delimiter(self) -> str:
        """What parts the cells of a table of text."""
        with self._lines("") as lines:
            return Records(lines, self.fault).delimiter

    @cached_property
    def _header(self) -> list[str]:
        """The names of the columns as they stand; of JSON lines all that objects have."""
        if self.form == "parquet":
            return read_tables([self.path]).columns
        if self.form == "jsonl":
            return list(
                dict.fromkeys(name for _, value in self._objects() if isinstance(value, dict) for name in value)
            )
        with self._lines("") as lines:
            return next((cells for _, cells in Records(lines, self.fault)), [])

    @cached_property
    def columns(self) -> list[str]:
        """The names of the columns, no two alike."""
        return unique(self._header)

    @cached_property
    def text_column(self) -> int:
        """Where the text stands."""
        at = self._column(self._text, (*TEXT_COLUMNS, *LABELLED_COLUMNS))
        if at is not None:
            if self._header.count(self._header[at]) > 1:
                raise InputError(f"{self.path}: there are two columns {self._header[at]!r}; rename one of them")
            return at
        columns = shown_names(self.columns)
        if not columns:
            raise InputError(f"{self.path}: the file is empty")
        what = f"there is no column {self._text!r}" if self._text else "no column is called text, body or the like"
        raise InputError(f"{self.path}: {what}; name the one of the texts with --text; the columns are: {columns}")

    def _column(self, given: str | None, usual: tuple[str, ...]) -> int | None:
        if given is not None:
            found = [at for at, name in enumerate(self.columns) if name == given] or [
                at for at, name in enumerate(self.columns) if name.strip() == given.strip()
            ]
            return found[0] if found else None
        keys = [_key(name) for name in self.columns]
        return next((keys.index(name) for name in usual if name in keys), None)

    def rows(self) -> Iterator[Row | InputError]:
        """Every row, and a fault in the place of each that cannot be told from its neighbours; rows of blanks are none."""
        at, named = self.text_column, self._column(None, ID_COLUMNS)
        for number, (place, cells) in enumerate(self._cells()):
            if isinstance(cells, str):
                yield self.fault(place, cells)
                continue
            if all(cell is None or cell is ABSENT or (isinstance(cell, str) and not cell.strip()) for cell in cells):
                continue
            own = "" if named is None or cells[named] in (None, ABSENT) else str(cells[named])
            text, problem = _text_of(cells[at])
            if problem:
                problem = f"column {shown_name(self.columns[at])}: {problem}"
            yield Row(place, own if own.strip() else f"{Path(self.path).name}#{number}", cells, text, problem)

    def _cells(self) -> Iterator[tuple[str, list[Any] | str]]:
        """The cells of each row with its place, or what is wrong with it."""
        if self.form == "parquet":
            for number, row in enumerate(read_tables([self.path]).to_pylist(), 1):
                yield f"row {number}", list(row.values())
        elif self.form == "jsonl":
            for line, value in self._objects():
                yield (
                    f"line {line}",
                    value if isinstance(value, str) else [value.get(name, ABSENT) for name in self.columns],
                )
        else:
            width = len(self.columns)
            with self._lines("") as lines:
                for line, cells in islice(Records(lines, self.fault), 1, None):
                    wrong = f"the row has {count(len(cells), 'cell')}, but the header {width}; check that all quotation marks are closed"
                    yield f"line {line}", cells if len(cells) == width else wrong

    def _objects(self) -> Iterator[tuple[int, dict[str, Any] | str]]:
        """The objects of JSON lines with their lines, or what is wrong with a line."""
        with self._lines("\n") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                if number == 1 and line.lstrip().startswith("["):
                    raise self.fault(
                        "line 1", "this is a JSON array; JSON lines have an object a line, no brackets around them"
                    )
                try:
                    value = json.loads(line)
                except (json.JSONDecodeError, RecursionError) as error:
                    column = getattr(error, "colno", 1)
                    yield number, f"this is no JSON ({getattr(error, 'msg', 'nested too deeply')}, column {column})"
                    continue
                wrong = f"must be a JSON object with a text, but is {given(value)}"
                yield number, value if isinstance(value, dict) else wrong


def _text_of(cell: Any) -> tuple[str | None, str]:
    """The text of a cell, or none and why."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell == cell:
        return str(cell), ""
    if cell is None or cell is ABSENT or cell != cell or (isinstance(cell, str) and not cell.strip()):
        return None, "there is no text"
    if not isinstance(cell, str):
        return None, f"there is no text but {json.dumps(cell, ensure_ascii=False, default=str)[:80]}"
    try:
        cell.encode()
    except UnicodeEncodeError:
        return None, "the text holds half a character (a lone surrogate)"
    return cell, ""
