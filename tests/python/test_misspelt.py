"""Names of options that are misspelt: each is an error that names the value, the nearest known one and what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dateline as dl

TEXTS = ["Rain is coming.", "Snow is coming.", "He scored twice.", "She scored late."]
LABELS = ["weather", "weather", "sport", "sport"]
GEONAMES = "1\tLysna\tLysna\t\t50.1\t30.2\tP\tPPLC\tUA\t\t\t\t\t\t5000\t\t\tEurope/Kyiv\t2020-01-01\n"
ENTITY = '{"id": "a", "schema": "Person", "caption": "Ada Orr", "properties": {"name": ["Ada Orr"]}}\n'


def rules(rule: str = "", head: str = "") -> dl.RuleClassifier:
    return dl.RuleClassifier.parse(f"labels = ['a']\n{head}\n[[rule]]\nlabel = 'a'\nany = ['x']\n{rule}\n")


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    contents = {
        "UA.txt": GEONAMES,
        "entities.json": ENTITY,
        "labels.csv": "text,label\nRain.,w\nGoal.,s\n",
        "names.csv": "name,type\nLysna,place\n",
    }
    for name, content in contents.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return {name: tmp_path / name for name in contents}


@pytest.fixture(scope="module")
def clf() -> dl.SentenceClassifier:
    return dl.SentenceClassifier(tune=False).fit(TEXTS, LABELS)


@pytest.mark.parametrize(
    "call, says",
    [
        (lambda: dl.Pipeline(layers=["mentoins"]), ['"mentoins" (is "mentions" meant?)', "quotes, times"]),
        (lambda: dl.Gazetteer(["A B"], variants=["romanisd"]), ['(is "romanised" meant?)', '"inflected"']),
        (lambda: dl.Gazetteer(["A B"], fold=["cas"]), ['(is "case" meant?)', '"punctuation"']),
        (lambda: dl.Gazetteer(["A B"], boundary="wrd"), ['"word" or "none"', '(is "word" meant?)']),
        (lambda: dl.Gazetteer(["A B"]).find("A", case="Auto"), ['"sensitive"', '(is "auto" meant?)']),
        (lambda: dl.Gazetteer(["A B"]).find("A", overlap="longst"), ['(is "longest" meant?)', '"all"']),
        (lambda: dl.Gazetteer([{"name": "A B", "type": "person"}]).without(types=["persn"]), ['(is "person" meant?)']),
        (lambda: dl.Gazetteer([{"name": "A"}], columns={"nam": "name"}), ['(is "name" meant?)', "aliases"]),
        (lambda: dl.Gazetteer([{"name": "A"}], columns={"name": "nmae"}), ['(is "name" meant?)']),
        (lambda: dl.RuleClassifier.seed("act"), ['(is "acts" meant?)', '"events"']),
        (lambda: dl.SentenceClassifier.seed("evnts"), ['(is "events" meant?)']),
        (lambda: dl.SentenceClassifier(loss="ovrr").fit(TEXTS, LABELS), ['(is "ovr" meant?)', '"multinomial"']),
        (
            lambda: dl.SentenceClassifier(tune=False, class_weight={"sprt": 2}).fit(TEXTS, LABELS),
            ['"sprt" is none of the labels sport, weather (is "sport" meant?)'],
        ),
        (lambda: dl.SentenceClassifier().set_params(tuen=True), ["'tuen' is no option (is \"tune\" meant?)"]),
        (lambda: rules("slots = ['persn']"), ["rule 1 (a), line 3: slots", '(is "person" meant?)', "armed_group"]),
        (lambda: rules("when = ['captoin']"), ["when", '(is "caption" meant?)', "narrated"]),
        (lambda: rules("unless = ['narated']"), ["unless", '(is "narrated" meant?)']),
        (lambda: rules(head="outside = ['organisation']"), ["outside", '(is "organization" meant?)']),
        (lambda: rules("except = ['<persn> x']"), ['pattern "<persn> x"', '(is "person" meant?)']),
    ],
)
def test_the_nearest_is_named(call: Callable[[], Any], says: list[str]) -> None:
    with pytest.raises(dl.InputError) as raised:
        call()
    assert all(part in str(raised.value) for part in says), str(raised.value)


def test_labels_and_figures_of_a_classifier(clf: dl.SentenceClassifier) -> None:
    found = clf.evaluate(TEXTS, LABELS)
    for call, says in [
        (lambda: clf.explain(TEXTS[0], "sprt"), '"sprt" is none of the labels sport, weather (is "sport" meant?)'),
        (
            lambda: found.plot_intervals("recal"),
            "figure: must be one of precision, recall, f1, but is 'recal' (is \"recall\" meant?)",
        ),
        (
            lambda: found.plot_thresholds("Sport"),
            "label: 'Sport' is none of the labels sport, weather (is \"sport\" meant?)",
        ),
    ]:
        with pytest.raises(dl.InputError) as raised:
            call()
        assert says in str(raised.value)
    with pytest.raises(dl.InputTypeError, match="figure: must be one of precision, recall, f1, but is None"):
        found.plot_intervals(None)  # type: ignore[arg-type]
    with pytest.raises(dl.InputTypeError, match=r"seed: must be a whole number of 0 or more, but is '\w' \(str\)"):
        dl.compare(clf, clf, TEXTS, LABELS, seed="x")  # type: ignore[arg-type]


def test_what_lists_are_read_by(files: dict[str, Path]) -> None:
    places, entities = files["UA.txt"], files["entities.json"]
    assert len(dl.Gazetteer.read_geonames(places, codes=["pplc"], countries=["ua"])) == 1
    more = places.with_name("more.txt")
    more.write_text(GEONAMES + GEONAMES.replace("1\tLysna", "2\tHale", 1).replace("PPLC", "PPLX"), encoding="utf-8")
    for call, says in [
        (
            lambda: dl.Gazetteer.read_geonames(more, codes=["PPLC", "PPX"]),
            'codes: no row of {more} has the code of a feature "PPX" (is "PPLX" meant?); there are PPLC, PPLX',
        ),
        (
            lambda: dl.Gazetteer.read_geonames(more, countries=["UKR"]),
            "{more}: none of its 2 rows can be used: a place in a country that is not asked for (2)",
        ),
        (
            lambda: dl.Gazetteer.read_opensanctions(entities, schemas=["Person", "Persn"]),
            'schemas: no row of {entities} has the schema "Persn" (is "Person" meant?); there are Person',
        ),
        (lambda: dl.Gazetteer.read_geonames(more, codes=[]), "codes: the list is empty"),
        (lambda: dl.Gazetteer.read_geonames(more, countries=[]), "countries: the list is empty"),
        (lambda: dl.Gazetteer.read_geonames(more, classes=" "), "classes: there are none"),
        (lambda: dl.Gazetteer.read_opensanctions(entities, schemas=[]), "schemas: the list is empty"),
        (lambda: dl.Gazetteer.places(countries=[]), "countries: the list is empty"),
        (lambda: dl.Gazetteer.read_csv(files["names.csv"], keep=["tpye"]), '"tpye" (is "type" meant?)'),
        (lambda: list(dl.read(files["labels.csv"], text="txt")), '"txt" (is "text" meant?)'),
    ]:
        with pytest.raises(dl.InputError) as raised:
            call()
        assert says.format(more=more, entities=entities) in str(raised.value), str(raised.value)


def test_what_labels_are_read_by(files: dict[str, Path]) -> None:
    path = files["labels.csv"]
    for options, says in [
        (
            {"format": "cvs"},
            "format: must be one of jsonl, csv, fasttext, prodigy, label-studio, doccano, but is 'cvs' (is \"csv\" meant?)",
        ),
        ({"format": ""}, "format: must be one of jsonl, csv, fasttext, prodigy, label-studio, doccano, but is ''"),
        (
            {"format": ["csv"]},
            "format: must be one of jsonl, csv, fasttext, prodigy, label-studio, doccano, but is a list",
        ),
        ({"text": "txt"}, "there is no 'txt' (is \"text\" meant?)"),
        ({"text": 1}, "text: must be a str, but is 1 (int)"),
        ({"label": "lable"}, "there is no 'lable' (is \"label\" meant?)"),
        ({"label": ["lable"]}, "there is no 'lable' (is \"label\" meant?)"),
        ({"label": 1}, "label: must be the name of a column or a list of them, but is 1 (int)"),
        ({"label": [1]}, "label[0]: must be the name of a column, but is 1 (int)"),
        ({"label": []}, "label: there are no columns"),
        ({"multilabel": "yes"}, "multilabel: must be True, False or None, but is 'yes' (str)"),
        ({"separator": ""}, "separator: it is empty"),
    ]:
        with pytest.raises(dl.InputError) as raised:
            dl.read_labels(path, **options)  # type: ignore[arg-type]
        assert says in str(raised.value), str(raised.value)
    read = dl.read_labels(path)
    with pytest.raises(dl.InputError, match=r"""must be one of .*, but is 'cvs' \(is "csv" meant\?\)"""):
        read.save(path.with_name("x.csv"), "cvs")  # type: ignore[arg-type]
    with pytest.raises(dl.InputTypeError, match=r"format: must be one of .*, but is a list"):
        read.save(path.with_name("x.csv"), ["csv"])  # type: ignore[arg-type]


def test_tables_of_a_run(tmp_path: Path) -> None:
    run = dl.Pipeline(layers=["times"]).run_batch(TEXTS, tmp_path / "out")
    with pytest.raises(dl.UnknownKeyError, match=r"""'mention' \(is "mentions" meant\?\); there are documents"""):
        run.paths("mention")
    with pytest.raises(dl.UnknownKeyError, match=r'"kin" \(is "kind" meant\?\); the columns are: doc_id'):
        run["blocks"]["kin"]
    with pytest.raises(dl.InputTypeError, match=r"documents: must be a Corpus, but is a list; dl.read makes one"):
        run.analysis(["0"])  # type: ignore[arg-type]
