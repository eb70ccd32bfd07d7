//! A column of further values while entities are collected: it takes the narrowest type that holds all its values.

use super::collected::Shared;
use super::entities::{ABSENT, Values};
use super::{ColumnType, ValueRef};
use crate::error::Result;

/// The bits of a number that is absent.
pub(super) const NAN: u64 = f64::NAN.to_bits();

/// A further column, growing; shorter than the entities where the last ones have no value.
pub(super) enum Growing {
    /// No value yet.
    Unknown,
    Text(Vec<u32>),
    Int(Vec<u64>, Vec<u8>),
    Float(Vec<u64>),
    Bool(Vec<u8>),
}

/// Sets `items[at]`; `filler` stands for those between the last one and it.
pub(super) fn set<T: Copy>(items: &mut Vec<T>, at: usize, value: T, filler: T) {
    if items.len() <= at {
        items.resize(at, filler);
        items.push(value);
    } else {
        items[at] = value;
    }
}

impl Growing {
    /// An empty column of a type.
    pub fn of(kind: ColumnType) -> Self {
        match kind {
            ColumnType::Text => Self::Text(Vec::new()),
            ColumnType::Int => Self::Int(Vec::new(), Vec::new()),
            ColumnType::Float => Self::Float(Vec::new()),
            ColumnType::Bool => Self::Bool(Vec::new()),
        }
    }

    /// The type so far; none without a value.
    pub fn kind(&self) -> Option<ColumnType> {
        match self {
            Self::Unknown => None,
            Self::Text(_) => Some(ColumnType::Text),
            Self::Int(..) => Some(ColumnType::Int),
            Self::Float(_) => Some(ColumnType::Float),
            Self::Bool(_) => Some(ColumnType::Bool),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Unknown => 0,
            Self::Text(numbers) => numbers.len(),
            Self::Int(numbers, _) | Self::Float(numbers) => numbers.len(),
            Self::Bool(flags) => flags.len(),
        }
    }

    /// The value of entity `at`.
    pub fn get<'a>(&self, at: usize, shared: &'a Shared) -> ValueRef<'a> {
        let value = match self {
            Self::Unknown => None,
            Self::Text(numbers) => numbers.get(at).filter(|&&n| n != ABSENT).map(|&n| ValueRef::Text(shared.strings.get(n))),
            Self::Int(numbers, present) => numbers.get(at).filter(|_| present[at] != 0).map(|&n| ValueRef::Int(n as i64)),
            Self::Float(numbers) => numbers.get(at).map(|&n| f64::from_bits(n)).filter(|n| !n.is_nan()).map(ValueRef::Float),
            Self::Bool(flags) => flags.get(at).filter(|&&flag| flag < 2).map(|&flag| ValueRef::Bool(flag == 1)),
        };
        value.unwrap_or_default()
    }

    /// Sets a value, which is not absent. The column takes the narrowest type that holds all values.
    pub fn set(&mut self, at: usize, value: ValueRef<'_>, shared: &mut Shared) -> Result<()> {
        match (&mut *self, value) {
            (_, ValueRef::Float(number)) if number.is_nan() => {}
            (Self::Unknown, value) => {
                let Some(kind) = value.kind() else { return Ok(()) };
                *self = Self::of(kind);
                return self.set(at, value, shared);
            }
            (Self::Text(numbers), value) => {
                let number = match value {
                    ValueRef::Text(text) => shared.push(text)?,
                    other => shared.push(&other.written())?,
                };
                set(numbers, at, number, ABSENT);
            }
            (Self::Int(numbers, present), ValueRef::Int(number)) => {
                set(numbers, at, number as u64, 0);
                set(present, at, 1, 0);
            }
            (Self::Float(numbers), ValueRef::Float(_) | ValueRef::Int(_)) => {
                set(numbers, at, value.number().unwrap_or(f64::NAN).to_bits(), NAN);
            }
            (Self::Bool(flags), ValueRef::Bool(flag)) => set(flags, at, u8::from(flag), 2),
            (Self::Int(..), ValueRef::Float(_)) => {
                self.turn_into(ColumnType::Float, shared)?;
                return self.set(at, value, shared);
            }
            _ => {
                self.turn_into(ColumnType::Text, shared)?;
                return self.set(at, value, shared);
            }
        }
        Ok(())
    }

    /// Makes it a column of `kind`, the values that are there included.
    pub fn turn_into(&mut self, kind: ColumnType, shared: &mut Shared) -> Result<()> {
        let old = std::mem::replace(self, Self::of(kind));
        for at in 0..old.len() {
            let text = match old.get(at, shared) {
                ValueRef::Null => continue,
                value if kind == ColumnType::Text => value.written().into_owned(),
                value => {
                    if let (Self::Float(numbers), Some(number)) = (&mut *self, value.number()) {
                        set(numbers, at, number.to_bits(), NAN);
                    }
                    continue;
                }
            };
            self.set(at, ValueRef::Text(&text), shared)?;
        }
        Ok(())
    }

    /// The column of so many entities.
    pub fn finish(mut self, count: usize) -> Values {
        match &mut self {
            Self::Unknown => self = Self::Text(vec![ABSENT; count]),
            Self::Text(numbers) => numbers.resize(count, ABSENT),
            Self::Int(numbers, present) => {
                numbers.resize(count, 0);
                present.resize(count, 0);
            }
            Self::Float(numbers) => numbers.resize(count, NAN),
            Self::Bool(flags) => flags.resize(count, 2),
        }
        match self {
            Self::Unknown => Values::Text(Vec::new().into()),
            Self::Text(numbers) => Values::Text(numbers.into()),
            Self::Int(numbers, present) => Values::Int(numbers.into(), present.into()),
            Self::Float(numbers) => Values::Float(numbers.into()),
            Self::Bool(flags) => Values::Bool(flags.into()),
        }
    }
}
