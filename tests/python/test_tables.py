"""Tables: the contract's columns, every way out, offsets, files."""

from __future__ import annotations

import pickle
import sys

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import dateline as dl

# The contract: the columns of every table, in order.
COLUMNS = {
    "documents": "doc_id source title date lang encoding n_chars n_sentences error",
    "blocks": "doc_id block start end kind",
    "sentences": "doc_id sentence block start end text act act_score source source_id mode certainty events",
    "mentions": "doc_id sentence start end text entity_id name type via variant score candidates country lat lon",
    "events": "doc_id sentence type event_mode actor recipient place date reality start end score",
    "quotes": "doc_id sentence quote start end kind speaker speaker_id cue",
    "times": "doc_id sentence start end text value conflict",
    "quantities": "doc_id sentence start end text low high unit bound equals_low equals_high equals_unit si_low si_high si_unit",
    "near_copies": "doc_a doc_b degree score start_a end_a start_b end_b",
    "conflicts": "topic relation doc_a outlet_a start_a end_a source_a value_a doc_b outlet_b start_b end_b source_b value_b",
}


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_and_types(analysis, name):
    table = getattr(analysis, name)
    want = COLUMNS[name].split()
    assert table.columns[: len(want)] == want
    if name != "mentions":
        assert table.columns == want
    for column, kind in table.schema.items():
        if column in (
            "start",
            "end",
            "start_a",
            "end_a",
            "start_b",
            "end_b",
            "sentence",
            "block",
            "quote",
            "n_chars",
            "n_sentences",
        ):
            assert kind == "int32"
        if column in ("score", "act_score"):
            assert kind == "float32"
    assert table.schema.get("date", "") == {"documents": "date32", "events": "string"}.get(name, "")


@pytest.mark.parametrize("name", COLUMNS)
def test_every_way_out_gives_the_same_rows(analysis, name):
    table = getattr(analysis, name)
    rows = table.to_pylist()
    assert len(rows) == len(table) == table.to_polars().height == table.to_arrow().num_rows == len(table.to_pandas())
    assert table.to_arrow().schema.metadata[b"dateline.schema"] == b"1"
    texts = [c for c, kind in table.schema.items() if kind in ("string", "int32")]
    assert table.to_polars().select(texts).to_dicts() == [{c: r[c] for c in texts} for r in rows]
    assert pickle.loads(pickle.dumps(table)) == table


def test_spans_are_their_texts(analysis):
    texts = {d: analysis.text(d) for d in analysis.doc_ids}
    for name in ("sentences", "mentions", "times", "quantities"):
        rows = getattr(analysis, name).to_pylist()
        assert rows
        for row in rows:
            assert row["text"] == texts[row["doc_id"]][row["start"] : row["end"]]
    for name in ("blocks", "events", "quotes"):
        for row in getattr(analysis, name).to_pylist():
            assert 0 <= row["start"] < row["end"] <= len(texts[row["doc_id"]])


def test_absent_is_null_never_empty(analysis):
    for name in COLUMNS:
        for row in getattr(analysis, name).to_pylist():
            assert "" not in row.values()


def test_events_of_sentences_are_those_of_the_table(analysis):
    types = {}
    for row in analysis.events.to_pylist():
        types.setdefault((row["doc_id"], row["sentence"]), set()).add(row["type"])
    assert types
    for row in analysis.sentences.to_pylist():
        assert row["events"] == sorted(types.get((row["doc_id"], row["sentence"]), ()))


def test_threads_and_order_change_nothing(analysis):
    from conftest import DISPATCHES

    names = dl.Gazetteer.seed() | dl.Gazetteer.read_csv(DISPATCHES / "names.csv")
    again = dl.Pipeline(gazetteer=names).run(dl.read(DISPATCHES), threads=1)
    for name in COLUMNS:
        assert getattr(analysis, name) == getattr(again, name)
    assert pickle.loads(pickle.dumps(again)).text(again.doc_ids[0]) == analysis.text(again.doc_ids[0])


@pytest.mark.parametrize("ending", ["parquet", "csv", "jsonl"])
def test_files(analysis, tmp_path, ending):
    table = analysis.mentions
    path = tmp_path / f"mentions.{ending}"
    table.write(path)
    table.write(path)
    if ending == "parquet":
        read = pl.read_parquet(path)
    else:
        # Types from all rows: a column may begin with many nulls.
        read = {"csv": pl.read_csv, "jsonl": pl.read_ndjson}[ending](path, infer_schema_length=None)
    assert read.columns == table.columns and read["text"].to_list() == table["text"]
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_parquet_keeps_the_schema(analysis, tmp_path):
    analysis.sentences.write(tmp_path / "s.parquet")
    assert pq.read_table(tmp_path / "s.parquet").schema.equals(
        pa.table(analysis.sentences).schema, check_metadata=False
    )


def test_writing_says_what_is_wrong(analysis, tmp_path):
    with pytest.raises(dl.InputError, match=r"\.parquet \.csv \.jsonl"):
        analysis.mentions.write(tmp_path / "a.xlsx")
    with pytest.raises(FileNotFoundError):
        analysis.mentions.write(tmp_path / "no" / "a.csv")


def test_unknown_columns_and_documents(analysis):
    with pytest.raises(KeyError, match="doc_id, block"):
        analysis.blocks["kinds"]
    with pytest.raises(KeyError, match="doc_ids"):
        analysis.text("nothing")


def test_without_frame_libraries(analysis, monkeypatch):
    import sys

    whole = analysis.documents.to_pandas()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    plain = analysis.documents.to_pandas()
    assert list(plain.columns) == list(whole.columns) and plain["doc_id"].tolist() == whole["doc_id"].tolist()
    assert plain["n_chars"].tolist() == whole["n_chars"].tolist()


def test_layers_can_be_switched_off():
    text = "“We will not go,” the minister said on 3 May 2024. About 300 soldiers left Kyiv."
    analysis = dl.Pipeline(layers=["mentions"]).run(text)
    assert len(analysis.mentions) and not len(analysis.quotes) and not len(analysis.times) and not len(analysis.events)
    assert dl.Pipeline(gazetteer=False, acts=False, events=False).run(text).sentences["act"] == [None, None]
    with pytest.raises(ValueError, match="near_copies"):
        dl.Pipeline(layers=["mention"])
    with pytest.raises(TypeError, match="Gazetteer"):
        dl.Pipeline(gazetteer=["Kyiv"])


@pytest.mark.parametrize(
    ("method", "package"), [("to_polars", "polars"), ("to_pandas", "pandas"), ("to_arrow", "pyarrow")]
)
def test_a_package_that_is_not_there_is_named(method, package, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ImportError, match=f"pip install {package}"):
        getattr(dl.Gazetteer.seed().find_all(["Kyiv"]), method)()
