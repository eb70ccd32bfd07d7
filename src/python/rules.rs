//! `RuleClassifier`.

use super::error::must_be;
use super::explained::explanation;
use super::gazetteer::PyGazetteer;
use super::labels::matrix;
use super::pipeline::{Choice, choice};
use super::seeds::{Seeds, seeded};
use super::table::PyTable;
use super::{input, run};
use crate::batch::classified::Documents;
use crate::classify::rules::{Decision, RuleSource, Scratch};
use crate::classify::{RuleClassifier, SentenceView, Slot, quoted};
use crate::gazetteer::resolve::in_text;
use crate::gazetteer::{FindOptions, Gazetteer};
use crate::span::{CodePoints, Span};
use crate::text::words;
use crate::texts::{in_parts, one_for_each, text_at};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// Rules that an analyst can read and write, in TOML.
#[pyclass(name = "RuleClassifier", module = "dateline", frozen)]
#[derive(Clone)]
pub struct PyRuleClassifier {
    pub inner: Arc<RuleClassifier>,
    origin: Arc<Origin>,
}

/// What rules were made of, so that they can be made again where the file is not, or is another by now.
enum Origin {
    Seed(String),
    Source(RuleSource),
}

/// Rules that read texts as single sentences, with the names in them and with buffers that are used again.
pub struct Reader<'r> {
    rules: &'r RuleClassifier,
    names: Option<&'r Gazetteer>,
    scratch: Scratch,
}

impl<'r> Reader<'r> {
    pub fn new(rules: &'r RuleClassifier, names: Option<&'r Arc<Gazetteer>>) -> Self {
        Self { rules, names: names.map(|names| &**names), scratch: Scratch::default() }
    }

    pub fn decide(&mut self, text: &str) -> Decision {
        let found = self.names.map_or_else(Vec::new, |names| in_text(names, text, FindOptions::default(), true));
        let slots: Vec<Slot<'_>> = found.iter().map(|m| Slot { span: m.span, kind: &m.kind, id: &m.id }).collect();
        let words = words::words(text);
        let span = Span::new(0, text.len() as u32);
        let view = SentenceView { quoted: &quoted(text, span), slots: &slots, ..SentenceView::plain(text, span, &words) };
        self.rules.classify_with(&view, &mut self.scratch)
    }
}

/// The gazetteer by which rules find names, where they ask for some: the seed's, the user's own, or none (`False`).
pub fn names_for(py: Python<'_>, rules: &RuleClassifier, given: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Arc<Gazetteer>>> {
    match choice::<PyGazetteer>(given, "gazetteer", "Gazetteer")? {
        _ if !rules.asks_for_names() => Ok(None),
        Choice::Off => Ok(None),
        Choice::Seed => run::detached(py, None, |_| Gazetteer::shared_seed()).map(Some),
        Choice::Own(own) => Ok(Some(own.get().inner.clone())),
    }
}

impl PyRuleClassifier {
    /// The seed rules of a scheme, read once a process.
    pub fn seeded(scheme: &str) -> crate::Result<Self> {
        static SEEDS: Seeds<RuleClassifier> = [const { OnceLock::new() }; 2];
        Ok(Self { inner: seeded(&SEEDS, scheme, RuleClassifier::seed)?, origin: Arc::new(Origin::Seed(scheme.to_owned())) })
    }

    fn decisions(&self, texts: &Bound<'_, PyAny>, names: Option<&Bound<'_, PyAny>>, threads: Option<usize>) -> PyResult<Vec<Decision>> {
        let py = texts.py();
        let texts = input::texts_or_one(texts, "texts")?;
        let names = names_for(py, &self.inner, names)?;
        run::detached(py, None, |control| {
            let done = in_parts(texts.len(), threads, control, |task| {
                let mut reader = Reader::new(&self.inner, names.as_ref());
                task.map(|row| Ok(reader.decide(text_at(&*texts, row)?))).collect::<crate::Result<Vec<_>>>()
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
        let (inner, source) = run::attached(|| RuleClassifier::read_with_source(&path))?;
        Ok(Self { inner: Arc::new(inner), origin: Arc::new(Origin::Source(source)) })
    }

    /// Rules as TOML text.
    #[staticmethod]
    #[pyo3(signature = (text, name="rules"))]
    fn parse(
        #[pyo3(from_py_with = super::arguments::toml)] text: &str,
        #[pyo3(from_py_with = super::arguments::name)] name: &str,
    ) -> PyResult<Self> {
        Self::_from_source(text.to_owned(), name.to_owned(), Vec::new())
    }

    /// Rules from the texts that pickling made.
    #[staticmethod]
    fn _from_source(text: String, name: String, lists: Vec<(String, String)>) -> PyResult<Self> {
        let source = RuleSource { name, text, lists };
        let inner = run::attached(|| RuleClassifier::of_source(&source))?;
        Ok(Self { inner: Arc::new(inner), origin: Arc::new(Origin::Source(source)) })
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
    #[pyo3(signature = (texts, *, gazetteer=None, threads=None))]
    fn predict<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        gazetteer: Option<&Bound<'py, PyAny>>,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
    ) -> PyResult<Bound<'py, PyList>> {
        let names: Vec<_> = self.inner.labels().iter().map(|l| PyString::new(py, l)).collect();
        let label = |d: &Decision| -> PyResult<Bound<'py, PyAny>> {
            let labels = d.labels.iter().map(|&(l, _)| &names[l as usize]);
            if self.inner.is_multilabel() {
                PyList::new(py, labels)?.into_bound_py_any(py)
            } else {
                labels.take(1).next().map_or_else(|| Ok(py.None().into_bound(py)), |l| Ok(l.clone().into_any()))
            }
        };
        let labels = self.decisions(texts, gazetteer, threads)?.iter().map(label).collect::<PyResult<Vec<_>>>()?;
        PyList::new(py, labels)
    }

    /// The score of every label for each sentence, in the order of `classes_`: a numpy array where numpy is installed,
    /// else lists.
    #[pyo3(signature = (texts, *, gazetteer=None, threads=None))]
    fn predict_proba<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        gazetteer: Option<&Bound<'py, PyAny>>,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let scores: Vec<f32> = self.decisions(texts, gazetteer, threads)?.iter().flat_map(|d| self.inner.scores(d)).collect();
        matrix(py, &scores, self.inner.labels().len())
    }

    /// Every sentence of many documents with its label, as the table `classified`.
    #[pyo3(signature = (texts, ids=None, *, gazetteer=None, threads=None, progress=None))]
    fn classify_all<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        ids: Option<&Bound<'py, PyAny>>,
        gazetteer: Option<&Bound<'py, PyAny>>,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
        progress: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<PyTable> {
        let (texts, ids) = input::documents(texts, ids)?;
        let texts = input::texts_or_one(&texts, "texts")?;
        let ids = input::labels(ids.as_ref(), "ids")?.unwrap_or_default();
        if !ids.is_empty() {
            one_for_each("ids", ids.len(), texts.len())?;
        }
        let names = names_for(py, &self.inner, gazetteer)?;
        run::shown(py, progress, Some(texts.len()), |control| {
            Documents { texts: &*texts, ids: &ids, threads }.classify_by_rules(&self.inner, names.as_deref(), control)
        })
        .map(PyTable::new)
    }

    /// Why a sentence gets its labels: a list of dicts with rule, name, label, weight, pattern, start, end, text.
    #[pyo3(signature = (text, *, gazetteer=None))]
    fn explain<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyAny>,
        gazetteer: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        if !text.is_instance_of::<PyString>() {
            return Err(must_be("text", "one str", text));
        }
        let given = text;
        let text = input::text(given, "text")?;
        let names = names_for(py, &self.inner, gazetteer)?;
        let reasons =
            run::detached_for_text(py, &text, || Ok(self.inner.explain(&Reader::new(&self.inner, names.as_ref()).decide(&text))))?;
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

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let (py, class) = (slf.py(), slf.get_type());
        match &*slf.get().origin {
            Origin::Seed(scheme) => Ok((class.getattr("seed")?, (scheme,).into_pyobject(py)?)),
            Origin::Source(RuleSource { name, text, lists }) => {
                Ok((class.getattr("_from_source")?, (text, name, lists.clone()).into_pyobject(py)?))
            }
        }
    }
}
