"""`dateline train`: a sentence classifier from labelled sentences."""

from __future__ import annotations

import argparse
import shlex
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from dateline import (
    Evaluation,
    InputError,
    LabelledTexts,
    LearningCurve,
    SentenceClassifier,
    TrainingWarning,
    learning_curve,
)
from dateline.labels import FORMATS, NO_LABEL, NO_TEXT, each_label, read_file
from dateline.learning import parted

from .._core import write_text
from .._escape import count, showable, squeeze
from .._held_out import refitted, settled
from .._label_files.doubts import alike, said_alike
from . import common, outputs, steps

EXAMPLES = """examples:
  dateline train labels.csv -o model.dlc
  dateline train labels.jsonl more.jsonl -o model.dlc --report report.html
  dateline train export.json --format label-studio --test checked.csv -o model.dlc
  dateline train labels.csv -o model.dlc --export model.json
  dateline classify reports/ --model model.dlc

Labels are a column label beside a column text (several labels of a text parted by |, or as --separator says, or a column each),
JSON lines with both, or exports of fastText, Prodigy, Label Studio and doccano. Where no --test file is given, a fifth of the texts is held
out to say how good the classifier is, near-copies never on both sides; the file that is written has learnt from all."""


def add(commands: common.Commands) -> None:
    """Adds the command to the parser."""
    parser = common.add_command(
        commands,
        "train",
        "train a sentence classifier on labelled sentences",
        "Train a sentence classifier on labelled sentences and say how good it is.",
        EXAMPLES,
    )
    parser.add_argument("labels", nargs="+", metavar="LABELS", help="files of labelled sentences")
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="the file to write, such as model.dlc")
    parser.add_argument("--test", metavar="LABELS", help="labelled sentences to test on (a fifth of the others)")
    parser.add_argument("--report", metavar="FILE", help="a page on how good it is and where it errs, .html")
    parser.add_argument("--export", metavar="FILE", help="the weights as plain JSON too, to be read without dateline")
    parser.add_argument("--format", choices=FORMATS, help="format of the labels (guessed)")
    parser.add_argument("--text", metavar="COLUMN", help="the column of the texts (text, sentence, content)")
    parser.add_argument(
        "--label",
        action="append",
        metavar="COLUMN",
        help="the column of the labels (label, labels, act, category, class); repeated, columns of 0 and 1 that are named for a label each",
    )
    parser.add_argument(
        "--separator", metavar="TEXT", help="what parts several labels in one cell (|; # in tables of doccano)"
    )
    parser.add_argument(
        "--multilabel",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="whether a text may have several labels, or none (as the labels are)",
    )
    parser.add_argument(
        "--words-only", action="store_true", help="leave out the characters of words: faster, less exact"
    )
    parser.add_argument(
        "--tune", action=argparse.BooleanOptionalAction, default=True, help="choose settings by cross-validation (yes)"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="the same seed gives the same model (0)")
    common.add_running(parser)
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Runs the command."""
    _check_outputs(args)
    texts, labels, places, multilabel = _read(args)
    names = set(each_label(labels, multilabel))
    if len(names) == 1 and all(labels):
        problem = f"every text has the label {names.pop()!r}; add texts of another, which it is to be told from"
        raise InputError(f"{', '.join(args.labels)}: {problem}")
    outputs.check_ready((args.output, args.export, args.report))
    classifier = SentenceClassifier(
        multilabel, tune=args.tune, char_grams=not args.words_only, random_state=args.seed, threads=args.threads
    )
    common.say(args, f"Read {count(len(texts), 'labelled text')}: {_shares(labels, multilabel)}.")
    trial = _trial(args, texts, labels, multilabel)
    started = time.perf_counter()
    tried = _fit(args, classifier, trial, texts, labels, places)
    seconds = time.perf_counter() - started
    evaluation = (tried or classifier).evaluate(trial.texts, trial.labels)
    figure = f"example-F1 {evaluation.example_f1:.3f}" if multilabel else f"accuracy {evaluation.accuracy:.3f}"
    common.say(args, f"Tested on {trial.words}: {figure}, macro-F1 {evaluation.macro_f1:.3f}.")
    page = _page(args, classifier, evaluation, trial, texts, labels, places) if args.report else None
    # Nothing is written before all is there: who interrupts finds old files as they were.
    _write(args, classifier, seconds, page)
    return 0


def _check_outputs(args: argparse.Namespace) -> None:
    """Raises an error for a file to write that would overwrite one to read, or has the ending of another kind."""
    written = {"--output": args.output, "--export": args.export, "--report": args.report}
    outputs.check_files(written, [*args.labels, *([args.test] if args.test else [])])
    outputs.check_ending(
        "--output", args.output, "a classifier is written in a format of its own, by custom .dlc; --export writes JSON"
    )
    if args.export:
        outputs.check_ending("--export", args.export, "weights are written as .json", "json")
    if args.report and Path(args.report).suffix.lower() not in (".html", ".htm"):
        raise InputError(f"{args.report!r}: the report is a page, .html")


def _fit(
    args: argparse.Namespace,
    classifier: SentenceClassifier,
    trial: Trial,
    texts: list[str],
    labels: list[Any],
    places: list[str],
) -> SentenceClassifier | None:
    """Fits the classifier that is written, and says what training has to say; gives the one that is tested, if that is another."""
    try:
        tried = _tried(args, classifier, trial)
    except InputError:
        # What is wrong with the part is told of the whole file, if it is wrong there too.
        classifier.fit(texts, labels)
        raise
    with warnings.catch_warnings(record=True) as said, steps.step(args, f"Training on {count(len(texts), 'text')}"):
        warnings.simplefilter("always")
        refitted(classifier, texts, labels, tried) if tried else classifier.fit(texts, labels)
    told = [_in_file(warning.message, places) for warning in said]
    # Validation parts the texts too, and may have said the same of it.
    if trial.parting and (line := _in_file(trial.parting, places)) not in told:
        told.append(line)
    for line in told:
        print(showable(f"dateline: {line}"), file=sys.stderr)
    return tried


def _write(args: argparse.Namespace, classifier: SentenceClassifier, seconds: float, page: str | None) -> None:
    """Writes the classifier and what else was asked for."""
    target = Path(args.output)
    classifier.save(target)
    common.say(args, f"Trained in {seconds:.1f} s. Wrote {target} ({common.size(target)}).")
    if args.export:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            classifier.export_json(args.export)
        for warning in said:
            print(showable(f"dateline: {warning.message}"), file=sys.stderr)
        common.say(args, f"Wrote {args.export} ({common.size(Path(args.export))}).")
    if page is not None:
        write_text(Path(args.report), page)
        common.say(args, f"Wrote {args.report}; open it in a browser: {Path(args.report).resolve().as_uri()}")


def _in_file(about: Warning | str, places: list[str]) -> str:
    """The words of a warning, with the places of the rows that it names."""
    return about.placed(places) if isinstance(about, TrainingWarning) else str(about)


@contextmanager
def _told() -> Iterator[None]:
    """While near-copies are parted once more, of which all has been said."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TrainingWarning)
        yield


def _page(
    args: argparse.Namespace,
    classifier: SentenceClassifier,
    evaluation: Evaluation,
    trial: Trial,
    texts: list[str],
    labels: list[Any],
    places: list[str],
) -> str:
    """The report."""
    from .._report import report

    with steps.step(args, "Drawing the learning curve"):
        curve = _curve(args, classifier, texts, labels)
    words = f"Looking for label errors in {count(len(texts), 'text')}"
    suspects: list[dict[str, Any]] | InputError
    try:
        with steps.step(args, words, len(texts)) as judged, _told():
            suspects = classifier.suspects(texts, labels, progress=judged).to_pylist()
    except InputError as error:
        # So few texts that a fifth takes all of a label: no reason to lose the rest.
        suspects = error
    return report(classifier, evaluation, trial.words, labels, curve, suspects, places, Path(args.output).name)


def _curve(
    args: argparse.Namespace, classifier: SentenceClassifier, texts: list[str], labels: list[Any]
) -> LearningCurve | None:
    """How good a classifier with the settings that were chosen becomes with more texts; nothing where they are too few to say."""
    found = {name: value for name, value in settled(classifier, texts).items() if name != "averaged"}
    options = classifier.get_params() | found | {"tune": False}
    try:
        with _told():
            curve = learning_curve(SentenceClassifier(**options), texts, labels, seed=args.seed)
    except InputError:
        return None
    return curve if len(curve) > 1 else None


def _read(args: argparse.Namespace) -> tuple[list[str], list[Any], list[str], bool]:
    """All labelled texts and where each stands; with several labels a text in every file if in one."""
    files = [_file(args, path, args.multilabel) for path in args.labels]
    if len({file.multilabel for file, _ in files}) > 1:
        files = [_file(args, path, None, several_elsewhere=True) for path in args.labels]
    for line in (line for _, said in files for line in said):
        print(showable(f"dateline: {line}"), file=sys.stderr)
    # Labels may be alike across files though they are not in any one of them.
    names = [list(each_label(file.labels, file.multilabel)) for file, _ in files]
    known = {common for own in names for common in alike(own)}
    across = {common: said for common, said in alike(chain.from_iterable(names)).items() if common not in known}
    if across:
        print(showable(f"dateline: the files together: {said_alike(across)}"), file=sys.stderr)
    texts = [text for file, _ in files for text in file.texts]
    labels = [row for file, _ in files for row in file.labels]
    places = [
        place if len(files) == 1 else f"{path}, {place}"
        for path, (file, _) in zip(args.labels, files, strict=True)
        for place in file.places
    ]
    return texts, labels, places, files[0][0].multilabel


def _file(
    args: argparse.Namespace, path: str, multilabel: bool | None, *, several_elsewhere: bool = False
) -> tuple[LabelledTexts, list[str]]:
    """The labelled texts of a file, and what is to be said of it."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        file = read_file(
            path,
            args.format,
            args.text,
            args.label[0] if args.label and len(args.label) == 1 else args.label,
            multilabel,
            args.separator,
            _as_flag,
            several_elsewhere=several_elsewhere,
        )
    lines = [str(warning.message) for warning in said]
    # Rows without a text are told of by a warning already, and those without a label where there was a choice.
    told = (NO_TEXT, NO_LABEL) if any("without a label" in line for line in lines) else NO_TEXT
    left_out = [reason for reason in file.left_out if not reason.endswith(told)]
    lines += [f"{path}, {reason}: left out" for reason in left_out[:5]]
    if len(left_out) > 5:
        lines.append(f"{path}: {len(left_out) - 5:,} more left out")
    return file, lines


def _as_flag(name: str, value: object) -> str:
    """An option as the command line writes it: `--multilabel`, `--no-multilabel`, `--separator ';'`, `--text`."""
    if isinstance(value, str):
        return f"--{name} {shlex.quote(value) if value.isprintable() else f'${value!r}'}"
    return f"--no-{name}" if value is False else f"--{name}"


def _shares(labels: list[Any], multilabel: bool) -> str:
    found = Counter(each_label(labels, multilabel))
    shown = [f"{showable(label)} {number:,}" for label, number in found.most_common(12)]
    shown_all = ", ".join(shown) + (f" and {count(len(found) - 12, 'further label')}" if len(found) > 12 else "")
    none = sum(not row for row in labels) if multilabel else 0
    return shown_all + (f"; without a label {none:,}" if none else "")


@dataclass(frozen=True)
class Trial:
    """What a classifier is tested on, in `words` too, what the one that is tested learns from (nothing if it is the very one that is
    written), and what is to be said of how the two were parted.
    """

    words: str
    texts: list[str]
    labels: list[Any]
    learnt: tuple[list[str], list[Any]] | None = None
    parting: TrainingWarning | None = None


def _trial(args: argparse.Namespace, texts: list[str], labels: list[Any], multilabel: bool) -> Trial:
    """The test, settled before anything is learnt."""
    if args.test:
        test, said = _file(args, args.test, multilabel)
        for line in said:
            print(showable(f"dateline: {line}"), file=sys.stderr)
        _check_known(args.test, test, labels)
        seen = set(map(squeeze, texts))
        if known_before := sum(squeeze(text) in seen for text in test.texts):
            said_of = f"{count(known_before, 'text')} of {len(test.texts):,} are among those it learns from; figures will be too good"
            print(showable(f"dateline: {args.test}: {said_of}"), file=sys.stderr)
        return Trial(f"the {count(len(test), 'text')} of {args.test}", test.texts, test.labels)
    train, held, parting = parted(texts, labels, 0.2, args.seed)
    learnt = [texts[r] for r in train], [labels[r] for r in train]
    known = set(each_label(learnt[1], multilabel))
    # A label whose only examples were held out cannot be tested.
    held = [r for r in held if known.issuperset(each_label([labels[r]], multilabel))]
    # Where no text or all of them have one label, training says so of all of them.
    if (not held or len(known) < 2 - multilabel) and len(set(each_label(labels, multilabel))) > 1:
        raise InputError(
            f"{args.labels[0]}: {count(len(texts), 'text')} are too few, or too much alike, to hold some out; "
            "add labels or give --test"
        )
    words = f"{count(len(held), 'text')} held out"
    return Trial(words, [texts[r] for r in held], [labels[r] for r in held], learnt, parting)


def _check_known(path: str, test: LabelledTexts, labels: list[Any]) -> None:
    """Raises `InputError` for labels of the test that no training text has: a classifier could only miss them."""
    known = Counter(each_label(labels, test.multilabel))
    new = [
        (place, label)
        for place, row in zip(test.places, test.labels, strict=True)
        for label in (row if test.multilabel else [row])
        if label not in known
    ]
    if not new:
        return
    place, label = new[0]
    shown = ", ".join(name for name, _ in known.most_common(12)) + (", …" if len(known) > 12 else "")
    names = sorted({label for _, label in new})
    others = f" ({count(len({place for place, _ in new}), 'text')} of the test with {count(len(names), 'such label')})"
    raise InputError(
        f"{path}, {place}: no text to learn from has the label {label!r}, but {shown}{others if len(new) > 1 else ''}; "
        "rename it, add texts that have it to the training files, or take it out of the test"
    )


def _tried(args: argparse.Namespace, classifier: SentenceClassifier, trial: Trial) -> SentenceClassifier | None:
    """The classifier that is judged on texts held out, if there are such: its settings are chosen on the others alone, as its weights are,
    and serve for the one that is written too, so that they are searched for once.
    """
    if not trial.learnt:
        return None
    what = "Choosing settings" if args.tune else "Training"
    with (
        steps.step(args, f"{what} on {count(len(trial.learnt[0]), 'text')}, to judge on {trial.words}"),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        return SentenceClassifier(**classifier.get_params()).fit(*trial.learnt)
