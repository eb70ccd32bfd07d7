"""What the labels mean, in words for a reader who has not seen docs/tables.md."""

from __future__ import annotations

from typing import Final, NamedTuple


class Meaning(NamedTuple):
    """A label's word in running text, and one line that explains it."""

    word: str
    explanation: str


ACTS: Final[dict[str, Meaning]] = {
    "accusation": Meaning("accuses", "says that another did or intends wrong"),
    "denial": Meaning("denies", "rejects an allegation, or says that its side did or will do no such thing"),
    "warning": Meaning("warns", "threatens, announces consequences or cautions of danger"),
    "demand": Meaning("demands", "asks, urges or orders another to act"),
    "commitment": Meaning("commits", "announces, promises or offers an action of its own side"),
    "assessment": Meaning("assesses", "gives an opinion, a doubt, a likelihood or a prediction"),
    "claim": Meaning("claims", "asserts a fact that blames nobody"),
    "report": Meaning("reports", "the outlet says in its own voice what happened"),
    "question": Meaning("asks", "a question"),
    "none": Meaning("–", "caption, place line or fragment"),
}
"""Speech acts, in the order in which a brief lists them."""

SAID: Final[tuple[str, ...]] = ("accusation", "denial", "warning", "demand", "commitment", "assessment", "claim")
"""The acts that a speaker answers for."""


class EventKind(NamedTuple):
    """A PLOVER event type in words."""

    word: str
    explanation: str
    quad: str


EVENTS: Final[dict[str, EventKind]] = {
    "AGREE": EventKind("agrees", "signs, settles or states an intention to", "verbal cooperation"),
    "CONSULT": EventKind("talks", "meets, calls or visits", "verbal cooperation"),
    "SUPPORT": EventKind("supports", "praises, defends or sides with", "verbal cooperation"),
    "CONCEDE": EventKind("concedes", "gives way to a demand", "verbal cooperation"),
    "COOPERATE": EventKind("cooperates", "joint exercises, hosting forces, supply", "material cooperation"),
    "AID": EventKind("aids", "gives money, goods, arms or shelter", "material cooperation"),
    "RETREAT": EventKind("retreats", "withdraws, ceases fire, releases prisoners", "material cooperation"),
    "REQUEST": EventKind("demands", "demands, urges or appeals for", "verbal conflict"),
    "ACCUSE": EventKind("accuses", "accuses, charges, criticises or blames", "verbal conflict"),
    "REJECT": EventKind("rejects", "refuses or denies", "verbal conflict"),
    "THREATEN": EventKind("threatens", "threatens or warns of force or penalty", "verbal conflict"),
    "PROTEST": EventKind("protests", "demonstrates, strikes or blocks", "material conflict"),
    "SANCTION": EventKind("sanctions", "cuts ties, embargoes or expels", "material conflict"),
    "MOBILIZE": EventKind("mobilises", "builds up, deploys, exercises or fortifies", "material conflict"),
    "COERCE": EventKind("coerces", "seizes, arrests, closes a border, violates airspace", "material conflict"),
    "ASSAULT": EventKind("attacks", "armed attack, shelling, incursion, capture of ground", "material conflict"),
}
"""PLOVER's sixteen event types; `quad` is the scheme's fourfold class."""


class Reality(NamedTuple):
    """What a text makes of an event: a mark, a word and one line that explains it."""

    mark: str
    word: str
    explanation: str


REALITIES: Final[dict[str, Reality]] = {
    "actual": Reality("●", "reported", "the outlet says in its own voice that it happened"),
    "alleged": Reality("◐", "alleged", "somebody's word for it"),
    "denied": Reality("⊘", "denied", "somebody says that it is not so"),
    "future": Reality("▷", "expected", "announced or expected"),
    "hypothetical": Reality("◌", "asked for or conditional", "asked for, or under a condition"),
}
"""In the order in which a brief lists them."""

RELATIONS: Final[dict[str, Meaning]] = {
    "contradicts": Meaning("contradict each other", "both cannot be so"),
    "denies": Meaning("one denies the other", "one source rejects what another says"),
    "differs": Meaning("differ", "rounded, or compatible with each other"),
    "updates": Meaning("rose", "the later report gives a higher number of what was still being counted"),
    "lost_attribution": Meaning(
        "source lost", "an opinion that one outlet gives with its source and another as plain fact"
    ),
}

DEGREES: Final[dict[str, Meaning]] = {
    "copy": Meaning("copy", "the same text but for details"),
    "paraphrase": Meaning("paraphrase", "the same report in other words"),
    "shared_quotes": Meaning("same quotations", "other reports with the same quotations"),
}

TYPES: Final[dict[str, str]] = {
    "country": "Countries",
    "place": "Places",
    "facility": "Facilities",
    "person": "People",
    "government": "Governments",
    "armed_group": "Forces",
    "organization": "Organisations",
    "equipment": "Equipment",
    "treaty": "Treaties",
    "conflict": "Conflicts",
    "nationality": "Nationalities",
}
"""Types of names, in the order in which a brief lists them, with their headings."""

HUES: Final[dict[str, str]] = {
    "country": "#2f6fb3",
    "place": "#1f8a70",
    "facility": "#7a8b1f",
    "person": "#b5487e",
    "government": "#6a55b5",
    "armed_group": "#c2452d",
    "organization": "#a8701a",
    "equipment": "#6d6f78",
    "treaty": "#2b8aa3",
    "conflict": "#8e3b3b",
    "nationality": "#5b86c4",
}
"""A hue for each type; shown as a tint, so that it serves on light and on dark ground."""

QUAD_HUES: Final[dict[str, str]] = {
    "verbal cooperation": "#8fb8de",
    "material cooperation": "#2f6fb3",
    "verbal conflict": "#e8b27d",
    "material conflict": "#c2452d",
}


def words(label: str) -> str:
    """A label of a user's own scheme as words."""
    return label.replace("_", " ").strip()


def act_word(act: str) -> str:
    """The verb for an act."""
    return ACTS[act].word if act in ACTS else words(act)


def event_word(kind: str) -> str:
    """The verb for an event type."""
    return EVENTS[kind].word if kind in EVENTS else words(kind).lower()


def quad(kind: str) -> str:
    """The fourfold class of an event type; types of other schemes count as `other`."""
    return EVENTS[kind].quad if kind in EVENTS else "other"


def type_heading(kind: str) -> str:
    """The heading for a type of names."""
    return TYPES.get(kind, words(kind).capitalize())


def hue(kind: str) -> str:
    """The colour of a type; one of its own for each unknown type, always the same."""
    if kind in HUES:
        return HUES[kind]
    spare = ("#54759b", "#8a6d3b", "#4f8a4c", "#9a5a9f", "#a05252")
    return spare[sum(map(ord, kind)) % len(spare)]
