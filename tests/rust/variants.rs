//! Spellings made from names: romanisations, case forms, initials, demonyms; folding in parts; names inside words.

use crate::cases::cases;
use dateline::gazetteer::variants::MOST;
use dateline::gazetteer::{
    Boundary, BuildOptions, Case, Column, ColumnType, Entry, EntryList, FindOptions, Gazetteer, Overlap, Roster, Value, Variants,
};
use dateline::text::fold::{Folding, fold, fold_with, is_apostrophe, is_ignorable};
use proptest::prelude::*;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

const INSENSITIVE: FindOptions = FindOptions { case: Case::Insensitive, overlap: Overlap::Longest, fuzzy: 0 };

fn build(names: &[String], kind: &str, [lang, country]: [Option<&str>; 2], options: BuildOptions) -> Gazetteer {
    let entry = Entry {
        id: "it".into(),
        name: names[0].clone(),
        aliases: names[1..].to_vec(),
        kind: kind.into(),
        country: country.map(str::to_owned),
        extra: vec![lang.map_or(Value::Null, |lang| Value::Text(lang.into()))],
        ..Entry::default()
    };
    let mut roster = Roster::new();
    let columns = vec![Column { name: "lang".into(), kind: ColumnType::Text }];
    roster.push_list(EntryList { columns, entries: vec![entry] }).expect("good names");
    Gazetteer::with_options(roster, options).expect("good names")
}

fn simple(names: &[&str], options: BuildOptions) -> Gazetteer {
    let mut roster = Roster::new();
    roster.push_list(EntryList { columns: Vec::new(), entries: names.iter().map(|n| Entry::named(n)).collect() }).expect("good names");
    Gazetteer::with_options(roster, options).expect("good names")
}

#[derive(Deserialize)]
struct Row {
    names: Vec<String>,
    #[serde(default, rename = "type")]
    kind: String,
    lang: Option<String>,
    country: Option<String>,
    kinds: Option<Vec<String>>,
    finds: Vec<[String; 2]>,
    #[serde(default)]
    not: Vec<String>,
}

#[test]
fn the_table_of_spellings() {
    let rows: Vec<Row> = cases("variants.toml");
    let mut wrong = Vec::new();
    for row in &rows {
        let variants = match &row.kinds {
            None => Variants::AUTO,
            Some(kinds) => Variants::named(kinds.iter().map(String::as_str)).expect("the case's kinds exist"),
        };
        let gazetteer = build(
            &row.names,
            &row.kind,
            [row.lang.as_deref(), row.country.as_deref()],
            BuildOptions { variants, ..BuildOptions::default() },
        );
        let found = |name: &str| {
            let text = format!("There stood {name} then");
            let found = gazetteer.find_text(&text, FindOptions::default());
            found.iter().find(|m| m.span.text(&text) == name).map(|m| m.variant.as_str())
        };
        for [name, variant] in &row.finds {
            if found(name) != Some(variant) {
                wrong.push(format!("{:?}: {name} should be {variant}, is {:?}", row.names, found(name)));
            }
        }
        wrong.extend(row.not.iter().filter(|name| found(name).is_some()).map(|name| format!("{:?} finds {name}", row.names)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[derive(Deserialize)]
struct Inflected {
    #[serde(default)]
    held_out: bool,
    lang: String,
    #[serde(rename = "type")]
    kind: String,
    name: String,
    #[serde(default)]
    from: Vec<String>,
    forms: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

/// Of the forms that rules were written on all are found, of those held out at least nineteen in twenty; what is no form is never found.
#[test]
fn case_forms_are_found() {
    let mut found = [[0; 2]; 2];
    let (mut missed, mut false_forms) = (Vec::new(), Vec::new());
    for case in cases::<Inflected>("inflection.toml") {
        let names = [case.name.clone()];
        for (way, lang) in [Some(case.lang.as_str()), None].into_iter().enumerate() {
            let gazetteer = build(&names, &case.kind, [lang, None], BuildOptions::default());
            for form in &case.forms {
                let start = form.find('[').expect("a form stands in brackets");
                let text = form.replace(['[', ']'], "");
                let end = form.find(']').expect("a form stands in brackets") - 1;
                let hit = gazetteer
                    .find_text(&text, FindOptions::default())
                    .iter()
                    .any(|m| (m.span.start as usize, m.span.end as usize) == (start, end));
                found[usize::from(case.held_out)][usize::from(hit)] += 1;
                if !hit {
                    missed.push(format!("{} {} (held out: {}, lang: {way}): {}", case.lang, case.name, case.held_out, form));
                }
            }
            let wrong = case.not.iter().filter(|text| !gazetteer.find_text(text, FindOptions::default()).is_empty());
            false_forms.extend(wrong.map(|text| format!("{} {} (lang: {way}): {text}", case.lang, case.name)));
        }
    }
    assert!(false_forms.is_empty(), "{}", false_forms.join("\n"));
    let [[missed_seen, seen], [missed_unseen, unseen]] = found;
    assert!(seen + unseen >= 240 && unseen >= 120, "{found:?}");
    assert!(missed_seen == 0 && missed_unseen * 20 <= unseen + missed_unseen, "{found:?}\n{}", missed.join("\n"));
}

/// The case forms of a name are found by what the other East Slavic languages call it.
#[test]
fn case_forms_are_found_across_languages() {
    let (mut missed, mut all) = (Vec::new(), 0);
    for case in cases::<Inflected>("inflection.toml") {
        for name in &case.from {
            let gazetteer = build(std::slice::from_ref(name), &case.kind, [None; 2], BuildOptions::default());
            for form in &case.forms {
                let text = form.replace(['[', ']'], "");
                let span = (form.find('['), form.find(']').map(|end| end - 1));
                let found = gazetteer.find_text(&text, FindOptions::default());
                all += 1;
                if !found.iter().any(|m| (Some(m.span.start as usize), Some(m.span.end as usize)) == span) {
                    missed.push(format!("{name}: {form}"));
                }
            }
            let wrong = case.not.iter().filter(|text| !gazetteer.find_text(text, FindOptions::default()).is_empty());
            missed.extend(wrong.map(|text| format!("{name} is in: {text}")));
        }
    }
    assert!(all > 80 && missed.is_empty(), "{} of {all}\n{}", missed.len(), missed.join("\n"));
}

#[derive(Deserialize)]
struct Sisters {
    #[serde(rename = "type")]
    kind: String,
    uk: String,
    ru: String,
    be: String,
    held_out: String,
}

/// Names of one East Slavic language are found as the other two write them: nearly nine in ten of those that were held out while the rules were written.
#[test]
fn names_are_found_across_languages() {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(include_str!("../cases/east_slavic.csv").as_bytes());
    let mut found = [[0; 2]; 2];
    let (mut missed, mut unlike) = (Vec::new(), 0);
    for row in reader.deserialize::<Sisters>() {
        let row = row.expect("a row of five fields");
        let names = [("uk", &row.uk), ("ru", &row.ru), ("be", &row.be)];
        for (lang, name) in names.into_iter().filter(|(_, name)| !name.is_empty()) {
            let gazetteer = build(std::slice::from_ref(name), &row.kind, [Some(lang), None], BuildOptions::default());
            let plain = build(
                std::slice::from_ref(name),
                &row.kind,
                [Some(lang), None],
                BuildOptions { variants: Variants::NONE, ..BuildOptions::default() },
            );
            for (_, other) in names.into_iter().filter(|(to, other)| *to != lang && !other.is_empty()) {
                let hit = !gazetteer.lookup(other).is_empty();
                unlike += usize::from(plain.lookup(other).is_empty());
                let held = !row.held_out.is_empty();
                found[usize::from(held)][usize::from(hit)] += 1;
                if !hit {
                    missed.push(format!("{name} ({lang}, held out: {held}): {other}"));
                }
            }
        }
    }
    let [[missed_seen, seen], [missed_unseen, unseen]] = found;
    assert!(seen > 250 && unseen > 500 && unlike > 600, "{found:?}, {unlike} unlike");
    assert!(missed_seen * 25 <= seen && missed_unseen * 9 <= unseen + missed_unseen, "{found:?}\n{}", missed.join("\n"));
}

#[test]
fn spellings_are_bounded() {
    let long = ["Жюящхц".repeat(10), "Ёжик Ёжикович Ёжиков-Ёлкин Великий и Ужасный".into()];
    for name in long {
        let one =
            build(std::slice::from_ref(&name), "person", [None; 2], BuildOptions { variants: Variants::ALL, ..BuildOptions::default() });
        assert!(one.index_size() < 400 * MOST, "{name}: {}", one.index_size());
        assert_eq!(one.n_names(), 1);
    }
}

#[test]
fn spellings_survive_a_file_and_a_merge() {
    let native = simple(&["Харків"], BuildOptions::default());
    let copy = Gazetteer::from_bytes(native.to_bytes(), "copy").expect("the same again");
    assert_eq!(copy.options(), native.options());
    assert_eq!(copy.lookup("Kharkiv"), [0]);
    let all = simple(&["Гомель"], BuildOptions { variants: Variants::ALL, ..BuildOptions::default() });
    let both = native.merge(&all).expect("they go together");
    assert!(!both.lookup("Kharkiv").is_empty() && !both.lookup("Gomel").is_empty());
    let strict = simple(&["Kyiv"], BuildOptions { fold: Folding::NONE, ..BuildOptions::default() });
    assert!(native.merge(&strict).expect_err("another folding").to_string().contains("fold"));
    assert!(
        native.rebuilt(BuildOptions { variants: Variants::NONE, ..BuildOptions::default() }).expect("rebuilt").lookup("Kharkiv").is_empty()
    );
}

#[test]
fn every_entity_keeps_the_kinds_of_its_side() {
    let options =
        |kinds: &[&str]| BuildOptions { variants: Variants::named(kinds.iter().copied()).expect("kinds"), ..BuildOptions::default() };
    let persons = |names: &[&str], options| {
        let entry = |name: &&str| Entry { kind: "person".into(), ..Entry::named(name) };
        let list = EntryList { columns: Vec::new(), entries: names.iter().map(entry).collect() };
        let mut roster = Roster::new();
        roster.push_list(list).expect("the names are good");
        Gazetteer::with_options(roster, options).expect("the names are good")
    };
    let usual = persons(&["Viktor Dornev", "Olga Tavel"], BuildOptions::default());
    let own = persons(&["Pavel Marn", "Olga Tavel"], options(&["surnames"]));
    for (a, b) in [(&usual, &own), (&own, &usual)] {
        let both = a.merge(b).expect("they go together");
        let file = Gazetteer::from_bytes(both.to_bytes(), "file").expect("the same again");
        let more = file.merge(&persons(&["Anna Brod"], options(&["initials"]))).expect("they go together");
        for gazetteer in [&both, &file, &more] {
            let has = |name: &str| !gazetteer.lookup(name).is_empty();
            assert!(has("Marn") && has("Tavel") && !has("Dornev"), "surnames of one side");
            assert!(!has("V. Dornev") && !has("P. Marn"), "initials of a third");
        }
        assert!(!more.lookup("A. Brod").is_empty() && more.lookup("Brod").is_empty());
        let found =
            |text: &str| more.find_text(text, FindOptions::default()).iter().map(|m| m.span.text(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(found("Then P. K. Marn and A. K. Brod came."), ["Marn", "A. K. Brod"]);
        assert!(!more.rebuilt(more.options()).expect("rebuilt").lookup("Marn").is_empty());
        let alike = more.respelt(options(&["initials"])).expect("rebuilt");
        assert!(alike.lookup("Marn").is_empty() && !alike.lookup("V. Dornev").is_empty() && alike.columns().is_empty());
    }
    assert!(usual.merge(&persons(&["Anna Brod"], BuildOptions::default())).expect("they go together").columns().is_empty());
}

#[test]
fn unknown_names_of_options_name_the_allowed_ones() {
    let told = |problem: dateline::Error, all: &[&str]| {
        let told = problem.to_string();
        assert!(all.iter().all(|word| told.contains(word)), "{told}");
    };
    told(
        Variants::named(["latin"]).expect_err("no such kind"),
        &["latin", "romanised", "inflected", "initials", "surnames", "demonyms", "respelled", "styled"],
    );
    told(Folding::named(["accents"]).expect_err("no such folding"), &["accents", "case", "marks", "punctuation"]);
    told(Boundary::named("char").expect_err("no such boundary"), &["char", "word", "none"]);
}

#[test]
fn folding_is_switched_off_in_parts() {
    let finds = |name: &str, text: &str, fold: Folding| {
        let gazetteer = simple(&[name], BuildOptions { fold, ..BuildOptions::default() });
        let looked_up = !gazetteer.lookup(text).is_empty();
        assert_eq!(looked_up, !gazetteer.find_text(text, INSENSITIVE).is_empty(), "{name} {text}");
        looked_up
    };
    let (case, marks, punctuation) =
        (Folding { case: false, ..Folding::ALL }, Folding { marks: false, ..Folding::ALL }, Folding { punctuation: false, ..Folding::ALL });
    for (name, text, off) in [
        ("São Paulo", "Sao Paulo", marks),
        ("Łódź", "Lodz", marks),
        ("Straße", "Strase\u{301}", marks),
        ("Kyiv", "KYIV", case),
        ("Ærø", "ÆRØ", case),
        ("New York", "New-York", punctuation),
        ("Slov'iansk", "Sloviansk", punctuation),
        ("Moody's", "Moodys", punctuation),
        ("U.S.", "US", punctuation),
        ("St. Gallen", "St Gallen", punctuation),
    ] {
        if text != "Strase\u{301}" {
            assert!(finds(name, text, Folding::ALL), "{name} {text}");
        }
        assert!(!finds(name, text, off) && !finds(name, text, Folding::NONE), "{name} {text}");
        assert!(finds(name, name, off) && finds(name, name, Folding::NONE), "{name}");
    }
    assert!(finds("Sa\u{303}o Paulo", "São\nPaulo", Folding::NONE));
    assert!(finds("Slov'iansk", "Slov’iansk", Folding::NONE));
    assert!(finds("Łódź", "Lodz", case) && !finds("Łódź", "lodz", case));
    assert!(finds("New York", "NEW YORK", punctuation) && finds("São Paulo", "sao paulo", punctuation));
    let native = simple(&["Харків"], BuildOptions { fold: case, ..BuildOptions::default() });
    assert!(!native.lookup("Kharkiv").is_empty() && native.lookup("KHARKIV").is_empty());
}

/// One word under a folding, straight from the definition.
fn slow_fold_with(word: &str, folding: Folding) -> String {
    let mut folded = word.to_owned();
    loop {
        let mut letters = String::new();
        for c in folded.nfd() {
            if is_apostrophe(c) {
                letters.push_str(if folding.punctuation { "" } else { "'" });
            } else if matches!(c, '.' | '"' | '”') && folding.punctuation {
            } else if folding.case {
                letters.extend(c.to_uppercase().flat_map(char::to_lowercase));
            } else {
                letters.push(c);
            }
        }
        let mut next = String::new();
        if folding.marks {
            for c in letters.nfkd() {
                let c = if c == '\u{345}' { 'ι' } else { c };
                let point = ('\u{0591}'..='\u{08FF}').contains(&c) && (10..=35).contains(&canonical_combining_class(c));
                if is_ignorable(c) || canonical_combining_class(c) >= 200 || point {
                    continue;
                }
                match c {
                    'ß' => next.push_str("ss"),
                    'ẞ' => next.push_str("SS"),
                    'æ' => next.push_str("ae"),
                    'Æ' => next.push_str("AE"),
                    'ø' => next.push('o'),
                    'Ø' => next.push('O'),
                    'ł' => next.push('l'),
                    'Ł' => next.push('L'),
                    'đ' | 'ð' => next.push('d'),
                    'Đ' | 'Ð' => next.push('D'),
                    'þ' => next.push_str("th"),
                    'Þ' => next.push_str("TH"),
                    'œ' => next.push_str("oe"),
                    'ی' => next.push('ي'),
                    'ک' => next.push('ك'),
                    'ہ' | 'ە' => next.push('ه'),
                    'ۃ' => next.push('ة'),
                    'Œ' => next.push_str("OE"),
                    'ħ' => next.push('h'),
                    'Ħ' => next.push('H'),
                    'ı' => next.push('i'),
                    _ => next.push(c),
                }
            }
        } else {
            next = letters.chars().filter(|&c| !is_ignorable(c)).nfc().collect();
        }
        if next == folded {
            return folded;
        }
        folded = next;
    }
}

/// Whether a word folds to letters of one script, so that none is taken for one of another.
fn in_one_script(word: &str) -> bool {
    let letters: String = word.chars().map(|c| fold(&c.to_string())).collect();
    let has = |first: char, last: char| letters.chars().any(|c| (first..=last).contains(&c));
    [has('a', 'z'), has('\u{370}', '\u{3FF}'), has('\u{400}', '\u{52F}')].iter().filter(|there| **there).count() < 2
}

fn foldings() -> impl Strategy<Value = Folding> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(case, marks, punctuation)| Folding { case, marks, punctuation })
}

/// Words rich in letters that fold in some way.
fn rich_word() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z]{1,3}",
        prop::sample::select(vec![
            "é",
            "e\u{301}",
            "ß",
            "ẞ",
            "İ",
            "ı",
            "Ł",
            "Æ",
            "œ",
            "Þ",
            "ð",
            "Ħ",
            "’",
            "'",
            ".",
            "\u{AD}",
            "ﬁ",
            "ǅ",
            "が",
            "か\u{3099}",
            "ᾳ",
            "ῷ",
            "\u{bcd}",
            "\u{345}",
            "Київ",
            "מָ",
            "كِ",
            "한국"
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn folding_in_parts_equals_its_definition(word in rich_word(), folding in foldings()) {
        prop_assume!(in_one_script(&word));
        prop_assert_eq!(fold_with(&word, folding), slow_fold_with(&word, folding));
    }

    #[test]
    fn letters_of_another_script_are_folded_whatever_else_is(word in "[aceoxyHKMTgéсеохункмтжїЁАИαοτάμ1'-]{0,6}", folding in foldings()) {
        prop_assert_eq!(fold(&fold_with(&word, folding)), fold(&word));
        prop_assert_eq!(fold_with(&fold_with(&word, folding), folding), fold_with(&word, folding));
    }

    /// What is equal under less folding is equal under all of it.
    #[test]
    fn less_folding_finds_less(a in rich_word(), b in rich_word(), folding in foldings()) {
        if fold_with(&a, folding) == fold_with(&b, folding) {
            prop_assert_eq!(fold(&a), fold(&b));
        }
        prop_assert_eq!(fold(&fold_with(&a, folding)), fold(&a));
    }
}
