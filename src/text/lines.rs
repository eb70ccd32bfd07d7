//! Lines: where a text breaks, whatever the newline.

use crate::span::Span;

/// A non-empty line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// The line without white space at either end.
    pub span: Span,
    /// White space before it, in bytes.
    pub indent: u32,
    /// True if an empty line stands before it.
    pub after_gap: bool,
}

/// The non-empty lines of a text. A line ends at LF, CR LF, CR, VT, FF, NEL, LS or PS (Unicode's mandatory breaks).
pub(crate) struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }
}

/// The next mandatory break at or after `from`: where it starts and ends.
fn next_break(bytes: &[u8], from: usize) -> (usize, usize) {
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => return (at, at + 2),
            b'\n' | b'\r' | 0x0B | 0x0C => return (at, at + 1),
            0xC2 if bytes.get(at + 1) == Some(&0x85) => return (at, at + 2),
            0xE2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0xA8 | 0xA9)) => return (at, at + 3),
            _ => at += 1,
        }
    }
    (at, at)
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let mut after_gap = false;
        while self.at < self.text.len() {
            let start = self.at;
            let (end, next) = next_break(self.text.as_bytes(), start);
            self.at = next;
            let span = Span::new(start as u32, end as u32).trim(self.text);
            if !span.is_empty() {
                return Some(Line { span, indent: span.start - start as u32, after_gap });
            }
            after_gap = true;
        }
        None
    }
}
