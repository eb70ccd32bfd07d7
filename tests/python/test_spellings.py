"""Spellings, folding, boundaries, slips and the choice among entities, through the public names."""

import pickle
import re

import pytest
from conftest import cases

import dateline as dl


def found(gaz, text, **options):
    return [(m.text, m.variant) for m in gaz.find(text, **options)]


def test_one_native_entry_finds_its_romanisations():
    gaz = dl.Gazetteer([{"id": "kh", "name": "Харків", "aliases": ["Харьков"]}])
    assert found(gaz, "Kharkiv, Kharkov; у Харкові") == [
        ("Kharkiv", "romanised"),
        ("Kharkov", "romanised"),
        ("Харкові", "folded"),
    ]
    assert gaz.n_names == 2
    assert found(gaz.with_options(variants=False), "Kharkiv") == []
    assert found(pickle.loads(pickle.dumps(gaz)), "Kharkiv") == [("Kharkiv", "romanised")]


def test_letters_are_written_out():
    gaz = dl.Gazetteer(["Novak Đoković", "Gerd Müller"])
    text = "Novak Djokovic, Gerd Mueller and Gerd Muller"
    assert found(gaz, text) == [
        ("Novak Djokovic", "romanised"),
        ("Gerd Mueller", "romanised"),
        ("Gerd Muller", "folded"),
    ]
    assert found(dl.Gazetteer(["Gerd Müller"], variants=False), text) == [("Gerd Muller", "folded")]
    assert gaz.find_all([text]).to_pylist()[0]["variant"] == "romanised"


def test_initials_and_surnames_on_demand():
    entries = [{"id": "d", "name": "Pavel Ivanovich Dorn", "type": "person"}]
    assert found(dl.Gazetteer(entries), "and P. Dorn came") == []
    assert found(dl.Gazetteer(entries, variants=["initials"]), "and P. Dorn came") == [("P. Dorn", "short")]
    assert found(dl.Gazetteer(entries, variants=True), "and Dorn came") == [("Dorn", "short")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then V.O. Dornev came.", ["V.O. Dornev"]),
        ("Then V. O. Dornev came.", ["V. O. Dornev"]),
        ("Then Dornev V. O. came.", ["Dornev V. O."]),
        ("Then Dornev V.O., a pilot, came.", ["Dornev V.O."]),
        ("Then A. V. Dornev came.", []),
        ("Then A.V. Dornev came.", []),
        ("Then Dornev A. V. came.", []),
        ("Then Dornev A.V. came.", []),
        ("P. K. Tavel and P. I. Tavel", ["P. I. Tavel"]),
        ("O. R. van der Aue and Aue, O.R.", ["O. R. van der Aue"]),
    ],
)
def test_second_initials_may_be_any_that_the_list_does_not_contradict(text, names):
    persons = ["Viktor Dornev", "Pavel Ivanovich Tavel", "Olga van der Aue"]
    rows = [{"name": name, "type": "person"} for name in persons]
    gaz = dl.Gazetteer(rows, variants=["initials", "surnames"])
    assert [m.text for m in gaz.find(text) if " " in m.text or m.text == "Dornev"] == names
    assert found(dl.Gazetteer(rows, variants=["surnames"]), "Then V.O. Dornev came.") == [("Dornev", "short")]


PERSONS = [{"name": "Pavel Marn", "type": "person"}, {"name": "Olga Tavel", "type": "person"}]
TALKS = "Dornev met Marn, and O. Tavel met Tavel; у Харкові."


def test_kinds_of_spelling_stay_with_their_entities(tmp_path):
    usual = dl.Gazetteer([{"name": "Viktor Dornev", "type": "person"}, PERSONS[1], {"name": "Харків"}])
    gaz = usual | dl.Gazetteer(PERSONS, variants=["surnames"])
    names = [("Marn", "short"), ("Tavel", "short"), ("Tavel", "short"), ("Харкові", "folded")]
    assert found(gaz, TALKS) == names
    assert [e["match_variants"] for e in gaz] == ["auto", None, "auto", "surnames"]
    assert gaz.variants == ["romanised", "inflected", "surnames", "respelled", "styled", "declined", "transcribed"]
    gaz.save(tmp_path / "both.dlg")
    gaz.to_csv(tmp_path / "both.csv")
    gaz.to_jsonl(tmp_path / "both.jsonl")
    copies = [
        dl.Gazetteer.load(tmp_path / "both.dlg"),
        dl.Gazetteer.read_csv(tmp_path / "both.csv"),
        dl.Gazetteer.read_jsonl(tmp_path / "both.jsonl"),
        dl.Gazetteer(gaz.to_table()),
        gaz | dl.Gazetteer(["Brod"], variants=True),
        gaz.without(names=["Brod"]),
        gaz.with_case({"Pavel Marn": "insensitive"}),
        gaz.with_options(fold=["case", "marks", "punctuation"]),
    ]
    for copy in copies:
        assert found(copy, TALKS) == names
        assert set(copy.variants) >= set(gaz.variants)
    assert found(gaz.with_options(variants="initials"), TALKS) == [("O. Tavel", "short")]


@pytest.mark.parametrize("variants", [True, False, ["surnames"], ["romanised"], None])
def test_written_lists_keep_their_kinds_of_spelling(tmp_path, variants):
    gaz = dl.Gazetteer([*PERSONS, {"name": "Минск", "aliases": ["Minsk"]}], variants=variants)
    gaz.to_csv(tmp_path / "a.csv")
    gaz.to_jsonl(tmp_path / "a.jsonl")
    text = TALKS + " У Минска, Minska, P. Marn."
    for copy in (
        dl.Gazetteer.read_csv(tmp_path / "a.csv"),
        dl.Gazetteer.read_jsonl(tmp_path / "a.jsonl"),
        dl.Gazetteer(gaz.to_table()),
    ):
        assert found(copy, text) == found(gaz, text)
        assert copy.variants == gaz.variants
        assert ("match_variants" in copy.columns) == (variants is not None)


def test_kinds_of_single_entities_can_be_listed(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("name,type,match_variants\nPavel Marn,person,surnames | initials\nOlga Tavel,person,\n")
    rows = [{**PERSONS[0], "match_variants": ["surnames", "initials"]}, PERSONS[1]]
    for gaz in (dl.Gazetteer.read_csv(path), dl.Gazetteer(rows)):
        assert found(gaz, TALKS + " P. Marn") == [("Marn", "short"), ("P. Marn", "short")]
    mapped = dl.Gazetteer.read_csv(path, columns={"match_variants": "match_variants", "name": "name"}, keep=[])
    assert " ".join(mapped.variants) == "romanised inflected initials surnames respelled styled declined transcribed"


@pytest.mark.parametrize("value", ["surname", "initials,surnames", True, 3, "auto|latin"])
def test_kinds_that_are_none_name_row_and_column(tmp_path, value):
    rows = [{"name": "Brod"}, {**PERSONS[0], "match_variants": value}]
    told = r'column match_variants: must be "auto", "all", "none" or kinds of spelling .*initials\|surnames\|demonyms.*, but is '
    with pytest.raises(dl.GazetteerError, match=rf"entries\[1\], {told}"):
        dl.Gazetteer(rows)
    assert len(dl.Gazetteer(rows, bad_rows="skip")) == 1
    path = tmp_path / "a.csv"
    path.write_text(f'name,kinds\nBrod,\nPavel Marn,"{value}"\n')
    with pytest.raises(dl.GazetteerError, match=r"a\.csv, line 3, column kinds: "):
        dl.Gazetteer.read_csv(path, columns={"match_variants": "kinds"})


def test_folding_in_parts():
    assert found(dl.Gazetteer(["São Paulo"], fold=("case", "punctuation")), "In Sao Paulo and São-Paulo") == [
        ("São-Paulo", "folded")
    ]
    gaz = dl.Gazetteer(["Kyiv"], fold=False)
    assert (gaz.fold, gaz.boundary) == ([], "word")
    assert found(gaz, "KYIV and Kyiv") == [("Kyiv", "exact")]
    with pytest.raises(dl.InputError, match="fold"):
        gaz | dl.Gazetteer(["Lviv"])


def test_names_inside_words():
    gaz = dl.Gazetteer(["北京", "Ukraine"], boundary="none")
    assert [m.text for m in gaz.find("我爱北京天安门 #standwithukraine")] == ["北京", "ukraine"]
    table = gaz.find_all(["我爱北京", "Ostukraine"])
    assert table.columns == dl.Gazetteer(["a1"]).find_all([]).columns
    assert [(r["start"], r["end"]) for r in table.to_pylist()] == [(2, 4), (3, 10)]
    assert dl.Pipeline(gazetteer=gaz).run(["Das liegt in der Ostukraine."]).mentions.to_pylist()[0]["text"] == "ukraine"


def test_slips():
    gaz = dl.Gazetteer(["Kharkiv", "Nova Kakhovka"])
    assert found(gaz, "From Kharkvi to Nova Kakhvoka.", fuzzy=1) == [("Kharkvi", "fuzzy"), ("Nova Kakhvoka", "fuzzy")]
    assert found(gaz, "From Kharkvi.") == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"fold": "accents"}, "case.*marks.*punctuation"),
        ({"boundary": "char"}, "word.*none"),
        ({"variants": ["latin"]}, "romanised.*inflected.*initials.*respelled"),
    ],
)
def test_unknown_options_name_the_allowed_ones(options, told):
    with pytest.raises(dl.InputError, match=told):
        dl.Gazetteer(["Kyiv"], **options)


def test_the_edits_allowed_are_named():
    with pytest.raises(dl.InputError, match="a whole number from 0 to 2"):
        dl.Gazetteer(["Kyiv"]).find("x", fuzzy=3)


def test_the_text_tells_which_place_is_meant():
    def place(number, name, country, lat, lon, population, kind="place"):
        position = {"lat": lat, "lon": lon, "population": population}
        return {"id": number, "name": name, "type": kind, "country": country, **position}

    gaz = dl.Gazetteer(
        [
            place("fr", "Harwick", "FR", 48.0, 2.0, 900_000),
            place("us", "Harwick", "US", 33.0, -95.0, 90_000),
            place("tx", "Sabina", "US", 31.0, -99.0, 20_000_000),
            place("dl", "Dalby", "US", 32.8, -96.8, 800_000),
        ]
    )
    first = gaz.find("The mayor of Harwick resigned.")[0]
    assert first.entity_id == "fr"
    assert {c.entity_id for c in first.candidates} == {"fr", "us"}
    assert gaz.find("The mayor of Harwick, Sabina, resigned.")[0].entity_id == "us"
    assert gaz.find("Between Dalby and Harwick the road is closed.")[1].entity_id == "us"
    assert gaz.find("Between Dalby and Harwick the road is closed.", resolve=False)[1].entity_id == "fr"


def test_little_places_do_not_swallow_surnames():
    gaz = dl.Gazetteer([{"id": "d", "name": "Dunnow", "type": "place", "lat": 1.0, "lon": 2.0, "population": 900}])
    text = "Dr. Dunnow spoke first. Later Dunnow said no."
    assert gaz.find(text) == []
    assert len(gaz.find(text, resolve=False)) == 2
    assert len(gaz.find("They live in Dunnow.")) == 1


DECLINED = cases("declined.toml")["language"]


@pytest.mark.parametrize("language", [language for language in DECLINED if language["texts"]], ids=lambda c: c["code"])
def test_names_have_the_endings_of_the_language(language):
    marked = [
        (re.sub(r"\[(.*?)\|.*?\]", r"\1", text), re.findall(r"\[(.*?)\|(.*?)\]", text)) for text in language["texts"]
    ]
    names = sorted({name for _, all in marked for _, name in all})
    gaz = dl.Gazetteer([{"id": name, "name": name} for name in names])
    got = 0
    for text, expected in marked:
        hits = gaz.find(text)
        assert all(m.text == text[m.start : m.end] for m in hits)
        assert {(m.text, m.entity_id) for m in hits} <= set(expected)
        assert all(m.variant == ("exact" if m.text == m.entity_id else "folded") for m in hits)
        got += len(hits)
    assert got >= 0.9 * sum(len(expected) for _, expected in marked)
    plain = dl.Gazetteer(names, variants=[kind for kind in gaz.variants if kind != "declined"])
    assert sum(len(plain.find(text)) for text, _ in marked) < got / 2
    assert all(found(gaz, text) == found(plain, text) for text in language["traps"])
