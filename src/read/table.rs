//! Documents in the rows of CSV, JSON lines and Parquet: which column is what, then one document a row.

use super::document::{DocText, Document, Meta};
use super::fields::{DATE, ID, LANG, Names, SOURCE, TEXT, TITLE, plain};
use super::folder::{File, Format};
use crate::arrow::{cell_date, cell_text, parquet_problem};
use crate::dates::parse_date;
use crate::error::{Error, Result};
use crate::files::delimited::{NOT_CLOSED, Rows, csv_problem, wrong_width};
use crate::files::unpack::Packing;
use crate::nearest::hint;
use crate::shown::listed;
use crate::texts::Texts;
use arrow_array::RecordBatch;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;

/// The columns that a document is made of, by name; `None` is guessed from the usual names (`fields.rs`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnNames {
    /// The text.
    pub text: Option<String>,
    /// The id.
    pub id: Option<String>,
    /// The day of publication.
    pub date: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The language.
    pub lang: Option<String>,
}

/// Where each part of a document stands among the columns of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnPlaces {
    /// The text.
    pub text: usize,
    /// The id.
    pub id: Option<usize>,
    /// The day of publication.
    pub date: Option<usize>,
    /// The outlet.
    pub source: Option<usize>,
    /// The title.
    pub title: Option<usize>,
    /// The language.
    pub lang: Option<usize>,
}

impl ColumnNames {
    /// Finds the columns in a table's header. A named column that is not there, and a text column that cannot be
    /// guessed, are errors that list the columns.
    pub fn find(&self, header: &[String], place: &str) -> Result<ColumnPlaces> {
        let there = || listed(header);
        let near = |name: &str| hint(name, header.iter().map(String::as_str));
        let plainly: Vec<String> = header.iter().map(|name| plain(name)).collect();
        let find = |given: &Option<String>, names: Names| match given {
            Some(name) => match header.iter().position(|h| h == name) {
                Some(at) if header[at + 1..].contains(name) => {
                    Err(Error::input(place, format!("the column {name:?} stands twice; the columns are: {}", there())))
                }
                Some(at) => Ok(Some(at)),
                None => Err(Error::input(place, format!("there is no column {name:?}{}; the columns are: {}", near(name), there()))),
            },
            None => Ok(names.usual.iter().find_map(|usual| plainly.iter().position(|name| name == usual))),
        };
        let text = find(&self.text, TEXT)?.ok_or_else(|| {
            Error::input(
                place,
                format!(
                    "no column is called text, body or the like; name it with text=… (--text on the command line); the columns are: {}",
                    there()
                ),
            )
        })?;
        Ok(ColumnPlaces {
            text,
            id: find(&self.id, ID)?,
            date: find(&self.date, DATE)?,
            source: find(&self.source, SOURCE)?,
            title: find(&self.title, TITLE)?,
            lang: find(&self.lang, LANG)?,
        })
    }
}

/// The cells of one row that make a document.
#[derive(Debug, Default)]
struct Cells {
    text: Option<String>,
    id: Option<String>,
    date: Option<String>,
    source: Option<String>,
    title: Option<String>,
    lang: Option<String>,
}

impl Cells {
    /// Those that stand in the columns, by what each column holds.
    fn of(at: &ColumnPlaces, cell: impl Fn(usize) -> Option<String>) -> Self {
        let [id, date, source, title, lang] = [at.id, at.date, at.source, at.title, at.lang].map(|column| column.and_then(&cell));
        Self { text: cell(at.text), id, date, source, title, lang }
    }

    fn document(self, default_id: String) -> Document {
        let known = |v: Option<String>| v.filter(|v| !v.trim().is_empty());
        let id = known(self.id).unwrap_or(default_id);
        let mut document = Document::failed(id, "the text is null; drop the row or give it a text");
        if let Some(text) = self.text {
            document.text = Ok(DocText::Own(text.into()));
        }
        document.meta = Meta { source: known(self.source), title: known(self.title), date: None, lang: known(self.lang) };
        if let Some(date) = known(self.date) {
            match parse_date(&date, "date") {
                Ok(date) => document.meta.date = Some(date),
                Err(e) => document.note = Some(format!("{e}; the document was read without a date")),
            }
        }
        document
    }
}

/// The documents of one file, which is read as they are asked for.
type Documents = Box<dyn Iterator<Item = Result<Document>> + Send>;

/// The documents in the rows of one file, one after the other; a row that cannot be read is a failed document.
pub fn documents(file: &File, names: &ColumnNames) -> Result<Documents> {
    match file.format {
        Format::Csv(delimiter) => csv_documents(file, delimiter, names),
        Format::JsonLines => json_documents(file, names),
        _ => parquet_documents(file, names),
    }
}

fn row_id(file: &File, row: usize) -> String {
    format!("{}#{row}", file.id)
}

fn decoded(bytes: &[u8]) -> String {
    crate::text::decode::decode(bytes).text
}

fn csv_documents(file: &File, delimiter: u8, names: &ColumnNames) -> Result<Documents> {
    let (head, mut bytes) = file.open_table()?;
    let told = crate::files::delimited::told(&head);
    let before = u64::from(told.is_some());
    let mut passed = vec![0; told.map_or(0, |(_, length)| length)];
    bytes.read_exact(&mut passed).map_err(|e| file.unreadable(e))?;
    let delimiter = told.map_or_else(|| crate::files::delimited::delimiter(&head, delimiter), |(mark, _)| mark);
    let mut rows = Rows::new(bytes, delimiter);
    let header = rows.header().map_err(|e| Error::format(file.place(), csv_problem(&e)))?;
    let header: Vec<String> = header.iter().map(decoded).collect();
    let at = names.find(&header, &file.place()).map_err(|e| match e {
        Error::Input { place, problem } if file.id == "index.csv" => {
            Error::Input { place, problem: format!("{problem}; an index of documents needs a column path") }
        }
        e => e,
    })?;
    let (width, file) = (header.len(), file.clone());
    let mut record = csv::ByteRecord::new();
    let mut numbers = 0..;
    Ok(Box::new(std::iter::from_fn(move || {
        loop {
            let id = row_id(&file, numbers.next()?);
            let line = match rows.next(&mut record) {
                Ok(line) => before + line?,
                Err(e) => match e.into_kind() {
                    // The reader ends here: what came before is read, and the rest is one failed document.
                    csv::ErrorKind::Io(e) => return Some(Ok(Document::failed(id, file.unreadable(e).to_string()))),
                    kind => return Some(Ok(Document::failed(id, format!("this row cannot be read as CSV: {kind:?}")))),
                },
            };
            // Spreadsheet programs write rows of empty cells behind a table.
            if record.len() > 1 && record.iter().all(<[u8]>::is_empty) {
                continue;
            }
            if rows.ends_quoted() {
                return Some(Ok(Document::failed(id, format!("line {line}: {NOT_CLOSED}"))));
            }
            if record.len() != width {
                return Some(Ok(Document::failed(id, format!("line {line}: {}", wrong_width(record.len(), width)))));
            }
            let mut cells = Cells::of(&at, |c| record.get(c).map(decoded));
            // CSV has no null: an empty cell is one.
            cells.text = cells.text.filter(|text| !text.is_empty());
            return Some(Ok(cells.document(id)));
        }
    })))
}

fn json_documents(file: &File, names: &ColumnNames) -> Result<Documents> {
    let names = names.clone();
    let (head, bytes) = file.open_table()?;
    if head.trim_ascii_start().starts_with(b"[") {
        return Err(Error::format(
            file.place(),
            "this is one JSON array; JSON lines have an object a line, without brackets or commas around them",
        ));
    }
    let mut lines = BufReader::new(bytes);
    let mut row = 0;
    let mut number = 0;
    let mut broken = false;
    let mut line = Vec::new();
    let mut known: Option<(Vec<String>, ColumnPlaces)> = None;
    let file = file.clone();
    Ok(Box::new(std::iter::from_fn(move || {
        loop {
            if broken {
                return None;
            }
            line.clear();
            number += 1;
            match lines.read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(e) => {
                    broken = true;
                    return Some(Ok(Document::failed(row_id(&file, row), file.unreadable(e).to_string())));
                }
            }
            let text = decoded(&line);
            let id = row_id(&file, row);
            if text.trim().is_empty() {
                continue;
            }
            row += 1;
            let object: serde_json::Map<String, serde_json::Value> = match serde_json::from_str(&text) {
                Ok(object) => object,
                Err(e) => return Some(Ok(Document::failed(id, format!("line {number} is no JSON object: {}", json_problem(&e))))),
            };
            // The first object says which fields there are; a field that a later one lacks is null there.
            if known.is_none() {
                let header: Vec<String> = object.keys().cloned().collect();
                match names.find(&header, &file.place()) {
                    Ok(at) => known = Some((header, at)),
                    Err(e) => return Some(Err(e)),
                }
            }
            let Some((header, at)) = &known else { return None };
            let cells = Cells::of(at, |c| match object.get(&header[c])? {
                serde_json::Value::String(text) => Some(text.clone()),
                serde_json::Value::Number(number) => Some(number.to_string()),
                _ => None,
            });
            return Some(Ok(cells.document(id)));
        }
    })))
}

/// What is wrong with a line of JSON, without the place in the line's own count.
fn json_problem(e: &serde_json::Error) -> String {
    let text = e.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    format!("{} (column {})", &text[..end], e.column())
}

fn parquet_documents(file: &File, names: &ColumnNames) -> Result<Documents> {
    let damaged = |e: &dyn std::fmt::Display| Error::format(file.place(), parquet_problem(&e));
    let batches: Box<dyn Iterator<Item = std::result::Result<RecordBatch, arrow_schema::ArrowError>> + Send> =
        if file.packing == Packing::Plain {
            let open = std::fs::File::open(&file.path).map_err(|e| Error::io(file.place(), e))?;
            let reader = ParquetRecordBatchReaderBuilder::try_new(open).and_then(|b| b.with_batch_size(256).build());
            Box::new(reader.map_err(|e| damaged(&e))?)
        } else {
            let bytes = bytes::Bytes::from(file.bytes()?);
            let reader = ParquetRecordBatchReaderBuilder::try_new(bytes).and_then(|b| b.with_batch_size(256).build());
            Box::new(reader.map_err(|e| damaged(&e))?)
        };
    let (names, file) = (names.clone(), file.clone());
    let mut row = 0;
    Ok(Box::new(batches.flat_map(move |batch| {
        let batch = match batch {
            Ok(batch) => batch,
            Err(e) => return vec![Err(Error::format(file.place(), parquet_problem(&e)))],
        };
        let header: Vec<String> = batch.schema().fields().iter().map(|f| f.name().clone()).collect();
        let at = match names.find(&header, &file.place()) {
            Ok(at) => at,
            Err(e) => return vec![Err(e)],
        };
        let first = row;
        row += batch.num_rows();
        (0..batch.num_rows()).map(|r| Ok(batch_document(&batch, r, &at, row_id(&file, first + r)))).collect()
    })))
}

/// What the cells of one row of an Arrow table say about its document: id, metadata, and a note on what cannot be read.
pub fn batch_meta(batch: &RecordBatch, row: usize, at: &ColumnPlaces) -> (Option<String>, Meta, Option<String>) {
    let cell = |c: Option<usize>| c.and_then(|c| cell_text(batch.column(c), row)).filter(|v| !v.trim().is_empty());
    let mut meta = Meta { source: cell(at.source), title: cell(at.title), date: None, lang: cell(at.lang) };
    let date = at.date.map_or(Ok(None), |c| cell_date(batch.column(c), row, "date"));
    let note = match date {
        Ok(date) => {
            meta.date = date;
            None
        }
        Err(e) => Some(format!("{e}; the document was read without a date")),
    };
    (cell(at.id), meta, note)
}

fn batch_document(batch: &RecordBatch, row: usize, at: &ColumnPlaces, default_id: String) -> Document {
    let (id, meta, note) = batch_meta(batch, row, at);
    let cells = Cells { text: cell_text(batch.column(at.text), row), id, ..Cells::default() };
    Document { meta, note, ..cells.document(default_id) }
}

/// The text of one row, held where it is; an error says why there is none.
pub fn shared_text(text: Arc<dyn Texts>, row: usize) -> std::result::Result<DocText, String> {
    match text.get(row) {
        Ok(Some(_)) => Ok(DocText::Row(text, row)),
        Ok(None) => Err("the text is null; drop the row or give it a text".to_owned()),
        Err(e) => Err(e.to_string()),
    }
}
