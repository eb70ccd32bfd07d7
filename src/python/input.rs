//! Texts and dates from Python, borrowed where that can be: `str`, lists, Arrow columns and frames.

use super::arrow_input::{arrow_arrays, speaks_arrow};
use super::error::{must_be, must_be_else};
use super::str_rows::StrRows;
use crate::arrow::TextColumn;
use crate::dates::parse_date;
use crate::error::{self, Error};
use crate::nearest;
use crate::texts::{Position, Texts};
use arrow_schema::DataType;
use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyString, PyTuple};
use std::sync::Arc;

/// A `str`, or nothing for what stands for a missing one.
pub fn str_of<'a>(item: &'a Bound<'_, PyAny>) -> std::result::Result<Option<&'a str>, String> {
    if let Ok(text) = item.cast::<PyString>() {
        return text.to_str().map(Some).map_err(|_| {
            "the text holds a lone surrogate, which no UTF-8 text can; clean it with text.encode('utf-8', 'replace').decode()".into()
        });
    }
    if is_missing(item) { Ok(None) } else { Err(error::must_be("a str", given(item))) }
}

/// What to do with one text where a list is due.
pub fn as_list(object: &Bound<'_, PyAny>) -> String {
    if object.is_instance_of::<PyBytes>() {
        return "decode it, and pass a list".into();
    }
    let shown = object.repr().map(|one| one.to_string()).ok().filter(|one| one.chars().count() <= SHORT);
    shown.map_or_else(|| "pass a list".into(), |one| format!("pass [{one}]"))
}

/// True for what stands for a missing value: `None`, NaN of Python or numpy, pandas' NA and NaT.
pub fn is_missing(item: &Bound<'_, PyAny>) -> bool {
    // What has a length is no number, though an array of one may be taken for one.
    let number = || !item.hasattr("__len__").unwrap_or(true) && item.extract::<f64>().is_ok_and(f64::is_nan);
    item.is_none() || number() || matches!(type_name(item).as_str(), "NAType" | "NaTType")
}

/// True for what stands for a missing value: `None`, NaN of Python or numpy, pandas' NA and NaT.
#[pyfunction]
#[pyo3(name = "is_missing")]
pub fn missing(value: &Bound<'_, PyAny>) -> bool {
    is_missing(value)
}

/// What an error adds behind a name that is none of the known ones: which of them is perhaps meant.
#[pyfunction]
pub fn hint(given: &str, known: Vec<String>) -> String {
    nearest::hint(given, known.iter().map(String::as_str))
}

/// What was given, for messages: a number or a short text with its type, `3 (int)`; of all else the type, `a list`.
#[pyfunction]
pub fn given(object: &Bound<'_, PyAny>) -> String {
    if object.is_none() {
        return "None".into();
    }
    let kind = type_name(object);
    let shown = if object.is_instance_of::<PyBool>() || object.is_instance_of::<PyInt>() || object.is_instance_of::<PyFloat>() {
        object.str().ok()
    } else if object.is_instance_of::<PyString>() || object.is_instance_of::<PyBytes>() {
        object.repr().ok()
    } else {
        None
    };
    match shown.map(|shown| shown.to_string()).filter(|shown| shown.chars().count() <= SHORT) {
        Some(shown) => format!("{shown} ({kind})"),
        None => format!("{} {kind}", if kind.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) { "an" } else { "a" }),
    }
}

/// How many characters a value that a message shows has at the most.
const SHORT: usize = 60;

/// The name of an object's type, for messages.
pub fn type_name(object: &Bound<'_, PyAny>) -> String {
    object.get_type().name().map_or_else(|_| "an object".to_owned(), |n| n.to_string())
}

/// One `str`, borrowed; a lone surrogate is an error of ours.
pub fn text(object: &Bound<'_, PyAny>, place: &str) -> PyResult<PyBackedStr> {
    match str_of(object) {
        Ok(Some(_)) => PyBackedStr::try_from(object.cast::<PyString>()?.clone()),
        Err(problem) if object.is_instance_of::<PyString>() => Err(Error::input(place, problem).into()),
        Ok(None) | Err(_) => Err(must_be(place, "a str", object)),
    }
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
        return Err(must_be_else(place, "a list of texts", object, "pass [text]"));
    }
    if object.is_instance_of::<PyBytes>() || object.is_instance_of::<PyDict>() {
        return Err(must_be(place, "a list of texts", object));
    }
    if type_name(object) == "LazyFrame" {
        return Err(must_be_else(place, "a column of texts", object, "collect() it and pick a column"));
    }
    if speaks_arrow(object)
        && let Some((field, arrays)) = arrow_arrays(object)?
    {
        if matches!(field.data_type(), DataType::Struct(_)) {
            return Err(must_be_else(place, "a column of texts", object, "pick one of its columns"));
        }
        return Ok(Arc::new(TextColumn::new(arrays, place)?));
    }
    if object.try_iter().is_err() {
        return Err(must_be(place, "texts (a list of str, a Series, an Arrow column)", object));
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
    if object.is_instance_of::<PyString>() || object.is_instance_of::<PyBytes>() {
        return Err(must_be_else(place, "a list", object, &as_list(object)));
    }
    let items = object.try_iter().map_err(|_| must_be(place, "a list", object))?;
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
    if is_missing(object) {
        return Ok(None);
    }
    let text = match object.cast::<PyString>() {
        Ok(text) => text.to_string(),
        Err(_) => object
            .call_method0("isoformat")
            .map_err(|_| must_be(place, "a date or an ISO text such as '2026-03-08'", object))?
            .str()?
            .to_string(),
    };
    Ok(Some(parse_date(&text, place)?))
}
