//! Well-known names whose forms in the English-language press no table of letters gives: `seeds/variants/well_known.csv`.

use super::parted::Parted;
use super::script::Capitals;
use crate::text::listed::lines;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A native name of the list.
struct Known {
    /// As the list has it.
    name: &'static str,
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
            known.insert(parted.letters().into(), Known { name, spellings: spellings.split('|').collect() });
        }
    }
    known
});

/// Hands over the spellings of a name that is on the list, in the capitals of the name.
pub(super) fn of(name: &Parted, mut take: impl FnMut(&str)) {
    let Some(known) = KNOWN.get(name.letters()) else { return };
    let shouted = name.words().all(|segment| segment.capitals == Capitals::All);
    // An acronym is no word that is spelled alike, and no common noun is a name.
    let acronym = known.name.chars().all(char::is_uppercase);
    let between = |c: char| matches!(c, ' ' | '-' | '«' | '»' | '"' | '“' | '”' | '„');
    let whole = name.segments.iter().all(|segment| segment.is_word() || name.written(segment).chars().all(between));
    if !whole || acronym && !shouted || name.words().all(|segment| segment.capitals == Capitals::None) {
        return;
    }
    for spelling in &known.spellings {
        if shouted && !acronym {
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
