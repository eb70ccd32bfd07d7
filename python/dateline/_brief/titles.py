"""Titles of disputes: who stands against whom, and about what, in the words of the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .._escape import clip, squeeze
from .gather import DATELINE, Rows
from .model import Dispute, Side
from .wording import topic, upper, within

WORDS = 90
"""Characters of the words that a title quotes."""
NAMES = 2
"""Names that a title gives for either side."""
AGAINST = ("denied", "blames others", "says otherwise")
"""What a side says that goes against the words of another."""
SHORT = 12
"""Characters that say what a dispute is about, at least."""

_HEARSAY = re.compile(
    r"(?:\w+ ){0,2}(?:reports?|rumou?rs?|claims?|allegations?|accusations?|speculation|posts?)", re.IGNORECASE
)
"""What is said by nobody in particular."""
_SAYING = r"(?:said|says|saying|claimed|claims|insisted|insists|maintained|argued|told\s[^,:“\"]{2,40}?(?=\sthat\b|[,:]|$)|wrote|added)"
_BEFORE = re.compile(rf"^[^,“\"]{{2,90}}?(?:,[^,]{{2,60}},)?\s{_SAYING}(?:\son\s\w+day)?(?:\sthat\b)?[:,]?\s+(?=\S)")
"""Who speaks, before what is said."""
_BEHIND = re.compile(rf",[”\"’]?\s+(?:{_SAYING}\s(?!that\b)[^“\"]{{2,120}}|[^,“”\"]{{2,80}}?\s{_SAYING}\b[^“\"]*)$")
"""Who spoke, behind what was said."""
_CHARGE = re.compile(r"\b(?:accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing)|condemn(?:s|ed)?)\b.*")
_JOINT = re.compile(r"\A(?:But|And|Yet|However,|Meanwhile,|Still,) (?=\S)")
"""What joins a sentence to the one before."""
_FULL_STOP = re.compile(r"(?<!\b[ap]\.m)[.\s]+$")
_REPORTED = re.compile(r"^.{2,90}?\b(?:(?:claiming|alleging|suggesting|saying)(?:\sthat)?|that)\s+(?=\S)")


def title(rows: Rows, about: str, sides: tuple[Side, ...]) -> str:
    """The title of a dispute: of figures what they count, of a word and its denial who denies what whose word."""
    blamed = any(side.value.startswith("blames ") for side in sides)
    if not blamed and not gainsaid(sides):
        return topic(about)
    against = [side for side in sides if side.value in AGAINST]
    told = [side for side in sides if side not in against]
    if blamed and not against:
        return f"{_names(told[:1])} and {_names(told[1:])} blame each other: “{words(rows, told[0])}”"
    if not against or not told:
        return topic(about)
    said = words(rows, told[0])
    if not said:
        return topic(about)
    if is_hearsay(told) and all(side.value == "denied" for side in against):
        return f"{upper(_names(against))} {'denies' if len(who(against)) == 1 else 'deny'}: “{said}”"
    return f"{upper(_names(against))} against {_names(told)}: “{said}”"


def is_hearsay(sides: Iterable[Side]) -> bool:
    """True for the word of nobody in particular."""
    names = who(sides)
    return bool(names) and all(_HEARSAY.fullmatch(name) for name in names)


def gainsaid(sides: Iterable[Side]) -> bool:
    """True if one side goes against the words of the other."""
    return any(side.value in AGAINST for side in sides)


def dispute_heading(dispute: Dispute) -> str:
    """The title that a dispute is shown under."""
    return dispute.title or topic(dispute.topic)


def words(rows: Rows, side: Side) -> str:
    """What one side says, without who says it and where."""
    sentence = rows.sentence_at(side.ref.doc, side.ref.start)
    text = rows.text(side.ref.doc)
    whole = squeeze(text[side.ref.start : side.ref.end]).strip()
    if sentence and (side.ref.start > sentence["start"] or side.ref.end + 1 < sentence["end"]):
        # A part of a sentence: what another is reported to have said.
        said = _REPORTED.sub("", whole)
    else:
        charge = _CHARGE.search(whole)
        said = charge.group() if charge else bare(whole)
    said = _plain(said)
    return clip(said if len(said) >= SHORT else _plain(whole), WORDS)


def bare(sentence: str) -> str:
    """A sentence without dateline, speaker and what joins it to the one before."""
    said = _JOINT.sub("", _FULL_STOP.sub("", DATELINE.sub("", sentence)))
    behind = _BEHIND.sub("", said)
    return (behind if behind != said else _BEFORE.sub("", said)).strip(' “”"')


def _plain(said: str) -> str:
    """Words without the marks around them; a quotation within keeps both of its own."""
    return paired(_FULL_STOP.sub("", said).strip(' ,“”"'))


def paired(said: str) -> str:
    """Words whose quotation marks come in pairs: the one that is missing stands before or behind them."""
    if said.count('"') % 2:
        first = said.index('"')
        opens = said[first + 1 : first + 2].strip() and not said[max(first - 1, 0) : first].strip(" (“‘—–-")
        return f'{said}"' if opens else f'"{said}'
    opened = said.count("“") - said.count("”")
    return f"{said}”" if opened > 0 else f"“{said}" if opened < 0 else said


def who(sides: Iterable[Side]) -> list[str]:
    """Who says what the sides say, each once: speakers, else outlets, as they stand within a line."""
    return [within(name) for name in dict.fromkeys(side.source.text if side.source else side.outlet for side in sides)]


def _names(sides: list[Side]) -> str:
    found = who(sides)
    return " and ".join(found[:NAMES]) + (" and others" if len(found) > NAMES else "")
