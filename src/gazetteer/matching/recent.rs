//! What words that stand alone were found to be lately.
//!
//! A few thousand words make most of the names of any text, and which entities one names does not change from text to text; only whether
//! the capital of a common word is excused depends on where it stands, and what stands before a currency's sign is no name. So a thread keeps what it has found, and looks it up by the word as
//! it is written: a match that is found here touches neither the trie nor what stands behind it.

use super::Match;
use super::case::{CaseJudge, Evidence, may_be_currency};
use super::mention::{Entries, Variant};
use super::search::FindOptions;
use crate::gazetteer::entries::{Case, flag};
use crate::gazetteer::index::Gazetteer;
use crate::gazetteer::index::trie::Node;
use crate::gazetteer::known::lists;
use crate::text::{Shape, Word};

/// How many words are kept: with 32 bytes each, a part of the second cache of a core.
const SLOTS: usize = 1 << 13;
/// The longest words that are kept, in bytes.
const LONGEST: usize = size_of::<u128>();
/// The most entities of a name that is kept.
const MOST: usize = 3;
/// Set in [`Known::count`] if the evidence depends on where the word stands.
const ASKS: u8 = 0x80;
/// Set in [`Known::count`] if its capital says nothing wherever the word stands: a month, a weekday, a title.
const EXCUSED: u8 = 0x40;
/// Set in [`Known::count`] if the entities bear the name in several ways.
const MIXED: u8 = 0x20;

/// The entities that bear a name, and how it is written.
pub(super) struct Borne {
    pub entries: Entries,
    pub variant: Variant,
    /// See [`Match::mixed`](super::Match::mixed).
    pub mixed: bool,
}

/// What is known of a word that stands alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// The word's bytes, zeros behind them; no word has none.
    written: u128,
    entries: [u32; MOST],
    /// How many entities bear the name, none if the word is no name that can be accepted; with [`ASKS`] if its capital may be excused, or
    /// [`EXCUSED`], and [`MIXED`].
    count: u8,
    variant: Variant,
    /// Of which gazetteer, as [`Recent::owner`] counts them.
    owner: u16,
}

impl Known {
    const NOTHING: Self = Self { written: 0, entries: [0; MOST], count: 0, variant: Variant::Exact, owner: 0 };

    /// The entities that bear the name and how it is written, for all of them or not; `None` for no name.
    #[inline]
    pub fn found(&self) -> Option<Borne> {
        let [a, b, c] = self.entries;
        let entries = match self.count & !(ASKS | EXCUSED | MIXED) {
            0 => return None,
            1 => Entries::One(a),
            2 => Entries::Two([a, b]),
            _ => Entries::Three([a, b, c]),
        };
        Some(Borne { entries, variant: self.variant, mixed: self.count & MIXED != 0 })
    }

    /// What its capital says as word `at`.
    #[inline]
    pub fn evidence(&self, at: usize, judge: &CaseJudge<'_>) -> Evidence {
        match self.count & (ASKS | EXCUSED) {
            0 => Evidence::Name,
            ASKS => judge.of_common(at),
            _ => Evidence::Excused,
        }
    }
}

/// Words found lately, by their hashes: a word that comes later takes the place of another.
pub(super) struct Recent {
    slots: Vec<Known>,
    /// The gazetteer and the kind of search that the words are known of, and their number; what is known of another is not looked at.
    of: Option<(u64, Case)>,
    owner: u16,
}

impl Default for Recent {
    fn default() -> Self {
        Self { slots: vec![Known::NOTHING; SLOTS], of: None, owner: 0 }
    }
}

impl Recent {
    /// Makes it what this thread knows of a gazetteer that is searched with these options.
    pub fn be_of(&mut self, gazetteer: &Gazetteer, options: FindOptions) {
        let wanted = Some((gazetteer.serial, options.case));
        if self.of != wanted {
            self.of = wanted;
            self.owner = self.owner.wrapping_add(1);
            if self.owner == 0 {
                self.slots.fill(Known::NOTHING);
                self.owner = 1;
            }
        }
    }

    /// The bytes of a word, zeros behind them; 0 for a word that is too long to be kept.
    #[inline(always)]
    fn written(text: &str, word: &Word) -> u128 {
        let (start, len) = (word.start as usize, (word.end - word.start) as usize);
        if len > LONGEST {
            return 0;
        }
        let bytes = text.as_bytes();
        let Some(&all) = bytes.get(start..).and_then(|rest| rest.first_chunk()) else {
            return Self::written_last(&bytes[start..start + len]);
        };
        // Twice, for a shift by all bits is none.
        let unused = 4 * (LONGEST - len) as u32;
        u128::from_le_bytes(all) << unused << unused >> unused >> unused
    }

    /// The same at the end of a text.
    #[cold]
    fn written_last(word: &[u8]) -> u128 {
        let mut all = [0; LONGEST];
        all[..word.len()].copy_from_slice(word);
        u128::from_le_bytes(all)
    }

    #[inline(always)]
    const fn slot(word: &Word) -> usize {
        (word.hash >> 20) as usize % SLOTS
    }

    /// What is known of a word.
    #[inline(always)]
    pub fn get(&self, text: &str, word: &Word) -> Option<Known> {
        let known = self.slots[Self::slot(word)];
        let same = known.written == Self::written(text, word) && known.owner == self.owner && known.written != 0;
        (same && !may_be_currency(text, word)).then_some(known)
    }

    /// Learns what was found at a word that stands alone, if it is the same wherever that stands, at least but for the evidence.
    pub fn learn(&mut self, text: &str, word: &Word, node: Option<Node<'_>>, found: Option<&Match>) {
        if may_be_currency(text, word) {
            return;
        }
        let case = self.of.map_or(Case::Auto, |(_, case)| case);
        let asks = if case == Case::Insensitive || is_the_same_anywhere(text, word) {
            0
        } else if case == Case::Auto && word.shape.has(Shape::CAPITAL) && !word.shape.has(Shape::UPPER) {
            // Its capital is a name's or excused. If that holds for each of the names, the same ones are found either way; if there are
            // none, they are acronyms.
            let other = flag::LOWER | flag::INSENSITIVE | flag::SENSITIVE;
            if found.is_some() && node.is_some_and(|node| node.records(1).any(|record| record.flags & other != 0)) {
                return;
            }
            match found {
                None => 0,
                Some(_) if lists::is(word.hash, lists::CALENDAR | lists::TITLE) => EXCUSED,
                Some(_) => ASKS,
            }
        } else {
            return;
        };
        let (bears, variant) = found.map_or((&[][..], Variant::Exact), |found| (&found.entries[..], found.variant));
        let mixed = if found.is_some_and(|found| found.mixed) { MIXED } else { 0 };
        let mut entries = [0; MOST];
        let Some(room) = entries.get_mut(..bears.len()) else { return };
        room.copy_from_slice(bears);
        let written = Self::written(text, word);
        if written != 0 {
            self.slots[Self::slot(word)] = Known { written, entries, count: bears.len() as u8 | asks | mixed, variant, owner: self.owner };
        }
    }
}

/// True if what the capitals of a word say does not depend on where it stands: if it has none, or is no common word.
fn is_the_same_anywhere(text: &str, word: &Word) -> bool {
    word.shape.has(Shape::DOTTED)
        || !lists::is(word.hash, lists::COMMON | lists::CALENDAR | lists::TITLE)
        || !word.shape.has(Shape::CAPITAL) && !word.text(text).chars().any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use crate::gazetteer::{Entry, EntryList, FindOptions, Gazetteer, Match};
    use proptest::prelude::*;

    fn find(gazetteer: &Gazetteer, text: &str) -> Vec<Match> {
        gazetteer.find_text(text, FindOptions::default())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

        #[test]
        fn what_a_thread_remembers_changes_nothing(
            texts in prop::collection::vec("((HK|May|Reading|WHO|Who|Lima|President|reading)(\\$|€| |, |\\. |’s |\n)(he said |in |5 |)){1,6}", 1..9),
        ) {
            let names = ["HK", "May", "Reading", "WHO", "Lima", "President"];
            let list = EntryList { columns: Vec::new(), entries: names.into_iter().map(Entry::named).collect() };
            let gazetteer = Gazetteer::new(list).expect("good names");
            for text in texts.iter().chain(texts.iter().rev()) {
                let anew = std::thread::scope(|scope| scope.spawn(|| find(&gazetteer, text)).join());
                prop_assert_eq!(find(&gazetteer, text), anew.expect("no panic"));
            }
        }
    }
}
