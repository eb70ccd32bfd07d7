//! The text layer by itself: `blocks`, `sentences`, `words`.

use super::table::PyTable;
use super::{input, run};
use crate::batch::Rows;
use crate::columns::{Kind, TableSchema, schema};
use crate::error::{Error, Result};
use crate::span::{CodePoints, Span};
use crate::strings::{Label, Strings};
use crate::text::{Outline, Shape, Spare, words as cut};
use arrow_array::{ArrayRef, Int32Array, RecordBatch};
use arrow_buffer::{Buffer, ScalarBuffer};
use arrow_schema::SchemaRef;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use std::cell::RefCell;
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

thread_local! {
    /// Room for the words, blocks and sentences of short texts, used again by the next.
    static SPARE: RefCell<Spare> = RefCell::default();
}

/// Runs `work`, which makes the columns of one table.
fn table(
    py: Python<'_>,
    (text, ascii): (&str, bool),
    schema: &LazyLock<SchemaRef>,
    work: impl FnOnce(&CodePoints<'_>, &mut Spare) -> Result<Vec<ArrayRef>> + Send,
) -> PyResult<PyTable> {
    let make = |spare: &mut Spare| -> Result<PyTable> {
        let columns = work(&if ascii { CodePoints::ascii(text) } else { CodePoints::new(text) }, spare)?;
        let batch = RecordBatch::try_new(SchemaRef::clone(schema), columns).map_err(|e| Error::Internal { problem: e.to_string() })?;
        Ok(PyTable::new(Rows { schema: SchemaRef::clone(schema), batches: vec![batch] }))
    };
    if text.len() < SHORT {
        run::attached(|| SPARE.with_borrow_mut(make))
    } else {
        run::detached(py, None, |_| make(&mut Spare::default()))
    }
}

/// The text, and whether it is known to be ASCII: as many bytes as Python counts characters.
fn whole(object: &Bound<'_, PyAny>) -> PyResult<(PyBackedStr, bool)> {
    let text = input::text(object, "text")?;
    let ascii = object.len().is_ok_and(|points| points == text.len());
    Ok((text, ascii))
}

/// Columns of whole numbers of one table, in one piece of memory.
fn ints<const N: usize>(rows: usize, fill: impl FnOnce(&mut Vec<i32>)) -> [ArrayRef; N] {
    let mut values = Vec::with_capacity(N * rows);
    fill(&mut values);
    let buffer = Buffer::from_vec(values);
    std::array::from_fn(|column| {
        let values = ScalarBuffer::new(buffer.clone(), column * rows, rows);
        Arc::new(Int32Array::new(values, None)) as ArrayRef
    })
}

/// The text of each span, of `bytes` bytes at most together.
fn texts(text: &str, spans: impl ExactSizeIterator<Item = Span>, bytes: usize) -> Result<ArrayRef> {
    let mut surface = Strings::with_capacity(spans.len(), bytes);
    spans.for_each(|span| surface.span(text, span));
    surface.finish()
}

/// The blocks of a text: a table of block, start, end, kind, text.
#[pyfunction]
pub fn blocks(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let (text, ascii) = whole(text)?;
    table(py, (&text, ascii), &BLOCKS, |points, spare| {
        let outline = Outline::reusing(&text, spare);
        let spans = outline.blocks.iter().map(|b| b.span);
        let surface = texts(&text, spans.clone(), text.len())?;
        let [block, start, end] = ints(spans.len(), |values| {
            values.extend(0..spans.len() as i32);
            values.extend(spans.clone().map(|s| points.at(s.start)));
            values.extend(spans.map(|s| points.at(s.end)));
        });
        let mut kind = Strings::with_capacity(outline.blocks.len(), 8 * outline.blocks.len());
        outline.blocks.iter().for_each(|block| kind.push(block.kind.as_str()));
        spare.reclaim(outline);
        Ok(vec![block, start, end, kind.finish()?, surface])
    })
}

/// The sentences of a text, furniture left out: a table of sentence, block, start, end, text.
#[pyfunction]
pub fn sentences(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let (text, ascii) = whole(text)?;
    table(py, (&text, ascii), &SENTENCES, |points, spare| {
        let outline = Outline::reusing(&text, spare);
        let sentences = &outline.sentences;
        let surface = texts(&text, sentences.iter().map(|s| s.span), text.len())?;
        let [sentence, block, start, end] = ints(sentences.len(), |values| {
            values.extend(0..sentences.len() as i32);
            values.extend(sentences.iter().map(|s| s.block as i32));
            values.extend(sentences.iter().map(|s| points.at(s.span.start)));
            values.extend(sentences.iter().map(|s| points.at(s.span.end)));
        });
        spare.reclaim(outline);
        Ok(vec![sentence, block, start, end, surface])
    })
}

/// The words of a text: a table of start, end, text, folded, shape (`Capitalised`, `UPPER`, `lower`, `number`, `mixed`).
#[pyfunction]
pub fn words(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let (text, ascii) = whole(text)?;
    table(py, (&text, ascii), &WORDS, |points, spare| {
        let words = &mut spare.words;
        words.clear();
        cut::words_into(&text, words);
        let surface = texts(&text, words.iter().map(cut::Word::span), text.len())?;
        let [start, end] = ints(words.len(), |values| {
            values.extend(words.iter().map(|w| points.at(w.start)));
            values.extend(words.iter().map(|w| points.at(w.end)));
        });
        let mut folded = Strings::with_capacity(words.len(), text.len());
        words.iter().for_each(|word| folded.folded(&text, word));
        let mut shapes = Strings::with_capacity(words.len(), 8 * words.len());
        words.iter().for_each(|word| shapes.label(&SHAPES[usize::from(word.shape.0)]));
        Ok(vec![start, end, surface, folded.finish()?, shapes.finish()?])
    })
}

/// How a word is written.
const fn shape(shape: Shape) -> Label {
    Label::new(match () {
        () if shape.has(Shape::NUMBER) => "number",
        () if shape.has(Shape::DIGIT) => "mixed",
        () if shape.has(Shape::UPPER) => "UPPER",
        () if shape.has(Shape::CAPITAL) => "Capitalised",
        () => "lower",
    })
}

/// [`shape`] for each value of the flags.
static SHAPES: [Label; 256] = {
    let mut labels = [Label::new(""); 256];
    let mut flags = 0;
    while flags < 256 {
        labels[flags] = shape(Shape(flags as u8));
        flags += 1;
    }
    labels
};
