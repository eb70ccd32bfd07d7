//! Rules that an analyst can read and write, in TOML.

use super::SentenceView;
use crate::error::Result;
use crate::span::Span;

/// A set of rules for one label scheme.
#[derive(Clone, Debug, Default)]
pub struct RuleClassifier {
    labels: Vec<String>,
}

/// What one rule found in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Index of the rule in its file.
    pub rule: u32,
    /// Index of its label.
    pub label: u32,
    /// Its weight.
    pub weight: f32,
    /// What it matched.
    pub span: Span,
}

/// The decision for one sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// Indices of the chosen labels with their scores in 0 to 1, best first; one for a single-label scheme.
    pub labels: Vec<(u32, f32)>,
    /// All that spoke for or against.
    pub hits: Vec<Hit>,
}

impl RuleClassifier {
    /// The seed rules of a scheme: `acts` or `events`.
    pub fn seed(scheme: &str) -> Result<Self> {
        let _ = scheme;
        Ok(Self::default())
    }

    /// The labels, in the file's order.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Classifies one sentence.
    pub fn classify(&self, sentence: &SentenceView<'_>) -> Decision {
        let _ = sentence;
        Decision::default()
    }
}
