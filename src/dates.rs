//! Dates as users write them in columns and arguments.

use crate::error::{Error, Result};
use chrono::NaiveDate;

/// A date as users write it in a column: an ISO date, or a date and time that begins with one, or eight digits.
///
/// ```
/// let date = dateline::dates::parse_date("2024-08-26T10:15:00Z", "row 1").unwrap();
/// assert_eq!(date.to_string(), "2024-08-26");
/// ```
pub fn parse_date(text: &str, place: &str) -> Result<NaiveDate> {
    let text = text.trim();
    let day = text.get(..10).filter(|_| text.len() == 10 || !text.as_bytes()[10].is_ascii_digit()).unwrap_or(text);
    NaiveDate::parse_from_str(day, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(text.get(..8).unwrap_or(text), "%Y%m%d"))
        .map_err(|_| Error::input(place, format!("{text:?} is no date; write it as ISO 8601, such as 2024-08-26")))
}
