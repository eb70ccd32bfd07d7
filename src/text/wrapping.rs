//! Hard-wrapped text: told from text with a paragraph a line, and joined into paragraphs.
//!
//! Text is wrapped if most lines that are followed directly by another are nearly as wide as the widest, leave no room
//! for the next line's first word, end without an end mark, and go on in lower case.

use super::lines::Line;
use super::lists::is_bullet;
use super::profile::ends_with_mark;

/// Widths, in characters, that a wrapped line may have.
const WIDTHS: std::ops::RangeInclusive<u32> = 45..=100;

/// How a document is wrapped.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wrapping {
    /// The width, in characters, to which lines are filled.
    width: u32,
    /// Where paragraphs begin with a line that is set in: the white space before all other lines.
    base: Option<u32>,
}

/// How a line begins and ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edges {
    /// Ends as a sentence or a lead-in does.
    ends: bool,
    /// Begins in lower case.
    lower: bool,
}

impl Edges {
    /// Looks at a line.
    #[inline]
    pub(super) fn new(text: &str, line: &Line) -> Self {
        let surface = line.text(text);
        Self { ends: ends(surface), lower: is_lower(surface) }
    }
}

/// True if a line ends as a sentence or a lead-in does.
#[inline]
fn ends(line: &str) -> bool {
    match line.as_bytes().last() {
        Some(last) if last.is_ascii_alphanumeric() || *last == b',' => false,
        Some(b'.' | b':') => true,
        _ => ends_with_mark(line),
    }
}

/// True if all letters of a line are capitals, and there are some.
fn capitals(line: &str) -> bool {
    let mut some = false;
    for c in line.chars() {
        if c.is_lowercase() {
            return false;
        }
        some |= c.is_uppercase();
    }
    some
}

/// True if a line begins in lower case.
#[inline]
fn is_lower(line: &str) -> bool {
    match line.as_bytes().first() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_lowercase(),
        _ => line.starts_with(char::is_lowercase),
    }
}

impl Wrapping {
    /// How the text is wrapped whose first lines are these, with their edges put into `edges`; `None` for text with a paragraph a line.
    pub(super) fn detect(text: &str, lines: &[Line], edges: &mut Vec<Edges>) -> Option<Self> {
        let (mut inside, mut outside) = (0_u64, 0_u64);
        let mut widths = [0_u32; (*WIDTHS.end() - *WIDTHS.start()) as usize + 1];
        for line in lines {
            if WIDTHS.contains(&line.width) {
                inside += u64::from(line.width);
                widths[(line.width - WIDTHS.start()) as usize] += 1;
            } else if line.width > *WIDTHS.end() {
                outside += u64::from(line.width);
            }
        }
        let wide: u32 = widths.iter().sum();
        if inside <= 2 * outside || wide < 2 {
            return None;
        }
        // The width that all but a few lines keep to.
        let mut wider = wide / 20;
        let width = widths.iter().rposition(|&here| {
            let found = here > wider;
            wider = wider.saturating_sub(here);
            found
        })?;
        let width = *WIDTHS.start() + width as u32;
        let base = lines.iter().map(|line| line.indent).min().unwrap_or(0);
        let mut set_in = false;
        edges.clear();
        edges.extend(lines.iter().map(|line| Edges::new(text, line)));
        let (mut pairs, mut open, mut lower, mut filled) = (0, 0, 0, 0);
        for (line, edge) in lines.windows(2).zip(edges.windows(2)) {
            if line[1].after_gap {
                continue;
            }
            // A line that is set in begins a paragraph, and says nothing of the one before.
            if line[1].indent > base + 1 {
                set_in = true;
                continue;
            }
            if !WIDTHS.contains(&line[0].width) {
                continue;
            }
            pairs += 1;
            open += u32::from(!edge[0].ends);
            lower += u32::from(edge[1].lower);
            filled += u32::from(line[0].width + 5 > width || line[0].width + line[1].first_word(text) + 5 > width);
        }
        // One pair is enough where the first line is broken off and the second goes on in lower case.
        let wrapped = pairs > 0 && open * 2 >= pairs && lower * 4 >= pairs && (filled * 2 >= pairs || lower * 2 >= pairs);
        wrapped.then_some(Self { width, base: set_in.then_some(base) })
    }

    /// True if `next` goes on with the paragraph in which `line` stands; each comes with its edges.
    pub(super) fn joins(&self, text: &str, (line, edge): &(Line, Edges), (next, next_edge): &(Line, Edges)) -> bool {
        /// Characters of a line that may be a title's part rather than a paragraph's last.
        const SHORT: usize = 12;
        if next.after_gap || next.indent > line.indent + 1 || line.width > self.width + self.width / 4 {
            return false;
        }
        if next_edge.lower && !edge.ends {
            return true;
        }
        if edge.ends && self.base.is_some_and(|base| next.indent > base + 1) {
            return false;
        }
        let (this, that) = (line.text(text), next.text(text));
        if that.starts_with(is_bullet) || that.starts_with("- ") || that.starts_with("* ") {
            return false;
        }
        let ended = edge.ends;
        let room = self.width.saturating_sub(line.width + 1);
        let fits = room >= 4 && room >= next.first_word(text) + 4;
        // A source or a signature on a line of its own.
        if ended && that.len() <= SHORT && !ends(that) {
            return false;
        }
        let title = capitals(this);
        if (title || ended) && title != capitals(that) && that.len() > SHORT {
            return false;
        }
        if ended {
            return !fits;
        }
        // Where paragraphs are set in, a line that is not goes on with the one before, however short that is.
        if self.base.is_some_and(|base| next.indent <= base + 1) {
            return true;
        }
        // A short line may still be the first of a paragraph, unless it is written like a title.
        let words = || this.split_ascii_whitespace();
        let running = || words().filter(|w| w.starts_with(char::is_uppercase)).count() * 5 < words().count() * 3;
        !fits || line.width * 4 >= self.width * 3 || (next.width * 5 >= self.width * 3 && running())
    }
}
