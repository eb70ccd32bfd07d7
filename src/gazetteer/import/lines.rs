//! A text file line by line: unpacked, decoded, numbered.

use super::recoded::Recoded;
use crate::error::{Error, Result};
use crate::files::delimited::told;
use crate::files::unpack::Packing;
use crate::text::decode::{Decoded, cyrillic, decode, looks_binary};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The longest line in bytes; an item of a knowledge base takes a few megabytes.
const LONGEST: u64 = 1 << 28;

/// A text file, unpacked as its name tells.
pub(super) struct Text {
    pub path: PathBuf,
    pub packing: Packing,
    /// What errors call it.
    pub place: String,
    /// Its first bytes.
    pub head: Vec<u8>,
    /// Its name without the ending of its packing.
    pub name: String,
    /// Lines that have been passed over.
    pub before: u64,
    pub reader: Box<dyn Read + Send>,
    /// The encoding that its bytes were found to have, if it is one of Cyrillic text: the reader gives UTF-8.
    pub found: Option<&'static str>,
}

/// True for the beginning of an HTML file.
fn is_web_page(head: &[u8]) -> bool {
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let begins = |tag: &str| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()));
    begins("<!doctype html") || begins("<html")
}

impl Text {
    /// Opens a file. One that is absent, empty or binary is an error.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_as(path, None)
    }

    /// The same for a file in an encoding that is known.
    pub fn open_as(path: &Path, encoding: Option<&'static Encoding>) -> Result<Self> {
        let place = path.display().to_string();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (packing, name) = Packing::of(&file);
        if path.is_dir() {
            return Err(Error::gazetteer(place, "this is a folder; name the file in it"));
        }
        let (mut head, mut reader) = packing.open_text(path)?;
        if head.is_empty() {
            return Err(Error::gazetteer(place, "the file is empty"));
        }
        if let Some(kind) = looks_binary(&head) {
            return Err(Error::gazetteer(place, format!("the file holds no names: {kind}")));
        }
        if is_web_page(&head) {
            return Err(Error::gazetteer(place, "the file holds no names: a web page (HTML); save the table in it as CSV"));
        }
        let found = if encoding.is_none() { cyrillic(&head) } else { None };
        // UTF-16 has been decoded by now.
        if let Some(encoding) = encoding.or(found).filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding)) {
            head = encoding.decode_without_bom_handling(&head).0.into_owned().into_bytes();
            reader = Box::new(Recoded::new(reader, encoding));
        }
        Ok(Self { path: path.to_owned(), packing, place, head, name: name.to_owned(), before: 0, reader, found: found.map(Encoding::name) })
    }

    /// The lines.
    pub fn lines(self) -> Lines {
        let reader = BufReader::with_capacity(1 << 18, self.reader);
        Lines {
            path: self.path,
            packing: self.packing,
            place: self.place,
            foreign: Foreign { file: self.found, ..Foreign::default() },
            reader,
            line: Vec::new(),
            number: 0,
        }
    }

    /// How many lines the file has, as far as its size and its first lines tell: none of a packed one.
    pub fn expected_lines(&self) -> usize {
        let size = std::fs::metadata(&self.path).map_or(0, |about| about.len() as usize);
        let lines = memchr::memchr_iter(b'\n', &self.head).count();
        if self.packing == Packing::Plain { (size / self.head.len().max(1)).saturating_mul(lines) } else { 0 }
    }

    /// What a first line `sep=;` says, which spreadsheet programs write above the header; the line is passed over.
    pub fn told_delimiter(&mut self) -> Result<Option<u8>> {
        let Some((delimiter, length)) = told(&self.head) else { return Ok(None) };
        let mut line = vec![0; length];
        self.reader.read_exact(&mut line).map_err(|e| self.packing.unreadable(&self.path, e))?;
        self.head.drain(..length);
        self.before += 1;
        Ok(Some(delimiter))
    }

    /// The reader, and what makes an error of one of its errors.
    pub fn stream(self) -> (Box<dyn Read + Send>, impl Fn(std::io::Error) -> Error) {
        let (packing, path) = (self.packing, self.path);
        (self.reader, move |e| packing.unreadable(&path, e))
    }
}

/// What of a file was no UTF-8: all of it, or some rows.
#[derive(Default)]
pub(super) struct Foreign {
    /// The encoding that the file was found to have.
    pub file: Option<&'static str>,
    /// How many.
    pub count: u64,
    /// The line of the first of them, and what it was read as.
    pub first: Option<(u64, Decoded)>,
}

impl Foreign {
    /// Counts one more.
    pub fn add(&mut self, line: u64, bytes: &[u8]) {
        self.count += 1;
        self.first.get_or_insert_with(|| (line, decode(bytes)));
    }
}

/// The lines of a file.
pub(super) struct Lines {
    path: PathBuf,
    packing: Packing,
    /// What errors call the file.
    pub place: String,
    /// The lines that were no UTF-8.
    pub foreign: Foreign,
    reader: BufReader<Box<dyn Read + Send>>,
    line: Vec<u8>,
    number: u64,
}

impl Lines {
    /// The next line without its end, and its number from 1.
    pub fn next(&mut self) -> Result<Option<(u64, Cow<'_, str>)>> {
        Ok(self.next_line()?.map(|line| (line.number, line.text)))
    }

    /// The next line.
    pub fn next_line(&mut self) -> Result<Option<Line<'_>>> {
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
        let ended = self.line.last() == Some(&b'\n');
        while self.line.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
            self.line.pop();
        }
        let text = text(&self.line);
        if let Cow::Owned(_) = &text {
            self.foreign.add(self.number, &self.line);
        }
        Ok(Some(Line { number: self.number, text, ended }))
    }
}

/// A line without its end.
pub(super) struct Line<'l> {
    /// From 1.
    pub number: u64,
    pub text: Cow<'l, str>,
    /// True if it had an end, as every line has but the last one of some files.
    pub ended: bool,
}

/// Bytes as text: UTF-8, and where they are not that, what they are taken for.
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
