"""Disputes are named after who stands against whom and about what, and what is grave is a key point though one report alone tells it."""

from __future__ import annotations

import pytest
from sample import Sample

from dateline._brief.brief import Brief
from dateline._brief.titles import _plain

TITLES = [
    (
        ("The union said two of its members had been beaten by guards.", "the union", "said"),
        ("Colonel Agbeko denied it.", "Colonel Agbeko", "denied"),
        "Colonel Agbeko against the union: “two of its members had been beaten by guards”",
    ),
    (
        ("Two boats had been sunk near Dunmere, the navy said.", "The navy", "said"),
        ("The rebels denied it.", "The rebels", "denied"),
        "The rebels against the navy: “Two boats had been sunk near Dunmere”",
    ),
    (
        ("His rival, former mayor Elena Choque, said that the vote had been stolen.", "His rival", "said"),
        ("The court denied it.", "The court", "denied"),
        "The court against his rival: “the vote had been stolen”",
    ),
    (
        ("Sudan's army said the dam had been shelled at 9:20 p.m.", "Sudan's army", "said"),
        ("Ethiopia denied it.", "Ethiopia", "denied"),
        "Ethiopia against Sudan's army: “the dam had been shelled at 9:20 p.m.”",
    ),
    (
        ("Lawson accused Ayivi of paying the rebels.", "Lawson", "accused"),
        ("Ayivi rejected the accusation.", "Ayivi", "denied"),
        "Ayivi against Lawson: “accused Ayivi of paying the rebels”",
    ),
    (
        ("Akter blamed the company for the fire.", "Akter", "accused"),
        ("Hossain blamed a warehouse for it.", "Hossain", "blames others"),
        "Hossain against Akter: “blamed the company for the fire”",
    ),
    (
        ("Reports said that the mayor had fled to Hesk.", "Reports", "said"),
        ("Her lawyer denied it.", "Her lawyer", "denied"),
        "Her lawyer denies: “the mayor had fled to Hesk”",
    ),
    (
        ("Police seized fireworks and guns, the ministry said.", "the ministry", "said"),
        ("The lawyer said that the items had been planted.", "The lawyer", "says otherwise"),
        "The lawyer against the ministry: “Police seized fireworks and guns”",
    ),
]


def clash(sample: Sample, relation: str, *sides: tuple[str, str, str, str]) -> None:
    """Two claims as (document, words, source, value) on a topic that says nothing of them."""
    (doc_a, words_a, source_a, value_a), (doc_b, words_b, source_b, value_b) = sides
    sample.clash("denial", relation, (doc_a, words_a, value_a), (doc_b, words_b, value_b))
    sample.conflicts[-1].update(source_a=source_a, source_b=source_b)


@pytest.mark.parametrize(("told", "reply", "title"), TITLES)
def test_a_title_says_who_stands_against_whom_about_what(told, reply, title):
    sample = Sample()
    sample.add("a.txt", f"{told[0]}\n{reply[0]}", "The Bell", "2026-05-02")
    relation = "denies" if reply[2] == "denied" else "contradicts"
    clash(sample, relation, ("a.txt", told[0], told[1], told[2]), ("a.txt", reply[0], reply[1], reply[2]))
    (dispute,) = Brief(sample).situation.disputes
    assert dispute.title == title
    assert title in Brief(sample).to_markdown()


def test_nobody_in_particular_says_what_is_reported():
    sample = Sample()
    told, reply = "Rumours said that the mayor had fled.", "Her lawyer denied it."
    sample.add("a.txt", f"{told}\n{reply}", "The Bell", "2026-05-02")
    clash(sample, "denies", ("a.txt", told, "Rumours", "said"), ("a.txt", reply, "Her lawyer", "denied"))
    (point,) = [point for point in Brief(sample).situation.points if point.kind == "disputed"]
    assert point.text == "Reported; denied by her lawyer."


def test_what_another_said_is_told_without_its_frame():
    sample = Sample()
    text = "Lawson denied a report by a French website that the king had fled."
    sample.add("a.txt", text, "The Bell", "2026-05-02")
    part = "a report by a French website that the king had fled"
    clash(sample, "denies", ("a.txt", part, "a French website", "said"), ("a.txt", text, "Lawson", "denied"))
    (dispute,) = Brief(sample).situation.disputes
    assert dispute.title == "Lawson against a French website: “the king had fled”"


def test_two_denials_of_two_matters_are_two_disputes():
    sample = Sample()
    lines = [text for told, reply, _ in TITLES[:2] for text in (told[0], reply[0])]
    sample.add("a.txt", "\n".join(lines), "The Bell", "2026-05-02")
    for told, reply, _ in TITLES[:2]:
        clash(sample, "denies", ("a.txt", told[0], told[1], told[2]), ("a.txt", reply[0], reply[1], reply[2]))
    assert sorted(d.title for d in Brief(sample).situation.disputes) == sorted(title for _, _, title in TITLES[:2])


GRAVE = [
    (
        "Fishermen found the body of a sailor near Dunmere.",
        "claim",
        ["Fishermen found the body of a sailor near Dunmere"],
    ),
    (
        "DUNMERE, May 2 (Bell) - Mutinous soldiers took the palace, the guard said.",
        "claim",
        ["Mutinous soldiers took the palace"],
    ),
    ("A ferry rammed a pier on Friday.", "claim", ["A ferry rammed a pier on Friday"]),
    ("No one was killed.", "claim", []),
    ("If they come, many will be killed.", "claim", []),
    ("In 1998 a coup failed in Hesk.", "claim", []),
    ("Hesk denied the coup.", "denial", []),
    ("CORRECTION: A report misstated the number of dead.", "claim", []),
    ("Seven days after the coup, questions abound.", "report", []),
    ("It rained in Dunmere.", "claim", []),
]


@pytest.mark.parametrize(("text", "act", "headings"), GRAVE)
def test_what_is_grave_is_a_key_point_though_one_report_tells_it(text, act, headings):
    sample = Sample()
    sample.add("a.txt", text, "The Bell", "2026-05-02")
    sample.add("b.txt", "The market was open.", "The Post", "2026-05-02")
    sample.says("a.txt", text, act, "the navy" if act != "report" else "narrator")
    found = [(p.heading, p.text) for p in Brief(sample).situation.points]
    told = "Alleged by the navy; in 1 outlet, 2 May 2026."
    assert found == [(heading, told) for heading in headings]


def test_words_with_a_quotation_keep_both_of_its_marks():
    assert _plain('called the ruling "a coup in robes".') == 'called the ruling "a coup in robes"'
    assert _plain("called it “a coup”") == "called it “a coup”" and _plain("a coup” it was") == "“a coup” it was"
    assert _plain('"They lied"') == "They lied"


def test_what_somebody_calls_a_coup_is_no_coup():
    sample = Sample()
    sample.add(
        "0.txt", 'The lawyer said the ruling was "a coup in robes". The opposition left the hall.', "A", "2026-05-02"
    )
    sample.add("1.txt", "Soldiers staged a coup in Dunmere on Friday. The radio was silent.", "B", "2026-05-02")
    sample.says("0.txt", "coup", "claim", "The lawyer")
    sample.says("1.txt", "coup", "claim", "A resident")
    told = [point.heading for point in Brief(sample).situation.points]
    assert any("Soldiers staged a coup" in heading for heading in told) and not any(
        "robes" in heading for heading in told
    )
