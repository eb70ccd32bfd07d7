"""Splits, labels from rules, texts to label next, suspect labels."""

from __future__ import annotations

import math
import random
from pathlib import Path
from typing import Any, ClassVar

import pytest
from made import made

import dateline as dl
from dateline._held_out import refitted, settled
from dateline._learnt import Learnt


def test_split_keeps_near_copies_together_and_spreads_labels() -> None:
    texts, labels = made(300, {"sport": 1, "weather": 1, "crime": 4})
    copies = [f"{text} Again." for text in texts[:60]]
    train, test = dl.split(texts + copies, labels + labels[:60], share=0.25, seed=3)
    assert sorted(train + test) == list(range(360))
    assert abs(len(test) / 360 - 0.25) < 0.05
    side = set(test)
    assert [i in side for i in range(60)] == [300 + i in side for i in range(60)]
    share = sum(labels[r % 300] == "sport" for r in test) / len(test)
    assert 0.1 < share < 0.25
    assert dl.split(texts, labels, seed=1) == dl.split(texts, labels, seed=1) != dl.split(texts, labels, seed=2)


def test_split_of_exact_copies() -> None:
    texts = ["The old bridge over the river fell in the night."] * 3 + [
        f"Another tale, number {i}, of {i * 7} words." for i in range(97)
    ]
    for seed in range(5):
        _, test = dl.split(texts, seed=seed)
        assert len({0, 1, 2} & set(test)) in (0, 3)


KINDS = {
    "theft": "theft of a bicycle",
    "fire": "fire in a shed",
    "noise": "noise at a party",
    "fight": "fight in a bar",
}


def forms(n: int) -> tuple[list[str], list[str]]:
    """Entries of a log that are filled into one form, with their kinds."""
    names = list(KINDS)
    labels = [names[i % len(names)] for i in range(n)]
    form = "Incident {}: {} was reported to the duty officer of the town police in ward {} this morning"
    return [form.format(i, KINDS[label], i % 13) for i, label in enumerate(labels)], labels


def test_forms_are_parted_with_a_warning() -> None:
    texts, labels = forms(200)
    copies = texts + texts[:20]
    with pytest.warns(
        dl.TrainingWarning, match=r"\d+ of 220 texts are near-copies of one another, as row \d+ and row \d+ are"
    ):
        train, test = dl.split(copies, labels + labels[:20])
    assert sorted(train + test) == list(range(220)) and 30 <= len(test) <= 60
    assert {labels[r % 200] for r in test} == {labels[r % 200] for r in train} == set(KINDS)
    side = set(test)
    assert all((r in side) == (200 + r in side) for r in range(20)), "exact copies stay together"
    with pytest.warns(dl.TrainingWarning):
        assert dl.split(copies, labels + labels[:20]) == (train, test)


def test_forms_can_be_learnt_judged_and_doubted() -> None:
    texts, labels = forms(200)
    wrong = ["fire", *labels[1:]]
    with pytest.warns(dl.TrainingWarning, match="near-copies of one another"):
        fitted = dl.SentenceClassifier(cues=False, verbs=False).fit(texts, labels)
    assert fitted.validated_ == 1.0
    with pytest.warns(dl.TrainingWarning, match="near-copies of one another"):
        found = dl.SentenceClassifier(tune=False).suspects(texts, wrong).to_pylist()
    assert [(row["row"], row["suggested"]) for row in found] == [(0, "theft")]
    with pytest.warns(dl.TrainingWarning, match="near-copies of one another"):
        curve = dl.learning_curve(dl.SentenceClassifier(tune=False), texts, labels, points=2)
    assert curve[-1]["score"] == 1.0


def test_copies_of_one_text_cannot_be_parted() -> None:
    texts, labels = ["Rain fell over the old town of Varn."] * 60, ["a", "b", "c"] * 20
    assert dl.split(texts, labels) == (list(range(60)), [])
    with pytest.warns(dl.TrainingWarning, match="different labels"):
        dl.SentenceClassifier(cues=False, verbs=False).fit(texts, labels)


@pytest.mark.parametrize("share", [0.0, 1.0, -2, "a fifth"])
def test_split_wants_a_share(share: Any) -> None:
    with pytest.raises(dl.InputError, match="share"):
        dl.split(["a"], share=share)


@pytest.mark.parametrize("rows", range(1, 25))
def test_split_of_few_texts_leaves_most_for_training(rows: int) -> None:
    texts = [f"Tale {i} of {i * 7} words." for i in range(rows)]
    train, test = dl.split(texts, ["odd" if i % 2 else "even" for i in range(rows)])
    assert sorted(train + test) == list(range(rows))
    assert len(test) <= 0.3 * rows


def test_one_text_is_no_list() -> None:
    rules = dl.RuleClassifier.seed("acts")
    with pytest.raises(dl.InputTypeError, match=r"pass \[text\]"):
        dl.weak_labels(rules, "They denied it.")


def test_suspects_among_too_few_texts() -> None:
    with pytest.raises(dl.InputError, match="2 texts are too few"):
        dl.SentenceClassifier(tune=False).suspects(["Rain fell.", "He scored."], ["weather", "sport"])


def test_score_wants_a_weight_for_each_text() -> None:
    texts, labels = made(40, {"sport": 1, "weather": 1})
    classifier = dl.SentenceClassifier(tune=False).fit(texts, labels)
    with pytest.raises(dl.InputError, match="sample_weight: there are 1 for 40"):
        classifier.score(texts, labels, sample_weight=[1.0])


RULES = """
labels = ["denial", "demand", "report"]
default = "report"
[[rule]]
name = "deny"
label = "denial"
any = ["deny~"]
[[rule]]
name = "reject"
label = "denial"
any = ["reject~"]
[[rule]]
name = "must"
label = "demand"
any = ["must"]
"""


def test_weak_labels() -> None:
    texts = [
        "They denied and rejected it.",
        "He denied it.",
        "They must go.",
        "He denied that they must go.",
        "Rain fell.",
        "Snow fell.",
    ]
    weak = dl.weak_labels(dl.RuleClassifier.parse(RULES), texts)
    by_row = dict(zip(weak.rows, weak.labels, strict=True))
    assert (by_row[0], by_row[2], by_row[4]) == ("denial", "demand", "report")
    sure = dict(zip(weak.rows, weak.weights, strict=True))
    assert sure[0] > sure[4]
    rules = {row["name"]: row for row in weak.rules.to_pylist()}
    assert (rules["deny"]["fired"], rules["deny"]["overlaps"], rules["deny"]["conflicts"]) == (3, 2, 1)
    assert rules[None]["rule"] == -1 and rules["deny"]["coverage"] == pytest.approx(0.5)
    assert weak.classes == ["denial", "demand", "report"] and len(weak.probabilities) == 6
    clf = dl.SentenceClassifier(tune=False).fit(weak.texts * 2, weak.labels * 2, sample_weight=weak.weights * 2)
    assert clf.predict(["He denied and rejected it."]) == ["denial"]


def pairs(accuracies: list[float], share: float = 0.5, coverage: float = 0.7) -> tuple[str, list[str], list[bool]]:
    """Rules in pairs, each a word for a label and a word against it; texts of such words; and whether each has the label."""
    draw = random.Random(5)
    rules = 'labels = ["con", "pro"]\n'
    for at in range(len(accuracies)):
        for label in ("con", "pro"):
            rules += f'[[rule]]\nname = "{label}{at}"\nlabel = "{label}"\nany = ["{label}word{at}"]\n'
    texts, truth = [], []
    for row in range(1500):
        is_pro = draw.random() < share
        said = [
            (at, is_pro == (draw.random() < right)) for at, right in enumerate(accuracies) if draw.random() < coverage
        ]
        words = [f"{'pro' if pro else 'con'}word{at}" for at, pro in said]
        texts.append(f"Item {row}: {', '.join(words)}.")
        truth.append(is_pro)
    return rules, texts, truth


@pytest.mark.parametrize(
    "accuracies", [[0.9, 0.6, 0.6, 0.6, 0.6], [0.85, 0.8, 0.55, 0.55, 0.55], [0.9, 0.88, 0.86, 0.85, 0.87]]
)
def test_rules_for_and_against_a_label(accuracies: list[float]) -> None:
    rules, texts, truth = pairs(accuracies)
    weak = dl.weak_labels(dl.RuleClassifier.parse(rules), [*texts, *["Nothing at all."] * 3000])
    losses, votes = [], []
    for text, row, pro in zip(texts, weak.probabilities, truth, strict=False):
        if "word" in text:
            losses.append(-math.log(max(row[1] if pro else row[0], 1e-6)))
            counted = text.count("proword") - text.count("conword")
            votes.append(0.5 if counted == 0 else float((counted > 0) == pro))
    right = [
        weak.classes[row.argmax()] == ("pro" if pro else "con")
        for row, pro in zip(weak.probabilities[:1500], truth, strict=True)
    ]
    assert sum(right) / 1500 > sum(votes) / len(votes) - 0.02, "no worse than a majority vote"
    assert sum(losses) / len(losses) < 0.48 and all(sum(row) == 0 for row in weak.probabilities[1500:])
    for row in weak.rules.to_pylist():
        fired = [pro for text, pro in zip(texts, truth, strict=True) if f"{row['label']}word{row['name'][-1]}" in text]
        share = sum(pro == (row["label"] == "pro") for pro in fired) / len(fired)
        assert abs(row["accuracy"] - share) < 0.15 and row["accuracy"] < 0.97


def test_a_rule_that_never_fired_has_a_row() -> None:
    found = dl.weak_labels(
        dl.RuleClassifier.parse(RULES), ["He denied it.", "They must go.", "Rain fell."]
    ).rules.to_pylist()
    assert [row["name"] for row in found] == ["deny", "reject", "must", None]
    never = found[1]
    assert (never["fired"], never["coverage"], never["overlaps"], never["accuracy"]) == (0, 0.0, 0, None)


def test_texts_without_a_vote() -> None:
    texts = ["He denied it.", "Rain fell."]
    weak = dl.weak_labels(dl.RuleClassifier.parse(RULES), texts)
    assert [float(p) for p in weak.probabilities[1]] == pytest.approx([0.2, 0.2, 0.6])
    weak = dl.weak_labels(dl.RuleClassifier.parse(RULES.replace('default = "report"', "")), texts)
    assert [float(p) for p in weak.probabilities[1]] == [0, 0, 0] and weak.rows == [0]


def test_weak_labels_of_a_table() -> None:
    pandas = pytest.importorskip("pandas")
    texts = ["He denied it.", "They must go."]
    rules = dl.RuleClassifier.parse(RULES)
    assert dl.weak_labels(rules, pandas.DataFrame({"text": texts})).texts == texts
    with pytest.raises(
        dl.InputTypeError, match=r"^texts: must be a column of texts, but is a DataFrame; pick one of its columns"
    ):
        dl.weak_labels(rules, pandas.DataFrame({"text": texts, "id": texts}))


def test_a_learning_curve_names_the_row_of_a_null() -> None:
    texts, labels = made(60, {"sport": 1, "weather": 1})
    with pytest.raises(dl.InputError, match=r"^texts\[3\]: the text is null"):
        dl.learning_curve(dl.SentenceClassifier(tune=False), [*texts[:3], None, *texts[4:]], labels)
    with pytest.raises(dl.InputTypeError, match=r"^classifier: must be a SentenceClassifier, but is a RuleClassifier"):
        dl.learning_curve(dl.RuleClassifier.seed("acts"), texts, labels)  # type: ignore[arg-type]


def test_weak_labels_of_several_labels() -> None:
    rules = dl.RuleClassifier.parse(RULES.replace('default = "report"', "multilabel = true").replace(', "report"', ""))
    weak = dl.weak_labels(rules, ["They denied that they must go.", "Rain fell."])
    assert weak.labels == [["denial", "demand"], []] and weak.weights[1] == 0.5


def test_weak_labels_wants_rules() -> None:
    with pytest.raises(dl.InputTypeError, match="rules"):
        dl.weak_labels("rules.toml", ["a"])  # type: ignore[arg-type]
    with pytest.warns(UserWarning, match="no rule fired"):
        dl.weak_labels(dl.RuleClassifier.parse(RULES.replace('default = "report"', "")), ["Rain fell."])


def test_next_to_label_finds_the_rare_and_the_unsure() -> None:
    texts, labels = made(60, {"sport": 6, "weather": 6})
    clf = dl.SentenceClassifier(tune=False).fit(texts, labels)
    pool, truth = made(400, {"sport": 9, "weather": 9, "crime": 2}, seed=5)
    picks = clf.next_to_label(pool, 30)
    assert picks.columns == ["row", "text", "label", "score", "uncertainty"] and len(picks) == 30
    rows = picks["row"]
    assert len(set(rows)) == 30 and [pool[r] for r in rows] == picks["text"]
    share = sum(truth[r] == "crime" for r in rows) / 30
    assert share > 0.3, "a label never seen is what the classifier is unsure of"
    assert len(clf.next_to_label(pool[:4], 10)) == 4


def test_next_to_label_finds_a_rare_label_sooner_than_chance() -> None:
    texts, labels = made(40, {"sport": 20, "weather": 20, "crime": 1}, seed=2)
    pool, truth = made(1000, {"sport": 20, "weather": 20, "crime": 1}, seed=3)
    assert labels.count("crime") < 4 and 10 < truth.count("crime") < 50
    clf = dl.SentenceClassifier(tune=False).fit(texts, labels)
    found = [truth[row] for row in clf.next_to_label(pool, 50)["row"]]
    assert found.count("crime") > 3 * 50 * truth.count("crime") / len(pool)


def test_next_to_label_asks_for_what_was_not_labelled() -> None:
    texts, labels = made(60, {"sport": 1, "weather": 1}, seed=4)
    clf = dl.SentenceClassifier(tune=False).fit(texts, labels)
    pool, _ = made(300, {"sport": 1, "weather": 1}, seed=5)
    found = clf.next_to_label(texts + pool, 20)["row"]
    assert found == clf.next_to_label(texts + pool, 20)["row"]
    assert len(set(found)) == 20 and all(row >= len(texts) for row in found)
    shouted = [text.upper() for text in texts]
    last = clf.next_to_label(shouted + pool, len(shouted + pool))["row"]
    assert _learnt_last(last, shouted + pool, texts)


def _learnt_last(rows: list[int], texts: list[str], learnt: list[str]) -> bool:
    """Whether rows of texts that were learnt are there, and stand behind all others."""
    known = {text.casefold() for text in learnt}
    are = [texts[row].casefold() in known for row in rows]
    return are == sorted(are) and True in are


def test_a_classifier_from_a_file_is_told_what_was_labelled(tmp_path: Path) -> None:
    texts, labels = made(60, {"sport": 1, "weather": 1}, seed=4)
    clf = dl.SentenceClassifier(tune=False).fit(texts, labels)
    pool, _ = made(100, {"sport": 1, "weather": 1}, seed=5)
    clf.save(tmp_path / "model.dlc")
    loaded = dl.SentenceClassifier.load(tmp_path / "model.dlc")
    assert any(row < 60 for row in loaded.next_to_label(texts + pool, 160)["row"])
    told = loaded.next_to_label(texts + pool, 160, labelled=texts)
    assert told == clf.next_to_label(texts + pool, 160)
    assert _learnt_last(told["row"], texts + pool, texts)
    more = clf.next_to_label(texts + pool, 160, labelled=pool[:40])["row"]
    assert _learnt_last(more, texts + pool, texts + pool[:40])
    with pytest.raises(dl.InputError, match=r"^labelled\[1\]: the text is null"):
        clf.next_to_label(pool, labelled=["a", None])
    with pytest.raises(dl.InputTypeError, match=r"^labelled"):
        clf.next_to_label(pool, labelled="a text")


def test_suspects_finds_what_was_mislabelled() -> None:
    texts, labels = made(240, {"sport": 1, "weather": 1, "crime": 1})
    wrong = {5: "crime", 50: "weather", 100: "sport", 151: "sport"}
    given = [wrong.get(i, label) for i, label in enumerate(labels)]
    changed = {i for i in wrong if given[i] != labels[i]}
    found = dl.SentenceClassifier(tune=False).suspects(texts, given)
    assert changed <= set(found["row"][: len(changed) + 2])
    first = found.to_pylist()[0]
    assert first["given"] == given[first["row"]] and first["suggested"] == labels[first["row"]]
    assert first["suggested_score"] > first["given_score"]


def test_suspects_of_several_labels() -> None:
    texts, names = made(240, {"sport": 1, "weather": 1})
    labels: list[list[str]] = [[name] for name in names]
    labels[8] = []
    labels[9] = ["sport", "weather"]
    found = {
        (row["row"], row["given"], row["suggested"])
        for row in dl.SentenceClassifier(True, tune=False).suspects(texts, labels).to_pylist()
    }
    extra = "sport" if names[9] == "weather" else "weather"
    assert {(8, None, names[8]), (9, extra, None)} <= found


class Counting(dl.SentenceClassifier):
    """A classifier that notes with what options it and its copies are fitted."""

    fits: ClassVar[list[dict[str, Any]]] = []

    def _learn(self, learnt: Any, settled: Any = None) -> Any:
        self.fits.append(self.get_params() | (settled or {}))
        return super()._learn(learnt, settled)


def test_suspects_takes_the_settings_that_fit_chose() -> None:
    texts, labels = made(240, {"sport": 1, "weather": 1, "crime": 1})
    clf = Counting(threads=1)
    Counting.fits.clear()
    unfitted = clf.suspects(texts, labels).to_pylist()
    tuned = [fit["tune"] for fit in Counting.fits]
    assert tuned[0] and len(tuned) > 5 and not any(tuned[1:]), "one search for all folds"
    clf.fit(texts, labels)
    Counting.fits.clear()
    assert clf.suspects(texts, labels).to_pylist() == unfitted
    settings = Counting.fits
    assert len(settings) == 5
    assert all(fit["tune"] is False and fit["loss"] == clf.loss_ and fit["cues"] == clf.cues_ for fit in settings)
    assert {(fit["c"], fit["naive_bayes"]) for fit in settings} == {(clf.c_, clf.naive_bayes_)}
    assert {fit.get("averaged", False) for fit in settings} == {clf.c_ is None}
    # Labels that it has not learnt may need other settings.
    Counting.fits.clear()
    clf.suspects(texts, ["new" if label == "sport" else label for label in labels])
    assert [fit["tune"] for fit in Counting.fits].count(True) == 1
    # What is given is kept, and without a search there is none to save.
    Counting.fits.clear()
    Counting(tune=False, c=2.0).suspects(texts, labels)
    assert [fit["c"] for fit in Counting.fits] == [2.0] * 5


@pytest.mark.parametrize("tune", [True, False])
def test_the_mean_of_two_models_is_taken_again_without_a_search(tune: bool) -> None:
    texts, labels = made(200, {"sport": 1, "weather": 1, "crime": 1})
    clf = dl.SentenceClassifier(cues=False, verbs=False, threads=1).fit(texts, labels)
    assert clf.c_ is None, "these texts are to take the mean"
    found = settled(clf, texts)
    assert found == {"averaged": True, "loss": "ovr", "position": False, "sublinear": False}
    again = dl.SentenceClassifier(cues=False, verbs=False, tune=tune, threads=1)
    again._learn(Learnt.of(texts, labels, None, False), found)
    assert again.c_ is None and again.naive_bayes_ is None
    # Weights are of half precision, and features solved as one without the search.
    assert abs(again.decision_function(texts) - clf.decision_function(texts)).max() < (1e-6 if tune else 0.05)


def test_settings_of_a_part_serve_for_the_whole() -> None:
    texts, labels = made(240, {"sport": 1, "weather": 1, "crime": 1})
    part = dl.SentenceClassifier(threads=1).fit(texts[:200], labels[:200])
    Counting.fits.clear()
    whole = refitted(Counting(threads=1), texts, labels, part)
    assert [fit["tune"] for fit in Counting.fits] == [True] and Counting.fits[0]["loss"] == part.loss_
    for name in ("c_", "naive_bayes_", "cues_", "verbs_", "position_", "sublinear_", "loss_"):
        assert getattr(whole, name) == getattr(part, name)
    assert whole.validated_ is not None and whole.get_params()["c"] is None, "options stay open"
    # A part without one of the labels, or that searched for nothing, tells nothing.
    Counting.fits.clear()
    refitted(Counting(threads=1), texts, ["new", "new", "new", "new", *labels[4:]], part)
    refitted(Counting(threads=1), texts, labels, dl.SentenceClassifier(tune=False).fit(texts, labels))
    assert [fit["c"] is None and fit["loss"] for fit in Counting.fits] == ["auto", "auto"]


def test_suspects_of_sentences_and_of_texts_that_know_no_place() -> None:
    plain, labels = made(120, {"sport": 1, "weather": 1})
    placed = [dl.Sentence(text, row % 2, 20) for row, text in enumerate(plain)]
    clf = dl.SentenceClassifier(position=None, cues=False, verbs=False).fit(placed, labels)
    assert clf.suspects(placed, labels).columns == clf.suspects(plain, labels).columns


def test_suspects_says_how_far_it_is() -> None:
    texts, labels = made(100, {"sport": 1, "weather": 1})
    told: list[int] = []
    dl.SentenceClassifier(tune=False).suspects(texts, labels, progress=told.append)
    assert len(told) == 5 and told == sorted(told) and told[-1] == 100


def test_blank_texts_are_not_proposed():
    clf = dl.SentenceClassifier(tune=False).fit(["Rain fell.", "She scored."] * 2, ["weather", "sport"] * 2)
    texts = ["", "  ", "Maize and floods.", "\n", "A late goal."]
    found = clf.next_to_label(texts, 4)
    assert sorted(found["row"]) == [2, 4] and set(found["text"]) == {texts[2], texts[4]}
    assert len(clf.next_to_label(["", " "], 2)) == 0
