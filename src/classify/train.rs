//! Fits a [`SentenceClassifier`]: reads the texts, chooses what validation can choose, solves one class against the rest for each.

use super::calibrate::{self, Curve};
use super::features::{Buffers, Counter, FeatureOptions, features};
use super::linear::{Problem, Random, Rows, Scaled, Solution, solve};
use super::metrics;
use super::model::{Decision, SentenceClassifier};
use crate::error::{Error, Result};
use crate::pool::{self, Control};
use crate::span::Span;
use crate::text::words::words_into;
use crate::texts::{Texts, one_for_each};
use rustc_hash::FxHashMap;

/// Labelled sentences.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// The sentences.
    pub texts: &'a dyn Texts,
    /// Their labels, as positions in `classes`, each row sorted.
    pub labels: &'a [Vec<u32>],
    /// A weight for each row, or nothing.
    pub weights: Option<&'a [f32]>,
    /// The names of the labels.
    pub classes: &'a [String],
    /// A weight for each class, or nothing.
    pub class_weights: Option<&'a [f32]>,
    /// A row may have several labels, or none.
    pub multilabel: bool,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct TrainOptions {
    /// Features.
    pub features: FeatureOptions,
    /// The inverse of regularisation; chosen by validation where it is not given.
    pub c: Option<f32>,
    /// Naive-Bayes scaling; chosen by validation where it is not given.
    pub naive_bayes: Option<bool>,
    /// Cross-validate: choose what is not given, calibrate, set thresholds.
    pub tune: bool,
    /// The same seed gives the same model.
    pub seed: u64,
    /// Bits a weight, 8 or 16.
    pub precision: u8,
    /// Bytes that the weights take, at most: the lightest features go first.
    pub max_bytes: usize,
    /// Threads; the result does not depend on it.
    pub threads: Option<usize>,
}

impl Default for TrainOptions {
    fn default() -> Self {
        Self {
            features: FeatureOptions::default(),
            c: None,
            naive_bayes: None,
            tune: true,
            seed: 0,
            precision: 16,
            max_bytes: 4_900_000,
            threads: None,
        }
    }
}

/// A model and what its making had to say.
#[derive(Debug)]
pub struct Trained {
    /// The model.
    pub model: SentenceClassifier,
    /// What a user should know; each names rows or labels.
    pub warnings: Vec<String>,
    /// The inverse of regularisation used.
    pub c: f32,
    /// Whether naive-Bayes scaling was used.
    pub naive_bayes: bool,
    /// The accuracy (several labels: example-F1) in cross-validation, where there was one.
    pub validated: Option<f64>,
}

/// Rows that cross-validation looks at, at most.
const VALIDATED_ROWS: usize = 6000;
/// Rows below which nothing is tuned.
const TUNED_ROWS: usize = 50;
const FOLDS: usize = 4;
/// Rounds of coordinate descent: while choosing, and at the end.
const ROUNDS: [usize; 2] = [12, 40];
/// What is used when nothing is chosen.
const DEFAULT_C: f32 = 4.0;
/// Tried without and with naive-Bayes scaling.
const GRID: [&[f32]; 2] = [&[1.0, 4.0, 16.0], &[2.0, 8.0]];
/// By how much accuracy in validation must rise for a larger C, and for scaling: smaller gains are chance.
const CLEARLY: [f64; 2] = [0.001, 0.01];
const DEFAULT_C_SCALED: f32 = 2.0;

fn at(row: usize) -> String {
    format!("row {row}")
}

/// Checks what can be checked before any work; gives warnings.
fn check(sample: &Sample<'_>) -> Result<Vec<String>> {
    let rows = sample.texts.len();
    one_for_each("labels", sample.labels.len(), rows)?;
    if rows == 0 {
        return Err(Error::input("texts", "there is none to learn from"));
    }
    if let Some(weights) = sample.weights {
        one_for_each("sample_weight", weights.len(), rows)?;
        if let Some(row) = weights.iter().position(|w| !w.is_finite() || *w < 0.0) {
            return Err(Error::input(
                format!("sample_weight[{row}]"),
                format!("{} is no weight; give a number of 0 or more", weights[row]),
            ));
        }
        if weights.iter().all(|w| *w == 0.0) {
            return Err(Error::input("sample_weight", "all weights are 0; nothing is left to learn from"));
        }
    }
    let mut warnings = Vec::new();
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); sample.classes.len()];
    for (row, labels) in sample.labels.iter().enumerate() {
        for &label in labels {
            found[label as usize].push(row);
        }
    }
    let enough = if sample.multilabel { 1 } else { 2 };
    if sample.classes.len() < enough {
        let name = sample.classes.first().map_or("no label at all".to_owned(), |c| format!("{c:?}"));
        return Err(Error::input("labels", format!("all {rows} rows have {name}; at least two classes are needed to tell apart")));
    }
    for (class, rows) in sample.classes.iter().zip(&found) {
        if let [row] = rows[..] {
            warnings.push(format!("label {class:?} has a single example ({}); it will hardly be learnt", at(row)));
        }
    }
    let mut empty = Vec::new();
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let mut contradictions = Vec::new();
    for row in 0..rows {
        let text = sample
            .texts
            .get(row)?
            .ok_or_else(|| Error::input(format!("texts[{row}]"), "the text is null; drop the row or give it a text"))?
            .trim();
        if text.len() > u32::MAX as usize / 2 {
            return Err(Error::input(format!("texts[{row}]"), "the text has more than 2 GB; cut it into sentences"));
        }
        if text.is_empty() {
            empty.push(row);
        } else if let Some(&first) = seen.get(text) {
            if sample.labels[first] != sample.labels[row] {
                contradictions.push((first, row));
            }
        } else {
            seen.insert(text, row);
        }
    }
    if empty.len() == rows {
        return Err(Error::input("texts", "all of them are empty"));
    }
    if let Some(&first) = empty.first() {
        warnings.push(format!("{} empty texts, the first in {}; they teach only how frequent labels are", empty.len(), at(first)));
    }
    if !contradictions.is_empty() {
        let named: Vec<String> = contradictions.iter().take(5).map(|(a, b)| format!("{a} and {b}")).collect();
        let more = contradictions.len().saturating_sub(named.len());
        let more = if more == 0 { String::new() } else { format!(" and {more} more pairs") };
        warnings.push(format!("the same text has different labels in rows {}{more}", named.join(", ")));
    }
    Ok(warnings)
}

/// The rows with features numbered anew, the most frequent first, and the old number of each.
fn read(sample: &Sample<'_>, options: FeatureOptions, threads: usize, control: &Control) -> Result<(Rows, Vec<u32>)> {
    let all: Vec<usize> = (0..sample.texts.len()).collect();
    let tasks: Vec<&[usize]> = all.chunks(512).collect();
    let parts = pool::map(threads, tasks, |task| {
        let (mut words, mut buffers, mut counter) = (Vec::new(), Buffers::default(), Counter::default());
        let mut part = Rows::default();
        for &row in task {
            control.check()?;
            let text = sample.texts.get(row)?.unwrap_or_default();
            words.clear();
            words_into(text, &mut words);
            features(text, Span::new(0, text.len() as u32), &words, options, &mut buffers, |id, _| counter.add(id));
            let start = part.features.len();
            part.starts.push(start);
            for second in [false, true] {
                if second {
                    part.splits.push(part.features.len());
                }
                for (id, count) in counter.iter().filter(|&(id, _)| (id >= options.block()) == second) {
                    part.features.push(id);
                    part.counts.push(count);
                }
            }
            counter.clear();
            control.count();
        }
        Ok(part)
    })?;
    let mut df = vec![0_u32; options.len()];
    for part in &parts {
        part.features.iter().for_each(|&f| df[f as usize] += 1);
    }
    let mut old: Vec<u32> = (0..options.len() as u32).filter(|&f| df[f as usize] > 0).collect();
    old.sort_by_key(|&f| std::cmp::Reverse(df[f as usize]));
    let mut new = vec![0_u32; options.len()];
    for (number, &f) in old.iter().enumerate() {
        new[f as usize] = number as u32;
    }
    let mut rows = Rows::default();
    let total = parts.iter().map(|p| p.features.len()).sum();
    rows.features.reserve_exact(total);
    rows.counts.reserve_exact(total);
    for part in parts {
        let base = rows.features.len();
        rows.starts.extend(part.starts.iter().map(|s| s + base));
        rows.splits.extend(part.splits.iter().map(|s| s + base));
        rows.features.extend(part.features.iter().map(|&f| new[f as usize]));
        rows.counts.extend_from_slice(&part.counts);
    }
    rows.starts.push(rows.features.len());
    Ok((rows, old))
}

/// What all solving shares.
struct Trainer<'a> {
    sample: &'a Sample<'a>,
    rows: &'a Rows,
    is_second: Vec<bool>,
    /// For each column of scores, the rows of its class.
    positive: Vec<Vec<bool>>,
    seed: u64,
    threads: usize,
    control: &'a Control,
}

/// What validation chooses between.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Setting {
    c: f32,
    naive_bayes: bool,
}

/// Scores of rows that the weights were not fitted on.
struct HeldOut {
    rows: Vec<u32>,
    scores: Vec<f32>,
}

impl Trainer<'_> {
    fn columns(&self) -> usize {
        self.positive.len()
    }

    /// The class that a column's score speaks for.
    fn class(&self, column: usize) -> usize {
        if self.columns() < self.sample.classes.len() { 1 } else { column }
    }

    fn solve(&self, scaled: &Scaled<'_>, column: usize, setting: Setting, rounds: usize) -> Result<Solution> {
        self.control.check()?;
        let positive = &self.positive[column];
        let class_weight = |row: usize| {
            let Some(weights) = self.sample.class_weights else { return 1.0 };
            if self.columns() < self.sample.classes.len() {
                return weights[usize::from(positive[row])];
            }
            if positive[row] { weights[self.class(column)] } else { 1.0 }
        };
        let bounds: Vec<f32> =
            (0..self.rows.len()).map(|row| setting.c * self.sample.weights.map_or(1.0, |w| w[row]) * class_weight(row)).collect();
        let ratios = setting.naive_bayes.then(|| scaled.ratios(positive, &self.is_second));
        let seed = self.seed ^ (column as u64) << 32;
        Ok(solve(&Problem { scaled, positive, bounds: &bounds, ratios: ratios.as_deref(), seed, rounds }))
    }

    /// Folds over a sample of rows, each label spread evenly.
    fn folds(&self) -> (Vec<u32>, Vec<u8>) {
        let mut random = Random::new(self.seed ^ 0xF01D);
        let mut order: Vec<u32> = (0..self.rows.len() as u32).collect();
        random.shuffle(&mut order);
        order.truncate(VALIDATED_ROWS);
        order.sort_by_key(|&row| self.sample.labels[row as usize].first().copied());
        let folds = (0..order.len()).map(|i| (i % FOLDS) as u8).collect();
        (order, folds)
    }

    fn validate(&self, folds: &[Scaled<'_>], held: &[Vec<u32>], settings: &[Setting]) -> Result<Vec<HeldOut>> {
        let tasks: Vec<(usize, usize, usize)> =
            (0..settings.len()).flat_map(|s| (0..folds.len()).flat_map(move |f| (0..self.columns()).map(move |k| (s, f, k)))).collect();
        let scores = pool::map(self.threads, tasks, |(s, f, k)| {
            let solution = self.solve(&folds[f], k, settings[s], ROUNDS[0])?;
            Ok(held[f].iter().map(|&row| folds[f].score(row as usize, &solution)).collect::<Vec<f32>>())
        })?;
        let rows: Vec<u32> = held.iter().flatten().copied().collect();
        let gather = |s: usize| {
            let mut out = vec![0.0; rows.len() * self.columns()];
            let mut first = 0;
            for (f, held) in held.iter().enumerate() {
                for k in 0..self.columns() {
                    for (i, &score) in scores[(s * folds.len() + f) * self.columns() + k].iter().enumerate() {
                        out[(first + i) * self.columns() + k] = score;
                    }
                }
                first += held.len();
            }
            HeldOut { rows: rows.clone(), scores: out }
        };
        Ok((0..settings.len()).map(gather).collect())
    }

    /// Probabilities and decisions from held-out scores, and how good they are.
    fn judge(&self, held: &HeldOut) -> (Decision, f64) {
        let truth: Vec<Vec<u32>> = held.rows.iter().map(|&r| self.sample.labels[r as usize].clone()).collect();
        let columns = self.columns();
        let classes = self.sample.classes.len();
        let curves = if self.sample.multilabel || columns < classes {
            let column = |k: usize| {
                let class = self.class(k) as u32;
                calibrate::curve(held.scores.iter().skip(k).step_by(columns).copied().zip(truth.iter().map(move |t| t.contains(&class))))
            };
            (0..columns).map(column).collect()
        } else {
            let right: Vec<u32> = truth.iter().map(|t| t.first().copied().unwrap_or(0)).collect();
            calibrate::softmax_curves(&held.scores, &right, columns)
        };
        let always = self.sample.labels.iter().all(|l| !l.is_empty());
        let mut decision = Decision { curves, thresholds: vec![0.5; classes], always, multilabel: self.sample.multilabel };
        let mut probabilities = Vec::with_capacity(held.rows.len() * classes);
        for row in held.scores.chunks_exact(columns) {
            decision.probabilities(row, classes, &mut probabilities);
        }
        if self.sample.multilabel {
            decision.thresholds = calibrate::thresholds(&probabilities, &truth, classes, always);
        }
        let predicted: Vec<Vec<u32>> = probabilities.chunks_exact(classes).map(|p| decision.labels(p)).collect();
        let quality = if self.sample.multilabel { metrics::example_f1(&truth, &predicted) } else { metrics::accuracy(&truth, &predicted) };
        (decision, quality)
    }

    /// Chooses scaling and C by cross-validation.
    fn choose(&self, options: &TrainOptions) -> Result<(Setting, Decision, f64)> {
        let (order, fold) = self.folds();
        let part = |f: usize, inside: bool| -> Vec<u32> {
            let mut rows: Vec<u32> = order.iter().zip(&fold).filter(|(_, g)| (usize::from(**g) == f) == inside).map(|(&r, _)| r).collect();
            rows.sort_unstable();
            rows
        };
        let held: Vec<Vec<u32>> = (0..FOLDS).map(|f| part(f, true)).collect();
        let n_features = self.is_second.len();
        let folds = pool::map(self.threads, (0..FOLDS).collect(), |f| Ok(Scaled::new(self.rows, n_features, part(f, false))))?;
        let mut settings = Vec::new();
        for (scaled, grid) in GRID.iter().enumerate() {
            if options.naive_bayes.is_none_or(|wanted| wanted == (scaled == 1)) {
                let some = options.c.map_or_else(|| grid.to_vec(), |c| vec![c]);
                settings.extend(some.into_iter().map(|c| Setting { c, naive_bayes: scaled == 1 }));
            }
        }
        let judged: Vec<_> = self.validate(&folds, &held, &settings)?.iter().map(|h| self.judge(h)).collect();
        // Settings stand from plain to scaled, and from strongly to weakly regularised: what comes later must be clearly better.
        let clearly = |later: usize, earlier: usize| {
            let margin = if settings[later].naive_bayes == settings[earlier].naive_bayes { CLEARLY[0] } else { CLEARLY[1] };
            judged[later].1 > judged[earlier].1 + margin
        };
        let best = (0..settings.len()).reduce(|a, b| if clearly(b, a) { b } else { a }).unwrap_or(0);
        let (decision, quality) = judged.into_iter().nth(best).ok_or_else(|| Error::input("c", "nothing to choose from"))?;
        Ok((settings[best], decision, quality))
    }
}

/// Fits a classifier.
pub fn train(sample: &Sample<'_>, options: &TrainOptions, control: &Control) -> Result<Trained> {
    options.features.check()?;
    if !matches!(options.precision, 8 | 16) {
        return Err(Error::input("precision", format!("{} is not 8 or 16", options.precision)));
    }
    if let Some(c) = options.c
        && !(c.is_finite() && c > 0.0)
    {
        return Err(Error::input("c", format!("{c} is not a number above 0")));
    }
    let mut warnings = check(sample)?;
    let threads = pool::threads(options.threads);
    let (rows, old) = read(sample, options.features, threads, control)?;
    let classes = sample.classes.len();
    let columns = if !sample.multilabel && classes == 2 { 1 } else { classes };
    let positive = |column: usize| {
        let class = if columns < classes { 1 } else { column as u32 };
        sample.labels.iter().map(|l| l.contains(&class)).collect()
    };
    let trainer = Trainer {
        sample,
        rows: &rows,
        is_second: old.iter().map(|&f| f >= options.features.block()).collect(),
        positive: (0..columns).map(positive).collect(),
        seed: options.seed,
        threads,
        control,
    };
    let naive_bayes = options.naive_bayes.unwrap_or(false);
    let fixed = Setting { c: options.c.unwrap_or(if naive_bayes { DEFAULT_C_SCALED } else { DEFAULT_C }), naive_bayes };
    let (setting, decision, validated) = if options.tune && rows.len() >= TUNED_ROWS {
        let (setting, decision, quality) = trainer.choose(options)?;
        (setting, decision, Some(quality))
    } else {
        if options.tune {
            warnings
                .push(format!("{} rows are too few to tune on ({TUNED_ROWS} are needed); probabilities are not calibrated", rows.len()));
        }
        let always = sample.labels.iter().all(|l| !l.is_empty());
        (
            fixed,
            Decision { curves: vec![Curve::default(); columns], thresholds: vec![0.5; classes], always, multilabel: sample.multilabel },
            None,
        )
    };
    let scaled = Scaled::new(&rows, old.len(), (0..rows.len() as u32).collect());
    let solutions = pool::map(threads, (0..columns).collect(), |k| trainer.solve(&scaled, k, setting, ROUNDS[1]))?;
    let model = SentenceClassifier::new(sample.classes.to_vec(), options, decision, &old, &scaled.idf, &solutions)?;
    Ok(Trained { model, warnings, c: setting.c, naive_bayes: setting.naive_bayes, validated })
}
