//! Labels, weights and rows of numbers as Python gives and takes them.

use super::error::{must_be, must_be_else};
use crate::classify::labelling::warning::{Piece, Warning};
use crate::error::{Error, Result};
use crate::nearest::hint;
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString, PyTuple};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// The labels of one row as Python gives them: one `str`, or for several labels an iterable of `str`.
pub fn row_labels(item: &Bound<'_, PyAny>, row: usize, multilabel: bool) -> PyResult<Vec<String>> {
    let one = |label: &Bound<'_, PyAny>| -> PyResult<String> {
        let fault = |_| must_be_else(format_args!("labels[{row}]"), "a str", label, "write str(label) for it");
        let label = label.cast::<PyString>().map_err(fault)?.to_string();
        if label.trim().is_empty() {
            return Err(Error::input(format!("labels[{row}]"), "the label is empty; name it, or leave the row out").into());
        }
        Ok(label)
    };
    if !multilabel {
        return match item.cast::<PyString>() {
            Err(_) if item.cast::<PyList>().is_ok() || item.cast::<PyTuple>().is_ok() => {
                let advice = "for several labels a text use multilabel=True";
                Err(must_be_else(format_args!("labels[{row}]"), "one label", item, advice))
            }
            _ => Ok(vec![one(item)?]),
        };
    }
    let list = || must_be(format_args!("labels[{row}]"), "a list of labels with multilabel=True", item);
    if item.is_instance_of::<PyString>() || item.is_instance_of::<PyBytes>() {
        return Err(list());
    }
    let mut labels = item.try_iter().map_err(|_| list())?.map(|l| one(&l?)).collect::<PyResult<Vec<_>>>()?;
    labels.sort_unstable();
    labels.dedup();
    Ok(labels)
}

pub fn all_labels(labels: &Bound<'_, PyAny>, multilabel: bool) -> PyResult<Vec<Vec<String>>> {
    if labels.is_instance_of::<PyString>() || labels.is_instance_of::<PyBytes>() {
        return Err(must_be_else("labels", "a list of labels", labels, "pass [label]"));
    }
    let items = labels.try_iter().map_err(|_| must_be("labels", "a list of labels", labels))?;
    items.enumerate().map(|(row, item)| row_labels(&item?, row, multilabel)).collect()
}

/// All labels that occur, sorted, and each row's labels as positions among them.
pub fn numbered(labels: &[Vec<String>]) -> Result<(Vec<String>, Vec<Vec<u32>>)> {
    let distinct: BTreeSet<&String> = labels.iter().flatten().collect();
    let classes: Vec<String> = distinct.into_iter().cloned().collect();
    let positions = positions(labels, &classes)?;
    Ok((classes, positions))
}

/// What is said of a label that a classifier does not know.
pub fn no_label(label: &str, classes: &[String]) -> String {
    format!("{label:?} is none of the labels {}{}", classes.join(", "), hint(label, classes.iter().map(String::as_str)))
}

/// Each row's labels as positions in `classes`; an unknown one is an error that names its row.
pub fn positions(labels: &[Vec<String>], classes: &[String]) -> Result<Vec<Vec<u32>>> {
    let number: FxHashMap<&str, u32> = classes.iter().enumerate().map(|(number, label)| (label.as_str(), number as u32)).collect();
    let position = |row: usize, label: &String| {
        let unknown = || Error::input(format!("labels[{row}]"), no_label(label, classes));
        number.get(label.as_str()).copied().ok_or_else(unknown)
    };
    labels.iter().enumerate().map(|(row, labels)| labels.iter().map(|l| position(row, l)).collect()).collect()
}

/// The weight of each class: a dict by label, or `"balanced"` for the inverse of how frequent it is, by the weights of its rows; classes
/// whose rows all weigh 0 are none.
pub fn class_weights(
    given: Option<&Bound<'_, PyAny>>,
    classes: &[String],
    labels: &[Vec<u32>],
    weights: Option<&[f32]>,
) -> PyResult<Option<Vec<f32>>> {
    let Some(given) = given else { return Ok(None) };
    if given.cast::<PyString>().is_ok_and(|s| s == "balanced") {
        // Weights that are none, or too few, are told of when the sample is checked.
        let weight_of = |row: usize| weights.map_or(1.0, |w| w.get(row).copied().map_or(0.0, f64::from));
        let (mut counts, mut whole) = (vec![0_f64; classes.len()], 0.0);
        for (row, labels) in labels.iter().enumerate() {
            labels.iter().for_each(|&l| counts[l as usize] += weight_of(row));
            whole += weight_of(row);
        }
        let there = counts.iter().filter(|count| **count > 0.0).count();
        let weight = |&count: &f64| if count > 0.0 { whole as f32 / (there as f32 * count as f32) } else { 1.0 };
        return Ok(Some(counts.iter().map(weight).collect()));
    }
    let Ok(dict) = given.cast::<PyDict>() else {
        return Err(must_be("class_weight", "None, \"balanced\" or a dict", given));
    };
    let mut out = vec![1.0; classes.len()];
    for (label, weight) in dict.iter() {
        let (label, weight): (String, f32) = (label.extract()?, weight.extract()?);
        let Some(at) = classes.iter().position(|c| *c == label) else {
            return Err(Error::input("class_weight", no_label(&label, classes)).into());
        };
        if !weight.is_finite() || weight < 0.0 {
            return Err(Error::input("class_weight", format!("{label:?} has {weight}; give a number of 0 or more")).into());
        }
        out[at] = weight;
    }
    Ok(Some(out))
}

pub fn sample_weights(given: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Vec<f32>>> {
    let number = |(row, item): (usize, PyResult<Bound<'_, PyAny>>)| {
        let item = item?;
        item.extract::<f32>().map_err(|_| must_be(format_args!("sample_weight[{row}]"), "a number", &item))
    };
    given.map(|g| g.try_iter()?.enumerate().map(number).collect()).transpose()
}

/// The pieces of a warning: words as `str`, rows as `int`.
pub fn pieces<'py>(py: Python<'py>, warning: &Warning) -> PyResult<Bound<'py, PyTuple>> {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.into_bound_py_any(py),
        Piece::Row(row) => row.into_bound_py_any(py),
    };
    PyTuple::new(py, warning.pieces().iter().map(piece).collect::<PyResult<Vec<_>>>()?)
}

/// Rows of floats as a numpy array where numpy is installed, else as lists.
pub fn matrix<'py>(py: Python<'py>, values: &[f32], columns: usize) -> PyResult<Bound<'py, PyAny>> {
    match py.import("numpy") {
        Ok(numpy) => {
            let bytes: Vec<u8> = values.iter().flat_map(|v| v.to_ne_bytes()).collect();
            let flat = numpy.call_method1("frombuffer", (PyBytes::new(py, &bytes), "float32"))?;
            flat.call_method1("reshape", (values.len() / columns.max(1), columns))?.call_method0("copy")
        }
        Err(_) => values.chunks_exact(columns.max(1)).map(<[f32]>::to_vec).collect::<Vec<_>>().into_bound_py_any(py),
    }
}
