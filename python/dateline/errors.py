"""The exceptions of dateline. Each is also the built-in exception that a caller would catch for its kind."""

from __future__ import annotations


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
