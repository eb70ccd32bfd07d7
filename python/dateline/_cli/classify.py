"""`dateline classify`: the label of every sentence of reports, or of every text as a whole."""

from __future__ import annotations

import argparse
from pathlib import Path

from dateline import InputError, RuleClassifier, SentenceClassifier

from .._arguments import near
from . import common, labelled_rows, outputs
from .table_file import is_table

EXAMPLES = """examples:
  dateline classify reports/ --model acts              what each sentence does, by the seed classifier
  dateline classify reports/ --model model.dlc --format csv > sentences.csv
  dateline classify survey.csv --model model.dlc --whole -o labelled.csv
  dateline classify reports.csv --text Story --model rules.toml -o sentences.parquet
  dateline classify reports/*.txt --model rules.toml --label denial --label accusation
  curl -s https://example.org/news.txt | dateline classify - --model events

Of tables (.csv .tsv .jsonl .parquet) all columns are written too, as csv, jsonl or with -o, so that labels can be joined to their rows:
of each sentence the columns of its row, without that of the text, in whose place the sentence stands; with --whole every row once, in its
place, whether it has a label or not. Tables count sentences from 0, as all tables of dateline do; the lines on the screen count from 1. Where a table has a column of a name that is written here too, ours gets dateline_ before it.

exit code: 0 done, 1 nothing has a label (or a file or row was left out), 2 wrong usage or input."""

TABLES = (".csv", ".jsonl", ".parquet")


def add(commands: common.Commands) -> None:
    """Adds the command to the parser."""
    parser = common.add_command(
        commands,
        "classify",
        "label every sentence of reports, or every text",
        "Label every sentence of reports, or with --whole every text, by a classifier that was trained or by rules.",
        EXAMPLES,
    )
    parser.add_argument("files", nargs="+", metavar="FILES", help="files, folders or patterns; - is standard input")
    parser.add_argument(
        "--model",
        required=True,
        metavar="MODEL",
        help="a classifier (.dlc), rules (.toml), or a seed classifier: acts, events",
    )
    parser.add_argument(
        "--whole", action="store_true", help="label each text as a whole, not its sentences; no text is left out"
    )
    parser.add_argument("--label", action="append", metavar="LABEL", help="only this label; may be repeated")
    parser.add_argument("--least", type=_share, default=0.0, metavar="SCORE", help="only scores from this on, 0 to 1")
    parser.add_argument(
        "--format", choices=("text", "csv", "jsonl"), default="text", help="format of the output (text: lines to read)"
    )
    parser.add_argument(
        "--text",
        metavar="COLUMN",
        help="column of the texts in .csv, .tsv, .jsonl and .parquet (text, body, sentence …)",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write a table, .csv, .jsonl or .parquet, in place of lines"
    )
    common.add_running(parser)
    parser.set_defaults(command=run)


def _share(value: str) -> float:
    """A number from 0 to 1, for argparse."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= 1.0:
        raise argparse.ArgumentTypeError(f"must be a number from 0 to 1, but is {value!r}")
    return number


def run(args: argparse.Namespace) -> int:
    """Runs the command."""
    model = _model(args.model)
    known = [str(label) for label in model.classes_]
    for label in args.label or []:
        if label not in known:
            raise InputError(f"--label {label!r} is none of the labels {', '.join(known)}{near(label, known)}")
    if args.output:
        if Path(args.output).suffix.lower() not in TABLES:
            raise InputError(f"--output {args.output}: a table is written as {', '.join(TABLES)}")
        outputs.check_files({"--output": args.output}, [*args.files, args.model])
        outputs.check_ready([args.output])
    return labelled_rows.run(args, model, all(is_table(path) for path in args.files))


def _model(name: str) -> SentenceClassifier | RuleClassifier:
    if name in ("acts", "events"):
        return SentenceClassifier.seed(name)
    return RuleClassifier.read(name) if Path(name).suffix.lower() == ".toml" else SentenceClassifier.load(name)
