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
/// ASCII text costs nothing. Other text is read once, with a mark every 64 bytes: how many code points start before it, and
/// at which of the 64 bytes behind it one does. Each offset then costs a count of bits, in any order.
///
/// ```
/// use dateline::span::CodePoints;
/// let points = CodePoints::new("Kyjów: é!");
/// assert_eq!(points.at(6), 5);
/// ```
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    bytes: &'t [u8],
    /// One for each [`STRIDE`] bytes, and one behind the last of them; none for ASCII text.
    marks: Vec<Mark>,
}

/// As many bytes as a register has bits.
const STRIDE: usize = u64::BITS as usize;

/// What is known of [`STRIDE`] bytes.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// The number of code points that start before them.
    before: u32,
    /// At which of them a code point starts, the first byte lowest; bits behind the end of the text are none that is asked for.
    starts: u64,
}

/// At which of eight bytes a code point starts: at every one that is no continuation byte (10xxxxxx). The multiplication gathers the lowest
/// bits of the bytes in the highest byte.
const fn starts_in_eight(eight: [u8; 8]) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    let bytes = u64::from_le_bytes(eight);
    let starts = (!(bytes >> 7) | bytes >> 6) & ONES;
    starts.wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The same of at most [`STRIDE`] bytes. Most are ASCII even in texts that are not.
fn starts(bytes: &[u8]) -> u64 {
    if bytes.len() == STRIDE && bytes.is_ascii() {
        return u64::MAX;
    }
    let (eights, rest) = bytes.as_chunks::<8>();
    let whole = eights.iter().rev().fold(0, |starts, eight| starts << 8 | starts_in_eight(*eight));
    if rest.is_empty() {
        return whole;
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    whole | (starts_in_eight(last) & !(u64::MAX << rest.len())) << (8 * eights.len())
}

impl<'t> CodePoints<'t> {
    /// Counts `text`.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut before = 0;
            marks.reserve(bytes.len() / STRIDE + 2);
            for chunk in bytes.chunks(STRIDE) {
                let starts = starts(chunk);
                marks.push(Mark { before, starts });
                before += starts.count_ones();
            }
            marks.push(Mark { before, starts: 0 });
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
        let mark = self.marks[offset / STRIDE];
        (mark.before + (mark.starts & !(u64::MAX << (offset % STRIDE))).count_ones()) as i32
    }

    /// The number of code points in the text.
    pub fn total(&self) -> i32 {
        self.at(self.bytes.len() as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Runs of ASCII longer than a stride, and characters of two to four bytes that stand across its ends.
        #[test]
        fn offsets_are_numbers_of_characters(text in "([ -~]{0,90}|[é’Київ中😀]{1,30}){0,6}") {
            let points = CodePoints::new(&text);
            for (count, (offset, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(offset as u32), count as i32);
            }
            prop_assert_eq!(points.total(), text.chars().count() as i32);
            prop_assert_eq!(points.at(u32::MAX), points.total());
        }
    }
}
