//! Dates as users write them in columns and arguments.

use crate::error::{Error, Result};
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;

/// How tables write a day, none of which can be taken for another: ISO 8601 with and without hyphens, with slashes, the day first with full
/// stops, and with the month's name as feeds (RFC 2822) and articles have it.
const FORMATS: &[&str] = &["%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%A, %d %B %Y", "%A, %B %d, %Y"];

/// Day and month, and month and day: what both read, or only one of them, is certain.
const EITHER: [&str; 2] = ["%d/%m/%Y", "%m/%d/%Y"];

/// A date as users write it in a column, with or without a time behind it. "26/08/2024" is one, since there are no 26 months; "03/04/2024",
/// which is a day of March or of April, is none.
///
/// ```
/// let date = dateline::dates::parse_date("2024-08-26T10:15:00Z", "row 1").unwrap();
/// assert_eq!(date.to_string(), "2024-08-26");
/// assert_eq!(dateline::dates::parse_date("Mon, 26 Aug 2024 10:15:00 GMT", "row 2").unwrap(), date);
/// ```
pub fn parse_date(text: &str, place: &str) -> Result<NaiveDate> {
    let text = text.trim();
    let plain = without_stops(text);
    let read = |format: &&str| {
        let (date, rest) = NaiveDate::parse_and_remainder(&plain, format).ok()?;
        let ends = rest.is_empty() || rest.starts_with(['T', ' ', ',']);
        (ends && (1000..=9999).contains(&date.year())).then_some(date)
    };
    let either = || match EITHER.map(|format| read(&format)) {
        [Some(one), Some(other)] => (one == other).then_some(one),
        [one, other] => one.or(other),
    };
    FORMATS.iter().find_map(read).or_else(either).ok_or_else(|| {
        Error::input(place, format!("{text:?} is no date that can be told for sure; write it as ISO 8601, such as 2024-08-26"))
    })
}

/// The text without the full stops behind words and, before words, behind numbers: "26 Aug. 2024", "26. August 2024".
fn without_stops(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_alphabetic) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let before = text[..at].chars().next_back().is_some_and(char::is_alphabetic);
        let behind = || text[at + 1..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        if c != '.' || !before && !behind() {
            out.push(c);
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_what_is_no_day_is_told() {
        let days = ["2024-08-26", "2024-08-26T10:15:00Z", "2024-08-26 10:15", "20240826", "20240826T101500Z", "2024/08/26", "26.08.2024"];
        let named = [
            "26 August 2024",
            "26 Aug 2024, 10:15",
            "August 26, 2024",
            "Aug 26, 2024 10:15",
            "Mon, 26 Aug 2024 10:15:00 +0200",
            "26.8.2024 г.",
            "26/08/2024",
            "08/26/2024 10:15",
            "26 Aug. 2024",
            "26. August 2024",
            "Monday, August 26, 2024",
            "Mon., Aug. 26, 2024",
        ];
        for text in days.iter().chain(&named) {
            assert_eq!(parse_date(text, "row 1").unwrap().to_string(), "2024-08-26", "{text}");
        }
        let none = [
            "",
            "202408261",
            "20240826abc",
            "2024-08-26rubbish",
            "03/04/2024",
            "26.08.24",
            "2024-13-01",
            "2024-02-30",
            "August 2024",
            "Tue, 26 Aug 2024",
            "26/13/2024",
            "26/08/24",
        ];
        for text in none {
            let told = parse_date(text, "row 1").unwrap_err().to_string();
            assert!(told.starts_with("row 1: ") && told.contains("2024-08-26"), "{told}");
        }
    }
}
