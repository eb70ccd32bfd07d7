"""`dateline gazetteer build` and `export` with the options of the readers, and what `find` can leave to chance."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import CASES

import dateline as dl
from dateline._cli import common, readers
from dateline.cli import main

FILES = CASES / "import"


def built(tmp_path: Path, *arguments: str) -> dl.Gazetteer:
    target = tmp_path / "built.dlg"
    assert main(["gazetteer", "build", *arguments, "-o", str(target), "-q"]) == 0
    return dl.Gazetteer.load(target)


def names(gaz: dl.Gazetteer, id: str) -> list[str]:
    return [gaz[id]["name"], *gaz[id]["aliases"]]


def test_geonames(tmp_path):
    dump = ("--from", "geonames", str(FILES / "geonames.txt"))
    gaz = built(
        tmp_path,
        *dump,
        "--alternate-names",
        str(FILES / "alternateNamesV2.txt"),
        "--languages",
        "en",
        "--min-population",
        "1000",
    )
    assert names(gaz, "geonames:9000001") == ["Želenec", "Zelenec", "Zhelenets"] and len(gaz) == 2
    assert {entry["type"] for entry in built(tmp_path, *dump, "--classes", "H")} == {"place"}
    assert [entry["country"] for entry in built(tmp_path, *dump, "--countries", "TV,XX")] == ["TV"]


def test_tables(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("title,short,native,pop\nЗеленець,Zel/ZL,,5\n,x,,6\nBrod,,Брод,7\n", encoding="utf-8")
    options = (
        "--columns",
        "name=title,aliases=short",
        "--columns",
        "aliases=native",
        "--separator",
        "/",
        "--type",
        "place",
        "--keep",
        "pop",
    )
    gaz = built(tmp_path, str(path), *options, "--bad-rows", "skip")
    assert [(e["name"], e["aliases"], e["type"], e["pop"]) for e in gaz] == [
        ("Зеленець", ["Zel", "ZL"], "place", 5),
        ("Brod", ["Брод"], "place", 7),
    ]
    assert main(["gazetteer", "build", str(path), *options, "-o", str(tmp_path / "x.dlg")]) == 2
    assert not (tmp_path / "x.dlg").exists()


def test_spellings(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("name,type\nMira Zelenska,person\n", encoding="utf-8")
    assert built(tmp_path, str(path), "--variants", "initials,surnames", "--fold", "none").fold == []
    assert set(built(tmp_path, str(path), "--variants", "initials,surnames").variants) == {"initials", "surnames"}
    assert built(tmp_path, str(path), "--variants", "none").variants == []
    # Of several lists, and of one that is built already, the whole has the options.
    plain = tmp_path / "plain.dlg"
    dl.Gazetteer(["Old Brod"]).save(plain)
    for lists in ([plain], [plain, path]):
        gaz = built(tmp_path, *map(str, lists), "--boundary", "none", "--variants", "all")
        assert gaz.boundary == "none" and len(gaz.variants) == 9


def test_every_option_of_every_reader_is_there():
    assert set(readers.OPTIONS) == set().union(*map(common.options_of, common.FORMATS))


@pytest.mark.parametrize(
    ("form", "file", "options", "expected"),
    [
        ("petrarch", "actors.txt", ["--date", "1980-01-01"], ("PRESIDENT OSEI", "code", "QRTELI")),
        ("petrarch", "actors.txt", ["--date", "2005-01-01"], ("PRESIDENT OSEI", "code", "QRTGOV")),
        (
            "gate",
            "gate/lists.def",
            ["--types", "location:city=town,organization=body"],
            ("Lysna Valley", "type", "place"),
        ),
        ("gate", "gate/lists.def", ["--types", "organization=body"], ("Harbour Board", "type", "body")),
        ("spacy", "patterns.jsonl", ["--types", "ORG=body"], ("Kora-Wire", "type", "body")),
        ("skos", "thesaurus.ttl", ["--types", "http://example.org/qart/towns=place"], ("Želenec", "type", "place")),
        ("opensanctions", "targets.simple.csv", ["--schemas", "Organization"], ("Amara Osei", "type", None)),
        ("geonames", "geonames.txt", ["--codes", "PPLC"], ("Dolni Brod", "type", None)),
        ("geonames", "geonames.txt", ["--codes", "PPLC"], ("Želenec", "type", "place")),
        ("geonames", "geonames.txt", ["--alternate-names", "*", "--historic"], ("Lysnagrad", "type", "place")),
        ("geonames", "geonames.txt", ["--alternate-names", "*", "--no-historic"], ("Lysnagrad", "type", None)),
        ("geonames", "geonames.txt", ["--alternate-names", "*", "--colloquial"], ("The Hill", "type", "place")),
        ("geonames", "geonames.txt", ["--alternate-names", "*"], ("RT", "type", "country")),
        ("geonames", "geonames.txt", ["--alternate-names", "*", "--no-abbreviations"], ("RT", "type", None)),
        ("geonames", "geonames.txt", ["--alternate-names", "*", "--no-short"], ("Tarvian Republic", "type", None)),
        ("skos", "thesaurus.ttl", ["--no-hidden"], ("Zelenez", "type", None)),
        ("skos", "thesaurus.ttl", [], ("Zelenez", "type", "concept")),
        ("wikidata", "wikidata.json", ["--no-usual-types", "--types", "Q515=city"], ("Želenec", "type", "city")),
    ],
)
def test_the_options_of_the_readers(tmp_path, form, file, options, expected):
    options = [str(FILES / "alternateNamesV2.txt") if option == "*" else option for option in options]
    gaz = built(tmp_path, "--from", form, str(FILES / file), *options)
    name, column, value = expected
    assert [entry[column] for entry in gaz.lookup(name)] == ([] if value is None else [value])


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_export_and_build_again(tmp_path, ending):
    target = tmp_path / f"names.{ending}"
    assert (
        main(["gazetteer", "export", str(FILES / "geonames.txt"), "--from", "geonames", "-o", str(target), "-q"]) == 0
    )
    again = dl.Gazetteer.read_csv(target) if ending == "csv" else dl.Gazetteer.read_jsonl(target)
    assert names(again, "geonames:9000001") == ["Želenec", "Zelenec", "Zelenets", "Желенец"]


def test_export_for_spacy(tmp_path, capsys):
    target = tmp_path / "patterns.jsonl"
    watch = tmp_path / "watch.dlg"
    dl.Gazetteer([{"id": "a", "name": "Kyiv", "type": "place"}]).save(watch)
    assert main(["gazetteer", "export", str(watch), "--format", "spacy", "-o", str(target)]) == 0
    assert '"pattern"' in target.read_text(encoding="utf-8") and "1 entity" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (
            ["build", "{csv}", "--classes", "P", "-o", "{out}"],
            "--classes: there is no such option for csv, only for geonames",
        ),
        (["build", "{csv}", "--min-population", "x", "-o", "{out}"], "a whole number of 0 or more"),
        (["build", "{csv}", "--columns", "name", "-o", "{out}"], "is not like name=title"),
        (["build", "{csv}", "--types", "place", "-o", "{out}"], "is not like Q515=place"),
        (["build", "{csv}", "--no-hidden", "-o", "{out}"], "--hidden: there is no such option for csv, only for skos"),
        (["build", "{csv}", "--variants", "guessed", "-o", "{out}"], "guessed"),
        (["export", "{csv}", "-o", "{out}"], "its ending tells no format"),
        (["export", "{csv}", "-o", "{csv}"], "one of the files that are read"),
    ],
)
def test_wrong_usage(tmp_path, capsys, argv, message):
    path = tmp_path / "a.csv"
    path.write_text("name\nKyiv\n", encoding="utf-8")
    try:
        code = main(["gazetteer", *(part.format(csv=path, out=tmp_path / "o.dlg") for part in argv)])
    except SystemExit as ended:
        code = ended.code
    assert code == 2 and message in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "name\nKyiv\n" and not (tmp_path / "o.dlg").exists()


def test_find_misspelt_and_unresolved(tmp_path, capsys):
    report = tmp_path / "report.txt"
    report.write_text("Shells fell on Zelenetz in Tarvia.\n", encoding="utf-8")
    names = tmp_path / "names.csv"
    names.write_text("name,type\nZelenets,place\n", encoding="utf-8")
    asked = ["find", "--gazetteer", str(names), str(report), "--format", "csv", "-q"]
    assert main(asked) == 1
    assert main([*asked, "--fuzzy", "1"]) == 0
    assert "fuzzy" in capsys.readouterr().out
    twins = tmp_path / "twins.csv"
    twins.write_text(
        "id,name,type,country,population\nbig,Tripoli,place,LY,1000000\nsmall,Tripoli,place,LB,200000\nlb,Lebanon,country,LB,\n",
        encoding="utf-8",
    )
    report.write_text("Clashes in Tripoli, Lebanon.\n", encoding="utf-8")
    asked[2] = str(twins)
    found = []
    for more in ([], ["--no-resolve"]):
        assert main([*asked, *more]) == 0
        found.append(capsys.readouterr().out.splitlines()[1].split(",")[6])
    assert found == ["small", "big"]


def test_a_list_in_another_encoding(tmp_path):
    path = tmp_path / "names.csv"
    path.write_bytes("name\nTřebíč\n".encode("cp1250"))
    assert "Třebíč" in built(tmp_path, str(path), "--encoding", "windows-1250")
    assert main(["gazetteer", "build", str(path), "--encoding", "klingon", "-o", str(tmp_path / "x.dlg")]) == 2


def test_check_says_of_a_list_what_build_would_say(tmp_path, capsys):
    path = tmp_path / "names.csv"
    path.write_text("name,alias,aliases\nKyiv,Kiew,Kiev; Kyiw\nLviv,,Lvov\n", encoding="utf-8")
    assert main(["gazetteer", "check", str(path)]) == 0
    told = capsys.readouterr().out
    assert "can be built: 2 entities, 4 names" in told
    assert "look like further names" in told and "separator=" in told
    assert list(tmp_path.iterdir()) == [path]
    path.write_text("title\nKyiv\n", encoding="utf-8")
    assert main(["gazetteer", "check", str(path)]) == 2
    assert "there is no column name" in capsys.readouterr().err
    built = tmp_path / "names.bin"
    dl.Gazetteer(["Kyiv"]).save(built)
    assert main(["gazetteer", "check", str(built)]) == 0
    assert "is sound" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.CSV.gz", "csv"),
        ("a.tab", "tsv"),
        ("a.json", "jsonl"),
        ("a.ndjson.zst", "jsonl"),
        ("a.pq", "parquet"),
        ("lists.def", "gate"),
        ("a.ttl.bz2", "skos"),
        ("a.dlg", "dlg"),
        ("cities500", "csv"),
        ("reports.html", "csv"),
    ],
)
def test_the_ending_tells_the_format_of_a_list(name, form):
    assert common.form_of(f"folder.jsonl/{name}") == form


def test_info_says_how_surnames_alone_are_found(tmp_path, capsys):
    names = tmp_path / "names.csv"
    names.write_text("name,type\nOlena Dornev,Person\n", encoding="utf-8")
    for variants, surnames in (((), []), (("--variants", "auto,surnames"), ["Dornev"])):
        gaz = built(tmp_path, str(names), *variants)
        assert [m.text for m in gaz.find("Then Dornev came.")] == surnames
        capsys.readouterr()
        assert main(["gazetteer", "info", str(tmp_path / "built.dlg")]) == 0
        assert ("--variants auto,surnames" in capsys.readouterr().out) != bool(surnames)
