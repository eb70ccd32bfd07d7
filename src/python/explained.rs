//! Reasons for labels, as Python shows them.

use pyo3::prelude::*;
use pyo3::types::PyList;

/// Reasons as a list that shows itself in a notebook.
pub fn explanation<'py>(py: Python<'py>, parts: Bound<'py, PyList>, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    py.import("dateline.explanation")?.getattr("Explanation")?.call1((parts, text))
}
