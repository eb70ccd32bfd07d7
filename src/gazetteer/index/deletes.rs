//! What remains of a word's beginning when letters are left out: one key for each remainder.

/// The first letters that are left out and kept.
const PREFIX: usize = 7;
/// The most keys of a word: with no letter left out, with one of six, with two.
const MOST: usize = 1 + (PREFIX - 1) + (PREFIX - 1) * (PREFIX - 2) / 2;

/// The keys of a word; equal remainders have equal keys.
pub(super) struct Deletes {
    keys: [u64; MOST],
    count: usize,
}

/// What a letter at a place adds to a key: scattered, so that the sum over the letters of a remainder tells it from others.
fn scattered(letter: char, place: usize) -> u64 {
    let mixed = (u64::from(letter) | (place as u64 + 1) << 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ (mixed >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

impl Deletes {
    /// With up to `edits` letters left out, the first letter always kept.
    pub fn new(letters: &[char], edits: usize) -> Self {
        let letters = &letters[..letters.len().min(PREFIX)];
        let count = letters.len();
        // What the letters before each one add, where none, one and two before them are left out.
        let mut sums = [[0_u64; PREFIX + 1]; 3];
        for (shift, sum) in sums.iter_mut().enumerate() {
            for (at, &letter) in letters.iter().enumerate() {
                let more = if at < shift { 0 } else { scattered(letter, at - shift) };
                sum[at + 1] = sum[at].wrapping_add(more);
            }
        }
        let between = |shift: usize, from: usize, to: usize| sums[shift][to].wrapping_sub(sums[shift][from]);
        let mut this = Self { keys: [0; MOST], count: 0 };
        this.push(sums[0][count]);
        for (a, before) in sums[0].into_iter().enumerate().take(count).skip(1) {
            this.push(before.wrapping_add(between(1, a + 1, count)));
            if edits > 1 {
                for b in a + 1..count {
                    this.push(before.wrapping_add(between(1, a + 1, b)).wrapping_add(between(2, b + 1, count)));
                }
            }
        }
        this
    }

    fn push(&mut self, sum: u64) {
        let key = (sum ^ (sum >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.keys[self.count] = key ^ (key >> 32);
        self.count += 1;
    }

    /// The keys.
    pub fn keys(&self) -> &[u64] {
        &self.keys[..self.count]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Every remainder, letter by letter.
    fn remainders(letters: &[char], edits: usize) -> BTreeSet<String> {
        let letters = &letters[..letters.len().min(PREFIX)];
        let mut all = BTreeSet::from([letters.iter().collect::<String>()]);
        let mut last: Vec<Vec<char>> = vec![letters.to_vec()];
        for _ in 0..edits {
            let shorter = |word: &Vec<char>| {
                (1..word.len())
                    .map(|at| {
                        let mut word = word.clone();
                        word.remove(at);
                        word
                    })
                    .collect::<Vec<_>>()
            };
            last = last.iter().flat_map(shorter).collect();
            all.extend(last.iter().map(|word| word.iter().collect::<String>()));
        }
        all
    }

    proptest! {
        #[test]
        fn keys_are_equal_where_remainders_are(a in "[abcд]{1,9}", b in "[abcд]{1,9}", edits in 1_usize..=2) {
            let [a, b] = [a, b].map(|word| word.chars().collect::<Vec<_>>());
            let [keys_a, keys_b] = [&a, &b].map(|word| Deletes::new(word, edits).keys().iter().copied().collect::<BTreeSet<_>>());
            let [left_a, left_b] = [&a, &b].map(|word| remainders(word, edits));
            prop_assert_eq!(keys_a.len(), left_a.len());
            prop_assert_eq!(keys_a.intersection(&keys_b).count(), left_a.intersection(&left_b).count());
        }
    }
}
