//! Wrapped text of scripts that put no spaces between words and fill their lines: Chinese and Japanese.
//!
//! A line breaks behind any character, so neither a first word nor a capital tells what goes on. Lines of a paragraph are as wide as each
//! other, in columns, of which a Chinese character takes two and a Latin letter one; marks that must not begin a line leave some a little shorter or
//! longer. Titles and items of a list differ in width, and hardly one ends as a sentence does.

use super::lines::Line;
use super::lists::is_bullet;

/// Columns that a filled line may have.
const WIDTHS: std::ops::RangeInclusive<u32> = 24..=120;
/// Columns that a filled line may lack, for marks that must not end or begin a line: two characters.
const LACK: u32 = 4;
/// Columns of a line of a short text that may be filled.
const FILLED: u32 = 40;

/// How a document is wrapped.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dense {
    /// The columns to which lines are filled.
    width: u32,
    /// White space before lines that are not set in, in bytes.
    base: u32,
}

/// A character that takes two columns: those of Chinese and Japanese, of Hangul, full-width forms, and the marks that they share with Latin text.
const fn is_wide(c: char) -> bool {
    matches!(
        c,
        '\u{1100}'..='\u{115F}'
            | '\u{2E80}'..='\u{A4CF}'
            | '\u{AC00}'..='\u{D7A3}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FE30}'..='\u{FE6F}'
            | '\u{FF00}'..='\u{FF60}'
            | '\u{FFE0}'..='\u{FFE6}'
            | '\u{20000}'..='\u{3FFFF}'
            | '‘' | '’' | '“' | '”' | '…' | '—'
    )
}

/// The columns of a line, without the white space before it.
fn columns(line: &str) -> u32 {
    line.chars().map(|c| 1 + u32::from(is_wide(c))).sum()
}

/// Columns that a line needs for what must not be broken at its head: a word of ASCII letters and digits, or a character.
fn first(line: &str) -> u32 {
    let word = line.bytes().take_while(u8::is_ascii_alphanumeric).count() as u32;
    word.max(2)
}

impl Dense {
    /// How the text is wrapped whose first lines are these, most of which begin with a character of such a script; `None` for text with a
    /// paragraph a line.
    #[cold]
    pub(super) fn detect(text: &str, lines: &[Line]) -> Option<Self> {
        let widths: Vec<u32> = lines.iter().map(|line| columns(line.text(text))).collect();
        // The width that all but a few lines keep to.
        let mut sorted = widths.clone();
        sorted.sort_unstable();
        let width = *sorted.get((sorted.len() - 1).checked_sub(sorted.len() / 20)?)?;
        if !WIDTHS.contains(&width) {
            return None;
        }
        let base = lines.iter().map(|line| line.indent).min()?;
        let wrapped = Self { width, base };
        // Pairs of lines; those whose first one leaves no room; of these and of the others those that do not end as a sentence does there; and those
        // of the first whose second one does.
        let (mut all, mut filled, mut broken, mut loose, mut closed) = (0, 0, 0, 0, 0);
        for (n, pair) in lines.windows(2).enumerate().filter(|(_, pair)| !pair[1].after_gap) {
            let full = wrapped.is_filled(widths[n], pair[1].text(text));
            all += 1;
            filled += u32::from(full);
            broken += u32::from(full && !pair[0].ends);
            loose += u32::from(!full && !pair[0].ends);
            closed += u32::from(full && !pair[0].ends && pair[1].ends);
        }
        (broken >= 2 && closed > 0 && filled * 2 >= all && loose * 8 <= all).then_some(wrapped)
    }

    const fn leaves(self, width: u32) -> u32 {
        self.width.saturating_sub(width)
    }

    /// True if a line of so many columns has no room for the head of the next one.
    fn is_filled(self, width: u32, next: &str) -> bool {
        width <= self.width + LACK && self.leaves(width) < LACK.max(first(next) + 2)
    }

    /// True if `next` goes on with the paragraph in which `line` stands.
    pub(super) fn joins(self, text: &str, line: &Line, next: &Line) -> bool {
        let that = next.text(text);
        let begins = next.after_gap || next.indent > self.base + 1 || that.starts_with(is_bullet);
        !begins && self.is_filled(columns(line.text(text)), that)
    }
}

/// True if a line of a short text, which ends without a mark, is as wide as the next one and so may be filled.
#[cold]
pub(super) fn goes_on(text: &str, line: &Line, next: &Line) -> bool {
    let (this, that) = (columns(line.text(text)), columns(next.text(text)));
    next.indent <= line.indent + 1 && this >= FILLED && this + LACK >= that
}
