//! Rules and a trained model read together: what each says of a sentence is weighed by a layer that was fitted on sentences
//! that the model had not seen.
//!
//! One model tells the labels of acts and events in one pass over the words of a document; rules of both schemes stand beside it.

use super::classifier::{Classifier, Part, Scratch, Verdict, log_odds};
use super::stack::Stack;
use crate::classify::rules::{Decision, RuleClassifier};
use crate::classify::scoring::{SentenceClassifier, model};
use crate::classify::sentence::Scheme;
use crate::classify::sentence::SentenceView;
use crate::container::checksum;
use crate::error::{Error, Result};
use crate::pool::stop_if_asked;
use crate::span::Span;
use crate::text::fold::hash_step;
use crate::text::{BlockKind, Outline};
use std::sync::{Arc, Mutex, PoisonError};

/// A scheme's rules, and how they are weighed against the model.
#[derive(Clone, Debug)]
struct Side {
    rules: Arc<RuleClassifier>,
    stack: Stack,
    /// For each label of the scheme the model's class of the same name.
    classes: Vec<u32>,
}

/// Rules of acts and of events with one model for both. Immutable and shareable between threads.
#[derive(Clone, Debug)]
pub struct Combination {
    model: SentenceClassifier,
    sides: [Side; 2],
}

/// What the names of columns begin with.
const GIVEN: &str = "given:";
const SCORE: &str = "score:";
const MODEL: &str = "model:";
/// A label that a rule gives by more than where the sentence stands or a bare "said": its heaviest match weighs this much.
const SURE: &str = "sure:";
const SURE_WEIGHT: f32 = 1.0;
/// What is added to the weights that labelled sentences give, in log-odds. The sentences under `seeds/labels` were chosen to be hard: of
/// reports as they come rules tell more rightly, so labels that rules give weigh more, and event types that no rule gives weigh less.
/// Chosen on some 1,500 sentences of reports and confirmed on 230 of others that nobody had read: still more trust helps only on reports
/// that the rules were written for, since what the model knows where no rule fires would be lost.
const TRUST_FOR_ACTS: [(&str, f32); 2] = [(GIVEN, 2.25), (SURE, 0.25)];
/// What is announced and what is threatened has words of its own, which rules know and few of the labelled sentences have.
const TRUST_FOR_EVENTS: [(&str, f32); 4] = [(GIVEN, 2.75), ("given:AGREE", 1.0), ("given:THREATEN", 1.0), (CONSTANT, -2.0)];
/// By what the weights of what the model says of events are multiplied. Rules know fewer of the words of reports that nobody has read than
/// of those that they were written with; on 720 sentences of such reports, by rules older than all of them, this finds an eighth of the
/// types that were missed, and adds fewer that are wrong.
const STRESS_FOR_EVENTS: f32 = 1.2;
/// How often each act stands in reports as they come, by a count of some five hundred sentences of agencies, broadcasters and newspapers.
/// The sentences under `seeds/labels` are balanced over acts: there every eleventh is a denial and every fourteenth a fragment; in running
/// text, which alone is weighed, hardly any is one.
const SHARES_OF_ACTS: [(&str, f32); 10] = [
    ("report", 0.38),
    ("claim", 0.24),
    ("assessment", 0.15),
    ("accusation", 0.05),
    ("denial", 0.05),
    ("demand", 0.04),
    ("commitment", 0.025),
    ("warning", 0.025),
    ("question", 0.03),
    ("none", 0.002),
];
/// What an event type that no rule gave keeps of its probability as its score, so that it stands behind those of rules.
const ASIDE: f32 = 0.5;
/// The column that is always 1.
const CONSTANT: &str = "constant";
/// Tags of the caller that weigh in for acts.
const MANNER: [&str; 3] = ["direct", "indirect", "expert"];

/// The columns of a scheme that come from rules, constant first.
fn rule_columns(rules: &RuleClassifier, scheme: Scheme) -> Vec<String> {
    let mut out = vec![CONSTANT.to_owned()];
    for part in [GIVEN, SCORE] {
        out.extend(rules.labels().iter().map(|l| format!("{part}{l}")));
    }
    if scheme == Scheme::Acts {
        out.extend(rules.labels().iter().map(|l| format!("{SURE}{l}")));
        out.extend(MANNER.map(str::to_owned));
    }
    out
}

/// What is added to the fitted weights of a scheme: to the columns of a label that begin so, by the label or alone.
pub const fn trust(scheme: Scheme) -> &'static [(&'static str, f32)] {
    match scheme {
        Scheme::Acts => &TRUST_FOR_ACTS,
        Scheme::Events => &TRUST_FOR_EVENTS,
    }
}

/// The part whose weights are multiplied, and by what.
pub const fn stress(scheme: Scheme) -> (&'static str, f32) {
    match scheme {
        Scheme::Acts => (MODEL, 1.0),
        Scheme::Events => (MODEL, STRESS_FOR_EVENTS),
    }
}

/// How often the labels of a scheme stand in reports as they come, where that is known.
pub const fn shares(scheme: Scheme) -> &'static [(&'static str, f32)] {
    match scheme {
        Scheme::Acts => &SHARES_OF_ACTS,
        Scheme::Events => &[],
    }
}

/// All columns of a scheme, given the classes of the model.
pub fn columns(rules: &RuleClassifier, scheme: Scheme, classes: &[String]) -> Vec<String> {
    let mut out = rule_columns(rules, scheme);
    out.extend(classes.iter().map(|c| format!("{MODEL}{c}")));
    out
}

/// The numbers of a sentence that come from rules.
fn rule_numbers(rules: &RuleClassifier, scheme: Scheme, decision: &Decision, context: &[&str], out: &mut Vec<f32>) {
    out.clear();
    out.push(1.0);
    let first = out.len();
    out.resize(first + rules.labels().len(), 0.0);
    decision.labels.iter().for_each(|&(label, _)| out[first + label as usize] = 1.0);
    out.extend(rules.scores(decision));
    if scheme == Scheme::Acts {
        let first = out.len();
        out.resize(first + rules.labels().len(), 0.0);
        for hit in decision.hits.iter().filter(|h| h.weight >= SURE_WEIGHT && decision.labels.iter().any(|l| l.0 == h.label)) {
            out[first + hit.label as usize] = 1.0;
        }
        out.extend(MANNER.map(|tag| f32::from(u8::from(context.contains(&tag)))));
    }
}

/// Whether the model has a say: it learnt from running text, and what a caption or dateline does follows from where it stands.
const fn is_running(block: BlockKind) -> bool {
    matches!(block, BlockKind::Body | BlockKind::Headline | BlockKind::Heading)
}

impl Combination {
    /// From its parts. The stacks must be fitted for these rules and the model's classes.
    pub fn new(rules: [Arc<RuleClassifier>; 2], model: SentenceClassifier, stacks: [Stack; 2]) -> Result<Self> {
        let [acts, events] = rules;
        let [for_acts, for_events] = stacks;
        let side = |rules: Arc<RuleClassifier>, stack: Stack, scheme: Scheme| {
            let class = |label: &String| model.classes().iter().position(|c| c == label).map(|at| at as u32);
            let classes: Option<Vec<u32>> = rules.labels().iter().map(class).collect();
            let fits = stack.labels == rules.labels() && stack.columns == columns(&rules, scheme, model.classes());
            let fits = fits && stack.weights.len() == stack.labels.len() && stack.weights.iter().all(|w| w.len() == stack.columns.len());
            match classes {
                Some(classes) if fits => Ok(Side { rules, stack, classes }),
                _ => Err(Error::input(scheme.as_str(), "rules, model and the weights between them have different labels; fit them anew")),
            }
        };
        let sides = [side(acts, for_acts, Scheme::Acts)?, side(events, for_events, Scheme::Events)?];
        Ok(Self { model, sides })
    }

    /// The combination that ships with dateline. `make seeds` trains it on `seeds/labels`.
    pub fn seed() -> Result<Self> {
        let model = include_bytes!("../../../seeds/models/both.dlc").to_vec();
        let stacks = [
            Stack::from_json(include_str!("../../../seeds/models/acts.json"), "seeds/models/acts.json")?,
            Stack::from_json(include_str!("../../../seeds/models/events.json"), "seeds/models/events.json")?,
        ];
        let rules = [Arc::new(RuleClassifier::seed("acts")?), Arc::new(RuleClassifier::seed("events")?)];
        Self::new(rules, SentenceClassifier::from_bytes(model, "seeds/models/both.dlc", None)?, stacks)
    }

    fn side(&self, scheme: Scheme) -> &Side {
        &self.sides[usize::from(scheme == Scheme::Events)]
    }

    /// The rules of a scheme.
    pub fn rules(&self, scheme: Scheme) -> &RuleClassifier {
        &self.side(scheme).rules
    }

    /// A number that is the same for the same rules, model and weights.
    pub fn identity(&self) -> Result<u64> {
        let mut identity = checksum(&self.model.to_bytes()?);
        for side in &self.sides {
            identity = hash_step(identity, side.rules.identity());
        }
        for side in &self.sides {
            identity = hash_step(identity, checksum(side.stack.to_json()?.as_bytes()));
        }
        Ok(identity)
    }

    /// What the model says of every sentence of a document: asked once for both schemes.
    pub fn read(&self, outline: &Outline<'_>) -> Reading<'_> {
        let classes = self.model.classes().len();
        let mut odds = Vec::with_capacity(outline.sentences.len() * classes);
        let mut scratch = model::Scratch::default();
        for (number, sentence) in outline.sentences.iter().enumerate() {
            stop_if_asked();
            let (words, position) = (outline.sentence_words(number), outline.position(number));
            self.model.probabilities_of(outline.text, sentence.span, words, Some(position), &mut scratch, &mut odds);
        }
        odds.iter_mut().for_each(|p| *p = log_odds(*p));
        Reading { combination: self, sentences: outline.sentences.iter().map(|s| s.span).collect(), odds }
    }
}

/// What the model of a combination says of the sentences of one document.
#[derive(Clone, Debug)]
pub struct Reading<'c> {
    combination: &'c Combination,
    /// Where each sentence stands.
    sentences: Vec<Span>,
    /// The log-odds of every class of the model, one row a sentence.
    odds: Vec<f32>,
}

impl<'c> Reading<'c> {
    /// What decides on the labels of one of the schemes.
    pub const fn voice(&self, scheme: Scheme) -> Voice<'_, 'c> {
        Voice { reading: self, scheme }
    }

    /// Adds the log-odds of the classes to a row; of a part of a sentence the model is asked anew.
    fn odds(&self, view: &SentenceView<'_>, row: &mut Vec<f32>) {
        let model = &self.combination.model;
        let classes = model.classes().len();
        let at = self.sentences.partition_point(|s| s.start < view.span.start);
        if self.sentences.get(at) == Some(&view.span) {
            row.extend_from_slice(self.odds.get(at * classes..(at + 1) * classes).unwrap_or_default());
            return;
        }
        let from = row.len();
        model.probabilities_of(view.text, view.span, view.words, view.position, &mut model::Scratch::default(), row);
        row[from..].iter_mut().for_each(|p| *p = log_odds(*p));
    }
}

/// A reading with regard to one scheme.
#[derive(Clone, Copy, Debug)]
pub struct Voice<'r, 'c> {
    reading: &'r Reading<'c>,
    scheme: Scheme,
}

impl Voice<'_, '_> {
    fn side(&self) -> &Side {
        self.reading.combination.side(self.scheme)
    }

    /// Fills the probability of each label; gives what the rules said.
    fn probabilities(&self, view: &SentenceView<'_>, scratch: &mut Scratch) -> Decision {
        let side = self.side();
        let decision = side.rules.classify_with(view, &mut scratch.rules);
        rule_numbers(&side.rules, self.scheme, &decision, view.context, &mut scratch.row);
        self.reading.odds(view, &mut scratch.row);
        side.stack.probabilities(&scratch.row, &mut scratch.values);
        decision
    }
}

impl Classifier for Voice<'_, '_> {
    fn labels(&self) -> &[String] {
        self.side().rules.labels()
    }

    fn verdicts(&self, view: &SentenceView<'_>, scratch: &mut Scratch) -> Vec<Verdict> {
        if self.scheme == Scheme::Acts && !is_running(view.block) {
            return Classifier::verdicts(&*self.side().rules, view, scratch);
        }
        let decision = self.probabilities(view, scratch);
        let given = self.side().stack.decide(&scratch.values).into_iter();
        let spoke = |label| decision.hits.iter().any(|h| h.label == label && h.weight > 0.0);
        let rule = |label| decision.heaviest(label).filter(|_| spoke(label));
        // The score of an event tells what a sentence is mainly about, which rules weigh by place and clause and the model does not know.
        let score = |label: u32| {
            let probability = scratch.values[label as usize];
            let of_rule = decision.labels.iter().find(|l| l.0 == label).map(|l| l.1);
            if self.scheme == Scheme::Acts { probability } else { of_rule.unwrap_or(probability * ASIDE) }
        };
        let mut out: Vec<Verdict> = given.map(|label| Verdict { label, score: score(label), rule: rule(label) }).collect();
        out.sort_by(|a, b| b.score.total_cmp(&a.score));
        out
    }

    fn trigger(&self, view: &SentenceView<'_>, label: u32) -> Option<Span> {
        let class = *self.side().classes.get(label as usize)?;
        self.reading.combination.model.trigger(view, class)
    }

    fn explain(&self, view: &SentenceView<'_>, label: u32, scratch: &mut Scratch) -> Vec<Part> {
        let decision = self.probabilities(view, scratch);
        let side = self.side();
        let Some(weights) = side.stack.weights.get(label as usize) else { return Vec::new() };
        let labels = side.rules.labels().len();
        let sum = |from: usize, end: usize| weights[from..end].iter().zip(&scratch.row[from..end]).map(|(w, x)| w * x).sum::<f32>();
        let model_start = weights.len() - self.reading.combination.model.classes().len();
        let rules_end = if self.scheme == Scheme::Acts { model_start - MANNER.len() } else { 1 + 2 * labels };
        let heaviest = decision.heaviest(label);
        let part = |part, weight, rule, span| Part { part, weight, rule, span };
        let mut out = vec![
            part("constant", weights[0], None, None),
            part("rules", sum(1, rules_end), heaviest.map(|h| h.0), heaviest.map(|h| h.1)),
            part("model", sum(model_start, weights.len()), None, self.trigger(view, label)),
        ];
        if model_start > rules_end {
            out.push(part("manner", sum(rules_end, model_start), None, None));
        }
        out
    }

    fn mode(&self, rule: u32) -> Option<&str> {
        self.side().rules.rule_mode(rule)
    }
}

/// Rules that keep what they said of each sentence: what a stack is fitted on.
#[derive(Debug)]
pub struct Witness<'r> {
    rules: &'r RuleClassifier,
    scheme: Scheme,
    seen: Mutex<Vec<Vec<f32>>>,
}

impl<'r> Witness<'r> {
    /// Of a scheme's rules.
    pub const fn new(rules: &'r RuleClassifier, scheme: Scheme) -> Self {
        Self { rules, scheme, seen: Mutex::new(Vec::new()) }
    }

    /// The numbers of each sentence that was asked about, in turn: the columns of [`columns`] but for those of the model.
    pub fn into_numbers(self) -> Vec<Vec<f32>> {
        self.seen.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Classifier for Witness<'_> {
    fn labels(&self) -> &[String] {
        self.rules.labels()
    }

    fn verdicts(&self, view: &SentenceView<'_>, scratch: &mut Scratch) -> Vec<Verdict> {
        let decision = self.rules.classify_with(view, &mut scratch.rules);
        let mut numbers = Vec::new();
        rule_numbers(self.rules, self.scheme, &decision, view.context, &mut numbers);
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).push(numbers);
        Classifier::verdicts(self.rules, view, scratch)
    }

    fn trigger(&self, _: &SentenceView<'_>, _: u32) -> Option<Span> {
        None
    }

    fn explain(&self, view: &SentenceView<'_>, label: u32, scratch: &mut Scratch) -> Vec<Part> {
        Classifier::explain(self.rules, view, label, scratch)
    }

    fn mode(&self, rule: u32) -> Option<&str> {
        self.rules.rule_mode(rule)
    }
}
