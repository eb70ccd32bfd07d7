//! Cross-validation within the training texts: chooses what was not given, calibrates, sets thresholds.

use super::calibrate;
use super::copies;
use super::decision::Decision;
use super::linear::{JOINED, Problem, Random, Solution};
use super::metrics;
use super::newton::Loss;
use super::rows::Rows;
use super::scaled::{CUE, Scaled};
use super::train::{Sample, TrainOptions};
use crate::error::{Error, Result};
use crate::pool::{self, Control};

/// Rows that cross-validation looks at, at most.
const VALIDATED_ROWS: usize = 6000;
const FOLDS: usize = 4;
/// How closely weights are fitted while choosing.
const CLOSELY: f64 = 3e-3;
/// What is tried: the inverse of regularisation for each strength of naive-Bayes scaling.
const GRID: [(f32, &[f32]); 3] = [(0.5, &[4.0, 1.0, 16.0]), (0.0, &[4.0, 16.0]), (1.0, &[2.0, 8.0])];
/// By how much a later setting must be better: smaller gains are chance.
const CLEARLY: f64 = 0.001;
/// By how much cues must be better, which cost time in use.
const CUES_CLEARLY: f64 = 0.01;

/// What validation chooses between.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Setting {
    /// The inverse of regularisation.
    pub c: f32,
    /// The power to which naive-Bayes ratios are taken; 0 leaves them out.
    pub naive_bayes: f32,
    /// Whether cues count.
    pub cues: bool,
    /// What is minimised.
    pub loss: Loss,
}

/// What all solving shares.
pub(super) struct Trainer<'a> {
    pub sample: &'a Sample<'a>,
    pub rows: &'a Rows,
    /// For each column of scores, the rows of its class.
    pub positive: Vec<Vec<bool>>,
    pub seed: u64,
    pub threads: usize,
    pub control: &'a Control,
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

    /// The weights of all columns of scores; the fit stands when a step can lower the objective by no more than `tolerance` of it.
    pub fn solve(&self, scaled: &Scaled<'_>, setting: Setting, tolerance: f64, threads: usize) -> Result<Vec<Solution>> {
        self.control.check()?;
        let costs: Vec<f32> = (0..self.rows.len()).map(|row| setting.c * self.sample.weights.map_or(1.0, |w| w[row])).collect();
        let one_column = self.columns() < self.sample.classes.len();
        let factors: Vec<[f32; 2]> = match self.sample.class_weights {
            None => vec![[1.0; 2]; self.columns()],
            Some(weights) if one_column => vec![[weights[0], weights[1]]],
            Some(weights) => weights.iter().map(|&w| [1.0, w]).collect(),
        };
        let powers = |positive: &Vec<bool>| scaled.ratios(positive, setting.naive_bayes);
        let ratios = (setting.naive_bayes > 0.0).then(|| self.positive.iter().map(powers).collect::<Vec<Vec<f32>>>());
        Problem {
            scaled,
            positive: &self.positive,
            costs: &costs,
            factors: &factors,
            ratios: ratios.as_deref(),
            cue: if setting.cues { CUE } else { 0.0 },
            loss: setting.loss,
            tolerance,
            threads,
        }
        .solve()
    }

    /// The rows held out in each fold, ascending. The texts of a label are cut where they stand, since neighbours often come from
    /// one document and are alike; near-copies share a fold.
    fn folds(&self) -> Result<Vec<Vec<u32>>> {
        let mut looked_at: Vec<u32> = (0..self.rows.len() as u32).collect();
        if looked_at.len() > VALIDATED_ROWS {
            Random::new(self.seed ^ 0xF01D).shuffle(&mut looked_at);
            looked_at.truncate(VALIDATED_ROWS);
            looked_at.sort_unstable();
        }
        let first = |row: u32| self.sample.labels[row as usize].first().map_or(self.sample.classes.len(), |&l| l as usize);
        let mut sizes = vec![0_usize; self.sample.classes.len() + 1];
        looked_at.iter().for_each(|&row| sizes[first(row)] += 1);
        let mut passed = vec![0_usize; sizes.len()];
        let groups = copies::groups(self.sample.texts, Some(self.threads), self.control)?;
        let mut fold_of_group = vec![None; groups.len()];
        let mut out = vec![Vec::new(); FOLDS];
        for row in looked_at {
            let label = first(row);
            // Labels that have fewer rows than there are folds are spread from different folds on.
            let own = (passed[label] * FOLDS / sizes[label].max(FOLDS) + label) % FOLDS;
            passed[label] += 1;
            out[*fold_of_group[groups[row as usize] as usize].get_or_insert(own)].push(row);
        }
        Ok(out)
    }

    fn validate(&self, folds: &[Scaled<'_>], held: &[Vec<u32>], settings: &[Setting]) -> Result<Vec<HeldOut>> {
        let tasks: Vec<(usize, usize)> = (0..settings.len()).flat_map(|s| (0..folds.len()).map(move |f| (s, f))).collect();
        let scores = pool::map(self.threads, tasks, |(s, f)| {
            let solutions = self.solve(&folds[f], settings[s], CLOSELY, 1)?;
            let cue = if settings[s].cues { CUE } else { 0.0 };
            let of_row = |&row: &u32| solutions.iter().map(move |one| (row, one));
            Ok(held[f].iter().flat_map(of_row).map(|(row, one)| folds[f].score(row as usize, one, cue)).collect::<Vec<f32>>())
        })?;
        let rows: Vec<u32> = held.iter().flatten().copied().collect();
        Ok(scores.chunks(folds.len()).map(|parts| HeldOut { rows: rows.clone(), scores: parts.concat() }).collect())
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

    /// Chooses scaling, C, the loss and cues; gives how to decide and how good that was.
    pub fn choose(&self, options: &TrainOptions) -> Result<(Setting, Decision, f64)> {
        let held = self.folds()?;
        let train = |f: usize| -> Vec<u32> {
            let mut rows: Vec<u32> = held.iter().enumerate().filter(|(g, _)| *g != f).flat_map(|(_, rows)| rows).copied().collect();
            rows.sort_unstable();
            rows
        };
        let folds = pool::map(self.threads, (0..FOLDS).collect(), |f| Ok(Scaled::new(self.rows, train(f))))?;
        let joins = !self.sample.multilabel && (2..=JOINED).contains(&self.columns());
        let loss = options.loss.filter(|_| joins).unwrap_or_default();
        let mut settings = Vec::new();
        for (strength, grid) in GRID {
            if options.naive_bayes.is_none_or(|wanted| wanted == strength) {
                let some = options.c.map_or_else(|| grid.to_vec(), |c| vec![c]);
                settings.extend(some.into_iter().map(|c| Setting { c, naive_bayes: strength, cues: options.cues == Some(true), loss }));
            }
        }
        if settings.is_empty() {
            let naive_bayes = options.naive_bayes.unwrap_or_default();
            settings.extend([2.0, 8.0].map(|c| Setting { c: options.c.unwrap_or(c), naive_bayes, cues: options.cues == Some(true), loss }));
        }
        let best_of = |settings: Vec<Setting>| -> Result<(Setting, Decision, f64)> {
            let judged = self.validate(&folds, &held, &settings)?.into_iter().map(|h| self.judge(&h));
            let better = |a: (Setting, Decision, f64), b: (Setting, Decision, f64)| if b.2 > a.2 + CLEARLY { b } else { a };
            let all = settings.iter().zip(judged).map(|(&setting, (decision, quality))| (setting, decision, quality));
            all.reduce(better).ok_or_else(|| Error::input("c", "nothing to choose from"))
        };
        let mut plain = best_of(settings)?;
        if options.loss.is_none() && joins {
            let joined = [1.0, 0.25].map(|part| Setting { loss: Loss::Multinomial, c: options.c.unwrap_or(plain.0.c * part), ..plain.0 });
            let joined = best_of(joined.to_vec())?;
            if joined.2 > plain.2 + CLEARLY {
                plain = joined;
            }
        }
        if options.cues.is_some() {
            return Ok(plain);
        }
        let with = [1.0, 0.25].map(|part| Setting { cues: true, c: options.c.unwrap_or(plain.0.c * part), ..plain.0 });
        let with = best_of(with.to_vec())?;
        Ok(if with.2 > plain.2 + CUES_CLEARLY { with } else { plain })
    }
}
