"""Text into HTML and SVG, whatever the text holds."""

from __future__ import annotations

import html
import re
from typing import Final

_UNSHOWABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def showable(text: str) -> str:
    """The text with characters that HTML and UTF-8 do not allow replaced, one for one, by U+FFFD."""
    return _UNSHOWABLE.sub("\ufffd", text)


def esc(text: object) -> str:
    """The text for element content and for attribute values between double quotes."""
    return html.escape(showable(str(text)), quote=True)


def squeeze(text: str) -> str:
    """The text with every run of white space made one space."""
    return re.sub(r"\s+", " ", text)


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word where one ends near, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ", limit * 2 // 3)
    return (cut[:space] if space > 0 else cut).rstrip(" ,;:–—-") + "…"


def clip_front(text: str, limit: int) -> str:
    """At most `limit` characters of the end of the text."""
    if len(text) <= limit:
        return text
    cut = text[-(limit - 1) :]
    space = cut.find(" ", 0, limit // 3)
    return "…" + (cut[space + 1 :] if space >= 0 else cut)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 outlet`, `1,204 outlets`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
