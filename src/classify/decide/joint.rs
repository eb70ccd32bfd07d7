//! Which labels of a text go together: a small log-linear model of sets of labels on top of their probabilities, and the set with the
//! highest expected F1.
//!
//! The logarithm of how likely a set is adds up, but for a constant, what speaks for each label in it and how well each two of them go
//! together: the Ising model (Ghamrawi and McCallum 2005 for labels of texts). Of all sets that one is given whose F1 with the true set is
//! highest on average (Dembczyński et al. 2011), which neither a threshold nor the likeliest set is. Few labels come into question for a
//! text, so all sets of these are looked at, and nothing is approximated but the rest.

use super::metrics;
use serde::{Deserialize, Serialize};

/// Labels that come into question for a text, at most: the likeliest.
const LABELS: usize = 5;
/// All sets of them.
const SETS: usize = 1 << LABELS;
/// Labels whose odds have a lower logarithm come into question only if there is no other.
const LEAST: f32 = -4.0;
/// Log odds are held within this.
const MOST: f32 = 16.0;
/// How strongly weights are held to what they begin with, in rows: slopes to 1, offsets and pairs to 0.
const PRIOR: [f64; 3] = [1.0, 0.1, 1.0];
const ROUNDS: usize = 300;
/// The fit stands when a round lowers the objective by no more than this part of it.
const TOLERANCE: f64 = 1e-7;

/// How likely sets of labels are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Joint {
    /// What the log odds of each label are multiplied by.
    pub slopes: Vec<f32>,
    /// What is added to that.
    pub offsets: Vec<f32>,
    /// What each two labels add that a text has both of, row by row: 0 with 1, 0 with 2, …, 1 with 2, ….
    pub pairs: Vec<f32>,
}

/// The number of the pair of two labels, of which `first` is the lower.
const fn pair(labels: usize, first: usize, second: usize) -> usize {
    first * (2 * labels - first - 1) / 2 + second - first - 1
}

/// The labels that come into question for a text, ascending, with their log odds.
#[derive(Clone, Copy, Debug, Default)]
struct Few {
    labels: [u32; LABELS],
    odds: [f32; LABELS],
    count: usize,
}

impl Few {
    /// Those of a row of probabilities; `sure` are among them whatever their probabilities.
    fn of(probabilities: &[f32], sure: &[u32]) -> Self {
        let mut out = Self::default();
        let mut rank = [f32::NEG_INFINITY; LABELS];
        for (label, &p) in (0..).zip(probabilities) {
            let odds = if p >= 1.0 { MOST } else { (p / (1.0 - p)).ln().clamp(-MOST, MOST) };
            let wanted = if sure.contains(&label) { f32::INFINITY } else { odds };
            if out.count < LABELS {
                out.count += 1;
            } else if wanted <= rank[LABELS - 1] {
                continue;
            }
            // From the likeliest down.
            let mut at = out.count - 1;
            while at > 0 && rank[at - 1] < wanted {
                (rank[at], out.labels[at], out.odds[at]) = (rank[at - 1], out.labels[at - 1], out.odds[at - 1]);
                at -= 1;
            }
            (rank[at], out.labels[at], out.odds[at]) = (wanted, label, odds);
        }
        out.count = (1..out.count).find(|&at| rank[at] < LEAST).unwrap_or(out.count);
        let mut sorted: Vec<(u32, f32)> = out.labels.into_iter().zip(out.odds).take(out.count).collect();
        sorted.sort_unstable_by_key(|both| both.0);
        for (at, (label, odds)) in sorted.into_iter().enumerate() {
            (out.labels[at], out.odds[at]) = (label, odds);
        }
        out
    }

    fn labels(&self) -> &[u32] {
        &self.labels[..self.count]
    }

    /// A set of labels as bits.
    fn bits(&self, set: &[u32]) -> usize {
        self.labels().iter().enumerate().filter(|(_, label)| set.contains(label)).fold(0, |bits, (at, _)| bits | 1 << at)
    }

    /// The probability of every set, under weights of slopes, offsets and pairs, and the logarithm of what they were divided by.
    fn sets<T: Copy + Into<f64>>(&self, [slopes, offsets, pairs]: [&[T]; 3], always: bool, out: &mut [f64; SETS]) -> f64 {
        let (sets, labels): (usize, usize) = (1 << self.count, slopes.len());
        let number = |weight: T| -> f64 { weight.into() };
        out[0] = 0.0;
        for bits in 1..sets {
            let lowest = bits.trailing_zeros() as usize;
            let label = self.labels[lowest] as usize;
            let mut score = out[bits & (bits - 1)] + number(slopes[label]) * f64::from(self.odds[lowest]) + number(offsets[label]);
            for other in lowest + 1..self.count {
                if bits & 1 << other != 0 {
                    score += number(pairs[pair(labels, label, self.labels[other] as usize)]);
                }
            }
            out[bits] = score;
        }
        if always {
            out[0] = f64::NEG_INFINITY;
        }
        let top = out[..sets].iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut sum = 0.0;
        for score in &mut out[..sets] {
            *score = (*score - top).exp();
            sum += *score;
        }
        out[..sets].iter_mut().for_each(|p| *p /= sum);
        top + sum.ln()
    }
}

/// What weights are fitted to.
struct Problem {
    labels: usize,
    always: bool,
    /// The labels in question for each row, the true ones among them as bits, and what the row counts.
    rows: Vec<(Few, usize, f64)>,
}

impl Problem {
    fn width(&self) -> usize {
        2 * self.labels + self.labels * (self.labels - 1) / 2
    }

    /// What each weight is held to, and how strongly.
    fn prior(&self, at: usize) -> (f64, f64) {
        match at / self.labels {
            0 => (1.0, PRIOR[0]),
            1 => (0.0, PRIOR[1]),
            _ => (0.0, PRIOR[2]),
        }
    }

    /// The negative logarithm of how likely the true sets are, and its slope; with `curve` its curvature along each weight too.
    fn objective(&self, weights: &[f64], slope: &mut [f64], mut curve: Option<&mut [f64]>) -> f64 {
        let labels = self.labels;
        let mut value = 0.0;
        for (at, (slope, weight)) in slope.iter_mut().zip(weights).enumerate() {
            let (centre, strength) = self.prior(at);
            *slope = strength * (weight - centre);
            value += 0.5 * strength * (weight - centre).powi(2);
        }
        let mut sets = [0.0; SETS];
        let (slopes, rest) = weights.split_at(labels);
        let (offsets, pairs) = rest.split_at(labels);
        for (few, truth, count) in &self.rows {
            few.sets([slopes, offsets, pairs], self.always, &mut sets);
            value -= count * sets[*truth].max(1e-12).ln();
            let mut with = |bits: usize, weight: usize, number: f64| {
                let likely: f64 = (0..1 << few.count).filter(|set| set & bits == bits).map(|set| sets[set]).sum();
                slope[weight] += count * number * (likely - f64::from(u8::from(truth & bits == bits)));
                if let Some(curve) = curve.as_deref_mut() {
                    curve[weight] += count * number * number * likely * (1.0 - likely);
                }
            };
            for (a, &label) in few.labels().iter().enumerate() {
                let label = label as usize;
                with(1 << a, label, f64::from(few.odds[a]));
                with(1 << a, labels + label, 1.0);
                for b in a + 1..few.count {
                    with(1 << a | 1 << b, 2 * labels + pair(labels, label, few.labels[b] as usize), 1.0);
                }
            }
        }
        value
    }

    /// Accelerated gradient descent (Beck and Teboulle 2009), in steps as long as the curvature at the start allows.
    fn solve(&self) -> Vec<f64> {
        let width = self.width();
        let mut weights: Vec<f64> = (0..width).map(|at| self.prior(at).0).collect();
        let (mut slope, mut curve) = (vec![0.0; width], (0..width).map(|at| self.prior(at).1).collect::<Vec<f64>>());
        let mut reached = self.objective(&weights, &mut slope, Some(&mut curve));
        let (mut before, mut ahead) = (weights.clone(), weights.clone());
        let (mut length, mut pace) = (1.0, 1.0_f64);
        for _ in 0..ROUNDS {
            let from = self.objective(&ahead, &mut slope, None);
            let steep: f64 = slope.iter().zip(&curve).map(|(s, c)| s * s / c).sum();
            let mut unused = vec![0.0; width];
            let mut value = f64::INFINITY;
            before.clone_from(&weights);
            while length > 1e-6 {
                for (((weight, ahead), slope), curve) in weights.iter_mut().zip(&ahead).zip(&slope).zip(&curve) {
                    *weight = ahead - length * slope / curve;
                }
                value = self.objective(&weights, &mut unused, None);
                if value <= from - 0.5 * length * steep + 1e-12 * from.abs() {
                    break;
                }
                length *= 0.5;
            }
            if value > reached {
                // Too far ahead: from the best weights again, without a swing.
                if pace == 1.0 {
                    weights = before;
                    break;
                }
                weights.clone_from(&before);
                ahead.clone_from(&weights);
                pace = 1.0;
                continue;
            }
            let next = 0.5 * (1.0 + (1.0 + 4.0 * pace * pace).sqrt());
            for ((ahead, weight), before) in ahead.iter_mut().zip(&weights).zip(&before) {
                *ahead = weight + (pace - 1.0) / next * (weight - before);
            }
            let gain = reached - value;
            (reached, pace) = (value, next);
            length = (length * 1.1).min(1.0);
            if gain <= TOLERANCE * value.abs() {
                break;
            }
        }
        weights
    }
}

impl Joint {
    /// Fits to rows of probabilities of `labels` labels each, their true labels, and what each row counts; `always` says that every text has
    /// a label.
    pub fn fit(probabilities: &[f32], truth: &[Vec<u32>], weights: &[f32], labels: usize, always: bool) -> Self {
        let row = |((p, truth), &weight): ((&[f32], &Vec<u32>), &f32)| {
            let few = Few::of(p, truth);
            (few, few.bits(truth), f64::from(weight))
        };
        let rows = probabilities.chunks_exact(labels).zip(truth).zip(weights).map(row);
        let rows = rows.filter(|(_, truth, _)| !always || *truth != 0).collect();
        let weights = Problem { labels, always, rows }.solve();
        let part = |range: std::ops::Range<usize>| weights[range].iter().map(|&w| w as f32).collect();
        Self { slopes: part(0..labels), offsets: part(labels..2 * labels), pairs: part(2 * labels..weights.len()) }
    }

    /// True if there are weights for so many labels, and all of them are numbers.
    pub fn fits(&self, labels: usize) -> bool {
        let pairs = labels * labels.saturating_sub(1) / 2;
        let sizes = [self.slopes.len(), self.offsets.len(), self.pairs.len()] == [labels, labels, pairs];
        sizes && [&self.slopes, &self.offsets, &self.pairs].into_iter().flatten().all(|weight| weight.is_finite())
    }

    /// The set with the highest expected F1 for a text, as a list of labels; not the empty one if texts `always` have a label.
    pub fn decide(&self, probabilities: &[f32], always: bool) -> Vec<u32> {
        let few = Few::of(probabilities, &[]);
        let mut sets = [0.0; SETS];
        few.sets([&self.slopes, &self.offsets, &self.pairs], always, &mut sets);
        let sets = &sets[..1 << few.count];
        let expected = |given: usize| -> f64 { sets.iter().zip(&F1[given]).map(|(p, f1)| p * f1).sum() };
        let tried = (usize::from(always)..1 << few.count).map(|set| (expected(set), set));
        let (_, best) = tried.reduce(|a, b| if b.0 > a.0 { b } else { a }).unwrap_or_default();
        few.labels().iter().enumerate().filter(|(at, _)| best & 1 << at != 0).map(|(_, &label)| label).collect()
    }

    /// The mean F1 of rows under [`Self::decide`], by what each row counts.
    pub fn quality(&self, probabilities: &[f32], truth: &[Vec<u32>], weights: &[f32], labels: usize, always: bool) -> f64 {
        let rows = probabilities.chunks_exact(labels).zip(truth).zip(weights);
        metrics::weighted_mean(rows.map(|((p, truth), &weight)| (metrics::set_f1(truth, &self.decide(p, always)), weight)))
    }
}

/// The F1 of every set with every other, as bits; of two empty ones 1.
static F1: [[f64; SETS]; SETS] = {
    let mut table = [[1.0; SETS]; SETS];
    let mut i = 1;
    while i < SETS * SETS {
        let (given, truth) = (i / SETS, i % SETS);
        table[given][truth] = 2.0 * (given & truth).count_ones() as f64 / (given.count_ones() + truth.count_ones()) as f64;
        i += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of two labels that never stand together, and nothing else tells them apart.
    fn apart() -> (Vec<f32>, Vec<Vec<u32>>) {
        let probabilities = (0..200).flat_map(|i| if i % 2 == 0 { [0.55, 0.5, 0.02] } else { [0.5, 0.55, 0.02] }).collect();
        (probabilities, (0..200).map(|i| vec![i % 2]).collect())
    }

    #[test]
    fn labels_that_exclude_each_other() {
        let (probabilities, truth) = apart();
        let joint = Joint::fit(&probabilities, &truth, &[1.0; 200], 3, true);
        assert!(joint.fits(3) && !joint.fits(4));
        assert!(joint.pairs[0] < -1.0, "{joint:?}");
        assert_eq!(joint.decide(&[0.6, 0.5, 0.02], true), [0], "thresholds of one half give both");
        assert!(joint.quality(&probabilities, &truth, &[1.0; 200], 3, true) > 0.99);
    }

    #[test]
    fn a_row_counts_as_often_as_its_weight_says() {
        let (probabilities, truth) = apart();
        let weights: Vec<f32> = (0_u8..200).map(|i| f32::from(i % 3)).collect();
        let often = |row: usize| std::iter::repeat_n(row, row % 3);
        let repeated: Vec<f32> = (0..200).flat_map(often).flat_map(|row| &probabilities[3 * row..3 * row + 3]).copied().collect();
        let right: Vec<Vec<u32>> = (0..200).flat_map(often).map(|row| truth[row].clone()).collect();
        let weighted = Joint::fit(&probabilities, &truth, &weights, 3, true);
        let plain = Joint::fit(&repeated, &right, &vec![1.0; right.len()], 3, true);
        let all = |joint: &Joint| [joint.slopes.clone(), joint.offsets.clone(), joint.pairs.clone()].concat();
        assert!(all(&weighted).iter().zip(all(&plain)).all(|(a, b)| (a - b).abs() < 1e-3), "{weighted:?} {plain:?}");
    }

    #[test]
    fn labels_that_come_together() {
        let probabilities: Vec<f32> = (0..200).flat_map(|i| if i % 2 == 0 { [0.7, 0.4] } else { [0.3, 0.3] }).collect();
        let truth: Vec<Vec<u32>> = (0..200).map(|i| if i % 2 == 0 { vec![0, 1] } else { vec![] }).collect();
        let joint = Joint::fit(&probabilities, &truth, &[1.0; 200], 2, false);
        assert!(joint.pairs[0] > 0.5, "{joint:?}");
        assert_eq!((joint.decide(&[0.7, 0.4], false), joint.decide(&[0.3, 0.3], false)), (vec![0, 1], vec![]));
    }

    #[test]
    fn the_set_with_the_highest_expected_f1() {
        // Without pairs, three labels of 0.45 each: none is likelier than not, yet two or three of them have the best F1 on average.
        let joint = Joint { slopes: vec![1.0; 3], offsets: vec![0.0; 3], pairs: vec![0.0; 3] };
        assert_eq!(joint.decide(&[0.45; 3], false).len(), 3);
        assert_eq!(joint.decide(&[0.9, 0.05, 0.01], false), [0]);
        assert!(joint.decide(&[0.01; 3], false).is_empty());
        assert_eq!(joint.decide(&[0.01, 0.02, 0.01], true), [1]);
    }

    #[test]
    fn any_probability_is_answered() {
        let joint = Joint { slopes: vec![1.0; 9], offsets: vec![0.0; 9], pairs: vec![0.5; 36] };
        for p in [[0.0; 9], [1.0; 9], [f32::NAN; 9]] {
            assert!(joint.decide(&p, true).iter().all(|&label| label < 9));
        }
        assert_eq!(joint.decide(&[0.0, 0.0, 0.9, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], true), [2]);
    }

    #[test]
    fn pairs_are_numbered_row_by_row() {
        let all: Vec<usize> = (0..4).flat_map(|a| (a + 1..4).map(move |b| pair(4, a, b))).collect();
        assert_eq!(all, [0, 1, 2, 3, 4, 5]);
    }
}
