//! The word lists that case evidence knows: common words, months and weekdays, titles, prepositions of place.

use crate::text::fold;
use crate::text::hashes::HashTable;
use crate::text::listed::lines;
use std::sync::LazyLock;

/// A common English word, one that may open a sentence.
pub(in crate::gazetteer) const COMMON: u8 = 1;
/// A month, a weekday, "I" or "A": its capital never says anything.
pub(in crate::gazetteer) const CALENDAR: u8 = 2;
/// A title or rank.
pub(in crate::gazetteer) const TITLE: u8 = 4;
/// A preposition that is followed by a place.
pub(in crate::gazetteer) const LOCATIVE: u8 = 8;
/// A dotted word that is no name: `p.m.`
pub(in crate::gazetteer) const DOTTED: u8 = 16;

/// Kinds by the hash of the folded word, as `seeds/words/common.txt` lists them.
static KINDS: LazyLock<HashTable<u8>> = LazyLock::new(|| {
    let mut kinds: Vec<(u64, u8)> = Vec::new();
    let mut kind = COMMON;
    for line in lines(include_str!("../../../seeds/words/common.txt")) {
        match line.trim() {
            "[common]" => kind = COMMON,
            "[calendar]" => kind = CALENDAR,
            "[titles]" => kind = TITLE,
            "[locative]" => kind = LOCATIVE,
            "[dotted]" => kind = DOTTED,
            words => kinds.extend(words.split_whitespace().map(|word| (fold::hash(&fold::fold(word)), kind))),
        }
    }
    HashTable::of_flags(kinds)
});

/// What the word with this hash is, as bits; 0 for a word on no list.
#[inline]
pub(in crate::gazetteer) fn kinds(hash: u64) -> u8 {
    KINDS.get(hash).unwrap_or(0)
}

/// True if the word with this hash is of `kind`.
#[inline]
pub(in crate::gazetteer) fn is(hash: u64, kind: u8) -> bool {
    kinds(hash) & kind != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_list_has_every_kind_and_is_folded() {
        let kind = |word: &str| kinds(fold::hash(word));
        assert_ne!(kind("reading") & COMMON, 0);
        assert_ne!(kind("may") & CALENDAR, 0);
        assert_ne!(kind("gen") & TITLE, 0);
        assert_ne!(kind("near") & LOCATIVE, 0);
        assert_ne!(kind("pm") & DOTTED, 0);
        assert_eq!(kind("kyiv"), 0);
        let list = include_str!("../../../seeds/words/common.txt");
        let words = list.lines().filter(|l| !l.starts_with(['#', '['])).flat_map(str::split_whitespace);
        assert!(words.clone().count() > 3000);
        let known = ["[common]", "[calendar]", "[titles]", "[locative]", "[dotted]"];
        assert!(list.lines().filter(|l| l.starts_with('[')).all(|section| known.contains(&section.trim())), "a section that is none");
        for word in words {
            assert!(fold::fold(word) == word || !word.is_ascii(), "{word} is not folded");
        }
    }
}
