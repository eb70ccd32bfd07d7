//! Dates and periods, resolved.

use crate::span::Span;
use crate::text::Outline;
use chrono::NaiveDate;

/// One expression of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Its sentence.
    pub sentence: u32,
    /// Where it stands, without its preposition.
    pub span: Span,
    /// ISO 8601 date, partial date or interval.
    pub value: String,
    /// The other date, where weekday and date disagree.
    pub conflict: Option<String>,
}

/// The times of a document (codebook, section 7), resolved against its date where it is known.
pub fn times(outline: &Outline<'_>, date: Option<NaiveDate>) -> Vec<Time> {
    let _ = (outline, date);
    Vec::new()
}
