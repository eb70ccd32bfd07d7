"""What commands say of documents and rows that could not be read, or not wholly."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from dateline import Document

from .._escape import count, showable

TOLD: Final = 10
"""How many faults, and how many notes, are told one by one."""


@dataclass
class Faults:
    """Faults on standard error, the first of them one by one, the others as a number at the `end`."""

    lost: int = 0
    noted: int = 0

    def lose(self, message: str) -> None:
        """Something that was to be read could not be."""
        self.lost += 1
        if self.lost <= TOLD:
            _say(message)

    def note(self, message: str) -> None:
        """Something was read, and not all of it had a use."""
        self.noted += 1
        if self.noted <= TOLD:
            _say(message)

    def document(self, doc_id: str, error: str | None, read: bool) -> None:
        """A document that could not be read, or the note on one that was; of most there is nothing to say."""
        if not read:
            self.lose(f"{doc_id} was left out: {error}")
        elif error:
            self.note(f"{doc_id}: {error}")

    def readable(self, documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
        """The ids and texts of those documents that have one; tells of the others."""
        for document in documents:
            self.document(document.id, document.error, document.text is not None)
            if document.text is not None:
                yield document.id, document.text

    def end(self) -> None:
        """Says how many there were beyond those that were told."""
        if self.lost > TOLD:
            _say(f"and {self.lost - TOLD:,} more that could not be read")
        if self.noted > TOLD:
            _say(f"and {count(self.noted - TOLD, 'more note')}")


def _say(message: str) -> None:
    print(showable(f"dateline: {message}"), file=sys.stderr)
