//! Which places of long lists are kept, with which span and as which entity, by the table of cases.

use crate::cases::{cases, none_wrong};
use dateline::gazetteer::{Column, ColumnType, Entry, EntryList, FindOptions, Gazetteer, Value, resolve};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    about: String,
    text: String,
    mentions: Vec<String>,
}

fn names() -> Gazetteer {
    let mut reader = csv::Reader::from_reader(include_str!("../cases/place_names.csv").as_bytes());
    let entries = reader.records().map(|row| {
        let row = row.expect("a row of ten fields");
        let number = |i: usize| row[i].parse().map_or(Value::Null, Value::Float);
        Entry {
            id: row[0].into(),
            name: row[1].into(),
            kind: row[2].into(),
            aliases: row[3].split('|').filter(|a| !a.is_empty()).map(String::from).collect(),
            country: Some(row[4].into()),
            lat: row[5].parse().ok(),
            lon: row[6].parse().ok(),
            extra: vec![number(7), number(8), if row[9].is_empty() { Value::Null } else { Value::Text(row[9].into()) }],
        }
    });
    // So many that nobody put them together by hand.
    let villages = (0..20_000).map(|n| Entry { kind: "place".into(), extra: vec![Value::Null; 3], ..Entry::named(&format!("Qoxin {n}")) });
    let column = |name: &str, kind| Column { name: name.into(), kind };
    let columns = vec![column("population", ColumnType::Float), column("prior", ColumnType::Float), column("admin1", ColumnType::Text)];
    Gazetteer::new(EntryList { columns, entries: entries.chain(villages).collect() }).expect("the names build")
}

#[test]
fn the_table_of_cases() {
    let cases: Vec<Case> = cases("places.toml");
    let gazetteer = names();
    let mut wrong = Vec::new();
    for case in &cases {
        let found = resolve::in_text(&gazetteer, &case.text, FindOptions::default(), true);
        let got: Vec<_> = found.iter().map(|m| format!("{} | {}", m.span.text(&case.text), m.id)).collect();
        if got != case.mentions {
            wrong.push(format!("{}\n  {}\n  want {:#?}\n  got  {got:#?}", case.about, case.text, case.mentions));
        }
    }
    none_wrong(&wrong, cases.len());
}

#[test]
fn spans_are_of_the_words_they_name_and_do_not_overlap() {
    let gazetteer = names();
    let cases: Vec<Case> = cases("places.toml");
    let text: String = cases.iter().map(|case| format!("{} ", case.text)).collect();
    let words = dateline::text::words::words(&text);
    let found = resolve::in_text(&gazetteer, &text, FindOptions::default(), true);
    assert!(found.len() > 20);
    for m in &found {
        assert_eq!(m.span.start, words[m.first_word as usize].start);
        assert!(m.span.end >= words[m.end_word as usize - 1].end);
    }
    assert!(found.windows(2).all(|two| two[0].span.end <= two[1].span.start && two[0].end_word <= two[1].first_word));
}
