"""Key points: what lies ahead, what comes first, and the title."""

from __future__ import annotations

from sample import Sample

import dateline as dl
from dateline._brief.brief import Brief


def ahead(*texts: str, dates: list[str]) -> list[tuple[str, str]]:
    corpus = dl.Corpus.from_texts(list(texts), dates=dates, sources=[f"Outlet {n}" for n in range(len(texts))])
    return [(p.heading, p.text) for p in dl.brief(corpus).situation.points if p.kind == "ahead"]


def test_a_dated_plan_that_is_no_event_is_announced():
    found = ahead(
        "The council of Bergen said it would hold a special session in the old town hall on 20 June 2025.",
        "The ferry line will open on 27 June 2025, unless the pilots object.",
        dates=["2025-06-16", "2025-06-17"],
    )
    assert [text for _, text in found][1:] == ["Conditional, Friday 27 June 2025."]
    assert "special session in the old town hall on 20 June 2025." in found[0][0]
    assert "Expected, Friday 20 June 2025" in found[0][1]


def test_a_dateline_is_no_part_of_a_plan():
    found = ahead(
        "BERGEN, June 16 (Fjord Wire) - The ferry line will open on 20 June 2025.",
        dates=["2025-06-16"],
    )
    assert [heading for heading, _ in found] == ["The ferry line will open on 20 June 2025."]


def test_what_lies_behind_or_is_denied_is_not_announced():
    assert (
        ahead(
            "The council of Bergen met on 2 June 2025.",
            "Norway denied that it would close the strait on 20 June 2025.",
            dates=["2025-06-16", "2025-06-17"],
        )
        == []
    )


def test_the_dead_come_before_the_wounded():
    sample = Sample()
    sample.add("a.txt", "Four were hurt. Two died.", "The Bell", "2026-05-03")
    sample.add("b.txt", "Nine were hurt. Six died.", "The Post", "2026-05-03")
    sample.clash("wounded: Dunmere", "contradicts", ("a.txt", "Four", "Four"), ("b.txt", "Nine", "Nine"))
    sample.clash("dead: Dunmere", "contradicts", ("a.txt", "Two", "Two"), ("b.txt", "Six", "Six"))
    points = [point.heading for point in Brief(sample).situation.points if point.kind == "disputed"]
    assert points == ["Number of dead: Dunmere", "Number of wounded: Dunmere"]


def test_the_title_tells_what_was_done():
    sample = Sample()
    for doc, outlet in (("a.txt", "The Bell"), ("b.txt", "The Post")):
        sample.add(doc, f"Lorwick shelled a quay, {outlet} saw. Hesk was quiet.", outlet, "2026-05-03")
        sample.name(doc, "Lorwick", "country:lorwick", "Lorwick", "country", country="LW")
        sample.event(doc, "shelled", "ASSAULT", actor="country:lorwick", date="2026-05-02")
    sample.name("a.txt", "Hesk", "country:hesk", "Hesk", "country", country="HK")
    assert Brief(sample).situation.title == "Lorwick and Hesk: attack"
    sample.add("c.txt", "Lorwick said nothing.", "The Mail", "2026-05-03")
    sample.name("c.txt", "Lorwick", "country:lorwick", "Lorwick", "country", country="LW")
    assert Brief(sample).situation.title == "Lorwick: attack"


def test_a_number_that_is_taken_back_is_told_as_corrected():
    sample = Sample()
    for doc, number, outlet in (("a.txt", 21, "The Bell"), ("b.txt", 17, "The Bell"), ("c.txt", 19, "The Post")):
        sample.add(doc, f"The quay: {number} people died.", outlet, "2026-05-03")
        sample.amount(doc, f"{number} people", number, "person")
    sample.clash("correction: dead", "updates", ("a.txt", "21 people", "21"), ("b.txt", "17 people", "17"))
    situation = Brief(sample).situation
    assert [value.text for unit in situation.figures for value in unit.values] == ["17 people", "19 people"]
    (point,) = (point for point in situation.points if point.kind == "disputed")
    assert (point.heading, point.text) == ("Correction: number of dead", "21 → 17 — 1 outlet.")


def test_those_who_wrote_a_report_are_nobody_in_it():
    sample = Sample()
    sample.add(
        "a.txt", "By Ada Fenn\nPolice held Joss Reed.\n(Reporting by Ada Fenn in Hesk)", "The Bell", "2026-05-03"
    )
    sample.name("a.txt", "Ada Fenn", "person:ada_fenn", "Ada Fenn", "person")
    sample.name("a.txt", "Ada Fenn", "person:ada_fenn", "Ada Fenn", "person", nth=1)
    sample.name("a.txt", "Joss Reed", "person:joss_reed", "Joss Reed", "person")
    assert [entity.name.text for entity in Brief(sample).situation.named] == ["Joss Reed"]


def test_the_label_of_a_headline_is_not_shown():
    sample = Sample()
    sample.add("a.txt", "Title: Lorwick shelled a quay\nNothing else.", "The Bell", "2026-05-03")
    sample.event("a.txt", "shelled", "ASSAULT", actor="Lorwick")
    brief = Brief(sample).to_markdown()
    assert "Lorwick **shelled** a quay" in brief
    assert "Title:" not in brief
