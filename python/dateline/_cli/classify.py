"""`dateline classify`: the label of every sentence of reports."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import Any

from dateline import InputError, RuleClassifier, SentenceClassifier, sentences

from .._arguments import lists_of
from .._escape import count, showable, squeeze
from . import common

EXAMPLES = """examples:
  dateline classify reports/ --model acts              what each sentence does, by the seed classifier
  dateline classify reports/ --model model.dlc --format csv > sentences.csv
  dateline classify reports/*.txt --model rules.toml --label denial --label accusation
  curl -s https://example.org/news.txt | dateline classify - --model events

exit code: 0 done, 1 no sentence has a label (or a file was left out), 2 wrong usage or input."""

FIELDS = ("file", "sentence", "start", "end", "label", "score", "text")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "classify",
        help="label every sentence of reports",
        description="Label every sentence of reports, by a classifier that was trained or by rules.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="FILES", help="files, folders or patterns; - is standard input")
    parser.add_argument(
        "--model",
        required=True,
        metavar="MODEL",
        help="a classifier (.dlc), rules (.toml), or a seed classifier: acts, events",
    )
    parser.add_argument("--label", action="append", metavar="LABEL", help="only this label; may be repeated")
    parser.add_argument("--least", type=_share, default=0.0, metavar="SCORE", help="only scores from this on, 0 to 1")
    parser.add_argument(
        "--format", choices=("text", "csv", "jsonl"), default="text", help="format of the output (text)"
    )
    parser.add_argument("--threads", type=common.positive, metavar="N", help="threads (all processors)")
    parser.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    parser.set_defaults(command=run)


def _share(value: str) -> float:
    """A number from 0 to 1, for argparse."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= 1.0:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number from 0 to 1")
    return number


def run(args: argparse.Namespace) -> int:
    """Runs the command."""
    model = _model(args.model)
    known = [str(label) for label in model.classes_]
    for label in args.label or []:
        if label not in known:
            raise InputError(f"--label {label!r} is none of the labels {', '.join(known)}")
    texts, failed = common.texts(args.files)
    if isinstance(model, SentenceClassifier):
        table = model.classify_all(
            list(texts.values()), list(texts), threads=args.threads, progress=common.progress(args)
        )
        rows = table.to_pylist()
    else:
        rows = _by_rules(model, texts, args.threads)
    rows = [row for row in rows if row["score"] >= args.least and (not args.label or row["label"] in args.label)]
    _write(args.format, rows)
    sentences_labelled = len({(row["doc_id"], row["sentence"]) for row in rows})
    common.say(args, f"{count(sentences_labelled, 'sentence')} with a label in {count(len(texts), 'document')}.")
    return 0 if rows and not failed else 1


def _model(name: str) -> SentenceClassifier | RuleClassifier:
    if name in ("acts", "events"):
        return SentenceClassifier.seed(name)
    return RuleClassifier.read(name) if Path(name).suffix.lower() == ".toml" else SentenceClassifier.load(name)


def _by_rules(rules: RuleClassifier, texts: dict[str, str], threads: int | None) -> list[dict[str, Any]]:
    """One row for each label of each sentence, as `SentenceClassifier.classify_all` gives them."""
    column = {label: number for number, label in enumerate(rules.classes_)}
    out: list[dict[str, Any]] = []
    for name, text in texts.items():
        found = sentences(text).to_pylist()
        words = [row["text"] for row in found]
        scores = lists_of(rules.predict_proba(words, threads=threads)) if words else []
        for number, (row, labels) in enumerate(zip(found, rules.predict(words, threads=threads), strict=True)):
            for label in labels if rules.multilabel else [labels] if labels is not None else []:
                place = {"doc_id": name, "sentence": number, "start": row["start"], "end": row["end"]}
                out.append({**place, "text": row["text"], "label": label, "score": scores[number][column[label]]})
    return out


def _write(kind: str, rows: list[dict[str, Any]]) -> None:
    table = csv.writer(sys.stdout, lineterminator="\n") if kind == "csv" else None
    if table:
        table.writerow(FIELDS)
    for row in rows:
        hit = {**row, "file": row["doc_id"], "score": round(row["score"], 4)}
        if table:
            table.writerow([hit[field] for field in FIELDS])
        elif kind == "jsonl":
            print(json.dumps({field: hit[field] for field in FIELDS}, ensure_ascii=False))
        else:
            print(
                showable(f"{hit['file']}:{hit['sentence']}: {hit['label']} {hit['score']:.2f}  {squeeze(hit['text'])}")
            )
    sys.stdout.flush()
