//! What `Gazetteer` is made of: entries in memory, files of many formats, and the report on what was left out.

use super::arguments::{string, strings};
use super::error::{must_be, must_be_else};
use super::gazetteer::PyGazetteer;
use super::input::is_missing;
use super::keywords::Keywords;
use super::{arrow_input, input, run};
use crate::error::{Error, Result};
use crate::gazetteer::import::{self, BadRows, Cell, Columns, Gather, Import, ImportReport, KeyedRows};
use crate::gazetteer::{BuildOptions, Gazetteer, ValueRef};
use crate::nearest::hint;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyInt, PyMapping, PyString};
use std::sync::Arc;

/// What an import used and what it left out, and why.
#[pyclass(name = "ImportReport", module = "dateline", frozen, eq)]
#[derive(Clone, PartialEq)]
pub struct PyImportReport {
    inner: Arc<ImportReport>,
}

/// What is kept of a report when it is pickled: format, files, rows, rows used, and three lists of reason, number and examples.
type State = (String, Vec<String>, u64, u64, [Vec<(String, u64, Vec<String>)>; 3]);

fn counts<'py>(py: Python<'py>, list: &[import::LeftOut]) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    list.iter().try_for_each(|left| dict.set_item(&left.reason, left.count))?;
    Ok(dict)
}

#[pymethods]
impl PyImportReport {
    /// What the files were read as.
    #[getter]
    fn format(&self) -> &str {
        &self.inner.format
    }

    /// The files, as they were given.
    #[getter]
    fn files(&self) -> Vec<String> {
        self.inner.files.clone()
    }

    /// The number of rows (lines, records, entities) read.
    #[getter]
    fn rows(&self) -> u64 {
        self.inner.rows
    }

    /// The number of rows used.
    #[getter]
    fn used(&self) -> u64 {
        self.inner.used
    }

    /// The numbers of rows left out, by reason.
    #[getter]
    fn left_out<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        counts(py, &self.inner.left_out)
    }

    /// The numbers of names left out of rows that are used, by reason.
    #[getter]
    fn names_left_out<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        counts(py, &self.inner.names_left_out)
    }

    /// The first rows and names for each reason and note: where they stand, and what they say.
    #[getter]
    fn examples<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for left in self.inner.left_out.iter().chain(&self.inner.names_left_out).chain(&self.inner.notes) {
            dict.set_item(&left.reason, &left.examples)?;
        }
        Ok(dict)
    }

    /// The numbers of rows that are used but were taken otherwise than they were written, by what was done.
    #[getter]
    fn notes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        counts(py, &self.inner.notes)
    }

    fn __repr__(&self) -> String {
        let left: u64 = self.inner.left_out.iter().map(|l| l.count).sum();
        format!("ImportReport({}: {} rows, {} used, {left} left out)", self.inner.format, self.inner.rows, self.inner.used)
    }

    fn __str__(&self) -> String {
        self.inner.to_string()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (State,))> {
        let report = &*slf.get().inner;
        let lists = [&report.left_out, &report.names_left_out, &report.notes]
            .map(|list| list.iter().map(|left| (left.reason.clone(), left.count, left.examples.clone())).collect::<Vec<_>>());
        let state = (report.format.clone(), report.files.clone(), report.rows, report.used, lists);
        Ok((slf.get_type().getattr("_from_state")?, (state,)))
    }

    /// A report from what pickling made of it.
    #[staticmethod]
    fn _from_state(state: State) -> Self {
        let (format, files, rows, used, lists) = state;
        let [left_out, names_left_out, notes] =
            lists.map(|list| list.into_iter().map(|(reason, count, examples)| import::LeftOut { reason, count, examples }).collect());
        Self { inner: Arc::new(ImportReport { format, files, rows, used, left_out, names_left_out, notes }) }
    }
}

/// An object as text.
fn written(object: &Bound<'_, PyAny>, place: impl Fn() -> String) -> PyResult<String> {
    let text = object.str()?;
    match text.to_str() {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => input::text(text.as_any(), &place()).map(|text| text.to_string()),
    }
}

/// A value of Python or numpy.
fn value<'a>(object: &'a Bound<'_, PyAny>, kept: &'a mut String, place: impl Fn() -> String) -> PyResult<ValueRef<'a>> {
    if is_missing(object) {
        return Ok(ValueRef::Null);
    }
    if !object.is_instance_of::<PyString>() {
        if let Ok(flag) = object.extract() {
            return Ok(ValueRef::Bool(flag));
        }
        if let Ok(number) = object.extract() {
            return Ok(ValueRef::Int(number));
        }
        if !object.is_instance_of::<PyInt>()
            && let Ok(number) = object.extract()
        {
            return Ok(ValueRef::Float(number));
        }
    }
    *kept = written(object, place)?;
    Ok(ValueRef::Text(kept))
}

fn set(rows: &mut KeyedRows<'_>, key: &str, object: &Bound<'_, PyAny>) -> PyResult<()> {
    let place = || format!("{}, column {key}", rows.gather.place());
    let mut kept = String::new();
    let several = !object.is_instance_of::<PyString>() && object.try_iter().is_ok();
    let cell = if several && object.is_instance_of::<PyMapping>() {
        Cell::Nested(written(object, place)?)
    } else if several {
        let items = object.try_iter()?.collect::<PyResult<Vec<_>>>()?;
        let texts = items.iter().filter(|item| !is_missing(item)).map(|item| written(item, place));
        Cell::Many(texts.collect::<PyResult<_>>()?)
    } else {
        Cell::One(value(object, &mut kept, place)?)
    };
    Ok(rows.set(key, cell)?)
}

/// Entities from dicts, names as plain `str`, a data frame or an Arrow table.
pub fn entries(object: &Bound<'_, PyAny>, columns: &Columns, bad_rows: BadRows) -> PyResult<Import> {
    if object.is_instance_of::<PyString>() || object.is_instance_of::<PyBytes>() {
        return Err(must_be_else("entries", "a list of names or dicts", object, "to read a file use Gazetteer.read_csv"));
    }
    if object.is_instance_of::<PyMapping>() {
        return Err(must_be_else("entries", "a list of names or dicts", object, "pass [entry], or columns as a data frame"));
    }
    if input::type_name(object) == "LazyFrame" {
        return Err(must_be_else("entries", "a data frame", object, "collect() it"));
    }
    let mut gather = Gather::new("entries", "[]", bad_rows);
    gather.file("entries");
    if arrow_input::speaks_arrow(object)
        && let Some(batches) = arrow_input::batches_or_column(object, "name")?
    {
        let mut first = 0;
        for batch in batches {
            import::push_batch(&mut gather, &batch, columns, "entries", first)?;
            first += batch.num_rows() as u64;
        }
        return Ok(gather.finish_any()?);
    }
    // A pandas frame without pyarrow: its rows as dicts.
    let items = if object.hasattr("columns")? && object.hasattr("to_dict")? {
        object.call_method1("to_dict", ("records",))?
    } else {
        object.clone()
    };
    let items = items.try_iter().map_err(|_| must_be("entries", "names, dicts, a data frame or an Arrow table", object))?;
    let mut rows = KeyedRows::new(gather, columns);
    // Columns that were asked for and that no entry had so far; the keys of the first entry.
    let mut missing: Vec<&String> = columns.mapped.iter().flat_map(|m| &m.1).chain(columns.keep.iter().flatten()).collect();
    let mut first: Option<Vec<String>> = None;
    let unknown = |missing: &[&String], first: &Option<Vec<String>>| {
        let keys = first.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
        let near = hint(missing[0], first.iter().flatten().map(String::as_str));
        Error::gazetteer("entries", format!("there is no column {:?}{near}; the columns of the first entry are: {keys}", missing[0]))
    };
    for (row, item) in items.enumerate() {
        let item = item?;
        rows.gather.begin(row as u64);
        if let Ok(name) = item.cast::<PyString>() {
            let name = input::text(name.as_any(), &format!("entries[{row}]"))?;
            rows.gather.name(&name);
        } else if let Ok(mapping) = item.cast::<PyMapping>() {
            let mut keys = Vec::new();
            for pair in mapping.items()?.iter() {
                let (key, content): (Bound<'_, PyAny>, Bound<'_, PyAny>) = pair.extract()?;
                let key = input::text(&key, &format!("entries[{row}], a key"))?;
                missing.retain(|asked| asked.as_str() != &*key);
                if first.is_none() {
                    keys.push(key.to_string());
                }
                set(&mut rows, &key, &content)?;
            }
            first.get_or_insert(keys);
        } else {
            return Err(must_be(format_args!("entries[{row}]"), "a name or a dict", &item));
        }
        // Without the column of names no row can be used, and that column is what is to be told.
        rows.gather.end().map_err(|error| if missing.is_empty() || row > 0 { error } else { unknown(&missing, &first) })?;
    }
    if !missing.is_empty() && first.is_some() {
        return Err(unknown(&missing, &first).into());
    }
    Ok(rows.gather.finish_any()?)
}

/// The options that all tables of names share: which columns are what, and what is done with bad rows.
pub fn table_options(keywords: &Keywords<'_>) -> PyResult<(Columns, BadRows)> {
    let usual = Columns::default();
    let mut columns = Columns {
        mapped: Vec::new(),
        separator: keywords.string("separator")?.unwrap_or(usual.separator),
        kind: keywords.string("type")?.unwrap_or(usual.kind),
        keep: keywords.strings("keep")?,
        encoding: None,
    };
    if let Some(mapped) = keywords.take("columns")? {
        let fields = mapped.cast::<PyMapping>().map_err(|_| must_be("columns", "a mapping of fields to columns", &mapped))?;
        for pair in fields.items()?.iter() {
            let (field, theirs): (Bound<'_, PyAny>, Bound<'_, PyAny>) = pair.extract()?;
            let field = string("a key of columns", &field)?;
            let place = format!("columns[{field:?}]");
            let theirs = match theirs.cast::<PyString>() {
                Ok(_) => vec![string(&place, &theirs)?.to_owned()],
                Err(_) if theirs.try_iter().is_ok() => strings(&place, &theirs)?,
                Err(_) => return Err(must_be(place, "a column's name or a list of them", &theirs)),
            };
            columns.mapped.push((Columns::field(field)?, theirs));
        }
    }
    Ok((columns, keywords.string("bad_rows")?.map_or(Ok(BadRows::default()), |name| bad_rows(&name))?))
}

fn bad_rows(name: &str) -> Result<BadRows> {
    match name {
        "error" => Ok(BadRows::Error),
        "skip" => Ok(BadRows::Skip),
        _ => Err(Error::must_be("bad_rows", "\"error\" or \"skip\"", format_args!("{name:?}"))),
    }
}

/// Builds a gazetteer of what `read` yields, without the GIL.
pub fn built_with(py: Python<'_>, options: BuildOptions, read: impl FnOnce() -> Result<Import> + Send) -> PyResult<PyGazetteer> {
    let (inner, report) = run::detached(py, None, move |_| {
        let mut import = read()?;
        import.report.note_boundary(&import.roster, options);
        Ok((Gazetteer::with_options(import.roster, options)?, import.report))
    })?;
    if let Some(warning) = report.warning() {
        let message = std::ffi::CString::new(warning.replace('\0', "")).unwrap_or_default();
        PyErr::warn(py, &py.get_type::<pyo3::exceptions::PyUserWarning>(), &message, 1)?;
    }
    Ok(PyGazetteer { inner: Arc::new(inner), report: Some(PyImportReport { inner: Arc::new(report) }) })
}
