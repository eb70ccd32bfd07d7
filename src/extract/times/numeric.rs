//! Dates all in numbers: `2024-08-23`, `23/08/2024`, `23.8.2024`, `2024-08`, `9/11`.

use super::calendar::Calendar;
use super::reader::{Found, Reader, Value};

impl Reader<'_> {
    /// The date in numbers that begins with word `i`.
    pub(super) fn numeric(&self, i: usize) -> Option<Found> {
        let p = &self.p;
        let start = p.word(i)?.start;
        if self.inside_code(i) || matches!(p.char_before(start), Some('/' | '-')) {
            return None;
        }
        let (fields, separator, end) = number_fields(p.rest(start))?;
        let end = start + end;
        let found = |year: i32, month: u32, day: Option<u32>| {
            (1..=12).contains(&month).then_some(Found {
                end,
                next: p.next_from(i + 1, end),
                value: Value::Calendar(Calendar { year: Some(year), month: Some(month), day, weekday: None }),
            })
        };
        match fields {
            [Some((4, year)), Some((1..=2, month)), Some((1..=2, day))] => found(year as i32, month, Some(day)),
            [Some((1..=2, a)), Some((1..=2, b)), Some((width @ (2 | 4), year))] => {
                let year = if width == 4 { year } else { year + if year < 70 { 2000 } else { 1900 } };
                let (day, month) = if b > 12 || (a <= 12 && self.month_first && separator == b'/') { (b, a) } else { (a, b) };
                found(year as i32, month, Some(day))
            }
            // A hyphen between years that follow on each other is a range: 2011-12.
            [Some((4, year @ 1800..=2099)), Some((2, month)), None] if separator == b'-' && month != (year + 1) % 100 => {
                found(year as i32, month, None)
            }
            [Some((1, 9)), Some((2, 11)), None] if separator == b'/' => {
                let mut attacks = found(2001, 9, Some(11))?;
                attacks.next = p.next_from(i + 1, end);
                Some(attacks)
            }
            _ => None,
        }
    }
}

/// Two or three numbers of at most four digits, parted by one and the same of `-`, `/` and `.`: each with its width; the separator; the length.
/// A number that goes on (`1.2.3.4`) is none.
#[expect(clippy::type_complexity, reason = "a width and a value for each of three fields")]
pub(super) fn number_fields(text: &str) -> Option<([Option<(usize, u32)>; 3], u8, u32)> {
    let bytes = text.as_bytes();
    let mut fields = [None; 3];
    let mut separator = 0;
    let mut at = 0;
    for field in &mut fields {
        let width = bytes[at..].iter().take(5).take_while(|b| b.is_ascii_digit()).count();
        if !(1..=4).contains(&width) {
            return None;
        }
        *field = Some((width, text[at..at + width].parse().ok()?));
        at += width;
        let mark = bytes.get(at).copied().unwrap_or(0);
        let goes_on = matches!(mark, b'-' | b'/' | b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !goes_on || (separator != 0 && mark != separator) {
            break;
        }
        if separator == 0 {
            separator = mark;
        }
        at += 1;
    }
    // A third separator, or letters that are no time of day, make it a code.
    let before = bytes[at - 1];
    if !before.is_ascii_digit() || separator == 0 {
        return None;
    }
    match bytes.get(at) {
        Some(b'-' | b'/' | b'.' | b':') if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => None,
        Some(b'T') if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => Some((fields, separator, at as u32)),
        Some(b'%') => None,
        Some(b) if b.is_ascii_alphanumeric() => None,
        _ => Some((fields, separator, at as u32)),
    }
}
