"""The exceptions of dateline. Each is also the built-in exception that a caller would catch for its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class DatelineError(Exception):
    """Everything that dateline raises on purpose."""


class InputError(DatelineError, ValueError):
    """Input that cannot be used: an argument, a column, a row. The message names the place and what to do."""


class InputTypeError(InputError, TypeError):
    """An object of another type than the one asked for."""


class UnknownKeyError(DatelineError, KeyError):
    """A document, entity or column that is not there."""

    # KeyError shows its argument quoted, which suits a bare key and not a sentence.
    __str__ = Exception.__str__


class GazetteerError(InputError):
    """A gazetteer entry that cannot be used. The message names the row."""


class RuleError(InputError):
    """A rule that cannot be used. The message names the file, the rule and the example."""


class FormatError(InputError):
    """A file that is damaged, cut short or from a newer version of dateline."""


class FileError(DatelineError, OSError):
    """A file or folder that cannot be read or written."""


class MissingFileError(FileError, FileNotFoundError):
    """A file or folder that is not there."""


class InternalError(DatelineError):
    """A fault of dateline itself. Please report it."""


class TrainingWarning(UserWarning):
    """What `fit`, `split` and what else holds texts out warn of. `rows` are the rows that it concerns; `placed` names the places where they stand in a file.

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
