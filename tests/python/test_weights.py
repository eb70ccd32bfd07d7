"""What weights of texts mean: 0 is the text not given, a whole number the text given so often."""

import numpy as np
import pytest
from made import made

import dateline as dl

TEXTS, LABELS = made(160, {"sport": 3, "weather": 2, "crime": 2})
# Some labels are wrong, so that there is something to weigh.
LABELS = [LABELS[-1 - row] if row % 9 == 0 else label for row, label in enumerate(LABELS)]
SEVERAL = [[label, "late"] if row % 3 else [label] for row, label in enumerate(LABELS)]
WEIGHTS = [[1, 2, 0, 3, 1, 0.0][row % 6] for row in range(160)]
UNSEEN, TRUTH = made(60, {"sport": 1, "weather": 1, "crime": 1}, seed=5)

WAYS = {
    "plain": {"tune": False},
    "tuned": {},
    "multinomial": {"tune": False, "loss": "multinomial"},
    "words": {"tune": False, "naive_bayes": 0.0, "char_grams": False},
    "cues": {"tune": False, "cues": True, "verbs": True},
    "balanced": {"class_weight": "balanced", "cues": False, "verbs": False},
}


def learner(several, way, **options):
    if several and way == "multinomial":
        pytest.skip("one label a text")
    return dl.SentenceClassifier(several, **WAYS[way], **options)


def often(rows, weights):
    return [row for row, weight in zip(rows, weights, strict=True) for _ in range(int(weight))]


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("way", WAYS)
def test_a_weight_of_0_is_a_text_not_given(several, way):
    labels = SEVERAL if several else LABELS
    weights = [min(weight, 1) for weight in WEIGHTS]
    weighted = learner(several, way).fit(TEXTS, labels, sample_weight=weights)
    without = learner(several, way).fit(often(TEXTS, weights), often(labels, weights))
    assert (weighted.predict_proba(UNSEEN) == without.predict_proba(UNSEEN)).all()
    assert weighted.predict(UNSEEN) == without.predict(UNSEEN)
    assert (weighted.validated_, weighted.thresholds_) == (without.validated_, without.thresholds_)


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("way", WAYS)
def test_a_whole_weight_is_a_text_given_so_often(several, way):
    labels = SEVERAL if several else LABELS
    weighted = learner(several, way).fit(TEXTS, labels, sample_weight=WEIGHTS)
    repeated = learner(several, way).fit(often(TEXTS, WEIGHTS), often(labels, WEIGHTS))
    plain = learner(several, way).fit(TEXTS, labels)
    # Where the fit takes many steps it stops as far from the minimum as another order of the texts would make it.
    near = 1e-3 if way in ("plain", "multinomial") else 0.05
    assert np.abs(weighted.predict_proba(UNSEEN) - repeated.predict_proba(UNSEEN)).max() < near
    assert np.abs(weighted.predict_proba(UNSEEN) - plain.predict_proba(UNSEEN)).max() > 0.03
    if weighted.validated_ is not None:
        assert weighted.validated_ == pytest.approx(repeated.validated_, abs=0.01)


@pytest.mark.parametrize("several", [False, True])
def test_rubbish_of_weight_0_spoils_nothing(several):
    """Neither what is learnt nor what validation says of it, nor thresholds and probabilities."""
    draw = np.random.default_rng(3)
    rubbish = [str(label) for label in draw.choice(["sport", "weather", "crime", "nonsense"], 160)]
    labels = [*(SEVERAL if several else LABELS), *([[label] for label in rubbish] if several else rubbish)]
    weights = [1.0] * 160 + [0.0] * 160
    clf = dl.SentenceClassifier(several).fit(TEXTS + TEXTS, labels, sample_weight=weights)
    clean = dl.SentenceClassifier(several).fit(TEXTS, labels[:160])
    assert list(clf.classes_) == list(clean.classes_) and "nonsense" not in clf.classes_
    assert clf.validated_ == clean.validated_ and clf.thresholds_ == clean.thresholds_
    truth = [[label] for label in TRUTH] if several else TRUTH
    assert clf.evaluate(UNSEEN, truth).calibration_error == clean.evaluate(UNSEEN, truth).calibration_error


def test_a_class_of_weight_0_is_none():
    weights = [float(label != "crime") for label in LABELS]
    for labels in (LABELS, [sorted(set(LABELS)).index(label) + 7 for label in LABELS]):
        clf = dl.SentenceClassifier(tune=False).fit(TEXTS, labels, sample_weight=weights)
        assert len(clf.classes_) == 2 and clf.predict_proba(UNSEEN).shape == (60, 2)
        assert set(clf.predict(UNSEEN)) == set(clf.classes_.tolist())
        by_class = dl.SentenceClassifier(tune=False, class_weight={labels[LABELS.index("crime")]: 0}).fit(TEXTS, labels)
        assert (by_class.predict_proba(UNSEEN) == clf.predict_proba(UNSEEN)).all()
        balanced = dl.SentenceClassifier(tune=False, class_weight="balanced").fit(TEXTS, labels, sample_weight=weights)
        assert len(balanced.classes_) == 2


def test_columns_and_announced_classes_stay():
    table = np.array([[label == name for name in ("crime", "sport", "weather")] for label in LABELS]).astype(int)
    weights = [float(label != "crime") for label in LABELS]
    clf = dl.SentenceClassifier(multilabel=True, tune=False).fit(TEXTS, table, sample_weight=weights)
    assert clf.predict(UNSEEN).shape == (60, 3) and clf.predict(UNSEEN)[:, 0].sum() == 0
    named = dl.SentenceClassifier(tune=False)
    named.partial_fit(TEXTS[:1], LABELS[:1], classes=sorted(set(LABELS)), sample_weight=[0.0])
    assert not hasattr(named, "model_"), "nothing is learnt yet"
    named.partial_fit(TEXTS, LABELS, sample_weight=weights)
    assert list(named.classes_) == ["crime", "sport", "weather"] and (named.predict_proba(UNSEEN)[:, 0] == 0).all()


def test_a_label_of_weight_0_is_never_given_among_several():
    clf = dl.SentenceClassifier(multilabel=True, class_weight={"late": 0}).fit(TEXTS, SEVERAL)
    assert "late" in clf.classes_ and not any("late" in row for row in clf.predict(UNSEEN))


def test_balanced_goes_by_weights():
    weights = [1.0 + row % 3 for row in range(160)]
    of = {label: sum(w for w, own in zip(weights, LABELS, strict=True) if own == label) for label in set(LABELS)}
    by_hand = [w * sum(weights) / (3 * of[label]) for w, label in zip(weights, LABELS, strict=True)]
    balanced = dl.SentenceClassifier(class_weight="balanced").fit(TEXTS, LABELS, sample_weight=weights)
    assert np.allclose(
        balanced.predict_proba(UNSEEN),
        dl.SentenceClassifier().fit(TEXTS, LABELS, sample_weight=by_hand).predict_proba(UNSEEN),
        atol=0.01,
    )


@pytest.mark.parametrize(
    ("weights", "options", "message"),
    [
        ([0.0] * 160, {}, "sample_weight: all weights are 0"),
        (
            None,
            {"class_weight": dict.fromkeys(WAYS, 1.0)},
            "class_weight: 'plain' is none|class_weight: \"plain\" is none",
        ),
        (None, {"class_weight": {"sport": -1}}, "give a number of 0 or more"),
        (
            None,
            {"class_weight": {"sport": 0, "crime": 0, "weather": 0}},
            "class_weight: with these weights no row counts",
        ),
        (None, {"class_weight": {"sport": 0, "crime": 0}}, 'rows that count have "weather"'),
        ([float(label == "sport") for label in LABELS], {}, 'rows that count have "sport"; at least two classes'),
        (
            [1e25] * 160,
            {"class_weight": dict.fromkeys(set(LABELS), 1e25)},
            r"sample_weight\[0\]: times the weight of its class",
        ),
    ],
)
def test_weights_that_leave_nothing(weights, options, message):
    with pytest.raises(dl.InputError, match=message):
        dl.SentenceClassifier(**options).fit(TEXTS, LABELS, sample_weight=weights)


def test_warnings_are_of_rows_that_count():
    texts, labels = ["red sky", "red sky", "", "blue sea", "lone"], ["x", "y", "x", "y", "z"]
    with pytest.warns(UserWarning) as told:
        dl.SentenceClassifier(tune=False).fit(texts * 2, labels * 2, sample_weight=[1, 0, 0, 1, 0, 1, 0, 0, 1, 1])
    assert [str(w.message) for w in told] == ['label "z" has a single example (row 9); it will hardly be learnt']
