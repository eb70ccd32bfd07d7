//! Sentence classification: what each sentence does and which events it reports.

pub mod rules;

use crate::span::Span;
use crate::text::Word;

/// One sentence as classifiers see it.
#[derive(Clone, Copy, Debug)]
pub struct SentenceView<'a> {
    /// The whole document.
    pub text: &'a str,
    /// The sentence.
    pub span: Span,
    /// Its words.
    pub words: &'a [Word],
    /// The names in it, in order.
    pub slots: &'a [Slot<'a>],
}

/// A name in a sentence: what gazetteer slots of rules see.
#[derive(Clone, Copy, Debug)]
pub struct Slot<'a> {
    /// Where it stands.
    pub span: Span,
    /// The entity's type.
    pub kind: &'a str,
    /// The entity's id.
    pub id: &'a str,
}
