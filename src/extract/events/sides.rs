//! Which state those belong to whom a document names: by the gazetteer, or by what leads to them ("Dornish President X").

use super::Scene;
use crate::gazetteer::{Gazetteer, Mention};
use rustc_hash::FxHashMap;

/// The states of the entities of a document.
#[derive(Debug, Default)]
pub(super) struct Sides {
    states: FxHashMap<String, String>,
}

impl Sides {
    /// Reads them off all names of a document; `scene` holds all its words and names.
    pub(super) fn read(scene: &Scene<'_>, gazetteer: Option<&Gazetteer>) -> Self {
        let mut out = Self::default();
        let listed = |m: &Mention<'_>| {
            let gazetteer = gazetteer?;
            let state = gazetteer.state(gazetteer.entry(m.entry?).country()?)?;
            Some(gazetteer.entry(state).id().to_owned())
        };
        let own = |m: &Mention<'_>| matches!(&*m.kind, "country" | "nationality" | "government").then(|| m.id.clone().into_owned());
        for m in scene.mentions.iter().filter(|m| super::scene::is_actor(m)) {
            if !out.states.contains_key(&*m.id)
                && let Some(state) = listed(m).or_else(|| own(m))
            {
                out.states.insert(m.id.clone().into_owned(), state);
            }
        }
        for (index, m) in scene.mentions.iter().enumerate() {
            if let Some(person) = scene.leads_to(index).map(|p| &*scene.mentions[p].id)
                && !out.states.contains_key(person)
                && let Some(state) = out.states.get(&*m.id).cloned()
            {
                out.states.insert(person.to_owned(), state);
            }
        }
        out
    }

    /// The state that an entity belongs to, or is.
    pub(super) fn state(&self, id: &str) -> Option<&str> {
        self.states.get(id).map(String::as_str)
    }

    /// True if two entities are known to be of two states.
    pub(super) fn apart(&self, a: &str, b: &str) -> bool {
        matches!((self.state(a), self.state(b)), (Some(x), Some(y)) if x != y)
    }
}
