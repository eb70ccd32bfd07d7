//! Fits a [`SentenceClassifier`]: reads the texts, chooses what validation can choose, solves one class against the rest for each.

use super::build::Parts;
use super::check::check;
use super::usual::{self, AVERAGED, USUAL};
use super::validate::{Setting, Trainer};
use crate::classify::decide::calibrate::Curve;
use crate::classify::decide::decision::Decision;
use crate::classify::features::Sample;
use crate::classify::features::blocks::extras::{Extra, Extras, Readers};
use crate::classify::features::blocks::names::Names;
use crate::classify::features::counted::{Counted, row_weights, rows_of};
use crate::classify::features::hashed::FeatureOptions;
use crate::classify::features::rows::{Reading, Rows};
use crate::classify::features::vectors::WordVectors;
use crate::classify::labelling::warning::Warning;
use crate::classify::scoring::model::SentenceClassifier;
use crate::classify::solve::linear::JOINED;
use crate::classify::solve::loss::Loss;
use crate::classify::solve::scaled::Scaled;
use crate::error::{Error, Result};
use crate::pool::{self, Control};
use crate::text::unspaced;
use crate::texts::Texts;
use std::sync::Arc;

/// How to train.
#[derive(Clone, Debug)]
pub struct TrainOptions {
    /// Features.
    pub features: FeatureOptions,
    /// The inverse of regularisation; chosen by validation where it is not given.
    pub c: Option<f32>,
    /// Naive-Bayes scaling: the power to which log-count ratios are taken, 0 to 1; chosen by validation where it is not given.
    pub naive_bayes: Option<f32>,
    /// The mean of two models, as validation may choose it, in place of a choice of `c` and `naive_bayes`.
    pub averaged: bool,
    /// What the seed rules say as features; by validation where it is not given, and never without it.
    pub cues: Option<bool>,
    /// Classes of verbs as features; chosen in the same way.
    pub verbs: Option<bool>,
    /// Where sentences stand in their documents, of which the texts must know; chosen in the same way.
    pub position: Option<bool>,
    /// Whether a token, a run or a spelling counts once a text; chosen by validation for texts of many words, where it is not given, and
    /// otherwise all count. [`FeatureOptions::once`] follows from it.
    pub sublinear: Option<bool>,
    /// What is minimised: each class against the rest, or all classes together; chosen by validation where it is
    /// not given, and the former without it. Several labels a row and two classes have the former.
    pub loss: Option<Loss>,
    /// Names that stand for no more than their types.
    pub names: Option<Names>,
    /// Take those names if validation finds that they help, and else none.
    pub names_if_better: bool,
    /// Word vectors: what is learnt of a word holds in part for the words near it, those that no training text has among them.
    pub vectors: Option<Arc<WordVectors>>,
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
            averaged: false,
            cues: None,
            verbs: None,
            position: None,
            sublinear: None,
            loss: None,
            names: None,
            names_if_better: false,
            vectors: None,
            tune: true,
            seed: 0,
            precision: 16,
            max_bytes: 4_900_000,
            threads: None,
        }
    }
}

impl TrainOptions {
    /// What is said of an optional block.
    pub const fn extra(&self, extra: Extra) -> Option<bool> {
        match extra {
            Extra::Cues => self.cues,
            Extra::Verbs => self.verbs,
            Extra::Position => self.position,
        }
    }

    /// An error for what no training can have.
    fn check(&self) -> Result<()> {
        self.features.check()?;
        if !matches!(self.precision, 8 | 16) {
            return Err(Error::must_be("precision", "8 or 16", self.precision));
        }
        if let Some(c) = self.c
            && !(c.is_finite() && c > 0.0)
        {
            return Err(Error::must_be("c", "a number above 0", c));
        }
        if let Some(power) = self.naive_bayes
            && !(0.0..=1.0).contains(&power)
        {
            return Err(Error::must_be("naive_bayes", "a number from 0 to 1", power));
        }
        if self.vectors.is_some() && !self.features.char_grams {
            return Err(Error::input("vectors", "they stand beside the spelling of words; leave char_grams=True"));
        }
        if self.vectors.is_some() && self.features.bits > VECTOR_BITS {
            return Err(Error::must_be("hash_bits", format_args!("{VECTOR_BITS} or less with vectors"), self.features.bits));
        }
        Ok(())
    }

    /// The optional blocks that are asked for.
    pub fn given(&self) -> Extras {
        let asked = Extra::ALL.into_iter().filter(|&extra| self.extra(extra) == Some(true));
        asked.fold(Extras::default(), Extras::with)
    }
}

/// A model and what its making had to say.
#[derive(Debug)]
pub struct Trained {
    /// The model.
    pub model: SentenceClassifier,
    /// What a user should know; each names rows or labels.
    pub warnings: Vec<Warning>,
    /// The inverse of regularisation used; none where two models were averaged.
    pub c: Option<f32>,
    /// The naive-Bayes scaling used; none where two models were averaged.
    pub naive_bayes: Option<f32>,
    /// The optional blocks that were used.
    pub extras: Extras,
    /// Whether a token, a run or a spelling counts once a text.
    pub sublinear: bool,
    /// What was minimised.
    pub loss: Loss,
    /// Whether names stand for their types.
    pub names: bool,
    /// The accuracy (several labels: example-F1) in cross-validation, where there was one.
    pub validated: Option<f64>,
}

/// Rows below which nothing is tuned.
const TUNED_ROWS: usize = 50;
/// How closely weights are fitted.
const CLOSELY: f64 = 3e-3;
/// Numbers that features are hashed into, at most, with vectors: the upper bit tells words from character n-grams.
const VECTOR_BITS: u8 = 31;
/// By how much names must be better, which cost time in use.
const NAMES_CLEARLY: f64 = 0.005;

/// Texts of so many bytes on average repeat enough words that it matters how they are counted: some forty words.
const LONG: f64 = 240.0;

/// Fits a classifier.
pub fn train(sample: &Sample<'_>, options: &TrainOptions, control: &Control) -> Result<Trained> {
    options.check()?;
    keep_freed();
    let weights = row_weights(sample)?;
    let mut warnings = check(sample, weights.as_deref())?;
    let counted = weights.map(|weights| Counted::new(sample, &weights));
    let sample = counted.as_ref().map_or(*sample, Counted::sample);
    let unspaced = options.features.unspaced || any_unspaced(sample.texts, control)?;
    let options = &TrainOptions { features: FeatureOptions { unspaced, ..options.features }, ..options.clone() };
    let mut trained = train_with_sublinear(&sample, options, control)?;
    warnings.append(&mut trained.warnings);
    Ok(Trained { warnings, ..trained })
}

/// Whether a text has characters of scripts without spaces.
fn any_unspaced(texts: &dyn Texts, control: &Control) -> Result<bool> {
    for row in 0..texts.len() {
        control.check()?;
        if unspaced::occurs(texts.get(row)?.unwrap_or_default()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Lets glibc keep what training frees for what it asks for next, up to some 64 MB: from the first block of this size on that is freed
/// it no longer hands each large one back to the system, whose fresh pages would take a tenth of the time. Elsewhere it does nothing.
fn keep_freed() {
    const BLOCK: usize = 31 << 20;
    let mut block = Vec::<u8>::new();
    // Where there is no such room nothing is lost.
    _ = block.try_reserve_exact(BLOCK);
    drop(std::hint::black_box(block));
}

fn train_with_sublinear(sample: &Sample<'_>, options: &TrainOptions, control: &Control) -> Result<Trained> {
    let counted = |once: bool| {
        let features = FeatureOptions { once, ..options.features };
        train_with_names(sample, &TrainOptions { features, ..options.clone() }, control)
    };
    let plain = counted(options.sublinear == Some(true))?;
    let Some(quality) = plain.validated.filter(|_| options.sublinear.is_none()) else { return Ok(plain) };
    let (mut bytes, mut rows) = (0.0, 0.0);
    for row in 0..sample.texts.len() {
        let weight = sample.weights.map_or(1.0, |w| f64::from(w[row]));
        bytes += weight * sample.texts.get(row)?.unwrap_or_default().len() as f64;
        rows += weight;
    }
    if bytes < LONG * rows {
        return Ok(plain);
    }
    let once = counted(true)?;
    Ok(if once.validated.is_some_and(|once| once > quality) { once } else { plain })
}

fn train_with_names(sample: &Sample<'_>, options: &TrainOptions, control: &Control) -> Result<Trained> {
    if !options.names_if_better || options.names.is_none() {
        return train_once(sample, options, control);
    }
    let plain = train_once(sample, &TrainOptions { names: None, ..options.clone() }, control)?;
    // Without validation nothing speaks for names.
    let Some(quality) = plain.validated else { return Ok(plain) };
    let with = train_once(sample, options, control)?;
    Ok(if with.validated.is_some_and(|with| with > quality + NAMES_CLEARLY) { with } else { plain })
}

fn train_once(sample: &Sample<'_>, options: &TrainOptions, control: &Control) -> Result<Trained> {
    if options.loss == Some(Loss::Multinomial) {
        if sample.multilabel {
            return Err(Error::input("loss", "\"multinomial\" is for one label a text; several labels a text take \"ovr\""));
        }
        if sample.classes.len() > JOINED {
            let problem = format!("\"multinomial\" takes {JOINED} labels at most, and here are {}; take \"ovr\"", sample.classes.len());
            return Err(Error::input("loss", problem));
        }
    }
    let mut warnings = Vec::new();
    let threads = pool::threads(options.threads);
    let tuned = options.tune && rows_of(sample.weights, sample.texts.len()) >= TUNED_ROWS;
    let placed = (0..sample.texts.len()).any(|row| sample.texts.position(row).is_some());
    if options.position == Some(true) && !placed {
        return Err(Error::input("position", "no text knows where it stands in its document; give sentences that do (dl.Sentence)"));
    }
    let open = Extra::ALL.into_iter().filter(|&extra| tuned && options.extra(extra).is_none() && (placed || extra != Extra::Position));
    let open: Vec<Extra> = open.collect();
    let readers = Readers::new(open.iter().fold(options.given(), |extras, &extra| extras.with(extra)))?;
    let reading =
        Reading { options: options.features, extras: readers, names: options.names.as_ref(), vectors: options.vectors.as_deref() };
    let rows = Rows::read(sample.texts, sample.weights, &reading, threads, control)?;
    let classes = sample.classes.len();
    let columns = if !sample.multilabel && classes == 2 { 1 } else { classes };
    let positive = |column: usize| {
        let class = if columns < classes { 1 } else { column as u32 };
        sample.labels.iter().map(|l| l.contains(&class)).collect()
    };
    let positive = (0..columns).map(positive).collect();
    let trainer = Trainer { sample, rows: &rows, positive, seed: options.seed, merge: !tuned, threads, control };
    let (settings, decision, validated) = if tuned {
        let choice = trainer.choose(options, &open)?;
        warnings.extend(choice.warning);
        (choice.settings, choice.decision, Some(choice.quality))
    } else {
        if options.tune {
            let few = format!("{} rows are too few to tune on ({TUNED_ROWS} are needed); probabilities are not calibrated", rows.len());
            warnings.push(few.into());
        }
        let setting = Setting {
            c: options.c.unwrap_or_else(|| usual::inverse_regularisation(rows_of(sample.weights, rows.len()))),
            naive_bayes: options.naive_bayes.unwrap_or(USUAL.1),
            extras: options.given(),
            loss: options.loss.filter(|_| columns > 1).unwrap_or_default(),
        };
        let always = sample.labels.iter().all(|l| !l.is_empty());
        let slope = if options.c.is_none() && !options.averaged { usual::slope(setting.c) } else { 1.0 };
        let curves = vec![Curve { slope, ..Curve::default() }; columns];
        let mean = AVERAGED.map(|(c, naive_bayes)| Setting { c, naive_bayes, ..setting });
        (
            if options.averaged { mean.to_vec() } else { vec![setting] },
            Decision { curves, thresholds: vec![0.5; classes], always, multilabel: sample.multilabel, joint: None, own: Vec::new() },
            None,
        )
    };
    let scaled = Scaled::new(&rows, (0..rows.len() as u32).collect());
    let solutions = trainer.solve_all(&scaled, &settings, CLOSELY)?;
    let single = Some(settings[0]).filter(|_| settings.len() == 1);
    let (model, warning) = Parts {
        classes: sample.classes.to_vec(),
        decision,
        rows: &rows,
        idf: &scaled.idf,
        solutions: &solutions,
        extras: Readers::new(settings[0].extras)?,
        names: options.names.clone(),
        vectors: options.vectors.as_deref(),
    }
    .build(options)?;
    warnings.extend(warning);
    Ok(Trained {
        model,
        warnings,
        c: single.map(|s| s.c),
        naive_bayes: single.map(|s| s.naive_bayes),
        extras: settings[0].extras,
        sublinear: options.features.once,
        loss: settings[0].loss,
        names: options.names.is_some(),
        validated,
    })
}
