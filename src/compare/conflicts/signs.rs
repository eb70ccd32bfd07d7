//! Words of which a sentence has one that calls something untrue, tells a collision or goes against another's word: hardly any sentence has
//! one, and none else is looked at for them.

use super::blame::COLLIDING;
use super::negation::{LIES, UNTRUE};
use super::rejoinder::{BLAMING, PLANTED};
use crate::text::Word;
use crate::text::fold::{fold, hash};
use crate::text::hashes::HashTable;
use std::sync::LazyLock;

static SIGNS: LazyLock<HashTable<bool>> = LazyLock::new(|| {
    let lists = [COLLIDING, LIES, UNTRUE, BLAMING, PLANTED, "first aware no nobody none not never"];
    lists.iter().flat_map(|list| list.split_whitespace()).map(|word| (hash(&fold(word)), true)).collect()
});

/// True if one of them stands in a sentence.
pub(super) fn any(words: &[Word]) -> bool {
    words.iter().any(|word| SIGNS.contains(word.hash))
}
