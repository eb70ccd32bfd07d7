"""Pronouns: words that stand for what is named elsewhere."""

from __future__ import annotations

import re
from typing import Final

_PERSONAL: Final = [
    "i",
    "you",
    "he",
    "she",
    "it",
    "we",
    "they",
    "me",
    "him",
    "her",
    "us",
    "them",
    "my",
    "your",
    "his",
    "its",
    "our",
    "their",
]
_DEMONSTRATIVE: Final = ["this", "that", "these", "those"]
_OTHERS: Final = [
    "who",
    "whom",
    "which",
    "what",
    "there",
    "one",
    "none",
    "nobody",
    "someone",
    "somebody",
    "anyone",
    "everyone",
]

PRONOUNS: Final = frozenset([*_PERSONAL, *_DEMONSTRATIVE, *_OTHERS])
"""All of them, in small letters."""
OPENING: Final = re.compile(rf"(?:{'|'.join([*_PERSONAL, *_DEMONSTRATIVE])})\b", re.IGNORECASE)
"""Those with which a sentence begins that says nothing without the one before."""
