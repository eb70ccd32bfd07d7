"""Runs in shards: the same tables as in memory, the same files whatever interrupted them, and no mixture of two runs."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import dateline as dl
from dateline.cli import main

DISPATCHES = Path(__file__).parents[2] / "seeds" / "dispatches"
PIPE = dl.Pipeline()
PLAIN = dl.Pipeline(gazetteer=False, acts=False, events=False, layers=["near_copies"])


def corpus(folder: Path, count: int) -> dl.Corpus:
    """The dispatches again and again, each copy with a line of its own; some not in ASCII."""
    folder.mkdir(exist_ok=True)
    texts = [path.read_text() for path in sorted(DISPATCHES.glob("*.txt"))]
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(f"Copy № {number} — “as sent”.\n\n{texts[number % len(texts)]}")
    return dl.read(folder)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a run."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_tables_are_those_of_run(tmp_path):
    documents = dl.read(DISPATCHES)
    whole = PIPE.run(documents)
    run = PIPE.run_batch(documents, tmp_path / "out", shard_documents=5, threads=2)
    assert repr(run) == f"BatchRun({len(whole)} documents, {-(-len(whole) // 5)} shards, complete)"
    for name in run.tables:
        assert run[name].to_pylist() == getattr(whole, name).to_pylist(), name
        assert run[name].schema == getattr(whole, name).schema
    assert len(run["near_copies"]) and len(run["conflicts"])
    assert [len(part) for part in run.shards("documents")] == [5, 5, 2]
    assert run.to_arrow("mentions").count_rows() == len(whole.mentions)
    assert run.brief("Brief").to_json() == whole.brief("Brief").to_json()
    assert not (tmp_path / "out" / ".kept").exists()
    again = dl.BatchRun(tmp_path / "out", documents)
    assert len(again.analysis()) == len(whole)


CHILD = """
import sys, dateline as dl
dl.Pipeline().run_batch(dl.read(sys.argv[1]), sys.argv[2], shard_documents=6, threads=1)
"""


@pytest.fixture(scope="module")
def straight(tmp_path_factory):
    """Reports, and a run over them in fifty shards: many more than are done before a signal is heard."""
    folder = tmp_path_factory.mktemp("straight")
    documents = corpus(folder / "in", 300)
    PIPE.run_batch(documents, folder / "out", shard_documents=6, threads=2)
    return folder / "in", documents, folder / "out"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_an_interrupted_run_ends_as_one_that_was_not(straight, tmp_path, how):
    source, documents, whole = straight
    out = tmp_path / "out"
    stopped_at = []
    for _ in range(2):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(source), str(out)], stderr=subprocess.PIPE, text=True
        )
        before = shards(out)
        while shards(out) < before + 2 and child.poll() is None:
            time.sleep(0.01)
        assert child.poll() is None, child.communicate()[1]
        child.send_signal(how)
        said = child.communicate(timeout=60)[1]
        assert child.returncode != 0
        assert how != signal.SIGINT or "KeyboardInterrupt" in said
        stopped_at.append(shards(out))
    assert 2 <= stopped_at[0] < stopped_at[1] < 50
    unfinished = dl.BatchRun(out)
    assert not unfinished.complete and len(unfinished["documents"]) == unfinished.n_documents
    with pytest.raises(dl.InputError, match="not complete; resume it"):
        unfinished["conflicts"]
    (out / "mentions" / ".99.part-00007.parquet").write_bytes(b"half of it")
    run = PIPE.run_batch(documents, out, shard_documents=6, threads=2)
    assert run.complete and files(out) == files(whole)


def shards(out: Path) -> int:
    try:
        return len(json.loads((out / "manifest.json").read_text())["shards"])
    except FileNotFoundError:
        return 0


def test_other_documents_or_settings_are_refused(tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    documents = corpus(source, 8)
    PLAIN.run_batch(documents, out, shard_documents=3)
    before = files(out)

    def refused(pipe, documents, words, **options):
        with pytest.raises(dl.InputError, match=words) as caught:
            pipe.run_batch(documents, out, **{"shard_documents": 3} | options)
        assert str(out) in str(caught.value) and "another folder" in str(caught.value)
        assert files(out) == before

    refused(PLAIN, documents, r"other settings \(shard_documents\)", shard_documents=4)
    refused(dl.Pipeline(gazetteer=False, acts=False, events=False, layers=[]), documents, r"\(layers\)")
    names = dl.Gazetteer(["Kyiv"])
    refused(
        dl.Pipeline(gazetteer=names, acts=False, events=False, layers=["near_copies", "mentions"]),
        documents,
        "gazetteer",
    )
    refused(dl.Pipeline(gazetteer=False, events=False, layers=["acts", "near_copies"]), documents, r"\(acts\)")
    refused(PLAIN, documents, "the folder holds a run already", resume=False)
    old = (source / "0004.txt").read_text()
    (source / "0004.txt").write_text(old.replace("Copy", "Kopy"))
    refused(PLAIN, dl.read(source), "documents of shard 1 are not those")
    (source / "0004.txt").write_text(old)
    refused(PLAIN, dl.read(source, date="2026-03-08"), "documents of shard 0 are not those")
    (source / "0009.txt").write_text("One more.")
    refused(PLAIN, dl.read(source), "documents of shard 2 are not those")
    for name in ("0006.txt", "0007.txt", "0009.txt"):
        (source / name).unlink()
    refused(PLAIN, dl.read(source), "read 8 documents, and these are fewer")
    corpus(source, 9)
    full = tmp_path / "full"
    PLAIN.run_batch(dl.read(source), full, shard_documents=3)
    corpus(source, 10)
    with pytest.raises(dl.InputError, match="complete, and there are documents behind its 9"):
        PLAIN.run_batch(dl.read(source), full, shard_documents=3)


def test_a_folder_that_is_something_else(tmp_path):
    (tmp_path / "diary.txt").write_text("Mine.")
    with pytest.raises(dl.InputError, match="the folder holds other files"):
        PLAIN.run_batch(["Rain fell."], tmp_path)
    with pytest.raises(dl.FileError):
        PLAIN.run_batch(["Rain fell."], tmp_path / "diary.txt")
    with pytest.raises(dl.MissingFileError, match="holds no run"):
        dl.BatchRun(tmp_path)
    out = tmp_path / "out"
    run = PLAIN.run_batch(["Rain fell."], out)
    with pytest.raises(dl.UnknownKeyError, match="no table 'rain'"):
        run["rain"]
    (out / "manifest.json").write_text("{}")
    with pytest.raises(dl.FormatError, match="no manifest"):
        PLAIN.run_batch(["Rain fell."], out)
    with pytest.raises(dl.FormatError, match="no manifest"):
        dl.BatchRun(out)
    for name, value in {"out": 3, "resume": "yes", "shard_documents": 0}.items():
        with pytest.raises(dl.InputError, match=f"^{name}: "):
            PLAIN.run_batch(["Rain fell."], **{"out": out, name: value})


def test_failed_documents_and_none_at_all(tmp_path):
    run = PLAIN.run_batch(
        dl.Corpus.from_texts(["Rain.", None, "Snow."], ids=["a", "b", "a"]), tmp_path / "out", shard_documents=1
    )
    assert [bool(error) for error in run["documents"]["error"]] == [False, True, True]
    assert (run.n_documents, run.n_failed) == (3, 2)
    none = PLAIN.run_batch([], tmp_path / "none")
    assert none.complete and none.n_documents == 0 and len(none["conflicts"]) == 0
    with pytest.raises(dl.InputError, match="no shard"):
        none["documents"]


def test_texts_that_the_folder_does_not_hold(tmp_path):
    PLAIN.run_batch(["Rain fell."], tmp_path / "out")
    run = dl.BatchRun(tmp_path / "out")
    with pytest.raises(dl.InputError, match="not in the folder"):
        run.brief()
    with pytest.raises(dl.InputError, match="not those that the run"):
        run.analysis(dl.Corpus.from_texts(["Rain fell.", "Snow fell."]))


def test_many_documents_are_no_brief(tmp_path, monkeypatch):
    run = PLAIN.run_batch(["Rain fell.", "Snow fell."], tmp_path / "out")
    monkeypatch.setattr("dateline.batch.MOST", 1)
    with pytest.raises(dl.InputError, match="2 documents, and a brief is for 1 at most"):
        run.brief()


def test_the_command(tmp_path, capsys):
    out = tmp_path / "out"
    arguments = ["run", str(DISPATCHES), "-o", str(out), "--shards"]
    assert main(arguments) == 0
    assert "a folder each" in capsys.readouterr().err
    assert pq.read_table(out / "documents").num_rows == 12
    assert main(arguments) == 2
    assert "resume it" in capsys.readouterr().err
    assert main(["run", str(DISPATCHES), "-o", str(out), "--resume"]) == 0
    assert main([*arguments, "--format", "csv"]) == 2
    assert "--format csv" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="files are locked in another way there")
def test_two_runs_do_not_write_into_one_folder(tmp_path):
    import fcntl

    documents, out = corpus(tmp_path / "in", 3), tmp_path / "out"
    out.mkdir()
    with (out / ".lock").open("a") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(dl.InputError, match="another run is writing into the folder"):
            PLAIN.run_batch(documents, out)
    # One that was killed leaves the file, and no lock.
    assert (out / ".lock").exists()
    assert PLAIN.run_batch(documents, out).complete
    assert not (out / ".lock").exists()
