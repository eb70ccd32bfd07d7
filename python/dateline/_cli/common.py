"""What all commands share: gazetteers, progress, words on standard error."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from inspect import signature
from pathlib import Path
from typing import Any, TextIO, TypeAlias

from dateline import Analysis, Corpus, Gazetteer, read

from .._core import decode, file_format
from .._escape import count, showable
from .._rows import unread
from .faults import Faults

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where commands are added."""


def add_command(commands: Commands, name: str, what: str, description: str, examples: str) -> argparse.ArgumentParser:
    """The parser of a command: what it does in the list of all, at the head of its own help, and examples at its end."""
    return commands.add_parser(
        name,
        help=what,
        description=description,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Options of the commands that read documents."""
    parser.add_argument(
        "reports", nargs="+", metavar="REPORTS", help="files, folders or patterns (.txt .md .html .csv .jsonl .parquet)"
    )
    parser.add_argument(
        "--gazetteer",
        action="append",
        default=[],
        metavar="NAMES",
        help="further names, .csv, .jsonl or .dlg; may be repeated",
    )
    add_places(parser)
    add_columns(parser)
    parser.add_argument(
        "--date", metavar="DATE", help="day of publication (2026-03-08) of documents without one, or a date column"
    )
    add_running(parser)


def add_places(parser: argparse.ArgumentParser) -> None:
    """The option for the places of the world."""
    parser.add_argument(
        "--places",
        type=positive,
        metavar="N",
        help="also all countries, regions and towns of N people or more, from 500 (needs pip install 'dateline[places]')",
    )


def add_columns(parser: argparse.ArgumentParser) -> None:
    """The option for tables whose columns are called otherwise."""
    parser.add_argument(
        "--text", metavar="COLUMN", help="the column of tables that holds the texts, where its name does not tell"
    )


def add_running(parser: argparse.ArgumentParser) -> None:
    """Options of the commands that work for a while."""
    parser.add_argument(
        "--threads", type=positive, metavar="N", help="threads (as many as DATELINE_NUM_THREADS says, else processors)"
    )
    add_quiet(parser)


def add_quiet(parser: argparse.ArgumentParser) -> None:
    """The option to say nothing but errors."""
    parser.add_argument("-q", "--quiet", action="store_true", help="print errors only")


def positive(value: str) -> int:
    """A number from 1, for argparse."""
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number of 1 or more, but is {value!r}")
    return int(value)


def corpus(args: argparse.Namespace) -> Corpus:
    """The documents that the arguments name."""
    return _read(args.reports, args.text, args.date)


def _read(reports: list[str], text: str | None, date: str | None = None) -> Corpus:
    """The documents of files, folders or patterns; says what lies among them that is not read."""
    found = read(reports[0] if len(reports) == 1 else reports, text=text, date=date)
    faults = Faults()
    for file in found.passed_over:
        faults.note(f"passed over {file}")
    faults.end()
    return found


FORMATS: dict[str, Callable[..., Gazetteer]] = {
    "csv": Gazetteer.read_csv,
    "tsv": Gazetteer.read_tsv,
    "jsonl": Gazetteer.read_jsonl,
    "parquet": Gazetteer.read_parquet,
    "geonames": Gazetteer.read_geonames,
    "wikidata": Gazetteer.read_wikidata,
    "opensanctions": Gazetteer.read_opensanctions,
    "gate": Gazetteer.read_gate,
    "spacy": Gazetteer.read_spacy,
    "petrarch": Gazetteer.read_petrarch,
    "skos": Gazetteer.read_skos,
    "dlg": Gazetteer.load,
}
"""The formats that names are read from."""

_READ_AS = {"json": "jsonl", "dlc": "dlg"}
"""Formats of other content whose readers say what is wrong with it."""


def options_of(form: str) -> frozenset[str]:
    """The options that the reader of a format has."""
    return frozenset(signature(FORMATS[form]).parameters) - {"path", "verify"}


def gazetteer(
    paths: list[str],
    seed: bool,
    form: str | None = None,
    options: Mapping[str, Any] | None = None,
    places: int | None = None,
) -> Gazetteer:
    """The names of the files, after those of the seed gazetteer if it is asked for, and of the places of at least so many people; `options`
    are those of the readers."""
    lists: list[Callable[[], Gazetteer]] = [partial(names_of, path, form, options) for path in paths]
    if places:
        lists.insert(0, partial(Gazetteer.places, places))
    names = Gazetteer.seed() if seed else lists.pop(0)()
    for made in lists:
        names |= made()
    return names


def names_beside_seed(args: argparse.Namespace) -> Gazetteer | None:
    """The names of the seed and those that the arguments name; nothing if they name none."""
    if not args.gazetteer and not args.places:
        return None
    return gazetteer(args.gazetteer, seed=True, places=args.places)


def form_of(path: str) -> str:
    """The format of a list of names that its ending tells."""
    told = file_format(path)[0] or ""
    told = _READ_AS.get(told, told)
    return told if told in FORMATS else "csv"


def names_of(path: str, form: str | None = None, options: Mapping[str, Any] | None = None) -> Gazetteer:
    """The names of one file, in the format that is given or that its ending tells, with those options that its reader knows."""
    form = form or form_of(path)
    known = options_of(form)
    return FORMATS[form](path, **{name: value for name, value in (options or {}).items() if name in known})


def texts(files: list[str], text: str | None = None) -> tuple[dict[str, str], int]:
    """The texts of files, folders or patterns (`-` is standard input) by name; says which could not be read, and how many."""
    faults = Faults()
    found = dict(faults.readable(documents(files, text)))
    faults.end()
    return found, faults.lost


def documents(files: list[str], text: str | None = None) -> Corpus:
    """The documents of files, folders or patterns; `-` is standard input. `text` names the column of tables that holds them."""
    if files == ["-"]:
        return Corpus.from_texts([_standard_input()], ids=["-"])
    return _read(files, text)


def _standard_input() -> str:
    """All of standard input, decoded as files are."""
    return decode(sys.stdin.buffer.read())


def progress(args: argparse.Namespace) -> bool:
    """Whether to show a bar: on a terminal only."""
    return not args.quiet and sys.stderr.isatty()


def say(args: argparse.Namespace, text: str) -> None:
    """A friendly line on standard error."""
    if not args.quiet:
        print(showable(text), file=sys.stderr)


def summary(analysis: Analysis) -> str:
    """What was read, in one line."""
    documents = analysis.documents.to_pylist()
    outlets = {row["source"] for row in documents if row["source"]}
    of = f" of {count(len(outlets), 'outlet')}" if outlets else ""
    return (
        f"Read {count(len(documents), 'document')}{of}: {count(len(analysis.sentences), 'sentence')}, "
        f"{count(len(analysis.mentions), 'mention')}, {count(len(analysis.events), 'event')},"
        f" {count(len(analysis.quotes), 'quotation')}."
    )


def failures(analysis: Analysis) -> bool:
    """Names the documents that could not be read; true if none could, or there is none."""
    documents = analysis.documents.to_pylist()
    faults = Faults()
    for row in documents:
        faults.document(row["doc_id"], row["error"], not unread(row))
    faults.end()
    if not documents:
        print("dateline: what was named holds no document", file=sys.stderr)
    return faults.lost == len(documents)


def size(path: Path) -> str:
    """A file's size in words."""
    kilobytes = path.stat().st_size / 1000
    return f"{kilobytes:,.0f} kB" if kilobytes < 1000 else f"{kilobytes / 1000:,.1f} MB"


def colours(choice: str, stream: TextIO) -> bool:
    """Whether to colour: as asked, else on a terminal that has not said NO_COLOR."""
    if choice != "auto":
        return choice == "always"
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
