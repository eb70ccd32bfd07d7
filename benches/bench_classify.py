#!/usr/bin/env python3
"""Sentence classification against the tools that are in use, in one run.

usage: python benches/bench_classify.py [FOLDER] [SET ...] [--rounds N] [--only NAME,…] [--static MODEL] [--plots PICTURE.svg]
       [--large N]

FOLDER holds a folder for each set with train.tsv and test.tsv: label TAB text, several labels joined by |, none for no label.
Without a folder a small made set is used, which shows that all runs and how fast, and says nothing about quality.

Prints for each set and recipe: accuracy, macro-F1 (sets with several labels: example-F1), expected calibration error in 15 bins,
seconds of training (short ones the median of three), sentences a second from raw strings to labels, megabytes of the saved model, and
ratios to ours; then means
over the sets. One thread; CPU time; prediction by turns, the median of the rounds. A tool that cannot run here is named. At the end how
far two threads carry (wall-clock time), and, with --large, what training on N made sentences takes on two threads: wall-clock and
processor time, memory (1000000 is the usual figure; always the same sentences).
"""

import os

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import argparse
import random
import statistics
import time
from pathlib import Path

import numpy as np
from classify_large import train_apart, two_threads
from classify_peers import recipes

# What training without tuning is held against.
UNTUNED, AGAINST = "dateline tune=False", "word+char + LinearSVC"
# Training is measured again until it has taken so many seconds, three times at most.
TRAINED_SECONDS = 2
# Short test sets are repeated up to so many texts, so that a round is long enough to be timed.
TIMED_TEXTS = 2000


def read(path):
    """Texts, and the labels of each as a list."""
    texts, labels = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        label, _, text = line.partition("\t")
        texts.append(text)
        labels.append([part for part in label.split("|") if part])
    return texts, labels


MADE = {
    "talks": "met hosted telephoned received visited consulted",
    "aid": "sent|donated|delivered supplied|shipped|pledged",
    "attack": "shelled bombed raided struck ambushed assaulted",
    "protest": "marched rallied gathered demonstrated",
    "order": "ordered|told|urged|asked|instructed",
}
PARTIES = [
    "ministers",
    "troops",
    "envoys",
    "farmers",
    "miners",
    "students",
    "officials",
    "rebels",
    "governors",
    "teachers",
    "pilots",
    "sailors",
]
PLACES = ["Tarn", "Orlen", "Vesk", "Brodna", "Halim", "Sorrow", "Kestal", "Mirny", "Dolna", "Aspen", "Calder", "Ruan"]
EXTRAS = [
    "on Monday",
    "before dawn",
    "in heavy rain",
    "for the third day",
    "after the vote",
    "despite the truce",
    "near the bridge",
    "again",
]


def made(count, seed):
    """Sentences by a small grammar, with a tenth of the labels wrong."""
    draw = random.Random(seed)
    texts, labels = [], []
    for _ in range(count):
        label = draw.choice(list(MADE))
        verb = draw.choice(MADE[label].replace("|", " ").split())
        who, whom = draw.sample(PARTIES, 2)
        parts = [f"The {who} of {draw.choice(PLACES)} {verb} the {whom} of {draw.choice(PLACES)}"]
        parts += draw.sample(EXTRAS, draw.randrange(1, 4))
        texts.append(" ".join(parts) + ".")
        labels.append([label if draw.random() > 0.1 else draw.choice(list(MADE))])
    return texts, labels


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
    return {"accuracy": 100 * accuracy, "f1": 100 * f1, "ece": error}


COLUMNS = {
    "accuracy": ("acc", "7.1f"),
    "f1": ("F1", "7.1f"),
    "ece": ("ECE", "7.3f"),
    "train": ("train s", "9.2f"),
    "speed": ("text/s", "9.0f"),
    "size": ("MB", "7.2f"),
}


def table(title, rows):
    """Prints rows of figures by recipe; the last two columns are ratios: their training time to ours, our speed to theirs."""
    print(
        f"\n{title}\n{'':24}"
        + "".join(f"{head:>{spec.split('.')[0]}}" for head, spec in COLUMNS.values())
        + "  train×  slower×"
    )
    ours = next(iter(rows.values()))
    for name, row in rows.items():
        cells = "".join(f"{row[key]:{spec}}" for key, (_, spec) in COLUMNS.items())
        print(f"{name:24}{cells}{row['train'] / ours['train']:8.2f}{ours['speed'] / row['speed']:9.2f}", flush=True)
    if UNTUNED in rows and AGAINST in rows:
        print(
            f"training, tune=False against {AGAINST}: {rows[UNTUNED]['train'] / rows[AGAINST]['train']:.3f}", flush=True
        )


def measure(train, test, several, chosen, rounds):
    """The figures of every recipe on one set."""
    (texts, labels), (asked, truth) = train, test
    fitted = {}
    for name, make in chosen:
        trained = []
        while len(trained) < 3 and sum(trained) < TRAINED_SECONDS:
            model = make(several)
            start = time.process_time()
            model.fit(texts, labels)
            trained.append(time.process_time() - start)
        fitted[name] = (model, statistics.median_low(trained), [])
    timed = asked * -(-TIMED_TEXTS // len(asked))
    for _ in range(rounds):
        for model, _, seconds in fitted.values():
            start = time.process_time()
            model.predict(timed)
            seconds.append(time.process_time() - start)
    rows = {}
    for name, (model, trained, seconds) in fitted.items():
        found = model.predict(asked)
        rows[name] = quality(truth, found if several else [[label] for label in found], *model.proba(asked), several)
        rows[name].update(train=trained, speed=len(timed) / statistics.median(seconds), size=model.size() / 1e6)
    return rows


def plot(results, path):
    """Quality by set and quality against speed."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    sets, names = list(results), list(next(iter(results.values())))
    figure, (bars, cloud) = plt.subplots(1, 2, figsize=(15, 6), layout="constrained")
    hues = plt.get_cmap("tab20")
    for i, name in enumerate(names):
        at = np.arange(len(sets)) + (i - len(names) / 2) * 0.8 / len(names)
        marks = [results[s][name]["score"] for s in sets]
        bars.bar(at, marks, 0.8 / len(names), color=hues(i), label=name)
        speed = statistics.geometric_mean(results[s][name]["speed"] for s in sets)
        cloud.scatter(speed, np.mean(marks), color=hues(i), s=60)
        cloud.annotate(name, (speed, np.mean(marks)), xytext=(6, 4), textcoords="offset points", fontsize=8)
    bars.set_xticks(range(len(sets)), sets)
    bars.set_ylim(max(0, min(r["score"] for rows in results.values() for r in rows.values()) - 5), None)
    bars.set_ylabel("accuracy (several labels: example-F1)")
    bars.legend(fontsize=7)
    cloud.set_xscale("log")
    cloud.set_xlabel("texts a second, one thread")
    cloud.set_ylabel("mean over the sets")
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)
    print(f"\npicture: {path}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", help="recipes to run, by the beginnings of their names, parted by commas")
    parser.add_argument(
        "--static", help="a folder with a model of model2vec; else one is distilled from MiniLM, in half a minute"
    )
    parser.add_argument("--large", type=int, metavar="N", help="train on N made sentences too")
    parser.add_argument("--plots", help="where to draw the figures (.svg, .png, .pdf; needs matplotlib)")
    args = parser.parse_args()
    chosen, absent = recipes(args.static)
    if args.only:
        chosen = [(name, make) for name, make in chosen if name.startswith(tuple(args.only.split(",")))]
    for name, why in absent:
        print(f"not run: {name}: {why}")
    if args.folder:
        found = sorted(p.parent for p in args.folder.glob("*/train.tsv") if not args.sets or p.parent.name in args.sets)
        if not found:
            parser.error(f"{args.folder} holds no folder with train.tsv")
        data = [(p.name, read(p / "train.tsv"), read(p / "test.tsv")) for p in found]
    else:
        data = [("made", made(2000, 1), made(1000, 2))]
    results = {}
    for name, train, test in data:
        several = any(len(row) != 1 for row in train[1])
        rows = measure(train, test, several, chosen, args.rounds)
        for row in rows.values():
            row["score"] = row["f1"] if several else row["accuracy"]
        results[name] = rows
        kind = "several labels each: F1 by example" if several else "one label each: F1 by label"
        table(f"{name}: {len(train[0])} / {len(test[0])} texts, {kind}", rows)
    if len(results) > 1:
        names = list(next(iter(results.values())))
        mean = {
            n: {key: np.mean([rows[n][key] for rows in results.values()]) for key in ("score", *COLUMNS)} for n in names
        }
        for n in names:
            for key in ("train", "speed"):
                mean[n][key] = statistics.geometric_mean(rows[n][key] for rows in results.values())
        table("mean of all sets (geometric for training and speed)", mean)
        print("\naccuracy, with several labels example-F1: " + ", ".join(f"{n} {mean[n]['score']:.2f}" for n in names))
    _, (texts, labels), _ = next((one for one in data if all(len(row) == 1 for row in one[1][1])), data[0])
    two_threads(texts, [" ".join(row) for row in labels])
    if args.large:
        train_apart(args.large)
    if args.plots:
        plot(results, args.plots)


if __name__ == "__main__":
    main()
