"""Outlets, as the lines of the brief name and count them. A document without an outlet stands for itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from .._core import file_format
from .._escape import count, showable
from .._rows import Row


def outlet(document: Row) -> str:
    """The outlet of a row of `documents`, else what stands for it."""
    return document.get("source") or itself(document["doc_id"])


def itself(doc_id: str) -> str:
    """What stands for the outlet of a document that has none: `file report3.txt`, `document 17`."""
    return f"{'file' if file_format(showable(doc_id))[0] else 'document'} {doc_id}"


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
