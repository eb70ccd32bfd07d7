"""Figures and conflicts: values that differ, claims that contradict each other."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace

from .._escape import squeeze
from .._rows import Row, number
from .gather import Rows, distinct, refs_in_order
from .model import Dispute, Figure, Figures, Ref, Side
from .titles import gainsaid, title

_RANK = {"contradicts": 0, "denies": 1, "differs": 2, "updates": 3, "lost_attribution": 4}
_Amount = tuple[float | None, float | None, str, str]
"""Lower and upper end, bound and unit: what makes two amounts one, however they are written."""
_BARE = ("denial", "hour", "day", "collision")
"""Words of a topic that do not tell what is disputed."""
_NO_AMOUNT: _Amount = (None, None, "", "")
_VALUES = ("contradicts", "differs", "updates")
"""Relations of values: on one topic they stand side by side, under the strongest."""

_ONE_UNIT = {"death": "dead", "fatality": "dead", "killed": "dead", "body": "dead"}
"""Words in which texts count one thing."""
_PERIODS = frozenset({"s", "min", "h", "day", "week", "fortnight", "month", "year", "decade", "century"})
"""Lengths of time, ages among them: in two texts they are hardly ever of one thing."""


def disputes(rows: Rows) -> list[Dispute]:
    """Conflicts grouped by matter and relation, each claim once; those with most sides first."""
    groups: dict[tuple[str, str, int], dict[tuple[str, str, str], Side]] = defaultdict(dict)
    strongest: dict[tuple[str, str, int], str] = {}
    matters = _matters(rows)
    for row in rows.conflicts:
        key = (
            row["topic"],
            "values" if row["relation"] in _VALUES else row["relation"],
            matters.get(_claims(row)[0], 0),
        )
        sides = groups[key]
        strongest[key] = min(strongest.get(key, row["relation"]), row["relation"], key=lambda r: _RANK.get(r, 9))
        for end in ("a", "b"):
            side = _side(rows, row, end)
            if side is not None:
                # A sentence that is charge and deed at once is one side.
                told = str(side.ref) if row["relation"] == "denies" else side.value
                sides.setdefault((side.outlet, side.source.text if side.source else "", told), side)
    for key, sides in groups.items():
        if key[1] == "values":
            groups[key] = _alike(rows, sides)
    found = [
        _dispute(rows, key[0], strongest[key], tuple(sorted(sides.values(), key=lambda s: _order(rows, key[1], s))))
        for key, sides in groups.items()
        if len(sides) > 1
    ]
    return sorted(found, key=lambda d: (_rank(d), -len({s.outlet for s in d.sides}), -len(d.sides), d.topic))


def _rank(dispute: Dispute) -> int:
    """Words against words stand together, denied or not."""
    return _RANK.get("denies" if gainsaid(dispute.sides) else dispute.relation, 9)


def _dispute(rows: Rows, topic: str, relation: str, sides: tuple[Side, ...]) -> Dispute:
    return Dispute(topic, relation, sides, title(rows, topic, sides))


_Claim = tuple[str, int]
"""Document and first character."""


def _claims(row: Row) -> tuple[_Claim, _Claim]:
    return (row["doc_a"], row["start_a"]), (row["doc_b"], row["start_b"])


def _matters(rows: Rows) -> dict[_Claim, int]:
    """The number of the matter of each claim whose topic says only that something is denied: those set against each other are of one."""
    of: dict[_Claim, int] = {}
    for row in rows.conflicts:
        if row["topic"].partition(":")[0] not in _BARE or row["relation"] in ("differs", "updates", "lost_attribution"):
            continue
        claims = _claims(row)
        number = min((of[claim] for claim in claims if claim in of), default=len(of) + 1)
        others = {of[claim] for claim in claims if claim in of} - {number}
        of.update({claim: number for claim, other in of.items() if other in others})
        of.update(dict.fromkeys(claims, number))
    return of


def _alike(rows: Rows, sides: dict[tuple[str, str, str], Side]) -> dict[tuple[str, str, str], Side]:
    """The sides with one value for one amount: `fourteen people` is `14 people`; what is written in digits is shown."""
    shown: dict[_Amount, str] = {}
    amounts = {key: _amount(rows, side) for key, side in sides.items()}
    for key, amount in amounts.items():
        text = sides[key].value
        if amount and (amount not in shown or (_digits(text) and not _digits(shown[amount]))):
            shown[amount] = text
    out: dict[tuple[str, str, str], Side] = {}
    for key, side in sides.items():
        value = shown.get(amounts[key] or _NO_AMOUNT, side.value)
        out.setdefault((key[0], key[1], value), replace(side, value=value))
    return out


def _amount(rows: Rows, side: Side) -> _Amount | None:
    at = ((row["start"], row["end"], row) for row in rows.quantities[side.ref.doc])
    row = next((row for start, end, row in at if (start, end) == (side.ref.start, side.ref.end)), None)
    return (
        (number(row.get("low")), number(row.get("high")), row.get("bound") or "exact", row["unit"] or "")
        if row
        else None
    )


def _digits(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _order(rows: Rows, family: str, side: Side) -> tuple[dt.date, Ref, str]:
    """Values by the day of their report, so that a count that rose is read from the first to the latest."""
    day = rows.dates[side.ref.doc] if family == "values" else None
    return (day or dt.date.min, side.ref, side.value)


def _side(rows: Rows, row: Row, end: str) -> Side | None:
    doc = rows.number.get(row[f"doc_{end}"])
    if doc is None:
        return None
    start, stop = row[f"start_{end}"], row[f"end_{end}"]
    sentence = rows.sentence_at(doc, start)
    source = row.get(f"source_{end}")
    return Side(
        value=squeeze(str(row.get(f"value_{end}") or "")),
        outlet=row.get(f"outlet_{end}") or rows.outlet[doc],
        source=rows.joint(source, source) if source and source != "narrator" else None,
        excerpt=rows.excerpt(doc, start, stop, sentence["sentence"] if sentence else None),
        ref=Ref(doc, start, stop),
    )


def figures(rows: Rows) -> list[Figures]:
    """Units for which documents give at least two values, the most-reported units first."""
    units: dict[str, dict[tuple[float | None, float | None, str], list[tuple[int, Row]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    corrected = _corrected(rows)
    for doc, found in enumerate(rows.quantities):
        for row in found:
            if any(row["start"] < end and start < row["end"] for start, end in corrected.get(doc, ())):
                continue
            low, high = number(row.get("low")), number(row.get("high"))
            unit = _ONE_UNIT.get(row.get("unit") or "", row.get("unit"))
            if unit and unit not in _PERIODS and (low is not None or high is not None):
                units[unit][low, high, row.get("bound") or "exact"].append((doc, row))
    found_units = []
    for unit, values in units.items():
        documents = {doc for group in values.values() for doc, _ in group}
        if len(values) > 1 and len(documents) > 1:
            in_order = sorted(values.items(), key=lambda item: _size(item[0]))
            found_units.append(
                (len(documents), Figures(unit, tuple(_figure(rows, key, group) for key, group in in_order)))
            )
    return [unit for _, unit in sorted(found_units, key=lambda item: (-item[0], item[1].unit))]


def _corrected(rows: Rows) -> dict[int, list[tuple[int, int]]]:
    """Spans of numbers that a report took back."""
    out: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in rows.conflicts:
        if row["topic"].startswith("correction") and (doc := rows.number.get(row["doc_a"])) is not None:
            out[doc].append((row["start_a"], row["end_a"]))
    return out


def _size(key: tuple[float | None, float | None, str]) -> tuple[float, float, str]:
    low, high, bound = key
    first = low if low is not None else high if high is not None else 0.0
    return (first, high if high is not None else first, bound)


def _figure(rows: Rows, key: tuple[float | None, float | None, str], group: list[tuple[int, Row]]) -> Figure:
    doc, row = group[0]
    return Figure(
        text=squeeze(row["text"]),
        low=key[0],
        high=key[1],
        bound=key[2],
        outlets=distinct([rows.outlet[at] for at, _ in group]),
        refs=refs_in_order([Ref(at, other["start"], other["end"]) for at, other in group]),
        excerpt=rows.excerpt(doc, row["start"], row["end"], row.get("sentence")),
    )
