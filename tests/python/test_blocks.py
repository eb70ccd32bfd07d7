"""Optional features of `SentenceClassifier` (classes of verbs, the place in the document), and sets of labels that go together."""

import json
import pickle
import random

import pytest

import dateline as dl

VERBS = {"deny": ["denied", "dismisses", "refuted", "disputes"], "aid": ["donated", "feeds", "assisted", "shelters"]}
THINGS = ["the plan", "a hundred people", "the port", "what was said", "the north", "all of it", "its neighbours"]


def by_verb(n=160):
    """Sentences whose label hangs on the class of their verb; the last verb of each class is met only from row 120 on."""
    rows = []
    for i in range(n):
        label = ["deny", "aid"][i % 2]
        verb = VERBS[label][i // 2 % 3 if i < 120 else 3]
        rows.append((f"The council of town {i % 17} {verb} {THINGS[i % 7]}.", label))
    return [text for text, _ in rows], [label for _, label in rows]


def placed(n=240):
    """Sentences whose label is that of their place: the first of a document leads, all others follow."""
    kinds = ["rain fell", "troops moved", "prices rose", "talks went on"]
    texts = [f"On day {i % 23} {kinds[i % 4]} in district {i % 11}." for i in range(n)]
    sizes = [3 + document % 4 for document in range(n)]
    rows = [(number, size) for size in sizes for number in range(size)][:n]
    sentences = [dl.Sentence(text, number, size) for text, (number, size) in zip(texts, rows, strict=True)]
    return sentences, ["lead" if s.sentence == 0 else "rest" for s in sentences]


def test_classes_of_verbs_know_verbs_never_seen():
    texts, labels = by_verb()
    plain = dl.SentenceClassifier(tune=False, char_grams=False).fit(texts[:120], labels[:120])
    verbs = dl.SentenceClassifier(tune=False, char_grams=False, verbs=True).fit(texts[:120], labels[:120])
    assert verbs.score(texts[120:], labels[120:]) == 1.0
    assert plain.score(texts[120:], labels[120:]) < 0.9
    assert (plain.verbs_, verbs.verbs_) == (False, True)


def test_reasons_and_files_of_verbs(tmp_path):
    texts, labels = by_verb()
    clf = dl.SentenceClassifier(tune=False, verbs=True).fit(texts, labels)
    text = "Envoys may have disputed it."
    parts = clf.explain(text, "deny")
    assert list(clf.classes_) == ["aid", "deny"]
    score = clf.decision_function([text])[0]
    assert sum(part["weight"] for part in parts) == pytest.approx(score, abs=1e-3)
    assert max(parts[1:], key=lambda part: part["weight"])["text"] == "disputed"
    clf.save(tmp_path / "verbs.dlc")
    again = dl.SentenceClassifier.load(tmp_path / "verbs.dlc")
    assert (again.predict_proba(texts) == clf.predict_proba(texts)).all()
    with pytest.warns(UserWarning, match="uses verbs"):
        clf.export_json(tmp_path / "verbs.json")
    written = json.loads((tmp_path / "verbs.json").read_text())
    assert written["verbs"] is True and written["position"] is False


def test_validation_chooses():
    texts, labels = by_verb()
    assert dl.SentenceClassifier(verbs=False).fit(texts, labels).verbs_ is False
    sentences, places = placed()
    clf = dl.SentenceClassifier().fit(sentences, places)
    assert clf.position_ is True and clf.validated_ > 0.95
    assert clf.predict(sentences) == places
    assert dl.SentenceClassifier().fit([str(s) for s in sentences], places).position_ is False


def test_the_place_in_the_document(tmp_path):
    sentences, labels = placed()
    clf = dl.SentenceClassifier(tune=False, position=True).fit(sentences, labels)
    text = "On day 4 rain fell in district 3."
    assert clf.predict([dl.Sentence(text, 0, 6), dl.Sentence(text, 3, 6), dl.Sentence(text, 0)]) == [
        "lead",
        "rest",
        "lead",
    ]
    first = dl.Sentence(text, 0, 6)
    parts = clf.explain(first, "lead")
    sign = [-1, 1][list(clf.classes_).index("lead")]
    assert sum(part["weight"] for part in parts) == pytest.approx(sign * clf.decision_function([first])[0], abs=1e-3)
    assert any(part["text"] == "" and part["weight"] > 0.5 for part in parts[1:]), "what hangs on no word has no text"
    clf.save(tmp_path / "place.dlc")
    assert dl.SentenceClassifier.load(tmp_path / "place.dlc").predict(sentences) == clf.predict(sentences)
    document = "On day 4 rain fell in district 3. On day 5 rain fell in district 3. On day 6 rain fell in district 3."
    rows = clf.classify_all([document]).to_pylist()
    assert [row["label"] for row in rows] == ["lead", "rest", "rest"]
    assert clf.predict(dl.Sentence.cut(document)) == ["lead", "rest", "rest"]


def test_a_pipeline_knows_places():
    sentences, labels = placed()
    clf = dl.SentenceClassifier(tune=False, position=True).fit(sentences, labels)
    pipe = dl.Pipeline(acts=clf, events=False)
    document = "On day 4 rain fell in district 3. On day 5 rain fell in district 3."
    acts = [row["act"] for row in pipe.run(dl.Corpus.from_texts([document])).sentences.to_pylist()]
    assert acts == ["lead", "rest"]


def test_position_of_texts_that_do_not_know_it():
    texts, labels = by_verb()
    with pytest.raises(dl.InputError, match="position: no text knows"):
        dl.SentenceClassifier(position=True).fit(texts, labels)
    with pytest.raises(dl.InputTypeError, match="verbs: "):
        dl.SentenceClassifier(verbs="yes").fit(texts, labels)


def test_a_sentence_is_a_str():
    one = dl.Sentence("Rain fell.", 2, 9)
    assert one == "Rain fell." and isinstance(one, str)
    again = pickle.loads(pickle.dumps(one))
    assert (again, again.sentence, again.sentences) == ("Rain fell.", 2, 9) and type(again) is dl.Sentence
    assert dl.SentenceClassifier.seed("acts").predict([one]) == dl.SentenceClassifier.seed("acts").predict([str(one)])
    for wrong in [(-1, None), (3, 3)]:
        with pytest.raises(dl.InputError):
            dl.Sentence("x", *wrong)
    with pytest.raises(dl.InputTypeError):
        dl.Sentence("x", "first")
    with pytest.raises(dl.InputError, match="numbers: there are 1 for 2"):
        dl.Sentence.rows(["a", "b"], [0])


def test_places_with_scikit_learn():
    pytest.importorskip("sklearn")
    from sklearn.base import clone
    from sklearn.model_selection import GridSearchCV, cross_val_score
    from sklearn.pipeline import make_pipeline

    sentences, labels = placed()
    clf = dl.SentenceClassifier(tune=False, position=True)
    assert clone(clf).get_params() == clf.get_params()
    assert cross_val_score(clf, sentences, labels, cv=3).mean() > 0.95
    search = GridSearchCV(dl.SentenceClassifier(tune=False), {"position": [True, False]}, cv=3).fit(sentences, labels)
    assert search.best_params_ == {"position": True}
    assert make_pipeline(clf).fit(sentences, labels).score(sentences, labels) > 0.95


def together(n=360):
    """Texts with two labels that always come together, or a third alone; their words tell them apart only in part."""
    rng = random.Random(0)
    filler = [
        a + b for a in ["bar", "lin", "mor", "tes", "vol", "kan"] for b in ["ta", "ro", "mi", "sel", "du", "nek", "fo"]
    ]
    texts, labels = [], []
    for i in range(n):
        row = ["sea", "ship"] if i % 2 else ["land"]
        words = [f"{label}word" for label in row if rng.random() < 0.6]
        words += [f"{label}word" for label in ["sea", "ship", "land"] if rng.random() < 0.3]
        words += rng.sample(filler, 6)
        rng.shuffle(words)
        texts.append(" ".join(words))
        labels.append(row)
    return texts, labels


def test_sets_of_labels_that_go_together(tmp_path):
    texts, labels = together()
    clf = dl.SentenceClassifier(multilabel=True, cues=False, verbs=False).fit(texts, labels)
    clf.export_json(tmp_path / "sets.json")
    sets = json.loads((tmp_path / "sets.json").read_text())["together"]
    assert len(sets["slopes"]) == len(sets["offsets"]) == 3
    land_sea, land_ship, sea_ship = sets["pairs"]
    assert land_sea < -1 and land_ship < -1 and sea_ship > 1
    assert all(row for row in clf.predict(texts)), "every text learnt from has a label, so every text gets one"
    clf.save(tmp_path / "sets.dlc")
    again = dl.SentenceClassifier.load(tmp_path / "sets.dlc")
    assert again.predict(texts) == clf.predict(texts)


def test_words_count_once(tmp_path):
    """Repeated words shout down the one that tells; where each counts once, a text and its echo score alike."""
    texts = [f"Town {i} {['rain', 'snow'][i % 2]} on day {i % 9}." for i in range(60)]
    labels = [["wet", "cold"][i % 2] for i in range(60)]
    once = dl.SentenceClassifier(tune=False, sublinear=True).fit(texts, labels)
    every = dl.SentenceClassifier(tune=False, sublinear=False).fit(texts, labels)
    one, echo = "rain snow zebra", "rain snow snow snow snow zebra zebra"
    alone = dl.SentenceClassifier(tune=False, sublinear=True, word_grams=1).fit(texts, labels)
    assert alone.decision_function([one])[0] == pytest.approx(alone.decision_function([echo])[0], abs=1e-4)
    assert every.decision_function([one])[0] != pytest.approx(every.decision_function([echo])[0], abs=0.1)
    label = list(once.classes_)[1]
    for text in [one, echo, "", "snow, snow, snow and kites and kites"]:
        parts = once.explain(text, label)
        assert sum(part["weight"] for part in parts) == pytest.approx(once.decision_function([text])[0], abs=1e-3)
    once.save(tmp_path / "once.dlc")
    assert dl.SentenceClassifier.load(tmp_path / "once.dlc").decision_function([echo]) == once.decision_function([echo])
    once.export_json(tmp_path / "once.json")
    assert json.loads((tmp_path / "once.json").read_text())["once"] is True


def test_long_texts_are_counted_in_both_ways():
    texts, labels = by_verb(80)
    assert dl.SentenceClassifier(cues=False).fit(texts, labels).sublinear_ is False
    longer = [
        f"{text} It was day {i}. {'The day was long and the day was dull. ' * (i % 7 + 6)}"
        for i, text in enumerate(texts)
    ]
    clf = dl.SentenceClassifier(cues=False, verbs=False).fit(longer, labels)
    best = max(
        dl.SentenceClassifier(cues=False, verbs=False, sublinear=once).fit(longer, labels).validated_
        for once in (False, True)
    )
    assert clf.validated_ == best


def test_weights_are_routed_by_scikit_learn():
    pytest.importorskip("sklearn")
    from sklearn import config_context
    from sklearn.base import clone
    from sklearn.model_selection import GridSearchCV, cross_validate
    from sklearn.pipeline import Pipeline

    texts = ["Rain fell.", "Snow fell.", "She scored.", "He scored."] * 6
    labels = ["weather", "weather", "sport", "sport"] * 6
    weights = [1.0, 0.0] * 12
    asked = (
        dl.SentenceClassifier(tune=False, threads=1)
        .set_fit_request(sample_weight=True)
        .set_score_request(sample_weight=True)
    )
    with config_context(enable_metadata_routing=True):
        assert clone(asked).get_metadata_routing().fit.requests == {"sample_weight": True}
        search = GridSearchCV(asked, {"c": [1.0, 4.0]}, cv=2).fit(texts, labels, sample_weight=weights)
        assert search.predict(texts).tolist() == labels if hasattr(search.predict(texts), "tolist") else labels
        assert Pipeline([("clf", asked)]).fit(texts, labels, sample_weight=weights).predict(["Rain."]) == ["weather"]
        assert cross_validate(asked, texts, labels, params={"sample_weight": weights}, cv=2)["test_score"].shape == (2,)
        with pytest.raises(ValueError, match="sample_weight"):
            cross_validate(dl.SentenceClassifier(), texts, labels, params={"sample_weight": weights}, cv=2)
        named = dl.SentenceClassifier(tune=False).set_fit_request(sample_weight="importance")
        assert named.get_metadata_routing().fit.requests == {"sample_weight": "importance"}


def test_weights_of_a_score_are_checked():
    clf = dl.SentenceClassifier(tune=False).fit(["Rain fell.", "She scored."] * 2, ["weather", "sport"] * 2)
    for weights, message in (
        ([1.0, float("nan")], r"^sample_weight\[1\]: nan"),
        ([-1.0, 1.0], r"^sample_weight\[0\]"),
        ([0, 0], "all weights are 0"),
    ):
        with pytest.raises(dl.InputError, match=message):
            clf.score(["Rain fell.", "She scored."], ["weather", "sport"], sample_weight=weights)


def test_a_predictor_of_another_length_is_refused():
    class Short:
        def predict(self, texts):
            return ["weather"]

    with pytest.raises(dl.InputError, match="a: it gives 1 predictions for 2 texts"):
        dl.compare(Short(), Short(), ["Rain fell.", "She scored."], ["weather", "sport"])
