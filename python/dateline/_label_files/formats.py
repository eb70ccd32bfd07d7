"""The formats of labelled texts: which there are, how a file tells its own, and who reads and writes it."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal

from dateline.errors import InputError

from . import plain, tools
from .records import Records
from .source import LABEL_COLUMNS, TEXT_COLUMNS, Pairs, Source

LabelFormat = Literal["jsonl", "csv", "fasttext", "prodigy", "label-studio", "doccano"]

READERS: Final[dict[LabelFormat, Callable[[Source], Pairs]]] = {
    "jsonl": plain.read_jsonl,
    "csv": plain.read_csv,
    "fasttext": plain.read_fasttext,
    "prodigy": tools.read_prodigy,
    "label-studio": tools.read_label_studio,
    "doccano": tools.read_doccano,
}
WRITERS: Final[dict[LabelFormat, Callable[[plain.Labelled, bool], str]]] = {
    "jsonl": plain.write_jsonl,
    "csv": plain.write_csv,
    "fasttext": plain.write_fasttext,
    "prodigy": tools.write_prodigy,
    "label-studio": tools.write_label_studio,
    "doccano": tools.write_doccano,
}
FORMATS: Final[tuple[LabelFormat, ...]] = tuple(READERS)
PARTED: Final[tuple[LabelFormat, ...]] = ("jsonl", "csv", "doccano")
"""Formats in which one cell or string may hold several labels."""
_BEFORE: Final = re.compile(r"\s*(?:\[\s*)?")
"""What stands before the first object."""


def guess(name: str, source: Source) -> LabelFormat:
    """The format of a file by its ending, its first line and the keys of its first object."""
    content = source.content
    first = next((line for line in content.split("\n") if line.strip()), "").strip()
    if first.startswith(("[", "{")):
        return _of_keys(_first(content))
    if Path(name).suffix.lower() in (".csv", ".tsv"):
        return _of_table(_header(source), source)
    if any(word.startswith("__label__") for word in first.split()):
        return "fasttext"
    # Spreadsheet programs write tables as .txt too.
    with contextlib.suppress(InputError):
        header = _header(source)
        if header.intersection(TEXT_COLUMNS) and header.intersection(LABEL_COLUMNS):
            return _of_table(header, source)
    raise InputError(f"{name}: what format is this? name one of {', '.join(FORMATS)}")


def _first(content: str) -> Any:
    """The first value of JSON lines or of a list; `None` where there is none that can be read."""
    try:
        return json.JSONDecoder().raw_decode(content, _BEFORE.match(content).end())[0]  # type: ignore[union-attr]
    except (json.JSONDecodeError, RecursionError):
        return None


def _of_keys(first: Any) -> LabelFormat:
    keys: dict[str, Any] = first if isinstance(first, dict) else {}
    if "annotations" in keys or "completions" in keys or any(key in keys for key in tools.STUDIO_KEYS):
        return "label-studio"
    if "answer" in keys or "accept" in keys:
        return "prodigy"
    if isinstance(keys.get("label"), list):
        return "doccano"
    if not any(key.lower() in LABEL_COLUMNS for key in keys) and ("choice" in keys or "sentiment" in keys):
        return "label-studio"
    return "jsonl"


def _header(source: Source) -> set[str]:
    """The names in the first row of a table, in small letters."""
    _, names = next(iter(Records(io.StringIO(source.content, newline=""), source.fault)), (0, []))
    return {name.strip().lower() for name in names}


def _of_table(header: set[str], source: Source) -> LabelFormat:
    if header.intersection(tools.STUDIO_KEYS):
        return "label-studio"
    return "doccano" if {"id", "data", "label"} <= header or tools.is_doccano(source) else "csv"
