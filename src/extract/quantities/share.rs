//! Shares: `a third of its forces`, `nearly half the country`, `two-thirds`, `one in five soldiers`.

use super::noun;
use super::reader::Draft;
use crate::extract::numbers::cardinal::{cardinal, factor};
use crate::extract::numbers::passage::Passage;

/// Names of denominators in the singular and the plural.
const DENOMINATORS: [(&str, &str, f64); 12] = [
    ("half", "halves", 2.0),
    ("third", "thirds", 3.0),
    ("quarter", "quarters", 4.0),
    ("fourth", "fourths", 4.0),
    ("fifth", "fifths", 5.0),
    ("sixth", "sixths", 6.0),
    ("seventh", "sevenths", 7.0),
    ("eighth", "eighths", 8.0),
    ("ninth", "ninths", 9.0),
    ("tenth", "tenths", 10.0),
    ("twentieth", "twentieths", 20.0),
    ("hundredth", "hundredths", 100.0),
];

/// What may stand between a share and the noun it is of.
const DETERMINERS: [&str; 13] = ["the", "its", "his", "her", "their", "our", "my", "your", "all", "those", "these", "this", "that"];

/// The share that begins with word `i`.
pub(super) fn share(p: &Passage<'_>, first: usize, i: usize) -> Option<Draft> {
    let (value, next, one_in) = fraction(p, first, i)?;
    let start = p.words[i].start;
    let mut draft = Draft { low: value, high: value, unit: None, si: Some((1.0, 0.0, "1")), start, end: p.words[next - 1].end, next };
    let mut at = next;
    if !p.spaced(at - 1) {
        return Some(draft);
    }
    if p.is(at, "of") {
        if !p.spaced(at) {
            return Some(draft);
        }
        at += 1;
        // "a quarter of a million people"
        if p.is(at, "a")
            && p.spaced(at)
            && let Some(f) = factor(p, at + 1)
        {
            (draft.low, draft.high) = (value * f, value * f);
            (draft.end, draft.next, draft.si) = (p.words[at + 1].end, at + 2, None);
            if p.spaced(at + 1)
                && let Some(noun) = noun::plural(p, at + 2)
            {
                (draft.end, draft.next, draft.unit) = (p.words[noun.next - 1].end, noun.next, Some(noun.singular));
            }
            return Some(draft);
        }
    } else if !p.is_any(at, &DETERMINERS) && !one_in {
        return Some(draft);
    }
    while p.is_any(at, &DETERMINERS) && p.spaced(at) {
        at += 1;
    }
    match noun::of_share(p, at) {
        Some(noun) => {
            (draft.end, draft.next) = (p.words[noun.next - 1].end, noun.next);
            draft.unit = Some(format!("share of {}", noun.written));
        }
        None => draft.unit = Some("share".to_owned()),
    }
    Some(draft)
}

/// The fraction that begins with word `i`, the word behind it, and whether it is one of several (`one in five`).
fn fraction(p: &Passage<'_>, first: usize, i: usize) -> Option<(f64, usize, bool)> {
    let denominator = |k: usize, plural: bool| {
        let word = p.written(k);
        DENOMINATORS.iter().find(|(one, many, _)| word.eq_ignore_ascii_case(if plural { many } else { one })).map(|d| d.2)
    };
    if p.is(i, "half") {
        // "the second half of", "half a dozen", "half-hearted"
        let other = i > first && p.spaced(i - 1) && p.is_any(i - 1, &["first", "second", "other", "latter", "better", "and", "one"]);
        let of = p.spaced(i) && (p.is(i + 1, "of") || p.is_any(i + 1, &DETERMINERS[..9]));
        return (of && !other).then_some((0.5, i + 1, false));
    }
    if p.is(i, "a") && p.spaced(i) {
        let d = denominator(i + 1, false)?;
        return (p.spaced(i + 1) && p.is(i + 2, "of")).then_some((1.0 / d, i + 2, false));
    }
    let number = cardinal(p, i).filter(|c| c.suffix.is_none() && c.value >= 1.0 && c.value.fract() == 0.0)?;
    let at = number.next;
    if !(p.spaced(at - 1) || p.hyphened(at - 1)) {
        return None;
    }
    if number.value == 1.0
        && !number.digits
        && let Some(d) = denominator(at, false)
    {
        return (p.spaced(at) && p.is(at + 1, "of")).then_some((1.0 / d, at + 1, false));
    }
    if let Some(d) = denominator(at, true).filter(|d| number.value < *d && number.value > 1.0) {
        return Some((number.value / d, at + 1, false));
    }
    one_in(p, number.value, at).map(|(value, next)| (value, next, true))
}

/// `one in five soldiers`, `three out of ten`: the number before is `some`, word `at` the one behind it.
fn one_in(p: &Passage<'_>, some: f64, at: usize) -> Option<(f64, usize)> {
    let link = if p.is(at, "in") {
        at + 1
    } else if p.is(at, "out") && p.is(at + 1, "of") && p.spaced(at) {
        at + 2
    } else {
        return None;
    };
    let link = if p.is(link, "every") { link + 1 } else { link };
    if !p.spaced(link - 1) {
        return None;
    }
    let all = cardinal(p, link).filter(|c| c.suffix.is_none() && !c.bare_four && c.value > some && c.value <= 1000.0)?;
    let noun = if p.spaced(all.next - 1) { noun::plural(p, all.next) } else { None };
    let period = noun
        .as_ref()
        .is_none_or(|n| matches!(n.singular.as_str(), "day" | "hour" | "week" | "month" | "year" | "minute" | "second" | "place"));
    (!period).then_some((some / all.value, all.next))
}
