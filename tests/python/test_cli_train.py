"""`dateline train` and `dateline classify`."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import polars as pl
import pytest
from made import made

import dateline as dl
from dateline.cli import main


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    texts, given = made(120, {"sport": 1, "weather": 1, "crime": 1})
    path = tmp_path / "labels.csv"
    dl.LabelledTexts(texts, given, False, "csv").save(path)
    return path


def test_texts_on_both_sides_are_told_of(labels: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["-o", str(tmp_path / "model.dlc"), "--no-tune"]
    assert main(["train", str(labels), "--test", str(labels), *options]) == 0
    assert "120 texts of 120 are among those it learns from; figures will be too good" in capsys.readouterr().err
    other = tmp_path / "other.csv"
    dl.LabelledTexts(["Hale won.", "Hale lost."], ["sport", "sport"], False, "csv").save(other)
    assert main(["train", str(labels), "--test", str(other), *options]) == 0
    assert "too good" not in capsys.readouterr().err


def test_a_column_that_is_not_there_is_named_by_the_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("words,kind\nRain fell.,weather\n", encoding="utf-8")
    assert main(["train", str(path), "-o", str(tmp_path / "model.dlc")]) == 2
    said = capsys.readouterr().err
    assert "say which column it is with --text; the columns are: words, kind" in said


def test_a_log_of_forms_is_tested_with_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kinds = ["theft of a bicycle", "fire in a shed", "noise at a party"]
    form = "Incident {}: {} was reported to the duty officer of the town police in ward {} this morning"
    texts = [form.format(i, kinds[i % 3], i % 13) for i in range(150)]
    path = tmp_path / "log.csv"
    dl.LabelledTexts(texts, [kinds[i % 3] for i in range(150)], False, "csv").save(path)
    page = tmp_path / "page.html"
    assert main(["train", str(path), "-o", str(tmp_path / "model.dlc"), "--report", str(page)]) == 0
    said = capsys.readouterr().err
    assert "of 150 texts are near-copies of one another, as line " in said and said.count("near-copies") <= 2
    assert "held out: accuracy 1.000" in said and "TrainingWarning" not in said


def test_train_then_classify(labels: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model, page = tmp_path / "out" / "model.dlc", tmp_path / "report.html"
    assert main(["train", str(labels), "-o", str(model), "--report", str(page), "--threads", "1"]) == 0
    said = capsys.readouterr().err
    assert "Read 120 labelled texts: " in said and "held out: accuracy " in said and str(model) in said
    html = page.read_text(encoding="utf-8")
    assert "How good it is" in html and "Labels that look wrong" in html and "What more labels would bring" in html
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "")
    report = tmp_path / "report.txt"
    report.write_text("Tessel scored twice against Varn. Snow fell over Hale.\n", encoding="utf-8")
    assert main(["classify", str(report), "--model", str(model), "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    text = report.read_text(encoding="utf-8")
    assert [row["label"] for row in rows] == ["sport", "weather"]
    assert all(text[int(row["start"]) : int(row["end"])] == row["text"] for row in rows)
    assert main(["classify", str(report), "--model", str(model), "--label", "sport", "-q"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith("report.txt, sentence 1: sport ") and line.endswith("  Tessel scored twice against Varn.")
    assert main(["classify", str(report), "--model", str(model), "--label", "sport", "--least", "1"]) == 1


def test_each_step_is_said_before_it_is_taken(
    labels: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    argv = ["train", str(labels), "-o", str(tmp_path / "m.dlc"), "--report", str(tmp_path / "r.html"), "--no-tune"]
    assert main(argv) == 0
    lines = capsys.readouterr().err.splitlines()
    steps = [line for line in lines if line.endswith(" …")]
    assert steps[1] == "Training on 120 texts …" and steps[2] == "Drawing the learning curve …"
    assert steps[3:] == ["Looking for label errors in 120 texts …"]
    assert re.fullmatch(r"Training on (\d+) texts, to judge on (\d+) texts held out …", steps[0])
    assert sum(map(int, re.findall(r"\d+", steps[0]))) == 120
    assert lines.index(steps[1]) + 1 == next(at for at, line in enumerate(lines) if line.startswith("Tested on "))
    assert main([*argv, "-q"]) == 0 and not capsys.readouterr().err
    # On a terminal the line counts.
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert main(argv) == 0
    said = capsys.readouterr().err
    assert re.search(r"\rTraining on 120 texts … \d+ s\n", said)
    assert re.search(r"\rLooking for label errors in 120 texts … 100%, \d+ s\n", said)


def test_a_test_file_is_judged_by_the_classifier_that_is_written(
    labels: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.csv"
    dl.LabelledTexts(["Hale won in the rain.", "Snow over Varn."], ["sport", "weather"], False, "csv").save(other)
    assert main(["train", str(labels), "--test", str(other), "-o", str(tmp_path / "m.dlc")]) == 0
    said = capsys.readouterr().err
    assert said.count(" …") == 1 and "Training on 120 texts …" in said
    test = dl.read_labels(other)
    right = dl.SentenceClassifier.load(tmp_path / "m.dlc").evaluate(test.texts, test.labels)
    assert f"accuracy {right.accuracy:.3f}" in said


@pytest.mark.parametrize("at", ["fit", "suspects"])
def test_who_interrupts_finds_nothing_half_written(
    labels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "m.dlc").write_bytes(b"before")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dl.SentenceClassifier, at, interrupted)
    options = ["--report", str(out / "r.html"), "--export", str(out / "m.json"), "--no-tune"]
    assert main(["train", str(labels), "-o", str(out / "m.dlc"), *options]) == 130
    assert [path.name for path in out.iterdir()] == ["m.dlc"] and (out / "m.dlc").read_bytes() == b"before"


def test_too_few_texts_for_suspects_cost_no_report(tmp_path: Path) -> None:
    path, page = tmp_path / "labels.csv", tmp_path / "r.html"
    rows = [f"Rain fell on day {i * 37} of {i}.,weather" for i in range(60)] + ["She scored.,sport"]
    path.write_text("\n".join(["text,label", *rows]) + "\n", encoding="utf-8")
    test = tmp_path / "test.csv"
    test.write_text("text,label\nRain again.,weather\n", encoding="utf-8")
    argv = ["train", str(path), "--test", str(test), "-o", str(tmp_path / "m.dlc"), "--report", str(page), "--no-tune"]
    assert main(argv) == 0
    assert "Not looked for: labels: 61 texts are too few" in page.read_text(encoding="utf-8")
    assert (tmp_path / "m.dlc").exists()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            ["Rain over Hale.,weather", "Oil rose.,markets"],
            "line 3: no text to learn from has the label 'markets', but sport, weather, crime; rename it",
        ),
        (
            ["Oil rose.,markets", "Oil fell.,markets", "Rain fell.,rain"],
            "line 2: no text to learn from has the label 'markets', but sport, weather, crime "
            "(3 texts of the test with 2 such labels); rename it",
        ),
        (["Rain over Hale.,weather|sport"], "line 2: the text has more than one label"),
        (["Rain over Hale.,weather,x"], "line 2: the row has 3 cells, but the header 2"),
        ([",weather"], "it holds no labelled text (line 2: it has no text)"),
    ],
)
def test_faults_of_a_test_file_are_told_before_training(
    labels: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    rows: list[str],
    said: str,
) -> None:
    test = tmp_path / "test.csv"
    test.write_text("\n".join(["text,label", *rows]) + "\n", encoding="utf-8")
    monkeypatch.delattr(dl.SentenceClassifier, "fit")
    assert main(["train", str(labels), "--test", str(test), "-o", str(tmp_path / "m.dlc")]) == 2
    assert f"dateline: {test}" in (told := capsys.readouterr().err) and said in told and "fault of dateline" not in told
    assert not (tmp_path / "m.dlc").exists()


def test_train_on_several_labels_with_a_test_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts, given = made(120, {"sport": 1, "weather": 1})
    rows = dl.LabelledTexts(texts, [[] if i % 10 == 0 else [g] for i, g in enumerate(given)], True, "jsonl")
    rows.save(tmp_path / "a.jsonl")
    rows.save(tmp_path / "test.json", "label-studio")
    argv = [
        "train",
        str(tmp_path / "a.jsonl"),
        "--test",
        str(tmp_path / "test.json"),
        "-o",
        str(tmp_path / "m.dlc"),
        "--no-tune",
    ]
    # The test file says its own format; the first has none to guess.
    assert main(argv) == 0
    assert "example-F1" in capsys.readouterr().err
    assert dl.SentenceClassifier.load(tmp_path / "m.dlc").multilabel


def test_classify_by_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.txt"
    report.write_text("The ministry denied the claims. Rain fell on Monday.\n", encoding="utf-8")
    assert main(["classify", str(report), "--model", "acts", "--format", "jsonl"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["label"] for row in found] == ["denial", "report"]
    assert found[0]["sentence"] == 0 and found[0]["file"].endswith("report.txt")


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["classify", "{report}", "--model", "none.dlc"], "none.dlc"),
        (["classify", "{report}", "--model", "acts", "--label", "gossip"], "none of the labels"),
        (["train", "{report}", "-o", "{folder}/m.dlc"], "what format is this"),
        (["train", "{labels}", "-o", "{folder}"], "is a folder"),
        (["train", "{labels}", "-o", "{folder}/m.dlc", "--report", "r.txt"], "the report is a page"),
        (["train", "{labels}", "-o", "{folder}/m.dlc", "--label", "kind"], "there is no 'kind'"),
        (["train", "{labels}", "-o", "{folder}/m.dlc", "--separator", ""], "separator: it is empty"),
    ],
)
def test_wrong_usage(
    labels: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], argv: list[str], message: str
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Rain fell.\n", encoding="utf-8")
    named = {"report": str(report), "labels": str(labels), "folder": str(tmp_path)}
    assert main([part.format(**named) for part in argv]) == 2
    said = capsys.readouterr().err
    assert message in said and "Traceback" not in said and said.count("\n") == 1
    assert not (tmp_path / "m.dlc").exists()


def test_what_is_said_of_labels_names_their_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts, given = made(60, {"sport": 1, "weather": 1})
    rows = [f'"{text}",{label}' for text, label in zip(texts, given, strict=True)]
    rows[3] = f'"{texts[3]}",'
    rows[20] = f'"{texts[20]}","row 3 of 7"'
    rows[30] = f'"{texts[10]}",weather'
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("\n".join(["text,label", *rows]) + "\n", encoding="utf-8")
    assert main(["train", str(first), "-o", str(tmp_path / "m.dlc"), "--no-tune"]) == 0
    said = capsys.readouterr().err
    assert "1 text without a label left out (line 5); --multilabel takes them" in said and said.count("line 5") == 1
    assert 'label "row 3 of 7" has a single example (line 22)' in said
    assert "different labels in line 12 and line 32" in said
    assert "accuracy" in said and "example-F1" not in said
    # With several files the place names the file; one file with several labels makes the others' blanks texts that have none.
    second.write_text('text,label\n"Snow fell on the cup final.",sport|weather\n', encoding="utf-8")
    assert main(["train", str(first), str(second), "-o", str(tmp_path / "m.dlc"), "--no-tune"]) == 0
    said = capsys.readouterr().err
    assert "Read 61 labelled texts" in said and "left out" not in said and "example-F1" in said
    assert f"different labels in {first}, line 12 and {first}, line 32" in said
    assert f"{first}: 1 text without a label taken as having none (line 5)" in said
    assert "; without a label 1." in said


def test_rows_without_a_text_are_counted_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts, given = made(60, {"sport": 1, "weather": 1})
    rows = [f'"{text}",{label}' for text, label in zip(texts, given, strict=True)]
    rows[3], rows[7], rows[9] = ",sport", ",", '"A late goal.",'
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["text,label", *rows]) + "\n", encoding="utf-8")
    assert main(["train", str(path), "-o", str(tmp_path / "m.dlc"), "--no-tune"]) == 0
    said = capsys.readouterr().err
    assert f"dateline: {path}: 2 rows without a text left out (line 5, line 9)\n" in said
    assert "1 text without a label left out (line 11)" in said and "Read 57 labelled texts" in said
    assert said.count("left out") == 2
    # A label that is asked for as one: what has none is named by its line, and rows without a text are still only counted.
    assert main(["train", str(path), "-o", str(tmp_path / "m.dlc"), "--no-tune", "--no-multilabel"]) == 0
    said = capsys.readouterr().err
    assert "line 11: it has no label: left out" in said and said.count("left out") == 2


def test_labels_parted_by_another_mark(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts, given = made(60, {"sport": 1, "weather": 1})
    rows = [f'"{text}",{label}' for text, label in zip(texts, given, strict=True)]
    rows[7] = '"Snow fell on the cup final.",sport; weather'
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("\n".join(["text,label", *rows]) + "\n", encoding="utf-8")
    second.write_text("text,label\nRain fell.,Weather\nShe scored.,Sport\n", encoding="utf-8")
    argv = ["train", str(first), "-o", str(tmp_path / "m.dlc"), "--no-tune"]
    assert main(argv) == 0
    said = capsys.readouterr().err
    assert "1 label looks like several parted by ';' (line 9: \"sport; weather\"); --separator ';' parts them" in said
    assert main([*argv, "--separator", ";"]) == 0
    assert "looks like" not in (said := capsys.readouterr().err) and "example-F1" in said and "sport 31" in said
    assert main(["train", str(second), *argv[1:], "--separator", ";"]) == 0
    assert (
        "the files together: labels that differ by case or blanks alone are taken for different ones: "
        '"weather" 30 and "Weather" 1; "sport" 31 and "Sport" 1\n'
    ) in capsys.readouterr().err


def test_columns_that_stand_for_labels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts, given = made(60, {"sport": 1, "weather": 1})
    rows = [
        f'"{text}",{int(label == "sport")},{int(label == "weather")}' for text, label in zip(texts, given, strict=True)
    ]
    rows[0] = '"Snow fell on the cup final.",1,1'
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["text,sport,weather", *rows]) + "\n", encoding="utf-8")
    argv = ["train", str(path), "--label", "sport", "--label", "weather", "-o", str(tmp_path / "m.dlc"), "--no-tune"]
    assert main(argv) == 0
    assert "Read 60 labelled texts: weather 31, sport 30." in capsys.readouterr().err
    assert dl.SentenceClassifier.load(tmp_path / "m.dlc").predict(["Snow over Hale."]) == [["weather"]]


def test_one_label_alone_is_told_of_the_file_and_not_of_a_part(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.csv"
    for days in (20, 1):
        path.write_text(
            "text,label\n" + "".join(f"Rain fell on day {i}.,weather\n" for i in range(days)), encoding="utf-8"
        )
        assert main(["train", str(path), "-o", str(tmp_path / "m.dlc")]) == 2
        printed = capsys.readouterr()
        assert f"{path}: every text has the label 'weather'; add texts of another" in printed.err
        assert "0 texts" not in printed.err and printed.out == ""


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_classify_writes_tables_and_reads_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    (tmp_path / "labels.csv").write_text(
        "id,Sentence,Category\na,They denied it.,x\nb,Rain fell.,y\n", encoding="utf-8"
    )
    (tmp_path / "rules.toml").write_text(
        "labels = ['denial', 'other']\ndefault = 'other'\n[[rule]]\nlabel = 'denial'\nany = ['deny~']\n",
        encoding="utf-8",
    )
    out = tmp_path / f"labelled.{ending}"
    options = ["--model", str(tmp_path / "rules.toml"), "--text", "Sentence", "--label", "denial", "-o", str(out)]
    assert main(["classify", str(tmp_path / "labels.csv"), *options]) == 0
    assert "1 sentence with a label in 2 documents" in capsys.readouterr().err
    read = {"csv": pl.read_csv, "jsonl": pl.read_ndjson, "parquet": pl.read_parquet}[ending](out)
    assert read.select("doc_id", "text", "label").rows() == [("a", "They denied it.", "denial")]
    assert main(["classify", str(tmp_path / "labels.csv"), *options[:-1], str(tmp_path / "labelled.txt")]) == 2
