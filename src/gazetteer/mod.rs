//! The gazetteer: a list of names, and every mention of them in a text, linked to one identity.

pub mod entry;
pub mod mention;
mod patterns;
pub mod resolve;
pub mod search;
pub mod seed;
mod table;

pub use entry::{Column, ColumnType, Entry, EntryList, EntryRef, Value};
pub use mention::{Candidate, Match, Mention, Variant};
pub use search::{Case, FindOptions, Overlap};

use crate::error::Result;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A list of entities and an index over all their names. Immutable and shareable between threads.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    list: EntryList,
    by_id: FxHashMap<String, u32>,
    names: search::NameIndex,
    bodies: OnceLock<resolve::Bodies>,
}

impl Gazetteer {
    /// Builds the index. Errors name the entry (by row, from 0) and what is wrong with it.
    pub fn new(list: EntryList) -> Result<Self> {
        let mut by_id = FxHashMap::default();
        for (row, entry) in list.entries.iter().enumerate() {
            entry.check(row)?;
            if by_id.insert(entry.id.clone(), row as u32).is_some() {
                return Err(crate::Error::gazetteer(
                    format!("entry {row}"),
                    format!("the id {:?} stands twice; give each entity one row, further names under aliases", entry.id),
                ));
            }
        }
        let names = search::NameIndex::new(&list);
        Ok(Self { list, by_id, names, bodies: OnceLock::new() })
    }

    /// Number of entities.
    pub fn len(&self) -> usize {
        self.list.entries.len()
    }

    /// True if there is no entity.
    pub fn is_empty(&self) -> bool {
        self.list.entries.is_empty()
    }

    /// The further columns that entries carry.
    pub fn columns(&self) -> &[Column] {
        &self.list.columns
    }

    /// One entity by index.
    pub fn entry(&self, index: u32) -> EntryRef<'_> {
        EntryRef { list: &self.list, index }
    }

    /// An entity's index by its id.
    pub fn index_of(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The entities that carry exactly this name (folded), best first.
    pub fn lookup(&self, name: &str) -> Vec<u32> {
        self.names.lookup(name)
    }

    /// The entry of every state's bodies, found when first asked for.
    fn bodies(&self) -> &resolve::Bodies {
        self.bodies.get_or_init(|| resolve::Bodies::new(self))
    }
}
