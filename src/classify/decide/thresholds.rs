//! Thresholds of labels, from probabilities of rows that the weights were not fitted on.

use super::calibrate::best;

/// Rows that thresholds are judged on.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// A probability for each label, one row behind the other.
    pub probabilities: &'a [f32],
    /// The true labels of each row.
    pub truth: &'a [Vec<u32>],
    /// What each row counts.
    pub weights: &'a [f32],
    /// What each label counts in the rows that have it.
    pub worth: &'a [f32],
    /// The likeliest label is given where none reaches its threshold.
    pub always: bool,
}

/// Two labels' sets as far as their F1 asks: what the labels of both count, and those of each together.
#[derive(Clone, Copy, Debug, Default)]
struct Shared {
    both: f64,
    all: f64,
    given: u32,
}

impl Judged<'_> {
    fn labels(&self) -> usize {
        self.worth.len()
    }

    /// A label more that is given to a row.
    fn give(&self, shared: &mut Shared, row: usize, label: usize) {
        let right = self.truth[row].contains(&(label as u32));
        let worth = if right { f64::from(self.worth[label]) } else { 1.0 };
        shared.both += if right { worth } else { 0.0 };
        shared.all += worth;
        shared.given += 1;
    }

    /// The F1 of a row.
    fn f1(&self, mut shared: Shared, row: usize) -> f64 {
        if shared.given == 0 && self.always {
            let labels = self.labels();
            if let Some(label) = best(&self.probabilities[row * labels..][..labels]) {
                self.give(&mut shared, row, label as usize);
            }
        }
        if shared.all == 0.0 { 1.0 } else { 2.0 * shared.both / shared.all }
    }

    /// The mean F1 of rows, each begun as `begun` says and given `label` from `threshold` on.
    fn mean(&self, begun: &[Shared], label: usize, threshold: f32) -> f64 {
        let (mut sum, mut whole) = (0.0, 0.0);
        for (row, (&shared, &weight)) in begun.iter().zip(self.weights).enumerate() {
            let mut shared = shared;
            if self.probabilities[row * self.labels() + label] >= threshold {
                self.give(&mut shared, row, label);
            }
            sum += f64::from(weight) * self.f1(shared, row);
            whole += f64::from(weight);
        }
        if whole > 0.0 { sum / whole } else { 0.0 }
    }

    /// The rows with all labels given that reach their thresholds, but `label`.
    fn begun(&self, thresholds: &[f32], label: usize) -> Vec<Shared> {
        let row = |(row, probabilities): (usize, &[f32])| {
            let all = self.truth[row].iter().map(|&label| f64::from(self.worth[label as usize])).sum();
            let mut shared = Shared { all, ..Shared::default() };
            let given = (0..self.labels()).filter(|&other| other != label && probabilities[other] >= thresholds[other]);
            given.for_each(|other| self.give(&mut shared, row, other));
            shared
        };
        self.probabilities.chunks_exact(self.labels()).enumerate().map(row).collect()
    }

    /// The mean F1 of rows under thresholds.
    pub fn quality(&self, thresholds: &[f32]) -> f64 {
        thresholds.first().map_or(0.0, |&first| self.mean(&self.begun(thresholds, 0), 0, first))
    }

    /// A threshold for each label by which the mean F1 of rows is largest: first one for all labels, then each in turn.
    pub fn best(&self) -> Vec<f32> {
        let grid: Vec<f32> = (2..=18).map(|i| i as f32 * 0.05).collect();
        let labels = self.labels();
        let mut chosen = vec![0.5; labels];
        let mut reached = self.quality(&chosen);
        for &all in &grid {
            let q = self.quality(&vec![all; labels]);
            if q > reached + 1e-9 {
                (chosen, reached) = (vec![all; labels], q);
            }
        }
        for _ in 0..2 {
            for label in 0..labels {
                let begun = self.begun(&chosen, label);
                for &own in &grid {
                    let q = self.mean(&begun, label, own);
                    // A label's own threshold must earn its keep: small gains are chance.
                    if q > reached + 2e-3 {
                        (chosen[label], reached) = (own, q);
                    }
                }
            }
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::decide::calibrate::decide;
    use crate::classify::decide::metrics::example_f1;
    use proptest::prelude::*;

    fn judged<'a>(probabilities: &'a [f32], truth: &'a [Vec<u32>], weights: &'a [f32], worth: &'a [f32], always: bool) -> Judged<'a> {
        Judged { probabilities, truth, weights, worth, always }
    }

    #[test]
    fn thresholds_find_the_better_cut() {
        let truth = vec![vec![0], vec![0], vec![], vec![]];
        let chosen = judged(&[0.3, 0.35, 0.1, 0.15], &truth, &[1.0; 4], &[1.0], false).best();
        assert!(chosen[0] > 0.15 && chosen[0] <= 0.3, "{chosen:?}");
    }

    #[test]
    fn what_counts_more_decides() {
        let truth = vec![vec![0], vec![], vec![0], vec![]];
        let of = |weights: [f32; 4], worth: f32| judged(&[0.32, 0.42, 0.8, 0.1], &truth, &weights, &[worth], false).best()[0];
        assert!(of([5.0, 1.0, 1.0, 1.0], 1.0) <= 0.32 && of([1.0, 5.0, 1.0, 1.0], 1.0) > 0.42);
    }

    proptest! {
        #[test]
        fn quality_is_example_f1_of_rows_repeated(
            rows in prop::collection::vec((prop::array::uniform3(0_u8..20), 0_usize..8, 0_usize..4), 1..12),
            thresholds in prop::array::uniform3(0.0_f32..1.0),
            always: bool,
        ) {
            let probabilities: Vec<f32> = rows.iter().flat_map(|r| r.0.map(|p| f32::from(p) / 20.0)).collect();
            let truth: Vec<Vec<u32>> = rows.iter().map(|r| (0..3).filter(|label| r.1 >> label & 1 == 1).collect()).collect();
            let weights: Vec<f32> = rows.iter().map(|r| r.2 as f32).collect();
            let often = |row: usize| std::iter::repeat_n(row, rows[row].2);
            let right: Vec<Vec<u32>> = (0..rows.len()).flat_map(often).map(|row| truth[row].clone()).collect();
            let given: Vec<Vec<u32>> =
                (0..rows.len()).flat_map(often).map(|row| decide(&probabilities[3 * row..3 * row + 3], &thresholds, always)).collect();
            let quality = judged(&probabilities, &truth, &weights, &[1.0; 3], always).quality(&thresholds);
            prop_assert!((quality - example_f1(&right, &given)).abs() < 1e-9);
        }
    }
}
