//! Near-copies among short texts: what must not stand on both sides of a split into training and test.
//!
//! Two texts are near-copies if their sets of word 5-grams have a Jaccard index above one half. Candidates are found by prefix
//! filtering (Chaudhuri, Ganti and Kaushik 2006, "A primitive operator for similarity joins in data cleaning"): of two sets that
//! alike, the smaller halves in any common order share an element. The order is that of the hashes, which is as good as random.

use crate::error::Result;
use crate::pool::{self, Control};
use crate::random::Random;
use crate::text::words::words_into;
use crate::text::{Shape, unspaced};
use crate::texts::Texts;
use rustc_hash::FxHashMap;

/// Words of a shingle.
const SHINGLE: usize = 5;
/// Earlier texts with the same shingle that a text is compared with, at most: boilerplate must not make time quadratic, and
/// the copies of one text are linked through their neighbours.
pub(super) const NEIGHBOURS: usize = 32;
/// Tenths above which the Jaccard index of near-copies is.
pub(super) const NEAR: usize = 5;

/// The group of each text, numbered from 0 by first appearance; near-copies, and near-copies of near-copies, share one.
///
/// ```
/// use dateline::classify::labelling::copies::groups;
/// let texts: Vec<String> = [
///     "Troops entered the village of Orlen on Monday morning, officials said.",
///     "Rain is expected in the south.",
///     "Troops entered the village of Orlen on Monday morning, residents said.",
/// ].map(String::from).into();
/// assert_eq!(groups(&texts, None, &Default::default()).unwrap(), [0, 1, 0]);
/// ```
pub fn groups(texts: &dyn Texts, threads: Option<usize>, control: &Control) -> Result<Vec<u32>> {
    Ok(Copies::of(texts, threads, control)?.groups)
}

/// Texts as sets of shingles, and their near-copies.
#[derive(Debug)]
pub struct Copies {
    sets: Vec<Vec<u64>>,
    /// The group of each text, as [`groups`] gives it.
    pub groups: Vec<u32>,
}

impl Copies {
    /// Finds the near-copies among texts.
    pub fn of(texts: &dyn Texts, threads: Option<usize>, control: &Control) -> Result<Self> {
        let all: Vec<usize> = (0..texts.len()).collect();
        let sets = of_words(texts, &all, threads, control, |hashes| shingles(&hashes))?;
        let groups = linked(&sets.iter().map(Vec::as_slice).collect::<Vec<_>>(), NEAR, control)?;
        Ok(Self { sets, groups })
    }

    /// As [`Self::groups`] for some of the texts, of those alone whose Jaccard index is above so many tenths: 5 to 9, or 10 for copies word by word.
    pub fn closer(&self, rows: &[u32], tenths: usize, control: &Control) -> Result<Vec<u32>> {
        let sets: Vec<&[u64]> = rows.iter().map(|&row| self.sets[row as usize].as_slice()).collect();
        if tenths < 10 {
            return linked(&sets, tenths, control);
        }
        let mut firsts: FxHashMap<&[u64], u32> = FxHashMap::default();
        let mut joined = Joined((0..sets.len() as u32).collect());
        for (row, set) in (0..).zip(sets).filter(|(_, set)| !set.is_empty()) {
            joined.join(*firsts.entry(set).or_insert(row), row);
        }
        Ok(joined.numbered())
    }
}

/// The group of each of some sets, those whose Jaccard index is above so many tenths, 5 to 9, being in one.
fn linked(sets: &[&[u64]], tenths: usize, control: &Control) -> Result<Vec<u32>> {
    let mut prefixes: Vec<(u64, u32)> = Vec::new();
    for (row, set) in (0..).zip(sets) {
        prefixes.extend(leading(set).iter().map(|&s| (s, row)));
    }
    prefixes.sort_unstable();
    let mut joined = Joined((0..sets.len() as u32).collect());
    for same in prefixes.chunk_by(|a, b| a.0 == b.0) {
        control.check()?;
        for (i, &(_, row)) in same.iter().enumerate() {
            for &(_, other) in &same[i.saturating_sub(NEIGHBOURS)..i] {
                if joined.find(row) != joined.find(other) && alike(sets[row as usize], sets[other as usize], tenths) {
                    joined.join(row, other);
                }
            }
        }
    }
    Ok(joined.numbered())
}

/// The half of a set that it shares an element of with the same half of every set that is [`alike`], be it by ever so many tenths above four.
pub(super) fn leading(set: &[u64]) -> &[u64] {
    &set[..set.len() - set.len() / 2]
}

/// A fold in `0..folds` for each text such that near-copies share one and each label is spread evenly, by chance that `seed` settles.
///
/// `labels` holds one sorted row of labels a text; a text is spread by its first.
pub fn folds(groups: &[u32], labels: &[Vec<u32>], folds: usize, seed: u64) -> Vec<u8> {
    let n_groups = groups.iter().max().map_or(0, |&g| g as usize + 1);
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); n_groups];
    for (row, &group) in (0..).zip(groups) {
        members[group as usize].push(row);
    }
    Random::new(seed ^ 0xC0B1E5).shuffle(&mut members);
    let label = |rows: &[u32]| labels.get(rows[0] as usize).and_then(|l| l.first().copied()).map_or(0, |l| l as usize + 1);
    let n_labels = members.iter().map(|m| label(m)).max().map_or(1, |l| l + 1);
    // Large groups first, while there is room to even them out.
    members.sort_by_key(|m| std::cmp::Reverse(m.len()));
    let mut filled = vec![0_usize; folds * n_labels];
    let mut sizes = vec![0_usize; folds];
    let mut out = vec![0; groups.len()];
    for rows in members {
        let label = label(&rows);
        let fold = (0..folds).min_by_key(|&f| (filled[f * n_labels + label], sizes[f])).unwrap_or(0);
        filled[fold * n_labels + label] += rows.len();
        sizes[fold] += rows.len();
        rows.iter().for_each(|&row| out[row as usize] = fold as u8);
    }
    out
}

/// What `make` makes of the hashes of the words of each of `rows`, in their order, in parallel; of scripts without spaces characters are taken
/// for words. A null has no words.
pub(super) fn of_words<T: Send>(
    texts: &dyn Texts,
    rows: &[usize],
    threads: Option<usize>,
    control: &Control,
    make: impl Fn(Vec<u64>) -> T + Sync + Send,
) -> Result<Vec<T>> {
    let parts = pool::map(pool::threads(threads), rows.chunks(1024).collect(), |task: &[usize]| {
        let mut words = Vec::new();
        task.iter()
            .map(|&row| {
                control.check()?;
                words.clear();
                let text = texts.get(row)?.unwrap_or_default();
                words_into(text, &mut words);
                if unspaced::occurs(text) {
                    unspaced::characters(text, &mut words, 0, Shape::default(), |_| true);
                }
                Ok(make(words.iter().map(|w| w.hash).collect()))
            })
            .collect::<Result<Vec<_>>>()
    })?;
    Ok(parts.into_iter().flatten().collect())
}

/// The hashes of a text's word 5-grams, sorted, each once; a shorter text is one shingle.
pub(super) fn shingles(words: &[u64]) -> Vec<u64> {
    let hash = |gram: &[u64]| {
        let mixed = gram.iter().fold(0x9E37_79B9_7F4A_7C15_u64, |h, &w| (h.rotate_left(23) ^ w).wrapping_mul(0xD1B5_4A32_D192_ED03));
        (mixed ^ mixed >> 32).wrapping_mul(0x9FB2_1C65_1E98_DF25)
    };
    let mut out: Vec<u64> = match words.len() {
        0 => Vec::new(),
        1..=SHINGLE => vec![hash(words)],
        _ => words.windows(SHINGLE).map(hash).collect(),
    };
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether the Jaccard index of two sorted sets is above so many tenths.
pub(super) fn alike(a: &[u64], b: &[u64], tenths: usize) -> bool {
    let (mut i, mut k, mut shared) = (0, 0, 0);
    while i < a.len() && k < b.len() {
        let order = a[i].cmp(&b[k]);
        shared += usize::from(order.is_eq());
        i += usize::from(order.is_le());
        k += usize::from(order.is_ge());
    }
    10 * shared > tenths * (a.len() + b.len() - shared)
}

/// Union-find over rows.
struct Joined(Vec<u32>);

impl Joined {
    fn find(&mut self, mut row: u32) -> u32 {
        while self.0[row as usize] != row {
            self.0[row as usize] = self.0[self.0[row as usize] as usize];
            row = self.0[row as usize];
        }
        row
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b) as usize] = a.min(b);
    }

    fn numbered(mut self) -> Vec<u32> {
        let mut numbers = vec![u32::MAX; self.0.len()];
        let mut next = 0;
        (0..self.0.len() as u32)
            .map(|row| {
                let root = self.find(row) as usize;
                if numbers[root] == u32::MAX {
                    numbers[root] = next;
                    next += 1;
                }
                numbers[root]
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;
    use proptest::prelude::*;

    fn brute_force(texts: &[String]) -> Vec<u32> {
        let sets: Vec<_> = texts.iter().map(|t| shingles(&words(t).iter().map(|w| w.hash).collect::<Vec<_>>())).collect();
        let mut joined = Joined((0..sets.len() as u32).collect());
        for a in 0..sets.len() {
            for b in 0..a {
                if !sets[a].is_empty() && alike(&sets[a], &sets[b], NEAR) {
                    joined.join(a as u32, b as u32);
                }
            }
        }
        joined.numbered()
    }

    proptest! {
        #[test]
        fn prefix_filtering_misses_nothing(texts in prop::collection::vec("(a|b|c)( (a|b|c)){0,9}", 0..24)) {
            prop_assert_eq!(groups(&texts, Some(1), &Control::default()).unwrap(), brute_force(&texts));
        }

        #[test]
        fn folds_keep_groups_together(groups in prop::collection::vec(0_u32..12, 1..60), seed in 0_u64..9) {
            let numbered = {
                let mut seen = Vec::new();
                groups.iter().map(|g| seen.iter().position(|s| s == g).unwrap_or_else(|| { seen.push(*g); seen.len() - 1 }) as u32).collect::<Vec<_>>()
            };
            let labels: Vec<Vec<u32>> = groups.iter().map(|g| vec![g % 3]).collect();
            let folds = folds(&numbered, &labels, 4, seed);
            for (a, fold) in numbered.iter().zip(&folds) {
                for (b, other) in numbered.iter().zip(&folds) {
                    prop_assert!(a != b || fold == other);
                }
            }
        }
    }

    #[test]
    fn folds_spread_labels() {
        let groups: Vec<u32> = (0..40).collect();
        let labels: Vec<Vec<u32>> = (0..40).map(|row| vec![u32::from(row % 5 == 0)]).collect();
        let folds = folds(&groups, &labels, 4, 1);
        for fold in 0..4 {
            let rare = (0..40).filter(|&row| folds[row] == fold && labels[row] == [1]).count();
            assert_eq!((rare, folds.iter().filter(|&&f| f == fold).count()), (2, 10));
        }
    }
}
