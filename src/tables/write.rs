//! Tables into files: Parquet, CSV, JSON lines; written beside the target and renamed, so that no half file is left.

use super::columns::Rows;
use crate::error::{Error, Result};
use crate::files::replace;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float32Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use serde_json::{Map, Value, json};
use std::io::{BufWriter, Write};
use std::path::Path;

/// The file formats that tables are written in, by the file's ending.
pub const ENDINGS: &str = ".parquet .csv .jsonl";

/// A number through its shortest decimal form, so that 0.9 does not become 0.8999999761581421; nothing for what is no number.
pub fn shortest(number: f32) -> Option<f64> {
    if number.is_finite() { number.to_string().parse().ok() } else { None }
}

/// One cell as JSON: dates as ISO text, lists as lists.
pub fn cell(array: &ArrayRef, row: usize) -> Value {
    if array.is_null(row) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).into(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).into(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into(),
        DataType::Float32 => shortest(array.as_primitive::<Float32Type>().value(row)).map_or(Value::Null, Value::from),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row).into(),
        DataType::Boolean => array.as_boolean().value(row).into(),
        DataType::Date32 => array.as_primitive::<Date32Type>().value_as_date(row).map_or(Value::Null, |d| d.to_string().into()),
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            (0..items.len()).map(|i| cell(&items, i)).collect()
        }
        DataType::Struct(fields) => {
            let columns = array.as_struct();
            Value::Object(fields.iter().zip(columns.columns()).map(|(f, c)| (f.name().clone(), cell(c, row))).collect())
        }
        _ => json!(null),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.iter().all(Value::is_string) => items.iter().map(plain).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}

/// Writes a table to `path` in the format that its ending names.
pub fn write(rows: &Rows, path: &Path) -> Result<()> {
    let shown = path.display().to_string();
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    if !matches!(ending.as_str(), "parquet" | "csv" | "jsonl") {
        return Err(Error::input(shown, format!("the ending names no format that tables are written in ({ENDINGS})")));
    }
    replace::file(path, |file| {
        let file = BufWriter::new(file);
        match ending.as_str() {
            "parquet" => parquet(rows, file, &shown)?,
            "csv" => csv(rows, file)?,
            _ => jsonl(rows, file)?,
        }
        Ok(())
    })
}

/// A table as the bytes of a Parquet file.
pub fn parquet_bytes(rows: &Rows) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    parquet(rows, &mut bytes, "memory")?;
    Ok(bytes)
}

fn parquet(rows: &Rows, file: impl Write + Send, place: &str) -> Result<()> {
    let failed = |e: parquet::errors::ParquetError| Error::format(place, format!("the table cannot be written: {e}"));
    let compression = Compression::ZSTD(ZstdLevel::try_new(3).map_err(failed)?);
    let properties = WriterProperties::builder().set_compression(compression).build();
    let mut writer = ArrowWriter::try_new(file, rows.schema.clone(), Some(properties)).map_err(failed)?;
    for batch in &rows.batches {
        writer.write(batch).map_err(failed)?;
    }
    writer.close().map_err(failed)?;
    Ok(())
}

fn csv(rows: &Rows, file: impl Write) -> std::io::Result<()> {
    let mut writer = csv::Writer::from_writer(file);
    writer.write_record(rows.schema.fields().iter().map(|f| f.name()))?;
    for batch in &rows.batches {
        for row in 0..batch.num_rows() {
            writer.write_record(batch.columns().iter().map(|c| plain(&cell(c, row))))?;
        }
    }
    writer.flush()
}

fn jsonl(rows: &Rows, mut file: impl Write) -> std::io::Result<()> {
    for batch in &rows.batches {
        for row in 0..batch.num_rows() {
            let object: Map<String, Value> =
                rows.schema.fields().iter().zip(batch.columns()).map(|(f, c)| (f.name().clone(), cell(c, row))).collect();
            serde_json::to_writer(&mut file, &Value::Object(object))?;
            file.write_all(b"\n")?;
        }
    }
    file.flush()
}
