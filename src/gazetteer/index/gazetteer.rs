//! The gazetteer itself: the entities of a list, an index over all their names, and what is found in them when first asked for.

use super::bodies::Bodies;
use super::facts::Facts;
use super::fuzzy::Vocabulary;
use super::substring::Substring;
use super::trie::Trie;
use super::{builder, prior};
use crate::container::{Flat, give_back};
use crate::error::Result;
use crate::gazetteer::entries::kinds::{self, Joint, Kinds};
use crate::gazetteer::entries::{Boundary, BuildOptions, Column, Entities, EntryList, EntryRef, Roster, Variants};
use crate::gazetteer::import::seed_entries;
use crate::gazetteer::variants;
use crate::once::try_once;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

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
    /// Tells it from every other gazetteer of this process but its copies.
    pub(in crate::gazetteer) serial: u64,
    pub(in crate::gazetteer) entities: Entities,
    /// Bits of each entity's prior; empty if all are 0.
    pub(in crate::gazetteer) priors: Flat<u32>,
    pub(in crate::gazetteer) trie: Trie,
    pub(super) n_names: usize,
    pub(in crate::gazetteer) options: BuildOptions,
    /// The kinds of spelling that are made of some entity.
    kinds: OnceLock<Variants>,
    bodies: OnceLock<Bodies>,
    facts: OnceLock<Facts>,
    /// Whether designations with versions are listed, found when first asked for.
    pub(in crate::gazetteer) designations: OnceLock<bool>,
    /// With `boundary="none"` the automaton over all names.
    pub(in crate::gazetteer) substring: Option<Arc<Substring>>,
    /// For one edit and for two.
    vocabularies: [OnceLock<Vocabulary>; 2],
}

impl Gazetteer {
    /// Builds the index. Several rows of one id and type are one entity. Errors name the entry (by row, from 0), the column and what
    /// is wrong with it.
    pub fn new(list: EntryList) -> Result<Self> {
        let mut roster = Roster::new();
        roster.push_list(list)?;
        Self::build(roster)
    }

    /// Builds the index over the entities that were collected.
    pub fn build(roster: Roster) -> Result<Self> {
        Self::with_options(roster, BuildOptions::default())
    }

    /// [`Self::build`] with choices of folding, boundaries and spellings.
    pub fn with_options(roster: Roster, options: BuildOptions) -> Result<Self> {
        let entities = roster.finish()?;
        let priors = prior::of_all(&entities);
        let (trie, n_names) = builder::build(&entities, &priors, options.variants)?;
        if n_names >= prior::LONG_LIST {
            give_back();
        }
        Self::of_parts(entities, priors.into(), trie, n_names, options)
    }

    /// The seed gazetteer: states, people, governments, forces, places, facilities, organisations, equipment, treaties and
    /// conflicts in the news of 2022 to 2026. Types are those of the default scheme (`country`, `place`, `person` …).
    ///
    /// ```
    /// # use dateline::gazetteer::Gazetteer;
    /// let gazetteer = Gazetteer::seed()?;
    /// let kyiv = gazetteer.lookup("Kiev");
    /// assert_eq!(gazetteer.entry(kyiv[0]).id(), "place:kyiv");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn seed() -> Result<Self> {
        Self::new(seed_entries()?)
    }

    /// The seed gazetteer, built once a process.
    pub fn shared_seed() -> Result<Arc<Self>> {
        static SHARED: OnceLock<Arc<Gazetteer>> = OnceLock::new();
        try_once(&SHARED, || Ok(Arc::new(Self::seed()?))).cloned()
    }

    /// What was built or loaded. An automaton that cannot be made is an error here, since a search has no place for one; what else is made
    /// when first asked for is not there yet.
    pub(super) fn of_parts(entities: Entities, priors: Flat<u32>, trie: Trie, n_names: usize, options: BuildOptions) -> Result<Self> {
        static SERIAL: AtomicU64 = AtomicU64::new(0);
        let mut made = Self {
            serial: SERIAL.fetch_add(1, Ordering::Relaxed),
            entities,
            priors,
            trie,
            n_names,
            options,
            kinds: OnceLock::new(),
            bodies: OnceLock::new(),
            facts: OnceLock::new(),
            designations: OnceLock::new(),
            substring: None,
            vocabularies: [OnceLock::new(), OnceLock::new()],
        };
        if options.boundary == Boundary::None {
            made.substring = Some(Arc::new(Substring::new(&made)?));
        }
        Ok(made)
    }

    /// How it was built.
    pub const fn options(&self) -> BuildOptions {
        self.options
    }

    /// Both gazetteers in one: the same id and type merge, the same id with another type is an error, further columns are united. Every
    /// entity gets the kinds of spelling of its side.
    pub fn merge(&self, other: &Self) -> Result<Self> {
        let options = self.options.united(other.options)?;
        let mut roster = Roster::new();
        let joint = Joint::new([self, other].map(|side| (&side.entities, side.options.variants)), options.variants);
        for (side, gazetteer) in [self, other].into_iter().enumerate() {
            match &joint {
                None => roster.push_entities(&gazetteer.entities)?,
                Some(joint) => roster.push_with(&gazetteer.entities, kinds::COLUMN, |entry| joint.written(side, entry))?,
            }
        }
        Self::with_options(roster, options)
    }

    /// The same entities, built with other choices. Those of which other kinds of spelling are made keep them.
    pub fn rebuilt(&self, options: BuildOptions) -> Result<Self> {
        let mut roster = Roster::new();
        roster.push_entities(&self.entities)?;
        Self::with_options(roster, options)
    }

    /// The same entities, built with other choices, the kinds of spelling for each of them.
    pub fn respelt(&self, options: BuildOptions) -> Result<Self> {
        let mut roster = Roster::new();
        roster.push_without(&self.entities, kinds::COLUMN)?;
        Self::with_options(roster, options)
    }

    /// Number of entities.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// True if there is no entity.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
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
        self.entities.columns()
    }

    /// The entities and their further columns.
    pub fn entities(&self) -> &Entities {
        &self.entities
    }

    /// One entity by index.
    pub fn entry(&self, index: u32) -> EntryRef<'_> {
        self.entities.get(index)
    }

    /// All entities, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = EntryRef<'_>> {
        self.entities.iter()
    }

    /// An entity's index by its id.
    pub fn index_of(&self, id: &str) -> Option<u32> {
        self.entities.index_of(id)
    }

    /// How likely an entity is among those of its name, before the text is looked at: the further column `prior` (0 to 1), else the
    /// logarithm of the column `population` (1 at ten thousand million), else 0. Entities that share a name are ordered by it, ties by row.
    pub fn prior(&self, index: u32) -> f32 {
        self.priors.get(index as usize).map_or(0.0, |&bits| f32::from_bits(bits))
    }

    /// The entity that is a state, by its ISO code.
    pub fn state(&self, code: &str) -> Option<u32> {
        self.bodies().get("country", code)
    }

    /// The kinds of spelling that are made of some entity.
    pub fn variants(&self) -> Variants {
        *self.kinds.get_or_init(|| Kinds::new(&self.entities, self.options.variants).any(&self.entities))
    }

    /// The words of all names for matching within one edit or two, indexed when first asked for.
    pub(in crate::gazetteer) fn vocabulary(&self, edits: u8) -> &Vocabulary {
        let edits = usize::from(edits.clamp(1, 2));
        self.vocabularies[edits - 1].get_or_init(|| Vocabulary::new(self, edits))
    }

    /// Hands over every name, those that were made of others too.
    pub(super) fn each_name(&self, mut take: impl FnMut(&str)) {
        let mut maker = variants::Maker::new();
        let kinds = Kinds::new(&self.entities, self.options.variants);
        for entry in self.iter() {
            entry.names().for_each(&mut take);
            let variants = kinds.of(entry);
            if variants::wanted(entry, variants) {
                maker.make(&variants::Named::of(entry, variants), &mut |made| take(made.text));
            }
        }
    }

    /// The entry of every state's bodies, found when first asked for.
    pub(in crate::gazetteer) fn bodies(&self) -> &Bodies {
        self.bodies.get_or_init(|| Bodies::new(self))
    }

    /// Where resolving finds what it asks of entities, found when first asked for.
    pub(in crate::gazetteer) fn facts(&self) -> &Facts {
        self.facts.get_or_init(|| Facts::new(self))
    }
}
