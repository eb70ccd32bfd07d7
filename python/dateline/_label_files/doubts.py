"""Labels of a file that are perhaps not what their author meant: several in one, words for a missing value, slips of the key."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from dateline._escape import clip, count

_SEPARATORS: Final = (";", ",", "|", "/", "#", "+", "&", "\n")
"""What parts labels in the cells of spreadsheets, forms and tools of coding."""
_MISSING: Final = frozenset({"na", "n/a", "n.a.", "#n/a", "<na>", "nan", "null"})
"""How spreadsheets and statistics packages write a missing value."""
_SHOWN: Final = 5
"""Groups of labels that a warning names."""


def quoted(label: str) -> str:
    """A label as warnings show it."""
    return json.dumps(clip(label, 60), ensure_ascii=False)


def separator(labels: Sequence[str]) -> tuple[str, list[int]] | None:
    """What seems to part several labels in one, and the positions of the labels that hold it: most of their parts are labels themselves."""
    found: list[tuple[str, list[int]]] = []
    for mark in _SEPARATORS:
        alone = {label for label in labels if mark not in label}
        holding = [at for at, label in enumerate(labels) if mark in label]
        parts = [part for at in holding for raw in labels[at].split(mark) if (part := raw.strip())]
        if holding and sum(part in alone for part in parts) * 2 > len(parts):
            found.append((mark, holding))
    return max(found, key=lambda pair: len(pair[1]), default=None)


def missing(labels: Iterable[str]) -> Counter[str]:
    """Labels that are written as a missing value is, with how many there are of each."""
    return Counter(label for label in labels if label.casefold() in _MISSING)


def alike(labels: Iterable[str]) -> dict[str, str]:
    """Labels that differ by case or blanks alone, with how many there are of each, in words; by what they have in common."""
    groups: dict[str, Counter[str]] = {}
    for label, number in Counter(labels).items():
        groups.setdefault(" ".join(label.split()).casefold(), Counter())[label] = number
    return {
        common: " and ".join(f"{quoted(label)} {number:,}" for label, number in group.most_common())
        for common, group in groups.items()
        if len(group) > 1
    }


def said_alike(groups: dict[str, str]) -> str:
    """What is to be said of labels that are alike."""
    shown = "; ".join(list(groups.values())[:_SHOWN])
    more = f", and {count(len(groups) - _SHOWN, 'further group')}" if len(groups) > _SHOWN else ""
    return f"labels that differ by case or blanks alone are taken for different ones: {shown}{more}"
