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
    let Digits { mut value, mut end, bare_four } = digits(p.text, start)?;
    if let Some((fraction, mark)) = p.char_at(end).and_then(|c| Some((vulgar(Some(c))?, c))) {
        value += fraction;
        end += mark.len_utf8() as u32;
    }
    let mut next = p.next_from(i, end);
    // The word in which the number ends may go on with letters.
    let suffix = Span::new(end, p.words[next - 1].end.max(end));
    if !suffix.is_empty() {
        let letters = suffix.text(p.text);
        if letters.bytes().any(|b| b.is_ascii_digit()) || matches!(letters, "st" | "nd" | "rd" | "th" | "s") {
            return None;
        }
        let (factor, end, suffix) = suffix_factor(letters).map_or((1.0, end, Some(suffix)), |factor| (factor, suffix.end, None));
        return Some(Cardinal { value: value * factor, factor, end, next, suffix, digits: true, bare_four });
    }
    let mut factors = 1.0;
    let mut goes_on = is_space(p.gap(next - 1)) || p.hyphened(next - 1);
    while goes_on
        && factors < 1e15
        && let Some(f) = factor(p, next)
    {
        factors *= f;
        end = p.words[next].end;
        next += 1;
        goes_on = p.spaced(next - 1);
    }
    Some(Cardinal { value: value * factors, factor: factors, end, next, suffix: None, digits: true, bare_four })
}

/// A number in digits, with their marks.
struct Digits {
    value: f64,
    /// One past its last byte.
    end: u32,
    /// Four digits and nothing else.
    bare_four: bool,
}

/// The number whose first digit is at byte `start`, with groups of three and a decimal fraction; none where what is behind it makes it a part
/// of a time, an address or a version.
fn digits(text: &str, start: u32) -> Option<Digits> {
    let start = start as usize;
    let bytes = text.as_bytes();
    let at = |k: usize| bytes.get(k).copied().unwrap_or(b' ');
    let run = |from: usize| bytes[from..].iter().take(MAX_DIGITS + 1).take_while(|b| b.is_ascii_digit()).count();
    let first = run(start);
    if first > MAX_DIGITS {
        return None;
    }
    let mut end = start + first;
    let mut clean = text[start..end].to_owned();
    // Groups of three after a number of one to three digits, all parted by the same mark.
    let mut separator = "";
    while first <= 3
        && clean.len() <= MAX_DIGITS
        && let Some(mark) = group_mark(&text[end..], separator)
    {
        let group = end + mark.len();
        // One group after a full stop is a decimal fraction.
        let decimal = mark == "." && separator.is_empty() && !(at(group + 3) == b'.' && run(group + 4) == 3);
        if run(group) != 3 || decimal {
            break;
        }
        separator = mark;
        clean.push_str(&text[group..group + 3]);
        end = group + 3;
    }
    if at(end) == b'.' && run(end + 1) > 0 && separator != "." {
        let decimals = run(end + 1).min(MAX_DIGITS);
        clean.push_str(&text[end..end + 1 + decimals]);
        end += 1 + decimals;
        if at(end) == b'.' && at(end + 1).is_ascii_digit() {
            return None;
        }
    }
    let joined = matches!(at(end), b':' | b'/' | b'_' | b'@') && at(end + 1).is_ascii_alphanumeric();
    if joined || at(end) == b',' && at(end + 1).is_ascii_digit() {
        return None;
    }
    Some(Digits { value: clean.parse().ok()?, end: end as u32, bare_four: first == 4 && clean.len() == 4 })
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
    if p.is(i, "half") && p.spaced(i) && p.is_any(i + 1, &["a", "an"]) && p.spaced(i + 1) {
        let f = factor(p, i + 2)?;
        return Some(word_number(p, 0.5 * f, f, i + 3));
    }
    let mut sum = Sum::default();
    let mut next = i;
    if p.is_any(i, &["a", "an"]) {
        // "a dozen": the article counts one; "a" alone is no number.
        factor(p, i + 1).filter(|_| p.spaced(i))?;
        sum = Sum { current: 1, room: 1, ..sum };
        next = i + 1;
    }
    let numeral_at = |at: usize| p.word(at).and_then(|w| NUMERALS.get(p.text, w));
    while let Some(numeral) = numeral_at(next) {
        if !sum.takes(numeral) {
            break;
        }
        sum.add(numeral)?;
        next += 1;
        // What may link to the next numeral: white space, a hyphen, or "and" after a hundred or more.
        if p.spaced(next - 1) && p.is(next, "and") && p.spaced(next) {
            if p.is(next + 1, "a") && p.is(next + 2, "half") {
                next += 3;
                let value = sum.value() + 0.5;
                return Some(match factor(p, next).filter(|_| p.spaced(next - 1)) {
                    Some(f) => word_number(p, value * f, f, next + 1),
                    None => word_number(p, value, sum.factor, next),
                });
            }
            let below_hundred = matches!(numeral_at(next + 1), Some(Numeral::Digit(_) | Numeral::Teen(_) | Numeral::Tens(_)));
            if !(below_hundred && sum.takes_and()) {
                break;
            }
            next += 1;
        } else if !(p.spaced(next - 1) || p.hyphened(next - 1)) {
            break;
        }
    }
    (next > i && sum.value() > 0.0).then(|| word_number(p, sum.value(), sum.factor, next))
}

/// Number words added up.
#[derive(Clone, Copy)]
struct Sum {
    /// What has got its factor.
    total: u64,
    /// What stands behind that.
    current: u64,
    /// The smallest power of ten that may still follow: one after tens, tens after a hundred.
    room: u64,
    /// The last factor, below which the next one must be: million, then thousand.
    last_factor: u64,
    factor: f64,
}

impl Default for Sum {
    fn default() -> Self {
        Self { total: 0, current: 0, room: 1_000, last_factor: u64::MAX, factor: 1.0 }
    }
}

impl Sum {
    fn value(&self) -> f64 {
        self.total as f64 + self.current as f64
    }

    /// True if a numeral goes on the number.
    const fn takes(&self, numeral: Numeral) -> bool {
        match numeral {
            Numeral::Digit(_) => self.room >= 10,
            Numeral::Teen(_) | Numeral::Tens(_) => self.room >= 100,
            Numeral::Hundred => self.current > 0 && self.current < 100,
            Numeral::Factor(n) => self.current > 0 && n < self.last_factor,
        }
    }

    /// True if "and" may lead to what is below a hundred.
    const fn takes_and(&self) -> bool {
        (self.current >= 100 || self.current == 0 && self.total >= 1_000) && self.room >= 100
    }

    /// Adds a numeral; none where the number gets too large.
    fn add(&mut self, numeral: Numeral) -> Option<()> {
        match numeral {
            Numeral::Digit(n) | Numeral::Teen(n) => (self.current, self.room) = (self.current.checked_add(n)?, 1),
            Numeral::Tens(n) => (self.current, self.room) = (self.current.checked_add(n)?, 10),
            Numeral::Hundred => (self.current, self.room) = (self.current * 100, 100),
            Numeral::Factor(n) => {
                let total = self.total.checked_add(self.current.checked_mul(n)?)?;
                *self = Self { total, current: 0, room: 1_000, last_factor: n, factor: n as f64 };
            }
        }
        Some(())
    }
}

fn word_number(p: &Passage<'_>, value: f64, factor: f64, next: usize) -> Cardinal {
    Cardinal { value, factor, end: p.words[next - 1].end, next, suffix: None, digits: false, bare_four: false }
}

/// The whole number that word `i` writes with at most four digits.
pub(in crate::extract) fn small(p: &Passage<'_>, i: usize) -> Option<u32> {
    let word = p.written(i);
    if (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit()) { word.parse().ok() } else { None }
}
