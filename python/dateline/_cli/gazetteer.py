"""`dateline gazetteer`: builds, describes and checks gazetteer files."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from dateline import Gazetteer, InputError

from .._escape import count, showable
from . import common

EXAMPLES = """examples:
  dateline gazetteer build watch.csv more.jsonl -o watch.dlg
  dateline gazetteer info watch.dlg
  dateline gazetteer check watch.dlg
  dateline find --gazetteer watch.dlg reports/

exit code: 0 done, 2 wrong usage, or a file that is damaged, cut short or from another version."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "gazetteer",
        help="build, describe or check a gazetteer file",
        description="Build a gazetteer once, index included, into one file that every process maps; describe it; check it.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    build = actions.add_parser("build", help="build a file from lists of names", description="Build a gazetteer file.")
    build.add_argument("names", nargs="*", metavar="NAMES", help="names, .csv, .jsonl or .dlg")
    build.add_argument("--seed", action="store_true", help="the names of the seed gazetteer too")
    build.add_argument("-o", "--output", required=True, metavar="FILE", help="the file to write, such as watch.dlg")
    build.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    build.set_defaults(command=_build)
    info = actions.add_parser("info", help="say what is in a file", description="Say what is in a gazetteer file.")
    info.add_argument("file", metavar="FILE", help="a file that build wrote")
    info.set_defaults(command=_info)
    check = actions.add_parser("check", help="check a whole file", description="Check every byte and index of a file.")
    check.add_argument("file", metavar="FILE", help="a file that build wrote")
    check.set_defaults(command=_check)


def _build(args: argparse.Namespace) -> int:
    paths: list[str] = args.names
    if not paths and not args.seed:
        raise InputError("gazetteer build: give a list of names, or --seed")
    names = common.gazetteer(paths, seed=args.seed)
    names.save(args.output)
    common.say(args, f"Wrote {args.output}: {_size(names)}, {common.size(Path(args.output))}.")
    return 0


def _info(args: argparse.Namespace) -> int:
    names = Gazetteer.load(args.file, verify="header")
    print(showable(f"{args.file}: {_size(names)}, {common.size(Path(args.file))}"))
    print(showable(f"further columns: {', '.join(names.columns) or 'none'}"))
    kinds = Counter(str(entry["type"]) for entry in names)
    for kind, number in kinds.most_common():
        print(showable(f"{number:>12,}  {kind}"))
    return 0


def _check(args: argparse.Namespace) -> int:
    names = Gazetteer.load(args.file)
    print(showable(f"{args.file} is sound: {_size(names)}."))
    return 0


def _size(names: Gazetteer) -> str:
    return f"{count(len(names), 'entity', 'entities')}, {count(names.n_names, 'name')}"
