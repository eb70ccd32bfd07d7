"""`dateline brief`: a situation brief over reports."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dateline import Brief, InputError, Pipeline
from dateline._arguments import a_day

from . import common, outputs

EXAMPLES = """examples:
  dateline brief reports/                              brief.html over a folder
  dateline brief reports/*.txt -o out/monday.html --title "Monday brief"
  dateline brief reports/ --gazetteer watch.csv --date 2026-03-08 -o brief.md
  dateline brief reports/ --places 1000                towns of the whole world are known too
  dateline brief reports/ -o -                         Markdown on standard output

A folder may hold an index.csv (path,source,date,title), which then says what belongs to it."""


def add(commands: common.Commands) -> None:
    """Adds the command to the parser."""
    parser = common.add_command(
        commands,
        "brief",
        "write a situation brief over reports",
        "Write a situation brief over reports: one HTML page without network access, Markdown or JSON.",
        EXAMPLES,
    )
    common.add_reading(parser)
    parser.add_argument(
        "-o", "--output", default="brief.html", metavar="FILE", help="brief.html, .md or .json; - is Markdown on stdout"
    )
    parser.add_argument("--title", help="title of the brief")
    parser.add_argument("--as-of", metavar="DATE", help="day of the brief (the latest document's)")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Runs the command."""
    target = Path(args.output)
    if args.output != "-" and target.suffix.lower() not in (".html", ".htm", ".md", ".json"):
        raise InputError(f"{args.output!r}: a brief is written as .html, .md or .json")
    if args.output != "-":
        outputs.check_files({"--output": args.output}, [*args.reports, *args.gazetteer])
        outputs.check_place("--output", args.output, args.reports, folder=False)
    day = a_day("--as-of", args.as_of)
    documents = common.corpus(args)
    names = common.names_beside_seed(args)
    if args.output != "-":
        outputs.check_ready([args.output])
    analysis = Pipeline(gazetteer=names).run(documents, progress=common.progress(args), threads=args.threads)
    if common.failures(analysis):
        common.say(args, "Nothing could be read, so no brief was written.")
        return 1
    brief = Brief(analysis, args.title, date=day)
    if args.output == "-":
        sys.stdout.write(brief.to_markdown())
        sys.stdout.flush()
    else:
        brief.save(target)
    common.say(args, common.summary(analysis))
    if args.output != "-":
        common.say(args, f"Wrote {target} ({common.size(target)}).")
        if target.suffix.lower() in (".html", ".htm"):
            common.say(args, f"Open it in a browser: {target.resolve().as_uri()}")
    return 0
