//! Events: who did what to whom, where, when, and whether it is so.

use super::{Quote, Statement, Time};
use crate::classify::rules::RuleClassifier;
use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::Outline;

/// What the text makes of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reality {
    /// It happened, in the narrator's voice.
    Actual,
    /// Somebody's word for it.
    Alleged,
    /// Somebody says it is not so.
    Denied,
    /// Yet to come.
    Future,
    /// Asked for, conditional.
    Hypothetical,
}

impl Reality {
    /// The label used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Alleged => "alleged",
            Self::Denied => "denied",
            Self::Future => "future",
            Self::Hypothetical => "hypothetical",
        }
    }
}

/// One event of one sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its sentence.
    pub sentence: u32,
    /// The type's label (PLOVER's 16 types, or the user's own scheme).
    pub kind: String,
    /// PLOVER mode, where one is plain from the words (`airspace`, `arrest` …).
    pub mode: Option<String>,
    /// Who does it: entity ids joined by `;`, or the words of the text.
    pub actor: Option<String>,
    /// To whom.
    pub recipient: Option<String>,
    /// Where: an entity id.
    pub place: Option<String>,
    /// When: a value as in `times`.
    pub date: Option<String>,
    /// What the text makes of it.
    pub reality: Reality,
    /// The trigger.
    pub span: Span,
    /// Score in 0 to 1.
    pub score: f32,
}

/// The events of a document (codebook, section 5), ordered by sentence, then type.
pub fn events(
    outline: &Outline<'_>,
    mentions: &[Mention<'_>],
    times: &[Time],
    quotes: &[Quote],
    statements: &[Statement],
    rules: &RuleClassifier,
) -> Vec<Event> {
    let _ = (outline, mentions, times, quotes, statements, rules);
    Vec::new()
}
