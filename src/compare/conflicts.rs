//! Claims of different documents that cannot both be so.

use crate::extract::{Event, Quantity, Statement, Time};
use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::Outline;

/// How two claims differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Both cannot be so.
    Contradicts,
    /// One denies the other.
    Denies,
    /// Rounded or compatible.
    Differs,
    /// An opinion sourced in one document and narrated in another.
    LostAttribution,
}

impl Relation {
    /// The label used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Contradicts => "contradicts",
            Self::Denies => "denies",
            Self::Differs => "differs",
            Self::LostAttribution => "lost_attribution",
        }
    }
}

/// One claim of one document, kept to be compared: owned and small.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What it is about, in words a person reads and that equal claims share.
    pub topic: String,
    /// Where it stands.
    pub span: Span,
    /// Who says it: an entity id, words of the text, or `narrator`.
    pub source: Option<String>,
    /// What is claimed.
    pub value: String,
}

/// The claims of one document.
pub fn claims(
    outline: &Outline<'_>,
    mentions: &[Mention<'_>],
    statements: &[Statement],
    events: &[Event],
    times: &[Time],
    quantities: &[Quantity],
) -> Vec<Claim> {
    let _ = (outline, mentions, statements, events, times, quantities);
    Vec::new()
}

/// Two claims of two documents (or of two sources in one) that differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// What both are about.
    pub topic: String,
    /// How they differ.
    pub relation: Relation,
    /// Index of the first document and of its claim.
    pub a: (u32, u32),
    /// Index of the second document and of its claim.
    pub b: (u32, u32),
}

/// All conflicts among the claims of documents, in order.
pub fn conflicts(documents: &[Vec<Claim>]) -> Vec<Conflict> {
    let _ = documents;
    Vec::new()
}
