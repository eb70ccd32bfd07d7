#!/usr/bin/env python3
"""Measures the event rules against annotated records.

usage: measure_events.py RECORDS.jsonl [--text text] [--label event] [--rules rules.toml] [--half 0|1] [--show]

Each record holds a text and the one type it is annotated with. Prints the share of records whose best-scored type is right (no
type counts as wrong), micro-F1 with all types given, and the hits of each type; with --rules a rule file is measured by itself,
without names, else the whole pipeline with its seeds.
"""

import argparse
import collections
import json

import dateline as dl


def predictions(texts: list[str], rules: str | None) -> list[list[tuple[str, float]]]:
    """The types of each text with their scores, best first."""
    if rules is None:
        found = collections.defaultdict(dict)
        corpus = dl.Corpus.from_texts(texts, ids=[str(i) for i in range(len(texts))])
        for row in dl.Pipeline().run(corpus, progress=False).events.to_pylist():
            best = found[int(row["doc_id"])]
            best[row["type"]] = max(row["score"], best.get(row["type"], 0.0))
        return [sorted(found[i].items(), key=lambda kv: -kv[1]) for i in range(len(texts))]
    classifier = dl.RuleClassifier.read(rules)
    out = []
    for given, scores in zip(classifier.predict(texts), classifier.predict_proba(texts), strict=True):
        by_label = dict(zip(classifier.classes_, scores, strict=True))
        out.append(sorted(((label, float(by_label[label])) for label in given), key=lambda kv: -kv[1]))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records")
    parser.add_argument("--text", default="text", help="name of the field that holds the text")
    parser.add_argument("--label", default="event", help="name of the field that holds the type")
    parser.add_argument("--rules", help="a rule file to measure by itself")
    parser.add_argument("--half", type=int, choices=(0, 1), help="measure every second record only, from this one on")
    parser.add_argument("--show", action="store_true", help="print the records that are wrong")
    args = parser.parse_args()
    with open(args.records, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    if args.half is not None:
        records = records[args.half :: 2]
    right, total = collections.Counter(), collections.Counter()
    given = hits = 0
    for record, types in zip(records, predictions([r[args.text] for r in records], args.rules), strict=True):
        want = record[args.label]
        total[want] += 1
        right[want] += bool(types) and types[0][0] == want
        given += len(types)
        hits += any(label == want for label, _ in types)
        if args.show and not (types and types[0][0] == want):
            print(want, [(label, round(score, 2)) for label, score in types], record[args.text], sep=" | ")
    print(f"best type  {sum(right.values()) / len(records):.3f} of {len(records)}")
    print(f"micro-F1   {2 * hits / (given + len(records)):.3f}")
    for label in sorted(total):
        print(f"{label:10} {right[label]}/{total[label]}")


if __name__ == "__main__":
    main()
