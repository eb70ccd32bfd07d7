"""Rows of tables, and documents, with the labels that a classifier gives them or their sentences: read, labelled and written some at a time."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, TypeAlias

from dateline import InputError, RuleClassifier, SentenceClassifier

from .._arguments import lists_of
from .._escape import count, showable, squeeze
from . import common, row_writer, steps
from .faults import Faults
from .table_file import ABSENT, Row, TableFile, free

Model: TypeAlias = SentenceClassifier | RuleClassifier
Given: TypeAlias = list[tuple[str, float]]
"""Labels with their scores."""

_ROWS: Final = 2_000
_CHARACTERS: Final = 4_000_000
"""How many rows are labelled at once, and of how many characters."""
_OWN: Final = "dateline_"
"""Goes before the name of a column of ours where a table has it already."""


def run(args: argparse.Namespace, model: Model, in_rows: bool) -> int:
    """Labels the rows of tables (`in_rows`), or documents, or the sentences of either, and writes them with all their columns."""
    tables = [TableFile(path, args.text) for path in args.files] if in_rows else []
    columns, places = _joined(args, tables)
    fields = _fields(args, len(tables) == 1)
    taken = {name.strip().casefold() for name in columns}
    names = [*columns, *(name if name not in taken else free(_OWN + name, taken) for name in fields)]
    faults = Faults()
    rows = _rows(tables, places, len(columns), faults) if in_rows else _documents(args, faults)
    texts = labelled = 0
    with ExitStack() as stack:
        write = _writer(args, names, tables, stack)
        for chunk in _chunks(rows):
            texts += len(chunk)
            for row, sentence, given in (_whole if args.whole else _sentences)(args, model, chunk):
                labelled += bool(given)
                if write is None:
                    _print(row, sentence, given)
                    continue
                id_ = [row.id] if len(fields) > 2 else []
                if args.whole:
                    write([*row.cells, *id_, *_cells(given, model.multilabel)])
                for label, score in given if sentence else ():
                    write([*row.cells, *id_, *sentence, label, round(score, 4)])
    sys.stdout.flush()
    faults.end()
    if args.whole:
        common.say(args, f"{labelled:,} of {count(texts, 'text')} with a label.")
    else:
        common.say(args, f"{count(labelled, 'sentence')} with a label in {count(texts, 'document')}.")
    if args.output:
        common.say(args, f"Wrote {args.output} ({common.size(Path(args.output))}).")
    return 0 if labelled and not faults.lost else 1


def _fields(args: argparse.Namespace, one_table: bool) -> list[str]:
    """The columns of our own. Of one table whose rows all come back, each says itself which it is."""
    named = "doc_id" if args.output else "file"
    if not args.whole:
        return [named, "sentence", "start", "end", "text", "label", "score"]
    return ["label", "score"] if one_table else [named, "label", "score"]


def _writer(
    args: argparse.Namespace, names: list[str], tables: list[TableFile], stack: ExitStack
) -> row_writer.Write | None:
    """What takes rows: a file, which is there when the stack is left, or standard output; nothing where lines are printed."""
    if args.output:
        shown = ", ".join(args.files[:3]) + ", …" * (len(args.files) > 3)
        stack.enter_context(steps.step(args, f"Labelling {shown}"))
        parted = ";" if tables and tables[0].form == "csv" and tables[0].delimiter == ";" else ","
        marked = any(table.of_spreadsheet for table in tables)
        return stack.enter_context(row_writer.to_file(Path(args.output), names, parted, marked))
    return None if args.format == "text" else row_writer.to_stream(sys.stdout, args.format, names)


def _joined(args: argparse.Namespace, tables: list[TableFile]) -> tuple[list[str], list[list[int]]]:
    """The columns of all tables, the text's left out where sentences stand in its place, and where those of each table stand among
    them.
    """
    # Also finds what is wrong with any of them, before anything is written.
    text_columns = [table.text_column for table in tables]
    kept = [
        [name for at, name in enumerate(table.columns) if args.whole or at != text]
        for table, text in zip(tables, text_columns, strict=True)
    ]
    columns = list(dict.fromkeys(name for names in kept for name in names))
    at = {name: number for number, name in enumerate(columns)}
    return columns, [
        [at.get(name, -1) if name in own else -1 for name in table.columns]
        for table, own in zip(tables, kept, strict=True)
    ]


def _rows(tables: list[TableFile], places: list[list[int]], width: int, faults: Faults) -> Iterator[Row]:
    """The rows of tables, their cells in the order of the columns of all; tells of those without a text, and those left out."""
    for table, at in zip(tables, places, strict=True):
        for row in table.rows():
            if isinstance(row, InputError):
                faults.lose(f"{row}; left out")
                continue
            if row.problem:
                faults.lose(f"{table.path}, {row.place}: {row.problem}, so no label")
            cells: list[Any] = [ABSENT] * width
            for place, cell in zip(at, row.cells, strict=True):
                if place >= 0:
                    cells[place] = cell
            yield Row(row.place, row.id, cells, row.text)


def _documents(args: argparse.Namespace, faults: Faults) -> Iterator[Row]:
    """Documents as rows without columns; tells of those that could not be read."""
    for doc_id, text in faults.readable(common.documents(args.files, args.text)):
        yield Row("", doc_id, [], text)


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    length = 0
    for row in rows:
        chunk.append(row)
        length += len(row.text or "")
        if len(chunk) == _ROWS or length > _CHARACTERS:
            yield chunk
            chunk, length = [], 0
    if chunk:
        yield chunk


def _sentences(args: argparse.Namespace, model: Model, rows: list[Row]) -> Iterator[tuple[Row, list[Any], Given]]:
    """The sentences of rows that have a label that is asked for: number, place and words of each, and its labels."""
    rows = [row for row in rows if row.text is not None]
    table = model.classify_all([row.text for row in rows], [str(at) for at in range(len(rows))], threads=args.threads)
    columns = [table[name] for name in ("doc_id", "sentence", "start", "end", "text")]
    given = zip(table["label"], table["score"], strict=True)
    for (doc, *sentence), labels in groupby(zip(zip(*columns, strict=True), given, strict=True), itemgetter(0)):
        if asked := _asked(args, [label for _, label in labels]):
            yield rows[int(doc)], sentence, asked


def _whole(args: argparse.Namespace, model: Model, rows: list[Row]) -> Iterator[tuple[Row, list[Any], Given]]:
    """All rows with the labels of their texts that are asked for."""
    given = iter(_labels(model, [row.text for row in rows if row.text is not None], args.threads))
    for row in rows:
        yield row, [], _asked(args, [] if row.text is None else next(given))


def _asked(args: argparse.Namespace, given: Given) -> Given:
    return [(label, p) for label, p in given if p >= args.least and (not args.label or label in args.label)]


def _labels(model: Model, texts: list[str], threads: int | None) -> list[Given]:
    """The labels of each text with their scores."""
    if not texts:
        return []
    if isinstance(model, RuleClassifier):
        names = model.classes_
        found, scores = model.predict(texts, threads=threads), model.predict_proba(texts, threads=threads)
    else:
        learnt = model._fitted()
        names = list(learnt.classes)
        found, scores = learnt.predict(texts, threads), learnt.predict_proba(texts, threads)
    at = {name: number for number, name in enumerate(names)}
    labels = [row if isinstance(row, list) else [] if row is None else [row] for row in found]
    return [[(label, odds[at[label]]) for label in row] for row, odds in zip(labels, lists_of(scores), strict=True)]


def _cells(given: Given, several: bool) -> list[Any]:
    """The cells of labels and scores: lists where a text may have several."""
    if several:
        return [[label for label, _ in given], [round(score, 4) for _, score in given]]
    return [given[0][0], round(given[0][1], 4)] if given else [None, None]


def _print(row: Row, sentence: list[Any], given: Given) -> None:
    number = sentence[0] if sentence else None
    text = sentence[-1] if sentence else row.text or ""
    for said in [f"{label} {score:.2f}" for label, score in given] or ["-"]:
        print(_shown(row.id, number, said, text))


def _shown(doc_id: str, sentence: int | None, said: str, text: str) -> str:
    """A line for people: what is said of a text, or of a sentence of it. Tables count sentences from 0, people from 1."""
    place = doc_id if sentence is None else f"{doc_id}, sentence {sentence + 1}"
    return showable(f"{place}: {said}  {squeeze(text)}")
