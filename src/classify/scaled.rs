//! Scales of features, from the rows that are trained on: inverse document frequency, norms, naive-Bayes ratios.

use super::blocks::extras::Extra;
use super::linear::Solution;
use super::rows::Rows;

/// What a cue counts; those of a row are not scaled to length 1, since how many there are tells.
pub const CUE: f32 = 0.4;
/// Columns whose rows are counted at once.
const ABREAST: usize = 8;
/// Blocks of features: words, characters, the optional ones.
const BLOCKS: usize = 2 + Extra::ALL.len();

/// Rows with the scales that some of them (the training part) give.
#[derive(Debug)]
pub struct Scaled<'a> {
    /// The rows.
    pub rows: &'a Rows,
    /// What each row's tokens and runs, and its character n-grams, are multiplied by.
    pub norms: Vec<[f32; 2]>,
    /// The inverse document frequency of each feature; 0 where no training row has it.
    pub idf: Vec<f32>,
    /// In how many training rows each feature is.
    counts: Vec<u32>,
    /// The training rows.
    pub train: Vec<u32>,
    /// Where the holders of each unit start in `holders`; one more than there are units.
    starts: Vec<usize>,
    /// The training rows that hold a unit, as positions in `train`.
    holders: Vec<u32>,
}

impl<'a> Scaled<'a> {
    /// Scales from the rows `train`: smoothed idf, ln((1 + n) / (1 + df)) + 1, as is usual; cues have 1 at most.
    ///
    /// A row's length is taken as if all its units were different, so that what a word adds to it is known beforehand; for the same
    /// reason a character n-gram is in as many rows as its words together.
    pub fn new(rows: &'a Rows, train: Vec<u32>) -> Self {
        let (starts, holders) = turned(rows, &train);
        let mut out = Self { rows, norms: Vec::new(), idf: Vec::new(), counts: Vec::new(), train, starts, holders };
        let n = out.train.len() as f32;
        out.counts = out.counts_of(|_| 1).into_iter().map(|[count, ..]| count).collect();
        out.idf = out.counts.iter().map(|&d| if d == 0 { 0.0 } else { ((1.0 + n) / (1.0 + (d as f32).min(n))).ln() + 1.0 }).collect();
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

    /// For each of up to [`ABREAST`] marks, which rows have as bits, in how many training rows with it each feature is.
    fn counts_of(&self, marks: impl Fn(u32) -> u32) -> Vec<[u32; ABREAST]> {
        let [_, _, grams] = self.rows.bounds();
        let marks: Vec<u32> = self.train.iter().map(|&row| marks(row)).collect();
        let mut counts = Vec::with_capacity(self.rows.features());
        for unit in 0..grams {
            let mut of_unit = [0; ABREAST];
            let mut before = None;
            for &holder in self.holders(unit) {
                // A row that holds it twice stands there twice, one behind the other.
                let mut open = if before == Some(holder) { 0 } else { marks[holder as usize] };
                while open != 0 {
                    of_unit[open.trailing_zeros() as usize % ABREAST] += 1;
                    open &= open - 1;
                }
                before = Some(holder);
            }
            counts.push(of_unit);
        }
        for gram in 0..self.rows.features() - grams {
            let mut of_gram = [0_u32; ABREAST];
            for &token in self.rows.spelled_with(gram) {
                of_gram.iter_mut().zip(counts[token as usize]).for_each(|(sum, count)| *sum = sum.saturating_add(count));
            }
            counts.push(of_gram);
        }
        counts
    }

    /// For each column the naive-Bayes log-count ratio of each feature (Wang and Manning 2012), taken to a power without its sign: how
    /// much more, or less, often it occurs in the rows where `positive` holds. Each block by itself.
    pub fn ratios(&self, positive: &[Vec<bool>], power: f32) -> Vec<Vec<f32>> {
        let mut out = Vec::with_capacity(positive.len());
        for columns in positive.chunks(ABREAST) {
            let mark = |row: u32| (0..).zip(columns).fold(0, |bits, (k, column)| bits | u32::from(column[row as usize]) << k);
            let inside = self.counts_of(mark);
            out.extend((0..columns.len()).map(|k| self.ratios_of(|f| inside[f][k], power)));
        }
        out
    }

    /// The ratios of one column: `inside` gives in how many of its rows a feature is.
    fn ratios_of(&self, inside: impl Fn(usize) -> u32, power: f32) -> Vec<f32> {
        const SMOOTHING: f32 = 1.0;
        /// Most features are in few rows, and share what is worked out for them.
        const FEW: u32 = 16;
        let counts = || self.counts.iter().enumerate().map(|(f, &all)| (f, (inside(f), all.saturating_sub(inside(f)))));
        let mut sums = [[0_f64; 2]; BLOCKS];
        for (f, (p, q)) in counts() {
            let [yes, no] = &mut sums[self.rows.block(f)];
            *yes += f64::from(SMOOTHING + p as f32);
            *no += f64::from(SMOOTHING + q as f32);
        }
        let base = sums.map(|[p, q]| if p > 0.0 { (p / q).ln() as f32 } else { 0.0 });
        let ratio = |block: usize, p: u32, q: u32| {
            let ratio = ((SMOOTHING + p as f32) / (SMOOTHING + q as f32)).ln() - base[block];
            ratio.abs().powf(power)
        };
        let few: [Vec<f32>; BLOCKS] = std::array::from_fn(|block| (0..FEW * FEW).map(|i| ratio(block, i / FEW, i % FEW)).collect());
        let of_feature = |(f, (p, q)): (usize, (u32, u32))| {
            let block = self.rows.block(f);
            if p < FEW && q < FEW { few[block][(p * FEW + q) as usize] } else { ratio(block, p, q) }
        };
        counts().map(of_feature).collect()
    }

    /// The score of one row under weights that apply to plain counts.
    pub fn score(&self, row: usize, solution: &Solution) -> f32 {
        let weight = |&f: &u32| solution.weights[f as usize];
        let [tokens, runs, cues] = self.rows.parts(row);
        let [a, b] = self.norms[row];
        let words: f32 = tokens.iter().chain(runs).map(weight).sum();
        let spelling: f32 = tokens.iter().flat_map(|&t| self.rows.spelling(t)).map(weight).sum();
        let cues: f32 = cues.iter().map(weight).sum();
        solution.bias + a * words + b * spelling + CUE * cues
    }
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
