//! `Pipeline`.

use super::analysis::PyAnalysis;
use super::corpus::corpus;
use super::error::wrong_type;
use super::gazetteer::{PyGazetteer, seed};
use super::rules::PyRuleClassifier;
use super::{input, run};
use crate::batch;
use crate::pipeline::{Pipeline, Switches};
use crate::shards;
use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyTuple};
use std::path::PathBuf;
use std::sync::Arc;

const LAYERS: [&str; 8] = ["mentions", "acts", "events", "quotes", "times", "quantities", "near_copies", "conflicts"];

/// Every layer, ready to run over documents.
#[pyclass(name = "Pipeline", module = "dateline", frozen)]
pub struct PyPipeline {
    inner: Pipeline,
    /// What it was made with, so that it can be made again.
    given: Py<PyTuple>,
}

/// `None` = the seed, `False` = off, else the user's own.
fn choice<'py, T: PyTypeInfo>(object: Option<&Bound<'py, PyAny>>, name: &str, class: &str) -> PyResult<Choice<Bound<'py, T>>> {
    match object {
        None => Ok(Choice::Seed),
        Some(off) if off.is_instance_of::<PyBool>() && !off.is_truthy()? => Ok(Choice::Off),
        Some(own) => match own.cast::<T>() {
            Ok(own) => Ok(Choice::Own(own.clone())),
            Err(_) => {
                Err(wrong_type(format!("{name}: a {class}, None (the seed) or False (off) is asked for, not {}", input::type_name(own))))
            }
        },
    }
}

enum Choice<T> {
    Seed,
    Off,
    Own(T),
}

#[pymethods]
impl PyPipeline {
    #[new]
    #[pyo3(signature = (gazetteer=None, acts=None, events=None, layers=None))]
    fn new(
        py: Python<'_>,
        gazetteer: Option<&Bound<'_, PyAny>>,
        acts: Option<&Bound<'_, PyAny>>,
        events: Option<&Bound<'_, PyAny>>,
        #[pyo3(from_py_with = super::arguments::layers)] layers: Option<Vec<String>>,
    ) -> PyResult<Self> {
        let wanted = |layer: &str| layers.as_ref().is_none_or(|l| l.iter().any(|x| x == layer));
        if let Some(unknown) = layers.iter().flatten().find(|l| !LAYERS.contains(&l.as_str())) {
            return Err(crate::Error::input("", format!("layers: there is no layer {unknown:?}; there are: {}", LAYERS.join(", "))).into());
        }
        let rules = |object: Option<&Bound<'_, PyAny>>, scheme: &str| -> PyResult<_> {
            Ok(match choice::<PyRuleClassifier>(object, scheme, "RuleClassifier")? {
                Choice::Off => None,
                _ if !wanted(scheme) => None,
                Choice::Seed => Some(run::detached(py, None, |_| PyRuleClassifier::seeded(scheme))?.inner),
                Choice::Own(own) => Some(own.get().inner.clone()),
            })
        };
        let names = match choice::<PyGazetteer>(gazetteer, "gazetteer", "Gazetteer")? {
            Choice::Off => None,
            _ if !wanted("mentions") => None,
            Choice::Seed => Some(run::detached(py, None, |_| seed())?),
            Choice::Own(own) => Some(own.get().inner.clone()),
        };
        let switches = Switches {
            quotes: wanted("quotes"),
            times: wanted("times"),
            quantities: wanted("quantities"),
            near_copies: wanted("near_copies"),
            conflicts: wanted("conflicts"),
        };
        let inner = Pipeline { gazetteer: names, acts: rules(acts, "acts")?, events: rules(events, "events")?, layers: switches };
        let given = (gazetteer, acts, events, layers).into_pyobject(py)?.unbind();
        Ok(Self { inner, given })
    }

    fn __repr__(&self) -> String {
        let names = self.inner.gazetteer.as_ref().map_or_else(|| "off".to_owned(), |g| format!("{} entities", g.len()));
        let rules = |r: &Option<Arc<crate::classify::RuleClassifier>>| {
            r.as_ref().map_or_else(|| "off".to_owned(), |r| format!("{} rules", r.len()))
        };
        format!("Pipeline(gazetteer: {names}, acts: {}, events: {})", rules(&self.inner.acts), rules(&self.inner.events))
    }

    /// Runs every layer over documents: a `Corpus`, texts, a data frame, paths. One bad document is a row with its error.
    #[pyo3(signature = (documents, *, progress=None, threads=None))]
    fn run(
        &self,
        py: Python<'_>,
        documents: &Bound<'_, PyAny>,
        progress: Option<&Bound<'_, PyAny>>,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
    ) -> PyResult<PyAnalysis> {
        let corpus = corpus(documents)?.inner;
        let total = corpus.known_len();
        run::shown(py, progress, total, |control| batch::analyse(&self.inner, &corpus, threads, control)).map(PyAnalysis::new)
    }

    /// Runs every layer over documents and writes the tables into a folder, shard by shard, in bounded memory; a run that was killed goes on
    /// where it was.
    #[pyo3(signature = (documents, out, *, resume=true, shard_documents=2000, progress=None, threads=None))]
    #[expect(clippy::too_many_arguments, reason = "the contract's options")]
    fn run_batch<'py>(
        &self,
        py: Python<'py>,
        documents: &Bound<'py, PyAny>,
        #[pyo3(from_py_with = super::arguments::out)] out: PathBuf,
        #[pyo3(from_py_with = super::arguments::resume)] resume: bool,
        #[pyo3(from_py_with = super::arguments::shard_documents)] shard_documents: usize,
        progress: Option<&Bound<'py, PyAny>>,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let corpus = corpus(documents)?;
        let total = corpus.inner.known_len();
        let options = shards::Options { shard_documents, resume, threads };
        run::shown(py, progress, total, |control| shards::run(&self.inner, &corpus.inner, &out, options, control))?;
        py.import("dateline.batch")?.getattr("BatchRun")?.call1((out, corpus))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyAny>, Py<PyTuple>) {
        (slf.get_type().into_any(), slf.get().given.clone_ref(slf.py()))
    }
}
