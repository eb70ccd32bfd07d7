#!/usr/bin/env python3
"""Speed of sentence splitting against the `sentencex` package, one thread, same run, processor time.

usage: python benches/bench_sentences.py [CORPUS.jsonl.gz]

The corpus holds a text a line, {"text": ...}; without one a text is made. dateline cuts words, blocks and sentences.
Prints megabytes a second of each, the best of five interleaved rounds, and their ratio.
"""

import gzip
import json
import sys
import time

import sentencex

import dateline as dl

ROUNDS = 5
LARGEST = 6_000_000


def texts(path):
    """The corpus, cut off at a few megabytes."""
    if path is None:
        sentence = (
            "The port of Harrow said on Monday that Gen. Lindt had left the U.S. embassy at 5 p.m. without a word. "
        )
        return [sentence * 12] * 3000
    out, size = [], 0
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            out.append(json.loads(line)["text"])
            size += len(out[-1])
            if size > LARGEST:
                break
    return out


def timed(call, corpus):
    """Processor seconds of one pass."""
    start = time.process_time()
    for text in corpus:
        call(text)
    return time.process_time() - start


def main(path=None):
    corpus = texts(path)
    size = sum(len(text.encode()) for text in corpus) / 1e6
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(timed(dl.sentences, corpus))
        theirs.append(timed(lambda text: list(sentencex.segment("en", text)), corpus))
    speed = [size / min(ours), size / min(theirs)]
    print(f"dateline {speed[0]:.1f} MB/s, sentencex {speed[1]:.1f} MB/s, ratio {speed[0] / speed[1]:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
