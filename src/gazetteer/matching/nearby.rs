//! What was found near unknown words lately, kept by the thread: most unknown words of a text were met before, in it or in another.

use super::FindOptions;
use crate::gazetteer::index::Gazetteer;
use crate::gazetteer::index::fuzzy::{Near, Scratch};
use std::cell::Cell;

/// How many words are kept, each in one of the two places that the low bits of its hash say.
const KEPT: usize = 1 << 16;
/// How many near words are kept altogether: six megabytes. Where there are more, all are forgotten.
const MOST_NEAR: usize = (1 << Slot::GROUP) - 1;

/// A word by the upper bits of its hash, and below them the number of its group of near words, 0 if none is near. No larger, for the places of
/// the frequent ones are to stay in the nearest caches.
#[derive(Clone, Copy, Default)]
struct Slot(u64);

impl Slot {
    /// How many bits tell the group: enough for [`MOST_NEAR`] of one word each.
    const GROUP: u32 = 18;

    const fn new(key: u64, group: u32) -> Self {
        Self(key >> Self::GROUP << Self::GROUP | group as u64)
    }

    #[inline]
    const fn is_of(self, key: u64) -> bool {
        self.0 >> Self::GROUP == key >> Self::GROUP
    }

    #[inline]
    const fn group(self) -> u32 {
        (self.0 & ((1 << Self::GROUP) - 1)) as u32
    }
}

/// Words by their hashes: those that names have, those on the word lists that ship, those that no name is near, and those that some are. Two
/// words of one hash count as one; at worst a slip is not found.
pub(super) struct Nearby {
    /// Tells the words of one gazetteer and distance from those of others.
    of: u64,
    slots: Box<[Slot]>,
    near: Vec<Near>,
    /// Where each group of `near` ends; the first is empty.
    ends: Vec<u32>,
    scratch: Scratch,
}

thread_local! {
    static NEARBY: Cell<Option<Nearby>> = const { Cell::new(None) };
}

impl Nearby {
    /// That of this thread, for a text that is searched with these options.
    pub fn of(gazetteer: &Gazetteer, options: FindOptions) -> Self {
        let of = (gazetteer.serial << 2 | u64::from(options.fuzzy & 3)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let known = NEARBY.take().unwrap_or_else(|| {
            let slots = vec![Slot::default(); KEPT].into();
            Self { of, slots, near: Vec::new(), ends: vec![0], scratch: Scratch::default() }
        });
        Self { of, ..known }
    }

    /// The group of a word; `None` if the word is not known.
    #[inline]
    pub fn get(&self, hash: u64) -> Option<u32> {
        let key = hash ^ self.of;
        let place = key as usize % KEPT;
        let (first, second) = (self.slots[place], self.slots[place ^ 1]);
        if first.is_of(key) { Some(first.group()) } else { second.is_of(key).then_some(second.group()) }
    }

    /// The words of a group that [`Self::get`] or [`Self::add`] gave last.
    #[inline]
    pub fn near(&self, group: u32) -> &[Near] {
        match group as usize {
            0 => &[],
            group => &self.near[self.ends[group - 1] as usize..self.ends[group] as usize],
        }
    }

    /// Learns what is near a word: what `find` gives. Gives its group.
    pub fn add(&mut self, hash: u64, find: impl FnOnce(&mut Scratch) -> &[Near]) -> u32 {
        let near = find(&mut self.scratch);
        if self.near.len() + near.len() > MOST_NEAR {
            self.near.clear();
            self.ends.truncate(1);
            self.slots.fill(Slot::default());
        }
        let group = if near.is_empty() { 0 } else { self.ends.len() as u32 };
        if group > 0 {
            self.near.extend_from_slice(near);
            self.ends.push(self.near.len() as u32);
        }
        // A new word takes the first of its two places, the one that stood there the second.
        let key = hash ^ self.of;
        let place = key as usize % KEPT;
        self.slots[place ^ 1] = self.slots[place];
        self.slots[place] = Slot::new(key, group);
        group
    }

    /// Keeps it for the thread's next text.
    pub fn keep(self) {
        NEARBY.set(Some(self));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::{Entry, EntryList};

    fn gazetteer(name: &str) -> Gazetteer {
        Gazetteer::new(EntryList { columns: Vec::new(), entries: vec![Entry::named(name)] }).expect("a good name")
    }

    #[test]
    fn words_are_those_of_one_gazetteer_and_one_distance() {
        let (kharkiv, lviv) = (gazetteer("Kharkiv"), gazetteer("Lviv"));
        let [one, two] = [1, 2].map(|fuzzy| FindOptions { fuzzy, ..FindOptions::default() });
        let [a, b] = [7, 8 + KEPT as u64].map(|hash: u64| hash.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut nearby = Nearby::of(&kharkiv, one);
        assert!([a, b].iter().all(|&hash| nearby.get(hash).is_none()));
        nearby.add(a, |_| &[]);
        assert!(nearby.get(a) == Some(0) && nearby.get(b).is_none() && nearby.near(0).is_empty());
        nearby.add(b, |_| &[]);
        assert!(nearby.get(a) == Some(0) && nearby.get(b) == Some(0));
        nearby.keep();
        for (other, options) in [(&kharkiv, two), (&lviv, one)] {
            let nearby = Nearby::of(other, options);
            assert!(nearby.get(a).is_none());
            nearby.keep();
        }
        assert_eq!(Nearby::of(&kharkiv, one).get(a), Some(0));
    }

    #[test]
    fn what_is_near_is_kept_until_it_is_too_much() {
        let kharkiv = gazetteer("Kharkiv");
        let vocabulary = kharkiv.vocabulary(1);
        let mut nearby = Nearby::of(&kharkiv, FindOptions { fuzzy: 1, ..FindOptions::default() });
        let [a, b] = [1_u64, 2].map(|hash| hash.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let learn = |nearby: &mut Nearby, hash: u64| {
            let group = nearby.add(hash, |scratch| vocabulary.near("Kharkvi", scratch));
            let words: Vec<&[u8]> = nearby.near(group).iter().map(|near| vocabulary.folded(near)).collect();
            assert_eq!((words, nearby.get(hash)), (vec![&b"kharkiv"[..]], Some(group)));
        };
        learn(&mut nearby, a);
        let known = nearby.near[0];
        nearby.near.resize(MOST_NEAR - 1, known);
        nearby.ends.push(MOST_NEAR as u32 - 1);
        learn(&mut nearby, b);
        assert!(nearby.near.len() == MOST_NEAR && nearby.get(a).is_some());
        learn(&mut nearby, b);
        assert!(nearby.near.len() == 1 && nearby.get(a).is_none());
    }
}
