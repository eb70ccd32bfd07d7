//! What a cell of a table fills in the current row: a field, or a further column.

use super::fields::{Cell, Field, decimal, narrow, parts, text_of};
use super::gather::Gather;
use crate::error::{Result, must_be};
use crate::gazetteer::entries::{ValueRef, weight};
use crate::shown::clipped;

/// From here on a floating-point number may stand for several whole ones.
const EXACT: f64 = (1_u64 << f64::MANTISSA_DIGITS) as f64;

/// The texts of a list of JSON, if a cell is one; no name begins with a bracket and a quotation mark.
fn json_list(cell: &str) -> Option<Vec<String>> {
    if !cell.starts_with("[\"") { None } else { serde_json::from_str(cell).ok() }
}

impl Gather {
    /// Sets a further column from a cell.
    pub(super) fn further(&mut self, column: usize, cell: Cell<'_>) {
        match cell {
            Cell::One(value) => self.value(column, value),
            Cell::Many(values) => self.value(column, ValueRef::Text(&values.join(";"))),
            Cell::Nested(text) => self.value(column, ValueRef::Text(&text)),
            Cell::Raw(text) => {
                let value = narrow(text);
                if !matches!(value, ValueRef::Null | ValueRef::Text(_)) && text_of(value) != text.trim() {
                    let kept = self.draft.keep(text.trim());
                    self.draft.written.push((column, kept));
                }
                self.value(column, value);
            }
        }
    }

    /// Sets a field of the current row from a cell.
    pub(super) fn set(&mut self, field: Field, cell: Cell<'_>, separator: &str) -> Result<()> {
        let value = match (field, cell) {
            (Field::Aliases, Cell::Many(names)) => {
                names.iter().for_each(|name| self.alias(name));
                return Ok(());
            }
            (Field::Variants, Cell::Many(kinds)) => {
                let column = self.field_column(field);
                self.value(column, ValueRef::Text(&kinds.join("|")));
                return Ok(());
            }
            (_, Cell::Many(_)) => {
                let column = self.label(field);
                return self.bad(
                    &column,
                    "a list where one value must stand",
                    must_be("one value", "a list; columns= says which column is what"),
                );
            }
            (_, Cell::Nested(text)) => {
                let column = self.label(field);
                let expected = if field == Field::Aliases { "names" } else { "one value" };
                let problem = must_be(expected, format_args!("{text:.60}; columns= says which column is what"));
                return self.bad(&column, "an object where a value must stand", problem);
            }
            (_, Cell::Raw(text)) => ValueRef::Text(text),
            (_, Cell::One(value)) => value,
        };
        match field {
            Field::Id => match value {
                ValueRef::Float(number) if number.abs() >= EXACT => {
                    let column = self.label(field);
                    let problem = format!("{number} is too large a number to tell it from its neighbours; write ids as text");
                    return self.bad(&column, "an id that is no exact number", problem);
                }
                value => self.id(&text_of(value)),
            },
            Field::Name => self.name(&text_of(value)),
            Field::Kind => self.kind(&text_of(value)),
            Field::Country => self.country(&text_of(value)),
            Field::Aliases => self.aliases(&text_of(value), separator),
            Field::Lat | Field::Lon => {
                let degrees = match value {
                    ValueRef::Null => None,
                    ValueRef::Int(v) => Some(v as f64),
                    ValueRef::Float(v) => Some(v).filter(|v| !v.is_nan()),
                    ValueRef::Text(t) if t.trim().is_empty() => None,
                    ValueRef::Text(t) => match decimal(t) {
                        Some(degrees) => Some(degrees).filter(|v| !v.is_nan()),
                        None => return self.no_degrees(field, must_be("a number of degrees", format_args!("{:?}", clipped(t)))),
                    },
                    ValueRef::Bool(_) => return self.no_degrees(field, must_be("a number of degrees", "true or false")),
                };
                *(if field == Field::Lat { &mut self.draft.lat } else { &mut self.draft.lon }) = degrees;
            }
            Field::Case | Field::Variants => {
                let column = self.field_column(field);
                self.value(column, value);
            }
            Field::Prior | Field::Population => return self.weight(field, value),
        }
        Ok(())
    }

    /// Adds the names in a cell, parted by `separator` or written as a list of JSON.
    fn aliases(&mut self, cell: &str, separator: &str) {
        if let Some(names) = json_list(cell) {
            self.note("cells of aliases are lists of JSON and were read as such", cell);
            names.iter().for_each(|name| self.alias(name));
            return;
        }
        self.doubt_aliases(cell, separator);
        parts(cell, separator).for_each(|name| self.alias(&name));
    }

    /// The number of the further column that keeps a field.
    pub(super) fn field_column(&mut self, field: Field) -> usize {
        self.column(field.column().unwrap_or_default())
    }

    /// Sets one of the numbers that order the entities of one name.
    fn weight(&mut self, field: Field, value: ValueRef<'_>) -> Result<()> {
        let value = match value {
            ValueRef::Text(text) if text.trim().is_empty() => return Ok(()),
            ValueRef::Text(text) => match (text.trim().parse(), text.trim().parse()) {
                (Ok(whole), _) => ValueRef::Int(whole),
                (_, Ok(number)) => ValueRef::Float(number),
                // In a number of people the comma would part thousands.
                _ => decimal(text).filter(|_| field == Field::Prior).map_or(value, ValueRef::Float),
            },
            value => value,
        };
        if let Some(problem) = weight::fault(field.column().unwrap_or_default(), value) {
            let (column, reason) =
                (self.label(field), if field == Field::Prior { "a prior that is none" } else { "a population that is none" });
            return self.bad(&column, reason, problem);
        }
        let column = self.field_column(field);
        self.value(column, value);
        Ok(())
    }

    pub(super) fn no_degrees(&mut self, field: Field, problem: String) -> Result<()> {
        let column = self.label(field);
        self.bad(&column, "a coordinate that is none", problem)
    }
}
