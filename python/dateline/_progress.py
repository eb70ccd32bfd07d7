"""Progress of long calls: tqdm where it is installed, one line on standard error where it is not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from dateline.errors import InputTypeError


class _Bar:
    """Shows the number of documents done; called by the core about twenty times a second at most."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._shown = 0
        try:
            from tqdm.auto import tqdm
        except ImportError:
            self._bar: Any = None
        else:
            self._bar = tqdm(total=total, unit=" documents")

    def __call__(self, done: int) -> None:
        if self._bar is not None:
            self._bar.update(done - self._shown)
        elif done != self._shown or done == 0:
            of = f" of {self._total:,}" if self._total is not None else ""
            print(f"\r{done:,}{of} documents", end="", file=sys.stderr, flush=True)
        self._shown = done

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
        else:
            print(file=sys.stderr)


def reporter(progress: bool | Callable[[int], object], total: int | None) -> Callable[[int], object]:
    """What the core calls with the number of documents done: the user's own callable, or a bar."""
    if not isinstance(progress, bool) and not callable(progress):
        raise InputTypeError(f"progress: True, False, None or a callable is asked for, not {type(progress).__name__}")
    return _Bar(total) if isinstance(progress, bool) else progress
