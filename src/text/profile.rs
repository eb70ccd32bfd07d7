//! What one line looks like: the facts from which its kind is told.

use super::cues::{self, Class, Cues};
use super::{Block, Shape, Word};

/// Facts about one block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Profile {
    /// Number of words.
    pub words: u32,
    /// Words that are not numbers.
    pub plain_words: u32,
    /// Share of words with a capital.
    pub capitals: f32,
    /// Ends with an end mark and its closing marks.
    pub ends: bool,
    /// Running text: ten words or more, an end mark, function words.
    pub prose: bool,
    /// What the phrase lists say.
    pub cues: Cues,
    /// Short, and names a date or time.
    pub dated: bool,
    /// Holds a word for pictures or a picture agency.
    pub picture: bool,
    /// Holds such a word, or one that stands in credits and elsewhere.
    pub credit: bool,
    /// A month or weekday is among the last words.
    pub dated_end: bool,
    /// Begins with a quotation mark.
    pub quote: bool,
    /// Begins with a lower-case letter.
    pub lower: bool,
    /// Reads as text that was decoded by the wrong table (`ÐšÐ¸Ñ—Ð²`).
    pub garbled: bool,
}

impl Profile {
    /// Looks at a block.
    pub(super) fn new(text: &str, words: &[Word], block: &Block) -> Self {
        /// Words at the end of a caption among which its date stands.
        const TAIL: usize = 5;
        let surface = block.span.text(text);
        let words = &words[block.first_word as usize..block.end_word as usize];
        let first_plain = words.iter().position(|w| !w.shape.has(Shape::NUMBER));
        let (mut function, mut plain, mut capitals) = (0_u32, 0_u32, 0_u32);
        let (mut cues, mut seen, mut dated_end) = (Cues::default(), Class::default(), false);
        for (at, word) in words.iter().enumerate() {
            let class = cues::class(word);
            seen = seen.with(class);
            function += u32::from(class.any(Class::FUNCTION));
            plain += u32::from(!word.shape.has(Shape::NUMBER));
            capitals += u32::from(word.shape.has(Shape::CAPITAL));
            dated_end |= at + TAIL >= words.len() && class.any(Class::MONTH.with(Class::WEEKDAY));
            cues::phrases_at(words, at, first_plain, class, &mut cues);
        }
        let count = words.len().max(1) as f32;
        let ends = ends_with_mark(surface);
        Self {
            words: words.len() as u32,
            plain_words: plain,
            capitals: capitals as f32 / count,
            ends,
            prose: words.len() >= 10 && function as f32 / count >= 0.15 && ends,
            cues,
            dated: words.len() < 12 && names_date(text, words),
            dated_end,
            picture: seen.any(Class::PICTURE),
            credit: seen.any(Class::PICTURE.with(Class::CREDIT)),
            quote: surface.starts_with(['"', '“', '‘', '«', '„']),
            lower: surface.starts_with(|c: char| c.is_lowercase()),
            garbled: is_garbled(surface),
        }
    }
}

/// True if a line ends as a sentence does.
pub(super) fn ends_with_mark(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '\'', '”', '’', '“', '‘', '»', ')', ']']);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '։', '።'])
}

/// True if the words name a date or a time of day.
fn names_date(text: &str, words: &[Word]) -> bool {
    let number = |w: &Word| w.shape.has(Shape::DIGIT);
    let adjacent = |i: usize| words.get(i + 1).is_some_and(number) || (i > 0 && number(&words[i - 1]));
    words.iter().enumerate().any(|(i, w)| {
        let surface = w.text(text);
        let year = surface.len() == 4 && (surface.starts_with("20") || surface.starts_with("19")) && number(w);
        let clock = number(w) && text.as_bytes().get(w.end as usize) == Some(&b':') && words.get(i + 1).is_some_and(number);
        year || clock || surface == "ago" || (cues::is_month(w) && adjacent(i))
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
