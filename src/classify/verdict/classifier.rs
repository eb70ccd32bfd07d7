//! What decides on the labels of a sentence: rules, a trained model, or both.

use crate::classify::rules::{self, RuleClassifier};
use crate::classify::scoring::explain::Share;
use crate::classify::scoring::{SentenceClassifier, model};
use crate::classify::sentence::SentenceView;
use crate::span::Span;

/// A label that a sentence gets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// Its position among the labels.
    pub label: u32,
    /// How sure it is, 0 to 1.
    pub score: f32,
    /// The rule that spoke for it, and the words that it matched.
    pub rule: Option<(u32, Span)>,
}

/// What speaks for a label of a sentence, or against it: the weights of a label add up to its score before it becomes a probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// `constant`, `rules`, `model`, or `manner`: quotation, indirect speech, an expert's word.
    pub part: &'static str,
    /// What it adds.
    pub weight: f32,
    /// The rule that spoke, where one did.
    pub rule: Option<u32>,
    /// The words that it rests on most.
    pub span: Option<Span>,
}

/// Buffers that serve one sentence after the other.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    pub(super) rules: rules::Scratch,
    pub(super) model: model::Scratch,
    /// Probabilities of labels.
    pub(super) values: Vec<f32>,
    /// What is weighed to give them.
    pub(super) row: Vec<f32>,
}

/// Decides on the labels of a sentence.
pub trait Classifier: std::fmt::Debug + Send + Sync {
    /// All labels.
    fn labels(&self) -> &[String];

    /// The labels that a sentence gets, surest first; one at most where labels exclude each other.
    fn verdicts(&self, view: &SentenceView<'_>, scratch: &mut Scratch) -> Vec<Verdict>;

    /// The words that speak most for a label for which no rule spoke; nothing if none do.
    fn trigger(&self, view: &SentenceView<'_>, label: u32) -> Option<Span>;

    /// Why a label has its score.
    fn explain(&self, view: &SentenceView<'_>, label: u32, scratch: &mut Scratch) -> Vec<Part>;

    /// The finer kind that a rule stands for, if it has one.
    fn mode(&self, rule: u32) -> Option<&str>;
}

impl Classifier for RuleClassifier {
    fn labels(&self) -> &[String] {
        self.labels()
    }

    fn verdicts(&self, view: &SentenceView<'_>, scratch: &mut Scratch) -> Vec<Verdict> {
        let decision = self.classify_with(view, &mut scratch.rules);
        decision.labels.iter().map(|&(label, score)| Verdict { label, score, rule: decision.heaviest(label) }).collect()
    }

    fn trigger(&self, _: &SentenceView<'_>, _: u32) -> Option<Span> {
        None
    }

    fn explain(&self, view: &SentenceView<'_>, label: u32, scratch: &mut Scratch) -> Vec<Part> {
        let decision = self.classify_with(view, &mut scratch.rules);
        let hits = decision.hits.iter().filter(|h| h.label == label);
        hits.map(|h| Part { part: "rules", weight: h.weight, rule: Some(h.rule), span: Some(h.span) }).collect()
    }

    fn mode(&self, rule: u32) -> Option<&str> {
        self.rule_mode(rule)
    }
}

impl Classifier for SentenceClassifier {
    fn labels(&self) -> &[String] {
        self.classes()
    }

    fn verdicts(&self, view: &SentenceView<'_>, scratch: &mut Scratch) -> Vec<Verdict> {
        scratch.values.clear();
        self.probabilities_of(view.text, view.span, view.words, view.position, &mut scratch.model, &mut scratch.values);
        let given = self.decide(&scratch.values).into_iter();
        let mut out: Vec<Verdict> = given.map(|label| Verdict { label, score: scratch.values[label as usize], rule: None }).collect();
        out.sort_by(|a, b| b.score.total_cmp(&a.score));
        out
    }

    fn trigger(&self, view: &SentenceView<'_>, label: u32) -> Option<Span> {
        heaviest(view, &self.explain(view.span.text(view.text), view.position, label).1)
    }

    fn explain(&self, view: &SentenceView<'_>, label: u32, _: &mut Scratch) -> Vec<Part> {
        let (constant, shares) = self.explain(view.span.text(view.text), view.position, label);
        let weight = shares.iter().map(|s| s.weight).sum();
        let model = Part { part: "model", weight, rule: None, span: heaviest(view, &shares) };
        vec![Part { part: "constant", weight: constant, rule: None, span: None }, model]
    }

    fn mode(&self, _: u32) -> Option<&str> {
        None
    }
}

/// Where the share stands that speaks most for a label, of those that hold a word.
fn heaviest(view: &SentenceView<'_>, shares: &[Share]) -> Option<Span> {
    let has_word = |s: &Share| {
        let next = view.words.partition_point(|w| w.end <= view.span.start + s.span.start);
        view.words.get(next).is_some_and(|w| w.start < view.span.start + s.span.end)
    };
    let for_label = shares.iter().filter(|s| s.weight > 0.0 && has_word(s));
    let heaviest = for_label.max_by(|a, b| a.weight.total_cmp(&b.weight))?;
    Some(Span::new(view.span.start + heaviest.span.start, view.span.start + heaviest.span.end))
}

/// The logarithm of the odds of a probability, held within what a few thousand sentences can tell.
pub(super) fn log_odds(probability: f32) -> f32 {
    const LIMIT: f32 = 7.0;
    let p = probability.clamp(1e-6, 1.0 - 1e-6);
    (p / (1.0 - p)).ln().clamp(-LIMIT, LIMIT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::decide::calibrate;
    use crate::text::words::words;

    #[test]
    fn rules_and_models_answer_alike() {
        let text = "The ministry denied that its troops had shelled the town.";
        let words = words(text);
        let view = SentenceView::plain(text, Span::new(0, text.len() as u32), &words);
        let both: [Box<dyn Classifier>; 2] =
            [Box::new(RuleClassifier::seed("events").unwrap()), Box::new(SentenceClassifier::seed("events").unwrap())];
        for classifier in &both {
            let found = classifier.verdicts(&view, &mut Scratch::default());
            let assault = found.iter().find(|v| classifier.labels()[v.label as usize] == "ASSAULT").unwrap();
            let span = assault.rule.map(|r| r.1).or_else(|| classifier.trigger(&view, assault.label)).unwrap();
            assert!(span.text(text).contains("shelled"), "{span:?}");
            assert!(found.is_sorted_by(|a, b| a.score >= b.score));
        }
        assert!((calibrate::logistic(log_odds(0.3)) - 0.3).abs() < 1e-6 && log_odds(0.0) == -7.0);
    }
}
