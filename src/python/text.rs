//! The text layer by itself: `blocks`, `sentences`, `words`.

use super::table::PyTable;
use super::{input, run};
use crate::batch::Rows;
use crate::columns::{Kind, TableBuilder, TableSchema, schema};
use crate::span::CodePoints;
use crate::text::{Outline, Shape, words as cut};
use pyo3::prelude::*;

const BLOCK: TableSchema = &[("block", Kind::Int), ("start", Kind::Int), ("end", Kind::Int), ("kind", Kind::Text), ("text", Kind::Text)];
const SENTENCE: TableSchema =
    &[("sentence", Kind::Int), ("block", Kind::Int), ("start", Kind::Int), ("end", Kind::Int), ("text", Kind::Text)];
const WORD: TableSchema = &[("start", Kind::Int), ("end", Kind::Int), ("text", Kind::Text), ("folded", Kind::Text), ("shape", Kind::Text)];

fn table(name: &str, layout: TableSchema, fill: impl FnOnce(&mut TableBuilder)) -> crate::Result<PyTable> {
    let schema = schema(name, layout, &[]);
    let mut builder = TableBuilder::new(schema.clone());
    fill(&mut builder);
    Ok(PyTable::new(Rows { schema, batches: vec![builder.finish()?] }))
}

/// The blocks of a text: a table of block, start, end, kind, text.
#[pyfunction]
pub fn blocks(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let text = input::text(text, "text")?;
    run::detached(py, None, |_| {
        let outline = Outline::new(&text);
        let points = CodePoints::new(&text);
        table("blocks", BLOCK, |rows| {
            for (number, b) in outline.blocks.iter().enumerate() {
                rows.int(number as i32).span(&points, b.span).text(b.kind.as_str()).text(b.span.text(&text));
            }
        })
    })
}

/// The sentences of a text, furniture left out: a table of sentence, block, start, end, text.
#[pyfunction]
pub fn sentences(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let text = input::text(text, "text")?;
    run::detached(py, None, |_| {
        let outline = Outline::new(&text);
        let points = CodePoints::new(&text);
        table("sentences", SENTENCE, |rows| {
            for (number, s) in outline.sentences.iter().enumerate() {
                rows.int(number as i32).int(s.block as i32).span(&points, s.span).text(s.span.text(&text));
            }
        })
    })
}

/// The words of a text: a table of start, end, text, folded, shape (`Capitalised`, `UPPER`, `lower`, `number`, `mixed`).
#[pyfunction]
pub fn words(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let text = input::text(text, "text")?;
    run::detached(py, None, |_| {
        let points = CodePoints::new(&text);
        table("words", WORD, |rows| {
            for word in cut::words(&text) {
                let surface = word.text(&text);
                let has = |flag| word.shape.has(flag);
                let shape = match () {
                    () if has(Shape::NUMBER) => "number",
                    () if has(Shape::DIGIT) => "mixed",
                    () if has(Shape::UPPER) => "UPPER",
                    () if has(Shape::CAPITAL) => "Capitalised",
                    () => "lower",
                };
                rows.span(&points, word.span()).text(surface).text(crate::text::fold::fold(surface)).text(shape);
            }
        })
    })
}
