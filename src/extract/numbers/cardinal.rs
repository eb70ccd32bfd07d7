//! Cardinal numbers, as digits (`1,000`, `1.5`, `1 000`, `1.2m`) and as words (`two hundred and fifty thousand`).

use super::passage::{Passage, is_space};
use super::wordlist::WordList;
use crate::span::Span;
use std::sync::LazyLock;

/// Longer runs of digits are codes, not numbers.
const MAX_DIGITS: usize = 24;

/// A number read from a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::extract) struct Cardinal {
    /// Its value, multiplier (`million`) included.
    pub value: f64,
    /// The factor of that multiplier; 1 without one.
    pub factor: f64,
    /// One past its last byte.
    pub end: u32,
    /// The word to go on from.
    pub next: usize,
    /// Letters written on to its last digit (`km` in `90km`).
    pub suffix: Option<Span>,
    /// Written with digits.
    pub digits: bool,
    /// Written with four digits and nothing else: it may be a year.
    pub bare_four: bool,
}

/// What a number word adds to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numeral {
    /// one … nine
    Digit(u64),
    /// ten … nineteen
    Teen(u64),
    /// twenty … ninety
    Tens(u64),
    /// hundred
    Hundred,
    /// dozen, thousand, million …: multiplies what stands before it
    Factor(u64),
}

static NUMERALS: LazyLock<WordList<Numeral>> = LazyLock::new(|| {
    let digits = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let teens = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let factors = [
        ("dozen", 12),
        ("thousand", 1_000),
        ("lakh", 100_000),
        ("million", 1_000_000),
        ("mln", 1_000_000),
        ("mn", 1_000_000),
        ("crore", 10_000_000),
        ("billion", 1_000_000_000),
        ("bln", 1_000_000_000),
        ("bn", 1_000_000_000),
        ("trillion", 1_000_000_000_000),
        ("tn", 1_000_000_000_000),
        ("trn", 1_000_000_000_000),
    ];
    let numbered =
        |first: u64, step: u64, make: fn(u64) -> Numeral| move |(i, w): (usize, &'static str)| (w, make(first + step * i as u64));
    WordList::new(
        (digits.into_iter().enumerate().map(numbered(1, 1, Numeral::Digit)))
            .chain(teens.into_iter().enumerate().map(numbered(10, 1, Numeral::Teen)))
            .chain(tens.into_iter().enumerate().map(numbered(20, 10, Numeral::Tens)))
            .chain([("hundred", Numeral::Hundred)])
            .chain(factors.map(|(w, n)| (w, Numeral::Factor(n)))),
    )
});

/// The number that begins with word `i`, in digits or in words.
pub(in crate::extract) fn cardinal(p: &Passage<'_>, i: usize) -> Option<Cardinal> {
    let first = p.word(i)?;
    if p.text.as_bytes()[first.start as usize].is_ascii_digit() { in_digits(p, i) } else { in_words(p, i) }
}

/// The factor that word `i` stands for (`million`), if any.
pub(in crate::extract) fn factor(p: &Passage<'_>, i: usize) -> Option<f64> {
    match NUMERALS.get(p.text, p.word(i)?)? {
        Numeral::Hundred => Some(100.0),
        Numeral::Factor(n) => Some(n as f64),
        _ => None,
    }
}

/// The factor that letters written on to a number stand for, where they can only mean that: not `m`, which may be metres.
fn suffix_factor(suffix: &str) -> Option<f64> {
    match suffix {
        "k" | "K" => Some(1e3),
        "mn" | "mln" | "M" => Some(1e6),
        "bn" | "bln" | "B" => Some(1e9),
        "tn" | "trn" => Some(1e12),
        _ => None,
    }
}

/// A number that begins with a digit. Codes (`2S19`), times of day, versions and ordinals are none.
fn in_digits(p: &Passage<'_>, i: usize) -> Option<Cardinal> {
    let start = p.word(i)?.start;
    let bytes = p.text.as_bytes();
    let at = |k: usize| bytes.get(k).copied().unwrap_or(b' ');
    let run = |from: usize| bytes[from..].iter().take(MAX_DIGITS + 1).take_while(|b| b.is_ascii_digit()).count();
    let first = run(start as usize);
    if first > MAX_DIGITS {
        return None;
    }
    let mut end = start as usize + first;
    let mut clean = p.text[start as usize..end].to_owned();
    // Groups of three after a number of one to three digits, all parted by the same mark.
    let mut separator = "";
    if first <= 3 {
        while clean.len() <= MAX_DIGITS {
            let Some(mark) = group_mark(&p.text[end..], separator) else { break };
            if run(end + mark.len()) != 3 {
                break;
            }
            let group = &p.text[end + mark.len()..end + mark.len() + 3];
            // One group after a full stop is a decimal fraction.
            if mark == "." && separator.is_empty() && !(at(end + 4) == b'.' && run(end + 5) == 3) {
                break;
            }
            separator = mark;
            clean.push_str(group);
            end += mark.len() + 3;
        }
    }
    if at(end) == b'.' && run(end + 1) > 0 && separator != "." {
        let decimals = run(end + 1).min(MAX_DIGITS);
        clean.push_str(&p.text[end..end + 1 + decimals]);
        end += 1 + decimals;
        if at(end) == b'.' && at(end + 1).is_ascii_digit() {
            return None;
        }
    }
    if matches!(at(end), b':' | b'/' | b'_' | b'@') && at(end + 1).is_ascii_alphanumeric()
        || (at(end) == b',' && at(end + 1).is_ascii_digit())
    {
        return None;
    }
    let mut value: f64 = clean.parse().ok()?;
    if let Some(fraction) = vulgar(p.char_at(end as u32)) {
        value += fraction;
        end += p.char_at(end as u32).map_or(0, char::len_utf8);
    }
    let bare_four = first == 4 && clean.len() == 4;
    let last = p.next_from(i, end as u32);
    // The word in which the number ends may go on with letters.
    let word_end = p.words[last - 1].end.max(end as u32);
    let mut suffix = (word_end > end as u32).then_some(Span::new(end as u32, word_end));
    let mut factor_ = 1.0;
    let mut next = last;
    if let Some(letters) = suffix.map(|s| s.text(p.text)) {
        if letters.bytes().any(|b| b.is_ascii_digit()) || matches!(letters, "st" | "nd" | "rd" | "th" | "s") {
            return None;
        }
        if let Some(f) = suffix_factor(letters) {
            factor_ = f;
            end = word_end as usize;
            suffix = None;
        }
    }
    if suffix.is_none() && factor_ == 1.0 {
        let mut gap_ok = is_space(p.gap(next - 1)) || p.hyphened(next - 1);
        while gap_ok
            && factor_ < 1e15
            && let Some(f) = factor(p, next)
        {
            factor_ *= f;
            end = p.words[next].end as usize;
            next += 1;
            gap_ok = p.spaced(next - 1);
        }
    }
    Some(Cardinal { value: value * factor_, factor: factor_, end: end as u32, next, suffix, digits: true, bare_four })
}

/// The mark that may part groups of three digits at the start of `rest`; the first one decides for the whole number.
fn group_mark(rest: &str, separator: &'static str) -> Option<&'static str> {
    const MARKS: [&str; 8] = [",", "\u{a0}", "\u{202f}", "\u{2009}", " ", "'", "\u{2019}", "."];
    let mark = MARKS.into_iter().find(|m| rest.starts_with(m))?;
    (separator.is_empty() || separator == mark).then_some(mark)
}

/// The value of a character such as ½.
pub(in crate::extract) fn vulgar(c: Option<char>) -> Option<f64> {
    Some(match c? {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅕' => 0.2,
        '⅛' => 0.125,
        _ => return None,
    })
}

/// A number in words: `two`, `a dozen`, `half a million`, `two and a half thousand`, `three hundred and fifty`.
fn in_words(p: &Passage<'_>, i: usize) -> Option<Cardinal> {
    let mut next = i;
    let mut total: u64 = 0;
    let mut current: u64 = 0;
    // The smallest power of ten that may still follow: one after tens, tens after a hundred.
    let mut room: u64 = 1_000;
    let mut half = 0.0;
    if p.is(i, "half") && p.spaced(i) && p.is_any(i + 1, &["a", "an"]) && p.spaced(i + 1) {
        let f = factor(p, i + 2)?;
        return Some(word_number(p, 0.5 * f, f, i + 3));
    }
    if p.is_any(i, &["a", "an"]) {
        // "a dozen": the article counts one; "a" alone is no number.
        factor(p, i + 1).filter(|_| p.spaced(i))?;
        current = 1;
        room = 1;
        next = i + 1;
    }
    let mut factor_ = 1.0;
    // Factors fall: million, then thousand.
    let mut last_factor = u64::MAX;
    while let Some(numeral) = p.word(next).and_then(|w| NUMERALS.get(p.text, w)) {
        match numeral {
            Numeral::Digit(n) if room >= 10 => {
                current = current.checked_add(n)?;
                room = 1;
            }
            Numeral::Teen(n) if room >= 100 => {
                current = current.checked_add(n)?;
                room = 1;
            }
            Numeral::Tens(n) if room >= 100 => {
                current = current.checked_add(n)?;
                room = 10;
            }
            Numeral::Hundred if current > 0 && current < 100 => {
                current *= 100;
                room = 100;
            }
            Numeral::Factor(n) if current > 0 && n < last_factor => {
                last_factor = n;
                total = total
                    .checked_add(current)?
                    .checked_mul(n)
                    .filter(|_| total == 0)
                    .or_else(|| total.checked_add(current.checked_mul(n)?))?;
                current = 0;
                room = 1_000;
                factor_ = n as f64;
            }
            _ => break,
        }
        next += 1;
        // What may link to the next numeral: white space, a hyphen, or "and" after a hundred or more.
        if p.spaced(next - 1) && p.is(next, "and") && p.spaced(next) {
            if p.is(next + 1, "a") && p.is(next + 2, "half") {
                half = 0.5;
                next += 3;
                if let Some(f) = factor(p, next).filter(|_| p.spaced(next - 1)) {
                    let value = (total as f64 + current as f64 + half) * f;
                    return Some(word_number(p, value, f, next + 1));
                }
                break;
            }
            let below_hundred = matches!(
                p.word(next + 1).and_then(|w| NUMERALS.get(p.text, w)),
                Some(Numeral::Digit(_) | Numeral::Teen(_) | Numeral::Tens(_))
            );
            if (current >= 100 || (current == 0 && total >= 1_000)) && room >= 100 && below_hundred {
                next += 1;
                continue;
            }
            break;
        }
        if !(p.spaced(next - 1) || p.hyphened(next - 1)) {
            break;
        }
    }
    if next == i || total + current == 0 {
        return None;
    }
    Some(word_number(p, total as f64 + current as f64 + half, factor_, next))
}

fn word_number(p: &Passage<'_>, value: f64, factor: f64, next: usize) -> Cardinal {
    Cardinal { value, factor, end: p.words[next - 1].end, next, suffix: None, digits: false, bare_four: false }
}

/// The whole number that word `i` writes with at most four digits.
pub(in crate::extract) fn small(p: &Passage<'_>, i: usize) -> Option<u32> {
    let word = p.written(i);
    if (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit()) { word.parse().ok() } else { None }
}
