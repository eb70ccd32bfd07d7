"""Who says what: the statements of each speaker."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from .._escape import clip, squeeze
from .._labels import SAID
from .._rows import Row
from .gather import DATELINE, EXCERPT, LABEL, Rows, distinct, refs_in_order
from .model import Name, Piece, Ref, Speaker, Statement
from .pronouns import PRONOUNS
from .wording import upper

ALIKE = 0.6
"""Share of common words from which two statements of a speaker are taken as one."""

_OPENING = frozenset("\"'“‘«„‹")
_CLOSING = frozenset("\"'”’»“›")
_PICTURES = re.compile(
    r"(?:\w+\s){0,2}(?:images?|videos?|footage|photo(?:graph)?s?|pictures?|maps?|recordings?|clips?|screenshots?)(?:\s(?:of|from|by|in)\s.*)?",
    re.IGNORECASE,
)
"""What shows something, which is nobody's word."""


def speakers(rows: Rows) -> list[Speaker]:
    """All speakers but the narrators, those with most statements and outlets first."""
    groups: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    names: dict[str, Counter[Name]] = defaultdict(Counter)
    for doc, sentences in enumerate(rows.sentences):
        for row in sentences:
            if row.get("act") not in SAID or row.get("source") in (None, "narrator"):
                continue
            name = rows.voice(doc, row)
            if name is None or _nobody(name):
                continue
            key = rows.side(name) if name.id else re.sub(r"^the ", "", squeeze(name.text).casefold())
            groups[key].append((doc, row))
            names[key][name] += 1
    found = []
    for key, group in groups.items():
        # A state before its capital or government, else the name used most.
        name = min(names[key], key=lambda n: (n.type != "country", -names[key][n], n.text))
        statements = [statement for act in SAID for statement in _merged(rows, act, group)]
        outlets = distinct([rows.outlet[doc] for doc, _ in group])
        found.append(Speaker(Name(_heading(name), name.id, name.type), tuple(statements), outlets))
    return sorted(found, key=lambda s: (s.name.id is None, -len(s.outlets) * len(s.statements), s.name.text))


def _nobody(name: Name) -> bool:
    """True for a pronoun that stands for nobody known, and for a picture."""
    last = squeeze(name.text).strip().casefold()
    return not name.id and (last in PRONOUNS or bool(_PICTURES.fullmatch(last)))


def _heading(name: Name) -> str:
    """A speaker as a heading: joint speakers in one run, with a capital in front."""
    *others, last = [part.strip() for part in name.text.split(";")] if not name.id else [name.text]
    return upper(f"{', '.join(others)} and {last}" if others else last)


def _merged(rows: Rows, act: str, group: list[tuple[int, Row]]) -> list[Statement]:
    clusters: list[tuple[frozenset[str], list[tuple[int, Row]]]] = []
    of_act = [(doc, row) for doc, row in group if row["act"] == act]
    # Headlines last: one that says in short what the text below it says is no statement of its own.
    of_act.sort(key=lambda item: rows.is_headline(*item))
    for doc, row in of_act:
        words = frozenset(re.findall(r"\w+", row["text"].casefold()))
        short = rows.is_headline(doc, row)
        # Only the last clusters are compared, so that a speaker of very many words costs no more than the words.
        home = next(
            (
                members
                for other, members in clusters[-200:]
                if _alike(words, other) or (short and _within(words, other) and any(at == doc for at, _ in members))
            ),
            None,
        )
        if home is None:
            clusters.append((words, [(doc, row)]))
        else:
            home.append((doc, row))
    statements = [_statement(rows, act, members) for _, members in clusters]
    return sorted(statements, key=lambda s: (-len(s.outlets), s.refs[0]))


def _within(headline: frozenset[str], words: frozenset[str]) -> bool:
    """True if the text says the most of what a headline says; a headline's verbs stand in another tense."""
    told = {word[:5] for word in headline if len(word) > 3}
    return len(told) > 1 and 2 * len(told & {word[:5] for word in words}) >= len(told) + 1


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) >= ALIKE * len(a | b) and len(a & b) > 2


def _statement(rows: Rows, act: str, members: list[tuple[int, Row]]) -> Statement:
    doc, row = members[0]
    return Statement(
        act=act,
        certainty=row.get("certainty"),
        excerpt=_words(rows, doc, row),
        refs=refs_in_order([Ref(at, other["start"], other["end"]) for at, other in members]),
        outlets=distinct([rows.outlet[at] for at, _ in members]),
    )


def _words(rows: Rows, doc: int, row: Row) -> tuple[Piece, ...]:
    """The sentence, shortened, without label and dateline, with the words of its quotations marked.

    A quotation of several sentences has its marks in each of them.
    """
    text, at, room = rows.text(doc), row["start"], 2 * EXCERPT
    if label := LABEL.match(text, at):
        at = label.end()
    if dateline := DATELINE.match(text[at : row["end"]]):
        at += dateline.end()
    pieces: list[Piece] = []

    def add(low: int, high: int, mark: str) -> None:
        nonlocal room
        if high > low and room > 0:
            words = clip(squeeze(text[low : min(high, low + 4 * EXCERPT)]), max(room, 12))
            pieces.append(Piece(words, mark))
            room -= len(words)

    for start, end in sorted((quote["start"], quote["end"]) for quote in rows.quotes[doc]):
        low, high = max(start, at), min(end, row["end"])
        if low >= high:
            continue
        add(at, low, "")
        if start < low and text[start - 1 : start] in _OPENING:
            pieces.append(Piece(text[start - 1 : start], ""))
        add(low, high, "quote")
        if high < end and text[end : end + 1] in _CLOSING:
            pieces.append(Piece(text[end : end + 1], ""))
        at = high
    add(at, row["end"], "")
    return tuple(pieces)
