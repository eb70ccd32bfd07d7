//! A classifier as one file: magic, version, checksum, lengths, then little-endian sections.
//!
//! ```text
//!  0  8 bytes  "dateline"        16  u64  length of the whole file
//!  8  u32      1 = classifier    24  u64  checksum of everything after byte 32
//! 12  u32      version           32  u64  lengths of the three sections, then the sections, each filled up to 8 bytes:
//!                                         description (JSON), one bit a feature, weights
//! ```

use super::calibrate::Curve;
use super::features::{FeatureOptions, term_frequencies};
use super::model::{Decision, SentenceClassifier};
use super::weights::{Cells, Index, Weights};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

const MAGIC: &[u8; 8] = b"dateline";
const KIND: u32 = 1;
/// The version that is written, and the newest that is read.
const VERSION: u32 = 1;
const HEADER: usize = 32;

#[derive(Serialize, Deserialize)]
struct Description {
    classes: Vec<String>,
    multilabel: bool,
    always: bool,
    word_grams: u8,
    char_grams: bool,
    hash_bits: u8,
    precision: u8,
    biases: Vec<f32>,
    scales: Vec<f32>,
    slopes: Vec<f32>,
    offsets: Vec<f32>,
    thresholds: Vec<f32>,
}

/// A checksum that finds damage (not tampering): eight bytes at a time, multiplied and folded.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(bytes.len() as u64, |state, chunk| {
        let mut eight = [0; 8];
        eight[..chunk.len()].copy_from_slice(chunk);
        let mixed = (state ^ u64::from_le_bytes(eight)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed ^ (mixed >> 32)
    })
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

/// Takes the next section off `rest`.
fn section<'b>(rest: &mut &'b [u8], length: u64) -> Option<&'b [u8]> {
    let length = usize::try_from(length).ok()?;
    let taken = rest.get(..length)?;
    *rest = rest.get(length.checked_next_multiple_of(8)?..)?;
    Some(taken)
}

impl SentenceClassifier {
    /// The classifier as the bytes of a file.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let description = Description {
            classes: self.classes.clone(),
            multilabel: self.decision.multilabel,
            always: self.decision.always,
            word_grams: self.options.word_grams,
            char_grams: self.options.char_grams,
            hash_bits: self.options.bits,
            precision: self.weights.precision(),
            biases: self.biases.clone(),
            scales: self.weights.scales.clone(),
            slopes: self.decision.curves.iter().map(|c| c.slope).collect(),
            offsets: self.decision.curves.iter().map(|c| c.offset).collect(),
            thresholds: self.decision.thresholds.clone(),
        };
        let description = serde_json::to_vec(&description).map_err(|e| Error::Internal { problem: e.to_string() })?;
        let bits: Vec<u8> = self.index.bits().flat_map(u64::to_le_bytes).collect();
        let sections = [description, bits, self.weights.bytes()];
        let mut body: Vec<u8> = sections.iter().flat_map(|s| (s.len() as u64).to_le_bytes()).collect();
        for section in &sections {
            body.extend_from_slice(section);
            body.resize(body.len().next_multiple_of(8), 0);
        }
        let mut out = Vec::with_capacity(HEADER + body.len());
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&KIND.to_le_bytes());
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&((HEADER + body.len()) as u64).to_le_bytes());
        out.extend_from_slice(&checksum(&body).to_le_bytes());
        out.extend_from_slice(&body);
        Ok(out)
    }

    /// From the bytes of a file; `path` is what errors call it. Every length is checked before it is used.
    pub fn from_bytes(bytes: &[u8], path: &str) -> Result<Self> {
        let problem = |problem: &str| Error::format(path, problem);
        if bytes.get(..8) != Some(MAGIC) || u32_at(bytes, 8) != Some(KIND) {
            return Err(problem("this is no classifier of dateline"));
        }
        let version = u32_at(bytes, 12).ok_or_else(|| problem("the file is cut short"))?;
        if version > VERSION {
            return Err(problem(&format!("the file has version {version}, newer than {VERSION}; update dateline to read it")));
        }
        if version == 0 || u64_at(bytes, 16) != Some(bytes.len() as u64) {
            return Err(problem("the file is cut short or damaged: its length is not the one it states"));
        }
        let body = bytes.get(HEADER..).ok_or_else(|| problem("the file is cut short"))?;
        if u64_at(bytes, 24) != Some(checksum(body)) {
            return Err(problem("the file is damaged: its checksum does not match"));
        }
        Self::from_body(body).ok_or_else(|| problem("the file is damaged: its parts do not fit together"))
    }

    fn from_body(body: &[u8]) -> Option<Self> {
        let lengths = [u64_at(body, 0)?, u64_at(body, 8)?, u64_at(body, 16)?];
        let mut rest = body.get(24..)?;
        let [description, bits, cells] =
            [section(&mut rest, lengths[0])?, section(&mut rest, lengths[1])?, section(&mut rest, lengths[2])?];
        let d: Description = serde_json::from_slice(description).ok()?;
        let options = FeatureOptions { word_grams: d.word_grams, char_grams: d.char_grams, bits: d.hash_bits }.check().ok()?;
        let classes = d.classes.len();
        let columns = if !d.multilabel && classes == 2 { 1 } else { classes };
        let fits = classes >= if d.multilabel { 1 } else { 2 }
            && [d.biases.len(), d.slopes.len(), d.offsets.len()] == [columns; 3]
            && d.scales.len() == columns + 1
            && d.thresholds.len() == classes
            && bits.len() == Index::bytes(options.len())
            && [&d.biases, &d.scales, &d.slopes, &d.offsets, &d.thresholds].into_iter().flatten().all(|v| v.is_finite())
            && matches!(d.precision, 8 | 16);
        if !fits {
            return None;
        }
        let index = Index::from_bits(bits.chunks_exact(8).filter_map(|b| Some(u64::from_le_bytes(b.try_into().ok()?))).collect());
        let width = usize::from(d.precision / 8);
        if index.rows().checked_mul(columns + 1)?.checked_mul(width)? != cells.len() {
            return None;
        }
        let cells = if d.precision == 8 {
            Cells::Narrow(cells.iter().map(|&b| b as i8).collect())
        } else {
            Cells::Wide(cells.chunks_exact(2).map(|b| i16::from_le_bytes([b[0], b[1]])).collect())
        };
        let curves = d.slopes.iter().zip(&d.offsets).map(|(&slope, &offset)| Curve { slope, offset }).collect();
        Some(Self {
            classes: d.classes,
            options,
            decision: Decision { curves, thresholds: d.thresholds, always: d.always, multilabel: d.multilabel },
            biases: d.biases,
            index,
            weights: Weights::from_cells(d.scales, cells),
            tf: term_frequencies(),
        })
    }

    /// Writes a file; one that is there is replaced as a whole.
    pub fn save(&self, path: &Path) -> Result<()> {
        let failed = |e| Error::io(path.display().to_string(), e);
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".{}.part", std::process::id()));
        let part = path.with_file_name(name);
        let written = fs::write(&part, self.to_bytes()?).and_then(|()| fs::rename(&part, path));
        if written.is_err() {
            // What could not be finished is not left behind.
            let _ = fs::remove_file(&part);
        }
        written.map_err(failed)
    }

    /// Reads a file that [`Self::save`] wrote.
    pub fn load(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let bytes = fs::read(path).map_err(|e| Error::io(name.clone(), e))?;
        Self::from_bytes(&bytes, &name)
    }
}
