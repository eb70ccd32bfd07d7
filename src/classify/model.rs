//! The linear classifier of sentences: hashed features, one row of small weights a feature, probabilities.

use super::block::Block;
use super::blocks::names::Names;
use super::cues::{CueScratch, Cues};
use super::decision::Decision;
use super::features::{FeatureOptions, Letters, Sink, features, spelling};
use super::table::Table;
use crate::span::Span;
use crate::text::Word;
use crate::text::words::words_into;

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
    /// Tokens, runs, character n-grams, cues.
    pub(super) blocks: [Block; 4],
    /// The rules behind cues, if they are used.
    pub(super) cues: Option<&'static Cues>,
    /// The names that stand for no more than their types, if there are any.
    pub(super) names: Option<Names>,
}

/// Buffers that serve one sentence after the other.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    words: Vec<Word>,
    /// The words with one for each name.
    replaced: Vec<Word>,
    letters: Letters,
    cues: CueScratch,
    /// Tokens, runs, character n-grams.
    keys: [Vec<u32>; 3],
    /// Where each token stands; nothing for a mark.
    spans: Vec<Span>,
    /// Rows of each block.
    rows: [Vec<u32>; 4],
    /// Sums over rows, one block behind the other.
    sums: Vec<f32>,
    scores: Vec<f32>,
}

/// Gathers the features of a sentence.
struct Gathered<'a> {
    /// Tokens, runs.
    keys: [&'a mut Vec<u32>; 2],
    /// Where each token stands; nothing for a mark.
    spans: &'a mut Vec<Span>,
    /// Where they will be looked for.
    tables: [&'a Table; 2],
}

impl Sink for Gathered<'_> {
    #[inline(always)]
    fn token(&mut self, key: u32, is_word: bool, span: Span) {
        self.keys[0].push(key);
        self.tables[0].prefetch(key);
        self.spans.push(if is_word { span } else { Span::new(span.start, span.start) });
    }

    #[inline(always)]
    fn run(&mut self, key: u32, _: Span) {
        self.keys[1].push(key);
        self.tables[1].prefetch(key);
    }
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

    /// The probability from which each label is given.
    pub fn thresholds(&self) -> &[f32] {
        &self.decision.thresholds
    }

    /// True if the seed rules are asked for cues.
    pub fn uses_cues(&self) -> bool {
        self.cues.is_some()
    }

    /// The names that stand for no more than their types, if there are any.
    pub const fn names(&self) -> Option<&Names> {
        self.names.as_ref()
    }

    /// The number of features with weights.
    pub fn n_features(&self) -> usize {
        self.blocks.iter().map(|b| b.weights.len()).sum()
    }

    /// The raw scores of a sentence: one for each label, or a single one for the second of two labels.
    pub fn scores_of<'s>(&self, text: &str, within: Span, words: &[Word], scratch: &'s mut Scratch) -> &'s [f32] {
        self.score(text, within, words, scratch);
        &scratch.scores
    }

    /// Finds the rows of the features of a sentence.
    fn find(&self, text: &str, within: Span, words: &[Word], scratch: &mut Scratch) {
        let Scratch { replaced, letters, cues, keys: [tokens, runs, grams], spans, rows, .. } = scratch;
        tokens.clear();
        runs.clear();
        spans.clear();
        rows.iter_mut().for_each(Vec::clear);
        let read = match &self.names {
            Some(names) => {
                names.replace(text, words, replaced);
                &**replaced
            }
            None => words,
        };
        let tables = [&self.blocks[0].table, &self.blocks[1].table];
        features(text, within, read, self.options, &mut Gathered { keys: [tokens, runs], spans, tables });
        for ((block, keys), rows) in self.blocks.iter().zip([&*tokens, &*runs]).zip(rows.iter_mut()) {
            block.table.find_all(keys, rows);
            block.weights.prefetch(rows);
        }
        if self.options.char_grams && rows[0].len() < tokens.len() {
            // A word that was never seen has its spelling alone.
            grams.clear();
            for (&key, &span) in tokens.iter().zip(&*spans) {
                if !span.is_empty() && !self.blocks[0].table.look(key).1 {
                    spelling(text, span, self.options, letters, |gram| grams.push(gram));
                }
            }
            self.blocks[2].table.find_all(grams, &mut rows[2]);
        }
        if let Some(rules) = self.cues {
            rules.read(text, within, words, cues, |key, _| rows[3].extend(self.blocks[3].table.find(key)));
        }
    }

    /// Fills the scores of `scratch`.
    fn score(&self, text: &str, within: Span, words: &[Word], scratch: &mut Scratch) {
        self.find(text, within, words, scratch);
        let Scratch { rows, sums, scores, .. } = scratch;
        scores.clear();
        scores.extend_from_slice(&self.biases);
        let width = scores.len() + 1;
        sums.resize(5 * width, 0.0);
        // Tokens by themselves and their spelling, runs, spelling of words never seen, cues.
        let (tokens, others) = sums.split_at_mut(2 * width);
        let tokens = if self.options.char_grams { tokens } else { &mut tokens[..width] };
        self.blocks[0].weights.sum(&rows[0], tokens);
        for ((block, rows), sums) in self.blocks[1..].iter().zip(&rows[1..]).zip(others.chunks_exact_mut(width)) {
            // An empty sum costs nothing.
            if rows.is_empty() { sums.fill(0.0) } else { block.weights.sum(rows, sums) }
        }
        let parts = |part: usize| &sums[part * width..(part + 1) * width];
        let mut add = |a: &[f32], b: &[f32]| {
            let square = a[0] + b[0];
            if square > 0.0 {
                let inverse = 1.0 / square.sqrt();
                for ((score, a), b) in scores.iter_mut().zip(&a[1..]).zip(&b[1..]) {
                    *score += inverse * (a + b);
                }
            }
        };
        add(parts(0), parts(2));
        if self.options.char_grams {
            add(parts(1), parts(3));
        }
        if self.cues.is_some() {
            scores.iter_mut().zip(&parts(4)[1..]).for_each(|(score, cue)| *score += cue);
        }
    }

    /// The raw scores of a text that is one sentence.
    #[inline]
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
        self.decision.best(&scratch.scores, self.classes.len())
    }

    /// The labels of a text, as positions in [`Self::classes`].
    pub fn predict(&self, text: &str) -> Vec<u32> {
        let mut probabilities = Vec::new();
        self.probabilities(text, &mut Scratch::default(), &mut probabilities);
        self.decide(&probabilities)
    }
}
