//! Dates and periods, resolved.
//!
//! A sentence is read from left to right; a word that can begin an expression of time is tried against a small grammar ([`reader`]), in three
//! parts: dates by name and number ([`calendar`], [`numeric`]) and times that lean on another day ([`relative`]). What the words leave open
//! is filled in from the day of writing, the day just named and the tense of the sentence ([`mod@reference`]), by the customs of news: a bare
//! weekday or a day without a year is the latest one, unless a word of the future governs it. A time that cannot be resolved is left out.
//!
//! Conventions where usage is loose, after TimeML's TIMEX3 and ISO 8601 (and its Part 2 for open intervals):
//! weeks run Monday to Sunday; seasons are the meteorologists' quarters of the northern year; *early*, *mid* and *late* are thirds;
//! `two months ago` is as exact as its unit, a month; `earlier this month` is the month; `earlier this week` ends with the day of writing;
//! `since` and `until` leave an end open; ambiguous `03/04/2024` puts the day first, unless another date of the document puts the month first.

mod calendar;
mod counted;
mod holidays;
mod numeric;
mod period;
mod reader;
mod reference;
mod relative;
mod steps;
mod term;
mod years;

use crate::extract::numbers::passage::Passage;
use crate::pool::stop_if_asked;
use crate::span::Span;
use crate::text::{BlockKind, Outline, Shape};
use chrono::NaiveDate;
use reader::Reader;
use reference::Reference;

/// One expression of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Its sentence.
    pub sentence: u32,
    /// Where it stands, without its preposition.
    pub span: Span,
    /// ISO 8601 date (`2024-08-25`), partial date (`2024-08`, `2024`) or interval (`2022-03/2022-05`, open: `1994/..`, `../2023`).
    pub value: String,
    /// The other date, where weekday and date disagree.
    pub conflict: Option<String>,
}

/// The times of a document (docs/tables.md), in order, resolved against its date where that is known.
///
/// Without a date, a day that a dateline of the document gives in full stands in for it, on a line of its own or before the first sentence;
/// without that, only what the text fixes by itself is given.
///
/// ```
/// use dateline::{extract::times::times, text::Outline};
/// let outline = Outline::new("Talks broke down on 3 May 2024. The next day the bridge was closed.");
/// let values: Vec<String> = times(&outline, None).into_iter().map(|t| t.value).collect();
/// assert_eq!(values, ["2024-05-03", "2024-05-04"]);
/// ```
pub fn times(outline: &Outline<'_>, date: Option<NaiveDate>) -> Vec<Time> {
    let month_first = puts_month_first(outline);
    let mut out = Vec::new();
    let mut reference = Reference { written: date.or_else(|| day_told(outline, || month_first)), ..Reference::default() };
    let mut named_in_body = None;
    // A date typed with a full stop for a comma runs over what was taken for a sentence end.
    let mut i = 0;
    for (s, sentence) in outline.sentences.iter().enumerate() {
        stop_if_asked();
        let Some(block) = outline.blocks.get(sentence.block as usize) else { continue };
        let body = block.kind == BlockKind::Body;
        // A caption's dates are no "day just named" for the text around it.
        reference.named = if body { named_in_body } else { None };
        reference.year = None;
        i = i.max(sentence.first_word as usize);
        while i < sentence.end_word as usize {
            let reader = Reader {
                p: Passage { text: outline.text, words: &outline.words, end: sentence.end_word as usize },
                block: Passage { text: outline.text, words: &outline.words, end: block.end_word as usize },
                first: sentence.first_word as usize,
                reference: &reference,
                month_first,
            };
            let Some(reading) = reader.read(i) else {
                i += 1;
                continue;
            };
            i = reading.next.max(i + 1);
            if let Some(period) = reading.period {
                reference.named = period.date().or(reference.named);
                reference.year = reading.year.or(reference.year);
                let old = |d: &NaiveDate| reference.written.is_none_or(|w| (w - *d).num_days() > reference::PAST_DAYS);
                reference.dated = period.date().filter(old).or(reference.dated);
                reference.stated = period.date().filter(|_| body && reading.full).or(reference.stated);
                out.push(Time {
                    sentence: s as u32,
                    span: reading.span,
                    value: period.to_string(),
                    conflict: reading.conflict.map(|c| c.to_string()),
                });
            } else {
                // "The next day" is the one after this, which nobody knows, not after a day named before it.
                reference.named = None;
            }
        }
        if body {
            named_in_body = reference.named;
        }
    }
    out
}

/// True if a date in numbers and slashes can only be read with the month first (`08/24/2024`), and none only with the day first.
fn puts_month_first(outline: &Outline<'_>) -> bool {
    let (mut month, mut day) = (false, false);
    for word in &outline.words {
        let behind = outline.text.as_bytes().get(word.end as usize);
        if behind == Some(&b'/')
            && let Some(([Some((1..=2, a)), Some((1..=2, b)), Some(_)], b'/', _)) =
                numeric::number_fields(&outline.text[word.start as usize..])
        {
            month |= a <= 12 && (13..=31).contains(&b);
            day |= b <= 12 && (13..=31).contains(&a);
        }
    }
    month && !day
}

/// The day that a document gives itself: the first full date in its datelines, on lines of their own or before its first sentence.
///
/// ```
/// use dateline::{extract::times::own_date, text::Outline};
/// let outline = Outline::new("Bridge closed\n\n4 May 2024\n\nThe bridge at Harrow was closed on Friday, the army said.\n");
/// assert_eq!(own_date(&outline).unwrap().to_string(), "2024-05-04");
/// let outline = Outline::new("Lund, May 4, 2024 (AMP).- The strike is over, the union said.\n");
/// assert_eq!(own_date(&outline).unwrap().to_string(), "2024-05-04");
/// ```
pub fn own_date(outline: &Outline<'_>) -> Option<NaiveDate> {
    day_told(outline, || puts_month_first(outline))
}

/// `month_first` is asked for only where there is a dateline: most documents need no look at all their words.
fn day_told(outline: &Outline<'_>, month_first: impl Fn() -> bool) -> Option<NaiveDate> {
    let has_one = outline.blocks.iter().any(|block| block.kind == BlockKind::Dateline);
    let alone = has_one.then(|| day_in_datelines(outline, month_first())).flatten();
    alone.or_else(|| day_before_text(outline, month_first))
}

/// Words among which the date before a first sentence begins, and those that may stand between it and the mark behind them: the agency.
const DATED_WITHIN: usize = 6;
const AGENCY_WITHIN: usize = 4;

/// The full date that an agency puts before the first sentence: "Lund, May 4, 2024 (AMP).- The strike …". All words before it have capitals, and
/// a dash, a bracket or a slash ends it.
fn day_before_text(outline: &Outline<'_>, month_first: impl Fn() -> bool) -> Option<NaiveDate> {
    let block = outline.blocks.iter().find(|block| block.kind == BlockKind::Body)?;
    let (first, end) = (block.first_word as usize, block.end_word as usize);
    let p = Passage { text: outline.text, words: &outline.words, end };
    // A full date has digits.
    if !(first..end.min(first + DATED_WITHIN + 2)).any(|i| outline.words[i].shape.has(Shape::DIGIT)) {
        return None;
    }
    let reader = Reader { p, block: p, first, reference: &Reference::default(), month_first: month_first() };
    let capitals = |i: &usize| p.word(*i).is_some_and(|word| word.shape.0 & (Shape::CAPITAL.0 | Shape::DIGIT.0) != 0);
    let reading = (first..end.min(first + DATED_WITHIN)).take_while(capitals).find_map(|i| reader.read(i).filter(|found| found.full))?;
    let ended = |i: usize| p.gap(i).contains(['—', '–', ')', '/']) || p.gap(i).contains(" - ") || p.gap(i).contains(".-");
    let until = (reading.next - 1..reading.next + AGENCY_WITHIN).find(|&i| ended(i))?;
    let told = (reading.next - 1..until).all(|i| !p.gap(i).contains(',') && capitals(&(i + 1)));
    let begins = p.is_any(first, &["on", "in", "since", "by", "from", "until", "at"]);
    if told && !begins { reading.period?.date() } else { None }
}

fn day_in_datelines(outline: &Outline<'_>, month_first: bool) -> Option<NaiveDate> {
    let nothing = Reference::default();
    let datelines =
        outline.sentences.iter().filter(|s| outline.blocks.get(s.block as usize).is_some_and(|b| b.kind == BlockKind::Dateline));
    datelines.take(8).find_map(|s| {
        let p = Passage { text: outline.text, words: &outline.words, end: s.end_word as usize };
        let reader = Reader { p, block: p, first: s.first_word as usize, reference: &nothing, month_first };
        (s.first_word as usize..s.end_word as usize).find_map(|i| reader.read(i)?.period?.date())
    })
}
