"""The classifiers that bench_classify measures, each behind the same four calls: fit, predict, proba, size.

`predict` gives one label a text, or a list of labels for several, as each tool's users read them; labels go in as lists.
"""

import pickle
import tempfile
import warnings
from pathlib import Path

import classify_vectors
import numpy as np

import dateline as dl


def decided(odds, classes, multilabel):
    """The likeliest label of each row, or all that are as likely as not."""
    if multilabel:
        return [[label for label, p in zip(classes, row, strict=True) if p >= 0.5] for row in odds]
    return [classes[i] for i in odds.argmax(1)]


class Ours:
    """`dl.SentenceClassifier` with one thread."""

    def __init__(self, multilabel, **options):
        self.clf = dl.SentenceClassifier(multilabel, threads=1, **options)

    def fit(self, texts, labels):
        self.clf.fit(texts, labels if self.clf.multilabel else [row[0] for row in labels])

    def predict(self, texts):
        return self.clf.predict(texts)

    def proba(self, texts):
        return np.asarray(self.clf.predict_proba(texts)), list(self.clf.classes_)

    def size(self):
        return len(self.clf.model_.to_bytes())


class Sklearn:
    """A vectoriser and a linear model; one against the rest for several labels."""

    def __init__(self, multilabel, vectoriser, model):
        from sklearn.multiclass import OneVsRestClassifier
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import MultiLabelBinarizer

        self.binary = MultiLabelBinarizer() if multilabel else None
        self.pipe = make_pipeline(vectoriser, OneVsRestClassifier(model) if multilabel else model)

    def fit(self, texts, labels):
        self.pipe.fit(texts, self.binary.fit_transform(labels) if self.binary else [row[0] for row in labels])

    def predict(self, texts):
        found = self.pipe.predict(texts)
        return self.binary.inverse_transform(found) if self.binary else found

    def proba(self, texts):
        classes = list(self.binary.classes_ if self.binary else self.pipe.classes_)
        if hasattr(self.pipe[-1], "predict_proba"):
            return self.pipe.predict_proba(texts), classes
        scores = self.pipe.decision_function(texts)
        scores = np.stack([-scores, scores], 1) if scores.ndim == 1 else scores
        odds = 1 / (1 + np.exp(-scores))
        return (odds if self.binary else odds / odds.sum(1, keepdims=True)), classes

    def size(self):
        return len(pickle.dumps(self.pipe))


class NaiveBayesScaled:
    """Logistic regression of each class on features times their log-count ratio (Wang and Manning 2012)."""

    def __init__(self, multilabel, vectoriser):
        self.multilabel, self.vectoriser = multilabel, vectoriser

    def fit(self, texts, labels):
        from scipy import sparse
        from sklearn.linear_model import LogisticRegression

        rows = self.vectoriser.fit_transform(texts).tocsr()
        self.classes = sorted({label for row in labels for label in row})
        self.weights = []
        for label in self.classes:
            truth = np.array([label in row for row in labels])
            ratio = [1 + np.asarray((rows[part] > 0).sum(0)).ravel() for part in (truth, ~truth)]
            scale = np.log(ratio[0] / ratio[0].sum()) - np.log(ratio[1] / ratio[1].sum())
            model = LogisticRegression(C=2.0, max_iter=300, solver="liblinear").fit(rows @ sparse.diags(scale), truth)
            self.weights.append((scale * model.coef_[0], model.intercept_[0]))

    def odds(self, texts):
        rows = self.vectoriser.transform(texts)
        scores = np.stack([rows @ weights + constant for weights, constant in self.weights], 1)
        return 1 / (1 + np.exp(-scores))

    def predict(self, texts):
        return decided(self.odds(texts), self.classes, self.multilabel)

    def proba(self, texts):
        odds = self.odds(texts)
        return (odds if self.multilabel else odds / odds.sum(1, keepdims=True)), self.classes

    def size(self):
        return len(pickle.dumps((self.vectoriser, self.weights)))


class FastText:
    """fastText; several labels by its one-against-all loss and a threshold of one half."""

    def __init__(self, multilabel, **options):
        import fasttext

        self.fasttext, self.multilabel, self.options = fasttext, multilabel, options
        fasttext.FastText.eprint = lambda *_: None

    def fit(self, texts, labels):
        # Labels go in by number, since fastText cuts them at spaces.
        self.classes = sorted({label for row in labels for label in row})
        mark = {label: f"__label__{i}" for i, label in enumerate(self.classes)}
        self.named = {mark: label for label, mark in mark.items()}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "train.txt"
            marked = (" ".join(mark[label] for label in row) for row in labels)
            path.write_text("\n".join(f"{m} {t}" for m, t in zip(marked, texts, strict=True)), encoding="utf-8")
            loss = "ova" if self.multilabel else "softmax"
            given = {"lr": 0.5, "epoch": 25, "wordNgrams": 2, "bucket": 200_000, **self.options}
            self.model = self.fasttext.train_supervised(str(path), loss=loss, thread=1, verbose=0, **given)

    def raw(self, texts, k, threshold):
        # The underlying call: the package's own wrapper does not work with numpy 2.
        return self.model.f.multilinePredict([text + "\n" for text in texts], k, threshold, "strict")

    def predict(self, texts):
        if self.multilabel:
            return [[self.named[mark] for mark in row] for row in self.raw(texts, -1, 0.5)[0]]
        return [self.named[mark] for (mark,) in self.raw(texts, 1, 0.0)[0]]

    def proba(self, texts):
        out = np.zeros((len(texts), len(self.classes)))
        for row, marks, odds in zip(out, *self.raw(texts, -1, 0.0), strict=True):
            for mark, p in zip(marks, odds, strict=True):
                row[int(mark.removeprefix("__label__"))] = min(p, 1.0)
        return out, self.classes

    def size(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.bin"
            self.model.save_model(str(path))
            return path.stat().st_size


class VowpalWabbit:
    """Vowpal Wabbit: online logistic regression over words and pairs of words, ten passes, one against all."""

    def __init__(self, multilabel):
        from vowpalwabbit import Workspace

        self.workspace, self.multilabel = Workspace, multilabel

    @staticmethod
    def line(text):
        return " | " + text.lower().replace(":", " ").replace("|", " ").replace("\n", " ")

    def fit(self, texts, labels):
        self.classes = sorted({label for row in labels for label in row})
        common = "--quiet -b 18 --ngram 2 --loss_function logistic"
        options = f"--oaa {len(self.classes)} --probabilities {common}"
        if self.multilabel:
            self.models = [self.workspace(f"--link logistic {common}") for _ in self.classes]
        else:
            self.models = [self.workspace(options)]
        draw = np.random.default_rng(0)
        for _ in range(10):
            for i in draw.permutation(len(texts)):
                line = self.line(texts[i])
                if self.multilabel:
                    for label, model in zip(self.classes, self.models, strict=True):
                        model.learn(("1" if label in labels[i] else "-1") + line)
                else:
                    self.models[0].learn(str(self.classes.index(labels[i][0]) + 1) + line)

    def odds(self, texts):
        lines = [self.line(text) for text in texts]
        if self.multilabel:
            return np.array([[model.predict(line) for model in self.models] for line in lines])
        return np.array([self.models[0].predict(line) for line in lines])

    def predict(self, texts):
        return decided(self.odds(texts), self.classes, self.multilabel)

    def proba(self, texts):
        return self.odds(texts), self.classes

    def size(self):
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / str(i) for i in range(len(self.models))]
            for path, model in zip(paths, self.models, strict=True):
                model.save(str(path))
            return sum(path.stat().st_size for path in paths)


class Vectors(Sklearn):
    """Sentence vectors that `encode` makes, with so many bytes of weights behind it, and logistic regression."""

    def __init__(self, multilabel, encode, weights):
        from sklearn.linear_model import LogisticRegression
        from sklearn.preprocessing import FunctionTransformer

        super().__init__(multilabel, FunctionTransformer(encode), LogisticRegression(C=10, max_iter=1000))
        self.weights = weights

    def size(self):
        return self.weights + len(pickle.dumps(self.pipe[-1]))


def vector_recipes(static):
    """Recipes over sentence vectors; `static` is a folder with a model of model2vec, or nothing: then MiniLM is distilled."""
    found, absent = [], []
    try:
        classify_vectors.minilm()
        found.append(
            ("MiniLM + LR", lambda several: Vectors(several, classify_vectors.encode, classify_vectors.size()))
        )
    except Exception as e:
        absent.append(("MiniLM", e))
    try:
        from model2vec import StaticModel

        if not static:
            classify_vectors.minilm()

        def vectors(several):
            model = StaticModel.from_pretrained(static) if static else classify_vectors.distilled()
            return Vectors(several, model.encode, model.embedding.nbytes)

        found.append(("static vectors + LR", vectors))
    except Exception as e:
        absent.append(("static vectors (model2vec)", e))
    return found, absent


def recipes(static=None):
    """Pairs of name and maker, ours first; then the names of those that cannot run here, with the reason."""
    found = [
        ("dateline", lambda several: Ours(several)),
        ("dateline tune=False", lambda several: Ours(several, tune=False)),
        ("dateline words 1-2", lambda several: Ours(several, tune=False, char_grams=False, word_grams=2)),
        ("dateline words", lambda several: Ours(several, tune=False, char_grams=False, word_grams=1)),
    ]
    absent = []
    warnings.filterwarnings("ignore", module="sklearn")
    try:
        found.extend(sklearn_recipes())
    except ImportError as e:
        absent.append(("scikit-learn", e))
    try:
        import fasttext  # noqa: F401

        found.append(("fastText", lambda several: FastText(several)))
        found.append(("fastText subwords", lambda several: FastText(several, minn=3, maxn=5)))
    except ImportError as e:
        absent.append(("fastText", e))
    try:
        import vowpalwabbit  # noqa: F401

        found.append(("Vowpal Wabbit", lambda several: VowpalWabbit(several)))
    except ImportError as e:
        absent.append(("Vowpal Wabbit", e))
    for some, kept in zip(vector_recipes(static), (found, absent), strict=True):
        kept.extend(some)
    return found, absent


def sklearn_recipes():
    from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
    from sklearn.linear_model import LogisticRegression, SGDClassifier
    from sklearn.pipeline import make_union
    from sklearn.svm import LinearSVC

    def words():
        return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)

    def union():
        return make_union(words(), TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True))

    def hashed():
        return HashingVectorizer(ngram_range=(1, 2), n_features=2**18)

    return [
        ("TF-IDF + LinearSVC", lambda several: Sklearn(several, words(), LinearSVC())),
        ("word+char + LinearSVC", lambda several: Sklearn(several, union(), LinearSVC())),
        ("word+char + LR", lambda several: Sklearn(several, union(), LogisticRegression(C=10, max_iter=300))),
        ("word+char + NB-LR", lambda several: NaiveBayesScaled(several, union())),
        (
            "hashing + SGD",
            lambda several: Sklearn(several, hashed(), SGDClassifier(loss="log_loss", random_state=0)),
        ),
    ]
