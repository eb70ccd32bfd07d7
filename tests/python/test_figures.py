"""What a classifier shows of itself: its reasons, its figures as pictures, and the page that `dateline train --report` writes."""

from __future__ import annotations

import json
import pickle
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from made import made
from test_brief import Page

import dateline as dl
from dateline._display.table import table_html
from dateline.cli import main

KINDS = {"sport": 3, "weather": 2, "crime": 1}
TEXTS, LABELS = made(240, KINDS)


@pytest.fixture(scope="module")
def learnt():
    return dl.SentenceClassifier(tune=False).fit(TEXTS[:160], LABELS[:160])


@pytest.fixture(scope="module")
def evaluation(learnt):
    return learnt.evaluate(TEXTS[160:], LABELS[160:])


def seen(html: str) -> str:
    return re.sub(r"<[^>]+>", "", re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))


def test_reasons_show_themselves_and_stay_a_list(learnt):
    text = "Varn <b>scored twice against</b> Hale & woke to snow."
    found = learnt.explain(text, "sport")
    assert isinstance(found, list) and found[0].keys() == {"label", "start", "end", "text", "weight"}
    html = found._repr_html_()
    Page(html)
    assert "rgba(47,111,179," in html and "rgba(194,69,45," in html
    assert text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in seen(html)
    assert f"sport {sum(part['weight'] for part in found):+.2f}" in html
    again = pickle.loads(pickle.dumps(found))
    assert again == found and again._repr_html_() == html
    assert json.loads(json.dumps(found)) == found


def test_reasons_of_rules_and_pipeline_are_shown_a_line_a_label():
    text = "The ministry denied that its troops had shelled the town."
    parts = dl.Pipeline(gazetteer=False).explain(text)
    html = parts._repr_html_()
    assert text in seen(dl.RuleClassifier.seed("acts").explain(text)._repr_html_())
    Page(html)
    assert seen(html).count(text) == len({(part["scheme"], part["label"]) for part in parts}) > 1
    far = "Rain fell. " * 200
    parts = [{"label": "x", "start": 500, "end": 504, "text": "Rain", "weight": 1.0}]
    assert len(dl.Explanation(parts, far)._repr_html_()) < 8_000
    assert "0 rows" in dl.Explanation([], "")._repr_html_()


def test_every_picture_of_an_evaluation_is_well_formed(evaluation):
    pictures = {
        "confusion": evaluation.plot_confusion(),
        "intervals": evaluation.plot_intervals("recall"),
        "calibration": evaluation.plot_calibration(),
        "thresholds": evaluation.plot_thresholds("crime"),
    }
    for picture in pictures.values():
        root = ET.fromstring(picture.svg)
        assert root.attrib["aria-label"]
        width, height = (float(part) for part in root.attrib["viewBox"].split()[2:])
        for words in root.iter("{http://www.w3.org/2000/svg}text"):
            assert -1 <= float(words.attrib["x"]) <= width and -12 <= float(words.attrib["y"]) <= height
    cells = [int(words) for words in re.findall(r">(\d+)</text>", pictures["confusion"].svg)]
    assert sum(cells) == len(TEXTS) - 160
    assert all(f">{label}</text>" in pictures["intervals"].svg for label in KINDS)
    assert evaluation.plot_intervals().svg != pictures["intervals"].svg
    with pytest.raises(dl.InputError, match="figure: must be one of precision, recall, f1, but is 'auc'"):
        evaluation.plot_intervals("auc")


def test_a_label_that_is_given_no_more_has_no_precision_there(evaluation):
    column = evaluation.classes.index("crime")
    most = max(row[column] for row in evaluation.probabilities)
    curves = re.findall(r"<polyline points='([^']*)'", evaluation.plot_thresholds("crime").svg)
    assert len(curves[0].split()) == sum(step / 20 <= most for step in range(1, 20))
    assert len(curves[1].split()) == 19


def test_many_labels_and_hostile_ones():
    labels = [f"<b>{number}&" for number in range(40)] * 3
    texts = [f"word{number % 40} and more of it, part {number}" for number in range(120)]
    found = dl.SentenceClassifier(tune=False).fit(texts, labels).evaluate(texts, labels)
    ET.fromstring(found.plot_confusion().svg)
    ET.fromstring(found.plot_intervals().svg)
    assert "24 labels of most texts are shown, of 40" in found.plot_confusion().note
    html = found._repr_html_()
    Page(html)
    assert html.count("&lt;b&gt;") == 40 and "<b>" not in html


LONG = [
    "MMMMMMMMMMMMMMMMMMMMMMMMMMMMMM",
    "görüşmelerin yeniden başlaması",
    "停火谈判与人道主义走廊的重新开放",
    "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
]


def test_long_labels_are_inside_the_picture():
    labels = [LONG[number % 4] for number in range(80)]
    texts = [f"word{number % 4} and more of it, part {number}" for number in range(80)]
    found = dl.SentenceClassifier(tune=False).fit(texts, labels).evaluate(texts, labels)
    for picture in (found.plot_confusion(), found.plot_intervals()):
        root = ET.fromstring(picture.svg)
        width = float(root.attrib["viewBox"].split()[2])
        names = [words for words in root.iter("{http://www.w3.org/2000/svg}text") if len(words.text) > 12]
        assert sum(words.attrib["text-anchor"] == "end" for words in names) >= 4
        for words in names:
            # Letters are .8 of an em at the widest here, those of Chinese a whole one.
            wide = float(words.attrib["font-size"]) * sum(
                1.0 if char > "\u3000" else 0.8 if char in "Mw" else 0.5 for char in words.text
            )
            if words.attrib["text-anchor"] == "end":
                assert float(words.attrib["x"]) - wide >= 0, words.text
        across = [float(x) for x in re.findall(r"translate\(([\d.]+) ", picture.svg)]
        assert all(x + 0.66 * 22 * 0.8 * 11.5 <= width for x in across)


def test_a_saved_picture_says_what_is_left_out(tmp_path):
    labels = [f"label {number}" for number in range(30)] * 3
    texts = [f"word{number % 30} and more of it, part {number}" for number in range(90)]
    picture = dl.SentenceClassifier(tune=False).fit(texts, labels).evaluate(texts, labels).plot_confusion()
    for name in ("confusion.svg", "confusion.html"):
        assert "24 labels of most texts are shown, of 30" in picture.save(tmp_path / name).read_text(encoding="utf-8")
    root = ET.parse(tmp_path / "confusion.svg").getroot()
    height = float(root.attrib["viewBox"].split()[3])
    assert max(float(words.attrib["y"]) for words in root.iter("{http://www.w3.org/2000/svg}text")) < height


def test_several_labels_have_no_confusion_matrix():
    rows = [[label] if number % 5 else [] for number, label in enumerate(LABELS)]
    found = dl.SentenceClassifier(True, tune=False).fit(TEXTS, rows).evaluate(TEXTS, rows)
    with pytest.raises(dl.InputError, match="one label each"):
        found.plot_confusion()
    ET.fromstring(found.plot_intervals().svg)


def test_a_learning_curve_draws_itself():
    rows = dl.learning_curve(dl.SentenceClassifier(tune=False), TEXTS, LABELS, points=3)
    assert [row.keys() for row in rows] == [{"n", "score"}] * 3
    root = ET.fromstring(rows.plot().svg)
    assert "accuracy" in root.attrib["aria-label"] and rows.plot().svg in rows._repr_html_()
    assert pickle.loads(pickle.dumps(rows)) == rows
    ET.fromstring(dl.LearningCurve().plot().svg)


def test_numbers_of_a_table_stand_below_each_other():
    html = table_html(
        ["label", "score", "n"], [{"label": "a", "score": 1.0, "n": 2}, {"label": "b", "score": 0.6, "n": None}], 2
    )
    assert "<th scope='col'>label</th><th scope='col' class=n>score</th><th scope='col' class=n>n</th>" in html
    assert "<td class='n'>1.000</td>" in html and "<td class='n'>0.600</td>" in html


@pytest.mark.parametrize("several", [False, True])
def test_the_report_shows_all_labels_and_pictures(tmp_path: Path, several: bool) -> None:
    kinds = {f"label {number} <&": 1 for number in range(14)}
    names = list(kinds)
    texts = [f"{words} case {number % 14}x{number % 14}" for number, words in enumerate(TEXTS[:200])]
    labels = [names[number % 14] for number in range(200)]
    if several:
        dl.LabelledTexts(texts, [[label] if at % 9 else [] for at, label in enumerate(labels)], True, "jsonl").save(
            tmp_path / "l.jsonl"
        )
    else:
        dl.LabelledTexts(texts, labels, False, "jsonl").save(tmp_path / "l.jsonl")
    page = tmp_path / "report.html"
    mode = "--multilabel" if several else "--no-multilabel"
    argv = [
        "train",
        str(tmp_path / "l.jsonl"),
        mode,
        "-o",
        str(tmp_path / "m.dlc"),
        "--report",
        str(page),
        "--no-tune",
        "-q",
    ]
    assert main(argv) == 0
    html = page.read_text(encoding="utf-8")
    read = Page(html.replace("<!doctype html>", ""))
    assert not read.sources and "<script" not in html
    head = html.split("<h2>What it learnt from</h2>")[0]
    table = head.split("<table>")[1].split("</table>")[0]
    assert table.count("<tr>") == 1 + 14
    # Intervals, calibration, twelve threshold curves, the learning curve, and where a text has one label the confusion matrix.
    assert html.count("<svg") == 2 + 12 + 1 + (not several)
    assert "Its surest errors" in html and "the first 8 shown" not in html
    for drawn in re.findall(r"<svg.*?</svg>", html, flags=re.DOTALL):
        ET.fromstring(drawn)


def test_nothing_to_evaluate_or_compare_on(learnt):
    with pytest.raises(dl.InputError, match="there are none to evaluate on"):
        learnt.evaluate([], [])
    with pytest.raises(dl.InputTypeError, match=r"b: must be a classifier with predict, but is 'x' \(str\)"):
        dl.compare(learnt, "x", TEXTS, LABELS)  # type: ignore[arg-type]
    several = dl.SentenceClassifier(True, tune=False).fit(TEXTS, [[label] for label in LABELS])
    with pytest.raises(dl.InputError, match="b: it gives lists of labels, and labels has one"):
        dl.compare(learnt, several, TEXTS, LABELS)
    with pytest.raises(dl.InputError, match="a: it gives one label a text, and labels has lists"):
        dl.compare(learnt, several, TEXTS, [[label] for label in LABELS])
    numbers = [len(label) for label in LABELS]
    counted = dl.SentenceClassifier(tune=False).fit(TEXTS, numbers)
    assert dl.compare(counted, counted, TEXTS, numbers).difference == 0


def test_threshold_curves_count_what_is_given():
    texts = ["Rain fell.", "She scored.", "Snow fell.", "He scored late."]
    labels = ["weather", "sport", "weather", "sport"]
    found = dl.SentenceClassifier(tune=False).fit(texts, labels).evaluate(texts, labels)
    for row in found.thresholds:
        column = found.classes.index(row["label"])
        given = [t for p, t in zip(found.probabilities, found.truth, strict=True) if p[column] >= row["threshold"]]
        hits = sum(row["label"] in truth for truth in given)
        assert row["recall"] == hits / 2 and row["precision"] == (hits / len(given) if given else 0.0)
    assert found.thresholds is found.thresholds and len(found.thresholds) == 2 * 19
    assert found.predicted == [[label] for label in dl.SentenceClassifier(tune=False).fit(texts, labels).predict(texts)]
