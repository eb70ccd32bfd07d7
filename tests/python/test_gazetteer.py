"""Gazetteers through their public names: the tables of cases, inputs of every kind, look-up, merging, errors."""

from __future__ import annotations

import decimal
import pickle

import polars as pl
import pyarrow as pa
import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

import dateline as dl

ENTRIES = [
    {
        "id": "place:kyiv",
        "name": "Kyiv",
        "type": "place",
        "aliases": ["Kiev"],
        "country": "UA",
        "lat": 50.45,
        "lon": 30.52,
    },
    {
        "id": "armed_group:wagner",
        "name": "Wagner Group",
        "type": "armed_group",
        "aliases": "Wagner|PMC Wagner",
        "rank": 3,
    },
]


@pytest.mark.parametrize("case", cases("matching.toml")["case"], ids=lambda c: c["name"])
def test_every_case_of_the_table(case):
    gaz = dl.Gazetteer(case["entries"])
    options = {key: case[key] for key in ("case", "overlap") if key in case}
    found = gaz.find(case["text"], **options)
    assert [[m.start, m.end] for m in found] == case["spans"]
    assert all(m.text == case["text"][m.start : m.end] for m in found)
    if "ids" in case:
        assert [[c.entity_id for c in m.candidates] for m in found] == case["ids"]


@pytest.mark.parametrize("case", cases("meant.toml")["case"], ids=lambda c: c["about"])
def test_what_short_lists_find(case):
    found = dl.Gazetteer(case["rows"]).find(case["text"])
    assert [f"{m.text} | {m.entity_id}" for m in found] == case["found"]


JOINED = cases("joined.toml")


@pytest.mark.parametrize("case", JOINED["case"], ids=lambda c: c["text"])
def test_names_that_are_joined_to_something_else(case):
    named = [names.split("|") for names in case.get("names", JOINED["names"])]
    gaz = dl.Gazetteer([{"id": name, "name": name, "aliases": aliases} for name, *aliases in named])
    options = {key: case[key] for key in ("case", "overlap", "fuzzy") if key in case}
    for resolve in (True, False):
        found = gaz.find(case["text"], resolve=resolve, **options)
        assert [m.text for m in found] == case["found"]
        assert all(m.text == case["text"][m.start : m.end] for m in found)
        assert [m.entity_id for m in found] == case.get("ids", [m.entity_id for m in found])
    table = gaz.find_all([case["text"]] * 3, threads=2, **options).to_pylist()
    assert [row["text"] for row in table] == case["found"] * 3


def test_entries_of_every_kind_make_the_same_gazetteer():
    rows = [
        {k: v for k, v in e.items() if k != "aliases"}
        | {"aliases": ["Kiev"] if "kyiv" in e["id"] else ["Wagner", "PMC Wagner"]}
        for e in ENTRIES
    ]
    frame = pl.DataFrame(rows, schema_overrides={"rank": pl.Int64}, infer_schema_length=None)
    made = [
        dl.Gazetteer(ENTRIES),
        dl.Gazetteer(tuple(ENTRIES)),
        dl.Gazetteer(frame),
        dl.Gazetteer(frame.to_arrow()),
        dl.Gazetteer(frame.to_pandas()),
    ]
    want = [{k: v for k, v in e.items() if k != "rank"} for e in made[0]]
    for gaz in made:
        assert [{k: v for k, v in e.items() if k != "rank"} for e in gaz] == want
        assert gaz.get("armed_group:wagner")["rank"] == 3
        assert gaz.get("place:kyiv")["rank"] is None


def test_names_alone():
    gaz = dl.Gazetteer(["Kyiv", "Minsk", "Kyiv"])
    assert len(gaz) == 2
    assert [m.entity_id for m in gaz.find("From Minsk to Kyiv")] == ["Minsk", "Kyiv"]
    assert "KYIV" in gaz and "Lviv" not in gaz


def test_lookup_merge_and_columns():
    gaz = dl.Gazetteer(ENTRIES[:1]) | dl.Gazetteer(ENTRIES[1:])
    assert len(gaz) == 2 and gaz.n_names == 5
    assert gaz["place:kyiv"]["lat"] == 50.45
    assert [e["id"] for e in gaz.lookup("kiev")] == ["place:kyiv"]
    assert gaz.get("nothing") is None
    with pytest.raises(KeyError, match="lookup"):
        gaz["Kiev"]
    with pytest.raises(dl.GazetteerError, match="place:kyiv"):
        gaz | dl.Gazetteer([{"id": "place:kyiv", "name": "Kyiv", "type": "government"}])
    table = gaz.find_all(["Wagner left Kyiv."], ids=["a"])
    assert table["rank"] == [3, None] and table["country"] == [None, "UA"] and table["sentence"] == [None, None]


def test_find_all_equals_find_whatever_the_threads():
    gaz = dl.Gazetteer.seed()
    texts = [f"Ünited Nations officials met Kyiv's envoy in Minsk on day {i}." for i in range(500)]
    one = gaz.find_all(texts, threads=1)
    assert one == gaz.find_all(pa.chunked_array([texts[:100], texts[100:]]), threads=3)
    assert one == gaz.find_all(pl.Series(texts, dtype=pl.Categorical), threads=2)
    assert one == gaz.find_all(iter(texts))
    single = gaz.find(texts[7])
    rows = [r for r in one.to_pylist() if r["doc_id"] == "7"]
    assert [(m.start, m.end, m.entity_id) for m in single] == [(r["start"], r["end"], r["entity_id"]) for r in rows]


AMBIGUOUS = [
    {"id": "t:fr", "name": "Troy", "type": "place", "country": "FR", "lat": 48.3, "lon": 4.1, "population": 60_000},
    {"id": "t:mi", "name": "Troy", "type": "place", "country": "US", "lat": 42.6, "lon": -83.1, "population": 87_000},
    {"id": "t:p", "name": "Troy", "type": "person"},
    {"id": "s:mi", "name": "Michigan", "type": "place", "country": "US", "population": 10_000_000},
    {"id": "b:n", "name": "Northern Shield", "type": "armed_group"},
    {"id": "b:s", "name": "NSB", "type": "organization"},
    {"id": "k:b", "name": "Kremlin", "type": "facility", "metonym": "k:g"},
    {"id": "k:g", "name": "Kremlin", "type": "government"},
]


@given(
    st.lists(
        st.sampled_from(
            [
                "Troy",
                "Troy, Mich.",
                "Michigan",
                "Northern Shield",
                "(NSB)",
                "NSB",
                "Kremlin",
                ", ",
                " in ",
                " and ",
                " ",
            ]
        ),
        max_size=25,
    ),
    st.sampled_from(["auto", "sensitive", "insensitive"]),
    st.sampled_from(["longest", "all"]),
    st.booleans(),
)
def test_rows_are_mentions_and_scores_are_shares(parts, case, overlap, resolve):
    gaz, text = dl.Gazetteer(AMBIGUOUS), "".join(parts)
    options = {"case": case, "overlap": overlap, "resolve": resolve}
    single = gaz.find(text, **options)
    rows = gaz.find_all(["", text, "Troy"], **options).to_pylist()
    rows = [row for row in rows if row["doc_id"] == "1"]
    assert len(rows) == len(single)
    for row, mention in zip(rows, single, strict=True):
        for field in ("start", "end", "text", "entity_id", "name", "type", "variant"):
            assert row[field] == getattr(mention, field), field
        candidates = [(c["entity_id"], c["name"], c["type"]) for c in row["candidates"]]
        assert candidates == [(c.entity_id, c.name, c.type) for c in mention.candidates]
        assert candidates[0] == (row["entity_id"], row["name"], row["type"])
        shares = [c["score"] for c in row["candidates"]]
        assert shares == pytest.approx([c.score for c in mention.candidates], abs=1e-6)
        assert row["score"] == shares[0] == pytest.approx(mention.score, abs=1e-6)
        assert shares == sorted(shares, reverse=True)
        assert len(shares) == 1 or sum(shares) == pytest.approx(1, abs=1e-5)


@given(
    st.lists(
        st.sampled_from(
            ["Kyiv", "kyiv", "Wagner Group", "й", "🙂", "\n", " ", "’s ", "Wagner\ngroup", "e\u0301", ". "]
        ),
        max_size=30,
    )
)
def test_a_span_is_its_text(parts):
    text = "".join(parts)
    for mention in dl.Gazetteer(ENTRIES).find(text):
        assert mention.text == text[mention.start : mention.end]


def test_a_list_put_together_by_hand_is_taken_at_its_word():
    def entry(id, name, kind="place", **more):
        return {"id": id, "name": name, "type": kind, **more}

    big, small = (
        entry("fr", "Paris", country="FR", population=2_100_000),
        entry("us", "Paris", country="US", population=24_000),
    )
    town, person = entry("dc", "Washington", population=700_000), entry("gw", "Washington", "person")
    for entries, text, found in (
        ([entry("k", "Kyiv", population=3_000_000)], "Kyiv fell quiet.", ["k"]),
        ([entry("b", "Bakhmut", population=70_000)], "A shell hit Bakhmut.", ["b"]),
        ([big, small], "The mayor of Paris spoke.", ["fr"]),
        ([town, person], "President Washington signed it.", ["gw"]),
        ([town, person], "Mr Washington left.", ["gw"]),
        ([town, person], "They met in Washington.", ["dc"]),
        ([town], "Booker Washington wrote it.", []),
    ):
        assert [m.entity_id for m in dl.Gazetteer(entries).find(text)] == found, text


HERE = [
    {"id": "us", "name": "Georgia", "type": "place", "country": "US", "lat": 32.7, "lon": -83.4},
    {"id": "ge", "name": "Georgia", "type": "country", "country": "GE", "lat": 42.0, "lon": 43.5},
    {"id": "tbilisi", "name": "Tbilisi", "type": "place", "country": "GE", "lat": 41.7, "lon": 44.8},
    {"id": "atlanta", "name": "Atlanta", "type": "place", "country": "US", "lat": 33.7, "lon": -84.4},
    {"id": "south", "name": "Ivanivka", "type": "place", "country": "UA", "lat": 46.6, "lon": 33.0},
    {"id": "west", "name": "Ivanivka", "type": "place", "country": "UA", "lat": 50.5, "lon": 25.7},
    {"id": "ternopil", "name": "Ternopil", "type": "place", "country": "UA", "lat": 49.55, "lon": 25.6},
    {"id": "president", "name": "Lincoln", "type": "person"},
    {"id": "town", "name": "Lincoln", "type": "place", "country": "US"},
    {"id": "syria", "name": "Syria", "type": "country", "country": "SY"},
    {"id": "jordan", "name": "Jordan", "type": "country", "country": "JO", "lat": 31.0, "lon": 36.5},
    {"id": "village", "name": "Jordan", "type": "place", "country": "JO", "lat": 31.9, "lon": 35.8},
    {"id": "amman", "name": "Amman", "type": "place", "country": "JO", "lat": 31.95, "lon": 35.93},
    {"id": "mo", "name": "Missouri", "aliases": ["Mo."], "type": "place", "country": "US", "lat": 38.5, "lon": -92.5},
    {"id": "il", "name": "Illinois", "aliases": ["Ill."], "type": "place", "country": "US", "lat": 40.0, "lon": -89.2},
    {"id": "mo-town", "name": "Springfield", "type": "place", "country": "US", "lat": 37.2, "lon": -93.3},
    {"id": "il-town", "name": "Springfield", "type": "place", "country": "US", "lat": 39.8, "lon": -89.6},
    {"id": "firm", "name": "Amazon", "type": "organization"},
    {"id": "river", "name": "Amazon", "type": "place", "country": "BR"},
    {"id": "anna", "name": "Anna Rostova", "aliases": ["Rostova"], "type": "person"},
    {"id": "nina", "name": "Nina Rostova", "aliases": ["Rostova"], "type": "person"},
    {"id": "army", "name": "Free Selian Army", "aliases": ["FSA"], "type": "armed_group"},
    {"id": "office", "name": "Financial Services Authority", "aliases": ["FSA"], "type": "organization"},
]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("They met in Tbilisi, Georgia", "ge"),
        ("Tbilisi is the capital of Georgia.", "ge"),
        ("They met in Atlanta, Georgia", "us"),
        ("He left the country of Georgia", "ge"),
        ("He left the state of Georgia", "us"),
        ("It was Georgia's prime minister", "ge"),
        ("In Ternopil, two died. Nobody was hurt in Ivanivka", "west"),
        ("It was the mayor of Lincoln", "town"),
        ("Residents of Lincoln", "town"),
        ("He flew to Lincoln", "town"),
        ("He saw the Lincoln airport", "town"),
        ("It was President Lincoln", "president"),
        ("They met Mr. Lincoln", "president"),
        ("They met Gen. Lincoln", "president"),
        ("Nobody saw Lincoln, 56, leave", "president"),
        ("They met in Amman, Jordan", "jordan"),
        ("They met in Syria and Jordan", "jordan"),
        ("A barn burned in Springfield, Ill.", "il-town"),
        ("They went from Springfield, Ill., to Springfield, Mo.", "mo-town"),
        ("Nobody bought shares of Amazon", "firm"),
        ("It was Amazon's chief executive", "firm"),
        ("Nina Rostova spoke first. Nobody saw Rostova", "nina"),
        ("Anna Rostova spoke first. Nobody saw Rostova", "anna"),
        ("The Financial Services Authority fined it, said the FSA", "office"),
        ("The Free Selian Army left, said the FSA", "army"),
    ],
)
def test_the_order_of_a_list_decides_nothing_that_the_text_tells(text, last):
    for rows in (HERE, HERE[::-1]):
        named = [m.entity_id for m in dl.Gazetteer(rows).find(text)]
        assert [id for id in named if id not in ("mo", "il")][-1] == last
    even = [m for m in dl.Gazetteer(HERE).find("Georgia") if m.text == "Georgia"]
    assert [round(c.score, 1) for c in even[0].candidates] == [0.5, 0.5]


KINDS = {
    "place": {"id": "place", "name": "Arbel", "type": "place", "country": "QU", "lat": 10.0, "lon": 30.0},
    "country": {"id": "country", "name": "Arbel", "type": "country", "country": "QT", "lat": 50.0, "lon": 30.0},
    "person": {"id": "person", "name": "Arbel", "type": "person"},
    "organization": {"id": "organization", "name": "Arbel", "type": "organization"},
    "armed_group": {"id": "armed_group", "name": "Arbel", "type": "armed_group"},
    "equipment": {"id": "equipment", "name": "Arbel", "type": "equipment"},
}
BESIDE = {
    "place": "downtown Arbel|Arbel's mayor|the outskirts of Arbel|in northern Arbel|Arbel, a city of 200,000|an Arbel-based band",
    "country": "the Arbel embassy|Arbel's parliament|sanctions on Arbel|the ambassador to Arbel|citizens of Arbel",
    "person": "Arbel's wife|the late Arbel|Arbel, who was elected|Arbel resigned|Arbel was arrested|shook hands with Arbel",
    "organization": "Arbel shares fell|the company Arbel|Arbel employees|Arbel, the retailer, left|Arbel's headquarters",
    "armed_group": "Arbel fighters|the armed group Arbel|members of Arbel|Arbel's military wing|Arbel claimed responsibility",
    "equipment": "armed with Arbel|a battery of Arbel",
}
APART = [
    ("place", "person"),
    ("place", "country"),
    ("place", "organization"),
    ("country", "person"),
    ("organization", "person"),
    ("armed_group", "person"),
    ("armed_group", "place"),
    ("equipment", "place"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_stands_beside_a_name_tells_its_type(one, other):
    for wanted, texts in ((kind, BESIDE[kind].split("|")) for kind in (one, other)):
        if wanted == "place" and other == "country":
            texts = [text for text in texts if text not in ("in northern Arbel", "an Arbel-based band")]
        for rows in ([KINDS[one], KINDS[other]], [KINDS[other], KINDS[one]]):
            gaz = dl.Gazetteer(rows)
            assert [(text, gaz.find(text)[-1].entity_id) for text in texts] == [(text, wanted) for text in texts]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Miller spoke.", ["Miller"]),
        ("Anna Miller spoke. Miller left.", ["Anna Miller", "Miller"]),
        ("Bruce Miller spoke. Miller left.", []),
        ("E. Miller spoke.", []),
        ("The Miller Brewing Company closed.", []),
        ("Anna Miller met Bruce Miller. Miller left.", ["Anna Miller", "Miller"]),
        ("Minister Miller spoke.", ["Miller"]),
    ],
)
def test_a_surname_behind_another_given_name_is_another_person(text, found):
    gaz = dl.Gazetteer([{"name": "Anna Miller", "type": "person"}], variants=["surnames"])
    assert [m.text for m in gaz.find(text)] == found


def test_an_acronym_that_a_text_gives_to_another_name_is_none_of_the_list():
    gaz = dl.Gazetteer([{"name": "National Relief Agency", "aliases": ["NRA"], "type": "organization"}])
    assert gaz.find("The National Resistance Army (NRA) left. The NRA won.") == []
    assert len(gaz.find("The National Relief Agencies (NRA) left. The NRA knew.")) == 2
    assert len(gaz.find("The NRA won.")) == 1


def test_the_name_of_an_entity_goes_before_an_alias_of_another():
    rows = [
        {"id": "alias", "name": "Great Oland", "aliases": ["Oland"], "type": "place", "country": "QA"},
        {"id": "name", "name": "Oland", "type": "place", "country": "QB"},
    ]
    assert all(dl.Gazetteer(order).find("Oland burned.")[0].entity_id == "name" for order in (rows, rows[::-1]))


def test_an_acronym_in_brackets_is_what_the_text_says_it_is():
    entries = [
        {"id": "corps", "name": "Rusean Volunteer Corps", "type": "armed_group"},
        {"id": "kit", "name": "Rural Development Kit", "aliases": ["RDK"], "type": "organization"},
        {"id": "us", "name": "United States", "aliases": ["US"], "type": "country"},
    ]
    for rows in (entries, entries[::-1]):
        gaz = dl.Gazetteer(rows)
        found = gaz.find("The Rusean Volunteer Corps (RDK) attacked. The RDK said so.")
        assert [(m.text, m.entity_id) for m in found][1:] == [("RDK", "corps")] * 2
        assert [m.entity_id for m in gaz.find("The Rusean Volunteer Corps (US) left. The US knew.")] == [
            "corps",
            "us",
            "us",
        ]
        assert [m.entity_id for m in gaz.find("The RDK said so.")] == ["kit"]


@pytest.mark.parametrize(
    ("text", "acronym"),
    [
        ("In May Heralds sans limites – HSL – said so.", "HSL"),
        ("In May Heralds sans limites - HSL - said so.", "HSL"),
        ("Heralds Without Limits—HSL—said so.", "HSL"),
        ("Heralds Without Limits (HSL) said so.", "HSL"),
        ("Heralds Without Limits (QSL in Tarvian) said so.", "QSL"),
        ("Heralds Without Limits (Tarvian: QSL) said so.", "QSL"),
        ("Heralds Without Limits, known as QSL, said so.", "QSL"),
        ("Heralds Without Limits, known by its Tarvian acronym QSL, said so.", "QSL"),
        ("Heralds Without Limits, abbreviated QSL, said so.", "QSL"),
        ("Heralds Without Limits, better known as QSL, said so.", "QSL"),
        ("Heralds Without Limits, or HSL, said so.", "HSL"),
        ("Heralds Without Limits – known as QSL – said so.", "QSL"),
        ("Heralds Without Limits, or QSL, said so.", None),
        ("Heralds Without Limits – QSL – said so.", None),
        ("Heralds Without Limits – QSL said so.", None),
        ("Heralds Without Limits, also for QSL, said so.", None),
        ("Heralds Without Limits, known as of QSL and more.", None),
        ("Mira Dorn, known as QSL, said so.", None),
        ("Heralds Without Limits, or RRF, said so.", None),
    ],
)
def test_ways_to_give_an_acronym(text, acronym):
    gaz = dl.Gazetteer(
        [
            {
                "id": "hwl",
                "name": "Heralds Without Limits",
                "aliases": ["Heralds sans limites"],
                "type": "organization",
            },
            {"id": "rrf", "name": "Rapid Relief Fund", "aliases": ["RRF"], "type": "organization"},
            {"id": "mira", "name": "Mira Dorn", "type": "person"},
        ]
    )
    found = gaz.find(f"{text} Later the {acronym or 'QSL'} left.")
    learnt = [(m.text, m.entity_id, m.variant) for m in found if m.variant == "acronym"]
    assert learnt == ([(acronym, "hwl", "acronym")] * 2 if acronym else [])


def test_pickles():
    gaz = dl.Gazetteer(ENTRIES)
    again = pickle.loads(pickle.dumps(gaz))
    assert list(again) == list(gaz)
    found = gaz.find("Wagner in Kiev")
    assert pickle.loads(pickle.dumps(list(found))) == list(found)


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([{"id": "a", "type": "place"}], r"entries\[0\].*name"),
        ([{"name": "Kyiv"}, {"name": "  "}], r"entries\[1\].*name"),
        (
            [{"id": "a", "name": "Kyiv", "type": "place"}, {"id": "a", "name": "Kiev", "type": "person"}],
            r"entries\[1\], column id",
        ),
        ([{"name": "Kyiv", "lat": "north"}], r"entries\[0\], column lat.*degrees"),
        ([{"name": "Kyiv", "lat": 99.0, "lon": 0.0}], "lat"),
        ([{"name": "..."}], r"entries\[0\], column name.*no letter"),
    ],
)
def test_bad_entries_name_their_row(entries, said):
    with pytest.raises(dl.GazetteerError, match=said):
        dl.Gazetteer(entries)


def test_wrong_types_say_what_is_asked_for():
    with pytest.raises(TypeError, match="read_csv"):
        dl.Gazetteer("watch.csv")
    with pytest.raises(TypeError, match=r"entries\[1\]"):
        dl.Gazetteer(["Kyiv", 7])
    gaz = dl.Gazetteer(ENTRIES)
    with pytest.raises(TypeError, match="must be a list of texts, but is 'one text' \\(str\\)"):
        gaz.find_all("one text")
    with pytest.raises(TypeError, match="but is 7 \\(int\\)"):
        gaz.find(7)
    with pytest.raises(ValueError, match="auto"):
        gaz.find("text", case="lower")


def test_csv_files(tmp_path):
    path = tmp_path / "watch.csv"
    path.write_text("id,name,type,aliases,founded,code\na,Kyiv,place,Kiev|Киев,482,007\n", encoding="utf8")
    gaz = dl.Gazetteer.read_csv(path)
    assert gaz["a"]["aliases"] == ["Kiev", "Киев"] and gaz["a"]["founded"] == 482 and gaz["a"]["code"] == "007"
    path.write_text("id,name\na,Kyiv\nb,\n", encoding="utf8")
    with pytest.raises(dl.GazetteerError, match=r"watch\.csv, line 3.*name"):
        dl.Gazetteer.read_csv(path)
    path.write_text("id,title\na,Kyiv\n", encoding="utf8")
    with pytest.raises(dl.GazetteerError, match="the columns are: id, title"):
        dl.Gazetteer.read_csv(path)
    with pytest.raises(FileNotFoundError, match="nothing"):
        dl.Gazetteer.read_csv(tmp_path / "nothing.csv")


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (["a", None, "c"], r"ids\[1\].*null"),
        (["a", "b", "a"], r"ids\[2\].*'a' is the id of row 0"),
        ([1, 2, 1], r"ids\[2\]"),
        (pa.array(["a", "b", None]), r"ids\[2\].*null"),
    ],
)
def test_every_text_has_an_id_of_its_own(ids, said):
    with pytest.raises(dl.InputError, match=said):
        dl.Gazetteer(["Kyiv"]).find_all(["Kyiv"] * 3, ids=ids)
    assert dl.Gazetteer(["Kyiv"]).find_all(["Kyiv"] * 2, ids=[7, 8]).to_pylist()[1]["doc_id"] == "8"


def test_mentions_and_candidates_have_a_hash():
    gaz = dl.Gazetteer([{"id": "a", "name": "Kyiv"}, {"id": "b", "name": "Kyiv"}])
    found, again = gaz.find("Kyiv fell. Kyiv burned."), gaz.find("Kyiv fell. Kyiv burned.")
    assert len({*found, *again}) == 2 and len({*found[0].candidates, *again[0].candidates}) == 2
    assert all(hash(one) == hash(two) for one, two in zip(found, again, strict=True))


def test_numbers_and_lists_of_arrow_in_full():
    table = pa.table(
        {
            "name": ["Kyiv", "Lviv"],
            "big": pa.array([2**63 + 5, 7], pa.uint64()),
            "lat": pa.array([decimal.Decimal("50.45"), decimal.Decimal("49.84")], pa.decimal128(10, 2)),
            "lon": pa.array([decimal.Decimal("30.52"), decimal.Decimal("24.03")], pa.decimal128(10, 2)),
            "aliases": pa.array([["Kiev"], ["Lvov"]], pa.list_(pa.dictionary(pa.int8(), pa.string()))),
        }
    )
    kyiv, lviv = dl.Gazetteer(table)
    assert str(kyiv["big"]) == str(2**63 + 5) and str(lviv["big"]) == "7"
    assert (kyiv["lat"], lviv["lon"], kyiv["aliases"]) == (50.45, 24.03, ["Kiev"])
