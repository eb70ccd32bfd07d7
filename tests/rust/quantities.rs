//! Quantities, by the table of cases; their SI values; and that none is out of place on any text.

use crate::cases::{cases, none_wrong};
use dateline::extract::quantities::{Quantity, quantities};
use dateline::extract::times::times;
use dateline::gazetteer::{Mention, Variant};
use dateline::span::Span;
use dateline::text::Outline;
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    text: String,
    date: Option<String>,
    #[serde(default)]
    names: Vec<String>,
    quantities: Vec<String>,
}

/// A mention at every place where one of the names ("written = type") stands.
fn mentions<'a>(outline: &Outline<'_>, names: &'a [String]) -> Vec<Mention<'a>> {
    let mut out = Vec::new();
    for name in names {
        let (written, kind) = name.split_once(" = ").expect("a name and its type");
        for (start, _) in outline.text.match_indices(written) {
            let span = Span::new(start as u32, (start + written.len()) as u32);
            out.push(Mention {
                span,
                first_word: outline.words.partition_point(|w| w.start < span.start) as u32,
                end_word: outline.words.partition_point(|w| w.start < span.end) as u32,
                sentence: outline.sentence_at(span.start),
                id: written.into(),
                name: written.into(),
                kind: kind.into(),
                via: None,
                variant: Variant::Exact,
                score: 1.0,
                candidates: Vec::new(),
                entry: None,
            });
        }
    }
    out.sort_by_key(|m| m.span);
    out
}

fn read(text: &str, date: Option<&str>, names: &[String]) -> Vec<Quantity> {
    let outline = Outline::new(text);
    let times = times(&outline, date.map(|d| d.parse().expect("an ISO date")));
    quantities(&outline, &mentions(&outline, names), &times)
}

fn shown(text: &str, q: &Quantity) -> String {
    let number = |n: Option<f64>| n.map_or("-".to_owned(), |n| format!("{}", (n * 1e4).round() / 1e4));
    let unit = q.unit.as_deref().unwrap_or("-");
    let mut out = format!("{} | {} | {} | {unit} | {}", q.span.text(text), number(q.low), number(q.high), q.bound);
    if let Some(unit) = &q.equals_unit {
        out.push_str(&format!(" | = {} | {} | {unit}", number(q.equals_low), number(q.equals_high)));
    }
    out
}

#[test]
fn table_of_cases() {
    let cases: Vec<Case> = cases("quantities.toml");
    let mut wrong = Vec::new();
    for case in &cases {
        let found: Vec<String> = read(&case.text, case.date.as_deref(), &case.names).iter().map(|q| shown(&case.text, q)).collect();
        if found != case.quantities {
            wrong.push(format!("{}\n  found    {found:#?}\n  expected {:#?}", case.text, case.quantities));
        }
    }
    none_wrong(&wrong, cases.len());
}

#[test]
fn si_values() {
    let si = |text: &str| read(text, None, &[]).into_iter().map(|q| (q.si_low, q.si_unit)).next();
    let near = |text: &str, value: f64, unit: &str| {
        let (found, symbol) = si(text).expect(text);
        assert!((found.expect(text) - value).abs() < 1e-6 * value.abs().max(1.0), "{text}: {found:?}");
        assert_eq!(symbol.as_deref(), Some(unit), "{text}");
    };
    near("A 10-mile road.", 16093.44, "m");
    near("It was 20°C.", 293.15, "K");
    near("It was 68 degrees Fahrenheit.", 293.15, "K");
    near("They lost 40% of it.", 0.4, "1");
    near("It flew at 720 km/h.", 200.0, "m/s");
    near("He spoke for two hours.", 7200.0, "s");
    near("They shipped 3 tonnes.", 3000.0, "kg");
    near("It covers 5 square miles.", 5.0 * 1609.344 * 1609.344, "m²");
    assert_eq!(si("It took 3 months."), Some((None, None)));
    assert_eq!(si("It took 30 soldiers."), Some((None, None)));
}

/// A step that is not linear would not come to an end here.
#[test]
fn a_long_line_takes_linear_time() {
    for unit in [
        "one hundred thousand ",
        "5 to ",
        "1,000",
        "10-",
        "hundreds of ",
        "a few hundred ",
        "12 armed ",
        "9",
        "a third of the ",
        "5 km (",
        "1 ",
    ] {
        let text = unit.repeat(400_000 / unit.len());
        let found = read(&text, None, &[]);
        assert!(found.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        assert!(found.iter().all(|q| q.low.is_none_or(f64::is_finite) && q.high.is_none_or(f64::is_finite)));
    }
}

/// Words that quantities are made of, so that random sentences reach the grammar.
fn sentence() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "10", "1,000", "5", "two", "hundred", "million", "a", "half", "third", "of", "its", "forces", "soldiers", "km", "m", "$", "€", "%",
        "°C", "(", ")", "miles", "to", "and", "between", "more", "than", "or", "-", "–", "hundreds", "several", "½", "é", "one", "in",
        "May", "bn", "0", ".", ",",
    ]);
    prop::collection::vec((word, prop::sample::select(vec![" ", "", "-", "\n"])), 0..24)
        .prop_map(|words| words.into_iter().flat_map(|(w, gap)| [w, gap]).collect())
}

proptest! {
    #[test]
    fn spans_stand_in_order_inside_the_text(text in sentence()) {
        let mut end = 0;
        for q in read(&text, None, &[]) {
            prop_assert!(end <= q.span.start && q.span.start < q.span.end, "{}", shown(&text, &q));
            prop_assert!(q.low.is_some() || q.high.is_some());
            prop_assert!(q.low.zip(q.high).is_none_or(|(low, high)| low <= high), "{}", shown(&text, &q));
            end = q.span.end;
        }
    }
}
