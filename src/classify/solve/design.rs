//! Training rows as a matrix that is never written out: scores of all rows from weights, and back, for all columns of scores at once.
//!
//! A row is a·(tokens + runs) + b·(spelling of its tokens) + c·cues + a constant. Spelling goes through the tokens: what the character
//! n-grams of a token add up to is worked out once a pass, so that a pass costs as many loads as rows have tokens and runs. Weights of
//! `L` columns lie side by side, in one cache line. Sums are taken in an order that does not depend on the number of threads.

use super::quad::{add, add_scaled};
use super::scaled::{CUE, Scaled};
use crate::classify::features::blocks::extras::Extras;
use crate::error::Result;
use crate::pool;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

/// One number for each of `L` columns of scores.
pub type Lanes<const L: usize> = [f32; L];

/// Rows, or features, of one task.
pub const TASK: usize = 2048;
/// Numbers that are added up in single precision before the sum goes on in a fresh one.
const STRETCH: usize = 256;

/// The training rows of a [`Scaled`] as a matrix.
///
/// Its features are those that occur in training, numbered anew: tokens, runs, cues, character n-grams, the constant. The runs that
/// occur once in all of training come last, as one feature for each row: they share an idf, their weights cannot but be equal, and
/// m of them do what a single one does that counts √m. Most runs are of this kind. For the same reason the character n-grams that are in
/// a single token are one feature of that token.
///
/// Where it is asked for, other features that are in the same rows, or in the same tokens, are one too, whose weight is the sum of theirs:
/// a sixth of them go, at other last bits of the weights.
#[derive(Debug)]
pub struct Design<'a> {
    scaled: &'a Scaled<'a>,
    /// Where each row starts in `units`; one more than there are rows.
    starts: Vec<usize>,
    /// Where the tokens of each row end, and its runs.
    ends: Vec<[usize; 2]>,
    units: Vec<u32>,
    /// The root of the number of runs that occur in this row alone, and one of them.
    lonely: Vec<(f32, u32)>,
    /// The features of the rows, without those of `lonely`: their numbers there.
    features: Vec<u32>,
    /// The first run, cue and character n-gram.
    bounds: [usize; 3],
    /// Where the spelling of each token starts in `grams`; one more than there are tokens.
    spelled: Vec<usize>,
    grams: Vec<u32>,
    /// The root of the number of character n-grams that are in this token alone, and their feature.
    own: Vec<(f32, u32)>,
    /// The features of the rows that are one with an earlier one, and the number of that.
    merged: Vec<(u32, u32)>,
    threads: usize,
}

/// What passes over the rows put down between their two halves; one after the other they share it.
#[derive(Debug, Default)]
pub struct Room<const L: usize> {
    tokens: Vec<[Lanes<L>; 2]>,
    rows: Vec<[Lanes<L>; 2]>,
    spelled: Vec<Lanes<L>>,
}

/// No feature.
const NONE: u32 = u32::MAX;
/// A feature that is one with another.
const MERGED: u32 = u32::MAX - 1;

/// The first features found of each list of rows, or of tokens.
#[derive(Default)]
struct Firsts(FxHashMap<u64, u32>);

impl Firsts {
    /// An earlier feature that has the same list, if there is one. Of lists with one hash the first is kept, and others stay by themselves.
    fn equal<'l>(&mut self, feature: u32, list_of: impl Fn(u32) -> &'l [u32]) -> Option<u32> {
        let first = *self.0.entry(FxBuildHasher.hash_one(list_of(feature))).or_insert(feature);
        (first != feature && list_of(first) == list_of(feature)).then_some(first)
    }
}

/// Sums of tasks, in their order.
fn total<const L: usize>(parts: Vec<[f64; L]>) -> [f64; L] {
    parts.into_iter().fold([0.0; L], |sum, part| std::array::from_fn(|k| sum[k] + part[k]))
}

/// The sum of `of` over a long list: short stretches by themselves, so that no sum loses its small parts.
#[inline(always)]
fn long_sum<const L: usize>(list: &[u32], of: impl Fn(&mut Lanes<L>, u32)) -> Lanes<L> {
    let mut sum = [0.0; L];
    for stretch in list.chunks(STRETCH) {
        let mut part = [0.0; L];
        stretch.iter().for_each(|&at| of(&mut part, at));
        add(&mut sum, &part);
    }
    sum
}

/// As [`long_sum`], of both numbers of each row of a list. Spelled out: as closures on pairs the sums would not stay in registers.
#[inline(always)]
fn long_sums<const L: usize>(list: &[u32], of: &[[Lanes<L>; 2]]) -> [Lanes<L>; 2] {
    let (mut first, mut second) = ([0.0; L], [0.0; L]);
    for stretch in list.chunks(STRETCH) {
        let (mut a, mut b) = ([0.0; L], [0.0; L]);
        for &row in stretch {
            let [x, y] = &of[row as usize];
            add(&mut a, x);
            add(&mut b, y);
        }
        add(&mut first, &a);
        add(&mut second, &b);
    }
    [first, second]
}

impl<'a> Design<'a> {
    /// The matrix of the training rows, with cues of the blocks `extras`; with `merge` equal features are one.
    pub fn new(scaled: &'a Scaled<'a>, extras: Extras, merge: bool, threads: usize) -> Self {
        let height = scaled.train.len();
        let mut out = Self {
            scaled,
            starts: vec![0],
            ends: Vec::with_capacity(height),
            units: Vec::new(),
            lonely: Vec::with_capacity(height),
            features: Vec::new(),
            bounds: [0; 3],
            spelled: vec![0],
            grams: Vec::new(),
            own: Vec::new(),
            merged: Vec::new(),
            threads,
        };
        let mut numbers = vec![NONE; scaled.rows.features()];
        out.number_units(extras, merge, &mut numbers);
        out.number_grams(merge, &mut numbers);
        out.lay_out_rows(&numbers);
        out
    }

    /// Numbers the tokens, runs and cues of training, but for runs that occur once; `numbers` holds what each feature of the rows is here.
    fn number_units(&mut self, extras: Extras, merge: bool, numbers: &mut [u32]) {
        let scaled = self.scaled;
        let [runs, cues, grams] = scaled.rows.bounds();
        let mut firsts = Firsts::default();
        let runs_of = |run: u32| scaled.holders(run as usize);
        for (kind, range) in [0..runs, runs..cues, cues..grams].into_iter().enumerate() {
            let of_runs = kind == 1;
            for unit in range {
                let wanted = !scaled.holders(unit).is_empty() && (unit < cues || extras.has(scaled.rows.extras[unit - cues]));
                if wanted && !(of_runs && scaled.is_lonely(unit)) {
                    let equal = if merge && of_runs { firsts.equal(unit as u32, runs_of) } else { None };
                    self.number(unit as u32, equal, numbers);
                }
            }
            self.bounds[kind] = self.features.len();
        }
    }

    /// Numbers the character n-grams of the tokens: those of one token alone are one feature of that token.
    fn number_grams(&mut self, merge: bool, numbers: &mut [u32]) {
        let rows = self.scaled.rows;
        let [_, _, first] = rows.bounds();
        let mut firsts = Firsts::default();
        let with_gram = |gram: u32| rows.spelled_with(gram as usize - first);
        for token in 0..self.bounds[0] {
            let token = self.features[token];
            let own: Vec<u32> = rows.spelled_alone(token).collect();
            self.features.extend(own.first());
            self.own.push(((own.len() as f32).sqrt(), self.features.len() as u32 - 1));
            for &gram in rows.spelling(token).iter().filter(|&&gram| with_gram(gram).len() > 1) {
                if numbers[gram as usize] == NONE {
                    let equal = if merge { firsts.equal(gram, with_gram) } else { None };
                    self.number(gram, equal, numbers);
                }
                self.grams.extend(Some(numbers[gram as usize]).filter(|&number| number < MERGED));
            }
            self.spelled.push(self.grams.len());
        }
    }

    /// Gives a feature of the rows the next number, or lets it be one with an equal one that has a number.
    fn number(&mut self, feature: u32, equal: Option<u32>, numbers: &mut [u32]) {
        numbers[feature as usize] = match equal {
            Some(first) => {
                self.merged.push((feature, numbers[first as usize]));
                MERGED
            }
            None => {
                self.features.push(feature);
                self.features.len() as u32 - 1
            }
        };
    }

    /// Puts down what each training row holds.
    fn lay_out_rows(&mut self, numbers: &[u32]) {
        let scaled = self.scaled;
        for &row in &scaled.train {
            let mut ends = [0; 3];
            for (units, end) in scaled.rows.parts(row as usize).into_iter().zip(&mut ends) {
                self.units.extend(units.iter().map(|&unit| numbers[unit as usize]).filter(|&number| number < MERGED));
                *end = self.units.len();
            }
            self.ends.push([ends[0], ends[1]]);
            self.starts.push(ends[2]);
            let alone = self.alone(row);
            let lonely = ((alone.clone().count() as f32).sqrt(), alone.last().unwrap_or(NONE));
            self.lonely.push(lonely);
        }
    }

    /// The runs that occur in a row alone.
    fn alone(&self, row: u32) -> impl Iterator<Item = u32> + Clone + use<'a> {
        let scaled = self.scaled;
        let [_, runs, _] = scaled.rows.parts(row as usize);
        runs.iter().copied().filter(|&run| scaled.is_lonely(run as usize))
    }

    /// The number of training rows.
    pub fn height(&self) -> usize {
        self.scaled.train.len()
    }

    /// The number of features, the constant among them.
    pub fn width(&self) -> usize {
        self.features.len() + 1 + self.height()
    }

    /// The number of the constant among the features.
    pub const fn constant(&self) -> usize {
        self.features.len()
    }

    /// The number of threads.
    pub const fn threads(&self) -> usize {
        self.threads
    }

    /// For each feature the one of the rows whose scale it has; the constant and features that do nothing have none.
    pub fn scales_of(&self) -> impl Iterator<Item = Option<u32>> {
        let of_lonely = self.lonely.iter().map(|&(_, run)| run);
        self.features.iter().copied().chain([NONE]).chain(of_lonely).map(|feature| Some(feature).filter(|&f| f != NONE))
    }

    /// For each feature how many of the rows' it is: by so many times less the square of its weight, which is their sum, costs.
    pub fn parts(&self) -> Vec<f32> {
        let mut parts = vec![1.0; self.width()];
        self.merged.iter().for_each(|&(_, number)| parts[number as usize] += 1.0);
        parts
    }

    /// Weights of the matrix as weights of the features of the rows, and the constant, for each of the first `columns`.
    pub fn unfold<const L: usize>(&self, weights: &[Lanes<L>], columns: usize) -> Vec<(Vec<f32>, f32)> {
        let constant = self.constant();
        let empty = |k: usize| (vec![0.0; self.scaled.rows.features()], weights[constant][k]);
        let mut out: Vec<(Vec<f32>, f32)> = (0..columns).map(empty).collect();
        let mut put = |feature: u32, weight: &Lanes<L>, root: f32| {
            out.iter_mut().zip(weight).for_each(|((column, _), weight)| column[feature as usize] = weight / root);
        };
        let parts = self.parts();
        self.features.iter().zip(weights).zip(&parts).for_each(|((&feature, weight), &parts)| put(feature, weight, parts));
        for &(feature, number) in &self.merged {
            put(feature, &weights[number as usize], parts[number as usize]);
        }
        for (token, &(root, own)) in self.own.iter().enumerate() {
            self.scaled.rows.spelled_alone(self.features[token]).for_each(|gram| put(gram, &weights[own as usize], root));
        }
        for ((&row, &(root, _)), weight) in self.scaled.train.iter().zip(&self.lonely).zip(&weights[constant + 1..]) {
            self.alone(row).for_each(|run| put(run, weight, root));
        }
        out
    }

    fn spelling(&self, token: usize) -> &[u32] {
        &self.grams[self.spelled[token]..self.spelled[token + 1]]
    }

    /// The scores of all rows under `weights`. `finish` sees each stretch of scores with the number of its first row; its sums add up.
    pub fn scores<const L: usize>(
        &self,
        weights: &[Lanes<L>],
        out: &mut [Lanes<L>],
        room: &mut Room<L>,
        finish: impl Fn(usize, &mut [Lanes<L>]) -> [f64; L] + Sync + Send,
    ) -> Result<[f64; L]> {
        let constant = weights[self.constant()];
        let of_lonely = &weights[self.features.len() + 1..];
        // Each token by itself, and its spelling.
        let tokens = &mut room.tokens;
        tokens.resize(self.bounds[0], [[0.0; L]; 2]);
        pool::map(self.threads, tokens.chunks_mut(TASK).enumerate().collect(), |(task, tokens)| {
            for (token, cell) in (task * TASK..).zip(tokens) {
                let (root, own) = self.own[token];
                let mut spelled = [0.0; L];
                add_scaled(&mut spelled, root, &weights[own as usize]);
                self.spelling(token).iter().for_each(|&gram| add(&mut spelled, &weights[gram as usize]));
                *cell = [weights[token], spelled];
            }
            Ok(())
        })?;
        let parts = pool::map(self.threads, out.chunks_mut(TASK).enumerate().collect(), |(task, out): (usize, &mut [Lanes<L>])| {
            let first = task * TASK;
            for (at, score) in (first..).zip(&mut *out) {
                let [own_end, runs_end] = self.ends[at];
                let [a, b] = self.scaled.norms[self.scaled.train[at] as usize];
                let (mut words, mut spelling) = ([0.0; L], [0.0; L]);
                for &token in &self.units[self.starts[at]..own_end] {
                    let [word, spelled] = &tokens[token as usize];
                    add(&mut words, word);
                    add(&mut spelling, spelled);
                }
                self.units[own_end..runs_end].iter().for_each(|&run| add(&mut words, &weights[run as usize]));
                add_scaled(&mut words, self.lonely[at].0, &of_lonely[at]);
                *score = constant;
                add_scaled(score, a, &words);
                add_scaled(score, b, &spelling);
                self.units[runs_end..self.starts[at + 1]].iter().for_each(|&cue| add_scaled(score, CUE, &weights[cue as usize]));
            }
            Ok(finish(first, out))
        })?;
        Ok(total(parts))
    }

    /// For each feature the sum over the rows of what it counts there, to the power `POWER` (1 or 2), times the row's number. `finish`
    /// sees each stretch of sums with the number of its first feature; its sums add up.
    pub fn sums<const L: usize, const POWER: i32>(
        &self,
        of_rows: &[Lanes<L>],
        out: &mut [Lanes<L>],
        room: &mut Room<L>,
        finish: impl Fn(usize, &mut [Lanes<L>]) -> [f64; L] + Sync + Send,
    ) -> Result<[f64; L]> {
        let power = |x: f32| if POWER == 1 { x } else { x * x };
        let [runs, cues, grams] = self.bounds;
        let (units, rest) = out.split_at_mut(grams);
        let (of_grams, rest) = rest.split_at_mut(self.features.len() - grams);
        let (constant, of_lonely) = rest.split_at_mut(1);
        let (of_tokens, others) = units.split_at_mut(runs);
        // Each row's number times what its words count, and its spelling.
        let Room { rows: scaled, spelled, .. } = room;
        scaled.resize(of_rows.len(), [[0.0; L]; 2]);
        spelled.resize(runs, [0.0; L]);
        let stretches = scaled.chunks_mut(TASK).zip(of_lonely.chunks_mut(TASK)).enumerate().collect();
        let mut parts = pool::map(self.threads, stretches, |(task, (scaled, of_lonely)): (usize, (&mut [_], &mut [Lanes<L>]))| {
            for ((at, both), lonely) in (task * TASK..).zip(scaled).zip(&mut *of_lonely) {
                let norms = self.scaled.norms[self.scaled.train[at] as usize];
                *both = norms.map(|norm| of_rows[at].map(|number| power(norm) * number));
                *lonely = both[0].map(|number| power(self.lonely[at].0) * number);
            }
            Ok(finish(self.features.len() + 1 + task * TASK, of_lonely))
        })?;
        let scaled = &*scaled;
        let stretches = of_tokens.chunks_mut(TASK).zip(spelled.chunks_mut(TASK)).enumerate().collect();
        parts.extend(pool::map(self.threads, stretches, |(task, (of_tokens, spelled)): (usize, (&mut [Lanes<L>], &mut [_]))| {
            for ((token, word), spelled) in (task * TASK..).zip(&mut *of_tokens).zip(spelled) {
                let holders = self.scaled.holders(self.features[token] as usize);
                [*word, *spelled] = long_sums(holders, scaled);
            }
            Ok(finish(task * TASK, of_tokens))
        })?);
        parts.extend(pool::map(
            self.threads,
            others.chunks_mut(TASK).enumerate().collect(),
            |(task, others): (usize, &mut [Lanes<L>])| {
                let first = runs + task * TASK;
                for (unit, sum) in (first..).zip(&mut *others) {
                    let holders = self.scaled.holders(self.features[unit] as usize);
                    *sum = if unit < cues {
                        long_sum(holders, |sum, row| add(sum, &scaled[row as usize][0]))
                    } else {
                        long_sum(holders, |sum, row| add_scaled(sum, power(CUE), &of_rows[row as usize]))
                    };
                }
                Ok(finish(first, others))
            },
        )?);
        // Few against the rows: one after the other, so that no second list is needed.
        of_grams.fill([0.0; L]);
        for (token, (spelled, &(root, own))) in spelled.iter().zip(&self.own).enumerate() {
            if root > 0.0 {
                add_scaled(&mut of_grams[own as usize - grams], power(root), spelled);
            }
            self.spelling(token).iter().for_each(|&gram| add(&mut of_grams[gram as usize - grams], spelled));
        }
        for (task, of_grams) in of_grams.chunks_mut(TASK).enumerate() {
            parts.push(finish(grams + task * TASK, of_grams));
        }
        let mut whole = [0.0; L];
        of_rows.iter().for_each(|row| whole.iter_mut().zip(row).for_each(|(sum, &one)| *sum += f64::from(one)));
        constant[0] = whole.map(|sum| sum as f32);
        parts.push(finish(self.features.len(), constant));
        Ok(total(parts))
    }
}
