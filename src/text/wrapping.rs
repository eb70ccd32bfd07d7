//! Hard-wrapped text: told from text with a paragraph a line, and joined into paragraphs.
//!
//! Text is wrapped if most lines that are followed directly by another are nearly as wide as the widest, leave no room
//! for the next line's first word, end without an end mark, and go on in lower case. Letters without case tell nothing of that, nor does text all in
//! capitals: most lines of such a text must be filled, and hardly one may end both early and without a mark.

use super::abbreviations;
use super::dense;
use super::lines::Line;
use super::lists::is_bullet;
use super::words::words;

/// Widths, in characters, that a wrapped line may have.
const WIDTHS: std::ops::RangeInclusive<u32> = 45..=100;

/// How a document is wrapped.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wrapping {
    /// The width, in characters, to which lines are filled.
    width: u32,
    paragraphs: Paragraphs,
    /// Most lines begin with a letter without case, or are all in capitals.
    caseless: bool,
}

/// How a line shows that it begins a paragraph; with the white space before lines that are not set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paragraphs {
    /// By its place alone.
    Level,
    /// It is set in.
    SetIn(u32),
    /// All others are set in.
    Hanging(u32),
}

impl Paragraphs {
    /// True if `line` is set in deeper than by a space.
    const fn deeper(base: u32, line: &Line) -> bool {
        line.indent > base + 1
    }

    /// True if `next` begins a paragraph behind `line` by where the two begin.
    #[inline]
    const fn part(self, line: &Line, next: &Line) -> bool {
        match self {
            Self::Hanging(base) if !Self::deeper(base, line) => false,
            Self::Hanging(base) => !Self::deeper(base, next) || next.indent > line.indent + 1,
            _ => next.indent > line.indent + 1,
        }
    }
}

/// What is counted of the pairs of lines that stand alike to each other.
#[derive(Clone, Copy, Default)]
struct Pairs {
    all: u32,
    /// The first does not end as a sentence does.
    open: u32,
    /// The second begins in lower case.
    lower: u32,
    /// The first leaves no room.
    filled: u32,
    /// The first leaves room and does not end as a sentence does.
    loose: u32,
    /// The first leaves no room and does not end as a sentence does; the second does.
    closed: u32,
}

impl std::ops::Add for Pairs {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            all: self.all + other.all,
            open: self.open + other.open,
            lower: self.lower + other.lower,
            filled: self.filled + other.filled,
            loose: self.loose + other.loose,
            closed: self.closed + other.closed,
        }
    }
}

/// Words that no line of its own ends with: articles and the like, and the first words of many names.
const OPEN: [&str; 53] = [
    "the", "a", "an", "of", "and", "or", "its", "their", "his", "her", "our", "my", "The", "New", "San", "Santa", "Santo", "São", "Sao",
    "Los", "Las", "Saint", "St", "Port", "Mount", "Cape", "Fort", "Abu", "El", "Al", "Tel", "Deir", "Khan", "Addis", "Sri", "Hong",
    "Kuala", "Buenos", "Costa", "Puerto", "Rio", "Saudi", "Sierra", "United", "Nova", "Novi", "Nizhny", "Kryvyi", "Bila", "Mr", "Mrs",
    "Ms", "Dr",
];

/// True if a line of a text that is not wrapped is broken off and `next` goes on with it, whatever the widths of others. In a `short` text,
/// which is no document, a line that ends without a mark also goes on in lower case, where it begins so itself, and where it is filled and a name
/// may be broken. Where letters have no case, a line of some length that is filled goes on.
pub(super) fn breaks_off(text: &str, line: &Line, next: &Line, short: bool) -> bool {
    /// Characters of a line without case that may be filled; what is shorter is a cell or an item.
    const FILLED: u32 = 20;
    let (this, that) = (line.text(text), next.text(text));
    // A full stop behind an abbreviation is no end of its own: "St." and "John F.".
    let abbreviated = line.ends && is_abbreviated(this);
    if line.ends && !abbreviated || next.after_gap || that.starts_with(is_bullet) || that.starts_with("- ") || that.starts_with("* ") {
        return false;
    }
    if short && !abbreviated && (next.lower || line.lower) {
        return true;
    }
    let filled = || line.width + 1 + next.first_word(text) > next.width;
    if short && line.caseless && next.caseless && line.width >= FILLED && filled() {
        return true;
    }
    if short && line.dense && dense::goes_on(text, line, next) {
        return true;
    }
    // Nor do capitals tell a headline from text that has no others, but its width.
    let shouted = capitals(this) && capitals(that);
    if short && shouted && line.width >= *WIDTHS.start() && filled() {
        return true;
    }
    let last = last_word(this);
    let word = if abbreviated { last.trim_end_matches('.') } else { last };
    if OPEN.contains(&word)
        || shouted && OPEN.iter().any(|open| open.eq_ignore_ascii_case(word))
        || abbreviated && abbreviations::opens(word)
    {
        return short || !is_title(this);
    }
    let running = || this.split_ascii_whitespace().any(|word| word.starts_with(char::is_lowercase));
    let broken = if abbreviated { filled() && !opens_sentence(that) } else { running() && filled() };
    short && last.starts_with(char::is_uppercase) && broken
}

/// True for a line whose first word usually starts a sentence rather than a name.
fn opens_sentence(line: &str) -> bool {
    let first = line.split(char::is_whitespace).next().unwrap_or_default();
    words(first).first().is_some_and(abbreviations::starts_sentences)
}

/// The last word of a line, with its marks.
fn last_word(line: &str) -> &str {
    line.rsplit(char::is_whitespace).next().unwrap_or(line)
}

/// True if a line ends with the full stop of an initial, a dotted acronym or a listed abbreviation that need not end a sentence.
fn is_abbreviated(line: &str) -> bool {
    /// The most bytes of an abbreviation.
    const LONGEST: usize = 8;
    let last = last_word(line);
    let Some(stem) = last.strip_suffix('.').filter(|stem| !stem.is_empty() && stem.len() <= LONGEST) else { return false };
    let capital = stem.starts_with(char::is_uppercase);
    capital && (stem.chars().nth(1).is_none_or(|second| second == '.') || abbreviations::may_go_on(stem)) || abbreviations::opens(stem)
}

/// True for a line most of whose words begin with a capital.
fn is_title(line: &str) -> bool {
    let words = || line.split_ascii_whitespace();
    words().filter(|w| w.starts_with(char::is_uppercase)).count() * 5 >= words().count() * 3
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

impl Wrapping {
    /// How the text is wrapped whose first lines are these; `None` for text with a paragraph a line.
    pub(super) fn detect(text: &str, lines: &[Line]) -> Option<Self> {
        let (mut inside, mut outside, mut caseless) = (0_u64, 0_u64, 0);
        let mut widths = [0_u32; (*WIDTHS.end() - *WIDTHS.start()) as usize + 1];
        for line in lines {
            caseless += usize::from(line.caseless);
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
        // Pairs on one level, with the second line deeper than the base, and with the first one alone.
        let mut pairs = [Pairs::default(); 3];
        let (mut set_in, mut lower_in) = (0, 0);
        for (line, next) in lines.iter().zip(lines.get(1..).unwrap_or_default()) {
            let deeper = Paragraphs::deeper(base, next);
            set_in += u32::from(deeper & !next.after_gap);
            lower_in += u32::from(deeper & !next.after_gap & next.lower);
            // All are counted alike, since no branch would be foreseen.
            let pair = !next.after_gap & WIDTHS.contains(&line.width);
            let counts = &mut pairs[usize::from(deeper) + 2 * usize::from(!deeper & Paragraphs::deeper(base, line))];
            counts.all += u32::from(pair);
            counts.open += u32::from(pair & !line.ends);
            counts.lower += u32::from(pair & next.lower);
            let full = |word| line.width + word + 5 > width;
            let filled = pair && (full(0) || full(next.first_word(text)));
            counts.filled += u32::from(filled);
            counts.loose += u32::from(pair & !filled & !line.ends);
            counts.closed += u32::from(filled & !line.ends & next.ends);
        }
        let [level, into, out] = pairs;
        // A line that begins a paragraph says nothing of the one before. No paragraph begins in lower case: where lines that are set in do, they
        // go on with the one before, and those that are not begin one.
        let hanging = set_in > 0 && lower_in * 4 >= set_in;
        let Pairs { all, open, lower, filled, loose, closed } = if hanging { level + into } else { level + out };
        let paragraphs = match set_in {
            0 => Paragraphs::Level,
            _ if hanging => Paragraphs::Hanging(base),
            _ => Paragraphs::SetIn(base),
        };
        // One pair is enough where the first line is broken off and the second goes on in lower case.
        let shouted = || lines.iter().filter(|line| capitals(line.text(text))).count() * 2 > lines.len();
        let caseless = caseless * 2 > lines.len() || lower == 0 && shouted();
        let alike = if caseless {
            filled * 2 >= all && loose * 8 <= all && closed > 0
        } else {
            lower * 4 >= all && (filled * 2 >= all || lower * 2 >= all)
        };
        let wrapped = all > 0 && open * 2 >= all && alike;
        wrapped.then_some(Self { width, paragraphs, caseless })
    }

    /// True if `next` goes on with the paragraph in which `line` stands.
    #[inline]
    pub(super) fn joins(&self, text: &str, line: &Line, next: &Line) -> bool {
        if next.after_gap || self.paragraphs.part(line, next) || line.width > self.width + self.width / 4 {
            return false;
        }
        next.lower && !line.ends || self.joins_apart(text, line, next)
    }

    /// [`Self::joins`] where a line ends as a sentence does, or the next begins in upper case.
    fn joins_apart(&self, text: &str, line: &Line, next: &Line) -> bool {
        /// Characters of a line that may be a title's part rather than a paragraph's last.
        const SHORT: usize = 12;
        if let Paragraphs::SetIn(base) = self.paragraphs
            && line.ends
            && Paragraphs::deeper(base, next)
        {
            return false;
        }
        let (this, that) = (line.text(text), next.text(text));
        if that.starts_with(is_bullet) || that.starts_with("- ") || that.starts_with("* ") {
            return false;
        }
        let ended = line.ends;
        let room = self.width.saturating_sub(line.width + 1);
        let fits = room >= 4 && room >= next.first_word(text) + 4;
        // A source or a signature on a line of its own.
        if ended && that.len() <= SHORT && !next.ends {
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
        if let Paragraphs::SetIn(base) = self.paragraphs
            && !Paragraphs::deeper(base, next)
        {
            return true;
        }
        // Nothing tells a title without case from a line that goes on but the room behind it.
        if self.caseless {
            return !fits || line.width * 10 >= self.width * 9;
        }
        // A short line may still be the first of a paragraph, unless it is written like a title.
        !fits || line.width * 4 >= self.width * 3 || (next.width * 5 >= self.width * 3 && !is_title(this))
    }
}
