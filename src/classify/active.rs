//! Which texts to label next: those the classifier is least sure of, rare labels first, no two alike.
//!
//! Margin sampling (Scheffer, Decomain and Wrobel 2001) over a pool of unlabelled texts, weighted towards labels that the pool
//! has few of, and thinned greedily so that every pick is unlike those before it (as in maximal marginal relevance, Carbonell
//! and Goldstein 1998).

use super::copies::of_words;
use crate::error::Result;
use crate::pool::Control;
use crate::texts::Texts;
use rustc_hash::FxHashMap;
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

/// Texts from which picks are chosen, for each pick.
const POOL: usize = 20;
/// The least number of texts from which picks are chosen.
const LEAST_POOL: usize = 1000;
/// How much a rare label counts: its weight is (even share / share in the pool) to this power.
const RARITY: f32 = 0.25;
/// Bounds of that weight.
const BOUNDS: [f32; 2] = [0.5, 3.0];

/// The `n` texts to label next, best first; fewer if there are fewer.
pub fn next_to_label(texts: &dyn Texts, opinion: &Opinion<'_>, n: usize, threads: Option<usize>, control: &Control) -> Result<Vec<Pick>> {
    let weights = rarity(opinion);
    let mut valued: Vec<(f32, Pick)> = opinion
        .probabilities
        .chunks_exact(opinion.classes.max(1))
        .enumerate()
        .map(|(row, p)| doubt(row, p, opinion.thresholds, &weights))
        .collect();
    valued.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.row.cmp(&b.1.row)));
    valued.truncate(n.saturating_mul(POOL).max(LEAST_POOL));
    let rows: Vec<usize> = valued.iter().map(|(_, pick)| pick.row).collect();
    let vectors = vectors(texts, &rows, threads, control)?;
    // What a text would bring only falls with every pick, so that most need not be compared with the latest ones (Minoux 1978).
    let mut waiting: BinaryHeap<Candidate> =
        valued.iter().enumerate().map(|(at, &(worth, _))| Candidate { gain: worth, at, likeness: 0.0, compared: 0 }).collect();
    let mut picks: Vec<usize> = Vec::with_capacity(n.min(valued.len()));
    while picks.len() < n
        && let Some(best) = waiting.pop()
    {
        control.check()?;
        if best.compared == picks.len() {
            picks.push(best.at);
            continue;
        }
        let own = &vectors[best.at];
        let likeness = picks[best.compared..].iter().fold(best.likeness, |most, &pick| most.max(cosine(&vectors[pick], own)));
        waiting.push(Candidate { gain: valued[best.at].0 * (1.0 - likeness), likeness, compared: picks.len(), ..best });
    }
    Ok(picks.into_iter().map(|at| valued[at].1).collect())
}

/// A text that may be picked.
struct Candidate {
    /// What it would bring at most.
    gain: f32,
    /// Its rank by what it would bring alone.
    at: usize,
    /// To the picks that it was compared with.
    likeness: f32,
    /// How many picks that are.
    compared: usize,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.gain.total_cmp(&other.gain).then(other.at.cmp(&self.at))
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

/// Sorted hashes of a text's words with weights of length 1: rare words of the pool count more.
type Vector = Vec<(u64, f32)>;

fn vectors(texts: &dyn Texts, rows: &[usize], threads: Option<usize>, control: &Control) -> Result<Vec<Vector>> {
    let sets = of_words(texts, rows, threads, control, |mut hashes| {
        hashes.sort_unstable();
        hashes.dedup();
        hashes
    })?;
    let mut frequency: FxHashMap<u64, u32> = FxHashMap::default();
    sets.iter().flatten().for_each(|&hash| *frequency.entry(hash).or_default() += 1);
    let inverse = |hash: u64| ((sets.len() as f32 + 1.0) / (frequency[&hash] as f32 + 0.5)).ln();
    let vector = |set: &Vec<u64>| {
        let mut out: Vector = set.iter().map(|&hash| (hash, inverse(hash))).collect();
        let length = out.iter().map(|(_, w)| w * w).sum::<f32>().sqrt().max(1e-9);
        out.iter_mut().for_each(|(_, w)| *w /= length);
        out
    };
    Ok(sets.iter().map(vector).collect())
}

fn cosine(a: &Vector, b: &Vector) -> f32 {
    let (mut i, mut k, mut sum) = (0, 0, 0.0);
    while i < a.len() && k < b.len() {
        let order = a[i].0.cmp(&b[k].0);
        if order.is_eq() {
            sum += a[i].1 * b[k].1;
        }
        i += usize::from(order.is_le());
        k += usize::from(order.is_ge());
    }
    sum.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picks(texts: &[&str], probabilities: &[f32], classes: usize, thresholds: Option<&[f32]>, n: usize) -> Vec<Pick> {
        let texts: Vec<String> = texts.iter().map(|t| (*t).to_owned()).collect();
        next_to_label(&texts, &Opinion { probabilities, classes, thresholds }, n, Some(1), &Control::default()).unwrap()
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

    #[test]
    fn picks_are_those_of_comparing_each_with_all() {
        const WORDS: [&str; 7] = ["bridge", "river", "envoy", "flood", "talks", "maize", "siege"];
        let texts: Vec<String> = (0..60).map(|i| format!("{} {} {}", WORDS[i % 7], WORDS[i / 3 % 7], WORDS[i * i % 7])).collect();
        let probabilities: Vec<f32> = (0..60).map(|i| 0.3 + (i * 37 % 60) as f32 / 150.0).flat_map(|p| [p, 1.0 - p]).collect();
        let opinion = Opinion { probabilities: &probabilities, classes: 2, thresholds: None };
        let found = next_to_label(&texts, &opinion, 30, Some(1), &Control::default()).unwrap();
        let weights = rarity(&opinion);
        let worth: Vec<f32> = probabilities.chunks_exact(2).enumerate().map(|(row, p)| doubt(row, p, None, &weights).0).collect();
        let mut order: Vec<usize> = (0..60).collect();
        order.sort_by(|&a, &b| worth[b].total_cmp(&worth[a]).then(a.cmp(&b)));
        let vectors = vectors(&texts, &order, Some(1), &Control::default()).unwrap();
        let mut picked: Vec<usize> = Vec::new();
        while picked.len() < 30 {
            let gain = |at: usize| worth[order[at]] * (1.0 - picked.iter().map(|&p| cosine(&vectors[p], &vectors[at])).fold(0.0, f32::max));
            let left = (0..60).filter(|at| !picked.contains(at));
            picked.push(left.reduce(|a, b| if gain(b) > gain(a) { b } else { a }).unwrap());
        }
        let rows: Vec<usize> = picked.into_iter().map(|at| order[at]).collect();
        assert_eq!(found.iter().map(|p| p.row).collect::<Vec<_>>(), rows);
    }

    #[test]
    fn more_asked_for_than_there_are() {
        assert_eq!(picks(&["a"], &[1.0, 0.0], 2, None, 5).len(), 1);
        assert_eq!(picks(&["a", "b"], &[1.0, 0.0, 0.5, 0.5], 2, None, usize::MAX / 20 + 2).len(), 2);
        assert!(picks(&[], &[], 2, None, 5).is_empty());
    }
}
