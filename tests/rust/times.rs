//! Times, by the table of cases; and that none is out of place on any text.

use crate::cases::{cases, none_wrong};
use dateline::extract::times::times;
use dateline::text::Outline;
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    text: String,
    date: Option<String>,
    times: Vec<String>,
}

#[test]
fn table_of_cases() {
    let cases: Vec<Case> = cases("times.toml");
    let mut wrong = Vec::new();
    for case in &cases {
        let date = case.date.as_ref().map(|d| d.parse().expect("an ISO date"));
        let outline = Outline::new(&case.text);
        let found: Vec<String> = times(&outline, date)
            .iter()
            .map(|t| {
                let conflict = t.conflict.as_ref().map_or_else(String::new, |c| format!(" | {c}"));
                format!("{} | {}{conflict}", t.span.text(&case.text), t.value)
            })
            .collect();
        if found != case.times {
            wrong.push(format!("{}\n  found    {found:?}\n  expected {:?}", case.text, case.times));
        }
    }
    none_wrong(&wrong, cases.len());
}

/// A step that is not linear would not come to an end here.
#[test]
fn a_long_line_takes_linear_time() {
    for unit in ["May 2024 to ", "the next ", "24-", "1 and 2 and ", "early ", "9", "12 January "] {
        let text = unit.repeat(400_000 / unit.len());
        let found = times(&Outline::new(&text), "2026-03-12".parse().ok());
        assert!(found.windows(2).all(|w| w[0].span.end <= w[1].span.start));
    }
}

#[test]
fn any_day_of_writing_is_safe() {
    let text =
        "Last week, next year, tomorrow, 5 days ago, the past decade, since May, last winter, on 29 February, next Friday, overnight.";
    for date in [chrono::NaiveDate::MIN, chrono::NaiveDate::MAX, chrono::NaiveDate::default()] {
        for time in times(&Outline::new(text), Some(date)) {
            assert!(time.value.len() <= 21, "{}", time.value);
        }
    }
}

/// Words that times are made of, so that random sentences reach the grammar.
fn sentence() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "May",
        "Sunday",
        "23",
        "2024",
        "the",
        "next",
        "last",
        "day",
        "week",
        "of",
        "to",
        "and",
        "between",
        "early",
        "two",
        "ago",
        "later",
        "end",
        "spring",
        "1990s",
        "2024-08-23",
        "since",
        ",",
        "-",
        "(",
        ")",
        ".",
        "'s",
        "Sept",
        "first",
        "half",
        "quarter",
        "overnight",
        "Easter",
        "é",
        "31",
    ]);
    prop::collection::vec((word, prop::sample::select(vec![" ", "", "-", "\n"])), 0..24)
        .prop_map(|words| words.into_iter().flat_map(|(w, gap)| [w, gap]).collect())
}

proptest! {
    #[test]
    fn spans_stand_in_order_inside_the_text(text in sentence(), day in 0i64..40_000) {
        let date = chrono::NaiveDate::default().checked_add_signed(chrono::TimeDelta::days(day));
        let outline = Outline::new(&text);
        let mut end = 0;
        for time in times(&outline, date) {
            prop_assert!(end <= time.span.start && time.span.start < time.span.end);
            prop_assert!(!time.span.text(&text).is_empty());
            prop_assert!((time.sentence as usize) < outline.sentences.len());
            end = time.span.end;
        }
    }
}
