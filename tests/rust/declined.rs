//! Names with the endings of a text's language, by the table of cases.

use crate::cases::{table, unmark};
use dateline::gazetteer::{BuildOptions, Entry, EntryList, FindOptions, Gazetteer, Match, Roster, Variants};
use dateline::span::Span;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Table {
    language: Vec<Language>,
}

#[derive(Deserialize)]
struct Language {
    code: String,
    texts: Vec<String>,
    traps: Vec<String>,
}

fn gazetteer(names: &BTreeSet<String>, variants: Variants) -> Gazetteer {
    let mut roster = Roster::new();
    let entries = names.iter().map(|name| Entry { id: name.clone(), ..Entry::named(name) }).collect();
    roster.push_list(EntryList { columns: Vec::new(), entries }).expect("good names");
    Gazetteer::with_options(roster, BuildOptions { variants, ..BuildOptions::default() }).expect("it builds")
}

fn found(gazetteer: &Gazetteer, text: &str) -> Vec<(Span, String)> {
    let mention = |m: &Match| (m.span, gazetteer.entry(m.entries[0]).id().to_owned());
    gazetteer.find_text(text, FindOptions::default()).iter().map(mention).collect()
}

/// The share of the names that are to be found in each language, most of them by their endings alone, and that none is found but these.
#[test]
fn names_are_found_with_their_endings() {
    const SHARE: f64 = 0.9;
    let table: Table = table("declined.toml");
    let names = |language: &Language| language.texts.iter().flat_map(|text| unmark(text).1).map(|name| name.1).collect::<BTreeSet<_>>();
    let all: BTreeSet<String> = table.language.iter().flat_map(names).collect();
    let (every, plain) = (gazetteer(&all, Variants::AUTO), gazetteer(&all, Variants::NONE));
    let mut wrong = Vec::new();
    for language in &table.language {
        let own = gazetteer(&names(language), Variants::AUTO);
        let (mut wanted, mut got, mut before) = (0, 0, 0);
        for text in &language.texts {
            let (text, names) = unmark(text);
            let hits = found(&own, &text);
            wanted += names.len();
            got += names.iter().filter(|name| hits.contains(name)).count();
            let listed = found(&plain, &text);
            before += names.iter().filter(|name| listed.contains(name)).count();
            let others: Vec<_> = hits.iter().filter(|hit| !names.contains(hit)).collect();
            if !others.is_empty() {
                wrong.push(format!("{}: {others:?} in {text}", language.code));
            }
        }
        for text in &language.traps {
            let hits: Vec<_> = found(&every, text).into_iter().filter(|hit| !found(&plain, text).contains(hit)).collect();
            if !hits.is_empty() {
                wrong.push(format!("{}: {hits:?} in {text}", language.code));
            }
        }
        if (got as f64) < SHARE * wanted as f64 || before * 2 > wanted {
            wrong.push(format!("{}: {got} of {wanted} found, {before} without endings", language.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
