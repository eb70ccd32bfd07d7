"""Names that no list has: what one document tells is found in the others, and nothing else is."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

import dateline as dl

NAMES = dl.Gazetteer(
    [
        {"id": "country:portugal", "name": "Portugal", "type": "country"},
        {"id": "country:zambia", "name": "Zambia", "type": "country"},
        {"id": "place:oldbridge", "name": "Vodelle", "type": "place"},
    ]
)
LAYERS = ["mentions", "quotes"]
PIPE = dl.Pipeline(gazetteer=NAMES, acts=False, events=False, layers=LAYERS)
ALONE = dl.Pipeline(gazetteer=NAMES, acts=False, events=False, layers=LAYERS, share_names=False)
DISPATCHES = Path(__file__).parents[2] / "seeds" / "dispatches"

# What is told, then a document that uses it, then its mentions, those of listed countries apart: words, id, variant.
CASES = {
    "a person who is written without his middle name": (
        ["Joseph Mwamba Phiri told reporters in Vodelle that the mine was shut."],
        "The mine in Vodelle was shut, Mr Joseph Phiri said. Nobody had told Phiri so.",
        [
            ("Vodelle", "place:oldbridge", "exact"),
            ("Joseph Phiri", "person:joseph_mwamba_phiri", "folded"),
            ("Phiri", "person:joseph_mwamba_phiri", "short"),
        ],
    ),
    "a town": (
        ["Crews reached the town of Monchique."],
        "The fire around Monchique spread. On Monday it came to\nMonchique, and MONCHIQUE was empty.",
        [
            ("Monchique", "place:monchique", "exact"),
            ("Monchique", "place:monchique", "exact"),
            ("MONCHIQUE", "place:monchique", "folded"),
        ],
    ),
    "the town of a dateline": (
        ["ALFERCE, Aug 13 - Nine people were killed."],
        "Roads to Alferce are shut.",
        [("Alferce", "place:alferce", "exact")],
    ),
    "a person, and then the surname": (
        ["The mayor, Rui Bacelar, said the order was late."],
        "It was Rui Bacelar who rang the bell. Bacelar then left.",
        [("Rui Bacelar", "person:rui_bacelar", "exact"), ("Bacelar", "person:rui_bacelar", "short")],
    ),
    "the surname alone, where both name the same country": (
        ["Her main challenger, Esther Chilufya, received less in Zambia."],
        "The courts of Zambia met. Chilufya welcomed the ruling.",
        [("Chilufya", "person:esther_chilufya", "short")],
    ),
    "title and surname": (
        ["Senator Joseph Mwamba Phiri won in Zambia."],
        "President Phiri left Zambia.",
        [("Phiri", "person:joseph_mwamba_phiri", "short")],
    ),
    "a company": (
        ["He accused the power company Rede Sul of neglect."],
        "An inquiry into Rede Sul was opened.",
        [("Rede Sul", "organization:rede_sul", "exact")],
    ),
    "an acronym": (
        ["The Northern Coast Shield Brigade (NCSB) crossed the river."],
        "Later the NCSB withdrew.",
        [("NCSB", "armed_group:northern_coast_shield_brigade", "acronym")],
    ),
    "an acronym of three letters, where both name the same country": (
        ["The Northern Shield Brigade (NSB) entered Portugal."],
        "Later the NSB left Portugal.",
        [("NSB", "armed_group:northern_shield_brigade", "acronym")],
    ),
    "a headline in capitals over a report that has the name": (
        ["Crews reached the town of Monchique."],
        "FIRE OVERRUNS HAMLETS AT MONCHIQUE\n\nThe road to Monchique was shut for hours on Monday, the fire brigade said.",
        [("MONCHIQUE", "place:monchique", "folded"), ("Monchique", "place:monchique", "exact")],
    ),
    # --- what must not be found
    "the surname where nothing is named in both": (
        ["Her main challenger, Esther Chilufya, received less in Zambia."],
        "The courts met. Chilufya welcomed the ruling.",
        [],
    ),
    "a surname of two": (
        ["The mayor, Rui Bacelar, stayed in Portugal.", "The minister, Ana Bacelar, left Portugal."],
        "Portugal waits. Bacelar is tired.",
        [],
    ),
    "a surname that begins a firm's name elsewhere": (
        ["The mayor, Rui Bacelar, stayed in Portugal.", "The ferries of Bacelar Lines left Portugal."],
        "Portugal waits. Bacelar raised its fares.",
        [],
    ),
    "a surname behind another given name": (
        ["The mayor, Rui Bacelar, stayed in Portugal."],
        "Portugal waits for Xisto Bacelar. Everybody knows that Bacelar is tired.",
        [],
    ),
    "two types": (
        ["Crews reached the town of Casais.", "He sued the power company Casais over it."],
        "The road to Casais is shut.",
        [],
    ),
    "a common word": (["Crews reached the village of Hope."], "Hope is gone. They pray in Hope for rain.", []),
    "a frequent surname": (["Crews reached the town of Wilson."], "Later Wilson and his men left.", []),
    "part of a longer name": (
        ["Crews reached the town of Casais."],
        "Xana Casais has won the Casais Cup.",
        [],
    ),
    "a company called like the town": (
        ["Crews reached the town of Kettlin."],
        "He bought shares of Kettlin on Monday.",
        [],
    ),
    "small letters": (["Crews reached the town of Kettlin."], "A kettlin is a bowl. Kettlin sells well.", []),
    "two meanings of an acronym": (
        ["The Northern Shield Brigade (NSB) entered Portugal.", "The National Savings Bank (NSB) closed."],
        "Later the NSB left Portugal.",
        [],
    ),
    "an acronym of three letters where nothing is named in both": (
        ["The Northern Shield Brigade (NSB) crossed the river."],
        "Later the NSB withdrew.",
        [],
    ),
    "a headline in capitals alone": (
        ["Crews reached the town of Kettlin."],
        "KETTLIN LAUNCHES NEW BICYCLES NOW\n\nThe sales rose by a tenth on Monday, the maker said in a statement.",
        [],
    ),
    "what a list has": (
        ["Crews reached the town of Vodelle."],
        "The road to Vodelle is shut.",
        [("Vodelle", "place:oldbridge", "exact")],
    ),
}


def mentions(analysis, document):
    """The mentions of one document but the listed countries."""
    rows = [row for row in analysis.mentions.to_pylist() if row["doc_id"] == document]
    return [(row["text"], row["entity_id"], row["variant"]) for row in rows if row["type"] != "country"]


@pytest.mark.parametrize("case", CASES)
def test_cases(case):
    telling, using, expected = CASES[case]
    assert mentions(PIPE.run([*telling, using]), str(len(telling))) == expected
    assert mentions(PIPE.run([using, *reversed(telling)]), "0") == expected, "the order of documents"


@pytest.mark.parametrize("case", CASES)
def test_switched_off_each_document_stands_for_itself(case):
    telling, using, _ = CASES[case]
    together = mentions(ALONE.run([*telling, using]), str(len(telling)))
    assert together == mentions(ALONE.run([using]), "0")


def test_other_languages_have_names_of_several_words_alone():
    told = ["Crews reached the town of Monchique. The mayor, Rui Bacelar, said the order was late."]
    using = "O incêndio que começou ontem perto de Monchique continua, e Rui Bacelar pediu mais ajuda aos vizinhos da serra."
    documents = dl.Corpus.from_texts([*told, using])
    assert PIPE.run(documents).documents.to_pylist()[1]["lang"] == "pt"
    assert mentions(PIPE.run(documents), "1") == [("Rui Bacelar", "person:rui_bacelar", "exact")]


def test_speakers_are_named():
    told = "The mayor, Rui Bacelar, stayed in Portugal."
    using = "Portugal waits. “The order was late,” Bacelar said."
    quotes = PIPE.run([told, using]).quotes.to_pylist()
    assert [(q["speaker"], q["speaker_id"]) for q in quotes] == [("Bacelar", "person:rui_bacelar")]


def rows(analysis):
    """The mentions of each document by its text."""
    found = {}
    for row in analysis.mentions.to_pylist():
        text = analysis.text(row.pop("doc_id"))
        assert text[row["start"] : row["end"]] == row["text"]
        found.setdefault(text, []).append(row)
    return found


@pytest.fixture(scope="module")
def reports():
    told = [text for telling, using, _ in CASES.values() for text in (*telling, using)]
    return [f"Nº {number} — “é”.\n\n{text}" for number, text in enumerate(told)] + [
        path.read_text() for path in sorted(DISPATCHES.glob("*.txt"))
    ]


def test_neither_order_nor_threads_matter(reports):
    expected = rows(PIPE.run(reports, threads=1))
    assert any(row["entity_id"] == "place:monchique" for found in expected.values() for row in found)
    assert expected != rows(ALONE.run(reports, threads=1))
    many = [text for text in reports for _ in range(3)]
    for seed in range(3):
        mixed = random.Random(seed).sample(reports, len(reports))
        assert rows(PIPE.run(mixed, threads=1 + seed)) == expected
    assert PIPE.run(many, threads=1).mentions.to_pylist() == PIPE.run(many, threads=4).mentions.to_pylist()


def test_shards_tell_each_other_too(reports, tmp_path):
    whole = PIPE.run(reports)
    run = PIPE.run_batch(reports, tmp_path / "out", shard_documents=3, threads=2)
    assert run["mentions"].to_pylist() == whole.mentions.to_pylist()
    with pytest.raises(dl.InputError, match=r"other settings \(share_names\)"):
        ALONE.run_batch(reports, tmp_path / "out", shard_documents=3)


def test_a_run_goes_on_with_the_names_it_began_with(tmp_path):
    """What later documents tell holds for the finished shards, so they are part of what must be the same."""
    texts = ["The fire around Monchique spread.", "Snow fell.", "Crews reached the town of Monchique.", "Rain fell."]
    out = tmp_path / "out"
    PIPE.run_batch(texts, out, shard_documents=2)
    manifest = json.loads((out / "manifest.json").read_text())
    manifest |= {"complete": False, "shards": manifest["shards"][:1], "documents": 2}
    (out / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(dl.InputError, match="documents behind shard 0 are not those with which the run there began"):
        PIPE.run_batch([*texts[:2], "Crews reached a town.", "Rain fell."], out, shard_documents=2)
    with pytest.raises(dl.InputError, match="documents of shard 0 are not those"):
        PIPE.run_batch(["Hail fell.", *texts[1:]], out, shard_documents=2)
