//! From matches to mentions of one document, by the table of cases; and that nothing is lost or out of order on any text.

use crate::cases::{cases, none_wrong};
use dateline::gazetteer::{Column, ColumnType, Entry, EntryList, FindOptions, Gazetteer, Mention, Value, resolve};
use dateline::text::Outline;
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    about: String,
    text: String,
    mentions: Vec<String>,
}

/// The gazetteer of the cases.
pub fn names() -> Gazetteer {
    let mut reader = csv::Reader::from_reader(include_str!("../cases/resolve_names.csv").as_bytes());
    let text = |s: &str| if s.is_empty() { Value::Null } else { Value::Text(s.into()) };
    let entries = reader.records().map(|row| {
        let row = row.expect("a row of nine fields");
        Entry {
            id: row[0].into(),
            name: row[1].into(),
            kind: row[2].into(),
            aliases: row[3].split('|').filter(|a| !a.is_empty()).map(String::from).collect(),
            country: (!row[4].is_empty()).then(|| row[4].into()),
            extra: vec![
                text(&row[5]),
                text(&row[6]),
                if &row[7] == "true" { Value::Bool(true) } else { Value::Null },
                row[8].parse().map_or(Value::Null, Value::Float),
            ],
            ..Entry::default()
        }
    });
    let column = |name: &str, kind| Column { name: name.into(), kind };
    let columns = vec![
        column("body", ColumnType::Text),
        column("metonym", ColumnType::Text),
        column("bare", ColumnType::Bool),
        column("prior", ColumnType::Float),
    ];
    Gazetteer::new(EntryList { columns, entries: entries.collect() }).expect("the names build")
}

fn resolved<'g>(gazetteer: &'g Gazetteer, text: &str) -> Vec<Mention<'g>> {
    let outline = Outline::new(text);
    let matches = gazetteer.matches(text, &outline.words, &outline.blocks, FindOptions::default());
    resolve::resolve(gazetteer, &outline, &matches)
}

fn shown(text: &str, m: &Mention<'_>) -> String {
    let via = m.via.as_ref().map_or_else(String::new, |v| format!(" | {v}"));
    format!("{} | {} | {}{via}", m.span.text(text), m.kind, m.id)
}

#[test]
fn the_table_of_cases() {
    let cases: Vec<Case> = cases("resolve.toml");
    let gazetteer = names();
    let mut wrong = Vec::new();
    for case in &cases {
        let got: Vec<_> = resolved(&gazetteer, &case.text).iter().map(|m| shown(&case.text, m)).collect();
        if got != case.mentions {
            wrong.push(format!("{}\n  {}\n  want {:#?}\n  got  {got:#?}", case.about, case.text, case.mentions));
        }
    }
    none_wrong(&wrong, cases.len());
}

#[test]
fn made_ids_stay_clear_of_listed_ones() {
    let entry = |id: &str, name: &str, kind: &str| Entry { id: id.into(), name: name.into(), kind: kind.into(), ..Entry::default() };
    let list = EntryList { columns: vec![], entries: vec![entry("person:ivan_mast", "Somebody Else", "person")] };
    let gazetteer = Gazetteer::new(list).expect("one entry builds");
    let found = resolved(&gazetteer, "Colonel Ivan Mast waited. Then Mast left.");
    assert_eq!(found.iter().map(|m| &*m.id).collect::<Vec<_>>(), ["person:ivan_mast_unlisted"; 2]);
    assert!(found.iter().all(|m| m.entry.is_none() && m.score < 1.0));
}

proptest! {
    #[test]
    fn mentions_are_in_order_inside_the_text_and_apart(text in "(?:(?:Minsk|Kyiv|the Kremlin|Ukraine|Viktor Khrenin|Khrenin|Colonel|X|\\(NSB\\)|Northern Shield Brigade|foreign ministry|'s|said|near|and|border|47th|Tu-22|region|“|”|,|\\.|\\n|é)[ -]?){0,40}") {
        let gazetteer = names();
        let found = resolved(&gazetteer, &text);
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        for m in &found {
            prop_assert!(!m.span.is_empty() && text.get(m.span.start as usize..m.span.end as usize).is_some());
            prop_assert!(m.score > 0.0 && m.score <= 1.0);
            prop_assert!(m.candidates.iter().any(|c| c.id == m.id));
            prop_assert_eq!(m.entry, gazetteer.index_of(&m.id));
        }
    }
}
