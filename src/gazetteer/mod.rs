//! The gazetteer: a list of names, and every mention of them in a text, linked to one identity.

mod breaks;
mod builder;
mod case;
mod draft;
pub mod entry;
mod file;
mod filter;
mod gaps;
mod lists;
pub mod mention;
mod names;
mod patterns;
mod prefetch;
pub mod resolve;
pub mod rows;
pub mod search;
pub mod seed;
mod table;
mod trie;

pub use crate::container::Verify;
pub use entry::{Column, ColumnType, Entry, EntryList, EntryRef, Value};
pub use mention::{Candidate, Match, Mention, Variant};
pub use search::{Case, FindOptions, Overlap};

use crate::error::Result;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A list of entities and an index over all their names. Immutable and shareable between threads.
///
/// ```
/// use dateline::gazetteer::{Entry, EntryList, FindOptions, Gazetteer};
/// let entries = vec![Entry { id: "place:kyiv".into(), name: "Kyiv".into(), aliases: vec!["Kiev".into()], ..Entry::default() }];
/// let gazetteer = Gazetteer::new(EntryList { columns: Vec::new(), entries })?;
/// let text = "Talks in Kiev’s old town.";
/// let found = gazetteer.find_text(text, FindOptions::default());
/// assert_eq!(found[0].span.text(text), "Kiev");
/// assert_eq!(gazetteer.entry(found[0].entries[0]).id(), "place:kyiv");
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Gazetteer {
    list: EntryList,
    by_id: FxHashMap<String, u32>,
    priors: Vec<f32>,
    trie: trie::Trie,
    n_names: usize,
    bodies: OnceLock<resolve::Bodies>,
}

impl Gazetteer {
    /// Builds the index. Several rows of one id and type are one entity. Errors name the entry (by row, from 0), the column and what
    /// is wrong with it.
    pub fn new(mut list: EntryList) -> Result<Self> {
        let by_id = list.unite()?;
        let priors = priors(&list);
        let (trie, n_names) = builder::build(&list, &priors)?;
        Ok(Self { list, by_id, priors, trie, n_names, bodies: OnceLock::new() })
    }

    /// Both gazetteers in one: the same id and type merge, the same id with another type is an error, further columns are united.
    pub fn merge(&self, other: &Self) -> Result<Self> {
        let mut list = self.list.clone();
        list.append(other.list.clone())?;
        Self::new(list)
    }

    /// Number of entities.
    pub fn len(&self) -> usize {
        self.list.entries.len()
    }

    /// True if there is no entity.
    pub fn is_empty(&self) -> bool {
        self.list.entries.is_empty()
    }

    /// Number of names, aliases included.
    pub fn n_names(&self) -> usize {
        self.n_names
    }

    /// Bytes that the index over the names takes, without the entries.
    pub fn index_size(&self) -> usize {
        self.trie.size()
    }

    /// The further columns that entries carry.
    pub fn columns(&self) -> &[Column] {
        &self.list.columns
    }

    /// The entities and their further columns.
    pub fn list(&self) -> &EntryList {
        &self.list
    }

    /// One entity by index.
    pub fn entry(&self, index: u32) -> EntryRef<'_> {
        EntryRef { list: &self.list, index }
    }

    /// All entities, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = EntryRef<'_>> {
        (0..self.len()).map(|index| self.entry(index as u32))
    }

    /// An entity's index by its id.
    pub fn index_of(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// How likely an entity is among those of its name, before the text is looked at: the further column `prior` (0 to 1), else the
    /// logarithm of the column `population` (1 at ten thousand million), else 0. Entities that share a name are ordered by it, ties by row.
    pub fn prior(&self, index: u32) -> f32 {
        self.priors.get(index as usize).copied().unwrap_or(0.0)
    }

    /// The entry of every state's bodies, found when first asked for.
    fn bodies(&self) -> &resolve::Bodies {
        self.bodies.get_or_init(|| resolve::Bodies::new(self))
    }
}

fn priors(list: &EntryList) -> Vec<f32> {
    let place = |name: &str| list.columns.iter().position(|c| c.name == name);
    let (prior, population) = (place("prior"), place("population"));
    let value = |entry: &Entry, column: Option<usize>| entry.extra.get(column?)?.number().filter(|n| !n.is_nan());
    if prior.is_none() && population.is_none() {
        return Vec::new();
    }
    let of = |entry: &Entry| {
        let people = || value(entry, population).map(|people| people.max(1.0).log10() / 10.0);
        value(entry, prior).or_else(people).map_or(0.0, |p| p.clamp(0.0, 1.0) as f32)
    };
    list.entries.iter().map(of).collect()
}
