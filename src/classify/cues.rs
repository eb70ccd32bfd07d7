//! What the seed rules say of a sentence, as features: the act, the event types, and which rule spoke for them.

use super::rules::Scratch;
use super::{RuleClassifier, SentenceView, quoted};
use crate::error::Result;
use crate::span::Span;
use crate::text::Word;
use crate::text::fold::hash_bytes;
use std::sync::OnceLock;

/// The seed rules of acts and events.
#[derive(Debug)]
pub struct Cues {
    schemes: [Scheme; 2],
}

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

fn key(scheme: &str, label: &str) -> u32 {
    hash_bytes(format!("{scheme} {label}").as_bytes()) as u32
}

impl Scheme {
    fn new(scheme: &str) -> Result<Self> {
        let rules = RuleClassifier::seed(scheme)?;
        Ok(Self { labels: rules.labels().iter().map(|l| key(scheme, l)).collect(), rules })
    }
}

impl Cues {
    /// The seed rules, read once a process.
    pub fn seed() -> Result<&'static Self> {
        static SEED: OnceLock<Cues> = OnceLock::new();
        if let Some(cues) = SEED.get() {
            return Ok(cues);
        }
        let cues = Self { schemes: [Scheme::new("acts")?, Scheme::new("events")?] };
        Ok(SEED.get_or_init(|| cues))
    }

    /// Gives the number of every cue of a sentence to `push`, with what it was read from.
    pub fn read(&self, text: &str, within: Span, words: &[Word], scratch: &mut CueScratch, mut push: impl FnMut(u32, Span)) {
        let quoted = quoted(text, within);
        let view = SentenceView { quoted: &quoted, ..SentenceView::plain(text, within, words) };
        for (scheme, scratch) in self.schemes.iter().zip(&mut scratch.0) {
            let decision = scheme.rules.classify_with(&view, scratch);
            for &(label, _) in &decision.labels {
                let hit = decision.hits.iter().filter(|h| h.label == label && h.weight > 0.0).max_by(|a, b| a.weight.total_cmp(&b.weight));
                push(scheme.labels[label as usize], hit.map_or(Span::new(within.start, within.start), |h| h.span));
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
        assert!(found.contains(&(key("acts", "denial"), "denied")), "{found:?}");
        assert!(found.contains(&(key("events", "ASSAULT"), "shelled the town")), "{found:?}");
    }
}
