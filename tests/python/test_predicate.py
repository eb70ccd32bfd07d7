"""What a party says, in the words of its sentence: the heading of an event whose type alone does not tell it."""

from __future__ import annotations

import pytest
from sample import Sample

from dateline._brief.brief import Brief
from dateline._brief.predicate import predicate
from dateline._wording import event_phrase, third_person, told_phrase


@pytest.mark.parametrize(
    ("sentence", "trigger", "said"),
    [
        ("Lorwick denied that a missile was fired.", "denied", "denies that a missile was fired"),
        ("The union has rejected the offer, a clerk said.", "rejected", "rejects the offer"),
        ("Ada Fenn called on both sides to step back.", "called on", "calls on both sides to step back"),
        ("The mayor refused to resign and said so.", "refused", "refuses to resign"),
        ("Lorwick denied the raid and blamed Dunmere.", "denied", "denies the raid"),
        ("Lorwick, which borders Dunmere, urges calm while talks go on.", "urges", "urges calm"),
        # No finite verb of the party's own.
        ("The promised aid has not come.", "promised", ""),
        ("The claim was denied by Lorwick.", "denied", ""),
        ("The claim was later firmly denied.", "denied", ""),
        ("A charge denied by Lorwick was dropped.", "denied", ""),
        ("Lorwick has not agreed to the plan.", "agreed", ""),
        ("Lorwick is said to reject the plan.", "reject", ""),
        ("Asked about the raid, Fenn left.", "Asked", ""),
        # Words that tell nothing by themselves, or belong to a quotation.
        ("Dunmere denied it.", "denied", ""),
        ("Guns will be withdrawn, as both agreed to do in the talks.", "agreed to", ""),
        ("Dunmere denied it and left.", "denied", ""),
        ("Dunmere rejected a “pact of shame”.", "rejected", ""),
        ("Ada Fenn warned us that they would shoot.", "warned", ""),
        ("Dunmere’s denial came late.", "denial", ""),
    ],
)
def test_predicate(sentence, trigger, said):
    before, found, behind = sentence.partition(trigger)
    assert found
    assert predicate(before, trigger, behind) == said


@pytest.mark.parametrize(
    ("actors", "told", "line"),
    [
        (["Lorwick"], "denies the raid", "Lorwick denies the raid"),
        (["Lorwick", "Dunmere"], "denies the raid", "Lorwick and Dunmere deny the raid"),
        (["protesters"], "dismisses the offer", "protesters dismiss the offer"),
        (["rebels"], "presses for a truce", "rebels press for a truce"),
    ],
)
def test_of_one_and_of_several(actors, told, line):
    assert told_phrase(actors, told) == line


def test_third_person_and_what_is_the_actors_own():
    assert [third_person(verb) for verb in ("deny", "press", "urge", "pay")] == ["denies", "presses", "urges", "pays"]
    assert event_phrase("SUPPORT", ["Lorwick", "Dunmere"], []) == "Lorwick and Dunmere give their backing"
    assert event_phrase("SUPPORT", ["Lorwick"], []) == "Lorwick gives its backing"


def test_the_heading_says_what_is_denied():
    sample = Sample()
    sample.add("a.txt", "Ada Fenn denied that a missile was fired.")
    sample.says("a.txt", "Ada Fenn denied", "denial", "Ada Fenn")
    sample.event("a.txt", "denied", "REJECT", actor="Ada Fenn")
    assert "**Ada Fenn denies that a missile was fired**" in Brief(sample).to_markdown()


def test_a_name_of_two_is_two_and_one_of_a_list_is_one():
    sample = Sample()
    sample.add("a.txt", "Hesk and Orrin condemned the raid.\nBay and Isle condemned the raid.")
    sample.name("a.txt", "Bay and Isle", "country:bay", "Bay and Isle", "country")
    sample.event("a.txt", "condemned", "ACCUSE", actor="Hesk and Orrin")
    row = sample.at("a.txt", "condemned", 1)
    sample.events.append(sample.events[0] | row | {"actor": "country:bay"})
    told = Brief(sample).to_markdown()
    assert "**Hesk and Orrin condemn the raid**" in told
    assert "**Bay and Isle condemns the raid**" in told
