"""The JSON of a model scores texts without dateline: a reader written from `docs/model-json.md` alone gives the same scores."""

from __future__ import annotations

import json
import math
import re
import unicodedata
import warnings
from pathlib import Path
from typing import Any

import pytest
from made import made

import dateline as dl

PHI, MARK, PAIR, TRIPLE = 0x9E3779B97F4A7C15, 0xD1B54A32D192ED03, 0xA24BAED4963EE407, 0x9FB21C651E98DF25
START, STEP, HOME = 0x5DEECE66D1CE4E5B, 0x9E3779B97F4A7C15, 0x5BD1E995
FULL = (1 << 64) - 1


APOSTROPHES = "'’‘ʼʻ‛′´`ʹʺ՚＇"
SPELLED = {"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "ħ": "h", "ı": "i"}
IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f-\u1160\u17b4-\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
POINTS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u06e7-\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff]"
)
TEXTS = [
    "An unheard-of storm, over Orlen!",
    "Snowflakes scored nothing (yet).",
    "Zzyzx",
    "Kyiv’s U.S.-made drones, the U.N.H.C.R and the U.K.s’ St. Petersburg; a.b",
    "SLOV'IANSK, Côte d’Ivoire, O‘Brien’S 1990's and '90s ‘quoted’ words",
    "STRASSE Straße ŁÓDŹ Þór Æsir cœur İstanbul ısı ﬁnal Ⅻ x² ½",
    "Войска вошли в Київ, де стояв Йосип; Ελλάδα Σίσυφος ὈΔΥΣΣΕΎΣ",
    "مُحَمَّد في بغداد — שָׁלוֹם עולם",
    "soft\u00adware co\u200dop e\u0301cole नमस्ते दुनिया 東京 が\u3099 😀🏽 ✓",
    "Київський Σίσυφο Łódzka Straßen بغدادي עולמי",
    "",
]


def kind(character: str) -> str:
    if character in APOSTROPHES:
        return "apostrophe"
    category = unicodedata.category(character)
    if category[0] == "M" or IGNORABLE.match(character):
        return "sign"
    return {"L": "letter", "N": "number"}.get(category[0], "none")


UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf\u2e80-\u2fdf\u3005-\u3007"
    "\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u312f\u31a0-\u31bf\u31f0-\u31ff\uff66-\uff9f\U0001aff0-\U0001b16f"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def pieces(word: str) -> list[tuple[str, bool]]:
    """A word cut into characters of scripts without spaces and what stands between them; whether each is spelled."""
    found: list[tuple[str, bool]] = []
    for c in word:
        if found and (kind(c) == "sign" or not (UNSPACED.match(c) or UNSPACED.match(found[-1][0]))):
            found[-1] = (found[-1][0] + c, found[-1][1])
        else:
            found.append((c, not UNSPACED.match(c)))
    return [(folded(piece), spelled) for piece, spelled in found if folded(piece)]


def tokens(text: str, unspaced: bool) -> list[tuple[str, bool, bool]]:
    """Folded words and marks, cut as the page says; whether each is a word, and whether it is spelled."""
    cut: list[tuple[str, bool, bool]] = []
    for token, is_word in words_and_marks(text):
        if is_word:
            cut += [
                (piece, True, spelled) for piece, spelled in (pieces(token) if unspaced else [(folded(token), True)])
            ]
        else:
            cut.append((token, False, False))
    return cut


def words_and_marks(text: str) -> list[tuple[str, bool]]:
    kinds, found, at = [*map(kind, text), "end"], [], 0
    inner = ("letter", "number", "sign")

    def letter(at: int) -> int | None:
        if kinds[at] != "letter":
            return None
        at += 1
        while kinds[at] == "sign":
            at += 1
        return at

    def dotted(at: int) -> int | None:
        pairs, after = 0, letter(at)
        while after is not None and text[after : after + 1] == ".":
            at, pairs = after + 1, pairs + 1
            after = letter(at)
        ends = [end for end in (at, after) if end is not None and kinds[end] not in inner]
        return ends[0] if pairs > 1 and ends else None

    while at < len(text):
        if kinds[at] not in ("letter", "number"):
            found += [] if text[at].isspace() else [(text[at], False)]
            at += 1
            continue
        end, last = dotted(at) or at, ""
        while end == at or (last and kinds[end] in (*inner, "apostrophe")):
            if kinds[end] in inner:
                last = last if kinds[end] == "sign" else kinds[end]
            elif (
                last != "letter"
                or kinds[end + 1] != "letter"
                or (text[end + 1] in "sS" and kinds[end + 2] not in inner)
            ):
                break
            end += 1
        found.append((text[at:end], True))
        at = end
    return found


def folded(word: str) -> str:
    before = None
    while before != word:
        before = word
        letters = "".join(c.upper() for c in unicodedata.normalize("NFD", word) if c not in APOSTROPHES)
        letters = unicodedata.normalize("NFKD", "".join(c.lower() for c in letters))
        word = "".join(
            SPELLED.get(c, c)
            for c in letters
            if c not in "." + APOSTROPHES
            and unicodedata.combining(c) < 200
            and not IGNORABLE.match(c)
            and not POINTS.match(c)
        )
    return word


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
        for part, is_word, spelled in tokens(text, self.model["unspaced"]):
            token = word_hash(part) if is_word else (ord(part) | 1 << 40) * MARK & FULL
            row = self.row("tokens", self.number(token))
            add("tokens", row and row[:width])
            if self.model["char_grams"]:
                add("spelling", row and row[width:])
                for gram in grams(part) if spelled and row is None else []:
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
    state, content = 0, word.encode()
    for at in range(0, len(content), 8):
        state = (state ^ int.from_bytes(content[at : at + 8], "little")) * STEP & FULL
        state ^= state >> 32
    return state


def grams(word: str) -> list[int]:
    if not word.isascii():
        text, found = f" {word} ", []
        for start, n in ((start, n) for start in range(len(text)) for n in (3, 4, 5) if start + n <= len(text)):
            gram = n
            for byte in text[start : start + n].encode():
                gram = rotated((gram ^ byte) * PAIR & FULL, 29)
            found.append(gram)
        return found
    padded = f" {word} ".encode()
    ends = [(at, at + n) for at in range(len(padded)) for n in (3, 4, 5) if at + n <= len(padded)]
    return [int.from_bytes(padded[start:end], "little") for start, end in ends]


@pytest.mark.parametrize(
    "options", [{}, {"char_grams": False, "word_grams": 2}, {"precision": 8}, {"multilabel": True}]
)
def test_json_scores_as_the_model_does(tmp_path: Path, options: dict[str, Any]) -> None:
    texts, labels = made(400, {"sport": 1, "weather": 1, "crime": 1})
    for number, text in enumerate(TEXTS[:-2]):
        texts += [text] * 3
        labels += [["sport", "weather", "crime"][number % 3]] * 3
    given: Any = [[label] for label in labels] if options.get("multilabel") else labels
    clf = dl.SentenceClassifier(cues=False, tune=False, **options).fit(texts, given)
    path = tmp_path / "model.json"
    clf.export_json(path)
    reader = Reader(path)
    assert reader.model["labels"] == list(clf.classes_)
    for text in [*texts[:40], *TEXTS]:
        expected = list(clf.decision_function([text])[0])
        assert reader.scores(text) == pytest.approx(expected, abs=2e-4), text


def test_characters_of_scripts_without_spaces_are_scored_too(tmp_path: Path) -> None:
    texts = [
        "昨日俄军炮击了敖德萨港",
        "総理がパリで会談した",
        "2024年3月，大雨",
        "iPhone手机发布",
        "น้ำท่วมกรุงเทพ",
        "ភ្នំពេញ rain",
    ]
    texts += ["カ\u3099ス and ガス", "Rain fell", "Snow"]
    clf = dl.SentenceClassifier(tune=False).fit(texts * 4, ["abc"[i % 3] for i in range(9)] * 4)
    clf.export_json(tmp_path / "model.json")
    reader = Reader(tmp_path / "model.json")
    assert reader.model["unspaced"]
    for text in [*texts, "总理会谈3个iPhone", "大雨, ｶﾞｽ and rainfall"]:
        assert reader.scores(text) == pytest.approx(list(clf.decision_function([text])[0]), abs=2e-4), text


def test_the_place_in_the_document_is_scored_too(tmp_path: Path) -> None:
    texts, labels = made(200, {"sport": 1, "weather": 1})
    placed = [dl.Sentence(text, row % 30, 30) for row, text in enumerate(texts)]
    clf = dl.SentenceClassifier(cues=False, tune=False, position=True).fit(placed, labels)
    clf.export_json(tmp_path / "model.json")
    reader = Reader(tmp_path / "model.json")
    names = ["position from start 4", "position from end 6", "position part 0", "position size 3"]
    rows = [reader.row("cues", word_hash(name) & 0xFFFFFFFF) for name in names]
    expected = clf.decision_function([dl.Sentence("Zzyzx", 7, 30)])[0]
    assert reader.scores("Zzyzx")[0] + sum(row[1] for row in rows if row) == pytest.approx(expected, abs=2e-4)


def test_what_the_json_does_not_hold_is_said(tmp_path: Path) -> None:
    texts, labels = made(60, {"sport": 1, "weather": 1})
    plain = dl.SentenceClassifier(cues=False, tune=False).fit(texts, labels)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plain.export_json(tmp_path / "plain.json")
    more = dl.SentenceClassifier(cues=True, verbs=True, tune=False).fit(texts, labels)
    with pytest.warns(
        UserWarning, match="uses cues and verbs, which the JSON does not hold; train with cues=False, verbs=False"
    ):
        more.export_json(tmp_path / "more.json")
    needs = [json.loads((tmp_path / f"{name}.json").read_text())["needs"] for name in ("plain", "more")]
    assert needs == [[], ["cues", "verbs"]]
