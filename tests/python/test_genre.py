"""Opinion pieces: how a document says that it is one, and what the brief makes of what it tells."""

from __future__ import annotations

import pytest

import dateline as dl
from dateline._brief.genre import is_opinion

BODY = ("body", "The bridge was closed on Monday and the market stood empty for most of the day.")
OPINIONS = {
    "a label before the title": ("a.txt", "Opinion: The bridge must stay", [BODY]),
    "a label and an author": ("a.txt", None, [("furniture", "Opinion | The Editorial Board"), BODY]),
    "a comment by somebody": ("a.txt", None, [("headline", "Paper walls"), ("furniture", "Comment by Ada Obi"), BODY]),
    "a label alone above the headline": ("a.txt", None, [("furniture", "OPINION"), ("headline", "Paper walls"), BODY]),
    "a label behind the title": ("a.txt", "What the bridge is for | Opinion | The Courier", [BODY]),
    "a folder of the site": ("https://courier.example/opinion/2025/bridge.html", None, [BODY]),
}
REPORTS = {
    "nothing": ("a.txt", "Bridge closed", [("headline", "Bridge closed"), BODY]),
    "a menu with an entry of that name": (
        "a.txt",
        None,
        [("furniture", "World"), ("furniture", "Opinion"), ("furniture", "Sport"), ("headline", "Bridge closed"), BODY],
    ),
    "a label below the text": ("a.txt", "Bridge closed", [BODY, ("furniture", "Opinion: why the bridge must stay")]),
    "a report about opinions": ("a.txt", "Opinion polls favour the bridge", [BODY]),
    "a court's opinion": ("a.txt", "Opinion of the court is due on Friday", [BODY]),
    "a button for readers": ("a.txt", "Bridge closed", [("furniture", "Comment"), BODY]),
    "a word in the name of a file": ("2025/supreme-court-opinion-expected.html", "Bridge closed", [BODY]),
}


@pytest.mark.parametrize("case", OPINIONS)
def test_a_document_says_that_it_is_an_opinion(case: str) -> None:
    assert is_opinion(*OPINIONS[case])


@pytest.mark.parametrize("case", REPORTS)
def test_a_report_is_no_opinion(case: str) -> None:
    assert not is_opinion(*REPORTS[case])


OPINION = "By Ada Obi\n\nLast week Kenya bombed three villages in Uganda. Shame on those who kept silent."
REPORT = "Uganda closed the crossing at Busia on Monday. Drivers waited for hours in the rain."


def test_what_an_opinion_alone_tells_is_not_reported() -> None:
    corpus = dl.Corpus.from_texts(
        [OPINION, REPORT], ids=["a", "b"], sources=["Courier", "Herald"], titles=["Opinion: Shame", "Crossing closed"]
    )
    brief = dl.brief(corpus)
    markdown = brief.to_markdown()
    assert "◐ **Kenya carries out an attack (Uganda)**" in markdown
    assert "in an opinion piece" in markdown
    assert "**Opinion** 1 document is an opinion piece" in markdown
    assert "| 1 | a (opinion) |" in markdown
    assert "| 2 | b |" in markdown
    assert "in an opinion piece" in brief.to_html()
    events = [line for line in markdown.splitlines() if "bombed" in line and line.startswith("- ●")]
    assert events == []


def test_what_a_report_tells_beside_an_opinion_is_reported() -> None:
    report = "Kenya bombed three villages in Uganda last week."
    corpus = dl.Corpus.from_texts(
        [OPINION, report], ids=["a", "b"], sources=["Courier", "Herald"], titles=["Opinion: Shame", "Villages bombed"]
    )
    assert "in an opinion piece" not in "".join(
        line for line in dl.brief(corpus).to_markdown().splitlines() if "Kenya carries out an attack" in line
    )
