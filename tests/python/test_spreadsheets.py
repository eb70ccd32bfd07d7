"""Tables as spreadsheet programs write them, through training, classifying and evaluating."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from made import made

import dateline as dl
from dateline.cli import main

TEXTS, LABELS = made(120, {"sport": 1, "weather": 1})


def sheet(mark: str) -> str:
    """A table with a quoted line break, columns without a name, and rows of blanks behind."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=mark, lineterminator="\r\n")
    writer.writerow(["Nr", "Text ", "LABEL", "", ""])
    for number, (text, label) in enumerate(zip(TEXTS, LABELS, strict=True), 1):
        writer.writerow([number, f'{text}\r\nSie sagte: "café"; nichts, gar nichts.', label, "", ""])
    return out.getvalue() + (mark * 4 + "\r\n") * 3


SHEETS = {
    "marked.csv": sheet(";").encode("utf-8-sig"),
    "old.csv": sheet(";").encode("cp1252"),
    "tabs.txt": sheet("\t").encode("utf-16"),
    "sep.csv": ("sep=;\r\n" + sheet(";")).encode("utf-8-sig"),
    "low.csv": (";;;;\r\n\r\n" + sheet(";")).encode("utf-8-sig"),
    "comma.csv": sheet(",").encode(),
}


@pytest.mark.parametrize("name", SHEETS)
def test_labels_are_read(tmp_path: Path, name: str, recwarn: pytest.WarningsRecorder) -> None:
    path = tmp_path / name
    path.write_bytes(SHEETS[name])
    read = dl.read_labels(path)
    assert read.labels == LABELS and read.left_out == []
    assert read.texts[0].startswith(TEXTS[0]) and read.texts[0].endswith('\r\nSie sagte: "café"; nichts, gar nichts.')
    first = {"sep.csv": 3, "low.csv": 4}.get(name, 2)
    assert read.places[:2] == [f"line {first}", f"line {first + 2}"]
    assert [str(warning.message) for warning in recwarn] == (
        [f"{path}: this is no UTF-8, so it was read as windows-1252; if letters look wrong, save it as UTF-8"]
        if name == "old.csv"
        else []
    )


def test_from_labels_to_a_labelled_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "labels.csv").write_bytes(SHEETS["sep.csv"])
    model, out = tmp_path / "m.dlc", tmp_path / "out.csv"
    options = ["-o", str(model), "--export", str(tmp_path / "m.json"), "--report", str(tmp_path / "r.html")]
    assert main(["train", str(tmp_path / "labels.csv"), *options, "--no-tune"]) == 0
    said = capsys.readouterr().err
    assert "Read 120 labelled texts" in said and "dateline:" not in said
    assert main(["classify", str(tmp_path / "labels.csv"), "--model", str(model), "--whole", "-o", str(out)]) == 0
    assert "120 of 120 texts with a label" in capsys.readouterr().err
    # What comes back opens in the same program, and can be learnt from again.
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"))
    assert out.read_bytes().startswith(b"\xef\xbb\xbf") and len(rows) == 120
    assert list(rows[0]) == ["Nr", "Text ", "LABEL", "column_4", "column_5", "dateline_label", "score"]
    again = dl.read_labels(out, label="dateline_label")
    found = dl.SentenceClassifier.load(model).evaluate(again.texts, again.labels)
    assert found.accuracy == 1.0
    assert main(["train", str(out), "--label", "dateline_label", "-o", str(model), "--no-tune", "-q"]) == 0


def test_documents_and_names_are_read_by_the_same_rules(tmp_path: Path) -> None:
    for name in ("marked.csv", "old.csv", "sep.csv", "comma.csv"):
        path = tmp_path / name
        path.write_bytes(SHEETS[name])
        documents = list(dl.read(path))
        assert len(documents) == 120 and not any(document.error for document in documents)
        assert documents[-1].id == f"{name}#119"
    (tmp_path / "names.csv").write_bytes(b"sep=;\r\nname;type;;note;\r\nLysna;place;;x;\r\n")
    names = dl.Gazetteer.read_csv(tmp_path / "names.csv")
    assert names.columns == ["note"] and names.find("In Lysna.")[0].type == "place"
    path = tmp_path / "short.csv"
    path.write_text("sep=;\ntext;id\nRain fell.;1\nSnow.\n;;\n", encoding="utf-8")
    assert [document.error for document in dl.read(path)] == [
        None,
        "line 4: the row has 1 cell, but the header 2; check that all quotation marks are closed",
    ]


def test_an_encoding_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = tmp_path / "old.csv"
    old.write_bytes(SHEETS["old.csv"])
    assert main(["classify", str(old), "--model", "acts", "--whole", "-o", str(tmp_path / "out.csv")]) == 0
    assert capsys.readouterr().err.count("read as windows-1252") == 1


def test_a_table_that_is_none(tmp_path: Path) -> None:
    for content, says in [
        ("sep=;\r\n", "it holds no labelled text"),
        (";;\r\n;;\r\n", "it holds no labelled text"),
        (
            "sep=;\r\ntext;label\r\na;b;c\r\n",
            "line 3: the row has 3 cells, but the header 2; check that all quotation marks are closed",
        ),
    ]:
        path = tmp_path / "a.csv"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(dl.InputError, match=says):
            dl.read_labels(path)
