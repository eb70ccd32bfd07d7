"""`dateline find`: the names of a gazetteer in files, as grep would show them."""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_right
from typing import Any

from dateline import Gazetteer, InputError

from .._arguments import near
from .._escape import clip, clip_front, count, showable
from . import common, row_writer

EXAMPLES = """examples:
  dateline find reports/                               names of the seed gazetteer
  dateline find --gazetteer watch.csv reports/*.txt
  dateline find --gazetteer watch.csv --format csv reports/ > hits.csv
  curl -s https://example.org/news.txt | dateline find -

watch.csv has at least a column name; id, type, aliases (parted by |) and any others are welcome.
exit code: 0 names found, 1 none found (or a file left out), 2 wrong usage or input."""

FIELDS = ("file", "line", "column", "start", "end", "text", "entity_id", "name", "type", "variant", "score")
HUES = {
    "country": 34, "place": 32, "facility": 33, "person": 35, "government": 35, "armed_group": 31,
    "organization": 33, "equipment": 36, "treaty": 36, "conflict": 31, "nationality": 34,
}  # fmt: skip
AROUND = 44
"""Characters of context on either side."""


def add(commands: common.Commands) -> None:
    """Adds the command to the parser."""
    parser = common.add_command(
        commands,
        "find",
        "find the names of a gazetteer in files",
        "Find the names of a gazetteer in files, whatever their spelling, accents or line breaks.",
        EXAMPLES,
    )
    parser.add_argument("files", nargs="+", metavar="FILES", help="files, folders or patterns; - is standard input")
    parser.add_argument(
        "--gazetteer",
        action="append",
        default=[],
        metavar="NAMES",
        help="names, .csv, .jsonl or .dlg; may be repeated (the seed gazetteer)",
    )
    common.add_places(parser)
    common.add_columns(parser)
    parser.add_argument("--seed", action="store_true", help="the names of the seed gazetteer too")
    parser.add_argument(
        "--format", choices=("text", "csv", "jsonl"), default="text", help="format of the output (text)"
    )
    parser.add_argument(
        "--type", action="append", default=[], metavar="TYPE", help="only names of this type; may be repeated"
    )
    parser.add_argument(
        "--case", choices=("auto", "sensitive", "insensitive"), default="auto", help="how case is taken (auto)"
    )
    parser.add_argument(
        "--overlap", choices=("longest", "all"), default="longest", help="which of overlapping names (longest)"
    )
    parser.add_argument(
        "--fuzzy", type=int, choices=(0, 1, 2), default=0, help="how many letters of a name may be wrong (0)"
    )
    parser.add_argument(
        "--no-resolve", action="store_true", help="of entities with one name take the usual one, whatever the text says"
    )
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour (on a terminal, unless NO_COLOR is set)",
    )
    common.add_running(parser)
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Runs the command."""
    own = args.gazetteer or args.places
    names = common.gazetteer(args.gazetteer, seed=args.seed or not own, places=args.places)
    _check_types(args.type, names)
    texts, failed = common.texts(args.files, args.text)
    table = names.find_all(
        list(texts.values()),
        list(texts),
        threads=args.threads,
        progress=common.progress(args),
        case=args.case,
        overlap=args.overlap,
        resolve=not args.no_resolve,
        fuzzy=args.fuzzy,
    )
    rows = [row for row in table.to_pylist() if not args.type or row["type"] in args.type]
    _write(args, rows, texts)
    common.say(
        args,
        f"{count(len(rows), 'mention')} of {count(len({r['entity_id'] for r in rows}), 'name')} in"
        f" {count(len(texts), 'document')}.",
    )
    return 0 if rows and not failed else 1


def _check_types(asked: list[str], names: Gazetteer) -> None:
    """A type that no name has is a slip of the pen, and not a search without hits."""
    if not asked:
        return
    known = names._kinds()
    for kind in asked:
        if kind not in known:
            raise InputError(
                f"--type {kind}: no name is of this type{near(kind, known)}; there are {', '.join(sorted(known))}"
            )


def _write(args: argparse.Namespace, rows: list[dict[str, Any]], texts: dict[str, str]) -> None:
    colour = common.colours(args.color, sys.stdout)
    lines: dict[str, list[int]] = {}
    write = None if args.format == "text" else row_writer.to_stream(sys.stdout, args.format, FIELDS)
    for row in rows:
        text = texts[row["doc_id"]]
        if row["doc_id"] not in lines:
            lines[row["doc_id"]] = [0] + [at + 1 for at, char in enumerate(text) if char == "\n"]
        starts = lines[row["doc_id"]]
        line = bisect_right(starts, row["start"])
        hit = {"file": row["doc_id"], "line": line, "column": row["start"] - starts[line - 1] + 1, **row}
        if write:
            write([hit[field] for field in FIELDS])
        else:
            print(_line(hit, text, colour))
    sys.stdout.flush()


def _line(hit: dict[str, Any], text: str, colour: bool) -> str:
    def paint(words: str, code: str) -> str:
        return f"\x1b[{code}m{words}\x1b[0m" if colour and words else words

    # Control characters of a text must not reach the terminal.
    before = clip_front(_flat(text[max(0, hit["start"] - 3 * AROUND) : hit["start"]].rpartition("\n")[2]), AROUND)
    after = clip(_flat(text[hit["end"] : hit["end"] + 3 * AROUND].partition("\n")[0]), AROUND)
    name = paint(_flat(hit["text"]), f"1;{HUES.get(hit['type'], 36)}")
    place = f"{paint(showable(hit['file']), '2')}:{hit['line']}:{hit['column']}"
    tag = f"[{_flat(hit['type'])} {_flat(hit['entity_id'])}]"
    return f"{place}: {before}{name}{after}  {paint(tag, '2')}"


def _flat(text: str) -> str:
    return showable(text).replace("\n", " ").replace("\r", " ").replace("\t", " ")
