//! Word vectors learnt from texts without labels: words that stand among the same words are near each other.
//!
//! Positive pointwise mutual information of words that stand close together, and the leading part of its singular value
//! decomposition (Levy and Goldberg 2014; Levy, Goldberg and Dagan 2015).

mod counts;
mod file;
mod svd;

use super::hashed::FeatureOptions;
use crate::error::{Error, Result};
use crate::pool::{self, Control};
use crate::text::words::Shape;
use crate::text::{Word, fold};
use crate::texts::Texts;
use counts::Counts;
use rustc_hash::FxHashMap;

/// How many nearest words are kept of each word.
pub const NEAREST: usize = 8;
/// What tells the number of a word as a feature from that of a character n-gram.
pub(in crate::classify) const CLASS: u32 = 1 << 31;
/// No word.
const NONE: u32 = u32::MAX;
/// Words whose nearest ones one task finds.
const TASK: usize = 64;
/// Products that are added up side by side.
const LANES: usize = 16;

/// How to learn vectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VectorOptions {
    /// Numbers a word.
    pub size: usize,
    /// How many words to either side count; nearer ones count more.
    pub window: usize,
    /// Words that occur less often have no vector.
    pub min_count: u64,
    /// The most frequent words, at most so many.
    pub vocabulary: usize,
    /// The same seed gives the same vectors.
    pub seed: u64,
    /// Threads; the result does not depend on it.
    pub threads: Option<usize>,
}

impl Default for VectorOptions {
    fn default() -> Self {
        Self { size: 100, window: 5, min_count: 5, vocabulary: 20_000, seed: 0, threads: None }
    }
}

/// Vectors of length 1 for the frequent words of many texts. Never change.
///
/// ```
/// use dateline::classify::features::vectors::{VectorOptions, WordVectors};
/// let texts: Vec<String> = ["rain", "snow"].iter().cycle().take(60).map(|w| format!("heavy {w} fell on the hills")).collect();
/// let vectors = WordVectors::train(&texts, VectorOptions { size: 4, ..Default::default() }, &Default::default()).unwrap();
/// assert_eq!(vectors.nearest("rain", 1)[0].0, "snow");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct WordVectors {
    /// Folded, the most frequent first.
    words: Vec<String>,
    numbers: FxHashMap<u64, u32>,
    size: usize,
    values: Vec<f32>,
    /// The nearest words of each word, the nearest first.
    nearest: Vec<u32>,
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; LANES];
    let (a, b) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let rest: f32 = a.remainder().iter().zip(b.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in a.zip(b) {
        (0..LANES).for_each(|i| sums[i] += x[i] * y[i]);
    }
    sums.iter().sum::<f32>() + rest
}

impl WordVectors {
    /// Learns vectors from texts; null ones are passed over.
    ///
    /// Raises [`Error::Input`] for options out of range and where fewer than two words are frequent enough.
    pub fn train(texts: &dyn Texts, options: VectorOptions, control: &Control) -> Result<Self> {
        for (name, value, most) in
            [("size", options.size, 1000), ("window", options.window, 100), ("vocabulary", options.vocabulary, 1 << 20)]
        {
            if !(1..=most).contains(&value) {
                return Err(Error::must_be(name, format_args!("a whole number from 1 to {most}"), value));
            }
        }
        let threads = pool::threads(options.threads);
        let Counts { words, near } = Counts::read(texts, options, threads, control)?;
        if words.len() < 2 {
            let problem = format!("fewer than two words occur {} times; give more texts or a lower min_count", options.min_count);
            return Err(Error::input("texts", problem));
        }
        let size = options.size.min(words.len());
        let mut values = svd::embedding(&near, size, options.seed, threads, control)?;
        for vector in values.chunks_exact_mut(size) {
            let length = dot(vector, vector).sqrt();
            if length > 0.0 {
                vector.iter_mut().for_each(|v| *v /= length);
            }
        }
        let mut out = Self::new(words, size, values, Vec::new());
        let all: Vec<u32> = (0..out.words.len() as u32).collect();
        let found = pool::map(threads, all.chunks(TASK).collect(), |task: &[u32]| {
            control.check()?;
            let of_word = |&word: &u32| {
                let mut found: Vec<u32> = out.nearest_to(out.values_of(word), NEAREST, word).into_iter().map(|(other, _)| other).collect();
                found.resize(NEAREST, NONE);
                found
            };
            Ok(task.iter().flat_map(of_word).collect::<Vec<u32>>())
        })?;
        out.nearest = found.concat();
        Ok(out)
    }

    fn new(words: Vec<String>, size: usize, values: Vec<f32>, nearest: Vec<u32>) -> Self {
        let numbers = (0..).zip(&words).map(|(number, word)| (fold::hash(word), number)).collect();
        Self { words, numbers, size, values, nearest }
    }

    /// The words, folded, the most frequent first.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Numbers a word.
    pub const fn size(&self) -> usize {
        self.size
    }

    fn values_of(&self, word: u32) -> &[f32] {
        &self.values[word as usize * self.size..(word as usize + 1) * self.size]
    }

    fn number(&self, word: &str) -> Option<u32> {
        self.numbers.get(&fold::hash(&fold::fold(word))).copied()
    }

    /// The vector of a word, of length 1; nothing for a word that is not known.
    pub fn vector(&self, word: &str) -> Option<&[f32]> {
        Some(self.values_of(self.number(word)?))
    }

    /// The `n` words nearest to a word, with their cosines; none for a word that is not known.
    pub fn nearest(&self, word: &str, n: usize) -> Vec<(&str, f32)> {
        let Some(word) = self.number(word) else { return Vec::new() };
        let found = self.nearest_to(self.values_of(word), n.min(self.words.len()), word);
        found.into_iter().map(|(other, cosine)| (&*self.words[other as usize], cosine)).collect()
    }

    fn nearest_to(&self, vector: &[f32], n: usize, but: u32) -> Vec<(u32, f32)> {
        let mut found: Vec<(u32, f32)> = Vec::with_capacity(n + 1);
        for (other, values) in (0..).zip(self.values.chunks_exact(self.size)) {
            let cosine = dot(vector, values);
            if other == but || found.len() == n && found.last().is_none_or(|last| cosine <= last.1) {
                continue;
            }
            found.insert(found.partition_point(|f| f.1 >= cosine), (other, cosine));
            found.truncate(n);
        }
        found
    }

    /// The numbers of the features that stand for a word: itself and its nearest words.
    pub(in crate::classify) fn classes(&self, word: u32) -> impl Iterator<Item = u32> + Clone + '_ {
        let nearest = &self.nearest[word as usize * NEAREST..(word as usize + 1) * NEAREST];
        std::iter::once(word).chain(nearest.iter().copied().filter(|&other| other != NONE)).map(|word| CLASS | word)
    }

    /// The number of each word as a token, the most frequent first.
    pub(in crate::classify) fn tokens(&self, options: FeatureOptions) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().map(move |word| options.token(&Word { start: 0, end: 0, hash: fold::hash(word), shape: Shape::default() }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> Vec<String> {
        let (skies, games) = (["rain", "snow", "hail", "sleet"], ["chess", "tennis", "golf", "darts"]);
        let text = |i: usize| match i % 2 {
            0 => format!("Heavy {} fell on the {} hills on day {}.", skies[i / 2 % 4], ["high", "low"][i / 8 % 2], i % 7),
            _ => format!("She won at {} and lost at {} to her sister.", games[i / 2 % 4], games[i / 8 % 4]),
        };
        (0..400).map(text).collect()
    }

    fn train(threads: usize) -> WordVectors {
        let options = VectorOptions { size: 8, threads: Some(threads), ..VectorOptions::default() };
        WordVectors::train(&texts(), options, &Control::default()).unwrap()
    }

    #[test]
    fn words_of_a_kind_are_near() {
        let vectors = train(1);
        let near = |word| -> Vec<&str> { vectors.nearest(word, 3).into_iter().map(|n| n.0).collect() };
        assert!(near("Rain").iter().all(|w| ["snow", "hail", "sleet"].contains(w)), "{:?}", near("rain"));
        assert!(near("chess").iter().all(|w| ["tennis", "golf", "darts"].contains(w)), "{:?}", near("chess"));
        let length: f32 = vectors.vector("rain").unwrap().iter().map(|v| v * v).sum();
        assert!((length - 1.0).abs() < 1e-4);
        assert!(vectors.vector("curling").is_none() && vectors.nearest("curling", 3).is_empty());
        let rain = vectors.number("rain").unwrap();
        assert_eq!(vectors.classes(rain).next(), Some(CLASS | rain));
        assert_eq!(vectors.classes(rain).nth(1), vectors.number(near("rain")[0]).map(|word| CLASS | word));
    }

    #[test]
    fn threads_do_not_matter() {
        assert_eq!(train(1), train(3));
    }

    #[test]
    fn what_cannot_be_learnt_from_is_an_error() {
        let train = |texts: &[&str], options| {
            let texts: Vec<String> = texts.iter().map(|&t| t.to_owned()).collect();
            WordVectors::train(&texts, options, &Control::default()).map(|v| v.words().len())
        };
        let usual = VectorOptions::default();
        assert!(train(&[], usual).is_err());
        assert!(train(&["one two", "three"], usual).is_err());
        assert!(train(&["one two"; 9], VectorOptions { size: 0, ..usual }).is_err());
        assert_eq!(train(&["one two"; 9], usual).unwrap(), 2, "no more numbers than words");
    }
}
