"""The letters of names, without what writers leave out."""

from __future__ import annotations

import unicodedata


def unmarked(name: str) -> str:
    """A name without case, accents and punctuation."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in parts if c.isalnum() or c.isspace())
