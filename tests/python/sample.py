"""A small analysis written by hand, so that the displays can be tested on any input, hostile ones included."""

from __future__ import annotations

import datetime as dt
from typing import Any

Row = dict[str, Any]


class Rows(list[Row]):
    """A table of plain rows."""

    def _of_document(self, doc_id):
        return Rows([row for row in self.to_pylist() if row["doc_id"] == doc_id])

    def to_pylist(self) -> list[Row]:
        return list(self)


class Sample:
    """Texts with rows over them; spans are given as the words that they cover."""

    tables = (
        "documents",
        "blocks",
        "sentences",
        "mentions",
        "events",
        "quotes",
        "times",
        "quantities",
        "near_copies",
        "conflicts",
    )

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        for name in self.tables:
            setattr(self, name, Rows())

    def text(self, doc_id: str) -> str:
        return self.texts[doc_id]

    def add(
        self,
        doc_id: str,
        text: str,
        source: str | None = None,
        date: str | None = None,
        furniture: tuple[str, ...] = (),
    ) -> None:
        """A document whose lines are blocks, and whose blocks are sentences."""
        self.texts[doc_id] = text
        start = number = 0
        for at, line in enumerate(text.split("\n")):
            end = start + len(line)
            self.blocks.append(
                {
                    "doc_id": doc_id,
                    "block": at,
                    "start": start,
                    "end": end,
                    "kind": "furniture" if line in furniture else "body",
                }
            )
            if line not in furniture:
                self.sentences.append(
                    {
                        "doc_id": doc_id,
                        "sentence": number,
                        "block": at,
                        "start": start,
                        "end": end,
                        "text": line,
                        "act": "report",
                    }
                    | {
                        "act_score": 1.0,
                        "source": "narrator",
                        "source_id": None,
                        "mode": "narrated",
                        "certainty": "certain",
                        "events": [],
                    }
                )
                number += 1
            start = end + 1
        day = dt.date.fromisoformat(date) if date else None
        self.documents.append(
            {"doc_id": doc_id, "source": source, "title": None, "date": day, "lang": "en", "encoding": "utf-8"}
            | {"n_chars": len(text), "n_sentences": number, "error": None}
        )

    def fail(self, doc_id: str, error: str) -> None:
        self.documents.append(
            {"doc_id": doc_id, "source": None, "title": None, "date": None, "lang": None, "encoding": None}
            | {"n_chars": None, "n_sentences": None, "error": error}
        )

    def at(self, doc_id: str, words: str, nth: int = 0) -> Row:
        """The row fields of the nth place where the words stand."""
        start = -1
        for _ in range(nth + 1):
            start = self.texts[doc_id].index(words, start + 1)
        end = start + len(words)
        inside = [s["sentence"] for s in self.sentences if s["doc_id"] == doc_id and s["start"] <= start < s["end"]]
        return {"doc_id": doc_id, "sentence": inside[0] if inside else None, "start": start, "end": end}

    def says(self, doc_id: str, words: str, act: str, source: str, source_id: str | None = None) -> None:
        """Makes the sentence with the words a statement."""
        place = self.at(doc_id, words)
        for row in self.sentences:
            if row["doc_id"] == doc_id and row["sentence"] == place["sentence"]:
                row |= {"act": act, "source": source, "source_id": source_id, "mode": "indirect"}

    def name(self, doc_id: str, words: str, entity_id: str, name: str, kind: str, nth: int = 0, **more: Any) -> None:
        empty = {
            "via": None,
            "variant": "exact",
            "score": 1.0,
            "candidates": [],
            "country": None,
            "lat": None,
            "lon": None,
        }
        self.mentions.append(
            self.at(doc_id, words, nth)
            | {"text": words, "entity_id": entity_id, "name": name, "type": kind}
            | empty
            | more
        )

    def event(self, doc_id: str, words: str, kind: str, **more: Any) -> None:
        empty = {
            "event_mode": None,
            "actor": None,
            "recipient": None,
            "place": None,
            "date": None,
            "reality": "actual",
            "score": 1.0,
        }
        self.events.append(self.at(doc_id, words) | {"type": kind} | empty | more)

    def amount(self, doc_id: str, words: str, low: float, unit: str) -> None:
        self.quantities.append(
            self.at(doc_id, words) | {"text": words, "low": low, "high": low, "unit": unit, "bound": "exact"}
        )

    def quote(self, doc_id: str, words: str) -> None:
        self.quotes.append(
            self.at(doc_id, words) | {"quote": 0, "kind": "direct", "speaker": None, "speaker_id": None, "cue": "said"}
        )

    def copy(self, a: str, words_a: str, b: str, words_b: str, degree: str = "copy", score: float = 0.9) -> None:
        left, right = self.at(a, words_a), self.at(b, words_b)
        spans = {"start_a": left["start"], "end_a": left["end"], "start_b": right["start"], "end_b": right["end"]}
        self.near_copies.append({"doc_a": a, "doc_b": b, "degree": degree, "score": score} | spans)

    def clash(self, topic: str, relation: str, a: tuple[str, str, str], b: tuple[str, str, str]) -> None:
        """Two claims as (document, words, value)."""
        row: Row = {"topic": topic, "relation": relation}
        for end, (doc_id, words, value) in (("a", a), ("b", b)):
            span = self.at(doc_id, words)
            row |= {
                f"doc_{end}": doc_id,
                f"outlet_{end}": None,
                f"start_{end}": span["start"],
                f"end_{end}": span["end"],
            }
            row |= {f"source_{end}": "narrator", f"value_{end}": value}
        self.conflicts.append(row)


def border() -> Sample:
    """Two outlets on one attack."""
    sample = Sample()
    sample.add(
        "a.txt",
        "Follow us\nLorwick shelled Dunmere on Friday.\nLorwick denied it: “We fired at nobody,” it said.\nSome 300 soldiers came.",
        "The Bell",
        "2026-05-02",
        furniture=("Follow us",),
    )
    sample.add(
        "b.txt",
        "Lorwick shelled Dunmere, Hesk said.\nAbout 500 soldiers came to Old Dunmere.",
        "The Post",
        "2026-05-03",
    )
    for doc_id in ("a.txt", "b.txt"):
        sample.name(doc_id, "Lorwick", "country:lorwick", "Lorwick", "country", country="XL")
        sample.name(doc_id, "Dunmere", "place:dunmere", "Dunmere", "place", country="XH", lat=10.0, lon=20.0)
        sample.event(doc_id, "shelled", "ASSAULT", actor="country:lorwick", place="place:dunmere", date="2026-05-01")
    sample.name("a.txt", "Lorwick", "country:lorwick", "Lorwick", "country", nth=1, country="XL")
    sample.says("a.txt", "denied", "denial", "Lorwick", "country:lorwick")
    sample.quote("a.txt", "We fired at nobody,")
    sample.amount("a.txt", "Some 300 soldiers", 300, "soldiers")
    sample.amount("b.txt", "About 500 soldiers", 500, "soldiers")
    sample.clash(
        "soldiers at Dunmere",
        "contradicts",
        ("a.txt", "Some 300 soldiers", "300"),
        ("b.txt", "About 500 soldiers", "500"),
    )
    return sample
