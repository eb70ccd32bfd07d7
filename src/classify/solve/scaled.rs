//! Scales of features, from the rows that are trained on: inverse document frequency, norms, naive-Bayes ratios.

use super::linear::Solution;
use super::ratios::ABREAST;
use crate::classify::features::blocks::extras::Extra;
use crate::classify::features::counted::times;
use crate::classify::features::rows::Rows;

/// What a cue counts; those of a row are not scaled to length 1, since how many there are tells.
pub const CUE: f32 = 0.4;
/// Blocks of features: words, characters, the optional ones.
pub(super) const BLOCKS: usize = 2 + Extra::ALL.len();

/// Rows with the scales that some of them (the training part) give.
#[derive(Debug)]
pub struct Scaled<'a> {
    /// The rows.
    pub rows: &'a Rows,
    /// What each row's tokens and runs, and its character n-grams, are multiplied by.
    pub norms: Vec<[f32; 2]>,
    /// The inverse document frequency of each feature; 0 where no training row has it.
    pub idf: Vec<f32>,
    /// In how many training rows each feature is, by what each row counts.
    pub counts: Vec<f32>,
    /// Positions in `train`, one for each time that a row has a run again.
    pub again: Vec<u32>,
    /// The training rows.
    pub train: Vec<u32>,
    /// What each of them counts, or nothing where all count 1.
    pub weights: Option<Vec<f32>>,
    /// Where the holders of each unit start in `holders`; one more than there are units.
    starts: Vec<usize>,
    /// The training rows that hold a unit, as positions in `train`.
    holders: Vec<u32>,
}

impl<'a> Scaled<'a> {
    /// Scales from the rows `train`: smoothed idf, ln((1 + n) / (1 + df)) + 1, as is usual; cues have 1 at most. A row of weight 2 is two
    /// rows in both n and df.
    ///
    /// A row's length is taken as if all its units were different, so that what a word adds to it is known beforehand; for the same
    /// reason a character n-gram is in as many rows as its words together.
    pub fn new(rows: &'a Rows, train: Vec<u32>) -> Self {
        let (starts, holders) = turned(rows, &train);
        let weights: Option<Vec<f32>> = rows.weights.as_ref().map(|weights| train.iter().map(|&row| weights[row as usize]).collect());
        let n = weights.as_ref().map_or(train.len() as f32, |weights| weights.iter().map(|&w| f64::from(w)).sum::<f64>() as f32);
        let (norms, idf, counts, again) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut out = Self { rows, norms, idf, counts, again, train, weights, starts, holders };
        out.count();
        out.idf = out.counts.iter().map(|&d| if d == 0.0 { 0.0 } else { ((1.0 + n) / (1.0 + d.min(n))).ln() + 1.0 }).collect();
        let [_, cues, grams] = rows.bounds();
        out.idf[cues..grams].iter_mut().for_each(|i| *i = i.min(1.0));
        let idf = &out.idf;
        let square = |features: &[u32]| -> f32 { features.iter().map(|&f| idf[f as usize].powi(2)).sum() };
        let spelled: Vec<f32> = (0..rows.keys[0].len() as u32).map(|token| square(rows.spelling(token))).collect();
        let inverse = |square: f32| if square > 0.0 { 1.0 / square.sqrt() } else { 0.0 };
        let norm = |row| {
            let [tokens, runs, _] = rows.parts(row);
            let spelling: f32 = tokens.iter().map(|&t| spelled[t as usize]).sum();
            [inverse(square(tokens) + square(runs)), inverse(spelling)]
        };
        out.norms = (0..rows.len()).map(norm).collect();
        out
    }

    /// The training rows that hold a unit, ascending, as positions in [`Self::train`], as often as it occurs.
    pub fn holders(&self, unit: usize) -> &[u32] {
        &self.holders[self.starts[unit]..self.starts[unit + 1]]
    }

    /// Whether a unit stands once in all of training. A row that counts twice would have it twice if it stood there twice.
    pub fn is_lonely(&self, unit: usize) -> bool {
        let holders = self.holders(unit);
        holders.len() == 1 && self.weights.as_ref().is_none_or(|weights| times(weights[holders[0] as usize]) == 1)
    }

    /// Counts the training rows of each feature. A row that holds a unit twice stands there twice, one behind the other.
    fn count(&mut self) {
        let [runs, cues, grams] = self.rows.bounds();
        let mut counts = Vec::with_capacity(self.rows.features());
        let mut again = Vec::new();
        for unit in 0..grams {
            let holders = self.holders(unit);
            let twice = holders.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
            let repeated = if (runs..cues).contains(&unit) {
                let before = again.len();
                again.extend(twice);
                again.len() - before
            } else {
                twice.count()
            };
            counts.push(match &self.weights {
                None => (holders.len() - repeated) as f32,
                Some(weights) => distinct(holders).map(|row| f64::from(weights[row as usize])).sum::<f64>() as f32,
            });
        }
        for gram in 0..self.rows.features() - grams {
            let of_tokens = self.rows.spelled_with(gram).iter().map(|&token| counts[token as usize]);
            counts.push(of_tokens.map(f64::from).sum::<f64>() as f32);
        }
        (self.counts, self.again) = (counts, again);
    }

    /// The scores of rows under weights that apply to plain counts: those of the first row under each solution, then those of the next.
    pub fn scores(&self, rows: &[u32], solutions: &[Solution]) -> Vec<f32> {
        let mut out = vec![0.0; rows.len() * solutions.len()];
        // Some solutions side by side, so that a feature is looked up once for all of them.
        let mut abreast = vec![[0.0_f32; ABREAST]; self.rows.features()];
        for (group, some) in solutions.chunks(ABREAST).enumerate() {
            for (k, solution) in some.iter().enumerate() {
                abreast.iter_mut().zip(&solution.weights).for_each(|(feature, &weight)| feature[k] = weight);
            }
            for (&row, out) in rows.iter().zip(out.chunks_mut(solutions.len().max(1))) {
                let [tokens, runs, cues] = self.rows.parts(row as usize);
                let [a, b] = self.norms[row as usize];
                let [mut words, mut spelling, mut cued] = [[0.0_f32; ABREAST]; 3];
                let add = |sum: &mut [f32; ABREAST], &f: &u32| (0..ABREAST).for_each(|k| sum[k] += abreast[f as usize][k]);
                tokens.iter().chain(runs).for_each(|f| add(&mut words, f));
                tokens.iter().flat_map(|&t| self.rows.spelling(t)).for_each(|f| add(&mut spelling, f));
                cues.iter().for_each(|f| add(&mut cued, f));
                for (k, (out, solution)) in out[group * ABREAST..].iter_mut().zip(some).enumerate() {
                    *out = solution.bias + a * words[k] + b * spelling[k] + CUE * cued[k];
                }
            }
        }
        out
    }
}

/// Rows that hold a unit, each once: one that holds it twice stands there twice, one behind the other.
pub fn distinct(holders: &[u32]) -> impl Iterator<Item = u32> {
    let mut before = None;
    holders.iter().copied().filter(move |&holder| before.replace(holder) != Some(holder))
}

/// For each unit the rows that hold it, as positions in `train`.
fn turned(rows: &Rows, train: &[u32]) -> (Vec<usize>, Vec<u32>) {
    let [_, _, units] = rows.bounds();
    let mut starts = vec![0_usize; units + 2];
    for &row in train {
        rows.parts(row as usize).into_iter().flatten().for_each(|&unit| starts[unit as usize + 2] += 1);
    }
    (2..starts.len()).for_each(|i| starts[i] += starts[i - 1]);
    let mut holders = vec![0; starts[units + 1]];
    for (at, &row) in (0..).zip(train) {
        for &unit in rows.parts(row as usize).into_iter().flatten() {
            let next = &mut starts[unit as usize + 1];
            holders[*next] = at;
            *next += 1;
        }
    }
    starts.pop();
    (starts, holders)
}
