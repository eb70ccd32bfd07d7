//! How good predictions are: accuracy, precision, recall, F1, calibration error.

/// True positives, false positives and false negatives of one label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Predicted and right.
    pub hit: u32,
    /// Predicted and wrong.
    pub false_alarm: u32,
    /// Not predicted, but right.
    pub miss: u32,
}

impl Counts {
    /// The share of predictions that are right; 0 without a prediction.
    pub fn precision(self) -> f64 {
        share(self.hit, self.hit + self.false_alarm)
    }

    /// The share of rows with the label that are found; 0 without one.
    pub fn recall(self) -> f64 {
        share(self.hit, self.hit + self.miss)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        share(2 * self.hit, 2 * self.hit + self.false_alarm + self.miss)
    }

    /// Rows that have the label.
    pub const fn support(self) -> u32 {
        self.hit + self.miss
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// Counts of each label over rows of true and predicted labels (each sorted).
pub fn counts(truth: &[Vec<u32>], predicted: &[Vec<u32>], labels: usize) -> Vec<Counts> {
    let mut out = vec![Counts::default(); labels];
    for (truth, predicted) in truth.iter().zip(predicted) {
        for label in predicted {
            if truth.contains(label) {
                out[*label as usize].hit += 1;
            } else {
                out[*label as usize].false_alarm += 1;
            }
        }
        for label in truth.iter().filter(|l| !predicted.contains(l)) {
            out[*label as usize].miss += 1;
        }
    }
    out
}

/// The share of rows whose set of labels is exactly right; 0 without rows.
pub fn accuracy(truth: &[Vec<u32>], predicted: &[Vec<u32>]) -> f64 {
    share(truth.iter().zip(predicted).filter(|(t, p)| t == p).count() as u32, truth.len() as u32)
}

/// The mean F1 of the labels that occur in the truth or among the predictions.
pub fn macro_f1(counts: &[Counts]) -> f64 {
    let seen: Vec<f64> = counts.iter().filter(|c| c.hit + c.miss + c.false_alarm > 0).map(|c| c.f1()).collect();
    if seen.is_empty() { 0.0 } else { seen.iter().sum::<f64>() / seen.len() as f64 }
}

/// F1 over all labels together.
pub fn micro_f1(counts: &[Counts]) -> f64 {
    let sum = |of: fn(&Counts) -> u32| counts.iter().map(of).sum();
    Counts { hit: sum(|c| c.hit), false_alarm: sum(|c| c.false_alarm), miss: sum(|c| c.miss) }.f1()
}

/// The F1 of one row's set of labels; 1 where there is none and none was given.
pub fn set_f1(truth: &[u32], predicted: &[u32]) -> f64 {
    let both = truth.iter().filter(|l| predicted.contains(l)).count();
    let all = truth.len() + predicted.len();
    if all == 0 { 1.0 } else { 2.0 * both as f64 / all as f64 }
}

/// The mean over rows of the F1 of each row's set of labels ([`set_f1`]); 0 without rows.
pub fn example_f1(truth: &[Vec<u32>], predicted: &[Vec<u32>]) -> f64 {
    weighted_mean(truth.iter().zip(predicted).map(|(t, p)| (set_f1(t, p), 1.0)))
}

/// The mean of numbers by their weights; 0 where nothing weighs anything.
pub fn weighted_mean(numbers: impl IntoIterator<Item = (f64, f32)>) -> f64 {
    let (mut sum, mut whole) = (0.0, 0.0);
    for (number, weight) in numbers {
        sum += f64::from(weight) * number;
        whole += f64::from(weight);
    }
    if whole > 0.0 { sum / whole } else { 0.0 }
}

/// Expected calibration error (Guo et al. 2017): in 15 bins of equal width, how far the mean probability is from the share that is
/// right, weighted by the size of the bin.
pub fn calibration_error(predictions: impl IntoIterator<Item = (f32, bool)>) -> f64 {
    const BINS: usize = 15;
    let mut bins = [(0_u32, 0_f64, 0_u32); BINS];
    let mut total = 0_u32;
    for (probability, right) in predictions {
        let bin = &mut bins[((probability * BINS as f32) as usize).min(BINS - 1)];
        bin.0 += 1;
        bin.1 += f64::from(probability);
        bin.2 += u32::from(right);
        total += 1;
    }
    bins.iter().filter(|b| b.0 > 0).map(|b| (b.1 - f64::from(b.2)).abs()).sum::<f64>() / f64::from(total.max(1))
}

/// How often each true label (row) was predicted as each label (column); for one label a row.
pub fn confusion(truth: &[Vec<u32>], predicted: &[Vec<u32>], labels: usize) -> Vec<Vec<u32>> {
    let mut out = vec![vec![0; labels]; labels];
    for (truth, predicted) in truth.iter().zip(predicted) {
        if let (Some(&t), Some(&p)) = (truth.first(), predicted.first()) {
            out[t as usize][p as usize] += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let truth = [vec![0], vec![0, 1], vec![], vec![1]];
        let predicted = [vec![0], vec![1], vec![], vec![0]];
        let counts = counts(&truth, &predicted, 2);
        assert_eq!(counts[0], Counts { hit: 1, false_alarm: 1, miss: 1 });
        assert_eq!(counts[1], Counts { hit: 1, false_alarm: 0, miss: 1 });
        assert!((counts[1].f1() - 2.0 / 3.0).abs() < 1e-9);
        assert!((accuracy(&truth, &predicted) - 0.5).abs() < 1e-9);
        assert!((example_f1(&truth, &predicted) - (1.0 + 2.0 / 3.0 + 1.0) / 4.0).abs() < 1e-9);
        assert!((micro_f1(&counts) - 4.0 / 7.0).abs() < 1e-9);
        assert!((macro_f1(&counts) - (0.5 + 2.0 / 3.0) / 2.0).abs() < 1e-9);
        assert_eq!(confusion(&truth, &predicted, 2), [[1, 1], [1, 0]]);
    }

    #[test]
    fn calibration() {
        assert!(calibration_error([(1.0, true), (0.0, false)]) < 1e-9);
        assert!((calibration_error([(0.9, false), (0.9, true)]) - 0.4).abs() < 1e-6);
        assert!(calibration_error([]).abs() < 1e-9);
    }
}
