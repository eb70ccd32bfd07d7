"""The page that says how good a trained classifier is and where it errs: one HTML file that asks the network for nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from ._escape import clip, count, esc, squeeze
from ._figures import errors, figure, labels_table, pictures, table
from .errors import InputError
from .evaluation import wilson
from .labels import each_label

if TYPE_CHECKING:
    from ._learning_curve import LearningCurve
    from .classifier import SentenceClassifier
    from .evaluation import Evaluation

LISTED = 30
"""Suspect labels that are shown."""

STYLE: Final = """
:root { color-scheme: light dark; --line: #8884; --faint: #888; --bad: #c33; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
p.lead, figcaption, td.faint { color: var(--faint); }
table { border-collapse: collapse; font-size: .9rem; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.faint { white-space: nowrap; }
figure { margin: 1.4rem 0; break-inside: avoid; } figcaption { font-size: .85rem; max-width: 44rem; margin-top: .4rem; }
div.small { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; }
div.wide { overflow-x: auto; }
td.bar span { display: inline-block; height: .7em; background: #2f6fb3; }
@media print { body { margin: 0; max-width: none; } }
"""


def report(
    classifier: SentenceClassifier,
    evaluation: Evaluation,
    tested_on: str,
    labels: list[Any],
    curve: LearningCurve | None,
    suspects: list[dict[str, Any]] | InputError,
    places: list[str],
    name: str,
) -> str:
    """The page of a classifier that was fitted on texts with these `labels`, which stand at `places` of their files; `evaluation` is of
    texts that it, or one with the same options, had not seen, `curve` its learning curve, if there is one, and `suspects` what its `suspects` gave or raised.
    """
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{esc(name)} – report</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{esc(name)}</h1>\n"
        f'<p class="lead">A sentence classifier of {count(len(classifier.classes_), "label")}, trained on {count(len(labels), "text")}.</p>\n'
        f"{_settings(classifier)}"
        f"<h2>How good it is</h2>\n<p>Measured on {esc(tested_on)}, by a classifier that had not seen them: {_summary(evaluation)}.</p>\n"
        f"{labels_table(evaluation)}{pictures(evaluation)}"
        f"<h2>Its surest errors</h2>\n{errors(evaluation)}"
        f"{_shares(labels, classifier.multilabel)}{_curve(curve)}{_suspects(suspects, places)}"
        "</body>\n</html>\n"
    )


def _summary(evaluation: Evaluation) -> str:
    """The figures over all labels, in a line."""
    low, high = wilson(evaluation.accuracy * evaluation.rows, evaluation.rows)
    several = f", example-F1 <b>{evaluation.example_f1:.3f}</b>" if evaluation.confusion is None else ""
    return (
        f"accuracy <b>{evaluation.accuracy:.3f}</b> (95 %: {low:.3f} to {high:.3f}){several}, macro-F1 <b>{evaluation.macro_f1:.3f}</b>, "
        f"calibration error {evaluation.calibration_error:.3f}"
    )


def _settings(classifier: SentenceClassifier) -> str:
    """What was chosen, in a sentence."""
    if classifier.c_ is None:
        chosen = "the mean of a model with naive-Bayes scaling and one without"
    else:
        chosen = f"C = {classifier.c_:g} {'with' if classifier.naive_bayes_ else 'without'} naive-Bayes scaling"
    if classifier.validated_ is None:
        return f"<p>Not tuned: {chosen}, probabilities as they come.</p>\n"
    figure = "example-F1" if classifier.multilabel else "accuracy"
    return f"<p>Cross-validation chose {chosen}; {figure} there: {classifier.validated_:.3f}.</p>\n"


def _shares(labels: list[Any], multilabel: bool) -> str:
    """How many texts of each label there are to learn from."""
    found = Counter(each_label(labels, multilabel))
    most = max(found.values(), default=1)
    rows = (
        [esc(label), f"{number:,}", f'<span style="width:{18 * number / most:.2f}rem"></span>']
        for label, number in found.most_common()
    )
    none = sum(not row for row in labels) if multilabel else 0
    without = f"<p>{count(none, 'text')} without a label.</p>\n" if none else ""
    return f"<h2>What it learnt from</h2>\n{table((('label', ''), ('texts', 'n'), ('', 'bar')), rows)}{without}"


def _curve(curve: LearningCurve | None) -> str:
    """How good it becomes with more texts."""
    if curve is None:
        return ""
    drawn = figure(
        curve.plot()._repr_html_(),
        f"The {curve.figure} of classifiers that learnt from growing parts of four fifths of the texts, on the fifth held out, with the settings "
        "chosen above but probabilities as they come: a curve that still rises asks for more labels.",
    )
    return f"<h2>What more labels would bring</h2>\n{drawn}"


def _suspects(found: list[dict[str, Any]] | InputError, places: list[str]) -> str:
    """Labels that look wrong."""
    head = "<h2>Labels that look wrong</h2>\n"
    if isinstance(found, InputError):
        return f"{head}<p>Not looked for: {esc(found)}.</p>\n"
    if not found:
        return head + "<p>None: no label is contradicted by what was learnt from the other texts.</p>\n"
    rows = (
        [
            esc(places[row["row"]]),
            esc(clip(squeeze(row["text"]), 220)),
            *(esc(row[which] or "–") for which in ("given", "suggested")),
            *(f"{row[which]:.2f}" for which in ("given_score", "suggested_score")),
        ]
        for row in found[:LISTED]
    )
    columns = (("place", "faint"), ("text", ""), ("given", ""), ("rather", ""), ("score", "n"), ("rather", "n"))
    shown = f" The {LISTED} surest are shown." if len(found) > LISTED else ""
    words = f"{count(len(found), 'label')} that a classifier which learnt from the other texts contradicts; look at them first.{shown}"
    return f"{head}<p>{words}</p>\n{table(columns, rows)}"
