//! Cross-validation within the training texts: folds, scores of the rows held out, and what probabilities and labels follow from them.

use super::choose::Choice;
use crate::classify::decide::decision::Decision;
use crate::classify::decide::joint::Joint;
use crate::classify::decide::thresholds::Judged;
use crate::classify::decide::{calibrate, metrics};
use crate::classify::features::Sample;
use crate::classify::features::blocks::extras::Extras;
use crate::classify::features::counted::times;
use crate::classify::features::rows::Rows;
use crate::classify::labelling::clusters::Parting;
use crate::classify::labelling::copies::Copies;
use crate::classify::labelling::warning::Warning;
use crate::classify::solve::linear::{Problem, Solution};
use crate::classify::solve::loss::Loss;
use crate::classify::solve::ratios::Ratios;
use crate::classify::solve::scaled::Scaled;
use crate::error::Result;
use crate::pool::{self, Control};
use crate::random::Random;

/// Rows that cross-validation looks at, at most.
const VALIDATED_ROWS: usize = 6000;
const FOLDS: usize = 4;
/// How closely weights are fitted while choosing.
const CLOSELY: f64 = 3e-3;

/// What validation chooses between.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Setting {
    /// The inverse of regularisation.
    pub c: f32,
    /// The power to which naive-Bayes ratios are taken; 0 leaves them out.
    pub naive_bayes: f32,
    /// The optional blocks that count.
    pub extras: Extras,
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
    /// Equal features are solved as one. Not where validation chooses, which goes by small differences.
    pub merge: bool,
    pub threads: usize,
    pub control: &'a Control,
}

/// Scores of rows that the weights were not fitted on.
pub(super) struct HeldOut {
    pub rows: Vec<u32>,
    pub scores: Vec<f32>,
}

impl Trainer<'_> {
    pub(super) fn columns(&self) -> usize {
        self.positive.len()
    }

    /// The class that a column's score speaks for.
    fn class(&self, column: usize) -> usize {
        if self.columns() < self.sample.classes.len() { 1 } else { column }
    }

    /// What a row counts.
    pub(super) fn weight(&self, row: u32) -> f32 {
        self.sample.weights.map_or(1.0, |weights| weights[row as usize])
    }

    /// What each class counts in the rows that have it, beside their weights: with several labels a row, where it has a weight of its own.
    fn worth(&self) -> Vec<f32> {
        self.sample.class_weights.map_or_else(|| vec![1.0; self.sample.classes.len()], <[f32]>::to_vec)
    }

    /// The mean of the weights under each setting.
    pub fn solve_all(&self, scaled: &Scaled<'_>, settings: &[Setting], tolerance: f64) -> Result<Vec<Solution>> {
        let share = 1.0 / settings.len() as f32;
        let mut out: Vec<Solution> = Vec::new();
        for &setting in settings {
            let solved = self.solve(scaled, setting, tolerance, self.threads)?;
            if out.is_empty() {
                out = solved;
                continue;
            }
            for (mean, one) in out.iter_mut().zip(solved) {
                mean.bias += one.bias;
                mean.weights.iter_mut().zip(one.weights).for_each(|(mean, weight)| *mean += weight);
            }
        }
        for solution in out.iter_mut().filter(|_| settings.len() > 1) {
            solution.bias *= share;
            solution.weights.iter_mut().for_each(|weight| *weight *= share);
        }
        Ok(out)
    }

    /// The weights of all columns of scores; the fit stands when a step can lower the objective by no more than `tolerance` of it.
    pub fn solve(&self, scaled: &Scaled<'_>, setting: Setting, tolerance: f64, threads: usize) -> Result<Vec<Solution>> {
        self.control.check()?;
        let costs: Vec<f32> = (0..self.rows.len() as u32).map(|row| setting.c * self.weight(row)).collect();
        let worth = self.worth();
        let factors: Vec<[f32; 2]> = worth[..self.columns()].iter().map(|&worth| [1.0, worth]).collect();
        let ratios = (setting.naive_bayes > 0.0).then(|| Ratios::new(scaled, &self.positive, &worth, setting.naive_bayes));
        Problem {
            scaled,
            positive: &self.positive,
            costs: &costs,
            factors: &factors,
            ratios: ratios.as_ref(),
            extras: setting.extras,
            loss: setting.loss,
            tolerance,
            merge: self.merge,
            threads,
        }
        .solve()
    }

    /// The rows held out in each fold, ascending. The texts of a label are cut where they stand, since neighbours often come from
    /// one document and are alike; near-copies share a fold, unless they are too many for one. A row of weight 2 takes the room of two.
    pub(super) fn folds(&self) -> Result<(Vec<Vec<u32>>, Option<Warning>)> {
        let mut looked_at: Vec<u32> = (0..self.rows.len() as u32).collect();
        if looked_at.len() > VALIDATED_ROWS {
            Random::new(self.seed ^ 0xF01D).shuffle(&mut looked_at);
            looked_at.truncate(VALIDATED_ROWS);
            looked_at.sort_unstable();
        }
        let mut room = vec![0; self.rows.len()];
        looked_at.iter().for_each(|&row| room[row as usize] = times(self.weight(row)) as usize);
        let first = |row: u32| self.sample.labels[row as usize].first().map_or(self.sample.classes.len(), |&l| l as usize);
        let mut sizes = vec![0_usize; self.sample.classes.len() + 1];
        looked_at.iter().for_each(|&row| sizes[first(row)] += room[row as usize]);
        let mut passed = vec![0_usize; sizes.len()];
        let copies = Copies::of(self.sample.texts, Some(self.threads), self.control)?;
        let parting = Parting { labels: self.sample.labels, room: &room, most: 1.0 / FOLDS as f64 };
        let (groups, warning) = parting.groups(&copies, self.control)?;
        let mut members = vec![0_usize; groups.len()];
        looked_at.iter().for_each(|&row| members[groups[row as usize] as usize] += room[row as usize]);
        // What each fold has of each label.
        let mut filled = vec![[0_usize; FOLDS]; sizes.len()];
        let mut fold_of_group = vec![None; groups.len()];
        let mut out = vec![Vec::new(); FOLDS];
        for row in looked_at {
            let (label, group, room) = (first(row), groups[row as usize] as usize, room[row as usize]);
            // Labels that have fewer rows than there are folds are spread from different folds on.
            let own = (passed[label] * FOLDS / sizes[label].max(FOLDS) + label) % FOLDS;
            passed[label] += room;
            let fold = *fold_of_group[group].get_or_insert_with(|| {
                // Groups all of which begin early in the list would else fill one fold with their label and leave it out of others.
                let (filled, share) = (&mut filled[label], sizes[label].div_ceil(FOLDS));
                let spills = members[group] > 1 && filled[own] + members[group] > share + share / 4;
                let emptiest = (0..FOLDS).min_by_key(|&fold| (filled[fold], fold != own));
                let fold = emptiest.filter(|_| spills).unwrap_or(own);
                filled[fold] += members[group];
                fold
            });
            out[fold].push(row);
        }
        Ok((out, warning))
    }

    pub(super) fn validate(&self, folds: &[Scaled<'_>], held: &[Vec<u32>], settings: &[Setting]) -> Result<Vec<HeldOut>> {
        let tasks: Vec<(usize, usize)> = (0..settings.len()).flat_map(|s| (0..folds.len()).map(move |f| (s, f))).collect();
        let scores = pool::map(self.threads, tasks, |(s, f)| {
            let solutions = self.solve(&folds[f], settings[s], CLOSELY, 1)?;
            Ok(folds[f].scores(&held[f], &solutions))
        })?;
        let rows: Vec<u32> = held.iter().flatten().copied().collect();
        Ok(scores.chunks(folds.len()).map(|parts| HeldOut { rows: rows.clone(), scores: parts.concat() }).collect())
    }

    /// Probabilities and decisions from held-out scores, and how good they are.
    pub(super) fn judge(&self, held: &HeldOut) -> (Decision, f64) {
        let truth: Vec<Vec<u32>> = held.rows.iter().map(|&r| self.sample.labels[r as usize].clone()).collect();
        let weights: Vec<f32> = held.rows.iter().map(|&row| self.weight(row)).collect();
        let columns = self.columns();
        let classes = self.sample.classes.len();
        let worth = self.worth();
        let curves = if self.sample.multilabel || columns < classes {
            let column = |k: usize| {
                let (class, worth) = (self.class(k) as u32, worth[self.class(k)]);
                let scores = held.scores.iter().skip(k).step_by(columns).copied();
                let rows = scores.zip(truth.iter().zip(&weights)).map(move |(score, (truth, &weight))| {
                    let right = truth.contains(&class);
                    (score, right, if right { weight * worth } else { weight })
                });
                if self.sample.multilabel { calibrate::curve(rows) } else { calibrate::cut_curve(rows) }
            };
            (0..columns).map(column).collect()
        } else {
            let right: Vec<u32> = truth.iter().map(|t| t.first().copied().unwrap_or(0)).collect();
            calibrate::softmax_curves(&held.scores, &right, &weights, columns)
        };
        let always = self.sample.labels.iter().all(|l| !l.is_empty());
        let mut decision =
            Decision { curves, thresholds: vec![0.5; classes], always, multilabel: self.sample.multilabel, joint: None, own: Vec::new() };
        let mut probabilities = Vec::with_capacity(held.rows.len() * classes);
        for row in held.scores.chunks_exact(columns) {
            decision.probabilities(row, classes, &mut probabilities);
        }
        if self.sample.multilabel {
            let judged = Judged { probabilities: &probabilities, truth: &truth, weights: &weights, worth: &worth, always };
            decision.thresholds = judged.best();
            let quality = judged.quality(&decision.thresholds);
            return (decision, quality);
        }
        let right = probabilities.chunks_exact(classes).zip(&truth).map(|(p, truth)| f64::from(u8::from(decision.labels(p) == *truth)));
        let quality = metrics::weighted_mean(right.zip(weights));
        (decision, quality)
    }

    /// Decides by sets of labels rather than by thresholds, where that is better for rows that neither was fitted on. Where classes have
    /// weights thresholds stay, since sets know of none.
    pub(super) fn join(&self, held: &HeldOut, choice: &mut Choice) {
        if self.sample.class_weights.is_some() {
            return;
        }
        let (labels, decision) = (self.sample.classes.len(), &mut choice.decision);
        let always = decision.always;
        let truth: Vec<Vec<u32>> = held.rows.iter().map(|&r| self.sample.labels[r as usize].clone()).collect();
        let weights: Vec<f32> = held.rows.iter().map(|&row| self.weight(row)).collect();
        let mut probabilities = Vec::with_capacity(held.rows.len() * labels);
        held.scores.chunks_exact(labels).for_each(|scores| decision.probabilities(scores, labels, &mut probabilities));
        // Rows of one fold stand together, and so do those of one document.
        let whole: f64 = weights.iter().copied().map(f64::from).sum();
        let mut passed = 0.0;
        let in_first = |&weight: &f32| {
            passed += f64::from(weight);
            2.0 * passed <= whole
        };
        let middle = weights.iter().map(in_first).take_while(|first| *first).count();
        let worth = vec![1.0; labels];
        let part = |rows: std::ops::Range<usize>| {
            let probabilities = &probabilities[rows.start * labels..rows.end * labels];
            Judged { probabilities, truth: &truth[rows.clone()], weights: &weights[rows], worth: &worth, always }
        };
        let halves = [part(0..middle), part(middle..truth.len())];
        let mut reached = [0.0; 2];
        for (fitted, unseen) in [(halves[0], halves[1]), (halves[1], halves[0])] {
            let joint = Joint::fit(fitted.probabilities, fitted.truth, fitted.weights, labels, always);
            let share = unseen.weights.iter().copied().map(f64::from).sum::<f64>() / whole;
            reached[0] += share * unseen.quality(&fitted.best());
            reached[1] += share * joint.quality(unseen.probabilities, unseen.truth, unseen.weights, labels, always);
        }
        if reached[1] > reached[0] {
            decision.joint = Some(Joint::fit(&probabilities, &truth, &weights, labels, always));
        }
        choice.quality = reached[0].max(reached[1]);
    }
}
