//! What short lists of one's own find with the rest of the text in view, by the table of cases.

use crate::cases::{cases, none_wrong};
use dateline::gazetteer::{Column, ColumnType, Entry, EntryList, FindOptions, Gazetteer, Value, resolve};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    about: String,
    rows: Vec<Row>,
    text: String,
    found: Vec<String>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default, rename = "type")]
    kind: String,
    country: Option<String>,
    admin1: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
}

fn gazetteer(rows: &[Row]) -> Gazetteer {
    let entry = |row: &Row| Entry {
        id: row.id.clone(),
        name: row.name.clone(),
        aliases: row.aliases.clone(),
        kind: if row.kind.is_empty() { "name".into() } else { row.kind.clone() },
        country: row.country.clone(),
        lat: row.lat,
        lon: row.lon,
        extra: vec![row.admin1.clone().map_or(Value::Null, Value::Text)],
    };
    let columns = vec![Column { name: "admin1".into(), kind: ColumnType::Text }];
    Gazetteer::new(EntryList { columns, entries: rows.iter().map(entry).collect() }).expect("the rows build")
}

#[test]
fn the_table_of_cases() {
    let cases: Vec<Case> = cases("meant.toml");
    let mut wrong = Vec::new();
    for case in &cases {
        let gazetteer = gazetteer(&case.rows);
        let found = resolve::in_text(&gazetteer, &case.text, FindOptions::default(), true);
        let got: Vec<_> = found.iter().map(|m| format!("{} | {}", m.span.text(&case.text), m.id)).collect();
        if got != case.found {
            wrong.push(format!("{}\n  {}\n  want {:#?}\n  got  {got:#?}", case.about, case.text, case.found));
        }
    }
    none_wrong(&wrong, cases.len());
}
