//! The tables that a gazetteer gives of itself: its entities, what its names do in texts, and which names it lacks.

use super::columns::{ENTITIES, REVIEW, Rows, SUGGESTIONS, TableBuilder};
use crate::error::Result;
use crate::gazetteer::Gazetteer;
use crate::pool::Control;
use crate::texts::Texts;

/// Rows that are made between two looks at whether to stop.
const ROWS_BETWEEN_CHECKS: usize = 4096;

/// The entities of a gazetteer as a table.
pub fn entities(gazetteer: &Gazetteer, control: &Control) -> Result<Rows> {
    let usual = gazetteer.usual_kinds();
    let mut rows = Rows::empty(&ENTITIES, &gazetteer.written_columns());
    let mut builder = TableBuilder::new(rows.schema.clone());
    for (number, entry) in gazetteer.iter().enumerate() {
        if number % ROWS_BETWEEN_CHECKS == 0 {
            control.check()?;
        }
        builder.entity(gazetteer, entry, usual.as_deref());
    }
    rows.push(builder.finish()?);
    Ok(rows)
}

/// What the names of a gazetteer do in texts, as a table.
pub fn review(gazetteer: &Gazetteer, texts: &dyn Texts, threads: Option<usize>, control: &Control) -> Result<Rows> {
    let mut rows = Rows::empty(&REVIEW, &[]);
    let mut builder = TableBuilder::new(rows.schema.clone());
    for row in gazetteer.review(texts, threads, control)? {
        builder.text(&row.name).texts(row.types.iter().map(String::as_str));
        for count in [u64::from(row.entities), row.hits, row.documents, row.occurrences] {
            builder.int(i32::try_from(count).unwrap_or(i32::MAX));
        }
        builder.score(row.dropped).score(row.lower).score(row.sentence_start).flag(row.common).score(row.suspicion);
        builder.texts(row.examples.iter().map(String::as_str));
    }
    rows.push(builder.finish()?);
    Ok(rows)
}

/// Names that a gazetteer lacks, as a table.
pub fn suggestions(
    gazetteer: &Gazetteer,
    texts: &dyn Texts,
    min_documents: u64,
    threads: Option<usize>,
    control: &Control,
) -> Result<Rows> {
    let mut rows = Rows::empty(&SUGGESTIONS, &[]);
    let mut builder = TableBuilder::new(rows.schema.clone());
    for row in gazetteer.suggest(texts, min_documents, threads, control)? {
        builder.text(&row.name).text(row.kind).texts(row.aliases.iter().map(String::as_str));
        builder.int(i32::try_from(row.mentions).unwrap_or(i32::MAX)).int(i32::try_from(row.documents).unwrap_or(i32::MAX));
        builder.score(row.sentence_start).texts(row.examples.iter().map(String::as_str));
    }
    rows.push(builder.finish()?);
    Ok(rows)
}
