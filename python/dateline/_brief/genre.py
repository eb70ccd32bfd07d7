"""Which documents argue: opinion pieces, as their titles, their pages or the folders of their site name them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .._escape import squeeze

BEFORE = 12
"""Blocks in which a page names its section, at most; none stands behind the first one of running text."""
_NAMED = r"(?:opinions?|op-?ed|editorial|commentary|viewpoint|guest essay|letters? to the editor)"
_LABELLED = re.compile(
    rf"(?:{_NAMED}|comment|column|analysis and opinion)(?:\s*[|:–—]|\s+-\s|\s+by\s)\s*\S", re.IGNORECASE
)
"""A label before a title or an author: `Opinion | The Editorial Board`, `Comment by Ada Obi`."""
_ALONE = re.compile(rf"{_NAMED}\W*", re.IGNORECASE)
_BEHIND = re.compile(rf"\s[|–—-]\s*{_NAMED}\s*(?:$|[|–—-])", re.IGNORECASE)
"""A label behind a title: `What the dam is for | Opinion | The Courier`."""
_FOLDER = re.compile(r"(?:^|/)(?:opinions?|op-?ed|editorials?|commentary|commentisfree)/", re.IGNORECASE)
_ENTRY = 3
"""Words of an entry of a menu, at most."""


def is_opinion(doc_id: str, title: str | None, blocks: Sequence[tuple[str, str]]) -> bool:
    """True for a document that calls itself an opinion; `blocks` are its kinds of blocks with their words, in order."""
    if _FOLDER.search(doc_id) or (title and (_LABELLED.match(title) or _BEHIND.search(title))):
        return True
    head = []
    for kind, text in blocks[:BEFORE]:
        if kind == "body":
            break
        head.append((kind, squeeze(text).strip()))
    return any(
        _LABELLED.match(text)
        or (kind == "headline" and _BEHIND.search(text))
        or (_ALONE.fullmatch(text) and not any(_is_entry(*beside) for beside in (*head[:at][-1:], *head[at + 1 :][:1])))
        for at, (kind, text) in enumerate(head)
    )


def _is_entry(kind: str, text: str) -> bool:
    """True for what looks like a further entry of a menu, in which `Opinion` names another page."""
    return kind == "furniture" and len(text.split()) <= _ENTRY
