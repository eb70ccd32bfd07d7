//! Word lists about lines: phrases that page furniture is known by, function words, months, words for pictures.

use super::abbreviations::{key, lines};
use super::{Shape, Word, words};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What the phrases of `seeds/words/furniture.txt` say of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cues {
    /// The whole line is a listed label.
    pub line: bool,
    /// The line begins with a listed phrase.
    pub start: bool,
    /// The line holds a listed phrase.
    pub inside: bool,
    /// After such a line the article is over.
    pub end: bool,
}

impl Cues {
    /// True if any list knows the line.
    pub(super) const fn any(self) -> bool {
        self.line || self.start || self.inside
    }
}

/// Where in a line a phrase must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Line,
    Start,
    Inside,
    End,
    EndStart,
}

/// Phrases by the hash of their first word.
type Phrases = FxHashMap<u64, Vec<(Box<[u64]>, Place)>>;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    let mut place = Place::Line;
    for line in lines(include_str!("../../seeds/words/furniture.txt")) {
        if let Some(section) = line.strip_prefix('[') {
            place = match section.trim_end_matches(']') {
                "start" => Place::Start,
                "inside" => Place::Inside,
                "end" => Place::End,
                "endstart" => Place::EndStart,
                _ => Place::Line,
            };
            continue;
        }
        for phrase in line.split(';') {
            let hashes: Box<[u64]> = words::words(phrase).iter().map(|w| w.hash).collect();
            if let Some(&first) = hashes.first() {
                phrases.entry(first).or_default().push((hashes, place));
            }
        }
    }
    phrases
});

/// A set of words, from a list.
fn set(list: &str) -> FxHashSet<u64> {
    lines(list).filter(|line| !line.starts_with('[')).flat_map(str::split_whitespace).map(key).collect()
}

static FUNCTION_WORDS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| set(include_str!("../../seeds/words/function_words.txt")));

static MONTHS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    set("January February March April May June July August September October November December \
         Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")
});

static WEEKDAYS: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun"));

static PICTURE_WORDS: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| set("photo photos image images picture pictures photograph getty afp credit pictured caption handout footage"));

/// True for a frequent function word of any listed language.
pub(super) fn is_function_word(word: &Word) -> bool {
    FUNCTION_WORDS.contains(&word.hash)
}

/// True for an English month, whole or abbreviated.
pub(super) fn is_month(word: &Word) -> bool {
    MONTHS.contains(&word.hash)
}

/// True for an English weekday, whole or abbreviated.
pub(super) fn is_weekday(word: &Word) -> bool {
    WEEKDAYS.contains(&word.hash)
}

/// True for a word that stands in captions and credits.
pub(super) fn is_picture_word(word: &Word) -> bool {
    PICTURE_WORDS.contains(&word.hash)
}

/// What the lists say of a line with these words; numbers in it are passed over.
pub(super) fn cues(line: &[Word]) -> Cues {
    /// A line of more words is a paragraph, and ends no article.
    const LONGEST_END: usize = 13;
    let plain: Vec<u64> = line.iter().filter(|w| !w.shape.has(Shape::NUMBER)).map(|w| w.hash).collect();
    let mut cues = Cues::default();
    for (at, first) in plain.iter().enumerate() {
        let Some(phrases) = PHRASES.get(first) else { continue };
        for (phrase, place) in phrases {
            if !plain[at..].starts_with(phrase) {
                continue;
            }
            let whole = at == 0 && phrase.len() == plain.len();
            match place {
                Place::Line => cues.line |= whole,
                Place::Start => cues.start |= at == 0,
                Place::Inside => cues.inside = true,
                Place::End => {
                    cues.line |= whole;
                    cues.end |= whole;
                }
                Place::EndStart => cues.end |= at == 0 && plain.len() <= LONGEST_END,
            }
        }
    }
    cues
}
