"""Where and who: the names, with their counts in each outlet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from .._labels import TYPES
from .._rows import Row, number
from .gather import Rows
from .model import Name, Named, Ref

_BYLINE = re.compile(
    r"\W*(?:(?i:(?:additional |with )?(?:reporting|writing|editing)(?: and (?:writing|editing))? by\b)"
    r"|(?:By|BY) (?:[A-Z][\w.’'-]*,? ?){2,4}(?:$|\n|and | in [A-Z]))"
)
"""A line that names those who wrote it."""


def named(rows: Rows) -> list[Named]:
    """All entities, by type, those in most documents first."""
    groups: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for doc, found in enumerate(rows.mentions):
        for row in found:
            # Who wrote a report is nobody that it tells of.
            sentence = rows.sentence(doc, row.get("sentence")) if row["type"] == "person" else None
            if sentence and _BYLINE.match(sentence["text"]):
                continue
            groups[row.get("entity_id") or f"{row['type']} {row['name']}"].append((doc, row))
    entities = [_named(rows, group) for group in groups.values()]
    order = {kind: at for at, kind in enumerate(TYPES)}
    return sorted(
        entities,
        key=lambda e: (order.get(e.name.type or "", 99), e.name.type or "", -e.documents, -e.count, e.name.text),
    )


def _named(rows: Rows, group: list[tuple[int, Row]]) -> Named:
    first = group[0][1]
    forms = Counter(" ".join(row["text"].split()) for _, row in group)
    folded = {form.casefold() for form in forms if not form.isupper()}
    for form in [form for form in forms if form.isupper() and form.casefold() in folded]:
        del forms[form]
    counts: dict[str, int] = Counter(rows.outlet[doc] for doc, _ in group)
    where: dict[str, Ref] = {}
    for doc, row in group:
        where.setdefault(rows.outlet[doc], Ref(doc, row["start"], row["end"]))
    return Named(
        name=Name(
            rows.entities.get(first.get("entity_id") or "", first)["name"], first.get("entity_id"), first["type"]
        ),
        country=first.get("country"),
        lat=number(first.get("lat")),
        lon=number(first.get("lon")),
        forms=tuple(sorted(forms, key=lambda form: (-forms[form], form))),
        count=len(group),
        documents=len({doc for doc, _ in group}),
        by_outlet=tuple((outlet, counts[outlet], where[outlet]) for outlet in where),
    )
