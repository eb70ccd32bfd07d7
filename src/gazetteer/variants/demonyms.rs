//! Adjectives and people of states, plurals of demonyms, of equipment and of acronyms.

use super::plurals;
use crate::gazetteer::known::states::State;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Adjectives and people by the folded name of the state, as `seeds/gazetteer/countries.csv` has them.
static STATES: LazyLock<FxHashMap<String, Vec<String>>> = LazyLock::new(|| {
    let text = include_str!("../../../seeds/gazetteer/countries.csv");
    let states = State::read_all("countries.csv", text).unwrap_or_default();
    let mut out = FxHashMap::default();
    for state in states {
        let forms: Vec<String> = state.adjectives.iter().chain(&state.people).cloned().collect();
        for name in state.aliases.iter().chain([&state.name]) {
            out.insert(folded(name), forms.clone());
        }
    }
    out
});

fn folded(name: &str) -> String {
    name.split_whitespace().map(fold).collect::<Vec<_>>().join(" ")
}

/// Of a state its adjectives and people; of a nationality and of equipment its plural, and that of any acronym that names neither a person nor a
/// place.
pub(super) fn of(name: &str, kind: &str) -> Vec<String> {
    match kind.to_ascii_lowercase().as_str() {
        "country" => STATES.get(&folded(name)).cloned().unwrap_or_default(),
        "nationality" => plural(name).into_iter().collect(),
        "equipment" => plurals::of_equipment(name).into_iter().collect(),
        "person" | "place" | "region" | "facility" => Vec::new(),
        _ => plurals::of_acronym(name).into_iter().collect(),
    }
}

/// "Briton" → "Britons"; `None` for what has no plural of its own ("Chinese", "British", "Swiss") or is one.
fn plural(name: &str) -> Option<String> {
    if !name.is_ascii() || !name.starts_with(|c: char| c.is_ascii_uppercase()) || name.len() < 3 {
        return None;
    }
    if let Some(stem) = name.strip_suffix("man")
        && matches!(stem.chars().next_back(), Some('h' | 's'))
    {
        return Some(format!("{stem}men"));
    }
    if ["s", "ese", "ish", "ch", "sh", "x", "z", "ic"].iter().any(|end| name.ends_with(end)) {
        return None;
    }
    Some(plurals::with_s(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_adjectives() {
        assert_eq!(of("Briton", "nationality"), ["Britons"]);
        assert_eq!(of("Frenchman", "nationality"), ["Frenchmen"]);
        assert_eq!(of("German", "nationality"), ["Germans"]);
        assert!(of("Chinese", "nationality").is_empty() && of("Kyiv", "place").is_empty());
        assert!(of("Ukraine", "country").contains(&"Ukrainian".to_owned()));
        assert!(of("Poland", "country").contains(&"Poles".to_owned()));
    }
}
