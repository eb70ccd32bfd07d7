//! Training texts as lists of units: tokens, runs of tokens, cues (and what else is read of a whole sentence). A token's spelling is kept once, not in every text.

use super::blocks::extras::{Extra, ExtraScratch, Readers};
use super::blocks::names::Names;
use super::counted::{rows_of, times};
use super::hashed::FeatureOptions;
use super::numbers::{NONE, Numbers, ROOM};
use super::part::{Part, Row};
use super::vectors::WordVectors;
use crate::error::Result;
use crate::pool::{self, Control};
use crate::span::Span;
use crate::text::words::words_into;
use crate::texts::Texts;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::ops::Range;

/// Runs that occur in a single text are left out from so many texts on: they are most of all, and teach next to nothing.
const MANY_TEXTS: usize = 30_000;
/// Tokens, and runs, at most: the most frequent ones. A model keeps a small part of them.
const MOST_UNITS: usize = 1 << 19;

/// Texts as lists of units. Units are numbered tokens first, then runs, then cues, each from frequent to rare; each is a feature, and
/// the features after them are character n-grams.
#[derive(Debug, Default)]
pub struct Rows {
    /// Where each row starts in `units`; one more than there are rows.
    pub starts: Vec<usize>,
    /// Where the tokens of each row end and its runs begin, and where those end and its cues begin.
    pub ends: Vec<[usize; 2]>,
    /// Units, as often as they occur.
    pub units: Vec<u32>,
    /// Where the spelling of each token starts in `grams`; one more than there are tokens.
    pub spelled: Vec<usize>,
    /// Spellings, and what stands for the words near a token: features.
    pub grams: Vec<u32>,
    /// Where the tokens of each character n-gram start in `with_gram`; one more than there are character n-grams.
    gram_starts: Vec<usize>,
    /// The tokens that each character n-gram is in.
    with_gram: Vec<u32>,
    /// The hashed number of each token, run, cue, character n-gram.
    pub keys: [Vec<u32>; 4],
    /// The optional block of each cue.
    pub extras: Vec<Extra>,
    /// What each row counts, above 0; 1 where nothing is said.
    pub weights: Option<Vec<f32>>,
}

/// How texts are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading<'a> {
    /// How features are made.
    pub options: FeatureOptions,
    /// What reads the optional blocks.
    pub extras: Readers,
    /// Names that stand for their types.
    pub names: Option<&'a Names>,
    /// Vectors that tell which words are near each other.
    pub vectors: Option<&'a WordVectors>,
}

impl Rows {
    /// The number of rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The number of features.
    pub fn features(&self) -> usize {
        self.keys.iter().map(Vec::len).sum()
    }

    /// The first run, the first cue, the first character n-gram.
    pub fn bounds(&self) -> [usize; 3] {
        let [tokens, runs, cues, _] = &self.keys;
        [tokens.len(), tokens.len() + runs.len(), tokens.len() + runs.len() + cues.len()]
    }

    /// The block of a feature: 0 tokens and runs, 1 character n-grams, from 2 on the optional ones. Each block is scaled by itself.
    pub fn block(&self, feature: usize) -> usize {
        let [_, cues, grams] = self.bounds();
        match feature {
            _ if feature < cues => 0,
            _ if feature < grams => 2 + self.extras[feature - cues] as usize,
            _ => 1,
        }
    }

    /// Tokens, runs and cues of a row.
    pub fn parts(&self, row: usize) -> [&[u32]; 3] {
        let [middle, end] = self.ends[row];
        [&self.units[self.starts[row]..middle], &self.units[middle..end], &self.units[end..self.starts[row + 1]]]
    }

    /// The spelling of a token.
    pub fn spelling(&self, token: u32) -> &[u32] {
        &self.grams[self.spelled[token as usize]..self.spelled[token as usize + 1]]
    }

    /// The tokens that a character n-gram, by its place among them, is in, as often as it is.
    pub fn spelled_with(&self, gram: usize) -> &[u32] {
        &self.with_gram[self.gram_starts[gram]..self.gram_starts[gram + 1]]
    }

    /// The character n-grams of a token that no other token has, and it has once.
    pub fn spelled_alone(&self, token: u32) -> impl Iterator<Item = u32> {
        let [_, _, first] = self.bounds();
        self.spelling(token).iter().copied().filter(move |&gram| self.spelled_with(gram as usize - first).len() == 1)
    }

    /// Turns spellings around.
    fn turn_spellings(&mut self) {
        let [_, _, first] = self.bounds();
        let mut starts = vec![0_usize; self.keys[3].len() + 2];
        self.grams.iter().for_each(|&gram| starts[gram as usize - first + 2] += 1);
        (2..starts.len()).for_each(|i| starts[i] += starts[i - 1]);
        self.with_gram = vec![0; self.grams.len()];
        for token in 0..self.keys[0].len() as u32 {
            for &gram in &self.grams[self.spelled[token as usize]..self.spelled[token as usize + 1]] {
                let next = &mut starts[gram as usize - first + 1];
                self.with_gram[*next] = token;
                *next += 1;
            }
        }
        starts.pop();
        self.gram_starts = starts;
    }

    /// Reads texts, each of which may have a weight, in parallel; the result depends on their order alone.
    pub fn read(texts: &dyn Texts, weights: Option<&[f32]>, how: &Reading<'_>, threads: usize, control: &Control) -> Result<Self> {
        let Reading { options, extras, names, vectors } = *how;
        let all: Vec<usize> = (0..texts.len()).collect();
        let parts = pool::map(threads, all.chunks(1024).collect(), |task: &[usize]| {
            let (mut words, mut replaced, mut scratch) = (Vec::new(), Vec::new(), ExtraScratch::default());
            let mut part = Part::new(options);
            for &row in task {
                control.check()?;
                let text = texts.get(row)?.unwrap_or_default();
                words.clear();
                words_into(text, &mut words);
                let tokens = match names {
                    Some(names) => {
                        names.replace(text, &words, &mut replaced);
                        &replaced
                    }
                    None => &words,
                };
                part.take(text, tokens, weights.map_or(1, |w| times(w[row])));
                extras.read(text, Span::new(0, text.len() as u32), &words, texts.position(row), &mut scratch, |extra, key, _| {
                    part.keys.push(key);
                    part.extras.insert(key, extra);
                });
                part.end_row();
                control.count();
            }
            Ok(part)
        })?;
        let classes = vectors.map(|vectors| Classes::new(vectors, options));
        Ok(Self::join(parts, weights, classes.as_ref()))
    }

    /// What parts of the texts hold, in one numbering.
    fn join(mut parts: Vec<Part>, weights: Option<&[f32]>, classes: Option<&Classes<'_>>) -> Self {
        let drop_rare = rows_of(weights, parts.iter().map(|part| part.rows.len()).sum()) >= MANY_TEXTS;
        let Met { numbers, spellings } = Met::of(&mut parts, weights);
        let mut out = Self { starts: vec![0], weights: weights.map(<[f32]>::to_vec), ..Self::default() };
        let mut first = 0;
        let mut settled = [const { Vec::new() }; 3];
        let mut tokens_met = Vec::new();
        for (kind, numbers) in numbers.into_iter().enumerate() {
            let least = if kind == 1 { u32::from(drop_rare) + 1 } else { 1 };
            let (keys, met, of) = numbers.settle(first, least, MOST_UNITS);
            first += keys.len() as u32;
            (out.keys[kind], settled[kind]) = (keys, of);
            if kind == 0 {
                tokens_met = met;
            }
        }
        let extra = |key: &u32| parts.iter().find_map(|part| part.extras.get(key)).copied().unwrap_or(Extra::Cues);
        out.extras = out.keys[2].iter().map(extra).collect();
        let spellings = tokens_met.iter().map(|&met| spellings[met as usize].as_ref());
        out.spell(&parts, spellings, classes);
        out.turn_spellings();
        out.lay_out(parts, &settled);
        out
    }

    /// Numbers the character n-grams of the tokens, and what stands for the words near them, behind all units.
    fn spell<'s>(&mut self, parts: &[Part], spellings: impl ExactSizeIterator<Item = Option<&'s Spelling>>, classes: Option<&Classes<'_>>) {
        let [_, _, first] = self.bounds();
        let room = (4 * spellings.len()).min(parts.iter().map(|part| part.grams.len()).sum());
        let mut grams: FxHashMap<u32, u32> = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
        let mut keys = Vec::new();
        self.spelled.push(0);
        for (token, spelling) in self.keys[0].iter().zip(spellings) {
            if let Some((p, spelling)) = spelling {
                let near = classes.into_iter().flat_map(|classes| classes.of(*token));
                for key in parts[*p].grams[spelling.start as usize..spelling.end as usize].iter().copied().chain(near) {
                    let gram = *grams.entry(key).or_insert_with(|| {
                        keys.push(key);
                        (first + keys.len()) as u32 - 1
                    });
                    self.grams.push(gram);
                }
            }
            self.spelled.push(self.grams.len());
        }
        self.keys[3] = keys;
    }

    /// Puts down the units of each row by the numbers that were settled for them.
    fn lay_out(&mut self, parts: Vec<Part>, settled: &[Vec<u32>; 3]) {
        let [of_tokens, of_runs, of_cues] = settled;
        self.units.reserve_exact(parts.iter().map(|part| part.keys.len()).sum());
        for part in parts {
            let own: Vec<u32> = part.tokens.iter().map(|token| of_tokens[token.met as usize]).collect();
            for Row { start, ends: [tokens, runs, cues] } in part.rows {
                let there = |&number: &u32| number != NONE;
                self.units.extend(part.keys[start..tokens].iter().map(|&n| own[n as usize]).filter(there));
                let end = self.units.len();
                self.units.extend(part.keys[tokens..runs].iter().map(|&n| of_runs[n as usize]).filter(there));
                self.ends.push([end, self.units.len()]);
                self.units.extend(part.keys[runs..cues].iter().map(|&n| of_cues[n as usize]).filter(there));
                self.starts.push(self.units.len());
            }
        }
    }
}

/// Where the spelling of a token stands: the part, and the place among its character n-grams.
type Spelling = (usize, Range<u32>);

/// What was met in the texts, in the order in which it was met.
struct Met {
    /// Tokens, runs and cues, with how many rows have each.
    numbers: [Numbers; 3],
    /// The spelling of each token, where it has one.
    spellings: Vec<Option<Spelling>>,
}

impl Met {
    /// Counts units in the rows that have them. The parts name them by the order in which they were met from then on.
    fn of(parts: &mut [Part], weights: Option<&[f32]>) -> Self {
        let many = parts.iter().map(|part| part.keys.len()).sum::<usize>();
        let mut numbers = [many / 16, many / 2, 0].map(|most| Numbers::with_room(most.min(ROOM)));
        let mut spellings: Vec<Option<Spelling>> = Vec::new();
        let mut row = 0;
        for (p, part) in parts.iter_mut().enumerate() {
            let [tokens, others @ ..] = &mut numbers;
            for token in &mut part.tokens {
                let met = tokens.met(token.key);
                let count = &mut tokens.rows[met as usize][0];
                *count = count.saturating_add(token.rows[0]);
                token.met = met;
                if spellings.len() == met as usize {
                    spellings.push(None);
                }
                if !token.spelling.is_empty() && spellings[met as usize].is_none() {
                    spellings[met as usize] = Some((p, token.spelling.clone()));
                }
            }
            for Row { ends, .. } in &part.rows {
                let times = weights.map_or(1, |w| times(w[row]));
                for (numbers, stretch) in others.iter_mut().zip(ends.windows(2)) {
                    part.keys[stretch[0]..stretch[1]].iter_mut().for_each(|key| *key = numbers.count(*key, row as u32, times));
                }
                row += 1;
            }
        }
        Self { numbers, spellings }
    }
}

/// The words of vectors by their numbers as tokens.
struct Classes<'v> {
    vectors: &'v WordVectors,
    words: FxHashMap<u32, u32>,
}

impl<'v> Classes<'v> {
    fn new(vectors: &'v WordVectors, options: FeatureOptions) -> Self {
        let mut words = FxHashMap::default();
        (0..).zip(vectors.tokens(options)).for_each(|(word, token)| _ = words.entry(token).or_insert(word));
        Self { vectors, words }
    }

    /// What stands for a token, and for the words near it.
    fn of(&self, token: u32) -> impl Iterator<Item = u32> + '_ {
        self.words.get(&token).into_iter().flat_map(|&word| self.vectors.classes(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::features::blocks::extras::Extras;

    fn read(texts: &[&str], threads: usize) -> Rows {
        let texts: Vec<String> = texts.iter().map(|&t| t.to_owned()).collect();
        let readers = Readers::new(Extras { cues: true, verbs: true, position: true }).unwrap();
        let how = Reading { extras: readers, ..Reading::default() };
        Rows::read(&texts, None, &how, threads, &Control::default()).unwrap()
    }

    #[test]
    fn units_and_spellings() {
        let rows = read(&["the army, the navy", "the army left"], 1);
        assert_eq!(rows.len(), 2);
        // the army , navy left; "the" first as it is in both texts, as is "army".
        assert_eq!(rows.keys[0].len(), 5);
        let [tokens, runs, _] = rows.parts(0);
        assert_eq!((tokens.len(), runs.len()), (5, 5 + 4));
        assert_eq!(tokens.iter().filter(|&&t| t == tokens[0]).count(), 2);
        assert_eq!(rows.spelling(tokens[0]).len(), 6);
        assert!(rows.spelling(tokens[2]).is_empty(), "a mark has no spelling");
        let [_, _, grams] = rows.bounds();
        assert!(rows.grams.iter().all(|&g| (grams..rows.features()).contains(&(g as usize))));
    }

    #[test]
    fn threads_do_not_matter() {
        let texts: Vec<String> = (0..5000).map(|i| format!("row {} of {} things, {}", i % 70, i % 11, i % 3)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (one, two) = (read(&texts, 1), read(&texts, 3));
        assert_eq!((one.units, one.keys, one.grams), (two.units, two.keys, two.grams));
    }
}
