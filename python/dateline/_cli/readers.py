"""Options that tell how lists of names are read, for the commands that take such lists."""

from __future__ import annotations

import argparse
from typing import Any

from dateline import Gazetteer, InputError

from . import common

INDEX = ("fold", "boundary", "variants")
"""Options of the index rather than of a file."""


def add(parser: argparse.ArgumentParser) -> None:
    """Adds the options to a parser."""
    tables = parser.add_argument_group("tables (.csv .tsv .jsonl .parquet)")
    tables.add_argument(
        "--columns",
        action="append",
        type=_columns,
        metavar="FIELD=COLUMN,…",
        help="which column holds which field (id, name, type, aliases, country, lat, lon …); a field may be named several times",
    )
    tables.add_argument("--separator", metavar="TEXT", help="what parts several aliases in one cell (|)")
    tables.add_argument("--type", metavar="TYPE", help="the type of rows without one")
    tables.add_argument("--keep", type=_list, metavar="COLUMN,…", help="the further columns to keep (all)")
    tables.add_argument(
        "--bad-rows",
        choices=("error", "skip"),
        help="whether a row that cannot be used ends the work or is left out (error)",
    )
    tables.add_argument(
        "--encoding",
        metavar="NAME",
        help="the encoding of a file of text, such as windows-1251 (found out; also for GATE)",
    )
    places = parser.add_argument_group("GeoNames (--from geonames)")
    places.add_argument("--alternate-names", metavar="FILE", help="alternateNamesV2 beside the dump, .txt or .zip")
    places.add_argument(
        "--classes", metavar="LETTERS", help="classes of features: A regions, P towns, S buildings, H waters … (AP)"
    )
    places.add_argument(
        "--countries", type=_list, metavar="UA,…", help="only these countries, as ISO codes of two letters"
    )
    places.add_argument("--codes", type=_list, metavar="CODE,…", help="only features of these codes, such as PPLC,ADM1")
    places.add_argument("--min-population", type=_whole, metavar="N", help="only places of so many people")
    places.add_argument(
        "--languages", type=_list, metavar="en,…", help="languages of names, best first (also for Wikidata and SKOS)"
    )
    _switch(places, "--historic", "names that are no longer used (no)")
    _switch(places, "--colloquial", "names of everyday speech, such as Big Apple (no)")
    _switch(places, "--short", "short names, such as California for State of California (yes)")
    _switch(places, "--abbreviations", "abbreviations, such as NYC (yes)")
    others = parser.add_argument_group("other formats (--from …)")
    others.add_argument(
        "--types",
        action="append",
        type=_types,
        metavar="THEIRS=OURS,…",
        help="our type by theirs: a class (Wikidata, SKOS), major:minor (GATE), a label (spaCy)",
    )
    _switch(others, "--usual-types", "Wikidata: the classes that are known without --types (yes)")
    others.add_argument(
        "--schemas", type=_list, metavar="NAME,…", help="OpenSanctions: only entities of these schemas, such as Person"
    )
    _switch(others, "--weak-aliases", "OpenSanctions: broad names too (no)")
    others.add_argument("--date", metavar="DATE", help="PETRARCH: the day (2014-05-01) whose codes are in force")
    _switch(others, "--hidden", "SKOS: hidden labels too (yes)")
    index = parser.add_argument_group("spellings")
    index.add_argument(
        "--fold", type=_kinds, metavar="KIND,…", help="what is evened out: case, marks, punctuation; all or none (all)"
    )
    index.add_argument("--boundary", choices=("word", "none"), help="whether names stand inside words too: none (word)")
    index.add_argument(
        "--variants",
        type=_kinds,
        metavar="KIND,…",
        help="spellings made from names: romanised, inflected, initials, surnames, demonyms; all or none",
    )


def names(args: argparse.Namespace, paths: list[str], seed: bool) -> Gazetteer:
    """The names of the files, read with the options that were given. An option that no file's format has is an error."""
    given: dict[str, Any] = {name: value for name in common.KNOWN if (value := getattr(args, name)) is not None}
    if "columns" in given:
        given["columns"] = _mapping(given["columns"])
    if "types" in given:
        given["types"] = dict(pair for pairs in given["types"] for pair in pairs)
    forms = {args.form or common.form_of(path) for path in paths}
    for name in given:
        if name not in INDEX and forms.isdisjoint(common.KNOWN[name]):
            option = "--" + name.replace("_", "-")
            raise InputError(
                f"{option}: there is no such option for {', '.join(sorted(forms)) or 'the seed'}, only for {', '.join(common.KNOWN[name])};"
                " --from names the format of a list"
            )
    index = {name: given.pop(name) for name in INDEX if name in given}
    if len(paths) == 1 and not seed and "dlg" not in forms:
        return common.gazetteer(paths, seed, args.form, {**given, **index})
    found = common.gazetteer(paths, seed, args.form, given)
    return found.with_options(**index) if index else found


def _switch(group: argparse._ArgumentGroup, name: str, meaning: str) -> None:
    """An option and its contrary, `--no-…`; neither leaves it to the reader."""
    group.add_argument(name, action=argparse.BooleanOptionalAction, default=None, help=meaning)


def _list(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _kinds(value: str) -> bool | list[str]:
    return value == "all" if value in ("all", "none") else _list(value)


def _whole(value: str) -> int:
    if not value.isascii() or not value.isdigit():
        raise argparse.ArgumentTypeError(f"{value!r} is not a number from 0")
    return int(value)


def _columns(value: str) -> list[tuple[str, str]]:
    pairs = [part.partition("=") for part in _list(value)]
    if not pairs or not all(field.strip() and column.strip() for field, _, column in pairs):
        raise argparse.ArgumentTypeError(f"{value!r} is not like name=title,aliases=short")
    return [(field.strip(), column.strip()) for field, _, column in pairs]


def _types(value: str) -> list[tuple[str, str]]:
    """Pairs of a type of theirs, which may be an address that holds an equals sign, and one of ours."""
    pairs = [part.rpartition("=") for part in _list(value)]
    if not pairs or not all(theirs.strip() and ours.strip() for theirs, _, ours in pairs):
        raise argparse.ArgumentTypeError(f"{value!r} is not like Q515=place,Q6256=country")
    return [(theirs.strip(), ours.strip()) for theirs, _, ours in pairs]


def _mapping(given: list[list[tuple[str, str]]]) -> dict[str, str | list[str]]:
    """Fields with their column, or columns where a field was named several times."""
    found: dict[str, list[str]] = {}
    for field, column in (pair for pairs in given for pair in pairs):
        found.setdefault(field, []).append(column)
    return {field: columns if len(columns) > 1 else columns[0] for field, columns in found.items()}
