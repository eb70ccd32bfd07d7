"""`WordVectors` and what `SentenceClassifier(vectors=)` makes of them."""

import pickle

import pytest

import dateline as dl

SKY = ["rain", "snow", "hail", "sleet"]
GAMES = ["chess", "tennis", "golf", "darts"]


def unlabelled():
    sky = [f"Heavy {SKY[i % 4]} fell on the {['high', 'low'][i // 4 % 2]} hills on day {i % 7}." for i in range(200)]
    games = [f"She won at {GAMES[i % 4]} and lost at {GAMES[i // 4 % 4]} to her sister." for i in range(200)]
    return sky + games


@pytest.fixture(scope="module")
def vectors():
    return dl.WordVectors.train(unlabelled(), size=8)


def test_words_of_a_kind_are_near(vectors):
    assert {word for word, _ in vectors.nearest("Rain", 3)} == {"snow", "hail", "sleet"}
    cosines = [cosine for _, cosine in vectors.nearest("chess")]
    assert cosines == sorted(cosines, reverse=True)
    assert len(vectors) == len(vectors.words) and vectors.size == 8
    assert "RAIN" in vectors and "curling" not in vectors and vectors.nearest("curling") == []
    assert sum(v * v for v in vectors["rain"]) == pytest.approx(1, abs=1e-4)
    with pytest.raises(KeyError, match="curling"):
        vectors["curling"]


def test_same_texts_and_seed_same_vectors(vectors, tmp_path):
    assert dl.WordVectors.train(unlabelled(), size=8, threads=1) == vectors
    assert pickle.loads(pickle.dumps(vectors)) == vectors
    vectors.save(tmp_path / "words.dlv")
    assert dl.WordVectors.load(tmp_path / "words.dlv") == vectors
    (tmp_path / "half.dlv").write_bytes((tmp_path / "words.dlv").read_bytes()[:900])
    with pytest.raises(dl.FormatError):
        dl.WordVectors.load(tmp_path / "half.dlv")


def test_a_classifier_knows_words_that_no_labelled_text_has(vectors, tmp_path):
    texts = ["Much rain.", "Some snow.", "Much chess.", "Some tennis."]
    labels = ["sky", "sky", "games", "games"]
    clf = dl.SentenceClassifier(tune=False, vectors=vectors).fit(texts, labels)
    assert clf.predict(["Hail.", "Sleet!", "Golf.", "Darts!"]) == ["sky", "sky", "games", "games"]
    parts = clf.explain("Golf, at last.", "games")
    score = -clf.decision_function(["Golf, at last."])[0]
    assert sum(part["weight"] for part in parts) == pytest.approx(score, abs=1e-3)
    clf.save(tmp_path / "sky.dlc")
    again = dl.SentenceClassifier.load(tmp_path / "sky.dlc")
    assert again.predict(["Hail.", "Golf."]) == ["sky", "games"]


def test_tuned_with_vectors(vectors):
    texts = [f"{['Much', 'Some', 'No'][i % 3]} {(SKY if i % 2 else GAMES)[i // 2 % 2]} on day {i}." for i in range(80)]
    labels = ["sky" if i % 2 else "games" for i in range(80)]
    clf = dl.SentenceClassifier(vectors=vectors).fit(texts, labels)
    assert clf.predict(["Hail.", "Darts."]) == ["sky", "games"]
    assert clf.get_params()["vectors"] is vectors


def test_what_cannot_be(vectors):
    with pytest.raises(dl.InputError, match="min_count"):
        dl.WordVectors.train(["too few"])
    with pytest.raises(dl.InputError, match="size"):
        dl.WordVectors.train(unlabelled(), size=0)
    with pytest.raises(dl.InputTypeError, match="vectors"):
        dl.SentenceClassifier(vectors="words.dlv").fit(["a", "b"], ["x", "y"])
    with pytest.raises(dl.InputError, match="char_grams"):
        dl.SentenceClassifier(vectors=vectors, char_grams=False).fit(["a", "b"], ["x", "y"])
    with pytest.raises(dl.InputError, match="hash_bits"):
        dl.SentenceClassifier(vectors=vectors, hash_bits=32).fit(["a", "b"], ["x", "y"])
