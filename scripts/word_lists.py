"""The lists under seeds/words, as the scripts that measure need them."""

from __future__ import annotations

import pathlib

WORDS = pathlib.Path(__file__).parent.parent / "seeds" / "words"


def common_words() -> set[str]:
    """The words that are common in English; the list's comments and names of sections are none."""
    lines = (WORDS / "common.txt").read_text(encoding="utf-8").splitlines()
    return {word for line in lines if not line.startswith(("#", "[")) for word in line.split()}
