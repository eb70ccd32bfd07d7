//! Labels from rules: each rule votes, and how far each may be trusted is estimated from where they agree.
//!
//! One label a text: the votes are those of annotators of unknown accuracy, estimated by expectation maximisation (Dawid and
//! Skene 1979; Ratner et al. 2017, "Snorkel", for rules as annotators). A rule fires at one rate on texts of its label and
//! at another on all others; rules that exclude each other are one annotator, and so are rules that fire together ([`super::sources`]);
//! as far as they are not independent otherwise, labels are held near the vote of the majority ([`super::label_model`]).
//! Only texts on which a rule fired are looked at, since many others may have none of the labels; how many of those with a label
//! go without a vote follows from how often annotators meet. Several labels a text: each label by itself, its rules combined by noisy-or;
//! a rule's accuracy moves from what its weight claims towards how sure the other rules of the label are where it fires.

use super::label_model::{ROUNDS, STRENGTH, Sample, TOLERANCE};
use super::sources::Sources;
use crate::classify::rules::{Decision, RuleClassifier};

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
    /// The rule that stands for the default label: it fires where no other does, and nothing is learnt of it.
    pub silent: Option<u32>,
}

/// What follows from them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Estimate {
    /// One row a text: the probability of each label. Where no rule fired all are 0, or the default label has what is believed of it.
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

/// Accuracies stay inside, so that no single rule outvotes all others.
const BOUNDS: [f64; 2] = [0.05, 0.98];

/// What is believed of the default label where no rule fired.
const SILENCE: f32 = 0.6;

impl Votes {
    /// The votes of a set of rules, given what fired on each text. Gives with them the index of each in its file: none for the last one,
    /// which votes for the default label where no rule fired. Rules that speak against a label have no vote.
    pub fn new(rules: &RuleClassifier, fired: &[Vec<Fired>]) -> (Self, Vec<Option<u32>>) {
        let mut votes = Self { classes: rules.labels().len(), multilabel: rules.is_multilabel(), ..Self::default() };
        let mut numbers: Vec<Option<u32>> = vec![None; rules.len()];
        let mut files = Vec::new();
        for (rule, number) in (0..).zip(&mut numbers) {
            let (label, weight) = rules.rule_vote(rule);
            if weight > 0.0 {
                *number = Some(files.len() as u32);
                files.push(Some(rule));
                votes.labels.push(label);
                // A weight of 1 is an even chance, of 2 three in four: as the scheme's own scores count.
                votes.prior.push(1.0 - 0.5_f32.powf(weight.max(0.1) + 0.5));
            }
        }
        let default = rules.default_label().and_then(|d| rules.labels().iter().position(|c| c == d)).filter(|_| !votes.multilabel);
        if let Some(label) = default {
            votes.silent = Some(files.len() as u32);
            files.push(None);
            votes.labels.push(label as u32);
            votes.prior.push(SILENCE);
        }
        for fired in fired {
            let mut row: Vec<u32> = fired.iter().filter_map(|f| numbers[f.rule as usize]).collect();
            row.sort_unstable();
            if row.is_empty() {
                row.extend(votes.silent);
            }
            votes.rows.push(row);
        }
        (votes, files)
    }

    /// True if a rule fired on a text.
    fn speaks(&self, fired: &[u32]) -> bool {
        fired.first().is_some_and(|&rule| Some(rule) != self.silent)
    }
}

/// Estimates how far each rule may be trusted, and what the labels are.
///
/// ```
/// use dateline::classify::labelling::weak::{Votes, estimate};
/// // Rules 0 and 1 are for label 0, rule 2 for label 1.
/// let votes = Votes { rows: vec![vec![0, 1], vec![2], vec![]], labels: vec![0, 0, 1], prior: vec![0.7; 3], classes: 2, ..Votes::default() };
/// let found = estimate(&votes);
/// assert!(found.probabilities[0] > 0.8 && found.probabilities[3] > 0.6 && found.probabilities[4] == 0.0);
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

/// One label a text: probabilities, and the accuracy of each rule.
fn one_label(votes: &Votes) -> (Vec<f64>, Vec<f64>) {
    let classes = votes.classes;
    let spoken: Vec<&[u32]> = votes.rows.iter().filter(|fired| votes.speaks(fired)).map(Vec::as_slice).collect();
    let sources = Sources::new(&spoken, &votes.labels);
    let rows = sources.rows(&spoken);
    let beliefs: Vec<f64> = (0..votes.labels.len()).map(|rule| believed(votes, rule)).collect();
    let found = Sample::new(&sources, &rows, &beliefs, classes).maximised();
    let (mut right, mut fired) = (vec![0.0; votes.labels.len()], vec![0.0; votes.labels.len()]);
    for (row, p) in spoken.iter().zip(found.chunks_exact(classes)) {
        for &rule in *row {
            right[rule as usize] += p[votes.labels[rule as usize] as usize];
            fired[rule as usize] += 1.0;
        }
    }
    let accuracy = |rule: usize| ((right[rule] + STRENGTH * beliefs[rule]) / (fired[rule] + STRENGTH)).clamp(BOUNDS[0], BOUNDS[1]);
    let mut found = found.chunks_exact(classes);
    let mut probabilities = vec![0.0; votes.rows.len() * classes];
    for (fired, p) in votes.rows.iter().zip(probabilities.chunks_exact_mut(classes)) {
        if votes.speaks(fired) {
            p.copy_from_slice(found.next().unwrap_or_default());
        } else if let Some(silent) = votes.silent {
            let belief = beliefs[silent as usize];
            p.fill((1.0 - belief) / (classes.max(2) - 1) as f64);
            p[votes.labels[silent as usize] as usize] = belief;
        }
    }
    (probabilities, (0..votes.labels.len()).map(accuracy).collect())
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
        let mut random = crate::random::Random::new(7);
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
        (Votes { rows: votes, labels, prior, classes: 2, ..Votes::default() }, truth)
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

    /// The mean log loss of probabilities of label 1, on texts with a vote.
    fn log_loss(probabilities: &[f32], votes: &Votes, truth: &[u32]) -> f64 {
        let rows = probabilities.chunks_exact(2).zip(truth).zip(&votes.rows).filter(|(_, fired)| !fired.is_empty());
        let losses: Vec<f64> = rows.map(|((p, &t), _)| -f64::from(p[t as usize].max(1e-6)).ln()).collect();
        losses.iter().sum::<f64>() / losses.len() as f64
    }

    /// Dawid and Skene's estimate by those who know which rules belong together, from the same beginning: the probability of label 1.
    fn dawid_skene(votes: &Votes) -> Vec<f32> {
        let sources = votes.labels.len() / 2;
        let said = |fired: &[u32], source: usize| fired.iter().find(|&&r| r as usize / 2 == source).map(|&r| (r % 2) as usize);
        let spoken: Vec<&Vec<u32>> = votes.rows.iter().filter(|fired| !fired.is_empty()).collect();
        let begin = |fired: &&Vec<u32>| match 2 * fired.iter().filter(|&&r| r % 2 == 1).count() {
            twice if twice > fired.len() => 0.8,
            twice if twice < fired.len() => 0.2,
            _ => 0.5,
        };
        let mut q: Vec<f64> = spoken.iter().map(begin).collect();
        for _ in 0..200 {
            let share = q.iter().sum::<f64>() / q.len() as f64;
            let mut next = vec![(share / (1.0 - share)).ln(); q.len()];
            for source in 0..sources {
                let mut counts = [[1.0_f64; 2]; 2];
                for (q, fired) in q.iter().zip(&spoken) {
                    if let Some(label) = said(fired, source) {
                        counts[1][label] += q;
                        counts[0][label] += 1.0 - q;
                    }
                }
                let rate = |class: usize, label: usize| counts[class][label] / (counts[class][0] + counts[class][1]);
                for (next, fired) in next.iter_mut().zip(&spoken) {
                    *next += said(fired, source).map_or(0.0, |label| (rate(1, label) / rate(0, label)).ln());
                }
            }
            q = next.iter().map(|odds| 1.0 / (1.0 + (-odds).exp())).collect();
        }
        let mut q = q.into_iter();
        let row = |fired: &Vec<u32>| if fired.is_empty() { 0.5 } else { q.next().unwrap_or(0.5) as f32 };
        votes.rows.iter().map(row).flat_map(|p| [1.0 - p, p]).collect()
    }

    #[test]
    fn pairs_of_opposite_rules_are_not_heard_twice() {
        for accuracies in [&[0.9, 0.6, 0.6, 0.6, 0.6][..], &[0.85, 0.8, 0.55, 0.55, 0.55], &[0.9, 0.8, 0.75, 0.7], &[0.85; 3]] {
            let (mut votes, truth) = made(accuracies, 2000);
            // Texts that have none of the labels, and so no vote, change nothing.
            votes.rows.extend(vec![Vec::new(); 4000]);
            let found = estimate(&votes);
            let (ours, theirs) = (log_loss(&found.probabilities, &votes, &truth), log_loss(&dawid_skene(&votes), &votes, &truth));
            assert!(ours < theirs + 0.05, "{accuracies:?}: log loss {ours:.3} against {theirs:.3}");
            for (rule, trust) in (0_u32..).zip(&found.rules) {
                let fired = truth.iter().zip(&votes.rows).filter(|(_, fired)| fired.contains(&rule));
                let right = fired.filter(|(t, _)| **t == votes.labels[rule as usize]).count() as f32 / trust.fired as f32;
                assert!((trust.accuracy - right).abs() < 0.2, "{accuracies:?}, rule {rule}: {} where {right} is right", trust.accuracy);
            }
        }
    }

    #[test]
    fn rules_that_find_different_texts_of_a_label_do_not_turn_against_it() {
        // Two rules for a rare label and three for the other, hardly any of which fire together: (rules, label, texts).
        let made: [(&[u32], u32, usize); 9] = [
            (&[0], 0, 60),
            (&[1], 0, 20),
            (&[0, 1], 0, 10),
            (&[2], 1, 200),
            (&[3], 1, 100),
            (&[4], 1, 100),
            (&[2, 3], 1, 30),
            (&[0, 4], 0, 15),
            (&[1, 4], 0, 10),
        ];
        let rows: Vec<Vec<u32>> = made.iter().flat_map(|(rules, _, texts)| vec![rules.to_vec(); *texts]).collect();
        let truth: Vec<u32> = made.iter().flat_map(|(_, label, texts)| vec![*label; *texts]).collect();
        let votes = Votes { rows, labels: vec![0, 0, 1, 1, 1], prior: vec![0.75; 5], classes: 2, ..Votes::default() };
        let found = estimate(&votes);
        let right = found.probabilities.chunks_exact(2).zip(&truth).filter(|(p, label)| u32::from(p[1] > p[0]) == **label).count();
        assert!(right as f64 >= 0.95 * truth.len() as f64, "{right} of {}", truth.len());
        assert!(found.rules.iter().all(|trust| trust.accuracy > 0.5), "{:?}", found.rules);
    }

    #[test]
    fn rules_that_say_the_same_are_heard_once() {
        // Rules 0 and 1 fire together and are right in two of three cases; rule 2 is for the other label.
        let rows: Vec<Vec<u32>> = (0..600).map(|n| if n % 2 == 0 { vec![0, 1] } else { vec![2] }).collect();
        let once: Vec<Vec<u32>> = rows.iter().map(|row| row.iter().copied().filter(|&r| r != 1).collect()).collect();
        let votes = Votes { rows, labels: vec![0, 0, 1], prior: vec![0.65; 3], classes: 2, ..Votes::default() };
        let alone = Votes { rows: once, ..votes.clone() };
        assert_eq!(estimate(&votes).probabilities, estimate(&alone).probabilities);
        assert!(estimate(&votes).rules.iter().all(|trust| trust.accuracy < 0.8), "{:?}", estimate(&votes).rules);
    }

    #[test]
    fn rules_without_a_vote_have_a_number_too() {
        let rules =
            "labels = ['wet', 'dry']\ndefault = 'dry'\n[[rule]]\nlabel = 'wet'\nany = ['snow~']\n[[rule]]\nlabel = 'wet'\nany = ['rain~']";
        let rules = RuleClassifier::parse(rules, "weather.toml").unwrap();
        let texts = ["It rained.", "The sun shone.", "Rain again, more rain."];
        let all: Vec<Vec<Fired>> = texts.iter().map(|t| fired(&rules.classify_text(t))).collect();
        let (votes, files) = Votes::new(&rules, &all);
        assert_eq!(files, [Some(0), Some(1), None]);
        assert_eq!((votes.rows, votes.labels), (vec![vec![1], vec![2], vec![1]], vec![0, 0, 1]));
    }

    #[test]
    fn several_labels_are_combined_by_noisy_or() {
        let votes = Votes {
            rows: vec![vec![0, 1], vec![1], vec![]],
            labels: vec![0, 0],
            prior: vec![0.5, 0.8],
            classes: 1,
            multilabel: true,
            ..Votes::default()
        };
        let found = estimate(&votes);
        assert!(found.probabilities[0] > found.probabilities[1] && found.probabilities[1] > 0.7);
        assert_eq!(found.probabilities[2], 0.0);
        assert_eq!(found.rules.iter().map(|r| (r.fired, r.overlaps, r.conflicts)).collect::<Vec<_>>(), [(1, 1, 0), (2, 1, 0)]);
    }
}
