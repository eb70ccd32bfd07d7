"""Label files: every format is read as its tool writes it, written as it reads it, and faults name their place."""

from __future__ import annotations

import bz2
import gzip
import json
import re
import warnings
import zipfile
from pathlib import Path

import pandas as pd
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
    "tab.txt": ("__label__denial\tThe army denied it.\nHe urged calm. __label__demand\n", "fasttext", ONE[:2]),
    "Capital.csv": ("Text,Label\nThe army denied it.,denial\nHe urged calm.,demand\n", "csv", ONE[:2]),
    "lists.csv": (
        'text,labels\nTroops shelled the port.,"[""ASSAULT""]"\nThey signed and withdrew.,"[""AGREE"", ""RETREAT""]"\n',
        "csv",
        MANY[:2],
    ),
    "array.json": ('[{"text": "The army denied it.", "label": "denial"}]', "jsonl", ONE[:1]),
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
    "doccano.csv": (
        "id,data,label\n1,Troops shelled the port.,ASSAULT\n2,They signed and withdrew.,AGREE#RETREAT\n",
        "doccano",
        MANY[:2],
    ),
    "doccano.json": ('[{"id": 1, "text": "They signed and withdrew.", "label": ["AGREE", "RETREAT"]}]', "doccano", MANY[1:2]),
    "studio.csv": (
        "annotation_id,annotator,id,lead_time,text,topic\n"
        '1,1,1,3.2,Troops shelled the port.,ASSAULT\n2,1,2,3.2,They signed and withdrew.,"{""choices"":[""AGREE"",""RETREAT""]}"\n',
        "label-studio",
        MANY[:2],
    ),
    "studio.jsonl": (
        '{"id": 1, "data": {"text": "The army denied it."}, "completions": [{"result": [{"value": {"choices": ["denial"]}}]}]}\n',
        "label-studio",
        ONE[:1],
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
    "studio-tree.json": (
        json.dumps(
            [
                {
                    "id": 7,
                    "data": {"text": "Troops shelled the port."},
                    "annotations": [
                        {"result": [{"type": "taxonomy", "value": {"taxonomy": [["force", "ASSAULT"], ["place"]]}}]}
                    ],
                }
            ]
        ),
        "label-studio",
        [("Troops shelled the port.", ["force/ASSAULT", "place"])],
    ),
    "studio-min-tree.json": (
        json.dumps([{"id": 7, "text": "Troops shelled the port.", "annotation_id": 1, "kind": [["force", "ASSAULT"], ["place"]]}]),
        "label-studio",
        [("Troops shelled the port.", ["force/ASSAULT", "place"])],
    ),
    "studio-tree.csv": (
        'id,text,annotation_id,kind\n7,Troops shelled the port.,1,"[[""force"", ""ASSAULT""], [""place""]]"\n',
        "label-studio",
        [("Troops shelled the port.", ["force/ASSAULT", "place"])],
    ),
    "studio-min.json": (json.dumps([{"id": 7, "text": "The army denied it.", "choice": "denial"}]), "label-studio", ONE[:1]),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_read(tmp_path: Path, name: str) -> None:
    content, kind, pairs = READ[name]
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    if name == "choice.jsonl":
        with pytest.warns(UserWarning, match=r"since line 2 has an empty list of labels"):
            dl.read_labels(path)
    if name == "several.csv":
        with pytest.warns(UserWarning, match=r"1 text without a label taken as having none \(line 4\)"):
            dl.read_labels(path)
    told = name in ("choice.jsonl", "several.csv")
    found = dl.read_labels(path, multilabel=True if told else None)
    assert (found.format, list(zip(found.texts, found.labels, strict=True))) == (kind, pairs)
    assert found.multilabel == isinstance(pairs[0][1], list)


def test_left_out_rows_are_named(tmp_path: Path) -> None:
    for name in ("choice.jsonl", "studio.json"):
        path = tmp_path / name
        path.write_text(READ[name][0], encoding="utf-8")
        assert len(dl.read_labels(path, multilabel=name == "choice.jsonl").left_out) == 1
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


DEEP = "[" * 100_000 + "]" * 100_000

FAULTS = [
    ("a.jsonl", '{"text": "x", "label": "y"}\n{"text": "x"\n', "line 2: this is no JSON"),
    ("a.jsonl", '{"text": "x", "kind": "y"}\n', "there is no label or labels"),
    ("a.jsonl", '{"words": "x", "label": "y"}\n', "there is no text or sentence"),
    ("a.jsonl", '{"text": "", "label": "y"}\n', "line 1: it has no text"),
    ("a.jsonl", '{"text": 5, "label": "y"}\n', "line 1: 'text' holds no text but 5; is another column meant"),
    ("a.jsonl", '{"text": "x", "label": ["y", ""]}\n', "is no label"),
    ("a.jsonl", '{"text": "x", "label": [[0, 4, "PER"]]}\n', "these are labels of spans"),
    (
        "a.jsonl",
        '{"text": "x", "spans": [{"start": 0, "end": 1, "label": "PER"}], "answer": "accept"}\n',
        "line 1: these are labels of spans",
    ),
    ("a.csv", f"{'x' * 1_000_000},y\n1,2\n", f"the columns are: {'x' * 79}…, y$"),
    ("a.jsonl", f'{{"text": "x", "label": {{"taxonomy": [[5, "{"y" * 100_000}"]]}}}}\n', "y… are no choices"),
    ("a.jsonl", "[1, 2]\n", "object 0: must be a JSON object with a text and its label, but is 1 \\(int\\)"),
    ("a.csv", "text,label\nx\n", "line 2: the row has 1 cell, but the header 2"),
    ("a.csv", "text,label\n", "it holds no labelled text"),
    ("a.txt", "plain words\n", "what format is this"),
    ("a.jsonl", "\n", "the file is empty"),
    ("a.txt", "__label__x\n", "line 1: it has no text"),
    ("a.json", "[{]", "line 1: this is no JSON"),
    (
        "a.jsonl",
        f'{{"text": "x", "label": "y"}}\n{{"text": "x", "label": {DEEP}}}\n',
        "line 2: this JSON is nested too deeply",
    ),
    ("a.jsonl", f'{{"text": "x", "label": {DEEP}}}\n', "line 1: this JSON is nested too deeply"),
    (
        "a.json",
        f'[{{"text": "[[[", "label": "y"}},\n{{"text": "x", "label":\n{DEEP}}}]',
        "line 3: this JSON is nested too deeply",
    ),
    ("a.csv", f'text,label\nx,"{DEEP}"\n', "line 2: this JSON is nested too deeply"),
    (
        "a.json",
        '[{"data": {"text": "x"}, "annotations": [{"result": [{"value": {"start": 0, "end": 1, "labels": ["PER"]}}]}]}]',
        "these are labels of spans",
    ),
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
    several = tmp_path / "several.csv"
    several.write_text(READ["several.csv"][0], encoding="utf-8")
    with pytest.raises(dl.InputError, match="line 3: the text has more than one label"):
        dl.read_labels(several, multilabel=False)
    with pytest.raises(dl.InputError, match=r"format: must be one of .*, but is 'xml'"):
        dl.read_labels(several, "xml")  # type: ignore[arg-type]
    labelled = dl.LabelledTexts(["x"], ["a|b"], False, "jsonl")
    with pytest.raises(dl.InputError, match="which parts labels in CSV"):
        labelled.save(tmp_path / "out.csv")
    with pytest.raises(dl.InputError, match="tells none; name one of jsonl"):
        labelled.save(tmp_path / "out.bin")
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.csv", "text,label\nIt rained.,weather\nHe scored.,sport\nWho knows?,\n", "line 4"),
        ("a.jsonl", '{"text": "It rained.", "label": "weather"}\n{"text": "Who knows?", "label": null}\n', "line 2"),
        ("b.jsonl", '{"text": "It rained.", "label": "weather"}\n{"text": "Who knows?", "label": " "}\n', "line 2"),
        ("a.txt", "__label__weather It rained.\nWho knows?\n", "line 2"),
    ],
)
def test_one_text_without_a_label_makes_no_scheme_of_several(
    tmp_path: Path, name: str, content: str, place: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.warns(UserWarning, match=rf"1 text without a label left out \({place}\); multilabel=True takes"):
        found = dl.read_labels(path)
    assert not found.multilabel and found.labels[0] == "weather" and "Who knows?" not in found.texts
    assert found.left_out == [f"{place}: it has no label"]
    kept = dl.read_labels(path, multilabel=True)
    assert kept.labels[-1] == [] and kept.texts[-1] == "Who knows?" and kept.places[-1] == place
    assert dl.read_labels(path, multilabel=False).left_out == found.left_out


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.csv", 'text,label\n,sport\nIt rained.,weather\n"  ",\n', "line"),
        ("a.jsonl", '{"text": null, "label": "a"}\n{"text": "It rained.", "label": "weather"}\n{"text": " ", "label": "a"}\n', "line"),
        ("nan.jsonl", '{"text": NaN, "label": "a"}\n{"text": "It rained.", "label": "weather"}\n{"text": "", "label": ["a", "b"]}\n', "line"),
        ("a.txt", "__label__sport\n__label__weather It rained.\n__label__sport __label__x  \n", "line"),
        (
            "prodigy.jsonl",
            '{"text": "", "label": "sport", "answer": "accept"}\n{"text": "It rained.", "label": "weather", "answer": "accept"}\n'
            '{"text": null, "label": "sport", "answer": "accept"}\n',
            "line",
        ),
        (
            "studio.json",
            '[{"id": 1, "text": "", "choice": "sport"}, {"id": 2, "text": "It rained.", "choice": "weather"}, {"id": 4, "text": "", "choice": "x"}]',
            "task",
        ),
        ("doccano.csv", "id,data,label\n1,,sport\n2,It rained.,weather\n3, ,x#y\n", "line"),
    ],
)  # fmt: skip
def test_rows_without_a_text_are_left_out_and_counted(tmp_path: Path, name: str, content: str, place: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    for multilabel in (None, False):
        with pytest.warns(UserWarning, match=rf"2 rows without a text left out \({place} \d, {place} \d\)$") as said:
            found = dl.read_labels(path, multilabel=multilabel)
        assert len(said) == 1 and said[0].filename == __file__
        assert (found.texts, found.labels, found.multilabel) == (["It rained."], ["weather"], False)
        assert [reason.partition(": ")[2] for reason in found.left_out] == ["it has no text"] * 2


def several_in_one(mark: str) -> str:
    """A table in which a mark parts labels."""
    rows = ["A.,war", "B.,aid", f'C.,"war{mark}aid"', f'D.,"aid {mark} war"', f'E.,"aid{mark}trade"']
    return "\n".join(["text,label", *rows]) + "\n"


@pytest.mark.parametrize("mark", [";", ",", "/", "#", "+", "\n"])
def test_another_separator_is_noticed_and_can_be_named(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(several_in_one(mark), encoding="utf-8", newline="")
    looks = rf"3 labels look like several parted by {re.escape(repr(mark))} \(line 4: "
    with pytest.warns(UserWarning, match=looks + r".* is the first\); separator=.* parts them$"):
        assert not dl.read_labels(path).multilabel
    read = dl.read_labels(path, separator=mark)
    assert read.labels == [["war"], ["aid"], ["aid", "war"], ["aid", "war"], ["aid", "trade"]]


def test_a_separator_of_another_kind(tmp_path: Path) -> None:
    # Words that hold a mark of their own are no list of labels.
    path = tmp_path / "a.csv"
    path.write_text("text;label\nA.;aid, relief\nB.;war\nC.;aid\nD.;war, civil\n", encoding="utf-8")
    assert dl.read_labels(path).labels == ["aid, relief", "war", "aid", "war, civil"]
    # Beside the usual separator.
    path.write_text("text,label\nA.,war|aid\nB.,war; aid\n", encoding="utf-8")
    with pytest.warns(
        UserWarning, match=r"1 label looks like several parted by ';' \(line 3: \"war; aid\"\); separator"
    ):
        dl.read_labels(path)
    lines = tmp_path / "a.jsonl"
    lines.write_text('{"text": "A.", "label": "war; aid"}\n{"text": "B.", "label": ["aid;x"]}\n', encoding="utf-8")
    assert dl.read_labels(lines, separator=";").labels == [["aid", "war"], ["aid;x"]]
    table = tmp_path / "doccano.csv"
    table.write_text("id,data,label\n1,A.,war;aid\n2,B.,c#\n", encoding="utf-8")
    assert dl.read_labels(table, separator=";").labels == [["aid", "war"], ["c#"]]
    with pytest.raises(dl.InputError, match="separator: it is empty"):
        dl.read_labels(path, separator="")
    with pytest.raises(dl.InputTypeError, match=r"separator: must be a str, but is 1 \(int\)"):
        dl.read_labels(path, separator=1)  # type: ignore[arg-type]


def test_labels_that_are_perhaps_not_meant(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [
        "A.,war",
        "B.,NA",
        "C.,n/a",
        "D.,War",
        "E.,NA",
        "F.,civil  war",
        "G.,civil war",
        "H.,null hypothesis",
        "I.,war",
    ]
    path.write_text("\n".join(["text,label", *rows]) + "\n", encoding="utf-8")
    with pytest.warns(UserWarning) as said:
        assert len(dl.read_labels(path)) == 9
    assert [str(warning.message) for warning in said] == [
        f'{path}: labels that elsewhere stand for a missing value are taken as labels: "NA" 2, "n/a" 1 (line 3, line 4, line 6); '
        "empty the cells if none is meant",
        f'{path}: labels that differ by case or blanks alone are taken for different ones: "war" 2 and "War" 1; '
        '"civil  war" 1 and "civil war" 1',
    ]
    assert {warning.filename for warning in said} == {__file__}


def test_cells_without_a_label_beside_cells_of_several(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,label\nA.,war|aid\nB.,\nC.,war\nD., \n", encoding="utf-8")
    with pytest.warns(UserWarning, match=r"2 texts without a label taken as having none \(line 3, line 5\)") as said:
        found = dl.read_labels(path)
    assert len(said) == 1 and found.labels == [["aid", "war"], [], ["war"], []] and not found.left_out
    # Who says so needs no telling, and an empty list says so itself.
    assert dl.read_labels(path, multilabel=True).labels == found.labels
    path.write_text("text,label\nA.,war|aid\nB.,[]\n", encoding="utf-8")
    assert dl.read_labels(path).labels == [["aid", "war"], []]


def test_columns_are_named_without_the_blanks_around_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ID, Sentence Text ,Codes (final)\n1,A.,war\n2,B.,aid\n", encoding="utf-8")
    read = dl.read_labels(path, text="Sentence Text", label=" Codes (final)")
    assert (read.texts, read.labels) == (["A.", "B."], ["war", "aid"])
    with pytest.raises(
        dl.InputError, match=r"there is no 'Words'; .* the columns are: ID, ' Sentence Text ', Codes \(final\)$"
    ):
        dl.read_labels(path, text="Words")


def test_two_columns_of_one_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,label,text\nA.,war,B.\n", encoding="utf-8")
    with pytest.raises(dl.InputError, match="line 1: there are two columns 'text'; rename one of them"):
        dl.read_labels(path)
    # Those that are not read may be called what they like.
    path.write_text("text,label,,\nA.,war,,\n", encoding="utf-8")
    assert dl.read_labels(path).texts == ["A."]


def test_columns_of_zero_and_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "id,text,label, war ,aid\n1,A.,x,1,0\n2,B.,y,x,Yes\n3,C.,z,0,0\n4,D.,z,,\n5,E.,z,,1.0\n", encoding="utf-8"
    )
    with pytest.warns(UserWarning, match=r"1 text without a label taken as having none \(line 5\)"):
        read = dl.read_labels(path, label=["war", "aid"])
    assert read.labels == [["war"], ["aid", "war"], [], [], ["aid"]] and read.format == "csv"
    lines = tmp_path / "a.jsonl"
    lines.write_text(
        '{"text": "A.", "war": 1, "aid": false}\n{"text": "B.", "war": 0, "aid": true}\n', encoding="utf-8"
    )
    assert dl.read_labels(lines, label=("war", "aid")).labels == ["war", "aid"]
    path.write_text("text,war,aid\nA.,1,0\nB.,2,0\n", encoding="utf-8")
    with pytest.raises(dl.InputError, match="line 3: 'war' holds '2'; a column that stands for a label holds 0 and 1"):
        dl.read_labels(path, label=["war", "aid"])
    with pytest.raises(dl.InputError, match=r"line 2: there is no 'trade'; .* the columns are: text, war, aid"):
        dl.read_labels(path, label=["war", "trade"])
    with pytest.raises(dl.InputError, match="label: there are no columns"):
        dl.read_labels(path, label=[])
    with pytest.raises(dl.InputError, match="are for csv and jsonl, not doccano"):
        dl.read_labels(path, "doccano", label=["war", "aid"])


def test_labels_are_decoded_and_unpacked_as_names_are(tmp_path: Path) -> None:
    content = "text,label\nIt rained in Łódź.,weather\nHe scored for Çankırı.,sport\n"
    expected = ["It rained in Łódź.", "He scored for Çankırı."]
    path = tmp_path / "labels.csv"
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        path.write_bytes(content.encode(encoding))
        assert dl.read_labels(path).texts == expected, encoding
    for ending, pack in ((".gz", gzip.compress), (".bz2", bz2.compress)):
        packed = tmp_path / f"labels.csv{ending}"
        packed.write_bytes(pack(content.encode()))
        assert dl.read_labels(packed).texts == expected
        packed.write_bytes(pack(content.encode())[:-9])
        with pytest.raises(dl.InputError, match="damaged or cut short"):
            dl.read_labels(packed)
    with zipfile.ZipFile(tmp_path / "labels.zip", "w") as archive:
        archive.writestr("inside/labels.csv", content)
    assert dl.read_labels(tmp_path / "labels.zip").texts == expected
    for text, encoding in (("Cafés – closed.", "windows-1252"), ("Войска вошли в город ночью.", "windows-1251")):
        path.write_bytes(f"text,label\n{text},report\n".encode(encoding))
        with pytest.warns(UserWarning, match=f"read as {encoding}"):
            assert dl.read_labels(path).texts == [text]
    path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(dl.InputError, match="this is no text"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dl.read_labels(path)


def test_annotators_who_disagree_are_not_overheard(tmp_path: Path) -> None:
    def task(number: int, *answers: list[str], checked: int | None = None) -> dict[str, object]:
        given = [
            {"result": [{"value": {"choices": choices}}], "ground_truth": at == checked}
            for at, choices in enumerate(answers)
        ]
        return {"id": number, "data": {"text": f"Text {number}."}, "annotations": given}

    tasks = [
        task(1, ["neg"], ["neg"]),
        task(2, ["neg"], ["pos"]),
        task(3, ["neg"], ["pos"], ["pos"]),
        task(4, ["neg"], ["pos"], checked=0),
    ]
    path = tmp_path / "studio.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    found = dl.read_labels(path)
    assert dict(zip(found.texts, found.labels, strict=True)) == {"Text 1.": "neg", "Text 3.": "pos", "Text 4.": "neg"}
    assert found.left_out == ["task 2: its annotators disagree (neg, pos)"]


def choice(question: str, *choices: str) -> dict[str, object]:
    return {"from_name": question, "to_name": "text", "type": "choices", "value": {"choices": list(choices)}}


def test_one_of_several_questions_is_named(tmp_path: Path) -> None:
    results = [choice("topic", "war"), choice("tone", "urgent")]
    path = tmp_path / "studio.json"
    path.write_text(
        json.dumps([{"id": 1, "data": {"text": "x"}, "annotations": [{"result": results}]}]), encoding="utf-8"
    )
    for label in (None, "mood"):
        with pytest.raises(dl.InputError, match="name one of tone, topic with label="):
            dl.read_labels(path, label=label)
    assert dl.read_labels(path, label="topic").labels == ["war"]
    assert dl.read_labels(path, label="tone").labels == ["urgent"]


def test_annotators_of_prodigy_vote(tmp_path: Path) -> None:
    def answer(text: str, chosen: str, annotator: str) -> str:
        options = [{"id": "war"}, {"id": "aid"}]
        return json.dumps(
            {"text": text, "options": options, "accept": [chosen], "answer": "accept", "_annotator_id": annotator}
        )

    lines = [answer("A.", "war", "x"), answer("A.", "aid", "y"), answer("B.", "war", "x"), answer("B.", "war", "y")]
    path = tmp_path / "choice.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = dl.read_labels(path)
    assert (found.texts, found.labels) == (["B."], ["war"])
    assert found.left_out == ["line 1: its annotators disagree (war, aid)"]


def test_a_rejected_text_has_no_label_where_only_one_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "binary.jsonl"
    rows = [("A.", "war", "accept"), ("B.", "war", "reject"), ("C.", "war", "ignore")]
    lines = [json.dumps({"text": text, "label": label, "answer": said}) for text, label, said in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = dl.read_labels(path, multilabel=True)
    assert (found.texts, found.labels) == (["A.", "B."], [["war"], []])
    with pytest.warns(UserWarning, match="line 2 has an empty list"):
        assert dl.read_labels(path).labels == [["war"], []]
    lines.append(json.dumps({"text": "D.", "label": "aid", "answer": "accept"}))
    path.write_text("\n".join(lines), encoding="utf-8")
    found = dl.read_labels(path)
    assert (found.texts, found.labels) == (["A.", "D."], ["war", "aid"])
    assert dl.read_labels(path, multilabel=True).labels == [["war"], [], ["aid"]]


def test_a_long_cell_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(f"text,label\n{'word ' * 40_000},long\nshort,short\n", encoding="utf-8")
    assert len(dl.read_labels(path).texts[0]) == 200_000


def test_fasttext_cannot_hold_a_word_that_looks_like_its_labels(tmp_path: Path) -> None:
    labelled = dl.LabelledTexts(["He wrote __label__x on it."], ["report"], False, "jsonl")
    with pytest.raises(dl.InputError, match=r"texts\[0\]: a word begins with '__label__'"):
        labelled.save(tmp_path / "out.txt", "fasttext")


DOCCANO = "id,text,label\n1,Polls opened.,ballot\n2,Dockers left.,strike\n3,Both came.,ballot#strike\n4,Rain fell.,\n"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (DOCCANO, "doccano"),
        ("id,text,label,Comments\n1,Polls opened.,ballot#strike,[]\n", "doccano"),
        ("id,text,label\n1,He wrote C#.,c#\n2,Rain.,weather\n", "csv"),
        ("id,text,label\n1,He wrote it.,c#net\n2,Rain.,weather\n", "csv"),
        ("text,label\nPolls opened.,ballot#strike\nPolls.,ballot\n", "csv"),
    ],
)
def test_tables_of_doccano_tell_themselves(tmp_path: Path, content: str, kind: str) -> None:
    (tmp_path / "export.csv").write_text(content, encoding="utf-8")
    read = dl.read_labels(tmp_path / "export.csv", multilabel=True)
    assert read.format == kind
    if content == DOCCANO:
        assert read.labels == [["ballot"], ["strike"], ["ballot", "strike"], []]


def test_lists_as_pandas_writes_them(tmp_path: Path) -> None:
    pd.DataFrame({"text": ["A.", "B.", "C."], "label": [["x", "y"], ["it's"], []]}).to_csv(tmp_path / "a.csv")
    assert dl.read_labels(tmp_path / "a.csv").labels == [["x", "y"], ["it's"], []]
    (tmp_path / "b.csv").write_text("text,label\nA.,[x]\nB.,y\n", encoding="utf-8")
    assert dl.read_labels(tmp_path / "b.csv").labels == ["[x]", "y"]


def test_choices_of_label_studio_are_read_beside_spans(tmp_path: Path) -> None:
    def task(text: str, *results: dict) -> dict:
        return {"data": {"text": text}, "annotations": [{"result": list(results)}]}

    span = {"from_name": "names", "type": "labels", "value": {"start": 0, "end": 4, "labels": ["PLACE"]}}
    act = {"from_name": "act", "type": "choices", "value": {"choices": ["claim"]}}
    path = tmp_path / "project.json"
    path.write_text(json.dumps([task("Dorn burned.", span, act), task("Lund slept.", act)]))
    for label in (None, "act"):
        read = dl.read_labels(path, label=label)
        assert list(zip(read.texts, read.labels, strict=True)) == [("Dorn burned.", "claim"), ("Lund slept.", "claim")]


def test_a_task_of_label_studio_without_an_answer(tmp_path: Path) -> None:
    tasks = [
        {"id": 1, "text": "Rain fell.", "annotator": 1, "annotation_id": 1},
        {"id": 2, "text": "She scored.", "sentiment": "sport", "annotator": 1, "annotation_id": 2},
    ]
    (tmp_path / "tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
    with pytest.warns(UserWarning, match="without a label left out"):
        read = dl.read_labels(tmp_path / "tasks.json")
    assert (read.labels, read.left_out) == (["sport"], ["task 1: it has no label"])
    assert dl.read_labels(tmp_path / "tasks.json", multilabel=True).labels == [[], ["sport"]]


def test_places_are_where_texts_begin(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text(
        'text,label\n"It rained\nall day.",weather\n\nHe scored.,sport\n"Who\r\nknows?",\n',
        encoding="utf-8",
        newline="",
    )
    with pytest.warns(UserWarning, match=r"left out \(line 6\);"):
        found = dl.read_labels(path)
    assert found.places == ["line 2", "line 5"] and found.left_out == ["line 6: it has no label"]


def test_every_text_has_a_label() -> None:
    with pytest.raises(dl.InputError, match="labels: there are 2 for 1 texts; give one for each text"):
        dl.LabelledTexts(["It rained."], ["weather", "sport"], False)


def test_texts_of_ones_own_are_written(tmp_path: Path) -> None:
    dl.LabelledTexts(["It rained."], ["weather"], False).save(tmp_path / "own.csv")
    assert (tmp_path / "own.csv").read_text(encoding="utf-8") == "text,label\nIt rained.,weather\n"
