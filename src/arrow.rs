//! Arrow columns as texts and dates, whatever their layout: utf8, large, view, dictionary; date and timestamp.

use crate::dates::parse_date;
use crate::error::{Error, Result};
use crate::texts::Texts;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use chrono::{DateTime, NaiveDate};

/// A text column: one array or more, borrowed as they are.
#[derive(Clone, Debug)]
pub struct TextColumn {
    chunks: Vec<Chunk>,
    /// Row at which each chunk begins, and the number of rows at the end.
    starts: Vec<usize>,
}

#[derive(Clone, Debug)]
struct Chunk {
    values: ArrayRef,
    /// For dictionaries: the row of `values` for each row; `None` is a null.
    keys: Option<Vec<Option<usize>>>,
}

fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

/// A cell of an array of texts; `None` for nulls and arrays of anything else.
pub fn text_at(values: &ArrayRef, row: usize) -> Option<&str> {
    if values.is_null(row) {
        return None;
    }
    match values.data_type() {
        DataType::Utf8 => Some(values.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => Some(values.as_string::<i64>().value(row)),
        DataType::Utf8View => Some(values.as_string_view().value(row)),
        _ => None,
    }
}

impl TextColumn {
    /// Takes the column's arrays. `place` names the column in the error for a column of another type.
    pub fn new(arrays: Vec<ArrayRef>, place: &str) -> Result<Self> {
        let mut column = Self { chunks: Vec::new(), starts: vec![0] };
        let mut rows = 0;
        for array in arrays {
            // A column without rows often has no proper type.
            if array.is_empty() {
                continue;
            }
            // Neither has one without a value: readers of CSV take it for a column of numbers.
            let null = array.null_count() == array.len();
            if !is_text(array.data_type()) && !null {
                return Err(Error::input(place, format!("the column holds {}, not text; cast it to a string column", array.data_type())));
            }
            rows += array.len();
            column.starts.push(rows);
            column.chunks.push(match array.as_any_dictionary_opt() {
                Some(dictionary) => {
                    let keys = if dictionary.values().is_empty() { vec![0; array.len()] } else { dictionary.normalized_keys() };
                    let keys = keys.into_iter().enumerate().map(|(row, key)| array.is_valid(row).then_some(key)).collect();
                    Chunk { values: dictionary.values().clone(), keys: Some(keys) }
                }
                None => Chunk { values: array, keys: None },
            });
        }
        Ok(column)
    }
}

impl Texts for TextColumn {
    fn len(&self) -> usize {
        self.starts.last().copied().unwrap_or_default()
    }

    fn get(&self, row: usize) -> Result<Option<&str>> {
        let chunk = self.starts.partition_point(|&s| s <= row).saturating_sub(1);
        let Some(found) = self.chunks.get(chunk) else { return Ok(None) };
        let row = row - self.starts[chunk];
        Ok(match &found.keys {
            Some(keys) => keys[row].and_then(|key| text_at(&found.values, key)),
            None => text_at(&found.values, row),
        })
    }
}

/// One cell as text, for ids, outlets and titles: text as it is, whole numbers as digits; `None` for nulls and other types.
pub fn cell_text(array: &ArrayRef, row: usize) -> Option<String> {
    if array.is_null(row) {
        return None;
    }
    macro_rules! digits {
        ($($kind:ident => $type:ty),*) => {
            match array.data_type() {
                $(DataType::$kind => Some(array.as_primitive::<$type>().value(row).to_string()),)*
                DataType::Dictionary(..) => {
                    let dictionary = array.as_any_dictionary_opt()?;
                    let key = *dictionary.normalized_keys().get(row)?;
                    text_at(dictionary.values(), key).map(str::to_owned)
                }
                _ => text_at(array, row).map(str::to_owned),
            }
        };
    }
    digits!(Int8 => Int8Type, Int16 => Int16Type, Int32 => Int32Type, Int64 => Int64Type, UInt8 => UInt8Type, UInt16 => UInt16Type,
        UInt32 => UInt32Type, UInt64 => UInt64Type)
}

/// One cell of dates or times as ISO 8601 text, in UTC; `None` for nulls and other types.
pub fn cell_moment(array: &ArrayRef, row: usize) -> Option<String> {
    if array.is_null(row) {
        return None;
    }
    let moment = match array.data_type() {
        DataType::Date32 => array.as_primitive::<Date32Type>().value_as_datetime(row),
        DataType::Date64 => array.as_primitive::<Date64Type>().value_as_datetime(row),
        DataType::Timestamp(TimeUnit::Second, _) => array.as_primitive::<TimestampSecondType>().value_as_datetime(row),
        DataType::Timestamp(TimeUnit::Millisecond, _) => array.as_primitive::<TimestampMillisecondType>().value_as_datetime(row),
        DataType::Timestamp(TimeUnit::Microsecond, _) => array.as_primitive::<TimestampMicrosecondType>().value_as_datetime(row),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => array.as_primitive::<TimestampNanosecondType>().value_as_datetime(row),
        _ => None,
    }?;
    let midnight = moment.time() == chrono::NaiveTime::MIN;
    Some(moment.format(if midnight { "%Y-%m-%d" } else { "%Y-%m-%dT%H:%M:%S%.f" }).to_string())
}

/// One cell as a date; an error names what is no date, `None` is a null.
pub fn cell_date(array: &ArrayRef, row: usize, place: &str) -> Result<Option<NaiveDate>> {
    if array.is_null(row) {
        return Ok(None);
    }
    let from_seconds = |s: i64| DateTime::from_timestamp(s, 0).map(|d| d.date_naive());
    let day = match array.data_type() {
        DataType::Date32 => array.as_primitive::<Date32Type>().value_as_date(row),
        DataType::Date64 => array.as_primitive::<Date64Type>().value_as_date(row),
        DataType::Timestamp(TimeUnit::Second, _) => from_seconds(array.as_primitive::<TimestampSecondType>().value(row)),
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            from_seconds(array.as_primitive::<TimestampMillisecondType>().value(row).div_euclid(1_000))
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            from_seconds(array.as_primitive::<TimestampMicrosecondType>().value(row).div_euclid(1_000_000))
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            from_seconds(array.as_primitive::<TimestampNanosecondType>().value(row).div_euclid(1_000_000_000))
        }
        _ => {
            return match cell_text(array, row).filter(|t| !t.trim().is_empty()) {
                Some(text) => parse_date(&text, place).map(Some),
                None => Ok(None),
            };
        }
    };
    Ok(day)
}

/// Why a file cannot be read as Parquet.
///
/// ```
/// use dateline::arrow::parquet_problem;
/// assert_eq!(parquet_problem(&"no footer"), "the file cannot be read as Parquet: no footer");
/// ```
pub fn parquet_problem(e: &dyn std::fmt::Display) -> String {
    format!("the file cannot be read as Parquet: {e}")
}
