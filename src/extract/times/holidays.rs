//! Days that have a name: on a date of their own, or so many days from Easter.

use super::calendar::Calendar;
use super::period::{self, Period, shift_days};
use super::reader::{Found, Reader, Value};
use super::steps::known;
use chrono::Datelike;

/// Holidays on a fixed day of the year.
const FIXED_DAYS: [(&[&str], u32, u32); 10] = [
    (&["new", "year", "s", "day"], 1, 1),
    (&["new", "year", "s", "eve"], 12, 31),
    (&["christmas", "day"], 12, 25),
    (&["christmas", "eve"], 12, 24),
    (&["christmas"], 12, 25),
    (&["boxing", "day"], 12, 26),
    (&["victory", "day"], 5, 9),
    (&["may", "day"], 5, 1),
    (&["valentine", "s", "day"], 2, 14),
    (&["halloween"], 10, 31),
];

/// Holidays that move with Easter, in days from its Sunday.
const EASTER_DAYS: [(&[&str], i64); 5] =
    [(&["easter", "sunday"], 0), (&["easter", "monday"], 1), (&["good", "friday"], -2), (&["palm", "sunday"], -7), (&["easter"], 0)];

impl Reader<'_> {
    /// `New Year's Day`, `Christmas Eve 2023`, `Good Friday`.
    pub(super) fn holiday(&self, i: usize) -> Option<Found> {
        let p = &self.p;
        let words = |list: &[&str]| list.iter().enumerate().all(|(k, w)| p.is(i + k, w)).then_some(i + list.len());
        let capital = p.written(i).starts_with(|c: char| c.is_uppercase());
        let next = FIXED_DAYS.iter().find_map(|(list, month, day)| Some((words(list)?, *month, *day)));
        if let Some((next, month, day)) = next.filter(|_| capital) {
            let (year, end, next) = self.year_behind(next, p.words[next - 1].end, false);
            return Some(Found { end, next, value: Value::Calendar(Calendar { year, month: Some(month), day: Some(day), weekday: None }) });
        }
        let (next, days) = EASTER_DAYS.iter().find_map(|(list, days)| Some((words(list)?, *days)))?;
        let (year, end, next) = self.year_behind(next, p.words[next - 1].end, false);
        let day_in = |y: i32| period::easter(y).and_then(|d| shift_days(d, days));
        let period = match (year, self.reference.written) {
            (Some(year), _) => day_in(year),
            (None, Some(d)) if self.ahead(i) => (0..2).filter_map(|k| day_in(d.year() + k)).find(|e| *e >= d),
            (None, Some(d)) => (0..2).filter_map(|k| day_in(d.year() - k)).find(|e| *e <= d),
            _ => None,
        };
        capital.then_some(Found { end, next, value: known(period.and_then(Period::day)) })
    }
}
