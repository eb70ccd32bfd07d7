"""An analysis as its pictures and its brief read it: tables of rows."""

from __future__ import annotations

import math
from typing import Any, Protocol

Row = dict[str, Any]


class TableLike(Protocol):
    """A table that gives its rows."""

    def to_pylist(self) -> list[Row]: ...


class AnalysisLike(Protocol):
    """What a brief needs of an analysis."""

    @property
    def documents(self) -> TableLike: ...
    @property
    def blocks(self) -> TableLike: ...
    @property
    def sentences(self) -> TableLike: ...
    @property
    def mentions(self) -> TableLike: ...
    @property
    def events(self) -> TableLike: ...
    @property
    def quotes(self) -> TableLike: ...
    @property
    def times(self) -> TableLike: ...
    @property
    def quantities(self) -> TableLike: ...
    @property
    def near_copies(self) -> TableLike: ...
    @property
    def conflicts(self) -> TableLike: ...
    def text(self, doc_id: str) -> str: ...


def unread(document: Row) -> bool:
    """Whether a row of `documents` tells of a document that could not be read; of one that was, `error` is a note on what of it had no use."""
    return document.get("n_chars") is None


def number(value: object) -> float | None:
    """A finite number from a table's cell."""
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None
