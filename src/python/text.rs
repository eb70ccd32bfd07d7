//! The text layer by itself: `blocks`, `sentences`, `words`.

use super::table::PyTable;
use super::{input, run};
use crate::error::{Error, Result};
use crate::span::CodePoints;
use crate::tables;
use crate::tables::columns::{BLOCKS_OF_TEXT, Rows, SENTENCES_OF_TEXT, WORDS_OF_TEXT};
use crate::tables::numbers::{Numbers, push_texts};
use crate::text::{Outline, Spare, words as cut};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::SchemaRef;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use std::cell::RefCell;
use std::sync::{LazyLock, Mutex};

static BLOCKS: LazyLock<SchemaRef> = LazyLock::new(|| BLOCKS_OF_TEXT.schema(&[]));
static SENTENCES: LazyLock<SchemaRef> = LazyLock::new(|| SENTENCES_OF_TEXT.schema(&[]));
static WORDS: LazyLock<SchemaRef> = LazyLock::new(|| WORDS_OF_TEXT.schema(&[]));

/// Room is kept for the next text of up to so many bytes: fresh pages of memory cost a seventh of the time. Some 40 MB for the longest.
const KEPT: usize = 4 << 20;

/// Room for the words, blocks and sentences of a long text, used again by the next.
static LONG: Mutex<Option<Spare>> = Mutex::new(None);

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
    run::detached_for_text(py, text, || {
        if text.len() <= run::SHORT {
            return SPARE.with_borrow_mut(make);
        }
        let mut spare = LONG.try_lock().ok().and_then(|mut kept| kept.take()).unwrap_or_default();
        let made = make(&mut spare);
        if let (true, Ok(mut kept)) = (text.len() <= KEPT, LONG.try_lock()) {
            *kept = Some(spare);
        }
        made
    })
}

/// The text, and whether it is known to be ASCII: as many bytes as Python counts characters.
fn whole(object: &Bound<'_, PyAny>) -> PyResult<(PyBackedStr, bool)> {
    let text = input::text(object, "text")?;
    let ascii = object.len().is_ok_and(|points| points == text.len());
    Ok((text, ascii))
}

/// The blocks of a text: a table of block, start, end, kind, text.
#[pyfunction]
pub fn blocks(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let (text, ascii) = whole(text)?;
    table(py, (&text, ascii), &BLOCKS, |points, spare| {
        let outline = Outline::reusing(&text, spare);
        let blocks = &outline.blocks;
        let n = blocks.len();
        let mut values = Vec::with_capacity(5 * n + 2);
        values.extend(0..n as i32);
        values.extend(blocks.iter().map(|b| points.at(b.span.start)));
        values.extend(blocks.iter().map(|b| points.at(b.span.end)));
        let (mut kinds, mut surface) = (Vec::with_capacity(8 * n), Vec::with_capacity(text.len()));
        values.push(0);
        for block in blocks {
            kinds.extend_from_slice(block.kind.as_str().as_bytes());
            values.push(kinds.len() as i32);
        }
        push_texts(&text, blocks.iter().map(|b| b.span), &mut surface, &mut values);
        spare.reclaim(outline);
        let mut numbers = Numbers::new(n, values);
        let (block, start, end) = (numbers.next_ints(), numbers.next_ints(), numbers.next_ints());
        Ok(vec![block, start, end, numbers.next_texts(kinds)?, numbers.next_texts(surface)?])
    })
}

/// The sentences of a text, furniture left out: a table of sentence, block, start, end, text.
#[pyfunction]
pub fn sentences(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let (text, ascii) = whole(text)?;
    table(py, (&text, ascii), &SENTENCES, |points, spare| {
        let outline = Outline::reusing(&text, spare);
        let sentences = &outline.sentences;
        let n = sentences.len();
        let mut values = Vec::with_capacity(5 * n + 1);
        values.extend(0..n as i32);
        values.extend(sentences.iter().map(|s| s.block as i32));
        values.extend(sentences.iter().map(|s| points.at(s.span.start)));
        values.extend(sentences.iter().map(|s| points.at(s.span.end)));
        let mut surface = Vec::with_capacity(text.len());
        push_texts(&text, sentences.iter().map(|s| s.span), &mut surface, &mut values);
        spare.reclaim(outline);
        let mut numbers = Numbers::new(n, values);
        let (sentence, block, start, end) = (numbers.next_ints(), numbers.next_ints(), numbers.next_ints(), numbers.next_ints());
        Ok(vec![sentence, block, start, end, numbers.next_texts(surface)?])
    })
}

/// The words of a text: a table of start, end, text, folded, shape (`Capitalised`, `UPPER`, `lower`, `number`, `mixed`).
#[pyfunction]
pub fn words(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let (text, ascii) = whole(text)?;
    table(py, (&text, ascii), &WORDS, |_, spare| {
        spare.words.clear();
        cut::words_into(&text, &mut spare.words);
        tables::words::words(&text, &spare.words)
    })
}
