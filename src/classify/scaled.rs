//! Scales of features, from the rows that are trained on: inverse document frequency, norms, naive-Bayes ratios.

use super::linear::Solution;
use super::rows::Rows;

/// What a cue counts; those of a row are not scaled to length 1, since how many there are tells.
pub const CUE: f32 = 0.4;

/// Rows with the scales that some of them (the training part) give.
#[derive(Debug)]
pub struct Scaled<'a> {
    /// The rows.
    pub rows: &'a Rows,
    /// What each row's tokens and runs, and its character n-grams, are multiplied by.
    pub norms: Vec<[f32; 2]>,
    /// The inverse document frequency of each feature; 0 where no training row has it.
    pub idf: Vec<f32>,
    /// The number of training rows with each feature.
    pub df: Vec<u32>,
    /// The training rows.
    pub train: Vec<u32>,
}

/// Counts each feature once a row.
struct Tally<'a> {
    rows: &'a Rows,
    counts: Vec<u32>,
    last: Vec<u32>,
}

impl<'a> Tally<'a> {
    fn new(rows: &'a Rows) -> Self {
        Self { rows, counts: vec![0; rows.features()], last: vec![u32::MAX; rows.features()] }
    }

    fn add(&mut self, row: u32) {
        let [tokens, runs, cues] = self.rows.parts(row as usize);
        for &token in tokens {
            if self.one(token, row) {
                for &gram in self.rows.spelling(token) {
                    self.one(gram, row);
                }
            }
        }
        for &unit in runs.iter().chain(cues) {
            self.one(unit, row);
        }
    }

    fn one(&mut self, feature: u32, row: u32) -> bool {
        let last = &mut self.last[feature as usize];
        let new = *last != row;
        *last = row;
        self.counts[feature as usize] += u32::from(new);
        new
    }
}

impl<'a> Scaled<'a> {
    /// Scales from the rows `train`: smoothed idf, ln((1 + n) / (1 + df)) + 1, as is usual; cues have 1.
    ///
    /// A row's length is taken as if all its units were different, so that what a word adds to it is known beforehand.
    pub fn new(rows: &'a Rows, train: Vec<u32>) -> Self {
        let mut tally = Tally::new(rows);
        train.iter().for_each(|&row| tally.add(row));
        let df = tally.counts;
        let n = train.len() as f32;
        let mut idf: Vec<f32> = df.iter().map(|&d| if d == 0 { 0.0 } else { ((1.0 + n) / (1.0 + d as f32)).ln() + 1.0 }).collect();
        let [_, cues, grams] = rows.bounds();
        idf[cues..grams].iter_mut().for_each(|i| *i = i.min(1.0));
        let square = |features: &[u32]| -> f32 { features.iter().map(|&f| idf[f as usize].powi(2)).sum() };
        let spelled: Vec<f32> = (0..rows.keys[0].len() as u32).map(|token| square(rows.spelling(token))).collect();
        let inverse = |square: f32| if square > 0.0 { 1.0 / square.sqrt() } else { 0.0 };
        let norm = |row| {
            let [tokens, runs, _] = rows.parts(row);
            let spelling: f32 = tokens.iter().map(|&t| spelled[t as usize]).sum();
            [inverse(square(tokens) + square(runs)), inverse(spelling)]
        };
        let norms = (0..rows.len()).map(norm).collect();
        Self { rows, norms, idf, df, train }
    }

    /// The naive-Bayes log-count ratio of each feature (Wang and Manning 2012): how much more often it occurs in the rows where
    /// `positive` holds. Each block by itself.
    pub fn ratios(&self, positive: &[bool]) -> Vec<f32> {
        const SMOOTHING: f32 = 1.0;
        let mut tally = Tally::new(self.rows);
        self.train.iter().filter(|&&r| positive[r as usize]).for_each(|&r| tally.add(r));
        let inside = tally.counts;
        let mut sums = [[0_f64; 2]; 3];
        for (f, (&p, &all)) in inside.iter().zip(&self.df).enumerate() {
            let [yes, no] = &mut sums[self.rows.block(f)];
            *yes += f64::from(SMOOTHING + p as f32);
            *no += f64::from(SMOOTHING + (all - p) as f32);
        }
        let base = sums.map(|[p, q]| if p > 0.0 { (p / q).ln() as f32 } else { 0.0 });
        let ratio = |f: usize| ((SMOOTHING + inside[f] as f32) / (SMOOTHING + (self.df[f] - inside[f]) as f32)).ln();
        (0..inside.len()).map(|f| ratio(f) - base[self.rows.block(f)]).collect()
    }

    /// The score of one row under weights that apply to plain counts; a cue counts `cue`.
    pub fn score(&self, row: usize, solution: &Solution, cue: f32) -> f32 {
        let weight = |&f: &u32| solution.weights[f as usize];
        let [tokens, runs, cues] = self.rows.parts(row);
        let [a, b] = self.norms[row];
        let words: f32 = tokens.iter().chain(runs).map(weight).sum();
        let spelling: f32 = tokens.iter().flat_map(|&t| self.rows.spelling(t)).map(weight).sum();
        let cues: f32 = cues.iter().map(weight).sum();
        solution.bias + a * words + b * spelling + cue * cues
    }
}
