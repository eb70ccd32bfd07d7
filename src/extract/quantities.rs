//! Numbers with their units.

use super::Time;
use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::Outline;

/// What the words around a number make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The number itself.
    Exact,
    /// About, around, some.
    About,
    /// More than, over, at least.
    AtLeast,
    /// Up to, fewer than, at most.
    AtMost,
}

impl Bound {
    /// The label used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
        }
    }
}

/// One quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Its sentence.
    pub sentence: u32,
    /// With bound words and unit noun.
    pub span: Span,
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Standard symbol or counted noun.
    pub unit: Option<String>,
    /// What the words around make of it.
    pub bound: Bound,
    /// The bracketed conversion: lower end.
    pub equals_low: Option<f64>,
    /// The bracketed conversion: upper end.
    pub equals_high: Option<f64>,
    /// The bracketed conversion: unit.
    pub equals_unit: Option<String>,
    /// Lower end in SI units.
    pub si_low: Option<f64>,
    /// Upper end in SI units.
    pub si_high: Option<f64>,
    /// The SI unit.
    pub si_unit: Option<String>,
}

/// The quantities of a document (codebook, section 8). Numbers inside names and times are none.
pub fn quantities(outline: &Outline<'_>, mentions: &[Mention<'_>], times: &[Time]) -> Vec<Quantity> {
    let _ = (outline, mentions, times);
    Vec::new()
}
