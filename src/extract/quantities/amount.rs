//! One number with its sign, its currency or unit of measure; no counted nouns yet.

use super::noun;
use super::unit::{self, Kind, Unit};
use crate::extract::numbers::cardinal::cardinal;
use crate::extract::numbers::passage::Passage;

/// A number and the unit of measure written with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    pub value: f64,
    /// The factor of its multiplier (`million`); 1 without one.
    pub factor: f64,
    pub unit: Option<Unit>,
    /// The currency's sign stands before the number.
    pub sign: bool,
    /// First byte, sign included.
    pub start: u32,
    /// One past the last byte, unit included.
    pub end: u32,
    /// The word to go on from.
    pub next: usize,
    pub digits: bool,
    pub bare_four: bool,
}

/// The amount whose number begins with word `i`. Numbers inside codes and names (`D-30`, `No.5`), times of day and ratios are none.
pub(super) fn amount(p: &Passage<'_>, i: usize) -> Option<Amount> {
    read(p, i, false)
}

/// The amount whose number begins with word `i`, behind the dash of a range.
pub(super) fn amount_after_dash(p: &Passage<'_>, i: usize) -> Option<Amount> {
    read(p, i, true)
}

fn read(p: &Passage<'_>, i: usize, after_dash: bool) -> Option<Amount> {
    let word = p.word(i)?;
    let number = cardinal(p, i)?;
    let mut out = Amount {
        value: number.value,
        factor: number.factor,
        unit: None,
        sign: false,
        start: word.start,
        end: number.end,
        next: number.next,
        digits: number.digits,
        bare_four: number.bare_four,
    };
    if number.digits {
        if !after_dash && in_code(p, word.start) {
            return None;
        }
        if let Some((currency, start)) = unit::currency_before(p, word.start) {
            (out.unit, out.start, out.sign) = (Some(currency), start, true);
        }
        if !after_dash && minus(p, out.start) {
            out.value = -out.value;
            out.start -= p.char_before(out.start).map_or(0, |c| c.len_utf8() as u32);
        }
    }
    if let Some(suffix) = number.suffix {
        let letters = suffix.text(p.text);
        if letters == "m" && (out.sign || counts_millions(p, number.next)) {
            (out.value, out.factor, out.end) = (out.value * 1e6, 1e6, suffix.end);
        } else if matches!(letters, "b" | "t") && out.sign {
            let factor = if letters == "b" { 1e9 } else { 1e12 };
            (out.value, out.factor, out.end) = (out.value * factor, factor, suffix.end);
        } else {
            let reading = unit::suffix(p, letters, suffix.end, number.next)?;
            (out.unit, out.end, out.next) = (Some(reading.unit), reading.end, reading.next);
            return Some(out);
        }
    }
    if out.unit.is_none()
        && let Some(reading) = unit::behind(p, out.end, out.next, out.digits, out.factor)
    {
        (out.unit, out.end, out.next) = (Some(reading.unit), reading.end, reading.next);
        if out.unit.is_some_and(|u| u.kind == Kind::Temperature || u.symbol == "°") && i > 0 && p.is(i - 1, "minus") && p.spaced(i - 1) {
            (out.value, out.start) = (-out.value, p.words[i - 1].start);
        }
    }
    Some(out)
}

/// `1.2m people`: what follows `m` is a counted noun, so it is no metre.
fn counts_millions(p: &Passage<'_>, next: usize) -> bool {
    next > 0 && p.spaced(next - 1) && noun::plural(p, next).is_some()
}

/// True if the number at byte `start` goes on from letters or marks before it.
fn in_code(p: &Passage<'_>, start: u32) -> bool {
    let Some(mark) = p.char_before(start) else { return false };
    let before = |c: char| p.char_before(start - c.len_utf8() as u32);
    match mark {
        '#' | '_' | '@' | '/' | '\\' | '№' => true,
        '.' | ',' | ':' => before(mark).is_some_and(char::is_alphanumeric),
        '-' | '\u{2011}' => before(mark).is_some_and(char::is_alphanumeric),
        _ => mark.is_alphanumeric(),
    }
}

/// True if a minus sign stands before byte `start`, and nothing that makes it a hyphen.
fn minus(p: &Passage<'_>, start: u32) -> bool {
    let Some(sign @ ('-' | '\u{2212}')) = p.char_before(start) else { return false };
    p.char_before(start - sign.len_utf8() as u32).is_none_or(|c| c.is_whitespace() || c == '(')
}
