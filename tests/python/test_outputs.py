"""What is written never costs what is read, and a device, pipe or link goes on being one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from made import made

import dateline as dl
from dateline._core import write_text
from dateline.cli import main


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Some inputs of each kind, and the folder that holds them as working folder."""
    monkeypatch.chdir(tmp_path)
    texts, labels = made(60, {"sport": 1, "weather": 1})
    dl.LabelledTexts(texts, labels, False, "csv").save("l.csv")
    dl.LabelledTexts(texts, labels, False, "fasttext").save("l", "fasttext")
    Path("names.csv").write_text("name\nKyiv\nMinsk\n", encoding="utf-8")
    Path("bare").write_text("name\nKyiv\n", encoding="utf-8")
    dl.Gazetteer(["Kyiv"]).save("names.dlg")
    Path("rr").mkdir()
    Path("rr/a.txt").write_text("Minsk denied it.\n", encoding="utf-8")
    Path("rr/documents.jsonl").write_text('{"text": "Kyiv said so."}\n', encoding="utf-8")
    Path("indexed").mkdir()
    Path("indexed/a.html").write_text("<p>Minsk denied it.</p>\n", encoding="utf-8")
    Path("indexed/index.csv").write_text("path,source\na.html,Lysna Post\n", encoding="utf-8")
    Path("link.csv").symlink_to("l.csv")
    return {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ("gazetteer build names.csv -o names.csv", "one of the files that are read"),
        ("gazetteer build names.csv names.dlg -o ./names.dlg", "one of the files that are read"),
        ("gazetteer build bare -o bare", "one of the files that are read"),
        ("gazetteer build names.dlg -o names.jsonl", "by custom .dlg"),
        ("train l.csv -o l.csv", "one of the files that are read"),
        ("train link.csv -o l.csv", "one of the files that are read"),
        ("train l --format fasttext -o l", "one of the files that are read"),
        ("train l.csv -o new.csv", "by custom .dlc"),
        ("train l.csv -o m.dlc --export l.csv", "one of the files that are read"),
        ("train l.csv -o m.dlc --export m.dlc", "--output writes there too"),
        ("train l.csv -o m.dlc --export x.csv", "written as .json"),
        ("train l.csv --test l -o m.dlc --export l", "one of the files that are read"),
        ("train l.csv -o m.dlc --report rr", "this is a folder"),
        ("brief rr -o rr/a.html", "read as reports by the next run"),
        ("brief . ", "read as reports by the next run"),
        ("brief indexed -o indexed/a.html", "one of the files that are read"),
        ("brief {here}/indexed/*.html -o indexed/a.html", "one of the files that are read"),
        ("run rr -o rr", "read as reports by the next run"),
        ("run rr -o rr/out --shards", "read as reports by the next run"),
        ("run rr/documents.jsonl -o rr --format jsonl", "one of the files that are read"),
    ],
)
def test_an_output_that_would_cost_an_input_is_refused(files, capsys, argv, message):
    assert main(argv.format(here=Path.cwd()).split()) == 2
    said = capsys.readouterr().err
    assert message in said and said.count("\n") == 1
    assert {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()} == files


@pytest.mark.parametrize(
    "argv",
    [
        "brief rr -o rr/a.json",
        "brief rr -o rr/_brief.html",
        "brief indexed -o indexed/brief.html",
        "run indexed -o indexed",
        "run rr -o rr/_out",
        "run rr -o out",
        "gazetteer build names.csv -o watch.bin",
        "train l.csv -o new/m.dlc --no-tune --export new/m.json",
    ],
)
def test_an_output_that_costs_nothing_is_written_twice(files, argv):
    assert main([*argv.split(), "-q"]) == 0
    assert main([*argv.split(), "-q"]) == 0
    assert {path: Path(path).read_bytes() for path in files} == files


def test_a_place_that_cannot_be_written_is_told_before_the_work(files, capsys, monkeypatch):
    monkeypatch.setattr(dl.SentenceClassifier, "fit", lambda *_: pytest.fail("trained in vain"))
    Path("plain").write_text("", encoding="utf-8")
    assert main(["train", "l.csv", "-o", "plain/m.dlc"]) == 2
    assert "plain/m.dlc: a part of this path is a file" in capsys.readouterr().err


def test_a_link_goes_on_being_one(tmp_path):
    real, link = tmp_path / "real.html", tmp_path / "link.html"
    real.write_text("old", encoding="utf-8")
    link.symlink_to("real.html")
    write_text(link, "new")
    assert link.is_symlink() and real.read_text(encoding="utf-8") == "new"
    dangling = tmp_path / "dangling.html"
    dangling.symlink_to("later.html")
    write_text(dangling, "first")
    assert (tmp_path / "later.html").read_text(encoding="utf-8") == "first" and dangling.is_symlink()


def test_what_is_no_regular_file_is_refused_before_the_work(files, capsys, monkeypatch):
    monkeypatch.setattr(dl.SentenceClassifier, "fit", lambda *_: pytest.fail("trained in vain"))
    os.mkfifo("pipe.json")
    os.mkfifo("pipe")
    for argv in (
        "train l.csv -o pipe",
        "train l.csv -o m.dlc --export pipe.json",
        "gazetteer build names.csv -o pipe",
        "brief rr -o pipe.json",
    ):
        assert main(argv.split()) == 2, argv
        assert "is a device or a pipe" in capsys.readouterr().err
    with pytest.raises(dl.FileError, match="is a device or a pipe"):
        dl.LabelledTexts(["Rain fell."], ["weather"], False, "jsonl").save("pipe.json", "jsonl")
    assert Path("pipe.json").is_fifo() and Path("pipe").is_fifo()


def test_permissions_are_kept(tmp_path):
    path = tmp_path / "secret.csv"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o600)
    write_text(path, "new")
    assert path.stat().st_mode & 0o777 == 0o600 and path.read_text(encoding="utf-8") == "new"
