//! The entities of a built gazetteer as flat columns: the same arrays in memory and in a mapped file.

use super::{Column, Entry, ValueRef, slots};
use crate::container::Flat;
use crate::prefetch::prefetch;
use crate::text::fold::hash_bytes;

/// A string's number where there is no string.
pub(in crate::gazetteer) const ABSENT: u32 = u32::MAX;

/// Strings end to end.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::gazetteer) struct Strings {
    pub text: Flat<u8>,
    pub ends: Flat<u32>,
}

impl Strings {
    /// String `number`; `None` if there is none, or if it is no text (a file that was not checked may hold anything).
    pub fn get(&self, number: u32) -> Option<&str> {
        std::str::from_utf8(self.bytes(number)?).ok()
    }

    /// The bytes of string `number`; `None` if there is none.
    fn bytes(&self, number: u32) -> Option<&[u8]> {
        let end = *self.ends.get(number as usize)? as usize;
        let start = if number == 0 { 0 } else { *self.ends.get(number as usize - 1)? as usize };
        self.text.get(start..end)
    }

    /// Where string `number` ends, as far as there is one.
    fn end(&self, number: u32) -> u32 {
        self.ends.get(number as usize).copied().unwrap_or(0)
    }

    /// How many strings there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True if every string is one.
    pub fn is_sound(&self) -> bool {
        let Ok(text) = std::str::from_utf8(&self.text) else { return false };
        self.ends.is_sorted() && self.ends.iter().all(|&end| text.is_char_boundary(end as usize))
    }
}

/// The values of a further column, one an entity.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::gazetteer) enum Values {
    /// Numbers of shared strings, or [`ABSENT`].
    Text(Flat<u32>),
    /// Whole numbers, and 1 where there is one.
    Int(Flat<u64>, Flat<u8>),
    /// The bits of numbers, not a number where there is none.
    Float(Flat<u64>),
    /// 0 false, 1 true, 2 absent.
    Bool(Flat<u8>),
}

/// What stands for a string that a damaged file lacks.
const DAMAGED: &str = "\u{FFFD}";

/// The entities of a gazetteer, by index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    pub(in crate::gazetteer) columns: Vec<Column>,
    /// For each entity its id (empty if it is the canonical name), its canonical name, its aliases.
    pub(in crate::gazetteer) names: Strings,
    /// For each entity how many strings of `names` there are up to its last one.
    pub(in crate::gazetteer) ends: Flat<u32>,
    /// Types, countries and texts of further columns.
    pub(in crate::gazetteer) shared: Strings,
    /// For each entity the string that is its type.
    pub(in crate::gazetteer) kinds: Flat<u32>,
    /// For each entity the string that is its country, or [`ABSENT`]; empty if none has one.
    pub(in crate::gazetteer) countries: Flat<u32>,
    /// Latitudes and longitudes, not a number where there is none; empty if there is none at all.
    pub(in crate::gazetteer) positions: [Flat<u64>; 2],
    pub(in crate::gazetteer) values: Vec<Values>,
    /// A table of entities by id: see [`slots`].
    pub(in crate::gazetteer) ids: Flat<u32>,
}

impl Entities {
    /// Number of entities.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True if there is no entity.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The further columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// An entity's index by its id.
    pub fn index_of(&self, id: &str) -> Option<u32> {
        slots::find(&self.ids, hash_bytes(id.as_bytes()), |index| self.get(index).id() == id)
    }

    /// One entity.
    pub fn get(&self, index: u32) -> EntryRef<'_> {
        EntryRef { entities: self, index }
    }

    /// All entities, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = EntryRef<'_>> {
        (0..self.len()).map(|index| self.get(index as u32))
    }

    /// Bytes that the arrays take.
    pub fn size(&self) -> usize {
        let values = |values: &Values| match values {
            Values::Text(numbers) => 4 * numbers.len(),
            Values::Int(numbers, present) => 8 * numbers.len() + present.len(),
            Values::Float(numbers) => 8 * numbers.len(),
            Values::Bool(flags) => flags.len(),
        };
        let strings = |strings: &Strings| strings.text.len() + 4 * strings.ends.len();
        strings(&self.names)
            + strings(&self.shared)
            + 4 * (self.ends.len() + self.kinds.len() + self.countries.len() + self.ids.len())
            + 8 * (self.positions[0].len() + self.positions[1].len())
            + self.values.iter().map(values).sum::<usize>()
    }

    /// Where the strings of an entity begin and end.
    fn strings(&self, index: u32) -> (u32, u32) {
        let end = |index: u32| self.ends.get(index as usize).copied().unwrap_or(0).min(self.names.len() as u32);
        (index.checked_sub(1).map_or(0, end), end(index))
    }

    /// True if `is` holds of the type of some entity.
    pub(in crate::gazetteer) fn have_kind(&self, is: impl Fn(&str) -> bool) -> bool {
        let mut last = None;
        self.kinds.iter().any(|&number| last.replace(number) != Some(number) && self.shared.get(number).is_some_and(&is))
    }

    /// True if the country of some entity is known.
    pub(crate) fn have_countries(&self) -> bool {
        !self.countries.is_empty()
    }

    /// True if the place of some entity is known.
    pub(crate) fn have_positions(&self) -> bool {
        self.positions.iter().all(|degrees| !degrees.is_empty())
    }

    /// The types of entities; that of the entity before is not looked up again.
    pub(crate) fn kinds_of(&self, indices: &[u32]) -> impl Iterator<Item = &str> {
        let mut last = (None, DAMAGED);
        indices.iter().map(move |&index| {
            let number = self.kinds.get(index as usize).copied();
            if number != last.0 {
                last = (number, number.and_then(|number| self.shared.get(number)).unwrap_or(DAMAGED));
            }
            last.1
        })
    }

    /// The bytes of all names, and for each entity where its id begins among them, where that ends and its canonical name begins, and where
    /// this ends; an id that is the name is empty. Each step of the way is fetched into the cache some entities ahead, so that no look at
    /// memory waits for another. A damaged file may tell of places that are none, and of bytes that are no text.
    pub(crate) fn ids_and_names(&self, indices: &[u32], kinds: bool) -> (&[u8], Vec<[u32; 3]>) {
        /// How many entities ahead of the next step each one is.
        const AHEAD: usize = 12;
        let mut places = Vec::with_capacity(indices.len());
        let mut firsts = [0; AHEAD];
        for at in 0..indices.len() + 2 * AHEAD {
            if let Some(&index) = indices.get(at) {
                prefetch(&self.ends, (index as usize).saturating_sub(1));
                if kinds {
                    prefetch(&self.kinds, index as usize);
                }
            }
            if let Some(done) = at.checked_sub(2 * AHEAD) {
                let first: u32 = firsts[done % AHEAD];
                let start = first.checked_sub(1).map_or(0, |before| self.names.end(before));
                prefetch(&self.names.text, start as usize);
                places.push([start, self.names.end(first), self.names.end(first.saturating_add(1))]);
            }
            if let Some(&index) = at.checked_sub(AHEAD).and_then(|at| indices.get(at)) {
                let (first, _) = self.strings(index);
                prefetch(&self.names.ends, first as usize);
                firsts[at % AHEAD] = first;
            }
        }
        (&self.names.text, places)
    }

    /// The value of a further column.
    #[inline]
    pub(in crate::gazetteer) fn value(&self, index: u32, column: usize) -> ValueRef<'_> {
        let at = index as usize;
        let value = self.values.get(column).and_then(|values| match values {
            Values::Text(numbers) => self.shared.get(*numbers.get(at)?).map(ValueRef::Text),
            Values::Int(numbers, present) => (*present.get(at)? != 0).then_some(ValueRef::Int(*numbers.get(at)? as i64)),
            Values::Float(numbers) => Some(f64::from_bits(*numbers.get(at)?)).filter(|n| !n.is_nan()).map(ValueRef::Float),
            Values::Bool(flags) => flags.get(at).filter(|&&flag| flag < 2).map(|&flag| ValueRef::Bool(flag == 1)),
        });
        value.unwrap_or_default()
    }

    fn degrees(&self, index: u32, which: usize) -> Option<f64> {
        self.positions[which].get(index as usize).map(|&bits| f64::from_bits(bits)).filter(|degrees| !degrees.is_nan())
    }

    /// Looks at every index and string of entities that came from a file; gives what is wrong.
    pub(in crate::gazetteer) fn check(&self) -> Result<(), &'static str> {
        if !self.names.is_sound() || !self.shared.is_sound() {
            return Err("its strings are no text");
        }
        let mut first = 0;
        for &end in self.ends.iter() {
            // An id and a name at least.
            if end.checked_sub(first).is_none_or(|count| count < 2) {
                return Err("an entity has no name");
            }
            first = end;
        }
        if first as usize > self.names.len() {
            return Err("an entity has names that are absent");
        }
        let shared = self.shared.len() as u32;
        if self.kinds.iter().any(|&kind| kind >= shared) || self.countries.iter().any(|&number| number != ABSENT && number >= shared) {
            return Err("an entity's type or country is absent");
        }
        for value in &self.values {
            if matches!(value, Values::Text(numbers) if numbers.iter().any(|&number| number != ABSENT && number >= shared)) {
                return Err("a text of a further column is absent");
            }
        }
        let used = self.ids.iter().filter(|&&place| place != 0);
        if used.clone().any(|&place| place as usize > self.len()) || used.count() != self.len() || self.ids.len() <= self.len() {
            return Err("the table of ids is none");
        }
        Ok(())
    }
}

/// One entity of a built gazetteer.
#[derive(Clone, Copy, Debug)]
pub struct EntryRef<'g> {
    entities: &'g Entities,
    /// Its index.
    pub index: u32,
}

impl<'g> EntryRef<'g> {
    /// Unique id.
    pub fn id(self) -> &'g str {
        let (first, _) = self.entities.strings(self.index);
        match self.entities.names.get(first) {
            Some("") => self.name(),
            id => id.unwrap_or(DAMAGED),
        }
    }

    /// Canonical name.
    pub fn name(self) -> &'g str {
        self.nth_name(0).unwrap_or(DAMAGED)
    }

    /// Type.
    pub fn kind(self) -> &'g str {
        self.shared(&self.entities.kinds).unwrap_or(DAMAGED)
    }

    /// ISO alpha-2 code.
    pub fn country(self) -> Option<&'g str> {
        self.shared(&self.entities.countries)
    }

    /// Latitude and longitude, as far as they are known.
    pub(in crate::gazetteer) fn degrees(self) -> (Option<f64>, Option<f64>) {
        (self.entities.degrees(self.index, 0), self.entities.degrees(self.index, 1))
    }

    /// Latitude and longitude in degrees.
    pub fn position(self) -> Option<(f64, f64)> {
        Some((self.entities.degrees(self.index, 0)?, self.entities.degrees(self.index, 1)?))
    }

    /// All names: the canonical one, then the aliases.
    pub fn names(self) -> impl Iterator<Item = &'g str> {
        let (first, end) = self.entities.strings(self.index);
        (first + 1..end).map(move |number| self.entities.names.get(number).unwrap_or(DAMAGED))
    }

    /// The bytes of all names, which need not be text for a quick look.
    pub(in crate::gazetteer) fn name_bytes(self) -> impl Iterator<Item = &'g [u8]> {
        let (first, end) = self.entities.strings(self.index);
        (first + 1..end).map(move |number| self.entities.names.bytes(number).unwrap_or_default())
    }

    /// The value of a further column, if the gazetteer has it.
    pub fn get(self, column: &str) -> Option<ValueRef<'g>> {
        let at = self.entities.columns.iter().position(|c| c.name == column)?;
        Some(self.entities.value(self.index, at))
    }

    /// The text of a further column; `None` where it is absent or of another type.
    pub fn text(self, column: &str) -> Option<&'g str> {
        self.get(column)?.text()
    }

    /// A name by its number: 0 the canonical one, then the aliases.
    pub(in crate::gazetteer) fn nth_name(self, n: usize) -> Option<&'g str> {
        let (first, end) = self.entities.strings(self.index);
        let number = u32::try_from(n).ok()?.checked_add(first + 1)?;
        if number < end { self.entities.names.get(number) } else { None }
    }

    /// The value of a further column by the column's number.
    pub(crate) fn value(self, column: usize) -> ValueRef<'g> {
        self.entities.value(self.index, column)
    }

    fn shared(self, numbers: &'g [u32]) -> Option<&'g str> {
        self.entities.shared.get(*numbers.get(self.index as usize)?)
    }

    /// A copy that stands by itself.
    pub fn to_entry(self) -> Entry {
        let (lat, lon) = self.degrees();
        Entry {
            id: self.id().to_owned(),
            name: self.name().to_owned(),
            kind: self.kind().to_owned(),
            aliases: self.names().skip(1).map(str::to_owned).collect(),
            country: self.country().map(str::to_owned),
            lat,
            lon,
            extra: (0..self.entities.columns.len()).map(|column| self.value(column).to_value()).collect(),
        }
    }
}
