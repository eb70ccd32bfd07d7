"""`dateline gazetteer`: builds, describes and checks gazetteer files."""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from dateline import Gazetteer, InputError

from .._escape import count, showable
from . import common, outputs, readers

EXAMPLES = """examples:
  dateline gazetteer build watch.csv more.jsonl -o watch.dlg
  dateline gazetteer build --from geonames cities500.zip --min-population 5000 -o towns.dlg
  dateline gazetteer build --places 1000 -o world.dlg  countries, regions and towns of the whole world
  dateline gazetteer build list.csv --columns name=title,aliases=short --variants all -o list.dlg
  dateline gazetteer export watch.dlg -o watch.csv
  dateline gazetteer info watch.dlg
  dateline gazetteer check watch.dlg
  dateline gazetteer check list.csv                    what build would say of it
  dateline gazetteer review watch.dlg reports/         which names look like noise
  dateline gazetteer suggest watch.dlg reports/ > more.csv
  dateline find --gazetteer watch.dlg reports/

exit code: 0 done, 2 wrong usage, or a file that is damaged, cut short or from another version."""

# What lists call persons; the core has the same ones.
_PERSONS = frozenset(("person", "persons", "people", "per", "human", "individual"))


def add(commands: common.Commands) -> None:
    """Adds the command to the parser."""
    parser = common.add_command(
        commands,
        "gazetteer",
        "build, describe, check or export a gazetteer file",
        "Build a gazetteer once, index included, into one file that every process maps; describe it; check it; export it.",
        EXAMPLES,
    )
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    for add_action in (_add_build, _add_export, _add_info, _add_check, _add_reviews):
        add_action(actions)


def _add_build(actions: common.Commands) -> None:
    build = actions.add_parser("build", help="build a file from lists of names", description="Build a gazetteer file.")
    build.add_argument("names", nargs="*", metavar="NAMES", help="names: .csv, .jsonl, .parquet, .dlg, or see --from")
    _add_form(build)
    common.add_places(build)
    build.add_argument("--seed", action="store_true", help="the names of the seed gazetteer too")
    readers.add(build)
    build.add_argument("-o", "--output", required=True, metavar="FILE", help="the file to write, such as watch.dlg")
    common.add_quiet(build)
    build.set_defaults(command=_build)


def _add_export(actions: common.Commands) -> None:
    export = actions.add_parser(
        "export",
        help="write names as CSV, JSON lines or patterns for spaCy",
        description="Write the names of a gazetteer, or of any list that build reads, as CSV, JSON lines or patterns for spaCy's EntityRuler.",
    )
    export.add_argument("names", nargs="+", metavar="NAMES", help="names, as for build")
    _add_form(export)
    export.add_argument(
        "--format", choices=sorted(_WRITERS), help="the format to write (csv and jsonl are told by the ending of FILE)"
    )
    readers.add(export)
    export.add_argument("-o", "--output", required=True, metavar="FILE", help="the file to write, such as watch.csv")
    common.add_quiet(export)
    export.set_defaults(command=_export)


def _add_info(actions: common.Commands) -> None:
    info = actions.add_parser("info", help="say what is in a file", description="Say what is in a gazetteer file.")
    info.add_argument("file", metavar="FILE", help="a file that build wrote")
    info.set_defaults(command=_info)


def _add_check(actions: common.Commands) -> None:
    check = actions.add_parser(
        "check",
        help="check a whole file, or a list of names",
        description="Check every byte and index of a gazetteer file; of a list of names, say what build would say of it, and write nothing.",
    )
    check.add_argument("file", metavar="FILE", help="a file that build wrote, or names, as for build")
    _add_form(check)
    readers.add(check)
    check.set_defaults(command=_check)


def _add_reviews(actions: common.Commands) -> None:
    review = actions.add_parser(
        "review",
        help="say which names look like noise in texts",
        description="Count what each name does in texts, the likeliest noise first.",
    )
    suggest = actions.add_parser(
        "suggest",
        help="say which names of texts are not on the list",
        description="List frequent names of texts that the gazetteer lacks, as CSV that build reads.",
    )
    for action in (review, suggest):
        action.add_argument("file", metavar="NAMES", help="names, as for build")
        action.add_argument(
            "reports", nargs="+", metavar="REPORTS", help="files, folders or patterns; - is standard input"
        )
        common.add_columns(action)
        action.add_argument("--top", type=common.positive, default=50, metavar="N", help="so many names (50)")
        common.add_running(action)
    review.set_defaults(command=_review)
    suggest.set_defaults(command=_suggest)


def _add_form(parser: argparse.ArgumentParser) -> None:
    """The option that names the format of lists of names."""
    parser.add_argument(
        "--from", dest="form", choices=sorted(common.FORMATS), help="the format of the lists (told by their endings)"
    )


def _build(args: argparse.Namespace) -> int:
    paths: list[str] = args.names
    if not paths and not args.seed and not args.places:
        raise InputError("gazetteer build: give a list of names, --places N or --seed")
    outputs.check_files({"--output": args.output}, [*paths, *([args.alternate_names] if args.alternate_names else [])])
    outputs.check_ending(
        "--output", args.output, "a gazetteer is built into a format of its own, by custom .dlg; export writes others"
    )
    outputs.check_ready([args.output])
    names = readers.names(args, paths, args.seed)
    names.save(args.output)
    if names.report and (names.report.left_out or names.report.notes):
        common.say(args, str(names.report))
    common.say(args, f"Wrote {args.output}: {_size(names)}, {common.size(Path(args.output))}.")
    return 0


_WRITERS: dict[str, Callable[[Gazetteer, str], None]] = {
    "csv": Gazetteer.to_csv,
    "jsonl": Gazetteer.to_jsonl,
    "spacy": Gazetteer.to_spacy,
}


def _export(args: argparse.Namespace) -> int:
    form = args.format or Path(args.output).suffix.lower().removeprefix(".")
    if form not in _WRITERS:
        raise InputError(
            f"--output {args.output}: its ending tells no format; name one with --format: {', '.join(sorted(_WRITERS))}"
        )
    outputs.check_files(
        {"--output": args.output}, [*args.names, *([args.alternate_names] if args.alternate_names else [])]
    )
    outputs.check_ready([args.output])
    names = readers.names(args, args.names, seed=False)
    _WRITERS[form](names, args.output)
    common.say(args, f"Wrote {args.output}: {_size(names)}, {common.size(Path(args.output))}.")
    return 0


def _info(args: argparse.Namespace) -> int:
    names = Gazetteer.load(args.file, verify="header")
    print(showable(f"{args.file}: {_size(names)}, {common.size(Path(args.file))}"))
    print(showable(f"further columns: {', '.join(names.columns) or 'none'}"))
    for kind, number in Counter(names._kinds()).most_common():
        print(showable(f"{number:>12,}  {kind}"))
    print(showable(f"spellings made: {', '.join(names.variants) or 'none'}"))
    if "surnames" not in names.variants and any(kind.lower() in _PERSONS for kind in names._kinds()):
        print(
            "persons are found by full names; a file that is built with --variants auto,surnames has surnames alone too"
        )
    return 0


def _check(args: argparse.Namespace) -> int:
    if args.form not in (None, "dlg") or (common.form_of(args.file) != "dlg" and not _is_own(args.file)):
        return _check_list(args)
    names = Gazetteer.load(args.file)
    print(showable(f"{args.file} is sound: {_size(names)}."))
    return 0


def _is_own(path: str) -> bool:
    """Whether a file begins as those that dateline writes, whatever its ending."""
    file = Path(path)
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(4) == b"\x89DTL"


def _check_list(args: argparse.Namespace) -> int:
    names = readers.names(args, [args.file], seed=False)
    print(showable(f"{args.file} can be built: {_size(names)}."))
    if names.report:
        print(showable(str(names.report)))
    return 0


def _review(args: argparse.Namespace) -> int:
    names = common.names_of(args.file)
    texts, failed = common.texts(args.reports, args.text)
    table = names.review(list(texts.values()), threads=args.threads, progress=common.progress(args)).head(args.top)
    print(f"{'suspicion':>9} {'hits':>7} {'dropped':>7} {'lower':>6} {'start':>6}  name")
    for row in table.to_pylist():
        example = row["examples"][0] if row["examples"] else ""
        print(
            showable(
                f"{row['suspicion']:>9.2f} {row['hits']:>7,} {row['dropped']:>7.0%} {row['lower']:>6.0%}"
                f" {row['sentence_start']:>6.0%}  {row['name']}  {example}"
            )
        )
    return 0 if len(table) and not failed else 1


def _suggest(args: argparse.Namespace) -> int:
    names = common.names_of(args.file)
    texts, failed = common.texts(args.reports, args.text)
    table = names.suggest(list(texts.values()), threads=args.threads, progress=common.progress(args)).head(args.top)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("name", "type", "aliases", "mentions", "documents", "example"))
    for row in table.to_pylist():
        aliases = "|".join(name.replace("\\", "\\\\").replace("|", "\\|") for name in row["aliases"])
        out.writerow((row["name"], row["type"], aliases, row["mentions"], row["documents"], row["examples"][0]))
    return 0 if len(table) and not failed else 1


def _size(names: Gazetteer) -> str:
    return f"{count(len(names), 'entity', 'entities')}, {count(names.n_names, 'name')}"
