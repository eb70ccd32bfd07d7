"""The brief as JSON: the same values as the page, every span with its document and code points."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

from .model import Piece, Ref, Situation

FORMAT = "dateline-brief/1"


def as_json(brief: Situation, indent: int | None) -> str:
    """One JSON object; source texts are left out, since the spans point into them."""
    value = {"format": FORMAT} | _fields(brief, brief, leave_out="texts")
    return json.dumps(value, ensure_ascii=False, indent=indent).encode("utf-8", "backslashreplace").decode() + "\n"


def _fields(brief: Situation, value: Any, leave_out: str = "") -> dict[str, Any]:
    return {
        field.name: _plain(brief, getattr(value, field.name))
        for field in dataclasses.fields(value)
        if field.name != leave_out
    }


def _plain(brief: Situation, value: Any) -> Any:
    if isinstance(value, Ref):
        return {"doc_id": brief.sources[value.doc].doc_id, "start": value.start, "end": value.end}
    if isinstance(value, tuple):
        if value and all(isinstance(item, Piece) for item in value):
            return {"text": "".join(item.text for item in value), "marked": [item.text for item in value if item.mark]}
        return [_plain(brief, item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(brief, item) for key, item in value.items()}
    if isinstance(value, dt.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return _fields(brief, value)
    return value
