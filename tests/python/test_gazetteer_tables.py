"""Gazetteers from tables, frames and lists; what cannot be used is named with file, row and column, or counted with its reason."""

from __future__ import annotations

import datetime as dt
import pickle
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
        "nr\ttitle\tname\tshort\tnative\tlatitude\tlon\tversion\n"
        "7\tŽelenec\tx\tZ.;Zel\tЖ\t47.18\t3.2\t7.10\n8\tBrod\ty\t\t\t\t\tb\n"
    )
    columns = {"id": "nr", "name": "title", "aliases": ["short", "native"], "lat": "latitude"}
    gaz = dl.Gazetteer.read_tsv(path, columns=columns, separator=";", type="place", keep=["version"])
    assert names(gaz, "7") == ["Želenec", "Z.", "Zel", "Ж"] and gaz.columns == ["version"]
    assert gaz["7"]["version"] == "7.10" and gaz["8"]["type"] == "place" and gaz["7"]["lat"] == 47.18
    frame = pl.read_csv(path, separator="\t")
    for table in (frame, frame.to_pandas(), frame.with_columns(pl.col("title").cast(pl.Categorical))):
        again = dl.Gazetteer(table, columns=columns, separator=";", type="place", keep=["version"])
        assert names(again, "7") == names(gaz, "7")
    frame.write_parquet(tmp_path / "towns.parquet")
    again = dl.Gazetteer.read_parquet(tmp_path / "towns.parquet", columns=columns, keep=[])
    assert len(again) == 2 and again.columns == []
    with pytest.raises(
        dl.GazetteerError, match=r'no column "titel" \(is "title" meant\?\); the columns are: nr, title'
    ):
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
        ("b,Minsk,place,,-91,27", r"line 3, column lat: must be a number of degrees from -90 to 90, but is -91"),
        ("b,Minsk,place,,53,270", r"line 3, column lon: must be a number of degrees from -180 to 180, but is 270"),
        ("b,Minsk,place,,53,east", r'line 3, column lon: must be a number of degrees, but is "east"'),
        ("b,Minsk,place,,53,", "line 3, column lon: there is none, but a latitude; give both or neither"),
        ("b,Minsk,place,,,27", "line 3, column lat: there is none, but a longitude"),
        ("b,Minsk,place", "line 3: the row has 3 cells, but the header 6"),
    ],
)
def test_a_bad_row_is_named_with_file_line_and_column(tmp_path, row, said):
    path = tmp_path / "watch.csv"
    path.write_text(f"id,name,type,aliases,lat,lon\na,Kyiv,place,Kiev,50,30\n{row}\n")
    with pytest.raises(dl.GazetteerError, match=r"watch\.csv, " + said):
        dl.Gazetteer.read_csv(path)


def test_very_many_names_of_one_entity():
    # More than 16 bits count on either side, and so many that work which grew with their square would not end.
    gaz = dl.Gazetteer([{"id": "a", "name": "Kyiv", "aliases": [f"K{i}" for i in range(100_000)]}])
    more = gaz | dl.Gazetteer([{"id": "a", "name": f"L{i}"} for i in range(100_000)])
    assert len(more) == 1 and more.n_names == 200_001
    assert [m.entity_id for m in more.find("K99999 met L99999")] == ["a", "a"]


def test_frames_of_odd_columns():
    frame = pd.DataFrame({"name": ["Kyiv", "Minsk"], "lat": [50.0, float("nan")], "lon": [30.0, None]})
    assert dl.Gazetteer(frame)["Minsk"]["lat"] is None
    with pytest.raises(dl.GazetteerError, match=r"entries\[1\], column lat"):
        dl.Gazetteer(pl.DataFrame({"name": ["Kyiv", "Minsk"], "lat": [50.0, 99.0], "lon": [30.0, 27.0]}))


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
    with pytest.raises(TypeError, match="keep: must be a list of str, but is "):
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
    asked = r'must be "sensitive", "insensitive" or "auto", or'
    with pytest.raises(dl.GazetteerError, match=rf'a\.csv, line 3, column match_case: {asked}.*but is "foo"'):
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


PARIS = [
    {"id": "a", "name": "Paris", "population": 10},
    {"id": "b", "name": "Paris", "population": 2_000_000},
]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("population", "n/a", 'column population: must be a number, but is "n/a"'),
        ("population", "2,000", 'column population: must be a number, but is "2,000"'),
        ("population", -99, "column population: must be a number of people, 0 or more, but is -99"),
        ("population", True, "column population: must be a number, but is true or false"),
        ("prior", "high", 'column prior: must be a number, but is "high"'),
        ("prior", -1, "column prior: must be a number from 0 to 1, but is -1"),
        ("prior", 1.5, "column prior: must be a number from 0 to 1, but is 1.5"),
        ("match_case", "loud", 'column match_case: must be "sensitive", "insensitive" or "auto", or'),
    ],
)
def test_one_cell_that_is_no_number_does_not_spoil_a_column(tmp_path, column, value, said):
    rows = [*PARIS, {"id": "c", "name": "Brod", column: value}]
    with pytest.raises(dl.GazetteerError, match=rf"entries\[2\], {said}"):
        dl.Gazetteer(rows)
    gaz = dl.Gazetteer(rows, bad_rows="skip")
    assert [e["id"] for e in gaz.lookup("Paris")] == ["b", "a"] and sum(gaz.report.left_out.values()) == 1
    pd.DataFrame(rows).to_csv(tmp_path / "watch.csv", index=False)
    with pytest.raises(dl.GazetteerError, match=rf"watch\.csv, line 4, {said.split(':')[0]}"):
        dl.Gazetteer.read_csv(tmp_path / "watch.csv")


def test_every_field_of_the_page_can_be_mapped(tmp_path):
    path = tmp_path / "watch.csv"
    path.write_text(
        "id,name,inhabitants,fame,how\na,Paris,10,,\nb,Paris,2000000,,\nc,May,5,0.25,sensitive\nd,June,,,\n"
    )
    columns = {"population": "inhabitants", "prior": "fame", "match_case": "how"}
    gaz = dl.Gazetteer.read_csv(path, columns=columns, keep=[])
    assert [e["id"] for e in gaz.lookup("Paris")] == ["b", "a"] and gaz.columns == ["population", "prior", "match_case"]
    may = {"population": 5, "prior": 0.25, "match_case": "sensitive"}
    assert may.items() <= gaz["c"].items() and gaz["d"]["population"] is None
    for table in (pd.read_csv(path), pl.read_csv(path), pl.read_csv(path).to_dicts()):
        assert list(dl.Gazetteer(table, columns=columns, keep=[])) == list(gaz)
    assert dl.Gazetteer(PARIS, keep=[]).columns == []


def test_countries_become_iso_codes(tmp_path):
    path = tmp_path / "watch.csv"
    path.write_text(
        "name,country\nA,UA\nB,ua\nC,Ukraine\nD,the Netherlands\nE,uk\nF,Tarvia\nG,\nH,United States of America\nI,Narnia\n"
    )
    gaz = dl.Gazetteer.read_csv(path)
    assert [e["country"] for e in gaz] == ["UA", "UA", "UA", "NL", "GB", None, None, "US", None]
    assert gaz["F"]["country_name"] == "Tarvia" and gaz["A"]["country_name"] is None
    [(what, count)] = gaz.report.notes.items()
    assert what.startswith("countries are no ISO code") and count == 2
    assert gaz.report.examples[what] == [f"{path}, line 7: Tarvia", f"{path}, line 10: Narnia"]
    assert f"2 {what} ({path}, line 7: Tarvia)" in str(gaz.report)
    springfield = [
        {"id": "au", "name": "Springfield", "type": "place", "country": "australia", "lat": -27.7, "lon": 152.9},
        {"id": "us", "name": "Springfield", "type": "place", "country": "us", "lat": 39.8, "lon": -89.6},
        {"id": "x", "name": "Australia", "type": "country", "country": "au", "lat": -25.0, "lon": 134.0},
    ]
    for rows in (springfield, springfield[::-1]):
        found = dl.Gazetteer(rows).find("A fire burns in Springfield in Australia.")
        assert [m.entity_id for m in found] == ["au", "x"]


def test_rows_that_contradict_an_earlier_one_are_counted():
    rows = [
        {"id": "a", "name": "Kyiv", "country": "UA", "lat": 50.4, "lon": 30.5, "note": "x", "rank": 1},
        {"id": "a", "name": "Kiev", "country": "ua", "lat": 50.4, "lon": 30.5, "note": "x", "rank": 1.0},
        {"id": "a", "name": "Kiev", "country": "RU"},
        {"id": "a", "name": "Kiev", "lat": 51.4, "lon": 30.5},
        {"id": "a", "name": "Kiev", "note": "y"},
        {"id": "b", "name": "Kyiv", "note": "y", "country": "RU"},
    ]
    gaz = dl.Gazetteer(rows)
    assert (gaz["a"]["country"], gaz["a"]["lat"], gaz["a"]["note"]) == ("UA", 50.4, "x")
    [(names, named), (what, count)] = gaz.report.notes.items()
    assert "another name" in names and named == 4
    assert gaz.report.examples[names][0] == 'entries[1]: "Kiev", before "Kyiv"'
    assert "than a row before them" in what and count == 3
    assert gaz.report.examples[what] == [
        'entries[2]: country "RU", before "UA"',
        "entries[3]: lat 51.4, before 50.4",
        'entries[4]: note "y", before "x"',
    ]


def zipped(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def test_an_archive_of_several_tables_is_an_error(tmp_path):
    one, two = "name\nKyiv\n", "name\nMinsk\nBrest\n"
    for members in ({"watch.csv": one, "more.csv": two}, {"a.csv": one, "b.csv": two}, {"a.txt": one, "b.txt": two}):
        path = zipped(tmp_path / "watch.zip", **members)
        shown = ", ".join(members)
        with pytest.raises(dl.FormatError, match=rf"watch\.zip: the archive holds 2 files \({shown}\); unpack it"):
            dl.Gazetteer.read_csv(path)
    for members in (
        {"a.csv": one, "README.md": two, "__MACOSX/._a.csv": two, ".hidden": two},
        {"watch.csv": one, "about.pdf": two},
        {"watch.txt": one, "codes.txt": two},
        {"readme.txt": one},
    ):
        assert len(dl.Gazetteer.read_csv(zipped(tmp_path / "watch.zip", **members))) == 1


def test_tables_as_spreadsheet_programs_write_them(tmp_path):
    path = tmp_path / "watch.csv"
    for first in ("sep=;\r\n", '"sep=;"\n'):
        path.write_bytes((first + "name;lat;lon;prior\nKyiv;50,45;30,5;0,5\nMinsk;53;-27,1;\n").encode())
        gaz = dl.Gazetteer.read_csv(path)
        assert (gaz["Kyiv"]["lat"], gaz["Kyiv"]["lon"], gaz["Minsk"]["lon"], gaz["Kyiv"]["prior"]) == (
            50.45,
            30.5,
            -27.1,
            0.5,
        )
    path.write_text("sep=|\nname|lat|lon\nKyiv|50|300\n")
    with pytest.raises(dl.GazetteerError, match=r"watch\.csv, line 3, column lon"):
        dl.Gazetteer.read_csv(path)


def test_bytes_that_are_no_utf8_are_noted(tmp_path):
    path = tmp_path / "watch.csv"
    path.write_bytes("name,note\nKyiv,a\nKraków,b\nŁódź,c\n".replace("Łódź", "Orléans").encode("cp1252"))
    gaz = dl.Gazetteer.read_csv(path)
    assert "Kraków" in gaz
    assert gaz.report.notes == {"rows are no UTF-8 and were read as windows-1252": 2}
    assert "line 3: Krak" in str(gaz.report)
    path.write_bytes("Харків\nKyiv\n".encode("cp1251"))
    assert sum(dl.Gazetteer.read_gate(path.rename(tmp_path / "towns.lst")).report.notes.values()) == 1
    path.write_text("name\nKraków\n", encoding="utf8")
    assert dl.Gazetteer.read_csv(path).report.notes == {}


def test_several_names_of_one_id_are_counted(tmp_path):
    path = tmp_path / "towns.csv"
    path.write_text("id,name,aliases\n1,Kyiv,Kiev\n1,Lviv,\n1,Kiev,\n1,Kyjiw,Kyiv\n2,Minsk,\n")
    gaz = dl.Gazetteer.read_csv(path)
    assert gaz["1"]["aliases"] == ["Kiev", "Lviv", "Kyjiw"] and len(gaz) == 2
    [(what, count)] = gaz.report.notes.items()
    assert "another name" in what and count == 1
    assert gaz.report.examples[what] == [f'{path}, line 3: "Lviv", before "Kyiv"']


def test_a_report_pickles():
    rows = [{"id": "a", "name": "Kyiv", "country": "UA"}, {"id": "a", "name": "Kiev", "country": "RU"}, {"id": "b"}]
    report = dl.Gazetteer(rows, bad_rows="skip").report
    again = pickle.loads(pickle.dumps(report))
    assert (
        again == report
        and str(again) == str(report)
        and again.notes == report.notes
        and again.left_out == {"no name": 1}
    )


def test_columns_that_no_entry_has_are_named():
    rows = [{"title": "Kyiv", "pop": 3}, {"title": "Minsk", "pop": 2}]
    with pytest.raises(dl.GazetteerError, match=r'no column "zzz"; the columns of the first entry are: title, pop'):
        dl.Gazetteer(rows, columns={"name": "zzz"})
    with pytest.raises(dl.GazetteerError, match=r'no column "zz"; the columns of the first entry are: title, pop'):
        dl.Gazetteer(rows, columns={"name": "title"}, keep=["zz"])
    assert dl.Gazetteer(rows, columns={"name": "title"}, keep=["pop"]).columns == ["pop"]


def test_a_lazy_frame_is_not_computed_unasked():
    pl = pytest.importorskip("polars")
    frame = pl.LazyFrame({"name": ["Kyiv"]})
    with pytest.raises(dl.InputTypeError, match=r"entries: must be a data frame, but is a LazyFrame; collect\(\) it"):
        dl.Gazetteer(frame)
    with pytest.raises(
        dl.InputTypeError, match=r"must be a column.*, but is a LazyFrame; collect\(\) it and pick a column"
    ):
        dl.Gazetteer(["Kyiv"]).find_all(frame)


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-u", "iso-8859-5"])
def test_a_cyrillic_list_that_is_no_utf8_is_read_as_it_was_written(tmp_path, encoding):
    names = ["Київ", "Харків", "Одеса", "Вінниця", "Полтава"]
    path = tmp_path / "names.csv"
    path.write_bytes(b"name,note\n" + "".join(f"{n},місто\n" for n in names).encode(encoding))
    gaz = dl.Gazetteer.read_csv(path)
    assert [entry["name"] for entry in gaz] == names
    assert gaz["Київ"]["note"] == "місто"
    assert gaz.report.notes == {f"files are no UTF-8 and were read as {encoding}": 1}

    lines = tmp_path / "names.jsonl"
    lines.write_bytes("".join(f'{{"name": "{n}"}}\n' for n in names).encode(encoding))
    assert [entry["name"] for entry in dl.Gazetteer.read_jsonl(lines)] == names

    gate = tmp_path / "names.lst"
    gate.write_bytes("\n".join(names).encode(encoding))
    assert [entry["name"] for entry in dl.Gazetteer.read_gate(gate)] == names


def test_the_encoding_of_a_list_can_be_told(tmp_path):
    path = tmp_path / "names.csv"
    path.write_bytes("name\nLübeck\nПлзень\n".encode("koi8-r", "ignore"))
    names = [entry["name"] for entry in dl.Gazetteer.read_csv(path, encoding="KOI8-R")]
    assert names == ["Lbeck", "Плзень"]
    path.write_bytes("name\nPlzeň\nTřebíč\n".encode("cp1250"))
    gaz = dl.Gazetteer.read_csv(path, encoding="cp1250")
    assert [entry["name"] for entry in gaz] == ["Plzeň", "Třebíč"]
    assert gaz.report.notes == {}
    (tmp_path / "utf8.csv").write_text("name\nKöln\n", encoding="utf-8-sig")
    assert "Köln" in dl.Gazetteer.read_csv(tmp_path / "utf8.csv", encoding="utf-8")
    with pytest.raises(dl.InputError, match='no encoding "klingon"'):
        dl.Gazetteer.read_csv(path, encoding="klingon")
    with pytest.raises(TypeError, match="unexpected keyword argument 'encoding'"):
        dl.Gazetteer.read_parquet(path, encoding="utf-8")
