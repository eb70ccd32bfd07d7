//! An entity of a gazetteer as a dict, and all of them one after the other.

use crate::gazetteer::{Gazetteer, ValueRef};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

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

/// How many entities there are of each type.
pub fn kinds(gazetteer: &Gazetteer) -> BTreeMap<String, usize> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for at in 0..gazetteer.len() as u32 {
        *counts.entry(gazetteer.entry(at).kind()).or_default() += 1;
    }
    counts.into_iter().map(|(kind, count)| (kind.to_owned(), count)).collect()
}

/// The entities of a gazetteer in their order, each made a dict when its turn comes.
#[pyclass(name = "Entities", module = "dateline._core", frozen)]
pub struct PyEntities {
    gazetteer: Arc<Gazetteer>,
    next: AtomicU32,
}

impl PyEntities {
    pub const fn new(gazetteer: Arc<Gazetteer>) -> Self {
        Self { gazetteer, next: AtomicU32::new(0) }
    }
}

#[pymethods]
impl PyEntities {
    const fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDict>>> {
        let more = |at: u32| ((at as usize) < self.gazetteer.len()).then_some(at + 1);
        let at = self.next.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
        at.ok().map(|at| dict(py, &self.gazetteer, at)).transpose()
    }

    /// How many are still to come.
    fn __length_hint__(&self) -> usize {
        self.gazetteer.len() - self.next.load(Ordering::Relaxed) as usize
    }
}
