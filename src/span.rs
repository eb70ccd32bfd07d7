//! Byte spans, and the one cursor that turns them into code points.
//!
//! Inside the crate every offset is a byte offset into the document's UTF-8 text. Python counts code points; the
//! conversion is made once, at the border, by walking forward through the text.

/// A half-open range of byte offsets into one document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// Turns byte offsets into code-point offsets, cheapest when they come in ascending order.
///
/// ASCII text costs nothing; other text is walked once. An offset before the last one restarts the walk, so results are
/// right in any order.
///
/// ```
/// use dateline::span::CodePoints;
/// let mut cursor = CodePoints::new("Kyjów: é!");
/// assert_eq!(cursor.at(6), 5);
/// ```
pub struct CodePoints<'t> {
    bytes: &'t [u8],
    ascii: bool,
    byte: usize,
    point: i32,
}

impl<'t> CodePoints<'t> {
    /// A cursor at the start of `text`.
    pub fn new(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), ascii: text.is_ascii(), byte: 0, point: 0 }
    }

    /// The number of code points before byte `offset`. An offset past the end counts as the end.
    pub fn at(&mut self, offset: u32) -> i32 {
        let offset = (offset as usize).min(self.bytes.len());
        if self.ascii {
            return offset as i32;
        }
        if offset < self.byte {
            self.byte = 0;
            self.point = 0;
        }
        // A code point starts at every byte that is no continuation byte (10xxxxxx).
        let starts = self.bytes[self.byte..offset].iter().filter(|&&b| (b as i8) >= -0x40).count();
        self.byte = offset;
        self.point += starts as i32;
        self.point
    }
}
