//! The row that an import is filling.

use super::fields::{Field, trimmed};
use crate::gazetteer::entries::{Row, ValueRef};
use std::ops::Range;

/// A value of a further column of the current row; texts stand in [`Draft::texts`].
#[derive(Clone, Debug)]
pub(super) enum Held {
    Text(Range<usize>),
    Int(i64),
    Float(f64),
    Bool(bool),
}

/// The row that is being filled; its buffers serve many rows.
#[derive(Default)]
pub(super) struct Draft {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub country: String,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// Aliases and texts of further columns, end to end.
    pub texts: String,
    pub aliases: Vec<Range<usize>>,
    pub values: Vec<(usize, Held)>,
    /// How values of further columns were written whose type does not give that back.
    pub written: Vec<(usize, Range<usize>)>,
}

impl Draft {
    /// Keeps a text.
    pub fn keep(&mut self, text: &str) -> Range<usize> {
        let start = self.texts.len();
        self.texts.push_str(text);
        start..self.texts.len()
    }

    /// Sets a field that is a text, without white space around it; false for any other field. What most cells are goes this way.
    #[inline]
    pub fn set(&mut self, field: Field, text: &str) -> bool {
        let held = match field {
            Field::Id => &mut self.id,
            Field::Name => &mut self.name,
            Field::Kind => &mut self.kind,
            Field::Country => &mut self.country,
            _ => return false,
        };
        held.clear();
        held.push_str(trimmed(text));
        true
    }

    /// The id; an entity that has none is known by its name.
    pub fn id(&self) -> &str {
        if self.id.is_empty() { &self.name } else { &self.id }
    }

    /// Empties it for the next row.
    pub fn clear(&mut self) {
        for text in [&mut self.id, &mut self.name, &mut self.kind, &mut self.country, &mut self.texts] {
            text.clear();
        }
        (self.lat, self.lon) = (None, None);
        self.aliases.clear();
        self.values.clear();
        self.written.clear();
    }

    /// A value of a further column.
    pub fn value(&self, held: &Held) -> ValueRef<'_> {
        match held {
            Held::Text(at) => ValueRef::Text(&self.texts[at.clone()]),
            Held::Int(number) => ValueRef::Int(*number),
            Held::Float(number) => ValueRef::Float(*number),
            Held::Bool(flag) => ValueRef::Bool(*flag),
        }
    }

    /// The row for the roster; its aliases and values stand in the buffers.
    pub fn row<'d>(&'d self, aliases: &'d mut Vec<&'d str>, values: &'d mut Vec<(usize, ValueRef<'d>)>) -> Row<'d> {
        aliases.extend(self.aliases.iter().map(|alias| &self.texts[alias.clone()]));
        values.extend(self.values.iter().map(|(column, held)| (*column, self.value(held))));
        Row {
            id: &self.id,
            name: &self.name,
            kind: &self.kind,
            aliases,
            country: Some(self.country.as_str()).filter(|c| !c.is_empty()),
            lat: self.lat,
            lon: self.lon,
            values,
        }
    }
}
