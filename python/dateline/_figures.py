"""An evaluation as HTML: the table of its labels, its pictures, its surest errors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from ._escape import clip, count, esc, squeeze

if TYPE_CHECKING:
    from .evaluation import Evaluation

LABELS: Final = 200
"""Labels that a table shows."""
CURVES: Final = 12
"""Labels whose threshold curves are shown."""
ERRORS: Final = 20
"""Errors that are shown."""


def table(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]]) -> str:
    """A table that scrolls by itself where it is wide. A column is its title and its class ("n" for numbers); cells are HTML already."""
    marks = [f" class='{kind}'" if kind else "" for _, kind in columns]
    head = "".join(f"<th scope='col'{mark}>{esc(title)}</th>" for mark, (title, _) in zip(marks, columns, strict=True))
    body = "".join(
        f"<tr>{''.join(f'<td{mark}>{cell}</td>' for mark, cell in zip(marks, row, strict=True))}</tr>\n" for row in rows
    )
    return f"<div class='wide'><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>\n"


def labels_table(evaluation: Evaluation) -> str:
    """Precision, recall and F1 of every label, with its interval."""
    bounds = {(row["label"], row["figure"]): (row["low"], row["high"]) for row in evaluation.intervals}
    rows = evaluation.labels.to_pylist()
    shown = (
        [
            esc(row["label"]),
            *(f"{row[figure]:.3f}" for figure in ("precision", "recall", "f1")),
            "{:.2f}–{:.2f}".format(*bounds[row["label"], "f1"]),
            f"{row['support']:,}",
            f"{row['predicted']:,}",
        ]
        for row in rows[:LABELS]
    )
    names = ("precision", "recall", "F1", "95 %", "texts", "given")
    more = f"<p>{len(rows) - LABELS:,} further labels are in <code>labels</code>.</p>" if len(rows) > LABELS else ""
    return table([("label", ""), *((name, "n") for name in names)], shown) + more


def pictures(evaluation: Evaluation) -> str:
    """Intervals of labels, confusion matrix, calibration curve and threshold curves, each with a line that says what it shows."""
    parts = [
        figure(
            evaluation.plot_intervals()._repr_html_(),
            "F1 of each label with its 95 % interval: long whiskers ask for more test texts.",
        )
    ]
    if evaluation.confusion is not None:
        drawn = evaluation.plot_confusion()._repr_html_()
        parts.append(
            figure(
                drawn,
                "Right labels down, given ones across: blue is right, red is one label taken for another, the darker the larger its share of the row.",
            )
        )
    sure = "what is given with a probability of 0.8 should be right four times in five; below the diagonal the classifier is too sure of itself."
    parts.append(figure(evaluation.plot_calibration()._repr_html_(), f"Calibration: {sure}"))
    return "".join(parts) + _thresholds(evaluation)


def _thresholds(evaluation: Evaluation) -> str:
    support = {row["label"]: row["support"] for row in evaluation.labels.to_pylist()}
    shown = sorted(evaluation.classes, key=lambda label: (-support.get(label, 0), label))[:CURVES]
    small = "".join(f"<div>{evaluation._threshold_picture(label, 280).svg}</div>" for label in shown)
    most = f", of the {CURVES} labels of most texts" if len(evaluation.classes) > CURVES else ""
    words = f"Precision, recall and F1 if a label were given from a probability on{most}: where to set a threshold that suits the work."
    return figure(f"<div class='small'>{small}</div>", words)


def figure(drawn: str, words: str) -> str:
    """A picture with a line that says what it shows."""
    return f"<figure>{drawn}<figcaption>{esc(words)}</figcaption></figure>\n"


def errors(evaluation: Evaluation) -> str:
    """The texts of which the classifier was surest and wrong."""
    found = evaluation.errors
    if not found:
        return "<p>None: every label of the test was right.</p>\n"
    several = evaluation.confusion is None
    rows = (
        [
            esc(clip(squeeze(row["text"]), 220)),
            *(esc(", ".join(row[which]) or "–") for which in ("truth", "predicted")),
            *([esc(row["label"] if row["label"] in row["predicted"] else f"not {row['label']}")] if several else []),
            f"{row['probability']:.2f}",
        ]
        for row in found[:ERRORS]
    )
    decision = [("surest of", "")] if several else []
    columns = (("text", ""), ("right", ""), ("given", ""), *decision, ("how sure", "n"))
    shown = f"; the {ERRORS} surest are shown" if len(found) > ERRORS else ", the surest first"
    words = f"{count(len(found), 'text')} of {evaluation.rows:,} got other labels than they should{shown}."
    return f"<p>{words}</p>\n{table(columns, rows)}"
