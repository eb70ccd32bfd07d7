"""Events of the brief: whose words name the parties, and which tellings are one event."""

from __future__ import annotations

from sample import Sample

from dateline._brief.brief import Brief
from dateline._brief.model import Event


def lines(sample: Sample) -> list[Event]:
    situation = Brief(sample).situation
    days = (*situation.days, *situation.undated)
    return [*(event for day in days for event in day.events), *situation.unnamed]


def two(first: str, second: str, *, days: tuple[str, str] = ("2026-05-03", "2026-05-04")) -> Sample:
    sample = Sample()
    sample.add("a.txt", first, "The Bell", days[0])
    sample.add("b.txt", second, "The Post", days[1])
    return sample


def test_deeds_of_nobody_known_stay_apart():
    sample = two("A singer was arrested at the gate.", "Later a nurse was arrested too.")
    for doc in ("a.txt", "b.txt"):
        sample.event(doc, "arrested", "COERCE", event_mode="arrest")
    assert [event.outlets for event in lines(sample)] == [("The Bell",), ("The Post",)]


def test_words_of_the_table_are_parties():
    sample = two("Masked men beat two reporters.", "A court fined the harbour pilots.")
    sample.event("a.txt", "beat", "ASSAULT", actor="Masked men", recipient="two reporters")
    sample.event("b.txt", "fined", "SANCTION", actor="A court", recipient="the harbour pilots")
    brief = Brief(sample)
    assert brief.situation.unnamed == ()
    assert "**Masked men attack two reporters**" in brief.to_markdown()
    assert "**Court imposes sanctions on harbour pilots**" in brief.to_markdown()


def test_pronouns_and_bare_numbers_are_no_parties():
    sample = two("It arrested two of them.", "Nothing else.")
    sample.event("a.txt", "arrested", "COERCE", actor="it", recipient="two", event_mode="arrest")
    assert len(Brief(sample).situation.unnamed) == 1


def test_an_event_with_a_day_stands_under_its_day():
    sample = two("Forty were freed on 2 May.", "Nothing else.")
    sample.event("a.txt", "freed", "RETREAT", event_mode="release", date="2026-05-02")
    assert [day.date for day in Brief(sample).situation.days] == ["2026-05-02"]


def test_police_of_two_towns_and_two_days_are_two():
    sample = two("Police attacked a peaceful crowd without warning.", "Police attacked a peaceful crowd elsewhere.")
    for doc in ("a.txt", "b.txt"):
        sample.event(doc, "attacked", "ASSAULT", actor="Police", recipient="crowd")
    assert len(lines(sample)) == 2
    for at, row in enumerate(sample.events):
        row["date"] = f"2026-05-0{at + 2}"
    assert len(lines(sample)) == 2


def test_reports_that_agree_in_party_place_and_day_are_one():
    sample = two("Lorwick bombed the quay of Dunmere.", "A Lorwick raid on Dunmere hit a church.")
    for doc, words in (("a.txt", "bombed"), ("b.txt", "raid")):
        sample.name(doc, "Lorwick", "country:lorwick", "Lorwick", "country", country="LW")
        sample.name(doc, "Dunmere", "place:dunmere", "Dunmere", "place")
        sample.event(doc, words, "ASSAULT", actor="country:lorwick", place="place:dunmere", date="2026-05-02")
    (event,) = lines(sample)
    assert (event.outlets, event.independent) == (("The Bell", "The Post"), 2)
    sample.events[1]["date"] = "2026-05-03"
    assert len(lines(sample)) == 2


def test_a_raid_and_a_strike_told_on_one_day_are_one():
    sample = two(
        "A Lorwick raid killed nine people and three children in Dunmere.",
        "Lorwick struck Dunmere, killing people, children among them.",
        days=("2026-05-03", "2026-05-03"),
    )
    for doc, words, day in (("a.txt", "raid", None), ("b.txt", "struck", "2026-05-03")):
        sample.name(doc, "Lorwick", "country:lorwick", "Lorwick", "country", country="LW")
        sample.name(doc, "Dunmere", "place:dunmere", "Dunmere", "place")
        sample.event(doc, words, "ASSAULT", actor="country:lorwick", place="place:dunmere", date=day)
    assert len(lines(sample)) == 1
    sample.documents[0]["date"] = "2026-05-06"
    assert len(lines(sample)) == 2


def test_two_statements_of_one_speaker_are_two():
    sample = two(
        "Lorwick denied on Sunday that its ships had left port.", "Lorwick denied on Sunday a shortage of bread."
    )
    for doc in ("a.txt", "b.txt"):
        sample.name(doc, "Lorwick", "country:lorwick", "Lorwick", "country", country="LW")
        sample.event(doc, "denied", "REJECT", actor="country:lorwick", date="2026-05-03")
    assert len(lines(sample)) == 2


def test_a_copy_with_another_toll_is_another_telling():
    told = "At least {} people died when the old tannery by the northern canal burnt down."
    sample = two(told.format(17), told.format(21))
    for doc, number in (("a.txt", 17), ("b.txt", 21)):
        sample.event(doc, "died", "ASSAULT", recipient=f"{number} people")
    sample.copy("a.txt", "when the old tannery", "b.txt", "when the old tannery")
    assert len(lines(sample)) == 2
    sample = two(told.format(17), told.format(17) + " Nobody was charged.")
    for doc in ("a.txt", "b.txt"):
        sample.event(doc, "died", "ASSAULT", recipient="17 people")
    sample.copy("a.txt", "when the old tannery", "b.txt", "when the old tannery")
    (event,) = lines(sample)
    assert (event.outlets, event.independent) == (("The Bell", "The Post"), 1)


def test_modes_of_one_type_are_two_deeds():
    sample = two("Lorwick closed the pass on 2 May.", "Lorwick held drivers at the pass on 2 May.")
    for doc, words, mode in (("a.txt", "closed", "restrict"), ("b.txt", "held", "arrest")):
        sample.name(doc, "Lorwick", "country:lorwick", "Lorwick", "country", country="LW")
        sample.event(
            doc, words, "COERCE", actor="country:lorwick", place="the pass", date="2026-05-02", event_mode=mode
        )
    assert len(lines(sample)) == 2


def test_who_denies_is_told_where_the_event_leaves_it_open():
    sample = two("The harbour master, Ada Fenn, denied it.", "Nothing else.")
    sample.says("a.txt", "The harbour master, Ada Fenn, denied it.", "denial", "Ada Fenn")
    sample.event("a.txt", "denied", "REJECT", event_mode="deny")
    assert Brief(sample).situation.unnamed == ()
    assert "**Ada Fenn denies or refuses**" in Brief(sample).to_markdown()


def test_two_doers_make_two_events_of_one_victim_place_and_day():
    def told(second: str) -> list[Event]:
        sample = two("Lorwick shelled Dunmere at the quay.", "Hesk shelled Dunmere at the quay.")
        for doc, doer in (("a.txt", "country:lorwick"), ("b.txt", second)):
            sample.name(doc, "Dunmere", "place:dunmere", "Dunmere", "place")
            deed = {"recipient": "place:dunmere", "place": "place:dunmere", "date": "2026-05-02"}
            sample.event(doc, "shelled", "ASSAULT", actor=doer, **deed)
        return lines(sample)

    assert [event.outlets for event in told("country:lorwick")] == [("The Bell", "The Post")]
    assert [event.outlets for event in told("country:hesk")] == [("The Bell",), ("The Post",)]


def test_one_sentence_with_another_verb_is_one_event():
    told = "Lorwick {} the charge that its troops had crossed the river at night."
    sample = two(told.format("denied"), told.format("refuted"))
    for doc, verb in (("a.txt", "denied"), ("b.txt", "refuted")):
        sample.name(doc, "Lorwick", "country:lorwick", "Lorwick", "country", country="LW")
        sample.event(doc, verb, "REJECT", actor="country:lorwick")
    (event,) = lines(sample)
    assert event.outlets == ("The Bell", "The Post")
    # What is denied is another charge.
    sample = two(told.format("denied"), "Lorwick refuted the charge that its bakers had sold spoiled flour at night.")
    for doc, verb in (("a.txt", "denied"), ("b.txt", "refuted")):
        sample.name(doc, "Lorwick", "country:lorwick", "Lorwick", "country", country="LW")
        sample.event(doc, verb, "REJECT", actor="country:lorwick")
    assert len(lines(sample)) == 2


def test_who_names_no_doer_does_not_stand_for_who_is_said_to_have_done_it():
    def told(source: str) -> list[Event]:
        sample = two(
            "Police shot dead three strikers at the mill.",
            "One of the strikers killed at the mill was struck by a stone.",
        )
        sample.says("a.txt", "Police shot dead three strikers at the mill.", "accusation", "the union")
        sample.says("b.txt", "One of the strikers killed at the mill was struck by a stone.", "claim", source)
        for doc, words, doer in (("a.txt", "shot dead", "Police"), ("b.txt", "killed", None)):
            sample.name(doc, "mill", "place:mill", "the mill", "place")
            deed = {"place": "place:mill", "date": "2026-05-02", "reality": "alleged", "recipient": "strikers"}
            sample.event(doc, words, "ASSAULT", actor=doer, **deed)
        return lines(sample)

    assert len(told("the union")) == 1
    assert len(told("the minister")) == 2
