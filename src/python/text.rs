//! The text layer by itself: `blocks`, `sentences`, `words`.

use super::table::PyTable;
use super::{input, run};
use crate::batch::Rows;
use crate::columns::{Kind, TableSchema, schema};
use crate::error::{Error, Result};
use crate::span::{CodePoints, Span};
use crate::text::{Outline, Shape, fold, words as cut};
use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, Int32Array, RecordBatch};
use arrow_schema::SchemaRef;
use pyo3::prelude::*;
use std::sync::{Arc, LazyLock};

const BLOCK: TableSchema = &[("block", Kind::Int), ("start", Kind::Int), ("end", Kind::Int), ("kind", Kind::Text), ("text", Kind::Text)];
const SENTENCE: TableSchema =
    &[("sentence", Kind::Int), ("block", Kind::Int), ("start", Kind::Int), ("end", Kind::Int), ("text", Kind::Text)];
const WORD: TableSchema = &[("start", Kind::Int), ("end", Kind::Int), ("text", Kind::Text), ("folded", Kind::Text), ("shape", Kind::Text)];

static BLOCKS: LazyLock<SchemaRef> = LazyLock::new(|| schema("blocks", BLOCK, &[]));
static SENTENCES: LazyLock<SchemaRef> = LazyLock::new(|| schema("sentences", SENTENCE, &[]));
static WORDS: LazyLock<SchemaRef> = LazyLock::new(|| schema("words", WORD, &[]));

/// Texts of fewer bytes are cut here and now: a thread of its own would cost more than the work.
const SHORT: usize = 256 << 10;

/// Runs `work`, which makes the columns of one table.
fn table(
    py: Python<'_>,
    text: &str,
    schema: &LazyLock<SchemaRef>,
    work: impl FnOnce(&CodePoints<'_>) -> Vec<ArrayRef> + Send,
) -> PyResult<PyTable> {
    let make = || -> Result<PyTable> {
        let columns = work(&CodePoints::new(text));
        let batch = RecordBatch::try_new(SchemaRef::clone(schema), columns).map_err(|e| Error::Internal { problem: e.to_string() })?;
        Ok(PyTable::new(Rows { schema: SchemaRef::clone(schema), batches: vec![batch] }))
    };
    if text.len() < SHORT { run::attached(make) } else { run::detached(py, None, |_| make()) }
}

fn ints(values: impl Iterator<Item = i32>) -> ArrayRef {
    Arc::new(Int32Array::from_iter_values(values))
}

/// A column of `rows` texts, of about `bytes` bytes together.
fn texts<T: AsRef<str>>(rows: usize, bytes: usize, values: impl Iterator<Item = T>) -> ArrayRef {
    let mut column = StringBuilder::with_capacity(rows, bytes);
    values.for_each(|value| column.append_value(value));
    Arc::new(column.finish())
}

/// Start, end and text of each span.
fn spans(text: &str, points: &CodePoints<'_>, spans: impl ExactSizeIterator<Item = Span> + Clone) -> [ArrayRef; 3] {
    [
        ints(spans.clone().map(|s| points.at(s.start))),
        ints(spans.clone().map(|s| points.at(s.end))),
        texts(spans.len(), text.len(), spans.map(|s| s.text(text))),
    ]
}

/// The blocks of a text: a table of block, start, end, kind, text.
#[pyfunction]
pub fn blocks(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let text = input::text(text, "text")?;
    table(py, &text, &BLOCKS, |points| {
        let blocks = Outline::new(&text).blocks;
        let [start, end, surface] = spans(&text, points, blocks.iter().map(|b| b.span));
        let kind = texts(blocks.len(), 8 * blocks.len(), blocks.iter().map(|b| b.kind.as_str()));
        vec![ints(0..blocks.len() as i32), start, end, kind, surface]
    })
}

/// The sentences of a text, furniture left out: a table of sentence, block, start, end, text.
#[pyfunction]
pub fn sentences(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let text = input::text(text, "text")?;
    table(py, &text, &SENTENCES, |points| {
        let sentences = Outline::new(&text).sentences;
        let [start, end, surface] = spans(&text, points, sentences.iter().map(|s| s.span));
        vec![ints(0..sentences.len() as i32), ints(sentences.iter().map(|s| s.block as i32)), start, end, surface]
    })
}

/// The words of a text: a table of start, end, text, folded, shape (`Capitalised`, `UPPER`, `lower`, `number`, `mixed`).
#[pyfunction]
pub fn words(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let text = input::text(text, "text")?;
    table(py, &text, &WORDS, |points| {
        let words = cut::words(&text);
        let [start, end, surface] = spans(&text, points, words.iter().map(cut::Word::span));
        let folded = texts(words.len(), text.len(), words.iter().map(|w| fold::fold(w.text(&text))));
        let shape = texts(words.len(), 8 * words.len(), words.iter().map(|w| shape(w.shape)));
        vec![start, end, surface, folded, shape]
    })
}

/// How a word is written.
const fn shape(shape: Shape) -> &'static str {
    match () {
        () if shape.has(Shape::NUMBER) => "number",
        () if shape.has(Shape::DIGIT) => "mixed",
        () if shape.has(Shape::UPPER) => "UPPER",
        () if shape.has(Shape::CAPITAL) => "Capitalised",
        () => "lower",
    }
}
