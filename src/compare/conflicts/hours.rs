//! Hours of the day that reports give for one deed: `at 9:20 p.m.`.

use super::claim::{Claim, Kind, NARRATOR};
use super::matter::sense;
use super::sentence::{Sentence, has};
use super::setting::CALENDAR;
use crate::compare::content::{is_number, stems};
use crate::span::Span;
use crate::text::words::words;
use crate::text::{Shape, Word};
use std::sync::LazyLock;

/// Words behind which an hour is the one of the deed.
const AT: &str = "at around about";
/// Minutes that two hours of one deed lie apart at most: more make a morning and an evening, and two deeds.
const APART: u16 = 180;
/// Words that tell a deed that comes after another.
const NEXT: &str = "another again later next";

/// The stems of the names of days and months.
static DAYS: LazyLock<Vec<u32>> = LazyLock::new(|| stems(CALENDAR, &words(CALENDAR)));

/// The hour of the deed that a sentence tells.
pub(super) fn hour(s: &Sentence<'_>, out: &mut Vec<Claim>) {
    for (i, word) in s.words.iter().enumerate().skip(1).filter(|(_, w)| w.shape.has(Shape::DIGIT)) {
        if !has(s, i - 1, AT) {
            continue;
        }
        let Some((minute, written)) = clock(&s.text[word.start as usize..s.span().end as usize]) else { continue };
        if (0..s.words.len()).any(|k| has(s, k, NEXT)) {
            return;
        }
        let end = word.start + written as u32;
        let span = Span { start: word.start, end };
        // The hour itself and the halves of the day are no words that two accounts share.
        let inside = |w: &&Word| w.end <= span.start || span.end <= w.start;
        let rest: Vec<Word> = s.words.iter().filter(inside).copied().collect();
        out.push(s.claim(span, s.written(span), Kind::Hour(minute), stems(s.text, &rest).into()));
        return;
    }
}

/// The minute of the day that a text begins with, and the length of what tells it: `7:40 a.m.`, `10 p.m.`, `07:41`.
fn clock(text: &str) -> Option<(u16, usize)> {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(0);
    if first == 0 || first > 2 {
        return None;
    }
    let mut hour: u16 = text[..first].parse().ok()?;
    let (mut minute, mut end) = (None, first);
    if text[first..].starts_with([':', '.']) && digits(first + 1) == 2 {
        minute = text[first + 1..first + 3].parse::<u16>().ok();
        end = first + 3;
    }
    let gap = text[end..].bytes().take_while(|b| *b == b' ').count();
    let half = text.get(end + gap..).and_then(half);
    if let Some((after_noon, length)) = half {
        end += gap + length;
        hour = hour % 12 + if after_noon { 12 } else { 0 };
    }
    let minute = minute.or(half.map(|_| 0))?;
    (hour < 24 && minute < 60).then_some((hour * 60 + minute, end))
}

/// `a.m.` or `p.m.`, and how long it is.
fn half(text: &str) -> Option<(bool, usize)> {
    const HALVES: [(&str, bool); 6] = [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true), ("AM", false), ("PM", true)];
    let (written, after_noon) = HALVES.into_iter().find(|(written, _)| text.starts_with(written))?;
    let word = written.ends_with('.') || !text[written.len()..].starts_with(|c: char| c.is_alphanumeric());
    word.then_some((after_noon, written.len()))
}

/// True if two sources give two hours of one deed: of one day, told in two words that are the same, or in one and with the same names.
pub(super) fn differ(a: &Claim, b: &Claim, (x, y): (u16, u16), apart: bool) -> bool {
    if x == y || x.abs_diff(y) > APART || a.setting.elsewhere(&b.setting) || !one_day(a, b) {
        return false;
    }
    let narrator = |c: &Claim| c.source.as_deref().is_none_or(|s| s == NARRATOR);
    if a.same_source(b) && !(apart && narrator(a)) {
        return false;
    }
    let shared: Vec<u32> = a.stems.iter().copied().filter(|s| b.stems.contains(s)).collect();
    let name = |s: u32| a.setting.is_proper(s) || b.setting.is_proper(s);
    let mut telling: Vec<u32> = shared.iter().copied().filter(|&s| is_number(s) || !name(s)).map(sense).collect();
    let theirs: Vec<u32> = b.stems.iter().filter(|&&s| !name(s)).map(|&s| sense(s)).collect();
    telling.extend(a.stems.iter().filter(|&&s| !name(s)).map(|&s| sense(s)).filter(|s| theirs.contains(s)));
    telling.sort_unstable();
    telling.dedup();
    let names = shared.iter().filter(|&&s| name(s) && !is_number(s) && !DAYS.contains(&s)).count().max(a.setting.shared_names(&b.setting));
    // One word is enough where both are named, or where it is the number of a ship or a house.
    let known = telling.iter().any(|&s| is_number(s)) || !narrator(a) && !narrator(b);
    // What two who are named say of one thing right after each other.
    let beside = !apart && a.sentence.abs_diff(b.sentence) <= 1 && !narrator(a) && !narrator(b);
    beside && !telling.is_empty() || telling.len() >= 2 || telling.len() == 1 && names >= 2 && known
}

/// True if both are of one day: that of their reports, where they name none.
fn one_day(a: &Claim, b: &Claim) -> bool {
    let (s, t) = (&a.setting.when, &b.setting.when);
    if s.named.is_some() && t.named.is_some() {
        return s.agrees(t);
    }
    s.published.is_some() && t.published.is_some() && s.lies_near(t, 2)
}
