//! `Document`, and the documents of a corpus one after the other.

use super::run;
use crate::error::Result;
use crate::read::corpus::Pending;
use crate::read::{Corpus, Document, Meta};
use chrono::{Datelike, NaiveDate};
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyTuple};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// One document of a corpus.
#[pyclass(name = "Document", module = "dateline", frozen, eq, hash)]
#[derive(PartialEq, Eq, Hash)]
pub struct PyDocument {
    /// What tells it from the others: its path below the folder, or what the caller gave.
    #[pyo3(get)]
    id: String,
    /// All of it; none where it could not be read.
    #[pyo3(get)]
    text: Option<String>,
    /// The outlet.
    #[pyo3(get)]
    source: Option<String>,
    /// The title.
    #[pyo3(get)]
    title: Option<String>,
    date: Option<NaiveDate>,
    /// The language, where it was given: an ISO 639-1 code.
    #[pyo3(get)]
    lang: Option<String>,
    /// Why there is no text; or, of a document that was read, what is wrong with it, such as a date that is none.
    #[pyo3(get)]
    error: Option<String>,
}

impl From<Document> for PyDocument {
    fn from(document: Document) -> Self {
        let (text, error) = match document.text {
            Ok(text) => (Some(text.as_str().to_owned()), document.note),
            Err(problem) => (None, Some(problem)),
        };
        let Meta { source, title, date, lang } = document.meta;
        Self { id: document.id, text, source, title, date, lang, error }
    }
}

#[pymethods]
impl PyDocument {
    /// The day of publication.
    #[getter]
    fn date<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        self.date.map(|d| PyDate::new(py, d.year(), d.month() as u8, d.day() as u8)).transpose()
    }

    fn __repr__(&self) -> String {
        match (&self.text, &self.error) {
            (None, Some(error)) => format!("Document({:?}, error: {error})", self.id),
            (text, _) => format!("Document({:?}, {} characters)", self.id, text.as_ref().map_or(0, |t| t.chars().count())),
        }
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let d = slf.get();
        let fields = (&d.id, &d.text, &d.source, &d.title, d.date(slf.py())?, &d.lang, &d.error).into_pyobject(slf.py())?;
        Ok((slf.get_type().getattr("_from_fields")?, fields))
    }

    /// A document from the fields that pickling made.
    #[staticmethod]
    fn _from_fields(
        id: String,
        text: Option<String>,
        source: Option<String>,
        title: Option<String>,
        date: Option<&Bound<'_, PyAny>>,
        lang: Option<String>,
        error: Option<String>,
    ) -> PyResult<Self> {
        let date = date.map(|d| super::input::date(d, "date")).transpose()?.flatten();
        Ok(Self { id, text, source, title, date, lang, error })
    }
}

/// Documents that are read ahead at once, and about how many bytes of text: enough that letting go of the GIL costs nothing beside them.
const AHEAD: (usize, usize) = (32, 1 << 20);

/// The documents of a corpus, read some at a time.
#[pyclass(name = "Documents", module = "dateline._core", frozen)]
pub struct PyDocuments {
    corpus: Arc<Corpus>,
    state: Mutex<State>,
}

struct State {
    pending: Box<dyn Iterator<Item = Result<Pending>> + Send>,
    read: VecDeque<Result<Document>>,
}

impl PyDocuments {
    pub fn new(corpus: Arc<Corpus>) -> Self {
        let state = State { pending: Box::new(corpus.pending()), read: VecDeque::new() };
        Self { corpus, state: Mutex::new(state) }
    }
}

impl State {
    /// The next document, read with those that follow it if none is at hand. An error ends the documents.
    fn next(&mut self, corpus: &Corpus) -> Option<Result<Document>> {
        let mut bytes = 0;
        while self.read.is_empty() || (bytes > 0 && bytes < AHEAD.1 && self.read.len() < AHEAD.0) {
            let Some(pending) = self.pending.next() else { break };
            let document = pending.map(|pending| corpus.load(pending));
            bytes += 1 + document.as_ref().ok().and_then(|d| d.text.as_ref().ok()).map_or(0, |t| t.as_str().len());
            if document.is_err() {
                self.pending = Box::new(std::iter::empty());
            }
            self.read.push_back(document);
        }
        self.read.pop_front()
    }
}

#[pymethods]
impl PyDocuments {
    const fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<PyDocument>> {
        // Whoever reads for another thread holds the lock without the GIL: it must not be waited for with it.
        let at_hand = self.state.try_lock().ok().and_then(|mut state| state.read.pop_front());
        let next = match at_hand {
            Some(document) => Some(document),
            None => run::detached(py, None, |_| Ok(self.state.lock().unwrap_or_else(PoisonError::into_inner).next(&self.corpus)))?,
        };
        Ok(next.transpose()?.map(PyDocument::from))
    }
}
