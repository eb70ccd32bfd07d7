#!/usr/bin/env python3
"""Speed of words and sentences against the `sentencex` package, one thread, same run, processor time.

usage: python benches/bench_sentences.py [CORPUS.jsonl.gz]

The corpus holds a text a line, {"text": ...}; without one a text is made. Two kinds of input: a call for each short
document, and one call for a long text of some three megabytes. Two measures: `dl.sentences`, which cuts words, blocks
and sentences, and `dl.words` and `dl.sentences` one after the other, which cuts the words twice and makes two tables.
Prints megabytes a second of each, the best of seven interleaved rounds, and the ratio to sentencex, which cuts sentences
alone.
"""

import gzip
import json
import sys
import time

import sentencex

import dateline as dl

ROUNDS = 7
SHORT = 4_000_000
LONG = 3_000_000


def texts(path):
    """The corpus, cut off at a few megabytes."""
    if path is None:
        sentence = (
            "The port of Harrow said on Monday that Gen. Lindt had left the U.S. embassy at 5 p.m. without a word. "
        )
        return [sentence * 4 + "\n\n" + sentence * 5] * (SHORT // 900)
    out, size = [], 0
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            out.append(json.loads(line)["text"])
            size += len(out[-1])
            if size > SHORT:
                break
    return out


def joined(corpus):
    """One long text."""
    out, size = [], 0
    for text in corpus:
        out.append(text)
        size += len(text)
        if size > LONG:
            break
    return "\n\n".join(out)


def sentencex_alone(text):
    return list(sentencex.segment("en", text))


def words_then_sentences(text):
    return dl.words(text), dl.sentences(text)


MEASURED = [
    ("sentencex, sentences alone", sentencex_alone),
    ("dl.sentences (words, blocks, sentences)", dl.sentences),
    ("dl.words, then dl.sentences", words_then_sentences),
]


def timed(call, corpus):
    """Processor seconds of one pass."""
    start = time.process_time()
    for text in corpus:
        call(text)
    return time.process_time() - start


def main(path=None):
    corpus = texts(path)
    short = sum(map(len, corpus)) // len(corpus)
    for name, inputs in [(f"documents of {short} characters", corpus), ("one long text", [joined(corpus)])]:
        size = sum(len(text.encode()) for text in inputs) / 1e6
        best = [float("inf")] * len(MEASURED)
        for _ in range(ROUNDS):
            for i, (_, call) in enumerate(MEASURED):
                best[i] = min(best[i], timed(call, inputs))
        print(f"{name}, {size:.1f} MB")
        for (what, _), seconds in zip(MEASURED, best, strict=True):
            print(f"  {what:42s} {size / seconds:7.1f} MB/s   {best[0] / seconds:5.2f} x")


if __name__ == "__main__":
    main(*sys.argv[1:2])
