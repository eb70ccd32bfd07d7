#!/usr/bin/env python3
"""How many labels it takes to reach 95 % of full accuracy: texts picked by `next_to_label` against texts picked at random.

usage: python scripts/measure_labelling.py SET [SET ...]     each a folder with train.tsv and test.tsv (label TAB text)

Both begin with the same random texts and grow by the same steps. Labels are counted in two ways, each the mean over seeds: until 95 % is
reached for the first time, and until the mean of three steps in a row reaches it (the middle one counts), which a single lucky step, on a test
part of some 200 texts off by three points either way, does not. Prints the numbers of labels, their ratios, and the standard error of the latter.
"""

import random
import statistics
import sys
import warnings
from pathlib import Path

import dateline as dl

FIRST = 40
STEP = 40
SEEDS = 10
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
    """Labels bought until the target is reached, and until three steps in a row reach it on average."""
    draw = random.Random(seed)
    pool = list(range(len(texts)))
    draw.shuffle(pool)
    bought, pool = pool[:FIRST], pool[FIRST:]
    counts, reached = [], []
    while True:
        clf, good = quality([texts[r] for r in bought], [labels[r] for r in bought], test, multilabel)
        counts.append(len(bought))
        reached.append(good)
        held = len(reached) > 2 and statistics.fmean(reached[-3:]) >= target
        if held or not pool:
            first = next((n for n, good in zip(counts, reached, strict=True) if good >= target), counts[-1])
            return first, counts[-2] if held else counts[-1]
        picked = range(STEP)
        if active and clf is not None:
            picked = clf.next_to_label([texts[r] for r in pool], STEP)["row"]
        picked = set(picked)
        bought += [r for i, r in enumerate(pool) if i in picked]
        pool = [r for i, r in enumerate(pool) if i not in picked]


def compared(picked, chance):
    """Two lists of counts as means, their ratio and its standard error."""
    means = statistics.fmean(picked), statistics.fmean(chance)
    error = sum((statistics.stdev(x) / statistics.fmean(x)) ** 2 / len(x) for x in (picked, chance)) ** 0.5
    ratio = means[0] / means[1]
    return f"{means[0]:.0f} picked, {means[1]:.0f} random: {ratio:.2f} ± {ratio * error:.2f}"


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
        counts = [
            [needed(texts, labels, test, multilabel, 0.95 * full, active, seed) for seed in range(SEEDS)]
            for active in (True, False)
        ]
        first, held = (compared(*([count[way] for count in run] for run in counts)) for way in (0, 1))
        print(
            f"{folder.name}: full {full:.3f} with {len(texts)}; first at 95 % with {first}; held with {held}",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
