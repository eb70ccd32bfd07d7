"""What a classifier has learnt from, so that it can go on from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from dateline._arguments import near, numbers, rows_of, strings_of
from dateline._targets import Labels, joined, read
from dateline.errors import InputError
from dateline.labels import each_label


@dataclass(frozen=True)
class Learnt:
    """Labelled texts in memory. `texts` may be a column as it was given; `rows` are labels as words, `written` says how they are written
    if not so. `announced` are the labels that were to come. `by_fit`: `fit` began it, and it goes into no pickle.
    """

    texts: Any
    rows: list[Any]
    weights: list[float] | None
    written: Labels | None
    announced: Labels | None = None
    by_fit: bool = False

    @staticmethod
    def of(texts: Any, labels: Any, weights: Iterable[float] | None, multilabel: bool) -> Learnt:
        """What `fit` is given. A column stays where it is; a list is held as it is now, whatever becomes of it later."""
        rows, written = read(labels, multilabel)
        own = rows_of(texts) if isinstance(texts, list) or not hasattr(texts, "__len__") else texts
        given = None if weights is None else numbers("sample_weight", weights)
        return Learnt(own, rows, given, written, by_fit=True)

    def and_more(
        self, texts: Any, labels: Any, classes: Any, weights: Iterable[float] | None, multilabel: bool
    ) -> Learnt:
        """With further labelled texts behind, which are checked by themselves so that errors name their own rows.

        Raises `InputError` for a label that is none of those announced, if any were.
        """
        more = strings_of(texts)
        announced = self._announced(classes, multilabel)
        known = announced or self.written
        rows, written = read(labels, multilabel, known)
        given = [1.0] * len(more) if weights is None else numbers("sample_weight", weights)
        for what, found in (("labels", rows), ("sample_weight", given)):
            if len(found) != len(more):
                raise InputError(f"{what}: there are {len(found)} for {len(more)} texts; give one for each text")
        before = rows_of(self.texts)
        if len(before) != len(self.rows):
            raise InputError(
                f"this classifier learnt from {len(self.rows)} texts, and the column has {len(before)} now; call fit with all of them"
            )
        if announced:
            announced = replace(announced, matrix=announced.matrix or (written is not None and written.matrix))
            _check(rows, announced, multilabel)
        return replace(
            self,
            texts=before + more,
            rows=self.rows + rows,
            weights=(self.weights or [1.0] * len(before)) + given,
            written=joined(self.written, written) if before else written,
            announced=announced,
        )

    def _announced(self, classes: Any, multilabel: bool) -> Labels | None:
        """The labels to come with those that have come: what `classes_` will hold."""
        if classes is None:
            return self.announced
        names, written = read(rows_of(classes, "classes"), False, name="classes")
        if not names:
            raise InputError("classes: there are none; name all labels to come, or leave it out")
        told = written or Labels.of_words(names)
        before = self.announced or self.written
        if before is None and self.rows:
            before = Labels.of_words(each_label(self.rows, multilabel))
        return joined(before, told) if before else told

    def says_something(self, multilabel: bool) -> bool:
        """True if there is something to tell apart: two labels, or rows with other labels than the rest. Rows of weight 0 say nothing."""
        rows = self.rows if self.weights is None else [r for r, w in zip(self.rows, self.weights, strict=True) if w]
        if multilabel:
            return len({tuple(sorted(set(row))) for row in rows}) > 1
        return len(set(rows)) > 1

    def written_for(self, classes: list[str]) -> Labels | None:
        """How the labels of a model with these classes are written: those announced, or those that it has learnt."""
        return self.announced or (self.written.only(classes) if self.written else None)


def _check(rows: list[Any], announced: Labels, multilabel: bool) -> None:
    known = set(announced.names)
    for at, row in enumerate(rows):
        for label in row if multilabel else [row]:
            if label not in known:
                raise InputError(
                    f"labels[{at}]: {label!r} is none of the classes announced, {', '.join(announced.names)}{near(label, known)}; "
                    "name it in classes= of this call"
                )
