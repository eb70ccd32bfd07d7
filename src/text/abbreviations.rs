//! Abbreviations and the words that start sentences: what a full stop before a capital means.

use super::hashes::HashTable;
use super::listed::{lines, sections};
use super::{Shape, Word, fold};
use std::sync::LazyLock;

/// What a full stop after an abbreviation may mean (the sections of `seeds/words/abbreviations.txt`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Stands before a name: `Gen. Smith`.
    Title,
    /// Never ends a sentence: `vs.`
    Never,
    /// Stands before a number: `No. 5`.
    Number,
    /// Ends a sentence only before a word that usually starts one: `Inc.`, `Jr.`
    #[default]
    Maybe,
    /// Ends a sentence before any capital: `etc.`
    End,
}

/// Class and whether it must be written with a capital.
static ABBREVIATIONS: LazyLock<HashTable<(Abbreviation, bool)>> = LazyLock::new(|| {
    let mut list = Vec::new();
    for (section, line) in sections(include_str!("../../seeds/words/abbreviations.txt")) {
        let class = match section {
            "title" => Abbreviation::Title,
            "never" => Abbreviation::Never,
            "number" => Abbreviation::Number,
            "end" => Abbreviation::End,
            _ => Abbreviation::Maybe,
        };
        for word in line.split_whitespace() {
            list.push((key(word), (class, word.starts_with(char::is_uppercase) && class != Abbreviation::Number)));
        }
    }
    list.into_iter().collect()
});

static STARTERS: LazyLock<HashTable<()>> = LazyLock::new(|| {
    lines(include_str!("../../seeds/words/sentence_starters.txt")).flat_map(str::split_whitespace).map(|word| (key(word), ())).collect()
});

/// The hash by which a listed word is found on the word stream.
pub(super) fn key(word: &str) -> u64 {
    fold::hash(&fold::fold(word))
}

/// The class of a word that stands before a full stop, if it is an abbreviation.
pub(super) fn class(word: &Word, text: &str) -> Option<Abbreviation> {
    if let Some((class, capital)) = ABBREVIATIONS.get(word.hash) {
        return (!capital || word.shape.has(Shape::CAPITAL)).then_some(class);
    }
    // An unlisted one: a capital, then lower-case consonants alone ("Brg.", "Sgd.").
    let surface = word.text(text).as_bytes();
    let vowels = |b: &u8| matches!(b | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let unlisted = (2..=4).contains(&surface.len())
        && word.shape.has(Shape::CAPITAL.with(Shape::LOWER))
        && surface.iter().all(u8::is_ascii_alphabetic)
        && !surface.iter().any(vowels);
    unlisted.then_some(Abbreviation::Maybe)
}

/// True for an abbreviation after which a full stop need not end the sentence.
pub(crate) fn takes_full_stop(word: &Word, text: &str) -> bool {
    class(word, text).is_some_and(|class| class != Abbreviation::End)
}

/// The class of a word that is listed as it is written, without its full stop.
fn listed(written: &str) -> Option<Abbreviation> {
    let (class, capital) = ABBREVIATIONS.get(key(written))?;
    (!capital || written.starts_with(char::is_uppercase)).then_some(class)
}

/// True for an abbreviation, without its full stop, that stands before a name or never ends a sentence.
pub(super) fn opens(written: &str) -> bool {
    matches!(listed(written), Some(Abbreviation::Title | Abbreviation::Never))
}

/// True for an abbreviation, without its full stop, that need not end a sentence.
pub(super) fn may_go_on(written: &str) -> bool {
    listed(written).is_some_and(|class| class != Abbreviation::End)
}

/// True for a word that usually starts a sentence rather than a name.
pub(super) fn starts_sentences(word: &Word) -> bool {
    STARTERS.contains(word.hash)
}
