//! Byte spans, and the one place that turns them into code points.
//!
//! Inside the crate every offset is a byte offset into the document's UTF-8 text. Python counts code points; the
//! conversion is made once, at the border.

use serde::{Deserialize, Serialize};
/// A half-open range of byte offsets into one document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// True if nothing is inside.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The text inside.
    pub fn text(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    /// True if `other` lies wholly inside this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True if the two share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span without white space at either end.
    pub fn trim(self, text: &str) -> Self {
        let inner = self.text(text);
        let left = inner.len() - inner.trim_start().len();
        let kept = inner.trim().len();
        let start = self.start + left as u32;
        Self { start, end: start + kept as u32 }
    }
}

/// Turns byte offsets into code-point offsets.
///
/// ASCII text costs nothing. Other text is counted once, with a mark every 64 bytes; each offset then costs a count of
/// fewer bytes than that, in any order.
///
/// ```
/// use dateline::span::CodePoints;
/// let points = CodePoints::new("Kyjów: é!");
/// assert_eq!(points.at(6), 5);
/// ```
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    bytes: &'t [u8],
    /// Code points before each multiple of [`STRIDE`]; empty for ASCII text.
    marks: Vec<u32>,
}

/// At most 255, so that [`starts`] can count in one byte.
const STRIDE: usize = 64;

/// The number of code points that start in at most [`STRIDE`] bytes: one at every byte that is no continuation byte
/// (10xxxxxx). Eight bytes at a time, a count in each byte of a register; the multiplication adds them up.
fn starts(bytes: &[u8]) -> u32 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    let (eights, rest) = bytes.as_chunks::<8>();
    let continued = eights.iter().fold(0, |sum, eight| {
        let x = u64::from_ne_bytes(*eight);
        sum + ((x >> 7) & !(x >> 6) & ONES)
    });
    let continued = (continued.wrapping_mul(ONES) >> 56) as u32 + rest.iter().map(|&b| u32::from((b as i8) < -0x40)).sum::<u32>();
    bytes.len() as u32 - continued
}

impl<'t> CodePoints<'t> {
    /// Counts `text`.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut total = 0;
            marks.reserve(bytes.len() / STRIDE + 1);
            for chunk in bytes.chunks(STRIDE) {
                marks.push(total);
                total += starts(chunk);
            }
            marks.push(total);
        }
        Self { bytes, marks }
    }

    /// As [`Self::new`] for a text that is known to be ASCII: nothing is counted.
    pub const fn ascii(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), marks: Vec::new() }
    }

    /// The number of code points before byte `offset`. An offset past the end counts as the end.
    pub fn at(&self, offset: u32) -> i32 {
        let offset = (offset as usize).min(self.bytes.len());
        if self.marks.is_empty() {
            return offset as i32;
        }
        let mark = offset / STRIDE;
        (self.marks[mark] + starts(&self.bytes[mark * STRIDE..offset])) as i32
    }

    /// The number of code points in the text.
    pub fn total(&self) -> i32 {
        self.at(self.bytes.len() as u32)
    }
}
