"""Records of tables in text: what parts their cells, and where each begins."""

from __future__ import annotations

import contextlib
import csv
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final

_LONGEST: Final = 2**31 - 1
"""The longest cell of a table; which the csv module has as one setting for all."""
_LIMIT: Final = threading.RLock()
_MARKS: Final = ",;\t"


@contextlib.contextmanager
def _long_cells() -> Iterator[None]:
    with _LIMIT:
        before = csv.field_size_limit(_LONGEST)
        try:
            yield
        finally:
            csv.field_size_limit(before)


class Records:
    """The records of a table, each with the line on which it begins, the header first.

    Records of empty cells before and behind a table, which spreadsheet programs write, are none. A line `sep=;` before the header, which Excel
    writes and reads, says what parts cells; else that mark does which the header has most of. `fault` makes the error of a line.
    """

    def __init__(self, lines: Iterable[str], fault: Callable[[str, str], Exception]) -> None:
        self._lines = iter(lines)
        self._fault = fault
        self._passed = 0
        told = ""
        head = ""
        for line in self._lines:
            said = line.rstrip("\r\n").strip('"')
            if not told and said.lower().startswith("sep=") and len(said) == 5:
                told = said[4]
            elif line.strip(_MARKS + " \r\n"):
                head = line
                break
            self._passed += 1
        self._head = head
        bare = "".join(head.split('"')[::2])
        self.delimiter = told or max(_MARKS, key=bare.count)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(chain([self._head], self._lines), delimiter=self.delimiter, strict=True)
        empty: list[tuple[int, list[str]]] = []
        with _long_cells():
            while True:
                line = self._passed + reader.line_num + 1
                try:
                    cells = next(reader, None)
                except csv.Error as error:
                    problem = f"this cannot be read as CSV ({error}); check that all quotation marks are closed"
                    raise self._fault(f"line {line}", problem) from None
                if cells is None:
                    return
                if any(cells):
                    yield from empty
                    empty.clear()
                    yield line, cells
                elif cells:
                    empty.append((line, cells))
