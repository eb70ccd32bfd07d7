//! `WordVectors`.

use super::error::must_be_else;
use super::{input, run};
use crate::classify::features::vectors::{VectorOptions, WordVectors};
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList};
use std::path::PathBuf;
use std::sync::Arc;

/// Vectors of length 1 for the frequent words of many texts: words that stand among the same words are near each other.
///
/// `SentenceClassifier(vectors=…)` takes what it learns of a word to hold in part for the eight words nearest to it, also where
/// no labelled text has them. `len`, `in` and `vectors["word"]` work; case and accents do not count.
#[pyclass(name = "WordVectors", module = "dateline._core", frozen, eq)]
#[derive(PartialEq)]
pub struct PyWordVectors {
    pub inner: Arc<WordVectors>,
}

impl From<WordVectors> for PyWordVectors {
    fn from(vectors: WordVectors) -> Self {
        Self { inner: Arc::new(vectors) }
    }
}

/// The argument `vectors` of training.
pub fn chosen(object: &Bound<'_, PyAny>) -> PyResult<Option<Arc<WordVectors>>> {
    if object.is_none() {
        return Ok(None);
    }
    let vectors = object.cast::<PyWordVectors>();
    let advice = "WordVectors.train(texts) makes them";
    vectors.map(|vectors| Some(vectors.get().inner.clone())).map_err(|_| must_be_else("vectors", "WordVectors or None", object, advice))
}

#[pymethods]
impl PyWordVectors {
    /// Learns vectors from texts without labels, some thousands at least (list, Series, Arrow column).
    ///
    /// `size`: numbers a word; `window`: how many words to either side count, nearer ones more; words that occur less often than
    /// `min_count` have no vector, and `vocabulary` words at most have one. The same texts, options and `random_state` give the same
    /// vectors, whatever the number of threads. Raises `InputError` where fewer than two words are frequent enough.
    #[staticmethod]
    #[pyo3(signature = (texts, *, size=100, window=5, min_count=5, vocabulary=20_000, random_state=0, threads=None))]
    #[expect(clippy::too_many_arguments, reason = "the options of training, all by name")]
    fn train(
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        #[pyo3(from_py_with = super::arguments::size)] size: usize,
        #[pyo3(from_py_with = super::arguments::window)] window: usize,
        #[pyo3(from_py_with = super::arguments::min_count)] min_count: u64,
        #[pyo3(from_py_with = super::arguments::vocabulary)] vocabulary: usize,
        #[pyo3(from_py_with = super::arguments::random_state)] random_state: u64,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
    ) -> PyResult<Self> {
        let texts = input::texts(texts, "texts")?;
        let options = VectorOptions { size, window, min_count, vocabulary, seed: random_state, threads };
        run::detached(py, None, |control| WordVectors::train(&*texts, options, control)).map(Self::from)
    }

    /// The words, folded, the most frequent first.
    #[getter]
    fn words(&self) -> Vec<String> {
        self.inner.words().to_vec()
    }

    /// Numbers a word.
    #[getter]
    fn size(&self) -> usize {
        self.inner.size()
    }

    fn __len__(&self) -> usize {
        self.inner.words().len()
    }

    fn __contains__(&self, #[pyo3(from_py_with = super::arguments::word)] word: &str) -> bool {
        self.inner.vector(word).is_some()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, #[pyo3(from_py_with = super::arguments::word)] word: &str) -> PyResult<Bound<'py, PyList>> {
        let vector = self.inner.vector(word).ok_or_else(|| PyKeyError::new_err(word.to_owned()))?;
        PyList::new(py, vector)
    }

    /// The `n` words nearest to a word, each with its cosine, the nearest first; none for a word that is not known.
    #[pyo3(signature = (word, n=10))]
    fn nearest(
        &self,
        #[pyo3(from_py_with = super::arguments::word)] word: &str,
        #[pyo3(from_py_with = super::arguments::n)] n: usize,
    ) -> Vec<(String, f32)> {
        self.inner.nearest(word, n).into_iter().map(|(word, cosine)| (word.to_owned(), cosine)).collect()
    }

    /// Writes a file (by custom `.dlv`); one that is there is replaced.
    fn save(&self, py: Python<'_>, #[pyo3(from_py_with = super::arguments::path)] path: PathBuf) -> PyResult<()> {
        run::detached(py, None, |_| self.inner.save(&path))
    }

    /// Reads a file that `save` wrote. Raises `FormatError` for a damaged file, or one of a newer version.
    #[staticmethod]
    fn load(py: Python<'_>, #[pyo3(from_py_with = super::arguments::path)] path: PathBuf) -> PyResult<Self> {
        run::detached(py, None, |_| WordVectors::load(&path)).map(Self::from)
    }

    /// The bytes of a file.
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.inner.to_bytes())
    }

    /// From the bytes of a file.
    #[staticmethod]
    fn from_bytes(bytes: &[u8]) -> PyResult<Self> {
        run::attached(|| WordVectors::from_bytes(bytes.to_vec(), "bytes")).map(Self::from)
    }

    fn __repr__(&self) -> String {
        format!("WordVectors({} words of {} numbers)", self.inner.words().len(), self.inner.size())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        Ok((slf.get_type().getattr("from_bytes")?, (slf.get().to_bytes(slf.py()),)))
    }
}
