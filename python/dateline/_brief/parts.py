"""The parts that the sections of the page share."""

from __future__ import annotations

from .._escape import count, esc
from .._labels import REALITIES
from .model import Piece, Situation

FIRST = 6
"""Lines that stand open; the others fold."""


def section(ident: str, title: str, standfirst: str, inside: str) -> str:
    """A section under its heading."""
    stand = f'<p class="standfirst">{esc(standfirst)}</p>' if standfirst else ""
    return (
        f'<section id="{ident}" aria-labelledby="{ident}-h"><h2 id="{ident}-h">{esc(title)}'
        f"</h2>{stand}{inside}</section>"
    )


def fold(lines: list[str], tag: str, first: int = FIRST, what: str = "event") -> str:
    """The first lines, and the others behind a summary."""
    shown, rest = lines[:first], lines[first:]
    more = folded(count(len(rest), "more " + what), f"<{tag}>{''.join(rest)}</{tag}>") if rest else ""
    return f"<{tag}>{''.join(shown)}</{tag}>{more}"


def folded(summary: str, inside: str, group: bool = False) -> str:
    """What stands behind a summary on the screen; on paper it is open, under the summary where that heads a `group`."""
    return f'<details class="more{" group" * group}"><summary>{esc(summary)}</summary>{inside}</details>'


def left(brief: Situation, section: str, what: str) -> str:
    """How many lines a section leaves out."""
    number = brief.left_out.get(section)
    return f"<p class=note>{count(number, 'more ' + what)} not shown; the tables have all.</p>" if number else ""


def nothing(text: str) -> str:
    """What stands in for an empty section."""
    return f'<p class="nothing">{esc(text)}</p>'


def mark(reality: str) -> str:
    """The mark of an event's reality."""
    known = REALITIES.get(reality)
    return f'<span class="mark r-{esc(reality)}" aria-hidden="true">{known.mark if known else "○"}</span>'


def pieces(pieces: tuple[Piece, ...]) -> str:
    """An excerpt with its marked runs."""
    out = []
    for piece in pieces:
        tag = {"hit": "b", "quote": "q"}.get(piece.mark)
        out.append(f'<{tag} class="{piece.mark}">{esc(piece.text)}</{tag}>' if tag else esc(piece.text))
    return "".join(out)
