"""Options that tell how lists of names are read, for the commands that take such lists."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from dateline import Gazetteer, InputError

from . import common


def _list(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _kinds(value: str) -> bool | list[str]:
    return value == "all" if value in ("all", "none") else _list(value)


def _whole(value: str) -> int:
    if not value.isascii() or not value.isdigit():
        raise argparse.ArgumentTypeError(f"must be a whole number of 0 or more, but is {value!r}")
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


class Option(NamedTuple):
    """An option of readers on the command line; its name is that of the argument in Python."""

    group: str
    meaning: str
    placeholder: str | None = None
    """What stands for the value in the help; a switch, with its contrary `--no-…`, has none."""
    read: Callable[[str], Any] | None = None
    """What makes a value of the word that was given."""
    choices: tuple[str, ...] | None = None
    repeated: bool = False


_TABLES = "tables (.csv .tsv .jsonl .parquet)"
_GEONAMES = "GeoNames (--from geonames)"
_OTHERS = "other formats (--from …)"
_SPELLINGS = "spellings"

OPTIONS: Final[dict[str, Option]] = {
    "columns": Option(
        _TABLES,
        "which column holds which field (id, name, type, aliases, country, lat, lon …); a field may be named several times",
        "FIELD=COLUMN,…",
        _columns,
        repeated=True,
    ),
    "separator": Option(_TABLES, "what parts several aliases in one cell (|)", "TEXT"),
    "type": Option(_TABLES, "the type of rows without one", "TYPE"),
    "keep": Option(_TABLES, "the further columns to keep (all)", "COLUMN,…", _list),
    "bad_rows": Option(
        _TABLES,
        "whether a row that cannot be used ends the work or is left out (error)",
        choices=("error", "skip"),
    ),
    "encoding": Option(
        _TABLES, "the encoding of a file of text, such as windows-1251 (found out; also for GATE)", "NAME"
    ),
    "alternate_names": Option(_GEONAMES, "alternateNamesV2 beside the dump, .txt or .zip", "FILE"),
    "classes": Option(_GEONAMES, "classes of features: A regions, P towns, S buildings, H waters … (AP)", "LETTERS"),
    "countries": Option(_GEONAMES, "only these countries, as ISO codes of two letters", "UA,…", _list),
    "codes": Option(_GEONAMES, "only features of these codes, such as PPLC,ADM1", "CODE,…", _list),
    "min_population": Option(_GEONAMES, "only places of so many people", "N", _whole),
    "languages": Option(_GEONAMES, "languages of names, best first (also for Wikidata and SKOS)", "en,…", _list),
    "historic": Option(_GEONAMES, "names that are no longer used (no)"),
    "colloquial": Option(_GEONAMES, "names of everyday speech, such as Big Apple (no)"),
    "short": Option(_GEONAMES, "short names, such as California for State of California (yes)"),
    "abbreviations": Option(_GEONAMES, "abbreviations, such as NYC (yes)"),
    "types": Option(
        _OTHERS,
        "our type by theirs: a class (Wikidata, SKOS), major:minor (GATE), a label (spaCy)",
        "THEIRS=OURS,…",
        _types,
        repeated=True,
    ),
    "usual_types": Option(_OTHERS, "Wikidata: the classes that are known without --types (yes)"),
    "schemas": Option(_OTHERS, "OpenSanctions: only entities of these schemas, such as Person", "NAME,…", _list),
    "weak_aliases": Option(_OTHERS, "OpenSanctions: broad names too (no)"),
    "date": Option(_OTHERS, "PETRARCH: the day (2014-05-01) whose codes are in force", "DATE"),
    "hidden": Option(_OTHERS, "SKOS: hidden labels too (yes)"),
    "fold": Option(_SPELLINGS, "what is evened out: case, marks, punctuation; all or none (all)", "KIND,…", _kinds),
    "boundary": Option(_SPELLINGS, "whether names stand inside words too: none (word)", choices=("word", "none")),
    "variants": Option(
        _SPELLINGS,
        "spellings made from names: romanised, inflected, initials, surnames, demonyms, respelled, styled, declined, transcribed; auto (what is made without this option), all or none",
        "KIND,…",
        _kinds,
    ),
}
"""All options of all readers; which reader has which, its signature says."""

INDEX: Final = tuple(name for name, option in OPTIONS.items() if option.group == _SPELLINGS)
"""Options of the index rather than of a file."""


def add(parser: argparse.ArgumentParser) -> None:
    """Adds the options to a parser."""
    groups: dict[str, argparse._ArgumentGroup] = {}
    for name, option in OPTIONS.items():
        group = groups.get(option.group) or groups.setdefault(option.group, parser.add_argument_group(option.group))
        if option.placeholder is None and option.choices is None:
            group.add_argument(_flag(name), action=argparse.BooleanOptionalAction, default=None, help=option.meaning)
        else:
            group.add_argument(
                _flag(name),
                action="append" if option.repeated else "store",
                type=option.read or str,
                choices=option.choices,
                metavar=option.placeholder,
                help=option.meaning,
            )


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def names(args: argparse.Namespace, paths: list[str], seed: bool) -> Gazetteer:
    """The names of the files, read with the options that were given. An option that no file's format has is an error."""
    given: dict[str, Any] = {name: value for name in OPTIONS if (value := getattr(args, name)) is not None}
    if "columns" in given:
        given["columns"] = _mapping(given["columns"])
    if "types" in given:
        given["types"] = dict(pair for pairs in given["types"] for pair in pairs)
    forms = {args.form or common.form_of(path) for path in paths}
    for name in given:
        known = [form for form in common.FORMATS if name in common.options_of(form)]
        if name not in INDEX and forms.isdisjoint(known):
            raise InputError(
                f"{_flag(name)}: there is no such option for {', '.join(sorted(forms)) or 'the seed'}, only for {', '.join(known)};"
                " --from names the format of a list"
            )
    index = {name: given.pop(name) for name in INDEX if name in given}
    places: int | None = getattr(args, "places", None)
    if len(paths) == 1 and not seed and not places and "dlg" not in forms:
        return common.gazetteer(paths, seed, args.form, {**given, **index})
    found = common.gazetteer(paths, seed, args.form, given, places)
    return found.with_options(**index) if index else found


def _mapping(given: list[list[tuple[str, str]]]) -> dict[str, str | list[str]]:
    """Fields with their column, or columns where a field was named several times."""
    found: dict[str, list[str]] = {}
    for field, column in (pair for pairs in given for pair in pairs):
        found.setdefault(field, []).append(column)
    return {field: columns if len(columns) > 1 else columns[0] for field, columns in found.items()}
