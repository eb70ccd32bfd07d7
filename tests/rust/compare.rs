//! Near-copies and conflicts, by tables of cases; that order and number of documents make no difference; and that no work is quadratic.

use crate::cases::cases;
use chrono::NaiveDate;
use dateline::compare::{Claim, Fingerprint, conflicts, near_copies::near_copies};
use dateline::pipeline::{Layers, Pipeline};
use dateline::pool::Control;
use dateline::text::Outline;
use proptest::prelude::*;
use serde::Deserialize;
use std::time::Instant;

const DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 3, 12);

#[derive(Deserialize)]
struct Case {
    about: String,
    texts: Vec<String>,
    /// No day of publication is known.
    #[serde(default)]
    undated: bool,
    /// Days of publication, where they differ.
    #[serde(default)]
    dates: Vec<String>,
    #[serde(default)]
    alike: Vec<String>,
    #[serde(default)]
    conflicts: Vec<String>,
}

fn layers_of<'l>(pipeline: &'l Pipeline, layers: &'l Layers<'l, 'l>, published: Option<NaiveDate>) -> conflicts::Layers<'l> {
    conflicts::Layers {
        outline: &layers.outline,
        gazetteer: pipeline.gazetteer.as_deref(),
        published,
        mentions: &layers.mentions,
        statements: &layers.statements,
        events: &layers.events,
        times: &layers.times,
        quantities: &layers.quantities,
    }
}

fn read(pipeline: &Pipeline, texts: &[String], days: &[Option<NaiveDate>]) -> (Vec<Fingerprint>, Vec<Vec<Claim>>) {
    let control = Control::default();
    texts
        .iter()
        .zip(days)
        .map(|(text, &published)| {
            let layers = pipeline.read(text, published, Some("en"), &control).expect("nobody asks to stop");
            let claims = conflicts::claims(&layers_of(pipeline, &layers, published));
            (Fingerprint::new(&layers.outline, &layers.quotes), claims)
        })
        .unzip()
}

#[test]
fn table_of_near_copies() {
    let pipeline = Pipeline::seed().expect("the seeds build");
    for case in cases::<Case>("near_copies.toml") {
        let found = near_copies(&read(&pipeline, &case.texts, &vec![DAY; case.texts.len()]).0);
        let mut pairs: Vec<String> = found.iter().map(|r| format!("{} {} {}", r.a, r.b, r.degree.as_str())).collect();
        pairs.dedup();
        assert_eq!(pairs, case.alike, "{}", case.about);
        for row in found {
            assert!((0.0..=1.0).contains(&row.score) && row.a < row.b);
            assert!(!row.span_a.text(&case.texts[row.a as usize]).is_empty());
            assert!(!row.span_b.text(&case.texts[row.b as usize]).is_empty());
        }
    }
}

#[test]
fn table_of_conflicts() {
    let pipeline = Pipeline::seed().expect("the seeds build");
    for case in cases::<Case>("conflicts.toml") {
        let given = |i: usize| case.dates.get(i).map_or(DAY, |d| Some(d.parse().expect("an ISO date")));
        let days: Vec<Option<NaiveDate>> = (0..case.texts.len()).map(|i| given(i).filter(|_| !case.undated)).collect();
        let claims = read(&pipeline, &case.texts, &days).1;
        let side = |(d, c): (u32, u32)| format!("{d}: {}", claims[d as usize][c as usize].value);
        let found: Vec<String> =
            conflicts::conflicts(&claims).iter().map(|c| format!("{} | {} | {}", c.relation.as_str(), side(c.a), side(c.b))).collect();
        assert_eq!(found, case.conflicts, "{}", case.about);
    }
}

#[test]
fn many_copies_of_one_text_stay_cheap() {
    let text = "The ferry to Orlen ran aground on Monday with 240 people on board, the harbour office said in the evening. ".repeat(3);
    let print = Fingerprint::new(&Outline::new(&text), &[]);
    let documents = vec![print; 3_000];
    let found = near_copies(&documents);
    let mut pairs: Vec<(u32, u32)> = found.iter().map(|r| (r.a, r.b)).collect();
    pairs.dedup();
    assert!(pairs.len() >= 2_999 && pairs.len() <= 3_000 * 32, "{}", pairs.len());
}

/// Transcripts and logs have no full stops: four times the text may take about four times as long, and not sixteen times.
#[test]
fn claims_of_one_long_sentence_stay_cheap() {
    let pipeline = Pipeline::seed().expect("the seeds build");
    let parts = [
        "killed the soldiers ",
        "Kyiv, killed 12 soldiers; ",
        "so the minister Ivan Petrov was not captured in Kyiv and he said they had killed Oleh Bondar ",
    ];
    for part in parts {
        let claims = |length: usize| {
            let text = part.repeat(length / part.len());
            let layers = pipeline.read(&text, DAY, Some("en"), &Control::default()).expect("nobody asks to stop");
            assert_eq!(layers.outline.sentences.len(), 1, "{part}");
            let layers = layers_of(&pipeline, &layers, DAY);
            let started = Instant::now();
            assert!(conflicts::claims(&layers).len() < length);
            started.elapsed().as_secs_f64()
        };
        // A busy machine slows one of them or the other, but not the same one each time.
        let cheap = (0..6).any(|_| claims(40_000) < 8.0 * claims(10_000) + 0.02);
        assert!(cheap, "{part}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_text_is_a_copy_of_itself(words in prop::collection::btree_set("[a-z]{4,9}", 12..80)) {
        // Framed, so that the line is taken for running text whatever the words are.
        let text = format!("Officials told reporters on Monday that {} had been seen near the river.", words.into_iter().collect::<Vec<_>>().join(" "));
        let print = Fingerprint::new(&Outline::new(&text), &[]);
        let found = near_copies(&[print.clone(), Fingerprint::default(), print]);
        prop_assert!(!found.is_empty());
        for row in found {
            prop_assert_eq!((row.a, row.b, row.degree.as_str()), (0, 2, "copy"));
            prop_assert_eq!(row.span_a, row.span_b);
        }
    }
}
