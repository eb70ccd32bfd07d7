//! One claim of a document that others may gainsay: a figure, a deed, a denial and what it denies, an opinion.

use super::accounts::{Account, Culprit};
use super::blame::Charge;
use super::dated::Dated;
use super::figure::Figure;
use super::matter::Matter;
use super::opposite::State;
use super::setting::{Setting, Side};
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The source of what nobody but the reporter says.
pub(super) const NARRATOR: &str = "narrator";

/// One claim of one document, kept to be compared: owned and small.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claim {
    /// Where it stands.
    pub span: Span,
    /// Who says it: an entity id, words of the text, or `narrator`.
    pub source: Option<String>,
    /// What is claimed.
    pub value: String,
    pub(super) kind: Kind,
    /// Its sentence.
    pub(super) sentence: u32,
    /// The side that the source speaks for.
    pub(super) side: Option<Side>,
    pub(super) setting: Arc<Setting>,
    /// The content words of its sentence, as far as they tell what is claimed.
    pub(super) stems: Arc<[u32]>,
    /// What it denies, where it is a denial.
    pub(super) matter: Matter,
    /// It denies in so many words: a verb of denial, or a charge that is rejected.
    pub(super) denies: bool,
    /// It speaks of what will not be, rather than of what was not.
    pub(super) refuses: bool,
    /// It speaks of what may be or is to come.
    pub(super) expects: bool,
}

/// What kind of claim it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Kind {
    /// So many of a kind.
    Figure(Figure),
    /// An event of a type that somebody did or did not do.
    Deed { kind: String, actor: Actor, recipient: Option<Side>, denied: bool },
    /// A statement rejected as a whole: by its words, or as the answer to an assertion of the same document.
    Denial { answers: Option<u32> },
    /// A statement that may be denied, and the deeds that it tells of.
    Assertion { deeds: Vec<Told>, accuses: bool, announces: bool },
    /// A judgement, and whether anybody but the narrator stands for it.
    Opinion { sourced: bool },
    /// A deed that the speaker's side lays to another.
    Charge(Charge),
    /// A number that is taken back.
    Withdrawn(Figure),
    /// A number that a corrected report now shows.
    Corrected(Figure),
    /// A statement that is taken back: the senses of its words.
    Retracted(Vec<u32>),
    /// That something is in one of two states that shut each other out.
    State(State),
    /// What another said, told in the sentence that denies it.
    Reported,
    /// What goes against another's word without denying it, and whether it says that nothing of it is known.
    Rejoinder { answers: u32, denies: bool },
    /// What one speaker of a sentence tells or negates.
    Account(Box<Account>),
    /// Whom he makes the doer of a deed, and the whole of what he tells.
    Culprit(Box<(Culprit, Account)>),
    /// The minute of the day at which something happened.
    Hour(u16),
    /// The day on which something happened.
    Day(Dated),
}

/// A deed that an assertion tells of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Told {
    /// The type of its event.
    pub kind: String,
    /// The senses of the words that tell it.
    pub senses: Vec<u32>,
    /// Whose it is.
    pub doer: Option<Side>,
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Actor {
    Side(Side),
    Other(String),
}

impl Actor {
    /// True if a denial of its own deed by this one denies the other's.
    pub fn answers_for(&self, doer: &Self) -> bool {
        match (self, doer) {
            (Self::Side(a), Self::Side(b)) => a.answers_for(*b),
            _ => self == doer,
        }
    }
}

impl Claim {
    /// True if one and the same says both; a short name is the long one's, and `the official` is the official named before.
    pub(super) fn same_source(&self, other: &Self) -> bool {
        let holds = |long: &str, short: &str| {
            let noun = short.strip_prefix("the ").filter(|n| !n.contains(' '));
            noun.is_some_and(|n| long.split(' ').any(|w| w == n))
        };
        match (&self.source, &other.source) {
            (Some(a), Some(b)) => {
                let (a, b) = (a.to_lowercase(), b.to_lowercase());
                let issued = |s: &str| s.ends_with("statement");
                a == b
                    || issued(&a)
                    || issued(&b)
                    || (!a.contains(':') && !b.contains(':') && (a.ends_with(&b) || b.ends_with(&a) || holds(&a, &b) || holds(&b, &a)))
            }
            (a, b) => a == b,
        }
    }

    /// True if anybody but the reporter says it.
    pub(super) fn is_told_by_somebody(&self) -> bool {
        self.source.as_deref().is_some_and(|s| s != NARRATOR)
    }

    /// True if one who is named says both.
    pub(super) fn same_source_named(&self, other: &Self) -> bool {
        self.source.as_deref().is_some_and(|s| s != NARRATOR) && self.same_source(other)
    }

    /// True if it denies a deed or a statement.
    pub(super) fn is_denial(&self) -> bool {
        matches!(self.kind, Kind::Denial { .. } | Kind::Deed { denied: true, .. })
    }

    /// The word that a topic begins with: what is counted or done.
    pub(super) fn head(&self) -> Option<String> {
        match &self.kind {
            Kind::Figure(f) => f.aspect.and_then(super::aspect::Aspect::noun).map(str::to_owned).or_else(|| f.noun.clone()),
            Kind::Deed { kind, .. } => Some(kind.clone()),
            Kind::Assertion { deeds, .. } => deeds.first().map(|d| d.kind.clone()),
            Kind::Charge(c) => Some(c.kind.clone()),
            Kind::Denial { .. } => None,
            Kind::State(state) => Some(state.topic()),
            Kind::Withdrawn(f) | Kind::Corrected(f) => {
                f.aspect.and_then(super::aspect::Aspect::noun).map(str::to_owned).or_else(|| f.noun.clone())
            }
            Kind::Opinion { .. } => Some("opinion".to_owned()),
            Kind::Hour(_) => Some("hour".to_owned()),
            Kind::Day(_) => Some("day".to_owned()),
            Kind::Retracted(_) => Some("statement".to_owned()),
            Kind::Culprit(_) => Some("ASSAULT".to_owned()),
            Kind::Reported | Kind::Rejoinder { .. } | Kind::Account(_) => None,
        }
    }

    /// What is claimed, as far as repetitions go: the value of a figure, the deed that is told or denied.
    pub(super) fn subject(&self) -> String {
        match &self.kind {
            Kind::Figure(f) => format!("{} {} {}", self.head().unwrap_or_default(), f.low, f.high),
            _ => format!("{} {}", self.head().unwrap_or_default(), self.value),
        }
    }
}
