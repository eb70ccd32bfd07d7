//! Countries as tables write them, as ISO 3166 alpha-2 codes.

use crate::gazetteer::patterns::State;
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

fn folded(name: &str) -> String {
    let words = name.split_whitespace().map(fold);
    words.skip_while(|word| word == "the").collect::<Vec<_>>().join(" ")
}

/// The code of a country that is written as a code or by a name that the seed knows. Any two letters count as a code.
pub(super) fn code(written: &str) -> Option<String> {
    let written = written.trim();
    if written.len() == 2 && written.bytes().all(|b| b.is_ascii_alphabetic()) {
        // Codes that are reserved for two states beside their own.
        return Some(match written.to_ascii_uppercase().as_str() {
            "UK" => "GB".to_owned(),
            "EL" => "GR".to_owned(),
            code => code.to_owned(),
        });
    }
    STATES.codes.get(&folded(written)).cloned()
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
            ("Украина", Some("UA")),
            ("cote d’ivoire", Some("CI")),
            ("Tarvia", None),
            ("U1", None),
            ("", None),
        ];
        for (written, wanted) in cases {
            assert_eq!(code(written).as_deref(), wanted, "{written}");
        }
        assert!(is_nationality("Egyptian") && is_nationality("ISRAELI") && !is_nationality("Egypt") && !is_nationality("Tarvian"));
    }
}
