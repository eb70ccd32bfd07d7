"""Writing files: beside the target and renamed, so that a file is there as a whole or as it was."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from .errors import FileError


def write_text(target: Path, text: str) -> None:
    """Writes text as UTF-8; makes the folder where it is missing. Raises `FileError`.

    A link is followed, so that it goes on being one; a device or pipe is written into, never replaced.
    """
    try:
        behind = _behind(target)
        if behind.exists() and not behind.is_file():
            with behind.open("w", encoding="utf-8") as stream:
                stream.write(text)
            return
        temporary = behind.with_name(f".{os.getpid()}.{behind.name}")
        behind.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_text(text, encoding="utf-8")
            temporary.replace(behind)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(target, error) from error


def check_writable(target: Path) -> None:
    """Makes the folder of a file and tries whether a file can be made there, before long work is done for it. Raises `FileError`."""
    try:
        behind = _behind(target)
        if behind.exists() and not behind.is_file():
            return
        behind.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=behind.parent):
            pass
    except OSError as error:
        raise _unwritable(target, error) from error


def _behind(target: Path) -> Path:
    """The file itself where the path is a link to it. Raises `FileError` for a folder."""
    if target.is_dir():
        raise FileError(f"{str(target)!r} is a folder; name a file in it")
    return Path(os.path.realpath(target)) if target.is_symlink() else target


def _unwritable(target: Path, error: OSError) -> FileError:
    return (
        error
        if isinstance(error, FileError)
        else FileError(f"{str(target)!r} cannot be written: {error.strerror or error}")
    )
