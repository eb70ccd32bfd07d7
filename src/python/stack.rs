//! What `scripts/train_seeds.py` fits the shipped combination of rules and model with. Not public.

use super::labels::{all_labels, matrix, positions};
use super::rules::PyRuleClassifier;
use super::{input, run};
use crate::classify::Scheme;
use crate::classify::verdict::combine;
use crate::classify::verdict::stack::{Rows, Stack};
use crate::error::Result;
use crate::gazetteer::Gazetteer;
use crate::pipeline::{Pipeline, Switches};
use crate::texts::{in_parts, text_at};
use pyo3::prelude::*;

/// What the seed rules of acts and of events say of texts, each read as a document of one sentence: two matrices.
#[pyfunction]
#[pyo3(signature = (texts, threads=None))]
pub fn evidence<'py>(
    py: Python<'py>,
    texts: &Bound<'py, PyAny>,
    #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
    let texts = input::texts(texts, "texts")?;
    let rows = run::detached(py, None, |control| {
        let rules = [PyRuleClassifier::seeded("acts")?.inner, PyRuleClassifier::seeded("events")?.inner];
        let pipeline = Pipeline {
            gazetteer: Some(Gazetteer::shared_seed()?),
            acts: None,
            events: None,
            layers: Switches::default(),
            share_names: false,
        };
        in_parts(texts.len(), threads, control, |task| {
            task.map(|row| pipeline.evidence(text_at(&*texts, row)?, [&rules[0], &rules[1]], control)).collect::<Result<Vec<_>>>()
        })
    })?;
    let [acts, events] = [0, 1].map(|side| {
        let numbers: Vec<&Vec<f32>> = rows.iter().flatten().map(|row| &row[side]).collect();
        (numbers.iter().copied().flatten().copied().collect::<Vec<f32>>(), numbers.first().map_or(0, |n| n.len()))
    });
    Ok((matrix(py, &acts.0, acts.1)?, matrix(py, &events.0, events.1)?))
}

/// A linear layer between rules and a model.
#[pyclass(name = "Stack", module = "dateline._core", frozen)]
pub struct PyStack {
    inner: Stack,
}

#[pymethods]
impl PyStack {
    /// Fits weights; `numbers` are rows of [`evidence`], each with the log-odds of the model's `classes` behind it, one after the other.
    #[staticmethod]
    fn fit(py: Python<'_>, scheme: &str, numbers: Vec<f32>, labels: &Bound<'_, PyAny>, classes: Vec<String>) -> PyResult<Self> {
        let scheme = Scheme::named(scheme)?;
        let rules = PyRuleClassifier::seeded(scheme.as_str())?.inner;
        let exclusive = scheme == Scheme::Acts;
        let truth = positions(&all_labels(labels, !exclusive)?, rules.labels())?;
        let columns = combine::columns(&rules, scheme, &classes);
        let rows = Rows { numbers: &numbers, truth: &truth };
        let inner = run::detached(py, None, |_| Stack::fit(&rows, rules.labels().to_vec(), columns, exclusive))?;
        Ok(Self { inner })
    }

    /// The same with more trust in rules, more stress on what the model says of events, and labels as often as in reports rather than
    /// among `labels`, those of the rows that it was fitted on: as it ships.
    fn trusting(&self, scheme: &str, labels: &Bound<'_, PyAny>) -> PyResult<Self> {
        let scheme = Scheme::named(scheme)?;
        let truth = positions(&all_labels(labels, !self.inner.exclusive)?, &self.inner.labels)?;
        let mut inner = self.inner.clone();
        let (part, factor) = combine::stress(scheme);
        inner.stress(part, factor);
        inner.trust(combine::trust(scheme));
        inner.rebalance(combine::shares(scheme), &truth);
        Ok(Self { inner })
    }

    /// The labels.
    #[getter]
    fn classes(&self) -> Vec<String> {
        self.inner.labels.clone()
    }

    /// The probability from which a label is given.
    #[getter]
    fn threshold(&self) -> f32 {
        self.inner.threshold
    }

    /// The probability of each label for each row.
    fn predict_proba<'py>(&self, py: Python<'py>, numbers: Vec<f32>) -> PyResult<Bound<'py, PyAny>> {
        let (mut out, mut row) = (Vec::new(), Vec::new());
        for numbers in numbers.chunks_exact(self.inner.columns.len()) {
            self.inner.probabilities(numbers, &mut row);
            out.extend_from_slice(&row);
        }
        matrix(py, &out, self.inner.labels.len())
    }

    /// The weights as JSON.
    fn to_json(&self) -> PyResult<String> {
        run::attached(|| self.inner.to_json())
    }
}
