//! Makes the spellings of entries, one entry after the other.

use super::inflect::Inflector;
use super::romanise::Romaniser;
use super::script::{Parted, is_letter, is_native};
use super::seen::{Met, Seen};
use super::{DEMONYMS, INFLECTED, INITIALS, MOST, MOST_INFLECTED, MOST_ROMANISED, Named, ROMANISED, SURNAMES, Variants, demonyms, persons};
use crate::gazetteer::lists;
use crate::gazetteer::names::{Forms, flag};
use crate::text::fold;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// A spelling that was made.
pub(in crate::gazetteer) struct Made<'m> {
    /// Number of the name it was made from.
    pub name: u16,
    /// [`flag::ROMANISED`], [`flag::SHORT`], [`flag::INFLECTED`].
    pub flags: u32,
    pub text: &'m str,
    /// Its words.
    pub forms: &'m Forms,
}

/// Makes spellings; its buffers serve many entries.
pub(in crate::gazetteer) struct Maker {
    variants: Variants,
    parted: Parted,
    romaniser: Romaniser,
    inflector: Inflector,
    spellings: Spellings,
}

impl Maker {
    pub fn new(variants: Variants) -> Self {
        let spellings = Spellings {
            texts: Seen::default(),
            keys: Seen::default(),
            key: Vec::new(),
            round: 0,
            all: Vec::new(),
            text: String::new(),
            forms: Forms::new(),
        };
        Self { variants, parted: Parted::default(), romaniser: Romaniser::default(), inflector: Inflector::default(), spellings }
    }

    /// Hands over the spellings of one entry, none of which folds like one of its names or like another.
    pub fn make(&mut self, entry: &Named<'_>, take: &mut dyn FnMut(&Made<'_>)) {
        let variants = self.variants;
        if variants.kinds == 0 || variants.native && !entry.names.iter().all(|name| is_native(name)) {
            return;
        }
        self.spellings.begin(entry);
        if variants.has(ROMANISED) {
            for (n, name) in entry.names.iter().enumerate().filter(|(_, name)| is_native(name)) {
                self.romanise(n, name, entry, take);
            }
        }
        if entry.kind == "person" && variants.has(INITIALS | SURNAMES) {
            let romanised = self.spellings.all.len();
            for (n, name) in entry.names.iter().enumerate() {
                self.shorten(n, name, 0, entry, take);
            }
            for at in 0..romanised {
                let (n, flags, name) = self.spellings.get(at);
                let name = name.to_owned();
                self.shorten(n, &name, flags, entry, take);
            }
        }
        if variants.has(DEMONYMS) {
            for (n, name) in entry.names.iter().enumerate() {
                self.spellings.round += 1;
                for text in demonyms::of(name, entry.kind) {
                    self.spellings.offer(n, flag::INFLECTED, &text, take);
                }
            }
        }
        if variants.has(INFLECTED) {
            for (n, name) in entry.names.iter().enumerate().filter(|(_, name)| is_native(name)) {
                self.inflect(n, name, 0, entry, take);
            }
            for at in 0..self.spellings.all.len() {
                let (n, flags, name) = self.spellings.get(at);
                if flags & flag::SHORT != 0 && is_native(name) {
                    let name = name.to_owned();
                    self.inflect(n, &name, flags, entry, take);
                }
            }
        }
    }

    fn romanise(&mut self, n: usize, name: &str, entry: &Named<'_>, take: &mut dyn FnMut(&Made<'_>)) {
        let Self { parted, romaniser, spellings, .. } = self;
        parted.take(name);
        spellings.round += 1;
        let mut left = MOST_ROMANISED;
        romaniser.spell(parted, parted.languages(entry.lang), |text| {
            left -= usize::from(spellings.offer(n, flag::ROMANISED, text, take));
            left > 0
        });
    }

    fn shorten(&mut self, n: usize, name: &str, flags: u32, entry: &Named<'_>, take: &mut dyn FnMut(&Made<'_>)) {
        let Some(person) = persons::Person::of(name, entry.country) else { return };
        self.spellings.round += 1;
        if self.variants.has(INITIALS) {
            for text in person.initials() {
                self.spellings.offer(n, flags | flag::SHORT, &text, take);
            }
        }
        if self.variants.has(SURNAMES) {
            self.spellings.offer(n, flags | flag::SHORT, &person.surname(), take);
        }
    }

    fn inflect(&mut self, n: usize, name: &str, flags: u32, entry: &Named<'_>, take: &mut dyn FnMut(&Made<'_>)) {
        let Self { parted, inflector, spellings, .. } = self;
        parted.take(name);
        spellings.round += 1;
        let mut left = MOST_INFLECTED;
        inflector.forms(parted, entry.kind, parted.languages(entry.lang), |text| {
            left -= usize::from(spellings.offer(n, flags | flag::INFLECTED, text, take));
            left > 0
        });
    }
}

/// The spellings of one entry, each once.
struct Spellings {
    /// As they were made: most are made more than once, and need no second look.
    texts: Seen,
    /// Their folded words, those of the entry's own names too.
    keys: Seen,
    key: Vec<u8>,
    /// How many calls for spellings there were.
    round: u32,
    /// Name, flags and end in `text` of those that are used.
    all: Vec<(u16, u32, usize)>,
    text: String,
    forms: Forms,
}

impl Spellings {
    /// Begins with the names of an entry.
    fn begin(&mut self, entry: &Named<'_>) {
        self.texts.clear();
        self.keys.clear();
        self.all.clear();
        self.text.clear();
        self.round = 0;
        for name in &entry.names {
            if self.forms.cut(name, String::new).is_ok() {
                self.note();
            }
        }
    }

    /// Name, flags and text of a spelling that is used.
    fn get(&self, at: usize) -> (usize, u32, &str) {
        let start = at.checked_sub(1).map_or(0, |before| self.all[before].2);
        let (name, flags, end) = self.all[at];
        (usize::from(name), flags, &self.text[start..end])
    }

    /// Notes the words that were cut.
    fn note(&mut self) -> Met {
        self.key.clear();
        for word in self.forms.iter().next().unwrap_or_default() {
            self.key.extend_from_slice(&self.forms.folded[word.start as usize..word.end as usize]);
            self.key.push(b' ');
        }
        self.keys.note(&self.key, self.round)
    }

    /// Takes a spelling if it is new and usable; true if it is none that was offered in this round.
    fn offer(&mut self, name: usize, flags: u32, text: &str, take: &mut dyn FnMut(&Made<'_>)) -> bool {
        if self.texts.note(text.as_bytes(), self.round) == Met::Now {
            return false;
        }
        if self.forms.cut(text, String::new).is_err() {
            // What is too long or empty once made is no name.
            return true;
        }
        if loses_marks(text, flags, &self.forms) {
            return false;
        }
        match self.note() {
            Met::Now => false,
            Met::Before => true,
            Met::Never => {
                if self.all.len() < MOST && is_usable(text, flags, &self.forms) {
                    let name = name.min(0xFFFF) as u16;
                    self.text.push_str(text);
                    self.all.push((name, flags, self.text.len()));
                    take(&Made { name, flags, text, forms: &self.forms });
                }
                true
            }
        }
    }
}

/// English words that no romanisation may be, beside the common ones.
static WORDS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let lines = include_str!("../../../seeds/variants/words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(fold::hash).collect()
});

/// True if a word has so many letters, without the signs in it.
fn has_letters(text: &str, count: usize) -> bool {
    text.chars().filter(|&c| is_letter(c)).take(count).count() == count
}

/// True for a short word of Latin letters with marks: folding drops them, and Čas would be "cas".
fn loses_marks(text: &str, flags: u32, forms: &Forms) -> bool {
    flags & flag::ROMANISED != 0 && !text.is_ascii() && forms.words().len() == 1 && !has_letters(text, 6) && !is_native(text)
}

/// False for single words that are common or too short to be told from others.
fn is_usable(text: &str, flags: u32, forms: &Forms) -> bool {
    match forms.words() {
        [] => false,
        [word] if flags & flag::ROMANISED != 0 && WORDS.contains(&word.hash) => false,
        [word] => lists::kinds(word.hash) == 0 && has_letters(word.text(text), 3),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_words_is_folded_and_adds_to_the_common_ones() {
        let lines = include_str!("../../../seeds/variants/words.txt").lines().filter(|line| !line.starts_with('#'));
        let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
        assert!(words.len() > 1000 && WORDS.len() == words.len());
        for word in words {
            assert!(fold::fold(word) == word && lists::kinds(fold::hash(word)) == 0, "{word}");
        }
    }
}
