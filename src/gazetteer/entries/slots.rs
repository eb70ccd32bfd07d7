//! A hash table of numbers: which one it is, the caller tells by looking at what the number stands for.
//!
//! Open addressing with linear probing over places that hold a number plus one, zero where empty: a flat array that can be written to a
//! file and mapped as it is. While it grows a place also holds the upper half of the hash, so that neither growing nor a wrong number
//! needs a look at what numbers stand for.

use crate::container::prefer_large_pages;
use crate::prefetch::prefetch;

/// A growing table.
#[derive(Clone, Debug, Default)]
pub(in crate::gazetteer) struct Slots {
    /// The upper half of a hash, then the number plus one.
    places: Vec<u64>,
    count: usize,
}

/// The place of a hash among `len`.
#[inline]
fn place(hash: u64, len: usize) -> usize {
    ((u128::from(hash) * len as u128) >> 64) as usize
}

/// The number with this hash of which `is` holds.
pub(super) fn find(places: &[u32], hash: u64, mut is: impl FnMut(u32) -> bool) -> Option<u32> {
    let first = place(hash, places.len()).min(places.len());
    let (before, from) = places.split_at(first);
    from.iter().chain(before).map_while(|&place| place.checked_sub(1)).find(|&number| is(number))
}

/// Sets the first empty place from `at` on.
fn put<T: Copy + Default + PartialEq>(places: &mut [T], mut at: usize, value: T) {
    while places[at] != T::default() {
        at = if at + 1 == places.len() { 0 } else { at + 1 };
    }
    places[at] = value;
}

const UPPER: u64 = !0 << 32;

impl Slots {
    /// Where a hash is looked for first: the lower half of it is not known for what is in the table.
    fn home(&self, hash: u64) -> usize {
        place(hash & UPPER, self.places.len())
    }

    /// See [`find`].
    #[inline]
    pub fn find(&self, hash: u64, mut is: impl FnMut(u32) -> bool) -> Option<u32> {
        let mut at = self.home(hash);
        loop {
            let held = *self.places.get(at)?;
            if held == 0 {
                return None;
            }
            let number = (held as u32).wrapping_sub(1);
            if (held ^ hash) & UPPER == 0 && is(number) {
                return Some(number);
            }
            at = if at + 1 == self.places.len() { 0 } else { at + 1 };
        }
    }

    /// Fetches into the cache what a look for a hash needs.
    #[inline]
    pub fn prefetch(&self, hash: u64) {
        prefetch(&self.places, self.home(hash));
    }

    /// Makes room for so many numbers more.
    pub fn reserve(&mut self, more: usize) {
        let wanted = (self.count + more) * 3 / 2 + 2;
        if self.places.len() < wanted {
            self.grow(wanted.max(2 * self.places.len()));
        }
    }

    /// Adds a number that is not in the table.
    #[inline]
    pub fn insert(&mut self, hash: u64, number: u32) {
        // One place at least stays empty, or a look for what is not there would not end.
        if self.places.len() < self.count + self.count / 2 + 2 {
            self.grow((2 * self.places.len()).max(16));
        }
        let home = self.home(hash);
        put(&mut self.places, home, hash & UPPER | u64::from(number + 1));
        self.count += 1;
    }

    #[cold]
    fn grow(&mut self, len: usize) {
        let places = vec![0; len];
        prefer_large_pages(&places);
        for held in std::mem::replace(&mut self.places, places).into_iter().filter(|&held| held != 0) {
            let home = self.home(held);
            put(&mut self.places, home, held);
        }
    }

    /// The places, three of four in use. `hash_of` gives the hash of a number where its upper half does not tell the place.
    pub fn finish(self, hash_of: impl Fn(u32) -> u64) -> Vec<u32> {
        let mut places = vec![0; self.count + self.count / 3 + 1];
        prefer_large_pages(&places);
        for held in self.places.into_iter().filter(|&held| held != 0) {
            let mut home = place(held & UPPER, places.len());
            if home != place(held | !UPPER, places.len()) {
                home = place(hash_of(held as u32 - 1), places.len());
            }
            put(&mut places, home, held as u32);
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_put_in_and_nothing_else() {
        let hash = |number: u32| u64::from(number % 400).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut slots = Slots::default();
        assert_eq!(slots.find(7, |_| true), None);
        for number in 0..1000 {
            slots.insert(hash(number), number);
            if number == 500 {
                slots.reserve(300);
            }
        }
        let places = slots.clone().finish(hash);
        for number in 0..2000 {
            let expected = (number < 1000).then_some(number);
            assert_eq!(slots.find(hash(number), |n| n == number), expected);
            assert_eq!(find(&places, hash(number), |n| n == number), expected);
        }
    }

    #[test]
    fn a_look_in_a_table_with_little_room_ends() {
        for room in 0..4 {
            let mut slots = Slots::default();
            slots.reserve(room);
            for number in 0..4 {
                slots.insert(7, number);
                assert_eq!(slots.find(7, |_| false), None);
            }
        }
    }

    #[test]
    fn what_lies_at_the_edge_of_a_place_is_found_by_its_whole_hash() {
        // Of three places the second begins in the middle of the hashes with this upper half.
        let hash = |number: u32| 0x5555_5555_5555_5555 + u64::from(number);
        let mut slots = Slots::default();
        for number in 0..2 {
            slots.insert(hash(number), number);
        }
        let places = slots.finish(hash);
        assert!((0..2).all(|number| find(&places, hash(number), |n| n == number) == Some(number)));
    }
}
