//! Years: behind a date, by themselves, as ranges and decades.

use super::calendar::{BEFORE_AMOUNT, BEFORE_TIME, Calendar};
use super::period::{Part, Period};
use super::reader::{Found, Reader, Value};
use super::term::{Term, term};
use crate::extract::numbers::cardinal::small;

impl Reader<'_> {
    /// The year behind a month or a date, the word after which is `next`: `2024`, `, 2024`, `of 2024`, `last year`. Else the end as it was.
    pub(super) fn year_behind(&self, next: usize, end: u32, dated: bool) -> (Option<i32>, u32, usize) {
        let p = &self.p;
        let none = (None, end, next);
        if p.word(next).is_none() {
            return if dated { self.year_after_stop(next, end) } else { none };
        }
        let gap = p.gap(next - 1);
        let comma = gap.len() <= 8 && gap.trim() == ",";
        if (p.spaced(next - 1) || comma || p.spaced_after_stop(next - 1))
            && let Some(year) = self.year_number(next)
        {
            return (Some(year), p.words[next].end, next + 1);
        }
        if !(p.spaced(next - 1) || comma) {
            return none;
        }
        let at = if p.is(next, "of") && p.spaced(next) { next + 1 } else { next };
        if at > next
            && let Some(year) = self.year_number(at)
        {
            return (Some(year), p.words[at].end, at + 1);
        }
        let at = if p.is(at, "the") && p.spaced(at) { at + 1 } else { at };
        if p.spaced(at)
            && p.is(at + 1, "year")
            && let Some(Term::Which(which)) = term(p, at)
            && let Some(year) = self.year_of(which)
        {
            return (Some(year), p.words[at + 1].end, at + 2);
        }
        none
    }

    /// The year behind a full stop typed for a comma (`January 13. 2022`), which a sentence splitter takes for an end.
    fn year_after_stop(&self, next: usize, end: u32) -> (Option<i32>, u32, usize) {
        let wide = &self.block;
        let none = (None, end, next);
        let gap = wide.gap(next - 1);
        if gap.len() > 4 || gap.trim() != "." {
            return none;
        }
        let Some(year @ 1900..=2099) = small(wide, next) else { return none };
        let behind = wide.word(next + 1).map_or("A", |w| w.text(wide.text));
        if wide.spaced(next) && !behind.starts_with(|c: char| c.is_uppercase()) {
            return none;
        }
        (Some(year as i32), wide.words[next].end, next + 1)
    }

    /// The year that word `i` gives, if it is four digits that are part of no longer number.
    pub(super) fn year_number(&self, i: usize) -> Option<i32> {
        let p = &self.p;
        let year = small(p, i)?;
        let end = p.words[i].end;
        let goes_on = matches!(p.char_at(end), Some('.' | ',')) && p.char_at(end + 1).is_some_and(|c| c.is_ascii_digit())
            || matches!(p.char_at(end), Some('%' | ':'));
        (p.written(i).len() == 4 && (1000..=2999).contains(&year) && !goes_on).then_some(year as i32)
    }

    /// `1990s`, `90s`.
    pub(super) fn decade(&self, i: usize) -> Option<Found> {
        let p = &self.p;
        let digits = p.written(i).strip_suffix('s')?;
        let year: i32 = match digits.len() {
            4 if digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse().ok()?,
            2 if digits.bytes().all(|b| b.is_ascii_digit()) => {
                let short: i32 = digits.parse().ok()?;
                short + if short >= 30 { 1900 } else { 2000 }
            }
            _ => return None,
        };
        if year % 10 != 0 || !(1000..=2999).contains(&year) {
            return None;
        }
        let period = Period::between(Part::year(year)?, Part::year(year + 9)?)?;
        Some(Found { end: p.words[i].end, next: i + 1, value: Value::Period(period) })
    }

    /// A year, or years (`2014–2022`, `2014-15`, `2022/23`, `1990s`).
    pub(super) fn years(&self, i: usize) -> Option<Found> {
        let p = &self.p;
        if p.written(i).len() == 5 {
            return self.decade(i);
        }
        let year = self.year_number(i)?;
        if self.inside_code(i) || !self.is_year(i, year) {
            return None;
        }
        let end = p.words[i].end;
        if (p.hyphened(i) || p.gap(i) == "/")
            && let Some(last) = small(p, i + 1)
            && !matches!(p.char_at(p.words[i + 1].end), Some('-' | '/' | '\u{2013}'))
        {
            let last = match p.written(i + 1).len() {
                4 => last as i32,
                2 => year / 100 * 100 + last as i32,
                _ => 0,
            };
            let slash = p.gap(i) == "/";
            if last > year && last <= 2999 && (!slash || last == year + 1) {
                let period = Period::between(Part::year(year)?, Part::year(last)?)?;
                return Some(Found { end: p.words[i + 1].end, next: i + 2, value: Value::Period(period) });
            }
            return None;
        }
        if p.hyphened(i) && p.written(i + 1).starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        // "in the 1990's"
        if year % 10 == 0 && i > self.first && p.is(i - 1, "the") && (p.rest(end).starts_with("'s") || p.rest(end).starts_with("\u{2019}s"))
        {
            let end = end + p.char_at(end).map_or(1, |c| c.len_utf8() as u32) + 1;
            let period = Period::between(Part::year(year)?, Part::year(year + 9)?)?;
            return Some(Found { end, next: p.next_from(i + 1, end), value: Value::Period(period) });
        }
        Some(Found { end, next: i + 1, value: Value::Calendar(Calendar::of_year(year)) })
    }

    /// Tells a year from an amount or the number of a thing by the words around it.
    fn is_year(&self, i: usize, year: i32) -> bool {
        let p = &self.p;
        let start = p.words[i].start;
        let after_space = matches!(p.char_before(start), Some(c) if c.is_whitespace());
        let before = if i > self.first && after_space { p.written(i - 1) } else { "" };
        let in_time = BEFORE_TIME.iter().any(|w| before.eq_ignore_ascii_case(w)) || before.eq_ignore_ascii_case("s");
        if BEFORE_AMOUNT.iter().any(|w| before.eq_ignore_ascii_case(w)) && !matches!(before, "around") {
            return false;
        }
        let behind = if p.spaced(i) { p.written(i + 1) } else { "" };
        let counts = behind.starts_with(|c: char| c.is_lowercase())
            && (behind.ends_with('s') && behind.len() > 3 && !matches!(behind, "has" | "was" | "does" | "this" | "as")
                || matches!(behind, "people" | "men" | "women" | "children" | "km" | "kg" | "tons" | "hours" | "million" | "percent"));
        let counts = counts
            && !["the", "s", "of", "in", "since", "its", "his", "their", "early", "late", "mid"]
                .iter()
                .any(|w| before.eq_ignore_ascii_case(w));
        if !(1800..=2099).contains(&year) {
            return matches!(before, "in" | "In" | "since" | "Since") && !counts && !p.is(i + 1, "to") && behind.is_empty();
        }
        // A capitalised word before it makes it part of a name (Vision 2030), unless that word opens the sentence as a preposition.
        let named = before.starts_with(|c: char| c.is_uppercase()) && !in_time && i > self.first + 1;
        !counts && !named
    }
}
