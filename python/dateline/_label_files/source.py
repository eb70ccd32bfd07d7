"""The content of a file of labelled texts, with what the caller said of it."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from dateline._arguments import near
from dateline._core import given
from dateline._escape import clip, count
from dateline.errors import InputError

from .records import Records

TEXT_COLUMNS: Final = ("text", "sentence", "content", "data")
LABEL_COLUMNS: Final = ("label", "labels", "act", "category", "class", "cats", "events")

Row = dict[str, Any]
Labelled = tuple[str, list[str] | None, str]
"""A text (blank where there is none) with its labels (`None` where nothing is said of them) and its place."""
Pairs = Iterator[Labelled]
"""The texts of a file."""

Option = Callable[[str, object], str]
"""Names an option, with the value to give it (`None` for one of the caller's own), in the words of whoever reads the file."""

_MOST: Final = 80
"""How many characters of a name or a value a message shows."""
_NAMES: Final = 40
"""How many columns it names."""

_YES: Final = frozenset({"1", "1.0", "true", "yes", "y", "x"})
_NO: Final = frozenset({"", "0", "0.0", "false", "no", "n"})
"""What stands in a column for a label, in small letters."""

NESTED: Final = (
    "this JSON is nested too deeply; a text and its label are needed, so leave out what holds lists within lists"
)
_PIECES: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}\n]', re.DOTALL)
"""The strings, brackets and ends of lines of JSON."""

OF_SPANS: Final = (
    "these are labels of spans, which no classifier of texts learns; export a project of text classification"
)


def as_argument(name: str, value: object) -> str:
    """An option as Python's arguments are written: `multilabel=True`, `separator=';'`, `text=`."""
    return f"{name}={'' if value is None else repr(value)}"


@dataclass(frozen=True)
class Source:
    """A file's content; `text` and `label` are the columns that the caller named, `many` whether several labels a text are meant,
    `separator` what parts them in one cell or string; `columns` are those of 0 and 1 that stand for a label each.
    """

    name: str
    content: str
    text: str | None
    label: str | None
    many: bool | None
    left_out: list[str]
    option: Option
    separator: str | None = None
    columns: tuple[str, ...] = ()

    def fault(self, place: str, problem: str) -> InputError:
        """An error that names the file and the place in it."""
        return InputError(f"{self.name}, {place}: {problem}")

    def lines(self) -> Iterator[tuple[str, str]]:
        """Lines that hold something, each with its place."""
        for number, line in enumerate(self.content.split("\n"), 1):
            if line.strip():
                yield line.rstrip("\r"), f"line {number}"

    def objects(self) -> Iterator[tuple[Row, str]]:
        """The objects of JSON lines or of one JSON list, each with its place."""
        if not self.content.lstrip().startswith("["):
            for line, place in self.lines():
                yield self._object(self._parsed(line, place), place), place
            return
        for number, value in enumerate(self._parsed(self.content, None)):
            yield self._object(value, f"object {number}"), f"object {number}"

    def _parsed(self, content: str, place: str | None) -> Any:
        try:
            return self._value(content, place)
        except json.JSONDecodeError as error:
            problem = f"this is no JSON ({error.msg}, column {error.colno})"
            raise self.fault(place or f"line {error.lineno}", problem) from None

    def _value(self, content: str, place: str | None) -> Any:
        try:
            return json.loads(content)
        except RecursionError:
            raise self.fault(place or f"line {_deepest(content)}", NESTED) from None

    def _object(self, value: Any, place: str) -> Row:
        if not isinstance(value, dict):
            raise self.fault(place, f"must be a JSON object with a text and its label, but is {given(value)}")
        return value

    def rows(self) -> Iterator[tuple[Row, str]]:
        """The rows of a CSV or TSV table, each with its place."""
        yield from self._cells[0]

    @cached_property
    def _cells(self) -> tuple[list[tuple[Row, str]], set[str]]:
        """The rows of a table, and the names that several of its columns have, of which only the last is read."""
        # Telling the format of a table may take all of its rows, which are then there for its reader.
        records = iter(Records(io.StringIO(self.content, newline=""), self.fault))
        _, header = next(records, (0, []))
        rows = []
        for line, cells in records:
            if len(cells) != len(header):
                problem = f"the row has {count(len(cells), 'cell')}, but the header {len(header)}; check that all quotation marks are closed"
                raise self.fault(f"line {line}", problem)
            rows.append((dict(zip(header, cells, strict=True)), f"line {line}"))
        return rows, {name for name, number in Counter(header).items() if number > 1}

    def text_of(self, row: Row, place: str) -> str:
        """The text of a row; nothing but blanks, or nothing, where it has none."""
        name = self.named(row, self.text, TEXT_COLUMNS, "text", place)
        value = row[name]
        if value is None or value != value:
            return ""
        if not isinstance(value, str):
            problem = f"{name!r} holds no text but {clip(json.dumps(value, ensure_ascii=False, default=str), _MOST)}"
            raise self.fault(place, f"{problem}; is another column meant? name it with {self.option('text', None)}")
        return value

    def label_of(self, row: Row, place: str) -> Any:
        """What stands in the column of labels."""
        return row[self.named(row, self.label, LABEL_COLUMNS, "label", place)]

    def marked(self, row: Row, place: str) -> list[str] | None:
        """The labels whose columns say so, with 1, a cross or a yes; `None` where all of them are empty."""
        found, judged = [], False
        for name in self.columns:
            value = row[self.named(row, name, (), "label", place)]
            said = "" if value is None or value != value else str(value).strip().casefold()
            if said not in _YES | _NO:
                raise self.fault(
                    place, f"{name!r} holds {clip(repr(value), _MOST)}; a column that stands for a label holds 0 and 1"
                )
            judged = judged or bool(said)
            if said in _YES:
                found.append(name.strip())
        return found if judged else None

    def named(self, row: Row, given: str | None, usual: Iterable[str], what: str, place: str) -> str:
        """The key that holds the text or the label; of the usual ones in whatever case, and blanks around a key aside."""
        usual = tuple(usual)
        if given is not None:
            found = given if given in row else next((key for key in row if str(key).strip() == given.strip()), None)
        else:
            known = {str(key).strip().lower(): key for key in reversed(row)}
            found = next((known[name] for name in usual if name in known), None)
        if found is None:
            wanted = f"{given!r}{near(given, map(str, row))}" if given else " or ".join(usual)
            keys = shown_names(map(str, row))
            with_option = self.option(what, None)
            raise self.fault(
                place, f"there is no {wanted}; say which column it is with {with_option}; the columns are: {keys}"
            )
        if not self.content.lstrip().startswith(("[", "{")) and found in self._cells[1]:
            raise self.fault("line 1", f"there are two columns {found!r}; rename one of them")
        return found

    def names(self, value: Any, place: str) -> list[str] | None:
        """Labels of a cell: one, a list of them, `{"choices": […]}`, or a dict of label to true or score (spaCy's `cats`)."""
        if isinstance(value, dict):
            if "taxonomy" in value:
                return self._paths(value["taxonomy"], place)
            value = value.get("choices", [name for name, holds in value.items() if _holds(holds)])
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        items = value if isinstance(value, list) else [value]
        if any(isinstance(item, list | dict) for item in items):
            raise self.fault(place, OF_SPANS)
        if not all(isinstance(item, str | int) and str(item).strip() for item in items):
            raise self.fault(place, f"{clip(repr(value), _MOST)} is no label; a label is a text")
        return [str(item).strip() for item in items]

    def _paths(self, paths: Any, place: str) -> list[str]:
        """Choices in a tree, each written as the way to it."""
        parts = [part for path in paths for part in path] if all(isinstance(path, list) for path in paths) else [None]
        if not all(isinstance(part, str) and part.strip() for part in parts):
            raise self.fault(place, f"{clip(repr(paths), _MOST)} are no choices of a taxonomy")
        return ["/".join(part.strip() for part in path) for path in paths]

    def answer(self, value: Any, place: str) -> list[str] | None:
        """Labels of one answer in Label Studio's smaller exports, which write choices in a tree as lists of lists."""
        if isinstance(value, str) and value.startswith("[["):
            with contextlib.suppress(json.JSONDecodeError):
                value = self._value(value, place)
        if isinstance(value, str):
            return self.cell(value, "\0", place)
        in_tree = isinstance(value, list) and value and all(isinstance(path, list) for path in value)
        return self._paths(value, place) if in_tree else self.names(value, place)

    def cell(self, value: str, separator: str, place: str) -> list[str] | None:
        """Labels of a cell of CSV: parted by `separator`, or a list as JSON or Python (and so pandas) writes it."""
        if value.lstrip().startswith(("[", "{")):
            try:
                return self.names(self._value(value, place), place)
            except json.JSONDecodeError:
                listed = _python_list(value)
                if listed is not None:
                    return self.names(listed, place)
        return [part.strip() for part in value.split(separator) if part.strip()] or None

    def agreed(self, votes: Mapping[tuple[str, ...], int], place: str) -> list[str] | None:
        """What most annotators chose; `None` where no answer leads, which is noted."""
        (choices, most), *others = Counter(votes).most_common()
        if others and others[0][1] == most:
            ways = ", ".join("|".join(way) or "none" for way in votes)
            self.left_out.append(f"{place}: its annotators disagree ({ways})")
            return None
        return list(choices)


def _deepest(content: str) -> int:
    """The line in which brackets are nested most deeply, those within strings aside."""
    line, depth, most, found = 1, 0, 0, 1
    for piece in _PIECES.findall(content):
        if piece == "\n":
            line += 1
        elif piece in "[{":
            depth += 1
            if depth > most:
                most, found = depth, line
        elif piece in "]}":
            depth -= 1
    return found


def _python_list(cell: str) -> list[Any] | None:
    """A list as Python prints it; nothing for what is none."""
    try:
        value = ast.literal_eval(cell.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return value if isinstance(value, list) else None


def shown_name(key: str) -> str:
    """The name of a column, in quotation marks where it would not be plain where it begins and ends."""
    key = clip(key, _MOST)
    return key if key and key == " ".join(key.split()) and "," not in key else repr(key)


def shown_names(keys: Iterable[str]) -> str:
    """Names of columns with commas between them, the first of many."""
    names = list(keys)
    more = len(names) - _NAMES
    return ", ".join(map(shown_name, names[:_NAMES])) + (f" and {more:,} more" if more > 0 else "")


def _holds(value: Any) -> bool:
    return value is True or (isinstance(value, int | float) and value >= 0.5)
