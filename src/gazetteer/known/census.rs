//! Given names and surnames by frequency: what speaks against a place that bears one as its name.

use crate::text::fold;
use crate::text::listed::lines;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What the lists say of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::gazetteer) struct Borne {
    /// A frequent given name.
    pub given: bool,
    /// The rank among surnames, from 1; 0 for none.
    pub rank: u16,
}

fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    lines(list).flat_map(str::split_whitespace)
}

static NAMES: LazyLock<FxHashMap<u64, Borne>> = LazyLock::new(|| {
    let mut names: FxHashMap<u64, Borne> = FxHashMap::default();
    for word in words(include_str!("../../../seeds/words/census_given_names.txt")) {
        names.entry(fold::hash(word)).or_default().given = true;
    }
    for (rank, word) in (1..).zip(words(include_str!("../../../seeds/words/census_surnames.txt"))) {
        names.entry(fold::hash(word)).or_default().rank = rank;
    }
    names
});

/// What the word with this hash is as a person's name.
pub(in crate::gazetteer) fn borne(hash: u64) -> Borne {
    NAMES.get(&hash).copied().unwrap_or_default()
}

/// True if the word with this hash is a frequent given name or surname.
pub(in crate::gazetteer) fn is_person(hash: u64) -> bool {
    borne(hash) != Borne::default()
}

/// True if the word with this hash is a frequent given name.
pub(in crate::gazetteer) fn is_given_name(hash: u64) -> bool {
    borne(hash).given
}

/// True if the word with this hash is a frequent surname.
pub(in crate::gazetteer) fn is_surname(hash: u64) -> bool {
    borne(hash).rank > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_by_their_folded_form() {
        let of = |word: &str| borne(fold::hash(word));
        assert!(of("michael").given);
        assert_eq!(of("smith").rank, 1);
        assert_eq!(of("kharkiv"), Borne::default());
        let lists = [include_str!("../../../seeds/words/census_given_names.txt"), include_str!("../../../seeds/words/census_surnames.txt")];
        assert!(lists.into_iter().flat_map(words).all(|word| fold::fold(word) == word));
    }
}
