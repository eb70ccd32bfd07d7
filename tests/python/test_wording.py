"""Events in words."""

from __future__ import annotations

import pytest

from dateline._brief.wording import topic
from dateline._labels import EVENTS
from dateline._wording import WORDINGS, event_phrase


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("ASSAULT", ["Lorwick"], ["Dunmere"]), "Lorwick attacks Dunmere"),
        (("ASSAULT", [], ["Dunmere"]), "Attack on Dunmere"),
        (("MOBILIZE", ["Lorwick"], []), "Lorwick builds up forces"),
        (("CONSULT", ["Lorwick", "Hesk"], []), "Lorwick and Hesk hold talks"),
        (("AGREE", ["Lorwick", "Hesk"], []), "Lorwick and Hesk agree"),
        (("REJECT", ["Lorwick", "Hesk"], []), "Lorwick and Hesk deny or refuse"),
        (("COERCE", ["Lorwick"], ["Hesk"], "airspace"), "Lorwick violates the airspace of Hesk"),
        (("ASSAULT", ["Hill Forces"], ["Dunmere"]), "Hill Forces attack Dunmere"),
        (("ASSAULT", ["Armed Forces of Dunmere"], []), "Armed Forces of Dunmere carry out an attack"),
        (("ASSAULT", ["Council of Ministers"], []), "Council of Ministers carries out an attack"),
        (("MOBILIZE", ["Witnesses"], []), "Witnesses build up forces"),
        (("MOBILIZE", ["United States"], []), "United States builds up forces"),
        (("RETREAT", ["Hesk"], ["Dunmere"], "release"), "Hesk releases captives"),
        (("RETREAT", [], ["Dunmere"], "release"), "Release of captives"),
        (("feasting", [], []), "Feasting"),
        (("feasting", ["Hesk"], []), "Hesk feasting"),
    ],
)
def test_event_phrase(args, said):
    assert event_phrase(*args) == said


def test_every_event_type_has_words():
    assert {kind.split("/")[0] for kind in WORDINGS} == set(EVENTS)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("soldier: Lorwick", "Number of soldiers: Lorwick"),
        ("body", "Number of bodies"),
        ("serviceman", "Number of servicemen"),
        ("personnel", "Number of personnel"),
        ("displaced: Lorwick", "Number of displaced: Lorwick"),
        ("m: Lorwick", "Distance or length: Lorwick"),
        ("MOBILIZE: Lorwick", "Build-up of forces: Lorwick"),
        ("soldiers at Dunmere", "Soldiers at Dunmere"),
    ],
)
def test_topic(given, said):
    assert topic(given) == said


@pytest.mark.parametrize(
    ("actor", "line"),
    [
        ("settlers", "settlers attack Dunmere"),
        ("masked men", "masked men attack Dunmere"),
        ("prosecutors in Hesk", "prosecutors in Hesk attack Dunmere"),
        ("harbour police", "harbour police attack Dunmere"),
        ("a crowd", "a crowd attacks Dunmere"),
        ("chess", "chess attacks Dunmere"),
        ("James", "James attacks Dunmere"),
    ],
)
def test_common_nouns_take_their_verb(actor, line):
    assert event_phrase("ASSAULT", [actor], ["Dunmere"]) == line
