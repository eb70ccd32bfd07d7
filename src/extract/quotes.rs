//! Quotations with their speakers.

use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::Outline;

/// A sentence or more, or words inside the narrator's sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteKind {
    /// A sentence or more.
    Direct,
    /// Words inside the narrator's sentence.
    Partial,
}

impl QuoteKind {
    /// The label used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Partial => "partial",
        }
    }
}

/// One quotation, or one part of a split one.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The sentence in which it begins.
    pub sentence: u32,
    /// Number of the quotation in the document; the parts of a split one share it.
    pub quote: u32,
    /// Inside the marks, with its closing punctuation.
    pub span: Span,
    /// Direct or partial.
    pub kind: QuoteKind,
    /// The speaker as written.
    pub speaker: Option<String>,
    /// The speaker's entity id; joint speakers joined by `;`.
    pub speaker_id: Option<String>,
    /// The reporting verb or phrase as written.
    pub cue: Option<String>,
}

/// The quotations of a document (codebook, section 6).
pub fn quotes(outline: &Outline<'_>, mentions: &[Mention<'_>]) -> Vec<Quote> {
    let _ = (outline, mentions);
    Vec::new()
}
