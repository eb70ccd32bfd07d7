#!/usr/bin/env python3
"""How many labels it takes to reach 95 % of full accuracy: texts picked by `next_to_label` against texts picked at random.

usage: python scripts/measure_labelling.py SET [SET ...]     each a folder with train.tsv and test.tsv (label TAB text)

Both begin with the same random texts and grow by the same steps; means over seeds. Prints the numbers of labels and their ratio.
"""

import random
import sys
import warnings
from pathlib import Path

import dateline as dl

FIRST = 40
STEP = 40
SEEDS = 5
LARGEST = 3000


def read(path):
    """Texts and labels of a file; several labels are parted by |."""
    rows = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line]
    return [text for _, text in rows], [label for label, _ in rows]


def quality(texts, labels, test, multilabel):
    """Accuracy, or example-F1, of a classifier trained on what is labelled so far."""
    if not multilabel and len(set(labels)) < 2:
        return None, 0.0
    clf = dl.SentenceClassifier(multilabel, tune=False).fit(texts, labels)
    scores = [
        likeness(set(found), set(given)) if multilabel else found == given
        for found, given in zip(clf.predict(test[0]), test[1], strict=True)
    ]
    return clf, sum(scores) / len(scores)


def likeness(found, given):
    """F1 of two sets of labels; 1 if both are empty."""
    return 2 * len(found & given) / (len(found) + len(given)) if found or given else 1.0


def needed(texts, labels, test, multilabel, target, active, seed):
    """Labels bought until the target is reached."""
    draw = random.Random(seed)
    pool = list(range(len(texts)))
    draw.shuffle(pool)
    bought, pool = pool[:FIRST], pool[FIRST:]
    while True:
        clf, reached = quality([texts[r] for r in bought], [labels[r] for r in bought], test, multilabel)
        if reached >= target or not pool:
            return len(bought)
        picked = range(STEP)
        if active and clf is not None:
            picked = clf.next_to_label([texts[r] for r in pool], STEP)["row"]
        picked = set(picked)
        bought += [r for i, r in enumerate(pool) if i in picked]
        pool = [r for i, r in enumerate(pool) if i not in picked]


def main(folders):
    warnings.simplefilter("ignore")
    for folder in map(Path, folders):
        texts, labels = read(folder / "train.tsv")
        test_texts, test_labels = read(folder / "test.tsv")
        order = random.Random(0).sample(range(len(texts)), min(LARGEST, len(texts)))
        texts, labels = [texts[r] for r in order], [labels[r] for r in order]
        multilabel = any("|" in label or not label for label in labels)
        if multilabel:
            labels, test_labels = ([[x for x in row.split("|") if x] for row in rows] for rows in (labels, test_labels))
        test = test_texts, test_labels
        _, full = quality(texts, labels, test, multilabel)
        seeds = range(SEEDS)
        mean = [
            sum(needed(texts, labels, test, multilabel, 0.95 * full, a, s) for s in seeds) / SEEDS
            for a in (True, False)
        ]
        print(
            f"{folder.name}: full {full:.3f} with {len(texts)}; 95 % with {mean[0]:.0f} picked, {mean[1]:.0f} random: {mean[0] / mean[1]:.2f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
