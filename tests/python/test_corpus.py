"""Reading: every kind of file and table, and what becomes of bad ones."""

from __future__ import annotations

import datetime
import gzip
import pickle

import pandas as pd
import polars as pl
import pytest

import dateline as dl

DAY = datetime.date(2024, 8, 26)


def by_id(corpus):
    return {d.id: d for d in corpus}


def test_a_folder_of_every_kind(tmp_path):
    (tmp_path / "a.txt").write_bytes("\ufeffKyiv denied it.\r\nMinsk did not.".encode())
    (tmp_path / "b.md").write_text("# Talks\n\nMinsk agreed.", encoding="utf8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.html").write_text(
        "<html lang=en><title>T &amp; U</title><nav><a>Home</a> <a>Sport</a></nav><p>One<p>Two<script>x()</script>",
        encoding="utf8",
    )
    (tmp_path / "d.txt.gz").write_bytes(gzip.compress(b"Packed text."))
    (tmp_path / "e.txt").write_bytes("Zażółć w Łodzi".encode("utf-16"))
    (tmp_path / "f.txt").write_bytes("“Café”".encode("cp1252"))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (tmp_path / "notes.docx").write_bytes(b"PK")
    rows = pl.DataFrame({"body": ["First.", None], "outlet": ["A", "B"], "published": ["2024-08-26T10:00:00", "soon"]})
    rows.write_csv(tmp_path / "g.csv")
    rows.write_parquet(tmp_path / "h.parquet")
    rows.write_ndjson(tmp_path / "i.jsonl")
    found = by_id(dl.read(tmp_path))
    assert found["a.txt"].text == "Kyiv denied it.\r\nMinsk did not."
    assert (
        found["sub/c.html"].text == "One\nTwo\n"
        and found["sub/c.html"].title == "T & U"
        and found["sub/c.html"].lang == "en"
    )
    assert found["d.txt.gz"].text == "Packed text."
    assert found["e.txt"].text == "Zażółć w Łodzi"
    assert found["f.txt"].text == "“Café”"
    assert "empty" in found["empty.txt"].error and "PNG" in found["image.txt"].error
    assert "notes.docx" not in found
    for name in ("g.csv", "h.parquet", "i.jsonl"):
        first, second = found[f"{name}#0"], found[f"{name}#1"]
        assert (first.text, first.source, first.date) == ("First.", "A", DAY)
        assert second.error
    encodings = dict(
        zip(*[dl.Pipeline(layers=[]).run(dl.read(tmp_path)).documents[c] for c in ("doc_id", "encoding")], strict=True)
    )
    assert (
        encodings["a.txt"] == "utf-8-sig"
        and encodings["e.txt"].startswith("utf-16")
        and encodings["f.txt"] == "windows-1252"
    )


def test_a_pattern_and_constants(tmp_path):
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text("Text.", encoding="utf8")
    corpus = dl.read(f"{tmp_path}/*.txt", date="2024-08-26", source="Wire")
    assert [(d.id, d.date, d.source) for d in corpus] == [("a.txt", DAY, "Wire"), ("b.txt", DAY, "Wire")]
    assert len(dl.read([tmp_path / "a.txt", str(tmp_path / "c.md")])) == 2


def test_an_index_gives_outlets_and_dates(tmp_path):
    (tmp_path / "a.txt").write_text("Text.", encoding="utf8")
    (tmp_path / "other.txt").write_text("Not listed.", encoding="utf8")
    index = tmp_path / "index.csv"
    index.write_text("path,source,date,title\na.txt,Wire,2024-08-26,Talks\n", encoding="utf8")
    [document] = dl.read(tmp_path)
    assert (document.source, document.date, document.title) == ("Wire", DAY, "Talks")
    index.write_text("path,source\ngone.txt,Wire\n", encoding="utf8")
    with pytest.raises(dl.InputError, match=r"gone\.txt"):
        dl.read(tmp_path)


@pytest.mark.parametrize(
    "make", [pd.DataFrame, pl.DataFrame, lambda d: pl.DataFrame(d).to_arrow()], ids=["pandas", "polars", "arrow"]
)
def test_frames(make):
    frame = make({"text": ["One.", "Two."], "n": [7, 8], "day": [DAY, DAY], "paper": ["A", None]})
    corpus = dl.read(frame, id="n", date="day", source="paper")
    assert [(d.id, d.text, d.date, d.source) for d in corpus] == [("7", "One.", DAY, "A"), ("8", "Two.", DAY, None)]
    with pytest.raises(dl.InputError, match=r"when.*text, n, day, paper"):
        dl.read(frame, date="when")


def test_frames_without_a_text_column_list_their_columns():
    with pytest.raises(dl.InputError, match="columns are: a, b"):
        dl.read(pl.DataFrame({"a": ["x"], "b": [1]}))
    with pytest.raises(dl.InputError, match="Int64"):
        dl.read(pl.DataFrame({"text": [1, 2]}))


def test_paths_that_are_not_there(tmp_path):
    with pytest.raises(FileNotFoundError, match="from_texts"):
        dl.read("no/such/folder")
    with pytest.raises(dl.InputError, match="no file that can be read"):
        dl.read(tmp_path)
    with pytest.raises(dl.InputError, match="ending"):
        (tmp_path / "a.docx").write_bytes(b"x")
        dl.read(tmp_path / "a.docx")
    with pytest.raises(TypeError, match="from_texts"):
        dl.read(7)


def test_from_texts_and_pickle():
    corpus = dl.Corpus.from_texts(["a", "b"], ids=["x", "y"], dates=[DAY, "2024-08-27"], sources=["A", None])
    again = pickle.loads(pickle.dumps(corpus))
    assert [(d.id, d.text, d.date, d.source) for d in again] == [(d.id, d.text, d.date, d.source) for d in corpus]
    with pytest.raises(dl.InputError, match="1 for 2 texts"):
        dl.Corpus.from_texts(["a", "b"], ids=["x"])
    [document] = dl.Corpus.from_texts(["a"], dates=["someday"])
    assert document.date is None and "someday" in document.error


def test_bad_rows_are_rows_with_their_error():
    documents = dl.Pipeline(layers=[]).run(["Fine.", None, "a\ud800b", 7]).documents.to_pylist()
    assert [d["error"] is None for d in documents] == [True, False, False, False]
    assert "null" in documents[1]["error"] and "surrogate" in documents[2]["error"] and "int" in documents[3]["error"]


def test_a_second_document_of_one_id_is_an_error_row():
    corpus = dl.Corpus.from_texts(["First.", "Second."], ids=["x", "x"])
    analysis = dl.Pipeline(layers=[]).run(corpus)
    assert [d["error"] is None for d in analysis.documents.to_pylist()] == [True, False]
    assert analysis.text("x") == "First."


def test_broken_rows_of_a_file_lose_no_others(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\nnot json\n{"text": "Three."}\n', encoding="utf8")
    one, two, three = dl.read(tmp_path / "a.jsonl")
    assert one.text == "One." and three.text == "Three." and "line 2" in two.error
    (tmp_path / "b.csv").write_text('text,n\n"One.",1\n"Two.",2,3\n', encoding="utf8")
    first, second = dl.read(tmp_path / "b.csv")
    assert first.text == "One." and "3 cells" in second.error
    (tmp_path / "c.parquet").write_bytes(b"PAR1 but no more")
    [broken] = dl.read(tmp_path / "c.parquet")
    assert "Parquet" in broken.error


def test_a_corpus_is_classified_under_its_own_ids(tmp_path):
    (tmp_path / "a.txt").write_text("The ministry denied the claims.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(bytes(range(256)) * 40)
    clf = dl.SentenceClassifier.seed("acts")
    for given in (dl.read(tmp_path), list(dl.read(tmp_path))):
        with pytest.warns(UserWarning, match=r"1 document could not be read and left out, the first b\.txt"):
            assert clf.classify_all(given)["doc_id"] == ["a.txt"]
    corpus = dl.Corpus.from_texts(["It rained.", "He denied it."], ids=["x", "y"])
    assert clf.classify_all(corpus)["doc_id"] == ["x", "y"]
    assert clf.classify_all(["It rained.", "He denied it."])["doc_id"] == ["0", "1"]
    with pytest.raises(dl.InputError, match="ids of their own"):
        clf.classify_all(corpus, ["1", "2"])


def test_names_are_found_in_a_corpus_under_its_own_ids():
    corpus = dl.Corpus.from_texts(["Kyiv said so.", "Snow.", "In Minsk and Kyiv."], ids=["x", "y", "z"])
    gaz = dl.Gazetteer(["Kyiv", "Minsk"])
    assert gaz.find_all(corpus)["doc_id"] == ["x", "z", "z"]
    assert gaz.find_all(list(corpus)) == gaz.find_all(corpus)
    assert len(gaz.review(corpus)) == 2
    assert len(gaz.suggest(corpus, min_documents=1)) == 0


def test_a_page_and_a_header_tell_day_and_outlet(tmp_path):
    (tmp_path / "page.html").write_text(
        '<html lang="en"><head><title>Port closed</title><meta property="og:site_name" content="Harbour Post">'
        '<meta property="article:published_time" content="2024-08-26T08:00:00Z"></head>'
        "<body><article><p>Dockers walked out on Sunday.</p></article></body></html>",
        encoding="utf-8",
    )
    header = "Title: Port closed\nSource: Delta Wire\nDate: 26 August 2024\n\n"
    (tmp_path / "note.txt").write_text(header + "Dockers walked out on Sunday.\n", encoding="utf-8")
    (tmp_path / "wrong.txt").write_text(
        "Source: Delta Wire\nDate: last week\n\nDockers walked out.\n", encoding="utf-8"
    )
    (tmp_path / "plain.txt").write_text("Port closed\n\n26 August 2024\n\nDockers walked out on Sunday, unions said.\n")
    found = by_id(dl.read(tmp_path))
    assert (found["page.html"].source, found["page.html"].date) == ("Harbour Post", DAY)
    assert (found["note.txt"].source, found["note.txt"].date, found["note.txt"].title) == (
        "Delta Wire",
        DAY,
        "Port closed",
    )
    assert found["note.txt"].text.startswith("Title: Port closed")
    assert (found["wrong.txt"].date, found["wrong.txt"].source) == (None, "Delta Wire")
    assert "last week" in found["wrong.txt"].error and found["wrong.txt"].text
    assert found["plain.txt"].date is None
    analysis = dl.Pipeline().run(dl.read(tmp_path))
    dates = {row["doc_id"]: row["date"] for row in analysis.documents.to_pylist()}
    assert dates == {"note.txt": DAY, "page.html": DAY, "plain.txt": DAY, "wrong.txt": None}
    sundays = {(row["doc_id"], row["value"]) for row in analysis.times.to_pylist() if row["text"] == "Sunday"}
    assert sundays == {(name, "2024-08-25") for name in ("note.txt", "page.html", "plain.txt")}


def test_what_is_given_counts_more_than_the_page(tmp_path):
    (tmp_path / "note.txt").write_text(
        "Source: Delta Wire\nDate: 2024-08-26\n\nDockers walked out.\n", encoding="utf-8"
    )
    constant = next(iter(dl.read(tmp_path, date="2024-01-01", source="Coast News")))
    assert (constant.date, constant.source) == (DAY, "Delta Wire")
    (tmp_path / "index.csv").write_text("path,source,date\nnote.txt,Coast News,2024-01-01\n", encoding="utf-8")
    indexed = next(iter(dl.read(tmp_path)))
    assert (indexed.date, indexed.source) == (datetime.date(2024, 1, 1), "Coast News")


@pytest.mark.parametrize("name", ["text", "id", "source", "title", "lang"])
def test_texts_given_for_names_of_columns(tmp_path, name):
    (tmp_path / "a.csv").write_text("text\nOne.\n", encoding="utf8")
    for documents in (tmp_path, pd.DataFrame({"text": ["One."]})):
        with pytest.raises(dl.InputTypeError, match=rf"^{name}: .*a column.*but is a list; .*from_texts") as info:
            dl.read(documents, **{name: ["One."]})
        assert isinstance(info.value, TypeError)


def test_one_date_given_for_many_texts():
    with pytest.raises(dl.InputTypeError, match=r"dates: .* pass \['2024-08-26'\]"):
        dl.Corpus.from_texts(["One."] * 10, dates="2024-08-26")


@pytest.mark.parametrize(
    ("names", "cells"),
    [
        ("Full Text,Published At,Source-Name", "Talks failed.,2024-08-26,Wire"),
        ("story,pubdate,domain", "Talks failed.,2024-08-26,Wire"),
        ("body,date,newspaper,created,site,datum", "Talks failed.,2024-08-26,Wire,2020-01-01,Hall,x"),
    ],
)
def test_names_of_columns_are_guessed_however_they_are_spelt(tmp_path, names, cells):
    (tmp_path / "a.csv").write_text(f"{names}\n{cells}\n", encoding="utf8")
    [document] = dl.read(tmp_path)
    assert (document.text, document.date, document.source) == ("Talks failed.", DAY, "Wire")


def test_a_column_created_is_not_taken_for_the_day(tmp_path):
    (tmp_path / "a.csv").write_text("text,created,site\nTalks failed.,2024-08-26,Hall\n", encoding="utf8")
    [document] = dl.read(tmp_path)
    assert (document.date, document.source) == (None, None)


def test_an_index_may_use_the_usual_names(tmp_path):
    (tmp_path / "a.txt").write_text("Talks failed.", encoding="utf8")
    (tmp_path / "index.csv").write_text(
        "Path,Outlet,Published,Headline\na.txt,Wire,2024-08-26,Talks\n", encoding="utf8"
    )
    [document] = dl.read(tmp_path)
    assert (document.date, document.source, document.title) == (DAY, "Wire", "Talks")


def test_documents_of_other_programs_are_told_of(tmp_path):
    for name in ("a.txt", "b.pdf", "sub/c.DOCX", "sub/~$c.docx", "d.png", "e.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"Kyiv denied it.")
    corpus = dl.read(tmp_path)
    assert list(by_id(corpus)) == ["a.txt"]
    assert [told.partition(": ")[0] for told in corpus.passed_over] == [
        str(tmp_path / name) for name in ("b.pdf", "e.xlsx", "sub/c.DOCX")
    ]
    assert "pdftotext" in corpus.passed_over[0] and repr(corpus) == "Corpus(1 documents, 1 files, 3 passed over)"
    assert dl.read(tmp_path / "a.txt").passed_over == []
    for path in (tmp_path / "b.pdf", tmp_path / "*.pdf"):
        with pytest.raises(dl.InputError, match="pdftotext"):
            dl.read(path)
    (tmp_path / "a.txt").unlink()
    with pytest.raises(dl.InputError, match=r"no file that can be read .*b\.pdf"):
        dl.read(tmp_path)


def test_an_index_with_paths_of_another_system(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("Kyiv denied it.", encoding="utf8")
    (tmp_path / "b.txt").write_text("Minsk did not.", encoding="utf8")
    (tmp_path / "index.csv").write_text("file,source\n.\\sub\\a.txt,Herald\n./b.txt,Lantern\n", encoding="utf8")
    assert {name: d.source for name, d in by_id(dl.read(tmp_path)).items()} == {
        "sub/a.txt": "Herald",
        "b.txt": "Lantern",
    }
    (tmp_path / "c.pdf").write_bytes(b"%PDF")
    (tmp_path / "index.csv").write_text("path,source\nc.pdf,Herald\n", encoding="utf8")
    with pytest.raises(dl.InputError, match=r"lists \"c\.pdf\""):
        dl.read(tmp_path)


def test_a_text_that_is_the_name_of_a_folder(tmp_path):
    pipeline = dl.Pipeline(layers=[])
    with pytest.warns(UserWarning, match="taken for a text; the folder of that name is read by dl.read"):
        assert len(pipeline.run(str(tmp_path)).documents) == 1
    assert len(pipeline.run("Kyiv denied it.").documents) == 1


@pytest.mark.parametrize("codec", ["zstd", "snappy", "gzip", "brotli", "lz4", "uncompressed"])
def test_parquet_however_it_is_packed(tmp_path, codec):
    path = tmp_path / "packed.parquet"
    # Rows enough that a packed page is one.
    rows = {"text": ["Talks failed."] * 200, "name": [f"Kyiv {n}" for n in range(200)]}
    pl.DataFrame(rows).write_parquet(path, compression=codec)
    assert [document.text for document in dl.read(path)] == rows["text"]
    gazetteer = dl.Gazetteer.read_parquet(path, keep=[])
    assert gazetteer.n_names == 200


def test_outlets_from_titles_of_pages_and_lines_above_titles(tmp_path):
    (tmp_path / "a.html").write_text(
        "<title>Port closed - Delta News</title><h1>Port of Harrow closed</h1><p>The port of Harrow was closed on Monday."
    )
    (tmp_path / "b.html").write_text(
        "<title>Port closed - Olsen</title><h1>Port closed - Olsen</h1><p>The port of Harrow was closed on Monday."
    )
    (tmp_path / "c.txt").write_text(
        "The Harrow Courier\nPort closed as strike goes on\n14 May 2025\n\nThe port of Harrow was closed on Monday.\n"
    )
    documents = dl.Pipeline(layers=[]).run(dl.read(tmp_path)).documents.to_pylist()
    assert [(d["source"], d["title"]) for d in documents] == [
        ("Delta News", "Port closed"),
        (None, "Port closed - Olsen"),
        ("The Harrow Courier", "Port closed as strike goes on"),
    ]
