//! The records of a CSV file, and whether it was cut short.

use super::lines::{Foreign, Text, text};
use crate::error::{Error, Result};
use crate::files::delimited::{NOT_CLOSED, Rows, csv_problem};
use crate::files::unpack::Packing;
use std::io::{self, Read};
use std::path::PathBuf;

/// How the cells of a table are delimited and written.
#[derive(Clone, Copy)]
pub(super) struct Dialect {
    /// The mark between them.
    pub delimiter: u8,
    /// Cells may stand between quotation marks.
    pub quoted: bool,
    /// The file is written by a program: a last row without all cells and without an end of line is cut short.
    pub strict: bool,
}

/// The records of a CSV file.
pub(super) struct Records {
    path: PathBuf,
    packing: Packing,
    /// What errors call the file.
    pub place: String,
    /// The names of its columns.
    pub header: Vec<String>,
    /// The rows that were no UTF-8.
    pub foreign: Foreign,
    dialect: Dialect,
    /// Lines before the header.
    before: u64,
    rows: Rows<Box<dyn Read + Send>>,
    record: csv::ByteRecord,
}

impl Records {
    /// The records behind the header.
    pub fn new(file: Text, dialect: Dialect) -> Result<Self> {
        let Text { path, packing, place, before, reader, found, .. } = file;
        let mut rows = Rows::written(reader, dialect.delimiter, dialect.quoted);
        let header = rows.header().map_err(|e| match e.kind() {
            csv::ErrorKind::Io(io) if io.kind() == io::ErrorKind::FileTooLarge => Error::gazetteer(&place, io.to_string()),
            csv::ErrorKind::Io(io) => packing.unreadable(&path, io::Error::new(io.kind(), io.to_string())),
            _ => Error::gazetteer(&place, csv_problem(&e)),
        })?;
        let header = header.iter().map(|cell| text(cell).trim().to_owned()).collect();
        let foreign = Foreign { file: found, ..Foreign::default() };
        let record = csv::ByteRecord::new();
        Ok(Self { path, packing, place, header, foreign, dialect, before, rows, record })
    }

    /// The next record, and the number of its line from 1. A file that ends within a row that began there is an error that names the line.
    pub fn next(&mut self) -> Result<Option<(u64, &csv::ByteRecord)>> {
        let line = self.rows.next(&mut self.record).map_err(|e| match e.into_kind() {
            csv::ErrorKind::Io(e) => self.packing.unreadable(&self.path, e),
            kind => Error::gazetteer(&self.place, format!("this cannot be read as CSV: {kind:?}")),
        })?;
        let Some(line) = line else { return Ok(None) };
        let line = self.before + line;
        if self.rows.ends_open() {
            self.check_end(line)?;
        }
        if std::str::from_utf8(self.record.as_slice()).is_err() {
            self.foreign.add(line, self.record.as_slice());
        }
        Ok(Some((line, &self.record)))
    }

    /// An error if the last row, which has no end of line, was cut short.
    fn check_end(&self, line: u64) -> Result<()> {
        let place = || format!("{}, line {line}", self.place);
        if self.rows.ends_quoted() {
            return Err(Error::gazetteer(place(), NOT_CLOSED));
        }
        if self.dialect.strict && self.record.len() < self.header.len() {
            let problem =
                format!("the file is cut short within this row: {} cells of {}, and no end of line", self.record.len(), self.header.len());
            return Err(Error::gazetteer(place(), problem));
        }
        Ok(())
    }
}
