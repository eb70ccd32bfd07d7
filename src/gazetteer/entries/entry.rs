//! What a gazetteer holds: entities with their names and any further columns.

use std::borrow::Cow;

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

/// A value of a further column, borrowed.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum ValueRef<'a> {
    /// Absent.
    #[default]
    Null,
    /// Text.
    Text(&'a str),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// True or false.
    Bool(bool),
}

impl Value {
    /// The value, borrowed.
    pub fn as_ref(&self) -> ValueRef<'_> {
        match self {
            Self::Null => ValueRef::Null,
            Self::Text(text) => ValueRef::Text(text),
            Self::Int(number) => ValueRef::Int(*number),
            Self::Float(number) => ValueRef::Float(*number),
            Self::Bool(flag) => ValueRef::Bool(*flag),
        }
    }
}

impl<'a> ValueRef<'a> {
    /// The value as text, if it is one.
    pub fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value as a number, if it is one.
    pub fn number(self) -> Option<f64> {
        match self {
            Self::Int(number) => Some(number as f64),
            Self::Float(number) => Some(number),
            _ => None,
        }
    }

    /// The value as text: a number without a fraction as a whole one, and nothing where there is no value or no number.
    pub(in crate::gazetteer) fn written(self) -> Cow<'a, str> {
        match self {
            Self::Null => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Int(number) => Cow::Owned(number.to_string()),
            Self::Float(number) if number.is_nan() => Cow::Borrowed(""),
            Self::Float(number) => Cow::Owned(number.to_string()),
            Self::Bool(flag) => Cow::Owned(flag.to_string()),
        }
    }

    /// The type, unless the value is absent.
    pub(super) fn kind(self) -> Option<ColumnType> {
        match self {
            Self::Null => None,
            Self::Text(_) => Some(ColumnType::Text),
            Self::Int(_) => Some(ColumnType::Int),
            Self::Float(_) => Some(ColumnType::Float),
            Self::Bool(_) => Some(ColumnType::Bool),
        }
    }

    /// An owned copy.
    pub fn to_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Text(text) => Value::Text(text.to_owned()),
            Self::Int(number) => Value::Int(number),
            Self::Float(number) => Value::Float(number),
            Self::Bool(flag) => Value::Bool(flag),
        }
    }
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
    /// The type, such as `place` (docs/tables.md, or the user's own).
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
}

/// Entities and the names of their further columns, before the index is built.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntryList {
    /// The further columns.
    pub columns: Vec<Column>,
    /// The entities; each has as many `extra` values as there are columns.
    pub entries: Vec<Entry>,
}
