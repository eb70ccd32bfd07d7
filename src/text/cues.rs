//! Word lists about lines: phrases that page furniture is known by, function words, months, words for pictures.
//!
//! Months, weekdays, words for pictures and the rarest word of each phrase are in one small table, so that most words of a
//! document are looked up once and in vain.

use super::abbreviations::key;
use super::hashes::{Filter, HashTable};
use super::listed::sections;
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

/// What the lists say of a word, as bit flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u8);

impl Class {
    /// An English month, whole or abbreviated.
    pub(super) const MONTH: Self = Self(1);
    /// An English weekday, whole or abbreviated.
    pub(super) const WEEKDAY: Self = Self(2);
    /// Stands in captions and credits.
    pub(super) const PICTURE: Self = Self(4);
    /// Stands in captions, credits and elsewhere.
    pub(super) const CREDIT: Self = Self(8);
    /// The rarest word of a phrase that may stand anywhere in a line.
    pub(super) const ANCHOR: Self = Self(16);
    /// "ago"
    pub(super) const AGO: Self = Self(32);

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

/// The lists of this module.
pub(super) struct Lexicon {
    classes: HashTable<Class>,
    /// The words of `classes`.
    filter: Filter,
    /// Frequent function words of all listed languages.
    functions: HashTable<()>,
    openings: Phrases<Place>,
    inside: Phrases<usize>,
}

/// The hashes of a phrase's words, with what is to be known of it.
type Phrase<T> = (Box<[u64]>, T);

/// Phrases by one of their words.
struct Phrases<T> {
    /// Where the phrases of a word stand in `lists`.
    places: HashTable<u32>,
    lists: Vec<Vec<Phrase<T>>>,
}

impl<T> Phrases<T> {
    fn new(by_word: FxHashMap<u64, Vec<Phrase<T>>>) -> Self {
        let (words, lists): (Vec<u64>, Vec<Vec<Phrase<T>>>) = by_word.into_iter().unzip();
        Self { places: words.into_iter().zip(0..).collect(), lists }
    }

    #[inline]
    fn of(&self, word: &Word) -> &[Phrase<T>] {
        self.places.get(word.hash).map_or(&[], |at| &self.lists[at as usize])
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let functions = sections(include_str!("../../seeds/words/function_words.txt"));
    let functions: FxHashSet<u64> = functions.flat_map(|(_, line)| line.split_whitespace()).map(key).collect();
    let common = sections(include_str!("../../seeds/words/common.txt"));
    let common: FxHashSet<u64> = common.flat_map(|(_, line)| line.split_whitespace()).map(key).collect();
    let mut classes: FxHashMap<u64, Class> = FxHashMap::default();
    let mut mark = |hash: u64, class: Class| {
        let entry = classes.entry(hash).or_default();
        *entry = entry.with(class);
    };
    let lists = [
        (
            Class::MONTH,
            "January February March April May June July August September October November December \
             Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec",
        ),
        (Class::WEEKDAY, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun"),
        (Class::PICTURE, "photo photos image images picture pictures photograph getty afp credit pictured caption handout footage"),
        (Class::AGO, "ago"),
        (Class::CREDIT, "file reuters ap still screengrab screenshot satellite"),
    ];
    for (class, list) in lists {
        list.split_whitespace().for_each(|word| mark(key(word), class));
    }
    // Phrases that open a line or are one, by their first word.
    let mut openings: FxHashMap<u64, Vec<Phrase<Place>>> = FxHashMap::default();
    // Phrases that may stand anywhere, by their rarest word, and where in the phrase that is.
    let mut inside: FxHashMap<u64, Vec<Phrase<usize>>> = FxHashMap::default();
    for (section, line) in sections(include_str!("../../seeds/words/furniture.txt")) {
        let place = match section {
            "start" => Place::Start,
            "inside" => Place::Inside,
            "end" => Place::End,
            "endstart" => Place::EndStart,
            _ => Place::Line,
        };
        for phrase in line.split(';') {
            let cut = words::words(phrase);
            let hashes: Box<[u64]> = cut.iter().map(|w| w.hash).collect();
            let Some(&first) = hashes.first() else { continue };
            if place != Place::Inside {
                openings.entry(first).or_default().push((hashes, place));
                continue;
            }
            // A word of no list is a rare one, and else a long one.
            let rarity = |&at: &usize| (!functions.contains(&hashes[at]), !common.contains(&hashes[at]), cut[at].end - cut[at].start);
            let anchor = (0..hashes.len()).max_by_key(rarity).unwrap_or(0);
            mark(hashes[anchor], Class::ANCHOR);
            inside.entry(hashes[anchor]).or_default().push((hashes, anchor));
        }
    }
    Lexicon {
        filter: classes.keys().copied().collect(),
        classes: classes.into_iter().collect(),
        functions: functions.into_iter().map(|hash| (hash, ())).collect(),
        openings: Phrases::new(openings),
        inside: Phrases::new(inside),
    }
});

/// True if the word with this hash is a frequent function word of a listed language.
pub(crate) fn is_function_word(hash: u64) -> bool {
    LEXICON.functions.contains(hash)
}

impl Lexicon {
    /// The lists, read once.
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    /// Which words the lists may say something of.
    pub(super) const fn filter(&self) -> &Filter {
        &self.filter
    }

    /// What the lists say of a word, if they do.
    #[inline]
    pub(super) fn listed(&self, word: &Word) -> Option<Class> {
        self.classes.get(word.hash)
    }

    /// What the lists say of a word.
    #[inline]
    pub(super) fn class(&self, word: &Word) -> Class {
        self.classes.get(word.hash).unwrap_or_default()
    }

    /// True for a frequent function word.
    #[inline]
    pub(super) fn is_function(&self, word: &Word) -> bool {
        self.functions.contains(word.hash)
    }

    /// True if a phrase that may stand anywhere in a line stands around its word `at`, an anchor.
    pub(super) fn inside(&self, line: &[Word], at: usize) -> bool {
        self.inside.of(&line[at]).iter().any(|(phrase, anchor)| {
            let found = at.checked_sub(*anchor).and_then(|start| line.get(start..start + phrase.len()));
            found.is_some_and(|found| found.iter().zip(phrase).all(|(word, &hash)| word.hash == hash))
        })
    }

    /// What the phrases say that open `line`, whose first word that is no number is `first`. Numbers are passed over.
    pub(super) fn opening(&self, line: &[Word], first: usize) -> Cues {
        /// A line of more words is a paragraph, and ends no article.
        const LONGEST_END: usize = 13;
        let mut cues = Cues::default();
        let plain = || line[first..].iter().filter(|w| !w.shape.has(Shape::NUMBER));
        for (phrase, place) in self.openings.of(&line[first]) {
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
        cues
    }
}

/// True for an English month, whole or abbreviated.
pub(super) fn is_month(word: &Word) -> bool {
    LEXICON.class(word).any(Class::MONTH)
}

/// True for an English weekday, whole or abbreviated.
pub(super) fn is_weekday(word: &Word) -> bool {
    LEXICON.class(word).any(Class::WEEKDAY)
}
