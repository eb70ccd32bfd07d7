//! What a gazetteer holds: entities with their names and any further columns.

use crate::error::{Error, Result};

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
    /// Checks what can be checked without the rest of the list.
    pub fn check(&self, row: usize) -> Result<()> {
        let bad = |problem: String| Err(Error::gazetteer(format!("entry {row}"), problem));
        if self.name.trim().is_empty() {
            return bad("there is no name; every entry needs one under `name`".into());
        }
        if self.id.is_empty() {
            return bad(format!("{:?} has no id; every entry needs one under `id`", self.name));
        }
        Ok(())
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
        match self.get(column)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}
