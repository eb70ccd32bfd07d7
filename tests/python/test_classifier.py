"""`SentenceClassifier`: learning, probabilities, reasons, figures, files, bad input."""

import contextlib
import copy
import dataclasses
import pickle
import random
import re
import struct

import numpy as np
import pytest
from made import made

import dateline as dl
from dateline._figures import errors

PLACES = ["Harrow", "Lindt", "Tarn", "Osmir", "Velka", "Brod", "Essen", "Karst"]
DOES = {
    "attack": [
        "shelled the outskirts of {}",
        "fired rockets at {}",
        "stormed two villages near {}",
        "bombed a depot in {}",
    ],
    "talks": [
        "opened talks in {}",
        "met envoys from {}",
        "signed a protocol in {}",
        "agreed to a round of talks near {}",
    ],
    "aid": [
        "sent food and tents to {}",
        "delivered medicine to {}",
        "flew relief supplies into {}",
        "pledged grain for {}",
    ],
}
WHO = ["The army", "Officials", "A convoy", "The ministry", "The northern council", "Two brigades"]


def sample(n=240, seed=1):
    """Made-up reports of three kinds, with a little noise."""
    draw = random.Random(seed)
    texts, labels = [], []
    for _ in range(n):
        label = draw.choice(sorted(DOES))
        texts.append(
            f"{draw.choice(WHO)} {draw.choice(DOES[label]).format(draw.choice(PLACES))} on {draw.randint(1, 30)} May."
        )
        labels.append(label if draw.random() > 0.02 else draw.choice(sorted(DOES)))
    return texts, labels


@pytest.fixture(scope="module")
def fitted():
    return dl.SentenceClassifier().fit(*clean())


def clean(n=240, seed=1):
    """Without equal texts, so that nothing contradicts."""
    texts, labels = sample(n, seed)
    rows = dict(zip(texts, labels, strict=True))
    return list(rows), list(rows.values())


def test_learns_and_is_sure(fitted):
    texts, labels = clean(seed=2)
    assert fitted.score(texts, labels) > 0.95
    assert list(fitted.classes_) == ["aid", "attack", "talks"]
    assert fitted.predict(["Rebels fired rockets at the airport."]) == ["attack"]
    rows = [list(map(float, row)) for row in fitted.predict_proba(texts)]
    assert all(abs(sum(row) - 1) < 1e-5 and min(row) >= 0 for row in rows)
    assert [fitted.classes_[row.index(max(row))] for row in rows] == fitted.predict(texts)
    assert fitted.validated_ > 0.9


def test_same_data_same_model_whatever_the_threads():
    texts, labels = clean()
    one = dl.SentenceClassifier(threads=1, tune=False).fit(texts, labels).model_.to_bytes()
    two = dl.SentenceClassifier(threads=2, tune=False).fit(texts, labels).model_.to_bytes()
    assert one == two


def test_weights_of_an_explanation_add_up(fitted):
    text = "Officials opened talks in Côte d’Or, opened talks again, and sent food – at last – to Velka."
    scores = fitted.decision_function([text])[0]
    for label, score in zip(fitted.classes_, scores, strict=True):
        reasons = fitted.explain(text, label)
        assert abs(sum(r["weight"] for r in reasons) - float(score)) < 1e-3
        assert all(text[r["start"] : r["end"]] == r["text"] for r in reasons)
    assert {r["label"] for r in fitted.explain(text)} == set(fitted.predict([text]))


def test_two_classes_have_one_score():
    texts, labels = clean()
    pairs = [(t, label) for t, label in zip(texts, labels, strict=True) if label != "aid"]
    clf = dl.SentenceClassifier(tune=False).fit([t for t, _ in pairs], [label for _, label in pairs])
    second = float(clf.decision_function(["Talks opened in Brod."])[0])
    assert second > 0
    assert clf.predict(["Talks opened in Brod."]) == ["talks"]
    for label, score in (("attack", -second), ("talks", second)):
        assert abs(sum(r["weight"] for r in clf.explain("Talks opened in Brod.", label)) - score) < 1e-3


def test_several_labels():
    texts, labels = clean(300)
    joined = [f"{a} {b}" for a, b in zip(texts, reversed(texts), strict=True)] + ["Snow fell on the hills all day."] * 3
    both = [sorted({a, b}) for a, b in zip(labels, reversed(labels), strict=True)] + [[]] * 3
    clf = dl.SentenceClassifier(multilabel=True).fit(joined, both)
    figures = clf.evaluate(joined, both)
    assert figures.example_f1 > 0.9 and figures.confusion is None
    assert clf.predict(["Snow fell on the hills all day."]) == [[]]


def test_figures(fitted):
    texts, labels = clean(seed=3)
    figures = fitted.evaluate(texts, labels)
    assert figures.rows == len(texts)
    assert sum(map(sum, figures.confusion)) == len(texts)
    hits = sum(figures.confusion[i][i] for i in range(3))
    assert figures.accuracy == pytest.approx(hits / len(texts)) == pytest.approx(fitted.score(texts, labels))
    assert figures.labels["label"] == ["aid", "attack", "talks"]
    assert 0 <= figures.calibration_error < 0.1
    assert "macro-F1" in repr(figures) and "<table" in figures._repr_html_()


def test_sentences_of_documents(fitted):
    text = "Élan. The army shelled Tarn at dawn. Officials met envoys from Brod on Monday."
    table = fitted.classify_all([text, "The ministry sent food to Karst."], ids=["a", "b"], threads=2)
    assert table.columns == ["doc_id", "sentence", "start", "end", "text", "label", "score"]
    rows = table.to_pylist()
    assert all({"a": text}.get(r["doc_id"], r["text"])[r["start"] : r["end"]] == r["text"] for r in rows)
    assert [r["label"] for r in rows if r["text"].startswith(("The", "Off"))] == ["attack", "talks", "aid"]


def test_weights_count():
    texts, labels = ["red", "red", "blue"] * 20, ["x", "y", "y"] * 20
    favour_x = [1.0 if i % 3 != 1 else 0.0 for i in range(60)]
    clf = dl.SentenceClassifier(tune=False).fit(texts, labels, sample_weight=favour_x)
    assert clf.predict(["red"]) == ["x"]
    with pytest.warns(UserWarning, match="row 0 and row 1"):
        clf = dl.SentenceClassifier(tune=False, class_weight={"x": 0.01}).fit(texts, labels)
    assert clf.predict(["red"]) == ["y"]


def test_files_and_pickles(fitted, tmp_path):
    texts, _ = clean(seed=4)
    path = tmp_path / "acts.dlc"
    fitted.save(path)
    assert path.stat().st_size < 5_000_000 and list(tmp_path.iterdir()) == [path]
    loaded = dl.SentenceClassifier.load(path)
    again = pickle.loads(pickle.dumps(fitted))
    for other in (loaded, again, copy.deepcopy(fitted)):
        assert other.predict_proba(texts).tolist() == fitted.predict_proba(texts).tolist()
        other.save(tmp_path / "other.dlc")
        assert (tmp_path / "other.dlc").read_bytes() == path.read_bytes()
    with pytest.raises(dl.MissingFileError):
        dl.SentenceClassifier.load(tmp_path / "none.dlc")


def test_eight_bits_are_as_good(fitted):
    texts, labels = clean(seed=5)
    small = dl.SentenceClassifier(precision=8).fit(*clean())
    # Rows are filled up to eight bytes, which four numbers of 16 bits are already.
    assert len(small.model_.to_bytes()) < len(fitted.model_.to_bytes())
    assert small.score(texts, labels) >= fitted.score(texts, labels) - 0.02


def test_size_is_kept(fitted):
    small = dl.SentenceClassifier(tune=False, max_bytes=80_000).fit(*clean())
    assert len(small.model_.to_bytes()) < 82_000
    assert small.score(*clean(seed=2)) > 0.8


def test_no_room_for_most_words_is_said():
    labels = [f"label {n}" for n in range(60) for _ in range(4)]
    texts = [f"word{n} token{n} thing{copy}" for n in range(60) for copy in range(4)]
    with pytest.warns(
        dl.TrainingWarning, match="max_bytes=20000 has room for .* of .* words with weights for 60 labels"
    ):
        small = dl.SentenceClassifier(tune=False, max_bytes=20_000).fit(texts, labels)
    assert 0 < small.score(texts, labels) < 1 and len(small.model_.to_bytes()) < 30_000
    assert dl.SentenceClassifier(tune=False).fit(texts, labels).score(texts, labels) == 1


def test_no_room_for_any_word_is_an_error_that_says_what_is_needed():
    def fit(size, **options):
        return dl.SentenceClassifier(tune=False, max_bytes=size, **options).fit(*clean(60))

    # Optional features stay whatever they take, so that with them more is needed.
    for options in ({}, {"verbs": True}, {"precision": 8, "char_grams": False}):
        with pytest.raises(dl.InputError, match=r"^max_bytes: 10 has room for no word; ") as error:
            fit(10, **options)
        least, whole = map(int, re.search(r"(\d+) is the least, .* and (\d+) holds all", str(error.value)).groups())
        with pytest.raises(dl.InputError, match=f"{least} is the least"):
            fit(least - 1, **options)
        with pytest.warns(dl.TrainingWarning, match=f"max_bytes={least} has room for 1 of"):
            fit(least, **options)
        assert fit(whole, **options).model_.to_bytes() == fit(10 * whole, **options).model_.to_bytes()
        assert 10 < least < whole


def test_hostile_bytes_are_errors():
    model = dl.SentenceClassifier(tune=False).fit(*clean(60)).model_
    good = model.to_bytes()
    load = type(model).from_bytes
    with pytest.raises(dl.FormatError, match="version 99"):
        load(good[:8] + struct.pack("<I", 99) + good[12:])
    for cut in range(0, len(good), 997):
        with pytest.raises(dl.FormatError):
            load(good[:cut])
    draw = random.Random(0)
    for _ in range(200):
        at = draw.randrange(len(good))
        bad = good[:at] + bytes([good[at] ^ (1 << draw.randrange(8))]) + good[at + 1 :]
        # What stands between two sections is never read.
        with contextlib.suppress(dl.FormatError):
            assert load(bad).to_bytes() == good


@pytest.mark.parametrize(
    ("texts", "labels", "options", "error", "says"),
    [
        (["a", "b"], ["x", "x"], {}, dl.InputError, 'all 2 rows have "x"'),
        (["a", "b"], ["x"], {}, dl.InputError, "1 for 2 texts"),
        ([], [], {}, dl.InputError, "at least two classes|none to learn"),
        (["a", None], ["x", "y"], {}, dl.InputError, r"texts\[1\]"),
        (["", " "], ["x", "y"], {}, dl.InputError, "all of them are empty"),
        (["a", "b"], ["x", 3], {}, TypeError, r"labels\[1\]"),
        (["a", "b"], ["x", ["y"]], {}, TypeError, "multilabel=True"),
        (["a", "b"], ["x", "y"], {"multilabel": True}, TypeError, r"labels\[0\]"),
        (["a", "b"], ["x", "y"], {"c": -1.0}, dl.InputError, "above 0"),
        (["a", "b"], ["x", "y"], {"hash_bits": 40}, dl.InputError, "8 to 32"),
        (["a", "b"], ["x", "y"], {"precision": 4}, dl.InputError, "8 or 16"),
        (["a", "b"], ["x", "y"], {"class_weight": {"z": 1.0}}, dl.InputError, "none of the labels"),
    ],
)
def test_bad_input(texts, labels, options, error, says):
    with pytest.raises(error, match=says):
        dl.SentenceClassifier(**options).fit(texts, labels)


def test_bad_weights():
    for weights, says in (
        ([1.0, float("nan")], r"sample_weight\[1\]"),
        ([1.0], "1 for 2"),
        ([0, 0], "all weights are 0"),
    ):
        with pytest.raises(dl.InputError, match=says):
            dl.SentenceClassifier().fit(["a", "b"], ["x", "y"], sample_weight=weights)


def test_warnings_name_rows():
    texts, labels = clean()
    with pytest.warns(UserWarning) as said:
        dl.SentenceClassifier(tune=False).fit([*texts, "", texts[0], "Snow."], [*labels, "aid", "rare", "talks"])
    said = " / ".join(str(w.message) for w in said)
    n = len(texts)
    assert f'"rare" has a single example (row {n + 1})' in said
    assert f"1 empty text, in row {n}; it teaches only" in said and f"row 0 and row {n + 1}" in said


def test_many_empty_texts_are_counted_and_the_first_few_named():
    texts, labels = clean()
    n = len(texts)
    with pytest.warns(UserWarning, match="empty") as said:
        dl.SentenceClassifier(tune=False).fit([*texts, *[" "] * 7], [*labels, *["aid"] * 7])
    rows = ", ".join(f"row {row}" for row in range(n, n + 5))
    assert f"7 empty texts, in {rows} and 2 more; they teach only how frequent labels are" in str(said[0].message)


def test_not_fitted_and_unknown_label(fitted):
    with pytest.raises(dl.InputError, match="fit"):
        dl.SentenceClassifier().predict(["a"])
    with pytest.raises(dl.InputError, match="none of the labels"):
        fitted.evaluate(["a"], ["nowhere"])
    with pytest.raises(dl.InputError, match="no option"):
        dl.SentenceClassifier().set_params(depth=3)


def test_options_by_name():
    clf = dl.SentenceClassifier(c=2.0, multilabel=True)
    assert type(clf)(**clf.get_params()).get_params() == clf.get_params()
    assert clf.set_params(c=3.0) is clf and clf.c == 3.0
    assert repr(clf) == "SentenceClassifier(multilabel=True, c=3.0)"


def test_with_scikit_learn():
    pytest.importorskip("sklearn")
    from sklearn.base import clone
    from sklearn.model_selection import GridSearchCV, cross_val_score
    from sklearn.pipeline import make_pipeline

    texts, labels = clean()
    clf = dl.SentenceClassifier(tune=False)
    assert clone(clf).get_params() == clf.get_params()
    assert cross_val_score(clf, texts, labels, cv=3).mean() > 0.9
    assert cross_val_score(clf, texts, labels, cv=3, scoring="neg_log_loss").mean() > -1
    assert GridSearchCV(clf, {"c": [0.1, 1.0]}, cv=2).fit(texts, labels).best_score_ > 0.8
    assert make_pipeline(clf).fit(texts, labels).score(texts, labels) > 0.9


def test_an_error_is_as_sure_as_the_decision_that_was_wrong(fitted):
    measured = fitted.evaluate(*clean(seed=8))
    one = dataclasses.replace(
        measured,
        classes=["a", "b", "c"],
        texts=["x"],
        truth=[["a"]],
        predicted=[["c"]],
        probabilities=[[0.3, 0.3, 0.4]],
    )
    assert [(e["label"], e["probability"]) for e in one.errors] == [("c", 0.4)]
    several = dataclasses.replace(
        one, confusion=None, truth=[["a", "b"]], predicted=[["b", "c"]], probabilities=[[0.1, 0.9, 0.6]]
    )
    assert [(e["label"], e["probability"]) for e in several.errors] == [("a", 0.9)]
    assert "<td>not a</td>" in errors(several) and "not a" not in errors(one)


def test_a_set_has_no_order():
    with pytest.raises(dl.InputTypeError, match="texts: must be a list of texts, but is a set; a set has no order"):
        dl.SentenceClassifier().fit({"Rain fell.", "She scored."}, ["weather", "sport"])
    with pytest.raises(dl.InputTypeError, match="labels: must be a list of labels, but is a frozenset"):
        dl.SentenceClassifier().fit(["Rain fell.", "She scored."], frozenset(["weather", "sport"]))


def test_intervals_curves_and_errors(fitted):
    texts, labels = clean(seed=8)
    labels = [*labels[1:], labels[0]]
    found = fitted.evaluate(texts, labels)
    for row in found.intervals:
        assert 0 <= row["low"] <= row["value"] <= row["high"] <= 1, row
    assert sum(row["n"] for row in found.calibration) == len(texts)
    assert len(found.thresholds) == 19 * len(found.classes)
    assert all(e["truth"] == [labels[e["row"]]] != e["predicted"] for e in found.errors)
    assert len(found.errors) == round((1 - found.accuracy) * len(texts))
    sure = [e["probability"] for e in found.errors]
    assert sure == sorted(sure, reverse=True)
    assert "<polyline" in found.plot_calibration().svg and "recall" in found.plot_thresholds(labels[0]).svg
    with pytest.raises(dl.InputError, match="none of the labels"):
        found.plot_thresholds("nowhere")


class Fixed:
    """Gives what it was told."""

    def __init__(self, labels):
        self.labels = labels

    def predict(self, texts):
        return self.labels


def test_compare():
    texts, truth = ["t"] * 20, ["x"] * 20
    good, bad = Fixed(["x"] * 20), Fixed(["x"] * 10 + ["y"] * 10)
    found = dl.compare(bad, good, texts, truth)
    assert (found.a, found.b, found.only_a, found.only_b) == (0.5, 1.0, 0, 10)
    # McNemar's exact test by hand: 2 * (1/2)^10.
    assert found.p_value == pytest.approx(2 / 1024) and 0 < found.low < 0.5 < found.high < 1
    assert dl.compare(good, good, texts, truth).p_value == 1.0
    with pytest.raises(dl.InputError, match="20 texts"):
        dl.compare(good, good, texts, truth[1:])


def test_learning_curve():
    texts, labels = clean(120)
    rows = dl.learning_curve(dl.SentenceClassifier(tune=False), texts, labels, points=3)
    assert [row["n"] for row in rows] == sorted(row["n"] for row in rows)
    assert len(rows) == 3 and all(0 <= row["score"] <= 1 for row in rows)


def test_learning_curve_with_a_label_that_small_parts_lack():
    texts, labels = clean(60)
    rare = ["A bank failed in the spring.", "The bank rose again today."]
    for seed in range(4):
        rows = dl.learning_curve(
            dl.SentenceClassifier(tune=False), texts + rare, [*labels, "money", "money"], seed=seed
        )
        assert rows and all(0 <= row["score"] <= 1 for row in rows)
    with pytest.raises(dl.InputError, match="2 are too few"):
        dl.learning_curve(dl.SentenceClassifier(tune=False), rare, ["money", "bank"])


def test_seed_classifiers():
    acts, events = dl.SentenceClassifier.seed("acts"), dl.SentenceClassifier.seed("events")
    assert len(acts.classes_) == 10 and len(events.classes_) == 16
    said = ["The governor refused to meet the strikers.", "Rebels fired rockets at the airport on Friday."]
    assert acts.predict(said)[0] == "denial"
    assert "ASSAULT" in events.predict(said)[1]
    with pytest.raises(dl.InputError, match=r"there is no .*acts"):
        dl.SentenceClassifier.seed("weather")


def test_partial_fit_is_fit_on_all():
    texts, labels = clean(120)
    options = {"tune": False}
    whole = dl.SentenceClassifier(**options).fit(texts, labels)
    grown = dl.SentenceClassifier(**options)
    for start in (0, 40, 80):
        grown.partial_fit(texts[start : start + 40], labels[start : start + 40])
    assert grown.model_.to_bytes() == whole.model_.to_bytes()


@pytest.mark.parametrize("loss", ["ovr", "multinomial"])
@pytest.mark.parametrize("weight", [{"sport": 2.0, "crime": 0.5}, "balanced"])
def test_class_weights_are_weights_of_texts(loss, weight):
    texts, labels = made(300, {"sport": 6, "weather": 3, "crime": 1})
    counts = {label: labels.count(label) for label in labels}
    each = {label: 300 / (3 * n) if weight == "balanced" else weight.get(label, 1.0) for label, n in counts.items()}
    options = {"tune": False, "loss": loss}
    by_class = dl.SentenceClassifier(class_weight=weight, **options).fit(texts, labels)
    by_text = dl.SentenceClassifier(**options).fit(texts, labels, sample_weight=[each[label] for label in labels])
    plain = dl.SentenceClassifier(**options).fit(texts, labels)
    scores = [clf.decision_function(texts) for clf in (by_class, by_text, plain)]
    assert np.allclose(scores[0], scores[1], atol=2e-3)
    assert abs(scores[0] - scores[2]).max() > 0.05


def test_a_seed_knows_how_it_was_trained(tmp_path):
    for scheme, loss in (("acts", "multinomial"), ("events", "ovr")):
        seed = dl.SentenceClassifier.seed(scheme)
        assert (seed.loss_, seed.cues_, seed.verbs_, seed.validated_) == (loss, True, False, None)
        assert seed.get_params()["c"] == seed.c_
        seed.save(tmp_path / "seed.dlc")
        again = dl.SentenceClassifier.load(tmp_path / "seed.dlc")
        assert again.get_params() == seed.get_params() and again.c_ == seed.c_


def test_ids_are_distinct():
    clf = dl.SentenceClassifier.seed("acts")
    for ids, message in [
        (["a", "b", "a"], r"^ids\[2\]: 'a' is the id of row 0 too"),
        (["a", None, "b"], r"^ids\[1\]: the id is null"),
        (["a", "b"], r"^ids: there are 2 for 3 texts"),
    ]:
        with pytest.raises(dl.InputError, match=message):
            clf.classify_all(["Rain fell."] * 3, ids=ids)
    assert clf.classify_all(["Rain fell."] * 2, ids=[7, 8])["doc_id"] == ["7", "8"]


def test_loss_of_all_labels_together():
    texts, labels = sample()
    clf = dl.SentenceClassifier(loss="multinomial", tune=False).fit(texts, labels)
    assert clf.loss_ == "multinomial"
    assert sum(a == b for a, b in zip(clf.predict(texts), labels, strict=True)) > 0.9 * len(texts)
    assert all(sum(row) == pytest.approx(1, abs=1e-4) for row in clf.predict_proba(texts[:9]))
    assert dl.SentenceClassifier(tune=False).fit(texts, labels).loss_ == "ovr"
    with pytest.raises(dl.InputError, match="one label a text"):
        dl.SentenceClassifier(True, loss="multinomial").fit(texts, [[label] for label in labels])
    with pytest.raises(dl.InputError, match="loss"):
        dl.SentenceClassifier(loss="hinge").fit(texts, labels)


TOWNS = ["Tarn", "Orlen", "Vesk", "Brodna", "Halim", "Kestal", "Mirny", "Dolna"]


def towns(names=TOWNS, kind="place"):
    return dl.Gazetteer([{"id": name, "name": name, "type": kind} for name in names])


def reports(names=TOWNS):
    """Sentences whose label is told by what stands beside a town, which differs from sentence to sentence."""
    pairs = [(f"Guns opened up on {town} at {hour}.", "fire") for hour, town in enumerate(names, 1)]
    pairs += [(f"Talks opened in {town} at {hour}.", "talks") for hour, town in enumerate(names, 1)]
    return [text for text, _ in pairs], [label for _, label in pairs]


def test_a_name_stands_for_its_type():
    texts, labels = reports()
    gazetteer = towns([*TOWNS, "Ruan"])
    clf = dl.SentenceClassifier(names=gazetteer, tune=False).fit(texts, labels)
    assert clf.names_
    scores = [clf.decision_function([f"Guns opened up on {town} at noon."])[0] for town in ("Tarn", "Ruan")]
    assert scores[0] == scores[1], "a town never seen counts as one that was"
    reasons = clf.explain("Guns opened up on Ruan at noon.", clf.classes_[1])
    assert any(reason["text"] == "on Ruan" for reason in reasons), reasons
    total = sum(reason["weight"] for reason in reasons)
    assert total == pytest.approx(scores[1], abs=1e-3)
    plain = dl.SentenceClassifier(tune=False).fit(texts, labels)
    assert not plain.names_
    assert plain.decision_function(["on Tarn"])[0] != plain.decision_function(["on Ruan"])[0]


def test_a_file_wants_the_gazetteer_it_was_trained_with(tmp_path):
    texts, labels = reports()
    clf = dl.SentenceClassifier(names=towns(), tune=False).fit(texts, labels)
    clf.save(tmp_path / "own.dlc")
    again = dl.SentenceClassifier.load(tmp_path / "own.dlc", names=towns())
    assert (again.decision_function(texts) == clf.decision_function(texts)).all()
    assert (pickle.loads(pickle.dumps(clf)).decision_function(texts) == clf.decision_function(texts)).all()
    with pytest.raises(dl.InputError, match="give the same one again"):
        dl.SentenceClassifier.load(tmp_path / "own.dlc")
    with pytest.raises(dl.InputError, match="another gazetteer"):
        dl.SentenceClassifier.load(tmp_path / "own.dlc", names=towns(kind="person"))
    seed = dl.SentenceClassifier(names=True, tune=False).fit(texts, labels)
    seed.save(tmp_path / "seed.dlc")
    asked = ["Guns opened up on Kharkiv.", "Talks opened in Geneva."]
    assert (
        dl.SentenceClassifier.load(tmp_path / "seed.dlc").decision_function(asked) == seed.decision_function(asked)
    ).all()


def test_names_are_asked_for_in_four_ways():
    texts, labels = reports()
    with pytest.raises(dl.InputError, match="names"):
        dl.SentenceClassifier(names="all").fit(texts, labels)
    few = dl.SentenceClassifier(names="auto").fit(texts * 4, labels * 4)
    assert few.names_ in (True, False)
    off, none = (dl.SentenceClassifier(names=names, tune=False).fit(texts, labels) for names in (False, None))
    assert off.model_.to_bytes() == none.model_.to_bytes()
