//! The seed gazetteer: every state with its people, capital and ministries, and names of every type.

use dateline::gazetteer::{Case, FindOptions, Gazetteer, ValueRef};
use dateline::text::Outline;
use dateline::text::words::words;

fn cases(text: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(text.as_bytes()).records().map(|r| r.expect("a row of cases")).collect()
}

fn seed() -> Gazetteer {
    Gazetteer::seed().expect("the seed builds")
}

/// Ids of the entities of this type that bear the name, best first.
fn find(gazetteer: &Gazetteer, name: &str, kind: &str) -> Vec<String> {
    let hits = gazetteer.lookup(name);
    hits.iter().map(|&i| gazetteer.entry(i)).filter(|e| e.kind() == kind).map(|e| e.id().to_owned()).collect()
}

#[test]
fn every_member_of_the_united_nations_is_covered() {
    let gazetteer = seed();
    let mut missing = Vec::new();
    let members = cases(include_str!("../cases/un_members.csv"));
    assert_eq!(members.len(), 193);
    for row in &members {
        let (country, people, adjective, capital) = (&row[0], &row[1], &row[2], &row[3]);
        let mut need = |name: String, kind: &str| {
            let ids = find(&gazetteer, &name, kind);
            if ids.is_empty() {
                missing.push(format!("{name} ({kind})"));
            }
            ids
        };
        need(country.to_owned(), "country");
        need(people.to_owned(), "nationality");
        if adjective != country {
            need(adjective.to_owned(), "nationality");
        }
        need(capital.to_owned(), "place");
        for (ministry, of) in [("foreign ministry", "Ministry of Foreign Affairs"), ("defence ministry", "Ministry of Defense")] {
            let of = format!("{of} of {country}");
            let [by_adjective, by_country, by_of] =
                [format!("{adjective} {ministry}"), format!("{country} {ministry}"), of].map(|name| need(name, "government"));
            assert_eq!(by_country, by_of, "{country}");
            assert!(by_adjective.contains(&by_country[0]), "{country}: {by_adjective:?} lacks {by_country:?}");
        }
    }
    assert!(missing.is_empty(), "missing: {missing:#?}");
}

#[test]
fn names_of_every_type_are_found() {
    let gazetteer = seed();
    let mut wrong = Vec::new();
    for row in cases(include_str!("../cases/seed_names.csv")) {
        let (name, kind, same) = (&row[0], &row[1], &row[2]);
        let (ids, others) = (find(&gazetteer, name, kind), find(&gazetteer, same, kind));
        if ids.is_empty() || ids.first() != others.first() {
            wrong.push(format!("{name} ({kind}) is {ids:?}, {same} is {others:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn capitals_and_buildings_name_the_government_they_stand_for() {
    let gazetteer = seed();
    for (name, government) in [
        ("Minsk", "government:belarus"),
        ("Kyiv", "government:ukraine"),
        ("Washington", "government:united_states"),
        ("Kremlin", "government:russia"),
        ("Pentagon", "government:us_mod"),
        ("Downing Street", "government:united_kingdom"),
    ] {
        let metonym = gazetteer.lookup(name).iter().find_map(|&i| gazetteer.entry(i).text("metonym").map(str::to_owned));
        assert_eq!(metonym.as_deref(), Some(government), "{name}");
        assert!(gazetteer.index_of(government).is_some(), "{government}");
    }
    let kremlin = gazetteer.lookup("Kremlin");
    assert_eq!(kremlin.iter().map(|&i| gazetteer.entry(i).kind()).collect::<Vec<_>>(), ["government", "facility"]);
}

#[test]
fn a_bare_ministry_names_its_body() {
    let gazetteer = seed();
    for (name, body) in [("foreign ministry", "foreign_ministry"), ("Ministry of Defence", "defence_ministry")] {
        let hits = gazetteer.lookup(name);
        let bare = hits.iter().map(|&i| gazetteer.entry(i)).find(|e| e.get("bare") == Some(ValueRef::Bool(true)));
        assert_eq!(bare.and_then(|e| e.text("body")), Some(body), "{name}");
    }
    let ministry = gazetteer.entry(gazetteer.index_of("government:ua_mfa").expect("the Ukrainian foreign ministry"));
    assert_eq!((ministry.country(), ministry.text("body")), (Some("UA"), Some("foreign_ministry")));
}

#[test]
fn the_best_entity_of_a_name_comes_first() {
    let gazetteer = seed();
    let first = |name: &str| gazetteer.lookup(name).first().map(|&i| gazetteer.entry(i).id().to_owned());
    assert_eq!(first("Georgia").as_deref(), Some("country:georgia"));
    assert_eq!(first("Moscow").as_deref(), Some("place:moscow"));
    assert_eq!(first("Paris").as_deref(), Some("place:paris"));
    assert_eq!(first("Kursk").as_deref(), Some("place:kursk"));
}

#[test]
fn every_entity_has_a_known_type_and_a_sound_position() {
    let kinds = [
        "country",
        "place",
        "facility",
        "person",
        "government",
        "organization",
        "armed_group",
        "equipment",
        "nationality",
        "treaty",
        "conflict",
    ];
    let gazetteer = seed();
    for index in 0..gazetteer.len() as u32 {
        let entry = gazetteer.entry(index);
        assert!(kinds.contains(&entry.kind()), "{}: {}", entry.id(), entry.kind());
        assert!(entry.id().split_once(':').is_some_and(|(kind, rest)| kind == entry.kind() && !rest.is_empty()), "{}", entry.id());
        assert!(entry.country().is_none_or(|c| c.len() == 2 && c.bytes().all(|b| b.is_ascii_uppercase())), "{}", entry.id());
        if let Some((lat, lon)) = entry.position() {
            assert!((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon), "{}: {lat} {lon}", entry.id());
        }
        assert!(entry.names().all(|n| !n.trim().is_empty() && n.trim() == n), "{}", entry.id());
    }
}

#[test]
fn every_name_finds_itself_whole() {
    let gazetteer = seed();
    let options = FindOptions { case: Case::Insensitive, ..FindOptions::default() };
    let mut missing = Vec::new();
    for entry in gazetteer.iter() {
        for name in entry.names() {
            let cut = words(name);
            let (Some(first), Some(last)) = (cut.first(), cut.last()) else { continue };
            let before = "In the end, ";
            let start = before.len() as u32;
            // The marks that the name ends with may be in the span.
            let ends = start + last.end..=start + name.len() as u32;
            let text = format!("{before}{name} said");
            // A full stop, white space and a capital end a sentence, wherever they stand.
            if Outline::new(&text).sentences.len() > 1 {
                continue;
            }
            let found = gazetteer.find_text(&text, options);
            let whole = found.iter().find(|m| m.span.start == start + first.start && ends.contains(&m.span.end));
            if !whole.is_some_and(|m| m.entries.contains(&entry.index)) {
                missing.push(format!("{} ({})", name, entry.id()));
            }
        }
    }
    assert!(missing.is_empty(), "{} names: {:#?}", missing.len(), &missing[..missing.len().min(40)]);
}
