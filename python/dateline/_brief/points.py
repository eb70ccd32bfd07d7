"""Key points: what the counts of the other sections say, in sentences."""

from __future__ import annotations

from collections import defaultdict

from .. import _dates
from .._dates import window
from .._escape import count
from .._labels import quad
from .._rows import unread
from .gather import Rows
from .model import Dispute, Event, Point, Ref, Situation
from .wording import phrase, reality, topic

MOST = 3
"""Points of one kind."""


def points(rows: Rows, brief: Situation, found: list[Event]) -> tuple[Point, ...]:
    """The key points, in the order in which they are read."""
    return (
        *_reported(rows, found),
        *_charges(rows),
        *_disputes(brief.disputes),
        *_ahead(brief, found),
        *_caveats(rows, brief),
    )


def _line(event: Event) -> str:
    return f"{phrase(event)} ({event.place.text})" if event.place else phrase(event)


def _reported(rows: Rows, found: list[Event]) -> list[Point]:
    since = window([date for date in rows.dates if date])

    def of_now(event: Event) -> bool:
        day = _dates.day(event.date)
        return since is None or day is None or day >= since

    # Charges and denials have points of their own. Among the equally reported, what was done comes before what was said.
    told = [
        e
        for e in found
        if e.independent > 1
        and (e.actor or e.place or e.recipient)
        and e.type not in ("ACCUSE", "REJECT")
        and e.reality in ("actual", "alleged", "denied")
        and of_now(e)
    ]
    told.sort(key=lambda e: (-e.independent, quad(e.type) != "material conflict"))
    best = list({_line(e): e for e in reversed(told)}.values())[::-1][:MOST]
    out = []
    for event in best:
        when = f", {_dates.in_words(event.date)}" if event.date else _since(event)
        copies = "" if event.independent == len(event.outlets) else f", {event.independent} without copies"
        out.append(
            Point(
                "reported",
                _line(event),
                f"{_upper(reality(event))}; in {count(len(event.outlets), 'outlet')}{copies}{when}.",
                event.refs[:4],
            )
        )
    return out


def _since(event: Event) -> str:
    return f", first on {_dates.short(event.reported)}; day not given" if event.reported else ""


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _charges(rows: Rows) -> list[Point]:
    """Who charges whom with wrong, and how often the side of the accused denies."""
    charges: dict[tuple[str, str], list[Ref]] = defaultdict(list)
    denials: dict[str, list[Ref]] = defaultdict(list)
    for doc, sentences in enumerate(rows.sentences):
        accused = {
            row["sentence"]: rows.state(row.get("recipient")) for row in rows.events[doc] if row["type"] == "ACCUSE"
        }
        for row in sentences:
            side = rows.state(row.get("source_id"))
            if side is None:
                continue
            ref = Ref(doc, row["start"], row["end"])
            other = accused.get(row["sentence"])
            if row.get("act") == "accusation" and other not in (None, side):
                charges[side, str(other)].append(ref)
            elif row.get("act") == "denial":
                denials[side].append(ref)

    def outlets(refs: list[Ref]) -> str:
        return f"{count(len(refs), 'sentence')}, {count(len({rows.outlet[ref.doc] for ref in refs}), 'outlet')}"

    out = []
    for (side, other), refs in sorted(charges.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST]:
        a, b = rows.states.get(side, side), rows.states.get(other, other)
        answer = (
            f"the side of {b} denies wrongdoing in {outlets(denials[other])}"
            if denials[other]
            else f"no denial by the side of {b} was found"
        )
        out.append(
            Point("charges", f"{a} accuses {b}", f"{outlets(refs)}; {answer}.", (*refs[:3], *denials[other][:3]))
        )
    return out


def _disputes(disputes: tuple[Dispute, ...]) -> list[Point]:
    out = []
    shown_first = [d for d in disputes if d.relation in ("contradicts", "differs", "denies")]
    # The dead come first, then what is told by most.
    shown_first.sort(key=lambda d: not d.topic.startswith(("dead", "wounded", "missing")))
    for dispute in shown_first[: MOST + 1]:
        if dispute.relation == "denies":
            out.append(_denial(dispute))
            continue
        values = list(dict.fromkeys(side.value for side in dispute.sides if side.value))
        shown = " / ".join(values[:5]) + (" / …" if len(values) > 5 else "")
        outlets = len({side.outlet for side in dispute.sides})
        refs = tuple(side.ref for side in dispute.sides[:5])
        out.append(
            Point(
                "disputed",
                topic(dispute.topic),
                f"{shown} — {count(outlets, 'outlet')}.",
                refs,
            )
        )
    return out


def _denial(dispute: Dispute) -> Point:
    """Who denies what who says."""

    def names(denied: bool) -> str:
        sides = [side for side in dispute.sides if (side.value == "denied") is denied]
        found = list(dict.fromkeys(side.source.text if side.source else side.outlet for side in sides))
        return ", ".join(found[:3]) + (" and others" if len(found) > 3 else "")

    refs = tuple(side.ref for side in dispute.sides[:5])
    return Point("disputed", topic(dispute.topic), f"Said by {names(False)}; denied by {names(True)}.", refs)


def _ahead(brief: Situation, found: list[Event]) -> list[Point]:
    """Dated events that lie after the brief's date."""
    if brief.date is None:
        return []
    ahead = [(day, e) for e in found if (day := _dates.day(e.date)) and day > brief.date and e.reality != "denied"]
    ahead.sort(key=lambda item: (item[0], item[1].refs[0]))
    return [
        Point(
            "ahead",
            _line(event),
            f"{_upper(reality(event))}, {_dates.in_words(event.date or '')}.",
            event.refs[:4],
        )
        for _, event in ahead[:MOST]
    ]


def _caveats(rows: Rows, brief: Situation) -> list[Point]:
    out = []
    copies = [row for row in rows.near_copies if row["degree"] == "copy"]
    if copies:
        docs = {row["doc_a"] for row in copies} | {row["doc_b"] for row in copies}
        refs = tuple(
            Ref(rows.number[row[f"doc_{end}"]], row[f"start_{end}"], row[f"end_{end}"])
            for row in copies[:2]
            for end in ("a", "b")
            if row[f"doc_{end}"] in rows.number
        )
        out.append(
            Point(
                "caveat",
                "Copies",
                (
                    f"{count(len(docs), 'document')} share their text with another; their outlets count once where"
                    " sources are counted."
                ),
                tuple(dict.fromkeys(refs)),
            )
        )
    lost = [d for d in brief.disputes if d.relation == "lost_attribution"]
    if lost:
        refs = tuple(side.ref for d in lost[:2] for side in d.sides[:2])
        out.append(
            Point(
                "caveat",
                "Lost sources",
                f"{count(len(lost), 'opinion')} given with a source in one outlet and as plain fact in another.",
                refs,
            )
        )
    wrong = [(doc, row) for doc, times in enumerate(rows.times) for row in times if row.get("conflict")]
    if wrong:
        refs = tuple(Ref(doc, row["start"], row["end"]) for doc, row in wrong[:3])
        out.append(
            Point(
                "caveat", "Dates", f"{count(len(wrong), 'date')} whose weekday and day of the month do not agree.", refs
            )
        )
    failed = [row for row in rows.documents if unread(row)]
    if failed:
        out.append(Point("caveat", "Unread", f"{count(len(failed), 'document')} could not be read; see Sources.", ()))
    return out
