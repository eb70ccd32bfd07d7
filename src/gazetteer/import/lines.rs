//! A text file line by line: unpacked, decoded, numbered.

use crate::error::{Error, Result};
use crate::text::decode::{decode, looks_binary};
use crate::texts::csv_problem;
use crate::unpack::Packing;
use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The longest line in bytes; an item of a knowledge base takes a few megabytes.
const LONGEST: u64 = 1 << 28;

/// A text file, unpacked as its name tells.
pub(super) struct Text {
    path: PathBuf,
    packing: Packing,
    /// What errors call it.
    pub place: String,
    /// Its first bytes.
    pub head: Vec<u8>,
    /// Its name without the ending of its packing.
    pub name: String,
    reader: Box<dyn Read + Send>,
}

impl Text {
    /// Opens a file. One that is absent, empty or binary is an error.
    pub fn open(path: &Path) -> Result<Self> {
        let place = path.display().to_string();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (packing, name) = Packing::of(&file);
        if path.is_dir() {
            return Err(Error::gazetteer(place, "this is a folder; name the file in it"));
        }
        let (head, reader) = packing.open_text(path)?;
        if head.is_empty() {
            return Err(Error::gazetteer(place, "the file is empty"));
        }
        if let Some(kind) = looks_binary(&head) {
            return Err(Error::gazetteer(place, format!("the file holds no names: {kind}")));
        }
        Ok(Self { path: path.to_owned(), packing, place, head, name: name.to_owned(), reader })
    }

    /// The lines.
    pub fn lines(self) -> Lines {
        let reader = BufReader::with_capacity(1 << 18, self.reader);
        Lines { path: self.path, packing: self.packing, place: self.place, reader, line: Vec::new(), number: 0 }
    }

    /// The records of a table whose cells `parted` parts, behind its header.
    pub fn records(self, parted: u8) -> Result<Records> {
        let (packing, path, place) = (self.packing, self.path, self.place);
        let mut reader = csv::ReaderBuilder::new().delimiter(parted).flexible(true).from_reader(self.reader);
        let header = reader.byte_headers().map_err(|e| Error::gazetteer(&place, csv_problem(&e)))?;
        let header = header.iter().map(|cell| text(cell).trim().to_owned()).collect();
        Ok(Records { packing, path, place, header, reader, record: csv::ByteRecord::new() })
    }

    /// The reader, and what makes an error of one of its errors.
    pub fn stream(self) -> (Box<dyn Read + Send>, impl Fn(std::io::Error) -> Error) {
        let (packing, path) = (self.packing, self.path);
        (self.reader, move |e| packing.unreadable(&path, e))
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
    reader: csv::Reader<Box<dyn Read + Send>>,
    record: csv::ByteRecord,
}

impl Records {
    /// The next record, and the number of its line from 1.
    pub fn next(&mut self) -> Result<Option<(u64, &csv::ByteRecord)>> {
        let more = self.reader.read_byte_record(&mut self.record).map_err(|e| match e.into_kind() {
            csv::ErrorKind::Io(e) => self.packing.unreadable(&self.path, e),
            kind => Error::gazetteer(&self.place, format!("this cannot be read as CSV: {kind:?}")),
        })?;
        Ok(more.then(|| (self.record.position().map_or(0, csv::Position::line), &self.record)))
    }
}

/// The lines of a file.
pub(super) struct Lines {
    path: PathBuf,
    packing: Packing,
    /// What errors call the file.
    pub place: String,
    reader: BufReader<Box<dyn Read + Send>>,
    line: Vec<u8>,
    number: u64,
}

impl Lines {
    /// The next line without its end, and its number from 1.
    pub fn next(&mut self) -> Result<Option<(u64, Cow<'_, str>)>> {
        self.line.clear();
        let read = self.reader.by_ref().take(LONGEST).read_until(b'\n', &mut self.line);
        if read.map_err(|e| self.packing.unreadable(&self.path, e))? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if self.line.len() as u64 == LONGEST {
            let place = format!("{}, line {}", self.place, self.number);
            return Err(Error::gazetteer(place, format!("a line of more than {LONGEST} bytes; this is no file of lines")));
        }
        while self.line.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
            self.line.pop();
        }
        Ok(Some((self.number, text(&self.line))))
    }
}

/// Bytes as text: UTF-8, and where they are not that, windows-1252.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| Cow::Owned(decode(bytes).text), Cow::Borrowed)
}

/// The first `N` cells of a line that tabs part, and how many it has.
pub(super) fn cells<const N: usize>(line: &str) -> ([&str; N], usize) {
    let mut cells = [""; N];
    let mut count = 0;
    for cell in line.split('\t') {
        if let Some(place) = cells.get_mut(count) {
            *place = cell;
        }
        count += 1;
    }
    (cells, count)
}
