//! So many units away: `two weeks ago`, `a year earlier`, `10 days later`.

use super::reader::{Found, Reader};
use super::steps::{at_distance, whole};
use super::term::{Term, term};
use crate::extract::numbers::cardinal::cardinal;

impl Reader<'_> {
    /// `two weeks ago`, `a year earlier`, `10 days later`, `more than two months ago`.
    pub(super) fn counted(&self, i: usize) -> Option<Found> {
        let p = &self.p;
        let (count, unit_at) = match term(p, i) {
            Some(Term::Article) => (1, i + 1),
            Some(Term::Ordinal(_)) => return None,
            _ => {
                if let Some(century) = self.numbered_century(i) {
                    return Some(century);
                }
                let count = cardinal(p, i).filter(|c| c.suffix.is_none())?;
                (whole(count.value)?, count.next)
            }
        };
        if !p.spaced(unit_at - 1) {
            return None;
        }
        let Some(Term::Unit(unit, _)) = term(p, unit_at) else { return None };
        // "in two weeks' time"
        let mark = p.rest(p.words[unit_at].end);
        if mark.starts_with(['\'', '\u{2019}']) && p.is(unit_at + 1, "time") || p.is(unit_at + 1, "s") && p.is(unit_at + 2, "time") {
            let next = if p.is(unit_at + 1, "s") { unit_at + 3 } else { unit_at + 2 };
            return Some(self.found(next, self.reference.written.and_then(|d| at_distance(d, unit, count))));
        }
        if !p.spaced(unit_at) {
            return None;
        }
        let (from, sign) = match term(p, unit_at + 1) {
            Some(Term::Ago) => (self.reference.written, -1),
            Some(Term::Earlier) => (self.reference.named, -1),
            Some(Term::Later) => (self.reference.named, 1),
            _ if p.is(unit_at + 1, "before") && self.closes(unit_at + 1) => (self.reference.named, -1),
            _ if p.is(unit_at + 1, "after") && self.closes(unit_at + 1) => (self.reference.named, 1),
            _ if p.is(unit_at + 1, "from") && p.is(unit_at + 2, "now") => {
                return Some(self.found(unit_at + 3, self.reference.written.and_then(|d| at_distance(d, unit, count))));
            }
            _ => return None,
        };
        let period = from.and_then(|d| at_distance(d, unit, sign * count));
        let more = i > self.first
            && p.is_any(i - 1, &["than", "over", "least"])
            && !p.is_any(i.saturating_sub(2), &["less", "fewer", "later", "earlier"]);
        let period = if more { period.map(|p| if sign < 0 { p.until() } else { p.onward() }) } else { period };
        Some(self.found(unit_at + 2, period))
    }

    /// True if nothing goes on from word `i`: the sentence ends, or a mark follows.
    fn closes(&self, i: usize) -> bool {
        self.p.word(i + 1).is_none() || !self.p.spaced(i)
    }
}
