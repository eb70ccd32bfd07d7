//! Matching: the table of cases, and properties against a matcher that tries every name at every word.

use crate::cases::{cases, none_wrong};
use dateline::gazetteer::{
    Boundary, BuildOptions, Case, Column, ColumnType, Entry, EntryList, FindOptions, Gazetteer, Match, Overlap, Roster, Value, ValueRef,
    Variant, resolve,
};
use dateline::span::CodePoints;
use dateline::text::Outline;
use dateline::text::words::words;
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    name: String,
    entries: Vec<Named>,
    text: String,
    #[serde(default)]
    case: String,
    #[serde(default)]
    overlap: String,
    spans: Vec<[i32; 2]>,
    ids: Option<Vec<Vec<String>>>,
}

#[derive(Deserialize)]
struct Named {
    id: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default, rename = "type")]
    kind: String,
    prior: Option<f64>,
    match_case: Option<String>,
}

fn gazetteer(entries: &[Named]) -> Gazetteer {
    let columns =
        vec![Column { name: "prior".into(), kind: ColumnType::Float }, Column { name: "match_case".into(), kind: ColumnType::Text }];
    let entry = |named: &Named| Entry {
        id: named.id.clone(),
        name: named.name.clone(),
        aliases: named.aliases.clone(),
        kind: named.kind.clone(),
        extra: vec![named.prior.map_or(Value::Null, Value::Float), named.match_case.clone().map_or(Value::Null, Value::Text)],
        ..Entry::default()
    };
    Gazetteer::new(EntryList { columns, entries: entries.iter().map(entry).collect() }).expect("the case's entries are good")
}

fn options(row: &Row) -> FindOptions {
    FindOptions {
        case: match row.case.as_str() {
            "sensitive" => Case::Sensitive,
            "insensitive" => Case::Insensitive,
            _ => Case::Auto,
        },
        overlap: if row.overlap == "all" { Overlap::All } else { Overlap::Longest },
        ..FindOptions::default()
    }
}

fn spans(text: &str, found: &[Match]) -> Vec<[i32; 2]> {
    let cursor = CodePoints::new(text);
    found.iter().map(|m| [cursor.at(m.span.start), cursor.at(m.span.end)]).collect()
}

#[test]
fn the_table_of_cases() {
    let rows: Vec<Row> = cases("matching.toml");
    let mut wrong = Vec::new();
    for row in &rows {
        let gazetteer = gazetteer(&row.entries);
        let found = gazetteer.find_text(&row.text, options(row));
        let written: Vec<_> = found.iter().map(|m| m.span.text(&row.text)).collect();
        if spans(&row.text, &found) != row.spans {
            wrong.push(format!("{}: {:?} in {:?}", row.name, written, row.text));
        }
        if let Some(ids) = &row.ids {
            let chosen: Vec<Vec<_>> =
                found.iter().map(|m| m.entries.iter().map(|&e| gazetteer.entry(e).id().to_owned()).collect()).collect();
            if &chosen != ids {
                wrong.push(format!("{}: {chosen:?}", row.name));
            }
        }
        // The other way in, from words and blocks, finds the same.
        let outline = Outline::new(&row.text);
        let matches = gazetteer.matches(&row.text, &outline.words, &outline.blocks, options(row));
        if matches != found {
            wrong.push(format!("{}: matches and find_text differ", row.name));
        }
    }
    none_wrong(&wrong, rows.len());
}

#[derive(Deserialize)]
struct Joined {
    names: Vec<String>,
    case: Vec<JoinedCase>,
}

#[derive(Deserialize)]
struct JoinedCase {
    text: String,
    names: Option<Vec<String>>,
    found: Vec<String>,
    ids: Option<Vec<String>>,
    #[serde(default)]
    case: String,
    #[serde(default)]
    overlap: String,
    #[serde(default)]
    fuzzy: u8,
}

#[test]
fn the_table_of_names_that_are_joined_to_something_else() {
    let table: Joined = toml::from_str(include_str!("../cases/joined.toml")).expect("joined.toml is a table of cases");
    let gazetteer = |names: &[String]| {
        let named = |names: &String| {
            let mut all = names.split('|').map(str::to_owned);
            let name = all.next().unwrap_or_default();
            Entry { id: name.clone(), name, aliases: all.collect(), ..Entry::default() }
        };
        Gazetteer::new(EntryList { columns: Vec::new(), entries: names.iter().map(named).collect() }).expect("good names")
    };
    let shared = gazetteer(&table.names);
    let mut wrong = Vec::new();
    for row in &table.case {
        let own = row.names.as_ref().map(|names| gazetteer(names));
        let gazetteer = own.as_ref().unwrap_or(&shared);
        let options = FindOptions {
            case: if row.case == "insensitive" { Case::Insensitive } else { Case::Auto },
            overlap: if row.overlap == "all" { Overlap::All } else { Overlap::Longest },
            fuzzy: row.fuzzy,
        };
        let found = gazetteer.find_text(&row.text, options);
        let written: Vec<_> = found.iter().map(|m| m.span.text(&row.text)).collect();
        let ids: Vec<_> = found.iter().map(|m| gazetteer.entry(m.entries[0]).id().to_owned()).collect();
        let others = row.ids.as_ref().is_some_and(|wanted| &ids != wanted);
        if written != row.found || others {
            wrong.push(format!("{:?}: {written:?} {ids:?}", row.text));
        }
        let outline = Outline::new(&row.text);
        if gazetteer.matches(&row.text, &outline.words, &outline.blocks, options) != found {
            wrong.push(format!("{:?}: matches and find_text differ", row.text));
        }
        // Which entity is meant leaves out none of them.
        let chosen = resolve::in_text(gazetteer, &row.text, options, true);
        if chosen.iter().map(|m| m.span.text(&row.text)).ne(written) {
            wrong.push(format!("{:?}: chosen {chosen:?}", row.text));
        }
    }
    none_wrong(&wrong, table.case.len());
}

fn list(names: &[&str]) -> EntryList {
    EntryList { columns: Vec::new(), entries: names.iter().map(|name| Entry::named(name)).collect() }
}

#[test]
fn bad_entries_name_their_row() {
    let good = || Entry::named("Kyiv");
    let refused = |entry: Entry, told: &str| {
        let error = Gazetteer::new(EntryList { columns: Vec::new(), entries: vec![good(), entry] }).expect_err(told).to_string();
        assert!(error.starts_with("entry 1") && error.contains(told), "{error}");
    };
    refused(Entry { id: "x".into(), name: "  ".into(), ..Entry::default() }, "there is no name");
    refused(Entry { name: "Lviv".into(), ..Entry::default() }, "has no id");
    refused(Entry { id: "x".into(), name: "—".into(), ..Entry::default() }, "no letter or digit");
    refused(Entry { aliases: vec!["…".into()], ..Entry::named("Lviv") }, "no letter or digit");
    refused(Entry { kind: "place".into(), ..good() }, "has the type");
    refused(Entry { lat: Some(f64::NAN), lon: Some(0.0), ..Entry::named("Lviv") }, "lat");
    refused(Entry { lat: Some(0.0), lon: Some(-180.5), ..Entry::named("Lviv") }, "lon");
    refused(Entry::named(&"x".repeat(1 << 20)), "bytes");
    refused(Entry::named(&"x ".repeat(100)), "words");
}

#[test]
fn rows_of_one_entity_are_one() {
    let row = |name: &str| Entry { id: "kyiv".into(), name: name.into(), kind: "place".into(), ..Entry::default() };
    let gazetteer =
        Gazetteer::new(EntryList { columns: Vec::new(), entries: vec![row("Kyiv"), row("Kiev"), row("Kyiv")] }).expect("one entity");
    assert_eq!((gazetteer.len(), gazetteer.n_names()), (1, 2));
    assert_eq!(gazetteer.entry(0).names().collect::<Vec<_>>(), ["Kyiv", "Kiev"]);
}

#[test]
fn an_alias_that_is_given_twice_is_one() {
    let entry = |n: usize| {
        let mut aliases: Vec<String> = ["A1", "b", "b", "B", "A1"].map(str::to_owned).to_vec();
        aliases.extend((0..n).flat_map(|i| [format!("c{i}"), format!("c{i}")]));
        Entry { aliases, ..Entry::named("A1") }
    };
    for more in [0, 40] {
        let gazetteer = Gazetteer::new(EntryList { columns: Vec::new(), entries: vec![entry(more)] }).expect("good names");
        assert_eq!(gazetteer.n_names(), 3 + more);
    }
}

#[test]
fn many_aliases_of_one_entity() {
    let aliases = (0..100_000).map(|i| format!("Name{i}")).collect();
    let gazetteer =
        Gazetteer::new(EntryList { columns: Vec::new(), entries: vec![Entry { aliases, ..Entry::named("Name") }] }).expect("aliases");
    assert_eq!(gazetteer.lookup("name99999"), [0]);
    let found = gazetteer.find_text("the Name77777 here", FindOptions::default());
    assert_eq!(found.len(), 1);
}

#[test]
fn merging() {
    let entry = |id: &str, name: &str, kind: &str| Entry { id: id.into(), name: name.into(), kind: kind.into(), ..Entry::default() };
    let column = |name: &str, kind| Column { name: name.into(), kind };
    let a = Gazetteer::new(EntryList {
        columns: vec![column("n", ColumnType::Int)],
        entries: vec![Entry { extra: vec![Value::Int(3)], ..entry("kyiv", "Kyiv", "place") }],
    })
    .expect("a");
    let b = Gazetteer::new(EntryList {
        columns: vec![column("note", ColumnType::Text), column("n", ColumnType::Float)],
        entries: vec![
            Entry { extra: vec![Value::Text("old".into()), Value::Null], ..entry("kyiv", "Kiev", "place") },
            Entry { extra: vec![Value::Null, Value::Float(0.5)], ..entry("lviv", "Lviv", "place") },
        ],
    })
    .expect("b");
    let both = a.merge(&b).expect("they go together");
    assert_eq!((both.len(), both.n_names()), (2, 3));
    let kyiv = both.entry(both.index_of("kyiv").expect("kyiv"));
    assert_eq!(kyiv.names().collect::<Vec<_>>(), ["Kyiv", "Kiev"]);
    assert_eq!((kyiv.text("note"), kyiv.get("n")), (Some("old"), Some(ValueRef::Float(3.0))));
    assert_eq!(both.entry(1).get("n"), Some(ValueRef::Float(0.5)));
    let c = Gazetteer::new(EntryList { columns: Vec::new(), entries: vec![entry("kyiv", "Kyiv", "person")] }).expect("c");
    assert!(a.merge(&c).expect_err("another type").to_string().contains("kyiv"));
    let d = Gazetteer::new(EntryList { columns: vec![column("note", ColumnType::Int)], entries: Vec::new() }).expect("d");
    assert!(b.merge(&d).expect_err("another column type").to_string().contains("column note"));
}

#[test]
fn lookup_folds_and_takes_whole_names() {
    let gazetteer = Gazetteer::new(list(&["Côte d’Ivoire", "Moody's", "New York"])).expect("good names");
    assert_eq!(gazetteer.lookup("COTE D'IVOIRE"), [0]);
    assert_eq!(gazetteer.lookup("moodys"), [1]);
    assert_eq!(gazetteer.lookup("new-york"), [2]);
    assert!(gazetteer.lookup("York").is_empty() && gazetteer.lookup("New").is_empty() && gazetteer.lookup("").is_empty());
}

#[test]
fn exact_and_folded() {
    let gazetteer = Gazetteer::new(list(&["Kyiv", "São Paulo"])).expect("good names");
    let found = gazetteer.find_text("Kyiv, KYIV, Sao Paulo, São Paulo", FindOptions::default());
    let variants: Vec<_> = found.iter().map(|m| m.variant).collect();
    assert_eq!(variants, [Variant::Exact, Variant::Folded, Variant::Folded, Variant::Exact]);
}

#[test]
fn an_empty_gazetteer_finds_nothing() {
    let gazetteer = Gazetteer::new(EntryList::default()).expect("no entry is fine");
    assert!(gazetteer.is_empty() && gazetteer.find_text("Kyiv", FindOptions::default()).is_empty() && gazetteer.lookup("Kyiv").is_empty());
}

/// A step that is not linear would not come to an end here.
#[test]
fn hostile_texts_take_linear_time() {
    let gazetteer = Gazetteer::new(list(&["a a a a a a a b", "Power", "Power, Power", "May", "x, y"])).expect("good names");
    for piece in ["a ", "Power, ", "POWER ", "May. ", "x,", "Power Is Power ", "a\n", "a -", "“Power "] {
        let text = piece.repeat(1_000_000 / piece.len());
        for case in [Case::Auto, Case::Insensitive] {
            let found = gazetteer.find_text(&text, FindOptions { case, overlap: Overlap::All, ..FindOptions::default() });
            assert!(found.iter().all(|m| m.span.end as usize <= text.len()), "{piece:?}");
        }
    }
}

#[test]
fn a_document_keeps_its_blocks_either_way() {
    let gazetteer = Gazetteer::new(list(&["New York", "Reading", "York", "Times Square"])).expect("good names");
    let wrapped = "The men who came from the north went to New\nYork and to Times\nSquare, where many people waited for the\nnews of the day;                    nobody there was\nReading, they said.\n\nYork is old. Reading is older, and New\n\nYork is large.\n";
    let lines = "All is New\nYork sleeps\nReading waits\nSquare\nTimes\nSquare\n";
    for text in [wrapped, lines, &wrapped.replace('\n', "\r\n"), &lines.replace('\n', "\u{2028}")] {
        let outline = Outline::new(text);
        for case in [Case::Auto, Case::Insensitive] {
            let options = FindOptions { case, overlap: Overlap::Longest, ..FindOptions::default() };
            assert_eq!(gazetteer.find_text(text, options), gazetteer.matches(text, &outline.words, &outline.blocks, options), "{text:?}");
        }
    }
}

/// Of abbreviations that no list has, in word mode and inside words.
#[test]
fn names_with_full_stops_find_themselves() {
    let names = [
        "Sta. Cruz",
        "Sault Ste. Marie",
        "Sto. Domingo",
        "Pto. Cabello",
        "Gral. Roca",
        "Nossa Sra. Aparecida",
        "2da. Sección",
        "Hann. Münden",
        "Bf. Nord",
        "Thos. Cook",
        "Jos. Ant. Lang",
        "ул. Ленина",
        "пос. Красный Яр",
        "Св. Георгий",
        "Ген. Тошево",
        "обл. Київська",
        "ТОВ. Ромашка",
        "J. K. Lang",
        "Lang Inc. Ford",
        "St. Dorn",
    ];
    for boundary in [Boundary::Word, Boundary::None] {
        let options = BuildOptions { boundary, ..BuildOptions::default() };
        let mut roster = Roster::new();
        roster.push_list(list(&names)).expect("good names");
        let gazetteer = Gazetteer::with_options(roster, options).expect("good names");
        for case in [Case::Auto, Case::Insensitive, Case::Sensitive] {
            for (index, name) in names.iter().enumerate() {
                let text = format!("in {name} today");
                let found = gazetteer.find_text(&text, FindOptions { case, ..FindOptions::default() });
                let whole = found.iter().any(|m| m.span.text(&text) == *name && m.entries.contains(&(index as u32)));
                assert!(whole, "{name}, {boundary:?}, {case:?}: {found:?}");
            }
        }
    }
}

/// A paragraph in lines of at most `width` characters.
fn filled(paragraph: &str, width: usize) -> String {
    let mut out = String::new();
    let mut room = 0;
    for word in paragraph.split(' ') {
        let letters = word.chars().count();
        if room > letters {
            out.push(' ');
            room -= letters + 1;
        } else {
            out.push_str(if out.is_empty() { "" } else { "\n" });
            room = width - letters;
        }
        out.push_str(word);
    }
    out
}

/// Of every script with spaces between words, a name and a paragraph in which it stands often.
#[test]
fn names_go_on_over_the_line_ends_of_wrapped_text() {
    let paragraphs = [
        ("Cape Town", "The mayor of Cape Town said that the bridge of Cape Town would close. Many in Cape Town asked when it opens."),
        ("Новий Буг", "Голова міста Новий Буг сказав, що міст у місті Новий Буг закриють. У місті Новий Буг питають, коли його відкриють."),
        ("بيت لحم", "قال رئيس بلدية بيت لحم إن الجسر في بيت لحم سيغلق أمام الشاحنات. ويسأل كثيرون في بيت لحم متى يفتح الجسر الجديد؟"),
        ("בית שאן", "ראש העיר בית שאן אמר כי הגשר של בית שאן ייסגר למשאיות. רבים מתושבי בית שאן שואלים מתי הוא ייפתח שוב."),
        ("قائم شهر", "شهردار قائم شهر گفت که پل بزرگ قائم شهر بسته می‌شود. بسیاری در قائم شهر می‌پرسند که پل کی باز خواهد شد؟"),
        ("नया रायपुर", "महापौर ने कहा कि नया रायपुर का पुराना पुल बंद होगा। नया रायपुर के लोग पूछते हैं कि नया रायपुर में पुल कब खुलेगा।"),
        ("ባሕር ዳር", "የ ባሕር ዳር ከንቲባ የ ባሕር ዳር ድልድይ ለጭነት መኪናዎች ይዘጋል አሉ። ብዙ የ ባሕር ዳር ነዋሪዎች መቼ እንደሚከፈት ጠየቁ።"),
        (
            "서울 역",
            "시장은 서울 역 앞의 오래된 다리를 화물차에 닫는다고 서울 역 앞에서 말했다. 많은 시민은 서울 역 다리가 언제 열리는지 물었다.",
        ),
        ("ახალი ათონი", "მერმა თქვა, რომ ახალი ათონი დახურავს ძველ ხიდს. ბევრი კითხულობს, ახალი ათონი როდის გახსნის ხიდს ისევ."),
    ];
    for (name, text) in paragraphs {
        let gazetteer = Gazetteer::new(list(&[name])).expect("a good name");
        for width in 50..=90 {
            let paragraph = filled(&[text; 3].join(" "), width);
            let document = format!("{paragraph}\n\n{paragraph}\n");
            let broken = document.matches(&name.replace(' ', "\n")).count();
            let found = gazetteer.find_text(&document, FindOptions::default());
            let over = found.iter().filter(|m| m.span.text(&document).contains('\n')).count();
            assert_eq!(over, broken, "{name}, {width}");
        }
    }
}

/// Tries every name at every word: the words of name and text are compared by their folded text.
fn brute_force(names: &[String], text: &str) -> Vec<(u32, u32, Vec<u32>)> {
    let fold = |of: &str| words(of).iter().map(|w| dateline::text::fold::fold(w.text(of))).collect::<Vec<_>>();
    let keys: Vec<_> = names.iter().map(|name| fold(name)).collect();
    let cut = words(text);
    let folded = fold(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < cut.len() {
        let fits = |key: &Vec<String>| folded[at..].starts_with(key);
        let Some(longest) = keys.iter().filter(|key| fits(key)).map(Vec::len).max() else {
            at += 1;
            continue;
        };
        let entries = (0..keys.len() as u32).filter(|&k| keys[k as usize].len() == longest && fits(&keys[k as usize])).collect();
        out.push((cut[at].start, cut[at + longest - 1].end, entries));
        at += longest;
    }
    out
}

/// Lists of the whole world hold towns whose other names are written "as" and "by"; lists of terms hold nothing but small letters.
#[test]
fn common_words_in_small_letters_are_no_names_on_a_long_list_of_names() {
    let terms = ["media", "plan", "lysnian", "special operations forces"];
    let text = "the media said a plan let lysnian special operations forces cross; but Media was quiet, and Plan and Lysnian too";
    let found = |filler: &dyn Fn(usize) -> String, boundary: Boundary, case: Case| {
        let filled: Vec<String> = (0..20_000).map(filler).chain(terms.map(String::from)).collect();
        let mut roster = Roster::new();
        roster.push_list(list(&filled.iter().map(String::as_str).collect::<Vec<_>>())).expect("good names");
        let gazetteer = Gazetteer::with_options(roster, BuildOptions { boundary, ..BuildOptions::default() }).expect("good names");
        gazetteer.find_text(text, FindOptions { case, ..FindOptions::default() }).iter().map(|m| m.span.text(text)).collect::<Vec<_>>()
    };
    let names = |n: usize| format!("Qoxin {n}");
    for boundary in [Boundary::Word, Boundary::None] {
        let of_names = found(&names, boundary, Case::Auto);
        assert_eq!(of_names, ["lysnian", "special operations forces", "Media", "Plan", "Lysnian"], "{boundary:?}");
        let of_terms = found(&|n| format!("qoxin {n}"), boundary, Case::Auto);
        assert_eq!(of_terms, ["media", "plan", "lysnian", "special operations forces", "Media", "Plan", "Lysnian"], "{boundary:?}");
        let as_listed = found(&names, boundary, Case::Sensitive);
        assert_eq!(as_listed, ["media", "plan", "lysnian", "special operations forces"], "{boundary:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Few letters, so that names share words, prefixes and whole spellings.
    #[test]
    fn the_trie_equals_brute_force(
        names in prop::collection::btree_set("[abé]{1,2}( [abß]{1,10}){0,3}", 1..30),
        text in "([abéßAB]{1,10}[ -]){0,60}",
    ) {
        let names: Vec<String> = names.into_iter().collect();
        let gazetteer = Gazetteer::new(list(&names.iter().map(String::as_str).collect::<Vec<_>>())).expect("good names");
        let options = FindOptions { case: Case::Insensitive, overlap: Overlap::Longest, ..FindOptions::default() };
        let found: Vec<_> = gazetteer.find_text(&text, options).into_iter().map(|m| (m.span.start, m.span.end, m.entries.to_vec())).collect();
        prop_assert_eq!(found, brute_force(&names, &text));
    }

    #[test]
    fn every_name_finds_itself(names in prop::collection::btree_set("\\PC{1,20}", 1..20)) {
        let names: Vec<String> = names.into_iter().filter(|n| !words(n).is_empty()).collect();
        let gazetteer = Gazetteer::new(list(&names.iter().map(String::as_str).collect::<Vec<_>>()));
        // Two names may differ in white space at their ends alone, and so share an id; that is no error.
        let gazetteer = gazetteer.expect("good names");
        for name in &names {
            prop_assert!(!gazetteer.lookup(name).is_empty(), "{:?}", name);
        }
    }

    #[test]
    fn spans_lie_on_characters_and_ascend(text in any::<String>(), names in prop::collection::vec("[a-zé中']{1,3}", 1..10)) {
        let names: Vec<&str> = names.iter().map(String::as_str).filter(|n| !words(n).is_empty()).collect();
        let gazetteer = Gazetteer::new(list(&names)).expect("good names");
        let mut last = 0;
        for found in gazetteer.find_text(&text, FindOptions { case: Case::Insensitive, overlap: Overlap::Longest, ..FindOptions::default() }) {
            prop_assert!(found.span.start >= last && text.get(found.span.start as usize..found.span.end as usize).is_some());
            prop_assert!(!found.entries.is_empty());
            last = found.span.end;
        }
    }
}
