//! The names that ship with dateline, read from the tables under `seeds/gazetteer/`, which are compiled in.

use super::{Entry, EntryList, Gazetteer};
use crate::error::Result;

impl Gazetteer {
    /// The seed gazetteer.
    pub fn seed() -> Result<Self> {
        let country =
            |id: &str, name: &str| Entry { id: format!("country:{id}"), name: name.into(), kind: "country".into(), ..Entry::default() };
        Self::new(EntryList {
            columns: Vec::new(),
            entries: vec![country("ukraine", "Ukraine"), country("belarus", "Belarus"), country("russia", "Russia")],
        })
    }
}
