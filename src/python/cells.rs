//! Cells of Arrow columns as Python's own values.

use crate::arrow::{cell_moment, cell_text};
use crate::tables::write::shortest;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float16Type, Float32Type, Float64Type, Int32Type, Int64Type, UInt64Type};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use chrono::Datelike;
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyDict, PyList, PyString};

/// One cell: a null as `None`, days as `datetime.date`, numbers that are none as `None`.
pub fn cell<'py>(py: Python<'py>, array: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if array.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match array.data_type() {
        DataType::Utf8 => Ok(PyString::new(py, array.as_string::<i32>().value(row)).into_any()),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).into_bound_py_any(py),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into_bound_py_any(py),
        DataType::Float32 => shortest(array.as_primitive::<Float32Type>().value(row)).into_bound_py_any(py),
        DataType::Float64 => Some(array.as_primitive::<Float64Type>().value(row)).filter(|v| v.is_finite()).into_bound_py_any(py),
        DataType::Boolean => array.as_boolean().value(row).into_bound_py_any(py),
        DataType::Date32 => {
            let day = array.as_primitive::<Date32Type>().value_as_date(row);
            day.map(|d| PyDate::new(py, d.year(), d.month() as u8, d.day() as u8)).transpose()?.into_bound_py_any(py)
        }
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            let items = (0..items.len()).map(|i| cell(py, &items, i)).collect::<PyResult<Vec<_>>>()?;
            Ok(PyList::new(py, items)?.into_any())
        }
        DataType::Struct(fields) => {
            let dict = PyDict::new(py);
            for (field, column) in fields.iter().zip(array.as_struct().columns()) {
                dict.set_item(field.name(), cell(py, column, row)?)?;
            }
            Ok(dict.into_any())
        }
        DataType::Float16 => array.as_primitive::<Float16Type>().value(row).to_f64().into_bound_py_any(py),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).into_bound_py_any(py),
        DataType::Int8 | DataType::Int16 | DataType::UInt8 | DataType::UInt16 | DataType::UInt32 => {
            cell_text(array, row).and_then(|digits| digits.parse::<i64>().ok()).into_bound_py_any(py)
        }
        // Of the types that files of others have: text in any form as text, moments in ISO 8601.
        _ => cell_text(array, row).or_else(|| cell_moment(array, row)).into_bound_py_any(py),
    }
}
