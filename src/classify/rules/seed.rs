//! The rules that ship with dateline, compiled into the core.

use crate::classify::sentence::Scheme;

/// Text and file name of the seed rules of a scheme.
pub(super) const fn rules(scheme: Scheme) -> (&'static str, &'static str) {
    match scheme {
        Scheme::Acts => (include_str!("../../../seeds/rules/acts.toml"), "seeds/rules/acts.toml"),
        Scheme::Events => (include_str!("../../../seeds/rules/events.toml"), "seeds/rules/events.toml"),
    }
}

/// A word list that seed rules name by its path beside them.
pub(super) fn list(path: &str) -> std::result::Result<String, String> {
    let lists: [(&str, &str); 0] = [];
    let found = lists.iter().find(|(name, _)| *name == path);
    found.map(|(_, text)| (*text).to_owned()).ok_or_else(|| format!("{path} is not compiled in; add it to classify/rules/seed.rs"))
}
