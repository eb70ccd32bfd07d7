//! `Analysis`: all tables of a run, and the texts that every span leads back to.

use super::error::unknown_key;
use super::table::PyTable;
use crate::batch::Analysed;
use crate::error::Error;
use crate::read::DocText;
use crate::tables::columns::{TableId, Tables};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What a pipeline found in a corpus.
#[pyclass(name = "Analysis", module = "dateline", frozen)]
pub struct PyAnalysis {
    tables: Tables<PyTable>,
    texts: Vec<(String, Option<DocText>)>,
    by_id: FxHashMap<String, usize>,
}

impl PyAnalysis {
    pub fn new(done: Analysed) -> Self {
        Self { tables: done.tables.map(PyTable::new), texts: done.texts, by_id: done.by_id }
    }

    fn table(&self, table: TableId) -> PyTable {
        self.tables[table].clone()
    }

    fn helper<'py>(py: Python<'py>, module: &str, name: &str) -> PyResult<Bound<'py, PyAny>> {
        py.import(module)?.getattr(name)
    }
}

#[pymethods]
impl PyAnalysis {
    /// One row a document, the failed ones too.
    #[getter]
    fn documents(&self) -> PyTable {
        self.table(TableId::Documents)
    }

    /// What each line or paragraph is.
    #[getter]
    fn blocks(&self) -> PyTable {
        self.table(TableId::Blocks)
    }

    /// What each sentence does, who says it, which events it reports.
    #[getter]
    fn sentences(&self) -> PyTable {
        self.table(TableId::Sentences)
    }

    /// Who and what is named where.
    #[getter]
    fn mentions(&self) -> PyTable {
        self.table(TableId::Mentions)
    }

    /// Who did what to whom.
    #[getter]
    fn events(&self) -> PyTable {
        self.table(TableId::Events)
    }

    /// Who said which words.
    #[getter]
    fn quotes(&self) -> PyTable {
        self.table(TableId::Quotes)
    }

    /// Dates and periods, resolved.
    #[getter]
    fn times(&self) -> PyTable {
        self.table(TableId::Times)
    }

    /// Numbers with units.
    #[getter]
    fn quantities(&self) -> PyTable {
        self.table(TableId::Quantities)
    }

    /// Which documents share their text.
    #[getter]
    fn near_copies(&self) -> PyTable {
        self.table(TableId::NearCopies)
    }

    /// Which claims cannot both be so.
    #[getter]
    fn conflicts(&self) -> PyTable {
        self.table(TableId::Conflicts)
    }

    fn __len__(&self) -> usize {
        self.texts.len()
    }

    fn __repr__(&self) -> String {
        let failed = self.texts.iter().filter(|t| t.1.is_none()).count();
        let failed = if failed > 0 { format!(", {failed} failed") } else { String::new() };
        format!("Analysis({} documents{failed})", self.texts.len())
    }

    /// The ids of all documents, in order.
    #[getter]
    fn doc_ids(&self) -> Vec<String> {
        self.texts.iter().map(|t| t.0.clone()).collect()
    }

    /// The text of a document, exactly as read: what all offsets count in.
    fn text(&self, #[pyo3(from_py_with = super::arguments::doc_id)] doc_id: &str) -> PyResult<String> {
        match self.by_id.get(doc_id).map(|&at| &self.texts[at].1) {
            Some(Some(text)) => Ok(text.as_str().to_owned()),
            Some(None) => Err(unknown_key(format!("{doc_id:?} could not be read; its row in documents says why"))),
            None => Err(unknown_key(format!("no document has the id {doc_id:?}; doc_ids lists them"))),
        }
    }

    /// A document with its mentions and acts highlighted; shows itself in a notebook.
    #[pyo3(signature = (doc_id=None))]
    fn show<'py>(
        slf: &Bound<'py, Self>,
        #[pyo3(from_py_with = super::arguments::shown_id)] doc_id: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        Self::helper(slf.py(), "dateline._display.document", "show")?.call1((slf, doc_id))
    }

    /// Plots: `timeline()`, `map()`, `network()`, `matrix()`.
    #[getter]
    fn plot<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::helper(slf.py(), "dateline.plots", "Plots")?.call1((slf,))
    }

    /// The situation brief.
    #[pyo3(signature = (title=None))]
    fn brief<'py>(
        slf: &Bound<'py, Self>,
        #[pyo3(from_py_with = super::arguments::title)] title: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        Self::helper(slf.py(), "dateline._brief.brief", "Brief")?.call1((slf, title))
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::helper(slf.py(), "dateline._display.analysis", "analysis_html")?.call1((slf,))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let this = slf.get();
        let texts: Vec<(&str, Option<&str>)> =
            this.texts.iter().map(|(id, text)| (id.as_str(), text.as_ref().map(DocText::as_str))).collect();
        let state = (this.tables.iter().cloned().collect::<Vec<_>>(), texts).into_pyobject(slf.py())?;
        Ok((slf.get_type().getattr("_from_state")?, state))
    }

    /// An analysis from the state that pickling made.
    #[staticmethod]
    fn _from_state(tables: Vec<PyRef<'_, PyTable>>, texts: Vec<(String, Option<String>)>) -> PyResult<Self> {
        let texts: Vec<_> = texts.into_iter().map(|(id, text)| (id, text.map(|t| DocText::Own(Arc::from(t))))).collect();
        let by_id = texts.iter().enumerate().rev().map(|(at, t)| (t.0.clone(), at)).collect();
        let tables: Vec<PyTable> = tables.iter().map(|t| (**t).clone()).collect();
        let tables = tables.try_into().map_err(|_| Error::input("tables", "there must be one for each table of an analysis"))?;
        Ok(Self { tables, texts, by_id })
    }
}
