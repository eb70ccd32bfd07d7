//! Reads expressions of time off a sentence, one at a time, from left to right.

use super::calendar::Calendar;
use super::period::Period;
use super::reference::Reference;
use super::term::{Term, term};
use crate::extract::numbers::passage::Passage;
use crate::span::Span;

/// What an expression says, before it is resolved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    /// A date, perhaps with parts left to the context.
    Calendar(Calendar),
    /// From one date to another.
    Range(Calendar, Calendar),
    /// Resolved already.
    Period(Period),
    /// An expression of time that cannot be resolved here.
    Unknown,
}

/// An expression found at a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    /// One past its last byte.
    pub end: u32,
    /// The word to go on from.
    pub next: usize,
    /// What it says.
    pub value: Value,
}

/// An expression with its place and its resolved value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    /// Where it stands.
    pub span: Span,
    /// The word to go on from.
    pub next: usize,
    /// What it means; `None` where it cannot be resolved.
    pub period: Option<Period>,
    /// The date that the weekday asks for, where it disagrees with the date.
    pub conflict: Option<Period>,
    /// The year that it names for what follows in the sentence: `In 2019 …, on 5 May`.
    pub year: Option<i32>,
    /// It is a day with its year.
    pub full: bool,
}

/// One sentence and what its times are resolved against.
pub(super) struct Reader<'a> {
    /// The words up to the end of the sentence.
    pub p: Passage<'a>,
    /// The words up to the end of the block.
    pub block: Passage<'a>,
    /// The sentence's first word.
    pub first: usize,
    /// What is known of the day of writing and the days named before.
    pub reference: &'a Reference,
    /// Dates in numbers put the month before the day.
    pub month_first: bool,
}

impl Reader<'_> {
    /// The expression that begins with word `i`, resolved.
    pub(super) fn read(&self, i: usize) -> Option<Reading> {
        let p = &self.p;
        let start = p.word(i)?.start;
        let found = self.expression(i)?;
        let (mut end, mut next) = (found.end, found.next);
        let (mut period, mut conflict) = self.resolve(found.value, i);
        if let Some((last, joined)) = self.other_end(i, &found, period) {
            (end, next, period, conflict) = (last.end, last.next, Some(joined), None);
        }
        // "since" and "until" leave one end open.
        let mut before = i;
        while before > self.first && p.is_any(before - 1, &["at", "least", "about", "around", "as", "early", "late"]) {
            before -= 1;
        }
        if before > self.first && p.spaced(before - 1) {
            if p.is(before - 1, "since") {
                period = period.map(Period::onward);
            } else if p.is_any(before - 1, &["until", "till"]) {
                period = period.map(Period::until);
            }
        }
        let year = match found.value {
            Value::Calendar(Calendar { year, day: None, .. }) => year,
            Value::Period(period) if period.is_year() => period.only_year(),
            _ => None,
        };
        let full = matches!(found.value, Value::Calendar(Calendar { year: Some(_), day: Some(_), .. }));
        Some(Reading { span: Span::new(start, end), next, period, conflict, year, full })
    }

    /// The expression that begins with word `i`.
    pub(super) fn expression(&self, i: usize) -> Option<Found> {
        let p = &self.p;
        let word = p.word(i)?;
        if p.text.as_bytes()[word.start as usize].is_ascii_digit() {
            return self.calendar(i).or_else(|| self.counted(i));
        }
        match term(p, i) {
            None => self.counted(i),
            Some(Term::Month(..)) => self.calendar(i).or_else(|| self.holiday(i)),
            Some(Term::Weekday(..)) => self.calendar(i).map(|found| self.of_week(found)),
            Some(Term::The) => self.calendar(i).or_else(|| self.relative(i)).or_else(|| self.numbered_century(i + 1)),
            Some(Term::Ordinal(_)) => self.calendar(i).or_else(|| self.relative(i)),
            Some(Term::Article | Term::Few | Term::Half) => self.relative(i).or_else(|| self.counted(i)),
            Some(_) => self.relative(i),
        }
    }

    /// The other end of `from A to B`, `between A and B`, `A–B`, with the whole period.
    fn other_end(&self, i: usize, found: &Found, period: Option<Period>) -> Option<(Found, Period)> {
        let p = &self.p;
        let link = self.range_link(found.next, false)?;
        if found.end < p.words[found.next - 1].end || p.is(found.next, "and") && !self.after_between(i) {
            return None;
        }
        let other = self.expression(link)?;
        let joined = match (found.value, other.value) {
            (Value::Calendar(mut a), Value::Calendar(mut b)) => {
                if a.day.is_some() && b.day.is_none() && b.weekday.is_none() {
                    return None;
                }
                if a.month.is_none() && a.weekday.is_none() && b.month.is_some() {
                    return None;
                }
                if b.year.is_none() && a.year.is_some() {
                    b.year = a.year;
                }
                let (last, _) = self.resolve(Value::Calendar(b), i);
                let last = last?;
                if a.year.is_none() && a.month.is_some() {
                    let year = last.only_year()?;
                    a.year = Some(if a.month > b.month { year - 1 } else { year });
                }
                let first = match (a.weekday, a.day, last.date()) {
                    (Some(weekday), None, Some(last)) => super::period::weekday_on_or_before(last, weekday).and_then(Period::day),
                    _ => self.resolve(Value::Calendar(a), i).0,
                };
                Period::between(first?.start?, last.end?)?
            }
            (_, Value::Period(last)) => Period::between(period?.start?, last.end?)?,
            _ => return None,
        };
        Some((other, joined))
    }
}
