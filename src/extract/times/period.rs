//! Stretches of calendar time, and how ISO 8601 writes them.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::fmt;

/// A day, a month or a year of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    year: i32,
    /// 1 to 12; 0 for a whole year.
    month: u32,
    /// 1 to 31; 0 for a whole month or year.
    day: u32,
}

impl Part {
    /// A day, while ISO 8601 can write its year with four digits.
    pub fn day(date: NaiveDate) -> Option<Self> {
        (0..=9999).contains(&date.year()).then(|| Self { year: date.year(), month: date.month(), day: date.day() })
    }

    /// A month.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        ((0..=9999).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month, day: 0 })
    }

    /// A year.
    pub fn year(year: i32) -> Option<Self> {
        (0..=9999).contains(&year).then_some(Self { year, month: 0, day: 0 })
    }

    /// The date, if this is a single day.
    pub fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month, self.day)
    }

    /// Its first day.
    pub fn first_day(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month.max(1), self.day.max(1))
    }

    /// Its last day.
    pub fn last_day(self) -> Option<NaiveDate> {
        match (self.month, self.day) {
            (0, _) => NaiveDate::from_ymd_opt(self.year, 12, 31),
            (month, 0) => last_of_month(self.year, month),
            _ => self.date(),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

/// A stretch of time: one part, an interval of two, or one that is open at an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// Where it begins; `None` is open.
    pub start: Option<Part>,
    /// Where it ends, that part included; `None` is open.
    pub end: Option<Part>,
}

impl Period {
    /// One day, month or year.
    pub fn single(part: Part) -> Self {
        Self { start: Some(part), end: Some(part) }
    }

    /// One day.
    pub fn day(date: NaiveDate) -> Option<Self> {
        Part::day(date).map(Self::single)
    }

    /// From one part to another, both included; none if they stand the wrong way round.
    pub fn between(start: Part, end: Part) -> Option<Self> {
        (start.first_day()? <= end.last_day()?).then_some(Self { start: Some(start), end: Some(end) })
    }

    /// From one day to another, both included.
    pub fn days(start: NaiveDate, end: NaiveDate) -> Option<Self> {
        Self::between(Part::day(start)?, Part::day(end)?)
    }

    /// From its beginning on.
    pub fn onward(self) -> Self {
        Self { start: self.start, end: None }
    }

    /// Until its end.
    pub fn until(self) -> Self {
        Self { start: None, end: self.end }
    }

    /// The date, if it is a single day.
    pub fn date(self) -> Option<NaiveDate> {
        if self.start == self.end { self.start?.date() } else { None }
    }

    /// Its first day, unless it is open there.
    pub fn first_day(self) -> Option<NaiveDate> {
        self.start?.first_day()
    }

    /// Its last day, unless it is open there.
    pub fn last_day(self) -> Option<NaiveDate> {
        self.end?.last_day()
    }

    /// True if it is one whole year.
    pub fn is_year(self) -> bool {
        self.start == self.end && self.start.is_some_and(|p| p.month == 0)
    }

    /// Its year, if it lies in one.
    pub fn only_year(self) -> Option<i32> {
        let year = self.start?.year;
        (self.end?.year == year).then_some(year)
    }

    /// The first, middle or last third (`early`, `mid`, `late`) of a week, a month, a year or a longer period.
    ///
    /// Weeks: Monday and Tuesday, Wednesday and Thursday, Friday to Sunday. Months: 1–10, 11–20, 21 to the end. Years: four months each.
    /// A single day stays what it is.
    pub fn third(self, third: u32) -> Option<Self> {
        let (start, end) = (self.start?, self.end?);
        if start == end && start.day == 0 {
            let year = start.year;
            if start.month == 0 {
                return Self::between(Part::month(year, 1 + 4 * third)?, Part::month(year, 4 + 4 * third)?);
            }
            let day = |d| NaiveDate::from_ymd_opt(year, start.month, d);
            let last = if third == 2 { start.last_day()? } else { day(10 + 10 * third)? };
            return Self::days(day(1 + 10 * third)?, last);
        }
        let (first, last) = (start.first_day()?, end.last_day()?);
        let length = (last - first).num_days() + 1;
        if length < 3 {
            return Some(self);
        }
        let cut = |k: i64| first.checked_add_days(Days::new((length * k / 3) as u64));
        if start.day == 0 && start.month == 0 {
            // Decades and the like: whole years.
            let years = end.year - start.year + 1;
            let edge = |k: i32| start.year + (years * k + 2) / 3;
            return Self::between(Part::year(edge(third as i32))?, Part::year(edge(third as i32 + 1) - 1)?);
        }
        Self::days(cut(i64::from(third))?, cut(i64::from(third) + 1)?.pred_opt()?)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.start, self.end) {
            (Some(a), Some(b)) if a == b => write!(f, "{a}"),
            (Some(a), Some(b)) => write!(f, "{a}/{b}"),
            (Some(a), None) => write!(f, "{a}/.."),
            (None, Some(b)) => write!(f, "../{b}"),
            (None, None) => write!(f, "../.."),
        }
    }
}

/// The last day of a month.
pub(super) fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt()
}

/// The week, Monday to Sunday, that holds `date`, moved by a number of weeks.
pub(super) fn week(date: NaiveDate, weeks: i64) -> Option<Period> {
    let monday = shift_days(date, 7 * weeks - i64::from(date.weekday().num_days_from_monday()))?;
    Period::days(monday, shift_days(monday, 6)?)
}

/// The Saturday and Sunday of the week that holds `date`, moved by a number of weeks.
pub(super) fn weekend(date: NaiveDate, weeks: i64) -> Option<Period> {
    let sunday = week(date, weeks)?.last_day()?;
    Period::days(sunday.pred_opt()?, sunday)
}

/// The month that holds `date`, moved by a number of months.
pub(super) fn month(date: NaiveDate, months: i64) -> Option<Period> {
    let count = (i64::from(date.year()) * 12 + i64::from(date.month0())).checked_add(months)?;
    let year = i32::try_from(count.div_euclid(12)).ok()?;
    Part::month(year, count.rem_euclid(12) as u32 + 1).map(Period::single)
}

/// The quarter (1 to 4) of a year.
pub(super) fn quarter(year: i32, number: u32) -> Option<Period> {
    Period::between(Part::month(year, 3 * number - 2)?, Part::month(year, 3 * number)?)
}

/// A season of a year: 0 spring, 1 summer, 2 autumn, 3 winter, by meteorologists' months; winter runs into the next year.
pub(super) fn season(year: i32, season: u32) -> Option<Period> {
    if season == 3 {
        return Period::between(Part::month(year, 12)?, Part::month(year + 1, 2)?);
    }
    Period::between(Part::month(year, 3 * season + 3)?, Part::month(year, 3 * season + 5)?)
}

/// `date` moved by a number of days; none where the calendar ends.
pub(super) fn shift_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    if days >= 0 { date.checked_add_days(Days::new(days as u64)) } else { date.checked_sub_days(Days::new(days.unsigned_abs())) }
}

/// The latest such weekday at or before `date`.
pub(super) fn weekday_on_or_before(date: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let back = (7 + date.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
    shift_days(date, -i64::from(back))
}

/// The first such weekday at or after `date`.
pub(super) fn weekday_on_or_after(date: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let ahead = (7 + weekday.num_days_from_monday() - date.weekday().num_days_from_monday()) % 7;
    shift_days(date, i64::from(ahead))
}

/// Easter Sunday of a year (Gregorian calendar; the anonymous algorithm printed in Nature, 1876, as given by Meeus).
pub(super) fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, month as u32, day as u32)
}
