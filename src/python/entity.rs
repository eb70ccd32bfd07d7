//! An entity of a gazetteer as a dict.

use crate::gazetteer::{Gazetteer, ValueRef};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

/// The entity with this index: its fields, then its further columns.
pub fn dict<'py>(py: Python<'py>, gazetteer: &Gazetteer, index: u32) -> PyResult<Bound<'py, PyDict>> {
    let entry = gazetteer.entry(index);
    let dict = PyDict::new(py);
    dict.set_item("id", entry.id())?;
    dict.set_item("name", entry.name())?;
    dict.set_item("type", entry.kind())?;
    dict.set_item("aliases", PyList::new(py, entry.names().skip(1))?)?;
    dict.set_item("country", entry.country())?;
    dict.set_item("lat", entry.position().map(|p| p.0))?;
    dict.set_item("lon", entry.position().map(|p| p.1))?;
    for column in gazetteer.columns() {
        let value = match entry.get(&column.name) {
            Some(ValueRef::Text(v)) => v.into_bound_py_any(py)?,
            Some(ValueRef::Int(v)) => v.into_bound_py_any(py)?,
            Some(ValueRef::Float(v)) => v.into_bound_py_any(py)?,
            Some(ValueRef::Bool(v)) => v.into_bound_py_any(py)?,
            _ => py.None().into_bound(py),
        };
        dict.set_item(&column.name, value)?;
    }
    Ok(dict)
}
