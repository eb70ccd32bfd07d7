"""`dateline classify` over tables: labels that can be joined to the rows they are of."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import dateline as dl
from dateline._cli import labelled_rows, table_file
from dateline.cli import main

RULES = """labels = ['denial', 'other']
default = 'other'
[[rule]]
label = 'denial'
any = ['deny~']
"""
SEVERAL = """labels = ['denial', 'rain']
multilabel = true
[[rule]]
label = 'denial'
weight = 3
any = ['deny~']
[[rule]]
label = 'rain'
any = ['rain~']
"""


@pytest.fixture
def rules(tmp_path: Path) -> str:
    path = tmp_path / "rules.toml"
    path.write_text(RULES, encoding="utf-8")
    return str(path)


def read_csv(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("given", ["csv", "jsonl", "parquet"])
def test_every_row_comes_back_with_its_columns(tmp_path: Path, rules: str, given: str, ending: str) -> None:
    frame = pl.DataFrame(
        {
            "Ref": ["a-1", "a-2", "a-3"],
            "Story": ["They denied it. Rain fell.", "Rain fell.", "He denied that."],
            "Votes": [3, 0, 7],
            "score": ["x", "y", "z"],
        }
    )
    source, out = tmp_path / f"reports.{given}", tmp_path / f"labelled.{ending}"
    {"csv": frame.write_csv, "jsonl": frame.write_ndjson, "parquet": frame.write_parquet}[given](source)
    assert main(["classify", str(source), "--model", rules, "--text", "Story", "--whole", "-o", str(out), "-q"]) == 0
    read = {"csv": pl.read_csv, "jsonl": pl.read_ndjson, "parquet": pl.read_parquet}[ending](out)
    assert read.columns == ["Ref", "Story", "Votes", "score", "label", "dateline_score"]
    assert read["label"].to_list() == ["denial", "other", "denial"]
    assert read["Votes"].cast(pl.Int64).to_list() == [3, 0, 7]
    assert read.select("Ref", "Story", "score").rows() == frame.select("Ref", "Story", "score").rows()
    odds = dl.RuleClassifier.read(rules).predict_proba(frame["Story"].to_list())
    assert read["dateline_score"].to_list() == pytest.approx([odds[0][0], odds[1][1], odds[2][0]], abs=1e-4)


def test_sentences_have_the_columns_of_their_row(
    tmp_path: Path, rules: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "reports.jsonl"
    rows = [
        {"id": "k", "body": "They denied it. Rain fell.", "tags": ["x", "y"], "start": 9},
        {"id": "k", "body": "He denied that.", "outlet": None},
    ]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main(["classify", str(source), "--model", rules, "--format", "jsonl", "-q"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["id"], row["file"], row["sentence"], row["label"]) for row in found] == [
        ("k", "k", 0, "denial"),
        ("k", "k", 1, "other"),
        ("k", "k", 0, "denial"),
    ]
    assert [row["text"] for row in found] == ["They denied it.", "Rain fell.", "He denied that."]
    assert [row.get("start") for row in found] == [9, 9, None] and [row["dateline_start"] for row in found] == [
        0,
        16,
        0,
    ]
    assert [row.get("tags") for row in found] == [["x", "y"], ["x", "y"], None]
    assert "body" not in found[0] and "outlet" in found[2] and "outlet" not in found[0]


def test_lines_to_read_count_sentences_from_one(tmp_path: Path, rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text('id,text\nk,"Rain fell. They denied it."\n', encoding="utf-8")
    (tmp_path / "b.txt").write_text("Rain fell.\n\nThey denied it.\n", encoding="utf-8")
    for name, shown in (("a.csv", "k"), ("b.txt", "b.txt")):
        command = ["classify", str(tmp_path / name), "--model", rules, "--label", "denial", "-q"]
        assert main(command) == 0
        assert capsys.readouterr().out == f"{shown}, sentence 2: denial 0.50  They denied it.\n"
        assert main([*command, "--format", "csv"]) == 0
        assert [row["sentence"] for row in read_csv(capsys.readouterr().out)] == ["1"]


def test_rows_that_cannot_be_labelled_are_told_and_keep_their_place(
    tmp_path: Path, rules: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "reports.csv", tmp_path / "labelled.csv"
    source.write_text('id,text\na,"They\ndenied it."\nb,\nc,Rain fell.,more\n,\nd,Snow.\n', encoding="utf-8")
    assert main(["classify", str(source), "--model", rules, "--whole", "-o", str(out)]) == 1
    said = capsys.readouterr().err
    assert f"{source}, line 4: column text: there is no text, so no label" in said
    assert (
        f"{source}, line 5: the row has 3 cells, but the header 2; check that all quotation marks are closed; left out"
        in said
    )
    assert "2 of 3 texts with a label" in said
    rows = read_csv(out.read_text(encoding="utf-8"))
    assert [(row["id"], row["label"]) for row in rows] == [("a", "denial"), ("b", ""), ("d", "other")]
    assert rows[0]["text"] == "They\ndenied it."


@pytest.mark.parametrize(
    "content, problem",
    [
        ('id,text\na,"They denied it.\nb,Rain.\n', "line 2: this cannot be read as CSV"),
        ("id,words\na,They denied it.\n", "name the one of the texts with --text; the columns are: id, words"),
        ("text,text\na,b\n", "there are two columns 'text'"),
        ("", "the file is empty"),
    ],
)
def test_a_table_that_cannot_be_read_costs_no_file(
    tmp_path: Path, rules: str, capsys: pytest.CaptureFixture[str], content: str, problem: str
) -> None:
    source, out = tmp_path / "reports.csv", tmp_path / "labelled.csv"
    source.write_text(content, encoding="utf-8")
    out.write_text("as it was", encoding="utf-8")
    assert main(["classify", str(source), "--model", rules, "-o", str(out)]) == 2
    assert problem in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["labelled.csv", "reports.csv", "rules.toml"]


def test_lines_of_json_that_are_none_are_told(tmp_path: Path, rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "reports.jsonl"
    source.write_text('{"text": "They denied it."}\n{"text": \n[1]\n{"text": ["a"]}\n', encoding="utf-8")
    assert main(["classify", str(source), "--model", rules, "--whole", "--format", "jsonl"]) == 1
    out, said = capsys.readouterr()
    assert [json.loads(line)["label"] for line in out.splitlines()] == ["denial", None]
    assert (
        f"{source}, line 2: this is no JSON" in said
        and f"{source}, line 3: must be a JSON object with a text, but is a list" in said
    )
    assert f'{source}, line 4: column text: there is no text but ["a"]' in said


def test_tables_of_spreadsheets_come_back_as_they_were(tmp_path: Path, rules: str) -> None:
    rows = "Nr;Text;;\r\n1;Sie dementierten. They denied it – once.;;\r\n2;Kälte;;\r\n;;;\r\n"
    for name, content in {
        "marked.csv": rows.encode("utf-8-sig"),
        "old.csv": rows.encode("cp1252"),
        "wide.csv": rows.encode("utf-16"),
    }.items():
        (tmp_path / name).write_bytes(content)
        out = tmp_path / f"out-{name}"
        assert main(["classify", str(tmp_path / name), "--model", rules, "--whole", "-o", str(out), "-q"]) == 0
        assert out.read_bytes().startswith(b"\xef\xbb\xbf")
        found = read_csv(out.read_text(encoding="utf-8-sig"), ";")
        assert list(found[0]) == ["Nr", "Text", "column_3", "column_4", "label", "score"]
        assert [(row["Nr"], row["Text"], row["label"]) for row in found] == [
            ("1", "Sie dementierten. They denied it – once.", "denial"),
            ("2", "Kälte", "other"),
        ]


def test_several_tables_and_packed_ones(tmp_path: Path, rules: str) -> None:
    (tmp_path / "a.csv").write_text("text,ref\nThey denied it.,1\n", encoding="utf-8")
    with gzip.open(tmp_path / "b.tsv.gz", "wt", encoding="utf-8") as file:
        file.write("date\tsentence\n2026-03-01\tRain fell.\n")
    out = tmp_path / "labelled.csv"
    files = [str(tmp_path / name) for name in ("a.csv", "b.tsv.gz")]
    assert main(["classify", *files, "--model", rules, "--whole", "-o", str(out), "-q"]) == 0
    assert [list(row.values()) for row in read_csv(out.read_text(encoding="utf-8"))] == [
        ["They denied it.", "1", "", "", "a.csv#0", "denial", "0.5"],
        ["", "", "2026-03-01", "Rain fell.", "b.tsv.gz#0", "other", "1.0"],
    ]


def test_several_labels_a_text_can_be_read_as_labels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rules.toml").write_text(SEVERAL, encoding="utf-8")
    (tmp_path / "a.csv").write_text("text\nThey denied that it rained.\nRain.\nSnow.\n", encoding="utf-8")
    for ending in ("csv", "jsonl"):
        out = tmp_path / f"labelled.{ending}"
        options = ["--model", str(tmp_path / "rules.toml"), "--whole", "-o", str(out), "-q"]
        assert main(["classify", str(tmp_path / "a.csv"), *options]) == 0
        read = dl.read_labels(out, multilabel=True)
        assert read.labels == [["denial", "rain"], ["rain"], []]
        assert main(["classify", str(tmp_path / "a.csv"), *options, "--least", "0.8"]) == 0
        assert dl.read_labels(out, multilabel=True).labels == [["denial"], [], []]


def test_documents_and_rows_give_the_same_of_the_same_texts(
    tmp_path: Path, rules: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    for name, text in (("a.txt", "They denied it. Rain fell."), ("b.txt", "Snow.")):
        (tmp_path / "in" / name).write_text(text + "\n", encoding="utf-8")
    source = tmp_path / "table.csv"
    source.write_text('doc_id,text\na.txt,"They denied it. Rain fell."\nb.txt,Snow.\n', encoding="utf-8")
    columns = ["file", "sentence", "start", "end", "text", "label", "score"]
    expected = [
        ["a.txt", "0", "0", "15", "They denied it.", "denial", "0.5"],
        ["a.txt", "1", "16", "26", "Rain fell.", "other", "1.0"],
        ["b.txt", "0", "0", "5", "Snow.", "other", "1.0"],
    ]
    for files in ("in", "table.csv"):
        assert main(["classify", str(tmp_path / files), "--model", rules, "--format", "csv", "-q"]) == 0
        found = read_csv(capsys.readouterr().out)
        assert list(found[0])[-7:] == columns
        assert [[row[name] for name in columns] for row in found] == expected
    for ending, read in {"csv": pl.read_csv, "jsonl": pl.read_ndjson, "parquet": pl.read_parquet}.items():
        out = tmp_path / f"labelled.{ending}"
        assert main(["classify", str(tmp_path / "in"), "--model", rules, "-o", str(out), "-q"]) == 0
        frame = read(out)
        assert frame.columns == ["doc_id", *columns[1:]]
        assert [[str(cell) for cell in row] for row in frame.rows()] == expected


def test_whole_documents(tmp_path: Path, rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Rain fell.\nThey denied it.\n", encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text("Snow.\n", encoding="utf-8")
    assert main(["classify", str(tmp_path / "in"), "--model", rules, "--whole", "--label", "denial"]) == 0
    out, said = capsys.readouterr()
    assert out.splitlines() == ["a.txt: denial 0.50  Rain fell. They denied it. ", "b.txt: -  Snow. "]
    assert "1 of 2 texts with a label" in said


def test_many_rows_are_read_some_at_a_time(
    tmp_path: Path, rules: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(labelled_rows, "_ROWS", 7)
    held: list[int] = []
    labels_of = labelled_rows._labels

    def counted(model: Any, texts: list[str], threads: int | None) -> Any:
        held.append(len(texts))
        return labels_of(model, texts, threads)

    monkeypatch.setattr(labelled_rows, "_labels", counted)
    source = tmp_path / "reports.csv"
    source.write_text("n,text\n" + "".join(f"{n},They {'denied' if n % 3 else 'saw'} it.\n" for n in range(40)))
    assert main(["classify", str(source), "--model", rules, "--whole", "--format", "csv", "-q"]) == 0
    rows = read_csv(capsys.readouterr().out)
    assert [(int(row["n"]), row["label"]) for row in rows] == [(n, "denial" if n % 3 else "other") for n in range(40)]
    assert max(held) == 7 and sum(held) == 40


def test_names_of_columns_are_told_apart() -> None:
    assert table_file.unique(["a", "", "A ", "a", "column_2"]) == ["a", "column_2", "A ", "a_2", "column_2_2"]
