//! Lines: where a text breaks, whatever the newline.

use super::fold::is_caseless;
use super::profile::ends_with_mark;
use super::simd::{self, BLOCK};
use super::unspaced::breaks_anywhere;
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
    /// Ends as a sentence or a lead-in does.
    pub ends: bool,
    /// Begins in lower case.
    pub lower: bool,
    /// Begins with a letter of a script that has no case and puts spaces between words.
    pub caseless: bool,
    /// Begins with a character of a script that puts no spaces between words.
    pub dense: bool,
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

/// Where a text breaks: at LF, CR LF, CR, VT, FF, NEL, LS and PS (Unicode's mandatory breaks).
#[derive(Debug, Default)]
pub(crate) struct Breaks {
    /// The first byte of each; CR LF counts as two.
    starts: Vec<u32>,
    ascii: bool,
}

impl Breaks {
    /// Finds the breaks of a text, in the room of the one before.
    pub(crate) fn read(&mut self, text: &str) {
        let bytes = text.as_bytes();
        self.starts.clear();
        self.ascii = text.is_ascii();
        if !self.ascii && memchr::memchr2_iter(0xC2, 0xE2, bytes).any(|at| break_length(bytes, at) > 0) {
            self.starts.extend((0..bytes.len()).filter(|&at| break_length(bytes, at) > 0).map(|at| at as u32));
        } else {
            simd::with_best(Sweep(bytes, &mut self.starts));
        }
    }

    /// The lines on both sides of the one break between two bytes; `None` if there is none, if there are several, and where a line is empty.
    pub(crate) fn around(&self, text: &str, left: u32, right: u32) -> Option<[Line; 2]> {
        let bytes = text.as_bytes();
        let at = self.starts.partition_point(|&start| start < left);
        let here = *self.starts.get(at).filter(|&&start| start < right)? as usize;
        let next = self.starts.get(at + 1).map_or(bytes.len(), |&next| next as usize);
        let before = at.checked_sub(1).map_or(0, |before| self.starts[before] as usize + break_length(bytes, self.starts[before] as usize));
        let lines = Lines { text, at: 0, ascii: self.ascii, breaks: [].iter() };
        if next < right as usize {
            return None;
        }
        Some([lines.line(before, here, false)?, lines.line(here + break_length(bytes, here), next, false)?])
    }

    /// The non-empty lines of the text.
    pub(crate) fn lines<'b>(&'b self, text: &'b str) -> Lines<'b> {
        Lines { text, at: 0, ascii: self.ascii, breaks: self.starts.iter() }
    }
}

/// Finding the breaks in ASCII of a text.
struct Sweep<'t, 'o>(&'t [u8], &'o mut Vec<u32>);

impl simd::Work for Sweep<'_, '_> {
    #[inline(always)]
    fn run<C: simd::Classes>(self) {
        let Self(bytes, out) = self;
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        let mut last = [0; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        for (block, base) in blocks.iter().chain([&last]).zip((0..).step_by(BLOCK)) {
            let mut breaks = C::masks(block).line_break;
            while breaks != 0 {
                out.push(base + breaks.trailing_zeros());
                breaks &= breaks - 1;
            }
        }
    }
}

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

/// The non-empty lines of a text.
pub(crate) struct Lines<'t> {
    text: &'t str,
    /// The first byte of the line at hand.
    at: usize,
    ascii: bool,
    /// The breaks ahead.
    breaks: std::slice::Iter<'t, u32>,
}

impl Lines<'_> {
    /// The line from byte `start` to `end`, unless it is empty.
    #[inline]
    fn line(&self, start: usize, end: usize, after_gap: bool) -> Option<Line> {
        let bytes = self.text.as_bytes();
        let line = bytes[start..end].trim_ascii_start();
        let indent = end - start - line.len();
        let line = line.trim_ascii_end();
        let (&first, &last) = (line.first()?, line.last()?);
        let from = start + indent;
        let mut span = Span::new(from as u32, (from + line.len()) as u32);
        if !(first.is_ascii_graphic() && last.is_ascii_graphic()) {
            span = span.trim(self.text);
        }
        if span.is_empty() {
            return None;
        }
        let last = bytes[span.end as usize - 1];
        let ends = match LAST[usize::from(last)] {
            Last::GoesOn => false,
            Last::Ends => true,
            Last::Ask => ends_with_mark(span.text(self.text)),
        };
        let [lower, caseless, dense] =
            if first.is_ascii() { [first.is_ascii_lowercase(), false, false] } else { case_of_first(span.text(self.text)) };
        let (start, to) = (start as u32, span.end as usize);
        let width =
            if self.ascii { span.end - start } else { bytes[start as usize..to].iter().map(|&b| u32::from(starts_character(b))).sum() };
        Some(Line { span, indent: span.start - start, width, after_gap, ends, lower, caseless, dense })
    }
}

/// Whether a line begins in lower case, whether with a letter of a script without case that puts spaces between words, and whether with one of a
/// script that does not.
fn case_of_first(line: &str) -> [bool; 3] {
    match line.chars().next() {
        Some(c) if is_caseless(c) => [false, !breaks_anywhere(c), breaks_anywhere(c)],
        Some(c) => [c.is_lowercase(), false, false],
        None => [false; 3],
    }
}

/// What a line's last byte says of its end.
#[derive(Clone, Copy)]
enum Last {
    GoesOn,
    Ends,
    /// More must be looked at.
    Ask,
}

static LAST: [Last; 256] = {
    let mut table = [Last::Ask; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        if byte.is_ascii_alphanumeric() || byte == b',' {
            table[byte as usize] = Last::GoesOn;
        } else if byte == b'.' || byte == b':' {
            table[byte as usize] = Last::Ends;
        }
        byte += 1;
    }
    table
};

impl Iterator for Lines<'_> {
    type Item = Line;

    #[inline]
    fn next(&mut self) -> Option<Line> {
        let bytes = self.text.as_bytes();
        let mut after_gap = false;
        while let Some(&at) = self.breaks.next() {
            let (start, at) = (self.at, at as usize);
            // The second byte of CR LF ends no line of its own.
            if at < start {
                continue;
            }
            self.at = at + if bytes[at] == b'\n' { 1 } else { break_length(bytes, at) };
            if at > start
                && let Some(line) = self.line(start, at, after_gap)
            {
                return Some(line);
            }
            after_gap = true;
        }
        let start = std::mem::replace(&mut self.at, bytes.len());
        self.line(start, bytes.len(), after_gap)
    }
}
