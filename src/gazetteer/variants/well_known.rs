//! Well-known names whose forms in the English-language press, or in another of the East Slavic languages, no table of letters gives:
//! `seeds/variants/well_known.csv`.

use super::parted::Parted;
use super::script::Capitals;
use crate::text::listed::lines;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A native name of the list.
struct Known {
    /// As the list has it.
    name: &'static str,
    /// All names of its row.
    names: &'static str,
    spellings: Vec<&'static str>,
}

/// The names of the list by what their letters fold to.
static KNOWN: LazyLock<FxHashMap<Box<[u8]>, Known>> = LazyLock::new(|| {
    let rows = lines(include_str!("../../../seeds/variants/well_known.csv")).skip(1);
    let mut parted = Parted::default();
    let mut known = FxHashMap::default();
    for (names, spellings) in rows.filter_map(|row| row.split_once(',')) {
        for name in names.split('|') {
            parted.take(name);
            known.insert(parted.letters().into(), Known { name, names, spellings: spellings.split('|').collect() });
        }
    }
    known
});

/// Hands over the spellings of a name that is on the list, in the capitals of the name.
pub(super) fn of(name: &Parted, take: impl FnMut(&str)) {
    if let Some((known, shouted)) = known(name) {
        hand(known.spellings.iter().copied(), shouted, take);
    }
}

/// Hands over what a name that is on the list is called in Cyrillic besides, in the capitals of the name.
pub(super) fn native(name: &Parted, take: impl FnMut(&str)) {
    if let Some((known, shouted)) = known(name) {
        hand(known.names.split('|').filter(|other| *other != known.name), shouted, take);
    }
}

/// The row of a name that is on the list, and whether it is to be written in capitals alone.
fn known(name: &Parted) -> Option<(&'static Known, bool)> {
    let known = KNOWN.get(name.letters())?;
    let shouted = name.words().all(|segment| segment.capitals == Capitals::All);
    // An acronym is no word that is spelled alike, and no common noun is a name.
    let acronym = known.name.chars().all(char::is_uppercase);
    let between = |c: char| matches!(c, ' ' | '-' | '«' | '»' | '"' | '“' | '”' | '„');
    let whole = name.segments.iter().all(|segment| segment.is_word() || name.written(segment).chars().all(between));
    let small = name.words().all(|segment| segment.capitals == Capitals::None);
    (whole && (!acronym || shouted) && !small).then_some((known, shouted && !acronym))
}

fn hand(spellings: impl Iterator<Item = &'static str>, shouted: bool, mut take: impl FnMut(&str)) {
    for spelling in spellings {
        if shouted {
            take(&spelling.to_uppercase());
        } else {
            take(spelling);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings(name: &str) -> Vec<String> {
        let mut parted = Parted::default();
        parted.take(name);
        let mut out = Vec::new();
        of(&parted, |spelling| out.push(spelling.to_owned()));
        out
    }

    #[test]
    fn names_are_known_whole_and_with_capitals() {
        assert_eq!(spellings("Крим"), ["Crimea"]);
        assert_eq!(spellings("КРИМ"), ["CRIMEA"]);
        assert!(spellings("Слов’янськ").contains(&"Slavyansk".to_owned()) && spellings("США") == ["USA", "United States"]);
        assert!(["крим", "Крим 2", "Новий Крим", "Цар", "Сша"].iter().all(|name| spellings(name).is_empty()));
        assert!(spellings("ПВК «Вагнер»").contains(&"Wagner Group".to_owned()));
        let mut parted = Parted::default();
        parted.take("ЗАПОРОЖЬЕ");
        let mut out = Vec::new();
        native(&parted, |name| out.push(name.to_owned()));
        assert_eq!(out, ["ЗАПОРІЖЖЯ", "ЗАПАРОЖЖА"]);
    }

    #[test]
    fn every_row_is_read_and_each_name_stands_once() {
        let text = include_str!("../../../seeds/variants/well_known.csv");
        assert_eq!(text.lines().nth(2), Some("names,spellings"));
        let rows: Vec<&str> = text.lines().skip(3).collect();
        let names: usize = rows.iter().map(|row| row.split(',').next().map_or(0, |names| names.split('|').count())).sum();
        assert!(KNOWN.len() == names && names > 300, "{} of {names}", KNOWN.len());
        for known in KNOWN.values() {
            assert!(!known.spellings.is_empty(), "{}", known.name);
            for spelling in &known.spellings {
                assert!(
                    spelling.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '.')) && !spelling.is_empty(),
                    "{spelling}"
                );
            }
        }
    }
}
