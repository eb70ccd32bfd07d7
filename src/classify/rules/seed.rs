//! The rules that ship with dateline, compiled into the core.

use crate::error::{Error, Result};

/// Text and file name of the seed rules of a scheme.
pub(super) fn rules(scheme: &str) -> Result<(&'static str, &'static str)> {
    match scheme {
        "acts" => Ok((include_str!("../../../seeds/rules/acts.toml"), "seeds/rules/acts.toml")),
        "events" => Ok((include_str!("../../../seeds/rules/events.toml"), "seeds/rules/events.toml")),
        _ => Err(Error::input("seed rules", format!("there are no seed rules {scheme:?}; there are \"acts\" and \"events\""))),
    }
}

/// A word list that seed rules name by its path beside them.
pub(super) fn list(path: &str) -> std::result::Result<String, String> {
    let lists: [(&str, &str); 0] = [];
    let found = lists.iter().find(|(name, _)| *name == path);
    found.map(|(_, text)| (*text).to_owned()).ok_or_else(|| format!("{path} is not compiled in; add it to classify/rules/seed.rs"))
}
