#!/usr/bin/env python3
"""Trains the seed classifiers of acts and events on seeds/labels/*.jsonl; writes seeds/models/*.dlc and how good they are.

usage: python scripts/train_seeds.py [--check]

The same labels and rules give the same bytes. `--check` trains and compares, and writes nothing. Acts and events are judged on each
quarter of the labels (near-copies kept together) by a classifier trained on the rest, beside the seed rules alone.
"""

import argparse
import json
import sys
import warnings
from pathlib import Path

import dateline as dl

ROOT = Path(__file__).resolve().parent.parent
LABELS, MODELS = ROOT / "seeds/labels", ROOT / "seeds/models"
MAX_BYTES = 1_300_000
QUARTERS = 4


def read():
    """Texts, acts, events of all labelled sentences, by the names of the files."""
    lines = [line for path in sorted(LABELS.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [json.loads(line) for line in lines]
    return [r["text"] for r in rows], [r["act"] for r in rows], [sorted(r["events"]) for r in rows]


def classifier(several):
    return dl.SentenceClassifier(several, cues=True, max_bytes=MAX_BYTES)


def agreement(truth, found, several):
    """Accuracy; with several labels micro-F1."""
    if not several:
        return sum(t == f for t, f in zip(truth, found, strict=True)) / len(truth)
    both = sum(len(set(t) & set(f)) for t, f in zip(truth, found, strict=True))
    return 2 * both / (sum(map(len, truth)) + sum(map(len, found)))


def judge(scheme, texts, labels, several):
    """A line of figures on labels held out."""
    found = [None] * len(texts)
    parts = [range(i, len(texts), QUARTERS) for i in range(QUARTERS)]
    for part in parts:
        held = set(part)
        rest = [i for i in range(len(texts)) if i not in held]
        clf = classifier(several).fit([texts[i] for i in rest], [labels[i] for i in rest])
        for i, label in zip(part, clf.predict([texts[i] for i in part]), strict=True):
            found[i] = label
    rules = dl.RuleClassifier.seed(scheme).predict(texts)
    figure = "micro-F1" if several else "accuracy"
    scores = f"{agreement(labels, found, several):.3f}, rules alone {agreement(labels, rules, several):.3f}"
    return f"{scheme}: {len(texts)} sentences, {figure} on sentences held out {scores}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    texts, acts, events = read()
    MODELS.mkdir(exist_ok=True)
    for scheme, labels, several in (("acts", acts, False), ("events", events, True)):
        made = classifier(several).fit(texts, labels).model_.to_bytes()
        path = MODELS / f"{scheme}.dlc"
        if args.check:
            if path.read_bytes() != made:
                sys.exit(f"{path} is not what the labels and rules give; run make seeds")
            print(f"{path}: as trained")
        else:
            path.write_bytes(made)
            print(f"{path}: {len(made):,} bytes")
            print(judge(scheme, texts, labels, several))


if __name__ == "__main__":
    main()
