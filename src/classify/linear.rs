//! Logistic regression for one class against the rest, by dual coordinate descent.
//!
//! H.-F. Yu, F.-L. Huang, C.-J. Lin: "Dual coordinate descent methods for logistic regression and maximum entropy models",
//! Machine Learning 85 (2011). Features are scaled while solving: with scale s of a feature and w its weight the solver keeps
//! u = s·w, so that the rows stay as counts and the result is the weight to apply to the plain term frequency.

use super::features::term_frequencies;

/// Sentences as sparse rows of counts.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Where each row starts; one more than there are rows.
    pub starts: Vec<usize>,
    /// Where each row's features of the second block start.
    pub splits: Vec<usize>,
    /// Features.
    pub features: Vec<u32>,
    /// How often each occurs.
    pub counts: Vec<u8>,
}

impl Rows {
    /// The number of rows.
    pub fn len(&self) -> usize {
        self.splits.len()
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.splits.is_empty()
    }
}

/// Rows with the scales that some of them (the training part) give: inverse document frequency and norms.
#[derive(Debug)]
pub struct Scaled<'a> {
    /// The rows.
    pub rows: &'a Rows,
    /// One over the Euclidean norm of each row's two blocks.
    pub norms: Vec<[f32; 2]>,
    /// The inverse document frequency of each feature; 0 where no training row has it.
    pub idf: Vec<f32>,
    /// The number of training rows with each feature.
    pub df: Vec<u32>,
    /// The training rows.
    pub train: Vec<u32>,
    tf: [f32; 256],
}

impl<'a> Scaled<'a> {
    /// Scales from the rows `train`: smoothed idf, ln((1 + n) / (1 + df)) + 1, as is usual.
    pub fn new(rows: &'a Rows, n_features: usize, train: Vec<u32>) -> Self {
        let mut df = vec![0_u32; n_features];
        for &row in &train {
            let row = row as usize;
            for &f in &rows.features[rows.starts[row]..rows.starts[row + 1]] {
                df[f as usize] += 1;
            }
        }
        let n = train.len() as f32;
        let idf: Vec<f32> = df.iter().map(|&d| if d == 0 { 0.0 } else { ((1.0 + n) / (1.0 + d as f32)).ln() + 1.0 }).collect();
        let tf = term_frequencies();
        let inverse = |from: usize, to: usize| {
            let square: f32 = (from..to).map(|i| (tf[rows.counts[i] as usize] * idf[rows.features[i] as usize]).powi(2)).sum();
            if square > 0.0 { 1.0 / square.sqrt() } else { 0.0 }
        };
        let norms =
            (0..rows.len()).map(|r| [inverse(rows.starts[r], rows.splits[r]), inverse(rows.splits[r], rows.starts[r + 1])]).collect();
        Self { rows, norms, idf, df, train, tf }
    }

    /// The naive-Bayes log-count ratio of each feature (Wang and Manning 2012): how much more often it occurs in the rows where
    /// `positive` holds. Each block by itself; `split` is the first feature of the second.
    pub fn ratios(&self, positive: &[bool], is_second: &[bool]) -> Vec<f32> {
        const SMOOTHING: f32 = 1.0;
        let mut inside = vec![0_u32; self.df.len()];
        for &row in self.train.iter().filter(|&&r| positive[r as usize]) {
            let row = row as usize;
            for &f in &self.rows.features[self.rows.starts[row]..self.rows.starts[row + 1]] {
                inside[f as usize] += 1;
            }
        }
        let mut sums = [[0_f64; 2]; 2];
        for (f, (&p, &all)) in inside.iter().zip(&self.df).enumerate() {
            let block = usize::from(is_second[f]);
            sums[block][0] += f64::from(SMOOTHING + p as f32);
            sums[block][1] += f64::from(SMOOTHING + (all - p) as f32);
        }
        let base = sums.map(|[p, q]| (p / q).ln() as f32);
        let ratio = |f: usize| ((SMOOTHING + inside[f] as f32) / (SMOOTHING + (self.df[f] - inside[f]) as f32)).ln();
        (0..inside.len()).map(|f| ratio(f) - base[usize::from(is_second[f])]).collect()
    }

    /// The score of one row under weights that apply to plain term frequencies.
    pub fn score(&self, row: usize, solution: &Solution) -> f32 {
        let sum = |from: usize, to: usize| -> f32 {
            let range = from..to;
            self.rows.features[range.clone()]
                .iter()
                .zip(&self.rows.counts[range])
                .map(|(&f, &n)| self.tf[n as usize] * solution.weights[f as usize])
                .sum()
        };
        let [a, b] = self.norms[row];
        let (start, split, end) = (self.rows.starts[row], self.rows.splits[row], self.rows.starts[row + 1]);
        solution.bias + a * sum(start, split) + b * sum(split, end)
    }
}

/// Weights of one class, to be applied to term frequencies (scale and inverse document frequency are in them).
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

/// Solves it. Deterministic by the seed.
pub fn solve(problem: &Problem<'_>) -> Solution {
    let scaled = problem.scaled;
    let rows = scaled.rows;
    let tf = &scaled.tf;
    // For each feature: u = s·w, and s².
    let square = |f: usize| problem.ratios.map_or(1.0, |r| r[f] * r[f]) * scaled.idf[f] * scaled.idf[f];
    let mut table: Vec<[f32; 2]> = (0..scaled.df.len()).map(|f| [0.0, square(f)]).collect();
    let mut bias = 0_f64;
    let used: Vec<u32> = scaled.train.iter().copied().filter(|&r| problem.bounds[r as usize] > 0.0).collect();
    let norm = |row: usize| -> f64 {
        let sum = |from: usize, to: usize| -> f32 {
            (from..to).map(|i| tf[rows.counts[i] as usize].powi(2) * table[rows.features[i] as usize][1]).sum()
        };
        let [a, b] = scaled.norms[row];
        let (start, split, end) = (rows.starts[row], rows.splits[row], rows.starts[row + 1]);
        f64::from(a * a * sum(start, split) + b * b * sum(split, end)) + 1.0
    };
    let lengths: Vec<f64> = used.iter().map(|&r| norm(r as usize)).collect();
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
            let (start, split, end) = (rows.starts[row], rows.splits[row], rows.starts[row + 1]);
            let (features, counts) = (&rows.features[start..end], &rows.counts[start..end]);
            let middle = split - start;
            let sum = |from: usize, to: usize| -> f32 {
                features[from..to].iter().zip(&counts[from..to]).map(|(&f, &n)| tf[n as usize] * table[f as usize][0]).sum()
            };
            let [a, b] = scaled.norms[row];
            let score = f64::from(a * sum(0, middle) + b * sum(middle, features.len())) + bias;
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
            let mut add = |from: usize, to: usize, by: f32| {
                for (&f, &n) in features[from..to].iter().zip(&counts[from..to]) {
                    let entry = &mut table[f as usize];
                    entry[0] += by * tf[n as usize] * entry[1];
                }
            };
            add(0, middle, step as f32 * a);
            add(middle, features.len(), step as f32 * b);
        }
        if largest < TOLERANCE {
            break;
        }
        if steps <= order.len() / 10 {
            inner = (inner * 0.1).max(1e-8);
        }
    }
    Solution { weights: table.iter().map(|e| e[0]).collect(), bias: bias as f32 }
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
