//! The things that reports count: people by class, material, and the money and goods of markets.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Nouns of figures that count the same people or things.
const NOUNS: [(&str, &str); 13] = [
    ("soldier", "soldier troop serviceman servicewoman servicemember man personnel paratrooper infantryman"),
    ("fighter", "fighter militant rebel insurgent mercenary gunman guerrilla terrorist mutineer"),
    ("guard", "guard policeman officer police member"),
    ("protester", "protester protestor demonstrator marcher rioter"),
    ("worker", "worker employee labourer laborer miner"),
    ("prisoner", "prisoner detainee inmate"),
    ("ship", "ship vessel"),
    ("civilian", "civilian resident inhabitant villager"),
    ("child", "child boy girl schoolchild"),
    ("woman", "woman"),
    ("drone", "drone uav UAV aircraft plane jet wreck"),
    ("missile", "missile rocket shell projectile"),
    ("person", "person people other body victim dead fatality casualty wounded injured killed corpse refugee"),
];

/// Material that is massed.
const MATERIAL: [&str; 12] =
    ["tank", "gun", "howitzer", "launcher", "battery", "vehicle", "ship", "warship", "battalion", "brigade", "division", "helicopter"];

const MONEY: [&str; 28] = [
    "dlr",
    "dollar",
    "euro",
    "pound",
    "yen",
    "mark",
    "franc",
    "rouble",
    "ruble",
    "ct",
    "cent",
    "bushel",
    "guilder",
    "peso",
    "lira",
    "krona",
    "crown",
    "rupee",
    "schilling",
    "peseta",
    "won",
    "dinar",
    "riyal",
    "dirham",
    "cruzado",
    "stg",
    "ecu",
    "hryvnia",
];

static NOUN_OF: LazyLock<FxHashMap<&str, &str>> =
    LazyLock::new(|| NOUNS.iter().flat_map(|(class, words)| words.split(' ').map(move |w| (w, *class))).collect());

/// The class of a noun, or the noun itself.
pub(super) fn class_of(noun: String) -> String {
    NOUN_OF.get(noun.as_str()).map_or(noun, |class| (*class).to_owned())
}

/// People of any kind, those of a nation among them: `38 Palestinians`.
pub(super) fn is_people(noun: &str) -> bool {
    const PEOPLE: &str = "soldier fighter guard civilian child woman protester worker prisoner person";
    let nation = || noun.starts_with(|c: char| c.is_ascii_uppercase()) && noun.ends_with("an");
    crate::text::listed::holds(PEOPLE, noun) || nation()
}

/// People under arms.
pub(super) fn is_armed(noun: &str) -> bool {
    matches!(noun, "soldier" | "guard" | "fighter")
}

/// Money, shares and the goods of markets.
pub(super) fn is_common(unit: &str) -> bool {
    unit == "%" || unit.starts_with("share") || unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) || MONEY.contains(&unit)
}

/// What is fired or flown.
pub(super) fn is_fired(noun: &str) -> bool {
    matches!(noun, "missile" | "drone")
}

/// Material of an army.
pub(super) fn is_material(noun: &str) -> bool {
    MATERIAL.contains(&noun)
}

/// A noun without its plural.
pub(super) fn singular(noun: String) -> String {
    match noun.as_str() {
        "children" => "child".to_owned(),
        "people" => "person".to_owned(),
        "women" => "woman".to_owned(),
        "men" => "man".to_owned(),
        _ => match noun.strip_suffix('s') {
            Some(one) if !one.ends_with('s') => one.to_owned(),
            _ => noun,
        },
    }
}
