//! Every mention of a gazetteer's names in many texts, as the table `mentions`.
//!
//! Matches become columns without rows in between: a text that is searched leaves numbers, those of the entities best first, and what the
//! entities say is fetched column by column, so that no look at memory waits for another.

use super::analyse::{TASK_BYTES, too_long};
use crate::error::{Error, Result};
use crate::gazetteer::{EntryRef, FindOptions, Gazetteer, Match, ValueRef, Variant, resolve};
use crate::pool::{self, Control};
use crate::prefetch::prefetch;
use crate::span::CodePoints;
use crate::tables::columns::{MENTIONS, Rows};
use crate::tables::strings::{Label, Strings};
use crate::texts::{Texts, one_for_each, text_at};
use arrow_array::{
    ArrayRef, BooleanArray, Float32Array, Float64Array, Int32Array, Int64Array, ListArray, RecordBatch, StringArray, StructArray,
    new_null_array,
};
use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, SchemaRef};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

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
    let most = AtomicUsize::new(0);
    let schema = MENTIONS.schema(gazetteer.columns());
    let batches = pool::map(pool::threads(threads), tasks(texts)?, |task| {
        let mut columns = Columns::with_room(gazetteer, most.load(Ordering::Relaxed));
        let mut matches = Vec::new();
        for row in task {
            control.check()?;
            let text = texts.get(row)?.unwrap_or_default();
            if row + 1 < rows {
                fetch(texts, row + 1);
            }
            let memory = std::mem::take(&mut matches);
            matches = pool::contained(|| Ok(resolve::matches(gazetteer, text, options, choose, memory, &mut columns.scores))).map_err(
                |fault| match fault {
                    Error::Internal { problem } => Error::Internal { problem: format!("texts[{row}]: {problem}") },
                    other => other,
                },
            )?;
            if !matches.is_empty() {
                match ids.get(row) {
                    Some(id) => columns.documents.repeat(id, matches.len()),
                    None => columns.documents.labels(std::iter::repeat_n(&Label::from(row), matches.len())),
                }
                columns.push(text, &matches);
            }
            control.count();
        }
        most.fetch_max(columns.starts.len(), Ordering::Relaxed);
        columns.finish(schema.clone())
    })?;
    let mut found = Rows { schema, batches: Vec::new() };
    for batch in batches {
        found.push(batch);
    }
    Ok(found)
}

/// The rows of each task.
fn tasks(texts: &dyn Texts) -> Result<Vec<Range<usize>>> {
    let rows = texts.len();
    let mut tasks = Vec::new();
    let (mut first, mut bytes) = (0, 0);
    for row in 0..rows {
        let text = text_at(texts, row)?;
        if let Some(problem) = too_long(text) {
            return Err(Error::input(format!("texts[{row}]"), problem));
        }
        bytes += text.len() + 64;
        if bytes >= TASK_BYTES || row + 1 == rows {
            tasks.push(first..row + 1);
            (first, bytes) = (row + 1, 0);
        }
    }
    Ok(tasks)
}

/// Fetches the beginning of a text into the cache; what stands behind that the processor fetches as it is read.
fn fetch(texts: &dyn Texts, row: usize) {
    if let Ok(Some(text)) = texts.get(row) {
        (0..4).for_each(|line| prefetch(text.as_bytes(), 64 * line));
    }
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
    /// The score of every entity, in the same order.
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
    /// With room for about so many rows.
    fn with_room(gazetteer: &'g Gazetteer, rows: usize) -> Self {
        let mut last = Vec::with_capacity(rows + 1);
        last.push(0);
        Self {
            gazetteer,
            documents: Strings::with_capacity(rows, 8 * rows),
            starts: Vec::with_capacity(rows),
            ends: Vec::with_capacity(rows),
            texts: Strings::with_capacity(rows, 12 * rows),
            variants: Vec::with_capacity(rows),
            candidates: Vec::with_capacity(rows),
            last,
            scores: Vec::with_capacity(rows),
        }
    }

    /// Adds the matches of one text, of which there are some and whose scores are there already.
    fn push(&mut self, text: &str, matches: &[Match]) {
        let points = CodePoints::new(text);
        self.starts.extend(matches.iter().map(|m| points.at(m.span.start)));
        self.ends.extend(matches.iter().map(|m| points.at(m.span.end)));
        self.texts.spans(text, matches.iter().map(|m| m.span));
        self.variants.extend(matches.iter().map(|m| m.variant));
        for m in matches {
            match m.entries[..] {
                [entry] => self.candidates.push(entry),
                ref several => self.candidates.extend_from_slice(several),
            }
            self.last.push(self.candidates.len() as i32);
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
        let [[id, name, kind], [ids, names, kinds]] = of_entities(gazetteer, candidates, &firsts, &chosen)?;
        let scores: Vec<f32> = firsts.iter().map(|&first| self.scores[first]).collect();
        let mut variants = Strings::with_capacity(rows, 8 * rows);
        variants.labels(self.variants.iter().map(|&variant| &VARIANTS[variant as usize]));
        let no_text = new_null_array(&DataType::Utf8, rows);
        let entry = |&e: &u32| gazetteer.entry(e);
        let position = |which: fn((f64, f64)) -> f64| -> ArrayRef {
            if !gazetteer.entities().have_positions() {
                return new_null_array(&DataType::Float64, rows);
            }
            Arc::new(chosen.iter().map(entry).map(|e| e.position().map(which).filter(|v| v.is_finite())).collect::<Float64Array>())
        };
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
            columns.push(further(field.data_type(), chosen.iter().map(entry).map(|e| e.value(number))));
        }
        RecordBatch::try_new(schema, columns).map_err(|e| Error::Internal { problem: format!("the table is not complete: {e}") })
    }
}

/// A further column of the entities.
fn further<'v>(of: &DataType, values: impl Iterator<Item = ValueRef<'v>>) -> ArrayRef {
    match of {
        DataType::Int64 => Arc::new(values.map(|v| if let ValueRef::Int(v) = v { Some(v) } else { None }).collect::<Int64Array>()),
        DataType::Float64 => Arc::new(values.map(|v| if let ValueRef::Float(v) = v { Some(v) } else { None }).collect::<Float64Array>()),
        DataType::Boolean => Arc::new(values.map(|v| if let ValueRef::Bool(v) = v { Some(v) } else { None }).collect::<BooleanArray>()),
        _ => Arc::new(values.map(|v| if let ValueRef::Text(v) = v { Some(v) } else { None }).collect::<StringArray>()),
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
struct Named {
    /// `None` if every id is the name.
    ids: Option<Strings>,
    names: Strings,
    kinds: Strings,
}

impl Named {
    /// Those of these entities.
    fn of(gazetteer: &Gazetteer, entries: &[u32]) -> Self {
        let entities = gazetteer.entities();
        let (text, places) = entities.ids_and_names(entries, gazetteer.only_kind().is_none());
        let bytes: usize = places.iter().map(|&[_, middle, end]| end.saturating_sub(middle) as usize).sum();
        let mut names = Strings::with_capacity(entries.len(), bytes);
        names.parts(text, places.iter().map(|&[_, middle, end]| [middle, end]));
        let ids = places.iter().any(|&[start, middle, _]| start < middle).then(|| {
            let mut ids = Strings::with_capacity(entries.len(), bytes);
            // An empty id is the name.
            ids.parts(text, places.iter().map(|&[start, middle, end]| if start < middle { [start, middle] } else { [middle, end] }));
            ids
        });
        let mut kinds = Strings::with_capacity(entries.len(), 8 * entries.len());
        match gazetteer.only_kind() {
            Some(kind) => kinds.repeat(kind, entries.len()),
            None => kinds.texts(entities.kinds_of(entries)),
        }
        Self { ids, names, kinds }
    }

    /// Those of some of them, whose places ascend.
    fn of_rows(&self, rows: &[usize]) -> Self {
        let Self { ids, names, kinds } = self;
        Self { ids: ids.as_ref().map(|ids| ids.of_rows(rows)), names: names.of_rows(rows), kinds: kinds.of_rows(rows) }
    }

    /// The columns of these entities.
    fn finish(self, gazetteer: &Gazetteer, entries: &[u32]) -> Result<[ArrayRef; 3]> {
        let kinds = self.kinds.finish()?;
        if let (Ok(ids), Ok(names)) = (self.ids.map(Strings::finish).transpose(), self.names.finish()) {
            return Ok([ids.unwrap_or_else(|| names.clone()), names, kinds]);
        }
        // A file that was not checked may hold what is no text.
        let texts = |text: fn(EntryRef<'_>) -> &str| -> ArrayRef {
            Arc::new(StringArray::from_iter_values(entries.iter().map(|&e| text(gazetteer.entry(e)))))
        };
        Ok([texts(|entry| entry.id()), texts(|entry| entry.name()), kinds])
    }
}

/// Ids, names and types of entities, and of those `chosen` among them, whose places are `firsts`, in ascending order.
fn of_entities(gazetteer: &Gazetteer, entries: &[u32], firsts: &[usize], chosen: &[u32]) -> Result<[[ArrayRef; 3]; 2]> {
    let all = Named::of(gazetteer, entries);
    if firsts.len() == entries.len() {
        let all = all.finish(gazetteer, entries)?;
        return Ok([all.clone(), all]);
    }
    let few = all.of_rows(firsts);
    Ok([all.finish(gazetteer, entries)?, few.finish(gazetteer, chosen)?])
}
