//! What times are resolved against: the day of writing, the day just named, the tense of the sentence.

use super::calendar::Calendar;
use super::period::{self, Part, Period};
use super::reader::{Reader, Value};
use super::term::{Term, Which, term};
use chrono::{Datelike, NaiveDate, Weekday};

/// The days against which a document's times are resolved.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reference {
    /// The day of writing.
    pub written: Option<NaiveDate>,
    /// The last single day that the text named.
    pub named: Option<NaiveDate>,
    /// The last year that the sentence named.
    pub year: Option<i32>,
    /// The last day months before the day of writing that the text named.
    pub dated: Option<NaiveDate>,
    /// The last day that running text gave in full: where the day of writing is not known, it tells which year days near it are of.
    pub stated: Option<NaiveDate>,
}

/// A day whose name alone, without a year, stands for an event is not that of the latest such day, if so many days have gone by.
pub(super) const PAST_DAYS: i64 = 100;

/// So many days from a day given in full, another without a year is of the year that brings it nearest.
const NEAR_DAYS: i64 = 100;

/// How far a word of the future may stand from the time that it governs.
const REACH: usize = 16;

/// Words that put a time ahead.
const AHEAD: [&str; 26] = [
    "will",
    "ll",
    "shall",
    "would",
    "scheduled",
    "due",
    "planned",
    "plans",
    "expected",
    "expects",
    "upcoming",
    "slated",
    "going",
    "intends",
    "deadline",
    "may",
    "might",
    "must",
    "should",
    "likely",
    "unlikely",
    "ready",
    "hopes",
    "aims",
    "faces",
    "wants",
];

/// Prepositions that look ahead, unless a past tense stands before them.
const TOWARDS: [&str; 6] = ["until", "till", "by", "before", "ahead", "unless"];

/// Words that put it behind: reports and other plain past tenses.
const BEHIND: [&str; 25] = [
    "said", "told", "was", "were", "had", "has", "have", "wrote", "posted", "began", "took", "came", "went", "saw", "met", "held", "left",
    "made", "gave", "spoke", "struck", "hit", "shot", "fell", "sent",
];

impl Reader<'_> {
    /// Resolves an expression that begins with word `i`; with it the date its weekday asks for where the two disagree.
    pub(super) fn resolve(&self, value: Value, i: usize) -> (Option<Period>, Option<Period>) {
        match value {
            Value::Period(period) => (Some(period), None),
            Value::Unknown => (None, None),
            Value::Calendar(calendar) => {
                self.resolve_calendar(calendar, i).map_or((None, None), |(period, conflict)| (Some(period), conflict))
            }
            Value::Range(a, mut b) => {
                let last = self.resolve_calendar(b, i).and_then(|(last, _)| last.end);
                b.day = a.day;
                b.year = b.year.or_else(|| last.and_then(|l| Period::single(l).only_year()));
                let first = self.resolve_calendar(b, i).and_then(|(first, _)| first.start);
                (first.zip(last).and_then(|(a, b)| Period::between(a, b)), None)
            }
        }
    }

    fn resolve_calendar(&self, c: Calendar, i: usize) -> Option<(Period, Option<Period>)> {
        let whole = |period: Option<Period>| Some((period?, None));
        match (c.year, c.month, c.day, c.weekday) {
            (Some(year), Some(month), Some(day), weekday) => dated(NaiveDate::from_ymd_opt(year, month, day)?, weekday),
            (Some(year), Some(month), None, _) => whole(Part::month(year, month).map(Period::single)),
            (Some(year), None, None, None) => whole(Part::year(year).map(Period::single)),
            (None, Some(month), Some(day), weekday) => dated(self.day_of_year(month, day, weekday, i)?, weekday),
            (None, Some(month), None, _) => {
                if let Some(year) = self.reference.year {
                    return whole(Part::month(year, month).map(Period::single));
                }
                let written = self.reference.written?;
                let year = match self.ahead(i) {
                    true => written.year() + i32::from(month < written.month()),
                    false => written.year() - i32::from(month > written.month()),
                };
                whole(Part::month(year, month).map(Period::single))
            }
            (None, None, Some(day), _) => {
                let written = self.reference.written?;
                let this = written.with_day(day);
                let day = match this {
                    Some(date) if date <= written || self.ahead(i) => date,
                    _ => period::month(written, -1)?.first_day()?.with_day(day)?,
                };
                whole(Period::day(day))
            }
            (None, None, None, Some(weekday)) => {
                let written = self.reference.written?;
                let day = match self.ahead(i) {
                    true => period::weekday_on_or_after(written, weekday)?,
                    false => period::weekday_on_or_before(written, weekday)?,
                };
                whole(Period::day(day))
            }
            _ => None,
        }
    }

    /// The day of a month without a year: in the year that the sentence named; else the next one after a word of the future, else the latest.
    fn day_of_year(&self, month: u32, day: u32, weekday: Option<Weekday>, i: usize) -> Option<NaiveDate> {
        if let Some(date) = self.reference.year.and_then(|year| NaiveDate::from_ymd_opt(year, month, day)) {
            return Some(date);
        }
        let Some(written) = self.reference.written else { return self.near_stated(month, day) };
        // Eight years hold a 29 February, whatever the century.
        let mut past = (0..=8).filter_map(|back| NaiveDate::from_ymd_opt(written.year() - back, month, day)).filter(|d| *d <= written);
        let mut next = (0..=8).filter_map(|ahead| NaiveDate::from_ymd_opt(written.year() + ahead, month, day)).filter(|d| *d > written);
        let (past, next) = (past.next(), next.next());
        if past == Some(written) {
            return past;
        }
        // "The October 7 attack": the year that the text gave it, or none.
        if self.names_event(i) && past.is_some_and(|past| (written - past).num_days() > PAST_DAYS) {
            return self.reference.dated.filter(|d| (d.month(), d.day()) == (month, day));
        }
        if let (Some(weekday), Some(past), Some(next)) = (weekday, past, next)
            && (past.weekday() == weekday) != (next.weekday() == weekday)
            && (next - written).num_days() < 190
        {
            return Some(if past.weekday() == weekday { past } else { next });
        }
        // A day past midnight elsewhere is no reason to go back a year.
        let tomorrow = next.is_some_and(|next| next == written.succ_opt().unwrap_or(written));
        if self.ahead(i) || tomorrow { next } else { past }
    }

    /// The day of a month that lies nearest to the last one given in full, of a document without a date.
    fn near_stated(&self, month: u32, day: u32) -> Option<NaiveDate> {
        let stated = self.reference.stated?;
        let days = (-1..=1).filter_map(|k| NaiveDate::from_ymd_opt(stated.year() + k, month, day));
        let away = |d: &NaiveDate| (*d - stated).num_days().abs();
        days.min_by_key(away).filter(|d| away(d) <= NEAR_DAYS)
    }

    /// True if the words around the time that begins with word `i` speak of the future.
    pub(super) fn ahead(&self, i: usize) -> bool {
        let p = &self.p;
        let mut k = i;
        // "Announced days of mourning from Sunday"
        const STARTING: [&str; 8] = ["announced", "announces", "declared", "declares", "ordered", "decreed", "proclaimed", "imposed"];
        if i > self.first && p.is(i - 1, "from") && (self.first.max(i.saturating_sub(REACH))..i).any(|k| p.is_any(k, &STARTING)) {
            return true;
        }
        while k > self.first && i - k < REACH {
            k -= 1;
            if self.is_ahead(k) {
                return true;
            }
            if self.is_behind(k) {
                return false;
            }
        }
        let towards = (i.saturating_sub(2)..i).any(|k| k >= self.first && p.is_any(k, &TOWARDS));
        if towards {
            return true;
        }
        // At the head of a sentence the verb comes after it.
        if i > self.first + 2 {
            return false;
        }
        for k in i + 1..i + REACH {
            if p.is_any(k, &["will", "shall", "scheduled", "due", "slated"]) {
                return true;
            }
            if p.word(k).is_none() || self.is_behind(k) {
                return false;
            }
        }
        false
    }

    /// True if a day without a year, of two words from word `i` on, is the name of an event: "the October 7 attack".
    fn names_event(&self, i: usize) -> bool {
        const EVENTS: [&str; 18] = [
            "attack",
            "attacks",
            "massacre",
            "massacres",
            "assault",
            "raid",
            "raids",
            "war",
            "coup",
            "shooting",
            "bombing",
            "bombings",
            "killings",
            "riots",
            "uprising",
            "revolt",
            "atrocities",
            "incursion",
        ];
        let p = &self.p;
        let led = i > self.first && (p.is_any(i - 1, &["the", "its", "their"]) || p.is_any(i - 1, &["s"]));
        led && (p.is_any(i + 2, &EVENTS) || p.is_any(i + 3, &EVENTS))
    }

    /// True for a word of the future at `k`: not in `may have`, not in `had been expected`; `to` only in `is to`.
    fn is_ahead(&self, k: usize) -> bool {
        let p = &self.p;
        if p.is(k, "to") {
            return k > self.first && p.is_any(k - 1, &["is", "are"]);
        }
        if p.is(k, "plan") {
            return p.is(k + 1, "to");
        }
        let in_the_past = k > self.first && p.is_any(k - 1, &["had", "been", "was", "were"]) || p.is(k + 1, "have");
        p.is_any(k, &AHEAD) && !in_the_past && !(p.is(k, "may") && p.written(k).starts_with('M'))
    }

    /// True for a past tense; a participle after `will be` or `due` is met only after those, going backwards: so plain `-ed` does not count.
    fn is_behind(&self, k: usize) -> bool {
        self.p.is_any(k, &BEHIND)
            || (self.p.is_any(k, &["announced", "reported", "stated", "declared", "added", "warned", "accused", "urged"]))
    }

    /// The year that `last year`, `this year`, `that year` mean.
    pub(super) fn year_of(&self, which: Which) -> Option<i32> {
        let written = self.reference.written.map(|d| d.year());
        match which {
            Which::This => written,
            Which::That => self.reference.year.or(self.reference.named.map(|d| d.year())),
            Which::Last | Which::Past => written.map(|y| y - 1),
            Which::Next | Which::Coming => written.map(|y| y + 1),
            Which::Previous => self.reference.named.or(self.reference.written).map(|d| d.year() - 1),
            Which::Following => self.reference.named.map(|d| d.year() + 1),
        }
    }

    /// `Monday of last week`, `Thursday next week`.
    pub(super) fn of_week(&self, found: super::reader::Found) -> super::reader::Found {
        let p = &self.p;
        let Value::Calendar(Calendar { weekday: Some(weekday), day: None, .. }) = found.value else { return found };
        let mut at = found.next;
        if p.spaced(at - 1) && p.is(at, "of") && p.spaced(at) {
            at += 1;
        }
        let weeks = match (p.spaced(at - 1), term(p, at)) {
            (true, Some(Term::Which(Which::Last))) => -1,
            (true, Some(Term::Which(Which::This))) => 0,
            (true, Some(Term::Which(Which::Next))) => 1,
            _ => return found,
        };
        if !(p.spaced(at) && p.is(at + 1, "week")) {
            return found;
        }
        let day = self.reference.written.and_then(|written| {
            let monday = period::week(written, weeks)?.first_day()?;
            Period::day(period::weekday_on_or_after(monday, weekday)?)
        });
        super::reader::Found { end: p.words[at + 1].end, next: at + 2, value: day.map_or(Value::Unknown, Value::Period) }
    }
}

/// A day and, where it falls on another weekday than is written, the nearest day that does not.
fn dated(date: NaiveDate, weekday: Option<Weekday>) -> Option<(Period, Option<Period>)> {
    let conflict = weekday.filter(|&w| w != date.weekday()).and_then(|w| {
        let before = period::weekday_on_or_before(date, w)?;
        let after = period::weekday_on_or_after(date, w)?;
        Period::day(if date - before <= after - date { before } else { after })
    });
    Some((Period::day(date)?, conflict))
}
