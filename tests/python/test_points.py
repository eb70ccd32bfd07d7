"""Key points: what is told by most comes first, charges are counted with their own denials, and counts that rose read as such."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from sample import Sample, border

import dateline as dl
from dateline._brief.brief import Brief
from dateline._brief.model import Ref
from dateline._brief.points import _spread
from dateline._brief.wording import within


def points(sample: Sample, kind: str) -> list[tuple[str, str]]:
    return [(point.heading, point.text) for point in Brief(sample).situation.points if point.kind == kind]


def strike(outlets: list[str]) -> Sample:
    """One strike, told in four ways, and a visit."""
    sample = Sample()
    told = (
        ("A drone struck Dunmere on Friday, killing seven.", "struck", None, "place:dunmere", "2026-05-01"),
        ("Hesk struck Dunmere on Friday, witnesses say.", "struck", "country:hesk", "place:dunmere", "2026-05-01"),
        ("Lorwick struck Dunmere, Hesk says.", "struck", "country:lorwick", "place:dunmere", None),
        ("The strike came at dawn on Friday.", "strike", None, None, "2026-05-01"),
    )
    for at, ((text, words, actor, place, date), outlet) in enumerate(zip(told, outlets, strict=True)):
        doc_id = f"{at}.txt"
        sample.add(doc_id, text, outlet, "2026-05-02")
        for name, kind in (("Dunmere", "place"), ("Hesk", "country"), ("Lorwick", "country")):
            if name in text:
                sample.name(doc_id, name, f"{kind}:{name.lower()}", name, kind, country=f"X{name[0]}")
        sample.event(doc_id, words, "ASSAULT", actor=actor, place=place, date=date)
    for at, outlet in enumerate(outlets[:2]):
        doc_id = f"visit{at}.txt"
        sample.add(doc_id, "Lorwick visited Hesk on Friday.", outlet, "2026-05-02")
        sample.name(doc_id, "Lorwick", "country:lorwick", "Lorwick", "country", country="XL")
        sample.name(doc_id, "Hesk", "country:hesk", "Hesk", "country", country="XH")
        sample.event(doc_id, "visited", "CONSULT", actor="country:lorwick", recipient="country:hesk", date="2026-05-01")
    return sample


def test_one_strike_told_in_several_ways_is_one_point_and_the_first():
    found = points(strike(["A", "B", "C", "D"]), "reported")
    assert found[0] == ("Attack on Dunmere", "Reported; in 4 outlets, Friday 1 May 2026.")
    assert [heading for heading, _ in found[1:]] == ["Lorwick holds talks with Hesk"]


def test_who_is_alleged_to_have_done_what_others_report_is_not_told_as_its_doer():
    sample = Sample()
    told = (("Hesk shelled Dunmere on Friday, a colonel said.", "shelled", "country:hesk", "alleged"),)
    told += (("Two were wounded in Dunmere on Friday.", "wounded", None, "actual"),)
    for at, (text, words, actor, reality) in enumerate(told):
        sample.add(f"{at}.txt", text, "AB"[at], "2026-05-02")
        sample.name(f"{at}.txt", "Dunmere", "place:dunmere", "Dunmere", "place")
        sample.event(
            f"{at}.txt", words, "ASSAULT", actor=actor, place="place:dunmere", date="2026-05-01", reality=reality
        )
    assert points(sample, "reported") == [("Attack on Dunmere", "Reported; in 2 outlets, Friday 1 May 2026.")]


def test_of_one_outlet_the_documents_are_counted():
    found = points(strike(["A", "A", "A", "A"]), "reported")
    assert found[0] == ("Attack on Dunmere", "Reported; in 4 documents, Friday 1 May 2026.")


def test_files_without_an_outlet_are_documents():
    sample = strike(["A", "B", "C", "D"])
    for row in sample.documents:
        row["source"] = None
    assert points(sample, "reported")[0] == ("Attack on Dunmere", "Reported; in 4 documents, Friday 1 May 2026.")


def test_paraphrases_and_one_sentence_in_two_files_count_once():
    sample = border()
    sample.copy("a.txt", "Lorwick shelled", "b.txt", "Lorwick shelled", degree="paraphrase", score=0.75)
    assert Brief(sample).situation.days[0].events[0].independent == 1
    sample = border()
    sample.add("c.txt", "Lorwick shelled Dunmere, Hesk said.", "C", "2026-05-03")
    sample.event("c.txt", "shelled", "ASSAULT", actor="country:lorwick", place="place:dunmere", date="2026-05-01")
    event = Brief(sample).situation.days[0].events[0]
    assert (len(event.outlets), event.independent) == (3, 2)


def charge() -> Sample:
    """Hesk charges Lorwick; Lorwick denies that, and something else."""
    sample = Sample()
    sample.add(
        "a.txt",
        "Hesk accused Lorwick of arming thieves.\nLorwick rejected the charge.\nLorwick denied that the bridge was shut.",
        "A",
        "2026-05-02",
    )
    for nth, name in ((0, "Hesk"), (0, "Lorwick"), (1, "Lorwick"), (2, "Lorwick")):
        sample.name("a.txt", name, f"country:{name.lower()}", name, "country", nth=nth, country=f"X{name[0]}")
    sample.says("a.txt", "accused", "accusation", "Hesk", "country:hesk")
    sample.says("a.txt", "rejected", "denial", "Lorwick", "country:lorwick")
    sample.says("a.txt", "denied", "denial", "Lorwick", "country:lorwick")
    sample.event("a.txt", "accused", "ACCUSE", actor="country:hesk", recipient="country:lorwick")
    return sample


def test_a_charge_is_counted_with_the_denials_that_answer_it():
    sample = charge()
    beside = "1 sentence; Lorwick denies something, perhaps this, in 2 sentences."
    assert points(sample, "charges") == [("Hesk accuses Lorwick", beside)]
    sample.clash(
        "AID: Lorwick",
        "denies",
        ("a.txt", "Hesk accused Lorwick of arming thieves.", "accused"),
        ("a.txt", "Lorwick rejected the charge.", "denied"),
    )
    assert points(sample, "charges") == [("Hesk accuses Lorwick", "1 sentence; denied in 1 sentence.")]


def test_a_charge_without_any_denial_says_so():
    sample = Sample()
    sample.add("a.txt", "Hesk accused Lorwick of arming thieves.", "A", "2026-05-02")
    for name in ("Hesk", "Lorwick"):
        sample.name("a.txt", name, f"country:{name.lower()}", name, "country", country=f"X{name[0]}")
    sample.says("a.txt", "accused", "accusation", "Hesk", "country:hesk")
    sample.event("a.txt", "accused", "ACCUSE", actor="country:hesk", recipient="country:lorwick")
    assert points(sample, "charges") == [("Hesk accuses Lorwick", "1 sentence; no denial of it was found.")]


def test_in_many_documents_a_charge_brought_once_is_no_point():
    sample = charge()
    for at in range(6):
        sample.add(f"{at}.txt", "It rained.", "A", "2026-05-02")
    assert points(sample, "charges") == []


@pytest.mark.parametrize(("relation", "shown"), [("updates", "7 → 12 → 14"), ("contradicts", "7 / 12 / 14")])
def test_counts_stand_in_the_order_of_their_reports(relation, shown):
    sample = Sample()
    for doc_id, number, day in (("a.txt", "14", 5), ("b.txt", "7", 2), ("c.txt", "12", 3)):
        sample.add(doc_id, f"{number} people died.", doc_id[0].upper(), f"2026-05-0{day}")
    sample.clash("dead: Dunmere", "updates", ("b.txt", "7", "7"), ("a.txt", "14", "14"))
    sample.clash("dead: Dunmere", relation, ("c.txt", "12", "12"), ("a.txt", "14", "14"))
    assert points(sample, "disputed") == [("Number of dead: Dunmere", f"{shown} — 3 outlets.")]


def test_a_number_in_letters_and_in_digits_is_one_value():
    sample = Sample()
    for doc_id, written, number, day in (("a.txt", "Fourteen", 14, 2), ("b.txt", "14", 14, 3), ("c.txt", "40", 40, 4)):
        sample.add(doc_id, f"{written} people died.", doc_id[0].upper(), f"2026-05-0{day}")
        sample.amount(doc_id, f"{written} people", number, "person")
    for doc_id, written in (("a.txt", "Fourteen"), ("b.txt", "14")):
        sample.clash(
            "dead: Dunmere",
            "contradicts",
            (doc_id, f"{written} people", f"{written} people"),
            ("c.txt", "40 people", "40 people"),
        )
    assert points(sample, "disputed") == [("Number of dead: Dunmere", "14 people / 40 people — 3 outlets.")]


def test_talks_that_were_put_off_are_ahead_on_their_last_day():
    sample = Sample()
    sample.add("a.txt", "Talks are due to open in Dunmere on 8 May.", "A", "2026-05-02")
    sample.add("b.txt", "Talks in Dunmere were postponed to 10 May.", "B", "2026-05-03")
    for doc_id, day in (("a.txt", 8), ("b.txt", 10)):
        sample.name(doc_id, "Dunmere", "place:dunmere", "Dunmere", "place")
        sample.event(doc_id, "Talks", "CONSULT", place="place:dunmere", date=f"2026-05-{day:02}")
    assert points(sample, "ahead") == [
        ("Talks (Dunmere)", "Expected, Sunday 10 May 2026; earlier reports gave Friday 8 May 2026.")
    ]


def test_a_headline_that_says_what_its_text_says_is_no_statement_of_its_own():
    sample = Sample()
    sample.add("a.txt", "Hesk says it captured Dunmere\nHesk said on Friday it had captured the town of Dunmere.", "A")
    sample.blocks[0]["kind"] = "headline"
    for nth in (0, 1):
        sample.name("a.txt", "Hesk", "country:hesk", "Hesk", "country", nth=nth)
    sample.says("a.txt", "says it", "claim", "Hesk", "country:hesk")
    sample.says("a.txt", "said on", "claim", "Hesk", "country:hesk")
    (speaker,) = Brief(sample).situation.speakers
    assert ["".join(p.text for p in s.excerpt)[:15] for s in speaker.statements] == ["Hesk said on Fr"]


def test_a_surname_is_the_one_person_who_is_named_in_full():
    sample = Sample()
    sample.add("a.txt", "Ruiz said it rained.", "A")
    sample.add("b.txt", "Ana Ruiz said the dam held.", "B")
    sample.name("a.txt", "Ruiz", "person:ruiz", "Ruiz", "person")
    sample.name("b.txt", "Ana Ruiz", "person:ana_ruiz", "Ana Ruiz", "person")
    sample.says("a.txt", "said", "claim", "Ruiz", "person:ruiz")
    sample.says("b.txt", "said", "claim", "Ana Ruiz", "person:ana_ruiz")
    assert [s.name.text for s in Brief(sample).situation.speakers] == ["Ana Ruiz"]
    sample.add("c.txt", "Bea Ruiz said nothing.", "C")
    sample.name("c.txt", "Bea Ruiz", "person:bea_ruiz", "Bea Ruiz", "person")
    assert [s.name.text for s in Brief(sample).situation.speakers] == ["Ana Ruiz", "Ruiz"]


@pytest.mark.parametrize(
    ("date", "one"),
    [("2026-03-06/2026-03-07", True), ("2026-03-09/2026-03-10", False), ("2026-03", True), ("2026-02", False)],
)
def test_a_report_tells_of_no_period_that_comes_after_it(date, one):
    sample = Sample()
    told = (("Drones crossed the Dun, a resident said.", "2026-03-07", None),)
    told += (("Six drones crossed the Dun overnight.", "2026-03-10", date),)
    for at, (text, reported, day) in enumerate(told):
        sample.add(f"{at}.txt", text, "AB"[at], reported)
        sample.name(f"{at}.txt", "Dun", "place:dun", "Dun", "place")
        sample.event(f"{at}.txt", "crossed", "COERCE", place="place:dun", date=day)
    assert bool(points(sample, "reported")) is one


def test_a_description_is_small_within_a_line():
    sample = Sample()
    sample.add(
        "0.txt", "A person familiar with the talks said that Lorwick will open the bridge on 9 May.", "A", "2026-05-02"
    )
    sample.says("0.txt", "A person", "claim", "A person")
    sample.times.append(sample.at("0.txt", "9 May") | {"value": "2026-05-09"})
    [(heading, text)] = points(sample, "ahead")
    assert heading == "Lorwick will open the bridge on 9 May."
    assert text == "Expected, Saturday 9 May 2026, according to a person."
    assert within("The Hague talks") == "the Hague talks" and within("A. Osei") == "A. Osei"


def test_one_place_that_is_closed_and_destroyed_is_no_joint_point():
    sample = Sample()
    for at, (text, words, mode) in enumerate(
        (("Lorwick shut Dunmere.", "shut", None), ("A blast destroyed Dunmere.", "destroyed", "seize"))
    ):
        sample.add(f"{at}.txt", text, "AB"[at], "2026-05-02")
        sample.name(f"{at}.txt", "Dunmere", "place:dunmere", "Dunmere", "place")
        sample.event(f"{at}.txt", words, "COERCE", event_mode=mode, place="place:dunmere", date="2026-05-01")
    assert not points(sample, "reported")


def test_a_sentence_with_two_events_to_come_is_one_plan():
    sample = Sample()
    text = "The council plans to propose a ban on exports to Lorwick next month."
    sample.add("a.txt", text, "The Bell", "2026-05-02")
    sample.name("a.txt", "Lorwick", "country:lorwick", "Lorwick", "country", country="XL")
    for kind, mode in (("SANCTION", "discontinue"), ("COERCE", "ban")):
        sample.event(
            "a.txt",
            "ban on exports",
            kind,
            event_mode=mode,
            actor="The council",
            recipient="country:lorwick",
            date="2026-06",
            reality="hypothetical",
        )
    assert len(points(sample, "ahead")) == 1


def test_a_weekday_that_is_wrong_is_quoted():
    found = dl.brief(dl.Corpus.from_texts(["On Sunday, 26 August 2024, Kenya closed its border."])).situation.points
    [dates] = [point.text for point in found if point.heading == "Dates"]
    assert dates == "1 date whose weekday and day of the month do not agree: “Sunday, 26 August 2024”."


@pytest.mark.parametrize(("outlets", "medium"), [((None, None), "document"), (("The Bell", "The Post"), "outlet")])
def test_a_lost_source_was_there_in_another_outlet_or_document(outlets, medium):
    sample = Sample()
    for doc_id, outlet in zip(("a.txt", "b.txt"), outlets, strict=True):
        sample.add(doc_id, "Lorwick is a vassal state.", outlet)
    said = "Lorwick is a vassal state."
    sample.clash("opinion:Lorwick", "lost_attribution", ("a.txt", said, "narrated"), ("b.txt", said, "sourced"))
    [lost] = [point.text for point in Brief(sample).situation.points if point.heading == "Lost sources"]
    assert lost == f"1 opinion given with a source in one {medium} and as plain fact in another."


def test_what_several_documents_tell_is_cited_from_each_before_any_is_cited_again():
    refs = tuple(Ref(doc, start, start + 5) for doc, start in [(0, 10), (1, 40), (1, 7), (0, 90), (3, 2), (2, 8)])
    assert [(ref.doc, ref.start) for ref in _spread(refs)] == [(0, 10), (1, 40), (3, 2), (2, 8), (1, 7), (0, 90)]


def test_a_place_that_the_heading_names_is_not_told_twice():
    texts = ["Kyiv was shelled on Monday. Russia attacked Ukraine near Kharkiv on Monday."] * 2
    brief = dl.brief(dl.Corpus.from_texts(texts, sources=["The Bell", "The Post"], dates=["2024-08-26"] * 2))
    told = re.findall(r"^- . \*\*(.*?)\*\*", brief.to_markdown(), re.MULTILINE)
    assert "Attack on Kyiv" in told and "Russia attacks Ukraine (Kharkiv)" in told
    assert not any("Kyiv (Kyiv)" in line for line in (*told, *(point.heading for point in brief.situation.points)))
    page = re.sub(r"<[^>]*>", "", brief.to_html())
    assert "heavy-weapons" not in page


def test_a_brief_says_how_many_documents_could_not_be_read():
    frame = pd.DataFrame({"text": ["Kyiv denied the claim.", None, float("nan")]})
    assert "3 documents (2 not read, see Sources), 1 sentence;" in repr(dl.brief(frame))
    assert "1 document, 1 sentence;" in repr(dl.brief(frame.head(1)))
