//! The linear classifier of sentences: hashed features, one row of small weights a feature, probabilities.

use super::block::Block;
pub use super::score::Scratch;
use super::weights::Four;
use crate::classify::decide::decision::Decision;
use crate::classify::features::blocks::extras::{Extras, Readers};
use crate::classify::features::blocks::names::Names;
use crate::classify::features::hashed::FeatureOptions;
use crate::error::{Error, Result};
use crate::span::Span;
use crate::text::Word;
use crate::texts::Position;
use std::collections::BTreeMap;

/// A trained classifier of sentences. Made by [`train`](crate::classify::train()) or read from a file; never changes.
///
/// ```
/// use dateline::classify::{Sample, SentenceClassifier, TrainOptions, train};
/// let texts: Vec<String> = ["rain is coming", "snow is coming", "he scored twice", "she scored late"].map(String::from).into();
/// let classes = ["weather".to_owned(), "sport".to_owned()];
/// let labels = [vec![0], vec![0], vec![1], vec![1]];
/// let sample =
///     Sample { texts: &texts, labels: &labels, weights: None, classes: &classes, class_weights: None, multilabel: false };
/// let model = train(&sample, &TrainOptions::default(), &Default::default()).unwrap().model;
/// assert_eq!(model.classes()[model.predict("They scored again.")[0] as usize], "sport");
/// ```
#[derive(Clone, Debug)]
pub struct SentenceClassifier {
    pub(in crate::classify) classes: Vec<String>,
    pub(in crate::classify) options: FeatureOptions,
    pub(in crate::classify) decision: Decision,
    pub(in crate::classify) biases: Vec<f32>,
    /// The biases behind a 0, in fours: what scoring begins with.
    pub(in crate::classify) first_scores: Vec<Four>,
    /// Tokens, runs, character n-grams, cues.
    pub(in crate::classify) blocks: [Block; 4],
    /// What reads the optional blocks that are used.
    pub(in crate::classify) extras: Readers,
    /// The names that stand for no more than their types, if there are any.
    pub(in crate::classify) names: Option<Names>,
    /// What the file that it was read from says of how it was trained.
    pub(in crate::classify) settings: Option<String>,
}

/// Biases behind a 0, in fours.
pub(in crate::classify) fn first_scores(biases: &[f32]) -> Vec<Four> {
    let padded: Vec<f32> = std::iter::once(0.0).chain(biases.iter().copied()).chain([0.0; 3]).collect();
    padded.as_chunks().0.to_vec()
}

impl SentenceClassifier {
    /// The labels.
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// True if a sentence may have several labels, or none.
    pub fn is_multilabel(&self) -> bool {
        self.decision.multilabel
    }

    /// The probability from which each label is given, where no sets of labels decide ([`Self::decides_by_sets`]).
    pub fn thresholds(&self) -> Vec<f32> {
        self.decision.all_thresholds()
    }

    /// The labels with thresholds of their own, ascending ([`Self::with_thresholds`]).
    pub fn own_thresholds(&self) -> &[(u32, f32)] {
        &self.decision.own
    }

    /// The same classifier with thresholds for some labels, as positions in [`Self::classes`]: a sentence gets such a label if its probability
    /// reaches its threshold, and any other label as before.
    pub fn with_thresholds(&self, thresholds: &[(u32, f32)]) -> Result<Self> {
        if !self.is_multilabel() {
            return Err(Error::input(
                "thresholds",
                "a sentence has one label here, the likeliest; thresholds are for several labels a sentence",
            ));
        }
        let mut own: BTreeMap<u32, f32> = self.decision.own.iter().copied().collect();
        for &(label, threshold) in thresholds {
            let Some(name) = self.classes.get(label as usize) else {
                return Err(Error::input("thresholds", format!("there is no label {label}; there are {}", self.classes.len())));
            };
            if !(0.0..=1.0).contains(&threshold) {
                return Err(Error::must_be(format!("thresholds[{name:?}]"), "a number from 0 to 1", threshold));
            }
            own.insert(label, threshold);
        }
        let decision = Decision { own: own.into_iter().collect(), ..self.decision.clone() };
        Ok(Self { decision, ..self.clone() })
    }

    /// True if labels are given as the set of highest expected F1, and not by thresholds.
    pub const fn decides_by_sets(&self) -> bool {
        self.decision.joint.is_some()
    }

    /// What was given to [`Self::save`] beside the model that was read.
    pub fn settings(&self) -> Option<&str> {
        self.settings.as_deref()
    }

    /// The optional blocks that are used.
    pub const fn extras(&self) -> Extras {
        self.extras.extras()
    }

    /// The names that stand for no more than their types, if there are any.
    pub const fn names(&self) -> Option<&Names> {
        self.names.as_ref()
    }

    /// The number of features with weights.
    pub fn n_features(&self) -> usize {
        self.blocks.iter().map(|b| b.weights.len()).sum()
    }

    /// Appends the probability of each label to `out`.
    pub fn probabilities(&self, text: &str, scratch: &mut Scratch, out: &mut Vec<f32>) {
        self.decision.probabilities(self.scores(text, scratch), self.classes.len(), out);
    }

    /// As [`Self::probabilities`], for a sentence of a document.
    pub fn probabilities_of(
        &self,
        text: &str,
        within: Span,
        words: &[Word],
        position: Option<Position>,
        scratch: &mut Scratch,
        out: &mut Vec<f32>,
    ) {
        self.decision.probabilities(self.scores_of(text, within, words, position, scratch), self.classes.len(), out);
    }

    /// The labels that follow from probabilities, as positions in [`Self::classes`].
    pub fn decide(&self, probabilities: &[f32]) -> Vec<u32> {
        self.decision.labels(probabilities)
    }

    /// The one label that raw scores of a scheme whose labels exclude each other speak for: what [`Self::decide`] gives, without
    /// probabilities.
    #[inline]
    pub fn best(&self, scores: &[f32]) -> u32 {
        self.decision.best(scores, self.classes.len())
    }

    /// For a scheme whose sentences may have several labels: gives what appends the labels that raw scores speak for to a list, which is
    /// what [`Self::decide`] gives for their probabilities.
    pub fn deciding(&self) -> impl Fn(&[f32], &mut Vec<u32>) + Send + Sync {
        let cuts = self.decision.cuts();
        move |scores, out| self.decision.labels_from(scores, &cuts, out)
    }

    /// Appends the probability of each label that raw scores speak for to `out`.
    pub fn probabilities_from(&self, scores: &[f32], out: &mut Vec<f32>) {
        self.decision.probabilities(scores, self.classes.len(), out);
    }

    /// The labels of a text, as positions in [`Self::classes`].
    pub fn predict(&self, text: &str) -> Vec<u32> {
        let mut probabilities = Vec::new();
        self.probabilities(text, &mut Scratch::default(), &mut probabilities);
        self.decide(&probabilities)
    }
}
