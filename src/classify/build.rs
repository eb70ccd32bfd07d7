//! From solved weights to the model that applies them.

use super::block::Block;
use super::blocks::extras::Readers;
use super::blocks::names::Names;
use super::decision::Decision;
use super::features::{Letters, spelling};
use super::linear::Solution;
use super::model::{SentenceClassifier, first_scores};
use super::rows::Rows;
use super::scaled::CUE;
use super::train::TrainOptions;
use super::vectors::{CLASS, WordVectors};
use crate::span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// What a model is made of.
pub(super) struct Parts<'a> {
    pub classes: Vec<String>,
    pub decision: Decision,
    pub rows: &'a Rows,
    /// The inverse document frequency of each feature.
    pub idf: &'a [f32],
    /// The weights of each column of scores.
    pub solutions: &'a [Solution],
    /// The optional blocks that count.
    pub extras: Readers,
    pub names: Option<Names>,
    pub vectors: Option<&'a WordVectors>,
}

/// The part of a model's bytes that words which no training text has may take, as a divisor.
const LENT: usize = 4;

impl Parts<'_> {
    /// How much a feature can decide: its heaviest weight.
    fn heaviest(&self, feature: usize) -> f32 {
        self.solutions.iter().map(|s| s.weights[feature].abs()).fold(0.0, f32::max)
    }

    /// The features of each kind that fit into `max_bytes`: tokens come first, of runs and character n-grams the lightest go.
    fn kept(&self, options: &TrainOptions, max_bytes: usize) -> [Vec<usize>; 4] {
        let [runs, cues, grams] = self.rows.bounds();
        let all = [0..runs, runs..cues, grams..self.rows.features(), cues..grams].map(|range| range.filter(|&f| self.idf[f] > 0.0));
        let mut kept = all.map(Iterator::collect::<Vec<usize>>);
        kept[3].retain(|&f| self.extras.extras().has(self.rows.extras[f - cues]));
        // What stands for words is looked for in training alone.
        kept[2].retain(|&f| self.vectors.is_none() || self.rows.keys[3][f - grams] & CLASS == 0);
        let width = self.solutions.len() + 1;
        let cost = |kind: usize, features: usize| {
            let columns = if kind == 0 && options.features.char_grams { 2 * width } else { width };
            Block::bytes(features, columns, options.precision)
        };
        let total: usize = kept.iter().enumerate().map(|(kind, features)| cost(kind, features.len())).sum();
        if total <= max_bytes {
            return kept;
        }
        let mut room = max_bytes.saturating_sub(cost(3, kept[3].len()));
        let keep_heaviest = |features: &mut Vec<usize>, count: usize| {
            if count < features.len() {
                let mut weighed: Vec<(f32, usize)> = features.iter().map(|&f| (self.heaviest(f), f)).collect();
                weighed.select_nth_unstable_by(count, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
                *features = weighed[..count].iter().map(|&(_, f)| f).collect();
            }
            features.sort_unstable();
        };
        let tokens = (room / 3 * 2 / cost(0, 1000).max(1) * 1000).min(kept[0].len());
        if tokens < kept[0].len() {
            keep_heaviest(&mut kept[0], tokens);
        }
        room = room.saturating_sub(cost(0, tokens));
        let mut rest: Vec<usize> = kept[1].iter().chain(&kept[2]).copied().collect();
        let count = room / (cost(1, 1000) / 1000 + 1);
        keep_heaviest(&mut rest, count);
        kept[2] = rest.split_off(rest.partition_point(|&f| f < cues));
        kept[1] = rest;
        kept
    }

    /// Words that no training text has, as tokens, and the features of their spelling, words near them among those: a word without any
    /// such is left out.
    fn lent(&self, options: &TrainOptions) -> Vec<(u32, Vec<usize>)> {
        let Some(vectors) = self.vectors else { return Vec::new() };
        let [_, _, first] = self.rows.bounds();
        let features: FxHashMap<u32, usize> = (first..).zip(&self.rows.keys[3]).map(|(feature, &key)| (key, feature)).collect();
        let mut met: FxHashSet<u32> = self.rows.keys[0].iter().copied().collect();
        let most = options.max_bytes / LENT / Block::bytes(1000, 2 * (self.solutions.len() + 1), options.precision).max(1) * 1000;
        let mut letters = Letters::default();
        let mut out = Vec::new();
        for ((number, word), token) in (0..).zip(vectors.words()).zip(vectors.tokens(options.features)) {
            let near = vectors.classes(number).filter_map(|class| features.get(&class).copied());
            if near.clone().next().is_none() || !met.insert(token) {
                continue;
            }
            let mut spelled: Vec<usize> = near.collect();
            let whole = Span::new(0, word.len() as u32);
            spelling(word, whole, options.features, &mut letters, |gram| spelled.extend(features.get(&gram)));
            out.push((token, spelled));
            if out.len() == most {
                break;
            }
        }
        out
    }

    pub fn build(self, options: &TrainOptions) -> SentenceClassifier {
        let lent = self.lent(options);
        let width = self.solutions.len() + 1;
        let kept = self.kept(options, options.max_bytes.saturating_sub(Block::bytes(lent.len(), 2 * width, options.precision)));
        let [runs, cues, grams] = self.rows.bounds();
        let column = |features: &[usize], value: &dyn Fn(usize) -> f32| features.iter().map(|&f| value(f)).collect::<Vec<f32>>();
        let plain = |features: &[usize], factor: f32| -> Vec<Vec<f32>> {
            let square = column(features, &|f| self.idf[f].powi(2));
            let weights = self.solutions.iter().map(|s| column(features, &|f| factor * s.weights[f]));
            std::iter::once(square).chain(weights).collect()
        };
        let mut tokens = plain(&kept[0], 1.0);
        if options.features.char_grams {
            let over = |of: &dyn Fn(usize) -> f32, token: usize| self.rows.spelling(token as u32).iter().map(|&g| of(g as usize)).sum();
            tokens.push(column(&kept[0], &|token| over(&|g| self.idf[g].powi(2), token)));
            tokens.extend(self.solutions.iter().map(|s| column(&kept[0], &|token| over(&|g| s.weights[g], token))));
        }
        // Words that were never met have nothing of their own.
        for (at, column) in tokens.iter_mut().enumerate() {
            let of = |feature: usize| match at.checked_sub(width) {
                None => 0.0,
                Some(0) => self.idf[feature].powi(2),
                Some(label) => self.solutions[label - 1].weights[feature],
            };
            column.extend(lent.iter().map(|(_, spelled)| spelled.iter().map(|&feature| of(feature)).sum::<f32>()));
        }
        let keys = |kind: usize, first: usize, features: &[usize]| -> Vec<u32> {
            features.iter().map(|&f| self.rows.keys[kind][f - first]).collect()
        };
        let block = |keys: Vec<u32>, columns: &[Vec<f32>], precision| Block::new(&keys, columns, precision);
        let blocks = [
            block(keys(0, 0, &kept[0]).into_iter().chain(lent.iter().map(|l| l.0)).collect(), &tokens, options.precision),
            block(keys(1, runs, &kept[1]), &plain(&kept[1], 1.0), options.precision),
            block(keys(3, grams, &kept[2]), &plain(&kept[2], 1.0), options.precision),
            block(keys(2, cues, &kept[3]), &plain(&kept[3], CUE), 16),
        ];
        let biases: Vec<f32> = self.solutions.iter().map(|s| s.bias).collect();
        SentenceClassifier {
            classes: self.classes,
            options: options.features,
            decision: self.decision,
            first_scores: first_scores(&biases),
            biases,
            blocks,
            extras: self.extras,
            names: self.names,
            settings: None,
        }
    }
}
