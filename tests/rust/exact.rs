//! What the label `exact` promises, over lists whose names are each other's spellings.

use dateline::gazetteer::{
    Boundary, BuildOptions, Case, Column, ColumnType, Entry, EntryList, FindOptions, Gazetteer, Mention, Roster, Value, Variant, Variants,
    resolve,
};
use dateline::text::Outline;
use proptest::prelude::*;

/// Names many of which are others' spellings, cased, marked or cut otherwise.
const ALIKE: [&str; 34] = [
    "Харків",
    "Kharkiv",
    "KHARKIV",
    "kharkiv",
    "Київ",
    "Kyiv",
    "Kyiv\u{200F}",
    "Müller",
    "Mueller",
    "Muller",
    "San José",
    "San Jose",
    "SAN JOSE",
    "U.S.",
    "US",
    "Us",
    "Apple Inc.",
    "Apple Inc",
    "APPLE INC.",
    "Moody's",
    "Moodys",
    "New York",
    "New-York",
    "Viktor Dornev",
    "V. Dornev",
    "Віктор Дорнєв",
    "Dornev",
    "Novak Đoković",
    "Novak Djokovic",
    "İzmir",
    "Izmir",
    "Dallas",
    "Dallas County",
    "the Hague",
];
/// What texts have besides.
const OTHERS: [&str; 16] = [
    "Kharkov",
    "Харкові",
    "V.V. Dornev",
    "Dornev V. V.",
    "V. Djokovic",
    "North",
    "County",
    "(RDK)",
    "and",
    "in",
    "the",
    "said",
    "Hague",
    "Mr",
    "N.Y.",
    "2",
];

/// One mention's text, and whether it is called exact without being a name of its entity, white space apart.
fn is_wrongly_exact(gazetteer: &Gazetteer, text: &str, m: &Mention<'_>) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let written = words(m.span.text(text));
    let listed = m.entry.is_none_or(|entry| gazetteer.entry(entry).names().any(|name| words(name) == written));
    m.variant == Variant::Exact && m.via.is_none() && !listed
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn exact_is_what_a_name_of_the_entity_is(
        entities in prop::collection::vec((prop::collection::vec(prop::sample::select(&ALIKE[..]), 1..4), 0..4_usize, 0..3_usize), 1..6),
        text in prop::collection::vec((prop::sample::select([&ALIKE[..], &OTHERS[..]].concat()), prop::sample::select(vec![" ", " ", ". ", ", ", "\n", "-", "’s ", " ("])), 1..12),
        (variants, boundary) in (prop::sample::select(vec![Variants::ALL, Variants::AUTO, Variants::NONE]), prop::sample::select(vec![Boundary::Word, Boundary::None])),
        case in prop::sample::select(vec![Case::Auto, Case::Insensitive]),
    ) {
        let kinds = ["", "person", "place", "organization"];
        let countries = [None, Some("DE"), Some("US")];
        let entry = |(number, (names, kind, country)): (usize, &(Vec<&str>, usize, usize))| Entry {
            id: number.to_string(),
            name: names[0].into(),
            aliases: names[1..].iter().map(|&name| name.into()).collect(),
            kind: kinds[*kind].into(),
            country: countries[*country].map(str::to_owned),
            extra: vec![Value::Float(0.2 * number as f64)],
            ..Entry::default()
        };
        let mut roster = Roster::new();
        let columns = vec![Column { name: "prior".into(), kind: ColumnType::Float }];
        roster.push_list(EntryList { columns, entries: entities.iter().enumerate().map(entry).collect() }).expect("good names");
        let gazetteer = Gazetteer::with_options(roster, BuildOptions { variants, boundary, ..BuildOptions::default() }).expect("good names");
        let text: String = text.iter().flat_map(|(word, gap)| [*word, *gap]).collect();
        let options = FindOptions { case, ..FindOptions::default() };
        for choose in [true, false] {
            let found = resolve::in_text(&gazetteer, &text, options, choose);
            let wrong: Vec<_> = found.iter().filter(|m| is_wrongly_exact(&gazetteer, &text, m)).map(|m| (m.span.text(&text), &m.name)).collect();
            prop_assert!(wrong.is_empty(), "{text:?}: {wrong:?}");
        }
        if boundary == Boundary::Word {
            let outline = Outline::new(&text);
            let matches = gazetteer.matches(&text, &outline.words, &outline.blocks, options);
            let found = resolve::resolve(&gazetteer, &outline, &matches);
            let wrong: Vec<_> = found.iter().filter(|m| is_wrongly_exact(&gazetteer, &text, m)).map(|m| (m.span.text(&text), &m.name)).collect();
            prop_assert!(wrong.is_empty(), "{text:?}: {wrong:?}");
        }
    }
}
