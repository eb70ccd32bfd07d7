//! The days of a claim: from its own words, else from the day of its report.

use chrono::{Days as Step, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// When what is claimed was so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct When {
    /// First and last day of the time that the sentence names.
    pub named: Option<(NaiveDate, NaiveDate)>,
    /// The day on which the report was published.
    pub published: Option<NaiveDate>,
}

impl When {
    /// True if both claims can be of the same days: what both name must meet; a time that one names must lie within `reach` days
    /// before the other's report; two that name none must be reported within `reach` days of each other. Unknown days meet all others.
    pub fn meets(&self, other: &Self, reach: u64) -> bool {
        match (self.named, other.named) {
            (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
            (Some(named), None) => within(named, other.published, reach),
            (None, Some(named)) => within(named, self.published, reach),
            (None, None) => match (self.published, other.published) {
                (Some(a), Some(b)) => a.signed_duration_since(b).num_days().unsigned_abs() <= reach,
                _ => true,
            },
        }
    }

    /// True if the times that both name, or else the days of their reports, lie within `reach` days of each other. A day that a sentence
    /// names may be the one on which it was said.
    pub fn lies_near(&self, other: &Self, reach: u64) -> bool {
        let time = |w: &Self| w.named.or_else(|| w.published.map(|p| (p, p)));
        let (Some(a), Some(b)) = (time(self), time(other)) else { return true };
        let days = |from: NaiveDate, to: NaiveDate| to.signed_duration_since(from).num_days();
        days(a.1, b.0).max(days(b.1, a.0)) <= reach as i64
    }

    /// True if both name one and the same day.
    pub fn is_day_of(&self, other: &Self) -> bool {
        self.named.is_some_and(|(from, to)| from == to) && self.named == other.named
    }

    /// True if the same time is named on both sides, to the week.
    pub fn agrees(&self, other: &Self) -> bool {
        let short = |(from, to): (NaiveDate, NaiveDate)| to.signed_duration_since(from).num_days() <= 7;
        matches!((self.named, other.named), (Some(a), Some(b)) if short(a) && short(b) && a.0 <= b.1 && b.0 <= a.1)
    }
}

/// True if a time lies at most `reach` days before the day of a report that names none, and not after it.
fn within((from, to): (NaiveDate, NaiveDate), report: Option<NaiveDate>, reach: u64) -> bool {
    let Some(report) = report else { return true };
    let earliest = report.checked_sub_days(Step::new(reach)).unwrap_or(report);
    from <= report && to >= earliest
}

/// The first and last day of a value of the table `times`; none if an end is open.
pub(super) fn days(value: &str) -> Option<(NaiveDate, NaiveDate)> {
    match value.split_once('/') {
        Some((from, to)) => Some((period(from)?.0, period(to)?.1)),
        None => period(value),
    }
}

/// `2024`, `2024-08` or `2024-08-25`.
fn period(value: &str) -> Option<(NaiveDate, NaiveDate)> {
    let mut parts = value.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let (month, day) = (parts.next(), parts.next());
    let first = NaiveDate::from_ymd_opt(year, month.map_or(Ok(1), str::parse).ok()?, day.map_or(Ok(1), str::parse).ok()?)?;
    let months = match (month, day) {
        (_, Some(_)) => return Some((first, first)),
        (Some(_), None) => 1,
        (None, None) => 12,
    };
    Some((first, first.checked_add_months(Months::new(months))?.pred_opt()?))
}
