//! How often words stand close together.

use super::VectorOptions;
use super::svd::Sparse;
use crate::error::Result;
use crate::pool::{self, Control};
use crate::span::Span;
use crate::text::fold;
use crate::text::words::words_into;
use crate::texts::Texts;
use rustc_hash::FxHashMap;

/// Texts that one task reads.
const TASK: usize = 512;
/// Tasks whose pairs are in memory at once, for each thread.
const AT_ONCE: usize = 2;
/// What a pair of neighbours counts; one at twice the distance counts half. A whole number that many small ones divide, so that sums
/// do not depend on their order.
const WEIGHT: u32 = 5040;
/// The power of a word's frequency as a neighbour (Levy, Goldberg and Dagan 2015): rare neighbours say less than they seem to.
const SMOOTHING: f64 = 0.75;

/// The frequent words and how much more often than by chance two of them stand close together.
pub struct Counts {
    /// Folded, the most frequent first.
    pub words: Vec<String>,
    /// Positive pointwise mutual information; symmetric.
    pub near: Sparse,
}

impl Counts {
    /// Reads the texts twice: for the words, and for their pairs.
    pub fn read(texts: &dyn Texts, options: VectorOptions, threads: usize, control: &Control) -> Result<Self> {
        let (words, numbers) = frequent(texts, options, threads, control)?;
        let mut pairs: FxHashMap<u64, u64> = FxHashMap::default();
        for tasks in tasks(texts).chunks(AT_ONCE * threads) {
            let parts = pool::map(threads, tasks.to_vec(), |task| pairs_of(texts, task, &numbers, options.window, control))?;
            for (pair, count) in parts.into_iter().flatten() {
                *pairs.entry(pair).or_default() += u64::from(count);
            }
        }
        let mut pairs: Vec<(u64, u64)> = pairs.into_iter().collect();
        pairs.sort_unstable();
        Ok(Self { near: information(words.len(), &pairs), words })
    }
}

fn tasks(texts: &dyn Texts) -> Vec<std::ops::Range<usize>> {
    (0..texts.len()).step_by(TASK).map(|start| start..(start + TASK).min(texts.len())).collect()
}

/// The words that get a vector, the most frequent first, and their numbers by hash.
fn frequent(texts: &dyn Texts, options: VectorOptions, threads: usize, control: &Control) -> Result<(Vec<String>, FxHashMap<u64, u32>)> {
    let parts = pool::map(threads, tasks(texts), |task| {
        control.check()?;
        // How often, and where first.
        let mut found: FxHashMap<u64, (u64, usize, Span)> = FxHashMap::default();
        let mut words = Vec::new();
        for row in task {
            words.clear();
            words_into(texts.get(row)?.unwrap_or_default(), &mut words);
            words.iter().for_each(|word| found.entry(word.hash).or_insert((0, row, word.span())).0 += 1);
        }
        Ok(found)
    })?;
    let mut all: FxHashMap<u64, (u64, usize, Span)> = FxHashMap::default();
    for (hash, (count, row, span)) in parts.into_iter().flatten() {
        let entry = all.entry(hash).or_insert((0, row, span));
        entry.0 += count;
        if (row, span) < (entry.1, entry.2) {
            (entry.1, entry.2) = (row, span);
        }
    }
    let mut sorted: Vec<(u64, (u64, usize, Span))> = all.into_iter().filter(|(_, (count, ..))| *count >= options.min_count).collect();
    sorted.sort_unstable_by(|a, b| b.1.0.cmp(&a.1.0).then(a.0.cmp(&b.0)));
    sorted.truncate(options.vocabulary);
    let numbers = (0..).zip(&sorted).map(|(number, &(hash, _))| (hash, number)).collect();
    let word = |&(_, (_, row, span)): &(u64, (u64, usize, Span))| Ok(fold::fold(span.text(texts.get(row)?.unwrap_or_default())));
    Ok((sorted.iter().map(word).collect::<Result<_>>()?, numbers))
}

/// Pairs of words that stand close together, the lower number in the upper half, and what they count.
fn pairs_of(
    texts: &dyn Texts,
    task: std::ops::Range<usize>,
    numbers: &FxHashMap<u64, u32>,
    window: usize,
    control: &Control,
) -> Result<FxHashMap<u64, u32>> {
    control.check()?;
    let mut pairs: FxHashMap<u64, u32> = FxHashMap::default();
    let (mut words, mut known) = (Vec::new(), Vec::new());
    for row in task {
        words.clear();
        words_into(texts.get(row)?.unwrap_or_default(), &mut words);
        known.clear();
        known.extend(words.iter().map(|word| numbers.get(&word.hash).copied()));
        for (at, one) in known.iter().enumerate() {
            let Some(one) = *one else { continue };
            for (distance, other) in (1..).zip(known[at + 1..].iter().take(window)) {
                if let Some(other) = *other {
                    let pair = u64::from(one.min(other)) << 32 | u64::from(one.max(other));
                    let count = pairs.entry(pair).or_default();
                    *count = count.saturating_add(WEIGHT / distance);
                }
            }
        }
    }
    Ok(pairs)
}

/// The mutual information of pairs, where it is above 0.
fn information(words: usize, pairs: &[(u64, u64)]) -> Sparse {
    let split = |pair: u64| ((pair >> 32) as usize, (pair & 0xFFFF_FFFF) as usize);
    let mut sums = vec![0_f64; words];
    for &(pair, count) in pairs {
        let (one, other) = split(pair);
        sums[one] += count as f64;
        sums[other] += count as f64;
    }
    let total: f64 = sums.iter().sum();
    let smoothed: f64 = sums.iter().map(|sum| sum.powf(SMOOTHING)).sum();
    // The mean of how likely it is as a word and as a neighbour: so the matrix stays symmetric.
    let chance: Vec<f64> = sums.iter().map(|sum| 0.5 * ((sum / total).ln() + (sum.powf(SMOOTHING) / smoothed).ln())).collect();
    let value = |one: usize, other: usize, count: u64| ((count as f64 / total).ln() - chance[one] - chance[other]) as f32;
    let mut above: Vec<(u64, f32)> = Vec::new();
    for &(pair, count) in pairs {
        let (one, other) = split(pair);
        // A pair of the same word is counted once from either side.
        let count = if one == other { 2 * count } else { count };
        let value = value(one, other, count);
        if value > 0.0 {
            above.push((pair, value));
            if one != other {
                above.push((pair.rotate_left(32), value));
            }
        }
    }
    above.sort_unstable_by_key(|entry| entry.0);
    Sparse::new(words, &above)
}
