"""A made corpus of any size; training on it in a process of its own; how far two threads carry."""

import subprocess
import sys
import time

import numpy as np
from scaling import scaling

LABELS = 6


def corpus(count, seed=1):
    """Sentences of 8 to 28 made words, their frequencies after Zipf's law: texts and labels.

    One word in twelve belongs to the sentence's label; a tenth of the labels is wrong.
    """
    draw = np.random.default_rng(seed)
    onsets = [*"bdfgklmnprstvz", "st", "tr", "gr", "pl"]
    vowels, ends = [*"aeiou", "ai", "ou"], ["", "n", "r", "s", "l", "t", "nd"]

    def word():
        parts = [draw.choice(part) for _ in range(draw.integers(1, 4)) for part in (onsets, vowels, ends)]
        return "".join(parts)

    words = list(dict.fromkeys(word() for _ in range(80_000)))
    odds = 1 / np.arange(5, len(words) + 5)
    odds /= odds.sum()
    topical = draw.integers(50, 5000, (LABELS, 300))
    texts, labels = [], []
    for first in range(0, count, 50_000):
        rows = min(50_000, count - first)
        lengths, label = draw.integers(8, 29, rows), draw.integers(0, LABELS, rows)
        numbers, of = draw.choice(len(words), lengths.sum(), p=odds), np.repeat(label, lengths)
        special = draw.random(len(numbers)) < 1 / 12
        numbers[special] = topical[of[special], draw.integers(0, 300, special.sum())]
        label = np.where(draw.random(rows) < 0.1, draw.integers(0, LABELS, rows), label)
        ends_at = np.cumsum(lengths)
        texts += [" ".join(words[i] for i in part) + "." for part in np.split(numbers, ends_at[:-1])]
        labels += [f"label {i}" for i in label]
    return texts, labels


def train(count):
    """Trains on so many sentences, with two threads; prints seconds, processor time, memory, and the accuracy on 10,000 more."""
    import resource

    import dateline as dl

    texts, labels = corpus(count + 10_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wall, cpu = time.perf_counter(), time.process_time()
    clf = dl.SentenceClassifier(tune=False, threads=2).fit(texts[:count], labels[:count])
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = clf.predict(texts[count:])
    right = np.mean([a == b for a, b in zip(found, labels[count:], strict=True)])
    print(
        f"{count:,} made sentences, tune=False, two threads: {wall:.1f} s by the clock, processor time {cpu:.1f} s; peak {peak / 1e6:.2f} GB, "
        f"{before / 1e6:.2f} GB before; accuracy {100 * right:.1f}",
        flush=True,
    )


def train_apart(count):
    """As `train`, in a process of its own, whose memory holds nothing else."""
    subprocess.run([sys.executable, __file__, str(count)], check=True)


def two_threads(texts, labels):
    """How much faster predicting is with two threads."""
    import dateline as dl

    clf = dl.SentenceClassifier(tune=False).fit(texts, labels)
    texts = texts * -(-200_000 // len(texts))

    def predict(threads):
        clf.threads = threads
        clf.predict(texts)

    scaling("predicting", predict, texts)


if __name__ == "__main__":
    train(int(sys.argv[1]))
