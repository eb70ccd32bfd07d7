//! Logistic regression for one class against the rest, by dual coordinate descent.
//!
//! H.-F. Yu, F.-L. Huang, C.-J. Lin: "Dual coordinate descent methods for logistic regression and maximum entropy models",
//! Machine Learning 85 (2011). Features are scaled while solving: with scale s of a feature and w its weight the solver keeps
//! u = s·w, so that the rows stay as counts and the result is the weight to apply to the plain term frequency.

use super::scaled::Scaled;

/// Weights of one class, to be applied to counts (scale and inverse document frequency are in them).
#[derive(Clone, Debug, Default)]
pub struct Solution {
    /// One weight a feature.
    pub weights: Vec<f32>,
    /// The constant.
    pub bias: f32,
}

/// One class against the rest.
#[derive(Debug)]
pub struct Problem<'a> {
    /// The rows with their scales.
    pub scaled: &'a Scaled<'a>,
    /// Which rows are of the class.
    pub positive: &'a [bool],
    /// The upper bound C of each row's multiplier: the inverse of regularisation times the row's weight. Rows of 0 do not count.
    pub bounds: &'a [f32],
    /// Scales of features beside the idf (naive-Bayes ratios), or none.
    pub ratios: Option<&'a [f32]>,
    /// What a cue counts; 0 leaves cues out.
    pub cue: f32,
    /// The order in which rows are visited is drawn from it.
    pub seed: u64,
    /// Rounds over all rows, at most.
    pub rounds: usize,
}

/// When the largest violation falls below this the solution stands.
const TOLERANCE: f64 = 0.1;

/// A small generator of random numbers (splitmix64, Steele et al. 2014): the same on every platform.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// A generator that gives the same numbers for the same seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 random bits.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Shuffles (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let j = ((u128::from(self.next()) * (i as u128 + 1)) >> 64) as usize;
            items.swap(i, j);
        }
    }
}

/// The weights while they are sought: u = s·w of each feature, and s².
struct Table<'a> {
    scaled: &'a Scaled<'a>,
    cells: Vec<[f32; 2]>,
    cue: f32,
}

impl Table<'_> {
    /// What each part of a row is multiplied by.
    fn factors(&self, row: usize) -> [f32; 3] {
        let [a, b] = self.scaled.norms[row];
        [a, b, self.cue]
    }

    fn score(&self, row: usize) -> f32 {
        let rows = self.scaled.rows;
        let [tokens, runs, cues] = rows.parts(row);
        let sum = |units: &[u32]| -> f32 { units.iter().map(|&f| self.cells[f as usize][0]).sum() };
        let spelling: f32 = tokens.iter().map(|&t| sum(rows.spelling(t))).sum();
        let [a, b, c] = self.factors(row);
        a * (sum(tokens) + sum(runs)) + b * spelling + if c == 0.0 { 0.0 } else { c * sum(cues) }
    }

    fn add(&mut self, row: usize, step: f32) {
        let rows = self.scaled.rows;
        let [tokens, runs, cues] = rows.parts(row);
        let [a, b, c] = self.factors(row).map(|factor| factor * step);
        let cells = &mut self.cells;
        let mut each = |units: &[u32], by: f32| {
            for &f in units {
                let cell = &mut cells[f as usize];
                cell[0] += by * cell[1];
            }
        };
        each(tokens, a);
        each(runs, a);
        tokens.iter().for_each(|&t| each(rows.spelling(t), b));
        if c != 0.0 {
            each(cues, c);
        }
    }

    /// The squared length of a row, its constant included. `counts` is all 0 before and after.
    fn length(&self, row: usize, counts: &mut [f32]) -> f64 {
        let rows = self.scaled.rows;
        let [tokens, runs, cues] = rows.parts(row);
        let [a, b, c] = self.factors(row);
        let parts = [(tokens, a), (runs, a), (cues, c)];
        let spellings = || tokens.iter().map(|&t| (rows.spelling(t), b));
        for (units, by) in parts.into_iter().chain(spellings()) {
            units.iter().for_each(|&f| counts[f as usize] += by);
        }
        let mut sum = 1.0;
        for (units, _) in parts.into_iter().chain(spellings()) {
            for &f in units {
                sum += f64::from(std::mem::take(&mut counts[f as usize]).powi(2) * self.cells[f as usize][1]);
            }
        }
        sum
    }
}

/// Solves it. Deterministic by the seed.
pub fn solve(problem: &Problem<'_>) -> Solution {
    let scaled = problem.scaled;
    let square = |f: usize| problem.ratios.map_or(1.0, |r| r[f] * r[f]) * scaled.idf[f] * scaled.idf[f];
    let mut table = Table { scaled, cells: (0..scaled.df.len()).map(|f| [0.0, square(f)]).collect(), cue: problem.cue };
    let mut bias = 0_f64;
    let used: Vec<u32> = scaled.train.iter().copied().filter(|&r| problem.bounds[r as usize] > 0.0).collect();
    let mut counts = vec![0.0; scaled.df.len()];
    let lengths: Vec<f64> = used.iter().map(|&r| table.length(r as usize, &mut counts)).collect();
    drop(counts);
    // Each row's multiplier starts near 0; w = Σ α y x + bias.
    let mut alphas: Vec<f64> = used.iter().map(|&r| (1e-3 * f64::from(problem.bounds[r as usize])).min(1e-8)).collect();
    let mut order: Vec<u32> = (0..used.len() as u32).collect();
    let mut random = Random::new(problem.seed);
    let mut inner = 1e-2_f64;
    for _ in 0..problem.rounds {
        random.shuffle(&mut order);
        let mut largest = 0_f64;
        let mut steps = 0;
        for &i in &order {
            let i = i as usize;
            let row = used[i] as usize;
            let score = f64::from(table.score(row)) + bias;
            let sign = if problem.positive[row] { 1.0 } else { -1.0 };
            let bound = f64::from(problem.bounds[row]);
            let (alpha, violation, count) = one_variable(alphas[i], bound, lengths[i], sign * score, inner);
            largest = largest.max(violation);
            steps += count;
            if count == 0 {
                continue;
            }
            let step = sign * (alpha - alphas[i]);
            alphas[i] = alpha;
            bias += step;
            table.add(row, step as f32);
        }
        if largest < TOLERANCE {
            break;
        }
        if steps <= order.len() / 10 {
            inner = (inner * 0.1).max(1e-8);
        }
    }
    Solution { weights: table.cells.iter().map(|e| e[0]).collect(), bias: bias as f32 }
}

/// Minimises the dual in one multiplier by Newton steps on whichever of z = α and z = C − α is the smaller one, so that the
/// logarithms stay exact. Gives the multiplier, the violation found, and the number of steps.
fn one_variable(alpha: f64, bound: f64, length: f64, margin: f64, tolerance: f64) -> (f64, f64, usize) {
    // The other side of the bound is minimised when the derivative at the middle is negative.
    let flip = 0.5 * length * (bound - 2.0 * alpha) + margin < 0.0;
    let (old, slope) = if flip { (bound - alpha, -margin) } else { (alpha, margin) };
    let mut z = if bound - old < 0.5 * bound { 0.1 * old } else { old };
    let derivative = |z: f64| length * (z - old) + slope + (z / (bound - z)).ln();
    let mut d = derivative(z);
    let violation = d.abs();
    let mut steps = 0;
    while d.abs() >= tolerance && steps < 100 {
        let next = z - d / (length + bound / ((bound - z) * z));
        z = if next <= 0.0 { 0.1 * z } else { next.min(bound * (1.0 - 1e-12)) };
        d = derivative(z);
        steps += 1;
    }
    (if flip { bound - z } else { z }, violation, steps)
}
