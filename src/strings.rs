//! A column of many short texts, filled without a check a row.

use crate::error::{Error, Result};
use crate::span::Span;
use arrow_array::{ArrayRef, StringArray};
use arrow_buffer::{Buffer, OffsetBuffer, ScalarBuffer};
use std::sync::Arc;

/// Texts of at most so many bytes are copied as if they had as many: a copy of known size is a single instruction.
pub(crate) const SHORT: usize = 16;

/// A text of at most [`SHORT`] bytes, filled up with zeros.
#[derive(Clone, Copy, Debug)]
pub struct Label {
    pub(crate) bytes: [u8; SHORT],
    pub(crate) len: usize,
}

impl Label {
    /// Longer texts are cut off.
    pub const fn new(text: &str) -> Self {
        let mut label = Self { bytes: [0; SHORT], len: 0 };
        while label.len < text.len() && label.len < SHORT {
            label.bytes[label.len] = text.as_bytes()[label.len];
            label.len += 1;
        }
        label
    }
}

/// The column while it is filled.
#[derive(Clone, Debug)]
pub struct Strings {
    offsets: Vec<i32>,
    bytes: Vec<u8>,
}

impl Strings {
    /// A column of `rows` texts, of `bytes` bytes together.
    pub fn with_capacity(rows: usize, bytes: usize) -> Self {
        let mut offsets = Vec::with_capacity(rows + 1);
        offsets.push(0);
        Self { offsets, bytes: Vec::with_capacity(bytes + SHORT) }
    }

    #[inline(always)]
    fn short(&mut self, bytes: &[u8; SHORT], len: usize) {
        let end = self.bytes.len() + len;
        self.bytes.extend_from_slice(bytes);
        self.bytes.truncate(end);
        self.offsets.push(end as i32);
    }

    /// Appends a text.
    pub fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.offsets.push(self.bytes.len() as i32);
    }

    /// Appends a part of some bytes, nothing where there is no such part; where it is no UTF-8, [`Self::finish`] fails.
    #[inline]
    pub fn part(&mut self, bytes: &[u8], start: u32, end: u32) {
        let len = end.wrapping_sub(start) as usize;
        match bytes.get(start as usize..).and_then(|rest| rest.first_chunk()) {
            Some(chunk) if len <= SHORT => self.short(chunk, len),
            _ => {
                self.bytes.extend_from_slice(bytes.get(start as usize..end as usize).unwrap_or_default());
                self.offsets.push(self.bytes.len() as i32);
            }
        }
    }

    /// Appends a label.
    #[inline]
    pub fn label(&mut self, label: &Label) {
        self.short(&label.bytes, label.len);
    }

    /// Appends a text that is `label` as far as that goes, for texts that come again and again.
    #[inline]
    pub fn again(&mut self, text: &str, label: &Label) {
        if text.len() > SHORT { self.push(text) } else { self.label(label) }
    }

    /// Appends the part of `text` under `span`.
    #[inline]
    pub fn span(&mut self, text: &str, span: Span) {
        match chunk(text, span) {
            Some(bytes) => self.short(bytes, span.len() as usize),
            None => self.push(span.text(text)),
        }
    }

    /// The column; an error if it holds more bytes than offsets can count.
    pub fn finish(self) -> Result<ArrayRef> {
        if i32::try_from(self.bytes.len()).is_err() {
            return Err(Error::Internal { problem: "the texts of one column are longer than 2,147,483,647 bytes".into() });
        }
        let offsets = OffsetBuffer::new(ScalarBuffer::from(self.offsets));
        let column = StringArray::try_new(offsets, Buffer::from_vec(self.bytes), None);
        Ok(Arc::new(column.map_err(|e| Error::Internal { problem: e.to_string() })?))
    }
}

/// The first bytes of a span that is short, and of what stands after it.
#[inline(always)]
fn chunk(text: &str, span: Span) -> Option<&[u8; SHORT]> {
    if span.len() as usize > SHORT { None } else { text.as_bytes().get(span.start as usize..)?.first_chunk() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;
    use arrow_array::cast::AsArray;

    #[test]
    fn columns_hold_what_was_appended() -> Result<()> {
        let text = "O'Brien's D`Arcy 0day U.S. ÉLAN-Vital, ANTIDISESTABLISHMENTARIANISM in 'Rome' and Żory's (CO2) I‘m… Ω";
        let words = words::words(text);
        let mut surface = Strings::with_capacity(0, 0);
        words.iter().for_each(|word| surface.span(text, word.span()));
        surface.label(&Label::new("Capitalised"));
        surface.push("");
        for text in ["short", "longer than a label is"] {
            surface.again(text, &Label::new(text));
        }
        let surface = surface.finish()?;
        for (row, word) in words.iter().enumerate() {
            assert_eq!(surface.as_string::<i32>().value(row), word.text(text));
        }
        assert_eq!(surface.as_string::<i32>().value(words.len()), "Capitalised");
        assert_eq!(surface.as_string::<i32>().value(words.len() + 1), "");
        assert_eq!(surface.as_string::<i32>().value(words.len() + 2), "short");
        assert_eq!(surface.as_string::<i32>().value(words.len() + 3), "longer than a label is");
        Ok(())
    }
}
