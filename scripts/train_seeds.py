#!/usr/bin/env python3
"""Trains what decides on acts and events by default, on seeds/labels/*.jsonl; writes seeds/models and how good it is.

usage: python scripts/train_seeds.py [--check | --judge]

`acts.dlc` and `events.dlc` are classifiers by themselves. `both.dlc` tells acts and events in one pass; `acts.json` and `events.json`
weigh what it says against the seed rules, and are fitted on what classifiers say that were trained on other sentences. Neighbours, which
often tell one story, are never on both sides. The same labels and rules give the same bytes: `--check` trains and
compares, and writes nothing. `sources.txt` holds hashes of the labels and rules that they were trained on, which a test compares with
those that are there. `--judge` writes nothing either and only says how good rules, classifier and both together are on sentences held
out.
"""

import argparse
import hashlib
import json
import math
import sys
import warnings
from pathlib import Path

import dateline as dl
from dateline._core import Stack, evidence
from dateline._settings import SEEDS

ROOT = Path(__file__).resolve().parent.parent
LABELS, RULES, MODELS = ROOT / "seeds/labels", ROOT / "seeds/rules", ROOT / "seeds/models"
MAX_BYTES_BOTH = 2_000_000
FOLDS = 5
NEIGHBOURS = 25


def read():
    """Texts, acts, events of all labelled sentences, by the names of the files."""
    lines = [line for path in sorted(LABELS.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [json.loads(line) for line in lines]
    return [r["text"] for r in rows], [r["act"] for r in rows], [sorted(r["events"]) for r in rows]


def sources():
    """A line for each file of labels or rules: its hash and its name."""
    lines = []
    for path in sorted([*LABELS.glob("*.jsonl"), *RULES.glob("*.toml")]):
        # Line ends are the checkout's, not the labels'.
        content = path.read_bytes().replace(b"\r\n", b"\n")
        lines.append(f"{hashlib.sha256(content).hexdigest()}  {path.relative_to(ROOT).as_posix()}\n")
    return "".join(lines)


def classifier(scheme, several):
    """With what validation chose once, which takes a third of the time."""
    return dl.SentenceClassifier(several, **SEEDS[scheme])


def parts(rows):
    """For each fold the rows held out: runs of neighbours in turn."""
    return [[i for i in range(rows) if i // NEIGHBOURS % FOLDS == fold] for fold in range(FOLDS)]


def held_out(texts, labels, make):
    """The probabilities that classifiers trained on the other folds give, and their labels."""
    found = [None] * len(texts)
    for part in parts(len(texts)):
        held = set(part)
        rest = [i for i in range(len(texts)) if i not in held]
        clf = make().fit([texts[i] for i in rest], [labels[i] for i in rest])
        for i, row in zip(part, clf.predict_proba([texts[i] for i in part]), strict=True):
            found[i] = [float(p) for p in row]
    return found, list(clf.classes_)


def log_odds(p):
    """As the core reckons it."""
    p = min(max(p, 1e-6), 1 - 1e-6)
    return min(max(math.log(p / (1 - p)), -7.0), 7.0)


def weighed(scheme, rows, odds, labels, classes):
    """The layer between rules and classifier, and what it gives on rows held out of it."""

    def flat(some):
        return [float(x) for i in some for x in (*rows[i], *odds[i])]

    plain, trusting = [None] * len(rows), [None] * len(rows)
    for part in parts(len(rows)):
        held = set(part)
        rest = [i for i in range(len(rows)) if i not in held]
        told = [labels[i] for i in rest]
        fitted = Stack.fit(scheme, flat(rest), told, classes)
        for stack, found in ((fitted, plain), (fitted.trusting(scheme, told), trusting)):
            for i, p in zip(part, stack.predict_proba(flat(part)), strict=True):
                if scheme == "acts":
                    found[i] = stack.classes[max(range(len(p)), key=lambda k, p=p: p[k])]
                else:
                    found[i] = [label for label, q in zip(stack.classes, p, strict=True) if q >= stack.threshold]
    return Stack.fit(scheme, flat(range(len(rows))), labels, classes).trusting(scheme, labels), plain, trusting


def counts(truth, found, labels):
    """For each label (given rightly, given, in truth)."""
    pairs = list(zip(truth, found, strict=True))
    return {
        k: (sum(k in t and k in f for t, f in pairs), sum(k in f for _, f in pairs), sum(k in t for t, _ in pairs))
        for k in labels
    }


def f1(right, given, there):
    return 2 * right / (given + there) if given + there else 0.0


def figures(name, truth, found, labels):
    """Accuracy or micro-F1, and macro-F1, in words; and F1 by label."""
    several = isinstance(truth[0], list)
    told = counts(truth, found, labels) if several else counts([{t} for t in truth], [{f} for f in found], labels)
    by_label = {k: f1(*c) for k, c in told.items()}
    if several:
        main = f"micro-F1 {f1(*map(sum, zip(*told.values(), strict=True))):.3f}"
    else:
        main = f"accuracy {sum(t == f for t, f in zip(truth, found, strict=True)) / len(truth):.3f}"
    print(f"  {name:24} {main}, macro-F1 {sum(by_label.values()) / len(by_label):.3f}")
    return by_label


def thresholds(rule_labels, odds, labels, classes, several):
    """What plain thresholds make of rules and classifier: the classifier is followed where it is sure."""
    at = {c: i for i, c in enumerate(classes)}
    found = []
    for given, row in zip(rule_labels, odds, strict=True):
        if several:
            found.append(
                [k for k in labels if row[at[k]] > log_odds(0.6) or (k in given and row[at[k]] > log_odds(0.1))]
            )
        else:
            surest = max(labels, key=lambda k, row=row: row[at[k]])
            found.append(surest if row[at[surest]] > log_odds(0.7) else given)
    return found


def judge(scheme, labels, rows, odds, classes, plain, trusting):
    """Figures of rules, classifier, thresholds and the layer, all on sentences held out."""
    several = scheme == "events"
    names = list(dl.RuleClassifier.seed(scheme).classes_)
    at = [classes.index(k) for k in names]
    given = [[k for k, x in zip(names, row[1:], strict=False) if x] for row in rows]
    by_rules = given if several else [g[0] if g else "" for g in given]
    if several:
        by_model = [[k for k, i in zip(names, at, strict=True) if row[i] >= log_odds(0.35)] for row in odds]
    else:
        by_model = [max(zip(names, at, strict=True), key=lambda ki, row=row: row[ki[1]])[0] for row in odds]
    print(f"{scheme}: {len(labels)} sentences, each judged without it and its neighbours")
    told = [
        figures("rules alone", labels, by_rules, names),
        figures("classifier alone", labels, by_model, names),
        figures("thresholds", labels, thresholds(by_rules, odds, names, classes, several), names),
        figures("weighed as fitted", labels, plain, names),
        figures("as it ships", labels, trusting, names),
    ]
    print(
        f"  F1 by label: {', '.join(f'{k} {a[k]:.2f}/{b[k]:.2f}/{c[k]:.2f}' for a, b, c in [(told[0], told[1], told[4])] for k in names)}"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--judge", action="store_true")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    texts, acts, events = read()
    both = [[act, *types] for act, types in zip(acts, events, strict=True)]

    def joint():
        # What validation on these labels would choose is no better on news, and takes ten times as long.
        return dl.SentenceClassifier(True, cues=False, max_bytes=MAX_BYTES_BOTH, tune=False, c=4.0, naive_bayes=1.0)

    made = {}
    if not args.judge:
        for scheme, labels, several in (("acts", acts, False), ("events", events, True)):
            made[f"{scheme}.dlc"] = classifier(scheme, several).fit(texts, labels).model_.to_bytes()
        made["both.dlc"] = joint().fit(texts, both).model_.to_bytes()
    probabilities, classes = held_out(texts, both, joint)
    odds = [[log_odds(p) for p in row] for row in probabilities]
    for (scheme, labels), rows in zip((("acts", acts), ("events", events)), evidence(texts), strict=True):
        stack, plain, trusting = weighed(scheme, rows, odds, labels, classes)
        made[f"{scheme}.json"] = stack.to_json().encode()
        judge(scheme, labels, rows, odds, classes, plain, trusting)
    if args.judge:
        return
    MODELS.mkdir(exist_ok=True)
    made["sources.txt"] = sources().encode()
    for name, content in made.items():
        path = MODELS / name
        if not args.check:
            path.write_bytes(content)
            print(f"{path}: {len(content):,} bytes")
        elif not path.is_file() or path.read_bytes() != content:
            sys.exit(f"{path} is not what the labels and rules give; run make seeds")
        else:
            print(f"{path}: as trained")


if __name__ == "__main__":
    main()
