#!/usr/bin/env python3
"""Fits the weights of the signs that a word means the place of its name (src/gazetteer/resolve/odds.rs) again.

usage:
    python -c "import dateline as dl; (dl.Gazetteer.seed() | dl.Gazetteer.places(500)).save('places.dlg')"
    cargo run --release --example place_signs -- places.dlg DOCS.jsonl > signs.csv
    python scripts/fit_signs.py signs.csv [--penalty 3.0] [--folds 8]

DOCS.jsonl holds a document a line: {"text": …, "mentions": [{"start", "end"}, …]}, the spans of all places that it means, in code
points: what scripts/measure_places.py reads. Logistic regression with a quadratic penalty. Prints precision, recall and F1 of words
held out by document for a few thresholds (that of plausible.rs is -0.4), for the weights that stand in the code and for fitted ones,
then the table to paste: weights fitted on all, with their spread over the folds behind. A sign whose weight changes its sign from
fold to fold tells nothing. Needs numpy.
"""

import argparse
import pathlib
import re

import numpy as np

CODE = pathlib.Path(__file__).parent.parent / "src" / "gazetteer" / "resolve" / "odds.rs"


def weights_of_the_code():
    """The weights by name."""
    found = re.findall(r'^    \("([^"]+)", (-?[\d.]+)\),$', CODE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: float(weight) for name, weight in found}


def fit(x, y, penalty):
    """Newton's method; the first column is the constant, which has no penalty."""
    beta = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], penalty)
    ridge[0] = 1e-6
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (p - y) + ridge * beta
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        beta -= np.linalg.solve(hessian, gradient)
    return beta


def say(title, score, meant):
    """Precision, recall and F1 for a few thresholds."""
    for threshold in (-1.3, -0.8, -0.4, 0.0):
        kept = score >= threshold
        right = (kept & meant).sum()
        precision, recall = right / max(1, kept.sum()), right / max(1, meant.sum())
        f1 = 2 * right / max(1, kept.sum() + meant.sum())
        print(f"{title}, threshold {threshold:4.1f}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("signs")
    parser.add_argument("--penalty", type=float, default=3.0)
    parser.add_argument("--folds", type=int, default=8)
    args = parser.parse_args()
    with open(args.signs, encoding="utf-8") as file:
        names = file.readline().rstrip("\n").split(";")[2:]
        rows = np.array([[float(cell) for cell in line.split(";")] for line in file])
    document, meant, x = rows[:, 0].astype(int), rows[:, 1] == 1, rows[:, 2:]
    code = weights_of_the_code()
    print(f"{len(rows)} words of {document.max() + 1} documents, {meant.mean():.3f} of them meant as places")
    say("weights of the code", x @ np.array([code[name] for name in names]), meant)
    fold = np.random.RandomState(0).permutation(document.max() + 1)[document] % args.folds
    score, betas = np.zeros(len(rows)), []
    for k in range(args.folds):
        betas.append(fit(x[fold != k], meant[fold != k], args.penalty))
        score[fold == k] = x[fold == k] @ betas[-1]
    say("fitted, held out", score, meant)
    for name, weight, spread in zip(names, fit(x, meant, args.penalty), np.std(betas, axis=0), strict=True):
        print(f'    ("{name}", {weight:.2f}), // ± {spread:.2f}')


if __name__ == "__main__":
    main()
