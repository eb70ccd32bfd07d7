"""A plan in few words, and how those who speak head their statements."""

from __future__ import annotations

import pytest
from sample import Sample

from dateline._brief.brief import Brief
from dateline._brief.plans import LONGEST, in_few_words

PLANS = [
    # sentence, its date, how the plan is told
    (
        "A person familiar with the talks said that Milena Strago would travel “if nothing explodes before Saturday”.",
        "Saturday",
        "Milena Strago would travel “if nothing explodes before Saturday”.",
    ),
    (
        "The council of Bergen said it would hold a special session in the old town hall on 20 June 2025.",
        "20 June 2025",
        "The council of Bergen said it would hold a special session in the old town hall on 20 June 2025.",
    ),
    ("The ferry line will open on 27 June, unless the pilots object.", "27 June", None),
    (
        "The head of the harbour council, Ana Ruiz, will travel to Amsel on Saturday for talks with the pilots of the"
        " three ferry lines, the owners of the boats, the insurers and the mayors of the two towns on the bay.",
        "Saturday",
        "The head of the harbour council, Ana Ruiz, will travel to Amsel on Saturday for talks with the pilots of the"
        " three ferry lines…",
    ),
    (
        "The ferry company, which lost its licence in a dispute over the safety of its oldest boats and has been under"
        " the care of a receiver from the capital ever since, will sail again on 1 June, its lawyer said.",
        "1 June",
        "The ferry company will sail again on 1 June.",
    ),
    (
        "The harbour council has asked the owners of the three oldest boats to bring their papers to the town hall before"
        " the summer, and will hand the pilots the results of its own inquiry on 1 June.",
        "1 June",
        "The harbour council will hand the pilots the results of its own inquiry on 1 June.",
    ),
    (
        "Officials in the ministry for harbours, fisheries and coastal waters announced late in the evening that the"
        " new bridge over the inner bay will be opened by the queen on 5 May although the paint is not dry and the"
        " lamps have not come from the foundry in the north.",
        "5 May",
        "The new bridge over the inner bay will be opened by the queen on 5 May…",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "date", "want"), PLANS)
def test_a_plan_is_cut_where_a_clause_ends(sentence: str, date: str, want: str | None) -> None:
    assert in_few_words(sentence, date) == (want or sentence)


def test_no_plan_is_longer_than_its_line() -> None:
    for words in range(5, 120):
        sentence = "The long fence " + "and fence " * words + "will stand on 5 May for ever " + "and ever " * words
        assert len(in_few_words(sentence, "5 May")) <= LONGEST + 1


def heads(sample: Sample) -> list[str]:
    return [speaker.name.text for speaker in Brief(sample).situation.speakers]


def test_speakers_head_their_statements_with_a_capital_and_joint_ones_in_one_run() -> None:
    sample = Sample()
    sample.add(
        "a.txt", "The pier fell, a guard said.\nThe bay is shut, three pilots and a judge in Hesk said.", "The Bell"
    )
    sample.says("a.txt", "The pier", "claim", "a guard")
    sample.says("a.txt", "The bay", "claim", "three pilots;a judge in Hesk")
    assert heads(sample) == ["A guard", "Three pilots and a judge in Hesk"]


def test_pronouns_and_pictures_head_no_statements() -> None:
    sample = Sample()
    sample.add(
        "a.txt", "It said the pier fell.\nSatellite images of Hesk show smoke.\nThe image maker said it rained.", "A"
    )
    sample.says("a.txt", "It said", "claim", "It")
    sample.says("a.txt", "Satellite", "claim", "Satellite images of Hesk")
    sample.says("a.txt", "The image maker", "claim", "The image maker")
    assert heads(sample) == ["The image maker"]


def test_a_quotation_that_goes_on_has_marks_in_every_line() -> None:
    sample = Sample()
    sample.add("a.txt", "HESK, May 3 (Wire) - “The dam held.\nNobody drowned,” Ana Ruiz said.", "A", "2026-05-03")
    sample.quote("a.txt", "The dam held.\nNobody drowned,")
    sample.says("a.txt", "The dam", "claim", "Ana Ruiz")
    sample.says("a.txt", "Nobody", "denial", "Ana Ruiz")
    (speaker,) = Brief(sample).situation.speakers
    told = {statement.act: "".join(piece.text for piece in statement.excerpt) for statement in speaker.statements}
    assert told == {"claim": "“The dam held.”", "denial": "“Nobody drowned,” Ana Ruiz said."}
