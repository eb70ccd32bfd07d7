//! Word lists about lines: phrases that page furniture is known by, function words, months, words for pictures.
//!
//! All are in one table, so that each word of a document is looked up once.

use super::abbreviations::{key, lines};
use super::hashes::HashTable;
use super::{Shape, Word, words};
use rustc_hash::FxHashMap;
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

/// What the lists say of a word, as bit flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u16);

impl Class {
    /// A frequent function word of any listed language.
    pub(super) const FUNCTION: Self = Self(1);
    /// An English month, whole or abbreviated.
    pub(super) const MONTH: Self = Self(2);
    /// An English weekday, whole or abbreviated.
    pub(super) const WEEKDAY: Self = Self(4);
    /// Stands in captions and credits.
    pub(super) const PICTURE: Self = Self(8);
    /// Stands in captions, credits and elsewhere.
    pub(super) const CREDIT: Self = Self(16);
    /// Begins a phrase that may stand anywhere in a line.
    const INSIDE: Self = Self(32);
    /// Begins a phrase that opens a line or is one.
    const OPENS: Self = Self(64);

    /// True if any flag of `other` is set.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets of flags.
    #[must_use]
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The hashes of a phrase's words, and where it must stand.
type Phrase = (Box<[u64]>, Place);

/// The lists of this module, by word: one look-up a word tells whether it concerns any of them.
struct Lexicon {
    classes: HashTable<Class>,
    phrases: FxHashMap<u64, Vec<Phrase>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut classes: FxHashMap<u64, Class> = FxHashMap::default();
    let mut phrases: FxHashMap<u64, Vec<Phrase>> = FxHashMap::default();
    let mut list = |class: Class, list: &str| {
        for word in lines(list).filter(|line| !line.starts_with('[')).flat_map(str::split_whitespace) {
            let entry = classes.entry(key(word)).or_default();
            *entry = entry.with(class);
        }
    };
    list(Class::FUNCTION, include_str!("../../seeds/words/function_words.txt"));
    list(
        Class::MONTH,
        "January February March April May June July August September October November December \
         Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec",
    );
    list(Class::WEEKDAY, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun");
    list(Class::PICTURE, "photo photos image images picture pictures photograph getty afp credit pictured caption handout footage");
    list(Class::CREDIT, "file reuters ap still screengrab screenshot satellite");
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
                let class = classes.entry(first).or_default();
                *class = class.with(if place == Place::Inside { Class::INSIDE } else { Class::OPENS });
                phrases.entry(first).or_default().push((hashes, place));
            }
        }
    }
    Lexicon { classes: classes.into_iter().collect(), phrases }
});

/// What the lists say of a word.
pub(super) fn class(word: &Word) -> Class {
    LEXICON.classes.get(word.hash).unwrap_or_default()
}

/// True for an English month, whole or abbreviated.
pub(super) fn is_month(word: &Word) -> bool {
    class(word).any(Class::MONTH)
}

/// True for an English weekday, whole or abbreviated.
pub(super) fn is_weekday(word: &Word) -> bool {
    class(word).any(Class::WEEKDAY)
}

/// Adds to `cues` what the phrases say that may begin at word `at` of `line`, whose class is `class`. Numbers are passed
/// over where a phrase must open the line or be all of it.
pub(super) fn phrases_at(line: &[Word], at: usize, first_plain: Option<usize>, class: Class, cues: &mut Cues) {
    /// A line of more words is a paragraph, and ends no article.
    const LONGEST_END: usize = 13;
    let opens = first_plain == Some(at) && class.any(Class::OPENS);
    if !opens && !class.any(Class::INSIDE) {
        return;
    }
    let Some(phrases) = LEXICON.phrases.get(&line[at].hash) else { return };
    let plain = || line[at..].iter().filter(|w| !w.shape.has(Shape::NUMBER));
    for (phrase, place) in phrases {
        if *place == Place::Inside {
            cues.inside |= line.len() - at >= phrase.len() && line[at..].iter().zip(phrase).all(|(word, &hash)| word.hash == hash);
            continue;
        }
        if !opens {
            continue;
        }
        let mut rest = plain().map(|w| w.hash);
        if !phrase.iter().all(|&hash| rest.next() == Some(hash)) {
            continue;
        }
        let whole = rest.next().is_none();
        match place {
            Place::Line => cues.line |= whole,
            Place::Start => cues.start = true,
            Place::End => {
                cues.line |= whole;
                cues.end |= whole;
            }
            _ => cues.end |= plain().take(LONGEST_END + 1).count() <= LONGEST_END,
        }
    }
}
