//! Which texts to label next: those whose label would make the classifier surer of the whole pool, rare labels first, no two alike.
//!
//! What a label would bring is how far it lowers the variance of the pool's predictions (V-optimality; for logistic regression
//! Schein and Ungar 2007), with features taken for independent: a label tells of a word what no label has told yet, and that counts by how
//! many unsure texts have the word. That prefers texts of which the classifier is unsure (by their margin, Scheffer, Decomain and
//! Wrobel 2001), which may have a rare label, which speak for many others, and which hold words that labelled texts do not. Picks are
//! made greedily, each against those before it, and thinned so that no two are alike (as in maximal marginal relevance, Carbonell and
//! Goldstein 1998). Near-copies of labelled texts come behind all others, and copies last.

use super::known::{Known, known};
use super::pool_words::PoolWords;
use crate::error::Result;
use crate::pool::Control;
use crate::texts::Texts;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// What a classifier says of a pool of texts.
#[derive(Clone, Copy, Debug)]
pub struct Opinion<'a> {
    /// One row of probabilities a text, one column a label.
    pub probabilities: &'a [f32],
    /// The number of labels.
    pub classes: usize,
    /// Several labels a text: the probability from which each is given.
    pub thresholds: Option<&'a [f32]>,
}

/// A text that a label would teach most about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pick {
    /// The row of the text.
    pub row: usize,
    /// The label in doubt: the likeliest, or with several labels a text the one nearest its threshold.
    pub label: u32,
    /// Its probability.
    pub probability: f32,
    /// How unsure the classifier is, 0 to 1.
    pub uncertainty: f32,
}

/// Texts from which picks are chosen, for each pick: those that would bring most by themselves.
const CANDIDATES: usize = 20;
/// The least number of texts from which picks are chosen.
const LEAST_CANDIDATES: usize = 1000;
/// How much it counts that many unsure texts have a word: the sum of their doubts to this power.
const DENSITY: f32 = 0.5;
/// How much it counts that a text is unlike the picks before it: one less its cosine to this power.
const UNLIKENESS: i32 = 3;
/// How much a rare label counts: its weight is (even share / share in the pool) to this power.
const RARITY: f32 = 0.25;
/// Bounds of that weight.
const BOUNDS: [f32; 2] = [0.5, 3.0];

/// The `n` texts to label next, best first; fewer if there are fewer. `labelled` are those that have labels, as far as they are known: near-copies
/// of one are picked only where there are no others, and what has its very words last.
pub fn next_to_label(
    texts: &dyn Texts,
    labelled: Option<&dyn Texts>,
    opinion: &Opinion<'_>,
    n: usize,
    threads: Option<usize>,
    control: &Control,
) -> Result<Vec<Pick>> {
    let weights = rarity(opinion);
    let rows = opinion.probabilities.chunks_exact(opinion.classes.max(1)).enumerate();
    let (worths, doubts): (Vec<f32>, Vec<Pick>) = rows.map(|(row, p)| doubt(row, p, opinion.thresholds, &weights)).unzip();
    let lists: Vec<&dyn Texts> = std::iter::once(texts).chain(labelled).collect();
    let words = PoolWords::of(&lists, threads, control)?;
    let mut told = Told::of(&words, &worths, labelled.map_or(0, |l| l.len()));
    let of_pool = match labelled {
        Some(labelled) => known(texts, labelled, threads, control)?,
        None => vec![Known::New; texts.len()],
    };
    let candidate =
        |(row, (&worth, known)): (usize, (&f32, Known))| Candidate { known, gain: worth * told.news(row), row, likeness: 0.0, compared: 0 };
    let mut candidates: Vec<Candidate> = worths.iter().zip(of_pool).enumerate().map(candidate).collect();
    candidates.sort_unstable_by(|a, b| b.cmp(a));
    candidates.truncate(n.saturating_mul(CANDIDATES).max(LEAST_CANDIDATES));
    // What a text would bring only falls with every pick, so that most need not be compared with the latest ones (Minoux 1978).
    let mut waiting = BinaryHeap::from(candidates);
    let mut picks: Vec<usize> = Vec::new();
    while picks.len() < n
        && let Some(best) = waiting.pop()
    {
        control.check()?;
        if best.compared == picks.len() {
            told.tell(best.row, worths[best.row]);
            picks.push(best.row);
            continue;
        }
        let likeness = picks[best.compared..].iter().fold(best.likeness, |most, &pick| most.max(words.cosine(pick, best.row)));
        let gain = worths[best.row] * told.news(best.row) * (1.0 - likeness).powi(UNLIKENESS);
        waiting.push(Candidate { gain, likeness, compared: picks.len(), ..best });
    }
    Ok(picks.into_iter().map(|row| doubts[row]).collect())
}

/// What labels have told of each word so far, and what is still to be told.
struct Told<'a> {
    words: &'a PoolWords,
    /// How much a word is asked about: the doubts of the texts that have it, by its share in them.
    asked: Vec<f32>,
    /// How much labels have told of it.
    told: Vec<f32>,
}

impl<'a> Told<'a> {
    /// Of the words of texts that stand first, with their doubts, and of as many labelled ones behind them.
    fn of(words: &'a PoolWords, worths: &[f32], labelled: usize) -> Self {
        let (mut asked, mut told) = (vec![0.0; words.len()], vec![0.0; words.len()]);
        for (row, worth) in worths.iter().enumerate() {
            words.shares(row).for_each(|(word, share)| asked[word] += share * worth);
        }
        for row in worths.len()..worths.len() + labelled {
            words.shares(row).for_each(|(word, share)| told[word] += share);
        }
        asked.iter_mut().for_each(|a: &mut f32| *a = a.powf(DENSITY));
        Self { words, asked, told }
    }

    /// What a label of a text would tell of its words, for a doubt of 1.
    fn news(&self, row: usize) -> f32 {
        self.words.shares(row).map(|(word, share)| share * self.asked[word] / (1.0 + self.told[word]).powi(2)).sum()
    }

    /// A text that was picked: what it tells is known from now on.
    fn tell(&mut self, row: usize, worth: f32) {
        for (word, share) in self.words.shares(row) {
            self.told[word] += share * worth;
        }
    }
}

/// A text that may be picked.
struct Candidate {
    /// Whether it copies a labelled text.
    known: Known,
    /// What it would bring at most.
    gain: f32,
    /// Its place among the texts.
    row: usize,
    /// To the picks that it was compared with.
    likeness: f32,
    /// How many picks that are.
    compared: usize,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.known.cmp(&other.known).then(self.gain.total_cmp(&other.gain)).then(other.row.cmp(&self.row))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Candidate {}

/// For each label how much a text that may have it counts: more where the pool has few of them.
fn rarity(opinion: &Opinion<'_>) -> Vec<f32> {
    let mut sums = vec![0.0_f64; opinion.classes];
    for row in opinion.probabilities.chunks_exact(opinion.classes.max(1)) {
        sums.iter_mut().zip(row).for_each(|(sum, &p)| *sum += f64::from(p));
    }
    let total: f64 = sums.iter().sum();
    let even = total / opinion.classes.max(1) as f64;
    sums.iter().map(|&sum| ((even / sum.max(1e-9)) as f32).powf(RARITY).clamp(BOUNDS[0], BOUNDS[1])).collect()
}

/// What a label for one text would be worth, and the label that is in doubt.
fn doubt(row: usize, probabilities: &[f32], thresholds: Option<&[f32]>, weights: &[f32]) -> (f32, Pick) {
    let pick = |label: usize, uncertainty: f32| Pick { row, label: label as u32, probability: probabilities[label], uncertainty };
    if let Some(thresholds) = thresholds {
        // A label says most where its probability is near its threshold; the doubts of all labels add up.
        let near = |k: usize| {
            let (p, t) = (probabilities[k], thresholds[k].clamp(0.01, 0.99));
            entropy(if p < t { 0.5 * p / t } else { 1.0 - 0.5 * (1.0 - p) / (1.0 - t) })
        };
        let worth = |k: usize| near(k) * weights[k];
        let best = (0..probabilities.len()).max_by(|&a, &b| worth(a).total_cmp(&worth(b))).unwrap_or(0);
        return ((0..probabilities.len()).map(worth).sum(), pick(best, near(best)));
    }
    let (mut first, mut second) = (0, usize::MAX);
    for k in 1..probabilities.len() {
        if probabilities[k] > probabilities[first] {
            (first, second) = (k, first);
        } else if second == usize::MAX || probabilities[k] > probabilities[second] {
            second = k;
        }
    }
    let Some(&runner_up) = probabilities.get(second) else { return (0.0, pick(first, 0.0)) };
    let uncertainty = 1.0 - (probabilities[first] - runner_up);
    (uncertainty * weights[first].max(weights[second]), pick(first, uncertainty))
}

/// Of a probability, in bits: 1 at one half, 0 where nothing is open.
fn entropy(p: f32) -> f32 {
    let part = |p: f32| if p > 0.0 { -p * p.log2() } else { 0.0 };
    part(p) + part(1.0 - p)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picks(texts: &[&str], probabilities: &[f32], classes: usize, thresholds: Option<&[f32]>, n: usize) -> Vec<Pick> {
        let texts: Vec<String> = texts.iter().map(|t| (*t).to_owned()).collect();
        next_to_label(&texts, None, &Opinion { probabilities, classes, thresholds }, n, Some(1), &Control::default()).unwrap()
    }

    #[test]
    fn unsure_texts_come_first() {
        let found = picks(&["one", "two", "three"], &[0.9, 0.1, 0.55, 0.45, 0.2, 0.8], 2, None, 2);
        assert_eq!(found.iter().map(|p| (p.row, p.label)).collect::<Vec<_>>(), [(1, 0), (2, 1)]);
        assert!((found[0].uncertainty - 0.9).abs() < 1e-6 && (found[0].probability - 0.55).abs() < 1e-6);
    }

    #[test]
    fn copies_are_not_picked_twice() {
        let texts = ["The bridge fell in the night.", "The bridge fell in the night.", "Ministers met in the capital."];
        let rows: Vec<usize> = picks(&texts, &[0.5, 0.5, 0.5, 0.5, 0.7, 0.3], 2, None, 2).iter().map(|p| p.row).collect();
        assert_eq!(rows, [0, 2]);
    }

    #[test]
    fn rare_labels_come_first() {
        // Equally unsure, but the third label is rare in the pool.
        let probabilities = [0.5, 0.5, 0.0, 0.5, 0.0, 0.5, 0.6, 0.4, 0.0, 0.6, 0.4, 0.0];
        assert_eq!(picks(&["a", "b", "c", "d"], &probabilities, 3, None, 1)[0].row, 1);
    }

    #[test]
    fn several_labels_are_unsure_near_their_thresholds() {
        let found = picks(&["a", "b"], &[0.30, 0.9, 0.05, 0.6], 2, Some(&[0.3, 0.5]), 1);
        assert_eq!((found[0].row, found[0].label), (0, 0));
    }

    const WORDS: [&str; 7] = ["bridge", "river", "envoy", "flood", "talks", "maize", "siege"];

    /// Texts of three words and what a classifier says of them.
    fn made(n: usize) -> (Vec<String>, Vec<f32>) {
        let texts = (0..n).map(|i| format!("{} {} {}", WORDS[i % 7], WORDS[i / 3 % 7], WORDS[i * i % 7])).collect();
        (texts, (0..n).map(|i| 0.3 + (i * 37 % 60) as f32 / 150.0).flat_map(|p| [p, 1.0 - p]).collect())
    }

    #[test]
    fn picks_are_those_of_comparing_each_with_all() {
        let (texts, probabilities) = made(60);
        let labelled = vec!["bridge river".to_owned(), "a siege".to_owned()];
        let opinion = Opinion { probabilities: &probabilities, classes: 2, thresholds: None };
        let found = next_to_label(&texts, Some(&labelled), &opinion, 30, Some(1), &Control::default()).unwrap();
        let weights = rarity(&opinion);
        let worths: Vec<f32> = probabilities.chunks_exact(2).enumerate().map(|(row, p)| doubt(row, p, None, &weights).0).collect();
        let words = PoolWords::of(&[&texts, &labelled], Some(1), &Control::default()).unwrap();
        let mut told = Told::of(&words, &worths, 2);
        let mut picked: Vec<usize> = Vec::new();
        while picked.len() < 30 {
            let likeness = |row: usize| picked.iter().map(|&p| words.cosine(p, row)).fold(0.0, f32::max);
            let gain = |row: usize| worths[row] * told.news(row) * (1.0 - likeness(row)).powi(UNLIKENESS);
            let best = (0..60).filter(|row| !picked.contains(row)).reduce(|a, b| if gain(b) > gain(a) { b } else { a }).unwrap();
            told.tell(best, worths[best]);
            picked.push(best);
        }
        assert_eq!(found.iter().map(|p| p.row).collect::<Vec<_>>(), picked);
    }

    #[test]
    fn picks_are_distinct_whatever_the_number_of_threads() {
        let (texts, probabilities) = made(3000);
        let opinion = Opinion { probabilities: &probabilities, classes: 2, thresholds: None };
        let pick = |threads| next_to_label(&texts, None, &opinion, 100, Some(threads), &Control::default()).unwrap();
        let found = pick(1);
        let mut rows: Vec<usize> = found.iter().map(|p| p.row).collect();
        rows.sort_unstable();
        rows.dedup();
        assert_eq!((rows.len(), &found), (100, &pick(2)));
    }

    #[test]
    fn words_without_labels_come_before_those_that_have_some() {
        let texts: Vec<String> = ["talks failed", "rivers rose"].map(String::from).into();
        let opinion = Opinion { probabilities: &[0.5; 4], classes: 2, thresholds: None };
        for (labelled, first) in [("talks failed", 1), ("rivers rose", 0)] {
            let labelled = vec![labelled.to_owned()];
            let found = next_to_label(&texts, Some(&labelled), &opinion, 1, Some(1), &Control::default()).unwrap();
            assert_eq!(found[0].row, first);
        }
    }

    #[test]
    fn near_copies_of_labelled_texts_come_behind_others_and_copies_last() {
        let pool = [
            "Troops entered the village of Orlen on Monday morning, officials said.",
            "troops entered the village of Orlen on Monday morning (officials said)",
            "Troops entered the village of Orlen on Monday morning, residents said.",
            "Prices of maize rose in the south.",
        ]
        .map(String::from)
        .to_vec();
        // The classifier is surest of the last.
        let opinion = Opinion { probabilities: &[0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.9, 0.1], classes: 2, thresholds: None };
        let rows = |labelled: &[String]| -> Vec<usize> {
            let found = next_to_label(&pool, Some(&labelled.to_vec()), &opinion, 4, Some(1), &Control::default()).unwrap();
            found.iter().map(|pick| pick.row).collect()
        };
        assert_eq!(rows(&pool[..1])[..2], [3, 2]);
        assert_eq!(rows(&pool[3..])[3], 3);
        assert_eq!(rows(&pool).len(), 4);
    }

    #[test]
    fn what_many_unsure_texts_say_comes_before_the_odd_one() {
        let texts = ["glorp blick", "the talks failed again", "talks failed in spring", "the talks in spring", "again the talks"];
        assert_ne!(picks(&texts, &[0.5; 10], 2, None, 1)[0].row, 0);
    }

    #[test]
    fn more_asked_for_than_there_are() {
        assert_eq!(picks(&["a"], &[1.0, 0.0], 2, None, 5).len(), 1);
        assert_eq!(picks(&["a", "b"], &[1.0, 0.0, 0.5, 0.5], 2, None, usize::MAX / 20 + 2).len(), 2);
        assert!(picks(&[], &[], 2, None, 5).is_empty());
    }
}
