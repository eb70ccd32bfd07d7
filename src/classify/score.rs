//! Scores of sentences, a batch at a time: every step is done for all sentences of a batch before the next step begins, so that no look
//! at memory waits for the one before, and short sentences share what a step costs.

use super::blocks::extras::ExtraScratch;
use super::features::{Letters, is_word, spelling, tokens, tokens_of};
use super::lanes::{Kernel, Work, with_best};
use super::model::SentenceClassifier;
use super::table::Place;
use super::weights::Four;
use crate::error::Result;
use crate::span::Span;
use crate::text::Word;
use crate::text::words::words_into;
use crate::texts::Position;
use rustc_hash::FxHashSet;

/// Sentences of a batch, at most.
const SENTENCES: usize = 64;
/// A batch takes no further sentence when it has so many tokens: what it fetches then stays in the first cache.
const TOKENS: usize = 192;

/// Buffers that serve one batch after the other.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    words: Vec<Word>,
    /// The words with one for each name.
    replaced: Vec<Word>,
    letters: Letters,
    extras: ExtraScratch,
    /// Tokens of all sentences, each with its start.
    tokens: Vec<Word>,
    /// Where the tokens of each sentence end.
    ends: Vec<usize>,
    /// Tokens, runs, character n-grams: where they are looked for, and which rows were found. Cues have rows alone.
    found: [Found; 4],
    /// The words of a sentence that were never seen, as positions among its tokens.
    unknown: Vec<u32>,
    /// Such words of the sentence at hand, if each counts once.
    met: FxHashSet<u64>,
    /// Sums over rows, one block behind the other.
    sums: Vec<Four>,
    /// For each sentence a number without meaning and its scores, filled up to whole fours.
    scores: Vec<Four>,
}

/// What is found of one kind of features.
#[derive(Clone, Debug, Default)]
struct Found {
    places: Vec<Place>,
    /// Where the places of each sentence end.
    ends: Vec<usize>,
    rows: Vec<u32>,
    /// Where the rows of each sentence end.
    row_ends: Vec<usize>,
}

impl Found {
    fn clear(&mut self) {
        self.places.clear();
        self.ends.clear();
        self.rows.clear();
        self.row_ends.clear();
    }

    /// The rows of a sentence.
    #[inline(always)]
    fn rows(&self, sentence: usize) -> &[u32] {
        let start = if sentence == 0 { 0 } else { self.row_ends[sentence - 1] };
        &self.rows[start..self.row_ends[sentence]]
    }
}

impl SentenceClassifier {
    /// The raw scores of a sentence: one for each label, or a single one for the second of two labels.
    pub fn scores_of<'s>(
        &self,
        text: &str,
        within: Span,
        words: &[Word],
        position: Option<Position>,
        scratch: &'s mut Scratch,
    ) -> &'s [f32] {
        self.begin(scratch);
        self.add(text, within, words, position, scratch);
        with_best(Scoring { model: self, texts: &[text], scratch });
        &scratch.scores.as_flattened()[1..=self.biases.len()]
    }

    /// The raw scores of a text that is one sentence.
    pub fn scores<'s>(&self, text: &str, scratch: &'s mut Scratch) -> &'s [f32] {
        self.begin(scratch);
        self.add_text(text, None, scratch);
        with_best(Scoring { model: self, texts: &[text], scratch });
        &scratch.scores.as_flattened()[1..=self.biases.len()]
    }

    /// Gives `take` the raw scores of each of many texts that are one sentence, in their order, each with its place in its document if
    /// that is known: what [`Self::scores`] gives for each, in less time.
    pub fn scores_of_all<'t>(
        &self,
        mut texts: impl Iterator<Item = Result<(&'t str, Option<Position>)>>,
        scratch: &mut Scratch,
        mut take: impl FnMut(&[f32]),
    ) -> Result<()> {
        let mut batch = [""; SENTENCES];
        loop {
            self.begin(scratch);
            let mut count = 0;
            while count < SENTENCES
                && scratch.tokens.len() < TOKENS
                && let Some(text) = texts.next()
            {
                let (text, position) = text?;
                batch[count] = text;
                self.add_text(text, position, scratch);
                count += 1;
            }
            if count == 0 {
                return Ok(());
            }
            with_best(Scoring { model: self, texts: &batch[..count], scratch });
            for scores in scratch.scores.chunks_exact(self.first_scores.len()) {
                take(&scores.as_flattened()[1..=self.biases.len()]);
            }
        }
    }

    fn begin(&self, scratch: &mut Scratch) {
        scratch.tokens.clear();
        scratch.ends.clear();
        scratch.found.iter_mut().for_each(Found::clear);
    }

    /// Adds a text that is one sentence to the batch.
    #[inline(always)]
    fn add_text(&self, text: &str, position: Option<Position>, scratch: &mut Scratch) {
        if self.names.is_none() && !self.extras.any() {
            tokens(text, &mut scratch.tokens);
            scratch.ends.push(scratch.tokens.len());
            return;
        }
        let mut words = std::mem::take(&mut scratch.words);
        words.clear();
        words_into(text, &mut words);
        self.add(text, Span::new(0, text.len() as u32), &words, position, scratch);
        scratch.words = words;
    }

    /// Adds a sentence to the batch.
    fn add(&self, text: &str, within: Span, words: &[Word], position: Option<Position>, scratch: &mut Scratch) {
        let read = match &self.names {
            Some(names) => {
                names.replace(text, words, &mut scratch.replaced);
                &scratch.replaced
            }
            None => words,
        };
        tokens_of(text, within, read, &mut scratch.tokens);
        scratch.ends.push(scratch.tokens.len());
        if self.extras.any() {
            let found = &mut scratch.found[3];
            let take = |_, key, _| found.rows.extend(self.blocks[3].table.find(key));
            self.extras.read(text, within, words, position, &mut scratch.extras, take);
            found.row_ends.push(found.rows.len());
        }
    }
}

/// Scoring a batch.
struct Scoring<'a, 's> {
    model: &'a SentenceClassifier,
    /// The text of each sentence.
    texts: &'a [&'a str],
    scratch: &'s mut Scratch,
}

impl Work for Scoring<'_, '_> {
    #[inline(always)]
    fn run<K: Kernel>(mut self) {
        self.place();
        self.find::<K>();
        self.add_up::<K>();
    }
}

impl Scoring<'_, '_> {
    /// Works out where tokens and runs are looked for, and fetches it.
    #[inline(always)]
    fn place(&mut self) {
        let Self { model, scratch: Scratch { tokens, ends, found: [of_tokens, of_runs, ..], .. }, .. } = self;
        let options = model.options;
        let [token_table, run_table] = [&model.blocks[0].table, &model.blocks[1].table];
        let mut start = 0;
        for &end in &*ends {
            let tokens = &tokens[start..end];
            token_table.place_all(tokens[1..].iter().map(|token| options.token(token)), &mut of_tokens.places);
            if options.word_grams > 1 {
                run_table.place_all(tokens.windows(2).map(|w| options.pair(&w[0], &w[1])), &mut of_runs.places);
            }
            if options.word_grams > 2 {
                run_table.place_all(tokens.windows(3).map(|w| options.triple(&w[0], &w[1], &w[2])), &mut of_runs.places);
            }
            of_tokens.ends.push(of_tokens.places.len());
            of_runs.ends.push(of_runs.places.len());
            start = end;
        }
    }

    /// Finds the rows of the features.
    #[inline(always)]
    fn find<K: Kernel>(&mut self) {
        let Self { model, texts, scratch: Scratch { tokens, ends, found: [of_tokens, of_runs, of_grams, _], unknown, met, letters, .. } } =
            self;
        let spelled = model.options.char_grams;
        unknown.clear();
        unknown.resize(if spelled { of_tokens.places.len() } else { 0 }, 0);
        let mut strangers = 0;
        for (kind, found) in [&mut *of_tokens, of_runs].into_iter().enumerate() {
            let block = &model.blocks[kind];
            found.rows.resize(found.places.len(), 0);
            let (mut start, mut count) = (0, 0);
            for &end in &found.ends {
                let (places, rows, before) = (&found.places[start..end], &mut *found.rows, count);
                count = if kind == 0 && spelled {
                    block.table.find_all::<K>(places, rows, count, |at, known| {
                        if let Some(cell) = unknown.get_mut(strangers) {
                            *cell = (start + at) as u32;
                        }
                        strangers += usize::from(!known);
                    })
                } else {
                    block.table.find_all::<K>(places, rows, count, |_, _| ())
                };
                if model.options.once {
                    count = before + distinct(&mut rows[before..count]);
                }
                found.row_ends.push(count);
                start = end;
            }
            found.rows.truncate(count);
            block.weights.prefetch(&found.rows);
        }
        if !spelled {
            return;
        }
        // A word that was never seen has its spelling alone.
        let block = &model.blocks[2];
        let mut strangers = unknown[..strangers].iter().map(|&at| at as usize).peekable();
        for (sentence, (&end, &last)) in of_tokens.ends.iter().zip(&*ends).enumerate() {
            met.clear();
            while let Some(at) = strangers.next_if(|&at| at < end) {
                // Each sentence up to here has a start among its tokens, which has no place.
                let token = &tokens[at + sentence + 1];
                debug_assert!(at + sentence + 1 < last);
                if is_word(token) && (!model.options.once || met.insert(token.hash)) {
                    let places = &mut of_grams.places;
                    spelling(texts[sentence], token.span(), model.options, letters, |gram| {
                        block.table.place_all([gram].into_iter(), places)
                    });
                }
            }
            of_grams.ends.push(of_grams.places.len());
        }
        of_grams.rows.resize(of_grams.places.len(), 0);
        let (mut start, mut count) = (0, 0);
        for &end in &of_grams.ends {
            count = block.table.find_all::<K>(&of_grams.places[start..end], &mut of_grams.rows, count, |_, _| ());
            of_grams.row_ends.push(count);
            start = end;
        }
        of_grams.rows.truncate(count);
        block.weights.prefetch(&of_grams.rows);
    }

    /// Adds up the weights of the rows, and fills the scores.
    #[inline(always)]
    fn add_up<K: Kernel>(&mut self) {
        let Self { model, texts, scratch: Scratch { found, sums, scores, .. } } = self;
        let spelled = model.options.char_grams;
        // Columns of squared length and of each label, in fours.
        let width = model.biases.len() + 1;
        let fours = width.div_ceil(4);
        sums.resize(6 * fours, [0.0; 4]);
        // Tokens by themselves and their spelling, with room behind them; runs, spelling of words never seen, cues.
        let (tokens, others) = sums.split_at_mut(3 * fours);
        let token_fours = (if spelled { 2 * width } else { width }).div_ceil(4);
        scores.clear();
        for sentence in 0..texts.len() {
            model.blocks[0].weights.sum::<K>(found[0].rows(sentence), &mut tokens[..token_fours]);
            let there = [model.options.word_grams > 1, spelled, model.extras.any()];
            for (kind, sums) in others.chunks_exact_mut(fours).enumerate() {
                // An empty sum costs nothing.
                match if there[kind] { found[kind + 1].rows(sentence) } else { &[] } {
                    [] => sums.fill([0.0; 4]),
                    rows => model.blocks[kind + 1].weights.sum::<K>(rows, sums),
                }
            }
            let first = scores.len();
            scores.extend_from_slice(&model.first_scores);
            let scores = &mut scores[first..];
            let (runs, rest) = others.split_at(fours);
            let (grams, cues) = rest.split_at(fours);
            add(scores, tokens, runs);
            if spelled {
                add(scores, tokens.as_flattened()[width..].as_chunks().0, grams);
            }
            if model.extras.any() {
                for (scores, cues) in scores.iter_mut().zip(cues) {
                    *scores = std::array::from_fn(|i| scores[i] + cues[i]);
                }
            }
        }
    }
}

/// Sorts numbers, puts each of them once to the front, and gives how many these are.
pub(super) fn distinct(numbers: &mut [u32]) -> usize {
    numbers.sort_unstable();
    let mut count = 0;
    for at in 0..numbers.len() {
        if count == 0 || numbers[count - 1] != numbers[at] {
            numbers[count] = numbers[at];
            count += 1;
        }
    }
    count
}

/// Adds two sums, divided by the root of their squared lengths, which come first.
#[inline(always)]
fn add(scores: &mut [Four], a: &[Four], b: &[Four]) {
    let square = a[0][0] + b[0][0];
    if square > 0.0 {
        let inverse = 1.0 / square.sqrt();
        for ((scores, a), b) in scores.iter_mut().zip(a).zip(b) {
            *scores = std::array::from_fn(|i| scores[i] + inverse * (a[i] + b[i]));
        }
    }
}
