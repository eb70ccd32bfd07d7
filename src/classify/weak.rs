//! Labels from rules: each rule votes, and how far each may be trusted is estimated from where they agree.
//!
//! One label a text: the votes are those of annotators of unknown accuracy, estimated by expectation maximisation (Dawid and
//! Skene 1979; Ratner et al. 2017, "Snorkel", for rules as annotators), where a rule fires at one rate on texts of its label and
//! at another on all others. Several labels a text: each label by itself, its rules combined by noisy-or; a rule's accuracy moves from what its weight claims towards
//! how sure the other rules of the label are where it fires.

use super::RuleClassifier;
use super::rules::Decision;

/// A rule that spoke for a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fired {
    /// Index of the rule in its file.
    pub rule: u32,
    /// Index of its label.
    pub label: u32,
    /// What it counted.
    pub weight: f32,
}

/// The rules that spoke for a label of one text, in the order of their file, each once.
pub fn fired(decision: &Decision) -> Vec<Fired> {
    let for_label = decision.hits.iter().filter(|h| h.weight > 0.0);
    let mut out: Vec<Fired> = for_label.map(|h| Fired { rule: h.rule, label: h.label, weight: h.weight }).collect();
    out.sort_by_key(|f| f.rule);
    out.dedup_by_key(|f| f.rule);
    out
}

/// The votes of rules on texts.
#[derive(Clone, Debug, Default)]
pub struct Votes {
    /// For each text the rules that fired, sorted, each once.
    pub rows: Vec<Vec<u32>>,
    /// For each rule its label.
    pub labels: Vec<u32>,
    /// For each rule what is believed of its accuracy before any text is seen, 0 to 1.
    pub prior: Vec<f32>,
    /// The number of labels.
    pub classes: usize,
    /// A text may have several labels, or none.
    pub multilabel: bool,
}

/// What follows from them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Estimate {
    /// One row a text: the probability of each label. All are 0 where no rule fired.
    pub probabilities: Vec<f32>,
    /// One for each rule.
    pub rules: Vec<Trust>,
}

/// How far a rule may be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Trust {
    /// Texts on which it fired.
    pub fired: u32,
    /// Of these, texts on which another rule fired too.
    pub overlaps: u32,
    /// Of these, texts on which a rule for another label fired (one label a text).
    pub conflicts: u32,
    /// The estimated share of its votes that are right.
    pub accuracy: f32,
}

/// Texts that the belief held beforehand counts for.
const STRENGTH: f64 = 8.0;
/// Rounds of expectation maximisation, at most.
const ROUNDS: usize = 100;
/// When no accuracy moves by more, the estimate stands.
const TOLERANCE: f64 = 1e-5;
/// Accuracies stay inside, so that no single rule outvotes all others.
const BOUNDS: [f64; 2] = [0.05, 0.98];

/// What is believed of the default label where no rule fired.
const SILENCE: f32 = 0.6;

impl Votes {
    /// The votes of a set of rules, given what fired on each text; only rules that fired somewhere have a number here. Gives with
    /// them the index of each in its file: none for the last one, which votes for the default label where no rule fired.
    pub fn new(rules: &RuleClassifier, fired: &[Vec<Fired>]) -> (Self, Vec<Option<u32>>) {
        let mut votes = Self { classes: rules.labels().len(), multilabel: rules.is_multilabel(), ..Self::default() };
        let mut numbers: Vec<Option<u32>> = vec![None; rules.len()];
        let mut files = Vec::new();
        for f in fired.iter().flatten() {
            if numbers[f.rule as usize].is_none() {
                numbers[f.rule as usize] = Some(files.len() as u32);
                files.push(Some(f.rule));
                votes.labels.push(f.label);
                // A weight of 1 is an even chance, of 2 three in four: as the scheme's own scores count.
                votes.prior.push(1.0 - 0.5_f32.powf(f.weight.max(0.1) + 0.5));
            }
        }
        let default = rules.default_label().and_then(|d| rules.labels().iter().position(|c| c == d)).filter(|_| !votes.multilabel);
        let silent = files.len() as u32;
        if let Some(label) = default {
            files.push(None);
            votes.labels.push(label as u32);
            votes.prior.push(SILENCE);
        }
        for fired in fired {
            let mut row: Vec<u32> = fired.iter().filter_map(|f| numbers[f.rule as usize]).collect();
            row.sort_unstable();
            if row.is_empty() && default.is_some() {
                row.push(silent);
            }
            votes.rows.push(row);
        }
        (votes, files)
    }
}

/// Estimates how far each rule may be trusted, and what the labels are.
///
/// ```
/// use dateline::classify::weak::{Votes, estimate};
/// // Rules 0 and 1 are for label 0, rule 2 for label 1.
/// let votes = Votes { rows: vec![vec![0, 1], vec![2], vec![]], labels: vec![0, 0, 1], prior: vec![0.7; 3], classes: 2, multilabel: false };
/// let found = estimate(&votes);
/// assert!(found.probabilities[0] > 0.9 && found.probabilities[3] > 0.6 && found.probabilities[4] == 0.0);
/// ```
pub fn estimate(votes: &Votes) -> Estimate {
    if votes.classes == 0 {
        return Estimate::default();
    }
    let mut rules = counts(votes);
    let (probabilities, accuracy) = if votes.multilabel { several_labels(votes) } else { one_label(votes) };
    rules.iter_mut().zip(&accuracy).for_each(|(rule, &a)| rule.accuracy = a as f32);
    Estimate { probabilities: probabilities.iter().map(|&p| p as f32).collect(), rules }
}

/// What is believed of a rule's accuracy beforehand.
fn believed(votes: &Votes, rule: usize) -> f64 {
    f64::from(votes.prior[rule]).clamp(BOUNDS[0], BOUNDS[1])
}

/// A latent class for each text; a rule fires at one rate on texts of its label and at another on all others.
struct Rates {
    /// The share of each label.
    shares: Vec<f64>,
    /// For each rule how often it fires on texts of its label, and on others.
    fires: Vec<[f64; 2]>,
    /// For each label the logarithm of the probability that no rule at all fires.
    silence: Vec<f64>,
}

impl Rates {
    /// From how likely each label of each text is.
    fn new(votes: &Votes, probabilities: &[f64]) -> Self {
        let classes = votes.classes;
        let mut sums = vec![1.0; classes];
        let mut counts: Vec<[f64; 2]> =
            (0..votes.labels.len()).map(|rule| [STRENGTH * believed(votes, rule), STRENGTH * (1.0 - believed(votes, rule))]).collect();
        for (fired, p) in votes.rows.iter().zip(probabilities.chunks_exact(classes)) {
            sums.iter_mut().zip(p).for_each(|(sum, p)| *sum += p);
            for &rule in fired {
                let right = p[votes.labels[rule as usize] as usize];
                counts[rule as usize][0] += right;
                counts[rule as usize][1] += 1.0 - right;
            }
        }
        let total: f64 = sums.iter().sum();
        let rate = |(rule, count): (usize, &[f64; 2])| {
            let inside = sums[votes.labels[rule] as usize];
            [count[0] / (inside + STRENGTH), count[1] / (total - inside + STRENGTH)].map(|r| r.clamp(1e-6, 1.0 - 1e-6))
        };
        let fires: Vec<[f64; 2]> = counts.iter().enumerate().map(rate).collect();
        let mut silence = vec![0.0; classes];
        for (&label, rate) in votes.labels.iter().zip(&fires) {
            for (k, silence) in silence.iter_mut().enumerate() {
                *silence += (1.0 - rate[usize::from(k as u32 != label)]).ln();
            }
        }
        Self { shares: sums.iter().map(|s| s / total).collect(), fires, silence }
    }

    /// The share of a rule's votes that are right.
    fn accuracy(&self, votes: &Votes, rule: usize) -> f64 {
        let share = self.shares[votes.labels[rule] as usize];
        let [right, wrong] = [share * self.fires[rule][0], (1.0 - share) * self.fires[rule][1]];
        right / (right + wrong)
    }

    /// The probability of each label of a text.
    fn label(&self, votes: &Votes, fired: &[u32], out: &mut [f64]) {
        for (k, out) in out.iter_mut().enumerate() {
            let vote = |&rule: &u32| {
                let rate = self.fires[rule as usize][usize::from(votes.labels[rule as usize] != k as u32)];
                (rate / (1.0 - rate)).ln()
            };
            *out = self.shares[k].ln() + self.silence[k] + fired.iter().map(vote).sum::<f64>();
        }
        normalise(out);
    }
}

/// Logarithms to probabilities that add up to 1.
fn normalise(out: &mut [f64]) {
    let highest = out.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    out.iter_mut().for_each(|o| *o = (*o - highest).exp());
    let total: f64 = out.iter().sum();
    out.iter_mut().for_each(|o| *o /= total);
}

/// One label a text: probabilities, and the accuracy of each rule.
fn one_label(votes: &Votes) -> (Vec<f64>, Vec<f64>) {
    let classes = votes.classes;
    let others = (classes.max(2) - 1) as f64;
    let mut probabilities = vec![0.0; votes.rows.len() * classes];
    for (fired, p) in votes.rows.iter().zip(probabilities.chunks_exact_mut(classes)) {
        for &rule in fired {
            let a = believed(votes, rule as usize);
            for (k, p) in p.iter_mut().enumerate() {
                *p += if votes.labels[rule as usize] == k as u32 { a.ln() } else { ((1.0 - a) / others).ln() };
            }
        }
        normalise(p);
    }
    let mut rates = Rates::new(votes, &probabilities);
    for _ in 0..ROUNDS {
        for (fired, p) in votes.rows.iter().zip(probabilities.chunks_exact_mut(classes)) {
            rates.label(votes, fired, p);
        }
        let next = Rates::new(votes, &probabilities);
        let moved = next.fires.iter().flatten().zip(rates.fires.iter().flatten()).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        rates = next;
        if moved < TOLERANCE {
            break;
        }
    }
    for (fired, p) in votes.rows.iter().zip(probabilities.chunks_exact_mut(classes)) {
        if fired.is_empty() {
            p.fill(0.0);
        }
    }
    let accuracy = (0..votes.labels.len()).map(|rule| rates.accuracy(votes, rule)).collect();
    (probabilities, accuracy)
}

/// Several labels a text: each label by itself, its rules combined by noisy-or.
fn several_labels(votes: &Votes) -> (Vec<f64>, Vec<f64>) {
    let mut accuracy: Vec<f64> = (0..votes.labels.len()).map(|rule| believed(votes, rule)).collect();
    for _ in 0..ROUNDS {
        let mut right = vec![0.0_f64; accuracy.len()];
        let mut seen = vec![0.0_f64; accuracy.len()];
        for fired in &votes.rows {
            for &rule in fired {
                let label = votes.labels[rule as usize];
                let mut others = fired.iter().filter(|&&r| r != rule && votes.labels[r as usize] == label).peekable();
                if others.peek().is_some() {
                    right[rule as usize] += 1.0 - others.map(|&r| 1.0 - accuracy[r as usize]).product::<f64>();
                    seen[rule as usize] += 1.0;
                }
            }
        }
        let mut moved = 0.0_f64;
        for rule in 0..accuracy.len() {
            let next = (right[rule] + STRENGTH * believed(votes, rule)) / (seen[rule] + STRENGTH);
            moved = moved.max((next - accuracy[rule]).abs());
            accuracy[rule] = next.clamp(BOUNDS[0], BOUNDS[1]);
        }
        if moved < TOLERANCE {
            break;
        }
    }
    let mut probabilities = vec![0.0; votes.rows.len() * votes.classes];
    for (fired, p) in votes.rows.iter().zip(probabilities.chunks_exact_mut(votes.classes)) {
        for &rule in fired {
            let p = &mut p[votes.labels[rule as usize] as usize];
            *p = 1.0 - (1.0 - *p) * (1.0 - accuracy[rule as usize]);
        }
    }
    (probabilities, accuracy)
}

fn counts(votes: &Votes) -> Vec<Trust> {
    let mut out = vec![Trust::default(); votes.labels.len()];
    for fired in &votes.rows {
        for &rule in fired {
            let label = votes.labels[rule as usize];
            let trust = &mut out[rule as usize];
            trust.fired += 1;
            trust.overlaps += u32::from(fired.len() > 1);
            trust.conflicts += u32::from(!votes.multilabel && fired.iter().any(|&r| votes.labels[r as usize] != label));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rules of known accuracy voting on labels drawn by a fixed generator.
    fn made(accuracies: &[f64], rows: usize) -> (Votes, Vec<u32>) {
        let mut random = crate::classify::linear::Random::new(7);
        let mut uniform = || (random.next() >> 11) as f64 / (1_u64 << 53) as f64;
        // Every source has a rule for each of two labels, as an annotator who fires on half of the texts.
        let labels: Vec<u32> = (0..accuracies.len() * 2).map(|r| (r % 2) as u32).collect();
        let mut truth = Vec::new();
        let mut votes = Vec::new();
        for _ in 0..rows {
            let label = u32::from(uniform() < 0.3);
            let mut fired = Vec::new();
            for (source, &accuracy) in accuracies.iter().enumerate() {
                if uniform() < 0.5 {
                    let said = if uniform() < accuracy { label } else { 1 - label };
                    fired.push(source as u32 * 2 + said);
                }
            }
            truth.push(label);
            votes.push(fired);
        }
        let prior = vec![0.7; labels.len()];
        (Votes { rows: votes, labels, prior, classes: 2, multilabel: false }, truth)
    }

    #[test]
    fn good_and_bad_rules_are_told_apart() {
        let (votes, truth) = made(&[0.95, 0.9, 0.85, 0.55, 0.8], 3000);
        let found = estimate(&votes);
        let mean = |source: usize| (found.rules[source * 2].accuracy + found.rules[source * 2 + 1].accuracy) / 2.0;
        assert!(mean(0) > mean(3) + 0.15 && mean(1) > mean(3) + 0.15, "{:?}", found.rules);
        let rows = found.probabilities.chunks_exact(2).zip(&truth).zip(&votes.rows).filter(|(_, fired)| !fired.is_empty());
        let judged: Vec<bool> = rows.clone().map(|((p, t), _)| u32::from(p[1] > p[0]) == *t).collect();
        let majority: Vec<bool> = rows
            .map(|((_, t), fired)| {
                let ones = fired.iter().filter(|&&r| r % 2 == 1).count();
                u32::from(2 * ones > fired.len()) == *t
            })
            .collect();
        let share = |right: &[bool]| right.iter().filter(|&&r| r).count() as f64 / right.len() as f64;
        assert!(share(&judged) > share(&majority), "{} against a majority's {}", share(&judged), share(&majority));
    }

    #[test]
    fn rules_that_fired_are_numbered_anew() {
        let rules =
            "labels = ['wet', 'dry']\ndefault = 'dry'\n[[rule]]\nlabel = 'wet'\nany = ['snow~']\n[[rule]]\nlabel = 'wet'\nany = ['rain~']";
        let rules = RuleClassifier::parse(rules, "weather.toml").unwrap();
        let texts = ["It rained.", "The sun shone.", "Rain again, more rain."];
        let all: Vec<Vec<Fired>> = texts.iter().map(|t| fired(&rules.classify_text(t))).collect();
        let (votes, files) = Votes::new(&rules, &all);
        assert_eq!(files, [Some(1), None]);
        assert_eq!((votes.rows, votes.labels), (vec![vec![0], vec![1], vec![0]], vec![0, 1]));
    }

    #[test]
    fn several_labels_are_combined_by_noisy_or() {
        let votes =
            Votes { rows: vec![vec![0, 1], vec![1], vec![]], labels: vec![0, 0], prior: vec![0.5, 0.8], classes: 1, multilabel: true };
        let found = estimate(&votes);
        assert!(found.probabilities[0] > found.probabilities[1] && found.probabilities[1] > 0.7);
        assert_eq!(found.probabilities[2], 0.0);
        assert_eq!(found.rules.iter().map(|r| (r.fired, r.overlaps, r.conflicts)).collect::<Vec<_>>(), [(1, 1, 0), (2, 1, 0)]);
    }
}
