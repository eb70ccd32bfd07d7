"""Wrong arguments: every one an error of dateline that names the argument, what was given and what is asked for."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import dateline as dl
from dateline.cli import main

TEXTS, LABELS = ["rain fell", "she scored"] * 10, ["weather", "sport"] * 10
NAMES = dl.Gazetteer(["Kyiv"])
RULES = dl.RuleClassifier.seed("acts")
PLAIN = dl.Pipeline(layers=[])


def fit(**options):
    return dl.SentenceClassifier(**{"tune": False} | options).fit(TEXTS, LABELS)


LEARNT = fit()

NUMBERS = {
    "fuzzy, find": ("fuzzy", "0 to 2", lambda x: NAMES.find("Kyiv", fuzzy=x)),
    "fuzzy, find_all": ("fuzzy", "0 to 2", lambda x: NAMES.find_all(["Kyiv"], fuzzy=x)),
    "min_documents": ("min_documents", "0", lambda x: NAMES.suggest(TEXTS, min_documents=x)),
    "min_population": ("min_population", "0", lambda x: dl.Gazetteer.places(min_population=x)),
    "random_state": ("random_state", "0", lambda x: dl.WordVectors.train(TEXTS, random_state=x)),
    "word_grams": ("word_grams", "1 to 3", lambda x: fit(word_grams=x)),
    "hash_bits": ("hash_bits", "8 to 32", lambda x: fit(hash_bits=x)),
    "max_bytes": ("max_bytes", "1", lambda x: fit(max_bytes=x)),
    "seed": ("seed", "0", lambda x: dl.split(TEXTS, seed=x)),
    "n, next_to_label": ("n", "1", lambda x: LEARNT.next_to_label(TEXTS, n=x)),
    "n, head": ("n", "0", lambda x: NAMES.to_table().head(x)),
    "folds": ("folds", "2 to 255", lambda x: LEARNT.suspects(TEXTS, LABELS, folds=x)),
    "points": ("points", "1", lambda x: dl.learning_curve(LEARNT, TEXTS, LABELS, points=x)),
}


def range_of(bounds):
    return f"a whole number {f'from {bounds}' if 'to' in bounds else f'of {bounds} or more'}"


@pytest.mark.parametrize(("name", "bounds", "call"), NUMBERS.values(), ids=NUMBERS)
def test_whole_numbers_have_bounds(name, bounds, call):
    for value in (-1, -(10**30)):
        with pytest.raises(dl.InputError, match=rf"^{name}: must be {range_of(bounds)}, but is {value}(\n|$)"):
            call(value)
    for value, given in (("1", r"'1' \(str\)"), (1.5, r"1\.5 \(float\)"), (None, "None"), ([1], "a list")):
        with pytest.raises(dl.InputTypeError, match=rf"^{name}: must be {range_of(bounds)}, but is {given}(\n|$)"):
            call(value)
    if "to" in bounds:
        with pytest.raises(dl.InputError, match=rf"^{name}: must be {range_of(bounds)}, but is 999(\n|$)"):
            call(999)


def test_numbers_of_other_libraries_count():
    assert NAMES.find("Kyiv", fuzzy=pd.Series([1])[0])[0].entity_id == NAMES.find("Kyiv")[0].entity_id


THREADS = [
    lambda n: PLAIN.run("Rain fell.", threads=n),
    lambda n: NAMES.find_all(["Rain fell."], threads=n),
    lambda n: NAMES.review(["Rain fell."], threads=n),
    lambda n: RULES.predict(["Rain fell."], threads=n),
    lambda n: dl.weak_labels(RULES, ["Rain fell."], threads=n),
    lambda n: fit(threads=n),
    dl.set_threads,
]


@pytest.mark.parametrize("label", ["", " \t"])
def test_a_label_has_a_name(label):
    with pytest.raises(dl.InputError, match=r"^labels\[1\]: the label is empty"):
        dl.SentenceClassifier(tune=False).fit(TEXTS, [LABELS[0], label, *LABELS[2:]])
    with pytest.raises(dl.InputError, match=r"^labels\[1\]: the label is empty"):
        dl.SentenceClassifier(tune=False, multilabel=True).fit(
            TEXTS, [[LABELS[0]], [LABELS[1], label], *([x] for x in LABELS[2:])]
        )


@pytest.mark.parametrize("call", THREADS)
def test_threads_are_a_number(call):
    expected, advice = "a whole number of 1 or more, or None", "leave it out to take as many as"
    for value in (-1, 0, 10**30):
        with pytest.raises(dl.InputError, match=rf"^threads: must be {expected}, but is {value}; {advice}"):
            call(value)
    with pytest.raises(dl.InputTypeError, match=rf"^threads: must be {expected}, but is 'many' \(str\); {advice}"):
        call("many")


OTHERS = {
    "precision": (lambda: fit(precision=9), "precision: must be 8 or 16, but is 9"),
    "c": (lambda: fit(c="x"), "c: must be a number, but is 'x' (str)"),
    "naive_bayes": (lambda: fit(naive_bayes=2), "naive_bayes: must be a number from 0 to 1, but is 2"),
    "multilabel": (lambda: fit(multilabel="x"), "multilabel: must be True or False, but is 'x' (str)"),
    "tune": (lambda: fit(tune=3), "tune: must be True or False, but is 3 (int)"),
    "resolve": (lambda: NAMES.find("Kyiv", resolve="yes"), "resolve: must be True or False, but is 'yes' (str)"),
    "share": (lambda: dl.split(TEXTS, share=2), "share: must be a number between 0 and 1, such as 0.2, but is 2"),
    "share, str": (
        lambda: dl.split(TEXTS, share="x"),
        "share: must be a number between 0 and 1, such as 0.2, but is 'x' (str)",
    ),
    "least": (lambda: dl.weak_labels(RULES, TEXTS, least=-1), "least: must be a number from 0 to 1, but is -1"),
    "case": (lambda: NAMES.find("Kyiv", case=3), 'case: must be "auto", "sensitive" or "insensitive", but is 3 (int)'),
    "verify": (lambda: dl.Gazetteer.load("a.dlg", verify=3), 'verify: must be "full" or "header", but is 3 (int)'),
    "path": (lambda: dl.Gazetteer.load(3), "path: must be a path, but is 3 (int)"),
    "path, bytes": (lambda: dl.SentenceClassifier.load(b"a.dlc"), "path: must be a path, but is b'a.dlc' (bytes)"),
    "scheme": (lambda: dl.RuleClassifier.seed(3), "scheme: must be a str, but is 3 (int)"),
    "doc_id": (lambda: PLAIN.run(TEXTS).text(0), "doc_id: must be a str, but is 0 (int)"),
    "column": (lambda: NAMES.to_table()[0], "column: must be a str, but is 0 (int)"),
    "layers": (
        lambda: dl.Pipeline(layers="quotes"),
        "layers: must be a list of str, but is 'quotes' (str); pass ['quotes']",
    ),
    "layers, bytes": (
        lambda: dl.Pipeline(layers=b"12"),
        "layers: must be a list of str, but is b'12' (bytes); decode it, and pass a list",
    ),
    "names, bytes": (
        lambda: NAMES.without(names=b"12"),
        "names: must be a list of str, but is b'12' (bytes); decode it, and pass a list",
    ),
    "labels, bytes": (
        lambda: fit().fit(TEXTS, b"12"),
        "labels: must be a list of labels, but is b'12' (bytes); decode it, and pass a list",
    ),
    "ids, bytes": (
        lambda: dl.Corpus.from_texts(["a", "b"], ids=b"12"),
        "ids: must be a list, but is b'12' (bytes); decode it, and pass a list",
    ),
    "dates, bytes": (
        lambda: dl.Corpus.from_texts(["a", "b"], dates=b"12"),
        "dates: must be a list with a date for each text, but is b'12' (bytes); decode it, and pass a list",
    ),
    "entries, bytes": (
        lambda: dl.Gazetteer(b"12"),
        "entries: must be a list of names or dicts, but is b'12' (bytes); to read a file use Gazetteer.read_csv",
    ),
    "texts, long": (
        lambda: NAMES.find_all("Rain fell. " * 20),
        "texts: must be a list of texts, but is a str; pass [text]",
    ),
    "layers, item": (lambda: dl.Pipeline(layers=["quotes", 3]), "layers[1]: must be a str, but is 3 (int)"),
    "names": (lambda: NAMES.without(names="Kyiv"), "names: must be a list of str, but is 'Kyiv' (str); pass ['Kyiv']"),
    "names, with_case": (
        lambda: NAMES.with_case(["Kyiv"]),
        'names: must be a mapping of names to "auto", "sensitive" or "insensitive", but is a list',
    ),
    "types, with_case": (
        lambda: NAMES.with_case(types="place"),
        'types: must be a mapping of types to "auto", "sensitive" or "insensitive", but is \'place\' (str)',
    ),
    "ids, a key": (lambda: NAMES.with_case(ids={3: "auto"}), "a key of ids: must be a str, but is 3 (int)"),
    "names, a value": (
        lambda: NAMES.with_case({"Kyiv": 3}),
        'names["Kyiv"]: must be "auto", "sensitive" or "insensitive", but is 3 (int)',
    ),
    "names, a choice": (
        lambda: NAMES.with_case({"Kyiv": "loud"}),
        'names["Kyiv"]: must be "auto", "sensitive" or "insensitive", but is "loud"',
    ),
    "name in": (lambda: 3 in NAMES, "name: must be a str, but is 3 (int)"),
    "boundary": (lambda: NAMES.with_options(boundary=3), "boundary: must be a str, but is 3 (int)"),
    "variants, item": (lambda: NAMES.with_options(variants=[3]), "variants[0]: must be a str, but is 3 (int)"),
    "path, read_csv": (lambda: dl.Gazetteer.read_csv(3), "path: must be a path, but is 3 (int)"),
    "alternate_names": (
        lambda: dl.Gazetteer.read_geonames("a.txt", 3),
        "alternate_names: must be a path, but is 3 (int)",
    ),
    "keep": (lambda: dl.Gazetteer(["a"], keep="x"), "keep: must be a list of str, but is 'x' (str); pass ['x']"),
    "columns": (
        lambda: dl.Gazetteer(["a"], columns={"name": 3}),
        'columns["name"]: must be a column\'s name or a list of them, but is 3 (int)',
    ),
    "columns, a key": (
        lambda: dl.Gazetteer(["a"], columns={3: "a"}),
        "a key of columns: must be a str, but is 3 (int)",
    ),
    "types, a pair": (
        lambda: dl.Gazetteer.read_gate("a.def", types={"a": 3}),
        'types["a"]: must be a str, but is 3 (int)',
    ),
    "entries, one dict": (
        lambda: dl.Gazetteer({"name": "Kyiv"}),
        "entries: must be a list of names or dicts, but is a dict; pass [entry], or columns as a data frame",
    ),
    "entries, a key": (lambda: dl.Gazetteer([{3: "Kyiv"}]), "entries[0], a key: must be a str, but is 3 (int)"),
    "entries, an id": (
        lambda: dl.Gazetteer([{"id": {"a": 1}, "name": "Kyiv"}]),
        "entries[0], column id: must be one value, but is {'a': 1}; columns= says which column is what",
    ),
    "entries, a surrogate": (
        lambda: dl.Gazetteer([{"name": "Kyiv", "aliases": ["\ud800"]}]),
        "entries[0], column aliases: the text holds a lone surrogate, which no UTF-8 text can; "
        "clean it with text.encode('utf-8', 'replace').decode()",
    ),
    "ids": (lambda: dl.Corpus.from_texts(["a"], ids="x"), "ids: must be a list, but is 'x' (str); pass ['x']"),
    "ids, too few": (
        lambda: dl.Corpus.from_texts(["a"], ids=[]),
        "ids: there are 0 for 1 texts; give one for each text",
    ),
    "progress": (
        lambda: PLAIN.run(TEXTS, progress=3),
        "progress: must be True, False, None or a callable, but is 3 (int)",
    ),
}


@pytest.mark.parametrize(("call", "said"), OTHERS.values(), ids=OTHERS)
def test_other_arguments(call, said):
    with pytest.raises(dl.InputError) as caught:
        call()
    assert str(caught.value) == said


ONE_TEXT = {
    "fit": lambda text: LEARNT.fit(text, "weather"),
    "partial_fit": lambda text: LEARNT.partial_fit(text, "weather"),
    "evaluate": lambda text: LEARNT.evaluate(text, "weather"),
    "score": lambda text: LEARNT.score(text, "weather"),
    "next_to_label": LEARNT.next_to_label,
    "suspects": lambda text: LEARNT.suspects(text, "weather"),
    "split": dl.split,
    "weak_labels": lambda text: dl.weak_labels(RULES, text),
    "find_all": NAMES.find_all,
    "review": NAMES.review,
    "suggest": NAMES.suggest,
    "from_texts": dl.Corpus.from_texts,
}


@pytest.mark.parametrize("call", ONE_TEXT.values(), ids=ONE_TEXT)
def test_one_text_is_no_list_of_texts(call):
    with pytest.raises(
        dl.InputTypeError, match=r"texts: must be a list of texts, but is 'Rain fell.' \(str\); pass \[text\]$"
    ):
        call("Rain fell.")
    with pytest.raises(dl.InputTypeError, match=r"^texts: must be .*, but is 5 \(int\)$"):
        call(5)


JUDGED = {
    "predict": LEARNT.predict,
    "predict_proba": LEARNT.predict_proba,
    "predict_log_proba": LEARNT.predict_log_proba,
    "decision_function": LEARNT.decision_function,
    "classify_all": lambda texts: LEARNT.classify_all(texts).to_pylist(),
    "rules": RULES.predict,
    "rules, predict_proba": RULES.predict_proba,
}


@pytest.mark.parametrize("call", JUDGED.values(), ids=JUDGED)
def test_one_text_is_judged_as_a_list_of_one(call):
    for text in ("The ministry denied it.", dl.Sentence("Rain fell.", 3, 9), ""):
        one, many = call(text), call([text])
        assert len(one) == len(many) and (np.asarray(one) == np.asarray(many)).all()
    with pytest.raises(dl.InputTypeError, match=r"^texts: must be .*, but is 5 \(int\)$"):
        call(5)


TABLES = {
    "array": lambda texts: np.array(texts, dtype=object).reshape(-1, 1),
    "pandas": lambda texts: pd.DataFrame({"text": texts}),
    "polars": lambda texts: pl.DataFrame({"text": texts}),
    "arrow": lambda texts: pa.table({"text": texts}),
}


@pytest.mark.parametrize("make", TABLES.values(), ids=TABLES)
def test_a_table_of_one_column_is_that_column(make):
    texts, labels = make(TEXTS), make(LABELS)
    clf = dl.SentenceClassifier(tune=False).fit(texts, labels)
    assert clf.predict(texts) == LABELS and clf.score(texts, labels) == 1
    assert (clf.predict_proba(texts) == clf.predict_proba(TEXTS)).all()
    assert clf.evaluate(texts, labels).accuracy == 1 and len(clf.next_to_label(texts, 3)) == 3
    assert dl.split(texts, labels) == dl.split(TEXTS, LABELS)
    assert dl.compare(clf, clf, texts, labels).a == 1
    assert clf.partial_fit(texts, labels).predict(texts) == LABELS


WIDE = {
    "array": np.array([["a", "b"]] * 20, dtype=object),
    "pandas": pd.DataFrame({"text": TEXTS, "other": TEXTS}),
    "polars": pl.DataFrame({"text": TEXTS, "other": TEXTS}),
}


@pytest.mark.parametrize("table", WIDE.values(), ids=WIDE)
def test_a_whole_table_is_no_column_of_texts(table):
    calls = (
        lambda texts: fit().fit(texts, LABELS),
        lambda texts: LEARNT.partial_fit(texts, LABELS),
        lambda texts: LEARNT.evaluate(texts, LABELS),
        lambda texts: dl.weak_labels(RULES, texts),
        lambda texts: dl.compare(LEARNT, LEARNT, texts, LABELS),
    )
    for call in calls:
        with pytest.raises(
            dl.InputTypeError, match=r"^texts: must be a column of texts, but is an? \w+; pick one of its columns"
        ):
            call(table)


def empty_classifier():
    return dl.SentenceClassifier(tune=False)


LABELLED = {
    "fit": lambda texts, labels: empty_classifier().fit(texts, labels),
    "partial_fit": lambda texts, labels: empty_classifier().partial_fit(texts, labels),
    "evaluate": LEARNT.evaluate,
    "score": LEARNT.score,
    "suspects": lambda texts, labels: LEARNT.suspects(texts, labels),
    "split": dl.split,
    "compare": lambda texts, labels: dl.compare(LEARNT, LEARNT, texts, labels),
    "learning_curve": lambda texts, labels: dl.learning_curve(LEARNT, texts, labels),
}
MISSING = {"None": None, "NaN": float("nan"), "NA": pd.NA, "NaT": pd.NaT}


@pytest.mark.parametrize("call", LABELLED.values(), ids=LABELLED)
@pytest.mark.parametrize("missing", MISSING.values(), ids=MISSING)
def test_missing_values_are_named_by_their_row(call, missing):
    spoiled = [*LABELS[:3], missing, *LABELS[4:]]
    for labels in (spoiled, pd.Series(spoiled, dtype=object)):
        with pytest.raises(dl.InputError, match=r"^labels\[3\]: a label is null"):
            call(TEXTS, labels)
    with pytest.raises(dl.InputError, match=r"^texts\[3\]: the text is null"):
        call([*TEXTS[:3], missing, *TEXTS[4:]], LABELS)


@pytest.mark.parametrize("call", LABELLED.values(), ids=LABELLED)
def test_labels_of_nullable_columns(call):
    words = pd.Series([*LABELS[:3], pd.NA, *LABELS[4:]], dtype="string")
    numbers = pd.Series([1, 2, 1, pd.NA] * 5, dtype="Int64")
    for labels in (
        words,
        numbers,
        pl.Series([*LABELS[:3], None, *LABELS[4:]]),
        pa.array([*LABELS[:3], None, *LABELS[4:]]),
    ):
        with pytest.raises(dl.InputError, match=r"^labels\[3\]: a label is null"):
            call(TEXTS, labels)


@pytest.mark.parametrize("call", LABELLED.values(), ids=LABELLED)
def test_labels_of_other_types(call):
    for label, message in (
        (1.5, r"must be a str, but is 1\.5 \(float\)"),
        ("", "the label is empty"),
        (b"x", r"must be a str, but is b'x' \(bytes\)"),
    ):
        with pytest.raises(dl.InputError, match=rf"^labels\[0\]: {message}"):
            call(TEXTS, [label, *LABELS[1:]])


@pytest.mark.parametrize("call", LABELLED.values(), ids=LABELLED)
def test_labels_may_come_from_a_generator(call):
    texts = [f"{text} {n}" for n in range(5) for text in TEXTS]

    def told(labels):
        result = call(texts, labels)
        return result.predict_proba(TEXTS).tolist() if isinstance(result, dl.SentenceClassifier) else repr(result)

    assert told(label for label in LABELS * 5) == told(LABELS * 5)


def test_missing_weights_are_named_by_their_row():
    for missing in (None, pd.NA, pd.NaT):
        with pytest.raises(dl.InputError, match=r"^sample_weight\[1\]: the number is null"):
            fit().fit(TEXTS, LABELS, sample_weight=[1.0, missing, *[1.0] * 18])


def test_lists_of_labels_that_are_missing():
    many = dl.SentenceClassifier(True, tune=False)
    for labels, place in (([["a"], None] * 10, 1), ([["a"], ["b", pd.NA]] * 10, 1), ([["a"], pd.NA] * 10, 1)):
        with pytest.raises(dl.InputError, match=rf"^labels\[{place}\]: .* null"):
            many.fit(TEXTS, labels)


def test_suspects_of_one_class():
    with pytest.raises(dl.InputError, match=r"^labels: all 20 rows have 'sport'"):
        LEARNT.suspects(TEXTS, ["sport"] * 20)


def test_an_unfitted_classifier():
    from sklearn.exceptions import NotFittedError

    for error in (dl.InputError, NotFittedError):
        with pytest.raises(error, match="has not learnt anything yet") as caught:
            dl.SentenceClassifier().predict(["a"])
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value) and isinstance(again, NotFittedError) and isinstance(again, dl.DatelineError)
    for scheme in ("acts", "events"):
        with pytest.raises(dl.InputError, match=f"^{scheme}: this classifier has not learnt anything yet"):
            dl.Pipeline(**{scheme: dl.SentenceClassifier()})


def test_a_sentence_has_one_act():
    many = dl.SentenceClassifier(True, tune=False).fit(TEXTS, [[label] for label in LABELS])
    for several in (many, dl.RuleClassifier.seed("events")):
        with pytest.raises(dl.InputError, match=r"^acts: a sentence has one act"):
            dl.Pipeline(acts=several)
        dl.Pipeline(events=several, layers=[])


def test_scikit_learns_names_of_arguments():
    clf = dl.SentenceClassifier(tune=False).fit(X=TEXTS, y=LABELS)
    assert clf.predict(X=TEXTS) == LABELS and clf.score(X=TEXTS, y=LABELS) == 1
    assert clf.fit(TEXTS, y=LABELS).predict_proba(X=TEXTS).shape == (20, 2)
    with pytest.raises(dl.InputTypeError, match=r"^X: this is another name of texts"):
        clf.fit(X=TEXTS, texts=TEXTS, labels=LABELS)
    with pytest.raises(TypeError):
        clf.fit(TEXTS)


def test_logarithms_of_probabilities():
    assert np.allclose(np.exp(LEARNT.predict_log_proba(TEXTS)), LEARNT.predict_proba(TEXTS))
    clf = dl.SentenceClassifier(tune=False).partial_fit(TEXTS, LABELS, classes=[*LABELS, "none"])
    assert (clf.predict_log_proba(TEXTS)[:, 0] == -np.inf).all()


def test_tools_of_scikit_learn_that_make_tables():
    from sklearn.compose import ColumnTransformer
    from sklearn.ensemble import BaggingClassifier
    from sklearn.pipeline import Pipeline

    frame = pd.DataFrame({"text": TEXTS, "other": range(20)})
    pick = ColumnTransformer([("text", "passthrough", ["text"])])
    assert list(Pipeline([("pick", pick), ("clf", empty_classifier())]).fit(frame, LABELS).predict(frame)) == LABELS
    bag = BaggingClassifier(empty_classifier(), n_estimators=3, random_state=0)
    table = np.array(TEXTS, dtype=object).reshape(-1, 1)
    assert list(bag.fit(table, LABELS).predict(table)) == LABELS


NULLS = {
    "polars": pl.Series("text", [None, None]),
    "polars, typed": pl.Series("text", [None, None], dtype=pl.String),
    "pandas, objects": pd.Series([None, None], name="text", dtype=object),
    "pandas, numbers": pd.Series([float("nan")] * 2, name="text"),
    "arrow": pa.nulls(2),
    "arrow, text": pa.nulls(2, pa.string()),
    "arrow, numbers": pa.nulls(2, pa.int64()),
}


@pytest.mark.parametrize("column", NULLS.values(), ids=NULLS)
def test_columns_of_nothing_but_nulls(column):
    for call in (NAMES.find_all, LEARNT.predict, RULES.predict):
        with pytest.raises(dl.InputError, match=r"texts\[0\]: the text is null"):
            call(column)
    named = {"pa": pa.table, "pl": pl.DataFrame, "pd": pd.DataFrame}
    make = named["pa" if isinstance(column, pa.Array) else "pl" if isinstance(column, pl.Series) else "pd"]
    for table in (make({"text": column}), make({"text": column, "date": column, "source": column})):
        errors = PLAIN.run(table).documents["error"]
        assert len(errors) == 2 and all("null" in error for error in errors)


def test_further_columns_of_nothing_but_nulls():
    for make in (pl.DataFrame, pa.table, pd.DataFrame):
        frame = make({"text": ["Rain fell.", "Snow fell."], "date": [None] * 2, "source": [None] * 2, "id": [None] * 2})
        rows = PLAIN.run(frame).documents.to_pylist()
        assert [(r["doc_id"], r["date"], r["source"], r["error"]) for r in rows] == [
            (n, None, None, None) for n in "01"
        ]
        names = dl.Gazetteer(make({"name": ["Kyiv"], "aliases": [None], "lat": [None], "country": [None]}))
        assert "Kyiv" in names
    with pytest.raises(dl.GazetteerError, match=r"entries\[0\]: there is no name"):
        dl.Gazetteer(pl.DataFrame({"name": [None, None]}))


@pytest.fixture
def files(tmp_path):
    NAMES.save(tmp_path / "watch.dlg")
    LEARNT.save(tmp_path / "model.dlc")
    (tmp_path / "report.txt").write_text("Kyiv denied it.")
    return tmp_path


def test_a_file_of_ours_where_another_is_asked_for(files, capsys):
    names, model = files / "watch.dlg", files / "model.dlc"
    wrong = [
        (dl.Gazetteer.load, model, "a classifier", "SentenceClassifier.load opens it"),
        (dl.Gazetteer.read_csv, model, "a classifier", "SentenceClassifier.load opens it"),
        (dl.SentenceClassifier.load, names, "a gazetteer", "Gazetteer.load opens it"),
        (dl.RuleClassifier.read, model, "a classifier", "SentenceClassifier.load opens it"),
        (dl.RuleClassifier.read, names, "a gazetteer", "Gazetteer.load opens it"),
        (dl.Gazetteer.read_csv, names, "a gazetteer", "Gazetteer.load opens it"),
    ]
    for read, path, what, door in wrong:
        with pytest.raises(dl.InputError) as caught:
            read(path)
        assert path.name in str(caught.value) and what in str(caught.value) and str(caught.value).endswith(door)
    report = str(files / "report.txt")
    for arguments, words in (
        (["find", "--gazetteer", str(model), report], "holds a classifier, not a gazetteer"),
        (["classify", report, "--model", str(names)], "holds a gazetteer, not a classifier"),
        (["brief", "--gazetteer", str(model), report, "-o", str(files / "b.html")], "holds a classifier"),
    ):
        assert main(arguments) == 2
        assert words in capsys.readouterr().err


FOLDER = {
    "load": dl.Gazetteer.load,
    "read_csv": dl.Gazetteer.read_csv,
    "rules": dl.RuleClassifier.read,
    "classifier": dl.SentenceClassifier.load,
    "save": NAMES.save,
    "to_csv": NAMES.to_csv,
    "save classifier": LEARNT.save,
    "export_json": LEARNT.export_json,
}


@pytest.mark.parametrize("call", FOLDER.values(), ids=FOLDER)
def test_a_folder_is_no_file(call, tmp_path):
    with pytest.raises(dl.DatelineError, match=r"is a folder; name (a|the) file in it"):
        call(tmp_path)


def test_a_file_is_no_folder(files):
    for call in (dl.Gazetteer.load, dl.SentenceClassifier.load, dl.RuleClassifier.read, NAMES.save):
        with pytest.raises(dl.FileError, match="a part of this path is a file, not a folder"):
            call(files / "report.txt" / "in.it")


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may read everything")
def test_files_that_this_user_may_not_read(files, capsys):
    for name in ("watch.dlg", "model.dlc", "report.txt"):
        (files / name).chmod(0)
    for call in (dl.Gazetteer.load, dl.Gazetteer.read_csv):
        with pytest.raises(dl.FileError, match=r"watch\.dlg: permission denied") as caught:
            call(files / "watch.dlg")
        assert isinstance(caught.value, OSError)
    with pytest.raises(dl.FileError, match="permission denied"):
        dl.SentenceClassifier.load(files / "model.dlc")
    (error,) = PLAIN.run(dl.read(files / "report.txt")).documents["error"]
    assert "permission denied" in error
    assert main(["find", str(files / "report.txt")]) == 1
    assert "report.txt was left out" in capsys.readouterr().err
    locked = Path(files / "locked")
    locked.mkdir()
    locked.chmod(0o500)
    with pytest.raises(dl.FileError, match="permission denied"):
        NAMES.save(locked / "w.dlg")
    locked.chmod(0)
    with pytest.raises(dl.FileError, match="permission denied"):
        list(dl.read(locked))
