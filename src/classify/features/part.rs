//! What one task reads of the training texts.

use super::blocks::extras::Extra;
use super::hashed::{FeatureOptions, Letters, is_word, runs, spelling};
use super::numbers::{NONE, in_row};
use crate::pool::stop_now_and_then;
use crate::span::Span;
use crate::text::Word;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The units of some texts.
#[derive(Default)]
pub struct Part {
    /// How features are made.
    options: FeatureOptions,
    /// Tokens by their place in `tokens`, runs and cues by their hashed numbers.
    pub keys: Vec<u32>,
    /// Where each text stands in `keys`.
    pub rows: Vec<Row>,
    /// The tokens of this part, each once.
    pub tokens: Vec<Token>,
    known: FxHashMap<u32, u32>,
    /// The optional block of each cue.
    pub extras: FxHashMap<u32, Extra>,
    /// Spellings, as hashed numbers.
    pub grams: Vec<u32>,
    letters: Letters,
    /// The tokens of the text at hand.
    cut: Vec<Word>,
}

/// A token of a part.
pub struct Token {
    /// Its hashed number.
    pub key: u32,
    /// How many rows of the part have it, by how often each counts, and the last of them.
    pub rows: [u32; 2],
    /// Where its spelling stands in `grams`; empty for what has none.
    pub spelling: Range<u32>,
    /// When it was met, among the tokens of all parts.
    pub met: u32,
}

/// Where a row stands in its part.
pub struct Row {
    /// Where it starts.
    pub start: usize,
    /// Where its tokens, runs and cues end.
    pub ends: [usize; 3],
}

impl Part {
    /// Of no texts yet.
    pub fn new(options: FeatureOptions) -> Self {
        Self { options, ..Self::default() }
    }

    /// Begins a row, which counts as so many, with the tokens and runs of `read`.
    pub fn take(&mut self, text: &str, read: &[Word], times: u32) {
        let within = Span::new(0, text.len() as u32);
        let (options, start, row) = (self.options, self.keys.len(), self.rows.len() as u32);
        self.cut.clear();
        options.tokens_of(text, within, read, &mut self.cut);
        for (turn, word) in self.cut[1..].iter().enumerate() {
            stop_now_and_then(turn);
            let (key, next) = (options.token(word), self.tokens.len() as u32);
            let at = *self.known.entry(key).or_insert(next);
            if at == next {
                self.tokens.push(Token { key, rows: [0, NONE], spelling: 0..0, met: 0 });
            }
            let token = &mut self.tokens[at as usize];
            in_row(&mut token.rows, row, times);
            if token.spelling.is_empty() && options.char_grams && is_word(word) {
                let (start, grams) = (self.grams.len() as u32, &mut self.grams);
                spelling(text, word.span(), options, &mut self.letters, |gram| grams.push(gram));
                token.spelling = start..grams.len() as u32;
            }
            self.keys.push(at);
        }
        if options.once {
            once(&mut self.keys, start, |at| self.tokens[at as usize].key);
        }
        let tokens = self.keys.len();
        runs(&self.cut, options, |key, _| self.keys.push(key));
        if options.once {
            once(&mut self.keys, tokens, |key| key);
        }
        self.rows.push(Row { start, ends: [tokens, self.keys.len(), self.keys.len()] });
    }

    /// Ends it: all keys from its runs on are cues.
    pub fn end_row(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.ends[2] = self.keys.len();
        }
    }
}

/// Leaves each of the keys from `first` on once, in the order of their hashed numbers.
fn once(keys: &mut Vec<u32>, first: usize, hashed: impl Fn(u32) -> u32) {
    keys[first..].sort_unstable_by_key(|&key| hashed(key));
    let mut count = first;
    for at in first..keys.len() {
        if count == first || keys[count - 1] != keys[at] {
            keys[count] = keys[at];
            count += 1;
        }
    }
    keys.truncate(count);
}
