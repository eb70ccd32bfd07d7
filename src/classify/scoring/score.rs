//! Scores of sentences, a batch at a time: every step is done for all sentences of a batch before the next step begins, so that no look
//! at memory waits for the one before, and short sentences share what a step costs.

use super::lanes::{Kernel, Work, spelling_places, with_best};
use super::model::SentenceClassifier;
use super::table::{Place, Table};
use super::weights::Four;
use crate::classify::features::blocks::extras::ExtraScratch;
use crate::classify::features::hashed::{Letters, is_word};
use crate::error::Result;
use crate::pool::stop_if_asked;
use crate::prefetch::prefetch;
use crate::span::Span;
use crate::text::Word;
use crate::text::words::words_into;
use crate::texts::Position;
use rustc_hash::FxHashSet;

/// Sentences of a batch, at most.
const SENTENCES: usize = 64;
/// A batch takes no further sentence when it has so many bytes: what it fetches then stays in the first cache.
const BYTES: usize = 1024;
/// Bytes of a line of the cache.
const LINE: usize = 64;
/// Features that are worked out at a time.
const LANE_COUNT: usize = 8;

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
    /// Where the token, the pair and the triple that end at each token are looked for.
    places: [Vec<Place>; 3],
    /// Where character n-grams are looked for, and where those of each sentence end.
    grams: (Vec<Place>, Vec<usize>),
    /// The rows of tokens, runs, character n-grams, cues that were found.
    found: [Found; 4],
    /// The words that were never seen, as positions among the tokens.
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
    rows: Vec<u32>,
    /// Where the rows of each sentence end.
    ends: Vec<usize>,
}

impl Found {
    fn clear(&mut self) {
        self.rows.clear();
        self.ends.clear();
    }

    /// The rows of a sentence.
    #[inline(always)]
    fn rows(&self, sentence: usize) -> &[u32] {
        let start = if sentence == 0 { 0 } else { self.ends[sentence - 1] };
        &self.rows[start..self.ends[sentence]]
    }
}

/// Texts that go through each step together, with their places in their documents.
struct Batch<'t> {
    texts: [&'t str; SENTENCES],
    positions: [Option<Position>; SENTENCES],
    count: usize,
}

impl<'t> Batch<'t> {
    const EMPTY: Self = Self { texts: [""; SENTENCES], positions: [None; SENTENCES], count: 0 };

    /// Takes the next texts, as many as a batch takes, and asks for what they begin with to be fetched.
    fn fill(&mut self, texts: &mut impl Iterator<Item = Result<(&'t str, Option<Position>)>>) -> Result<()> {
        self.count = 0;
        let mut bytes = 0;
        while self.count < SENTENCES
            && bytes < BYTES
            && let Some(text) = texts.next()
        {
            let (text, position) = text?;
            (0..text.len().min(BYTES)).step_by(LINE).for_each(|at| prefetch(text.as_bytes(), at));
            (self.texts[self.count], self.positions[self.count]) = (text, position);
            bytes += text.len();
            self.count += 1;
        }
        Ok(())
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
        self.add_texts(&[text], &[None], scratch);
        with_best(Scoring { model: self, texts: &[text], scratch });
        &scratch.scores.as_flattened()[1..=self.biases.len()]
    }

    /// Gives `take` the raw scores of each of many texts that are one sentence, in their order, each with its place in its document if
    /// that is known: what [`Self::scores`] gives for each, in less time.
    pub fn scores_of_all<'t>(
        &self,
        texts: impl Iterator<Item = Result<(&'t str, Option<Position>)>>,
        scratch: &mut Scratch,
        mut take: impl FnMut(&[f32]),
    ) -> Result<()> {
        let mut texts = texts.fuse();
        let mut batches = [Batch::EMPTY; 2];
        batches[0].fill(&mut texts)?;
        for turn in 0.. {
            // The texts that come after those at hand are fetched meanwhile.
            batches[(turn + 1) % 2].fill(&mut texts)?;
            let Batch { texts, positions, count } = &batches[turn % 2];
            if *count == 0 {
                break;
            }
            self.begin(scratch);
            self.add_texts(&texts[..*count], &positions[..*count], scratch);
            with_best(Scoring { model: self, texts: &texts[..*count], scratch });
            for scores in scratch.scores.chunks_exact(self.first_scores.len()) {
                take(&scores.as_flattened()[1..=self.biases.len()]);
            }
        }
        Ok(())
    }

    fn begin(&self, scratch: &mut Scratch) {
        scratch.tokens.clear();
        scratch.ends.clear();
        scratch.found.iter_mut().for_each(Found::clear);
        scratch.grams.0.clear();
        scratch.grams.1.clear();
    }

    /// Adds texts that are one sentence each to the batch.
    fn add_texts(&self, texts: &[&str], positions: &[Option<Position>], scratch: &mut Scratch) {
        if self.names.is_none() && !self.extras.any() {
            self.options.tokens_of_all(texts, &mut scratch.tokens, &mut scratch.ends);
            return;
        }
        let mut words = std::mem::take(&mut scratch.words);
        for (text, &position) in texts.iter().zip(positions) {
            words.clear();
            words_into(text, &mut words);
            self.add(text, Span::new(0, text.len() as u32), &words, position, scratch);
        }
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
        self.options.tokens_of(text, within, read, &mut scratch.tokens);
        scratch.ends.push(scratch.tokens.len());
        if self.extras.any() {
            let found = &mut scratch.found[3];
            let take = |_, key, _| found.rows.extend(self.blocks[3].table.find(key));
            self.extras.read(text, within, words, position, &mut scratch.extras, take);
            found.ends.push(found.rows.len());
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
        // One text may be of many megabytes.
        stop_if_asked();
        self.place::<K>();
        stop_if_asked();
        self.find_tokens::<K>();
        stop_if_asked();
        if self.model.options.word_grams > 1 {
            self.find_runs::<K>();
        }
        if self.model.options.char_grams {
            self.find_spellings::<K>();
        }
        stop_if_asked();
        self.add_up::<K>();
    }
}

impl Scoring<'_, '_> {
    /// Works out where tokens and runs are looked for, and fetches it.
    #[inline(always)]
    fn place<K: Kernel>(&mut self) {
        let Self { model, scratch: Scratch { tokens, places, .. }, .. } = self;
        let runs = usize::from(model.options.word_grams);
        for (kind, list) in places.iter_mut().enumerate() {
            // Another model may have left places of longer runs.
            list.resize(if kind < runs { tokens.len().next_multiple_of(LANE_COUNT) } else { 0 }, Place::default());
        }
        let tables = [&model.blocks[0].table, &model.blocks[1].table];
        K::places(tokens, model.options, tables.map(Table::homes), places.each_mut().map(Vec::as_mut_slice));
        for (list, table) in places[..runs].iter().zip([tables[0], tables[1], tables[1]]) {
            table.prefetch(&list[..tokens.len()]);
        }
    }

    /// Finds the rows of tokens, and which words were never seen.
    #[inline(always)]
    fn find_tokens<K: Kernel>(&mut self) {
        let Self { model, scratch: Scratch { ends, places, found: [found, ..], unknown, .. }, .. } = self;
        let (block, places) = (&model.blocks[0], &*places[0]);
        let spelled = model.options.char_grams;
        found.rows.resize(places.len(), 0);
        unknown.resize(if spelled { places.len() } else { 0 }, 0);
        let (mut start, mut count, mut strangers) = (0, 0, 0);
        for &end in &*ends {
            // The start of the sentence has no place.
            let own = places.get(start + 1..end).unwrap_or_default();
            let before = count;
            count = if spelled {
                block.table.find_all::<K>(own, &mut found.rows, count, |at, known| {
                    if let Some(cell) = unknown.get_mut(strangers) {
                        *cell = (start + 1 + at) as u32;
                    }
                    strangers += usize::from(!known);
                })
            } else {
                block.table.find_all::<K>(own, &mut found.rows, count, |_, _| ())
            };
            if model.options.once {
                count = before + distinct(&mut found.rows[before..count]);
            }
            found.ends.push(count);
            start = end;
        }
        found.rows.truncate(count);
        unknown.truncate(strangers);
        block.weights.prefetch(&found.rows);
    }

    /// Finds the rows of runs.
    #[inline(always)]
    fn find_runs<K: Kernel>(&mut self) {
        let Self { model, scratch: Scratch { ends, places: [_, pairs, triples], found: [_, found, ..], .. }, .. } = self;
        let block = &model.blocks[1];
        found.rows.resize(pairs.len() + triples.len(), 0);
        let (mut start, mut count) = (0, 0);
        for &end in &*ends {
            let before = count;
            // The first run of two ends at the first token, the first of three at the second.
            for (places, first) in [(&*pairs, start + 1), (&*triples, start + 2)] {
                count = block.table.find_all::<K>(places.get(first..end).unwrap_or_default(), &mut found.rows, count, |_, _| ());
            }
            if model.options.once {
                count = before + distinct(&mut found.rows[before..count]);
            }
            found.ends.push(count);
            start = end;
        }
        found.rows.truncate(count);
        block.weights.prefetch(&found.rows);
    }

    /// Finds the rows of the character n-grams of words that were never seen: such a word has its spelling alone.
    #[inline(always)]
    fn find_spellings<K: Kernel>(&mut self) {
        let Self {
            model,
            texts,
            scratch: Scratch { tokens, ends, grams: (places, place_ends), found: [_, _, found, _], unknown, met, letters, .. },
        } = self;
        let block = &model.blocks[2];
        let homes = block.table.homes();
        let mut strangers = unknown.iter().map(|&at| at as usize).peekable();
        for (text, &end) in texts.iter().zip(&*ends) {
            met.clear();
            while let Some(at) = strangers.next_if(|&at| at < end) {
                if is_word(&tokens[at]) && (!model.options.once || met.insert(tokens[at].hash)) {
                    spelling_places::<K>(text, tokens[at].span(), model.options, homes, letters, places);
                }
            }
            place_ends.push(places.len());
        }
        block.table.prefetch(places);
        found.rows.resize(places.len(), 0);
        let (mut start, mut count) = (0, 0);
        for &end in &*place_ends {
            count = block.table.find_all::<K>(&places[start..end], &mut found.rows, count, |_, _| ());
            found.ends.push(count);
            start = end;
        }
        found.rows.truncate(count);
        block.weights.prefetch(&found.rows);
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
fn distinct(numbers: &mut [u32]) -> usize {
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
