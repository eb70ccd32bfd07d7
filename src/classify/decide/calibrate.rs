//! Scores into probabilities, from scores of rows that the weights were not fitted on.
//!
//! One label a row: softmax of the scores times one slope (temperature scaling, Guo et al. 2017) plus a constant for each class
//! that is held near 0. Several labels a row: a logistic curve for each score (Platt 1999). Two classes: the same, but for what is held.

/// A score times `slope` plus `offset` is the logarithm of the odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curve {
    /// Above 0.
    pub slope: f32,
    /// Any number.
    pub offset: f32,
}

impl Default for Curve {
    fn default() -> Self {
        Self { slope: 1.0, offset: 0.0 }
    }
}

impl Curve {
    /// The logarithm of the odds.
    pub fn logit(self, score: f32) -> f32 {
        self.slope * score + self.offset
    }
}

/// The logistic function.
pub fn logistic(x: f32) -> f32 {
    if x >= 0.0 {
        1.0 / (1.0 + (-x).exp())
    } else {
        let e = x.exp();
        e / (1.0 + e)
    }
}

/// Exponentials over their sum, in place.
pub fn softmax(values: &mut [f32]) {
    let largest = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for v in values.iter_mut() {
        *v = (*v - largest).exp();
        sum += *v;
    }
    for v in values {
        *v /= sum;
    }
}

/// Slopes stay in this range, whatever the data.
const SLOPES: (f64, f64) = (0.05, 20.0);
/// How strongly slopes are held near 1 and offsets near 0, in rows.
const PRIOR: f64 = 2.0;
const ROUNDS: usize = 50;
/// How strongly the score at which two classes are as likely is held near 0, in rows. Sentiment of 60 to 400 texts (twelve draws): .564, .583,
/// .606, .669 right; free .536, .571, .603, .669, since with little to go by the offset made one class of all; 1 to 64 do within .006 of it.
const CUT_PRIOR: f64 = 4.0;

/// Scores of rows, whether each is right, and what the row counts.
pub trait Scores: Iterator<Item = (f32, bool, f32)> + Clone {}

impl<I: Iterator<Item = (f32, bool, f32)> + Clone> Scores for I {}

/// Moves a slope and another number by a damped Newton step: full ones can overshoot far from the minimum. Gives by how much a full step
/// would have moved them; nothing where there is none.
fn step(at: [&mut f64; 2], [ga, gb]: [f64; 2], [haa, hab, hbb]: [f64; 3]) -> Option<f64> {
    let determinant = haa * hbb - hab * hab;
    if determinant <= 1e-12 {
        return None;
    }
    let (da, db) = ((ga * hbb - gb * hab) / determinant, (gb * haa - ga * hab) / determinant);
    let damp = 1.0 / (1.0 + 0.5 * (da.abs() + db.abs()));
    let [slope, other] = at;
    *slope = (*slope - damp * da).clamp(SLOPES.0, SLOPES.1);
    *other -= damp * db;
    Some(da.abs() + db.abs())
}

/// The logistic curve of one score: Newton's method on the log loss.
pub fn curve(scores: impl Scores) -> Curve {
    let (mut slope, mut offset) = (1_f64, 0_f64);
    for _ in 0..ROUNDS {
        let (mut ga, mut gb) = (PRIOR * (slope - 1.0), PRIOR * 0.1 * offset);
        let (mut haa, mut hab, mut hbb) = (PRIOR, 0.0, PRIOR * 0.1);
        for (s, right, weight) in scores.clone() {
            let (s, weight) = (f64::from(s), f64::from(weight));
            let p = 1.0 / (1.0 + (-(slope * s + offset)).exp());
            let d = weight * (p - f64::from(u8::from(right)));
            let h = weight * (p * (1.0 - p));
            ga += d * s;
            gb += d;
            haa += h * s * s;
            hab += h * s;
            hbb += h;
        }
        if step([&mut slope, &mut offset], [ga, gb], [haa, hab, hbb]).is_none_or(|moved| moved < 1e-6) {
            break;
        }
    }
    Curve { slope: slope as f32, offset: offset as f32 }
}

/// The logistic curve of the score of two classes: the same for slope times (score − cut), where the cut, and not the offset, is held near 0.
/// Where scores tell little the slope is small, and rows say nothing of the cut: the raw one stays.
pub fn cut_curve(scores: impl Scores) -> Curve {
    let (mut slope, mut cut) = (1_f64, 0_f64);
    for _ in 0..ROUNDS {
        let (mut ga, mut gc) = (PRIOR * (slope - 1.0), CUT_PRIOR * cut);
        // The curvature as it is expected, which never bends downwards (Fisher scoring).
        let (mut haa, mut hac, mut hcc) = (PRIOR, 0.0, CUT_PRIOR);
        for (s, right, weight) in scores.clone() {
            let (above, weight) = (f64::from(s) - cut, f64::from(weight));
            let p = 1.0 / (1.0 + (-slope * above).exp());
            let d = weight * (p - f64::from(u8::from(right)));
            let h = weight * (p * (1.0 - p));
            ga += d * above;
            gc -= d * slope;
            haa += h * above * above;
            hac -= h * above * slope;
            hcc += h * slope * slope;
        }
        if step([&mut slope, &mut cut], [ga, gc], [haa, hac, hcc]).is_none_or(|moved| moved < 1e-6) {
            break;
        }
    }
    Curve { slope: slope as f32, offset: (-slope * cut) as f32 }
}

/// One slope for all classes and an offset for each, for one label a row. `scores` has a row of `classes` scores for each truth, and
/// `weights` what that row counts.
pub fn softmax_curves(scores: &[f32], truth: &[u32], weights: &[f32], classes: usize) -> Vec<Curve> {
    let mut slope = 1_f64;
    let mut offsets = vec![0_f64; classes];
    let mut p = vec![0_f64; classes];
    for _ in 0..ROUNDS {
        // Newton on the diagonal of the Hessian: slope and offsets each by themselves, halved for what they share.
        let (mut gs, mut hs) = (PRIOR * (slope - 1.0), PRIOR);
        let mut g: Vec<f64> = offsets.iter().map(|o| PRIOR * o).collect();
        let mut h = vec![PRIOR; classes];
        for ((row, &right), &weight) in scores.chunks_exact(classes).zip(truth).zip(weights) {
            let weight = f64::from(weight);
            let mut sum = 0.0;
            let top = row.iter().zip(&offsets).map(|(&s, o)| slope * f64::from(s) + o).fold(f64::NEG_INFINITY, f64::max);
            for ((p, &s), o) in p.iter_mut().zip(row).zip(&offsets) {
                *p = (slope * f64::from(s) + o - top).exp();
                sum += *p;
            }
            let mut mean = 0.0;
            for (p, &s) in p.iter_mut().zip(row) {
                *p /= sum;
                mean += *p * f64::from(s);
            }
            gs += weight * (mean - f64::from(row[right as usize]));
            for (k, (&p, &s)) in p.iter().zip(row).enumerate() {
                hs += weight * (p * (f64::from(s) - mean).powi(2));
                g[k] += weight * (p - f64::from(u8::from(k == right as usize)));
                h[k] += weight * (p * (1.0 - p));
            }
        }
        let step = 0.5 * gs / hs;
        slope = (slope - step.clamp(-0.5, 0.5)).clamp(SLOPES.0, SLOPES.1);
        let mut moved = step.abs();
        for ((o, g), h) in offsets.iter_mut().zip(&g).zip(&h) {
            *o -= (0.5 * g / h).clamp(-0.5, 0.5);
            moved += (0.5 * g / h).abs();
        }
        if moved < 1e-5 {
            break;
        }
    }
    offsets.iter().map(|&o| Curve { slope: slope as f32, offset: o as f32 }).collect()
}

/// The labels whose probability reaches their threshold; the likeliest one alone where none does and rows `always` have a label.
pub fn decide(probabilities: &[f32], thresholds: &[f32], always: bool) -> Vec<u32> {
    let mut out: Vec<u32> = (0..probabilities.len()).filter(|&k| probabilities[k] >= thresholds[k]).map(|k| k as u32).collect();
    if out.is_empty() && always {
        out.extend(best(probabilities));
    }
    out
}

/// The position of the largest value, the first of equals.
pub fn best(values: &[f32]) -> Option<u32> {
    (0..values.len()).reduce(|a, b| if values[b] > values[a] { b } else { a }).map(|k| k as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_finds_the_odds() {
        // At score 1 three of four are right, at -1 one of four: slope ln 3.
        let data: Vec<(f32, bool, f32)> =
            (0..4000).map(|i| if i % 2 == 0 { (1.0, i % 8 != 0, 1.0) } else { (-1.0, i % 8 == 1, 1.0) }).collect();
        let curve = curve(data.iter().copied());
        assert!((curve.slope - 3_f32.ln()).abs() < 0.02, "{curve:?}");
        assert!(curve.offset.abs() < 0.02, "{curve:?}");
    }

    #[test]
    fn curves_of_separable_scores_stay_in_range() {
        let curve = curve([(5.0, true, 1.0), (-5.0, false, 1.0)].into_iter());
        assert!(curve.slope.is_finite() && f64::from(curve.slope) <= SLOPES.1);
        let curves = softmax_curves(&[9.0, -9.0, -9.0, 9.0], &[0, 1], &[1.0; 2], 2);
        assert!(curves.iter().all(|c| c.slope.is_finite() && c.offset.is_finite()));
    }

    #[test]
    fn the_cut_of_two_classes_moves_where_rows_tell_of_it() {
        // Scores that tell nothing of two classes, one of which has six rows of ten: the raw cut stays, and so do both classes.
        let vague = |n: usize| (0..n).map(|i| ((i % 7) as f32 - 3.0, i % 5 < 3, 1.0));
        let (free, held) = (curve(vague(100)), cut_curve(vague(100)));
        assert!((held.offset / held.slope).abs() < 0.5 && (free.offset / free.slope).abs() > 2.0, "{held:?} {free:?}");
        // Scores that are all too high by 1.
        let telling = cut_curve((0..2000).map(|i| ((i % 9) as f32 - 3.0, (i % 9) as f32 + (i % 4) as f32 > 5.4, 1.0)));
        assert!((-telling.offset / telling.slope - 1.0).abs() < 0.2, "{telling:?}");
    }

    #[test]
    fn a_row_counts_as_often_as_its_weight_says() {
        let scores: Vec<f32> = (0_u8..60).map(|i| f32::from(i % 11) - 5.0).collect();
        let right: Vec<bool> = (0..60).map(|i| scores[i] > 0.0 || i % 5 == 0).collect();
        let often = |i: usize| std::iter::repeat_n(i, i % 4);
        let weighted = curve((0..60).map(|i| (scores[i], right[i], (i % 4) as f32)));
        let repeated = curve((0..60).flat_map(often).map(|i| (scores[i], right[i], 1.0)));
        assert!((weighted.slope - repeated.slope).abs() < 1e-5 && (weighted.offset - repeated.offset).abs() < 1e-5);
        // Each score and its opposite, as two classes that exclude each other.
        let both = |i: usize| [scores[i], -scores[i]];
        let flat: Vec<f32> = (0..60).flat_map(both).collect();
        let truth: Vec<u32> = right.iter().map(|&r| u32::from(!r)).collect();
        let weights: Vec<f32> = (0..60).map(|i| (i % 4) as f32).collect();
        let weighted = softmax_curves(&flat, &truth, &weights, 2);
        let flat: Vec<f32> = (0..60).flat_map(often).flat_map(both).collect();
        let truth: Vec<u32> = (0..60).flat_map(often).map(|i| truth[i]).collect();
        let repeated = softmax_curves(&flat, &truth, &vec![1.0; truth.len()], 2);
        assert!(weighted.iter().zip(&repeated).all(|(a, b)| (a.slope - b.slope).abs() < 1e-5 && (a.offset - b.offset).abs() < 1e-5));
    }
}
