"""dateline: who says what about whom, where and when.

Gazetteer matching, sentence classification and situation briefs for news text, over a fast Rust core.

    import dateline as dl

    brief = dl.brief("reports/")
    brief.save("brief.html")
"""

from __future__ import annotations

import os as _os
import warnings as _warnings
from datetime import date as _date
from typing import TYPE_CHECKING, Any

from dateline._arguments import a_day as _a_day
from dateline._arguments import must_be as _must_be
from dateline._brief.brief import Brief
from dateline._core import (
    Analysis,
    Candidate,
    Corpus,
    Document,
    Gazetteer,
    ImportReport,
    Mention,
    Pipeline,
    RuleClassifier,
    Table,
    WordVectors,
    __version__,
    _debug_build,
    blocks,
    get_threads,
    read,
    sentences,
    set_threads,
    words,
)
from dateline._display.mentions import MentionList
from dateline._learning_curve import LearningCurve, learning_curve
from dateline.batch import BatchRun
from dateline.classifier import SentenceClassifier
from dateline.comparison import Comparison, compare
from dateline.errors import (
    DatelineError,
    FileError,
    FormatError,
    GazetteerError,
    InputError,
    InputTypeError,
    InternalError,
    MissingFileError,
    RuleError,
    TrainingWarning,
    UnknownKeyError,
)
from dateline.evaluation import Evaluation
from dateline.explanation import Explanation
from dateline.labels import LabelledTexts, read_labels
from dateline.learning import WeakLabels, split, weak_labels
from dateline.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "Analysis",
    "BatchRun",
    "Brief",
    "Candidate",
    "Comparison",
    "Corpus",
    "DatelineError",
    "Document",
    "Evaluation",
    "Explanation",
    "FileError",
    "FormatError",
    "Gazetteer",
    "GazetteerError",
    "ImportReport",
    "InputError",
    "InputTypeError",
    "InternalError",
    "LabelledTexts",
    "LearningCurve",
    "Mention",
    "MentionList",
    "MissingFileError",
    "Pipeline",
    "RuleClassifier",
    "RuleError",
    "Sentence",
    "SentenceClassifier",
    "Table",
    "TrainingWarning",
    "UnknownKeyError",
    "WeakLabels",
    "WordVectors",
    "__version__",
    "blocks",
    "brief",
    "compare",
    "get_threads",
    "learning_curve",
    "read",
    "read_labels",
    "sentences",
    "set_threads",
    "split",
    "weak_labels",
    "words",
]

if _debug_build:
    _warnings.warn("dateline was built without optimisation: expect a tenth of its speed", stacklevel=2)


def brief(
    documents: Any,
    *,
    gazetteer: Gazetteer | None = None,
    text: str | None = None,
    id: str | None = None,
    date: str | _date | None = None,
    source: str | None = None,
    title: str | None = None,
    as_of: str | _date | None = None,
    progress: bool | Callable[[int], object] | None = None,
    threads: int | None = None,
) -> Brief:
    """The situation brief over documents: the one-line way in.

    `documents` is a path (file, folder, pattern), a list of paths, a data frame, an Arrow table, or a `Corpus`. `gazetteer`
    adds names to those that ship with dateline. Of a table `text`, `id`, `date` and `source` name columns, as for `read`; `date` may also be the
    day of publication of documents that have none of their own. `title` heads the brief, and `as_of` is its day, else that of the latest
    document. `progress`: `True` shows a bar (tqdm where it is installed), a callable is called with the number of
    documents done.

    Raises `MissingFileError` for a path that is not there, `InputError` for an empty folder, no documents or unknown columns.

    >>> import dateline as dl, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("Kyiv denied the claim.")
    >>> dl.brief(folder, title="One report")
    Brief('One report', 1 document, 1 sentence; .save('brief.html') writes it)
    """
    if gazetteer is not None and not isinstance(gazetteer, Gazetteer):
        is_file = isinstance(gazetteer, str | _os.PathLike)
        advice = "to read a file use Gazetteer.read_csv" if is_file else "Gazetteer(names) makes one"
        raise _must_be("gazetteer", "a Gazetteer", gazetteer, advice)
    day = _a_day("as_of", as_of)
    names = None if gazetteer is None else Gazetteer.seed() | gazetteer
    is_path = isinstance(documents, str | _os.PathLike)
    paths = isinstance(documents, list) and documents and all(isinstance(d, str | _os.PathLike) for d in documents)
    columns = {"text": text, "id": id, "date": date, "source": source}
    said = any(value is not None for value in columns.values())
    # A corpus has its columns, and a series or an array of texts has none.
    if said and (isinstance(documents, Corpus) or hasattr(documents, "dtype")):
        told = ", ".join(name for name, value in columns.items() if value is not None)
        raise InputError(
            f"{told}: of a corpus or of bare texts this is said where they are read, by read or Corpus.from_texts"
        )
    if not isinstance(documents, Corpus) and (is_path or paths or said or hasattr(documents, "columns")):
        documents = read(documents, text=text, id=id, date=date, source=source)
    analysis = Pipeline(gazetteer=names).run(documents, progress=progress, threads=threads)
    if not len(analysis):
        raise InputError("documents: there are none, so there is nothing to brief on")
    return Brief(analysis, title, date=day)
