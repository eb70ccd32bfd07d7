//! Tables of names: CSV, JSON lines, Parquet and Arrow, with a mapping of their columns.

use super::cells::Cells;
use super::fields::{Cell, Columns, Field, Role, trimmed};
use super::gather::{BadRows, Gather, Import};
use super::lines::{Text, text};
use super::records::{Dialect, Records};
use crate::arrow::parquet_problem;
use crate::error::{Error, Result};
use crate::files::delimited::{delimiter as guessed, wrong_width};
use crate::files::format::FileFormat;
use crate::files::unpack::Packing;
use crate::gazetteer::entries::ValueRef;
use crate::shown::clipped;
use arrow_array::{Array, RecordBatch};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use rustc_hash::FxHashMap;
use std::io::Read;
use std::path::Path;

/// Rows of a Parquet file that are held at once.
const BATCH: usize = 8192;
/// About how many bytes a name has.
const NAME: usize = 16;
/// How many rows ahead ids are looked at.
const AHEAD: usize = 16;

/// A CSV or TSV file: a header with a column of names, any further columns carried along. `delimiter` is the mark between cells;
/// `None` finds it out.
pub fn read_csv(path: &Path, delimiter: Option<u8>, columns: &Columns, bad_rows: BadRows) -> Result<Import> {
    let mut file = Text::open_as(path, columns.encoding)?;
    let told = file.told_delimiter()?;
    let tabbed = FileFormat::of(&file.name) == Some(FileFormat::Tsv);
    let delimiter = delimiter.or(told).unwrap_or_else(|| guessed(&file.head, if tabbed { b'\t' } else { b',' }));
    let mut gather = Gather::new(if delimiter == b'\t' { "TSV" } else { "CSV" }, "line", bad_rows);
    let place = file.place.clone();
    gather.file(&place);
    gather.name_columns(columns);
    let rows = file.expected_lines();
    gather.roster.reserve(rows, NAME * rows);
    let mut records = Records::new(file, Dialect { delimiter, quoted: true, strict: false })?;
    let roles = columns.roles(&records.header, &place)?;
    let further: Vec<usize> = records.header.iter().zip(&roles).map(|(name, role)| gather.column_of(name, role).unwrap_or(0)).collect();
    records.header.iter().zip(&roles).for_each(|(name, role)| gather.doubt_column(name, role, columns));
    let unnamed: Vec<bool> = records.header.iter().map(|name| name.trim().is_empty()).collect();
    let cells = records.header.len();
    let filled = |field: Field| roles.iter().position(|role| matches!(role, Role::Fields(fields) if fields.contains(&field)));
    let ids = filled(Field::Id).or_else(|| filled(Field::Name));
    while let Some((line, record)) = records.next()? {
        gather.begin(line);
        if let Some(id) = ids.and_then(|at| record.get(at)) {
            gather.roster.expect(id.trim_ascii());
        }
        if record.len() != cells {
            let problem = wrong_width(record.len(), cells);
            gather.bad("", "not as many cells as the header has", problem)?;
        }
        let left = record.iter().zip(&unnamed).find(|(cell, unnamed)| **unnamed && !cell.trim_ascii().is_empty());
        if let Some((cell, _)) = left {
            gather.note("rows have cells in a column without a name, which were left out", text(cell));
        }
        for ((cell, role), &column) in record.iter().zip(&roles).zip(&further) {
            match role {
                Role::Fields(fields) => {
                    let text = text(cell);
                    for &field in fields {
                        if !gather.draft.set(field, &text) {
                            gather.set(field, Cell::Raw(&text), &columns.separator)?;
                        }
                    }
                }
                Role::Further => gather.further(column, Cell::Raw(&text(cell))),
                Role::Ignored => {}
            }
        }
        gather.end()?;
    }
    gather.note_encoding(&records.foreign);
    gather.finish()
}

/// Fills rows whose columns come with them, as in JSON lines and Python's dicts.
pub struct KeyedRows<'c> {
    columns: &'c Columns,
    roles: FxHashMap<String, (Role, usize)>,
    /// Where the rows go.
    pub gather: Gather,
}

impl<'c> KeyedRows<'c> {
    /// Rows for `gather`.
    pub fn new(mut gather: Gather, columns: &'c Columns) -> Self {
        gather.name_columns(columns);
        Self { columns, roles: FxHashMap::default(), gather }
    }

    /// Sets one cell of the current row.
    pub fn set(&mut self, key: &str, cell: Cell<'_>) -> Result<()> {
        if !self.roles.contains_key(key) {
            let role = self.columns.role(key);
            let column = self.gather.column_of(key, &role).unwrap_or(0);
            self.gather.doubt_column(key, &role, self.columns);
            self.roles.insert(key.to_owned(), (role, column));
        }
        match &self.roles[key] {
            (Role::Fields(fields), _) => {
                for &field in fields {
                    self.gather.set(field, cell.clone(), &self.columns.separator)?;
                }
            }
            (Role::Further, column) => self.gather.further(*column, cell),
            (Role::Ignored, _) => {}
        }
        Ok(())
    }
}

/// A JSON-lines file: an object a line with at least a name; `aliases` a list, or one text.
pub fn read_jsonl(path: &Path, columns: &Columns, bad_rows: BadRows) -> Result<Import> {
    let file = Text::open_as(path, columns.encoding)?;
    if file.head.trim_ascii_start().starts_with(b"[") {
        let problem = "this is one JSON array; JSON lines have an object a line, without brackets or commas around them";
        return Err(Error::gazetteer(file.place, problem));
    }
    let mut lines = file.lines();
    let mut gather = Gather::new("JSON lines", "line", bad_rows);
    gather.file(&lines.place);
    let mut rows = KeyedRows::new(gather, columns);
    let mut kept = String::new();
    while let Some((number, line)) = lines.next()? {
        if line.trim().is_empty() {
            continue;
        }
        rows.gather.begin(number);
        match serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&line) {
            Ok(object) => {
                for (key, value) in object {
                    rows.set(&key, json_cell(&value, &mut kept))?;
                }
            }
            Err(e) => rows.gather.bad("", "no JSON object", format!("this is no JSON object: {e}"))?,
        }
        rows.gather.end()?;
    }
    rows.gather.note_encoding(&lines.foreign);
    rows.gather.finish()
}

/// A value as a cell; a whole number that is too large for one keeps its digits, as a text in `kept`.
fn json_cell<'a>(value: &'a serde_json::Value, kept: &'a mut String) -> Cell<'a> {
    use serde_json::Value as Json;
    let one = |value| Cell::One(value);
    match value {
        Json::Null => one(ValueRef::Null),
        Json::Bool(flag) => one(ValueRef::Bool(*flag)),
        Json::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(whole), _) => one(ValueRef::Int(whole)),
            (None, Some(large)) => {
                *kept = large.to_string();
                one(ValueRef::Text(kept))
            }
            (None, None) => one(ValueRef::Float(number.as_f64().unwrap_or(f64::NAN))),
        },
        Json::String(text) => one(ValueRef::Text(text)),
        Json::Array(items) => {
            Cell::Many(items.iter().filter(|i| !i.is_null()).map(|i| i.as_str().map_or_else(|| i.to_string(), str::to_owned)).collect())
        }
        // An object within an object has no column of its own; its text is kept.
        object @ Json::Object(_) => Cell::Nested(object.to_string()),
    }
}

/// A Parquet file; only the columns that are used are read.
pub fn read_parquet(path: &Path, columns: &Columns, bad_rows: BadRows) -> Result<Import> {
    let place = path.display().to_string();
    let damaged = |e: &dyn std::fmt::Display| Error::gazetteer(&place, parquet_problem(e));
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let packing = Packing::of(&file).0;
    let bytes;
    let builder: Box<dyn Iterator<Item = std::result::Result<RecordBatch, arrow_schema::ArrowError>>>;
    if packing == Packing::Plain {
        let open = std::fs::File::open(path).map_err(|e| Error::io(&place, e))?;
        builder = parquet_batches(open, columns).map_err(|e| damaged(&e))?;
    } else {
        let mut all = Vec::new();
        packing.open(path)?.read_to_end(&mut all).map_err(|e| packing.unreadable(path, e))?;
        bytes = bytes::Bytes::from(all);
        builder = parquet_batches(bytes, columns).map_err(|e| damaged(&e))?;
    }
    let mut gather = Gather::new("Parquet", "row", bad_rows);
    gather.file(&place);
    let mut rows = 0;
    for batch in builder {
        let batch = batch.map_err(|e| damaged(&e))?;
        push_batch(&mut gather, &batch, columns, &place, rows)?;
        rows += batch.num_rows() as u64;
    }
    gather.finish()
}

type Batches = Box<dyn Iterator<Item = std::result::Result<RecordBatch, arrow_schema::ArrowError>>>;

fn parquet_batches(
    file: impl parquet::file::reader::ChunkReader + 'static,
    columns: &Columns,
) -> std::result::Result<Batches, parquet::errors::ParquetError> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file)?.with_batch_size(BATCH);
    // A column that is asked for and not there is found out by the header of the batches.
    let fields = builder.schema().fields().clone();
    let used = fields.iter().enumerate().filter(|(_, f)| columns.role(f.name()) != Role::Ignored).map(|(i, _)| i);
    let mask = ProjectionMask::roots(builder.parquet_schema(), used);
    Ok(Box::new(builder.with_projection(mask).build()?))
}

/// The rows of an Arrow table; `first` is the number of its first row.
pub fn push_batch(gather: &mut Gather, batch: &RecordBatch, columns: &Columns, place: &str, first: u64) -> Result<()> {
    gather.name_columns(columns);
    let header: Vec<String> = batch.schema().fields().iter().map(|f| f.name().clone()).collect();
    let roles = columns.roles(&header, place)?;
    // Each column that is used, with its fields, or the number of the further column that it fills.
    let mut used: Vec<(Cells, Vec<Field>, Option<usize>)> = Vec::new();
    let mut texts = 0;
    for ((role, array), name) in roles.into_iter().zip(batch.columns()).zip(&header) {
        let Some(cells) = Cells::new(array)? else {
            if role == Role::Ignored {
                continue;
            }
            let problem =
                format!("values of the type {} cannot be used; make them text, or leave the column out with keep=", array.data_type());
            return Err(Error::gazetteer(format!("{place}, column {}", clipped(name)), problem));
        };
        let column = gather.column_of(name, &role);
        gather.doubt_column(name, &role, columns);
        match role {
            Role::Fields(fields) => {
                texts += array.to_data().get_slice_memory_size().unwrap_or(0);
                used.push((cells, fields, None));
            }
            Role::Further => used.push((cells, Vec::new(), column)),
            Role::Ignored => {}
        }
    }
    let filled = |field: Field| used.iter().find(|column| column.1.contains(&field)).map(|column| &column.0);
    let ids = filled(Field::Id).or_else(|| filled(Field::Name));
    gather.roster.reserve(batch.num_rows(), texts);
    for row in 0..batch.num_rows() {
        gather.begin(first + row as u64);
        if let Some(id) = ids.filter(|_| row + AHEAD < batch.num_rows()).and_then(|ids| ids.text(row + AHEAD)) {
            gather.roster.expect(trimmed(id).as_bytes());
        }
        for (cells, fields, further) in &used {
            match (further, fields.as_slice()) {
                (Some(column), _) => gather.further(*column, cells.get(row)),
                (None, fields) => {
                    let text = cells.known_text(row);
                    for &field in fields {
                        if !text.is_some_and(|text| gather.draft.set(field, text)) {
                            gather.set(field, cells.get(row), &columns.separator)?;
                        }
                    }
                }
            }
        }
        gather.end()?;
    }
    Ok(())
}
