//! Steps from one day to another by whole units, and what stands at the end of them.

use super::period::{self, Part, Period, shift_days};
use super::reader::Value;
use super::term::Unit;
use chrono::{Datelike, Months, NaiveDate};

pub(super) fn known(period: Option<Period>) -> Value {
    period.map_or(Value::Unknown, Value::Period)
}

/// A count as a whole number, while it is small enough for a calendar.
pub(super) fn whole(value: f64) -> Option<i64> {
    (value.fract() == 0.0 && (0.0..1e6).contains(&value)).then_some(value as i64)
}

/// The unit that holds `date`, moved by `k` units.
pub(super) fn unit_period(date: NaiveDate, unit: Unit, k: i64) -> Option<Period> {
    let year = |years: i64| i32::try_from(i64::from(date.year()) + years).ok();
    match unit {
        Unit::Hour => None,
        Unit::Day => shift_days(date, k).and_then(Period::day),
        Unit::Week => period::week(date, k),
        Unit::Fortnight => None,
        Unit::Weekend => period::weekend(date, k),
        Unit::Month => period::month(date, k),
        Unit::Quarter => {
            let count = 4 * i64::from(date.year()) + i64::from(date.month0() / 3) + k;
            period::quarter(i32::try_from(count.div_euclid(4)).ok()?, count.rem_euclid(4) as u32 + 1)
        }
        Unit::Year => Part::year(year(k)?).map(Period::single),
        Unit::Decade => {
            let first = year(10 * k)?.div_euclid(10) * 10;
            Period::between(Part::year(first)?, Part::year(first + 9)?)
        }
        Unit::Century => {
            let first = (year(100 * k)? - 1).div_euclid(100) * 100 + 1;
            Period::between(Part::year(first)?, Part::year(first + 99)?)
        }
    }
}

/// `date` moved by a number of units.
fn moved(date: NaiveDate, unit: Unit, count: i64) -> Option<NaiveDate> {
    let months = |n: i64| {
        let months = Months::new(u32::try_from(n.unsigned_abs()).ok()?);
        if n < 0 { date.checked_sub_months(months) } else { date.checked_add_months(months) }
    };
    match unit {
        Unit::Hour => shift_days(date, count / 24),
        Unit::Day => shift_days(date, count),
        Unit::Week | Unit::Weekend => shift_days(date, 7 * count),
        Unit::Fortnight => shift_days(date, 14 * count),
        Unit::Month => months(count),
        Unit::Quarter => months(3 * count),
        Unit::Year => months(12 * count),
        Unit::Decade => months(120 * count),
        Unit::Century => months(1200 * count),
    }
}

/// The time a number of units away, as exact as the unit is: days and weeks give a day, months a month, years a year.
pub(super) fn at_distance(date: NaiveDate, unit: Unit, count: i64) -> Option<Period> {
    let day = moved(date, unit, count)?;
    match unit {
        Unit::Month | Unit::Quarter => period::month(day, 0),
        Unit::Year | Unit::Decade | Unit::Century => Part::year(day.year()).map(Period::single),
        _ => Period::day(day),
    }
}

/// From `date` a number of units back or ahead: `the past two weeks`.
pub(super) fn stretch(date: NaiveDate, unit: Unit, count: i64) -> Option<Period> {
    let count_days = if unit == Unit::Hour { (count.abs() + 23) / 24 * count.signum() } else { count };
    let other = moved(date, if unit == Unit::Hour { Unit::Day } else { unit }, count_days)?;
    Period::days(date.min(other), date.max(other))
}

/// The latest weekend that has begun.
pub(super) fn latest_weekend(date: NaiveDate) -> Option<Period> {
    let begun = date.weekday().num_days_from_monday() >= 5;
    period::weekend(date, if begun { 0 } else { -1 })
}

/// The latest such season that has begun (`running`) or is over.
pub(super) fn latest_season(date: NaiveDate, season: u32, running: bool) -> Option<Period> {
    (0..3)
        .filter_map(|k| period::season(date.year() - k, season))
        .find(|s| if running { s.first_day() <= Some(date) } else { s.last_day() < Some(date) })
}
