//! Whole lists added to a roster: a caller's, and the entities of built gazetteers.

use super::{ColumnType, Entities, EntryList, EntryRef, Roster, Row, ValueRef};
use crate::error::{Error, Result};

impl Roster {
    /// Adds the entities of a list.
    pub fn push_list(&mut self, list: EntryList) -> Result<()> {
        let columns: Vec<usize> = list.columns.iter().map(|c| self.typed_column(&c.name, c.kind)).collect::<Result<_>>()?;
        for (number, entry) in list.entries.into_iter().enumerate() {
            let place = || format!("entry {number}");
            let aliases: Vec<&str> = entry.aliases.iter().map(String::as_str).collect();
            let values: Vec<_> = columns.iter().copied().zip(entry.extra.iter().map(super::Value::as_ref)).collect();
            if entry.id.is_empty() && !entry.name.trim().is_empty() {
                let problem = format!("{:?} has no id; every entry needs one under `id`", entry.name);
                return Err(Error::gazetteer(format!("{}, id", place()), problem));
            }
            let row = Row {
                id: &entry.id,
                name: &entry.name,
                kind: &entry.kind,
                aliases: &aliases,
                country: entry.country.as_deref(),
                lat: entry.lat,
                lon: entry.lon,
                values: &values,
            };
            self.push(&row, &place)?;
        }
        Ok(())
    }

    /// Adds the entities of a built gazetteer.
    pub(in crate::gazetteer) fn push_entities(&mut self, entities: &Entities) -> Result<()> {
        self.push_changed(entities, None, None::<fn(EntryRef<'_>) -> Option<String>>)
    }

    /// Adds the entities of a built gazetteer, with the texts of `told` in a further column, in place of any that it has there.
    pub(in crate::gazetteer) fn push_with(
        &mut self,
        entities: &Entities,
        column: &str,
        told: impl Fn(EntryRef<'_>) -> Option<String>,
    ) -> Result<()> {
        self.push_changed(entities, Some(column), Some(told))
    }

    /// Adds the entities of a built gazetteer without one of its further columns.
    pub(in crate::gazetteer) fn push_without(&mut self, entities: &Entities, column: &str) -> Result<()> {
        self.push_changed(entities, Some(column), None::<fn(EntryRef<'_>) -> Option<String>>)
    }

    /// Adds entities, but of the column `changed` what `told` says of each.
    fn push_changed(
        &mut self,
        entities: &Entities,
        changed: Option<&str>,
        told: Option<impl Fn(EntryRef<'_>) -> Option<String>>,
    ) -> Result<()> {
        let mut columns = Vec::with_capacity(entities.columns.len());
        for (number, column) in entities.columns.iter().enumerate().filter(|(_, column)| Some(column.name.as_str()) != changed) {
            columns.push((number, self.typed_column(&column.name, column.kind)?));
        }
        let own = match (changed, &told) {
            (Some(column), Some(_)) => self.typed_column(column, ColumnType::Text)?,
            _ => 0,
        };
        let mut aliases = Vec::new();
        for entry in entities.iter() {
            let mut values = Vec::new();
            aliases.clear();
            aliases.extend(entry.names().skip(1));
            values.extend(columns.iter().map(|&(column, at)| (at, entry.value(column))));
            let said = told.as_ref().and_then(|told| told(entry));
            values.extend(said.as_deref().map(|text| (own, ValueRef::Text(text))));
            let (lat, lon) = entry.degrees();
            let row = Row {
                id: entry.id(),
                name: entry.name(),
                kind: entry.kind(),
                aliases: &aliases,
                country: entry.country(),
                lat,
                lon,
                values: &values,
            };
            self.push(&row, &|| format!("entry {}", entry.index))?;
        }
        Ok(())
    }
}
