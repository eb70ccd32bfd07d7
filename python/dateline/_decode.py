"""Bytes of a file as text, by the rules of the core: UTF-8, UTF-16, windows-1252 as a last resort; packed or not."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import zipfile
import zlib
from pathlib import PurePath
from typing import Final

from .errors import InputError

PACKED: Final = (".gz", ".bz2", ".xz", ".zip", ".zst")
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def unpacked(name: str, data: bytes) -> tuple[str, bytes]:
    """The name without the ending of its packing, and the bytes unpacked. Raises `InputError`."""
    ending = PurePath(name).suffix.lower()
    if ending not in PACKED:
        return name, data
    try:
        if ending == ".zip":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = [member for member in archive.infolist() if not member.is_dir()]
                if len(members) != 1:
                    raise InputError(f"{name}: the archive holds {len(members)} files; one is asked for")
                return members[0].filename, archive.read(members[0])
        if ending == ".zst":
            raise InputError(f"{name}: labels are not read from .zst; unpack the file, or pack it as .gz")
        unpack = {".gz": gzip.decompress, ".bz2": bz2.decompress, ".xz": lzma.decompress}[ending]
        return name[: -len(ending)], unpack(data)
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, RuntimeError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{name}: it cannot be unpacked ({error}); is it damaged or cut short?") from None


def decode(data: bytes) -> tuple[str, str]:
    """The text without a byte-order mark, and the name of its encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    if guessed := _unmarked_utf16(data):
        return data.decode(guessed, "replace"), guessed
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    whole = sum(byte >= 0xC0 for byte in text.replace("\ufffd", "").encode())
    # A UTF-8 file that was cut or spliced has few broken letters among many whole ones.
    if whole >= 4 * text.count("\ufffd"):
        return text, "utf-8"
    return data.decode("cp1252", "replace"), "windows-1252"


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: Latin text leaves a zero in every other byte, on one side alone."""
    sample = data[: min(len(data), 1 << 16) & ~1]
    first, last = sample[::2].count(0), sample[1::2].count(0)
    zeros, stray = max(first, last), min(first, last)
    if len(sample) < 8 or zeros * 4 < len(sample) or stray * 20 > zeros:
        return None
    return "utf-16-le" if last > first else "utf-16-be"
