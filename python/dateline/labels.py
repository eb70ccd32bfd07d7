"""Labelled texts in files: fastText, Prodigy, Label Studio, doccano, CSV, and JSON lines of our own."""

from __future__ import annotations

import csv
import io
import json
import os
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from dateline._decode import decode, unpacked
from dateline._escape import count
from dateline._files import write_text
from dateline.errors import FileError, InputError, MissingFileError

LabelFormat = Literal["jsonl", "csv", "fasttext", "prodigy", "label-studio", "doccano"]
FORMATS: Final[tuple[LabelFormat, ...]] = ("jsonl", "csv", "fasttext", "prodigy", "label-studio", "doccano")
TEXT_COLUMNS: Final = ("text", "sentence", "content", "data")
LABEL_COLUMNS: Final = ("label", "labels", "act", "category", "class", "cats", "events")
SEPARATOR: Final = "|"
"""Parts several labels in one cell of a CSV file."""
NO_LABEL: Final = "it has no label"


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
    where each text stands in the file.
    """

    texts: list[str]
    labels: list[Any]
    multilabel: bool
    format: LabelFormat
    left_out: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list, repr=False, compare=False)

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
        wanted = format or {".csv": "csv", ".jsonl": "jsonl"}.get(target.suffix.lower())
        writer = WRITERS.get(str(wanted))
        if writer is None:
            said = f"{wanted!r} is none" if format else f"the ending of {str(target)!r} tells none"
            raise InputError(f"format: {said}; name one of {', '.join(FORMATS)}")
        write_text(target, writer(self))


def read_labels(
    path: str | os.PathLike[str],
    format: LabelFormat | None = None,
    *,
    text: str | None = None,
    label: str | None = None,
    multilabel: bool | None = None,
) -> LabelledTexts:
    """Reads labelled texts: fastText lines, exports of Prodigy, Label Studio and doccano, CSV, TSV, or JSON lines.

    `format` is guessed from the file if left out, and so are the columns `text` and `label`. In a CSV cell several labels are parted by
    `|`. A text is taken to have several labels if one of the file has more than one, or an empty list of them; `multilabel` says so or
    forbids it. Where a text has one label, those without any are left out, as are rejected, ignored and contested ones (annotators of
    Label Studio who disagree, without a majority); `left_out` names them. Files may be packed (.gz .bz2 .xz .zip), and encoded as gazetteers may be.

    Raises `InputError` that names the file and line of what cannot be read; warns of texts without a label and of guesses.
    """
    source = Path(path)
    try:
        data = source.read_bytes()
    except FileNotFoundError:
        raise MissingFileError(f"{source}: there is no such file or folder") from None
    except OSError as error:
        raise FileError(f"{str(source)!r} cannot be read: {error.strerror or error}") from error
    name, data = unpacked(str(source), data)
    content, encoding = decode(data)
    if "\0" in content[:4096]:
        raise InputError(f"{source}: this is no text; labelled texts are asked for ({', '.join(FORMATS)})")
    if encoding == "windows-1252":
        _warn(f"{source}: this is no UTF-8, so it was read as windows-1252; if letters look wrong, save it as UTF-8")
    if not content.strip():
        raise InputError(f"{source}: the file is empty")
    kind = format or _guess(name, content)
    if kind not in READERS:
        raise InputError(f"format: {kind!r} is none of {', '.join(FORMATS)}")
    left_out: list[str] = []
    found = list(READERS[kind](_Source(str(source), content, text, label, left_out)))
    several = next((place for _, labels, place in found if labels is not None and len(labels) > 1), None)
    if multilabel is False and several:
        raise InputError(f"{source}, {several}: the text has more than one label; read the file with multilabel=True")
    empty = next((place for _, labels, place in found if labels == []), None)
    many = bool(several or empty) if multilabel is None else multilabel
    if multilabel is None and empty and not several:
        _warn(
            f"{source}: taken to have several labels a text, or none, since {empty} has an empty list of labels; "
            "multilabel=False leaves such texts out"
        )
    pairs = [(text, labels or [], place) for text, labels, place in found if many or labels]
    blank = [place for _, labels, place in found if not labels]
    if blank and not many:
        left_out.extend(f"{place}: {NO_LABEL}" for place in blank)
    if not pairs:
        raise InputError(f"{source}: it holds no labelled text" + (f" ({left_out[0]})" if left_out else ""))
    if blank and not many and multilabel is None:
        first = f"{blank[0]} is" if len(blank) == 1 else f"{blank[0]} is the first"
        _warn(
            f"{source}: {count(len(blank), 'text')} without a label left out ({first}); multilabel=True takes them as texts that have none"
        )
    return LabelledTexts(
        [text for text, _, _ in pairs],
        [sorted(set(row)) if many else row[0] for _, row, _ in pairs],
        many,
        kind,
        left_out,
        [place for _, _, place in pairs],
    )


def _warn(message: str) -> None:
    warnings.warn(message, stacklevel=3)


@dataclass(frozen=True)
class _Source:
    """A file's content, with what the caller said of it."""

    name: str
    content: str
    text: str | None
    label: str | None
    left_out: list[str]

    def fault(self, place: str, problem: str) -> InputError:
        return InputError(f"{self.name}, {place}: {problem}")

    def lines(self) -> Iterator[tuple[str, str]]:
        """Lines that hold something, each with its place."""
        for number, line in enumerate(self.content.split("\n"), 1):
            if line.strip():
                yield line.rstrip("\r"), f"line {number}"

    def objects(self) -> Iterator[tuple[dict[str, Any], str]]:
        """The objects of JSON lines, each with its place."""
        for line, place in self.lines():
            yield self.parsed(line, place), place

    def parsed(self, line: str, place: str) -> dict[str, Any]:
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise self.fault(place, f"this is no JSON ({error.msg}, column {error.colno})") from None
        if not isinstance(value, dict):
            raise self.fault(place, "a JSON object with a text and its label is asked for")
        return value

    def text_of(self, row: dict[str, Any], place: str) -> str:
        name = self.named(row, self.text, TEXT_COLUMNS, "text", place)
        value = row[name]
        if not isinstance(value, str) or not value.strip():
            raise self.fault(place, f"{name!r} is empty or no text")
        return value

    def named(self, row: dict[str, Any], given: str | None, usual: tuple[str, ...], what: str, place: str) -> str:
        """The key that holds the text or the label."""
        found = next((name for name in ([given] if given else usual) if name in row), None)
        if found is None:
            wanted = repr(given) if given else " or ".join(usual)
            keys = ", ".join(str(key) for key in row)
            raise self.fault(
                place, f"there is no {wanted}; say which column it is with {what}=; the columns are: {keys}"
            )
        return found


Pairs = Iterator[tuple[str, list[str] | None, str]]
"""Texts with their labels (`None` where nothing is said of them) and places."""


def _names(value: Any, source: _Source, place: str) -> list[str] | None:
    """Labels of a cell: one, a list of them, or a dict of label to true or score (spaCy's `cats`)."""
    if isinstance(value, dict):
        value = [name for name, holds in value.items() if holds and (holds is True or float(holds) >= 0.5)]
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    items = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str | int) and str(item).strip() for item in items):
        raise source.fault(place, f"{value!r} is no label; a label is a text")
    return [str(item).strip() for item in items]


def _read_jsonl(source: _Source) -> Pairs:
    for row, place in source.objects():
        name = source.named(row, source.label, LABEL_COLUMNS, "label", place)
        yield source.text_of(row, place), _names(row[name], source, place), place


def _read_csv(source: _Source) -> Pairs:
    head = source.content.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(source.content, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            place = f"line {reader.line_num}"
            if None in row or None in row.values():
                raise source.fault(place, "more or fewer cells than the header has; are all quotation marks closed?")
            name = source.named(row, source.label, LABEL_COLUMNS, "label", place)
            yield (
                source.text_of(row, place),
                [part.strip() for part in row[name].split(SEPARATOR) if part.strip()] or None,
                place,
            )
    except csv.Error as error:
        problem = f"this cannot be read as CSV ({error}); are all quotation marks closed?"
        raise source.fault(f"line {reader.line_num}", problem) from None


def _read_fasttext(source: _Source) -> Pairs:
    for line, place in source.lines():
        labels: list[str] = []
        rest = line.strip()
        while rest.startswith("__label__"):
            label, _, rest = rest.partition(" ")
            labels.append(label.removeprefix("__label__"))
            rest = rest.lstrip()
        if not rest:
            raise source.fault(place, "a label without a text")
        yield rest, labels or None, place


def _read_prodigy(source: _Source) -> Pairs:
    joined: dict[str, tuple[list[str], str]] = {}
    for row, place in source.objects():
        if row.get("answer", "accept") != "accept":
            source.left_out.append(f"{place}: the answer is {row['answer']!r}")
            continue
        value = row["accept"] if "accept" in row else row.get(source.label or "label", row.get("cats"))
        labels, _ = joined.setdefault(source.text_of(row, place), ([], place))
        labels.extend(name for name in _names(value, source, place) or () if name not in labels)
    for text, (labels, place) in joined.items():
        yield text, labels, place


def _read_label_studio(source: _Source) -> Pairs:
    try:
        tasks = json.loads(source.content)
    except json.JSONDecodeError as error:
        raise source.fault(f"line {error.lineno}", f"this is no JSON ({error.msg})") from None
    if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
        raise source.fault("line 1", "a list of tasks is asked for, as Label Studio exports it")
    for number, task in enumerate(tasks):
        place = f"task {task.get('id', number)}"
        if "annotations" not in task:
            # The smaller export has one key for each question.
            name = source.named(task, source.label, (*LABEL_COLUMNS, "choice", "sentiment"), "label", place)
            value = task[name]["choices"] if isinstance(task[name], dict) and "choices" in task[name] else task[name]
            yield source.text_of(task, place), _names(value, source, place), place
            continue
        answers = [a for a in task["annotations"] or [] if not a.get("was_cancelled")]
        if not answers:
            source.left_out.append(f"{place}: nobody has annotated it")
            continue
        checked = [a for a in answers if a.get("ground_truth")]
        given = Counter(_choices(answer, source, place) for answer in checked or answers)
        (choices, votes), *others = given.most_common()
        if others and others[0][1] == votes:
            ways = ", ".join("|".join(way) or "none" for way in given)
            source.left_out.append(f"{place}: its annotators disagree ({ways})")
            continue
        yield source.text_of(task.get("data", {}), place), list(choices), place


def _choices(answer: dict[str, Any], source: _Source, place: str) -> tuple[str, ...]:
    """What one annotator of Label Studio chose."""
    results = answer.get("result", [])
    return tuple(
        sorted({name for r in results for name in _names(r.get("value", {}).get("choices"), source, place) or ()})
    )


def _read_doccano(source: _Source) -> Pairs:
    for row, place in source.objects():
        name = source.named(row, source.label, ("label", "labels", "cats"), "label", place)
        value = row[name]
        if isinstance(value, list) and any(isinstance(item, list) for item in value):
            raise source.fault(place, "these are labels of spans; a project of text classification is asked for")
        yield source.text_of(row, place), _names(value, source, place), place


READERS: Final[dict[str, Callable[[_Source], Pairs]]] = {
    "jsonl": _read_jsonl,
    "csv": _read_csv,
    "fasttext": _read_fasttext,
    "prodigy": _read_prodigy,
    "label-studio": _read_label_studio,
    "doccano": _read_doccano,
}


def _guess(source: str, content: str) -> LabelFormat:
    """The format of a file by its ending and its first line."""
    first = next((line for line in content.split("\n") if line.strip()), "").strip()
    if first.startswith("__label__"):
        return "fasttext"
    if Path(source).suffix.lower() in (".csv", ".tsv"):
        return "csv"
    if first.startswith("["):
        return "label-studio"
    if first.startswith("{"):
        try:
            keys = json.loads(first)
        except json.JSONDecodeError:
            return "jsonl"
        if "answer" in keys or "accept" in keys:
            return "prodigy"
        return "doccano" if isinstance(keys.get("label"), list) else "jsonl"
    raise InputError(f"{source}: what format is this? name one of {', '.join(FORMATS)}")


def _rows(labelled: LabelledTexts) -> Iterator[tuple[str, list[str]]]:
    for text, given in zip(labelled.texts, labelled.labels, strict=True):
        yield text, given if labelled.multilabel else [given]


def _json_lines(rows: Iterator[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _write_jsonl(labelled: LabelledTexts) -> str:
    name = "labels" if labelled.multilabel else "label"
    pairs = zip(labelled.texts, labelled.labels, strict=True)
    return _json_lines({"text": text, name: given} for text, given in pairs)


def _write_csv(labelled: LabelledTexts) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["text", "label"])
    for text, given in _rows(labelled):
        if any(SEPARATOR in label for label in given):
            raise InputError(
                f"labels: {given!r} holds a {SEPARATOR!r}, which parts labels in CSV; rename it or write .jsonl"
            )
        writer.writerow([text, SEPARATOR.join(given)])
    return out.getvalue()


def _write_fasttext(labelled: LabelledTexts) -> str:
    lines = []
    for text, given in _rows(labelled):
        labels = "".join(f"__label__{'_'.join(label.split())} " for label in given)
        lines.append(f"{labels}{' '.join(text.split())}\n")
    return "".join(lines)


def _write_prodigy(labelled: LabelledTexts) -> str:
    if not labelled.multilabel:
        return _json_lines({"text": text, "label": given[0], "answer": "accept"} for text, given in _rows(labelled))
    options = [{"id": name, "text": name} for name in sorted({label for _, row in _rows(labelled) for label in row})]
    return _json_lines(
        {"text": text, "options": options, "accept": given, "answer": "accept"} for text, given in _rows(labelled)
    )


def _write_label_studio(labelled: LabelledTexts) -> str:
    def task(number: int, text: str, given: list[str]) -> dict[str, Any]:
        result = {"from_name": "label", "to_name": "text", "type": "choices", "value": {"choices": given}}
        return {"id": number, "data": {"text": text}, "annotations": [{"result": [result] if given else []}]}

    tasks = [task(number, text, given) for number, (text, given) in enumerate(_rows(labelled), 1)]
    return json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"


def _write_doccano(labelled: LabelledTexts) -> str:
    return _json_lines({"text": text, "label": given} for text, given in _rows(labelled))


WRITERS: Final[dict[str, Callable[[LabelledTexts], str]]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "fasttext": _write_fasttext,
    "prodigy": _write_prodigy,
    "label-studio": _write_label_studio,
    "doccano": _write_doccano,
}
