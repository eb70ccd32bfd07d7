"""Tables: their first rows, their columns, their size."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from .._escape import clip, count, esc
from .box import box

ROWS: Final = 10
"""Rows of a table that are shown."""
CELL: Final = 80
"""Characters of a cell that are shown."""


def table_html(columns: Sequence[str] | Mapping[str, str], rows: Sequence[Mapping[str, Any]], total: int) -> str:
    """The first rows of a table with its columns (and their types, where `columns` maps to them) and its size."""
    types = dict(columns) if isinstance(columns, Mapping) else {}
    rows = rows[:ROWS]
    numbers = {name: _decimals([row.get(name) for row in rows]) for name in columns}
    head = "".join(
        f"<th scope='col'{' class=n' if numbers[name] is not None else ''}>{esc(name)}{_type(types.get(name))}</th>"
        for name in columns
    )
    body = "".join(f"<tr>{''.join(_cell(row.get(name), numbers[name] or 0) for name in columns)}</tr>" for row in rows)
    size = f"{count(total, 'row')} × {count(len(columns), 'column')}"
    shown = len(rows)
    more = f", the first {shown} shown" if shown < total else ""
    return box(
        f"<div class='dl-scroll'><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"</div><div class='dl-soft'>{size}{more}</div>"
    )


def _type(name: str | None) -> str:
    return f"<br><small>{esc(name)}</small>" if name else ""


def _decimals(values: Sequence[Any]) -> int | None:
    """How many decimals a column of numbers is shown with, so that its points stand below each other; `None` for other columns."""
    known = [value for value in values if value is not None]
    if not known or not all(isinstance(value, int | float) and not isinstance(value, bool) for value in known):
        return None
    largest = max((abs(value) for value in known if isinstance(value, float) and math.isfinite(value)), default=0.0)
    return 3 if largest < 10 else 2 if largest < 1000 else 0


def _cell(value: Any, decimals: int) -> str:
    if value is None:
        return "<td class='dl-none'>–</td>"
    if isinstance(value, bool):
        return f"<td>{'yes' if value else 'no'}</td>"
    if isinstance(value, int):
        return f"<td class='n'>{value}</td>"
    if isinstance(value, float):
        return f"<td class='n'>{value:,.{decimals}f}</td>"
    if isinstance(value, list | tuple):
        words = ", ".join(
            str(item.get("entity_id") or item) if isinstance(item, Mapping) else str(item) for item in value[:4]
        )
        value = words + (f", … ({len(value)})" if len(value) > 4 else "")
    text = clip(str(value), CELL)
    title = f" title='{esc(clip(str(value), 600))}'" if len(text) < len(str(value)) else ""
    return f"<td{' class=w' if len(text) > 44 else ''}{title}>{esc(text)}</td>"
