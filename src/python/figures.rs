//! How good predictions are: the figures behind `SentenceClassifier.evaluate`.

use super::table::PyTable;
use crate::classify::decide::metrics;
use crate::tables::columns::{LABELS, TableBuilder};
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// A dict of figures, with `labels` as a table, and of what they rest on; `probabilities` holds one row of numbers a text, one behind the other.
pub fn figures<'py>(
    py: Python<'py>,
    classes: &[String],
    multilabel: bool,
    truth: &[Vec<u32>],
    predicted: &[Vec<u32>],
    probabilities: &[f32],
) -> PyResult<Bound<'py, PyDict>> {
    let counts = metrics::counts(truth, predicted, classes.len());
    let rows = probabilities.chunks_exact(classes.len()).zip(truth).zip(predicted);
    let error = if multilabel {
        metrics::calibration_error(rows.flat_map(|((p, t), _)| p.iter().enumerate().map(|(k, &p)| (p, t.contains(&(k as u32))))))
    } else {
        metrics::calibration_error(rows.filter_map(|((p, t), d)| d.first().map(|&d| (p[d as usize], t.contains(&d)))))
    };
    let mut builder = TableBuilder::new(LABELS.schema(&[]));
    for (label, c) in classes.iter().zip(&counts) {
        builder.text(label).float(c.precision()).float(c.recall()).float(c.f1());
        builder.int(c.support() as i32).int((c.hit + c.false_alarm) as i32);
    }
    let out = PyDict::new(py);
    out.set_item("rows", truth.len())?;
    out.set_item("accuracy", metrics::accuracy(truth, predicted))?;
    out.set_item("macro_f1", metrics::macro_f1(&counts))?;
    out.set_item("micro_f1", metrics::micro_f1(&counts))?;
    out.set_item("example_f1", metrics::example_f1(truth, predicted))?;
    out.set_item("calibration_error", error)?;
    out.set_item("labels", PyTable::built(builder)?)?;
    out.set_item("confusion", (!multilabel).then(|| metrics::confusion(truth, predicted, classes.len())))?;
    let names = |labels: &Vec<u32>| {
        let mut names: Vec<&str> = labels.iter().map(|&label| classes[label as usize].as_str()).collect();
        names.sort_unstable();
        names
    };
    out.set_item("predicted", predicted.iter().map(names).collect::<Vec<_>>())?;
    out.set_item("probabilities", probabilities.chunks_exact(classes.len()).collect::<Vec<_>>())?;
    Ok(out)
}
