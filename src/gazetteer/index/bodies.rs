//! The bodies of states that a gazetteer lists.

use super::Gazetteer;
use crate::gazetteer::entries::{EntryRef, ValueRef};
use rustc_hash::FxHashMap;

/// The entry of every (body, state) pair; a country is the body `country` of itself.
#[derive(Clone, Debug, Default)]
pub(in crate::gazetteer) struct Bodies(FxHashMap<String, FxHashMap<String, u32>>);

impl Bodies {
    /// Reads the columns `body` and `country` of a gazetteer.
    pub(super) fn new(gazetteer: &Gazetteer) -> Self {
        let mut bodies = Self::default();
        for index in 0..gazetteer.len() as u32 {
            let entry = gazetteer.entry(index);
            let body = if entry.kind() == "country" { Some("country") } else { entry.text("body") };
            if let (Some(body), Some(country), false) = (body, entry.country(), is_bare(entry)) {
                bodies.0.entry(body.to_owned()).or_default().entry(country.to_owned()).or_insert(index);
            }
        }
        bodies
    }

    /// The entry of a state's body.
    pub(in crate::gazetteer) fn get(&self, body: &str, country: &str) -> Option<u32> {
        self.0.get(body)?.get(country).copied()
    }
}

/// True if an entry names a body without its state.
pub(in crate::gazetteer) fn is_bare(entry: EntryRef<'_>) -> bool {
    match entry.get("bare") {
        Some(ValueRef::Bool(bare)) => bare,
        Some(ValueRef::Text(text)) => text == "true",
        _ => false,
    }
}
