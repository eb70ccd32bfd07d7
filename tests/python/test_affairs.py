"""Affairs of the brief: events of one matter found by what they share."""

import datetime as dt
import random
from types import SimpleNamespace

import pytest

from dateline._brief import affairs
from dateline._brief.model import Event, Name, Ref

PEOPLE = [Name(text, f"person:{text.lower()}", "person") for text in ("Adamu", "Bello", "Chike")]
TOWNS = [Name(text, f"place:{text.lower()}", "place") for text in ("Aba", "Bida", "Calabar")]
DATES = [None, "2025-03", "2025-03-04", "2025-03-05", "2025-03-04/2025-03-06"]


def told(choose: random.Random, kind: str, doc: int) -> Event:
    """An event that shares much or nothing with others: few parties, places and days."""
    return Event(
        type=kind,
        mode=choose.choice([None, "arrest"]),
        actor=tuple(choose.sample(PEOPLE, choose.randint(0, 2))),
        recipient=tuple(choose.sample([*PEOPLE, *TOWNS], choose.randint(0, 2))),
        place=choose.choice([None, *TOWNS]),
        date=choose.choice(DATES),
        reality=choose.choice(["actual", "alleged", "future"]),
        excerpt=(),
        refs=tuple(Ref(at, at, at + 1) for at in sorted({doc, choose.randrange(doc + 1)})),
        outlets=("Herald",),
        independent=1,
        reported=choose.choice([None, dt.date(2025, 3, 5), dt.date(2025, 3, 9)]),
    )


@pytest.mark.parametrize("seed", range(12))
def test_an_event_finds_the_affair_that_it_finds_among_all(seed: int) -> None:
    choose, kind = random.Random(seed), ["ASSAULT", "COERCE", "AID"][seed % 3]
    rows = SimpleNamespace(side=lambda name: name.id, copy_group=list(range(100)))
    groups, slow = affairs._Groups(), []
    for doc in range(100):
        seen = affairs._seen(rows, told(choose, kind, doc))
        home = next((group for group in slow if affairs._one(group[0], seen)), None) or affairs._only(rows, slow, seen)
        groups.add(rows, seen)
        if home is None:
            slow.append([seen])
        else:
            home.append(seen)
    assert groups.all == slow
    assert 1 < len(slow) < 100
