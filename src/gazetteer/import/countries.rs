//! Countries as tables write them, as ISO 3166 alpha-2 codes.

use crate::gazetteer::known::states::State;
use crate::text::fold::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What the seed knows of states.
struct States {
    /// Codes by the folded names.
    codes: FxHashMap<String, String>,
    /// Folded adjectives and names of people that are no state's name.
    nationalities: FxHashSet<String>,
}

static STATES: LazyLock<States> = LazyLock::new(|| {
    let text = include_str!("../../../seeds/gazetteer/countries.csv");
    let states = State::read_all("countries.csv", text).unwrap_or_default();
    let mut codes = FxHashMap::default();
    for state in &states {
        for name in state.aliases.iter().chain(&state.official).chain(&state.abbreviations).chain([&state.name]) {
            codes.insert(folded(name), state.code.clone());
        }
    }
    let people = states.iter().flat_map(|state| state.adjectives.iter().chain(&state.people)).map(|name| folded(name));
    let nationalities = people.filter(|name| !codes.contains_key(name)).collect();
    States { codes, nationalities }
});

/// Codes of ISO 3166-1 by alpha-3 and by the items of Wikidata.
static CODES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = include_str!("../../../seeds/gazetteer/codes.csv").lines().skip(1);
    let cells = rows.filter_map(|row| row.split_once(',')).map(|(code, others)| (code, others.split([',', '|'])));
    cells.flat_map(|(code, others)| others.filter(|other| !other.is_empty()).map(move |other| (other, code))).collect()
});

fn folded(name: &str) -> String {
    let words = name.split_whitespace().map(fold);
    words.skip_while(|word| word == "the").collect::<Vec<_>>().join(" ")
}

/// Codes that are reserved for states beside their own.
const SECOND: [(&str, &str); 2] = [("UK", "GB"), ("EL", "GR")];

/// True for a code that stands beside a state's own.
pub(super) fn is_second_code(code: &str) -> bool {
    SECOND.iter().any(|second| second.0 == code)
}

/// The code of a country that is written as a code of two or three letters or by a name that the seed knows. Any two letters count as a code.
pub(super) fn code(written: &str) -> Option<String> {
    let written = written.trim();
    if written.len() == 2 && written.bytes().all(|b| b.is_ascii_alphabetic()) {
        let code = written.to_ascii_uppercase();
        return Some(SECOND.iter().find(|second| second.0 == code).map_or(code, |second| second.1.to_owned()));
    }
    let known = || STATES.codes.get(&folded(written)).cloned();
    let alpha_3 = || CODES.get(written.to_ascii_uppercase().as_str()).filter(|_| written.len() == 3);
    known().or_else(|| alpha_3().map(|&code| code.to_owned()))
}

/// The code of a state by its item in Wikidata (`Q212`).
pub(super) fn of_item(item: &str) -> Option<&'static str> {
    CODES.get(item).copied().filter(|_| item.starts_with('Q'))
}

/// True for the adjective or the people of a state: Egyptian, Israelis.
pub(super) fn is_nationality(name: &str) -> bool {
    STATES.nationalities.contains(&folded(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_become_codes_and_what_is_unknown_does_not() {
        let cases = [
            ("UA", Some("UA")),
            (" ua ", Some("UA")),
            ("uk", Some("GB")),
            ("Ukraine", Some("UA")),
            ("the  NETHERLANDS", Some("NL")),
            ("USA", Some("US")),
            ("UKR", Some("UA")),
            ("gbr", Some("GB")),
            ("XKX", Some("XK")),
            ("Q212", None),
            ("Украина", Some("UA")),
            ("cote d’ivoire", Some("CI")),
            ("Tarvia", None),
            ("U1", None),
            ("", None),
        ];
        for (written, wanted) in cases {
            assert_eq!(code(written).as_deref(), wanted, "{written}");
        }
        assert_eq!([of_item("Q212"), of_item("Q145"), of_item("Q2"), of_item("UKR")], [Some("UA"), Some("GB"), None, None]);
        assert!(is_nationality("Egyptian") && is_nationality("ISRAELI") && !is_nationality("Egypt") && !is_nationality("Tarvian"));
    }
}
