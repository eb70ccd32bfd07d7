"""Events and conflicts in plain words, the same in every format of the brief."""

from __future__ import annotations

import re

from .._labels import REALITIES, words
from .._wording import WORDINGS, event_phrase, told_phrase
from .model import Event, Name

_COUNTED = {
    "m": "Distance or length", "kg": "Mass", "s": "Duration", "W": "Power", "J": "Energy", "Pa": "Pressure",
    "m2": "Area", "m²": "Area", "m3": "Volume", "m/s": "Speed", "K": "Temperature",
    "hour": "Time of day", "day": "Day", "collision": "Collision", "dead": "Number of dead", "wounded": "Number of wounded", "aircraft": "Number of aircraft",
    "displaced": "Number of displaced", "captured": "Number of captured", "escaped": "Number of escaped", "crowd": "Size of the crowd", "%": "Percentage", "missing": "Number of missing", "man": "Number of men", "woman": "Number of women", "person": "Number of people", "people": "Number of people",
}  # fmt: skip


def phrase(event: Event) -> str:
    """An event in one line of plain words, without its place."""
    actors, recipients = ([part for name in names for part in _each(name)] for names in (event.actor, event.recipient))
    return upper(
        told_phrase(actors, event.told) if event.told else event_phrase(event.type, actors, recipients, event.mode)
    )


def _each(name: Name) -> list[str]:
    """The parties of a name: joint ones, and what no list has as one (`Burkina Faso and Mali`), are several."""
    joint = ";" in name.id if name.id else not re.search(r"\b(?:of|for)\b", name.text)
    return re.split(r",?\sand\s", name.text) if joint else [name.text]


def standing(event: Event) -> str:
    """The reality by whose sign an event is marked: what opinion pieces alone tell as done is their word."""
    return "alleged" if event.opinion and event.reality == "actual" else event.reality


def reality(event: Event) -> str:
    """What the texts make of an event, and on whose word: `alleged by Lorwick`."""
    known = REALITIES.get(event.reality)
    word = known.word if known else words(event.reality)
    if event.opinion and event.reality == "actual":
        return "in an opinion piece"
    if not event.by:
        return word
    if event.reality == "alleged" and {name.text for name in event.by} <= {name.text for name in event.actor}:
        return "by its own account"
    shown = [spoken(name) for name in event.by[:2]]
    more = len(event.by) - len(shown)
    if more:
        return f"{word} by {', '.join(shown)} and {more} more"
    return f"{word} by {' and '.join(shown)}"


_SMALL = re.compile(
    r"(?:The|An?|One|Two|Three|Some|Several|Many|Another|Local|Senior|His|Her|Its|Their|Our|My) ",
)
"""What a description begins with that opens its sentence: within a line it is written small."""


def where(event: Event, told: str) -> str | None:
    """The place of an event, unless its phrase `told` names it already: an attack on Kyiv need not be told to be in Kyiv."""
    if event.place is None or re.search(rf"\b{re.escape(event.place.text)}\b", told):
        return None
    return event.place.text


def with_place(event: Event) -> str:
    """An event in one line of plain words, and behind it in brackets the place that they do not name."""
    told = phrase(event)
    return f"{told} ({at})" if (at := where(event, told)) else told


def within(name: str) -> str:
    """A name or description as it stands within a line: `according to a person familiar with the talks`."""
    return name[:1].lower() + name[1:] if _SMALL.match(name) else name


def spoken(name: Name) -> str:
    """Who speaks, as it stands within a line: an entity keeps its capitals."""
    return name.text if name.id else within(name.text)


def upper(text: str) -> str:
    """A text that opens a line."""
    return text[:1].upper() + text[1:]


def topic(text: str) -> str:
    """What a conflict is about: `Number of soldiers: Lorwick` for `soldier: Lorwick`."""
    head, colon, names = text.partition(": ")
    if head == "correction":
        if names == "statement":
            return "Correction"
        counted = topic(names)
        return f"Correction: {counted[:1].lower()}{counted[1:]}"
    if head in WORDINGS:
        said = WORDINGS[head].noun
    elif head == "denial":
        said = "Charge and denial"
    elif head == "opinion":
        said = "Judgement"
    elif head in _COUNTED:
        said = _COUNTED[head]
    elif head.isascii() and head.isalpha() and head.islower() and (colon or " " not in text):
        said = f"Number of {_plural(head)}"
    else:
        return upper(text)
    return f"{said}: {names}" if names else said


def unit(name: str) -> str:
    """The heading of the figures of one unit: `Number of soldiers`, `Figures in km`."""
    return (
        topic(name)
        if name in _COUNTED or (len(name) > 3 and name.isalpha() and name.islower())
        else f"Figures in {words(name)}"
    )


def _plural(noun: str) -> str:
    if noun.endswith("s") or noun in ("personnel", "police", "military", "cattle", "livestock"):
        return noun
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("x", "ch", "sh")) else f"{noun}s"
