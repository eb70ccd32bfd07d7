//! A label model: annotators of unknown accuracy, and the labels that follow from where they agree.
//!
//! Each text has one label that is not known. A voter fires at one rate on texts of its label and at another on all others; rates
//! and labels are found by expectation maximisation (Dawid and Skene 1979). What is believed beforehand concerns the share of a voter's
//! votes that is right, not how often it fires.
//!
//! All of it rests on voters that err independently once the label is known. Words do not: they stand in phrases, and each is for some of the
//! kinds of texts that have a label. Then the likeliest rates can be those of a split of the texts that has nothing to do with the labels. Whether voters
//! are independent can be seen: each two would fire together as often as their rates say. Where they do not, the votes as they were counted at
//! the beginning keep a share in what rates are learnt from, which holds the labels near the vote of the majority.

use super::sources::Sources;
use rustc_hash::FxHashMap;

/// Texts that what is believed of a voter beforehand counts for.
pub(super) const STRENGTH: f64 = 6.0;
/// Rounds of expectation maximisation, at most.
pub(super) const ROUNDS: usize = 100;
/// When nothing moves by more, the estimate stands.
pub(super) const TOLERANCE: f64 = 1e-5;
/// Texts that even shares of the labels count for, each.
const SHARES: f64 = 3.0;
/// A voter fires on no larger share of any texts, and a source is silent on no smaller one.
const MOST: f64 = 0.95;
const LEAST: f64 = 1e-3;
/// No smaller share of the texts with a label is taken to have a vote.
const SPOKEN: f64 = 0.1;
/// The share of the first count of votes in what rates are learnt from: so many times the misfit, up to this much.
const HELD: [f64; 2] = [10.0, 0.4];
/// Voters that are independent have a misfit of about this much.
const FITS: f64 = 1e-3;

/// How often voters fire on the texts of each label.
struct Rates {
    /// The logarithm of the share of each label.
    shares: Vec<f64>,
    /// For each voter and each label how often it fires.
    rates: Vec<f64>,
    /// The logarithm of that, against how often its source is silent.
    fires: Vec<f64>,
    /// For each label the logarithm of the probability that no source speaks.
    silence: Vec<f64>,
}

/// What stays the same from round to round.
pub(super) struct Sample<'a> {
    sources: &'a Sources,
    /// The voters that fired on each text.
    rows: &'a [Vec<u32>],
    /// For each voter what is believed of its accuracy, and on how many texts it fired.
    voters: Vec<(f64, f64)>,
    classes: usize,
    /// The share of texts with a label on which any source speaks.
    spoken: f64,
}

impl<'a> Sample<'a> {
    /// The voters that fired on each text, one at least, and what is believed beforehand of the accuracy of each rule.
    pub fn new(sources: &'a Sources, rows: &'a [Vec<u32>], beliefs: &[f64], classes: usize) -> Self {
        let mut voters = vec![(0.0, 0.0); sources.labels.len()];
        for (&belief, &voter) in beliefs.iter().zip(&sources.voter) {
            voters[voter as usize].0 = belief.max(voters[voter as usize].0);
        }
        let mut heard = vec![0.0; sources.count];
        let mut last = vec![usize::MAX; sources.count];
        for (at, row) in rows.iter().enumerate() {
            for &voter in row {
                voters[voter as usize].1 += 1.0;
                let source = sources.source[voter as usize] as usize;
                heard[source] += f64::from(u8::from(last[source] != at));
                last[source] = at;
            }
        }
        let heard: Vec<f64> = heard.iter().map(|&h| h / rows.len().max(1) as f64).collect();
        Self { sources, rows, voters, classes, spoken: spoken(&heard) }
    }

    /// Rates from how likely each label of each text is.
    fn rates(&self, probabilities: &[f64]) -> Rates {
        let labels = &self.sources.labels;
        let mut sums = vec![SHARES; self.classes];
        let mut right = vec![0.0; labels.len()];
        for (fired, p) in self.rows.iter().zip(probabilities.chunks_exact(self.classes)) {
            sums.iter_mut().zip(p).for_each(|(sum, p)| *sum += p);
            fired.iter().for_each(|&voter| right[voter as usize] += p[labels[voter as usize] as usize]);
        }
        let total: f64 = sums.iter().sum();
        let mut plain = vec![0.0; labels.len() * self.classes];
        let mut silent = vec![1.0; self.sources.count * self.classes];
        for (voter, &(believed, fired)) in self.voters.iter().enumerate() {
            let inside = sums[labels[voter] as usize];
            // A vote never speaks against its own label, however seldom the voters for that label fire together.
            let accuracy = ((right[voter] + STRENGTH * believed) / (fired + STRENGTH)).max(inside / total);
            let rates = [accuracy * fired / inside, (1.0 - accuracy) * fired / (total - inside).max(SHARES)];
            let rates = rates.map(|rate| (self.spoken * rate).clamp(1e-6, MOST));
            let source = self.sources.source[voter] as usize;
            for k in 0..self.classes {
                let rate = rates[usize::from(k as u32 != labels[voter])];
                plain[voter * self.classes + k] = rate;
                silent[source * self.classes + k] -= rate;
            }
        }
        silent.iter_mut().for_each(|s| *s = s.max(LEAST));
        let mut fires = plain.clone();
        for (voter, fires) in fires.chunks_exact_mut(self.classes).enumerate() {
            let source = self.sources.source[voter] as usize;
            let silent = &silent[source * self.classes..][..self.classes];
            fires.iter_mut().zip(silent).for_each(|(rate, silent)| *rate = (*rate / silent).ln());
        }
        let silence = |k: usize| silent.iter().skip(k).step_by(self.classes).map(|s| s.ln()).sum();
        let shares = sums.iter().map(|s| (s / total).ln()).collect();
        Rates { shares, rates: plain, fires, silence: (0..self.classes).map(silence).collect() }
    }

    /// The probability of each label of each text: by expectation maximisation from what is believed of the voters, held near that
    /// as far as voters turn out not to be independent.
    pub fn maximised(&self) -> Vec<f64> {
        let counted = self.counted();
        let (free, rates) = self.settled(&counted, 0.0);
        let held = (HELD[0] * (self.misfit(&rates) - FITS)).min(HELD[1]);
        if held > 0.0 { self.settled(&counted, held).0 } else { free }
    }

    /// The probability of each label of each text by the votes, each as good as is believed of it beforehand.
    fn counted(&self) -> Vec<f64> {
        let classes = self.classes;
        let others = (classes.max(2) - 1) as f64;
        let mut probabilities = vec![0.0; self.rows.len() * classes];
        for (fired, p) in self.rows.iter().zip(probabilities.chunks_exact_mut(classes)) {
            for &voter in fired {
                let a = self.voters[voter as usize].0;
                for (k, p) in p.iter_mut().enumerate() {
                    *p += if self.sources.labels[voter as usize] == k as u32 { a.ln() } else { ((1.0 - a) / others).ln() };
                }
            }
            normalise(p);
        }
        probabilities
    }

    /// Where expectation maximisation ends that begins with `counted`, which keeps the share `held` in what rates are learnt from.
    fn settled(&self, counted: &[f64], held: f64) -> (Vec<f64>, Rates) {
        let classes = self.classes;
        let mut probabilities = counted.to_vec();
        let mut learnt_from = counted.to_vec();
        let mut before = vec![0.0; classes];
        let mut rates = self.rates(&learnt_from);
        for _ in 0..ROUNDS {
            let mut moved = 0.0_f64;
            for (fired, p) in self.rows.iter().zip(probabilities.chunks_exact_mut(classes)) {
                before.copy_from_slice(p);
                self.label(&rates, fired, p);
                moved = before.iter().zip(p.iter()).map(|(a, b)| (a - b).abs()).fold(moved, f64::max);
            }
            if moved < TOLERANCE {
                break;
            }
            for ((from, now), first) in learnt_from.iter_mut().zip(&probabilities).zip(counted) {
                *from = (1.0 - held) * now + held * first;
            }
            rates = self.rates(&learnt_from);
        }
        (probabilities, rates)
    }

    /// How far voters of different sources are from firing together as often as their rates say, as a share of the texts on which they do, or
    /// should. What chance brings about, the root of a number, is no misfit.
    fn misfit(&self, rates: &Rates) -> f64 {
        let mut together: FxHashMap<(u32, u32), f64> = FxHashMap::default();
        for row in self.rows {
            for (at, &voter) in row.iter().enumerate() {
                row[at + 1..].iter().for_each(|&other| *together.entry((voter, other)).or_default() += 1.0);
            }
        }
        let shares: Vec<f64> = rates.shares.iter().map(|share| share.exp()).collect();
        let texts = self.rows.len() as f64 / self.spoken;
        let of = |voter: u32| &rates.rates[voter as usize * self.classes..][..self.classes];
        let (mut missed, mut all) = (0.0, 0.0);
        for voter in 0..self.voters.len() as u32 {
            for other in voter + 1..self.voters.len() as u32 {
                if self.sources.source[voter as usize] == self.sources.source[other as usize] {
                    continue;
                }
                let found = together.get(&(voter, other)).copied().unwrap_or(0.0);
                let expected = texts * shares.iter().zip(of(voter)).zip(of(other)).map(|((share, a), b)| share * a * b).sum::<f64>();
                missed += ((found - expected).abs() - expected.sqrt()).max(0.0);
                all += found.max(expected);
            }
        }
        if all > 0.0 { missed / all } else { 0.0 }
    }

    /// The probability of each label of a text.
    fn label(&self, rates: &Rates, fired: &[u32], out: &mut [f64]) {
        for (k, out) in out.iter_mut().enumerate() {
            let votes: f64 = fired.iter().map(|&voter| rates.fires[voter as usize * self.classes + k]).sum();
            *out = rates.shares[k] + rates.silence[k] + votes;
        }
        normalise(out);
    }
}

/// The share of texts on which any source speaks, from how often each does on the texts where one at least does: of sources that know
/// nothing of each other, `a = 1 - product(1 - a * share)`.
fn spoken(heard: &[f64]) -> f64 {
    let mut a = 1.0_f64;
    for _ in 0..ROUNDS {
        a = (1.0 - heard.iter().map(|h| 1.0 - a * h.min(1.0)).product::<f64>()).max(SPOKEN);
    }
    a
}

/// Logarithms to probabilities that add up to 1.
fn normalise(out: &mut [f64]) {
    let highest = out.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    out.iter_mut().for_each(|o| *o = (*o - highest).exp());
    let total: f64 = out.iter().sum();
    out.iter_mut().for_each(|o| *o /= total);
}

#[cfg(test)]
mod tests {
    use crate::classify::labelling::weak::{Estimate, Votes, estimate};
    use crate::random::Random;

    /// How often the likeliest label is right, and the one with most votes, where ties count in part.
    fn right(found: &Estimate, votes: &Votes, truth: &[u32]) -> [f64; 2] {
        let (mut sums, mut texts) = ([0.0; 2], 0.0);
        for ((p, fired), &label) in found.probabilities.chunks_exact(votes.classes).zip(&votes.rows).zip(truth) {
            let mut counts = vec![0; votes.classes];
            fired.iter().for_each(|&rule| counts[votes.labels[rule as usize] as usize] += 1);
            let most = counts.iter().max().copied().unwrap_or(0);
            if most > 0 {
                let first = counts.iter().filter(|&&count| count == most).count() as f64;
                sums[1] += if counts[label as usize] == most { 1.0 / first } else { 0.0 };
                sums[0] += f64::from(u8::from(p.iter().all(|&other| other <= p[label as usize])));
                texts += 1.0;
            }
        }
        sums.map(|sum| sum / texts)
    }

    #[test]
    fn rules_that_are_not_independent_are_hardly_worse_than_their_majority() {
        // Nine kinds of texts, three a label; each rule is for one kind, fires on some of the others too, and of each kind a part has another label.
        for (seed, [sure, own, other]) in [[0.7, 0.8, 0.1], [0.5, 0.8, 0.1], [0.7, 0.6, 0.2]].into_iter().enumerate() {
            let mut random = Random::new(seed as u64 + 1);
            let mut uniform = || (random.next() >> 11) as f64 / (1_u64 << 53) as f64;
            let (mut rows, mut truth) = (Vec::new(), Vec::new());
            for _ in 0..2000 {
                let kind = (uniform() * 9.0) as u32;
                truth.push(if uniform() < sure { kind % 3 } else { (uniform() * 3.0) as u32 });
                rows.push((0..9).filter(|&rule| uniform() < if rule == kind { own } else { other }).collect());
            }
            let votes = Votes { rows, labels: (0..9).map(|rule| rule % 3).collect(), prior: vec![0.65; 9], classes: 3, ..Votes::default() };
            let [ours, majority] = right(&estimate(&votes), &votes, &truth);
            assert!(ours > majority - 0.03, "{sure} {own} {other}: {ours:.3} against a majority's {majority:.3}");
        }
    }
}
