"""What the annotation tools Prodigy, Label Studio and doccano export."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from dateline.errors import InputError

from .plain import Labelled, json_lines
from .source import LABEL_COLUMNS, OF_SPANS, TEXT_COLUMNS, Pairs, Row, Source

_HASH: Final = "#"
"""Parts several labels in one cell of doccano's CSV."""
STUDIO_KEYS: Final = ("annotation_id", "annotator", "lead_time")
"""What Label Studio's smaller exports say of each answer."""
_STUDIO_OTHERS: Final = ("id", *STUDIO_KEYS, "created_at", "updated_at", "agreement", "ground_truth")


def read_prodigy(source: Source) -> Pairs:
    """Answers to choices, or to one label at a time; of several annotators what most of them say."""
    choices: dict[str, tuple[Counter[tuple[str, ...]], str]] = {}
    single: dict[str, tuple[dict[str, Counter[bool]], str]] = {}
    for row, place in source.objects():
        answer = row.get("answer", "accept")
        one = "accept" not in row and isinstance(row.get(source.label or "label"), str)
        if answer != "accept" and not (one and answer == "reject"):
            source.left_out.append(f"{place}: the answer is {answer!r}")
            continue
        text = source.text_of(row, place)
        if not text.strip():
            yield text, None, place
        elif one:
            votes = single.setdefault(text, ({}, place))[0]
            votes.setdefault(row[source.label or "label"].strip(), Counter())[answer == "accept"] += 1
        else:
            if "spans" in row and not {"accept", "cats", source.label or "label"} & row.keys():
                raise source.fault(place, OF_SPANS)
            value = row["accept"] if "accept" in row else row.get(source.label or "label", row.get("cats"))
            given = choices.setdefault(text, (Counter(), place))[0]
            given[tuple(sorted(set(source.names(value, place) or ())))] += 1
    for text, (given, place) in choices.items():
        if (agreed := source.agreed(given, place)) is not None:
            yield text, agreed, place
    # A scheme of one label knows no other way to say no.
    negative = source.many or (source.many is None and len({label for by, _ in single.values() for label in by}) == 1)
    for text, (by_label, place) in single.items():
        contested = [label for label, votes in by_label.items() if votes[True] == votes[False]]
        labels = [label for label, votes in by_label.items() if votes[True] > votes[False]]
        if contested:
            source.left_out.append(f"{place}: its annotators disagree ({', '.join(contested)})")
        elif labels or negative:
            yield text, labels, place
        else:
            source.left_out.append(f"{place}: the answer is 'reject'")


def read_label_studio(source: Source) -> Pairs:
    """Tasks with their annotations, or the smaller JSON and the CSV with one column for each question."""
    table = not source.content.lstrip().startswith(("[", "{"))
    rows = list(source.rows() if table else source.objects())
    full = [
        (row, f"task {row.get('id', place)}") for row, place in rows if "annotations" in row or "completions" in row
    ]
    if full:
        yield from _tasks(source, full)
        return
    answers: dict[tuple[str, str], tuple[Counter[tuple[str, ...]], str]] = {}
    # A task that was submitted without an answer lacks the column, so all rows together say which it is.
    question = _question(source, {key: None for row, _ in rows for key in row}, rows[0][1]) if rows else ""
    for row, place in rows:
        here = place if table else f"task {row.get('id', place)}"
        text = source.text_of(row, here)
        labels = source.answer(row.get(question), here)
        task = (str(row.get("id", here)), text)
        answers.setdefault(task, (Counter(), here))[0][tuple(sorted(set(labels or ())))] += 1
    for (_, text), (votes, place) in answers.items():
        if (agreed := source.agreed(votes, place)) is not None:
            yield text, agreed or None, place


def _question(source: Source, row: Row, place: str) -> str:
    """The column of the answers: the usual name, or the only one that is none of the tool's own."""
    usual = (*LABEL_COLUMNS, "choice", "sentiment")
    others = [key for key in row if key.lower() not in (*_STUDIO_OTHERS, *TEXT_COLUMNS, source.text)]
    if source.label is None and len(others) == 1:
        return others[0]
    return source.named(row, source.label, usual, "label", place)


def _tasks(source: Source, tasks: list[tuple[Row, str]]) -> Pairs:
    given = [(task, place, _answers(task)) for task, place in tasks]
    asked = sorted({r.get("from_name") or "" for _, _, answers in given for a in answers for r in _choices(a)})
    if not asked and any(_has_spans(a) for _, _, answers in given for a in answers):
        raise source.fault("the annotations", OF_SPANS)
    question = source.label if source.label in asked else asked[0] if len(asked) == 1 else None
    if asked and question is None:
        said = f"there is no question {source.label!r}" if source.label else "the tasks ask several questions"
        raise source.fault(
            "the annotations", f"{said}; name one of {', '.join(asked)} with {source.option('label', None)}"
        )
    for task, place, answers in given:
        if not answers:
            source.left_out.append(f"{place}: nobody has annotated it")
            continue
        checked = [a for a in answers if a.get("ground_truth")]
        votes = Counter(_chosen(a, question, source, place) for a in checked or answers)
        if (agreed := source.agreed(votes, place)) is not None:
            yield source.text_of(task.get("data") or {}, place), agreed, place


def _answers(task: Row) -> list[Row]:
    found = task.get("annotations") or task.get("completions") or []
    return [a for a in found if not a.get("was_cancelled") and not a.get("skipped")]


def _choices(answer: Row) -> Iterator[Row]:
    """The results of an annotation that are choices; a project may have labels of spans beside them."""
    for result in answer.get("result") or []:
        value = result.get("value") or {}
        if "choices" in value or "taxonomy" in value:
            yield result


def _has_spans(answer: Row) -> bool:
    return any({"labels", "start"} & (result.get("value") or {}).keys() for result in answer.get("result") or [])


def _chosen(answer: Row, question: str | None, source: Source, place: str) -> tuple[str, ...]:
    """What one annotator chose."""
    results = [r for r in _choices(answer) if (r.get("from_name") or "") == question]
    return tuple(sorted({name for r in results for name in source.names(r["value"], place) or ()}))


def read_doccano(source: Source) -> Pairs:
    """Lines or a list of objects with a list of labels, or CSV with `#` between labels."""
    if not source.content.lstrip().startswith(("[", "{")):
        mark = source.separator or _HASH
        for row, place in source.rows():
            yield source.text_of(row, place), source.cell(source.label_of(row, place), mark, place), place
        return
    for row, place in source.objects():
        yield source.text_of(row, place), source.names(source.label_of(row, place), place), place


def is_doccano(source: Source) -> bool:
    """True for a table of doccano's: by its column of comments, or by a cell of several labels of which one stands alone elsewhere."""
    try:
        rows = list(source.rows())
    except InputError:
        return False
    header = {str(name).strip().lower() for name in (rows[0][0] if rows else ())}
    if not {"id", "text", "label"} <= header:
        return False
    cells = [row[source.named(row, None, ("label",), "label", place)] for row, place in rows]
    alone = {cell.strip() for cell in cells if _HASH not in cell}
    parted = [[part.strip() for part in cell.split(_HASH)] for cell in cells if _HASH in cell]
    return "comments" in header or any(all(parts) and alone.intersection(parts) for parts in parted)


def write_prodigy(labelled: Labelled, several: bool) -> str:
    """One label with its answer, or a choice among all."""
    if not several:
        return json_lines({"text": text, "label": given[0], "answer": "accept"} for text, given in labelled)
    rows = list(labelled)
    options = [{"id": name, "text": name} for name in sorted({label for _, row in rows for label in row})]
    return json_lines({"text": text, "options": options, "accept": given, "answer": "accept"} for text, given in rows)


def write_label_studio(labelled: Labelled, several: bool) -> str:
    """Tasks with one annotation each."""

    def task(number: int, text: str, given: list[str]) -> dict[str, Any]:
        result = {"from_name": "label", "to_name": "text", "type": "choices", "value": {"choices": given}}
        return {"id": number, "data": {"text": text}, "annotations": [{"result": [result] if given else []}]}

    tasks = [task(number, text, given) for number, (text, given) in enumerate(labelled, 1)]
    return json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"


def write_doccano(labelled: Labelled, several: bool) -> str:
    """One object a line, with a list of labels."""
    return json_lines({"text": text, "label": given} for text, given in labelled)
