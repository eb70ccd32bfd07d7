#!/usr/bin/env python3
"""Sentence classification against recipes of scikit-learn, and fastText where it is installed, in one run.

usage: python benches/bench_classify.py FOLDER [SET ...]

FOLDER holds a folder for each set with train.tsv and test.tsv: label TAB text, several labels joined by |, none for no label.
Prints for each set and recipe: accuracy, macro-F1 (sets with several labels: example-F1), expected calibration error in 15 bins,
seconds of training, sentences a second from raw strings to labels in one thread, megabytes of the saved model; and ratios to ours.
"""

import os

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import pickle
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

import dateline as dl

ROUNDS = 3


def read(path):
    """Texts, and the labels of each as a list."""
    texts, labels = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        label, _, text = line.partition("\t")
        texts.append(text)
        labels.append([part for part in label.split("|") if part])
    return texts, labels


class Ours:
    """`dl.SentenceClassifier` with one thread."""

    def __init__(self, multilabel, **options):
        self.clf = dl.SentenceClassifier(multilabel, threads=1, **options)

    def fit(self, texts, labels):
        self.clf.fit(texts, labels if self.clf.multilabel else [row[0] for row in labels])

    def labels(self, texts):
        found = self.clf.predict(texts)
        return found if self.clf.multilabel else [[label] for label in found]

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

    def labels(self, texts):
        found = self.pipe.predict(texts)
        return (
            [list(row) for row in self.binary.inverse_transform(found)] if self.binary else [[label] for label in found]
        )

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


class FastText:
    """fastText, word bigrams; several labels by its one-against-all loss and a threshold of one half."""

    def __init__(self, multilabel):
        import fasttext

        self.fasttext, self.multilabel = fasttext, multilabel
        fasttext.FastText.eprint = lambda *_: None

    def fit(self, texts, labels):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "train.txt"
            rows = [
                " ".join(f"__label__{label}" for label in row) + " " + text
                for row, text in zip(labels, texts, strict=True)
            ]
            path.write_text("\n".join(rows), encoding="utf-8")
            loss = "ova" if self.multilabel else "softmax"
            options = {"lr": 0.5, "epoch": 25, "wordNgrams": 2, "minn": 3, "maxn": 5, "bucket": 200_000}
            self.model = self.fasttext.train_supervised(str(path), loss=loss, thread=1, verbose=0, **options)

    def raw(self, texts, k, threshold):
        # The underlying call: the package's own wrapper does not work with numpy 2.
        return [self.model.f.predict(text + "\n", k, threshold, "strict") for text in texts]

    def labels(self, texts):
        found = self.raw(texts, -1 if self.multilabel else 1, 0.5 if self.multilabel else 0.0)
        return [[label.removeprefix("__label__") for _, label in row] for row in found]

    def proba(self, texts):
        classes = sorted(label.removeprefix("__label__") for label in self.model.get_labels())
        out = np.zeros((len(texts), len(classes)))
        for row, pairs in zip(out, self.raw(texts, -1, 0.0), strict=True):
            for p, label in pairs:
                row[classes.index(label.removeprefix("__label__"))] = p
        return out, classes

    def size(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.bin"
            self.model.save_model(str(path))
            return path.stat().st_size


def recipes():
    """Names and makers; those whose package is absent are left out."""
    yield "dateline", lambda several: Ours(several)
    yield "dateline tune=False", lambda several: Ours(several, tune=False)
    yield "dateline words", lambda several: Ours(several, tune=False, char_grams=False)
    try:
        from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
        from sklearn.linear_model import LogisticRegression, SGDClassifier
        from sklearn.pipeline import make_union
        from sklearn.svm import LinearSVC
    except ImportError:
        pass
    else:

        def words():
            return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)

        def union():
            return make_union(words(), TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True))

        def hashed():
            return HashingVectorizer(ngram_range=(1, 2), n_features=2**18)

        yield "TF-IDF + LinearSVC", lambda several: Sklearn(several, words(), LinearSVC())
        yield "word+char + LinearSVC", lambda several: Sklearn(several, union(), LinearSVC())
        yield "word+char + LR", lambda several: Sklearn(several, union(), LogisticRegression(C=10, max_iter=300))
        yield (
            "hashing + SGD",
            lambda several: Sklearn(several, hashed(), SGDClassifier(loss="log_loss", random_state=0)),
        )
    try:
        import fasttext  # noqa: F401
    except ImportError:
        pass
    else:
        yield "fastText", lambda several: FastText(several)


def quality(truth, found, probabilities, classes, several):
    """Accuracy, macro-F1 or example-F1, calibration error."""
    truth, found = [set(row) for row in truth], [set(row) for row in found]
    accuracy = np.mean([t == f for t, f in zip(truth, found, strict=True)])
    if several:
        f1 = np.mean([2 * len(t & f) / (len(t) + len(f)) if t or f else 1.0 for t, f in zip(truth, found, strict=True)])
        right = np.array([[label in t for label in classes] for t in truth]).ravel()
        sure = probabilities.ravel()
    else:
        each = []
        for label in set().union(*truth, *found):
            hits = sum(label in t and label in f for t, f in zip(truth, found, strict=True))
            each.append(2 * hits / (sum(label in t for t in truth) + sum(label in f for f in found)))
        f1 = np.mean(each)
        sure = probabilities.max(1)
        right = np.array([classes[i] in t for i, t in zip(probabilities.argmax(1), truth, strict=True)])
    bins = np.minimum((sure * 15).astype(int), 14)
    error = sum(abs(sure[bins == b].sum() - right[bins == b].sum()) for b in range(15)) / len(sure)
    return accuracy, f1, error


def main(folder, *names):
    for path in sorted(p.parent for p in Path(folder).glob("*/train.tsv")):
        if names and path.name not in names:
            continue
        (texts, labels), (test, truth) = read(path / "train.tsv"), read(path / "test.tsv")
        several = any(len(row) != 1 for row in labels)
        print(f"\n{path.name}: {len(texts)} / {len(test)} texts, {'several labels' if several else 'one label'} each")
        print(
            f"{'':24}{'acc':>7}{'ex-F1' if several else 'mac-F1':>8}{'ECE':>7}{'train s':>9}{'text/s':>9}{'MB':>7}   train and speed to ours"
        )
        first = None
        fitted = []
        for name, make in recipes():
            model = make(several)
            start = time.process_time()
            model.fit(texts, labels)
            fitted.append((name, model, time.process_time() - start, []))
        for _ in range(ROUNDS):
            for _, model, _, seconds in fitted:
                start = time.process_time()
                model.labels(test)
                seconds.append(time.process_time() - start)
        for name, model, trained, seconds in fitted:
            speed = len(test) / min(seconds)
            accuracy, f1, error = quality(truth, model.labels(test), *model.proba(test), several)
            first = first or (trained, speed)
            row = f"{name:24}{100 * accuracy:7.1f}{100 * f1:8.1f}{error:7.3f}{trained:9.2f}{speed:9.0f}{model.size() / 1e6:7.2f}"
            print(f"{row}   {trained / first[0]:.2f} {speed / first[1]:.4f}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
