//! Entities while they are collected, row by row, straight into the flat columns that a gazetteer keeps.

use super::collected::{Collected, Shared, make_room};
use super::entities::{ABSENT, Entities};
use super::growing::{Growing, NAN, set};
use super::names::Forms;
use super::row::{Row, two_types};
use super::slots::Slots;
use super::{Column, ColumnType, ValueRef};
use crate::error::{Error, Result};
use crate::text::fold::hash_bytes;
use rustc_hash::FxHashSet;

/// What is known of an id: its hash, and which entity has it, if one does.
#[derive(Clone, Copy)]
pub(in crate::gazetteer) struct Known {
    hash: u64,
    index: Option<u32>,
}

/// Collects entities for [`Gazetteer::build`](crate::gazetteer::Gazetteer::build). Names are checked as they come, so that an error can name
/// their place.
///
/// ```
/// use dateline::gazetteer::{FindOptions, Gazetteer, Roster, Row, ValueRef};
/// let mut roster = Roster::new();
/// let population = roster.column("population");
/// let row = Row { id: "place:kyiv", name: "Kyiv", kind: "place", aliases: &["Kiev"], values: &[(population, ValueRef::Int(2_950_000))], ..Row::default() };
/// roster.push(&row, &|| "names.csv, line 2".to_owned())?;
/// let gazetteer = Gazetteer::build(roster)?;
/// assert_eq!(gazetteer.find_text("Talks in Kiev.", FindOptions::default()).len(), 1);
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Default)]
pub struct Roster {
    columns: Vec<Column>,
    values: Vec<Growing>,
    names: Collected,
    /// As in [`Entities`].
    ends: Vec<u32>,
    shared: Shared,
    kinds: Vec<u32>,
    countries: Vec<u32>,
    positions: [Vec<u64>; 2],
    ids: Slots,
    /// Names that further rows of an entity add, and the entity of each.
    late: Collected,
    late_of: Vec<u32>,
    forms: Option<Box<Forms>>,
}

/// The aliases but those that are the name, or one before them, once more.
fn distinct<'a>(name: &'a str, aliases: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    /// Of more than so many a table tells which have come.
    const FEW: usize = 16;
    let few = aliases.len() <= FEW;
    let mut seen: FxHashSet<&str> = if few { FxHashSet::default() } else { FxHashSet::from_iter([name]) };
    let is_new =
        move |&(n, &alias): &(usize, &&'a str)| if few { alias != name && !aliases[..n].contains(&alias) } else { seen.insert(alias) };
    aliases.iter().enumerate().filter(is_new).map(|(_, &alias)| alias)
}

impl Roster {
    /// No entity yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of entities so far.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True if there is no entity yet.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The type of the entity with this id, if there is one yet: a row of another type would be an error.
    pub fn kind_of(&self, id: &str) -> Option<&str> {
        self.kind_at(self.look_up(id))
    }

    /// Looks for the entity with this id.
    #[inline]
    pub(in crate::gazetteer) fn look_up(&self, id: &str) -> Known {
        let hash = hash_bytes(id.as_bytes());
        Known { hash, index: self.ids.find(hash, |index| id_of(&self.names, &self.ends, index) == id.as_bytes()) }
    }

    /// The type of the entity that was looked for, if it is known.
    pub(in crate::gazetteer) fn kind_at(&self, known: Known) -> Option<&str> {
        Some(self.shared.strings.get(self.kinds[known.index? as usize]))
    }

    /// Fetches into the cache what [`Self::look_up`] of this id will need.
    #[inline]
    pub(in crate::gazetteer) fn expect(&self, id: &[u8]) {
        self.ids.prefetch(hash_bytes(id));
    }

    /// Makes room for so many rows more, and for so many bytes of ids and names.
    pub(in crate::gazetteer) fn reserve(&mut self, rows: usize, bytes: usize) {
        self.names.reserve(2 * rows, bytes);
        make_room(&mut self.ends, rows);
        make_room(&mut self.kinds, rows);
        self.ids.reserve(rows);
    }

    /// The number of a further column, new or known. It takes the narrowest type that holds all its values.
    pub fn column(&mut self, name: &str) -> usize {
        self.columns.iter().position(|column| column.name == name).unwrap_or_else(|| {
            // The type is settled at the end.
            self.columns.push(Column { name: name.to_owned(), kind: ColumnType::Text });
            self.values.push(Growing::Unknown);
            self.columns.len() - 1
        })
    }

    /// The number of a further column of a given type; an error if it has another one, numbers apart.
    pub fn typed_column(&mut self, name: &str, kind: ColumnType) -> Result<usize> {
        let at = self.column(name);
        match (self.values[at].kind(), kind) {
            (None, _) => self.values[at] = Growing::of(kind),
            (Some(mine), theirs) if mine == theirs => {}
            (Some(ColumnType::Int), ColumnType::Float) => self.values[at].turn_into(kind, &mut self.shared)?,
            (Some(ColumnType::Float), ColumnType::Int) => {}
            (Some(mine), theirs) => {
                let problem = format!("{mine:?} in one gazetteer and {theirs:?} in the other; rename one of the two columns");
                return Err(Error::gazetteer(format!("column {name}"), problem));
            }
        }
        Ok(at)
    }

    /// Adds a row; `place` says where it stands, for errors. Several rows of one id and type are one entity: names are added, values
    /// only where there is none yet.
    pub fn push(&mut self, row: &Row<'_>, place: &dyn Fn() -> String) -> Result<()> {
        row.check(&self.columns, &mut self.forms, place)?;
        let known = self.look_up(if row.id.is_empty() { row.name } else { row.id });
        self.add(row, known, place).map(drop)
    }

    /// Adds a row that has been checked and whose id has been looked up; gives the number of its entity.
    pub(in crate::gazetteer) fn add(
        &mut self,
        row: &Row<'_>,
        Known { hash, index: known }: Known,
        place: &dyn Fn() -> String,
    ) -> Result<u32> {
        let id = if row.id.is_empty() { row.name } else { row.id };
        let kind = self.shared.push(row.kind)?;
        let index = known.unwrap_or(self.ends.len() as u32);
        match known {
            None => {
                self.names.push(if id == row.name { "" } else { id })?;
                for name in std::iter::once(row.name).chain(distinct(row.name, row.aliases)) {
                    self.names.push(name)?;
                }
                self.ends.push(self.names.ends.len() as u32);
                self.kinds.push(kind);
                self.ids.insert(hash, index);
            }
            Some(index) if self.kinds[index as usize] != kind => {
                let before = self.shared.strings.get(self.kinds[index as usize]);
                return Err(Error::gazetteer(format!("{}, id", place()), two_types(id, row.kind, before)));
            }
            Some(index) => {
                let canonical = self.names.get(first_string(&self.ends, index) + 1);
                let adds = row.name != canonical;
                for name in std::iter::once(&row.name).filter(|_| adds).chain(row.aliases) {
                    self.late.push(name)?;
                    self.late_of.push(index);
                }
            }
        }
        self.details(index as usize, row, known.is_none())?;
        Ok(index)
    }

    /// The type that a further column has so far.
    pub(in crate::gazetteer) fn column_kind(&self, column: usize) -> Option<ColumnType> {
        self.values[column].kind()
    }

    /// Gives back to a column of text how a value was written that was taken for a number: `7.10`, not 7.1.
    pub(in crate::gazetteer) fn rewrite(&mut self, entity: u32, column: usize, text: &str) -> Result<()> {
        self.values[column].set(entity as usize, ValueRef::Text(text), &mut self.shared)
    }

    /// Country, position and further values of entity `at`, where they are not known yet.
    fn details(&mut self, at: usize, row: &Row<'_>, new: bool) -> Result<()> {
        if let Some(country) = row.country
            && self.countries.get(at).is_none_or(|&known| known == ABSENT)
        {
            let country = self.shared.push(country)?;
            set(&mut self.countries, at, country, ABSENT);
        }
        let degrees = |of: &[Vec<u64>; 2], which: usize| of[which].get(at).is_some_and(|&bits| bits != NAN);
        if new || !degrees(&self.positions, 0) || !degrees(&self.positions, 1) {
            for (which, value) in [row.lat, row.lon].into_iter().enumerate() {
                if value.is_some() || !new && degrees(&self.positions, which) {
                    set(&mut self.positions[which], at, value.map_or(NAN, f64::to_bits), NAN);
                }
            }
        }
        for &(column, value) in row.values {
            let nothing = matches!(value, ValueRef::Null) || matches!(value, ValueRef::Float(number) if number.is_nan());
            if !nothing && (new || self.values[column].get(at, &self.shared) == ValueRef::Null) {
                self.values[column].set(at, value, &mut self.shared)?;
            }
        }
        Ok(())
    }

    /// The name of the entity that was looked for, where neither the row's name is one of the entity's first row, nor that row's name one of this
    /// row's.
    pub(in crate::gazetteer) fn other_name(&self, row: &Row<'_>, known: Known) -> Option<&str> {
        let index = known.index?;
        let first = first_string(&self.ends, index) + 1;
        let canonical = self.names.get(first);
        let shared =
            (first..self.ends[index as usize]).any(|number| self.names.get(number) == row.name) || row.aliases.contains(&canonical);
        (!shared).then_some(canonical)
    }

    /// What a row says otherwise than is known of its entity, if anything.
    pub(in crate::gazetteer) fn contradiction(&self, row: &Row<'_>, known: Known) -> Option<String> {
        let at = known.index? as usize;
        let before = self.countries.get(at).filter(|&&country| country != ABSENT).map(|&country| self.shared.strings.get(country));
        if let (Some(before), Some(country)) = (before, row.country)
            && before != country
        {
            return Some(format!("country {country:?}, before {before:?}"));
        }
        for ((column, value), positions) in [("lat", row.lat), ("lon", row.lon)].into_iter().zip(&self.positions) {
            let before = positions.get(at).map(|&bits| f64::from_bits(bits)).filter(|before| !before.is_nan());
            if let (Some(before), Some(value)) = (before, value)
                && before != value
            {
                return Some(format!("{column} {value}, before {before}"));
            }
        }
        row.values.iter().find_map(|&(column, value)| {
            let before = self.values[column].get(at, &self.shared);
            let differs = match (before.number(), value.number()) {
                (Some(before), Some(value)) => before != value,
                _ => before.written() != value.written(),
            };
            let both = before != ValueRef::Null && value != ValueRef::Null;
            (both && differs).then(|| format!("{} {:?}, before {:?}", self.columns[column].name, value.written(), before.written()))
        })
    }

    /// The canonical names of the first entities.
    pub(in crate::gazetteer) fn first_names(&self, most: usize) -> Vec<&str> {
        // The id of each comes first.
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.take(self.len().min(most)).map(|start| self.names.get(start + 1)).collect()
    }

    /// The collected entities.
    pub(in crate::gazetteer) fn finish(mut self) -> Result<Entities> {
        if !self.late_of.is_empty() {
            self.regroup()?;
        }
        let count = self.ends.len();
        let ids = std::mem::take(&mut self.ids).finish(|index| hash_bytes(id_of(&self.names, &self.ends, index)));
        for (column, values) in self.columns.iter_mut().zip(&self.values) {
            column.kind = values.kind().unwrap_or(ColumnType::Text);
        }
        if !self.countries.is_empty() {
            self.countries.resize(count, ABSENT);
        }
        if self.positions.iter().any(|degrees| !degrees.is_empty()) {
            self.positions.iter_mut().for_each(|degrees| degrees.resize(count, NAN));
        }
        self.ends.shrink_to_fit();
        self.kinds.shrink_to_fit();
        Ok(Entities {
            columns: self.columns,
            names: self.names.finish(),
            ends: self.ends.into(),
            shared: self.shared.strings.finish(),
            kinds: self.kinds.into(),
            countries: self.countries.into(),
            positions: self.positions.map(Into::into),
            values: self.values.into_iter().map(|values| values.finish(count)).collect(),
            ids: ids.into(),
        })
    }

    /// Puts the names that came late beside the others of their entity, each once.
    fn regroup(&mut self) -> Result<()> {
        let mut order: Vec<u32> = (0..self.late_of.len() as u32).collect();
        order.sort_by_key(|&number| self.late_of[number as usize]);
        let old = std::mem::take(&mut self.names);
        let mut late = order.iter().copied().peekable();
        let mut seen = FxHashSet::default();
        let mut first = 0;
        for index in 0..self.ends.len() {
            let end = self.ends[index];
            let grows = late.peek().is_some_and(|&number| self.late_of[number as usize] as usize == index);
            seen.clear();
            for number in first..end {
                let string = old.get(number);
                if !grows || number == first || seen.insert(string) {
                    self.names.push(string)?;
                }
            }
            while let Some(number) = late.next_if(|&number| self.late_of[number as usize] as usize == index) {
                let string = self.late.get(number);
                if seen.insert(string) {
                    self.names.push(string)?;
                }
            }
            first = end;
            self.ends[index] = self.names.ends.len() as u32;
        }
        Ok(())
    }
}

fn first_string(ends: &[u32], index: u32) -> u32 {
    index.checked_sub(1).map_or(0, |before| ends[before as usize])
}

/// The bytes of an entity's id.
fn id_of<'n>(names: &'n Collected, ends: &[u32], index: u32) -> &'n [u8] {
    let first = first_string(ends, index);
    match names.bytes(first) {
        [] => names.bytes(first + 1),
        id => id,
    }
}
