//! How many edits part two words: letters put in, left out or changed, and neighbours that changed places.

/// The most letters of a vocabulary word that is looked at.
pub(super) const LONGEST: usize = 48;

/// Rows of the table of distances.
pub(super) type Rows = [[u8; LONGEST + 4]; 3];

/// How long a word is and which letters it has: what tells most pairs of words apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signature(u32);

impl Signature {
    /// How many bits tell of letters; the length stands above them.
    const LETTERS: u32 = 26;

    /// That of a word of fewer than 64 letters.
    pub fn of(letters: &[char]) -> Self {
        let bit = |c: char| if c.is_ascii_lowercase() { c as u32 - 'a' as u32 } else { c as u32 % Self::LETTERS };
        Self(letters.iter().fold((letters.len() as u32) << Self::LETTERS, |bits, &c| bits | 1 << bit(c)))
    }

    /// Number of letters.
    #[inline]
    pub const fn len(self) -> usize {
        (self.0 >> Self::LETTERS) as usize
    }

    /// False if more than so many edits part the words of two signatures: one that changes the length changes one letter, others two at most.
    #[inline]
    pub const fn may_be_within(self, other: Self, edits: usize) -> bool {
        let longer = self.len().abs_diff(other.len());
        let differing = ((self.0 ^ other.0) << (32 - Self::LETTERS)).count_ones() as usize;
        differing + longer <= 2 * edits && longer <= edits
    }
}

/// The optimal string alignment distance of two words of at most [`LONGEST`] letters and two: of what stands between the letters that both
/// begin and end with, which no alignment does better than to leave where they are.
pub(super) fn distance(a: &[char], b: &[char], rows: &mut Rows) -> usize {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    alignment(&a[..a.len() - same], &b[..b.len() - same], rows)
}

/// [`distance`] by the table of all pairs of beginnings.
fn alignment(a: &[char], b: &[char], rows: &mut Rows) -> usize {
    let [before, last, now] = rows;
    let (mut before, mut last, mut now) = (before, last, now);
    if b.len() + 1 > last.len() {
        return usize::MAX;
    }
    for (j, cell) in last[..=b.len()].iter_mut().enumerate() {
        *cell = j as u8;
    }
    for (i, &x) in a.iter().enumerate() {
        now[0] = i as u8 + 1;
        for (j, &y) in b.iter().enumerate() {
            let mut least = (last[j] + u8::from(x != y)).min(last[j + 1] + 1).min(now[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                least = least.min(before[j - 1] + 1);
            }
            now[j + 1] = least;
        }
        (before, last, now) = (last, now, before);
    }
    usize::from(last[b.len()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn letters(word: &str) -> Vec<char> {
        word.chars().collect()
    }

    #[test]
    fn edits_are_counted() {
        let distance = |a: &str, b: &str| distance(&letters(a), &letters(b), &mut [[0; LONGEST + 4]; 3]);
        assert_eq!(distance("kharkiv", "kharkiv"), 0);
        assert_eq!(distance("kharkvi", "kharkiv"), 1);
        assert_eq!(distance("kharkv", "kharkiv"), 1);
        assert_eq!(distance("khhakriv", "kharkiv"), 2);
        assert_eq!(distance("ca", "abc"), 3);
        assert_eq!(distance("", "abc"), 3);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn what_words_share_at_their_ends_changes_nothing(a in "[abcж]{0,9}", b in "[abcж]{0,9}") {
            let (a, b) = (letters(&a), letters(&b));
            let whole = alignment(&a, &b, &mut [[7; LONGEST + 4]; 3]);
            prop_assert_eq!(distance(&a, &b, &mut [[9; LONGEST + 4]; 3]), whole);
            for edits in 0..3 {
                prop_assert!(whole > edits || Signature::of(&a).may_be_within(Signature::of(&b), edits));
            }
        }
    }
}
