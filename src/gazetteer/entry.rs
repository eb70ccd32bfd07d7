//! What a gazetteer holds: entities with their names and any further columns.

use crate::error::{Error, Result};
use rustc_hash::{FxHashMap, FxHashSet};

/// A value of a further column.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Value {
    /// Absent.
    #[default]
    Null,
    /// Text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// True or false.
    Bool(bool),
}

/// The type of a further column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// utf8
    Text,
    /// int64
    Int,
    /// float64
    Float,
    /// boolean
    Bool,
}

/// A further column: carried along into `mentions`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: ColumnType,
}

/// One entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Unique id, such as `place:kyiv`.
    pub id: String,
    /// The canonical name.
    pub name: String,
    /// The type, such as `place` (codebook, section 3, or the user's own).
    pub kind: String,
    /// Further names.
    pub aliases: Vec<String>,
    /// ISO 3166 alpha-2 code of the country it belongs to.
    pub country: Option<String>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// Values of the further columns, in the order of [`EntryList::columns`].
    pub extra: Vec<Value>,
}

impl Entry {
    /// An entity of which only a name is known; the name, without white space at its ends, is its id.
    pub fn named(name: &str) -> Self {
        Self { id: name.trim().to_owned(), name: name.to_owned(), ..Self::default() }
    }

    /// Checks what can be checked without the rest of the list.
    pub fn check(&self, row: usize) -> Result<()> {
        let bad = |column: &str, problem: String| Err(Error::gazetteer(format!("entry {row}, {column}"), problem));
        if self.name.trim().is_empty() {
            return bad("name", "there is no name; every entry needs one under `name`".into());
        }
        if self.id.is_empty() {
            return bad("id", format!("{:?} has no id; every entry needs one under `id`", self.name));
        }
        for (column, value, limit) in [("lat", self.lat, 90.0), ("lon", self.lon, 180.0)] {
            if let Some(degrees) = value
                && !(-limit..=limit).contains(&degrees)
            {
                return bad(column, format!("{degrees} of {:?} is no coordinate; it must lie in -{limit} to {limit} degrees", self.id));
            }
        }
        Ok(())
    }

    /// Bytes of all its texts.
    pub(super) fn text_size(&self) -> usize {
        let texts = [&self.id, &self.name, &self.kind].into_iter().chain(&self.aliases).chain(&self.country).map(String::len);
        let further = self.extra.iter().map(|value| if let Value::Text(text) = value { text.len() } else { 0 });
        texts.chain(further).sum()
    }

    /// A name by its number: 0 the canonical one, then the aliases.
    pub(super) fn nth_name(&self, n: usize) -> Option<&str> {
        match n.checked_sub(1) {
            None => Some(&self.name),
            Some(alias) => self.aliases.get(alias).map(String::as_str),
        }
    }

    /// Takes over what `other`, a further row of the same entity, adds: names as aliases, values where there is none yet.
    fn absorb(&mut self, other: Self) {
        self.aliases.push(other.name);
        self.aliases.extend(other.aliases);
        self.country = self.country.take().or(other.country);
        if self.lat.is_none() || self.lon.is_none() {
            (self.lat, self.lon) = (other.lat, other.lon);
        }
        for (mine, theirs) in self.extra.iter_mut().zip(other.extra) {
            if *mine == Value::Null {
                *mine = theirs;
            }
        }
    }
}

/// Entities and the names of their further columns, before the index is built.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntryList {
    /// The further columns.
    pub columns: Vec<Column>,
    /// The entities; each has as many `extra` values as there are columns.
    pub entries: Vec<Entry>,
}

impl EntryList {
    /// Checks every entry, and makes one of the rows of one entity (same id, same type). Gives the index of each id.
    pub(super) fn unite(&mut self) -> Result<FxHashMap<String, u32>> {
        let mut by_id: FxHashMap<String, u32> = FxHashMap::default();
        by_id.reserve(self.entries.len());
        let mut kept: Vec<Entry> = Vec::with_capacity(self.entries.len());
        let mut grown = FxHashSet::default();
        let width = self.columns.len();
        for (row, mut entry) in std::mem::take(&mut self.entries).into_iter().enumerate() {
            entry.check(row)?;
            entry.extra.resize(width, Value::Null);
            match by_id.get(&entry.id) {
                None => {
                    by_id.insert(entry.id.clone(), kept.len() as u32);
                    kept.push(entry);
                }
                Some(&first) if kept[first as usize].kind == entry.kind => {
                    kept[first as usize].absorb(entry);
                    grown.insert(first);
                }
                Some(&first) => {
                    let problem = format!(
                        "the id {:?} has the type {:?} here and {:?} before; one entity has one type, so give one of them another id",
                        entry.id, entry.kind, kept[first as usize].kind
                    );
                    return Err(Error::gazetteer(format!("entry {row}, id"), problem));
                }
            }
        }
        for first in grown {
            let entry = &mut kept[first as usize];
            let mut seen = FxHashSet::from_iter([entry.name.clone()]);
            entry.aliases.retain(|alias| seen.insert(alias.clone()));
        }
        self.entries = kept;
        Ok(by_id)
    }

    /// Appends the entries of `other`; further columns are united by name. A column that is whole numbers in one list and numbers in
    /// the other becomes numbers; any other difference of types is an error.
    pub fn append(&mut self, mut other: Self) -> Result<()> {
        let mut places = Vec::with_capacity(other.columns.len());
        for column in other.columns {
            let Some(at) = self.columns.iter().position(|c| c.name == column.name) else {
                places.push(self.columns.len());
                self.columns.push(column);
                continue;
            };
            match (self.columns[at].kind, column.kind) {
                (mine, theirs) if mine == theirs => {}
                (ColumnType::Int, ColumnType::Float) => {
                    self.columns[at].kind = ColumnType::Float;
                    self.entries.iter_mut().filter_map(|e| e.extra.get_mut(at)).for_each(Value::widen);
                }
                (ColumnType::Float, ColumnType::Int) => {
                    let place = places.len();
                    other.entries.iter_mut().filter_map(|e| e.extra.get_mut(place)).for_each(Value::widen);
                }
                (mine, theirs) => {
                    let problem = format!("{mine:?} in one gazetteer and {theirs:?} in the other; rename one of the two columns");
                    return Err(Error::gazetteer(format!("column {}", column.name), problem));
                }
            }
            places.push(at);
        }
        let width = self.columns.len();
        for entry in &mut self.entries {
            entry.extra.resize(width, Value::Null);
        }
        self.entries.extend(other.entries.into_iter().map(|mut entry| {
            let values = std::mem::replace(&mut entry.extra, vec![Value::Null; width]);
            for (value, &place) in values.into_iter().zip(&places) {
                entry.extra[place] = value;
            }
            entry
        }));
        Ok(())
    }
}

impl Value {
    /// A whole number as a number.
    fn widen(&mut self) {
        if let Self::Int(number) = *self {
            *self = Self::Float(number as f64);
        }
    }

    /// The value as text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value as a number, if it is one.
    pub fn number(&self) -> Option<f64> {
        match *self {
            Self::Int(number) => Some(number as f64),
            Self::Float(number) => Some(number),
            _ => None,
        }
    }
}

/// One entity of a built gazetteer.
#[derive(Clone, Copy, Debug)]
pub struct EntryRef<'g> {
    pub(super) list: &'g EntryList,
    /// Its index.
    pub index: u32,
}

impl<'g> EntryRef<'g> {
    fn entry(self) -> &'g Entry {
        &self.list.entries[self.index as usize]
    }

    /// Unique id.
    pub fn id(self) -> &'g str {
        &self.entry().id
    }

    /// Canonical name.
    pub fn name(self) -> &'g str {
        &self.entry().name
    }

    /// Type.
    pub fn kind(self) -> &'g str {
        &self.entry().kind
    }

    /// ISO alpha-2 code.
    pub fn country(self) -> Option<&'g str> {
        self.entry().country.as_deref()
    }

    /// Latitude and longitude in degrees.
    pub fn position(self) -> Option<(f64, f64)> {
        Some((self.entry().lat?, self.entry().lon?))
    }

    /// All names: the canonical one, then the aliases.
    pub fn names(self) -> impl Iterator<Item = &'g str> {
        std::iter::once(self.name()).chain(self.entry().aliases.iter().map(String::as_str))
    }

    /// The value of a further column, if the gazetteer has it.
    pub fn get(self, column: &str) -> Option<&'g Value> {
        let at = self.list.columns.iter().position(|c| c.name == column)?;
        self.entry().extra.get(at)
    }

    /// The text of a further column; `None` where it is absent or of another type.
    pub fn text(self, column: &str) -> Option<&'g str> {
        self.get(column)?.text()
    }
}
