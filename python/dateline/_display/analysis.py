"""Analyses: which tables there are, and how large they are."""

from __future__ import annotations

from typing import Any, Final

from .box import box

TABLES: Final = {
    "documents": "what was read",
    "blocks": "what each line or paragraph is",
    "sentences": "what each sentence does, and who says it",
    "mentions": "who and what is named where",
    "events": "who did what to whom",
    "quotes": "who said which words",
    "times": "dates and periods",
    "quantities": "numbers with units",
    "near_copies": "documents that share their text",
    "conflicts": "claims that do not agree",
}
"""The tables of an analysis, in order, with what each holds."""


def analysis_html(analysis: Any) -> str:
    """`Analysis`: its tables with their sizes."""
    rows = "".join(
        f"<tr><th scope='row'>.{name}</th><td class='n'>{len(getattr(analysis, name)):,}</td><td>{about}</td></tr>"
        for name, about in TABLES.items()
    )
    more = ".show(doc_id) a document · .plot.timeline() / map() / network() / matrix() · .brief() the situation brief"
    return box(
        f"<table><thead><tr><th>table</th><th>rows</th><th></th></tr></thead><tbody>{rows}</tbody></table>"
        f"<div class='dl-soft'>{more}</div>"
    )
