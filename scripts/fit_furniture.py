#!/usr/bin/env python3
"""Fits the weights of the furniture model (src/text/furniture.rs) again.

usage:
    cargo run --release --example furniture_features -- PAGES.jsonl > features.csv
    python scripts/fit_furniture.py features.csv

PAGES.jsonl holds a page a line: {"id": ..., "lines": [{"text": ..., "keep": true}, ...]}, where `keep` marks the lines
of the article. Logistic regression with a quadratic penalty; pages with many kept lines weigh less than in proportion,
so that a few long ones do not decide; lines whose text was decoded wrongly (marked `?` by the example) are left out of
the fit, since their marks cannot be relied on. Prints the F1 over lines of six-fold cross-validation by page for a few
thresholds, then the table to paste, with the best threshold inside the constant. Needs numpy.
"""

import sys

import numpy as np

PENALTY = 30.0
FOLDS = 6


def fit(x, y, weight):
    """Newton's method; features are standardised by the caller."""
    beta = np.zeros(x.shape[1])
    for _ in range(15):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (weight * (p - y)) + PENALTY * beta
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(len(beta))
        beta -= np.linalg.solve(hessian, gradient)
    return beta


def f1(kept, keep):
    """F1 over lines, precision, recall."""
    hit = (kept & keep).sum()
    return tuple(
        round(float(v), 3) for v in (2 * hit / (kept.sum() + keep.sum()), hit / max(1, kept.sum()), hit / keep.sum())
    )


def main(path):
    with open(path, encoding="utf-8") as file:
        names = file.readline().rstrip("\n").split(";")[2:]
        rows = [line.rstrip("\n").split(";") for line in file]
    page = np.array([int(r[0]) for r in rows])
    doubtful = np.array([r[1].endswith("?") for r in rows])
    keep = np.array([r[1].startswith("1") for r in rows])
    x = np.array([[float(v) for v in r[2:]] for r in rows])
    mean, spread = x.mean(0), x.std(0) + 1e-9
    mean[-1], spread[-1] = 0, 1
    z = (x - mean) / spread
    kept_lines = np.bincount(page, weights=keep)
    weight = np.where(doubtful, 0.0, 4 / np.sqrt(np.maximum(20, kept_lines[page])))
    fold = np.random.RandomState(0).permutation(page.max() + 1) % FOLDS
    score = np.zeros(len(keep))
    for k in range(FOLDS):
        train = fold[page] != k
        score[~train] = z[~train] @ fit(z[train], keep[train], weight[train])
    thresholds = np.arange(-2, 0.51, 0.1)
    results = [(f1(score > t, keep), f1((score > t) & ~doubtful, keep), float(t)) for t in thresholds]
    for all_lines, sound, t in results[::2]:
        print(f"threshold {t:5.1f}  all lines {all_lines}  without doubtful ones {sound}")
    best = max(results, key=lambda r: r[0][0] + r[1][0])[2]
    beta = fit(z, keep, weight)
    raw = beta / spread
    raw[-1] = beta[-1] - (beta[:-1] * mean[:-1] / spread[:-1]).sum() - best
    print(f"threshold {best:.1f}; whole set {f1(x @ raw > 0, keep)}")
    for name, value in zip(names, raw, strict=True):
        print(f'    ("{name}", {value:.3f}),')


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
