//! Chooses settings by cross-validation: optional blocks first, then scaling and C, then the loss.

use super::train::TrainOptions;
use super::usual::{AVERAGED, USUAL};
use super::validate::{HeldOut, Setting, Trainer};
use crate::classify::decide::decision::Decision;
use crate::classify::features::blocks::extras::Extra;
use crate::classify::features::counted::times;
use crate::classify::labelling::warning::Warning;
use crate::classify::solve::linear::JOINED;
use crate::classify::solve::loss::Loss;
use crate::classify::solve::scaled::Scaled;
use crate::error::{Error, Result};
use crate::pool;

/// What is tried, the usual first: the inverse of regularisation for each strength of naive-Bayes scaling.
const GRID: [(f32, &[f32]); 3] = [(USUAL.1, &[USUAL.0, 2.0, 32.0]), (0.5, &[4.0, 16.0]), (0.0, &[4.0, 16.0])];
/// By how much another setting must be better, times the root of the number of rows: about a quarter of the standard error of such a
/// difference. Smaller gains are chance.
const CLEARLY: f64 = 0.15;
/// By how much cues must be better, which cost time in use, and verbs, which cost less and are tried where cues are left out.
const CUES_CLEARLY: f64 = 0.01;
const VERBS_CLEARLY: f64 = 0.003;

/// What is tried beside the usual setting, which comes first; what was given stays.
fn grid(options: &TrainOptions, usual: Setting) -> Vec<Setting> {
    let mut settings = vec![usual];
    for (naive_bayes, grid) in GRID {
        if options.naive_bayes.is_none_or(|wanted| wanted == naive_bayes) {
            settings.extend(grid.iter().map(|&c| Setting { c: options.c.unwrap_or(c), naive_bayes, ..usual }));
        }
    }
    if settings.len() == 1 {
        settings.extend([2.0, 32.0].map(|c| Setting { c: options.c.unwrap_or(c), ..usual }));
    }
    settings.dedup();
    settings
}

/// What was chosen.
pub(super) struct Choice {
    /// One setting, or two whose models are averaged.
    pub settings: Vec<Setting>,
    /// How scores become labels.
    pub decision: Decision,
    /// How good that was.
    pub quality: f64,
    /// What a user should know of it.
    pub warning: Option<Warning>,
}

/// Settings whose scores are averaged (most often one alone), and what they say of the rows held out.
type Trial = (Vec<Setting>, HeldOut);

/// Trials of settings on the same folds.
struct Trials<'a> {
    trainer: &'a Trainer<'a>,
    options: &'a TrainOptions,
    /// The rows held out in each fold.
    held: Vec<Vec<u32>>,
    /// For each fold the rows of the others.
    folds: Vec<Scaled<'a>>,
    /// What a user should know of the folds.
    warning: Option<Warning>,
    /// By how much one setting must be better than another.
    clearly: f64,
}

impl Trainer<'_> {
    /// Chooses optional blocks among those that are `open`, scaling, C and the loss.
    pub fn choose(&self, options: &TrainOptions, open: &[Extra]) -> Result<Choice> {
        let trials = Trials::new(self, options)?;
        let (usual, tried) = trials.blocks(open)?;
        let (mut best, held) = trials.best_of(trials.scalings(usual, tried)?)?;
        if self.sample.multilabel {
            self.join(&held, &mut best);
            return Ok(best);
        }
        trials.losses(usual, best)
    }

    /// Whether all classes may have one loss together.
    fn joins(&self) -> bool {
        !self.sample.multilabel && (2..=JOINED).contains(&self.columns())
    }
}

impl<'a> Trials<'a> {
    fn new(trainer: &'a Trainer<'a>, options: &'a TrainOptions) -> Result<Self> {
        let (held, warning) = trainer.folds()?;
        let train = |f: usize| -> Vec<u32> {
            let mut rows: Vec<u32> = held.iter().enumerate().filter(|(g, _)| *g != f).flat_map(|(_, rows)| rows).copied().collect();
            rows.sort_unstable();
            rows
        };
        let folds = pool::map(trainer.threads, (0..held.len()).collect(), |f| Ok(Scaled::new(trainer.rows, train(f))))?;
        let judged_on: usize = held.iter().flatten().map(|&row| times(trainer.weight(row)) as usize).sum();
        let clearly = CLEARLY / (judged_on.max(1) as f64).sqrt();
        Ok(Self { trainer, options, held, folds, warning, clearly })
    }

    /// Tries settings, each by itself.
    fn tried(&self, settings: &[Setting]) -> Result<Vec<Trial>> {
        let held = self.trainer.validate(&self.folds, &self.held, settings)?;
        Ok(settings.iter().map(|&setting| vec![setting]).zip(held).collect())
    }

    /// How good the first of some trials is.
    fn quality(&self, trials: &[Trial]) -> f64 {
        trials.first().map_or(0.0, |(_, held)| self.trainer.judge(held).1)
    }

    /// The first, or a later one that is clearly better than what was best before it.
    fn best_of(&self, trials: Vec<Trial>) -> Result<(Choice, HeldOut)> {
        let judged = trials.into_iter().map(|(settings, held)| {
            let (decision, quality) = self.trainer.judge(&held);
            (Choice { settings, decision, quality, warning: self.warning.clone() }, held)
        });
        let best = judged.reduce(|a, b| if b.0.quality > a.0.quality + self.clearly { b } else { a });
        best.ok_or_else(|| Error::input("c", "nothing to choose from"))
    }

    /// The usual setting, with those optional blocks that help it, and its trial where there was one. Blocks come first: what goes best
    /// with them differs from what goes best without.
    fn blocks(&self, open: &[Extra]) -> Result<(Setting, Vec<Trial>)> {
        let options = self.options;
        let (c, naive_bayes) = (options.c.unwrap_or(USUAL.0), options.naive_bayes.unwrap_or(USUAL.1));
        let loss = options.loss.filter(|_| self.trainer.joins()).unwrap_or_default();
        let mut usual = Setting { c, naive_bayes, extras: options.given(), loss };
        // Where the mean is settled, only a choice of blocks would ask for another.
        let mut tried = if options.averaged && open.is_empty() { Vec::new() } else { self.tried(&[usual])? };
        let mut reached = self.quality(&tried);
        for &extra in open {
            // Beside cues, which tell of verbs too, classes of verbs are worth no trial.
            if extra == Extra::Verbs && usual.extras.cues {
                continue;
            }
            let with = Setting { extras: usual.extras.with(extra), ..usual };
            let margin = match extra {
                Extra::Cues => CUES_CLEARLY,
                Extra::Verbs => VERBS_CLEARLY,
                Extra::Position => self.clearly,
            };
            let trial = self.tried(&[with])?;
            let quality = self.quality(&trial);
            if quality > reached + margin {
                (usual, reached, tried) = (with, quality, trial);
            }
        }
        Ok((usual, tried))
    }

    /// Trials of C and naive-Bayes scaling: the mean of two settings first, where both were tried, then each by itself. `tried` is that of
    /// the usual one.
    fn scalings(&self, usual: Setting, tried: Vec<Trial>) -> Result<Vec<Trial>> {
        let mut trials = tried;
        if self.options.averaged {
            trials = self.tried(&AVERAGED.map(|(c, naive_bayes)| Setting { c, naive_bayes, ..usual }))?;
        } else {
            trials.extend(self.tried(&grid(self.options, usual)[1..])?);
        }
        let of = |(c, naive_bayes)| trials.iter().find(|(settings, _)| (settings[0].c, settings[0].naive_bayes) == (c, naive_bayes));
        if let [Some(one), Some(other)] = AVERAGED.map(of) {
            let scores = one.1.scores.iter().zip(&other.1.scores).map(|(a, b)| 0.5 * (a + b)).collect();
            let mean = HeldOut { rows: one.1.rows.clone(), scores };
            trials.insert(0, (vec![one.0[0], other.0[0]], mean));
        }
        if self.options.averaged {
            trials.truncate(1);
        }
        Ok(trials)
    }

    /// The best setting so far, or one that minimises the loss of all classes together, where that is clearly better.
    fn losses(&self, usual: Setting, best: Choice) -> Result<Choice> {
        if self.options.loss.is_some() || !self.trainer.joins() {
            return Ok(best);
        }
        let single = if best.settings.len() > 1 { usual } else { best.settings[0] };
        let c = |part: f32| self.options.c.unwrap_or(single.c * part);
        let joined = [1.0, 0.25].map(|part| Setting { loss: Loss::Multinomial, c: c(part), ..single });
        let (joined, _) = self.best_of(self.tried(&joined)?)?;
        Ok(if joined.quality > best.quality + self.clearly { joined } else { best })
    }
}
