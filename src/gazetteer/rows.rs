//! Rows of any table (CSV, JSON lines, data frames, dicts) into entries: which column is what, and what type the further
//! columns have.

use super::{Column, ColumnType, Entry, EntryList, Value};
use crate::arrow::cell_text;
use crate::error::{Error, Result};
use crate::text::decode::{decode, looks_binary};
use crate::texts::{csv_problem, delimiter};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Float64Type};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use rustc_hash::FxHashMap;
use std::path::Path;

/// One cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A single value.
    One(Value),
    /// A list of texts, as for aliases.
    Many(Vec<String>),
}

/// What messages call a row: `watch.csv, row 17`, `entries[17]`.
pub type Place<'a> = &'a dyn Fn(usize) -> String;

/// Columns that mean something to the gazetteer; all others are carried along.
const KNOWN: [&str; 7] = ["id", "name", "type", "aliases", "country", "lat", "lon"];

fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::Text(text) => text.trim().to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
    };
    Some(text).filter(|t| !t.is_empty())
}

/// A value as the narrowest type: what looks like a whole number is one, and so on. For tables that know only text.
pub fn narrow(text: &str) -> Value {
    let text = text.trim();
    if text.is_empty() {
        return Value::Null;
    }
    // A code with a leading zero or plus sign is text: it would not survive as a number.
    let code = text.starts_with('+') || text.len() > 1 && text.starts_with('0') && text.as_bytes()[1].is_ascii_digit();
    match text {
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if !code && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.' | b'e' | b'E')) => {
            match (text.parse(), text.parse::<f64>()) {
                (Ok(whole), _) => Value::Int(whole),
                (_, Ok(float)) if float.is_finite() => Value::Float(float),
                _ => Value::Text(text.to_owned()),
            }
        }
        _ => Value::Text(text.to_owned()),
    }
}

fn type_of(value: &Value) -> Option<ColumnType> {
    match value {
        Value::Null => None,
        Value::Text(_) => Some(ColumnType::Text),
        Value::Int(_) => Some(ColumnType::Int),
        Value::Float(_) => Some(ColumnType::Float),
        Value::Bool(_) => Some(ColumnType::Bool),
    }
}

fn widen(a: Option<ColumnType>, b: ColumnType) -> ColumnType {
    match (a, b) {
        (None, b) => b,
        (Some(a), b) if a == b => a,
        (Some(ColumnType::Int), ColumnType::Float) | (Some(ColumnType::Float), ColumnType::Int) => ColumnType::Float,
        _ => ColumnType::Text,
    }
}

fn fit(value: Value, kind: ColumnType) -> Value {
    match (value, kind) {
        (Value::Int(v), ColumnType::Float) => Value::Float(v as f64),
        (value, ColumnType::Text) => text_of(&value).map_or(Value::Null, Value::Text),
        (value, _) => value,
    }
}

/// Entries from rows of named cells. A row without an id takes its name as id; without a type it has the type `name`.
pub fn entries(rows: Vec<Vec<(String, Cell)>>, place: Place<'_>) -> Result<EntryList> {
    let mut order: Vec<String> = Vec::new();
    let mut types: FxHashMap<String, Option<ColumnType>> = FxHashMap::default();
    for (column, cell) in rows.iter().flatten() {
        if KNOWN.contains(&column.as_str()) {
            continue;
        }
        if !types.contains_key(column) {
            order.push(column.clone());
            types.insert(column.clone(), None);
        }
        let found = match cell {
            Cell::One(value) => type_of(value),
            Cell::Many(_) => Some(ColumnType::Text),
        };
        if let (Some(found), Some(known)) = (found, types.get_mut(column)) {
            *known = Some(widen(*known, found));
        }
    }
    let columns: Vec<Column> = order
        .iter()
        .map(|name| Column { name: name.clone(), kind: types.get(name).copied().flatten().unwrap_or(ColumnType::Text) })
        .collect();
    let at: FxHashMap<&str, usize> = order.iter().enumerate().map(|(i, n)| (n.as_str(), i)).collect();
    let mut list = EntryList { columns: columns.clone(), entries: Vec::with_capacity(rows.len()) };
    for (row, cells) in rows.into_iter().enumerate() {
        let mut entry = Entry { kind: "name".to_owned(), extra: vec![Value::Null; columns.len()], ..Entry::default() };
        for (column, cell) in cells {
            let problem = |what: &str| Error::gazetteer(format!("{}, column {column}", place(row)), what.to_owned());
            match (column.as_str(), cell) {
                ("aliases", Cell::Many(names)) => entry.aliases.extend(names.into_iter().filter(|n| !n.trim().is_empty())),
                ("aliases", Cell::One(value)) => {
                    let names = text_of(&value).unwrap_or_default();
                    entry.aliases.extend(names.split('|').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned));
                }
                (known, Cell::Many(_)) if KNOWN.contains(&known) => return Err(problem("a list stands where one value is asked for")),
                ("id", Cell::One(value)) => entry.id = text_of(&value).unwrap_or_default(),
                ("name", Cell::One(value)) => entry.name = text_of(&value).unwrap_or_default(),
                ("type", Cell::One(value)) => entry.kind = text_of(&value).unwrap_or_else(|| "name".to_owned()),
                ("country", Cell::One(value)) => entry.country = text_of(&value),
                ("lat" | "lon", Cell::One(value)) => {
                    let degrees = match value {
                        Value::Null => None,
                        Value::Int(v) => Some(v as f64),
                        Value::Float(v) => Some(v),
                        Value::Text(ref t) if t.trim().is_empty() => None,
                        Value::Text(ref t) => Some(t.trim().parse().map_err(|_| problem(&format!("{t:?} is no number of degrees")))?),
                        Value::Bool(_) => return Err(problem("true or false is no number of degrees")),
                    };
                    *(if column == "lat" { &mut entry.lat } else { &mut entry.lon }) = degrees;
                }
                (_, cell) => {
                    if let Some(&i) = at.get(column.as_str()) {
                        let value = match cell {
                            Cell::One(value) => value,
                            Cell::Many(values) => Value::Text(values.join(";")),
                        };
                        entry.extra[i] = fit(value, columns[i].kind);
                    }
                }
            }
        }
        if entry.name.trim().is_empty() {
            return Err(Error::gazetteer(place(row), "there is no name; every row needs one in the column name"));
        }
        if entry.id.is_empty() {
            entry.id.clone_from(&entry.name);
        }
        list.entries.push(entry);
    }
    Ok(list)
}

/// A CSV file: a header with at least `name`, aliases parted by `|`, any further columns carried along.
pub fn read_csv(path: &Path) -> Result<EntryList> {
    let shown = path.display().to_string();
    let text = read_text(path, &shown)?;
    let usual = if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("tsv")) { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(text.as_bytes(), usual)).from_reader(text.as_bytes());
    let bad = |e: csv::Error| Error::gazetteer(&shown, csv_problem(&e));
    let header: Vec<String> = reader.headers().map_err(bad)?.iter().map(|h| h.trim().to_owned()).collect();
    if !header.iter().any(|h| h == "name") {
        return Err(Error::gazetteer(&shown, format!("there is no column name; the columns are: {}", header.join(", "))));
    }
    if let Some((_, twice)) = header.iter().enumerate().find(|&(i, h)| header[..i].contains(h)) {
        return Err(Error::gazetteer(&shown, format!("the column {twice:?} stands twice; several names of one entity go into aliases")));
    }
    let mut rows = Vec::new();
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(bad)?;
        lines.push(record.position().map_or(0, csv::Position::line));
        let cell = |column: &str, text: &str| match column {
            "id" | "name" | "type" | "aliases" | "country" => Cell::One(Value::Text(text.to_owned())),
            _ => Cell::One(narrow(text)),
        };
        rows.push(header.iter().zip(record.iter()).map(|(column, text)| (column.clone(), cell(column, text))).collect());
    }
    entries(rows, &|row| format!("{shown}, line {}", lines[row]))
}

/// The text of a file of names; empty and binary files are errors.
fn read_text(path: &Path, shown: &str) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(shown, e))?;
    if bytes.is_empty() {
        return Err(Error::gazetteer(shown, "the file is empty"));
    }
    match looks_binary(&bytes) {
        Some(kind) => Err(Error::gazetteer(shown, format!("the file holds no names: {kind}"))),
        None => Ok(decode(&bytes).text),
    }
}

/// A JSON-lines file: an object a line with at least `name`; `aliases` a list, or one text parted by `|`.
pub fn read_jsonl(path: &Path) -> Result<EntryList> {
    let shown = path.display().to_string();
    parse_jsonl(&read_text(path, &shown)?, &shown)
}

/// JSON lines as [`read_jsonl`] reads them; `shown` is what errors call them.
pub fn parse_jsonl(text: &str, shown: &str) -> Result<EntryList> {
    if text.trim_start().starts_with('[') {
        let problem = "this is one JSON array; JSON lines have an object a line, without brackets or commas around them";
        return Err(Error::gazetteer(shown, problem));
    }
    let mut rows = Vec::new();
    let mut numbers = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line)
            .map_err(|e| Error::gazetteer(format!("{shown}, line {}", number + 1), format!("this is no JSON object: {e}")))?;
        numbers.push(number + 1);
        rows.push(object.into_iter().map(|(column, value)| (column, json_cell(value))).collect());
    }
    entries(rows, &|row| format!("{shown}, line {}", numbers[row]))
}

fn json_cell(value: serde_json::Value) -> Cell {
    use serde_json::Value as Json;
    match value {
        Json::Null => Cell::One(Value::Null),
        Json::Bool(flag) => Cell::One(Value::Bool(flag)),
        Json::Number(number) => Cell::One(number.as_i64().map_or_else(|| Value::Float(number.as_f64().unwrap_or(f64::NAN)), Value::Int)),
        Json::String(text) => Cell::One(Value::Text(text)),
        Json::Array(items) => Cell::Many(items.into_iter().map(|i| i.as_str().map_or_else(|| i.to_string(), str::to_owned)).collect()),
        object @ Json::Object(_) => Cell::One(Value::Text(object.to_string())),
    }
}

/// One cell of an Arrow column.
pub fn arrow_cell(array: &ArrayRef, row: usize) -> Cell {
    if array.is_null(row) {
        return Cell::One(Value::Null);
    }
    match array.data_type() {
        DataType::Boolean => Cell::One(Value::Bool(array.as_boolean().value(row))),
        DataType::Float32 => Cell::One(Value::Float(f64::from(array.as_primitive::<Float32Type>().value(row)))),
        DataType::Float64 => Cell::One(Value::Float(array.as_primitive::<Float64Type>().value(row))),
        DataType::List(_) => many(&array.as_list::<i32>().value(row)),
        DataType::LargeList(_) => many(&array.as_list::<i64>().value(row)),
        kind => match cell_text(array, row) {
            Some(text) if kind.is_integer() => Cell::One(text.parse().map_or(Value::Text(text), Value::Int)),
            Some(text) => Cell::One(Value::Text(text)),
            None => Cell::One(Value::Null),
        },
    }
}

fn many(items: &ArrayRef) -> Cell {
    Cell::Many((0..items.len()).filter_map(|i| cell_text(items, i)).collect())
}
