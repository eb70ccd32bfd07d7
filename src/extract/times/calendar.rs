//! Dates by name and number: `23 August 2024`, `Aug. 23`, `Sunday, 25 August`, `May 2024`, `3–5 March`, `2024-08-23`, `the 1990s`.

use super::reader::{Found, Reader, Value};
use super::term::{Name, Term, term};
use chrono::Weekday;

/// What a date names of itself; the rest is for the context to fill in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Calendar {
    pub year: Option<i32>,
    pub month: Option<u32>,
    pub day: Option<u32>,
    pub weekday: Option<Weekday>,
}

impl Calendar {
    /// A year alone.
    pub fn of_year(year: i32) -> Self {
        Self { year: Some(year), ..Self::default() }
    }
}

/// Words after which a month's or a year's name stands for a time.
pub(super) const BEFORE_TIME: [&str; 27] = [
    "in",
    "since",
    "until",
    "till",
    "by",
    "of",
    "from",
    "to",
    "through",
    "during",
    "before",
    "after",
    "early",
    "mid",
    "late",
    "last",
    "this",
    "next",
    "the",
    "and",
    "or",
    "between",
    "for",
    "throughout",
    "around",
    "every",
    "on",
];

/// Words after which a number is an amount and no year.
pub(super) const BEFORE_AMOUNT: [&str; 22] = [
    "about",
    "some",
    "than",
    "over",
    "nearly",
    "almost",
    "around",
    "least",
    "approximately",
    "roughly",
    "number",
    "no",
    "up",
    "article",
    "resolution",
    "unit",
    "hill",
    "room",
    "page",
    "flight",
    "model",
    "type",
];

impl Reader<'_> {
    /// The date that begins with word `i`, with its year, weekday and part of the day.
    pub(super) fn calendar(&self, i: usize) -> Option<Found> {
        let p = &self.p;
        let found = match term(p, i) {
            Some(Term::Weekday(day, name)) => self.weekday_date(i, day, name),
            Some(Term::Month(month, name)) => self.month_first(i, month, name),
            Some(Term::The) if p.spaced(i) => self.day_first(i + 1).or_else(|| self.day_of_month(i + 1)).or_else(|| self.decade(i + 1)),
            Some(Term::The) if matches!(p.gap(i), " '" | " \u{2019}" | " \u{2018}") => self.decade(i + 1),
            Some(Term::Ordinal(_)) => self.day_first(i),
            None if p.text.as_bytes()[p.word(i)?.start as usize].is_ascii_digit() => {
                self.numeric(i).or_else(|| self.day_first(i)).or_else(|| self.years(i))
            }
            _ => None,
        }?;
        Some(self.with_weekday_behind(found))
    }

    /// `25 August (Sunday)`.
    fn with_weekday_behind(&self, mut found: Found) -> Found {
        let p = &self.p;
        if let Value::Calendar(Calendar { day: Some(_), weekday: weekday @ None, .. }) = &mut found.value
            && matches!(p.gap(found.next - 1), " (" | " on a ")
            && let Some(Term::Weekday(day, _)) = term(p, found.next)
            && p.char_at(p.words[found.next].end) == Some(')')
        {
            *weekday = Some(day);
            found.end = p.words[found.next].end + 1;
            found.next += 1;
        }
        found
    }

    /// `Sunday`, `Sunday night`, `Sunday, 25 August 2024`, `Sunday (August 25)`, `Monday of last week`.
    fn weekday_date(&self, i: usize, weekday: Weekday, name: Name) -> Option<Found> {
        let p = &self.p;
        let gap = p.gap(i);
        let mark = if gap.len() <= 12 { gap.trim() } else { "?" };
        if matches!(mark, "" | "," | "." | "(" | "-" | "\u{2013}" | ".,") && !gap.is_empty() {
            let date = match term(p, i + 1) {
                Some(Term::Month(month, name)) => self.month_first(i + 1, month, name),
                Some(Term::The) if p.spaced(i + 1) => self.day_first(i + 2),
                _ => self.numeric(i + 1).or_else(|| self.day_first(i + 1)),
            };
            if let Some(Found { value: Value::Calendar(date @ Calendar { day: Some(_), month: Some(_), .. }), mut end, next, .. }) = date {
                if mark == "(" && p.char_at(end) == Some(')') {
                    end += 1;
                }
                return Some(Found { value: Value::Calendar(Calendar { weekday: Some(weekday), ..date }), end, next });
            }
        }
        let upper = p.written(i).starts_with(|c: char| c.is_uppercase());
        if name == Name::Short && !(upper && i > 0 && p.is_any(i - 1, &["on", "last", "next", "this"])) {
            return None;
        }
        // A newspaper's name.
        if p.spaced(i) && p.is_any(i + 1, &["Times", "Telegraph", "Mirror", "Mail", "Express", "Post", "Herald", "Tribune", "Independent"])
        {
            return None;
        }
        let mut found =
            Found { end: p.words[i].end, next: i + 1, value: Value::Calendar(Calendar { weekday: Some(weekday), ..Calendar::default() }) };
        if name == Name::Short && p.char_at(found.end) == Some('.') && p.spaced_after_stop(i) {
            found.end += 1;
        }
        Some(self.with_day_part(found))
    }

    /// Takes a following `morning`, `afternoon`, `evening` or `night` into the span.
    pub(super) fn with_day_part(&self, mut found: Found) -> Found {
        if self.p.spaced(found.next - 1) && term(&self.p, found.next) == Some(Term::DayPart) {
            found.end = self.p.words[found.next].end;
            found.next += 1;
        }
        found
    }

    /// `August 23`, `Aug. 23–25, 2024`, `August 2024`, `August of last year`, `August`.
    fn month_first(&self, i: usize, month: u32, name: Name) -> Option<Found> {
        let p = &self.p;
        let upper = p.written(i).starts_with(|c: char| c.is_uppercase());
        if !upper && name != Name::Plain {
            return None;
        }
        let linked = p.spaced(i) || p.spaced_after_stop(i) || p.hyphened(i);
        if linked
            && let Some((day, end, next)) = self.day_number(i + 1)
            && !self.counts_things(i, next)
        {
            let first = Calendar { month: Some(month), day: Some(day), ..Calendar::default() };
            // "August 23-25", "August 23 and 24", "March 3 to 5"
            if let Some(link) = self.range_link(next, p.hyphened(next - 1))
                && let Some((last, end, next)) = self.day_number(link)
                && !matches!(term(p, next), Some(Term::Month(..)))
                && last > day
                && (!p.is(link - 1, "and") || last == day + 1 || self.after_between(i))
                && !self.counts_things(i, next)
            {
                let (year, end, next) = self.year_behind(next, end, true);
                let (a, b) = (Calendar { year, ..first }, Calendar { year, day: Some(last), ..first });
                return Some(Found { end, next, value: Value::Range(a, b) });
            }
            let (year, end, next) = self.year_behind(next, end, true);
            return Some(Found { end, next, value: Value::Calendar(Calendar { year, ..first }) });
        }
        let mut end = p.words[i].end;
        if name == Name::Short && p.char_at(end) == Some('.') {
            end += 1;
        }
        let (year, end, next) = if linked || p.gap(i) == ", " { self.year_behind(i + 1, end, false) } else { (None, end, i + 1) };
        let alone = match name {
            Name::Plain => true,
            Name::Shared => {
                i > self.first && p.is_any(i - 1, &BEFORE_TIME)
                    || p.is_any(i + 1, &["and", "to"]) && matches!(term(p, i + 2), Some(Term::Month(..)))
            }
            Name::Short => false,
        };
        (year.is_some() || alone).then_some(Found {
            end,
            next,
            value: Value::Calendar(Calendar { year, month: Some(month), ..Calendar::default() }),
        })
    }

    /// True if the number that ends before word `next` counts things (`In May 20 people were killed`), not the days of month `i`.
    fn counts_things(&self, i: usize, next: usize) -> bool {
        let p = &self.p;
        let in_month = i > self.first && p.is_any(i - 1, &["in", "since", "by"]);
        let follows = p.spaced(next - 1) && p.written(next).starts_with(|c: char| c.is_lowercase());
        in_month
            && follows
            && (p.written(next).ends_with('s') || p.is_any(next, &["people", "men", "women", "children", "million", "percent"]))
    }

    /// `23 August 2024`, `23rd of August`, `23-25 August`, `between 3 and 5 March`.
    fn day_first(&self, i: usize) -> Option<Found> {
        let p = &self.p;
        let (day, _, next) = self.day_number(i)?;
        if let Some((month, year, end, next)) = self.month_behind(next) {
            return Some(Found { end, next, value: Value::Calendar(Calendar { year, month: Some(month), day: Some(day), weekday: None }) });
        }
        let link = self.range_link(next, p.hyphened(next - 1) || p.gap(next - 1) == "/")?;
        let (last, _, next) = self.day_number(link)?;
        let (month, year, end, next) = self.month_behind(next)?;
        if last <= day || (p.is(link - 1, "and") && last > day + 1 && !self.after_between(i)) {
            return None;
        }
        let first = Calendar { year, month: Some(month), day: Some(day), weekday: None };
        Some(Found { end, next, value: Value::Range(first, Calendar { day: Some(last), ..first }) })
    }

    /// The month, after white space, a hyphen or `of`, that follows a day's number; with its year.
    fn month_behind(&self, next: usize) -> Option<(u32, Option<i32>, u32, usize)> {
        let p = &self.p;
        let at = if p.spaced(next - 1) && p.is(next, "of") && p.spaced(next) { next + 1 } else { next };
        if !(p.spaced(at - 1) || p.hyphened(at - 1)) {
            return None;
        }
        let Some(Term::Month(month, name)) = term(p, at) else { return None };
        if name != Name::Plain && !p.written(at).starts_with(|c: char| c.is_uppercase()) {
            return None;
        }
        let mut end = p.words[at].end;
        let hyphen = p.hyphened(at - 1) && p.hyphened(at);
        if hyphen && let Some(year) = self.year_number(at + 1) {
            return Some((month, Some(year), p.words[at + 1].end, at + 2));
        }
        if name == Name::Short && p.char_at(end) == Some('.') && p.spaced_after_stop(at) {
            end += 1;
        }
        let (year, end, next) = self.year_behind(at + 1, end, false);
        Some((month, year, end, next))
    }

    /// `the 24th`, after `on` and before no noun: a day of a month named elsewhere.
    fn day_of_month(&self, i: usize) -> Option<Found> {
        let p = &self.p;
        let (day, end, next) = self.day_number(i)?;
        let ordinal = p.written(i).ends_with(|c: char| c.is_ascii_alphabetic());
        let free = !p.spaced(next - 1) || p.is_any(next, &["when", "after", "at", "and", "but", "as"]);
        (ordinal && free && i >= self.first + 2 && p.is(i - 2, "on") && p.text.as_bytes()[p.words[i].start as usize].is_ascii_digit())
            .then_some(Found { end, next, value: Value::Calendar(Calendar { day: Some(day), ..Calendar::default() }) })
    }

    /// The day of the month that word `i` gives: `3`, `03`, `3rd`, `third`, `twenty-third`. With its end and the next word.
    fn day_number(&self, i: usize) -> Option<(u32, u32, usize)> {
        let p = &self.p;
        let word = p.word(i)?;
        if let Some(Term::Ordinal(day)) = term(p, i) {
            return Some((day, word.end, i + 1));
        }
        if (p.is(i, "twenty") || p.is(i, "thirty")) && (p.hyphened(i) || p.spaced(i)) {
            let tens = if p.is(i, "twenty") { 20 } else { 30 };
            let Some(Term::Ordinal(units @ 1..=9)) = term(p, i + 1) else { return None };
            return (tens + units <= 31).then_some((tens + units, p.words[i + 1].end, i + 2));
        }
        let written = p.written(i);
        let digits = written.bytes().take(3).take_while(u8::is_ascii_digit).count();
        if !(1..=2).contains(&digits) || !matches!(&written[digits..], "" | "st" | "nd" | "rd" | "th") {
            return None;
        }
        let day: u32 = written[..digits].parse().ok()?;
        let part_of_number = matches!(p.char_at(word.end), Some('.' | ',' | ':' | '%'))
            && p.char_at(word.end + 1).is_some_and(|c| c.is_ascii_digit() || c == '%')
            || p.char_at(word.end) == Some('%');
        ((1..=31).contains(&day) && !part_of_number && !self.inside_code(i)).then_some((day, word.end, i + 1))
    }

    /// True if the number at word `i` goes on from letters or marks before it (`D-30`, `No.5`, `$20`).
    pub(super) fn inside_code(&self, i: usize) -> bool {
        let p = &self.p;
        let start = p.words[i].start;
        match p.char_before(start) {
            Some('$' | '€' | '£' | '¥' | '#' | '.' | ',' | ':' | '_' | '@' | '°') => true,
            Some('-' | '\u{2011}') => p.char_before(start - p.char_before(start).map_or(0, |c| c.len_utf8() as u32)).is_some_and(|c| {
                c.is_alphabetic()
                    && !(i > 0 && (matches!(term(p, i - 1), Some(Term::Month(..) | Term::Phase(_))) || p.is_any(i - 1, &["pre", "post"])))
            }),
            _ => false,
        }
    }

    /// What links two ends of a range: the index of the word behind `to`, `until`, `through`, `and` or a dash, given the word behind the first end.
    pub(super) fn range_link(&self, next: usize, joined: bool) -> Option<usize> {
        let p = &self.p;
        if joined || p.dashed(next - 1) {
            return Some(next);
        }
        (p.spaced(next - 1) && p.spaced(next) && p.is_any(next, &["to", "until", "till", "through", "and"])).then_some(next + 1)
    }

    /// True if `between` stands before word `i`.
    pub(super) fn after_between(&self, i: usize) -> bool {
        i > self.first && self.p.is(i - 1, "between")
    }
}
