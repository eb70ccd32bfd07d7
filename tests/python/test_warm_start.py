"""`partial_fit` beside `fit`, announced classes, what a file or a pickle holds; thresholds of one's own."""

import copy
import pickle

import numpy as np
import pytest
from test_targets import TOPICS, learner, sentences, several

import dateline as dl

TEXTS, LABELS = sentences()
FIRST = [row for row, label in enumerate(LABELS) if label != "talks"]
REST = [row for row, label in enumerate(LABELS) if label == "talks"]


def rows(of, numbers):
    return [of[row] for row in numbers]


def whole(**options):
    """What has learnt everything at once, in the order of FIRST and REST."""
    return learner(**options).fit(rows(TEXTS, FIRST + REST), rows(LABELS, FIRST + REST))


def same(clf, other):
    return list(clf.classes_) == list(other.classes_) and (clf.predict_proba(TEXTS) == other.predict_proba(TEXTS)).all()


KINDS = {
    "list": list,
    "generator": lambda texts: (text for text in texts),
    "array": lambda texts: np.array(texts, dtype=object),
    "column": lambda texts: np.array(texts, dtype=object).reshape(-1, 1),
    "pandas": lambda texts: pytest.importorskip("pandas").Series(texts),
    "arrow": lambda texts: pytest.importorskip("pyarrow").array(texts),
}


@pytest.mark.parametrize("kind", KINDS)
def test_partial_fit_goes_on_from_fit(kind):
    given = KINDS[kind](rows(TEXTS, FIRST))
    clf = learner().fit(given, rows(LABELS, FIRST)).partial_fit(rows(TEXTS, REST), rows(LABELS, REST))
    assert same(clf, whole())


def test_a_list_that_grows_later_changes_nothing():
    texts = rows(TEXTS, FIRST)
    clf = learner().fit(texts, rows(LABELS, FIRST))
    texts += rows(TEXTS, REST)
    assert same(clf.partial_fit(rows(TEXTS, REST), rows(LABELS, REST)), whole())


def test_weights_of_fit_are_kept():
    weights = [1.0 + row % 3 for row in FIRST]
    clf = learner().fit(rows(TEXTS, FIRST), rows(LABELS, FIRST), sample_weight=weights)
    clf.partial_fit(rows(TEXTS, REST), rows(LABELS, REST))
    at_once = learner().fit(
        rows(TEXTS, FIRST + REST), rows(LABELS, FIRST + REST), sample_weight=weights + [1.0] * len(REST)
    )
    assert same(clf, at_once) and not same(clf, whole())


def test_fit_replaces_what_partial_fit_learnt():
    clf = learner().partial_fit(["old news", "older news"] * 2, ["new", "old"] * 2)
    clf.fit(rows(TEXTS, FIRST), rows(LABELS, FIRST)).partial_fit(rows(TEXTS, REST), rows(LABELS, REST))
    assert same(clf, whole())


def test_texts_of_fit_go_into_no_pickle_and_no_file(tmp_path):
    secret = "the informant of Elm Street said so"
    texts, labels = [secret, *TEXTS], ["talks", *LABELS]
    begun_by_fit = learner().fit(texts, labels)
    grown = learner().fit(TEXTS, LABELS).partial_fit([secret], ["talks"])
    for clf in (begun_by_fit, grown):
        clf.save(tmp_path / "acts.dlc")
        assert secret.encode() not in pickle.dumps(clf) + (tmp_path / "acts.dlc").read_bytes()
        for again in (pickle.loads(pickle.dumps(clf)), dl.SentenceClassifier.load(tmp_path / "acts.dlc")):
            assert again.predict(TEXTS) == clf.predict(TEXTS)
            with pytest.raises(dl.InputError, match=r"not at hand .* call fit with all texts"):
                again.partial_fit(["x"], ["new"])
        assert clf.partial_fit(["a new kind"] * 2, ["new"] * 2).predict(["a new kind"]) == ["new"]
    kept = pickle.loads(pickle.dumps(learner().partial_fit(rows(TEXTS, FIRST), rows(LABELS, FIRST))))
    assert same(kept.partial_fit(rows(TEXTS, REST), rows(LABELS, REST)), whole())
    with pytest.raises(dl.InputError, match="not at hand"):
        dl.SentenceClassifier.seed("acts").partial_fit(TEXTS, LABELS)


def test_a_failed_call_changes_nothing():
    clf = learner().fit(TEXTS, LABELS)
    before = clf.predict_proba(TEXTS)
    for texts, labels, message in [
        (["a", None], ["aid", "aid"], r"^texts\[1\]: the text is null"),
        (["a", 5], ["aid", "aid"], r"^texts\[1\]: must be a str, but is 5 \(int\)"),
        (["a", "b"], ["aid", None], r"^labels\[1\]: a label is null"),
        (["a", "b"], ["aid"], r"^labels: there are 1 for 2 texts"),
        (["a", "b"], ["aid", " "], r"^labels\[1\]: the label is empty"),
        (["a", "b"], ["aid", 1], r"^labels\[1\]: must be a str, but is 1 \(int\)"),
        (["a", "b"], [1, 2], r"^labels: words and numbers come together"),
    ]:
        with pytest.raises(dl.InputError, match=message):
            clf.partial_fit(texts, labels)
    with pytest.raises(dl.InputError, match=r"^sample_weight: there are 1 for 2"):
        clf.partial_fit(["a", "b"], ["aid", "aid"], sample_weight=[1])
    assert (clf.predict_proba(TEXTS) == before).all()
    assert len(clf.partial_fit(["a"], ["aid"]).classes_) == 3


def test_announced_classes_have_columns_from_the_first_call():
    announced = [*TOPICS, "strike", "arrest"]
    clf = learner().partial_fit(rows(TEXTS, FIRST), rows(LABELS, FIRST), classes=announced)
    assert list(clf.classes_) == sorted(announced)
    table = clf.predict_proba(TEXTS)
    assert table.shape == (len(TEXTS), 5) and np.allclose(table.sum(axis=1), 1)
    empty = [list(clf.classes_).index(label) for label in ("talks", "strike", "arrest")]
    assert (table[:, empty] == 0).all()
    assert (clf.decision_function(TEXTS).argmax(axis=1) == table.argmax(axis=1)).all()
    clf.partial_fit(rows(TEXTS, REST), rows(LABELS, REST))
    assert list(clf.classes_) == sorted(announced) and clf.predict(TEXTS) == LABELS
    assert pickle.loads(pickle.dumps(clf)).predict_proba(TEXTS).shape == (len(TEXTS), 5)


def test_announced_classes_are_saved(tmp_path):
    learner().partial_fit(TEXTS, LABELS, classes=[*TOPICS, "strike"]).save(tmp_path / "acts.dlc")
    again = dl.SentenceClassifier.load(tmp_path / "acts.dlc")
    assert (
        "strike" in again.classes_ and again.predict(TEXTS) == LABELS and again.predict_proba(TEXTS[:1]).shape == (1, 4)
    )


def test_labels_that_were_not_announced():
    clf = learner()
    with pytest.raises(
        dl.InputError, match=r"^labels\[1\]: 'zzz' is none of the classes announced, aid, attack, talks"
    ):
        clf.partial_fit(["a", "b"], ["aid", "zzz"], classes=list(TOPICS))
    clf.partial_fit(TEXTS, LABELS, classes=list(TOPICS))
    with pytest.raises(dl.InputError, match=r"^labels\[0\]: 'zzz' is none"):
        clf.partial_fit(["a"], ["zzz"])
    assert "zzz" in clf.partial_fit(["a", "a"], ["zzz", "zzz"], classes=["zzz"]).classes_
    many = learner(multilabel=True)
    with pytest.raises(dl.InputError, match=r"^labels\[1\]: 'zzz' is none"):
        many.partial_fit(["a", "b"], [["aid"], ["aid", "zzz"]], classes=list(TOPICS))
    for classes, message in [
        ([], "classes: there are none"),
        (["a", None], r"classes\[1\]: a label is null"),
        ("ab", "classes"),
    ]:
        with pytest.raises(dl.InputError, match=message):
            learner().partial_fit(["a", "b"], ["aid", "aid"], classes=classes)


def test_announced_numbers_and_columns():
    numbers = [sorted(TOPICS).index(label) for label in LABELS]
    clf = learner().partial_fit(rows(TEXTS, FIRST), rows(numbers, FIRST), classes=range(5))
    assert list(clf.classes_) == [0, 1, 2, 3, 4] and clf.predict_proba(TEXTS).shape[1] == 5
    with pytest.raises(dl.InputError, match=r"^labels\[0\]: '7' is none of the classes announced"):
        clf.partial_fit(["a"], [7])
    table = np.array([[int(label == topic) for topic in sorted(TOPICS)] for label in LABELS])
    clf = learner(multilabel=True).partial_fit(rows(TEXTS, FIRST), table[FIRST], classes=sorted(TOPICS))
    clf.partial_fit(rows(TEXTS, REST), table[REST])
    assert (clf.predict(TEXTS) == table).all() and list(clf.classes_) == sorted(TOPICS)


def test_a_frame_may_bring_new_columns():
    pd = pytest.importorskip("pandas")
    table = pd.DataFrame([{topic: int(label == topic) for topic in sorted(TOPICS)} for label in LABELS])
    clf = learner(multilabel=True).fit(rows(TEXTS, FIRST), table.iloc[FIRST][["aid", "attack"]])
    clf.partial_fit(rows(TEXTS, REST), table.iloc[REST])
    assert list(clf.classes_) == sorted(TOPICS) and (clf.predict(TEXTS) == table.to_numpy()).all()


@pytest.mark.parametrize("labels", [["aid"], ["aid", "attack"]])
def test_the_same_labels_on_every_row_are_nothing_to_learn(labels):
    with pytest.raises(dl.InputError, match="all 240 rows have 'aid'".replace("'", '"')):
        learner(multilabel=True).fit(TEXTS, [labels] * len(TEXTS))
    clf = learner(multilabel=True).partial_fit(TEXTS[:5], [labels] * 5, classes=list(TOPICS))
    assert clf.partial_fit(TEXTS[5:], [[label] for label in LABELS[5:]]).predict(TEXTS[5:6]) == [[LABELS[5]]]


def test_thresholds_are_read_and_set(tmp_path):
    labels = several(LABELS)
    clf = learner(multilabel=True).fit(TEXTS, labels)
    assert clf.thresholds_ == dict.fromkeys(sorted({*TOPICS, "urgent"}), 0.5)
    table = clf.predict_proba(TEXTS)
    column = list(clf.classes_).index("urgent")
    # Half of the texts that have the label now keep it.
    likely = sorted(p for p in table[:, column] if p >= 0.5)
    cut = (likely[len(likely) // 2 - 1] + likely[len(likely) // 2]) / 2
    strict = clf.with_thresholds({"urgent": cut})
    assert strict.thresholds_ == pytest.approx({**clf.thresholds_, "urgent": cut}) and clf.thresholds_["urgent"] == 0.5
    given = ["urgent" in row for row in strict.predict(TEXTS)]
    assert given == list(table[:, column] >= cut) and sum(given) < sum("urgent" in row for row in clf.predict(TEXTS))
    assert (strict.predict_proba(TEXTS) == table).all()
    none = clf.with_thresholds(dict.fromkeys(clf.classes_, 1.0))
    assert none.predict(TEXTS) == [[] for _ in TEXTS]
    strict.save(tmp_path / "strict.dlc")
    for again in (dl.SentenceClassifier.load(tmp_path / "strict.dlc"), pickle.loads(pickle.dumps(strict))):
        assert again.thresholds_ == strict.thresholds_ and again.predict(TEXTS) == strict.predict(TEXTS)
    assert len(strict.partial_fit(["news"], [["urgent"]]).classes_) == 4


def test_a_threshold_touches_its_label_alone():
    """Where every text gets a label, by thresholds or in sets, the other labels stay what they were."""
    labels = [[label] for label in LABELS]
    for clf in (
        learner(multilabel=True).fit(TEXTS, labels),
        dl.SentenceClassifier(True, cues=False).fit(TEXTS, labels),
    ):
        texts = [*TEXTS, "Something else.", "Aid talks under attack.", ""]
        before, table = clf.predict(texts), clf.predict_proba(texts)
        same = clf.with_thresholds({})
        assert same.predict(texts) == before and same.thresholds_ == clf.thresholds_
        column = list(clf.classes_).index("aid")
        for threshold in (0.05, 0.9):
            changed = clf.with_thresholds({"aid": threshold})
            rest = [[label for label in row if label != "aid"] for row in before]
            found = changed.predict(texts)
            assert [[label for label in row if label != "aid"] for row in found] == rest
            assert ["aid" in row for row in found] == list(table[:, column] >= threshold)
            assert changed.thresholds_["aid"] == threshold


def test_copies_in_memory_go_on():
    clf = learner().fit(rows(TEXTS, FIRST), rows(LABELS, FIRST))
    for twin in (copy.copy(clf), copy.deepcopy(clf)):
        assert same(twin.partial_fit(rows(TEXTS, REST), rows(LABELS, REST)), whole())
    assert list(clf.classes_) == ["aid", "attack"], "the copied one is what it was"


@pytest.mark.parametrize(
    "thresholds, message",
    [
        ({"zzz": 0.5}, '"zzz" is none of the labels aid, attack, talks, urgent'),
        ({"aid": 1.5}, r"thresholds\['aid'\]: must be a number from 0 to 1, but is 1.5"),
        ({"aid": float("nan")}, r"thresholds\['aid'\]: must be a number from 0 to 1, but is nan"),
        ({"aid": "high"}, r"thresholds\['aid'\]: must be a number from 0 to 1, but is 'high' \(str\)"),
        ([0.5], "must be a dict by label, but is a list"),
    ],
)
def test_thresholds_that_are_none(thresholds, message):
    clf = learner(multilabel=True).fit(TEXTS, several(LABELS))
    with pytest.raises(dl.InputError, match=message):
        clf.with_thresholds(thresholds)


def test_thresholds_where_none_decides():
    clf = learner().fit(TEXTS, LABELS)
    assert clf.thresholds_ is None
    with pytest.raises(dl.InputError, match="one label here"):
        clf.with_thresholds({"aid": 0.7})
    with pytest.raises(dl.InputError, match="has not learnt anything"):
        learner(multilabel=True).with_thresholds({})


def test_thresholds_of_numbered_labels():
    numbers = [[sorted(TOPICS).index(label)] for label in LABELS]
    clf = learner(multilabel=True).fit(TEXTS, numbers).with_thresholds({2: 0.99})
    assert clf.thresholds_ == {0: 0.5, 1: 0.5, 2: 0.99} and isinstance(next(iter(clf.thresholds_)), int)


def test_threads_go_into_no_file(tmp_path):
    for threads in (1, 2):
        learner(threads=threads).fit(TEXTS, LABELS).save(tmp_path / f"{threads}.dlc")
    assert (tmp_path / "1.dlc").read_bytes() == (tmp_path / "2.dlc").read_bytes()
    assert dl.SentenceClassifier.load(tmp_path / "2.dlc").threads is None
