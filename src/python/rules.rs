//! `RuleClassifier`.

use super::error::wrong_type;
use super::labels::matrix;
use super::{input, run};
use crate::classify::RuleClassifier;
use crate::classify::rules::{Decision, Scratch};
use crate::classify::{SentenceView, quoted};
use crate::span::{CodePoints, Span};
use crate::text::words;
use crate::texts::{Texts, in_parts, text_at};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// Rules that an analyst can read and write, in TOML.
#[pyclass(name = "RuleClassifier", module = "dateline", frozen)]
#[derive(Clone)]
pub struct PyRuleClassifier {
    pub inner: Arc<RuleClassifier>,
    /// Where it came from, so that it can be made again: (what, value).
    origin: (&'static str, String),
}

/// One text as one sentence, with buffers that are used again.
pub fn decide(rules: &RuleClassifier, text: &str, scratch: &mut Scratch) -> Decision {
    let words = words::words(text);
    let span = Span::new(0, text.len() as u32);
    let quoted = quoted(text, span);
    rules.classify_with(&SentenceView { quoted: &quoted, ..SentenceView::plain(text, span, &words) }, scratch)
}

/// Reasons as a list that shows itself in a notebook.
pub fn explanation<'py>(py: Python<'py>, parts: Bound<'py, PyList>, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    py.import("dateline.explanation")?.getattr("Explanation")?.call1((parts, text))
}

/// What is in the cell, or what `make` makes; a failure is not kept.
pub fn once<T>(cell: &OnceLock<Arc<T>>, make: impl FnOnce() -> crate::Result<Arc<T>>) -> crate::Result<Arc<T>> {
    match cell.get() {
        Some(made) => Ok(made.clone()),
        None => make().map(|made| cell.get_or_init(|| made).clone()),
    }
}

/// What ships for acts and for events, once it was asked for.
pub type Seeds<T> = [OnceLock<Arc<T>>; 2];

/// The seed of a scheme, read once a process; an unknown scheme is the reader's to refuse.
pub fn seeded<T>([acts, events]: &Seeds<T>, scheme: &str, read: impl FnOnce(&str) -> crate::Result<T>) -> crate::Result<Arc<T>> {
    let read = || read(scheme).map(Arc::new);
    match scheme {
        "acts" => once(acts, read),
        "events" => once(events, read),
        _ => read(),
    }
}

impl PyRuleClassifier {
    /// The seed rules of a scheme, read once a process.
    pub fn seeded(scheme: &str) -> crate::Result<Self> {
        static SEEDS: Seeds<RuleClassifier> = [const { OnceLock::new() }; 2];
        Ok(Self { inner: seeded(&SEEDS, scheme, RuleClassifier::seed)?, origin: ("seed", scheme.to_owned()) })
    }

    fn decisions(&self, py: Python<'_>, texts: &Arc<dyn Texts>, threads: Option<usize>) -> PyResult<Vec<Decision>> {
        run::detached(py, None, |control| {
            let done = in_parts(texts.len(), threads, control, |task| {
                let mut scratch = Scratch::default();
                task.map(|row| Ok(decide(&self.inner, text_at(&**texts, row)?, &mut scratch))).collect::<crate::Result<Vec<_>>>()
            })?;
            Ok(done.into_iter().flatten().collect())
        })
    }
}

#[pymethods]
impl PyRuleClassifier {
    /// A rule file.
    #[staticmethod]
    fn read(#[pyo3(from_py_with = super::arguments::path)] path: PathBuf) -> PyResult<Self> {
        let inner = run::attached(|| RuleClassifier::read(&path))?;
        Ok(Self { inner: Arc::new(inner), origin: ("read", path.display().to_string()) })
    }

    /// Rules as TOML text.
    #[staticmethod]
    #[pyo3(signature = (text, name="rules"))]
    fn parse(text: &str, name: &str) -> PyResult<Self> {
        let inner = run::attached(|| RuleClassifier::parse(text, name))?;
        Ok(Self { inner: Arc::new(inner), origin: ("parse", text.to_owned()) })
    }

    /// The rules that ship with dateline: `"acts"` or `"events"`.
    #[staticmethod]
    fn seed(#[pyo3(from_py_with = super::arguments::scheme)] scheme: &str) -> PyResult<Self> {
        run::attached(|| Self::seeded(scheme))
    }

    fn __repr__(&self) -> String {
        format!("RuleClassifier({} rules, labels: {})", self.inner.len(), self.inner.labels().join(", "))
    }

    fn __len__(&self) -> usize {
        self.inner.len()
    }

    /// The labels, in the file's order.
    #[getter]
    fn classes_(&self) -> Vec<String> {
        self.inner.labels().to_vec()
    }

    /// True if a sentence can have several labels.
    #[getter]
    fn multilabel(&self) -> bool {
        self.inner.is_multilabel()
    }

    /// The label of each sentence, or of one text; for a multi-label scheme the list of its labels, best first.
    #[pyo3(signature = (texts, *, threads=None))]
    fn predict<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
    ) -> PyResult<Bound<'py, PyList>> {
        let texts = input::texts_or_one(texts, "texts")?;
        let names: Vec<_> = self.inner.labels().iter().map(|l| PyString::new(py, l)).collect();
        let label = |d: &Decision| -> PyResult<Bound<'py, PyAny>> {
            let labels = d.labels.iter().map(|&(l, _)| &names[l as usize]);
            if self.inner.is_multilabel() {
                PyList::new(py, labels)?.into_bound_py_any(py)
            } else {
                labels.take(1).next().map_or_else(|| Ok(py.None().into_bound(py)), |l| Ok(l.clone().into_any()))
            }
        };
        let labels = self.decisions(py, &texts, threads)?.iter().map(label).collect::<PyResult<Vec<_>>>()?;
        PyList::new(py, labels)
    }

    /// The score of every label for each sentence, in the order of `classes_`: a numpy array where numpy is installed,
    /// else lists.
    #[pyo3(signature = (texts, *, threads=None))]
    fn predict_proba<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let texts = input::texts_or_one(texts, "texts")?;
        let scores: Vec<f32> = self.decisions(py, &texts, threads)?.iter().flat_map(|d| self.inner.scores(d)).collect();
        matrix(py, &scores, self.inner.labels().len())
    }

    /// Why a sentence gets its labels: a list of dicts with rule, name, label, weight, pattern, start, end, text.
    fn explain<'py>(&self, py: Python<'py>, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if !text.is_instance_of::<PyString>() {
            return Err(wrong_type(format!("text: one str is asked for, not {}", input::type_name(text))));
        }
        let given = text;
        let text = input::text(given, "text")?;
        let reasons = run::attached(|| Ok(self.inner.explain(&decide(&self.inner, &text, &mut Scratch::default()))))?;
        let points = CodePoints::new(&text);
        let list = PyList::empty(py);
        for reason in reasons {
            let dict = PyDict::new(py);
            dict.set_item("rule", reason.rule)?;
            dict.set_item("name", reason.name)?;
            dict.set_item("label", reason.label)?;
            dict.set_item("weight", reason.weight)?;
            dict.set_item("pattern", reason.pattern)?;
            dict.set_item("start", points.at(reason.span.start))?;
            dict.set_item("end", points.at(reason.span.end))?;
            dict.set_item("text", reason.span.text(&text))?;
            list.append(dict)?;
        }
        explanation(py, list, given)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let (how, what) = &slf.get().origin;
        Ok((slf.get_type().getattr(*how)?, (what.clone(),)))
    }
}
