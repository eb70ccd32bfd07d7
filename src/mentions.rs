//! Every mention of a gazetteer's names in many texts, as the table `mentions`.
//!
//! Where nothing around a name is to choose its entity, matches become columns without rows in between: a text that is searched leaves
//! numbers, and what the entities say is fetched column by column, so that no look at memory waits for another.

use crate::batch::{Rows, TASK_BYTES, too_long};
use crate::columns::{MENTIONS, TableBuilder, schema};
use crate::error::{Error, Result};
use crate::gazetteer::{FindOptions, Gazetteer, Match, ValueRef, Variant, resolve};
use crate::pool::{self, Control};
use crate::span::CodePoints;
use crate::strings::{Label, Strings};
use crate::texts::{Texts, one_for_each};
use arrow_array::{
    ArrayRef, BooleanArray, Float32Array, Float64Array, Int32Array, Int64Array, ListArray, RecordBatch, StringArray, StructArray,
    new_null_array,
};
use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, SchemaRef};
use std::borrow::Cow;
use std::sync::Arc;

/// Every mention of a gazetteer's names in many texts, as the table `mentions`. A null text is an error that names its row;
/// it is found before any work is done.
pub fn find_all(
    gazetteer: &Gazetteer,
    texts: &dyn Texts,
    ids: &[String],
    options: FindOptions,
    choose: bool,
    threads: Option<usize>,
    control: &Control,
) -> Result<Rows> {
    let rows = texts.len();
    if !ids.is_empty() {
        one_for_each("ids", ids.len(), rows)?;
    }
    let threads = pool::threads(threads);
    let mut tasks: Vec<std::ops::Range<usize>> = Vec::new();
    let (mut first, mut bytes) = (0, 0);
    for row in 0..rows {
        let text =
            texts.get(row)?.ok_or_else(|| Error::input(format!("texts[{row}]"), "the text is null; drop the row or give it a text"))?;
        if let Some(problem) = too_long(text) {
            return Err(Error::input(format!("texts[{row}]"), problem));
        }
        bytes += text.len() + 64;
        if bytes >= TASK_BYTES || row + 1 == rows {
            tasks.push(first..row + 1);
            (first, bytes) = (row + 1, 0);
        }
    }
    let schema = schema("mentions", MENTIONS, gazetteer.columns());
    let batches = pool::map(threads, tasks, |task| {
        let mut rows = TableBuilder::new(schema.clone());
        let mut columns = Columns::new(gazetteer);
        let mut matches = Vec::new();
        for row in task {
            control.check()?;
            let text = texts.get(row)?.unwrap_or_default();
            let id = ids.get(row).map_or_else(|| Cow::Owned(row.to_string()), Cow::Borrowed);
            if choose {
                let points = CodePoints::new(text);
                for mention in resolve::in_text(gazetteer, text, options, choose) {
                    rows.mention(&id, text, &points, gazetteer, &mention);
                }
            } else {
                matches = gazetteer.find_again(text, options, matches);
                columns.push(&id, text, &matches);
            }
            control.count();
        }
        if choose { rows.finish() } else { columns.finish(schema.clone()) }
    })?;
    let mut found = Rows { schema, batches: Vec::new() };
    for batch in batches {
        found.push(batch);
    }
    Ok(found)
}

/// The table `mentions` while it is filled, as far as the texts tell of it.
struct Columns<'g> {
    gazetteer: &'g Gazetteer,
    documents: Strings,
    starts: Vec<i32>,
    ends: Vec<i32>,
    texts: Strings,
    variants: Vec<Variant>,
    /// The entities of all matches, and for each match how many there are up to its last one.
    candidates: Vec<u32>,
    last: Vec<i32>,
    scores: Vec<f32>,
}

/// The labels of [`Variant`], in its order.
const VARIANTS: [Label; 6] = {
    let mut labels = [Label::new(""); 6];
    let all = [Variant::Exact, Variant::Folded, Variant::Short, Variant::Acronym, Variant::Romanised, Variant::Fuzzy];
    let mut i = 0;
    while i < all.len() {
        labels[all[i] as usize] = Label::new(all[i].as_str());
        i += 1;
    }
    labels
};

impl<'g> Columns<'g> {
    fn new(gazetteer: &'g Gazetteer) -> Self {
        Self {
            gazetteer,
            documents: Strings::with_capacity(0, 0),
            starts: Vec::new(),
            ends: Vec::new(),
            texts: Strings::with_capacity(0, 0),
            variants: Vec::new(),
            candidates: Vec::new(),
            last: vec![0],
            scores: Vec::new(),
        }
    }

    /// Adds the matches of one text.
    fn push(&mut self, id: &str, text: &str, matches: &[Match]) {
        if matches.is_empty() {
            return;
        }
        let points = CodePoints::new(text);
        for m in matches {
            self.documents.push(id);
            self.starts.push(points.at(m.span.start));
            self.ends.push(points.at(m.span.end));
            self.texts.span(text, m.span);
            self.variants.push(m.variant);
            self.candidates.extend_from_slice(&m.entries);
            self.last.push(self.candidates.len() as i32);
            resolve::score(self.gazetteer, &m.entries, &mut self.scores);
        }
    }

    fn finish(self, schema: SchemaRef) -> Result<RecordBatch> {
        if i32::try_from(self.candidates.len()).is_err() {
            return Err(Error::Internal { problem: "there are more than 2,147,483,647 candidates in one text".into() });
        }
        let rows = self.starts.len();
        let (gazetteer, candidates) = (self.gazetteer, &self.candidates[..]);
        let firsts: Vec<usize> = self.last[..rows].iter().map(|&first| first as usize).collect();
        let chosen: Vec<u32> = firsts.iter().map(|&first| candidates[first]).collect();
        let all: [ArrayRef; 3] = of_entities(gazetteer, candidates)?;
        // Where every match has one candidate, the candidates' columns are the matches'.
        let [ids, names, kinds] = if candidates.len() == rows { all.clone() } else { of_entities(gazetteer, &chosen)? };
        let scores: Vec<f32> = firsts.iter().map(|&first| self.scores[first]).collect();
        let mut variants = Strings::with_capacity(rows, 8 * rows);
        self.variants.iter().for_each(|&variant| variants.label(&VARIANTS[variant as usize]));
        let no_text = new_null_array(&DataType::Utf8, rows);
        let entry = |&e: &u32| gazetteer.entry(e);
        let position = |which: fn((f64, f64)) -> f64| -> ArrayRef {
            if !gazetteer.entities().have_positions() {
                return new_null_array(&DataType::Float64, rows);
            }
            Arc::new(chosen.iter().map(entry).map(|e| e.position().map(which).filter(|v| v.is_finite())).collect::<Float64Array>())
        };
        let [id, name, kind] = all;
        let mut columns: Vec<ArrayRef> = vec![
            self.documents.finish()?,
            Arc::new(Int32Array::new_null(rows)),
            Arc::new(Int32Array::from(self.starts)),
            Arc::new(Int32Array::from(self.ends)),
            self.texts.finish()?,
            ids,
            names,
            kinds,
            no_text.clone(),
            variants.finish()?,
            Arc::new(Float32Array::from(scores)),
            list(&schema, self.last, vec![id, name, kind, Arc::new(Float32Array::from(self.scores))])?,
            if gazetteer.entities().have_countries() {
                Arc::new(chosen.iter().map(entry).map(|e| e.country()).collect::<StringArray>())
            } else {
                no_text
            },
            position(|p| p.0),
            position(|p| p.1),
        ];
        for (number, field) in schema.fields().iter().skip(columns.len()).enumerate() {
            let values = chosen.iter().map(entry).map(|e| e.value(number));
            columns.push(match field.data_type() {
                DataType::Int64 => Arc::new(values.map(|v| if let ValueRef::Int(v) = v { Some(v) } else { None }).collect::<Int64Array>()),
                DataType::Float64 => {
                    Arc::new(values.map(|v| if let ValueRef::Float(v) = v { Some(v) } else { None }).collect::<Float64Array>())
                }
                DataType::Boolean => {
                    Arc::new(values.map(|v| if let ValueRef::Bool(v) = v { Some(v) } else { None }).collect::<BooleanArray>())
                }
                _ => Arc::new(values.map(|v| if let ValueRef::Text(v) = v { Some(v) } else { None }).collect::<StringArray>()),
            });
        }
        RecordBatch::try_new(schema, columns).map_err(|e| Error::Internal { problem: format!("the table is not complete: {e}") })
    }
}

/// The column of candidates: lists that end at `last` of rows with these columns.
fn list(schema: &SchemaRef, last: Vec<i32>, columns: Vec<ArrayRef>) -> Result<ArrayRef> {
    let broken = |e: arrow_schema::ArrowError| Error::Internal { problem: format!("the candidates are not complete: {e}") };
    let field = schema.field_with_name("candidates").map_err(broken)?;
    let DataType::List(item) = field.data_type() else { return Ok(new_null_array(field.data_type(), last.len() - 1)) };
    let DataType::Struct(fields) = item.data_type() else { return Ok(new_null_array(field.data_type(), last.len() - 1)) };
    let rows = StructArray::try_new(fields.clone(), columns, None).map_err(broken)?;
    let offsets = OffsetBuffer::new(ScalarBuffer::from(last));
    Ok(Arc::new(ListArray::try_new(item.clone(), offsets, Arc::new(rows), None).map_err(broken)?))
}

/// Ids, names and types of entities.
fn of_entities(gazetteer: &Gazetteer, entries: &[u32]) -> Result<[ArrayRef; 3]> {
    let entities = gazetteer.entities();
    let found = entities.ids_and_names(entries);
    let bytes = |which: usize| found.iter().map(|texts| texts[which].len()).sum();
    let mut columns = [0, 1].map(|which| Strings::with_capacity(entries.len(), bytes(which)));
    for texts in &found {
        for (column, text) in columns.iter_mut().zip(texts) {
            column.push_bytes(text);
        }
    }
    let mut kinds = Strings::with_capacity(entries.len(), 8 * entries.len());
    entities.kinds_of(entries).for_each(|kind| kinds.push(kind));
    let kinds = kinds.finish()?;
    let entry = |&e: &u32| gazetteer.entry(e);
    let [ids, names] = columns.map(Strings::finish);
    match (ids, names) {
        (Ok(ids), Ok(names)) => Ok([ids, names, kinds]),
        // A file that was not checked may hold what is no text.
        _ => Ok([
            Arc::new(StringArray::from_iter_values(entries.iter().map(|e| entry(e).id()))),
            Arc::new(StringArray::from_iter_values(entries.iter().map(|e| entry(e).name()))),
            kinds,
        ]),
    }
}
