"""Writing files: beside the target and renamed, so that a file is there as a whole or as it was."""

from __future__ import annotations

import os
from pathlib import Path

from .errors import FileError


def write_text(target: Path, text: str) -> None:
    """Writes text as UTF-8; makes the folder where it is missing. Raises `FileError`."""
    if target.is_dir():
        raise FileError(f"{str(target)!r} is a folder; name a file in it")
    temporary = target.with_name(f".{os.getpid()}.{target.name}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_text(text, encoding="utf-8")
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise FileError(f"{str(target)!r} cannot be written: {error.strerror or error}") from error
