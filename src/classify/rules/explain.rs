//! Why a sentence got its label.

use super::{Decision, RuleClassifier};
use crate::span::Span;

/// One reason: a rule that spoke for a label, or against it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Number of the rule in its file, from 1.
    pub rule: u32,
    /// Its name, where it has one.
    pub name: Option<String>,
    /// The label it speaks for, or against where the weight is negative.
    pub label: String,
    /// What it counts here; the weights of a label add up to its sum.
    pub weight: f32,
    /// The pattern that matched, as written in the file; empty for a rule of conditions alone.
    pub pattern: String,
    /// What it matched.
    pub span: Span,
}

impl RuleClassifier {
    /// The reasons of a decision, in the order of the text.
    ///
    /// ```
    /// use dateline::classify::RuleClassifier;
    /// let rules = RuleClassifier::parse(
    ///     "labels = ['VISIT']\nmultilabel = true\n[[rule]]\nlabel = 'VISIT'\nany = ['pay~ _{0,3} visit to']",
    ///     "visits.toml",
    /// )?;
    /// let text = "The minister paid a surprise visit to the port.";
    /// let reasons = rules.explain(&rules.classify_text(text));
    /// assert_eq!(reasons[0].span.text(text), "paid a surprise visit to");
    /// assert_eq!((reasons[0].rule, reasons[0].weight), (1, 1.0));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn explain(&self, decision: &Decision) -> Vec<Reason> {
        decision
            .hits
            .iter()
            .map(|hit| Reason {
                rule: hit.rule + 1,
                name: self.rules[hit.rule as usize].name.clone(),
                label: self.labels[hit.label as usize].clone(),
                weight: hit.weight,
                pattern: self.sources.get(hit.pattern as usize).cloned().unwrap_or_default(),
                span: hit.span,
            })
            .collect()
    }
}
