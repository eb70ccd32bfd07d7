//! Naive-Bayes log-count ratios: how much more, or less, often a feature occurs in the rows of a class than in the others.
//!
//! S. Wang, C. D. Manning: "Baselines and bigrams: simple, good sentiment and topic classification", ACL (2012). Most runs occur once and are
//! never asked about by themselves, so ratios are worked out when they are asked for. A row counts as much as its weight says.

use super::scaled::{BLOCKS, Scaled, distinct};

/// Columns that are asked about at once.
pub const ABREAST: usize = 8;
/// What is added to every count.
const SMOOTHING: f32 = 1.0;
/// Most features are in few rows, and share what is worked out for them.
const FEW: usize = 16;

/// A number for each of some columns.
type Of<T> = [T; ABREAST];

/// The ratios of all columns, taken to a power, without their signs. Each block of features by itself.
#[derive(Debug)]
pub struct Ratios<'a> {
    scaled: &'a Scaled<'a>,
    power: f32,
    parts: Vec<Part>,
}

/// What the ratios of some columns are worked out from.
#[derive(Debug)]
struct Part {
    /// The columns that each training row is of, as bits.
    marks: Vec<u32>,
    /// What the rows of each column count beside their weights.
    factors: Of<f32>,
    /// In how many rows of each column each token is.
    tokens: Vec<Of<f32>>,
    /// The logarithm of the ratio of all features of each block together.
    bases: [Of<f32>; BLOCKS],
    /// The ratios of features that are in few rows.
    few: [Vec<Of<f32>>; BLOCKS],
}

impl<'a> Ratios<'a> {
    /// The ratios of columns of which `positive` tells the rows; `factors` are what these count there beside their weights.
    pub fn new(scaled: &'a Scaled<'a>, positive: &[Vec<bool>], factors: &[f32], power: f32) -> Self {
        let parts = positive.chunks(ABREAST).zip(factors.chunks(ABREAST));
        Self { scaled, power, parts: parts.map(|(columns, factors)| Part::new(scaled, columns, factors, power)).collect() }
    }

    /// The ratios of one feature, for as many columns as there is room in `out`, from a multiple of [`ABREAST`] on.
    pub fn of(&self, feature: usize, first: usize, out: &mut [f32]) {
        let (block, all) = (self.scaled.rows.block(feature), self.scaled.counts[feature]);
        for (part, out) in self.parts[first / ABREAST..].iter().zip(out.chunks_mut(ABREAST)) {
            let inside = part.inside(self.scaled, feature);
            for (k, (ratio, p)) in out.iter_mut().zip(inside).enumerate() {
                let (p, q) = (part.factors[k] * p, (all - p).max(0.0));
                let whole = (p as usize, q as usize);
                *ratio = if whole.0 < FEW && whole.1 < FEW && (whole.0 as f32, whole.1 as f32) == (p, q) {
                    part.few[block][whole.0 * FEW + whole.1][k]
                } else {
                    ratio_of(p, q, part.bases[block][k], self.power)
                };
            }
        }
    }
}

fn ratio_of(p: f32, q: f32, base: f32, power: f32) -> f32 {
    let ratio = ((SMOOTHING + p) / (SMOOTHING + q)).ln() - base;
    ratio.abs().powf(power)
}

impl Part {
    fn new(scaled: &Scaled<'_>, columns: &[Vec<bool>], factors: &[f32], power: f32) -> Self {
        let rows = scaled.rows;
        let weights = scaled.weights.as_deref();
        let [runs, cues, grams] = rows.bounds();
        let mark = |&row: &u32| (0..).zip(columns).fold(0, |bits, (k, column)| bits | u32::from(column[row as usize]) << k);
        let marks: Vec<u32> = scaled.train.iter().map(mark).collect();
        let tokens: Vec<Of<f32>> = (0..runs).map(|token| counted(scaled.holders(token), &marks, weights)).collect();
        // What the counts of all features of a block add up to, in the rows of each column and in all rows.
        let mut features = [0_u64; BLOCKS];
        let (mut inside, mut all) = ([[0_f64; ABREAST]; BLOCKS], [0_f64; BLOCKS]);
        for (token, of_token) in tokens.iter().enumerate() {
            let spelled = rows.spelling(token as u32).len() as f64;
            for (k, &count) in of_token.iter().enumerate() {
                inside[0][k] += f64::from(count);
                inside[1][k] += f64::from(count) * spelled;
            }
        }
        // Runs by rows rather than one by one: a row has each of its runs once, but for the times that it has one again.
        let weight = |at: usize| weights.map_or(1.0, |w| f64::from(w[at]));
        for (at, (&marks, &row)) in marks.iter().zip(&scaled.train).enumerate() {
            let length = weight(at) * rows.parts(row as usize)[1].len() as f64;
            each(marks, |k| inside[0][k] += length);
        }
        scaled.again.iter().for_each(|&at| each(marks[at as usize], |k| inside[0][k] -= weight(at as usize)));
        for cue in cues..grams {
            let of_cue = counted(scaled.holders(cue), &marks, weights);
            inside[rows.block(cue)].iter_mut().zip(of_cue).for_each(|(sum, count)| *sum += f64::from(count));
        }
        for (feature, &count) in scaled.counts.iter().enumerate() {
            let block = rows.block(feature);
            features[block] += 1;
            all[block] += f64::from(count);
        }
        let factors: Of<f32> = std::array::from_fn(|k| factors.get(k).copied().unwrap_or(1.0));
        let base = |block: usize, k: usize| {
            let (features, inside) = (features[block] as f64, inside[block][k].max(0.0));
            let (p, q) = (features + f64::from(factors[k]) * inside, features + (all[block] - inside).max(0.0));
            if p > 0.0 { (p / q).ln() as f32 } else { 0.0 }
        };
        let bases: [Of<f32>; BLOCKS] = std::array::from_fn(|block| std::array::from_fn(|k| base(block, k)));
        let few = std::array::from_fn(|block| {
            let cells = if features[block] > 0 { FEW * FEW } else { 0 };
            let of = |i: usize, k: usize| ratio_of((i / FEW) as f32, (i % FEW) as f32, bases[block][k], power);
            (0..cells).map(|i| std::array::from_fn(|k| if k < columns.len() { of(i, k) } else { 1.0 })).collect()
        });
        Self { marks, factors, tokens, bases, few }
    }

    /// In how many rows of each column a feature is; a character n-gram is in as many as its words together.
    fn inside(&self, scaled: &Scaled<'_>, feature: usize) -> Of<f32> {
        let [runs, _, grams] = scaled.rows.bounds();
        if feature < runs {
            return self.tokens[feature];
        }
        if feature < grams {
            return counted(scaled.holders(feature), &self.marks, scaled.weights.as_deref());
        }
        let mut sums = [0.0; ABREAST];
        for &token in scaled.rows.spelled_with(feature - grams) {
            sums.iter_mut().zip(self.tokens[token as usize]).for_each(|(sum, count)| *sum += count);
        }
        sums
    }
}

/// Calls `with` for each column among those of a row.
fn each(mut marks: u32, mut with: impl FnMut(usize)) {
    while marks != 0 {
        with(marks.trailing_zeros() as usize % ABREAST);
        marks &= marks - 1;
    }
}

/// How many of the rows that hold a unit are of each column, by their weights. A row that holds it twice stands there twice, one behind the
/// other.
fn counted(holders: &[u32], marks: &[u32], weights: Option<&[f32]>) -> Of<f32> {
    let Some(weights) = weights else {
        let mut out = [0_u32; ABREAST];
        distinct(holders).for_each(|holder| each(marks[holder as usize], |k| out[k] += 1));
        return out.map(|count| count as f32);
    };
    let mut out = [0_f64; ABREAST];
    for holder in distinct(holders) {
        let weight = f64::from(weights[holder as usize]);
        each(marks[holder as usize], |k| out[k] += weight);
    }
    out.map(|sum| sum as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::features::blocks::extras::{Extras, Readers};
    use crate::classify::features::rows::{Reading, Rows};
    use crate::pool::Control;

    /// Counted row by row from the texts as they were read.
    fn check(weights: Option<&[f32]>, factor: f32) {
        let parties = ["envoys", "troops", "miners", "envoys and envoys", "pilots said that the envoys said that the envoys"];
        let texts: Vec<String> = (0..90).map(|i| format!("The {} of {} left, and left", parties[i % 5], i % 40)).collect();
        let how = Reading { extras: Readers::new(Extras { cues: true, verbs: true, position: false }).unwrap(), ..Reading::default() };
        let rows = Rows::read(&texts, weights, &how, 1, &Control::default()).unwrap();
        let scaled = Scaled::new(&rows, (0..90).filter(|row| row % 7 != 3).collect());
        let positive: Vec<Vec<bool>> = (0..11).map(|k| (0..90).map(|row| (row * row + k) % (k + 2) == 0).collect()).collect();
        let ratios = Ratios::new(&scaled, &positive, &[factor; 11], 0.5);
        for (k, column) in positive.iter().enumerate() {
            let mut counts = vec![[0_f64; 2]; rows.features()];
            for &row in &scaled.train {
                let outside = usize::from(!column[row as usize]);
                let weight = f64::from(weights.map_or(1.0, |w| w[row as usize]) * if outside == 0 { factor } else { 1.0 });
                let [tokens, runs, cues] =
                    rows.parts(row as usize).map(|units| std::collections::BTreeSet::from_iter(units.iter().copied()));
                tokens.iter().chain(&runs).chain(&cues).for_each(|&unit| counts[unit as usize][outside] += weight);
                tokens.iter().flat_map(|&token| rows.spelling(token)).for_each(|&gram| counts[gram as usize][outside] += weight);
            }
            let mut sums = [[0.0_f64; 2]; BLOCKS];
            for (feature, count) in counts.iter().enumerate() {
                (0..2).for_each(|side| sums[rows.block(feature)][side] += 1.0 + count[side]);
            }
            for (feature, &[p, q]) in counts.iter().enumerate() {
                let [yes, no] = sums[rows.block(feature)];
                let expected = (((1.0 + p) / (1.0 + q)).ln() - (yes / no).ln()).abs().sqrt();
                let mut found = [0.0; 16];
                ratios.of(feature, k / ABREAST * ABREAST, &mut found[..(11 - k / ABREAST * ABREAST).min(ABREAST)]);
                assert!((f64::from(found[k % ABREAST]) - expected).powi(2) < 1e-6, "{k} {feature} {p} {q}");
            }
        }
    }

    #[test]
    fn ratios_are_those_of_plain_counts() {
        check(None, 1.0);
        let weights: Vec<f32> = (0_u8..90).map(|row| f32::from(1 + row % 4) * 0.7).collect();
        check(Some(&weights), 1.0);
        check(Some(&weights), 2.5);
    }
}
