"""Key points: what the counts of the other sections say, in sentences."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import replace

from .. import _dates
from .._dates import window
from .._escape import clip, count, squeeze
from .._labels import quad
from .._rows import unread
from .._wording import event_phrase
from .affairs import Affair, affairs
from .gather import Rows
from .grave import grave
from .model import Dispute, Event, Point, Ref, Situation
from .plans import PLANNED, in_few_words
from .titles import AGAINST, dispute_heading, gainsaid, is_hearsay, who
from .wording import reality, spoken, upper, with_place

FAR = 366
"""Days ahead that are still announced."""
MOST = 3
"""Points of one kind."""
_GRAVITY = {"dead": 0, "missing": 1, "correction": 3, "wounded": 4, "hour": 5, "day": 5}
"""Which disputes come before the others, by the word of their topic, and which behind."""
FEW = 6
"""In fewer documents than this whatever is told once may be a key point."""


def points(rows: Rows, brief: Situation, found: list[Event]) -> tuple[Point, ...]:
    """The key points, in the order in which they are read."""
    reported, charges, disputes = _reported(rows, found), _charges(rows), _disputes(rows, brief.disputes)
    return (
        *reported,
        *grave(rows, (*reported, *charges, *disputes)),
        *charges,
        *disputes,
        *_ahead(rows, brief, found),
        *_caveats(rows, brief),
    )


def _reported(rows: Rows, found: list[Event]) -> list[Point]:
    since = window([date for date in rows.dates if date])

    def of_now(event: Event) -> bool:
        day = _dates.day(event.date)
        return since is None or day is None or day >= since

    # Charges, denials and what was denied have points of their own. Among the equally reported, what was done comes before what was said.
    # What opinion pieces alone tell is argued with, and not reported.
    told = [
        e
        for e in found
        if e.type not in ("ACCUSE", "REJECT") and e.reality in ("actual", "alleged") and not e.opinion and of_now(e)
    ]
    named = [
        a for a in affairs(rows, told) if a.documents > 1 and (a.event.actor or a.event.place or a.event.recipient)
    ]
    named.sort(key=lambda a: (-a.weight, quad(a.event.type) != "material conflict"))
    best: dict[str, Affair] = {}
    for affair in named:
        best.setdefault(with_place(affair.event), affair)
    out = []
    for affair in list(best.values())[:MOST]:
        event = affair.event
        when = f", {_dates.in_words(event.date)}" if event.date else _since(event)
        outlets = len(event.outlets)
        copies = "" if affair.outlets == outlets else f", {affair.outlets} without copies"
        # Where there is but one outlet, only documents tell how widely it was told.
        told_in = rows.told(event.outlets) if rows.outlets > 1 else count(affair.documents, "document")
        out.append(
            Point(
                "reported",
                with_place(event),
                f"{upper(reality(event))}; in {told_in}{copies if rows.outlets > 1 else ''}{when}.",
                _spread(event.refs)[:4],
            )
        )
    return out


def _spread(refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """The first span of every document before any document's second, so that a short list shows how many tell it."""
    first = {ref.doc: ref for ref in reversed(refs)}
    return (*(ref for ref in refs if first[ref.doc] is ref), *(ref for ref in refs if first[ref.doc] is not ref))


def _since(event: Event) -> str:
    return f", first on {_dates.short(event.reported)}; day not given" if event.reported else ""


def _charges(rows: Rows) -> list[Point]:
    """Who charges whom with wrong, and how often the charged side denies that very charge."""
    charges: dict[tuple[str, str], list[Ref]] = defaultdict(list)
    brought: dict[tuple[int, int], tuple[str, str]] = {}
    for doc, sentences in enumerate(rows.sentences):
        accused = {
            row["sentence"]: rows.party(row.get("recipient")) for row in rows.events[doc] if row["type"] == "ACCUSE"
        }
        for row in sentences:
            side, other = rows.party(row.get("source_id")), accused.get(row["sentence"])
            if row.get("act") == "accusation" and side and other and side != other:
                charges[side, other].append(Ref(doc, row["start"], row["end"]))
                brought[doc, row["start"]] = (side, other)
    answers = _answers(rows, brought)

    def outlets(refs: list[Ref]) -> str:
        told = f", {rows.told({rows.outlet[ref.doc] for ref in refs})}" if rows.outlets > 1 else ""
        return f"{count(len(refs), 'sentence')}{told}"

    def documents(refs: list[Ref]) -> int:
        return len({rows.copy_group[ref.doc] for ref in refs})

    ranked = sorted(charges.items(), key=lambda item: (-documents(item[1]), -len(item[1]), item[0]))
    # In a large collection a charge that one text brings once is no key point, unless it was answered.
    few = len(rows.documents) < FEW
    ranked = [item for item in ranked if few or documents(item[1]) > 1 or answers.get(item[0])]
    out = []
    for (side, other), refs in ranked[:MOST]:
        a, b = rows.party_name(side), rows.party_name(other)
        denials = answers.get((side, other), [])
        if denials:
            answer = f"denied in {outlets(denials)}"
        elif denials := _denials(rows, other, {ref.doc for ref in refs}):
            answer = f"{b} denies something, perhaps this, in {outlets(denials)}"
        else:
            answer = "no denial of it was found"
        out.append(
            Point("charges", event_phrase("ACCUSE", [a], [b]), f"{outlets(refs)}; {answer}.", (*refs[:3], *denials[:3]))
        )
    return out


def _denials(rows: Rows, party: str, docs: set[int]) -> list[Ref]:
    """What a party denies in some documents, whatever it is."""
    return [
        Ref(doc, row["start"], row["end"])
        for doc in sorted(docs)
        for row in rows.sentences[doc]
        if row.get("act") == "denial" and rows.party(row.get("source_id")) == party
    ]


def _answers(rows: Rows, brought: dict[tuple[int, int], tuple[str, str]]) -> dict[tuple[str, str], list[Ref]]:
    """The denials that were set against a charge, by who charges whom."""
    out: dict[tuple[str, str], list[Ref]] = defaultdict(list)
    for row in rows.conflicts:
        if row["relation"] != "denies":
            continue
        for charge, denial in (("a", "b"), ("b", "a")):
            doc, at = rows.number.get(row[f"doc_{charge}"]), rows.number.get(row[f"doc_{denial}"])
            parties = brought.get((doc, row[f"start_{charge}"])) if doc is not None else None
            if parties and at is not None and row.get(f"value_{denial}") == "denied":
                ref = Ref(at, row[f"start_{denial}"], row[f"end_{denial}"])
                if ref not in out[parties]:
                    out[parties].append(ref)
    return out


def _disputes(rows: Rows, disputes: tuple[Dispute, ...]) -> list[Point]:
    out = []
    shown_first = [d for d in disputes if d.relation in ("contradicts", "differs", "updates", "denies")]
    # That one outlet rounds its own figure is no key point.
    shown_first = [d for d in shown_first if d.relation != "differs" or len({side.outlet for side in d.sides}) > 1]
    # The dead come first, then what is told by most; the wounded after all else that differs.
    shown_first.sort(key=lambda d: _GRAVITY.get(d.topic.split(":")[0], 2))
    for dispute in shown_first[: MOST + 1]:
        if gainsaid(dispute.sides):
            out.append(_denial(dispute))
            continue
        values = list(dict.fromkeys(side.value for side in dispute.sides if side.value))
        between = " → " if dispute.relation == "updates" else " / "
        shown = between.join(values[:5]) + (f"{between}…" if len(values) > 5 else "")
        told = rows.told({side.outlet for side in dispute.sides})
        refs = tuple(side.ref for side in dispute.sides[:5])
        out.append(Point("disputed", dispute_heading(dispute), f"{shown} — {told}.", refs))
    return out


def _denial(dispute: Dispute) -> Point:
    """Who denies what who says, or says otherwise."""

    def names(denied: bool) -> str:
        sides = [side for side in dispute.sides if (side.value in AGAINST) is denied]
        found = who(sides)
        return ", ".join(found[:3]) + (" and others" if len(found) > 3 else "")

    refs = tuple(side.ref for side in dispute.sides[:5])
    how = "denied by" if dispute.relation == "denies" else "otherwise"
    said = (
        "Reported"
        if is_hearsay(side for side in dispute.sides if side.value not in AGAINST)
        else f"Said by {names(False)}"
    )
    return Point("disputed", dispute_heading(dispute), f"{said}; {how} {names(True)}.", refs)


def _ahead(rows: Rows, brief: Situation, found: list[Event]) -> list[Point]:
    """Dated events that lie after the brief's date; of one that was put off, the day that was given last."""
    if brief.date is None:
        return []
    ahead = [
        (day, e)
        for e in found
        if (day := _dates.day(e.date)) and day > brief.date and e.reality != "denied" and not e.opinion
    ]
    plans: dict[str, list[tuple[dt.date, Event]]] = defaultdict(list)
    for day, event in ahead:
        plans[f"{event.type} {event.place.id or event.place.text}" if event.place else with_place(event)].append(
            (day, event)
        )
    out: list[tuple[dt.date, Point]] = []
    shown: set[tuple[int, int]] = set()
    for told in plans.values():
        told.sort(key=lambda item: (item[1].reported or dt.date.min, item[0]))
        day, event = told[-1]
        before = [_dates.in_words(e.date or "") for d, e in told[:-1] if d != day]
        put_off = f"; earlier reports gave {before[-1]}" if before else ""
        refs = tuple(dict.fromkeys(ref for _, e in reversed(told) for ref in e.refs))
        text = f"{upper(reality(event))}, {_dates.in_words(event.date or '')}{put_off}."
        # One sentence is one plan, however many events it holds.
        told_in = {(ref.doc, s["start"]) for ref in refs[:4] if (s := rows.sentence_at(ref.doc, ref.start))}
        if not told_in or told_in - shown:
            out.append((day, Point("ahead", with_place(event), text, refs[:4])))
        shown |= told_in
    out += _planned(rows, brief, shown)
    out.sort(key=lambda item: (item[0], item[1].refs[0]))
    return [point for _, point in out[:MOST]]


_OPEN = re.compile(r"\b(?:[Ii]f|[Uu]nless|[Ww]hether|could|might|may)\b")


def _planned(rows: Rows, brief: Situation, shown: set[tuple[int, int]]) -> list[tuple[dt.date, Point]]:
    """Dates to come in sentences that tell of a plan, where no event holds the date; the plan is told in the sentence's words."""
    out: dict[dt.date, Point] = {}
    for doc, times in enumerate(rows.times):
        for row in times:
            day, sentence = _dates.day(row["value"]), rows.sentence(doc, row.get("sentence"))
            last = _dates.day(row["value"].rpartition("/")[2])
            if not day or not last or not sentence or not brief.date or last <= brief.date:
                continue
            text = sentence["text"]
            # What a text tells of the day of its own report it does not announce.
            reported = rows.dates[doc]
            announced = reported is not None and last > reported and (reported - day).days <= 7
            plain = sentence.get("act") not in ("denial", "question") and PLANNED.search(text)
            if (
                not announced
                or not plain
                or (doc, sentence["start"]) in shown
                or doc in rows.opinions
                or last.toordinal() - brief.date.toordinal() > FAR
            ):
                continue
            ref = Ref(doc, sentence["start"], sentence["end"])
            if day in out:
                out[day] = replace(out[day], refs=(*out[day].refs[:3], ref))
                continue
            condition = "Conditional" if _OPEN.search(text) else "Expected"
            voice = rows.voice(doc, sentence)
            whose = f", according to {spoken(voice)}" if voice else ""
            heading = in_few_words(text, text[row["start"] - sentence["start"] : row["end"] - sentence["start"]])
            when = f"{condition}, {_dates.in_words(row['value'])}{whose}."
            out[day] = Point("ahead", heading, when, (ref,))
    return [(max(day, brief.date or day), point) for day, point in out.items()]


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
    opinions = [
        Ref(doc, rows.blocks[doc][0]["start"], rows.blocks[doc][0]["end"])
        for doc, source in enumerate(brief.sources)
        if source.opinion and rows.blocks[doc]
    ]
    if opinions:
        pieces = (
            "1 document is an opinion piece" if len(opinions) == 1 else f"{len(opinions)} documents are opinion pieces"
        )
        out.append(
            Point("caveat", "Opinion", f"{pieces}; what no report tells beside them is marked.", tuple(opinions[:4]))
        )
    lost = [d for d in brief.disputes if d.relation == "lost_attribution"]
    if lost:
        refs = tuple(side.ref for d in lost[:2] for side in d.sides[:2])
        medium = "outlet" if all(rows.told.outlets([side.outlet]) for d in lost for side in d.sides) else "document"
        out.append(
            Point(
                "caveat",
                "Lost sources",
                f"{count(len(lost), 'opinion')} given with a source in one {medium} and as plain fact in another.",
                refs,
            )
        )
    wrong = [(doc, row) for doc, times in enumerate(rows.times) for row in times if row.get("conflict")]
    if wrong:
        refs = tuple(Ref(doc, row["start"], row["end"]) for doc, row in wrong[:3])
        out.append(
            Point(
                "caveat",
                "Dates",
                f"{count(len(wrong), 'date')} whose weekday and day of the month do not agree: “{clip(squeeze(wrong[0][1]['text']), 40)}”"
                f"{', …' if len(wrong) > 1 else ''}.",
                refs,
            )
        )
    failed = [row for row in rows.documents if unread(row)]
    if failed:
        out.append(Point("caveat", "Unread", f"{count(len(failed), 'document')} could not be read; see Sources.", ()))
    return out
