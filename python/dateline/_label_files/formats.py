"""The formats of labelled texts: which there are, how a file tells its own, and who reads and writes it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal

from dateline.errors import InputError

from . import plain, tools
from .source import LABEL_COLUMNS, Pairs, Source

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
        by_header = _of_header(first)
        return "doccano" if by_header == "csv" and tools.is_doccano(source) else by_header
    if any(word.startswith("__label__") for word in first.split()):
        return "fasttext"
    raise InputError(f"{name}: what format is this? name one of {', '.join(FORMATS)}")


def _first(content: str) -> Any:
    """The first value of JSON lines or of a list; `None` where there is none that can be read."""
    try:
        return json.JSONDecoder().raw_decode(content, _BEFORE.match(content).end())[0]  # type: ignore[union-attr]
    except json.JSONDecodeError:
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


def _of_header(first: str) -> LabelFormat:
    names = next(csv.reader([first], delimiter=max(",;\t", key=first.count)), [])
    header = {name.strip().lower() for name in names}
    if header.intersection(tools.STUDIO_KEYS):
        return "label-studio"
    return "doccano" if {"id", "data", "label"} <= header else "csv"
