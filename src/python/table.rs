//! `Table`: columns for whoever reads Arrow, rows for whoever does not.

use super::cells::cell;
use super::error::unknown_key;
use super::run;
use crate::error::Error;
use crate::nearest::hint;
use crate::tables::columns::{Rows, TableBuilder};
use crate::tables::write;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, RecordBatchIterator, StringArray};
use arrow_schema::{Field, Schema};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyList};
use std::path::PathBuf;
use std::sync::Arc;

/// Rows that dateline made, as Arrow columns.
#[pyclass(name = "Table", module = "dateline", frozen)]
#[derive(Clone)]
pub struct PyTable {
    pub rows: Arc<Rows>,
}

impl PyTable {
    pub fn new(rows: Rows) -> Self {
        Self { rows: Arc::new(rows) }
    }

    /// The table of what a builder holds.
    pub fn built(builder: TableBuilder) -> crate::Result<Self> {
        let batch = builder.finish()?;
        Ok(Self::new(Rows { schema: batch.schema(), batches: vec![batch] }))
    }

    fn n_rows(&self) -> usize {
        self.rows.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn name(&self) -> &str {
        self.rows.schema.metadata().get("dateline.table").map_or("table", |t| t)
    }
}

/// True if two tables hold the same rows, however they are cut into batches.
fn same_rows(ours: &Rows, theirs: &Rows) -> bool {
    let mut others = theirs.batches.iter();
    let mut other: Option<RecordBatch> = None;
    for batch in &ours.batches {
        let mut at = 0;
        while at < batch.num_rows() {
            let Some(next) = other.take().or_else(|| others.next().cloned()) else { return false };
            let rows = next.num_rows().min(batch.num_rows() - at);
            // Not the batches themselves, which may say less of the schema than the table does.
            if batch.slice(at, rows).columns() != next.slice(0, rows).columns() {
                return false;
            }
            at += rows;
            other = Some(next.slice(rows, next.num_rows() - rows)).filter(|rest| rest.num_rows() > 0);
        }
    }
    other.is_none() && others.all(|rest| rest.num_rows() == 0)
}

/// The table that Parquet files hold, one behind the other.
#[pyfunction]
pub fn read_tables(py: Python<'_>, paths: Vec<PathBuf>) -> PyResult<PyTable> {
    super::run::detached(py, None, |_| crate::batch::shards::read(&paths)).map(PyTable::new)
}

#[pymethods]
impl PyTable {
    fn __len__(&self) -> usize {
        self.n_rows()
    }

    fn __repr__(&self) -> String {
        format!("Table({}: {} rows; {})", self.name(), self.n_rows(), self.columns().join(", "))
    }

    /// The names of the columns, in order.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.rows.schema.fields().iter().map(|f| f.name().clone()).collect()
    }

    /// The names of the columns' Arrow types, by column.
    #[getter]
    fn schema<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for field in self.rows.schema.fields() {
            let name = match field.data_type() {
                arrow_schema::DataType::Utf8 => "string".to_owned(),
                arrow_schema::DataType::List(item) => match item.data_type() {
                    arrow_schema::DataType::Struct(_) => "list<struct>".to_owned(),
                    _ => "list<string>".to_owned(),
                },
                other => other.to_string().to_ascii_lowercase(),
            };
            dict.set_item(field.name(), name)?;
        }
        Ok(dict)
    }

    /// The first `n` rows as a table.
    #[pyo3(signature = (n=5))]
    fn head(&self, #[pyo3(from_py_with = super::arguments::rows)] n: usize) -> Self {
        let mut left = n;
        let mut batches = Vec::new();
        for batch in &self.rows.batches {
            let take = left.min(batch.num_rows());
            if take > 0 {
                batches.push(batch.slice(0, take));
            }
            left -= take;
        }
        Self::new(Rows { schema: self.rows.schema.clone(), batches })
    }

    /// One column as a list.
    fn __getitem__<'py>(
        &self,
        py: Python<'py>,
        #[pyo3(from_py_with = super::arguments::column)] column: &str,
    ) -> PyResult<Bound<'py, PyList>> {
        let Some((at, _)) = self.rows.schema.column_with_name(column) else {
            let there = self.columns();
            let near = hint(column, there.iter().map(String::as_str));
            return Err(unknown_key(format!("there is no column {column:?}{near}; the columns are: {}", there.join(", "))));
        };
        let list = PyList::empty(py);
        for batch in &self.rows.batches {
            for row in 0..batch.num_rows() {
                run::breathe(py, row)?;
                list.append(cell(py, batch.column(at), row)?)?;
            }
        }
        Ok(list)
    }

    /// All rows as a list of dicts; dates as `datetime.date`. Needs no other package.
    fn to_pylist<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let fields = self.rows.schema.fields();
        let names: Vec<_> = fields.iter().map(|f| pyo3::types::PyString::intern(py, f.name())).collect();
        let list = PyList::empty(py);
        for batch in &self.rows.batches {
            for row in 0..batch.num_rows() {
                run::breathe(py, row)?;
                let dict = PyDict::new(py);
                for (name, column) in names.iter().zip(batch.columns()) {
                    dict.set_item(name, cell(py, column, row)?)?;
                }
                list.append(dict)?;
            }
        }
        Ok(list)
    }

    /// The rows of one document, which lie together.
    fn _of_document(&self, doc_id: &str) -> Self {
        let mut batches = Vec::new();
        if let Some((at, _)) = self.rows.schema.column_with_name("doc_id") {
            for batch in &self.rows.batches {
                let Some(ids) = batch.column(at).as_string_opt::<i32>() else { continue };
                let is_its = |row: &usize| ids.value(*row) == doc_id;
                let Some(first) = (0..ids.len()).find(is_its) else { continue };
                let last = (first..ids.len()).take_while(is_its).last().unwrap_or(first);
                batches.push(batch.slice(first, last + 1 - first));
            }
        }
        Self::new(Rows { schema: self.rows.schema.clone(), batches })
    }

    /// A `pyarrow.Table`.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        needed(slf.py(), "pyarrow")?.getattr("table")?.call1((slf,))
    }

    /// A `polars.DataFrame`.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        needed(slf.py(), "polars")?.getattr("DataFrame")?.call1((slf,))
    }

    /// A `pandas.DataFrame`; by way of pyarrow where that is installed.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("dateline._frames")?.getattr("to_pandas")?.call1((slf,))
    }

    /// Writes the table to a `.parquet`, `.csv` or `.jsonl` file; a file that is there is replaced as a whole.
    fn write(&self, py: Python<'_>, #[pyo3(from_py_with = super::arguments::path)] path: PathBuf) -> PyResult<()> {
        run::detached(py, None, |_| write::write(&self.rows, &path))
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches: Vec<_> = self.rows.batches.iter().cloned().map(Ok).collect();
        let reader = RecordBatchIterator::new(batches, self.rows.schema.clone());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.rows.schema.as_ref()).map_err(|e| Error::Internal { problem: e.to_string() })?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    fn _repr_html_<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let head = self.head(10).to_pylist(py)?;
        py.import("dateline._display.table")?.getattr("table_html")?.call1((self.columns(), head, self.n_rows()))
    }

    // Compared by their rows, so not hashed: Python sets `__hash__` to `None`.
    fn __eq__(&self, py: Python<'_>, other: &Self) -> bool {
        py.detach(|| self.rows.schema == other.rows.schema && same_rows(&self.rows, &other.rows))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let py = slf.py();
        let bytes = run::attached(|| write::parquet_bytes(&slf.get().rows))?;
        Ok((slf.get_type().getattr("_from_parquet")?, (PyBytes::new(py, &bytes),)))
    }

    /// A table of columns, each with its name, the kind of its cells (`text`, `texts`, `whole`, `number`, `flag`) and its cells.
    #[staticmethod]
    fn _of_columns(columns: Vec<(String, String, Bound<'_, PyAny>)>) -> PyResult<Self> {
        let mut fields = Vec::with_capacity(columns.len());
        let mut arrays = Vec::with_capacity(columns.len());
        for (name, kind, cells) in columns {
            let array: ArrayRef = match kind.as_str() {
                "flag" => Arc::new(BooleanArray::from(cells.extract::<Vec<Option<bool>>>()?)),
                "whole" => Arc::new(Int64Array::from(cells.extract::<Vec<Option<i64>>>()?)),
                "number" => Arc::new(Float64Array::from(cells.extract::<Vec<Option<f64>>>()?)),
                "texts" => {
                    let mut lists = ListBuilder::new(StringBuilder::new());
                    for list in cells.extract::<Vec<Option<Vec<String>>>>()? {
                        lists.append_option(list.map(|parts| parts.into_iter().map(Some)));
                    }
                    Arc::new(lists.finish())
                }
                _ => Arc::new(StringArray::from(cells.extract::<Vec<Option<String>>>()?)),
            };
            fields.push(Field::new(name, array.data_type().clone(), true));
            arrays.push(array);
        }
        let schema = Arc::new(Schema::new(fields));
        let batch = RecordBatch::try_new(schema.clone(), arrays).map_err(|e| Error::Internal { problem: e.to_string() })?;
        Ok(Self::new(Rows { schema, batches: vec![batch] }))
    }

    /// A table from the bytes that pickling made.
    #[staticmethod]
    fn _from_parquet(bytes: &Bound<'_, PyBytes>) -> PyResult<Self> {
        let bytes = bytes::Bytes::copy_from_slice(bytes.as_bytes());
        run::attached(|| {
            let damaged = |e: &dyn std::fmt::Display| Error::format("pickle", format!("this is no pickled table: {e}"));
            let builder = ParquetRecordBatchReaderBuilder::try_new(bytes).map_err(|e| damaged(&e))?;
            let schema = builder.schema().clone();
            let reader = builder.build().map_err(|e| damaged(&e))?;
            let batches = reader.collect::<Result<Vec<_>, _>>().map_err(|e| damaged(&e))?;
            Ok(Self::new(Rows { schema, batches }))
        })
    }
}

/// A Python package that dateline does without until a table is asked for as its own; an error says what to install.
fn needed<'py>(py: Python<'py>, package: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("dateline._needed")?.getattr("needed")?.call1((package,))
}
