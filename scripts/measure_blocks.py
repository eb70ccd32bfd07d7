#!/usr/bin/env python3
"""What optional features of the classifier bring, by cross-validation on the training part of each set.

usage: python scripts/measure_blocks.py FOLDER [SET ...] [--folds N] [--vectors TEXTS.jsonl.gz]

FOLDER holds a folder for each set with train.tsv: label TAB text, several labels joined by |, none for no label. The texts of a label
are cut into folds where they stand, since neighbours often come from one document. Prints accuracy, with several labels
example-F1. The labelled sentences under seeds/labels are measured too.

With --vectors, a file of JSON lines with a text each, it measures word vectors instead: with few labelled texts, without vectors, with
those of the set's own texts, and with those of the file.
"""

import argparse
import gzip
import json
import random
import warnings
from collections import Counter
from pathlib import Path

import dateline as dl

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = {
    "none": {"cues": False, "verbs": False},
    "verbs": {"cues": False, "verbs": True},
    "cues": {"cues": True, "verbs": False},
    "names": {"cues": False, "verbs": False, "names": True},
    "all": {"cues": True, "verbs": True, "names": True},
    "chosen": {"names": "auto"},
}


def read(path):
    """Texts and their lists of labels."""
    rows = [line.partition("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [text for _, _, text in rows], [[part for part in label.split("|") if part] for label, _, _ in rows]


def shipped():
    """The sentences under seeds/labels with their acts, and with their events."""
    lines = [line for path in sorted((ROOT / "seeds/labels").glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    rows = [json.loads(line) for line in lines]
    texts = [row["text"] for row in rows]
    return {"acts": (texts, [[row["act"]] for row in rows]), "events": (texts, [sorted(row["events"]) for row in rows])}


def fold_of_each(labels, folds):
    """The fold in which each row is held out."""
    first = [row[0] if row else "" for row in labels]
    sizes, passed, names = Counter(first), Counter(), sorted(set(first))
    out = []
    for label in first:
        out.append((passed[label] * folds // max(sizes[label], folds) + names.index(label)) % folds)
        passed[label] += 1
    return out


def agreement(truth, found):
    """1 for the labels of a row all found and no others; with several labels their F1."""
    truth, found = set(truth), set(found)
    return 2 * len(truth & found) / (len(truth) + len(found)) if truth or found else 1.0


def held_out(texts, labels, folds, options):
    """Accuracy, or example-F1, of predictions for rows that were held out."""
    several = any(len(row) != 1 for row in labels)
    where = fold_of_each(labels, folds)
    total = 0.0
    for fold in range(folds):
        train = [i for i, at in enumerate(where) if at != fold]
        test = [i for i, at in enumerate(where) if at == fold]
        clf = dl.SentenceClassifier(several, **options)
        clf.fit([texts[i] for i in train], [labels[i] if several else labels[i][0] for i in train])
        for i, found in zip(test, clf.predict([texts[i] for i in test]), strict=True):
            total += agreement(labels[i], found if several else [found])
    return 100 * total / len(texts)


def few_labels(texts, labels, sizes, vectors, draws=4):
    """Accuracy, or example-F1, on texts held out, learnt from some of the others, for each number of these and each kind of vectors."""
    several = any(len(row) != 1 for row in labels)
    total = Counter()
    for draw in range(draws):
        order = random.Random(draw).sample(range(len(texts)), len(texts))
        test, rest = order[: min(len(texts) // 4, 1000)], order[min(len(texts) // 4, 1000) :]
        for size in sizes:
            train = sorted(rest[:size])
            for name, some in vectors.items():
                clf = dl.SentenceClassifier(several, vectors=some)
                clf.fit([texts[i] for i in train], [labels[i] if several else labels[i][0] for i in train])
                rows = zip(test, clf.predict([texts[i] for i in test]), strict=True)
                right = sum(agreement(labels[i], found if several else [found]) for i, found in rows)
                total[size, name] += 100 * right / len(test) / draws
    return total


def measure_vectors(data, path):
    """Prints what word vectors bring."""
    sizes = [50, 100, 200, 500]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        news = dl.WordVectors.train([json.loads(line)["text"] for line in lines])
    print("from so many labelled texts: without vectors, with those of the set's texts, with those of the file")
    print(f"{'':16}" + "".join(f"{size:>22}" for size in sizes))
    for name, (texts, labels) in data.items():
        vectors = {"none": None, "own": dl.WordVectors.train(texts, min_count=3), "news": news}
        found = few_labels(texts, labels, sizes, vectors)
        cells = ["".join(f"{found[size, kind]:7.1f}" for kind in vectors) for size in sizes]
        print(f"{name:16}" + "".join(f" {cell}" for cell in cells), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--vectors", type=Path)
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    data = {path.parent.name: read(path) for path in sorted(args.folder.glob("*/train.tsv"))} | shipped()
    if args.vectors:
        measure_vectors({name: part for name, part in data.items() if not args.sets or name in args.sets}, args.vectors)
        return
    print(f"{'':16}" + "".join(f"{name:>10}" for name in OPTIONS))
    for name, (texts, labels) in data.items():
        if not args.sets or name in args.sets:
            figures = [held_out(texts, labels, args.folds, options) for options in OPTIONS.values()]
            print(f"{name:16}" + "".join(f"{figure:10.1f}" for figure in figures), flush=True)


if __name__ == "__main__":
    main()
