"""The brief: what it gathers, and that each of its forms is whole, safe and the same every time."""

from __future__ import annotations

import datetime as dt
import json
import pickle
import re
from html.parser import HTMLParser

import pytest
from sample import Sample, border

import dateline as dl
from dateline._brief.brief import Brief
from dateline._brief.outlets import itself, tag

VOID = {"meta", "input", "br", "link", "img", "hr"}


class Page(HTMLParser):
    """Reads a page strictly: every element closes, ids are unique."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.open: list[tuple[str, str | None]] = []
        self.words: dict[str, str] = {}
        self.headings: list[int] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.handlers += [name for name in values if name.startswith("on")]
        if "id" in values:
            self.ids.append(str(values["id"]))
            self.words[str(values["id"])] = ""
        if tag == "a" and "href" in values:
            self.links.append(str(values["href"]))
        self.sources += [str(values[name]) for name in ("src", "srcset", "action", "data") if values.get(name)]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append((tag, values.get("id")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open[-1][0] == tag, (tag, self.open[-3:])
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for _, ident in self.open:
            if ident is not None:
                self.words[ident] += data


def sound(html: str) -> Page:
    """Checks what holds of every page."""
    page = Page(html)
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert page.sources == []
    assert page.handlers == []
    assert not re.search(r"url\(|@import|\bsrc=", html[html.index("<style>") : html.index("</style>")])
    assert page.tags.count("script") == 1
    assert page.tags.count("h1") == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    html.encode("utf-8")
    return page


def test_dispatches_give_a_whole_page(analysis):
    brief = Brief(analysis)
    page = sound(brief.to_html())
    for section in ("points", "happened", "said", "named", "figures", "sources", "texts", "reading"):
        assert section in page.ids
    assert len([link for link in page.links if re.fullmatch(r"#d\d+-\d+-\d+", link)]) > 200


def test_each_link_shows_the_words_of_its_span(analysis):
    brief = Brief(analysis)
    page = sound(brief.to_html())
    ids = analysis.documents.to_pylist()
    checked = 0
    for link in page.links:
        if match := re.fullmatch(r"#d(\d+)-(\d+)-(\d+)", link):
            words = page.words[link[1:]]
            doc, start, end = map(int, match.groups())
            expected = analysis.text(ids[doc]["doc_id"])[start:end]
            if words:  # an anchor that cuts through sentences is empty
                bare = re.sub(r"↩|\s", "", words)
                for char in re.sub(r"\s", "", expected)[:40]:
                    assert char in bare
                checked += 1
    assert checked > 200


def test_same_input_same_output(analysis):
    first, second = Brief(analysis), Brief(analysis)
    assert first.to_html() == second.to_html()
    assert first.to_markdown() == second.to_markdown()
    assert first.to_json() == second.to_json()


def test_events_of_two_outlets_become_one_line():
    brief = Brief(border())
    (day,) = brief.situation.days
    (event,) = day.events
    assert (day.date, event.outlets, event.independent) == ("2026-05-01", ("The Bell", "The Post"), 2)
    assert "".join(piece.text for piece in event.excerpt) == "Lorwick shelled Dunmere on Friday."
    assert [piece.text for piece in event.excerpt if piece.mark] == ["shelled"]
    assert brief.situation.points[0].heading == "Lorwick carries out an attack (Dunmere)"


def test_copies_count_once():
    sample = border()
    sample.copy("a.txt", "Lorwick shelled", "b.txt", "Lorwick shelled")
    event = Brief(sample).situation.days[0].events[0]
    assert (len(event.outlets), event.independent) == (2, 1)
    assert any(point.heading == "Copies" for point in Brief(sample).situation.points)


def test_undated_events_stand_under_the_day_of_their_report():
    sample = border()
    sample.event("b.txt", "came", "MOBILIZE", actor="country:lorwick")
    brief = Brief(sample)
    (day,) = brief.situation.undated
    assert (day.date, [event.type for event in day.events]) == ("2026-05-03", ["MOBILIZE"])
    assert "Reported Sunday 3 May 2026" in brief.to_html()
    assert "Reported Sunday 3 May 2026, day of the event not given" in brief.to_markdown()


def test_events_without_a_party_are_folded():
    sample = border()
    sample.event("b.txt", "came", "MOBILIZE", actor="some")
    brief = Brief(sample)
    assert [event.type for event in brief.situation.unnamed] == ["MOBILIZE"]
    assert "No party named: 1 event" in brief.to_html()


def test_a_party_named_in_short_gets_its_full_name():
    sample = border()
    sample.add("c.txt", "The Hesk Legion came. The Legion shelled.", "C")
    sample.name("c.txt", "Hesk Legion", "armed_group:hesk_legion", "Hesk Legion", "armed_group")
    sample.event("c.txt", "shelled", "ASSAULT", actor="Legion")
    (day,) = Brief(sample).situation.undated
    assert [name.text for name in day.events[0].actor] == ["Hesk Legion"]


def test_an_alleged_event_tells_on_whose_word():
    sample = border()
    sample.says("b.txt", "Hesk said", "accusation", "Hesk")
    sample.event("b.txt", "shelled", "COERCE", actor="country:lorwick", reality="alleged")
    assert "alleged by Hesk" in Brief(sample).to_html()


def test_a_year_inside_a_name_dates_no_event():
    sample = border()
    sample.add("c.txt", "Lorwick left the Pact of 1987.", "C", "2026-05-02")
    sample.name("c.txt", "Pact of 1987", "treaty:pact", "Pact of 1987", "treaty")
    sample.times.append(sample.at("c.txt", "1987") | {"value": "1987", "conflict": None})
    sample.event("c.txt", "left", "RETREAT", actor="country:lorwick", date="1987")
    (day,) = Brief(sample).situation.undated
    assert day.date == "2026-05-02"


def test_what_is_dated_after_its_report_has_not_happened():
    sample = border()
    sample.add(
        "c.txt", "Lorwick will meet Dunmere on Friday.\nLorwick asked Dunmere for it by Friday.", "C", "2026-05-04"
    )
    sample.event("c.txt", "will meet", "CONSULT", actor="country:lorwick", date="2026-05-08")
    sample.event("c.txt", "asked", "REQUEST", actor="country:lorwick", date="2026-05-08")
    situation = Brief(sample).situation
    assert [(event.type, event.reality) for event in situation.days[0].events] == [("CONSULT", "future")]
    assert [event.type for event in situation.undated[0].events] == ["REQUEST"]


def test_history_is_folded_and_no_key_point():
    sample = border()
    for row in sample.events:
        row["date"] = "1996"
    brief = Brief(sample)
    assert [point.kind for point in brief.situation.points] == ["disputed"]
    assert "Earlier dates: 1 event" in brief.to_html()


def test_a_document_without_an_outlet_is_named_as_a_file():
    sample = border()
    for doc_id in ("late/c.txt", "reports-17"):
        sample.add(doc_id, "Lorwick shelled Dunmere again.", None, "2026-05-02")
        sample.event(doc_id, "shelled", "ASSAULT", actor="country:lorwick", place="place:dunmere")
    brief = Brief(sample)
    event = brief.situation.days[0].events[0]
    assert event.outlets == ("The Bell", "The Post", "file late/c.txt", "document reports-17")
    assert brief.situation.outlets == 2
    page, markdown = brief.to_html(), brief.to_markdown()
    assert '<span class="told">2 outlets and 2 documents' in page and ", 2 outlets and 2 documents: " in markdown
    words = re.sub(r"<[^>]*>", "", page[page.index('id="happened"') : page.index('id="said"')])
    assert "file late/c.txt" in words and "document reports-17" in words
    # Nowhere is a file's name alone given for an outlet.
    assert not re.search(r"(?<!file )\blate/c\.txt</span></a>", page)
    [point] = [point for point in brief.situation.points if point.kind == "reported"]
    assert "in 2 outlets and 2 documents, " in point.text
    for row in sample.documents:
        row["source"] = None
    unknown = Brief(sample)
    assert unknown.situation.outlets == 0
    assert "<dt>outlets</dt>" in page and "<dt>outlets</dt>" not in unknown.to_html()
    assert not re.search(r"\d outlet", unknown.to_markdown())


def test_an_undated_report_joins_the_dated_event_of_its_week():
    sample = border()
    sample.add("c.txt", "Lorwick shelled Dunmere again.", "C", "2026-05-04")
    sample.add("d.txt", "Lorwick shelled Dunmere long ago.", "D", "2026-09-04")
    for doc_id in ("c.txt", "d.txt"):
        sample.event(doc_id, "shelled", "ASSAULT", actor="country:lorwick", place="place:dunmere")
    situation = Brief(sample).situation
    # Four months later it tells of another occasion.
    assert [event.outlets for day in situation.undated for event in day.events] == [("D",)]
    assert situation.days[0].events[0].outlets == ("The Bell", "The Post", "C")


def test_statements_carry_the_quoted_words():
    (speaker,) = Brief(border()).situation.speakers
    (statement,) = speaker.statements
    assert (speaker.name.text, statement.act) == ("Lorwick", "denial")
    assert [piece.text for piece in statement.excerpt if piece.mark == "quote"] == ["We fired at nobody,"]


def test_alike_statements_become_one():
    sample = Sample()
    for at, outlet in enumerate(("A", "B")):
        sample.add(f"{at}.txt", "Hesk will never leave the northern valley, the minister said.", outlet)
        sample.says(f"{at}.txt", "Hesk", "commitment", "the minister")
    (speaker,) = Brief(sample).situation.speakers
    assert [statement.outlets for statement in speaker.statements] == [("A", "B")]


def test_disputes_and_figures_stand_side_by_side():
    situation = Brief(border()).situation
    (dispute,) = situation.disputes
    assert [(side.value, side.outlet) for side in dispute.sides] == [("300", "The Bell"), ("500", "The Post")]
    (unit,) = situation.figures
    assert [value.low for value in unit.values] == [300, 500]


def test_furniture_is_counted_and_folded():
    brief = Brief(border())
    assert brief.situation.sources[0].furniture == pytest.approx(9 / (9 + 34 + 51 + 23), abs=0.01)
    assert '<details class="furniture">' in brief.to_html()


HOSTILE = [
    "</script><script>alert(1)</script> & <img src=x onerror=alert(2)>",
    '<!-- ]]> --> " onmouseover="alert(3)" \' </style></title>',
    "\x00\x1b[31m bell \x07 and a lone \ud800 surrogate, \u202e turned round",
    "| a | table | # heading [link](javascript:alert(4)) `code` **bold**",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    sample = Sample()
    sample.add(text, f"{text}\n{text} denied", text, "2026-05-01")
    sample.name(text, text[:6], text, text, "person", country=text)
    sample.says(text, "denied", "denial", text, text)
    sample.event(text, text[:4], text, actor=text, recipient=text, place=text, date=text, reality=text)
    sample.amount(text, text[:5], 3, text)
    sample.clash(text, text, (text, text[:3], text), (text, text[3:6], text + "2"))
    sample.fail(f"{text}2", text)
    brief = Brief(sample, text)
    page = sound(brief.to_html())
    assert "img" not in page.tags
    assert re.search(r"(?<!\\)</?(script|img)", brief.to_markdown()) is None
    json.loads(brief.to_json())


def test_targets_that_cut_through_sentences_keep_the_page_whole():
    sample = Sample()
    sample.add("a", "One two three. Four five six.\nSeven eight.", "A")
    first = sample.sentences[0]
    sample.sentences[:1] = [
        first | {"end": 14, "text": "One two three."},
        first | {"start": 15, "text": "Four five six.", "sentence": 5},
    ]
    sample.add("b", "One two three. Four five six.", "B")
    sample.copy("a", "two three. Four", "b", "three. Four")
    sample.copy("a", "three. Four five six.\nSeven", "b", "One two", "paraphrase", 0.95)
    for words in ("One two", "two three", "Four five six.", "five"):
        sample.event("a", words, "ASSAULT", actor=words)
    sample.name("a", "three. Four", "x", "X", "place")
    page = sound(Brief(sample).to_html())
    assert page.words["d0-0-7"].replace("↩", "") == "One two"


def test_empty_analysis():
    brief = Brief(Sample())
    sound(brief.to_html())
    assert brief.situation.documents == 0
    assert "Nothing stands out" in brief.to_markdown()
    assert json.loads(brief.to_json())["sources"] == []


def test_document_that_failed_is_named_with_its_error():
    sample = border()
    sample.fail("c.bin", "binary data")
    brief = Brief(sample)
    page = sound(brief.to_html())
    assert "binary data" in page.words["src2"]
    assert any(point.heading == "Unread" for point in brief.situation.points)


def test_long_collections_keep_within_the_budget_and_their_links_work():
    sample = Sample()
    filler = "The river was quiet and the road was empty. " * 400
    for at in range(6):
        sample.add(f"{at}.txt", f"{filler}\nLorwick shelled Dunmere {at}.\n{filler}", f"Outlet {at}")
        sample.event(f"{at}.txt", "shelled", "ASSAULT", actor=f"actor {at}")
    brief = Brief(sample, max_text=40_000)
    html = brief.to_html()
    page = sound(html)
    assert len(html) < 120_000
    assert "only the passages" in html
    assert sum(1 for link in page.links if re.fullmatch(r"#d\d+-\d+-\d+", link)) >= 6
    assert [text.whole for text in brief.situation.texts].count(True) == 1


def test_one_very_long_line_is_shown_in_part():
    sample = Sample()
    sample.add("a", "word " * 100_000 + "Lorwick shelled Dunmere. " + "word " * 100_000, "A")
    sample.event("a", "shelled", "ASSAULT")
    html = Brief(sample, max_text=1000).to_html()
    assert len(html) < 60_000
    assert "shelled" in sound(html).words["d0-500008-500015"]


def test_long_lists_say_what_they_leave_out():
    sample = Sample()
    sample.add("a", "\n".join(f"Actor{at} shelled." for at in range(300)), "A")
    for at in range(300):
        sample.event("a", f"Actor{at} shelled", "ASSAULT", actor=f"Actor{at}")
    brief = Brief(sample)
    assert brief.situation.left_out == {"undated": 180}
    assert "180 more undated events not shown" in brief.to_html()
    assert "180 more undated events not shown" in brief.to_markdown()


def test_json_points_into_the_documents(analysis):
    value = json.loads(Brief(analysis).to_json())
    assert value["format"] == "dateline-brief/1"
    assert value["documents"] == 12
    refs = [ref for speaker in value["speakers"] for statement in speaker["statements"] for ref in statement["refs"]]
    assert refs
    for ref in refs:
        text = analysis.text(ref["doc_id"])
        assert 0 <= ref["start"] < ref["end"] <= len(text)


def test_markdown_refers_to_spans(analysis):
    brief = Brief(analysis)
    text = brief.to_markdown()
    spans = re.findall(r"\\\[([\w.-]+):(\d+)–(\d+)\\\]", text)
    assert len(spans) > 100
    ids = [source.doc_id for source in brief.situation.sources]
    rows = re.findall(r"^\| (\d+) \| ([^ ]+)", text, re.MULTILINE)
    assert [(int(number), name.replace("\\", "")) for number, name in rows] == [*enumerate(ids, 1)]
    assert all(int(end) <= len(analysis.text(ids[int(number) - 1])) for number, _, end in spans)


def test_a_link_to_a_file_with_a_long_name_is_short_and_its_title_has_all_of_it():
    sample = border()
    name = "2026/000_58f390a3a1e038b6.txt"
    sample.add(name, "Lorwick shelled Dunmere again.", None, "2026-05-02")
    sample.event(name, "shelled", "ASSAULT", actor="country:lorwick", place="place:dunmere")
    page = Brief(sample).to_html()
    assert re.search(rf'title="{name}, characters [0-9–]+"><span>file 000_58f390…e038b6</span>', page)
    assert f"<span>file {name}" not in page
    assert f">file {name}" in page[page.index('id="sources"') :]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("2024.08.26-long-report.txt", "file 2024.08.26…report"),
        ("2026/08.26-border.txt.gz", "file 08.26-border"),
        ("feed.2024.08.26.item-0000017", "document feed.2024.…000017"),
    ],
)
def test_of_a_long_name_the_link_leaves_out_the_ending_alone(name, shown):
    assert tag(itself(name), name) == shown


def test_title_and_date():
    brief = Brief(border(), "A <title>", date="2026-06-01")
    assert brief.situation.date == dt.date(2026, 6, 1)
    assert "A &lt;title&gt;" in brief.to_html()
    assert brief.to_markdown().startswith("# A \\<title\\>")


def test_a_state_named_in_passing_is_no_title():
    texts = ["Norway closed the strait on Monday.", "The strait is closed.", "Ships wait.", "A ship left for Peru."]
    assert dl.brief(dl.Corpus.from_texts(texts)).situation.title == "Situation brief"
    texts[1] = "Norway will open the strait."
    assert dl.brief(dl.Corpus.from_texts(texts)).situation.title == "Norway"


@pytest.mark.parametrize("name", ["brief.html", "brief.md", "brief.json"])
def test_save_by_ending(tmp_path, name):
    path = Brief(border()).save(tmp_path / "new" / name)
    assert path.read_text(encoding="utf-8").strip()


def test_save_refuses_other_endings(tmp_path):
    with pytest.raises(ValueError, match=r"\.html, \.md or \.json"):
        Brief(border()).save(tmp_path / "brief.pdf")


def test_brief_pickles():
    brief = Brief(border())
    assert pickle.loads(pickle.dumps(brief)).to_html() == brief.to_html()


def test_notebook_shows_a_frame_that_cannot_touch_the_notebook():
    html = Brief(border())._repr_html_()
    assert re.fullmatch(r'<iframe [^<>]*sandbox="allow-scripts"[^<>]*></iframe>', html)
    assert "allow-same-origin" not in html


def test_a_quotation_of_several_sentences_keeps_its_marks_in_each() -> None:
    text = '"The wall did not burst. Rain filled the lake for a week," Kenyan President William Ruto said.'
    said = [
        line
        for line in dl.brief(dl.Corpus.from_texts([text])).to_markdown().splitlines()
        if re.match(r"- \*[a-z]+\* ", line)
    ]
    assert len(said) == 2
    assert any('"*The wall did not burst.*"' in line for line in said)
    assert any('"*Rain filled the lake for a week,*" Kenyan President' in line for line in said)


def test_a_charge_beside_a_denial_of_the_charged_is_not_called_undenied() -> None:
    reports = [
        "Kenya accused Uganda of opening a lock without warning. Uganda denied that it had closed the border.",
        "Kenya accuses Uganda of flooding Busia. Rain fell for days.",
    ]
    charge = next(p for p in dl.brief(dl.Corpus.from_texts(reports)).situation.points if p.kind == "charges")
    assert "no denial" not in charge.text
    assert "Uganda denies something, perhaps this, in 1 sentence" in charge.text


def test_a_town_of_the_worlds_list_stands_as_the_texts_write_it() -> None:
    names = {"geonames:1": "Āstārā", "geonames:2": "Đakovo", "place:own": "Želenec"}
    entries = [{"id": ident, "name": name, "type": "place"} for ident, name in names.items()]
    text = "Soldiers closed the road from Astara to Đakovo and to Zelenec. Traders in Astara and Đakovo complained."
    named = dl.brief(dl.Corpus.from_texts([text]), gazetteer=dl.Gazetteer(entries)).situation.named
    assert {entity.name.text for entity in named} == {"Astara", "Đakovo", "Želenec"}


def test_a_town_stands_under_the_name_that_texts_use_and_under_no_form_made_of_it() -> None:
    entries = [{"id": "geonames:2", "name": "Paoy Paet", "aliases": ["Poipet"], "type": "place"}]
    for text, name in (
        ("Shells fell on Poipet. Poipet is quiet.", "Poipet"),
        ("Shells fell on Poipet near Paoy Paet.", "Paoy Paet"),
        ("SHELLS FELL ON POIPET", "Paoy Paet"),
    ):
        named = dl.brief(dl.Corpus.from_texts([text]), gazetteer=dl.Gazetteer(entries)).situation.named
        assert [entity.name.text for entity in named] == [name]


def test_a_line_of_an_event_has_neither_dateline_nor_a_mode_that_its_heading_tells() -> None:
    sample = Sample()
    sample.add("a.txt", "LIMA, June 5 (Wire) - Lorwick arrested three miners.", "The Bell", "2026-06-05")
    sample.event("a.txt", "arrested", "COERCE", event_mode="arrest", actor="Lorwick", recipient="three miners")
    page = Brief(sample).to_html()
    assert "Lorwick makes an arrest, concerning three miners" in page
    assert 'class="mode"' not in page
    assert (
        "**Lorwick makes an arrest, concerning three miners**, reported, 1 outlet: Lorwick **arrested**"
        in Brief(sample).to_markdown()
    )


def test_words_of_the_outlets_own_are_nobodys_word() -> None:
    sample = Sample()
    sample.add("a.txt", "CORRECTION: We reported that Lorwick had agreed.\nAda Fenn said that it was so.", "The Bell")
    sample.says("a.txt", "CORRECTION", "claim", "CORRECTION")
    sample.says("a.txt", "Ada Fenn", "claim", "Ada Fenn")
    assert [speaker.name.text for speaker in Brief(sample).situation.speakers] == ["Ada Fenn"]


def test_figures_count_the_dead_in_one_unit_and_leave_lengths_of_time() -> None:
    reports = [
        "The flood in Busia left 41 dead on Sunday. Rain fell for two days.",
        "The ministry counted 19 deaths in Busia. Talks are to begin within 30 days.",
    ]
    figures = dl.brief(dl.Corpus.from_texts(reports)).situation.figures
    assert [(unit.unit, [value.text for value in unit.values]) for unit in figures] == [
        ("dead", ["19 deaths", "41 dead"])
    ]
