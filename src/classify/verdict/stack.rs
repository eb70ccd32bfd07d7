//! A linear layer over a few dense numbers a sentence: how what rules say and what a model says are weighed against each other.
//!
//! Stacked generalisation (Wolpert 1992): fitted on what the parts say of sentences that they were not trained on. Logistic
//! regression, with labels that exclude each other softmax regression, held towards a belief rather than towards zero.

use crate::classify::decide::calibrate;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};

/// Weights for the numbers of a row, one set a label.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Stack {
    /// The labels.
    pub labels: Vec<String>,
    /// The labels exclude each other.
    pub exclusive: bool,
    /// The probability from which a label is given, where labels do not exclude each other.
    pub threshold: f32,
    /// What the numbers of a row are; the first is the constant 1.
    pub columns: Vec<String>,
    /// A weight for each column, one row a label.
    pub weights: Vec<Vec<f32>>,
}

/// Rows to fit on.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    /// One row behind the other, each as long as there are columns.
    pub numbers: &'a [f32],
    /// The labels of each row.
    pub truth: &'a [Vec<u32>],
}

/// How strongly weights are held to the belief, in rows; columns are scaled to a spread of 1 for it.
const RIDGE: f64 = 10.0;
/// What is believed beforehand: a label that rules give (`given:` and the label) is right, and the model's log-odds (`model:`) count half.
const BELIEF: [(&str, f64); 2] = [("given:", 1.0), ("model:", 0.5)];
/// Which part of the way constants are moved towards the shares of labels where they are used: by the whole way the rare labels are
/// hardly ever given.
const TOWARDS_SHARES: f32 = 0.75;
const ROUNDS: usize = 400;
/// When no weight moves by more, the fit stands.
const TOLERANCE: f64 = 1e-5;

impl Stack {
    /// Reads weights from JSON and checks that all are there; `file` is what errors call it.
    pub fn from_json(text: &str, file: &str) -> Result<Self> {
        let fault = |problem: String| Error::Format { path: file.to_owned(), problem };
        let stack: Self = serde_json::from_str(text).map_err(|e| fault(e.to_string()))?;
        let whole = stack.weights.len() == stack.labels.len() && stack.weights.iter().all(|w| w.len() == stack.columns.len());
        let finite = stack.weights.iter().flatten().all(|w| w.is_finite());
        if whole && finite { Ok(stack) } else { Err(fault("there must be one weight for each label and column".to_owned())) }
    }

    /// As JSON, the weights of each label on a line.
    pub fn to_json(&self) -> Result<String> {
        let rows = self.weights.iter().map(|w| json(w).map(|w| format!("    {w}"))).collect::<Result<Vec<_>>>()?.join(",\n");
        let (labels, columns) = (json(&self.labels)?, json(&self.columns)?);
        let head = format!("  \"labels\": {labels},\n  \"exclusive\": {},\n  \"threshold\": {},\n", self.exclusive, self.threshold);
        Ok(format!("{{\n{head}  \"columns\": {columns},\n  \"weights\": [\n{rows}\n  ]\n}}\n"))
    }

    /// The probability of each label, in the labels' order, into `out`.
    pub fn probabilities(&self, row: &[f32], out: &mut Vec<f32>) {
        out.clear();
        out.extend(self.weights.iter().map(|w| w.iter().zip(row).map(|(w, x)| w * x).sum::<f32>()));
        if self.exclusive {
            calibrate::softmax(out);
        } else {
            out.iter_mut().for_each(|p| *p = calibrate::logistic(*p));
        }
    }

    /// The labels that follow from probabilities: the likeliest one, or all that reach the threshold.
    pub fn decide(&self, probabilities: &[f32]) -> Vec<u32> {
        if self.exclusive {
            return calibrate::best(probabilities).into_iter().collect();
        }
        (0..probabilities.len()).filter(|&k| probabilities[k] >= self.threshold).map(|k| k as u32).collect()
    }

    /// Adds to weights what is known from elsewhere: to each label's column of the name, alone or with the label behind it. A name that
    /// ends in a label (`given:AGREE`) is meant for that label alone.
    pub fn trust(&mut self, known: &[(&str, f32)]) {
        for (label, weights) in self.labels.iter().zip(&mut self.weights) {
            for (column, weight) in self.columns.iter().zip(weights) {
                let of_all = |name: &str| column == name && !name.contains(':') || column.strip_prefix(name) == Some(label.as_str());
                let own = |name: &str| column == name && name.split_once(':').is_some_and(|(_, of)| of == label);
                let meant = |name: &str| of_all(name) || own(name);
                let added: f32 = known.iter().filter(|(name, _)| meant(name)).map(|k| k.1).sum();
                *weight = ((*weight + added) * 1000.0).round() / 1000.0;
            }
        }
    }

    /// Multiplies the weights of all columns whose names begin so.
    pub fn stress(&mut self, part: &str, factor: f32) {
        for weights in &mut self.weights {
            for (column, weight) in self.columns.iter().zip(weights) {
                if column.starts_with(part) {
                    *weight = (*weight * factor * 1000.0).round() / 1000.0;
                }
            }
        }
    }

    /// Moves the constants from how often labels stand among the rows that they were fitted on towards how often they stand where they
    /// are used (Saerens, Latinne, Decaestecker 2002): `shares` are those of labels that are named, the others stay.
    pub fn rebalance(&mut self, shares: &[(&str, f32)], truth: &[Vec<u32>]) {
        for (at, (label, weights)) in self.labels.iter().zip(&mut self.weights).enumerate() {
            let rows = truth.iter().filter(|labels| labels.contains(&(at as u32))).count().max(1);
            let known = shares.iter().find(|(name, _)| name == label);
            if let (Some((_, share)), Some(constant)) = (known, weights.first_mut()) {
                *constant = ((*constant + TOWARDS_SHARES * (share * truth.len() as f32 / rows as f32).ln()) * 1000.0).round() / 1000.0;
            }
        }
    }

    /// Fits weights for rows of named columns, of which the first is the constant 1. Weights have three decimals.
    pub fn fit(rows: &Rows<'_>, labels: Vec<String>, columns: Vec<String>, exclusive: bool) -> Result<Self> {
        let width = columns.len();
        if width == 0 || rows.truth.is_empty() || rows.numbers.len() != rows.truth.len() * width || labels.is_empty() {
            return Err(Error::input("rows", "there must be a number for each row and column, and a label to fit"));
        }
        let spreads = spreads(rows.numbers, width);
        let numbers: Vec<f64> = rows.numbers.iter().enumerate().map(|(i, &x)| f64::from(x) / spreads[i % width]).collect();
        let believed = |label: &String, column: &String| {
            let part = BELIEF.iter().find(|(part, _)| column.strip_prefix(part) == Some(label.as_str()));
            part.map_or(0.0, |(_, weight)| *weight)
        };
        let belief: Vec<Vec<f64>> =
            labels.iter().map(|l| columns.iter().zip(&spreads).map(|(c, spread)| believed(l, c) * spread).collect()).collect();
        let problem = Problem { numbers: &numbers, width, truth: rows.truth, exclusive };
        let fitted = problem.solve(&belief);
        let plain = |w: &Vec<f64>| w.iter().zip(&spreads).map(|(w, spread)| ((w / spread) * 1000.0).round() as f32 / 1000.0).collect();
        let mut stack = Self { labels, exclusive, threshold: 0.5, columns, weights: fitted.iter().map(plain).collect() };
        if !exclusive {
            stack.threshold = stack.best_threshold(rows);
        }
        Ok(stack)
    }

    /// The threshold by which the micro-F1 of the rows is largest.
    fn best_threshold(&self, rows: &Rows<'_>) -> f32 {
        let mut judged: Vec<(f32, bool)> = Vec::new();
        let mut probabilities = Vec::new();
        for (row, truth) in rows.numbers.chunks_exact(self.columns.len()).zip(rows.truth) {
            self.probabilities(row, &mut probabilities);
            judged.extend(probabilities.iter().enumerate().map(|(k, &p)| (p, truth.contains(&(k as u32)))));
        }
        let given: usize = rows.truth.iter().map(Vec::len).sum();
        let quality = |threshold: f32| {
            let found = judged.iter().filter(|j| j.0 >= threshold);
            let (all, right) = found.fold((0, 0), |(all, right), j| (all + 1, right + usize::from(j.1)));
            2.0 * right as f64 / (all + given).max(1) as f64
        };
        let tried = (20..=60).map(|percent| percent as f32 / 100.0).map(|t| (t, quality(t)));
        tried.reduce(|a, b| if b.1 > a.1 { b } else { a }).map_or(0.5, |t| t.0)
    }
}

fn json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Internal { problem: e.to_string() })
}

/// The standard deviation of each column; 1 for one that never changes.
fn spreads(numbers: &[f32], width: usize) -> Vec<f64> {
    let rows = (numbers.len() / width) as f64;
    let of = |column: usize| {
        let values = || numbers.iter().skip(column).step_by(width).map(|&x| f64::from(x));
        let mean = values().sum::<f64>() / rows;
        let spread = (values().map(|x| (x - mean).powi(2)).sum::<f64>() / rows).sqrt();
        if spread > 1e-9 { spread } else { 1.0 }
    };
    (0..width).map(of).collect()
}

/// Penalised logistic or softmax regression.
struct Problem<'a> {
    numbers: &'a [f64],
    width: usize,
    truth: &'a [Vec<u32>],
    exclusive: bool,
}

impl Problem<'_> {
    /// Steps down the gradient measured by a matrix that the Hessian never exceeds (Böhning 1992), with momentum (Nesterov 1983)
    /// that starts anew whenever it leads uphill (O'Donoghue and Candès 2015).
    fn solve(&self, belief: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let factor = self.factor();
        let mut weights = belief.to_vec();
        let mut ahead = weights.clone();
        let mut momentum = 1.0_f64;
        for _ in 0..ROUNDS {
            let mut gradient = self.gradient(&ahead, belief);
            gradient.iter_mut().for_each(|g| solve_triangular(&factor, self.width, g));
            let next: Vec<Vec<f64>> = ahead.iter().zip(&gradient).map(|(a, g)| a.iter().zip(g).map(|(a, g)| a - g).collect()).collect();
            let steps = || next.iter().flatten().zip(weights.iter().flatten()).map(|(n, w)| n - w);
            let uphill = gradient.iter().flatten().zip(steps()).map(|(g, step)| g * step).sum::<f64>() > 0.0;
            let moved = steps().map(f64::abs).fold(0.0, f64::max);
            let grown = if uphill { 1.0 } else { (1.0 + (1.0 + 4.0 * momentum * momentum).sqrt()) / 2.0 };
            let pull = if uphill { 0.0 } else { (momentum - 1.0) / grown };
            let further = |(n, w): (&Vec<f64>, &Vec<f64>)| n.iter().zip(w).map(|(n, w)| n + pull * (n - w)).collect();
            ahead = next.iter().zip(&weights).map(further).collect();
            weights = next;
            momentum = grown;
            if moved < TOLERANCE {
                break;
            }
        }
        weights
    }

    fn ridge(column: usize) -> f64 {
        if column == 0 { 1e-3 } else { RIDGE }
    }

    /// The Cholesky factor of the bound on the Hessian: the rows' moments by 1/2, for independent labels by 1/4, plus the ridge.
    fn factor(&self) -> Vec<f64> {
        let width = self.width;
        let share = if self.exclusive { 0.5 } else { 0.25 };
        let mut matrix = vec![0.0; width * width];
        for row in self.numbers.chunks_exact(width) {
            for (i, x) in row.iter().enumerate().filter(|(_, x)| **x != 0.0) {
                matrix[i * width..=i * width + i].iter_mut().zip(row).for_each(|(m, y)| *m += share * x * y);
            }
        }
        (0..width).for_each(|i| matrix[i * width + i] += Self::ridge(i));
        for i in 0..width {
            for j in 0..=i {
                let dot: f64 = (0..j).map(|k| matrix[i * width + k] * matrix[j * width + k]).sum();
                let rest = matrix[i * width + j] - dot;
                matrix[i * width + j] = if i == j { rest.max(1e-12).sqrt() } else { rest / matrix[j * width + j] };
            }
        }
        matrix
    }

    fn gradient(&self, weights: &[Vec<f64>], belief: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let held = |(w, b): (&Vec<f64>, &Vec<f64>)| w.iter().zip(b).enumerate().map(|(c, (w, b))| Self::ridge(c) * (w - b)).collect();
        let mut out: Vec<Vec<f64>> = weights.iter().zip(belief).map(held).collect();
        let mut p = vec![0.0; weights.len()];
        for (row, truth) in self.numbers.chunks_exact(self.width).zip(self.truth) {
            for (p, w) in p.iter_mut().zip(weights) {
                *p = w.iter().zip(row).map(|(w, x)| w * x).sum();
            }
            if self.exclusive {
                let top = p.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                p.iter_mut().for_each(|p| *p = (*p - top).exp());
                let sum: f64 = p.iter().sum();
                p.iter_mut().for_each(|p| *p /= sum);
            } else {
                p.iter_mut().for_each(|p| *p = 1.0 / (1.0 + (-*p).exp()));
            }
            for (k, (out, p)) in out.iter_mut().zip(&p).enumerate() {
                let off = p - f64::from(u8::from(truth.contains(&(k as u32))));
                out.iter_mut().zip(row).for_each(|(o, x)| *o += off * x);
            }
        }
        out
    }
}

/// Solves for a vector, given the Cholesky factor of a matrix.
fn solve_triangular(factor: &[f64], width: usize, vector: &mut [f64]) {
    for i in 0..width {
        let dot: f64 = (0..i).map(|k| factor[i * width + k] * vector[k]).sum();
        vector[i] = (vector[i] - dot) / factor[i * width + i];
    }
    for i in (0..width).rev() {
        let dot: f64 = (i + 1..width).map(|k| factor[k * width + i] * vector[k]).sum();
        vector[i] = (vector[i] - dot) / factor[i * width + i];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two labels; the rules are right in nine of ten rows, the model in six of ten.
    fn made(exclusive: bool) -> Stack {
        let columns = ["constant", "given:a", "given:b", "model:a", "model:b"].map(str::to_owned).to_vec();
        let (mut numbers, mut truth) = (Vec::new(), Vec::new());
        for i in 0..600_u32 {
            let right = i % 2;
            let (rules, model) = (if i % 20 < 2 { 1 - right } else { right }, if (i / 20) % 5 < 2 { 1 - right } else { right });
            let odds = if model == 0 { 1.0 } else { -1.0 };
            numbers.extend([1.0, 1.0 - rules as f32, rules as f32, odds, -odds]);
            truth.push(vec![right]);
        }
        let labels = vec!["a".to_owned(), "b".to_owned()];
        Stack::fit(&Rows { numbers: &numbers, truth: &truth }, labels, columns, exclusive).unwrap()
    }

    #[test]
    fn the_better_part_weighs_more() {
        for exclusive in [true, false] {
            let stack = made(exclusive);
            let mut p = Vec::new();
            // The parts disagree: the rules are followed, and the less so the surer the model is.
            stack.probabilities(&[1.0, 1.0, 0.0, -1.0, 1.0], &mut p);
            assert!(p[0] > 0.6 && p[0] < 0.95, "{p:?}");
            assert_eq!(stack.decide(&p), [0]);
            let sure = p[0];
            stack.probabilities(&[1.0, 1.0, 0.0, 1.0, -1.0], &mut p);
            assert!(p[0] > sure, "{p:?}");
        }
    }

    #[test]
    fn trust_moves_a_label_by_its_own_column_alone() {
        let (plain, mut stack) = (made(false), made(false));
        stack.trust(&[("given:", 2.0), ("constant", -1.0)]);
        let moved = |stack: &Stack, k: usize| -> Vec<f32> {
            stack.weights[k].iter().zip(&plain.weights[k]).map(|(a, b)| (a - b).round()).collect()
        };
        assert_eq!(moved(&stack, 0), [-1.0, 2.0, 0.0, 0.0, 0.0]);
        stack.trust(&[("given:b", 1.0)]);
        assert_eq!(moved(&stack, 0), [-1.0, 2.0, 0.0, 0.0, 0.0]);
        assert_eq!(moved(&stack, 1), [-1.0, 0.0, 3.0, 0.0, 0.0]);
    }

    #[test]
    fn stress_multiplies_the_columns_of_a_part_alone() {
        let (plain, mut stack) = (made(false), made(false));
        stack.stress("given:", 2.0);
        for (after, before) in stack.weights.iter().zip(&plain.weights) {
            for ((column, a), b) in plain.columns.iter().zip(after).zip(before) {
                let expected = if column.starts_with("given:") { 2.0 * b } else { *b };
                assert!((a - expected).abs() < 0.002, "{column}: {b} became {a}");
            }
        }
    }

    #[test]
    fn a_label_that_is_rarer_in_use_is_given_less() {
        let (plain, mut stack) = (made(true), made(true));
        let truth: Vec<Vec<u32>> = (0..10).map(|i| vec![u32::from(i < 5)]).collect();
        stack.rebalance(&[("a", 0.25)], &truth);
        let moved: Vec<f32> = stack.weights.iter().zip(&plain.weights).map(|(a, b)| a[0] - b[0]).collect();
        assert!((moved[0] - TOWARDS_SHARES * 0.5_f32.ln()).abs() < 1e-3 && moved[1] == 0.0, "{moved:?}");
        assert_eq!(stack.weights[0][1..], plain.weights[0][1..]);
    }

    #[test]
    fn weights_are_read_as_written() {
        let stack = made(false);
        let text = stack.to_json().unwrap();
        assert_eq!(Stack::from_json(&text, "stack.json").unwrap(), stack);
        let cut = text.replacen("\"model:b\"", "", 1);
        assert!(Stack::from_json(&cut, "stack.json").unwrap_err().to_string().contains("stack.json"));
        assert!(Stack::from_json("{}", "stack.json").is_err());
    }

    #[test]
    fn rows_that_do_not_fit_are_an_error() {
        let rows = Rows { numbers: &[1.0, 2.0], truth: &[vec![0]] };
        assert!(Stack::fit(&rows, vec!["a".to_owned()], vec!["constant".to_owned()], true).is_err());
    }
}
