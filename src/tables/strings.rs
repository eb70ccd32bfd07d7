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

impl From<usize> for Label {
    /// The digits of a number.
    fn from(number: usize) -> Self {
        let mut digits = [0; 20];
        let (mut at, mut rest) = (digits.len(), number);
        while at == digits.len() || rest > 0 {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        Self::new(std::str::from_utf8(&digits[at..]).unwrap_or_default())
    }
}

/// The column while it is filled.
#[derive(Clone, Debug)]
pub struct Strings {
    offsets: Vec<i32>,
    bytes: Vec<u8>,
}

/// A text to be appended.
enum Part<'b> {
    /// A short one, and what stands behind it.
    Short(&'b [u8; SHORT], usize),
    Long(&'b [u8]),
}

impl<'b> Part<'b> {
    /// A text that is `label` as far as that goes.
    #[inline(always)]
    fn of_text(text: &'b str, label: &'b Label) -> Self {
        if text.len() > SHORT { Self::Long(text.as_bytes()) } else { Self::Short(&label.bytes, label.len) }
    }

    /// A part of some bytes, nothing where there is no such part.
    #[inline(always)]
    fn of(bytes: &'b [u8], start: u32, end: u32) -> Self {
        let len = end.wrapping_sub(start) as usize;
        match bytes.get(start as usize..).and_then(|rest| rest.first_chunk()) {
            Some(chunk) if len <= SHORT => Self::Short(chunk, len),
            _ => Self::Long(bytes.get(start as usize..end as usize).unwrap_or_default()),
        }
    }
}

/// Writes to `bytes` at `end`, and makes room for more behind it.
#[inline(never)]
fn write(bytes: &mut Vec<u8>, end: usize, new: &[u8]) {
    let needed = end + new.len() + SHORT;
    if bytes.len() < needed {
        bytes.resize(needed + bytes.len() / 4, 0);
    }
    bytes[end..end + new.len()].copy_from_slice(new);
}

impl Strings {
    /// A column of `rows` texts, of `bytes` bytes together.
    pub fn with_capacity(rows: usize, bytes: usize) -> Self {
        let mut offsets = Vec::with_capacity(rows + 1);
        offsets.push(0);
        Self { offsets, bytes: Vec::with_capacity(bytes + SHORT) }
    }

    /// Appends texts one behind the other; the memory's end is kept at hand, since it would be waited for at every text.
    #[inline(always)]
    fn extend<'b>(&mut self, parts: impl ExactSizeIterator<Item = Part<'b>>) {
        let Self { offsets, bytes } = self;
        let mut end = bytes.len();
        bytes.resize(end + SHORT * (parts.len() + 1), 0);
        let append = |part| {
            end += match part {
                Part::Short(chunk, len) => {
                    match bytes.get_mut(end..).and_then(|room| room.first_chunk_mut()) {
                        Some(room) => *room = *chunk,
                        None => write(bytes, end, chunk),
                    }
                    len
                }
                Part::Long(long) => {
                    write(bytes, end, long);
                    long.len()
                }
            };
            end as i32
        };
        offsets.extend(parts.map(append));
        bytes.truncate(end);
    }

    /// Appends the parts of `text` under spans; where one cuts a character, [`Self::finish`] fails.
    #[inline]
    pub fn spans(&mut self, text: &str, spans: impl ExactSizeIterator<Item = Span>) {
        self.extend(spans.map(|span| Part::of(text.as_bytes(), span.start, span.end)));
    }

    /// Appends parts of some bytes, nothing where there is no such part; where they are no UTF-8, [`Self::finish`] fails.
    #[inline]
    pub fn parts(&mut self, bytes: &[u8], parts: impl ExactSizeIterator<Item = [u32; 2]>) {
        self.extend(parts.map(|[start, end]| Part::of(bytes, start, end)));
    }

    /// Appends labels.
    #[inline]
    pub fn labels<'l>(&mut self, labels: impl ExactSizeIterator<Item = &'l Label>) {
        self.extend(labels.map(|label| Part::Short(&label.bytes, label.len)));
    }

    /// Appends texts, of which one often is that before.
    pub fn texts<'t>(&mut self, texts: impl Iterator<Item = &'t str>) {
        let mut last = ("", Label::new(""));
        let texts: Vec<(&str, Label)> = texts
            .map(|text| {
                if !std::ptr::eq(text, last.0) {
                    last = (text, Label::new(text));
                }
                last
            })
            .collect();
        self.extend(texts.iter().map(|(text, label)| Part::of_text(text, label)));
    }

    /// Appends a text so many times.
    pub fn repeat(&mut self, text: &str, times: usize) {
        let label = Label::new(text);
        self.extend((0..times).map(|_| Part::of_text(text, &label)));
    }

    /// The texts of some rows, which ascend; all of them where they are too long for offsets, so that [`Self::finish`] fails.
    pub fn of_rows(&self, rows: &[usize]) -> Self {
        if i32::try_from(self.bytes.len()).is_err() {
            return self.clone();
        }
        let bytes: i32 = rows.iter().map(|&row| self.offsets[row + 1] - self.offsets[row]).sum();
        let mut some = Self::with_capacity(rows.len(), bytes as usize);
        for run in rows.chunk_by(|a, b| a + 1 == *b) {
            let Some(&first) = run.first() else { continue };
            let (start, offsets) = (self.offsets[first], &self.offsets[first + 1..first + 1 + run.len()]);
            let moved = some.bytes.len() as i32 - start;
            let end = self.offsets[first + run.len()];
            some.bytes.extend_from_slice(&self.bytes[start as usize..end as usize]);
            some.offsets.extend(offsets.iter().map(|offset| offset + moved));
        }
        some
    }

    /// The column; an error if it holds more bytes than offsets can count, or what is no text.
    pub fn finish(self) -> Result<ArrayRef> {
        if i32::try_from(self.bytes.len()).is_err() {
            return Err(Error::Internal { problem: "the texts of one column are longer than 2,147,483,647 bytes".into() });
        }
        let offsets = OffsetBuffer::new(ScalarBuffer::from(self.offsets));
        let column = StringArray::try_new(offsets, Buffer::from_vec(self.bytes), None);
        Ok(Arc::new(column.map_err(|e| Error::Internal { problem: e.to_string() })?))
    }
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
        surface.spans(text, words.iter().map(|word| word.span()));
        surface.labels([Label::new("Capitalised"), Label::new(""), Label::from(1065)].iter());
        surface.texts(["short", "short", "longer than a label is"].into_iter());
        surface.repeat("again and again, and again", 2);
        surface.repeat("", 1);
        let rows: Vec<usize> = (0..words.len() + 9).filter(|row| row % 5 != 2).collect();
        let some = surface.of_rows(&rows).finish()?;
        let surface = surface.finish()?;
        for (row, word) in words.iter().enumerate() {
            assert_eq!(surface.as_string::<i32>().value(row), word.text(text));
        }
        let last: Vec<&str> = surface.as_string::<i32>().iter().skip(words.len()).flatten().collect();
        let again = "again and again, and again";
        assert_eq!(last, ["Capitalised", "", "1065", "short", "short", "longer than a label is", again, again, ""]);
        for (at, &row) in rows.iter().enumerate() {
            assert_eq!(some.as_string::<i32>().value(at), surface.as_string::<i32>().value(row));
        }
        Ok(())
    }

    #[test]
    fn what_is_no_text_makes_no_column() {
        let mut bytes = Strings::with_capacity(0, 0);
        bytes.parts("Żory".as_bytes(), [[0, 5], [9, 7], [0, 0]].into_iter());
        assert!(bytes.clone().finish().is_ok_and(|column| column.as_string::<i32>().iter().flatten().eq(["Żory", "", ""])));
        bytes.parts("Żory".as_bytes(), [[1, 5]].into_iter());
        assert!(bytes.finish().is_err());
        let mut cut = Strings::with_capacity(0, 0);
        cut.spans("Żory", [Span::new(1, 5)].into_iter());
        assert!(cut.finish().is_err());
    }
}
