//! The words of many texts, numbered, and what each weighs: texts seen as tf-idf vectors of length 1.

use super::copies::of_words;
use crate::error::Result;
use crate::pool::Control;
use crate::texts::Texts;
use rustc_hash::FxHashMap;

/// Texts as sets of numbered words; a word that few of them have weighs more.
pub(super) struct PoolWords {
    /// Where the words of each text begin, and where the last ends.
    starts: Vec<usize>,
    /// The words of all texts, ascending within each.
    words: Vec<u32>,
    /// For each word the square of its inverse document frequency.
    squares: Vec<f32>,
    /// For each text the sum of the squares of its words.
    lengths: Vec<f32>,
}

impl PoolWords {
    /// The words of several lists of texts, whose rows are counted on from one list to the next.
    pub(super) fn of(lists: &[&dyn Texts], threads: Option<usize>, control: &Control) -> Result<Self> {
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let (mut starts, mut words, mut frequencies) = (vec![0], Vec::new(), Vec::<u32>::new());
        for texts in lists {
            let rows: Vec<usize> = (0..texts.len()).collect();
            for hashes in of_words(*texts, &rows, threads, control, |hashes| hashes)? {
                let from = words.len();
                words.extend(hashes.into_iter().map(|hash| {
                    let next = numbers.len() as u32;
                    *numbers.entry(hash).or_insert(next)
                }));
                words[from..].sort_unstable();
                let mut kept = from;
                for at in from..words.len() {
                    if at == from || words[at] != words[kept - 1] {
                        words[kept] = words[at];
                        kept += 1;
                    }
                }
                words.truncate(kept);
                frequencies.resize(numbers.len(), 0);
                words[from..].iter().for_each(|&word| frequencies[word as usize] += 1);
                starts.push(kept);
            }
        }
        let texts = (starts.len() - 1) as f32;
        let squares: Vec<f32> = frequencies.iter().map(|&n| ((texts + 1.0) / (n as f32 + 0.5)).ln().powi(2)).collect();
        let length = |range: &[usize]| words[range[0]..range[1]].iter().map(|&word| squares[word as usize]).sum::<f32>().max(1e-9);
        let lengths = starts.windows(2).map(length).collect();
        Ok(Self { starts, words, squares, lengths })
    }

    /// How many different words there are.
    pub(super) const fn len(&self) -> usize {
        self.squares.len()
    }

    /// The words of a text, each with its share in it: the square of its weight. Shares add up to 1.
    pub(super) fn shares(&self, row: usize) -> impl Iterator<Item = (usize, f32)> {
        let length = self.lengths[row];
        self.text(row).iter().map(move |&word| (word as usize, self.squares[word as usize] / length))
    }

    /// The cosine of two texts.
    pub(super) fn cosine(&self, a: usize, b: usize) -> f32 {
        let lengths = (self.lengths[a] * self.lengths[b]).sqrt();
        let (a, b) = (self.text(a), self.text(b));
        let (mut i, mut k, mut sum) = (0, 0, 0.0);
        while i < a.len() && k < b.len() {
            if a[i] == b[k] {
                sum += self.squares[a[i] as usize];
            }
            let (x, y) = (a[i], b[k]);
            i += usize::from(x <= y);
            k += usize::from(x >= y);
        }
        (sum / lengths).min(1.0)
    }

    fn text(&self, row: usize) -> &[u32] {
        &self.words[self.starts[row]..self.starts[row + 1]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(lists: &[&[&str]]) -> PoolWords {
        let lists: Vec<Vec<String>> = lists.iter().map(|list| list.iter().map(|t| (*t).to_owned()).collect()).collect();
        let lists: Vec<&dyn Texts> = lists.iter().map(|list| list as &dyn Texts).collect();
        PoolWords::of(&lists, Some(1), &Control::default()).unwrap()
    }

    #[test]
    fn a_word_counts_once_a_text_and_rare_ones_more() {
        let found = words(&[&["rain rain fell", "rain came"], &["", "rain stopped"]]);
        assert_eq!((found.len(), found.starts.as_slice()), (4, [0, 2, 4, 4, 6].as_slice()));
        for row in [0, 1, 3] {
            let shares: Vec<(usize, f32)> = found.shares(row).collect();
            assert!((shares.iter().map(|s| s.1).sum::<f32>() - 1.0).abs() < 1e-5 && shares[0].0 == 0 && shares[0].1 < shares[1].1);
        }
        assert_eq!(found.shares(2).count(), 0);
    }

    #[test]
    fn cosines() {
        let found = words(&[&["rain fell", "fell rain", "snow came", "", "rain came"]]);
        assert!((found.cosine(0, 1) - 1.0).abs() < 1e-5 && found.cosine(0, 2) == 0.0 && found.cosine(0, 3) == 0.0);
        assert!(found.cosine(0, 4) > 0.1 && found.cosine(0, 4) < 0.9 && found.cosine(0, 4) == found.cosine(4, 0));
    }
}
