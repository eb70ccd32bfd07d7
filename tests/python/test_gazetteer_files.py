"""Gazetteer files: what is loaded finds what was saved, by whichever way, and no damaged file gets in."""

from __future__ import annotations

import multiprocessing
import pickle
from pathlib import Path

import pytest
from conftest import DISPATCHES

import dateline as dl
from dateline.cli import main

ENTRIES = [
    {
        "id": "place:lysna",
        "name": "Lysna",
        "type": "place",
        "aliases": ["Lisna", "Лисна"],
        "country": "UA",
        "lat": 48.5,
        "lon": 38.2,
    },
    {"id": "person:marlowe", "name": "J. K. Marlowe", "type": "person", "population": None, "note": "spokeswoman"},
    {"id": "org:att", "name": "AT&T", "type": "organization", "population": 12, "note": "a firm"},
    {"id": "place:lysna2", "name": "Lysna", "type": "place", "population": 900},
]
TEXTS = [
    "Talks in Lisna’s old town: J.K. Marlowe of AT&T.",
    "Ein Bericht aus Лисна, LYSNA and Lysna.",
    "",
    "Nobody.",
] * 60


def rows(gazetteer: dl.Gazetteer) -> list[dict[str, object]]:
    reports = [path.read_text(encoding="utf-8") for path in sorted(DISPATCHES.glob("*.txt"))]
    return gazetteer.find_all(TEXTS + reports).to_pylist()


@pytest.fixture
def saved(tmp_path: Path) -> tuple[dl.Gazetteer, Path]:
    gazetteer = dl.Gazetteer(ENTRIES)
    path = tmp_path / "watch.dlg"
    gazetteer.save(path)
    return gazetteer, path


@pytest.mark.parametrize("verify", ["full", "header"])
def test_a_loaded_gazetteer_finds_what_the_built_one_finds(saved: tuple[dl.Gazetteer, Path], verify: str) -> None:
    built, path = saved
    loaded = dl.Gazetteer.load(path, verify=verify)
    assert rows(loaded) == rows(built)
    assert len(rows(built)) >= 240
    assert list(loaded) == list(built)
    assert (len(loaded), loaded.n_names, loaded.columns) == (len(built), built.n_names, built.columns)
    assert loaded["place:lysna"] == built["place:lysna"]
    assert [e["id"] for e in loaded.lookup("LYSNA")] == [e["id"] for e in built.lookup("LYSNA")]
    merged = loaded | dl.Gazetteer(["Nobody"])
    assert "nobody" in merged
    assert "Lysna" in merged


def test_pickles_are_equal(saved: tuple[dl.Gazetteer, Path]) -> None:
    built, path = saved
    for gazetteer in (built, dl.Gazetteer.load(path)):
        again = pickle.loads(pickle.dumps(gazetteer))
        assert list(again) == list(built)
        assert rows(again) == rows(built)


def test_the_seed_survives(tmp_path: Path) -> None:
    seed = dl.Gazetteer.seed()
    seed.save(tmp_path / "seed.dlg")
    assert rows(dl.Gazetteer.load(tmp_path / "seed.dlg")) == rows(seed)


def found(path: str) -> list[dict[str, object]]:
    """What another process finds."""
    return rows(dl.Gazetteer.load(path, verify="header"))


def test_processes_share_one_file(saved: tuple[dl.Gazetteer, Path]) -> None:
    built, path = saved
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        for theirs in pool.map(found, [str(path)] * 4):
            assert theirs == rows(built)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.99])
def test_a_file_cut_short_is_refused(saved: tuple[dl.Gazetteer, Path], share: float) -> None:
    path = saved[1]
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    for verify in ("full", "header"):
        with pytest.raises(dl.FormatError, match=r"watch\.dlg"):
            dl.Gazetteer.load(path, verify=verify)


def test_a_flipped_bit_is_found(saved: tuple[dl.Gazetteer, Path]) -> None:
    built, path = saved
    whole = path.read_bytes()
    refused = 0
    for at in range(0, len(whole), 37):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        try:
            # Only the zeros between two sections may differ.
            assert list(dl.Gazetteer.load(path)) == list(built)
        except dl.FormatError:
            refused += 1
    assert refused > len(whole) // 37 // 2


def test_messages_say_what_is_wrong(saved: tuple[dl.Gazetteer, Path], tmp_path: Path) -> None:
    path = saved[1]
    whole = path.read_bytes()
    newer = tmp_path / "newer.dlg"
    newer.write_bytes(whole[:8] + b"\x09" + whole[9:])
    with pytest.raises(dl.FormatError, match="version 9"):
        dl.Gazetteer.load(newer)
    other = tmp_path / "names.csv"
    other.write_text("name\nLysna\n", encoding="utf-8")
    with pytest.raises(dl.FormatError, match="no gazetteer that dateline wrote"):
        dl.Gazetteer.load(other)
    with pytest.raises(dl.MissingFileError, match=r"absent\.dlg"):
        dl.Gazetteer.load(tmp_path / "absent.dlg")
    with pytest.raises(dl.InputError, match="verify"):
        dl.Gazetteer.load(path, verify="none")
    with pytest.raises(dl.FileError, match="nowhere"):
        saved[0].save(tmp_path / "nowhere" / "watch.dlg")


def test_the_command_line_builds_describes_and_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = tmp_path / "names.csv"
    names.write_text(
        "id,name,type,aliases,note\nplace:lysna,Lysna,place,Lisna|Лисна,a town\norg:att,AT&T,organization,,\n",
        encoding="utf-8",
    )
    path = str(tmp_path / "watch.dlg")
    assert main(["gazetteer", "build", str(names), "-o", path]) == 0
    assert "2 entities, 4 names" in capsys.readouterr().err
    assert main(["gazetteer", "info", path]) == 0
    described = capsys.readouterr().out
    assert "note" in described
    assert "place" in described
    assert "spellings made: romanised, inflected" in described and "persons" not in described
    assert main(["gazetteer", "check", path]) == 0
    assert "sound" in capsys.readouterr().out
    text = tmp_path / "report.txt"
    text.write_text("Shots were heard in Lisna.", encoding="utf-8")
    assert main(["find", "--gazetteer", path, str(text)]) == 0
    assert "place:lysna" in capsys.readouterr().out
    whole = Path(path).read_bytes()
    Path(path).write_bytes(whole[:-70])
    assert main(["gazetteer", "check", path]) == 2
    assert "damaged or cut short" in capsys.readouterr().err
    assert main(["gazetteer", "build", "-o", path]) == 2
