"""The brief as one HTML file that asks the network for nothing."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from .. import _dates
from .._escape import count, esc
from .._labels import TYPES, hue, type_heading
from . import texts
from .links import Links
from .model import Situation
from .page_events import happened
from .page_figures import figures
from .page_names import named
from .page_said import key_points, said
from .page_sources import reading, sources

NAV = (
    ("points", "Key points"),
    ("happened", "What happened"),
    ("said", "Who says what"),
    ("named", "Where and who"),
    ("figures", "Conflicts"),
    ("sources", "Sources"),
    ("texts", "Texts"),
)


def page(brief: Situation) -> str:
    """The whole page."""
    links = Links(brief)
    # The sections come first: the texts carry the anchors and back links of what the sections cite.
    body = "".join(
        section(brief, links)
        for section in (
            key_points,
            happened,
            said,
            named,
            figures,
            sources,
        )
    )
    script = _part("page.js")
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{_hash(script)}'; img-src"
        " data:; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta'
        ' name="color-scheme" content="light dark">\n'
        f'<meta name="generator" content="dateline">\n<title>{esc(brief.title)} – situation brief</title>\n'
        f"<style>\n{_part('page.css')}{_hues(brief)}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#points">Skip to the key points</a>\n'
        f'<div class="pane brief">{_navigation()}{_header(brief)}\n<main'
        f' id="main">{body}{reading()}</main>{_footer(brief)}</div>\n'
        f"{_texts(brief, links)}\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _types(brief: Situation) -> list[str]:
    known = {mention.type for text in brief.texts for mention in text.mentions} | {
        e.name.type for e in brief.named if e.name.type
    }
    return [kind for kind in TYPES if kind in known] + sorted(known - set(TYPES))


def _hues(brief: Situation) -> str:
    """A tint for each type of name; types of the user's own get one too."""
    return "".join(f"[class~='t-{_css(kind)}']{{--t:{hue(kind)}}}\n" for kind in _types(brief))


def _css(kind: str) -> str:
    return "".join(char if char.isalnum() or char in "_-" else f"\\{ord(char):x} " for char in kind)


def _navigation() -> str:
    items = "".join(f'<li><a href="#{ident}">{title}</a></li>' for ident, title in NAV)
    tools = (
        '<input type="search" id="filter" placeholder="Filter" aria-label="Show only lines that'
        ' hold these words" hidden>'
        '<button type="button" id="theme" aria-label="Light or dark" title="Light or dark" hidden>◐</button>'
    )
    return f'<nav aria-label="Sections"><ul>{items}</ul><div class="tools">{tools}</div></nav>'


def _header(brief: Situation) -> str:
    as_of = (
        f' · as of <time datetime="{brief.date}">{brief.date.day}'
        f" {_dates.MONTHS[brief.date.month - 1]} {brief.date.year}</time>"
        if brief.date
        else ""
    )
    covers = f"Reports of {esc(brief.period)}" if brief.period else "Reports without dates"
    events = (
        sum(len(day.events) for day in brief.days)
        + sum(len(day.events) for day in brief.undated)
        + len(brief.unnamed)
        + brief.left_out.get("events", 0)
        + brief.left_out.get("undated", 0)
    )
    numbers = (
        (brief.documents, "document"),
        (brief.outlets, "outlet"),
        (brief.sentences, "sentence"),
        (events, "event"),
        (sum(len(s.statements) for s in brief.speakers) + brief.left_out.get("statements", 0), "statement"),
        (len(brief.named) + brief.left_out.get("named", 0), "name"),
        (len(brief.disputes) + brief.left_out.get("disputes", 0), "dispute"),
    )
    cells = "".join(
        f"<div><dd>{number:,}</dd><dt>{word if number == 1 else word + 's'}</dt></div>"
        for number, word in numbers
        # Of texts without an outlet it is not known how many there are.
        if number or word != "outlet"
    )
    return (
        f'<header class="top"><p class="kicker">Situation brief</p><h1>{esc(brief.title)}</h1><p'
        f' class="covers">{covers}{as_of}</p><dl class="numbers">{cells}</dl></header>'
    )


def _texts(brief: Situation, links: Links) -> str:
    legend = "".join(
        f'<li><label><input type="checkbox" checked data-type="{esc(kind)}"><span class="swatch'
        f' t-{esc(kind)}"></span>{esc(type_heading(kind))}</label></li>'
        for kind in _types(brief)
    )
    documents = "".join(
        texts.document(text, brief.sources[text.doc], links.cited.get(text.doc, {})) for text in brief.texts
    )
    left = brief.documents - len(brief.texts) - sum(1 for source in brief.sources if source.error)
    note = (
        f'<p class="note">{count(left, "further document")} without cited passages not shown, for the'
        " size of this page.</p>"
        if left > 0
        else ""
    )
    return (
        '<aside class="pane sources" id="texts" aria-labelledby="texts-h" tabindex="-1"><h2'
        ' id="texts-h">Source texts</h2>'
        '<p class="standfirst">A link of the brief leads to its words here; ↩ leads back.</p><ul'
        f' class="types">{legend}</ul>{documents}{note}</aside>'
    )


def _footer(brief: Situation) -> str:
    return (
        f"<footer><p>Written by dateline from {count(brief.documents, 'document')}. Machine-made: it"
        " counts and compares what the texts say, and does not know what is true. "
        "Check a line against its source before you rely on it.</p></footer>"
    )
