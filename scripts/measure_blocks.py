#!/usr/bin/env python3
"""What optional features of the classifier bring, by cross-validation on the training part of each set.

usage: python scripts/measure_blocks.py FOLDER [SET ...] [--folds N]

FOLDER holds a folder for each set with train.tsv: label TAB text, several labels joined by |, none for no label. The texts of a label
are cut into folds where they stand, since neighbours often come from one document. Prints accuracy, with several labels
example-F1. The labelled sentences under seeds/labels are measured too.
"""

import argparse
import json
import warnings
from collections import Counter
from pathlib import Path

import dateline as dl

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = {
    "neither": {"cues": False},
    "cues": {"cues": True},
    "names": {"cues": False, "names": True},
    "both": {"cues": True, "names": True},
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
            truth, found = set(labels[i]), set(found) if several else {found}
            total += 2 * len(truth & found) / (len(truth) + len(found)) if truth or found else 1.0
    return 100 * total / len(texts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--folds", type=int, default=4)
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    data = {path.parent.name: read(path) for path in sorted(args.folder.glob("*/train.tsv"))} | shipped()
    print(f"{'':16}" + "".join(f"{name:>10}" for name in OPTIONS))
    for name, (texts, labels) in data.items():
        if not args.sets or name in args.sets:
            figures = [held_out(texts, labels, args.folds, options) for options in OPTIONS.values()]
            print(f"{name:16}" + "".join(f"{figure:10.1f}" for figure in figures), flush=True)


if __name__ == "__main__":
    main()
