"""Made sentences with labels, for the tests of what learns from them."""

from __future__ import annotations

import random

PLACES = ["Orlen", "Varn", "Tessel", "Moray", "Quill", "Dorsten", "Hale", "Brenna"]
WORDS = {
    "sport": ["scored twice against", "beat", "lost the final to", "drew with", "trained hard before meeting"],
    "weather": ["saw heavy rain near", "woke to snow over", "felt a cold wind from", "had fog all the way to", "dried after storms at"],
    "crime": ["arrested a thief from", "searched a stolen van near", "charged a forger in", "caught a smuggler at", "jailed a robber of"],
}  # fmt: skip


def made(n: int, labels: dict[str, int], seed: int = 0) -> tuple[list[str], list[str]]:
    """Made sentences: as many of each label as its weight says."""
    draw = random.Random(seed)
    names = [name for name, weight in labels.items() for _ in range(weight)]
    given = [names[i % len(names)] for i in range(n)]
    texts = [
        f"{draw.choice(PLACES)} {draw.choice(WORDS[label])} {draw.choice(PLACES)} on day {draw.randrange(1, 400)} of year {i}."
        for i, label in enumerate(given)
    ]
    return texts, given
