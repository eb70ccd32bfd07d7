//! The linear classifier of sentences: hashed features, one row of small weights a feature, probabilities, reasons.

use super::calibrate::{self, Curve};
use super::features::{Buffers, Counter, FeatureOptions, features, term_frequencies};
use super::linear::Solution;
use super::train::TrainOptions;
use super::weights::{Index, Weights};
use crate::error::Result;
use crate::span::Span;
use crate::text::Word;
use crate::text::words::words_into;

/// How scores become probabilities and labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// One curve for each column of scores.
    pub curves: Vec<Curve>,
    /// Several labels a row: the probability from which each is given.
    pub thresholds: Vec<f32>,
    /// Several labels a row: the likeliest label is given where none reaches its threshold.
    pub always: bool,
    /// A row may have several labels, or none.
    pub multilabel: bool,
}

impl Decision {
    /// Appends the probability of each of `classes` to `out`. Two classes that exclude each other have one column.
    pub fn probabilities(&self, scores: &[f32], classes: usize, out: &mut Vec<f32>) {
        let logits = scores.iter().zip(&self.curves).map(|(&s, c)| c.logit(s));
        let start = out.len();
        if !self.multilabel && scores.len() < classes {
            let positive = logits.map(calibrate::logistic).next().unwrap_or(0.0);
            out.extend([1.0 - positive, positive]);
        } else if self.multilabel {
            out.extend(logits.map(calibrate::logistic));
        } else {
            out.extend(logits);
            calibrate::softmax(&mut out[start..]);
        }
    }

    /// The labels that follow: the likeliest one, or all that reach their threshold.
    pub fn labels(&self, probabilities: &[f32]) -> Vec<u32> {
        if self.multilabel {
            calibrate::decide(probabilities, &self.thresholds, self.always)
        } else {
            calibrate::best(probabilities).into_iter().collect()
        }
    }
}

/// A trained classifier of sentences. Made by [`train`](super::train::train) or read from a file; never changes.
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
    pub(super) classes: Vec<String>,
    pub(super) options: FeatureOptions,
    pub(super) decision: Decision,
    pub(super) biases: Vec<f32>,
    pub(super) index: Index,
    pub(super) weights: Weights,
    pub(super) tf: [f32; 256],
}

/// Buffers that serve one sentence after the other.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    words: Vec<Word>,
    buffers: Buffers,
    counters: [Counter; 2],
    scores: Vec<f32>,
}

/// Why a sentence has its score: part of the text and what it adds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// A word, or a run of words.
    pub span: Span,
    /// What it adds to the score of the label.
    pub weight: f32,
}

impl SentenceClassifier {
    /// From solutions over features that `old` leads back to their hashed numbers.
    pub(super) fn new(
        classes: Vec<String>,
        options: &TrainOptions,
        decision: Decision,
        old: &[u32],
        idf: &[f32],
        solutions: &[Solution],
    ) -> Result<Self> {
        let mut kept: Vec<u32> = (0..old.len() as u32).filter(|&f| idf[f as usize] > 0.0).collect();
        let room =
            Weights::fitting(options.max_bytes.saturating_sub(Index::bytes(options.features.len())), solutions.len(), options.precision);
        if kept.len() > room {
            // Features whose weights are lightest for every label decide least.
            let heaviest = |f: u32| solutions.iter().map(|s| s.weights[f as usize].abs()).fold(0.0, f32::max);
            kept.sort_by(|&a, &b| heaviest(b).total_cmp(&heaviest(a)).then(a.cmp(&b)));
            kept.truncate(room);
        }
        kept.sort_unstable_by_key(|&f| old[f as usize]);
        let index = Index::new(kept.iter().map(|&f| old[f as usize]), options.features.len());
        let columns: Vec<Vec<f32>> = std::iter::once(idf)
            .chain(solutions.iter().map(|s| s.weights.as_slice()))
            .map(|column| kept.iter().map(|&f| column[f as usize]).collect())
            .collect();
        let weights = Weights::new(&columns, options.precision);
        let biases = solutions.iter().map(|s| s.bias).collect();
        Ok(Self { classes, options: options.features, decision, biases, index, weights, tf: term_frequencies() })
    }

    /// The labels.
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// True if a sentence may have several labels, or none.
    pub fn is_multilabel(&self) -> bool {
        self.decision.multilabel
    }

    /// The probability from which each label is given.
    pub fn thresholds(&self) -> &[f32] {
        &self.decision.thresholds
    }

    /// The number of features with weights.
    pub fn n_features(&self) -> usize {
        self.weights.len()
    }

    /// Counts the features of a sentence that have weights.
    #[inline]
    fn count(&self, text: &str, within: Span, words: &[Word], buffers: &mut Buffers, counters: &mut [Counter; 2]) {
        let block = self.options.block();
        let [first, second] = counters;
        features(text, within, words, self.options, buffers, |id, _| {
            if let Some(row) = self.index.row(id) {
                if id < block { first.add(row) } else { second.add(row) }
            }
        });
    }

    /// The raw scores of a sentence: one for each label, or a single one for the second of two labels.
    pub fn scores_of<'s>(&self, text: &str, within: Span, words: &[Word], scratch: &'s mut Scratch) -> &'s [f32] {
        let Scratch { buffers, counters, scores, .. } = scratch;
        self.count(text, within, words, buffers, counters);
        scores.clear();
        scores.extend_from_slice(&self.biases);
        for counter in counters {
            self.weights.add(counter, &self.tf, scores);
            counter.clear();
        }
        scores
    }

    /// The raw scores of a text that is one sentence.
    pub fn scores<'s>(&self, text: &str, scratch: &'s mut Scratch) -> &'s [f32] {
        let mut words = std::mem::take(&mut scratch.words);
        words.clear();
        words_into(text, &mut words);
        self.scores_of(text, Span::new(0, text.len() as u32), &words, scratch);
        scratch.words = words;
        &scratch.scores
    }

    /// Appends the probability of each label to `out`.
    pub fn probabilities(&self, text: &str, scratch: &mut Scratch, out: &mut Vec<f32>) {
        self.scores(text, scratch);
        self.decision.probabilities(&scratch.scores, self.classes.len(), out);
    }

    /// As [`Self::probabilities`], for a sentence of a document.
    pub fn probabilities_of(&self, text: &str, within: Span, words: &[Word], scratch: &mut Scratch, out: &mut Vec<f32>) {
        self.scores_of(text, within, words, scratch);
        self.decision.probabilities(&scratch.scores, self.classes.len(), out);
    }

    /// The labels that follow from probabilities, as positions in [`Self::classes`].
    pub fn decide(&self, probabilities: &[f32]) -> Vec<u32> {
        self.decision.labels(probabilities)
    }

    /// The one label of a text of a scheme whose labels exclude each other: what [`Self::decide`] gives, without probabilities.
    pub fn best(&self, text: &str, scratch: &mut Scratch) -> u32 {
        self.scores(text, scratch);
        let logits = scratch.scores.iter().zip(&self.decision.curves).map(|(&s, c)| c.logit(s));
        if self.biases.len() < self.classes.len() {
            return logits.map(|l| u32::from(l > 0.0)).next().unwrap_or(0);
        }
        let better = |(i, a): (u32, f32), (k, b): (u32, f32)| if b > a { (k, b) } else { (i, a) };
        logits.enumerate().map(|(k, l)| (k as u32, l)).reduce(better).map_or(0, |(k, _)| k)
    }

    /// The labels of a text, as positions in [`Self::classes`].
    pub fn predict(&self, text: &str) -> Vec<u32> {
        let mut probabilities = Vec::new();
        self.probabilities(text, &mut Scratch::default(), &mut probabilities);
        self.decide(&probabilities)
    }

    /// What each part of a text adds to the score of a label; with the constant that comes first they add up to it.
    ///
    /// Character n-grams count for their word, word n-grams for the run of words.
    pub fn explain(&self, text: &str, label: u32) -> (f32, Vec<Share>) {
        let (column, sign) = match label {
            0 if self.biases.len() < self.classes.len() => (0, -1.0),
            _ if self.biases.len() < self.classes.len() => (0, 1.0),
            _ => (label as usize, 1.0),
        };
        let Some(&bias) = self.biases.get(column) else { return (0.0, Vec::new()) };
        let mut words = Vec::new();
        words_into(text, &mut words);
        let within = Span::new(0, text.len() as u32);
        let mut scratch = Scratch::default();
        self.count(text, within, &words, &mut scratch.buffers, &mut scratch.counters);
        let norms = [0, 1].map(|b| self.weights.inverse_norm(&scratch.counters[b], &self.tf));
        let counts: [rustc_hash::FxHashMap<u32, u8>; 2] = [0, 1].map(|b: usize| scratch.counters[b].iter().collect());
        let mut shares: Vec<Share> = Vec::new();
        features(text, within, &words, self.options, &mut scratch.buffers, |id, span| {
            let block = usize::from(id >= self.options.block());
            if let Some(row) = self.index.row(id)
                && let Some(&count) = counts[block].get(&row)
            {
                // A feature that occurs n times adds tf(n) in all.
                let part = self.tf[count as usize] / f32::from(count) * norms[block];
                shares.push(Share { span, weight: sign * part * self.weights.get(row, column + 1) });
            }
        });
        shares.sort_by_key(|s| s.span);
        shares.dedup_by(|next, kept| {
            let same = next.span == kept.span;
            if same {
                kept.weight += next.weight;
            }
            same
        });
        shares.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then(a.span.cmp(&b.span)));
        (sign * bias, shares)
    }
}
