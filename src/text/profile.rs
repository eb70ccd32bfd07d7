//! What one line looks like: the facts from which its kind is told.

use super::cues::{self, Class, Cues, Lexicon};
use super::scan::{Scan, take_before};
use super::{Block, Shape, Word, gap};

/// Facts about one block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Profile {
    /// Number of words.
    pub words: u32,
    /// Ends with an end mark and its closing marks.
    pub ends: bool,
    /// What the phrase lists say.
    pub cues: Cues,
    /// Short, and names a date or time.
    pub dated: bool,
    /// Holds a word for pictures or a picture agency.
    pub picture: bool,
    /// Holds such a word, or stands as in a credit one that has its place elsewhere too.
    pub credit: bool,
    /// A month or weekday is among the last words.
    pub dated_end: bool,
    /// Begins with a quotation mark.
    pub quote: bool,
}

impl Profile {
    /// Looks at each block of a document, and puts the profiles into `out`, which is empty.
    pub(super) fn all(text: &str, words: &[Word], blocks: &[Block], scan: &Scan, out: &mut Vec<Self>) {
        let mut listed = scan.listed();
        out.extend(blocks.iter().map(|block| Self::new(text, block.words(words), block, take_before(&mut listed, block.end_word))));
    }

    /// Looks at a block, whose words these are; those that may be `listed` come by their indices in the document.
    fn new(text: &str, words: &[Word], block: &Block, listed: &[u32]) -> Self {
        /// Words at the end of a caption among which its date stands.
        const TAIL: usize = 5;
        let lists = Lexicon::get();
        let surface = block.span.text(text);
        let first_plain = words.iter().position(|w| !w.shape.has(Shape::NUMBER));
        let mut cues = first_plain.map(|first| lists.opening(words, first)).unwrap_or_default();
        let (mut seen, mut dated_end, mut credit) = (Class::default(), false, false);
        for at in listed.iter().map(|&index| (index - block.first_word) as usize) {
            let Some(class) = lists.listed(&words[at]) else { continue };
            seen = seen.with(class);
            credit |= class.any(Class::PICTURE) || class.any(Class::CREDIT) && credited(text, words, at);
            dated_end |= class.any(Class::MONTH.with(Class::WEEKDAY)) && at + TAIL >= words.len();
            cues.inside |= class.any(Class::ANCHOR) && lists.inside(words, at);
        }
        Self {
            words: words.len() as u32,
            ends: ends_with_mark(surface),
            cues,
            dated: words.len() < 12 && names_date(text, words, seen),
            dated_end,
            picture: seen.any(Class::PICTURE),
            credit,
            quote: opens_quotation(surface),
        }
    }

    /// Running text: ten words or more, an end mark, three function words or more in twenty.
    pub(super) fn is_prose(&self, words: &[Word]) -> bool {
        let lists = Lexicon::get();
        let enough = (words.len() * 3).div_ceil(20);
        words.len() >= 10 && self.ends && words.iter().filter(|word| lists.is_function(word)).take(enough).count() == enough
    }
}

/// What only the model of pages asks of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// Running text.
    pub prose: bool,
    /// No words but numbers.
    pub numbers: bool,
    /// Share of words with a capital.
    pub capitals: f32,
    /// Begins with a lower-case letter.
    pub lower: bool,
    /// Reads as text that was decoded by the wrong table (`ÐšÐ¸Ñ—Ð²`).
    pub garbled: bool,
}

impl Manner {
    /// Looks at a block, whose words and profile these are.
    pub(super) fn new(text: &str, words: &[Word], block: &Block, profile: &Profile) -> Self {
        let surface = block.span.text(text);
        let capitals = words.iter().filter(|w| w.shape.has(Shape::CAPITAL)).count();
        Self {
            prose: profile.is_prose(words),
            numbers: words.iter().all(|w| w.shape.has(Shape::NUMBER)),
            capitals: capitals as f32 / words.len().max(1) as f32,
            lower: surface.starts_with(|c: char| c.is_lowercase()),
            garbled: is_garbled(surface),
        }
    }
}

/// True if word `at` stands as in a credit: "(file", "/reuters", "via AP", "a screenshot".
fn credited(text: &str, words: &[Word], at: usize) -> bool {
    let before = words[at].start.checked_sub(1).map(|byte| text.as_bytes()[byte as usize]);
    let led = |word: &Word| ["via", "a"].iter().any(|lead| word.text(text).eq_ignore_ascii_case(lead));
    matches!(before, Some(b'(' | b'[' | b'/')) || at > 0 && led(&words[at - 1])
}

/// True if a line begins with a quotation mark.
fn opens_quotation(line: &str) -> bool {
    match line.as_bytes().first() {
        Some(&first) if first.is_ascii() => first == b'"',
        _ => line.starts_with(['“', '‘', '«', '„']),
    }
}

/// True if a line ends as a sentence does.
pub(super) fn ends_with_mark(line: &str) -> bool {
    match line.as_bytes().last() {
        Some(b'.') => return true,
        Some(last) if last.is_ascii_alphanumeric() || *last == b',' => return false,
        _ => {}
    }
    let mark = |c| matches!(c, '.' | '…') || gap::is_strong(c) || gap::is_ideographic(c);
    line.trim_end_matches(gap::is_closer).ends_with(mark)
}

/// True if the words name a date or a time of day.
fn names_date(text: &str, words: &[Word], seen: Class) -> bool {
    let number = |w: &Word| w.shape.has(Shape::DIGIT);
    if seen.any(Class::AGO) {
        return true;
    }
    let adjacent = |i: usize| words.get(i + 1).is_some_and(number) || (i > 0 && number(&words[i - 1]));
    words.iter().enumerate().any(|(i, w)| {
        if !number(w) {
            return seen.any(Class::MONTH) && adjacent(i) && cues::is_month(w);
        }
        let surface = w.text(text);
        let year = surface.len() == 4 && (surface.starts_with("20") || surface.starts_with("19"));
        let clock = text.as_bytes().get(w.end as usize) == Some(&b':') && words.get(i + 1).is_some_and(number);
        year || clock
    })
}

/// True if a quarter of a line are pairs that UTF-8 makes when it is read as Latin-1 or windows-1252.
fn is_garbled(line: &str) -> bool {
    if line.is_ascii() {
        return false;
    }
    let (mut chars, mut pairs) = (0_usize, 0_usize);
    let mut last = ' ';
    for c in line.chars() {
        let lead = matches!(last, 'Â' | 'Ã' | 'Ð' | 'Ñ' | 'â' | 'Ø' | 'Ù' | '×' | 'ã' | 'å' | 'æ' | 'à');
        let tail = matches!(c, '\u{80}'..='\u{BF}' | '€' | '‚' | 'ƒ' | '„' | '…' | '†' | '‡' | 'ˆ' | '‰' | 'Š' | '‹' | 'Œ' | 'Ž')
            || matches!(c, '‘' | '’' | '“' | '”' | '•' | '–' | '—' | '˜' | '™' | 'š' | '›' | 'œ' | 'ž' | 'Ÿ');
        pairs += usize::from(lead && tail);
        chars += usize::from(!c.is_whitespace());
        last = c;
    }
    pairs * 4 > chars
}
