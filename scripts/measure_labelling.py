#!/usr/bin/env python3
"""How many labels it takes to reach 95 % of full accuracy: texts picked by `next_to_label` against texts picked at random.

usage: python scripts/measure_labelling.py [--anew] SET [SET ...]     each a folder with train.tsv and test.tsv (label TAB text)

Picked and random texts begin with the same 40 texts of train.tsv, others in each of ten draws, and grow by the same steps. What counts is when
the mean of all draws, of three steps in a row each, reaches 95 % of what all texts reach on average: single curves cross that line by chance,
and early. Both go on until the mean is above it by two standard errors, so that draws can be drawn anew (the bootstrap) for the standard
error of the ratio. Prints the numbers of labels, their ratio with its error, and by how many points picked texts are ahead on the
way, as far as both went.

With --anew both files are put together and parted anew in each draw, near-copies on one side. A test part of some 200 texts is off by three
points either way, and the same one in all draws would be off the same way in all; and test texts are then of the kinds that texts without labels are
of, which is what picking goes by.
"""

import random
import statistics
import sys
import warnings
from pathlib import Path

import dateline as dl

FIRST = 40
STEP = 40
DRAWS = 10
SHARE = 0.95
LARGEST = 3000
TESTED = 1500
BOOTSTRAPS = 1000


def read(path):
    """Texts of a file, and the labels of each as they are written."""
    rows = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if len(row) == 2]
    return [text for _, text in rows], [label for label, _ in rows]


def sides(folder, anew, seed):
    """Texts to learn from and texts to test on, with their labels, in an order by chance; and whether a text may have several labels."""
    draw = random.Random(seed)
    train, test = (read(folder / name) for name in ("train.tsv", "test.tsv"))
    several = any("|" in label or not label for label in train[1] + test[1])
    if anew:
        rows = draw.sample(list(zip(train[0] + test[0], train[1] + test[1], strict=True)), len(train[0]) + len(test[0]))
        rows = rows[: 2 * LARGEST]
        parts = dl.split([text for text, _ in rows], [label for _, label in rows], seed=seed)
        train, test = ([[column[r] for r in part] for column in zip(*rows, strict=True)] for part in parts)
    out = []
    for (texts, labels), most in ((train, LARGEST), (test, TESTED)):
        rows = draw.sample(range(len(texts)), min(most, len(texts)))
        read_labels = [[part for part in label.split("|") if part] if several else label for label in labels]
        out += [texts[r] for r in rows], [read_labels[r] for r in rows]
    return *out, several


def likeness(found, given):
    """F1 of two sets of labels; 1 if both are empty."""
    return 2 * len(found & given) / (len(found) + len(given)) if found or given else 1.0


class Draw:
    """Texts of a set, in an order by chance, and what all of them reach."""

    def __init__(self, texts, labels, tested, given, several):
        self.texts, self.labels, self.tested, self.several = texts, labels, tested, several
        self.given = [set(row) for row in given] if several else given
        self.full = self.quality(range(len(texts)))[1]

    def quality(self, rows):
        """A classifier that learnt from these rows, and its accuracy, or example-F1."""
        labels = [self.labels[r] for r in rows]
        if len({tuple(row) for row in labels}) < 2:
            return None, 0.0
        clf = dl.SentenceClassifier(self.several, tune=False).fit([self.texts[r] for r in rows], labels)
        pairs = zip(clf.predict(self.tested), self.given, strict=True)
        return clf, statistics.fmean(likeness(set(f), g) if self.several else f == g for f, g in pairs)

    def steps(self, active):
        """The quality after each step, until there are no more texts."""
        bought, pool = list(range(FIRST)), list(range(FIRST, len(self.texts)))
        while True:
            clf, good = self.quality(bought)
            yield good
            if not pool:
                return
            picked = range(min(STEP, len(pool)))
            if active and clf is not None:
                picked = clf.next_to_label([self.texts[r] for r in pool], STEP)["row"]
            picked = set(picked)
            bought += [r for i, r in enumerate(pool) if i in picked]
            pool = [r for i, r in enumerate(pool) if i not in picked]


def smooth(curve):
    """Means of three steps in a row."""
    return [statistics.fmean(curve[max(0, i - 1) : i + 2]) for i in range(len(curve))]


def curves(draws, active):
    """One curve a draw: how far its quality is above the line, step by step, until all are above it beyond doubt."""
    out = [[] for _ in draws]
    for row in zip(*(draw.steps(active) for draw in draws), strict=False):
        for curve, draw, good in zip(out, draws, row, strict=True):
            curve.append(good - SHARE * draw.full)
        last = [statistics.fmean(curve[-3:]) for curve in out]
        if len(out[0]) > 2 and statistics.fmean(last) > 2 * statistics.stdev(last) / len(last) ** 0.5:
            break
    return out


def needed(some):
    """The labels after which the mean of curves is above the line, between steps too."""
    mean = smooth([statistics.fmean(step) for step in zip(*some, strict=True)])
    at = next((i for i, above in enumerate(mean) if above >= 0), len(mean) - 1)
    back = mean[at] / (mean[at] - mean[at - 1]) if at and mean[at] >= 0 else 0.0
    return FIRST + STEP * (at - back)


def main(anew, folders):
    warnings.simplefilter("ignore")
    ratios = []
    for folder in map(Path, folders):
        draws = [Draw(*sides(folder, anew, seed)) for seed in range(DRAWS)]
        picked, chance = (curves(draws, active) for active in (True, False))
        labels = needed(picked), needed(chance)
        ratios.append(labels[0] / labels[1])
        draw, bootstrapped = random.Random(0), []
        for _ in range(BOOTSTRAPS):
            rows = draw.choices(range(DRAWS), k=DRAWS)
            bootstrapped.append(needed([picked[r] for r in rows]) / needed([chance[r] for r in rows]))
        ahead = [
            statistics.fmean(p - c for p, c in zip(*pair, strict=False)) for pair in zip(picked, chance, strict=True)
        ]
        print(
            f"{folder.name}: {statistics.fmean(d.full for d in draws):.3f} with {len(draws[0].texts)}; 95 % of it with {labels[0]:.0f} picked, "
            f"{labels[1]:.0f} random: {ratios[-1]:.2f} ± {statistics.stdev(bootstrapped):.2f}; ahead by "
            f"{100 * statistics.fmean(ahead):.1f} ± {100 * statistics.stdev(ahead) / DRAWS**0.5:.1f} points",
            flush=True,
        )
    print(f"mean ratio {statistics.fmean(ratios):.2f}")


if __name__ == "__main__":
    main("--anew" in sys.argv[1:], [arg for arg in sys.argv[1:] if arg != "--anew"])
