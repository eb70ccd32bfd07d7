//! Texts, dates and tables from Python, borrowed where that can be: `str`, lists, Arrow columns and frames.

use super::error::wrong_type;
use crate::arrow::TextColumn;
use crate::error::{Error, Result};
use crate::texts::{Position, Texts, parse_date};
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray, make_array};
use arrow_schema::{DataType, Field, Schema};
use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyFloat, PyString, PyTuple};
use rustc_hash::FxHashMap;
use std::ffi::{CStr, c_int, c_void};
use std::sync::Arc;

/// Python strings, borrowed. A row that is no readable text keeps its problem.
#[derive(Debug)]
pub struct StrRows {
    rows: Vec<Row>,
    problems: FxHashMap<usize, String>,
    /// Where sentences stand that know it; empty if none does.
    positions: Vec<Option<Position>>,
    /// Holds the objects that `rows` point into.
    _objects: Py<PyTuple>,
}

/// The UTF-8 bytes of a `str` that lives elsewhere; of length `NONE` or `FAULTY` it is no text.
#[derive(Clone, Copy, Debug)]
struct Row {
    start: *const u8,
    len: usize,
}

const NONE: usize = usize::MAX;
const FAULTY: usize = usize::MAX - 1;

// SAFETY: the bytes belong to objects that `_objects` keeps alive, and never change: a `str` is immutable, and so are the UTF-8 bytes that
// it hands out.
unsafe impl Send for StrRows {}
// SAFETY: as above; they are only read.
unsafe impl Sync for StrRows {}

impl StrRows {
    fn new(objects: Bound<'_, PyTuple>) -> Self {
        let mut problems = FxHashMap::default();
        let row = |(at, item): (usize, Borrowed<'_, '_, PyAny>)| match str_of(&item) {
            Ok(Some(text)) => Row { start: text.as_ptr(), len: text.len() },
            Ok(None) => Row { start: std::ptr::null(), len: NONE },
            Err(problem) => {
                problems.insert(at, problem);
                Row { start: std::ptr::null(), len: FAULTY }
            }
        };
        let rows = objects.iter_borrowed().enumerate().map(row).collect();
        let positions = if objects.iter_borrowed().all(|item| item.is_exact_instance_of::<PyString>()) {
            Vec::new()
        } else {
            objects.iter_borrowed().map(|item| position(&item)).collect()
        };
        Self { rows, problems, positions, _objects: objects.unbind() }
    }
}

impl Texts for StrRows {
    fn len(&self) -> usize {
        self.rows.len()
    }

    #[inline]
    fn get(&self, row: usize) -> Result<Option<&str>> {
        match self.rows.get(row) {
            None | Some(Row { len: NONE, .. }) => Ok(None),
            Some(Row { len: FAULTY, .. }) => {
                Err(Error::input(format!("texts[{row}]"), self.problems.get(&row).cloned().unwrap_or_default()))
            }
            // SAFETY: start and length are those of a `&str` into an object that `self` keeps alive.
            Some(&Row { start, len }) => Ok(Some(unsafe { std::str::from_utf8_unchecked(std::slice::from_raw_parts(start, len)) })),
        }
    }

    fn position(&self, row: usize) -> Option<Position> {
        self.positions.get(row).copied().flatten()
    }
}

/// A `str`, or nothing for what stands for a missing one.
fn str_of<'a>(item: &'a Bound<'_, PyAny>) -> std::result::Result<Option<&'a str>, String> {
    if let Ok(text) = item.cast::<PyString>() {
        return text.to_str().map(Some).map_err(|_| {
            "the text holds a lone surrogate, which no UTF-8 text can; clean it with text.encode('utf-8', 'replace').decode()".into()
        });
    }
    if is_missing(item) { Ok(None) } else { Err(format!("a str is asked for, not {}", type_name(item))) }
}

/// True for what stands for a missing value: `None`, NaN, pandas' NA and NaT.
fn is_missing(item: &Bound<'_, PyAny>) -> bool {
    item.is_none() || item.cast::<PyFloat>().is_ok_and(|f| f.value().is_nan()) || matches!(type_name(item).as_str(), "NAType" | "NaTType")
}

/// The name of an object's type, for messages.
pub fn type_name(object: &Bound<'_, PyAny>) -> String {
    object.get_type().name().map_or_else(|_| "an object".to_owned(), |n| n.to_string())
}

/// One `str`, borrowed; a lone surrogate is an error of ours.
pub fn text(object: &Bound<'_, PyAny>, place: &str) -> PyResult<PyBackedStr> {
    match str_of(object) {
        Ok(Some(_)) => PyBackedStr::try_from(object.cast::<PyString>()?.clone()),
        Ok(None) => Err(wrong_type(format!("{place}: a str is asked for, not {}", type_name(object)))),
        Err(problem) if object.is_instance_of::<PyString>() => Err(Error::input(place, problem).into()),
        Err(problem) => Err(wrong_type(format!("{place}: {problem}"))),
    }
}

/// True if the object hands out an Arrow stream or array.
pub fn speaks_arrow(object: &Bound<'_, PyAny>) -> bool {
    object.hasattr("__arrow_c_stream__").unwrap_or(false) || object.hasattr("__arrow_c_array__").unwrap_or(false)
}

/// The texts and ids of a `Corpus`, or of a list of its documents; other texts, with the ids that were given, as they are.
pub fn documents<'py>(
    texts: &Bound<'py, PyAny>,
    ids: Option<&Bound<'py, PyAny>>,
) -> PyResult<(Bound<'py, PyAny>, Option<Bound<'py, PyAny>>)> {
    texts.py().import("dateline._arguments")?.getattr("documents")?.call1((texts, ids))?.extract()
}

/// The ids of many texts as a list of `str`; an error names the row of one that is null or another row's.
pub fn distinct_ids<'py>(ids: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    ids.py().import("dateline._arguments")?.getattr("distinct_ids")?.call1((ids,))
}

/// Many texts: a list, tuple or other iterable of `str`, a Series, an Arrow column.
pub fn texts(object: &Bound<'_, PyAny>, place: &str) -> PyResult<Arc<dyn Texts>> {
    if object.is_instance_of::<PyString>() {
        return Err(wrong_type(format!("{place}: a list of texts is asked for, not one str; pass [text]")));
    }
    if object.is_instance_of::<PyBytes>() || object.is_instance_of::<PyDict>() {
        return Err(wrong_type(format!("{place}: a list of texts is asked for, not {}", type_name(object))));
    }
    if type_name(object) == "LazyFrame" {
        return Err(wrong_type(format!("{place}: a column of texts is asked for, not a LazyFrame; collect() it and pick a column")));
    }
    if speaks_arrow(object)
        && let Some((field, arrays)) = arrow_arrays(object)?
    {
        if matches!(field.data_type(), DataType::Struct(_)) {
            return Err(wrong_type(format!("{place}: a column of texts is asked for, not a whole table; pick one of its columns")));
        }
        return Ok(Arc::new(TextColumn::new(arrays, place)?));
    }
    if object.try_iter().is_err() {
        let problem = format!("{place}: texts are asked for (a list of str, a Series, an Arrow column), not {}", type_name(object));
        return Err(wrong_type(problem));
    }
    let objects = object.py().get_type::<PyTuple>().call1((object,))?;
    Ok(Arc::new(StrRows::new(objects.cast_into()?)))
}

/// The same, or one text: a `str` stands for itself, a table of one column for that column.
pub fn texts_or_one(object: &Bound<'_, PyAny>, place: &str) -> PyResult<Arc<dyn Texts>> {
    texts(&object.py().import("dateline._arguments")?.getattr("text_or_texts")?.call1((object,))?, place)
}

/// Where a sentence stands in its document: a `Sentence`, which is a `str`, says it; any other text does not.
pub fn position(object: &Bound<'_, PyAny>) -> Option<Position> {
    if object.is_exact_instance_of::<PyString>() || !object.is_instance_of::<PyString>() {
        return None;
    }
    let number = |name: &str| object.getattr(name).ok();
    Some(Position { sentence: number("sentence")?.extract().ok()?, sentences: number("sentences")?.extract().ok()? })
}

/// Optional texts beside the texts: ids, sources, titles.
pub fn labels(object: Option<&Bound<'_, PyAny>>, place: &str) -> PyResult<Option<Vec<Option<String>>>> {
    let Some(object) = object else { return Ok(None) };
    if object.is_instance_of::<PyString>() {
        return Err(wrong_type(format!("{place}: a list is asked for, not one str; pass [{:?}]", object.to_string())));
    }
    let items = object.try_iter().map_err(|_| wrong_type(format!("{place}: a list is asked for, not {}", type_name(object))))?;
    let label = |item: PyResult<Bound<'_, PyAny>>| -> PyResult<Option<String>> {
        let item = item?;
        match str_of(&item) {
            Ok(text) => Ok(text.map(str::to_owned)),
            Err(_) => Ok(Some(item.str()?.to_string())),
        }
    };
    items.map(label).collect::<PyResult<_>>().map(Some)
}

/// A `datetime.date`, `datetime.datetime` or ISO text as a date.
pub fn date(object: &Bound<'_, PyAny>, place: &str) -> PyResult<Option<NaiveDate>> {
    if object.is_none() {
        return Ok(None);
    }
    let text = match object.cast::<PyString>() {
        Ok(text) => text.to_string(),
        Err(_) if type_name(object).starts_with("NaT") => return Ok(None),
        Err(_) => object
            .call_method0("isoformat")
            .map_err(|_| wrong_type(format!("{place}: a date or an ISO text is asked for, not {}", type_name(object))))?
            .str()?
            .to_string(),
    };
    Ok(Some(parse_date(&text, place)?))
}

/// The type and the arrays of an object that speaks Arrow; `None` where it says that it cannot after all (pandas without
/// pyarrow).
pub fn arrow_arrays(object: &Bound<'_, PyAny>) -> PyResult<Option<(Field, Vec<ArrayRef>)>> {
    let py = object.py();
    if object.hasattr("__arrow_c_stream__")? {
        return match object.call_method0("__arrow_c_stream__") {
            Ok(capsule) => stream_arrays(&capsule.cast_into::<PyCapsule>().map_err(PyErr::from)?).map(Some),
            // pandas without pyarrow, or with a column of mixed objects: it is read cell by cell instead.
            Err(e)
                if e.is_instance_of::<pyo3::exceptions::PyImportError>(py)
                    || object.hasattr("to_numpy")?
                        && (e.is_instance_of::<pyo3::exceptions::PyTypeError>(py)
                            || e.is_instance_of::<pyo3::exceptions::PyValueError>(py)) =>
            {
                Ok(None)
            }
            Err(e) => Err(e),
        };
    }
    let pair = object.call_method0("__arrow_c_array__")?.cast_into::<PyTuple>().map_err(PyErr::from)?;
    let capsule = |i: usize| -> PyResult<Bound<'_, PyCapsule>> { pair.get_item(i)?.cast_into::<PyCapsule>().map_err(PyErr::from) };
    let (schema, array) = (capsule(0)?, capsule(1)?);
    let schema = schema.pointer_checked(Some(c"arrow_schema"))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(c"arrow_array"))?.cast::<FFI_ArrowArray>();
    // SAFETY: the capsules' names say what they hold (Arrow PyCapsule interface); the array is moved out, as the interface
    // asks of a consumer, and the schema is only read.
    let (field, data) = unsafe {
        drop_buffers_of_nulls(array.as_ptr().cast(), schema.as_ref());
        let array = FFI_ArrowArray::from_raw(array.as_ptr());
        let field = Field::try_from(schema.as_ref()).map_err(|e| arrow_problem(&e))?;
        (field, from_ffi(array, schema.as_ref()).map_err(|e| arrow_problem(&e))?)
    };
    Ok(Some((field, vec![make_array(data)])))
}

fn arrow_problem(e: &arrow_schema::ArrowError) -> PyErr {
    Error::input("Arrow input", e.to_string()).into()
}

/// The fields of an `ArrowArray` by the Arrow C data interface.
#[repr(C)]
struct RawArray {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *mut *const c_void,
    children: *mut *mut RawArray,
}

/// A column of nothing but nulls has no buffers, says the interface; polars hands out one, as early versions of Arrow did, and
/// arrow-rs refuses the whole table for it.
///
/// SAFETY: `array` must be a live array of the type that `schema` tells.
unsafe fn drop_buffers_of_nulls(array: *mut RawArray, schema: &FFI_ArrowSchema) {
    // SAFETY: by the contract; types nest as deep as the schema does, which arrow-rs walks in the same way.
    unsafe {
        if schema.format() == "n" {
            (*array).n_buffers = 0;
        }
        for (at, child) in schema.children().enumerate().take((*array).n_children.max(0) as usize) {
            drop_buffers_of_nulls(*(*array).children.add(at), child);
        }
    }
}

fn stream_arrays(capsule: &Bound<'_, PyCapsule>) -> PyResult<(Field, Vec<ArrayRef>)> {
    let pointer = capsule.pointer_checked(Some(c"arrow_array_stream"))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: the capsule's name says what it holds; the stream is moved out, as the interface asks of a consumer.
    let mut stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
    let failed = |stream: &mut FFI_ArrowArrayStream, code: c_int| -> PyErr {
        // SAFETY: the callback belongs to the live stream; its text, if any, lives until the next call.
        let said = unsafe {
            stream.get_last_error().map(|f| f(stream)).filter(|p| !p.is_null()).map(|p| CStr::from_ptr(p).to_string_lossy().into_owned())
        };
        Error::input("Arrow input", said.unwrap_or_else(|| format!("the stream failed with code {code}"))).into()
    };
    let mut schema = FFI_ArrowSchema::empty();
    let get_schema = stream.get_schema().ok_or_else(|| PyErr::from(Error::input("Arrow input", "the stream was used before")))?;
    // SAFETY: the callback belongs to the live stream and fills the empty schema.
    let code = unsafe { get_schema(&mut stream, &mut schema) };
    if code != 0 {
        return Err(failed(&mut stream, code));
    }
    let field = Field::try_from(&schema).map_err(|e| arrow_problem(&e))?;
    let mut arrays = Vec::new();
    let get_next = stream.get_next().ok_or_else(|| PyErr::from(Error::input("Arrow input", "the stream was used before")))?;
    loop {
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: as above; a released array marks the end.
        let code = unsafe { get_next(&mut stream, &mut array) };
        if code != 0 {
            return Err(failed(&mut stream, code));
        }
        if array.is_released() {
            return Ok((field, arrays));
        }
        // SAFETY: the array was just filled by the stream whose schema this is.
        let data = unsafe {
            drop_buffers_of_nulls((&raw mut array).cast(), &schema);
            from_ffi(array, &schema).map_err(|e| arrow_problem(&e))?
        };
        arrays.push(make_array(data));
    }
}

/// A table (data frame, Arrow table) as record batches; `None` where it cannot speak Arrow after all.
pub fn batches(object: &Bound<'_, PyAny>) -> PyResult<Option<Vec<RecordBatch>>> {
    arrow_arrays(object)?.map(|(field, arrays)| of_table(&field, &arrays)).transpose()
}

/// The same; a single column is a table with a column of this name.
pub fn batches_or_column(object: &Bound<'_, PyAny>, name: &str) -> PyResult<Option<Vec<RecordBatch>>> {
    let Some((field, arrays)) = arrow_arrays(object)? else { return Ok(None) };
    if matches!(field.data_type(), DataType::Struct(_)) {
        return of_table(&field, &arrays).map(Some);
    }
    let schema = Arc::new(Schema::new(vec![Field::new(name, field.data_type().clone(), true)]));
    let batch = |array| RecordBatch::try_new(schema.clone(), vec![array]).map_err(|e| arrow_problem(&e));
    arrays.into_iter().map(batch).collect::<PyResult<Vec<_>>>().map(Some)
}

fn of_table(field: &Field, arrays: &[ArrayRef]) -> PyResult<Vec<RecordBatch>> {
    let DataType::Struct(fields) = field.data_type() else {
        return Err(wrong_type(format!("a table is asked for, not a column of {}", field.data_type())));
    };
    let schema = Arc::new(Schema::new(fields.clone()));
    let mut out = Vec::with_capacity(arrays.len());
    for array in arrays {
        let columns = array.as_any().downcast_ref::<StructArray>().map(|s| s.columns().to_vec()).unwrap_or_default();
        out.push(RecordBatch::try_new(schema.clone(), columns).map_err(|e| arrow_problem(&e))?);
    }
    if out.is_empty() {
        out.push(RecordBatch::new_empty(schema));
    }
    Ok(out)
}
