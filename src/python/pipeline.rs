//! `Pipeline`.

use super::analysis::PyAnalysis;
use super::classifier::PyClassifierModel;
use super::corpus::corpus;
use super::error::must_be;
use super::explained::explanation;
use super::gazetteer::PyGazetteer;
use super::rules::PyRuleClassifier;
use super::{input, run};
use crate::batch;
use crate::batch::shards;
use crate::classify::{Combination, Scheme};
use crate::error::Error;
use crate::nearest::hint;
use crate::once::try_once;
use crate::pipeline::{Judge, Pipeline, Switches};
use crate::span::CodePoints;
use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyList, PyString, PyTuple};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

const LAYERS: [&str; 8] = ["mentions", "acts", "events", "quotes", "times", "quantities", "near_copies", "conflicts"];

/// Every layer, ready to run over documents.
#[pyclass(name = "Pipeline", module = "dateline", frozen)]
pub struct PyPipeline {
    inner: Pipeline,
    /// What it was made with, so that it can be made again.
    given: Py<PyTuple>,
}

/// The combination that ships, read once a process.
fn combination() -> crate::Result<Arc<Combination>> {
    static SEED: OnceLock<Arc<Combination>> = OnceLock::new();
    try_once(&SEED, || Combination::seed().map(Arc::new)).cloned()
}

fn unfitted(scheme: &str) -> Error {
    Error::input(scheme, "this classifier has not learnt anything yet; call fit(texts, labels) or load a file")
}

/// A sentence has one act, so what gives several labels is refused for them.
fn one_act(scheme: &str, multilabel: bool) -> crate::Result<()> {
    if scheme != "acts" || !multilabel {
        return Ok(());
    }
    Err(Error::input(
        scheme,
        "a sentence has one act, and this gives several labels a sentence; give it as events=, or train with multilabel=False",
    ))
}

/// Who decides on the labels of a scheme: `None` = the seed, `False` = off, else the user's own rules or classifier.
fn judge(py: Python<'_>, object: Option<&Bound<'_, PyAny>>, scheme: &str) -> PyResult<Option<Judge>> {
    let Some(own) = object else { return run::detached(py, None, |_| combination()).map(|c| Some(Judge::Both(c))) };
    if own.is_instance_of::<PyBool>() && !own.is_truthy()? {
        return Ok(None);
    }
    if let Ok(rules) = own.cast::<PyRuleClassifier>() {
        one_act(scheme, rules.get().inner.is_multilabel())?;
        return Ok(Some(Judge::Rules(rules.get().inner.clone())));
    }
    // `SentenceClassifier` is written in Python and keeps what it learnt in `model_`.
    let written = own.is_instance(&py.import("dateline.classifier")?.getattr("SentenceClassifier")?)?;
    if written || own.is_instance_of::<PyClassifierModel>() {
        let model = if written { own.getattr("model_").map_err(|_| unfitted(scheme))? } else { own.clone() };
        let model = model.cast::<PyClassifierModel>()?.get().inner.clone();
        one_act(scheme, model.is_multilabel())?;
        return Ok(Some(Judge::Model(model)));
    }
    Err(must_be(scheme, "a RuleClassifier, a fitted SentenceClassifier, None (the seed) or False (off)", own))
}

/// `None` = the seed, `False` = off, else the user's own.
pub fn choice<'py, T: PyTypeInfo>(object: Option<&Bound<'py, PyAny>>, name: &str, class: &str) -> PyResult<Choice<Bound<'py, T>>> {
    match object {
        None => Ok(Choice::Seed),
        Some(off) if off.is_instance_of::<PyBool>() && !off.is_truthy()? => Ok(Choice::Off),
        Some(own) => match own.cast::<T>() {
            Ok(own) => Ok(Choice::Own(own.clone())),
            Err(_) => Err(must_be(name, format_args!("a {class}, None (the seed) or False (off)"), own)),
        },
    }
}

/// What a user gave where a seed ships.
pub enum Choice<T> {
    Seed,
    Off,
    Own(T),
}

#[pymethods]
impl PyPipeline {
    #[new]
    #[pyo3(signature = (gazetteer=None, acts=None, events=None, layers=None, share_names=true))]
    fn new(
        py: Python<'_>,
        gazetteer: Option<&Bound<'_, PyAny>>,
        acts: Option<&Bound<'_, PyAny>>,
        events: Option<&Bound<'_, PyAny>>,
        #[pyo3(from_py_with = super::arguments::layers)] layers: Option<Vec<String>>,
        #[pyo3(from_py_with = super::arguments::share_names)] share_names: bool,
    ) -> PyResult<Self> {
        let wanted = |layer: &str| layers.as_ref().is_none_or(|l| l.iter().any(|x| x == layer));
        if let Some(unknown) = layers.iter().flatten().find(|l| !LAYERS.contains(&l.as_str())) {
            return Err(Error::input(
                "layers",
                format!("there is no layer {unknown:?}{}; there are: {}", hint(unknown, LAYERS), LAYERS.join(", ")),
            )
            .into());
        }
        let judged = |object, scheme| if wanted(scheme) { judge(py, object, scheme) } else { judge(py, object, scheme).map(|_| None) };
        let names = match choice::<PyGazetteer>(gazetteer, "gazetteer", "Gazetteer")? {
            Choice::Off => None,
            _ if !wanted("mentions") => None,
            Choice::Seed => Some(run::detached(py, None, |_| crate::gazetteer::Gazetteer::shared_seed())?),
            Choice::Own(own) => Some(own.get().inner.clone()),
        };
        let switches = Switches {
            quotes: wanted("quotes"),
            times: wanted("times"),
            quantities: wanted("quantities"),
            near_copies: wanted("near_copies"),
            conflicts: wanted("conflicts"),
        };
        let (acts_by, events_by) = (judged(acts, "acts")?, judged(events, "events")?);
        let inner = Pipeline { gazetteer: names, acts: acts_by, events: events_by, layers: switches, share_names };
        let given = (gazetteer, acts, events, layers, share_names).into_pyobject(py)?.unbind();
        Ok(Self { inner, given })
    }

    fn __repr__(&self) -> String {
        let names = self.inner.gazetteer.as_ref().map_or_else(|| "off".to_owned(), |g| format!("{} entities", g.len()));
        let judge = |judge: &Option<Judge>| match judge {
            None => "off".to_owned(),
            Some(Judge::Rules(rules)) => format!("{} rules", rules.len()),
            Some(Judge::Model(model)) => format!("a classifier of {} labels", model.classes().len()),
            Some(Judge::Both(_)) => "seed rules and classifier".to_owned(),
        };
        format!("Pipeline(gazetteer: {names}, acts: {}, events: {})", judge(&self.inner.acts), judge(&self.inner.events))
    }

    /// Why the sentences of a text get their acts and event types: a list of dicts, see the stub.
    #[pyo3(signature = (text, *, date=None))]
    fn explain<'py>(&self, py: Python<'py>, text: &Bound<'py, PyAny>, date: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
        if !text.is_instance_of::<PyString>() {
            return Err(must_be("text", "one str", text));
        }
        let given = text;
        let text = input::text(given, "text")?;
        let date = date.map(|d| input::date(d, "date")).transpose()?.flatten();
        let (layers, reasons) = run::detached(py, None, |control| self.inner.explain(&text, date, None, control))?;
        let points = CodePoints::new(&text);
        let list = PyList::empty(py);
        for ((scheme, judge), reasons) in [(Scheme::Acts, &self.inner.acts), (Scheme::Events, &self.inner.events)].into_iter().zip(reasons)
        {
            let Some(judge) = judge else { continue };
            for reason in reasons {
                for part in reason.parts {
                    let dict = PyDict::new(py);
                    dict.set_item("sentence", layers.outline.sentence_at(reason.sentence.start))?;
                    dict.set_item("scheme", scheme.as_str())?;
                    dict.set_item("label", &judge.labels(scheme)[reason.verdict.label as usize])?;
                    dict.set_item("score", reason.verdict.score)?;
                    dict.set_item("part", part.part)?;
                    dict.set_item("weight", part.weight)?;
                    dict.set_item("rule", part.rule.map(|r| r + 1))?;
                    dict.set_item("name", part.rule.and_then(|r| judge.rules(scheme)?.rule_name(r)))?;
                    dict.set_item("start", part.span.map(|s| points.at(s.start)))?;
                    dict.set_item("end", part.span.map(|s| points.at(s.end)))?;
                    dict.set_item("text", part.span.map(|s| s.text(&text)))?;
                    list.append(dict)?;
                }
            }
        }
        explanation(py, list, given)
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
