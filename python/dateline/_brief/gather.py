"""The tables of an analysis, read once and indexed for the sections."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from functools import cached_property

from .._escape import clip, clip_front, squeeze
from .._rows import AnalysisLike, Row, TableLike, unread
from .genre import BEFORE, is_opinion
from .model import Name, Piece, Ref
from .outlets import Told, outlet
from .pronouns import PRONOUNS

EXCERPT = 230
"""Characters of an excerpt."""
_NOBODY = PRONOUNS | frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "some",
        "many",
        "most",
        "other",
        "others",
        "another",
        "all",
        "both",
        "each",
        "several",
    ]
)
"""Words that name nobody."""
LABEL = re.compile(r"(?:title|headline)\s*:\s*", re.IGNORECASE)
"""What files write before their headline."""
DATELINE = re.compile(r"^[A-Z][A-Z’'/ ]{2,}[^.!?–—]{0,60}?\s[-–—]{1,2}\s+")
"""Place, day and agency before the first words of a report."""
_OWN = re.compile(
    r"(?:an? |the |our )?(?:corrections?|clarification|editor[’']s note|headlines?|update)", re.IGNORECASE
)
"""What stands before words of the outlet's own."""
_AS_LISTED = ("exact", "folded")
"""Variants of a mention in which a text writes one of the listed names itself, and no form made of it."""
ACTING = ("person", "government", "armed_group", "organization")
"""Types of names that texts shorten to their first or last word."""


class Rows:
    """All rows, with documents numbered in the order of `documents`."""

    def __init__(self, analysis: AnalysisLike) -> None:
        self.analysis = analysis
        self.documents = analysis.documents.to_pylist()
        # An error row may repeat the id of a good document: the good one keeps the number.
        self.number: dict[str, int] = {}
        for at, row in enumerate(self.documents):
            if row["doc_id"] not in self.number or unread(self.documents[self.number[row["doc_id"]]]):
                self.number[row["doc_id"]] = at
        self.outlet = [outlet(row) for row in self.documents]
        self.outlets = len(set(self.outlet))
        self.told = Told(zip(self.outlet, (row["doc_id"] for row in self.documents), strict=True))
        self.dates = [as_date(row.get("date")) for row in self.documents]
        self.blocks = self._by_document(analysis.blocks)
        self.sentences = self._by_document(analysis.sentences)
        self.mentions = self._by_document(analysis.mentions)
        self.events = self._by_document(analysis.events)
        self.quotes = self._by_document(analysis.quotes)
        self.times = self._by_document(analysis.times)
        self.quantities = self._by_document(analysis.quantities)
        self.near_copies = analysis.near_copies.to_pylist()
        self.conflicts = analysis.conflicts.to_pylist()
        self.entities = self._entities()
        self.states = {
            row["country"]: row["name"]
            for row in self.entities.values()
            if row["type"] == "country" and row.get("country")
        }
        self.copy_group = self._copy_groups()
        self._texts: dict[int, str] = {}

    def _by_document(self, table: TableLike) -> list[list[Row]]:
        rows: list[list[Row]] = [[] for _ in self.documents]
        for row in table.to_pylist():
            if (at := self.number.get(row["doc_id"])) is not None:
                rows[at].append(row)
        return rows

    def _entities(self) -> dict[str, Row]:
        """The first mention of each entity; a town of the world's list stands as most texts write it (Astara, Poipet) where none has its name there."""
        entities: dict[str, Row] = {}
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        for rows in self.mentions:
            for row in rows:
                if ident := row.get("entity_id"):
                    entities.setdefault(ident, row)
                    if ident.startswith("geonames:") and (row.get("variant") or "exact") in _AS_LISTED:
                        forms[ident][squeeze(row["text"])] += 1
        for ident, written in forms.items():
            name = entities[ident]["name"]
            alike = Counter({form: n for form, n in written.items() if not form.isupper() and form != form.lower()})
            if alike and name not in alike:
                entities[ident] = entities[ident] | {"name": most(alike)}
        return entities

    def _copy_groups(self) -> list[int]:
        """The lowest number among the documents that are copies or paraphrases of each other, for each document."""
        group = list(range(len(self.documents)))

        def root(at: int) -> int:
            while group[at] != at:
                group[at] = group[group[at]]
                at = group[at]
            return at

        for row in self.near_copies:
            a, b = self.number.get(row["doc_a"]), self.number.get(row["doc_b"])
            if row["degree"] in ("copy", "paraphrase") and a is not None and b is not None:
                low, high = sorted((root(a), root(b)))
                group[high] = low
        return [root(at) for at in range(len(group))]

    def text(self, doc: int) -> str:
        """The text of a document; empty where it could not be read."""
        if doc not in self._texts:
            row = self.documents[doc]
            self._texts[doc] = "" if unread(row) else self.analysis.text(row["doc_id"])
        return self._texts[doc]

    def sentence(self, doc: int, number: int | None) -> Row | None:
        """A sentence by its number in the document."""
        rows = self.sentences[doc]
        if number is None:
            return None
        if number < len(rows) and rows[number].get("sentence") == number:
            return rows[number]
        return next((row for row in rows if row.get("sentence") == number), None)

    @cached_property
    def opinions(self) -> frozenset[int]:
        """The documents that call themselves opinions."""
        return frozenset(
            doc
            for doc, row in enumerate(self.documents)
            if is_opinion(
                row["doc_id"],
                row.get("title"),
                [(b["kind"], self.text(doc)[b["start"] : b["end"]]) for b in self.blocks[doc][:BEFORE]],
            )
        )

    def is_headline(self, doc: int, sentence: Row) -> bool:
        """Whether a sentence stands in the headline of its document."""
        return sentence.get("block") in self._headlines[doc]

    @cached_property
    def _headlines(self) -> list[set[int]]:
        return [{row["block"] for row in rows if row["kind"] == "headline"} for rows in self.blocks]

    def sentence_at(self, doc: int, offset: int) -> Row | None:
        """The sentence that holds an offset."""
        rows = self.sentences[doc]
        at = bisect_right(rows, offset, key=lambda row: int(row["start"])) - 1
        return rows[at] if at >= 0 and offset < rows[at]["end"] else None

    def name(self, ident: str | None, text: str | None = None) -> Name | None:
        """The entity with the id, else the words; of joint ids the first."""
        if ident:
            first = ident.split(";")[0].strip()
            first = self._full.get(first, first)
            if row := self.entities.get(first):
                return Name(row["name"], first, row["type"])
            if text and text != "narrator":
                return Name(text, first)
            if match := re.fullmatch(r"([a-z_]+):([\w-]+)", first):
                slug = re.sub(r"[-_]", " ", match[2])
                return Name(slug.title() if slug.islower() else slug, first, match[1])
            return Name(first)
        return Name(squeeze(text)) if text and text != "narrator" else None

    def names(self, ids: str | None) -> tuple[Name, ...]:
        """All parts of a field that joins ids (or words) by `;`."""
        parts = (part.strip() for part in (ids or "").split(";"))
        return tuple(name for part in parts if part and part != "narrator" and (name := self.name(part)))

    def parties(self, ids: str | None, doc: int | None = None, sentence: Row | None = None) -> tuple[Name, ...]:
        """The parts of a field as parties to an event: for a people the state that it belongs to.

        Words of the text stand as they are (`masked men`), unless they are a part of one name of the document (`the Legion`).
        """
        found = []
        for name in self.names(ids):
            if name.id not in self.entities:
                known = self.short_for(doc, name.text) if doc is not None else None
                plain = known or (name if name.id else self._plain(name, doc, sentence))
                if plain is None:
                    continue
                name = plain
            state = self.states.get(self.state(name.id) or "") if name.type == "nationality" else None
            found.append(Name(state, name.id, "country") if state else name)
        return tuple(dict.fromkeys(found))

    def _plain(self, name: Name, doc: int | None, sentence: Row | None) -> Name | None:
        """Words of a text as a party: the speaker whose words they are a part of (`the commander`), else themselves without an article."""
        words = re.sub(r"^(?:the|a|an) ", "", name.text, flags=re.IGNORECASE).strip()
        if not words or words.casefold() in _NOBODY:
            return None
        if doc is not None and sentence and re.search(rf"\b{re.escape(words)}\b", sentence.get("source") or ""):
            speaker = self.voice(doc, sentence)
            if speaker and (speaker.id or speaker.text.casefold() != words.casefold()):
                return speaker
        # At the beginning of a sentence a common noun has a capital.
        opens = sentence and self.text(doc or 0)[sentence["start"] : sentence["end"]].startswith(name.text)
        common = words.endswith("s") or words.islower() or (" " in words and words.rpartition(" ")[2].islower())
        if (
            opens
            and not words[:2].isupper()
            and (common or words.casefold() in ("police", "people", "men", "women", "children"))
        ):
            words = words[:1].lower() + words[1:]
        return Name(words)

    def short_for(self, doc: int, text: str) -> Name | None:
        """The one entity of a document, else of all, of whose name the words are the beginning or the end."""
        asked = re.sub(r"^the ", "", squeeze(text).strip().casefold())
        if asked in self._short[doc]:
            return self._short[doc][asked]
        # A common noun (`the ministry`) is another one in every document; a surname is not.
        name = self._short_anywhere.get(asked) if text.strip()[:1].isupper() else None
        return name if name and name.type == "person" else None

    @cached_property
    def _full(self) -> dict[str, str]:
        """For persons known by a surname alone, the one person of that surname whom some document names in full."""
        full: dict[str, set[str]] = defaultdict(set)
        for ident, row in self.entities.items():
            parts = row["name"].casefold().split()
            if row["type"] == "person" and len(parts) > 1:
                full[parts[-1]].add(ident)
        return {
            ident: next(iter(known))
            for ident, row in self.entities.items()
            if row["type"] == "person" and len(known := full.get(row["name"].casefold(), set())) == 1
        }

    @cached_property
    def _short(self) -> list[dict[str, Name | None]]:
        """For each document the first and last words of its names; none where two entities share them."""
        out: list[dict[str, Name | None]] = []
        for rows in self.mentions:
            ends: dict[str, Name | None] = {}
            for row in rows:
                if row.get("entity_id") and row["type"] in ACTING:
                    name = self.name(row["entity_id"]) or Name(row["name"], row["entity_id"], row["type"])
                    parts = name.text.casefold().split()
                    for end in {parts[0], parts[-1], row["name"].casefold()} if parts else ():
                        if ends.setdefault(end, name) != name:
                            ends[end] = None
            out.append(ends)
        return out

    @cached_property
    def _short_anywhere(self) -> dict[str, Name | None]:
        """The first and last words of all names; none where two entities share them."""
        out: dict[str, Name | None] = {}
        for ends in self._short:
            for end, name in ends.items():
                if out.setdefault(end, name) != name:
                    out[end] = None
        return out

    def joint(self, ident: str | None, text: str | None) -> Name | None:
        """Joint speakers as one name."""
        if ident and ";" in ident:
            parts = self.names(ident)
            return Name(" and ".join(part.text for part in parts), ident) if parts else None
        return self.name(ident, text)

    def voice(self, doc: int, sentence: Row) -> Name | None:
        """Who says a sentence; none where it is the outlet itself."""
        ident, text = sentence.get("source_id"), sentence.get("source")
        if text in (None, "narrator") or (not ident and _OWN.fullmatch(str(text))):
            return None
        return self.joint(ident, text) if ident else self.short_for(doc, text) or self.joint(ident, text)

    def side(self, name: Name) -> str:
        """What a name is merged under: the state for a country, its government or its people, else itself."""
        row = self.entities.get(name.id or "")
        if row and row.get("country") and row["type"] in ("country", "government", "nationality"):
            return f"state {row['country']}"
        return name.id or name.text.casefold()

    def state(self, ident: str | None) -> str | None:
        """The code of the country that an entity belongs to."""
        return (self.entities.get((ident or "").split(";")[0]) or {}).get("country")

    def party(self, ident: str | None) -> str | None:
        """Who charges or is charged: the state of an entity, but an armed group for itself."""
        row = self.entities.get((ident or "").split(";")[0]) or {}
        return row.get("entity_id") if row.get("type") == "armed_group" else row.get("country")

    def party_name(self, party: str) -> str:
        """A party's name."""
        return self.states.get(party) or (self.entities.get(party) or {}).get("name") or party

    def excerpt(self, doc: int, start: int, end: int, number: int | None) -> tuple[Piece, ...]:
        """The sentence around a span, shortened, with the span marked."""
        text = self.text(doc)
        sentence = self.sentence(doc, number)
        low, high = (sentence["start"], sentence["end"]) if sentence else (start - 90, end + 120)
        low, high = max(0, min(low, start)), min(len(text), max(high, end))
        label = LABEL.match(text, low)
        low = min(label.end(), start) if label else low
        dateline = DATELINE.match(text[low:high])
        low = low + dateline.end() if dateline and low + dateline.end() <= start else low
        hit = clip(squeeze(text[start:end]), EXCERPT)
        room = max(40, EXCERPT - len(hit))
        before = squeeze(text[max(low, start - 4 * EXCERPT) : start]).lstrip()
        after = squeeze(text[end : min(high, end + 4 * EXCERPT)]).rstrip()
        front = max(room // 2, room - len(after))
        before = clip_front(before, front)
        after = clip(after, max(20, room - len(before)))
        return tuple(piece for piece in (Piece(before), Piece(hit, "hit"), Piece(after)) if piece.text)


def as_date(value: object) -> dt.date | None:
    """A date from a table's cell."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value[:10])
        except ValueError:
            return None
    return None


def most(counts: Counter[str]) -> str:
    """The most frequent key; of equals the first in the alphabet."""
    return min(counts, key=lambda key: (-counts[key], key))


def distinct(outlets: list[str]) -> tuple[str, ...]:
    """Outlets without repetition, in their order."""
    return tuple(dict.fromkeys(outlets))


def refs_in_order(refs: list[Ref]) -> tuple[Ref, ...]:
    """Refs without repetition, the first of each document before the others."""
    first: dict[int, Ref] = {}
    for ref in refs:
        first.setdefault(ref.doc, ref)
    return tuple(dict.fromkeys([*first.values(), *refs]))
