"""What a brief holds, as plain frozen values; how it looks is left to the writers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A span of a document: its number in the brief, and code points from `start` to before `end`."""

    doc: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something: an entity, or words of a text."""

    text: str
    id: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an excerpt: plain, quoted, or the words that the line is about."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One event, merged from all sentences that tell of it."""

    type: str
    mode: str | None
    actor: tuple[Name, ...]
    recipient: tuple[Name, ...]
    place: Name | None
    date: str | None
    reality: str
    excerpt: tuple[Piece, ...]
    refs: tuple[Ref, ...]
    outlets: tuple[str, ...]
    independent: int
    """Outlets that count once near-copies of each other are taken together."""
    reported: dt.date | None = None
    """The day of the first report."""
    by: tuple[Name, ...] = ()
    """Who alleges or denies it, where the event is alleged or denied."""
    opinion: bool = False
    """Told by opinion pieces alone."""
    told: str = ""
    """What the actor says, asks or agrees to, in the words of the sentence: `denies that a missile was fired`."""


@dataclass(frozen=True, slots=True)
class Day:
    """The events of one date, partial date or interval; of undated events those first reported on one day."""

    date: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a speaker said, merged from all sentences that say it alike."""

    act: str
    certainty: str | None
    excerpt: tuple[Piece, ...]
    refs: tuple[Ref, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker with all statements, most-reported first within an act."""

    name: Name
    statements: tuple[Statement, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An entity and where it is named."""

    name: Name
    country: str | None
    lat: float | None
    lon: float | None
    forms: tuple[str, ...]
    count: int
    documents: int
    by_outlet: tuple[tuple[str, int, Ref], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the claims in a dispute."""

    value: str
    outlet: str
    source: Name | None
    excerpt: tuple[Piece, ...]
    ref: Ref


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims on one topic that do not agree."""

    topic: str
    relation: str
    sides: tuple[Side, ...]
    title: str = ""
    """Who stands against whom, and about what."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of a unit, with everybody who gives it."""

    text: str
    low: float | None
    high: float | None
    bound: str
    outlets: tuple[str, ...]
    refs: tuple[Ref, ...]
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The values in which one unit is counted."""

    unit: str
    values: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """Another document that is like this one, with the first shared span in each."""

    doc: int
    degree: str
    score: float
    here: Ref
    there: Ref


@dataclass(frozen=True, slots=True)
class Source:
    """A document."""

    doc_id: str
    outlet: str
    """Where none is known, what stands for it: `file report3.txt`."""
    title: str | None
    date: dt.date | None
    lang: str | None
    encoding: str | None
    chars: int
    sentences: int
    furniture: float | None
    """Share of the characters of all blocks that the page added and that was left out."""
    copies: tuple[Copy, ...]
    error: str | None
    """Why it could not be read."""
    note: str | None
    """What of a document that was read could not be used, such as its date."""
    opinion: bool = False
    """It calls itself an opinion."""


@dataclass(frozen=True, slots=True)
class Point:
    """A key point: a heading, a sentence made from counts, and the spans that it rests on."""

    kind: str
    heading: str
    text: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a source text as it is shown; `clipped` where only a part of a block is."""

    start: int
    end: int
    kind: str
    clipped: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a source text."""

    start: int
    end: int
    act: str | None
    source: str | None
    certainty: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a source text."""

    start: int
    end: int
    type: str
    name: str
    id: str | None


@dataclass(frozen=True, slots=True)
class Text:
    """A source text as far as it is shown: its blocks, and the words of each."""

    doc: int
    whole: bool
    blocks: tuple[Block, ...]
    words: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    conflicts: tuple[tuple[int, int, str], ...]
    """Spans of times whose weekday and date disagree, with what is wrong."""


@dataclass(frozen=True, slots=True)
class Situation:
    """The whole brief."""

    title: str
    date: dt.date | None
    period: str
    documents: int
    outlets: int
    """Those that are known; documents without one are not among them."""
    sentences: int
    mentions: int
    points: tuple[Point, ...]
    days: tuple[Day, ...]
    undated: tuple[Day, ...]
    """Events to which no text gives a date, by the day of the first report; its `date` is empty where that is unknown."""
    unnamed: tuple[Event, ...]
    """Events of which the texts name neither actor nor recipient."""
    speakers: tuple[Speaker, ...]
    named: tuple[Named, ...]
    disputes: tuple[Dispute, ...]
    figures: tuple[Figures, ...]
    sources: tuple[Source, ...]
    texts: tuple[Text, ...]
    left_out: dict[str, int] = field(default_factory=dict)
    """How many lines of each section were left out for length."""
