"""`dateline run`: every layer as tables."""

from __future__ import annotations

import argparse
from pathlib import Path

from dateline import FileError, Pipeline

from .._escape import count
from ..display import TABLES
from . import common

EXAMPLES = """examples:
  dateline run reports/ -o out/                        out/documents.parquet, out/sentences.parquet, ...
  dateline run reports/*.html -o out/ --format csv
  dateline run reports.jsonl -o out/ --format jsonl --gazetteer watch.csv"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "run",
        help="write every layer as tables",
        description="Write every layer over reports as tables, one file a table: " + ", ".join(TABLES) + ".",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    common.add_reading(parser)
    parser.add_argument(
        "-o", "--output", required=True, metavar="FOLDER", help="folder for the tables; made if it is not there"
    )
    parser.add_argument(
        "--format", choices=("parquet", "csv", "jsonl"), default="parquet", help="format of the files (parquet)"
    )
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Runs the command."""
    folder = Path(args.output)
    if folder.exists() and not folder.is_dir():
        raise FileError(f"{args.output!r} is a file; --output names a folder")
    documents = common.corpus(args)
    names = common.gazetteer(args.gazetteer, seed=True) if args.gazetteer else None
    analysis = Pipeline(gazetteer=names).run(documents, progress=common.progress(args), threads=args.threads)
    folder.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        getattr(analysis, name).write(folder / f"{name}.{args.format}")
    nothing = common.failures(analysis)
    common.say(args, common.summary(analysis))
    common.say(args, f"Wrote {count(len(TABLES), 'table')} as .{args.format} into {folder}.")
    return 1 if nothing else 0
