//! A gazetteer made quieter: without some names, types or entities, or with a case of their own for some names.

use crate::error::{Error, Result};
use crate::gazetteer::entries::policy::{self, Policies};
use crate::gazetteer::entries::{Case, EntryRef, Roster, Row, ValueRef};
use crate::gazetteer::index::Gazetteer;
use crate::nearest::hint;
use crate::text::fold::Folder;
use crate::text::words::words_into;
use crate::text::{Shape, Word};
use rustc_hash::{FxHashMap, FxHashSet};

/// What is to be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unwanted {
    /// Names, whichever way they are written; of an entity that loses its canonical name, the first alias takes its place.
    pub names: Vec<String>,
    /// Types.
    pub types: Vec<String>,
    /// Entities.
    pub ids: Vec<String>,
}

/// Names by their folded words.
pub(super) struct Key {
    folder: Folder,
    words: Vec<Word>,
    bytes: Vec<u8>,
}

impl Key {
    pub fn new() -> Self {
        Self { folder: Folder::new(), words: Vec::new(), bytes: Vec::new() }
    }

    /// The folded words of a name with one space between them.
    pub fn of(&mut self, name: &str) -> String {
        self.words.clear();
        words_into(name, &mut self.words);
        let words = std::mem::take(&mut self.words);
        let key = self.of_words(name, &words);
        self.words = words;
        key
    }

    /// [`Self::of`] for words of a text.
    pub fn of_words(&mut self, text: &str, words: &[Word]) -> String {
        self.bytes.clear();
        for (n, word) in words.iter().filter(|word| !word.shape.has(Shape::POSSESSIVE)).enumerate() {
            if n > 0 {
                self.bytes.push(b' ');
            }
            self.folder.fold_into(word.text(text), &mut self.bytes);
        }
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

impl Gazetteer {
    /// A gazetteer without some names, types or entities. A type or id that no entity has is an error, and so is a spelling that was made of
    /// a name; names that are not there are none.
    pub fn without(&self, unwanted: &Unwanted) -> Result<Self> {
        self.check_types(unwanted.types.iter())?;
        self.check_ids(unwanted.ids.iter())?;
        let mut key = Key::new();
        for name in &unwanted.names {
            self.check_listed(name, &mut key)?;
        }
        let names: FxHashSet<String> = unwanted.names.iter().map(|name| key.of(name)).collect();
        let ids: FxHashSet<&str> = unwanted.ids.iter().map(String::as_str).collect();
        self.remade(|entry, kept| {
            if unwanted.types.iter().any(|kind| kind == entry.kind()) || ids.contains(entry.id()) {
                kept.clear();
            } else if !names.is_empty() {
                kept.retain(|name| !names.contains(&key.of(name)));
            }
            None
        })
    }

    /// A gazetteer in which some names are taken in a case of their own: `sensitive` where they are written as listed, `insensitive` in any
    /// case, `auto` as others are. Given by name (whichever way it is written), by type and by id, the narrower one first.
    pub fn with_case(&self, names: &[(String, Case)], types: &[(String, Case)], ids: &[(String, Case)]) -> Result<Self> {
        let mut key = Key::new();
        let by_name: FxHashMap<String, Case> = names.iter().map(|(name, case)| (key.of(name), *case)).collect();
        if let Some((name, _)) = names.iter().find(|(name, _)| self.lookup(name).is_empty()) {
            return Err(Error::input("names", format!("the gazetteer has no name {name:?}")));
        }
        for (name, _) in names {
            self.check_listed(name, &mut key)?;
        }
        self.check_types(types.iter().map(|(kind, _)| kind))?;
        self.check_ids(ids.iter().map(|(id, _)| id))?;
        let by_id: FxHashMap<&str, Case> = ids.iter().map(|(id, case)| (id.as_str(), *case)).collect();
        let policies = Policies::new(self.entities());
        self.remade(|entry, kept| {
            let whole = by_id.get(entry.id()).copied().or_else(|| types.iter().find(|t| t.0 == entry.kind()).map(|t| t.1));
            let before = policies.of(entry);
            let mut own = false;
            let mut choices = Vec::new();
            for name in kept.iter() {
                let chosen = if by_name.is_empty() { None } else { by_name.get(&key.of(name)).copied() };
                own |= chosen.is_some();
                let case = chosen.or(whole).unwrap_or_else(|| before.case(name));
                choices.push((*name, case));
            }
            if !own && whole.is_none() {
                return None;
            }
            let first = choices.first().map(|c| c.1)?;
            Some(if choices.iter().all(|choice| choice.1 == first) {
                policy::name_of(first).to_owned()
            } else {
                let named = choices.iter().filter(|c| c.1 != Case::Auto).map(|(name, case)| format!("{name}={}", policy::name_of(*case)));
                named.collect::<Vec<_>>().join("|")
            })
        })
    }

    /// An error for a type that no entity has.
    fn check_types<'a>(&self, types: impl Iterator<Item = &'a String>) -> Result<()> {
        for kind in types {
            if !self.entities.have_kind(|there| there == kind) {
                let mut there: Vec<&str> = self.iter().map(EntryRef::kind).collect::<FxHashSet<_>>().into_iter().collect();
                there.sort_unstable();
                return Err(Error::input(
                    "types",
                    format!("no entity has the type {kind:?}{}; the types are: {}", hint(kind, there.iter().copied()), there.join(", ")),
                ));
            }
        }
        Ok(())
    }

    /// An error for an id that no entity has.
    fn check_ids<'a>(&self, mut ids: impl Iterator<Item = &'a String>) -> Result<()> {
        ids.find(|id| self.index_of(id).is_none())
            .map_or(Ok(()), |id| Err(Error::input("ids", format!("no entity has the id {id:?}; to look for a name use lookup"))))
    }

    /// An error for a name that no entity lists, but that is found since it was made of one: there is nothing of its own to change.
    fn check_listed(&self, name: &str, key: &mut Key) -> Result<()> {
        let wanted = key.of(name);
        let bearers = self.lookup(name);
        let lists = |key: &mut Key, entry: u32| self.entry(entry).names().any(|listed| key.of(listed) == wanted);
        let Some(&first) = bearers.first() else { return Ok(()) };
        if bearers.iter().any(|&entry| lists(key, entry)) {
            return Ok(());
        }
        let (from, id) = (self.entry(first).name(), self.entry(first).id());
        let problem = format!(
            "{name:?} is no name of the list but a spelling of {from:?} (id {id:?}); give that name, or build without such spellings, gaz.with_options(variants=False)"
        );
        Err(Error::input("names", problem))
    }

    /// The entities again, of each the names that `change` keeps, and with the choice of case that it gives.
    fn remade<'g>(&'g self, mut change: impl FnMut(EntryRef<'g>, &mut Vec<&'g str>) -> Option<String>) -> Result<Self> {
        let mut roster = Roster::new();
        let columns: Vec<usize> = self.columns().iter().map(|c| roster.typed_column(&c.name, c.kind)).collect::<Result<_>>()?;
        let mut names = Vec::new();
        for entry in self.iter() {
            names.clear();
            names.extend(entry.names());
            let case = change(entry, &mut names);
            let Some((name, aliases)) = names.split_first() else { continue };
            let mut values: Vec<(usize, ValueRef<'_>)> =
                columns.iter().enumerate().map(|(column, &at)| (at, entry.value(column))).collect();
            if let Some(case) = &case {
                let column = roster.column(policy::COLUMN);
                values.retain(|value| value.0 != column);
                values.push((column, ValueRef::Text(case)));
            }
            let (lat, lon) = entry.degrees();
            let row = Row { id: entry.id(), name, kind: entry.kind(), aliases, country: entry.country(), lat, lon, values: &values };
            roster.push(&row, &|| format!("entry {}", entry.index))?;
        }
        Self::with_options(roster, self.options())
    }
}
