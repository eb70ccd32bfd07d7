//! A hash table of numbers: which one it is, the caller tells by looking at what the number stands for.
//!
//! Open addressing with linear probing over places that hold a number plus one, zero where empty: a flat array that can be written to a
//! file and mapped as it is.

/// A growing table.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    places: Vec<u32>,
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

impl Slots {
    /// See [`find`].
    pub fn find(&self, hash: u64, is: impl FnMut(u32) -> bool) -> Option<u32> {
        find(&self.places, hash, is)
    }

    /// Adds a number that is not in the table; `hash_of` gives the hashes of those that are.
    pub fn insert(&mut self, hash: u64, number: u32, hash_of: impl Fn(u32) -> u64) {
        if self.places.len() <= self.count + self.count / 2 {
            self.resize((2 * self.places.len()).max(16), hash_of);
        }
        self.put(hash, number);
        self.count += 1;
    }

    fn put(&mut self, hash: u64, number: u32) {
        let mut at = place(hash, self.places.len());
        while self.places[at] != 0 {
            at = if at + 1 == self.places.len() { 0 } else { at + 1 };
        }
        self.places[at] = number + 1;
    }

    fn resize(&mut self, len: usize, hash_of: impl Fn(u32) -> u64) {
        let old = std::mem::replace(&mut self.places, vec![0; len]);
        for number in old.into_iter().filter_map(|place| place.checked_sub(1)) {
            self.put(hash_of(number), number);
        }
    }

    /// The places, three of four in use.
    pub fn finish(mut self, hash_of: impl Fn(u32) -> u64) -> Vec<u32> {
        self.resize(self.count + self.count / 3 + 1, hash_of);
        self.places
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
            slots.insert(hash(number), number, hash);
        }
        let places = slots.clone().finish(hash);
        for number in 0..2000 {
            let expected = (number < 1000).then_some(number);
            assert_eq!(slots.find(hash(number), |n| n == number), expected);
            assert_eq!(find(&places, hash(number), |n| n == number), expected);
        }
    }
}
