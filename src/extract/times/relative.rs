//! Times that lean on another day: `yesterday`, `last week`, `the following day`, `two weeks ago`, `early 2023`, `the spring of 2022`.

use super::calendar::Calendar;
use super::period::{self, Part, Period, shift_days};
use super::reader::{Found, Reader, Value};
use super::steps::{known, latest_season, latest_weekend, stretch, unit_period, whole};
use super::term::{Term, Unit, Which, term};
use crate::extract::numbers::cardinal::cardinal;
use chrono::{Datelike, NaiveDate};

/// Nouns before which a bare season is a time: "a spring offensive".
const SEASONAL: [&str; 10] =
    ["offensive", "counteroffensive", "counter", "campaign", "assault", "drive", "push", "conscription", "draft", "offensives"];

impl Reader<'_> {
    /// The expression that begins with word `i`, if it leans on another time.
    pub(super) fn relative(&self, i: usize) -> Option<Found> {
        let p = &self.p;
        let (at, the) = if term(p, i) == Some(Term::The) && p.spaced(i) { (i + 1, true) } else { (i, false) };
        let written = self.reference.written;
        let one = |period: Option<Period>| Some(self.found(at + 1, period));
        match term(p, at)? {
            Term::Day(days) if !the => {
                let found = self.found(at + 1, written.and_then(|d| shift_days(d, days)).and_then(Period::day));
                Some(self.with_day_part(found))
            }
            Term::Overnight if !the => one(written.and_then(|d| Period::days(d.pred_opt()?, d))),
            Term::Which(which) => self.which(at, which, the),
            Term::Phase(third) => self.phase(at, third),
            Term::Stage(third) => self.stage(at, third),
            Term::Season(season) => self.season(at, season, the),
            Term::Earlier if !the => self.earlier(at, true),
            Term::Later if !the => self.earlier(at, false),
            Term::Unit(unit, false) if the => self.the_unit(at, unit),
            Term::Ordinal(number) => self.ordinal(at, number, the),
            Term::QuarterName(number) if !the => {
                let (year, end, next) = self.year_behind(at + 1, p.words[at].end, false);
                Some(Found { end, next, value: known(period::quarter(year?, number)) })
            }
            Term::Holiday if !the => self.holiday(at),
            Term::Few if !the || p.spaced(at) => self.vague_count(at),
            _ => None,
        }
    }

    /// An expression that ends before word `next`.
    pub(super) fn found(&self, next: usize, period: Option<Period>) -> Found {
        Found { end: self.p.words[next - 1].end, next, value: known(period) }
    }

    /// `last week`, `the next day`, `this month`, `that Sunday`, `the past two weeks`; `at` is the word that says which.
    fn which(&self, at: usize, which: Which, the: bool) -> Option<Found> {
        let p = &self.p;
        if !p.spaced(at) {
            return None;
        }
        // "this past week", "this coming Friday"
        if which == Which::This
            && let Some(Term::Which(inner @ (Which::Past | Which::Coming | Which::Last))) = term(p, at + 1)
        {
            return self.which(at + 1, inner, true);
        }
        let written = self.reference.written;
        let named = self.reference.named;
        let next = at + 2;
        match term(p, at + 1) {
            Some(Term::Unit(unit, false)) => {
                let period = self.which_unit(at, which, unit, the)?;
                // "last week", but not "last week of the campaign"
                let of = p.is(next, "of") && !matches!(which, Which::Last | Which::This if !the);
                (!of).then(|| self.found(next, period))
            }
            Some(Term::DayPart) => {
                let day = match which {
                    Which::This => written,
                    Which::Last if p.is(at + 1, "night") => written.and_then(|d| d.pred_opt()),
                    Which::That => named,
                    Which::Next | Which::Following => named.and_then(|d| d.succ_opt()),
                    Which::Previous => named.and_then(|d| d.pred_opt()),
                    _ => return None,
                };
                Some(self.found(next, day.and_then(Period::day)))
            }
            Some(Term::Weekday(weekday, _)) => {
                let strictly_before = |d: NaiveDate| period::weekday_on_or_before(d.pred_opt()?, weekday);
                let strictly_after = |d: NaiveDate| period::weekday_on_or_after(d.succ_opt()?, weekday);
                let day = match which {
                    Which::Last | Which::Past => written.and_then(strictly_before),
                    Which::This => written.and_then(|d| period::weekday_on_or_after(period::week(d, 0)?.first_day()?, weekday)),
                    Which::Next | Which::Coming => written.and_then(strictly_after),
                    Which::That => named.and_then(|d| period::weekday_on_or_after(d, weekday)),
                    Which::Following => named.and_then(strictly_after),
                    Which::Previous => named.and_then(strictly_before),
                };
                Some(self.with_day_part(self.found(next, day.and_then(Period::day))))
            }
            Some(Term::Month(month, _)) if p.written(at + 1).starts_with(|c: char| c.is_uppercase()) => self.which_month(at, which, month),
            Some(Term::Season(season)) => {
                let period = match which {
                    Which::This => written.and_then(|d| self.this_season(d, season)),
                    Which::Last | Which::Past => written.and_then(|d| latest_season(d, season, false)),
                    Which::Next | Which::Coming => {
                        written.and_then(|d| (0..3).filter_map(|k| period::season(d.year() + k, season)).find(|s| s.first_day() > Some(d)))
                    }
                    Which::That => self.year_of(which).and_then(|y| period::season(y, season)),
                    _ => return None,
                };
                Some(self.found(next, period))
            }
            _ => self.which_count(at, which),
        }
    }

    /// The unit that `which` picks: seen from the day of writing, or from the day just named.
    fn which_unit(&self, at: usize, which: Which, unit: Unit, the: bool) -> Option<Option<Period>> {
        let (written, named) = (self.reference.written, self.reference.named);
        let from = |date: Option<NaiveDate>, k: i64| date.and_then(|d| unit_period(d, unit, k));
        Some(match which {
            Which::This if unit == Unit::Day => return None,
            Which::This => from(written, 0),
            Which::That => match unit {
                Unit::Hour => return None,
                Unit::Year => self.year_of(which).and_then(Part::year).map(Period::single),
                _ => from(named, 0),
            },
            Which::Last if !the && unit == Unit::Day => return None,
            Which::Last if !the => from(written, -1),
            Which::Last | Which::Past if unit == Unit::Weekend => written.and_then(latest_weekend),
            Which::Last | Which::Past => written.and_then(|d| stretch(d, unit, -1)),
            Which::Next if !the && unit == Unit::Day => return None,
            Which::Next if !the => from(written, 1),
            Which::Next if unit != Unit::Day && self.within(at) => written.and_then(|d| stretch(d, unit, 1)),
            Which::Next if unit == Unit::Day => from(named, 1),
            Which::Next => from(named.or(written), 1),
            Which::Coming if unit == Unit::Weekend => from(written, 0),
            Which::Coming => written.and_then(|d| stretch(d, unit, 1)),
            Which::Following => from(named, 1),
            Which::Previous if unit == Unit::Day => from(named, -1),
            Which::Previous => from(named.or(written), -1),
        })
    }

    /// True if the expression whose second word is `at` follows "over", "within", "during", "for" or "in": a stretch from now on.
    fn within(&self, at: usize) -> bool {
        at >= self.first + 2 && self.p.is_any(at - 2, &["over", "within", "during", "for", "in", "throughout"])
    }

    /// `last February`, `next March`, `the following May`.
    fn which_month(&self, at: usize, which: Which, month: u32) -> Option<Found> {
        let (written, named) = (self.reference.written, self.reference.named);
        let before = |d: NaiveDate| d.year() - i32::from(month >= d.month());
        let after = |d: NaiveDate| d.year() + i32::from(month <= d.month());
        let year = match which {
            Which::Last | Which::Past => written.map(before),
            Which::This => written.map(|d| d.year()),
            Which::Next | Which::Coming => written.map(after),
            Which::Following => named.map(after),
            Which::Previous => named.map(before),
            Which::That => self.year_of(which),
        };
        // "last August 5" is a day
        if let Some(Found { end, next, value: Value::Calendar(c) }) = self.calendar(at + 1)
            && let Calendar { day: Some(day), year: None, .. } = c
        {
            let date = year.and_then(|y| NaiveDate::from_ymd_opt(y, month, day)).and_then(Period::day);
            return Some(Found { end, next, value: known(date) });
        }
        Some(self.found(at + 2, year.and_then(|y| Part::month(y, month)).map(Period::single)))
    }

    /// `the past two weeks`, `the next 24 hours`, `the last few months`.
    fn which_count(&self, at: usize, which: Which) -> Option<Found> {
        let p = &self.p;
        let sign = match which {
            Which::Last | Which::Past => -1,
            Which::Next | Which::Coming => 1,
            _ => return None,
        };
        if matches!(term(p, at + 1), Some(Term::Few)) || matches!(term(p, at + 1), Some(Term::Unit(_, true))) {
            let unit = if matches!(term(p, at + 1), Some(Term::Few)) { at + 2 } else { at + 1 };
            return matches!(term(p, unit), Some(Term::Unit(_, true))).then(|| self.found(unit + 1, None));
        }
        let count = cardinal(p, at + 1)?;
        if count.suffix.is_some() || !(p.spaced(count.next - 1) || p.hyphened(count.next - 1)) {
            return None;
        }
        let Some(Term::Unit(unit, _)) = term(p, count.next) else { return None };
        let period = self.reference.written.and_then(|d| stretch(d, unit, sign * whole(count.value)?));
        Some(self.found(count.next + 1, period))
    }

    /// `a few days ago`, `several months later`: a time, but nobody knows which.
    fn vague_count(&self, at: usize) -> Option<Found> {
        let p = &self.p;
        let ago = matches!(term(p, at + 1), Some(Term::Unit(_, true)))
            && matches!(term(p, at + 2), Some(Term::Ago | Term::Earlier | Term::Later));
        ago.then(|| self.found(at + 3, None))
    }

    /// `early 2023`, `mid-May`, `late last week`.
    fn phase(&self, at: usize, third: u32) -> Option<Found> {
        let p = &self.p;
        if !(p.spaced(at) || p.hyphened(at))
            || matches!(term(p, at + 1), Some(Term::Phase(_) | Term::Stage(_) | Term::Earlier | Term::Later))
        {
            return None;
        }
        let inner = self.inner(at + 1)?;
        let (period, _) = self.resolve(inner.value, at);
        Some(Found { value: known(period.and_then(|p| p.third(third))), ..inner })
    }

    /// `the end of 2023`, `the beginning of last week`, `the start of the year`.
    fn stage(&self, at: usize, third: u32) -> Option<Found> {
        let p = &self.p;
        if !(p.spaced(at) && p.is(at + 1, "of") && p.spaced(at + 1)) {
            return None;
        }
        let inner = self.inner(at + 2)?;
        let (period, _) = self.resolve(inner.value, at);
        Some(Found { value: known(period.and_then(|p| p.third(third))), ..inner })
    }

    /// What a phase or stage may be part of: a date, a unit seen from now, `the year`.
    fn inner(&self, at: usize) -> Option<Found> {
        let p = &self.p;
        match term(p, at) {
            Some(Term::The) => match term(p, at + 1) {
                Some(Term::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Decade), false)) => {
                    Some(self.found(at + 2, self.reference.written.and_then(|d| unit_period(d, unit, 0))))
                }
                Some(Term::Which(which)) => self.which(at + 1, which, true),
                Some(Term::Season(season)) => self.season(at + 1, season, true),
                _ => self.calendar(at),
            },
            Some(Term::Which(which)) => self.which(at, which, false),
            Some(Term::Season(season)) => self.season(at, season, true),
            Some(Term::Day(_)) => self.relative(at),
            _ => self.calendar(at).or_else(|| self.bare_month(at)),
        }
    }

    /// A month that could be another word, after a word that rules that out: `mid-May`.
    fn bare_month(&self, at: usize) -> Option<Found> {
        let Some(Term::Month(month, _)) = term(&self.p, at) else { return None };
        self.p.written(at).starts_with(|c: char| c.is_uppercase()).then(|| Found {
            end: self.p.words[at].end,
            next: at + 1,
            value: Value::Calendar(Calendar { month: Some(month), ..Calendar::default() }),
        })
    }

    /// `earlier this week`, `later this year`, `earlier on`: within the unit, up to the day of writing or from it on.
    fn earlier(&self, at: usize, before: bool) -> Option<Found> {
        let p = &self.p;
        if !p.spaced(at) {
            return None;
        }
        let inner = match term(p, at + 1) {
            Some(Term::Which(which @ (Which::This | Which::Last | Which::That | Which::Next))) => self.which(at + 1, which, false)?,
            Some(Term::Day(_)) => return self.relative(at + 1),
            Some(Term::Weekday(..)) => return self.calendar(at + 1),
            _ if p.is(at + 1, "in") && p.is(at + 2, "the") => match term(p, at + 3) {
                Some(Term::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year), false)) => {
                    self.found(at + 4, self.reference.written.and_then(|d| unit_period(d, unit, 0)))
                }
                _ => return None,
            },
            _ => return None,
        };
        // A week has no partial date: it is cut at the day of writing. "This month" and "this year" stay what they are.
        if let (Value::Period(week), Some(written)) = (inner.value, self.reference.written)
            && week.start != week.end
            && week.first_day() <= Some(written)
            && Some(written) <= week.last_day()
        {
            let cut = match before {
                true => week.first_day().and_then(|first| Period::days(first, written)),
                false => week.last_day().and_then(|last| Period::days(written, last)),
            };
            return Some(Found { value: known(cut), ..inner });
        }
        Some(inner)
    }

    /// `the weekend`, `the day before`, `the week after`.
    fn the_unit(&self, at: usize, unit: Unit) -> Option<Found> {
        let p = &self.p;
        if unit == Unit::Weekend {
            let period = self.reference.written.and_then(|d| if self.ahead(at - 1) { period::weekend(d, 0) } else { latest_weekend(d) });
            return Some(self.found(at + 1, period));
        }
        let step = match p.written(at + 1) {
            "before" | "earlier" => -1,
            "after" | "later" => 1,
            _ => return None,
        };
        let free = p.word(at + 2).is_none() || !p.spaced(at + 1);
        (free && p.spaced(at)).then(|| self.found(at + 2, self.reference.named.and_then(|d| unit_period(d, unit, step))))
    }

    /// `the second quarter of 2023`, `first half of this year`, `the 19th century`, `the first week of May`.
    fn ordinal(&self, at: usize, number: u32, the: bool) -> Option<Found> {
        let p = &self.p;
        if !(p.spaced(at) || p.hyphened(at)) {
            return None;
        }
        match term(p, at + 1)? {
            Term::Unit(Unit::Quarter, false) if number <= 4 => {
                let (year, end, next) = self.year_behind(at + 2, p.words[at + 1].end, false);
                let latest = || {
                    self.reference
                        .written
                        .and_then(|d| (0..2).filter_map(|k| period::quarter(d.year() - k, number)).find(|q| q.first_day() < Some(d)))
                };
                match year {
                    Some(year) => Some(Found { end, next, value: known(period::quarter(year, number)) }),
                    None if the && !p.is(next, "of") => Some(Found { end, next, value: known(latest()) }),
                    None => None,
                }
            }
            Term::Half if number <= 2 => {
                let (year, end, next) = self.year_behind(at + 2, p.words[at + 1].end, false);
                let months = Period::between(Part::month(year?, 6 * number - 5)?, Part::month(year?, 6 * number)?);
                Some(Found { end, next, value: known(months) })
            }
            Term::Unit(Unit::Century, false) => self.century(at, number),
            Term::Unit(Unit::Week, false) if number <= 4 && p.is(at + 2, "of") => {
                let inner = self.calendar(at + 3)?;
                let (period, _) = self.resolve(inner.value, at);
                let first = period.filter(|p| p.start == p.end && p.date().is_none())?.first_day()?;
                let start = shift_days(first, 7 * i64::from(number) - 7)?;
                Some(Found { value: known(Period::days(start, shift_days(start, 6)?)), ..inner })
            }
            _ => None,
        }
    }

    /// `19th century`.
    pub(super) fn numbered_century(&self, i: usize) -> Option<Found> {
        let p = &self.p;
        let written = p.written(i);
        let digits = written.bytes().take(3).take_while(u8::is_ascii_digit).count();
        let number = written.get(..digits)?.parse().ok().filter(|n| (1..=30).contains(n))?;
        (matches!(&written[digits..], "st" | "nd" | "rd" | "th") && p.spaced(i) && p.is(i + 1, "century"))
            .then(|| self.century(i, number))
            .flatten()
    }

    /// `20th century`; word `at` is its number.
    fn century(&self, at: usize, number: u32) -> Option<Found> {
        let first = 100 * number as i32 - 99;
        Some(self.found(at + 2, Period::between(Part::year(first)?, Part::year(first + 99)?)))
    }

    /// `spring 2022`, `the winter of 2023`, `in the spring`, `a spring offensive`.
    fn season(&self, at: usize, season: u32, the: bool) -> Option<Found> {
        let p = &self.p;
        let (year, end, next) = self.year_behind(at + 1, p.words[at].end, false);
        if let Some(year) = year {
            return Some(Found { end, next, value: known(period::season(year, season)) });
        }
        let first = if the { at - 1 } else { at };
        let fall = p.is(at, "fall");
        let behind = first > self.first
            && p.spaced(first - 1)
            && p.is_any(first - 1, &["in", "by", "during", "until", "since", "throughout", "over", "before", "after"]);
        let seasonal = p.spaced(at) && p.is_any(at + 1, &SEASONAL);
        if fall || p.is(at + 1, "of") || !(behind || seasonal) {
            return None;
        }
        let written = self.reference.written;
        let period = written.and_then(|d| {
            if seasonal || self.ahead(first) {
                (0..2).filter_map(|k| period::season(d.year() + k, season)).find(|s| s.last_day() >= Some(d))
            } else {
                latest_season(d, season, true)
            }
        });
        Some(self.found(at + 1, period))
    }

    /// `this summer`: the season of this year; a winter that has begun already began last year.
    fn this_season(&self, written: NaiveDate, season: u32) -> Option<Period> {
        let year = written.year() - i32::from(season == 3 && written.month() <= 2);
        period::season(year, season)
    }
}
