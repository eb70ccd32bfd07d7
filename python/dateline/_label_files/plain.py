"""Labelled texts in JSON lines, CSV and fastText's lines."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from dateline.errors import InputError

from .source import Pairs, Source

Labelled = Iterable[tuple[str, list[str]]]
"""Texts with their labels."""

SEPARATOR: Final = "|"
"""Parts several labels in one cell of a CSV file."""
_MARK: Final = "__label__"
_LABEL: Final = re.compile(rf"(?<!\S){_MARK}(\S*)")


def read_jsonl(source: Source) -> Pairs:
    """One object a line, or a list of them; a string is one label, unless it was said what parts several."""
    for row, place in source.objects():
        text = source.text_of(row, place)
        if source.columns:
            yield text, source.marked(row, place), place
            continue
        value = source.label_of(row, place)
        if source.separator and isinstance(value, str):
            yield text, source.cell(value, source.separator, place), place
        else:
            yield text, source.names(value, place), place


def read_csv(source: Source) -> Pairs:
    """One text a row; several labels in a cell are parted by `|`, or by what was said, or a JSON list, or have a column each."""
    mark = source.separator or SEPARATOR
    for row, place in source.rows():
        text = source.text_of(row, place)
        labels = source.marked(row, place) if source.columns else source.cell(source.label_of(row, place), mark, place)
        yield text, labels, place


def read_fasttext(source: Source) -> Pairs:
    """Words that begin with `__label__` are labels, wherever they stand, as fastText has it."""
    for line, place in source.lines():
        yield _LABEL.sub("", line).strip(), _LABEL.findall(line) or None, place


def json_lines(rows: Iterator[dict[str, Any]]) -> str:
    """One object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_jsonl(labelled: Labelled, several: bool) -> str:
    """`text` and `label`, or `labels` as a list."""
    return json_lines(
        {"text": text, **({"labels": given} if several else {"label": given[0]})} for text, given in labelled
    )


def write_csv(labelled: Labelled, several: bool) -> str:
    """The columns `text` and `label`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["text", "label"])
    for text, given in labelled:
        if any(SEPARATOR in label or label.startswith(("[", "{")) for label in given):
            raise InputError(
                f"labels: {given!r} holds a {SEPARATOR!r}, which parts labels in CSV, or begins with a bracket; rename it or write .jsonl"
            )
        writer.writerow([text, SEPARATOR.join(given)])
    return out.getvalue()


def write_fasttext(labelled: Labelled, several: bool) -> str:
    """Labels first; line breaks in texts become spaces, spaces in labels `_`."""
    lines = []
    for row, (text, given) in enumerate(labelled):
        if _LABEL.search(text):
            raise InputError(
                f"texts[{row}]: a word begins with {_MARK!r}, which fastText takes for a label; change it or choose another format"
            )
        labels = "".join(f"{_MARK}{'_'.join(label.split())} " for label in given)
        lines.append(f"{labels}{' '.join(text.split())}\n")
    return "".join(lines)
