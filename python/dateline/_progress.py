"""Progress of long calls: tqdm where it is installed, one line on standard error where it is not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from dateline._arguments import must_be


class Bar:
    """Shows how many are done, of documents or other units; called by the core about twenty times a second at most."""

    def __init__(self, total: int | None, unit: str) -> None:
        self._total = total
        self._unit = unit
        self._shown = 0
        try:
            from tqdm.auto import tqdm
        except ImportError:
            self._bar: Any = None
        else:
            self._bar = tqdm(total=total, unit=f" {unit}")

    def __call__(self, done: int) -> None:
        if self._bar is not None:
            self._bar.update(done - self._shown)
        elif done != self._shown or done == 0:
            of = f" of {self._total:,}" if self._total is not None else ""
            print(f"\r{done:,}{of} {self._unit}", end="", file=sys.stderr, flush=True)
        self._shown = done

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
        else:
            print(file=sys.stderr)


def reporter(
    progress: bool | Callable[[int], object], total: int | None, unit: str = "documents"
) -> Callable[[int], object]:
    """What is called with the number of documents (or other units) done: the user's own callable, or a bar."""
    if not isinstance(progress, bool) and not callable(progress):
        raise must_be("progress", "True, False, None or a callable", progress)
    return Bar(total, unit) if isinstance(progress, bool) else progress
