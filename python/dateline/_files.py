"""Writing files: beside the target and renamed, so that a file is there as a whole or as it was."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from .errors import FileError


def write_text(target: Path, text: str) -> None:
    """Writes text as UTF-8; makes the folder where it is missing. Raises `FileError`.

    As the core does: a link is followed, so that it goes on being one; permissions are kept; a device or pipe is refused.
    """
    try:
        behind = _behind(target)
        temporary = behind.with_name(f".{os.getpid()}.{behind.name}")
        behind.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_text(text, encoding="utf-8")
            if behind.exists():
                temporary.chmod(behind.stat().st_mode)
            temporary.replace(behind)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(target, error) from error


def check_writable(target: Path) -> None:
    """Makes the folder of a file and tries whether a file can be made there, before long work is done for it. Raises `FileError`."""
    try:
        behind = _behind(target)
        behind.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=behind.parent):
            pass
    except OSError as error:
        raise _unwritable(target, error) from error


def _behind(target: Path) -> Path:
    """The file itself where the path is a link to it. Raises `FileError` for what is no regular file."""
    if target.is_dir():
        raise FileError(f"{str(target)!r} is a folder; name a file in it")
    if target.exists() and not target.is_file():
        raise FileError(f"{str(target)!r} is a device or a pipe, not a regular file; nothing was written to it")
    return Path(os.path.realpath(target)) if target.is_symlink() else target


def _unwritable(target: Path, error: OSError) -> FileError:
    if isinstance(error, FileError):
        return error
    return FileError(f"{str(target)!r} cannot be written: {error.strerror or error}")
