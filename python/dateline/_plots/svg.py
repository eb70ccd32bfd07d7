"""The SVG parts that all pictures share. Ink is `currentColor`, so that a picture fits light and dark pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import east_asian_width

from .._escape import esc

WIDTH: Final = 560.0
FONT: Final = "font-family='system-ui,-apple-system,Segoe UI,Roboto,sans-serif'"


def num(value: float) -> str:
    """A coordinate, as short as a tenth of a unit allows."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if value else "0"


def label(
    x: float, y: float, text: str, anchor: str = "start", size: float = 12, faint: bool = False, bold: bool = False
) -> str:
    """A line of text."""
    style = (" opacity='.72'" if faint else "") + (" font-weight='600'" if bold else "")
    return (
        f"<text x='{num(x)}' y='{num(y)}' font-size='{num(size)}' text-anchor='{anchor}'"
        f" fill='currentColor'{style}>{esc(text)}</text>"
    )


def line(x1: float, y1: float, x2: float, y2: float, opacity: float = 0.2) -> str:
    """A thin rule."""
    return (
        f"<line x1='{num(x1)}' y1='{num(y1)}' x2='{num(x2)}' y2='{num(y2)}' stroke='currentColor'"
        f" stroke-opacity='{num(opacity)}' stroke-width='1'/>"
    )


def link(href: str | None, body: str, title: str) -> str:
    """Parts with a tooltip, and a link inside the page where there is one."""
    inner = f"<title>{esc(title)}</title>{body}"
    return f"<a href='#{esc(href)}'>{inner}</a>" if href else f"<g>{inner}</g>"


def text_width(text: str, size: float = 12) -> float:
    """A generous guess at the width of a text."""
    return sum(map(_advance, text)) * size


def _advance(char: str) -> float:
    """The width of a character in the size of its type."""
    if east_asian_width(char) in "WF":
        return 1.0
    if char in "mwMW@%…":
        return 0.9
    return 0.68 if char.isupper() or ord(char) > 0x2000 else 0.54


def margin(names: Iterable[str], size: float = 11.5) -> float:
    """How far from the left edge names must end that stand at the rows of a picture."""
    return max([48.0, *(text_width(name, size) + 14 for name in names)])


def with_note(drawn: str, note: str) -> str:
    """A framed picture with a note below, in as many lines as it needs."""
    width, height = (float(side) for side in re.search(r"viewBox='0 0 ([\d.]+) ([\d.]+)'", drawn).groups())  # type: ignore[union-attr]
    lines: list[str] = []
    for word in note.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, 11.5) <= width - 16:
            lines[-1] = longer
        else:
            lines.append(word)
    words = "".join(label(8, height + 14 + 15 * at, line, size=11.5, faint=True) for at, line in enumerate(lines))
    taller = drawn.replace(
        f"viewBox='0 0 {num(width)} {num(height)}'",
        f"viewBox='0 0 {num(width)} {num(height + 8 + 15 * len(lines))}'",
        1,
    )
    return f"{taller.removesuffix('</svg>')}{words}</svg>"


def frame(body: list[str], height: float, title: str, width: float = WIDTH) -> str:
    """The picture around its parts; `title` is what a screen reader says."""
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {num(width)} {num(height)}' role='img'"
        f" aria-label='{esc(title)}' "
        f"width='100%' style='max-width:{num(width * 1.25)}px;height:auto;display:block' {FONT}>{''.join(body)}</svg>"
    )


def legend(entries: list[tuple[str, str]], x: float, y: float, width: float = WIDTH) -> tuple[list[str], float]:
    """Swatches with their words, wrapped to the width; and the height that they take."""
    parts, at, top = [], x, y
    for colour, word in entries:
        need = 16 + text_width(word, 11.5) + 14
        if at + need > width and at > x:
            at, top = x, top + 17
        parts.append(f"<rect x='{num(at)}' y='{num(top - 9)}' width='10' height='10' rx='2' fill='{colour}'/>")
        parts.append(label(at + 15, top, word, size=11.5))
        at += need
    return parts, top - y + 17
