//! What the seed rules say of a sentence, as features: its act, its event types, which of them comes first and how real each is.

use super::blocks::key;
use super::blocks::order::Order;
use super::blocks::scope::Scope;
use crate::classify::rules::{Hit, RuleClassifier, Scratch};
use crate::classify::sentence::{SentenceView, quoted};
use crate::error::Result;
use crate::once::try_once;
use crate::pool::stop_if_asked;
use crate::span::Span;
use crate::text::Word;
use std::sync::OnceLock;

/// The seed rules of acts and events.
#[derive(Debug)]
pub struct Cues {
    schemes: [Scheme; 2],
    /// Of events alone: what a sentence does is one act, found by its whole.
    order: Order,
    scope: Scope,
}

/// Which of the schemes is that of events.
const EVENTS: usize = 1;

#[derive(Debug)]
struct Scheme {
    rules: RuleClassifier,
    /// The number of each label.
    labels: Vec<u32>,
}

/// Buffers that serve one sentence after the other.
#[derive(Debug, Default)]
pub struct CueScratch([Scratch; 2]);

impl Clone for CueScratch {
    /// Buffers are not worth copying.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Scheme {
    fn new(scheme: &str) -> Result<Self> {
        let rules = RuleClassifier::seed(scheme)?;
        Ok(Self { labels: rules.labels().iter().map(|l| key(&format!("{scheme} {l}"))).collect(), rules })
    }
}

impl Cues {
    /// The seed rules, read once a process.
    pub fn seed() -> Result<&'static Self> {
        static SEED: OnceLock<Cues> = OnceLock::new();
        try_once(&SEED, || {
            let schemes = [Scheme::new("acts")?, Scheme::new("events")?];
            let events = schemes[EVENTS].rules.labels();
            let (order, scope) = (Order::new("events", events), Scope::new("events", events));
            Ok(Self { schemes, order, scope })
        })
    }

    /// Gives the number of every cue of a sentence to `push`, with what it was read from.
    pub fn read(&self, text: &str, within: Span, words: &[Word], scratch: &mut CueScratch, mut push: impl FnMut(u32, Span)) {
        let quoted = quoted(text, within);
        let view = SentenceView { quoted: &quoted, ..SentenceView::plain(text, within, words) };
        for (number, (scheme, scratch)) in self.schemes.iter().zip(&mut scratch.0).enumerate() {
            let decision = scheme.rules.classify_with(&view, scratch);
            stop_if_asked();
            for &(label, _) in &decision.labels {
                let hit = decision.hits.iter().filter(|h| h.label == label && h.weight > 0.0).max_by(|a, b| a.weight.total_cmp(&b.weight));
                push(scheme.labels[label as usize], hit.map_or(Span::new(within.start, within.start), |h| h.span));
            }
            if number == EVENTS {
                let given = |h: &&Hit| h.weight > 0.0 && decision.labels.iter().any(|l| l.0 == h.label);
                let hits: Vec<&Hit> = decision.hits.iter().filter(given).collect();
                self.order.read(&hits, within.start, &mut push);
                self.scope.read(text, words, &hits, &mut push);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    #[test]
    fn cues_are_what_the_rules_say() {
        let text = "The ministry denied that its troops had shelled the town.";
        let mut found = Vec::new();
        let within = Span::new(0, text.len() as u32);
        Cues::seed().unwrap().read(text, within, &words(text), &mut CueScratch::default(), |key, span| found.push((key, span.text(text))));
        assert!(found.contains(&(key("acts denial"), "denied")), "{found:?}");
        assert!(found.contains(&(key("events ASSAULT"), "shelled the town")), "{found:?}");
        assert!(found.contains(&(key("events first REJECT"), "denied")), "{found:?}");
        assert!(found.contains(&(key("events scope ASSAULT negation"), "shelled the town")), "{found:?}");
    }
}
