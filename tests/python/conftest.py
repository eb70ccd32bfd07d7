"""What the Python tests share."""

from __future__ import annotations

import signal
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
DISPATCHES = ROOT / "seeds" / "dispatches"


def pytest_configure():
    """A shell that starts the tests in the background has them ignore Ctrl-C, and Python then raises nothing: set that right."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def cases(name: str) -> dict:
    """One of the tables of cases that the Rust tests read too."""
    return tomllib.loads((CASES / name).read_text(encoding="utf8"))


@pytest.fixture(scope="session")
def analysis():
    """The twelve dispatches through every layer, with their names added to the seed gazetteer."""
    import dateline as dl

    names = dl.Gazetteer.seed() | dl.Gazetteer.read_csv(DISPATCHES / "names.csv")
    return dl.Pipeline(gazetteer=names).run(dl.read(DISPATCHES))
