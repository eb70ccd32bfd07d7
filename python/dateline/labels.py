"""Labelled texts in files: fastText, Prodigy, Label Studio, doccano, CSV, and JSON lines of our own."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from dateline._arguments import must_be, one_of
from dateline._core import read_text, write_text
from dateline._escape import count
from dateline._label_files import doubts
from dateline._label_files.formats import FORMATS, PARTED, READERS, WRITERS, LabelFormat, guess
from dateline._label_files.source import NESTED, Labelled, Option, Source, as_argument
from dateline.errors import InputError

__all__ = ["FORMATS", "NO_LABEL", "NO_TEXT", "LabelFormat", "LabelledTexts", "each_label", "read_labels"]

NO_LABEL: Final = "it has no label"
NO_TEXT: Final = "it has no text"


def each_label(labels: Iterable[Any], multilabel: bool) -> Iterator[str]:
    """Every label of every row, as often as it occurs."""
    for row in labels:
        if multilabel:
            yield from row
        else:
            yield row


@dataclass(frozen=True)
class LabelledTexts:
    """Texts with their labels, as read from a file.

    `labels` holds a `str` for each text, or a list of `str` if `multilabel`. `left_out` says which rows were not used, and why; `places`
    where each text stands in the file. `LabelledTexts(texts, labels, multilabel).save(path)` writes texts of your own.

    >>> import dateline as dl
    >>> held = dl.LabelledTexts(["Rain fell.", "He scored."], ["weather", "sport"], multilabel=False)
    >>> held
    LabelledTexts(2 texts, labels: sport, weather)
    """

    texts: list[str]
    labels: list[Any]
    multilabel: bool
    format: LabelFormat = "jsonl"
    left_out: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.labels) != len(self.texts):
            raise InputError(
                f"labels: there are {len(self.labels)} for {len(self.texts)} texts; give one for each text"
            )

    def __len__(self) -> int:
        return len(self.texts)

    def __repr__(self) -> str:
        names = sorted(set(each_label(self.labels, self.multilabel)))
        left = f", {len(self.left_out)} rows left out" if self.left_out else ""
        return f"LabelledTexts({len(self.texts)} texts, labels: {', '.join(names)}{left})"

    def save(self, path: str | os.PathLike[str], format: LabelFormat | None = None) -> None:
        """Writes the texts and labels as another tool reads them; `format` is guessed from the file's ending (`.csv`, `.jsonl`).

        fastText knows neither line breaks in texts nor spaces in labels: they become spaces and `_`.
        """
        target = Path(path)
        by_ending: dict[str, LabelFormat] = {".csv": "csv", ".jsonl": "jsonl"}
        wanted = by_ending.get(target.suffix.lower()) if format is None else format
        if wanted is None:
            raise InputError(f"format: the ending of {str(target)!r} tells none; name one of {', '.join(FORMATS)}")
        one_of("format", wanted, FORMATS)
        write_text(target, WRITERS[wanted](self._rows(), self.multilabel))

    def _rows(self) -> Iterator[tuple[str, list[str]]]:
        for text, given in zip(self.texts, self.labels, strict=True):
            yield text, given if self.multilabel else [given]


def read_labels(
    path: str | os.PathLike[str],
    format: LabelFormat | None = None,
    *,
    text: str | None = None,
    label: str | Sequence[str] | None = None,
    multilabel: bool | None = None,
    separator: str | None = None,
) -> LabelledTexts:
    """Reads labelled texts: fastText lines, exports of Prodigy, Label Studio and doccano, CSV, TSV, or JSON lines.

    `format` is guessed from the file if left out, and so are the columns `text` and `label`. In a CSV cell several labels are parted by
    `separator` (`|`; doccano's by `#`), and so are those in a string of JSON lines if it is given. `label` also names one of several
    questions of Label Studio, or is a list of columns, each of which says with 0 and 1 whether a text has the label that it is named for.
    A text is taken to have several labels if one of the file has more than one, or an empty list of them; `multilabel` says so or forbids
    it. Where a text has one label, those without any are left out, as are rejected, ignored and contested ones (annotators who disagree,
    without a majority), and rows without a text always; `left_out` names them. Where only one label was asked for, a rejected text has
    none. Files may be packed (.gz .zst .bz2 .zip), and encoded as gazetteers may be.

    Raises `InputError` that names the file and line of what cannot be read; warns of rows without a text or a label, of guesses, and of
    labels that are perhaps not meant: cells that another separator parts into labels, words for a missing value ("NA"), labels that
    differ by case or blanks alone.

    >>> import dateline as dl, pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp(), "labels.csv")
    >>> _ = path.write_text("text,label\\nRain fell.,weather\\nHe scored.,sport\\n")
    >>> dl.read_labels(path).labels
    ['weather', 'sport']
    """
    return read_file(path, format, text, label, multilabel, separator, as_argument)


def read_file(
    path: str | os.PathLike[str],
    format: LabelFormat | None,
    text: str | None,
    label: str | Sequence[str] | None,
    multilabel: bool | None,
    separator: str | None,
    option: Option,
    *,
    several_elsewhere: bool = False,
) -> LabelledTexts:
    """As `read_labels`; `option` names options in errors and warnings. `several_elsewhere`: texts of other files that are read beside this
    one have several labels.
    """
    _check_options(format, text, multilabel, separator)
    source = Path(path)
    content, encoding, name = read_text(source)
    if not encoding.startswith("utf"):
        _warn(f"{source}: this is no UTF-8, so it was read as {encoding}; if letters look wrong, save it as UTF-8")
    if not content.strip():
        raise InputError(f"{source}: the file is empty")
    left_out: list[str] = []
    asked = True if several_elsewhere else multilabel
    one = label if isinstance(label, str) else None
    held = Source(str(source), content, text, one, asked, left_out, option, separator, _columns(label))
    kind, rows = _rows(held, format, name)
    found = [row for row in rows if row[0].strip()]
    without_text = [place for text, _, place in rows if not text.strip()]
    several = next((place for _, labels, place in found if labels is not None and len(labels) > 1), None)
    if multilabel is False and several:
        raise InputError(
            f"{source}, {several}: the text has more than one label; read the file with {option('multilabel', True)}"
        )
    none = next((place for _, labels, place in found if labels == []), None)
    many = bool(several or none) if asked is None else asked
    pairs = [(text, labels or [], place) for text, labels, place in found if many or labels]
    left_out.extend(f"{place}: {NO_TEXT}" for place in without_text)
    left_out.extend(f"{place}: {NO_LABEL}" for _, labels, place in found if not many and not labels)
    if not pairs:
        raise InputError(f"{source}: it holds no labelled text" + (f" ({left_out[0]})" if left_out else ""))
    guessed_by = none if asked is None and not several else None
    for line in (
        *_gaps(found, without_text, many, multilabel, guessed_by, option),
        *_doubts([(label, place) for _, row, place in pairs for label in row], kind in PARTED, option),
    ):
        _warn(f"{source}: {line}")
    return LabelledTexts(
        [text for text, _, _ in pairs],
        [sorted(set(row)) if many else row[0] for _, row, _ in pairs],
        many,
        kind,
        left_out,
        [place for _, _, place in pairs],
    )


def _check_options(format: str | None, text: object, multilabel: object, separator: object) -> None:
    """Raises an error for an option that is none."""
    for argument, given in (("text", text), ("separator", separator)):
        if given is not None and not isinstance(given, str):
            raise must_be(argument, "a str", given)
    if multilabel is not None and not isinstance(multilabel, bool):
        raise must_be("multilabel", "True, False or None", multilabel)
    if format is not None:
        one_of("format", format, FORMATS)
    if separator == "":
        raise InputError("separator: it is empty; name the mark that parts several labels, such as ';'")


def _rows(held: Source, format: LabelFormat | None, name: str) -> tuple[LabelFormat, list[Labelled]]:
    """The format of a file, and its rows."""
    # Columns that stand for labels are those of a plain table, whatever else it looks like.
    kind = format or (_plain(held.content) if held.columns else guess(name, held))
    if held.columns and kind not in ("csv", "jsonl"):
        raise InputError(f"label: several columns of labels are for csv and jsonl, not {kind}; name one column")
    try:
        return kind, list(READERS[kind](held))
    except RecursionError:
        # Just not too deep to be parsed, and too deep to be walked through.
        raise InputError(f"{held.name}: {NESTED}") from None


def _columns(label: str | Sequence[str] | None) -> tuple[str, ...]:
    """The columns of 0 and 1 that are named, if several are."""
    if label is None or isinstance(label, str):
        return ()
    if isinstance(label, bytes | dict) or not isinstance(label, Iterable):
        raise must_be("label", "the name of a column or a list of them", label)
    columns = tuple(label)
    if not columns:
        raise InputError("label: there are no columns; name those of 0 and 1, or leave it out")
    for at, name in enumerate(columns):
        if not isinstance(name, str):
            raise must_be(f"label[{at}]", "the name of a column", name)
    return columns


def _plain(content: str) -> LabelFormat:
    """The format of a plain table or of JSON lines."""
    return "jsonl" if content.lstrip().startswith(("[", "{")) else "csv"


def _gaps(
    found: list[Labelled],
    without_text: list[str],
    many: bool,
    multilabel: bool | None,
    guessed_by: str | None,
    option: Option,
) -> Iterator[str]:
    """What is to be said of rows without a text or a label. `guessed_by` is the place of the empty list by which alone texts are taken to
    have several labels.
    """
    if guessed_by:
        yield (
            f"taken to have several labels a text, or none, since {guessed_by} has an empty list of labels; "
            f"{option('multilabel', False)} leaves such texts out"
        )
    if without_text:
        yield f"{count(len(without_text), 'row')} without a text left out ({_places(without_text)})"
    blank = [place for _, labels, place in found if not labels]
    if blank and not many and multilabel is None:
        yield (
            f"{count(len(blank), 'text')} without a label left out ({_places(blank)}); "
            f"{option('multilabel', True)} takes them as texts that have none"
        )
    silent = [place for _, labels, place in found if labels is None]
    if silent and many and multilabel is None:
        yield (
            f"{count(len(silent), 'text')} without a label taken as having none ({_places(silent)}), since others have several; "
            "leave out rows that nobody has labelled"
        )


def _doubts(labels: list[tuple[str, str]], parted: bool, option: Option) -> Iterator[str]:
    """What is to be said of labels, each with its place, that are perhaps not meant; `parted` says whether a separator is read at all."""
    names = [label for label, _ in labels]
    if parted and (found := doubts.separator(names)):
        mark, holding = found
        name, place = labels[holding[0]]
        where = f"{place}: {doubts.quoted(name)}" + (" is the first" if len(holding) > 1 else "")
        looks = "looks like several" if len(holding) == 1 else "look like several"
        yield f"{count(len(holding), 'label')} {looks} parted by {mark!r} ({where}); {option('separator', mark)} parts them"
    if counts := doubts.missing(names):
        shown = ", ".join(f"{doubts.quoted(label)} {number:,}" for label, number in counts.most_common())
        where = _places([place for label, place in labels if label in counts])
        yield f"labels that elsewhere stand for a missing value are taken as labels: {shown} ({where}); empty the cells if none is meant"
    if groups := doubts.alike(names):
        yield doubts.said_alike(groups)


def _places(places: list[str]) -> str:
    """Where the first of several stand, and how many more there are."""
    more = len(places) - _NAMED
    return ", ".join(places[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


_NAMED = 5
"""How many places of many a warning names."""


def _warn(message: str) -> None:
    warnings.warn(message, stacklevel=4)
