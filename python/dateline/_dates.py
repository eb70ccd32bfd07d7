"""ISO 8601 dates, partial dates and intervals, in order and in words."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_PARTS: Final = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def day(value: str | None) -> dt.date | None:
    """The first day that a date, partial date or interval covers."""
    if not value:
        return None
    match = _PARTS.match(value.lstrip("./"))
    if not match:
        return None
    year, month, date = (int(part) if part else 1 for part in match.groups())
    try:
        return dt.date(year, month, date)
    except ValueError:
        return None


def covered(value: str | None) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of a date, partial date or closed interval; nothing for an open one."""
    if not value:
        return None
    start, _, end = value.partition("/")
    first, last = day(start), day(end or start)
    if first is None or last is None or start[:1] == "." or end[:1] == ".":
        return None
    if re.fullmatch(r"\d{4}", end or start):
        last = last.replace(month=12, day=31)
    elif re.fullmatch(r"\d{4}-\d{2}", end or start):
        last = last.replace(day=monthrange(last.year, last.month)[1])
    return first, last


def is_day(value: str | None) -> bool:
    """Whether the value names one day (a time of that day included)."""
    return bool(value) and bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}(T.*)?", value or "")) and day(value) is not None


def known_day(value: str | None) -> dt.date | None:
    """The day that the value names, where it names one."""
    return day(value) if is_day(value) else None


def window(days: list[dt.date]) -> dt.date | None:
    """The first day of a timeline: sixty days before the middle document, so that history does not flatten it."""
    if not days:
        return None
    middle = sorted(days)[len(days) // 2]
    return dt.date.fromordinal(max(1, middle.toordinal() - 60))


def in_words(value: str) -> str:
    """`Saturday 7 March 2026`, `March 2026`, `2024`, `1994 to now`; what is not understood stays as it is."""
    if "/" in value:
        first, last = value.split("/", 1)
        if first in ("", ".."):
            return f"until {_one(last)}"
        return f"since {_one(first)}" if last in ("", "..") else f"{_one(first)} to {_one(last)}"
    return _one(value)


def _one(value: str) -> str:
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2}).*)?)?)?", value)
    when = day(value)
    if not match or when is None:
        return value
    if match[3]:
        clock = f", {match[4]}" if match[4] else ""
        return f"{DAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]} {when.year}{clock}"
    return f"{MONTHS[when.month - 1]} {when.year}" if match[2] else f"{when.year}"


def short(when: dt.date) -> str:
    """`7 Mar 2026`."""
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"


def period(days: list[dt.date]) -> str:
    """The span of days in words; empty without days."""
    if not days:
        return ""
    first, last = min(days), max(days)
    if first == last:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {MONTHS[last.month - 1]} {last.year}"
    head = f"{first.day} {MONTHS[first.month - 1]}" + (f" {first.year}" if first.year != last.year else "")
    return f"{head} – {last.day} {MONTHS[last.month - 1]} {last.year}"
