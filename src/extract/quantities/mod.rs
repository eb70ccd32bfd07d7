//! Numbers with their units.
//!
//! A number ([`cardinal`](crate::extract::numbers::cardinal), [`amount`]) is read with its unit of measure ([`mod@unit`]) or the noun that it counts ([`noun`]), as a
//! range, a vague plural or a share ([`share`]), with the words that bound it ([`bound`]) and a conversion in brackets.
//!
//! Conventions: units as their standard symbols (SI brochure, ISO 4217), calendar units and counted nouns in the singular; `a third of its
//! forces` is 0.333 in `share of forces`; vague plurals give the least of their order of magnitude (`hundreds of drones`: at least 100,
//! `dozens`: at least 12, `tens of thousands`: at least 10,000), since a claim of 150 does not contradict them.

mod amount;
mod bound;
mod conversion;
mod noun;
mod reader;
mod share;
mod unit;
mod vague;
mod words;

pub use bound::Bound;

use crate::extract::numbers::passage::Passage;
use crate::extract::times::Time;
use crate::gazetteer::Mention;
use crate::pool::stop_if_asked;
use crate::span::Span;
use crate::text::{Outline, Shape};
use reader::{Reader, Reading};

/// One quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Its sentence.
    pub sentence: u32,
    /// With bound words, unit noun and conversion.
    pub span: Span,
    /// Lower end; open below `at most`.
    pub low: Option<f64>,
    /// Upper end; open above `at least`.
    pub high: Option<f64>,
    /// Standard symbol or counted noun in the singular.
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
    /// The SI unit (`1` for shares); none for counts, money, months and years.
    pub si_unit: Option<String>,
}

/// The quantities of a document (docs/tables.md), in order. Numbers inside names (`mentions`) and `times` are none, nor are ordinals,
/// years and times of day.
///
/// ```
/// use dateline::{extract::quantities::quantities, text::Outline};
/// let outline = Outline::new("More than 3,000 soldiers hold a 40-kilometre (25-mile) front.");
/// let found = quantities(&outline, &[], &[]);
/// assert_eq!((found[0].low, found[0].high, found[0].unit.as_deref()), (Some(3000.0), None, Some("soldier")));
/// assert_eq!((found[1].unit.as_deref(), found[1].equals_unit.as_deref()), (Some("km"), Some("mi")));
/// ```
pub fn quantities(outline: &Outline<'_>, mentions: &[Mention<'_>], times: &[Time]) -> Vec<Quantity> {
    let mut out = Vec::new();
    let mut names = Cover::new(mentions.iter().map(|m| m.span));
    let mut dates = Cover::new(times.iter().map(|t| t.span));
    for (s, sentence) in outline.sentences.iter().enumerate() {
        stop_if_asked();
        let p = Passage { text: outline.text, words: &outline.words, end: sentence.end_word as usize };
        let reader = Reader { p, first: sentence.first_word as usize, mentions };
        let mut i = sentence.first_word as usize;
        while let Some(word) = p.word(i) {
            let start = word.start;
            // Numbers begin with a digit or a letter of a short list of words; most words are passed over here.
            if !(may_begin(outline.text.as_bytes()[start as usize], word.shape)) || names.covers(start) || dates.covers(start) {
                i += 1;
                continue;
            }
            match reader.read(i) {
                Ok(reading) => {
                    i = reading.draft.next.max(i + 1);
                    // A currency's sign between two numbers belongs to the first.
                    if out.last().is_none_or(|last: &Quantity| last.span.end <= reading.span.start) {
                        out.push(quantity(s as u32, reading));
                    }
                }
                Err(next) => i = next.max(i + 1),
            }
        }
    }
    out
}

/// True for the first letters of `a, one … nineteen, twenty … ninety, half, hundreds, dozens, scores, several, billions, millions` and digits.
fn may_begin(first: u8, shape: Shape) -> bool {
    shape.has(Shape::DIGIT) || matches!(first | 0x20, b'a' | b'o' | b't' | b'f' | b's' | b'e' | b'n' | b'h' | b'd' | b'm' | b'b')
}

/// Spans in order of their starts, asked about rising offsets.
struct Cover<I: Iterator<Item = Span>> {
    spans: std::iter::Peekable<I>,
    end: u32,
}

impl<I: Iterator<Item = Span>> Cover<I> {
    fn new(spans: I) -> Self {
        Self { spans: spans.peekable(), end: 0 }
    }

    /// True if a span holds byte `at`.
    fn covers(&mut self, at: u32) -> bool {
        while let Some(span) = self.spans.next_if(|s| s.start <= at) {
            self.end = self.end.max(span.end);
        }
        at < self.end
    }
}

/// Gives a reading its bound, its SI values and its place in the table.
fn quantity(sentence: u32, reading: Reading) -> Quantity {
    let Reading { draft, span, bound, equals } = reading;
    let low = (bound != Bound::AtMost || draft.low != draft.high).then_some(draft.low);
    let high = (bound != Bound::AtLeast || draft.low != draft.high).then_some(draft.high);
    let in_si = |value: Option<f64>| draft.si.zip(value).map(|((factor, offset, _), v)| v * factor + offset);
    Quantity {
        sentence,
        span,
        low,
        high,
        unit: draft.unit,
        bound,
        equals_low: equals.map(|e| e.low),
        equals_high: equals.map(|e| e.high),
        equals_unit: equals.map(|e| e.unit.to_owned()),
        si_low: in_si(low),
        si_high: in_si(high),
        si_unit: draft.si.map(|s| s.2.to_owned()),
    }
}
