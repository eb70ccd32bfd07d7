"""Steps of a command that take a while: a line for each, which counts the seconds on a terminal."""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .._escape import showable
from . import common

TICK = 1.0
"""Seconds between two states of a line."""


@contextmanager
def step(args: argparse.Namespace, words: str, total: int = 0) -> Iterator[Callable[[int], None]]:
    """Says what is done now; on a terminal the line also tells how long it has taken and, if it is told, how much of `total` is done."""
    done = 0

    def report(number: int) -> None:
        nonlocal done
        done = number

    if not common.progress(args):
        common.say(args, f"{words} …")
        yield report
        return
    over = threading.Event()
    started = time.monotonic()

    def show() -> None:
        part = f"{done / total:.0%}, " if total else ""
        print(showable(f"\r{words} … {part}{time.monotonic() - started:.0f} s"), end="", file=sys.stderr, flush=True)

    def tick() -> None:
        show()
        while not over.wait(TICK):
            show()

    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    try:
        yield report
    finally:
        over.set()
        ticker.join()
        show()
        print(file=sys.stderr)
