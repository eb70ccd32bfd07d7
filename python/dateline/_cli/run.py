"""`dateline run`: every layer as tables."""

from __future__ import annotations

import argparse
from pathlib import Path

from dateline import Corpus, FileError, InputError, Pipeline

from .._display.analysis import TABLES
from .._escape import count
from . import common, outputs

EXAMPLES = """examples:
  dateline run reports/ -o out/                        out/documents.parquet, out/sentences.parquet, ...
  dateline run reports/*.html -o out/ --format csv
  dateline run reports.jsonl -o out/ --format jsonl --gazetteer watch.csv
  dateline run reports/ -o out/ --shards               out/documents/part-00000.parquet, ...: for very many reports
  dateline run reports/ -o out/ --resume               goes on with such a run that was stopped or killed"""


def add(commands: common.Commands) -> None:
    """Adds the command to the parser."""
    parser = common.add_command(
        commands,
        "run",
        "write every layer as tables",
        "Write every layer over reports as tables, one file a table: " + ", ".join(TABLES) + ".",
        EXAMPLES,
    )
    common.add_reading(parser)
    parser.add_argument(
        "-o", "--output", required=True, metavar="FOLDER", help="folder for the tables; made if it is not there"
    )
    parser.add_argument(
        "--format", choices=("parquet", "csv", "jsonl"), default="parquet", help="format of the files (parquet)"
    )
    parser.add_argument(
        "--shards", action="store_true", help="a folder a table, written shard by shard as Parquet in bounded memory"
    )
    parser.add_argument(
        "--resume", action="store_true", help="go on with a run in shards; the same reports and options are asked for"
    )
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Runs the command."""
    folder = Path(args.output)
    if folder.exists() and not folder.is_dir():
        raise FileError(f"{args.output!r} is a file; --output names a folder")
    files = {f"--output, table {name}": str(folder / f"{name}.{args.format}") for name in TABLES}
    if not args.shards and not args.resume:
        outputs.check_files(files, [*args.reports, *args.gazetteer])
    outputs.check_place("--output", args.output, args.reports, folder=True)
    documents = common.corpus(args)
    names = common.names_beside_seed(args)
    if args.shards or args.resume:
        return _shards(args, Pipeline(gazetteer=names), documents)
    outputs.check_ready(files.values())
    analysis = Pipeline(gazetteer=names).run(documents, progress=common.progress(args), threads=args.threads)
    for name in TABLES:
        getattr(analysis, name).write(folder / f"{name}.{args.format}")
    nothing = common.failures(analysis)
    common.say(args, common.summary(analysis))
    common.say(args, f"Wrote {count(len(TABLES), 'table')} as .{args.format} into {folder}.")
    return 1 if nothing else 0


def _shards(args: argparse.Namespace, pipeline: Pipeline, documents: Corpus) -> int:
    if args.format != "parquet":
        raise InputError(f"--format {args.format}: shards are written as parquet")
    done = pipeline.run_batch(
        documents, args.output, resume=args.resume, progress=common.progress(args), threads=args.threads
    )
    if done.n_failed:
        where = Path(args.output) / "documents"
        common.say(
            args,
            f"dateline: {count(done.n_failed, 'document')} could not be read; the column error in {where} says why",
        )
    common.say(args, f"Read {count(done.n_documents, 'document')}; the tables are in {args.output}, a folder each.")
    return 1 if done.n_failed == done.n_documents else 0
