"""The SVG parts that all pictures share. Ink is `currentColor`, so that a picture fits light and dark pages."""

from __future__ import annotations

from typing import Final

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
    return sum(0.62 if char.isupper() or ord(char) > 0x2000 else 0.54 for char in text) * size


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
