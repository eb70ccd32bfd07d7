//! A set of rules, ready to be matched.

use super::evaluate::Rule;
use super::{Decision, Scratch};
use super::{build, compile, decision, evaluate, literal, seed};
use crate::classify::sentence::Scheme;
use crate::classify::sentence::{SentenceView, quoted};
use crate::error::Result;
use crate::span::Span;
use crate::text::words;
use std::path::Path;

/// A set of rules for one label scheme. Immutable and shareable between threads.
///
/// ```
/// use dateline::classify::RuleClassifier;
/// let rules = RuleClassifier::parse(
///     "labels = ['denial', 'other']\ndefault = 'other'\n[[rule]]\nlabel = 'denial'\nany = ['(deny~|reject~) _{0,3} (claim~|allegation~)']",
///     "acts.toml",
/// )?;
/// let decision = rules.classify_text("Officials denied the latest claims.");
/// assert_eq!(rules.labels()[decision.labels[0].0 as usize], "denial");
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct RuleClassifier {
    pub(super) scheme: String,
    pub(super) labels: Vec<String>,
    pub(super) policy: decision::Policy,
    /// What a hit loses for every word before it.
    pub(super) decay: f32,
    /// The share of its weight that a hit in an aside keeps.
    pub(super) aside_share: f32,
    /// Types of names inside which nothing counts.
    pub(super) outside: u64,
    pub(super) rules: Vec<Rule>,
    /// For every pattern its source and what it is for; the patterns of a rule stand together.
    pub(super) sources: Vec<String>,
    pub(super) roles: Vec<evaluate::Role>,
    pub(super) owners: Vec<u32>,
    pub(super) program: compile::Program,
    pub(super) regexes: literal::RegexBank,
    /// Rules of conditions alone.
    pub(super) unconditional: Vec<u32>,
    /// A hash of the text that it was read from.
    pub(super) identity: u64,
}

impl RuleClassifier {
    /// Reads rules from TOML text; `file` is what errors call it. Lists from files need [`RuleClassifier::read`].
    ///
    /// Every example is tried: one that its rule does not match, or a counter-example that it does, is an error.
    pub fn parse(text: &str, file: &str) -> Result<Self> {
        build::build(text, file, &|_| Err("a list from a file needs rules that are read from a file too".to_owned()))
    }

    /// Reads a rule file; lists from files are looked up beside it.
    pub fn read(path: impl AsRef<Path>) -> Result<Self> {
        Self::read_with_source(path).map(|(rules, _)| rules)
    }

    /// The seed rules of a scheme: `acts` or `events`.
    pub fn seed(scheme: &str) -> Result<Self> {
        let (text, file) = seed::rules(Scheme::named(scheme)?);
        build::build(text, file, &seed::list)
    }

    /// A hash of the file and its lists: rules of the same text have the same.
    pub const fn identity(&self) -> u64 {
        self.identity
    }

    /// What the labels stand for, as the file says.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The labels, in the file's order.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The label of a sentence for which nothing speaks, if the scheme has one.
    pub fn default_label(&self) -> Option<&str> {
        self.policy.default.map(|l| self.labels[l as usize].as_str())
    }

    /// True if a sentence can have several labels.
    pub const fn is_multilabel(&self) -> bool {
        self.policy.multilabel
    }

    /// True if a rule asks for names (`slots`, `<country>`, `outside`): it finds nothing in a [`SentenceView`] without them.
    pub const fn asks_for_names(&self) -> bool {
        self.program.names
    }

    /// The least score of a label that is given.
    pub const fn threshold(&self) -> f32 {
        self.policy.threshold
    }

    /// Number of rules.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// True if there is no rule.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// What a rule is for, by its index, which must be one: the index of its label, and its weight.
    pub(in crate::classify) fn rule_vote(&self, rule: u32) -> (u32, f32) {
        let rule = &self.rules[rule as usize];
        (rule.label, rule.weight)
    }

    /// The name of a rule by its index, where it has one.
    pub fn rule_name(&self, rule: u32) -> Option<&str> {
        self.rules.get(rule as usize)?.name.as_deref()
    }

    /// The mode of a rule by its index, where it has one: a finer kind within its label (`arrest`, `airspace`).
    pub fn rule_mode(&self, rule: u32) -> Option<&str> {
        self.rules.get(rule as usize)?.mode.as_deref()
    }

    /// Classifies one sentence.
    pub fn classify(&self, sentence: &SentenceView<'_>) -> Decision {
        self.classify_with(sentence, &mut Scratch::default())
    }

    /// Classifies one sentence with buffers that are used again for the next: what loops over many should call.
    pub fn classify_with(&self, sentence: &SentenceView<'_>, scratch: &mut Scratch) -> Decision {
        let mut hits = self.hits(sentence, scratch);
        let decisive = hits
            .iter()
            .filter(|h| self.rules[h.rule as usize].decisive && h.weight > 0.0)
            .min_by(|a, b| a.span.start.cmp(&b.span.start).then(b.weight.total_cmp(&a.weight)).then(a.label.cmp(&b.label)))
            .map(|h| h.label);
        self.policy.settle(&mut hits);
        self.policy.decide(hits, decisive)
    }

    /// Classifies a text as one sentence, without names; what stands between double quotation marks counts as quoted.
    pub fn classify_text(&self, text: &str) -> Decision {
        let words = words::words(text);
        let span = Span::new(0, text.len() as u32);
        let quoted = quoted(text, span);
        self.classify(&SentenceView { quoted: &quoted, ..SentenceView::plain(text, span, &words) })
    }

    /// The score of every label, in the labels' order: for multi-label schemes `1 − 2^(−sum)`, so that a sum of 1 gives one
    /// half; for others the share of a label's sum in all sums and the default's 1.
    pub fn scores(&self, decision: &Decision) -> Vec<f32> {
        self.policy.scores(&decision.hits)
    }
}
