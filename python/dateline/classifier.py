"""`SentenceClassifier`: a trained classifier of sentences, with the conventions of scikit-learn and no need of it."""

from __future__ import annotations

import copy
import os
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from inspect import signature
from pathlib import Path
from typing import Any, Literal

from dateline import _targets
from dateline._arguments import column, distinct_ids, documents, rows_of, several, strings_of, text_or_texts
from dateline._core import ClassifierModel, Gazetteer, Table, WordVectors, next_to_label, suspects, write_text
from dateline._fitted import FOUND, Fitted
from dateline._held_out import held_out
from dateline._learnt import Learnt
from dateline._progress import Bar, reporter
from dateline._scikit import either_name, logarithms, share_right
from dateline._settings import Settings, by_name, not_in_json, of_seed, to_keep
from dateline.errors import InputError
from dateline.evaluation import Evaluation
from dateline.explanation import Explanation


class SentenceClassifier(Fitted):
    """Learns labels of sentences from examples: a linear model over hashed words and characters, trained in seconds.

    >>> import dateline as dl
    >>> texts = ["Rain is coming.", "Snow is coming.", "He scored twice.", "She scored late."]
    >>> clf = dl.SentenceClassifier(tune=False).fit(texts, ["weather", "weather", "sport", "sport"])
    >>> clf.predict(["They scored again."])
    ['sport']

    `multilabel`: a text may have several labels, or none; labels are then lists. `tune`: choose regularisation, scaling and optional
    features by cross-validation, calibrate probabilities and settle how labels follow from them on rows held out (needs 50 rows). `c`
    (inverse of regularisation), `naive_bayes` (the power to which log-count ratios scale features, 0 to 1), `cues` (what the seed rules
    find, as features), `verbs` (classes of verbs) and `position` (the place in the document, of texts that are `Sentence`s) are chosen
    unless given, as is `sublinear` for texts of forty words and more (a word, or run of words, counts once a text). So is `loss`: "ovr"
    fits each label against the rest, "multinomial" all labels together (up to 32, one a text). `names`: names of the seed gazetteer
    (`True`, or `"auto"` if validation finds that it helps), or of one of your own, stand for no more than their types. `vectors`:
    `WordVectors` learnt from texts without labels; what is learnt of a word then holds in part for those nearest to it. `class_weight`:
    None, "balanced" or a dict by label. `word_grams`: the longest word n-gram, 1 to 3; `char_grams`: character 3- to 5-grams of words too;
    each kind is hashed to 2 to the power `hash_bits`. `precision`: 16 or 8 bits a weight; `max_bytes`: what the model takes at most, the
    lightest features going first. The same data, options and `random_state` give the same model, whatever the number of threads; `None` or
    a generator of numpy gives another seed each time.
    """

    c_: float | None
    naive_bayes_: float | None
    cues_: bool | None
    verbs_: bool | None
    position_: bool | None
    sublinear_: bool | None
    loss_: str | None
    names_: bool | None
    validated_: float | None
    thresholds_: dict[Any, float] | None

    def __init__(
        self,
        multilabel: bool = False,
        *,
        tune: bool = True,
        c: float | None = None,
        naive_bayes: float | None = None,
        cues: bool | None = None,
        verbs: bool | None = None,
        position: bool | None = None,
        sublinear: bool | None = None,
        loss: Literal["auto", "ovr", "multinomial"] = "auto",
        names: bool | Literal["auto"] | Gazetteer = False,
        vectors: WordVectors | None = None,
        class_weight: Literal["balanced"] | dict[str, float] | None = None,
        word_grams: int = 3,
        char_grams: bool = True,
        hash_bits: int = 24,
        precision: int = 16,
        max_bytes: int = 4_900_000,
        random_state: Any = 0,
        threads: int | None = None,
    ) -> None:
        self.multilabel = multilabel
        self.tune = tune
        self.c = c
        self.naive_bayes = naive_bayes
        self.cues = cues
        self.verbs = verbs
        self.position = position
        self.sublinear = sublinear
        self.loss = loss
        self.names = names
        self.vectors = vectors
        self.class_weight = class_weight
        self.word_grams = word_grams
        self.char_grams = char_grams
        self.hash_bits = hash_bits
        self.precision = precision
        self.max_bytes = max_bytes
        self.random_state = random_state
        self.threads = threads

    _options = tuple(signature(__init__).parameters)[1:]

    @either_name
    def fit(self, texts: Any, labels: Any, sample_weight: Iterable[float] | None = None) -> SentenceClassifier:
        """Learns from labelled texts (list, Series, Arrow column, table of one column), replacing what was learnt before.

        Labels are words, or whole numbers, which `predict` then gives back. With `multilabel` they may be a table of 0 and 1 with a column
        for each label (numpy, a data frame, a sparse matrix): so are the predictions then.

        `sample_weight` says how often each text counts, in validation and probabilities too: 2 is the text twice, 0 the text not given (a
        label whose texts all weigh 0 is not learnt).

        Raises `InputError` for fewer than two classes, lengths that differ, null texts, weights that are no numbers; warns of labels
        with one example, empty texts and equal texts with different labels, with their rows. The texts stay in memory, for `partial_fit`
        to go on from; they go into no file and no pickle.
        """
        texts = column(texts)
        several("texts", texts)
        return self._learn(Learnt.of(texts, labels, sample_weight, self.multilabel))

    @either_name
    def partial_fit(
        self, texts: Any, labels: Any, classes: Any = None, sample_weight: Iterable[float] | None = None
    ) -> SentenceClassifier:
        """Learns from further labelled texts, new labels among them, beside those of earlier calls, or of `fit`.

        The same model as `fit` on all of them at once: they are kept in memory (not in a file, and in a pickle only if `partial_fit`
        began), since learning anew takes seconds and forgets nothing. `classes` are all labels to come: a label that is none of them is
        an error, `classes_` and probabilities have a column for each of them, 0 for those without an example, and the first call may have
        texts of one label alone (nothing is learnt until there is a second). A later call may name more.

        Raises `InputError` after `load` and `seed`, and where a pickle left the texts behind: there is nothing to go on from.
        """
        before = self._learnt
        if before is None and hasattr(self, "model_"):
            raise InputError(
                "the texts that this classifier learnt from are not at hand (files do not hold them); call fit with all texts"
            )
        before = before or Learnt([], [], None, None)
        learnt = before.and_more(texts, labels, classes, sample_weight, self.multilabel)
        if classes is None or hasattr(self, "model_") or learnt.says_something(self.multilabel):
            return self._learn(learnt)
        self._learnt, self._written = learnt, learnt.announced
        self._name_classes(learnt.announced or learnt.written, [])
        return self

    @either_name
    def predict(self, texts: Any) -> Any:
        """The label of each text, as `list[str]`; with `multilabel` the labels of each, as `list[list[str]]`. One `str` is one text."""
        found = self._fitted().predict(text_or_texts(texts), self.threads)
        return self._written.given(found, self.multilabel) if self._written else found

    @either_name
    def predict_proba(self, texts: Any) -> Any:
        """The probability of every label for each text, in the order of `classes_`: numpy where it is installed, else lists."""
        return self._in_order(self._fitted().predict_proba(text_or_texts(texts), self.threads))

    @either_name
    def predict_log_proba(self, texts: Any) -> Any:
        """The natural logarithms of `predict_proba`."""
        return logarithms(self.predict_proba(texts))

    @either_name
    def decision_function(self, texts: Any) -> Any:
        """The raw score of every label for each text, in the order of `classes_`; `explain` says what it is made of.

        As scikit-learn has it, a choice between two labels has one number a text: the second's score, which is the first's negated.
        """
        scores = self._in_order(
            self._fitted().decision_function(text_or_texts(texts), self.threads), missing=_targets.NEVER
        )
        if self.multilabel or len(self.classes_) != 2:
            return scores
        return [second for _, second in scores] if isinstance(scores, list) else scores[:, 1]

    def with_thresholds(self, thresholds: Mapping[Any, float]) -> SentenceClassifier:
        """The same classifier, with several labels a text, that gives a label from another probability on.

        `thresholds` are numbers from 0 to 1 by label. A text gets such a label if its probability reaches that number, and every other
        label as before, be it by thresholds (`thresholds_`), in sets or as the likeliest. Raises `InputError` for unknown labels and
        other numbers.

        >>> import dateline as dl
        >>> texts = ["Rain and floods.", "Floods again.", "She won the cup.", "A cup in the rain."]
        >>> labels = [["weather"], ["weather"], ["sport"], ["sport", "weather"]]
        >>> clf = dl.SentenceClassifier(multilabel=True, tune=False).fit(texts, labels)
        >>> clf.with_thresholds({"sport": 0.9}).thresholds_
        {'sport': 0.9, 'weather': 0.5}
        """
        changed = copy.copy(self)
        changed._take(self._fitted().with_thresholds(by_name(thresholds)), self._written)
        changed._learnt = self._learnt
        return changed

    def classify_all(
        self,
        texts: Any,
        ids: Iterable[str] | None = None,
        *,
        threads: int | None = None,
        progress: bool | Callable[[int], object] | None = None,
    ) -> Table:
        """Every sentence of many documents (texts, a `Corpus`) with its label: a table of doc_id, sentence, start, end, text, label, score.

        Documents are cut into sentences, page furniture left out. With `multilabel` a sentence has a row for each of its labels.
        `doc_id` is that of the corpus, else of `ids`, else the position. `progress`: `True` shows a bar, a callable is called with the
        number of documents done. The texts of a `Corpus` are all in memory while it works.
        """
        texts, ids = documents(text_or_texts(texts), None if ids is None else distinct_ids(ids))
        return self._fitted().classify_all(
            texts, ids, threads if threads is not None else self.threads, progress or None
        )

    def explain(self, text: str, label: str | None = None) -> Explanation:
        """What each part of a text adds to the raw score of a label (the predicted one by default), heaviest first.

        Dicts of label, start, end, text, weight. The first, without text, is the constant; all weights add up to the label's raw score
        (see `decision_function`). What hangs on no word (the place in the document, how many events there are) has no text either. The
        list shows itself in a notebook, the words tinted by their weight.
        """
        return Explanation(self._fitted().explain(text, label if label is None else _targets.name_of(label)), text)

    @either_name
    def evaluate(self, texts: Any, labels: Any) -> Evaluation:
        """How good predictions for labelled texts are: figures, intervals, curves, the surest errors. Raises `InputError` for no texts."""
        model = self._fitted()
        texts, labels = rows_of(texts), self._named(labels)
        if not texts:
            raise InputError("texts: there are none to evaluate on")
        figures = model.evaluate(texts, labels, self.threads)
        several = self.multilabel
        return Evaluation(
            **figures,
            classes=list(model.classes),
            texts=texts,
            truth=[sorted(set(row)) if several else [row] for row in labels],
        )

    @either_name
    def score(self, texts: Any, labels: Any, sample_weight: Sequence[float] | None = None) -> float:
        """The share of texts whose labels are exactly right, weighted if weights are given."""
        predicted = self._fitted().predict(column(texts), self.threads)
        rows = self._named(labels)
        truth = [sorted(set(row)) for row in rows] if self.multilabel else rows
        return share_right(predicted, truth, sample_weight)

    def next_to_label(self, texts: Any, n: int = 20, *, labelled: Any = None) -> Table:
        """The `n` texts, of many without labels, that a label would teach most about: a table of row, text, label, score, uncertainty.

        Those come first of which the classifier is unsure and whose words many unsure texts have and no labelled one, more so
        if they may have a rare label; no two are alike while there are others, and none is blank. Near-copies of what was learnt come behind
        all other texts, and what was learnt itself, whatever its case and punctuation, comes last. A classifier that
        was read from a file, or from a pickle, does not know what it has learnt: `labelled` tells it, or names texts that have labels beside
        those learnt. `row` is the position in `texts`, `label` the label in doubt and `score` its probability.
        """
        known = None if self._learnt is None else column(self._learnt.texts)
        if labelled is not None:
            known = strings_of(labelled, "labelled") + ([] if known is None else rows_of(known))
        return next_to_label(self._fitted(), column(texts), known, n, self.threads)

    def suspects(
        self,
        texts: Any,
        labels: Any,
        *,
        folds: int = 5,
        progress: bool | Callable[[int], object] | None = None,
    ) -> Table:
        """Labels that look wrong, the surest first: a table of row, text, given, suggested, given_score, suggested_score.

        Every text is judged by a classifier with the same options that learnt from the other folds, near-copies in one fold (unless they
        are too many for one, of which a `TrainingWarning` tells). Settings
        that are open are those that `fit` chose where this classifier has learnt these labels, else they are chosen once, on all the
        texts; the folds fit weights alone. With `multilabel` `given` is null where a label seems to be missing, `suggested` where one
        seems to be too many. What this classifier itself has learnt is not changed. `progress`: `True` shows a bar, a callable is called
        with the number of texts judged.
        """
        texts, labels = rows_of(texts), self._named(labels)
        shown = reporter(progress, len(texts), "texts") if progress else None
        try:
            probabilities, classes = held_out(self, texts, labels, folds, shown)
        finally:
            if isinstance(shown, Bar):
                shown.close()
        return suspects(texts, labels, probabilities, classes, self.multilabel)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes what was learnt to a file (by custom `.dlc`), a few megabytes large; a file that is there is replaced.

        Options go into it too, but not `vectors` nor a gazetteer of your own, nor `threads`, nor the texts.
        """
        options = to_keep(self.get_params()) | {"class_weight": self._class_weight()}
        found = {name: getattr(self, name, None) for name in FOUND}
        self._fitted().save(path, Settings(options, found, self._written).to_json())

    def export_json(self, path: str | os.PathLike[str]) -> None:
        """Writes the weights as plain JSON, to be read without dateline; `docs/model-json.md` says how they score a text.

        Warns where cues, verbs or names are used: what finds them is no weight, so that dateline alone gives the model's scores.
        """
        model = self._fitted()
        write_text(Path(path), model.to_json())
        if model.needs:
            warnings.warn(f"{path}: {not_in_json(model.needs)}", stacklevel=2)

    @staticmethod
    def seed(scheme: str) -> SentenceClassifier:
        """The classifier that ships for a scheme: `"acts"` (what a sentence does) or `"events"` (PLOVER types, any number).

        >>> import dateline as dl
        >>> dl.SentenceClassifier.seed("acts").predict(["The ministry denied that its troops had shelled the town."])
        ['denial']
        """
        return SentenceClassifier._of(ClassifierModel.seed(scheme), of_seed(scheme))

    @staticmethod
    def load(path: str | os.PathLike[str], names: Gazetteer | None = None) -> SentenceClassifier:
        """Reads a file that `save` wrote. `names` is the gazetteer of your own that it was trained with, if there was one.

        Raises `FormatError` for a damaged file, or one of a newer version, and `InputError` for another gazetteer.
        """
        model = ClassifierModel.load(path, names)
        return SentenceClassifier._of(model, Settings.of_json(model.settings), names)
