"""`Sentence`: a sentence that knows where it stands in its document."""

from __future__ import annotations

from typing import Any

from dateline import _arguments
from dateline._core import sentences as cut
from dateline.errors import InputError


class Sentence(str):
    """A sentence that knows where it stands in its document, and is a `str` in all else.

    `sentence` is how many stand before it, `sentences` how many the document has (None if that is not known). A `SentenceClassifier` reads
    both off the texts that it is given: nothing has to be passed beside them, so splits and cross-validation keep them together.

    >>> import dateline as dl
    >>> first = dl.Sentence("Shells hit the port.", 0, 12)
    >>> first, first.sentence, first.sentences
    ('Shells hit the port.', 0, 12)
    """

    __slots__ = ("sentence", "sentences")

    sentence: int
    sentences: int | None

    def __new__(cls, text: str, sentence: int, sentences: int | None = None) -> Sentence:
        self = super().__new__(cls, text)
        self.sentence = _arguments.whole("sentence", sentence, 0)
        self.sentences = None if sentences is None else _arguments.whole("sentences", sentences, self.sentence + 1)
        return self

    def __getnewargs__(self) -> Any:
        return str(self), self.sentence, self.sentences

    @classmethod
    def cut(cls, document: str) -> list[Sentence]:
        """The sentences of a document, page furniture left out, as `dateline.sentences` and `classify_all` cut it.

        >>> import dateline as dl
        >>> [(s, s.sentence) for s in dl.Sentence.cut("Shells hit the port. Nobody was hurt.")]
        [('Shells hit the port.', 0), ('Nobody was hurt.', 1)]
        """
        texts = [row["text"] for row in cut(document).to_pylist()]
        return [cls(text, number, len(texts)) for number, text in enumerate(texts)]

    @classmethod
    def rows(cls, texts: Any, numbers: Any, documents: Any = None) -> list[Sentence]:
        """Sentences from columns: their texts, their numbers in their documents and, if whole documents are given, whose they are.

        These are the columns text, sentence and doc_id of `Analysis.sentences`. A document has as many sentences as its highest number
        says, so leave `documents` out if rows are missing. Raises `InputError` for columns of different lengths.

        >>> import dateline as dl
        >>> [s.sentences for s in dl.Sentence.rows(["A.", "B.", "C."], [0, 1, 0], ["x", "x", "y"])]
        [2, 2, 1]
        """
        texts = _arguments.rows_of(texts)
        numbers = [_arguments.whole("numbers", number, 0) for number in _arguments.rows_of(numbers, "numbers")]
        whose = [None] * len(texts) if documents is None else _arguments.rows_of(documents, "documents")
        for name, column in (("numbers", numbers), ("documents", whose)):
            if len(column) != len(texts):
                raise InputError(f"{name}: there are {len(column)} for {len(texts)} texts; give one for each text")
        sizes: dict[Any, int] = {}
        for number, document in zip(numbers, whose, strict=True):
            sizes[document] = max(sizes.get(document, 0), number + 1)
        rows = zip(texts, numbers, whose, strict=True)
        return [cls(text, number, None if documents is None else sizes[document]) for text, number, document in rows]
