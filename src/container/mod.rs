//! The one container of the files that we write: named sections of flat little-endian arrays, used in place when mapped.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | magic: `89 44 54 4C 0D 0A 1A 0A` (damaged by any translation of line ends) |
//! | 4 | version of the container |
//! | 4 | number of sections |
//! | 16 | what the file holds, such as `gazetteer`, filled up with zeros |
//! | 8 | length of the whole file |
//! | 8 | checksum of this header (with this number as zero) and of the table of sections |
//! | 16 | zero |
//! | 48 each | the table: name (16 bytes), offset, length in bytes, checksum, zero |
//! | … | the sections, each at a multiple of 64 bytes, gaps filled with zeros |
//!
//! Every number is little-endian. [`Container::open`] checks the header and the table; [`Verify::Full`] every section's checksum
//! and that the gaps are zero, so that no byte of a file can change unseen.
//! Checksums find damage, not malice: whoever uses a section checks every index in it.

mod flat;
mod map;

pub use flat::{Flat, Line, Plain, Wide};
pub(crate) use map::{give_back, prefer_large_pages};

use crate::error::{Error, Result};
use crate::files::replace;
use crate::text::decode::OWN_FILES;
use crate::text::fold::{hash_bytes, hash_step};
use map::Source;
use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

const MAGIC: [u8; 8] = *OWN_FILES;
const VERSION: u32 = 1;
const HEADER: usize = 64;
const ROW: usize = 48;
const NAME: usize = 16;
/// Where the header's checksum stands.
const CHECKSUM: Range<usize> = 40..48;
const ALIGNMENT: usize = 64;
/// The most sections of a file.
const MOST: usize = 4096;

/// How much of a file is checked when it is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verify {
    /// Everything: reads the whole file once.
    #[default]
    Full,
    /// The header and the table of sections; the rest when it is used.
    Header,
}

/// Collects sections and writes them.
pub struct Writer<'a> {
    kind: [u8; NAME],
    sections: Vec<([u8; NAME], Cow<'a, [u8]>)>,
}

/// An open file.
#[derive(Debug)]
pub struct Container {
    shown: String,
    source: Source,
    sections: Vec<([u8; NAME], Range<usize>)>,
}

/// A name of at most sixteen bytes, filled up with zeros.
fn padded(name: &str) -> [u8; NAME] {
    let mut out = [0; NAME];
    let length = name.len().min(NAME);
    out[..length].copy_from_slice(&name.as_bytes()[..length]);
    out
}

impl<'a> Writer<'a> {
    /// A file that holds a `kind` of thing; names are at most sixteen bytes.
    pub fn new(kind: &str) -> Self {
        Self { kind: padded(kind), sections: Vec::new() }
    }

    /// Adds a section: a slice, which is written from where it lies, or a `Vec`.
    pub fn section<T: Plain>(&mut self, name: &str, items: impl Into<Cow<'a, [T]>>) {
        self.sections.push((padded(name), flat::bytes(items.into())));
    }

    /// Writes the file piece by piece.
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        const GAP: [u8; ALIGNMENT] = [0; ALIGNMENT];
        let first = HEADER + ROW * self.sections.len();
        let mut at = first.next_multiple_of(ALIGNMENT);
        let mut table = Vec::with_capacity(ROW * self.sections.len());
        for (name, bytes) in &self.sections {
            table.extend_from_slice(name);
            for number in [at as u64, bytes.len() as u64, checksum(bytes), 0] {
                table.extend(number.to_le_bytes());
            }
            at = (at + bytes.len()).next_multiple_of(ALIGNMENT);
        }
        let mut head = Vec::with_capacity(first);
        head.extend(MAGIC);
        head.extend(VERSION.to_le_bytes());
        head.extend((self.sections.len() as u32).to_le_bytes());
        head.extend(self.kind);
        head.extend((at as u64).to_le_bytes());
        head.resize(HEADER, 0);
        head.extend(table);
        let sum = checksum(&head);
        head[CHECKSUM].copy_from_slice(&sum.to_le_bytes());
        for bytes in std::iter::once(&head[..]).chain(self.sections.iter().map(|(_, bytes)| &**bytes)) {
            out.write_all(bytes)?;
            out.write_all(&GAP[..bytes.len().next_multiple_of(ALIGNMENT) - bytes.len()])?;
        }
        Ok(())
    }

    /// The bytes of the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.sections.iter().map(|(_, bytes)| bytes.len() + ROW + ALIGNMENT).sum());
        // Writing into memory does not fail.
        let _ = self.write(&mut out);
        out
    }

    /// Writes the file at `path`, whole or not at all: see [`replace::file`].
    pub fn save(&self, path: &Path) -> Result<()> {
        replace::file(path, |file| {
            self.write(file)?;
            Ok(file.sync_all()?)
        })
    }
}

impl Container {
    /// Maps the file at `path`, which must hold a `kind` of thing.
    ///
    /// The file must not be changed while it is in use; replace it by renaming, as [`Writer::save`] does.
    pub fn open(path: &Path, kind: &str, verify: Verify) -> Result<Self> {
        let shown = path.display().to_string();
        let source = Source::map(path).map_err(|error| Error::io(&shown, error))?;
        Self::new(shown, source, kind, verify)
    }

    /// Reads a file from memory; `shown` is what errors call it.
    pub fn from_bytes(bytes: Vec<u8>, shown: &str, kind: &str, verify: Verify) -> Result<Self> {
        Self::new(shown.to_owned(), Source::memory(bytes), kind, verify)
    }

    fn new(shown: String, source: Source, kind: &str, verify: Verify) -> Result<Self> {
        let bad = |problem: String| Err(Error::format(&shown, problem));
        let bytes = source.bytes();
        if !bytes.starts_with(&MAGIC) {
            return bad(format!("this is no {kind} that dateline wrote; give the path of one, or build one"));
        }
        let (Some(version), Some(count), Some(length)) = (number(bytes, 8, 4), number(bytes, 12, 4), number(bytes, 32, 8)) else {
            return bad("the file is cut short within its header; write it again".into());
        };
        if version != u64::from(VERSION) {
            return bad(format!(
                "the file has version {version}, and this dateline reads version {VERSION}; upgrade dateline, or write the file again with this one"
            ));
        }
        if length != bytes.len() as u64 {
            return bad(format!("the file should have {length} bytes and has {}; it is damaged or cut short: write it again", bytes.len()));
        }
        let damaged = |what: &str| Err(Error::format(&shown, format!("{what}; the file is damaged: write it again")));
        let end = HEADER + ROW * (count as usize).min(MOST + 1);
        if count as usize > MOST || end > bytes.len() {
            return damaged("the table of sections does not fit into it");
        }
        let mut head = bytes[..end].to_vec();
        head[CHECKSUM].fill(0);
        if number(bytes, CHECKSUM.start, 8) != Some(checksum(&head)) {
            return damaged("the checksum of the header does not agree");
        }
        if head[16..16 + NAME] != padded(kind) {
            let other = String::from_utf8_lossy(&head[16..16 + NAME]).trim_end_matches('\0').to_owned();
            let door = if other == "classifier" { "SentenceClassifier.load opens it" } else { "Gazetteer.load opens it" };
            return bad(format!("the file holds a {other}, not a {kind}; {door}"));
        }
        let mut sections = Vec::with_capacity(count as usize);
        for row in head[HEADER..].chunks_exact(ROW) {
            let mut name = [0; NAME];
            name.copy_from_slice(&row[..NAME]);
            let (start, length) = (number(row, 16, 8).unwrap_or(u64::MAX), number(row, 24, 8).unwrap_or(u64::MAX));
            let shown_name = String::from_utf8_lossy(&name).trim_end_matches('\0').to_owned();
            let inside = start.checked_add(length).filter(|&stop| stop <= bytes.len() as u64 && start >= end as u64);
            let Some(stop) = inside.filter(|_| start % ALIGNMENT as u64 == 0) else {
                return damaged(&format!("the section {shown_name:?} does not lie within it"));
            };
            let range = start as usize..stop as usize;
            if verify == Verify::Full && number(row, 32, 8) != Some(checksum(&bytes[range.clone()])) {
                return damaged(&format!("the checksum of the section {shown_name:?} does not agree"));
            }
            sections.push((name, range));
        }
        if verify == Verify::Full && !is_zero_between(bytes, end, &sections) {
            return damaged("what stands between its sections is not zero");
        }
        Ok(Self { shown, source, sections })
    }

    /// What errors call the file.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The length of the file in bytes.
    pub fn size(&self) -> usize {
        self.source.bytes().len()
    }

    /// A section in place; an error if it is absent or holds no whole number of items.
    pub fn section<T: Plain>(&self, name: &str) -> Result<Flat<T>> {
        let wanted = padded(name);
        let Some((_, range)) = self.sections.iter().find(|(name, _)| *name == wanted) else {
            return Err(self.fault(&format!("the section {name:?} is absent")));
        };
        if range.len() % T::SIZE != 0 {
            return Err(self.fault(&format!("the section {name:?} ends within an item")));
        }
        Ok(Flat::of(&self.source, range.clone()))
    }

    /// The error for a section whose content cannot be.
    pub fn fault(&self, what: &str) -> Error {
        Error::format(&self.shown, format!("{what}; the file is damaged: write it again"))
    }
}

/// True if no byte behind the table, which ends at `end`, is set that no section holds.
fn is_zero_between(bytes: &[u8], end: usize, sections: &[([u8; NAME], Range<usize>)]) -> bool {
    let mut ranges: Vec<&Range<usize>> = sections.iter().map(|section| &section.1).collect();
    ranges.sort_unstable_by_key(|range| range.start);
    let mut at = end;
    let mut is_zero = |to: usize, next: usize| {
        let zero = at >= to || bytes[at..to].iter().all(|&byte| byte == 0);
        at = at.max(next);
        zero
    };
    ranges.iter().all(|range| is_zero(range.start, range.end)) && is_zero(bytes.len(), 0)
}

/// A little-endian number of up to eight bytes.
fn number(bytes: &[u8], at: usize, size: usize) -> Option<u64> {
    let mut eight = [0; 8];
    eight[..size].copy_from_slice(bytes.get(at..at + size)?);
    Some(u64::from_le_bytes(eight))
}

/// Four lanes, each a bijection of its eight bytes in turn, so that a change within eight bytes never goes unseen; the length is part
/// of it.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    const LANES: usize = 4;
    let mut lanes = [0_u64; LANES];
    let (blocks, rest) = bytes.as_chunks::<{ 8 * LANES }>();
    for block in blocks {
        for (lane, eight) in lanes.iter_mut().zip(block.as_chunks::<8>().0) {
            *lane = hash_step(*lane, u64::from_le_bytes(*eight));
        }
    }
    let sum = lanes.into_iter().fold(hash_bytes(rest), hash_step);
    sum ^ (bytes.len() as u64).rotate_left(32)
}
