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
    #[inline(never)]
    pub(crate) fn first_word(&self, text: &str) -> u32 {
        const LONGEST: usize = 60;
        let bytes = self.text(text).as_bytes();
        if let Some(eight) = bytes.first_chunk()
            && let Some(end) = space_in(u64::from_le_bytes(*eight))
        {
            return end;
        }
        let bytes = &bytes[..bytes.len().min(LONGEST)];
        let end = bytes.iter().position(u8::is_ascii_whitespace).unwrap_or(bytes.len());
        bytes[..end].iter().map(|&b| u32::from(starts_character(b))).sum()
    }
}

/// Where the first space is among eight bytes, if no byte before it is outside ASCII or a control character: all eight are
/// looked at at once.
const fn space_in(eight: u64) -> Option<u32> {
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    // Bit 7 of each byte that is below `!`, or outside ASCII.
    let stop = (eight | (!(((eight & each(0x7F)) + each(0x7F - b' ')) | eight))) & each(0x80);
    if stop == 0 {
        return None;
    }
    let at = stop.trailing_zeros() / 8;
    if (eight >> (8 * at)) as u8 == b' ' { Some(at) } else { None }
}

const fn starts_character(byte: u8) -> bool {
    byte as i8 >= -0x40
}

/// The non-empty lines of a text. A line ends at LF, CR LF, CR, VT, FF, NEL, LS or PS (Unicode's mandatory breaks).
pub(crate) struct Lines<'t> {
    text: &'t str,
    at: usize,
    ascii: bool,
    /// The text has no break but LF and CR.
    plain: bool,
    /// Nor CR.
    line_feeds: bool,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let (bytes, ascii) = (text.as_bytes(), text.is_ascii());
        let wide = || memchr::memchr2_iter(0xC2, 0xE2, bytes).any(|at| break_length(bytes, at) > 0);
        let plain = memchr::memchr2(0x0B, 0x0C, bytes).is_none() && (ascii || !wide());
        Self { text, at: 0, ascii, plain, line_feeds: plain && memchr::memchr(b'\r', bytes).is_none() }
    }

    /// The number of characters between two bytes.
    fn characters(&self, start: usize, end: usize) -> u32 {
        if self.ascii {
            return (end - start) as u32;
        }
        self.text.as_bytes()[start..end].iter().map(|&b| u32::from(starts_character(b))).sum()
    }

    /// The next break at or after `from`: where it starts and ends.
    #[inline]
    fn next_break(&self, from: usize) -> (usize, usize) {
        let bytes = self.text.as_bytes();
        if self.line_feeds {
            return memchr::memchr(b'\n', &bytes[from..]).map_or((bytes.len(), bytes.len()), |n| (from + n, from + n + 1));
        }
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

/// The length of the mandatory break at byte `at`; 0 if there is none.
fn break_length(bytes: &[u8], at: usize) -> usize {
    match bytes[at] {
        b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
        b'\n' | b'\r' | 0x0B | 0x0C => 1,
        0xC2 if bytes.get(at + 1) == Some(&0x85) => 2,
        0xE2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0xA8 | 0xA9)) => 3,
        _ => 0,
    }
}

/// The next mandatory break at or after `from`: where it starts and ends.
fn next_break(bytes: &[u8], from: usize) -> (usize, usize) {
    let mut at = from;
    while let Some(found) = bytes[at..].iter().position(|&b| MAY_BREAK[usize::from(b)]) {
        at += found;
        let length = break_length(bytes, at);
        if length > 0 {
            return (at, at + length);
        }
        at += 1;
    }
    (bytes.len(), bytes.len())
}

/// `start..end` without white space at either end.
#[inline]
fn trim(text: &str, start: usize, end: usize) -> Span {
    let line = &text.as_bytes()[start..end];
    let inner = line.trim_ascii_start();
    let start = (end - inner.len()) as u32;
    let inner = inner.trim_ascii_end();
    let span = Span::new(start, start + inner.len() as u32);
    match inner {
        [] => span,
        [first, .., last] | [first @ last] if first.is_ascii_graphic() && last.is_ascii_graphic() => span,
        _ => span.trim(text),
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    #[inline]
    fn next(&mut self) -> Option<Line> {
        let bytes = self.text.as_bytes();
        let mut after_gap = false;
        loop {
            let start = self.at;
            if *bytes.get(start)? == b'\n' {
                self.at += 1;
            } else {
                let (end, next) = self.next_break(start);
                self.at = next;
                let span = trim(self.text, start, end);
                if !span.is_empty() {
                    let width = self.characters(start, span.end as usize);
                    return Some(Line { span, indent: span.start - start as u32, width, after_gap });
                }
            }
            after_gap = true;
        }
    }
}
