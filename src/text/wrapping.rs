//! Hard-wrapped text: told from text with a paragraph a line, and joined into paragraphs.
//!
//! Text is wrapped if most lines that are followed directly by another are nearly as wide as the widest, leave no room
//! for the next line's first word, end without an end mark, and go on in lower case.

use super::lines::{Line, Lines};
use super::lists::is_bullet;

/// Lines looked at to decide.
const SAMPLE: usize = 2000;
/// Widths, in characters, that a wrapped line may have.
const WIDTHS: std::ops::RangeInclusive<usize> = 45..=100;

/// How a document is wrapped.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wrapping {
    /// The width, in characters, to which lines are filled.
    width: usize,
}

/// Characters of a line.
fn width(text: &str, line: &Line) -> usize {
    line.span.text(text).chars().count()
}

/// Characters of a line's first word, with its marks.
fn first_word(text: &str, line: &Line) -> usize {
    line.span.text(text).chars().take_while(|c| !c.is_whitespace()).take(30).count()
}

/// True if a line ends as a sentence or a paragraph does.
fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    bare.ends_with(['.', '!', '?', '…', ':', '。'])
}

impl Wrapping {
    /// How `text` is wrapped; `None` for text with a paragraph a line.
    pub(super) fn detect(text: &str) -> Option<Self> {
        let (mut pairs, mut open, mut lower, mut filled) = (0_usize, 0, 0, 0);
        let (mut inside, mut outside, mut widest) = (0_usize, 0_usize, 0_usize);
        let mut widths = Vec::new();
        let mut last: Option<(Line, usize)> = None;
        for line in Lines::new(text).take(SAMPLE) {
            let wide = if line.span.len() as usize > 8 * WIDTHS.end() { usize::MAX } else { width(text, &line) + line.indent as usize };
            if WIDTHS.contains(&wide) {
                inside += wide;
                widths.push(wide);
            } else if wide > *WIDTHS.end() {
                outside += line.span.len() as usize;
            }
            last = Some((line, wide));
        }
        if inside <= 2 * outside || widths.len() < 2 {
            return None;
        }
        // The width that all but a few lines keep to.
        widths.sort_unstable();
        widest = widest.max(widths[(widths.len() - 1) * 19 / 20]);
        last.take();
        for line in Lines::new(text).take(SAMPLE) {
            let wide = width(text, &line) + line.indent as usize;
            if let Some((before, before_wide)) = last
                && !line.after_gap
                && before_wide >= *WIDTHS.start()
                && before_wide <= *WIDTHS.end()
            {
                pairs += 1;
                open += usize::from(!ends_sentence(before.span.text(text)));
                lower += usize::from(line.span.text(text).starts_with(|c: char| c.is_lowercase()));
                filled += usize::from(before_wide + 1 + first_word(text, &line) + 4 > widest);
            }
            last = Some((line, wide));
        }
        // One pair is enough where the first line is broken off and the second goes on in lower case.
        let wrapped = pairs > 0 && open * 2 >= pairs && lower * 4 >= pairs && (filled * 2 >= pairs || lower * 2 >= pairs);
        wrapped.then_some(Self { width: widest })
    }

    /// True if `next` goes on with the paragraph in which `line` stands.
    pub(super) fn joins(&self, text: &str, line: &Line, next: &Line) -> bool {
        if next.after_gap || next.indent > line.indent + 1 {
            return false;
        }
        let (this, that) = (line.span.text(text), next.span.text(text));
        if that.starts_with(is_bullet) || that.starts_with("- ") || that.starts_with("* ") {
            return false;
        }
        if line.span.len() as usize > 8 * self.width {
            return false;
        }
        let wide = width(text, line) + line.indent as usize;
        if wide > self.width + self.width / 4 {
            return false;
        }
        let room = self.width.saturating_sub(wide + 1);
        let fits = room >= first_word(text, next) + 4;
        let lower = that.starts_with(|c: char| c.is_lowercase());
        if lower && !ends_sentence(this) {
            return wide * 2 >= self.width || !fits;
        }
        let capitals = |s: &str| s.chars().any(char::is_uppercase) && !s.chars().any(char::is_lowercase);
        if capitals(this) != capitals(that) && (capitals(this) || ends_sentence(this)) && that.len() > 12 {
            return false;
        }
        if ends_sentence(this) { !fits || wide * 4 >= self.width * 3 && lower } else { !fits || wide * 4 >= self.width * 3 }
    }
}
