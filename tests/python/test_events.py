"""Who acts on whom, on whole sentences with real names."""

from __future__ import annotations

import pytest

import dateline as dl

PIPE = dl.Pipeline()
NAMES = dl.Gazetteer.seed()


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Norway said on Friday that it was ready to impose new sanctions on Belarus.", "NO", "BY"),
        ("Norway was preparing sanctions against Belarus.", "NO", "BY"),
        ("Norway has imposed sanctions on Belarus.", "NO", "BY"),
    ],
)
def test_who_puts_sanctions_on_whom(text, actor, recipient):
    rows = [row for row in PIPE.run(text).events.to_pylist() if row["type"] == "SANCTION"]
    codes = {name: NAMES[name]["country"] for row in rows for name in (row["actor"], row["recipient"])}
    assert rows and all((codes[row["actor"]], codes[row["recipient"]]) == (actor, recipient) for row in rows)


@pytest.mark.parametrize(
    ("text", "kind", "never"),
    [
        # A city that acts is what the pronoun behind it takes up, even where no list knows whose seat it is.
        (
            "Nairobi protested. Lagos recalled its envoy from Niger and warned that it would cut the gas.",
            "THREATEN",
            "country:niger",
        ),
        (
            "Belgrade sent its envoy home. Pristina lies about the raid as it lied about the convoy that its police attacked in March.",
            "ASSAULT",
            "government:serbia",
        ),
        # Others than the ministry that the sentence before is about.
        (
            "The Health Ministry of Kenya said nurses had fled.\n\n“They fired on our ambulance,” doctor Ali Hassan told the BBC.",
            "ASSAULT",
            "government:kenya",
        ),
        # An adjective of the victims.
        (
            "Haddad was convicted of murdering a German nun. His brother said that he was still in his cell after the arrest.",
            "COERCE",
            "nationality:german",
        ),
    ],
)
def test_a_pronoun_is_nobody_who_is_only_named_beside(text, kind, never):
    actors = [row["actor"] or "" for row in PIPE.run(text).events.to_pylist() if row["type"] == kind]
    assert all(not actor.startswith(never) for actor in actors)


def test_he_in_a_quotation_is_not_its_speaker():
    text = "Colonel Said Amin spoke. “The driver was not hurt. He was kidnapped by rebels,” Said Amin said."
    (row,) = (row for row in PIPE.run(text).events.to_pylist() if row["type"] == "ASSAULT" and row["actor"])
    assert (row["actor"], row["recipient"]) == ("rebels", None)


@pytest.mark.parametrize(
    "text",
    [
        "President Marta Silva must not dismiss General Rocha.",
        "Prime Minister Orban should invite Poland to send observers.",
    ],
)
def test_who_is_told_what_he_must_do_does_not_say_so(text):
    (row,) = PIPE.run(text).sentences.to_pylist()
    assert row["source"] == "narrator"
