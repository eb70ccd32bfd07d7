"""Outlets, as the lines of the brief name and count them. A document without an outlet stands for itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from .._core import file_format
from .._escape import count, showable
from .._rows import Row

TAG: Final = 18
"""Characters of a document's name in a link; the link's title has all of it."""


def outlet(document: Row) -> str:
    """The outlet of a row of `documents`, else what stands for it."""
    return document.get("source") or itself(document["doc_id"])


def itself(doc_id: str) -> str:
    """What stands for the outlet of a document that has none: `file report3.txt`, `document 17`."""
    return f"{'file' if file_format(showable(doc_id))[0] else 'document'} {doc_id}"


def tag(outlet: str, doc_id: str) -> str:
    """What a link to a document is called: its outlet, and of a document that stands for itself its name, short enough for a line."""
    if outlet != itself(doc_id):
        return outlet
    kind, name = outlet.split(" ", 1)
    if len(name) <= TAG:
        return outlet
    stem = name.rpartition("/")[2]
    form, packed = file_format(stem)
    # What tells the format, and the packing, is an ending; other dots are part of the name.
    stem = stem.rsplit(".", 1 + packed)[0] if form else stem
    return f"{kind} {stem if len(stem) <= TAG else f'{stem[:10]}…{stem[-6:]}'}"


class Told:
    """How many outlets tell something, in words: `2 outlets and 1 document`, `3 documents` where none has an outlet."""

    def __init__(self, documents: Iterable[tuple[str, str]]) -> None:
        """`documents` gives the outlet, or what stands for it, and the id of each."""
        self._themselves = {name for name, doc_id in documents if name == itself(doc_id)}

    def __call__(self, names: Collection[str]) -> str:
        of_outlets = len(self.outlets(names))
        rest = len(set(names)) - of_outlets
        told = [count(of_outlets, "outlet")] * bool(of_outlets or not rest) + [count(rest, "document")] * bool(rest)
        return " and ".join(told)

    def outlets(self, names: Iterable[str]) -> list[str]:
        """Those that are outlets, each once."""
        return [name for name in dict.fromkeys(names) if name not in self._themselves]
