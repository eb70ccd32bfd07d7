//! Why a sentence has its score: what each part of the text adds.

use super::model::SentenceClassifier;
use crate::classify::features::blocks::extras::ExtraScratch;
use crate::classify::features::hashed::{Letters, is_word, runs, spelling};
use crate::pool::stop_if_asked;
use crate::span::Span;
use crate::text::Word;
use crate::text::words::words_into;
use crate::texts::Position;
use rustc_hash::FxHashSet;

/// Part of a text and what it adds to the score of a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// A word, or a run of words.
    pub span: Span,
    /// What it adds.
    pub weight: f32,
}

/// Collects what each feature adds before it is scaled: to the block of words, to that of spelling.
struct Shares<'a> {
    model: &'a SentenceClassifier,
    text: &'a str,
    column: usize,
    letters: Letters,
    /// Span, block, weight.
    found: Vec<(Span, usize, f32)>,
    squares: [f32; 2],
}

impl Shares<'_> {
    /// One row of a kind of features, whose numbers begin at a column.
    fn add(&mut self, kind: usize, row: u32, first: usize, block: usize, span: Span) {
        let weights = &self.model.blocks[kind].weights;
        self.squares[block] += weights.get(row, first);
        self.found.push((span, block, weights.get(row, first + 1 + self.column)));
    }
}

impl Shares<'_> {
    fn token(&mut self, token: &Word) {
        stop_if_asked();
        let (spelled, span) = (self.model.options.char_grams, token.span());
        if let Some(row) = self.model.blocks[0].table.find(self.model.options.token(token)) {
            self.add(0, row, 0, 0, span);
            if spelled {
                self.add(0, row, self.model.biases.len() + 1, 1, span);
            }
        } else if is_word(token) && spelled {
            let mut rows = Vec::new();
            let table = &self.model.blocks[2].table;
            spelling(self.text, span, self.model.options, &mut self.letters, |gram| rows.extend(table.find(gram)));
            rows.into_iter().for_each(|row| self.add(2, row, 0, 1, span));
        }
    }

    fn run(&mut self, key: u32, span: Span) {
        if let Some(row) = self.model.blocks[1].table.find(key) {
            self.add(1, row, 0, 0, span);
        }
    }
}

impl SentenceClassifier {
    /// What each part of a text adds to the score of a label, heaviest first; with the constant that comes first they add up to it.
    ///
    /// Character n-grams count for their word, word n-grams for the run of words, cues for the words that gave them,
    /// a name that stands for its type as a whole, what counts once where it stands first. What no words give, as the place in the document, stands at the start without text.
    pub fn explain(&self, text: &str, position: Option<Position>, label: u32) -> (f32, Vec<Share>) {
        let (column, sign) = match label {
            0 if self.biases.len() < self.classes.len() => (0, -1.0),
            _ if self.biases.len() < self.classes.len() => (0, 1.0),
            _ => (label as usize, 1.0),
        };
        let Some(&bias) = self.biases.get(column) else { return (0.0, Vec::new()) };
        let mut words = Vec::new();
        words_into(text, &mut words);
        let within = Span::new(0, text.len() as u32);
        let mut found = Shares { model: self, text, column, letters: Letters::default(), found: Vec::new(), squares: [0.0; 2] };
        let mut replaced = Vec::new();
        if let Some(names) = &self.names {
            names.replace(text, &words, &mut replaced);
        }
        let mut cut = Vec::new();
        self.options.tokens_of(text, within, if self.names.is_some() { &replaced } else { &words }, &mut cut);
        let (mut words_met, mut runs_met) = (FxHashSet::default(), FxHashSet::default());
        let all = !self.options.once;
        cut[1..].iter().filter(|token| all || words_met.insert(self.options.token(token))).for_each(|token| found.token(token));
        runs(&cut, self.options, |key, span| {
            if all || runs_met.insert(key) {
                found.run(key, span);
            }
        });
        let norms = found.squares.map(|square| if square > 0.0 { 1.0 / square.sqrt() } else { 0.0 });
        let scaled = found.found.iter().map(|&(span, block, weight)| Share { span, weight: sign * norms[block] * weight });
        let mut shares: Vec<Share> = scaled.collect();
        let block = &self.blocks[3];
        self.extras.read(text, within, &words, position, &mut ExtraScratch::default(), |_, key, span| {
            let weight = |row| sign * block.weights.get(row, column + 1);
            shares.extend(block.table.find(key).map(|row| Share { span, weight: weight(row) }));
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
