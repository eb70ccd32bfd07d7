//! Words that are no slip of any name, kept by the thread: most unknown words of a text were met before, in it or in another.

use super::FindOptions;
use crate::gazetteer::index::Gazetteer;
use std::cell::Cell;

/// How many are kept, each in the place that the low bits of its hash say.
const KEPT: usize = 1 << 13;

/// Words, by their hashes: those that names have, those on the word lists that ship, and those that no name is near. Two words of one hash
/// count as one; at worst a slip is not found.
pub(super) struct Dull {
    /// The gazetteer and the edits that they are for.
    of: (u64, u8),
    hashes: Box<[u64]>,
}

thread_local! {
    static DULL: Cell<Option<Dull>> = const { Cell::new(None) };
}

impl Dull {
    /// Those of this thread, for a text that is searched with these options.
    pub fn of(gazetteer: &Gazetteer, options: FindOptions) -> Self {
        let of = (gazetteer.serial, options.fuzzy);
        DULL.take().filter(|dull| dull.of == of).unwrap_or_else(|| {
            // Of a hash whose low bits are those of another place: nothing is there.
            Self { of, hashes: (0..KEPT as u64).map(|place| !place).collect() }
        })
    }

    #[inline]
    pub fn has(&self, hash: u64) -> bool {
        self.hashes[hash as usize % KEPT] == hash
    }

    pub fn add(&mut self, hash: u64) {
        self.hashes[hash as usize % KEPT] = hash;
    }

    /// Keeps them for the thread's next text.
    pub fn keep(self) {
        DULL.set(Some(self));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::{Entry, EntryList};

    #[test]
    fn words_are_those_of_one_gazetteer_and_one_distance() {
        let gazetteer =
            |name: &str| Gazetteer::new(EntryList { columns: Vec::new(), entries: vec![Entry::named(name)] }).expect("a good name");
        let (kharkiv, lviv) = (gazetteer("Kharkiv"), gazetteer("Lviv"));
        let [one, two] = [1, 2].map(|fuzzy| FindOptions { fuzzy, ..FindOptions::default() });
        let mut dull = Dull::of(&kharkiv, one);
        assert!((0..KEPT as u64).chain([u64::MAX]).all(|hash| !dull.has(hash)));
        dull.add(7);
        dull.add(8 + KEPT as u64);
        assert!(dull.has(7) && dull.has(8 + KEPT as u64) && !dull.has(8) && !dull.has(7 + KEPT as u64));
        dull.keep();
        let kept = Dull::of(&kharkiv, one);
        assert!(kept.has(7));
        kept.keep();
        assert!(!Dull::of(&kharkiv, two).has(7));
        let other = Dull::of(&lviv, one);
        assert!(!other.has(7));
    }
}
