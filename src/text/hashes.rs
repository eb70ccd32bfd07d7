//! A table of words by the hash of their folded form, made once and only read: most words of a text are in no list, so a
//! filter of bits that fits the nearest cache answers before the table is touched.

use rustc_hash::FxHashMap;
use std::ops::BitOrAssign;

/// Values by hash.
#[derive(Clone, Debug)]
pub(crate) struct HashTable<V> {
    /// One bit for each value of some bits of the hash: clear if no listed word has it.
    filter: Box<[u64]>,
    /// Open addressing; hash 0 is an empty slot.
    slots: Box<[(u64, V)]>,
}

impl<V: Copy + Default> HashTable<V> {
    /// The value of a word, if it is listed.
    #[inline(always)]
    pub(crate) fn get(&self, hash: u64) -> Option<V> {
        let bit = (hash >> 40) as usize & (64 * self.filter.len() - 1);
        if self.filter[bit >> 6] & 1 << (bit & 63) == 0 { None } else { self.find(hash) }
    }

    /// True if the word is listed.
    #[inline]
    pub(crate) fn contains(&self, hash: u64) -> bool {
        self.get(hash).is_some()
    }

    fn find(&self, hash: u64) -> Option<V> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (key, value) = self.slots[at];
            if key == hash {
                return Some(value);
            }
            if key == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }
}

impl<V: Copy + Default + BitOrAssign> HashTable<V> {
    /// A table of bits: those of all entries of one hash together.
    pub(crate) fn of_flags(entries: impl IntoIterator<Item = (u64, V)>) -> Self {
        let mut flags = FxHashMap::<u64, V>::default();
        entries.into_iter().for_each(|(hash, flag)| *flags.entry(hash).or_default() |= flag);
        flags.into_iter().collect()
    }
}

impl<V: Copy + Default> Default for HashTable<V> {
    fn default() -> Self {
        std::iter::empty().collect()
    }
}

/// Of two values of one hash the first stays. No word is hashed to 0, which the table could not hold.
impl<V: Copy + Default> FromIterator<(u64, V)> for HashTable<V> {
    fn from_iter<I: IntoIterator<Item = (u64, V)>>(entries: I) -> Self {
        let entries: Vec<(u64, V)> = entries.into_iter().filter(|entry| entry.0 != 0).collect();
        let mut filter = vec![0_u64; (entries.len() / 4 + 1).next_power_of_two()].into_boxed_slice();
        let mut slots = vec![(0, V::default()); (2 * entries.len() + 2).next_power_of_two()].into_boxed_slice();
        let (bits, mask) = (64 * filter.len() - 1, slots.len() - 1);
        for (hash, value) in entries {
            let bit = (hash >> 40) as usize & bits;
            filter[bit >> 6] |= 1 << (bit & 63);
            let mut at = hash as usize & mask;
            while slots[at].0 != 0 && slots[at].0 != hash {
                at = (at + 1) & mask;
            }
            if slots[at].0 == 0 {
                slots[at] = (hash, value);
            }
        }
        Self { filter, slots }
    }
}

/// Bits of some hundred words, for a loop over all words of a text: its size is fixed, so that nothing is checked.
#[derive(Clone, Debug)]
pub(crate) struct Filter([u64; 256]);

impl Filter {
    /// False if the word is not listed; true if it is, and for a few others.
    #[inline(always)]
    pub(crate) const fn may_contain(&self, hash: u64) -> bool {
        self.0[(hash >> 56) as usize] >> (hash >> 50 & 63) & 1 != 0
    }
}

impl FromIterator<u64> for Filter {
    fn from_iter<I: IntoIterator<Item = u64>>(hashes: I) -> Self {
        let mut bits = [0; 256];
        for hash in hashes {
            bits[(hash >> 56) as usize] |= 1 << (hash >> 50 & 63);
        }
        Self(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_put_in_and_nothing_else() {
        let hash = |i: u64| i.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let table: HashTable<u64> = (1..500).map(|i| (hash(i), i)).chain([(hash(7), 9)]).collect();
        assert!((1..500).all(|i| table.get(hash(i)) == Some(i)), "the first value of a hash stays");
        assert!((500..5000).all(|i| !table.contains(hash(i))));
        assert!(!table.contains(0), "an empty slot is no word");
        assert!(!HashTable::<u8>::default().contains(1));
        let flags = HashTable::of_flags([(hash(1), 1_u8), (hash(2), 2), (hash(1), 4)]);
        assert_eq!([1, 2, 3].map(|i| flags.get(hash(i))), [Some(5), Some(2), None]);
    }
}
