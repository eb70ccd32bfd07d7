"""The exceptions of dateline. Each is also the built-in exception that a caller would catch for its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class DatelineError(Exception):
    """Everything that dateline raises on purpose.

    >>> import dateline as dl
    >>> try:
    ...     dl.read("reports-that-are-not-there")
    ... except dl.DatelineError as error:
    ...     print(error)
    reports-that-are-not-there: there is no such file or folder
    """


class InputError(DatelineError, ValueError):
    """Input that cannot be used: an argument, a column, a row. The message names the place and what to do.

    >>> import dateline as dl
    >>> dl.split(["Rain fell.", "Snow fell."], share=1.5)
    Traceback (most recent call last):
        ...
    dateline.errors.InputError: share: must be a number between 0 and 1, such as 0.2, but is 1.5
    """


class InputTypeError(InputError, TypeError):
    """An object of another type than the one asked for.

    >>> import dateline as dl
    >>> dl.sentences(3)
    Traceback (most recent call last):
        ...
    dateline.errors.InputTypeError: text: must be a str, but is 3 (int)
    """


class UnknownKeyError(DatelineError, KeyError):
    """A document, entity or column that is not there.

    >>> import dateline as dl
    >>> dl.Gazetteer(["Hama"])["place:homs"]
    Traceback (most recent call last):
        ...
    dateline.errors.UnknownKeyError: no entity has the id "place:homs"; to look for a name use lookup
    """

    # KeyError shows its argument quoted, which suits a bare key and not a sentence.
    __str__ = Exception.__str__


class GazetteerError(InputError):
    """A gazetteer entry that cannot be used. The message names the row.

    >>> import dateline as dl
    >>> dl.Gazetteer(["Hama", ""])
    Traceback (most recent call last):
        ...
    dateline.errors.GazetteerError: entries[1]: there is no name; every row needs one in the column name
    """


class RuleError(InputError):
    """A rule that cannot be used. The message names the file, the rule and the example.

    >>> import dateline as dl
    >>> dl.RuleClassifier.parse('''
    ... labels = ["denial"]
    ... [[rule]]
    ... label = "demand"
    ... any = ["urge~"]
    ... ''')
    Traceback (most recent call last):
        ...
    dateline.errors.RuleError: rules, rule 1 (demand), line 3: label "demand" is not in labels; add it there or use one of denial
    """


class FormatError(InputError):
    """A file that is damaged, cut short or from a newer version of dateline.

    >>> import dateline as dl, pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp(), "names.dlg")
    >>> _ = file.write_text("no gazetteer")
    >>> try:
    ...     dl.Gazetteer.load(file)
    ... except dl.FormatError as error:
    ...     print(str(error).removeprefix(str(file)))
    : this is no gazetteer that dateline wrote; give the path of one, or build one
    """


class FileError(DatelineError, OSError):
    """A file or folder that cannot be read or written.

    >>> import dateline as dl, pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp(), "notes.txt")
    >>> _ = file.write_text("A file, and no folder.")
    >>> try:
    ...     dl.Pipeline().run_batch(["Snow fell."], file)
    ... except dl.FileError as error:
    ...     print(type(error).__name__, file.name in str(error))
    FileError True
    """


class MissingFileError(FileError, FileNotFoundError):
    """A file or folder that is not there.

    >>> import dateline as dl
    >>> dl.Gazetteer.load("names-that-are-not-there.dlg")
    Traceback (most recent call last):
        ...
    dateline.errors.MissingFileError: names-that-are-not-there.dlg: there is no such file or folder
    """


class InternalError(DatelineError):
    """A fault of dateline itself. Please report it.

    >>> import dateline as dl
    >>> issubclass(dl.InternalError, dl.InputError)
    False
    """


class TrainingWarning(UserWarning):
    """What `fit`, `split` and what else holds texts out warn of. `rows` are the rows that it concerns; `placed` names the places where they stand in a file.

    >>> from dateline import TrainingWarning
    >>> warning = TrainingWarning("label 'sport' has a single example (", 3, ")")
    >>> str(warning), warning.rows
    ("label 'sport' has a single example (row 3)", (3,))
    >>> warning.placed({3: "line 5"})
    "label 'sport' has a single example (line 5)"
    """

    def __init__(self, *pieces: str | int) -> None:
        super().__init__(*pieces)

    def __str__(self) -> str:
        return "".join(piece if isinstance(piece, str) else f"row {piece}" for piece in self.args)

    @property
    def rows(self) -> tuple[int, ...]:
        """The numbers of the rows, in the order in which the message names them."""
        return tuple(piece for piece in self.args if isinstance(piece, int))

    def placed(self, places: Sequence[str] | Mapping[int, str]) -> str:
        """The message with the places of rows, by number, instead of their numbers."""
        return "".join(piece if isinstance(piece, str) else places[piece] for piece in self.args)
