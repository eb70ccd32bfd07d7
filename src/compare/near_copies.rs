//! Near-copies: documents that share their text, or their quotations.

use crate::extract::Quote;
use crate::span::Span;
use crate::text::Outline;

/// How two documents are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Degree {
    /// The same text, but for details.
    Copy,
    /// The same report in other words.
    Paraphrase,
    /// Other reports with the same quotations.
    SharedQuotes,
}

impl Degree {
    /// The label used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Paraphrase => "paraphrase",
            Self::SharedQuotes => "shared_quotes",
        }
    }
}

/// What is kept of a document to compare it with others: owned and small.
#[derive(Clone, Debug, Default)]
pub struct Fingerprint {}

impl Fingerprint {
    /// Takes a document's fingerprint.
    pub fn new(outline: &Outline<'_>, quotes: &[Quote]) -> Self {
        let _ = (outline, quotes);
        Self {}
    }
}

/// A span that two documents share; a pair of documents has one row a shared span.
#[derive(Clone, Debug, PartialEq)]
pub struct NearCopy {
    /// Index of the first document (the lower one).
    pub a: u32,
    /// Index of the second document.
    pub b: u32,
    /// How they are alike.
    pub degree: Degree,
    /// How much, 0 to 1.
    pub score: f32,
    /// The shared text in the first.
    pub span_a: Span,
    /// The shared text in the second.
    pub span_b: Span,
}

/// All near-copies among documents, given their fingerprints in order.
pub fn near_copies(documents: &[Fingerprint]) -> Vec<NearCopy> {
    let _ = documents;
    Vec::new()
}
