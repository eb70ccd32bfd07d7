"""Labels in all the forms that users and scikit-learn give them in."""

import random
import warnings

import pytest

import dateline as dl

TOPICS = {
    "aid": ["flour", "blankets", "convoy", "relief"],
    "attack": ["shells", "rockets", "raid", "guns"],
    "talks": ["envoy", "treaty", "summit", "round"],
}


def sentences(count=240, seed=4):
    """Sentences with one label each."""
    draw = random.Random(seed)
    labels = [sorted(TOPICS)[n % 3] for n in range(count)]
    return [" ".join([*draw.choices(TOPICS[label], k=5), str(n)]) for n, label in enumerate(labels)], labels


def learner(**options):
    return dl.SentenceClassifier(tune=False, **options)


def several(labels):
    """The same labels with a second one on every other row."""
    return [[label, "urgent"] if n % 2 else [label] for n, label in enumerate(labels)]


def test_whole_numbers_come_back_as_they_were(tmp_path):
    texts, labels = sentences()
    numbers = [9 + sorted(TOPICS).index(label) for label in labels]
    clf = learner(class_weight={10: 2.0}).fit(texts, numbers)
    assert list(clf.classes_) == [9, 10, 11]
    assert clf.predict(texts) == numbers and clf.score(texts, numbers) == 1
    # The model calls them by words, whose order is another: 10, 11, 9.
    likeliest = [max(range(3), key=lambda at, row=row: row[at]) + 9 for row in clf.predict_proba(texts)]
    scored = [max(range(3), key=lambda at, row=row: row[at]) + 9 for row in clf.decision_function(texts)]
    assert likeliest == scored == numbers
    assert clf.explain(texts[0], 9)[0]["label"] == "9"
    assert clf.evaluate(texts, numbers).accuracy == 1 and len(clf.suspects(texts, numbers)) == 0
    assert dl.learning_curve(clf, texts, numbers, points=1)[0]["score"] > 0.9
    clf.save(tmp_path / "numbers.dlc")
    again = dl.SentenceClassifier.load(tmp_path / "numbers.dlc")
    assert again.predict(texts) == numbers and again.get_params() == {**clf.get_params(), "class_weight": {"10": 2.0}}
    assert again.c_ == clf.c_ and again.loss_ == clf.loss_
    lists = learner(multilabel=True).fit(texts, [[n, 0] for n in numbers])
    assert lists.predict(texts[:2]) == [[0, numbers[0]], [0, numbers[1]]]


def test_truth_values_are_labels():
    texts, labels = sentences()
    clf = learner().fit(texts, [label == "talks" for label in labels])
    assert clf.predict(texts[:3]) == [label == "talks" for label in labels[:3]]


def test_arrow_labels():
    pa = pytest.importorskip("pyarrow")
    texts, labels = sentences()
    clf = learner().fit(pa.array(texts), pa.array(labels).dictionary_encode())
    assert clf.score(texts, pa.chunked_array([labels])) == 1
    train, test = dl.split(pa.array(texts), pa.array(labels))
    assert len(train) + len(test) == len(texts) and (train, test) == dl.split(texts, labels)
    many = several(labels)
    assert learner(multilabel=True).fit(texts, pa.array(many)).score(texts, many) > 0.6


@pytest.mark.parametrize("kind", ["array", "frame", "sparse"])
def test_tables_of_zero_and_one(kind):
    np = pytest.importorskip("numpy")
    texts, labels = sentences()
    names = sorted({*labels, "urgent"})
    plain = np.array([[int(name in row) for name in names] for row in several(labels)])
    if kind == "frame":
        table = pytest.importorskip("pandas").DataFrame(plain, columns=names)
    else:
        table = pytest.importorskip("scipy.sparse").csr_matrix(plain) if kind == "sparse" else plain
    clf = learner(multilabel=True).fit(texts, table)
    assert list(clf.classes_) == (names if kind == "frame" else [0, 1, 2, 3])
    predicted = clf.predict(texts)
    assert predicted.shape == plain.shape and (predicted == plain)[:, :3].all()
    assert clf.score(texts, table) == clf.score(texts, plain) == (predicted == plain).all(axis=1).mean()
    assert clf.predict_proba(texts).shape == plain.shape
    words = learner(multilabel=True).fit(texts, several(labels))
    assert words.score(texts, plain) == words.score(texts, several(labels)), "columns are labels in their order"
    with pytest.raises(dl.InputError, match="the table has 2 columns, and there are 4 labels"):
        clf.score(texts, plain[:, :2])


def test_a_column_without_examples_is_never_predicted():
    np = pytest.importorskip("numpy")
    texts, labels = sentences()
    table = np.array([[0, *(int(label == name) for name in sorted(TOPICS))] for label in labels])
    clf = learner(multilabel=True).fit(texts, table)
    assert (clf.predict(texts) == table).all() and (clf.predict_proba(texts)[:, 0] == 0).all()


WRONG = [
    (False, lambda labels: [None, *labels[1:]], r"labels\[0\]: a label is null"),
    (False, lambda labels: [labels[0], float("nan"), *labels[2:]], r"labels\[1\]: a label is null"),
    (
        False,
        lambda labels: [1, *labels[1:]],
        r"labels\[0\]: must be a str, but is 1 \(int\); write str\(label\) for it",
    ),
    (True, lambda labels: [["a"], [None]] * 120, r"labels\[1\]: a label is null"),
    (True, lambda labels: [["a"], None] * 120, r"labels\[1\]: the labels are null"),
]


@pytest.mark.parametrize("multilabel, spoil, message", WRONG)
def test_labels_that_are_none(multilabel, spoil, message):
    texts, labels = sentences()
    with pytest.raises(dl.InputError, match=message):
        learner(multilabel=multilabel).fit(texts, spoil(labels))


def test_a_first_part_with_one_label():
    texts, labels = sentences()
    clf = learner().partial_fit(texts[:1], labels[:1], classes=sorted(TOPICS))
    with pytest.raises(dl.InputError, match="has not learnt anything yet"):
        clf.predict(texts)
    assert clf.partial_fit(texts[1:], labels[1:]).score(texts, labels) == 1
    numbers = [len(label) for label in labels]
    grown = learner().partial_fit(texts[:100], numbers[:100]).partial_fit(texts[100:], numbers[100:])
    assert grown.predict(texts) == numbers
    with pytest.raises(dl.InputError, match="words and numbers come together"):
        grown.partial_fit(texts, labels)


def test_tools_of_scikit_learn():
    pytest.importorskip("sklearn")
    import numpy as np
    from sklearn.ensemble import StackingClassifier, VotingClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GridSearchCV, cross_val_predict, cross_val_score
    from sklearn.preprocessing import MultiLabelBinarizer

    texts, labels = sentences()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for method in ("predict_proba", "decision_function"):
            columns = cross_val_predict(learner(), texts, labels, cv=3, method=method).argmax(axis=1)
            assert [sorted(TOPICS)[at] for at in columns] == labels
        two = ["talks" if label == "talks" else "other" for label in labels]
        assert cross_val_score(learner(), texts, two, cv=3, scoring="roc_auc").mean() > 0.99
        assert (
            cross_val_score(learner(), texts, [label == "talks" for label in labels], cv=3, scoring="f1").mean() > 0.99
        )
        pair = [("a", learner()), ("b", learner(c=1.0))]
        assert list(VotingClassifier(pair, voting="soft").fit(texts, labels).predict(texts)) == labels
        stack = StackingClassifier(pair, final_estimator=LogisticRegression(), cv=3).fit(texts, labels)
        assert list(stack.predict(texts)) == labels
        table = MultiLabelBinarizer().fit_transform(several(labels))
        assert cross_val_score(learner(multilabel=True), texts, table, cv=3, scoring="f1_micro").mean() > 0.6
        search = GridSearchCV(learner(multilabel=True), {"c": [1.0, 8.0]}, cv=3).fit(texts, table)
        assert np.asarray(search.predict(texts)).shape == table.shape


def test_random_states_of_numpy(tmp_path):
    """As scikit-learn has it: `None` draws from numpy's own state, a generator from itself, and copies of one draw the same."""
    np = pytest.importorskip("numpy")
    texts, labels = sentences()
    for make in (lambda: np.random.RandomState(3), lambda: np.random.default_rng(3)):
        one, two = (dl.SentenceClassifier(random_state=make(), cues=False).fit(texts, labels) for _ in range(2))
        assert (one.predict_proba(texts) == two.predict_proba(texts)).all() and len(one.suspects(texts, labels)) == 0
    clf = learner(random_state=None).fit(texts, labels)
    for saved in (clf, one):
        saved.save(tmp_path / "random.dlc")
        assert dl.SentenceClassifier.load(tmp_path / "random.dlc").get_params()["random_state"] is None


def test_labels_that_are_numbers_have_curves():
    texts, labels = sentences()
    numbers = [sorted(TOPICS).index(label) for label in labels]
    found = learner().fit(texts, numbers).evaluate(texts, numbers)
    assert found.plot_thresholds(1).svg == found.plot_thresholds("1").svg


@pytest.mark.parametrize(
    ("weight", "message"),
    [(1e300, "1e.300 is too large"), (1e-300, "1e-300 is too small"), ("1", r"must be a number, but is '1' \(str\)")],
)
def test_weights_that_single_precision_does_not_hold(weight, message):
    texts, labels = sentences()
    with pytest.raises(dl.InputError, match=rf"sample_weight\[2\]: {message}"):
        learner().fit(texts, labels, sample_weight=[1.0, 1.0, weight, *[1.0] * 237])


def test_many_labels_with_one_example_are_one_warning():
    texts, labels = sentences()
    with pytest.warns(UserWarning) as caught:
        learner().fit([*texts, *map(str, range(9))], [*labels, *(f"rare {n}" for n in range(9))])
    assert [str(w.message) for w in caught] == [
        '9 labels have a single example, "rare 0" (row 240), "rare 1" (row 241), "rare 2" (row 242), "rare 3" (row 243), '
        '"rare 4" (row 244) and 4 more; they will hardly be learnt'
    ]


def test_a_default_of_rules_with_several_labels():
    rules = dl.RuleClassifier.parse(
        """labels = ["war", "talks", "none"]
multilabel = true
default = "none"
threshold = 0.4
[[rule]]
label = "war"
any = ["shell~"]
[[rule]]
label = "talks"
weight = 0.2
any = ["met"]"""
    )
    assert rules.predict(["They shelled it.", "They met.", "Rain."]) == [["war"], ["none"], ["none"]]
    rows = [
        [round(float(p), 3) for p in row] for row in rules.predict_proba(["They shelled it.", "They met.", "Rain."])
    ]
    assert rows == [[0.5, 0.0, 0.5], [0.0, 0.129, 0.871], [0.0, 0.0, 1.0]]


def test_whole_numbers_that_came_as_floats():
    """A column of numbers that held a null once."""
    texts, labels = sentences()
    numbers = [sorted(TOPICS).index(label) for label in labels]
    clf = learner(class_weight={1.0: 2}).fit(texts, [float(n) for n in numbers])
    assert list(clf.classes_) == [0, 1, 2] and clf.predict(texts) == numbers
    assert clf.score(texts, [float(n) for n in numbers]) == 1 and clf.explain(texts[0], 1.0)[0]["label"] == "1"
    with pytest.raises(dl.InputError, match=r"labels\[1\]: must be a str, but is 0\.5 \(float\)"):
        learner().fit(texts, [0.0, 0.5, *numbers[2:]])


def test_labels_and_weights_that_are_none():
    texts, labels = sentences()
    with pytest.raises(dl.InputError, match=r"labels\[3\]: the label holds a lone surrogate"):
        learner().fit(texts, [*labels[:3], "r\udce9publique", *labels[4:]])
    with pytest.raises(
        dl.DatelineError, match=r"class_weight\['aid'\]: must be a number of 0 or more, but is 'a' \(str\)"
    ):
        learner(class_weight={"aid": "a"}).fit(texts, labels)
