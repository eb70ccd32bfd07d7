"""Input that cannot be used: a clear error of a known type that names the place, or a row with its error; never half a file."""

from __future__ import annotations

import datetime as dt
import gzip
import os

import pandas as pd
import polars as pl
import pytest

import dateline as dl
from dateline.cli import main

TEXTS_ONLY = dl.Pipeline(layers=[])


def failures(path):
    return [d["error"] for d in TEXTS_ONLY.run(dl.read(path)).documents.to_pylist() if d["error"]]


def placed(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("comma.csv", "text,date\n“Talks” failed.,2024-08-26\n"),
        ("mark.csv", "\ufefftext,date\n“Talks” failed.,2024-08-26\n"),
        ("wide.csv", "text,date\n“Talks” failed.,2024-08-26\n".encode("utf-16")),
        ("semicolon.csv", "text;date\n“Talks” failed.;2024-08-26\n"),
        ("tab.csv", "text\tdate\n“Talks” failed.\t2024-08-26\n"),
        ("wide.jsonl", '{"text": "“Talks” failed.", "date": "2024-08-26"}\n'.encode("utf-16")),
    ],
)
def test_tables_as_other_programs_write_them(tmp_path, name, content):
    [document] = dl.read(placed(tmp_path, name, content))
    assert (document.text, str(document.date)) == ("“Talks” failed.", "2024-08-26")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.csv", b"PK\x03\x04" + bytes(range(256)), "ZIP"),
        ("a.jsonl", b'[\n {"text": "One."},\n {"text": "Two."}\n]', "JSON array"),
        ("a.txt.gz", b"not packed at all", "gzip"),
        ("a.txt.zst", b"not packed at all", "Zstandard"),
        ("a.csv.gz", gzip.compress(b"text\n" + os.urandom(9_000).hex().encode())[:2_000], "gzip"),
        ("a.csv", b"id,text\nx,\n", "null"),
        ("a.csv", b'text,n\n"open,1\nTwo,2\n', "line 2: the file ends within a cell in quotation marks"),
        ("a.csv", b'text\nOne.\n\n"Two.\nThree.\n', "line 4: the file ends within a cell in quotation marks"),
        ("a.csv", b'text\n"' + b"Rain fell.\n" * 50_000, "line 2: the file ends within a cell in quotation marks"),
        ("a.jsonl", b'\n\n{"text": \n', "line 3 is no JSON object"),
    ],
)
def test_a_broken_file_is_one_failed_document(tmp_path, name, content, words):
    placed(tmp_path, name, content)
    placed(tmp_path, "fine.txt", "Talks failed.")
    [error] = failures(tmp_path)
    assert words in error


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("before", [[], ["", ""], ["Rain fell. " * 30_000], ["Rain fell. " * 30] * 1_000])
def test_errors_name_the_line_as_an_editor_counts_it(tmp_path, before, end):
    lines = ["text", "Talks failed.", *before, "Snow fell.,more"]
    [error] = failures(placed(tmp_path, "reports.csv", end.join([*lines, ""])))
    assert error.startswith(f"line {len(lines)}: the row has 2 cells")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_within_cells_count(tmp_path, end):
    table = end.join(["sep=;", "id;text", 'a;"Talks', "", 'failed."', "b;Rain;fell", ""])
    [error] = failures(placed(tmp_path, "reports.csv", table))
    assert error.startswith("line 6: the row has 3 cells")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["a.txt,yesterday"], "line 3, column date"),
        (["a.txt,2024-08-26", "b.txt"], "line 4: the row has 1 cell,"),
        (['a.txt,"2024-08-26'], "line 3: the file ends within a cell in quotation marks"),
    ],
)
def test_lines_of_an_index_are_counted_likewise(tmp_path, end, rows, words):
    placed(tmp_path, "a.txt", "Talks failed.")
    placed(tmp_path, "index.csv", end.join(["path,date", "", *rows, ""]))
    with pytest.raises(dl.InputError, match=words):
        list(dl.read(tmp_path))


def test_links_that_lead_nowhere_or_in_a_circle(tmp_path):
    placed(tmp_path, "fine.txt", "Talks failed.")
    for name, target in [("loop", "."), ("self.txt", "self.txt"), ("gone.txt", "nowhere")]:
        (tmp_path / name).symlink_to(target)
    assert len(failures(tmp_path)) == 2


@pytest.mark.parametrize(
    "command",
    [
        ["find"],
        ["classify", "--model", "acts"],
        ["classify", "--model", "acts", "--whole"],
        ["brief", "-o", "{out}"],
    ],
)
def test_many_faults_are_told_as_a_number(tmp_path, capsys, command):
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(12):
        placed(reports, f"empty{number}.txt", "")
    for number in range(13):
        placed(reports, f"late{number}.txt", "Source: Wire\nDate: last Monday\n\nKyiv denied it.\n")
    main([command[0], str(reports), *(word.format(out=tmp_path / "brief.html") for word in command[1:])])
    said = capsys.readouterr().err.splitlines()
    assert sum("was left out: the file is empty" in line for line in said) == 10
    assert sum("read without a date" in line for line in said) == 10
    assert said.count("dateline: and 2 more that could not be read") == 1
    assert said.count("dateline: and 3 more notes") == 1


def test_files_of_one_name_keep_apart(tmp_path, capsys):
    paths = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        paths.append(str(placed(tmp_path / folder, "r.txt", f"Kyiv saw {folder}.")))
    assert [d.id for d in dl.read(paths)] == [p.replace(os.sep, "/") for p in paths]
    assert main(["find", *paths]) == 0
    assert "2 mentions of 1 name in 2 documents" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("index", "words"),
    [
        ("report,source\na.txt,Wire\n", "column path"),
        ("path,date\na.txt,yesterday\n", "line 2, column date"),
        ("path,source\na.txt\n", "line 2: the row has 1 cell, but the header 2"),
    ],
)
def test_an_index_that_cannot_be_used(tmp_path, index, words):
    placed(tmp_path, "a.txt", "Talks failed.")
    placed(tmp_path, "index.csv", index)
    with pytest.raises(dl.InputError, match=words):
        list(dl.read(tmp_path))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ("id,title\na,Kyiv\n", "no column name"),
        ("id,name\na,Kyiv\nb,\n", r"line 3: there is no name"),
        ("name,name\nKyiv,Kiev\n", '"name" stands twice'),
        ("id,name,type\na,Kyiv\n", "line 2: the row has 2 cells, but the header 3"),
        ("name,lat\nKyiv,north\n", "line 2, column lat"),
        (b"PK\x03\x04" + bytes(range(256)), "ZIP"),
    ],
)
def test_names_that_cannot_be_used(tmp_path, content, words):
    path = placed(tmp_path, "watch.csv", content)
    with pytest.raises(dl.GazetteerError, match=words) as caught:
        dl.Gazetteer.read_csv(path)
    assert "watch.csv" in str(caught.value)


def test_names_with_semicolons_and_names_in_an_array(tmp_path):
    assert "Kyiv" in dl.Gazetteer.read_csv(placed(tmp_path, "a.csv", "id;name\nk;Kyiv\n"))
    with pytest.raises(dl.GazetteerError, match="JSON array"):
        dl.Gazetteer.read_jsonl(placed(tmp_path, "a.jsonl", '[{"name": "Kyiv"}]'))


def test_wrong_types_and_keys_are_errors_of_dateline():
    gaz = dl.Gazetteer(["Kyiv"])
    analysis = TEXTS_ONLY.run(["Talks failed."])
    wrong = [
        lambda: gaz.find(None),
        lambda: gaz.find_all("Kyiv"),
        lambda: TEXTS_ONLY.run(5),
        lambda: TEXTS_ONLY.run(b"bytes"),
        lambda: TEXTS_ONLY.run({"a": "b"}),
        lambda: dl.read(7),
        lambda: dl.Gazetteer(5),
        lambda: dl.Pipeline(gazetteer="watch.csv"),
        lambda: dl.Corpus.from_texts(["a"], dates=5),
        lambda: dl.brief(["a.txt"], gazetteer=5),
    ]
    for call in wrong:
        with pytest.raises(dl.InputTypeError) as caught:
            call()
        assert isinstance(caught.value, TypeError)
    for call in (
        lambda: gaz["x"],
        lambda: analysis.text("x"),
        lambda: analysis.show("x"),
        lambda: analysis.blocks["x"],
    ):
        with pytest.raises(dl.UnknownKeyError, match="x") as caught:
            call()
        assert isinstance(caught.value, KeyError) and not str(caught.value).startswith("'")
    for call in (
        lambda: dl.Pipeline(layers=["x"]),
        lambda: gaz.find("a", case="x"),
        lambda: dl.Brief(analysis, date="x"),
    ):
        with pytest.raises(dl.InputError):
            call()


def test_frames_with_odd_columns():
    mixed = TEXTS_ONLY.run(pd.DataFrame({"text": ["One.", 5, None]})).documents["error"]
    assert mixed[0] is None and "int" in mixed[1] and "null" in mixed[2]
    assert len(TEXTS_ONLY.run(pd.DataFrame({"text": []}))) == 0
    with pytest.raises(dl.InputError, match="Int64"):
        dl.read(pl.DataFrame({"text": [1]}))


def test_nothing_to_brief_on():
    with pytest.raises(dl.InputError, match="there are none"):
        dl.brief([])
    with pytest.raises(dl.InputError, match="empty"):
        dl.read([])
    assert len(TEXTS_ONLY.run([])) == 0


def test_a_brief_is_written_as_a_whole_or_not_at_all(tmp_path):
    brief = TEXTS_ONLY.run(["Talks failed."]).brief()
    (tmp_path / "taken.html").mkdir()
    with pytest.raises(dl.FileError, match="folder"):
        brief.save(tmp_path / "taken.html")
    old = placed(tmp_path, "old.html", "yesterday's")
    assert main(["brief", str(placed(tmp_path, "a.csv", "text\n")), "-o", str(old), "-q"]) == 1
    assert old.read_text() == "yesterday's"
    brief.save(tmp_path / "new" / "b.md")
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["b.md"]


def test_a_list_without_a_name_is_an_error(tmp_path, capsys):
    names = placed(tmp_path, "none.csv", "id,name\n")
    assert main(["find", "--gazetteer", str(names), str(placed(tmp_path, "a.txt", "Kyiv denied it."))]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and "none.csv: there is no row in it" in printed.err


def test_a_brief_over_a_table_takes_the_names_of_its_columns_and_a_day():
    frame = pd.DataFrame(
        {"words_written": ["Kyiv denied the claim."], "paper": ["The Post"], "when": ["2024-08-26"], "no": ["r7"]}
    )
    brief = dl.brief(
        frame, text="words_written", source="paper", date="when", id="no", as_of="2024-09-01", title="One report"
    )
    [source] = brief.situation.sources
    assert (source.doc_id, source.outlet, str(source.date)) == ("r7", "The Post", "2024-08-26")
    assert (brief.situation.title, str(brief.situation.date)) == ("One report", "2024-09-01")
    with pytest.raises(dl.InputError, match="no column is called text"):
        dl.brief(frame)


@pytest.mark.parametrize(
    ("day", "error", "message"),
    [
        ("today", dl.InputError, "as_of: 'today' is no date; write it as ISO 8601"),
        (20240901, dl.errors.InputTypeError, "as_of: must be a date"),
    ],
)
def test_the_day_of_a_brief_is_checked_before_anything_is_read(day, error, message):
    with pytest.raises(error, match=f"^{message}"):
        dl.brief("no such folder", as_of=day)


def test_a_brief_of_a_time_is_of_its_day():
    analysis = dl.Pipeline().run(["Kyiv denied the claim."])
    assert str(analysis.brief().situation.date) != "2024-09-01"
    assert str(dl.Brief(analysis, date=dt.datetime(2024, 9, 1, 12)).situation.date) == "2024-09-01"
    with pytest.raises(dl.InputError, match=r"^date: 'today' is no date"):
        dl.Brief(analysis, date="today")


@pytest.mark.parametrize("texts", [dl.Corpus.from_texts(["Talks failed."]), pd.Series(["Talks failed."])])
def test_a_brief_over_texts_says_where_their_day_is_given(texts):
    with pytest.raises(dl.InputError, match=r"^date, source: .*Corpus\.from_texts"):
        dl.brief(texts, date="2024-08-26", source="The Post")
    assert dl.brief(texts).situation.documents == 1


@pytest.mark.parametrize(("names", "advice"), [("names.csv", "read_csv"), (["Kyiv"], r"Gazetteer\(names\)")])
def test_a_brief_says_how_names_become_a_gazetteer(names, advice):
    with pytest.raises(dl.InputTypeError, match=f"^gazetteer: must be a Gazetteer.*{advice}"):
        dl.brief(pd.DataFrame({"text": ["Talks failed."]}), gazetteer=names)
