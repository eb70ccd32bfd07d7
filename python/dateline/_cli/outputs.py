"""What a command writes must not lie on what it reads."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dateline import FileError, InputError

from .._core import check_writable, file_format, is_report

_OURS = ("dlg", "dlc")
"""The formats of our own files, under whatever name."""


def check_files(targets: Mapping[str, str | None], inputs: Iterable[str]) -> None:
    """Refuses an output, named by its option, that is a folder, one of the files that are read, or another output."""
    read = list(_files(inputs))
    before: dict[str, Path] = {}
    for option, path in targets.items():
        if path is None:
            continue
        target = Path(path)
        if target.is_dir():
            raise FileError(f"{option} {path}: this is a folder; name a file")
        if any(_same(target, source) for source in read):
            raise InputError(
                f"{option} {path}: this is one of the files that are read, and would be lost; name another file"
            )
        for other, written in before.items():
            if _same(target, written):
                raise InputError(f"{option} {path}: {other} writes there too; name another file")
        before[option] = target


def check_ending(option: str, path: str, advice: str, *allowed: str) -> None:
    """Refuses the ending of a known format, unless it is `allowed` or one of ours: a slip that would cost a file."""
    form, packed = file_format(path)
    if packed or (form is not None and form not in (*_OURS, *allowed)):
        raise InputError(f"{option} {path}: {advice}")


def check_place(option: str, path: str, inputs: Iterable[str], *, folder: bool) -> None:
    """Refuses a file or folder below a folder of reports: the next run would take it for a report.

    A folder with an `index.csv` holds the reports of the index and no others; names that begin with `.` or `_` are never read.
    """
    target = Path(path).resolve()
    if not folder and not is_report(target):
        return
    for source in map(Path, inputs):
        if not source.is_dir() or (source / "index.csv").is_file():
            continue
        root = source.resolve()
        if target.is_relative_to(root) and not any(
            part.startswith((".", "_")) for part in target.relative_to(root).parts
        ):
            what = "tables" if folder else "what is written"
            raise InputError(
                f"{option} {path}: it lies in {source}, so {what} would be read as reports by the next run; name a place outside, "
                "or one that begins with _"
            )


def check_ready(targets: Iterable[str | None]) -> None:
    """Tries whether files can be written, before work is done that would be lost."""
    for path in targets:
        if path is not None:
            check_writable(Path(path))


def _files(inputs: Iterable[str]) -> Iterator[Path]:
    """The files that paths and patterns name; of a folder those of its index, since `check_place` keeps outputs out of others."""
    for path in inputs:
        given = Path(path)
        if (index := given / "index.csv").is_file():
            yield index
            with index.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
                for row in csv.DictReader(lines):
                    yield given / (row.get("path") or row.get("doc_id") or "")
        elif given.is_file():
            yield given
        elif any(mark in path for mark in "*?"):
            yield from Path(given.anchor).glob(path.removeprefix(given.anchor))


def _same(a: Path, b: Path) -> bool:
    try:
        return a.samefile(b)
    except OSError:
        return a.resolve() == b.resolve()
