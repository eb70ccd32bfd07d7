"""Label files: every format is read as its tool writes it, written as it reads it, and faults name their place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import dateline as dl

ONE = [("The army denied it.", "denial"), ("He urged calm.", "demand"), ("Fires burned, again.", "report")]
MANY = [
    ("Troops shelled the port.", ["ASSAULT"]),
    ("They signed and withdrew.", ["AGREE", "RETREAT"]),
    ("It rained.", []),
]

READ = {
    "fasttext.txt": (
        "__label__denial The army denied it.\n__label__demand He urged calm.\n__label__report Fires burned, again.\n",
        "fasttext",
        ONE,
    ),
    "several.txt": (
        "__label__ASSAULT Troops shelled the port.\n__label__AGREE __label__RETREAT They signed and withdrew.\n",
        "fasttext",
        MANY[:2],
    ),
    "cells.csv": ('text,label\nThe army denied it.,denial\nHe urged calm.,demand\n"Fires burned, again.",report\n', "csv", ONE),
    "tabs.tsv": ("sentence\tact\nThe army denied it.\tdenial\nHe urged calm.\tdemand\n", "csv", ONE[:2]),
    "several.csv": (
        "text;labels\nTroops shelled the port.;ASSAULT\nThey signed and withdrew.;AGREE|RETREAT\nIt rained.;\n",
        "csv",
        MANY,
    ),
    "lines.jsonl": ('{"text": "The army denied it.", "act": "denial"}\n\n{"text": "He urged calm.", "act": "demand"}\n', "jsonl", ONE[:2]),
    "cats.jsonl": ('{"text": "The army denied it.", "cats": {"denial": 1.0, "demand": 0.0}}\n', "jsonl", ONE[:1]),
    "binary.jsonl": (
        '{"text": "The army denied it.", "label": "denial", "answer": "accept"}\n'
        '{"text": "He urged calm.", "label": "denial", "answer": "reject"}\n'
        '{"text": "He urged calm.", "label": "demand", "answer": "accept"}\n',
        "prodigy",
        ONE[:2],
    ),
    "choice.jsonl": (
        '{"text": "Troops shelled the port.", "options": [{"id": "ASSAULT"}], "accept": ["ASSAULT"], "answer": "accept"}\n'
        '{"text": "It rained.", "options": [{"id": "ASSAULT"}], "accept": [], "answer": "accept"}\n'
        '{"text": "Who knows?", "options": [{"id": "ASSAULT"}], "accept": [], "answer": "ignore"}\n',
        "prodigy",
        [MANY[0], MANY[2]],
    ),
    "doccano.jsonl": ('{"id": 1, "text": "The army denied it.", "label": ["denial"]}\n', "doccano", ONE[:1]),
    "studio.json": (
        json.dumps(
            [
                {
                    "id": 7,
                    "data": {"text": "The army denied it."},
                    "annotations": [{"result": [{"type": "choices", "value": {"choices": ["denial"]}}]}],
                },
                {"id": 8, "data": {"text": "Not yet."}, "annotations": []},
            ]
        ),
        "label-studio",
        ONE[:1],
    ),
    "studio-min.json": (json.dumps([{"id": 7, "text": "The army denied it.", "choice": "denial"}]), "label-studio", ONE[:1]),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_read(tmp_path: Path, name: str) -> None:
    content, kind, pairs = READ[name]
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    found = dl.read_labels(path)
    assert (found.format, list(zip(found.texts, found.labels, strict=True))) == (kind, pairs)
    assert found.multilabel == isinstance(pairs[0][1], list)


def test_left_out_rows_are_named(tmp_path: Path) -> None:
    for name in ("binary.jsonl", "choice.jsonl", "studio.json"):
        path = tmp_path / name
        path.write_text(READ[name][0], encoding="utf-8")
        assert len(dl.read_labels(path).left_out) == 1
    assert "task 8" in dl.read_labels(tmp_path / "studio.json").left_out[0]


@pytest.mark.parametrize("pairs", [ONE, MANY], ids=["one", "many"])
@pytest.mark.parametrize("kind", ["jsonl", "csv", "fasttext", "prodigy", "label-studio", "doccano"])
def test_round_trip(tmp_path: Path, kind: dl.labels.LabelFormat, pairs: list[tuple[str, object]]) -> None:
    several = pairs is MANY
    labelled = dl.LabelledTexts([t for t, _ in pairs], [g for _, g in pairs], several, "jsonl")
    path = tmp_path / "out.file"
    labelled.save(path, kind)
    again = dl.read_labels(path, kind, multilabel=several)
    assert (again.texts, again.labels) == (labelled.texts, labelled.labels)


FAULTS = [
    ("a.jsonl", '{"text": "x", "label": "y"}\n{"text": "x"\n', "line 2: this is no JSON"),
    ("a.jsonl", '{"text": "x", "kind": "y"}\n', "there is no label or labels"),
    ("a.jsonl", '{"words": "x", "label": "y"}\n', "there is no text or sentence"),
    ("a.jsonl", '{"text": "", "label": "y"}\n', "'text' is empty"),
    ("a.jsonl", '{"text": "x", "label": ["y", ""]}\n', "is no label"),
    ("a.jsonl", '{"text": "x", "label": [[0, 4, "PER"]]}\n', "these are labels of spans"),
    ("a.jsonl", "[1, 2]\n", "a list of tasks is asked for"),
    ("a.csv", "text,label\nx\n", "line 2: more or fewer cells"),
    ("a.csv", "text,label\n", "it holds no labelled text"),
    ("a.txt", "plain words\n", "what format is this"),
    ("a.txt", "__label__x\n", "line 1: a label without a text"),
    ("a.json", "[{]", "line 1: this is no JSON"),
]


@pytest.mark.parametrize(("name", "content", "message"), FAULTS)
def test_faults_name_their_place(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(dl.InputError, match=message) as caught:
        dl.read_labels(path)
    assert str(path) in str(caught.value)


def test_other_faults(tmp_path: Path) -> None:
    with pytest.raises(dl.MissingFileError, match=r"none\.csv"):
        dl.read_labels(tmp_path / "none.csv")
    latin = tmp_path / "latin.csv"
    latin.write_bytes("text,label\nCafé,x\n".encode("latin-1"))
    with pytest.raises(dl.InputError, match="byte 14 is no UTF-8"):
        dl.read_labels(latin)
    several = tmp_path / "several.csv"
    several.write_text(READ["several.csv"][0], encoding="utf-8")
    with pytest.raises(dl.InputError, match="line 3: the text has not exactly one label"):
        dl.read_labels(several, multilabel=False)
    with pytest.raises(dl.InputError, match="format: 'xml' is none of"):
        dl.read_labels(several, "xml")  # type: ignore[arg-type]
    labelled = dl.LabelledTexts(["x"], ["a|b"], False, "jsonl")
    with pytest.raises(dl.InputError, match="which parts labels in CSV"):
        labelled.save(tmp_path / "out.csv")
    with pytest.raises(dl.InputError, match="tells none; name one of jsonl"):
        labelled.save(tmp_path / "out.bin")
    assert not (tmp_path / "out.csv").exists()
