#!/usr/bin/env python3
"""Measures the text layer on annotated files: sentences on golden rules, furniture on pages.

usage: python scripts/measure_text.py [--rules RULES.jsonl] [--pages PAGES.jsonl] [--show]

RULES.jsonl: {"text": ..., "sentences": [...]} a line. PAGES.jsonl: {"lines": [{"text": ..., "keep": true}, ...]} a line;
a line of a page counts as kept if its block is body or heading. --show prints what is wrong.
"""

import argparse
import json

import dateline as dl


def rows(result):
    """The rows of a table or list as dicts."""
    return (
        result.to_pylist()
        if hasattr(result, "to_pylist")
        else [
            r if isinstance(r, dict) else {"start": r.start, "end": r.end, "kind": getattr(r, "kind", None)}
            for r in result
        ]
    )


def read(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def rules(path, show):
    cases = read(path)
    right = 0
    for case in cases:
        text = case["text"]
        got = [text[r["start"] : r["end"]] for r in rows(dl.sentences(text))]
        want = [s.strip() for s in case["sentences"]]
        right += got == want
        if show and got != want:
            print("got ", got, "\nwant", want)
    print(f"rules: {right} of {len(cases)}")


def pages(path, show):
    hit = kept = keep = 0
    for page in read(path):
        lines = [line for line in page["lines"] if line["text"].strip()]
        text = "\n".join(line["text"] for line in lines)
        kinds = {}
        for row in rows(dl.blocks(text)):
            kinds[row["start"]] = row["kind"]
        at = 0
        for line in lines:
            start = at + len(line["text"]) - len(line["text"].lstrip())
            is_kept = kinds.get(start) in ("body", "heading")
            hit += is_kept and line["keep"]
            kept += is_kept
            keep += line["keep"]
            if show and is_kept != line["keep"]:
                print("kept   " if is_kept else "dropped", line["text"][:100])
            at += len(line["text"]) + 1
    print(f"pages: F1 {2 * hit / (kept + keep):.3f}, precision {hit / kept:.3f}, recall {hit / keep:.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rules")
    parser.add_argument("--pages")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    if args.rules:
        rules(args.rules, args.show)
    if args.pages:
        pages(args.pages, args.show)


if __name__ == "__main__":
    main()
