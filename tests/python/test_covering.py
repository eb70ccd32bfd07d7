"""Names that cover the words by which sentences are read: a verb within a name is no verb of the sentence."""

from __future__ import annotations

import random

import pytest

import dateline as dl

KINDS = ["person", "place", "government", "armed_group", "organization", "country", "facility"]


@pytest.mark.parametrize("name", ["Arrested Mensah", "Killed Banda", "Captured Jones", "Freed Banda", "Said Amin"])
@pytest.mark.parametrize(
    "text", ["{} left for Accra.", "He met {} in Accra, police said.", "{} was freed. Police denied that {} was held."]
)
def test_a_verb_within_a_name_costs_no_document(name: str, text: str) -> None:
    pipeline = dl.Pipeline(gazetteer=dl.Gazetteer([{"name": name, "type": "person"}]))
    analysis = pipeline.run(text.replace("{}", name))
    assert [row["error"] for row in analysis.documents.to_pylist()] == [None]
    assert name in [row["text"] for row in analysis.mentions.to_pylist()]


WORDS = [
    "Police",
    "denied",
    "that",
    "and",
    "but",
    "refused",
    "to",
    "said",
    "who",
    "which",
    "killed",
    "18",
    "soldiers",
    "were",
    "was",
    "not",
    "the",
    "country",
    "his",
    "ordered",
    "offers",
    "threats",
    "of",
    "if",
    "we",
    "are",
    "attacked",
    "no",
    "one",
    "Iran",
    "Iranian",
    "he",
    "they",
    "it",
    "a",
    "toll",
    "of",
    "12",
    "rose",
    "to",
    "14",
    "on",
    "Monday",
    "in",
    "Accra",
    "accused",
    "blamed",
    "Mensah",
    "released",
    "freed",
    "held",
    "talks",
    "with",
    "by",
    "after",
    "when",
    "because",
    "rumour",
    "must",
    "should",
    "would",
    "could",
    "“There",
    "was",
    "no”",
    "“We”",
    ";",
    ",",
    ".",
    ":",
    "—",
    "(",
    ")",
    "17:45",
    "-",
]


@pytest.mark.parametrize("seed", range(8))
def test_names_may_cover_any_words(seed: int) -> None:
    choose = random.Random(seed)
    plain = [word for word in WORDS if word.isalnum()]
    names = {" ".join(choose.choices(plain, k=choose.randint(1, 3))) for _ in range(60)}
    entries = [{"name": name, "type": choose.choice(KINDS)} for name in sorted(names)]
    texts = [" ".join(choose.choices(WORDS, k=choose.randint(3, 40))) for _ in range(250)]
    pipeline = dl.Pipeline(gazetteer=dl.Gazetteer(entries))
    analysis = pipeline.run(dl.Corpus.from_texts(texts), progress=False)
    assert {row["error"] for row in analysis.documents.to_pylist()} == {None}
