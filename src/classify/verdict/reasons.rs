//! A classifier that keeps why it decided as it did.

use super::classifier::{Classifier, Part, Scratch, Verdict};
use crate::classify::sentence::SentenceView;
use crate::span::Span;
use std::sync::{Mutex, PoisonError};

/// Why a sentence got a label.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The sentence.
    pub sentence: Span,
    /// The label and its score.
    pub verdict: Verdict,
    /// What speaks for it and against it.
    pub parts: Vec<Part>,
}

/// Decides as another classifier does and keeps its reasons.
#[derive(Debug)]
pub struct Reasons<'c> {
    inner: &'c dyn Classifier,
    kept: Mutex<Vec<Reason>>,
}

impl<'c> Reasons<'c> {
    /// Around a classifier.
    pub const fn new(inner: &'c dyn Classifier) -> Self {
        Self { inner, kept: Mutex::new(Vec::new()) }
    }

    /// What was kept, in the order of the questions.
    pub fn into_inner(self) -> Vec<Reason> {
        self.kept.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Classifier for Reasons<'_> {
    fn labels(&self) -> &[String] {
        self.inner.labels()
    }

    fn verdicts(&self, view: &SentenceView<'_>, scratch: &mut Scratch) -> Vec<Verdict> {
        let out = self.inner.verdicts(view, scratch);
        let reason = |&verdict: &Verdict| Reason { sentence: view.span, verdict, parts: self.inner.explain(view, verdict.label, scratch) };
        let reasons: Vec<Reason> = out.iter().map(reason).collect();
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).extend(reasons);
        out
    }

    fn trigger(&self, view: &SentenceView<'_>, label: u32) -> Option<Span> {
        self.inner.trigger(view, label)
    }

    fn explain(&self, view: &SentenceView<'_>, label: u32, scratch: &mut Scratch) -> Vec<Part> {
        self.inner.explain(view, label, scratch)
    }

    fn mode(&self, rule: u32) -> Option<&str> {
        self.inner.mode(rule)
    }
}
