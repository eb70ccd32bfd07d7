"""The JSON of a model scores texts without dateline: a reader written from `docs/classifier.md` alone gives the same scores."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
from made import made

import dateline as dl

PHI, MARK, PAIR, TRIPLE = 0x9E3779B97F4A7C15, 0xD1B54A32D192ED03, 0xA24BAED4963EE407, 0x9FB21C651E98DF25
START, STEP, HOME = 0x5DEECE66D1CE4E5B, 0x9E3779B97F4A7C15, 0x5BD1E995
FULL = (1 << 64) - 1


def rotated(value: int, by: int) -> int:
    return (value << by | value >> (64 - by)) & FULL


class Reader:
    """Scores texts of plain ASCII words from the JSON of a model."""

    def __init__(self, path: Path) -> None:
        self.model: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        self.shift = 64 - self.model["hash_bits"]

    def number(self, value: int) -> int:
        return ((value ^ value >> 29) * PHI & FULL) >> self.shift

    def row(self, kind: str, key: int) -> list[float] | None:
        block = self.model["features"][kind]
        mixed = (key ^ HOME) * PHI & FULL
        line, wanted = (mixed >> 32) * block["homes"] >> 32, max(mixed >> 16 & 0xFFFF, 1)
        while line < len(block["lines"]):
            first, ran_over, prints = block["lines"][line]
            if wanted in prints:
                row: list[float] = block["weights"][first + prints.index(wanted)]
                return row
            if not ran_over:
                break
            line += 1
        return None

    def scores(self, text: str) -> list[float]:
        width = len(self.model["biases"]) + 1
        sums = {kind: [0.0] * width for kind in ("tokens", "spelling", "runs", "characters")}

        def add(kind: str, row: list[float] | None) -> None:
            sums[kind] = [a + b for a, b in zip(sums[kind], row or [0.0] * width, strict=True)]

        before, one = START, START
        for part in re.findall(r"[a-z0-9]+|[^\sa-z0-9]", text.lower()):
            is_word = part.isalnum()
            token = word_hash(part) if is_word else (ord(part) | 1 << 40) * MARK & FULL
            row = self.row("tokens", self.number(token))
            add("tokens", row and row[:width])
            if self.model["char_grams"]:
                add("spelling", row and row[width:])
                for gram in grams(part) if is_word and row is None else []:
                    add("characters", self.row("characters", ((gram ^ gram >> 23) * PHI & FULL) >> self.shift))
            if self.model["word_grams"] > 1:
                pair = rotated(one * PAIR & FULL, 31) ^ token
                add("runs", self.row("runs", self.number(pair * MARK & FULL)))
                if self.model["word_grams"] > 2 and one != START:
                    triple = rotated(before * TRIPLE & FULL, 17) ^ pair
                    add("runs", self.row("runs", self.number(triple * TRIPLE & FULL)))
            before, one = one, token
        out = list(self.model["biases"])
        for a, b in (("tokens", "runs"), ("spelling", "characters")):
            square = sums[a][0] + sums[b][0]
            if square > 0:
                out = [o + (x + y) / math.sqrt(square) for o, x, y in zip(out, sums[a][1:], sums[b][1:], strict=True)]
        return out


def word_hash(word: str) -> int:
    state = 0
    for at in range(0, len(word), 8):
        state = (state ^ int.from_bytes(word[at : at + 8].encode(), "little")) * STEP & FULL
        state ^= state >> 32
    return state


def grams(word: str) -> list[int]:
    padded = f" {word} ".encode()
    ends = [(at, at + n) for at in range(len(padded)) for n in (3, 4, 5) if at + n <= len(padded)]
    return [int.from_bytes(padded[start:end], "little") for start, end in ends]


@pytest.mark.parametrize(
    "options", [{}, {"char_grams": False, "word_grams": 2}, {"precision": 8}, {"multilabel": True}]
)
def test_json_scores_as_the_model_does(tmp_path: Path, options: dict[str, Any]) -> None:
    texts, labels = made(400, {"sport": 1, "weather": 1, "crime": 1})
    given: Any = [[label] for label in labels] if options.get("multilabel") else labels
    clf = dl.SentenceClassifier(cues=False, tune=False, **options).fit(texts, given)
    path = tmp_path / "model.json"
    clf.export_json(path)
    reader = Reader(path)
    assert reader.model["labels"] == list(clf.classes_)
    for text in [*texts[:40], "An unheard-of storm, over Orlen!", "Snowflakes scored nothing (yet).", "Zzyzx"]:
        expected = list(clf.decision_function([text])[0])
        assert reader.scores(text) == pytest.approx(expected, abs=2e-4), text
