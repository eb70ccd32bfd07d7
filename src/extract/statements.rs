//! Statements: what each sentence does, who says it, how, and how surely.

use super::Quote;
use crate::classify::rules::RuleClassifier;
use crate::gazetteer::Mention;
use crate::text::Outline;

/// How a statement reaches the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// As a quotation.
    Direct,
    /// In the narrator's words.
    Indirect,
    /// The narrator's own.
    Narrated,
}

impl Mode {
    /// The label used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Narrated => "narrated",
        }
    }
}

/// How sure the statement is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Plainly.
    Certain,
    /// Likely.
    Probable,
    /// Maybe.
    Possible,
    /// The narrator holds back.
    Unsupported,
}

impl Certainty {
    /// The label used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Probable => "probable",
            Self::Possible => "possible",
            Self::Unsupported => "unsupported",
        }
    }
}

/// What one sentence states; there is one for each sentence of the outline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// The act's label (codebook, section 4, or the user's own scheme); `None` where acts are switched off.
    pub act: Option<String>,
    /// Score in 0 to 1.
    pub act_score: Option<f32>,
    /// Who says it, as written, or `narrator`; none for questions and fragments.
    pub source: Option<String>,
    /// The source's entity id; joint sources joined by `;`.
    pub source_id: Option<String>,
    /// How it reaches the reader.
    pub mode: Option<Mode>,
    /// How sure it is made.
    pub certainty: Option<Certainty>,
}

/// The statements of a document: as many as it has sentences.
pub fn statements(outline: &Outline<'_>, mentions: &[Mention<'_>], quotes: &[Quote], acts: Option<&RuleClassifier>) -> Vec<Statement> {
    let _ = (mentions, quotes, acts);
    vec![Statement::default(); outline.sentences.len()]
}
