//! Lines: where a text breaks, whatever the newline.

use crate::span::Span;

/// A non-empty line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// The line without white space at either end.
    pub span: Span,
    /// White space before it, in bytes.
    pub indent: u32,
    /// Characters up to its end, with the white space before it.
    pub width: u32,
    /// True if an empty line stands before it.
    pub after_gap: bool,
}

impl Line {
    /// The line's text.
    pub(crate) fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span.text(text)
    }

    /// Characters of its first word, with its marks; long ones are cut off.
    pub(crate) fn first_word(&self, text: &str) -> u32 {
        const LONGEST: usize = 60;
        let bytes = self.text(text).as_bytes();
        characters(bytes[..bytes.len().min(LONGEST)].split(u8::is_ascii_whitespace).next().unwrap_or_default())
    }
}

/// The number of characters in UTF-8 text.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&b| u32::from((b as i8) >= -0x40)).sum()
}

/// The non-empty lines of a text. A line ends at LF, CR LF, CR, VT, FF, NEL, LS or PS (Unicode's mandatory breaks).
pub(crate) struct Lines<'t> {
    text: &'t str,
    at: usize,
    /// The text has no break but LF and CR.
    plain: bool,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let has = |needle: &str| memchr::memmem::find(text.as_bytes(), needle.as_bytes()).is_some();
        let plain = memchr::memchr2(0x0B, 0x0C, text.as_bytes()).is_none() && !has("\u{85}") && !has("\u{2028}") && !has("\u{2029}");
        Self { text, at: 0, plain }
    }

    /// The next break at or after `from`: where it starts and ends.
    fn next_break(&self, from: usize) -> (usize, usize) {
        let bytes = self.text.as_bytes();
        if !self.plain {
            return next_break(bytes, from);
        }
        let Some(at) = memchr::memchr2(b'\n', b'\r', &bytes[from..]).map(|n| from + n) else { return (bytes.len(), bytes.len()) };
        (at, at + if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 })
    }
}

/// Bytes that may begin a break.
static MAY_BREAK: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = [b'\n', b'\r', 0x0B, 0x0C, 0xC2, 0xE2];
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
};

/// The next mandatory break at or after `from`: where it starts and ends.
fn next_break(bytes: &[u8], from: usize) -> (usize, usize) {
    let mut at = from;
    while let Some(found) = bytes[at..].iter().position(|&b| MAY_BREAK[usize::from(b)]) {
        at += found;
        let length = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\n' | b'\r' | 0x0B | 0x0C => 1,
            0xC2 if bytes.get(at + 1) == Some(&0x85) => 2,
            0xE2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0xA8 | 0xA9)) => 3,
            _ => 0,
        };
        if length > 0 {
            return (at, at + length);
        }
        at += 1;
    }
    (bytes.len(), bytes.len())
}

/// `start..end` without white space at either end.
fn trim(text: &str, mut start: usize, mut end: usize) -> Span {
    let bytes = text.as_bytes();
    while start < end && bytes[start].is_ascii_whitespace() {
        start += 1;
    }
    while start < end && bytes[end - 1].is_ascii_whitespace() {
        end -= 1;
    }
    let span = Span::new(start as u32, end as u32);
    let plain = start == end || (bytes[start].is_ascii_graphic() && bytes[end - 1].is_ascii_graphic());
    if plain { span } else { span.trim(text) }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let bytes = self.text.as_bytes();
        let mut after_gap = false;
        while self.at < bytes.len() {
            let start = self.at;
            let (end, next) = self.next_break(start);
            self.at = next;
            let span = trim(self.text, start, end);
            if !span.is_empty() {
                let width = characters(&bytes[start..span.end as usize]);
                return Some(Line { span, indent: span.start - start as u32, width, after_gap });
            }
            after_gap = true;
        }
        None
    }
}
