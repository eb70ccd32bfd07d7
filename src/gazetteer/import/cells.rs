//! The cells of an Arrow column, by row.

use super::fields::Cell;
use crate::arrow::{cell_moment, cell_text, text_at};
use crate::error::{Error, Result};
use crate::gazetteer::entries::ValueRef;
use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Float32Type, Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, LargeStringArray, StringArray, StringViewArray};
use arrow_schema::DataType;

/// A column; of texts, which most are, the type is known once for all its rows.
pub(super) enum Cells {
    Text(StringArray),
    LargeText(LargeStringArray),
    TextView(StringViewArray),
    Other(ArrayRef),
}

impl Cells {
    /// The cells of a column, those of a dictionary looked up; `None` for a type whose values cannot be used.
    pub fn new(array: &ArrayRef) -> Result<Option<Self>> {
        let array = match array.as_any_dictionary_opt() {
            None => array.clone(),
            Some(dictionary) => arrow_select::take::take(dictionary.values(), dictionary.keys(), None)
                .map_err(|e| Error::gazetteer("entries", format!("a dictionary column that cannot be read: {e}")))?,
        };
        Ok(match array.data_type() {
            DataType::Utf8 => Some(Self::Text(array.as_string().clone())),
            DataType::LargeUtf8 => Some(Self::LargeText(array.as_string().clone())),
            DataType::Utf8View => Some(Self::TextView(array.as_string_view().clone())),
            kind => is_usable(kind).then_some(()).map(|()| Self::Other(array)),
        })
    }

    /// A text; `None` where there is no value, or one of another type.
    pub fn text(&self, row: usize) -> Option<&str> {
        match self {
            Self::Text(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::LargeText(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::TextView(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Other(array) => text_at(array, row),
        }
    }

    /// A text of a column of texts.
    #[inline]
    pub fn known_text(&self, row: usize) -> Option<&str> {
        if matches!(self, Self::Other(_)) { None } else { self.text(row) }
    }

    /// One cell.
    pub fn get(&self, row: usize) -> Cell<'_> {
        match self {
            Self::Other(array) => other(array, row),
            texts => Cell::One(texts.text(row).map_or(ValueRef::Null, ValueRef::Text)),
        }
    }
}

/// True for the types whose values [`Cells::get`] reads.
fn is_usable(kind: &DataType) -> bool {
    let plain =
        |kind: &DataType| kind.is_integer() || matches!(kind, DataType::Null | DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View);
    match kind {
        DataType::List(items) | DataType::LargeList(items) => match items.data_type() {
            DataType::Dictionary(_, values) => plain(values),
            other => plain(other),
        },
        DataType::Boolean | DataType::Float32 | DataType::Float64 | DataType::Decimal128(..) => true,
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => true,
        other => plain(other),
    }
}

/// One cell of a column that is none of texts.
fn other(array: &ArrayRef, row: usize) -> Cell<'_> {
    if array.is_null(row) {
        return Cell::One(ValueRef::Null);
    }
    // What is beyond 64 bits with a sign keeps its digits as text.
    let whole = |text: String| text.parse().map_or(Cell::Nested(text), |number| Cell::One(ValueRef::Int(number)));
    match array.data_type() {
        DataType::Boolean => Cell::One(ValueRef::Bool(array.as_boolean().value(row))),
        DataType::Int64 => Cell::One(ValueRef::Int(array.as_primitive::<Int64Type>().value(row))),
        DataType::Float32 => Cell::One(ValueRef::Float(f64::from(array.as_primitive::<Float32Type>().value(row)))),
        DataType::Float64 => Cell::One(ValueRef::Float(array.as_primitive::<Float64Type>().value(row))),
        &DataType::Decimal128(_, scale) => {
            let digits = array.as_primitive::<Decimal128Type>().value(row) as f64;
            Cell::One(ValueRef::Float(digits / 10_f64.powi(i32::from(scale))))
        }
        DataType::List(_) => many(&array.as_list::<i32>().value(row)),
        DataType::LargeList(_) => many(&array.as_list::<i64>().value(row)),
        _ => match cell_moment(array, row) {
            Some(moment) => Cell::Nested(moment),
            None => cell_text(array, row).map_or(Cell::One(ValueRef::Null), whole),
        },
    }
}

fn many(items: &ArrayRef) -> Cell<'static> {
    Cell::Many((0..items.len()).filter_map(|i| cell_text(items, i)).collect())
}
