//! The records of a CSV file, and whether it was cut short.

use super::lines::{Foreign, Text, text};
use crate::delimited::csv_problem;
use crate::error::{Error, Result};
use crate::unpack::Packing;
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

/// Bytes on their way to the CSV reader.
struct Passing {
    reader: Box<dyn Read + Send>,
    bytes: u64,
    /// The last of them.
    tail: Vec<u8>,
    ended: bool,
}

/// How many of the last bytes are kept at least.
const TAIL: usize = 1 << 16;

impl Read for Passing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.reader.read(buffer)?;
        self.bytes += n as u64;
        if self.tail.len() >= 2 * TAIL {
            self.tail.drain(..self.tail.len() - TAIL);
        }
        self.tail.extend_from_slice(&buffer[..n]);
        self.ended |= n == 0 && !buffer.is_empty();
        Ok(n)
    }
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
    reader: csv::Reader<Passing>,
    record: csv::ByteRecord,
    /// How many ends of lines stood between the last two rows, behind the one that ended the first.
    line_ends: u64,
}

impl Records {
    /// The records behind the header.
    pub fn new(file: Text, dialect: Dialect) -> Result<Self> {
        let Text { path, packing, place, before, reader, found, .. } = file;
        let passing = Passing { reader, bytes: 0, tail: Vec::new(), ended: false };
        let mut reader = csv::ReaderBuilder::new().delimiter(dialect.delimiter).quoting(dialect.quoted).flexible(true).from_reader(passing);
        let header = reader.byte_headers().map_err(|e| match e.kind() {
            csv::ErrorKind::Io(io) => packing.unreadable(&path, io::Error::new(io.kind(), io.to_string())),
            _ => Error::gazetteer(&place, csv_problem(&e)),
        })?;
        let header = header.iter().map(|cell| text(cell).trim().to_owned()).collect();
        let foreign = Foreign { file: found, ..Foreign::default() };
        let record = csv::ByteRecord::new();
        Ok(Self { path, packing, place, header, foreign, dialect, before, reader, record, line_ends: 0 })
    }

    /// The next record, and the number of its line from 1. A file that ends within a row that began there is an error that names the line.
    pub fn next(&mut self) -> Result<Option<(u64, &csv::ByteRecord)>> {
        let more = self.reader.read_byte_record(&mut self.record).map_err(|e| match e.into_kind() {
            csv::ErrorKind::Io(e) => self.packing.unreadable(&self.path, e),
            kind => Error::gazetteer(&self.place, format!("this cannot be read as CSV: {kind:?}")),
        })?;
        if !more {
            return Ok(None);
        }
        let (line, byte) = self.record.position().map_or((0, 0), |start| (start.line(), start.byte()));
        let line = self.before + line + self.line_ends_before(byte);
        let passed = self.reader.get_ref();
        // A row that has an end of line does not ask for the end of the file.
        if passed.ended && self.reader.position().byte() == passed.bytes {
            self.check_end(line)?;
        }
        if std::str::from_utf8(self.record.as_slice()).is_err() {
            self.foreign.add(line, self.record.as_slice());
        }
        Ok(Some((line, &self.record)))
    }

    /// How many ends of lines the reader steps over before the row that it says begins at byte `start`: the LF of the CR LF before it, and empty
    /// lines. Of a row so long that its beginning is not kept, as many as of the one before.
    fn line_ends_before(&mut self, start: u64) -> u64 {
        let passed = self.reader.get_ref();
        let kept = usize::try_from(passed.bytes - start).ok().and_then(|length| passed.tail.len().checked_sub(length));
        if let Some(at) = kept {
            let ends = passed.tail[at..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
            self.line_ends = ends.filter(|&&byte| byte == b'\n').count() as u64;
        }
        self.line_ends
    }

    /// An error if the last row, which has no end of line, was cut short.
    fn check_end(&self, line: u64) -> Result<()> {
        let place = || format!("{}, line {line}", self.place);
        if self.dialect.quoted && self.ends_quoted()? {
            let problem =
                "the file ends within a cell in quotation marks in the row that begins here: it is cut short, or a mark is not closed";
            return Err(Error::gazetteer(place(), problem));
        }
        if self.dialect.strict && self.record.len() < self.header.len() {
            let problem =
                format!("the file is cut short within this row: {} cells of {}, and no end of line", self.record.len(), self.header.len());
            return Err(Error::gazetteer(place(), problem));
        }
        Ok(())
    }

    /// True if the last row ends within a cell in quotation marks.
    fn ends_quoted(&self) -> Result<bool> {
        let passed = self.reader.get_ref();
        let length = passed.bytes - self.record.position().map_or(0, csv::Position::byte);
        let kept = usize::try_from(length).ok().and_then(|length| passed.tail.len().checked_sub(length));
        let mut at = At::Start;
        if let Some(start) = kept {
            at.pass(&passed.tail[start..], self.dialect.delimiter);
            return Ok(at == At::Quoted);
        }
        // A row so long that its beginning is not kept: the file is read once more.
        let mut reader = self.packing.open_text(&self.path)?.1;
        let mut buffer = vec![0; TAIL];
        loop {
            match reader.read(&mut buffer).map_err(|e| self.packing.unreadable(&self.path, e))? {
                0 => return Ok(at == At::Quoted),
                n => at.pass(&buffer[..n], self.dialect.delimiter),
            }
        }
    }
}

/// Where in a cell a byte stands.
#[derive(Clone, Copy, PartialEq)]
enum At {
    Start,
    Plain,
    Quoted,
    /// Behind a quotation mark that closes the cell, unless another follows.
    Closed,
}

impl At {
    fn pass(&mut self, bytes: &[u8], delimiter: u8) {
        for &byte in bytes {
            *self = match (*self, byte) {
                (Self::Quoted, b'"') => Self::Closed,
                (Self::Quoted, _) => Self::Quoted,
                (Self::Start | Self::Closed, b'"') => Self::Quoted,
                (_, b'\n' | b'\r') => Self::Start,
                (_, byte) if byte == delimiter => Self::Start,
                _ => Self::Plain,
            };
        }
    }
}
