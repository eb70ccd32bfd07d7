//! From solved weights to the model that applies them.

use super::train::TrainOptions;
use crate::classify::decide::decision::Decision;
use crate::classify::features::blocks::extras::Readers;
use crate::classify::features::blocks::names::Names;
use crate::classify::features::hashed::{Letters, spelling};
use crate::classify::features::rows::Rows;
use crate::classify::features::vectors::{CLASS, WordVectors};
use crate::classify::labelling::warning::Warning;
use crate::classify::scoring::block::Block;
use crate::classify::scoring::model::{SentenceClassifier, first_scores};
use crate::classify::solve::linear::Solution;
use crate::classify::solve::scaled::CUE;
use crate::error::{Error, Result};
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
/// Of so many parts of the room that is left beside cues,
const PARTS: usize = 3;
/// tokens may take so many.
const FOR_TOKENS: usize = 2;

impl Parts<'_> {
    /// How much a feature can decide: its heaviest weight.
    fn heaviest(&self, feature: usize) -> f32 {
        self.solutions.iter().map(|s| s.weights[feature].abs()).fold(0.0, f32::max)
    }

    /// The features of each kind that a model without bounds has: tokens, runs, character n-grams, cues.
    fn all(&self) -> [Vec<usize>; 4] {
        let [runs, cues, grams] = self.rows.bounds();
        let all = [0..runs, runs..cues, grams..self.rows.features(), cues..grams].map(|range| range.filter(|&f| self.idf[f] > 0.0));
        let mut all = all.map(Iterator::collect::<Vec<usize>>);
        all[3].retain(|&f| self.extras.extras().has(self.rows.extras[f - cues]));
        // What stands for words is looked for in training alone.
        all[2].retain(|&f| self.vectors.is_none() || self.rows.keys[3][f - grams] & CLASS == 0);
        all
    }

    /// The bytes of so many features of a kind.
    fn cost(&self, options: &TrainOptions, kind: usize, features: usize) -> usize {
        let width = self.solutions.len() + 1;
        let columns = if kind == 0 && options.features.char_grams { 2 * width } else { width };
        Block::bytes(features, columns, options.precision)
    }

    /// The features of each kind that fit into `max_bytes`: tokens come first, of runs and character n-grams the lightest go.
    fn kept(&self, options: &TrainOptions, max_bytes: usize) -> [Vec<usize>; 4] {
        let [_, cues, _] = self.rows.bounds();
        let mut kept = self.all();
        let cost = |kind: usize, features: usize| self.cost(options, kind, features);
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
        let tokens = (room / PARTS * FOR_TOKENS * 1000 / cost(0, 1000).max(1)).min(kept[0].len());
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
        let most = options.max_bytes / LENT * 1000 / Block::bytes(1000, 2 * (self.solutions.len() + 1), options.precision).max(1);
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
            if out.len() >= most {
                break;
            }
            out.push((token, spelled));
        }
        out
    }

    /// An error for room for no word at all: what a single one needs, and what all features take.
    fn no_room(&self, options: &TrainOptions) -> Error {
        let all = self.all();
        let cues = self.cost(options, 3, all[3].len());
        let mut least = cues + PARTS * self.cost(options, 0, 1000).div_ceil(1000 * FOR_TOKENS);
        let mut whole: usize = all.iter().enumerate().map(|(kind, features)| self.cost(options, kind, features.len())).sum();
        for bytes in [&mut least, &mut whole] {
            // What is lent takes room where there is none, and else its part of however much there is.
            *bytes += Block::bytes(0, 0, options.precision);
            if self.vectors.is_some() {
                *bytes = *bytes * LENT / (LENT - 1) + 1;
            }
        }
        least = least.min(whole);
        let beside = if all[3].is_empty() { "" } else { " beside the optional features" };
        Error::input(
            "max_bytes",
            format!("{} has room for no word; {least} is the least, for a single one{beside}, and {whole} holds all", options.max_bytes),
        )
    }

    /// The model, and a warning if `max_bytes` leaves out most of what texts are told by. An error where it leaves out every word.
    pub fn build(self, options: &TrainOptions) -> Result<(SentenceClassifier, Option<Warning>)> {
        let lent = self.lent(options);
        let width = self.solutions.len() + 1;
        let kept = self.kept(options, options.max_bytes.saturating_sub(Block::bytes(lent.len(), 2 * width, options.precision)));
        let [runs, cues, grams] = self.rows.bounds();
        let tokens = (0..runs).filter(|&f| self.idf[f] > 0.0).count();
        if kept[0].is_empty() && tokens > 0 {
            return Err(self.no_room(options));
        }
        let warning = (kept[0].len() * 2 < tokens).then(|| left_out(options, kept[0].len(), tokens, self.classes.len()));
        let keys = |kind: usize, first: usize, features: &[usize]| -> Vec<u32> {
            features.iter().map(|&f| self.rows.keys[kind][f - first]).collect()
        };
        // Squared length first, then the weights of each label.
        let of = |k: usize, feature: usize, factor: f32| match k {
            0 => self.idf[feature].powi(2),
            _ => factor * self.solutions[k - 1].weights[feature],
        };
        let plain = |kind: usize, first: usize, features: &[usize], precision: u8, factor: f32| {
            Block::new(&keys(kind, first, features), width, precision, |k, at| of(k, features[at], factor))
        };
        // The same again for the spelling. Words that were never met have nothing of their own.
        let tokens = &kept[0];
        let of_token = |k: usize, at: usize| match (tokens.get(at), k < width) {
            (Some(&token), true) => of(k, token, 1.0),
            (None, true) => 0.0,
            (Some(&token), false) => self.rows.spelling(token as u32).iter().map(|&g| of(k - width, g as usize, 1.0)).sum(),
            (None, false) => lent[at - tokens.len()].1.iter().map(|&feature| of(k - width, feature, 1.0)).sum(),
        };
        let words: Vec<u32> = keys(0, 0, tokens).into_iter().chain(lent.iter().map(|l| l.0)).collect();
        let columns = if options.features.char_grams { 2 * width } else { width };
        let blocks = [
            Block::new(&words, columns, options.precision, of_token),
            plain(1, runs, &kept[1], options.precision, 1.0),
            plain(3, grams, &kept[2], options.precision, 1.0),
            plain(2, cues, &kept[3], 16, CUE),
        ];
        let biases: Vec<f32> = self.solutions.iter().map(|s| s.bias).collect();
        let model = SentenceClassifier {
            classes: self.classes,
            options: options.features,
            decision: self.decision,
            first_scores: first_scores(&biases),
            biases,
            blocks,
            extras: self.extras,
            names: self.names,
            settings: None,
        };
        Ok((model, warning))
    }
}

/// What to say of a model with room for `kept` of so many tokens.
fn left_out(options: &TrainOptions, kept: usize, tokens: usize, labels: usize) -> Warning {
    let most = options.max_bytes;
    format!(
        "max_bytes={most} has room for {kept} of {tokens} words with weights for {labels} labels, so the model knows less than it learnt; give a larger max_bytes"
    )
    .into()
}
