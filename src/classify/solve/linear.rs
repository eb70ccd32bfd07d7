//! Linear scores of features: the weights, and how they are fitted.
//!
//! Features are scaled by their inverse document frequency and naive-Bayes ratios. With scale s of a feature the penalty of its weight,
//! which applies to the plain term frequency, is 1/s²: the scale is in the weight.

use super::design::{Design, Lanes, TASK};
use super::loss::Loss;
use super::newton::Task;
use super::ratios::{ABREAST, Ratios};
use super::scaled::Scaled;
use crate::classify::features::blocks::extras::Extras;
use crate::error::Result;
use crate::pool;
use std::ops::Range;

/// Weights of one class, to be applied to counts (scale and inverse document frequency are in them).
#[derive(Clone, Debug, Default)]
pub struct Solution {
    /// One weight a feature.
    pub weights: Vec<f32>,
    /// The constant.
    pub bias: f32,
}

/// All columns of scores over the same rows.
#[derive(Debug)]
pub struct Problem<'a> {
    /// The rows with their scales.
    pub scaled: &'a Scaled<'a>,
    /// For each column, which rows are of its class.
    pub positive: &'a [Vec<bool>],
    /// What an error in each row costs: the inverse of regularisation times the row's weight. Rows of 0 do not count.
    pub costs: &'a [f32],
    /// What that is multiplied by in each column, for rows outside and inside of its class.
    pub factors: &'a [[f32; 2]],
    /// Scales of features beside the idf, or none.
    pub ratios: Option<&'a Ratios<'a>>,
    /// The optional blocks that count.
    pub extras: Extras,
    /// The loss.
    pub loss: Loss,
    /// When the fit stands: see [`Task::tolerance`].
    pub tolerance: f64,
    /// Whether features that are equal in all rows are solved as one: quicker, and other last bits.
    pub merge: bool,
    /// Threads; the result does not depend on it.
    pub threads: usize,
}

/// Columns of the multinomial loss, at most.
pub const JOINED: usize = 32;
/// Scales below this are as good as none.
const LEAST_SCALE: f32 = 1e-6;

impl Problem<'_> {
    /// Fits all columns.
    pub fn solve(&self) -> Result<Vec<Solution>> {
        let columns = self.positive.len();
        // The weights of columns of which each has a loss of its own fill half a cache line.
        let abreast = if self.loss == Loss::Multinomial { JOINED } else { ABREAST };
        let groups: Vec<Range<usize>> = (0..columns).step_by(abreast).map(|first| first..(first + abreast).min(columns)).collect();
        // Groups have nothing to tell each other; where there are many, each has a thread.
        let (across, within) = if groups.len() >= 2 * self.threads { (self.threads, 1) } else { (1, self.threads) };
        let design = Design::new(self.scaled, self.extras, self.merge, within);
        let scales: Vec<(Option<u32>, f32)> = design.scales_of().zip(design.parts()).collect();
        let solved = pool::map(across, groups, |some| match some.len() {
            1 => self.fit::<1>(&design, &scales, some),
            2 => self.fit::<2>(&design, &scales, some),
            3..=4 => self.fit::<4>(&design, &scales, some),
            5..=6 => self.fit::<6>(&design, &scales, some),
            7..=ABREAST => self.fit::<8>(&design, &scales, some),
            _ => self.fit::<JOINED>(&design, &scales, some),
        })?;
        Ok(solved.into_iter().flatten().collect())
    }

    /// Fits columns side by side. `scales` are the features of the matrix, each as the one whose scale it has and how many it stands for.
    fn fit<const L: usize>(&self, design: &Design<'_>, scales: &[(Option<u32>, f32)], columns: Range<usize>) -> Result<Vec<Solution>> {
        let scaled = self.scaled;
        let lane = |k: usize| columns.clone().nth(k);
        let penalty = |(feature, parts): &(Option<u32>, f32)| -> Lanes<L> {
            let Some(feature) = feature.map(|feature| feature as usize) else { return [1.0; L] };
            let mut scales = [1.0; L];
            if let Some(ratios) = self.ratios {
                ratios.of(feature, columns.start, &mut scales[..columns.len()]);
            }
            scales.map(|ratio| 1.0 / (ratio * scaled.idf[feature]).max(LEAST_SCALE).powi(2) / parts)
        };
        let mut penalties = vec![[0.0; L]; scales.len()];
        pool::map(
            design.threads(),
            penalties.chunks_mut(TASK).zip(scales.chunks(TASK)).collect(),
            |(penalties, scales): (&mut [_], &[_])| {
                penalties.iter_mut().zip(scales).for_each(|(own, scale)| *own = penalty(scale));
                Ok(())
            },
        )?;
        let mark = |row: usize| columns.clone().enumerate().fold(0, |bits, (k, column)| bits | u32::from(self.positive[column][row]) << k);
        let marks: Vec<u32> = scaled.train.iter().map(|&row| mark(row as usize)).collect();
        let costs: Vec<f32> = scaled.train.iter().map(|&row| self.costs[row as usize]).collect();
        let task = Task::<L> {
            design,
            marks: &marks,
            costs: &costs,
            factors: std::array::from_fn(|k| lane(k).map_or([0.0; 2], |column| self.factors[column])),
            penalties,
            columns: columns.len(),
            loss: self.loss,
            tolerance: self.tolerance,
        };
        let weights = task.minimise(self.loss == Loss::OneVsRest && self.positive.len() > JOINED)?;
        Ok(design.unfold(&weights, columns.len()).into_iter().map(|(weights, bias)| Solution { weights, bias }).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::features::rows::{Reading, Rows};
    use crate::pool::Control;

    const COST: f32 = 3.0;

    fn texts() -> Vec<String> {
        let parties = ["envoys", "troops", "miners", "farmers", "pilots", "envoy", "miner"];
        let acts = ["met", "shelled", "marched against", "thanked", "met the"];
        let say = |i: usize| format!("The {} {} {} on day {}, at last.", parties[i % 7], acts[i % 5], parties[(i * i + 3) % 7], i % 17);
        (0..70).map(say).collect()
    }

    fn solve(rows: &Rows, positive: &[Vec<bool>], ratios: bool, loss: Loss, merge: bool, threads: usize) -> Vec<Solution> {
        let scaled = Scaled::new(rows, (0..rows.len() as u32).collect());
        let ratios = ratios.then(|| Ratios::new(&scaled, positive, &vec![1.0; positive.len()], 1.0));
        let costs = vec![COST; rows.len()];
        let factors = vec![[1.0; 2]; positive.len()];
        Problem {
            scaled: &scaled,
            positive,
            costs: &costs,
            factors: &factors,
            ratios: ratios.as_ref(),
            extras: Extras::default(),
            loss,
            tolerance: 1e-9,
            merge,
            threads,
        }
        .solve()
        .unwrap()
    }

    fn sample() -> (Rows, Vec<Vec<bool>>) {
        let texts = texts();
        let rows = Rows::read(&texts, None, &Reading::default(), 1, &Control::default()).unwrap();
        let positive = (0..5).map(|k| (0..rows.len()).map(|i| i % 5 == k).collect()).collect();
        (rows, positive)
    }

    /// At the minimum the penalty of each weight pulls as hard as the rows do; worked out from plain rows, feature by feature.
    #[test]
    fn nothing_pulls_at_the_minimum() {
        let (rows, positive) = sample();
        let scaled = Scaled::new(&rows, (0..rows.len() as u32).collect());
        for (loss, merge) in [(Loss::OneVsRest, false), (Loss::Multinomial, false), (Loss::OneVsRest, true), (Loss::Multinomial, true)] {
            let solutions = solve(&rows, &positive, false, loss, merge, 1);
            let mut pull = vec![vec![0.0_f32; rows.features()]; positive.len()];
            for row in scaled.train.iter().map(|&row| row as usize) {
                let scores = scaled.scores(&[row as u32], &solutions);
                let sum: f32 = scores.iter().map(|s| s.exp()).sum();
                let [tokens, runs, _] = rows.parts(row);
                let [a, b] = scaled.norms[row];
                for (k, pull) in pull.iter_mut().enumerate() {
                    let p = if loss == Loss::Multinomial { scores[k].exp() / sum } else { 1.0 / (1.0 + (-scores[k]).exp()) };
                    let slope = COST * (p - f32::from(u8::from(positive[k][row])));
                    tokens.iter().chain(runs).for_each(|&unit| pull[unit as usize] += a * slope);
                    tokens.iter().flat_map(|&t| rows.spelling(t)).for_each(|&gram| pull[gram as usize] += b * slope);
                }
            }
            for (solution, pull) in solutions.iter().zip(&pull) {
                assert!(solution.weights.iter().any(|w| w.abs() > 0.1));
                for ((weight, pull), idf) in solution.weights.iter().zip(pull).zip(&scaled.idf) {
                    assert!((weight / (idf * idf) + pull).abs() < 0.01, "{loss:?} {weight} {pull}");
                }
            }
        }
    }

    #[test]
    fn equal_features_as_one_have_the_weights_of_each() {
        let (rows, positive) = sample();
        let [each, one] = [false, true].map(|merge| solve(&rows, &positive, true, Loss::OneVsRest, merge, 1));
        let scaled = Scaled::new(&rows, (0..rows.len() as u32).collect());
        let width = |merge| Design::new(&scaled, Extras::default(), merge, 1).width();
        assert!(width(true) < width(false));
        for (each, one) in each.iter().zip(&one) {
            assert!(each.weights.iter().zip(&one.weights).all(|(a, b)| (a - b).abs() < 1e-2), "but for where the fit stops");
        }
    }

    /// Many labels begin at their constants, and end where each would by itself, which begins at nothing.
    #[test]
    fn many_labels_reach_the_same_minimum() {
        let (rows, _) = sample();
        let positive: Vec<Vec<bool>> = (0..40).map(|k| (0..rows.len()).map(|i| i % 40 == k).collect()).collect();
        let together = solve(&rows, &positive, true, Loss::OneVsRest, false, 1);
        let threads = solve(&rows, &positive, true, Loss::OneVsRest, false, 2);
        for (k, one) in together.iter().enumerate() {
            assert_eq!((&one.weights, one.bias), (&threads[k].weights, threads[k].bias));
            let few = &solve(&rows, &positive[k..=k], true, Loss::OneVsRest, false, 1)[0];
            assert!((one.bias - few.bias).abs() < 1e-2, "{k}: {} {}", one.bias, few.bias);
            assert!(one.weights.iter().zip(&few.weights).all(|(a, b)| (a - b).abs() < 1e-2), "{k}");
        }
    }

    #[test]
    fn columns_by_themselves_and_threads_give_the_same() {
        let (rows, positive) = sample();
        let together = solve(&rows, &positive, true, Loss::OneVsRest, false, 1);
        let threads = solve(&rows, &positive, true, Loss::OneVsRest, false, 3);
        for (k, one) in together.iter().enumerate() {
            assert_eq!(one.weights, threads[k].weights);
            let alone = &solve(&rows, &positive[k..=k], true, Loss::OneVsRest, false, 1)[0];
            assert_eq!((&one.weights, one.bias), (&alone.weights, alone.bias), "columns that are packed anew go on as if they were alone");
        }
    }
}
