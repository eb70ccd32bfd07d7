"""Tables, texts, mentions and pictures in a notebook."""

from __future__ import annotations

import pickle
import re
import xml.etree.ElementTree as ET

import pytest
from sample import Sample, border

from dateline._display import analysis as of_analysis
from dateline._display import document, table
from dateline._plots import svg
from dateline._plots.network import network
from dateline._plots.places import Place, places
from dateline._plots.timeline import timeline
from dateline.plots import Picture, Plots


def text_of(html: str) -> str:
    """What a reader sees."""
    return re.sub(r"<[^>]+>", "", re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))


def test_table_shows_the_first_rows_its_types_and_its_size():
    rows = [{"doc_id": f"d{at}", "score": at / 3, "note": None} for at in range(50)]
    html = table.table_html({"doc_id": "string", "score": "float", "note": "string"}, rows, 5_000)
    assert html.count("<tr>") == 1 + table.ROWS
    assert "5,000 rows × 3 columns, the first 10 shown" in html
    assert "<small>float</small>" in html


def test_table_does_not_flood_the_page():
    html = table.table_html(["text"], [{"text": "<b>" + "x" * 100_000}] * 10, 10)
    assert len(html) < 20_000
    assert "<b>" not in html


def test_empty_table():
    assert "0 rows × 2 columns" in table.table_html(["a", "b"], [], 0)


def test_real_tables_show_themselves(analysis):
    for name in of_analysis.TABLES:
        table = getattr(analysis, name)
        assert f"{len(table):,} row" in table._repr_html_()
    assert ".sentences" in analysis._repr_html_()


def test_document_keeps_every_character_of_the_text():
    text = "Kyiv <b>denied</b> it & Minsk & Kyiv agreed."
    spans = [
        {"start": 0, "end": 4, "type": "place", "name": "Kyiv"},
        {"start": 32, "end": 36, "type": "own type", "name": '"x"'},
    ]
    html = document.document_html(text, spans, legend=False)
    assert text_of(html) == text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert html.count("<mark") == 2


def test_document_of_the_dispatches(analysis):
    html = analysis.show("02-frontline-brief.txt")._repr_html_()
    assert "class='furniture'" in html
    assert "dl-act" in html
    assert "Legend" in html


def test_long_document_is_cut():
    html = document.document_html("word " * 100_000, [], limit=1000)
    assert len(html) < 6_000
    assert "499,000 more characters" in html


def test_show_names_the_documents_there_are(analysis):
    with pytest.raises(KeyError, match=r"01-daily-lantern\.txt"):
        analysis.show("nothing")


def test_show_of_a_document_that_failed():
    sample = Sample()
    sample.fail("a", "is <binary>")
    assert "is &lt;binary&gt;" in document.show(sample, "a").html


def test_found_mentions_show_themselves():
    import dateline as dl

    found = dl.Gazetteer(["Kyiv", "Minsk"]).find("Kyiv and Minsk talk.")
    html = found._repr_html_()
    assert html.count("<mark style") == 3
    assert "2 rows" in html
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize("name", ["timeline", "map", "network", "matrix"])
def test_pictures_are_well_formed(analysis, name, tmp_path):
    picture = getattr(Plots(analysis), name)()
    root = ET.fromstring(picture.svg)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"]
    assert picture._repr_svg_() == picture.svg
    ET.parse(picture.save(tmp_path / "p.svg"))
    assert "<svg" in picture.save(tmp_path / "p.html").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match=r"\.svg or \.html"):
        picture.save(tmp_path / "p.png")


@pytest.mark.parametrize("name", ["timeline", "map", "network", "matrix"])
def test_pictures_of_nothing_say_so(name):
    picture = getattr(Plots(Sample()), name)()
    assert ET.fromstring(picture.svg).attrib["aria-label"].endswith(".")


def test_pictures_escape_names():
    sample = border()
    sample.event("b.txt", "came", "<b>&", actor="<i>'\"", recipient="</svg>")
    for name in ("network", "matrix"):
        ET.fromstring(getattr(Plots(sample), name)().svg)


def test_map_leaves_out_what_is_far_away():
    near = [Place(f"P{at}", 50 + at / 10, 30 + at / 10, 5) for at in range(5)]
    drawn = places([*near, Place("Far", -30, -60, 1), Place("Nowhere", 400, 0, 9)])
    assert drawn is not None
    assert drawn[1] == ["Far"]
    assert "Nowhere" not in drawn[0]


def test_map_needs_three_places():
    assert places([Place("A", 1, 1, 1), Place("B", 2, 2, 1)]) is None


@pytest.mark.parametrize("days", [0, 5, 200, 1500, 200_000])
def test_timeline_of_any_length(days):
    import datetime as dt

    first = dt.date(1700, 1, 1)
    drawn = timeline([(first, "ASSAULT"), (first + dt.timedelta(days), "own")])
    assert drawn is not None
    ET.fromstring(drawn)
    assert len(drawn) < 300_000


def test_picture_says_what_it_is():
    assert "SVG" in repr(Picture("<svg></svg>"))


def test_what_draws_an_analysis_says_what_it_draws(analysis):
    shown = repr(analysis.plot)
    assert all(f".{name}()" in shown for name in ("timeline", "map", "network", "matrix"))


def test_names_in_a_network_end_within_the_picture():
    drawn = network([("MINISTRY OF COMMERCE OF KORSENIA", "MINISTRY OF COMMERCE AND MINES", "ASSAULT")])
    labels = re.findall(r"<text x='([\d.]+)'[^>]*text-anchor='(\w+)'[^>]*font-weight='600'>([^<]*)<", drawn)
    assert len(labels) == 2
    for x, anchor, name in labels:
        end = float(x) + svg.text_width(name) * (1 if anchor == "start" else -1)
        assert 0 <= end <= svg.WIDTH, name


def test_everybody_in_a_network_has_an_arrow():
    # Fifteen pairs: more parties than a picture holds, so that those of the rarest stand apart from their partners.
    edges = [(f"a{at}", f"b{at}", "ASSAULT") for at in range(13) for _ in range(13 - at)]
    drawn = network([*edges, ("lone", "b20", "ASSAULT"), *[("lone", f"c{at}", "ASSAULT") for at in range(9)]])
    assert ">a0<" in drawn and ">b0<" in drawn
    assert ">lone<" not in drawn


def test_one_earlier_event_is_told_in_the_singular():
    sample = border()
    sample.add("c.txt", "Lorwick bombed Dunmere.", "The Bell", "2026-05-02")
    sample.event("c.txt", "bombed", "ASSAULT", date="2019-01-07")
    assert Plots(sample).timeline().note == "1 earlier event is not shown."
