//! The trained core of `SentenceClassifier`.

use super::figures::figures;
use super::gazetteer::PyGazetteer;
use super::labels::{all_labels, class_weights, matrix, numbered, pieces, positions, sample_weights};
use super::seeds::{Seeds, seeded};
use super::table::PyTable;
use super::{input, run};
use crate::batch::classified::Documents;
use crate::classify::features::FeatureOptions;
use crate::classify::features::blocks::names::Names;
use crate::classify::features::vectors::WordVectors;
use crate::classify::scoring::Scratch;
use crate::classify::solve::loss::Loss;
use crate::classify::{Sample, SentenceClassifier, TrainOptions, train};
use crate::error::{Error, Result};
use crate::pool::Control;
use crate::span::{CodePoints, Span};
use crate::text::words::words_into;
use crate::texts::{Texts, in_large_parts, one_for_each, text_at};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// A trained model: what `SentenceClassifier.fit` makes and what its files hold.
#[pyclass(name = "ClassifierModel", module = "dateline._core", frozen)]
#[derive(Clone)]
pub struct PyClassifierModel {
    pub inner: Arc<SentenceClassifier>,
}

impl PyClassifierModel {
    /// What `fill` appends for the raw scores of each text, one behind the other, in parallel.
    fn filled<T: Clone + Send>(
        &self,
        texts: &dyn Texts,
        threads: Option<usize>,
        control: &Control,
        fill: impl Fn(&[f32], &mut Vec<T>) + Sync + Send,
    ) -> Result<Vec<T>> {
        let parts = in_large_parts(texts.len(), threads, control, |task| {
            let mut out = Vec::with_capacity(task.len());
            self.inner.scores_of_all(
                task.map(|row| Ok((text_at(texts, row)?, texts.position(row)))),
                &mut Scratch::default(),
                |scores| fill(scores, &mut out),
            )?;
            Ok(out)
        })?;
        Ok(parts.concat())
    }

    /// The probability of every label for each text, one row behind the other.
    pub fn probabilities(&self, texts: &dyn Texts, threads: Option<usize>, control: &Control) -> Result<Vec<f32>> {
        self.filled(texts, threads, control, |scores, out| self.inner.probabilities_from(scores, out))
    }

    /// The seed classifier of a scheme, read once a process.
    pub fn seeded(scheme: &str) -> Result<Self> {
        static SEEDS: Seeds<SentenceClassifier> = [const { OnceLock::new() }; 2];
        Ok(Self { inner: seeded(&SEEDS, scheme, SentenceClassifier::seed)? })
    }

    fn predicted(&self, py: Python<'_>, texts: &Arc<dyn Texts>, threads: Option<usize>) -> PyResult<(Vec<f32>, Vec<Vec<u32>>)> {
        let probabilities = run::detached_for(py, &**texts, |control| self.probabilities(&**texts, threads, control))?;
        let labels = probabilities.chunks_exact(self.inner.classes().len()).map(|p| self.inner.decide(p)).collect();
        Ok((probabilities, labels))
    }
}

/// What a pickled model is made from: the bytes of its file, and the gazetteer of its names.
type Pickled<'py> = (Bound<'py, PyBytes>, Option<PyGazetteer>);

#[pymethods]
impl PyClassifierModel {
    /// Trains. Gives the model and a dict: `warnings` (each a tuple of words and numbers of rows), `c`, `naive_bayes`, `cues`, `verbs`, `position`, `sublinear`, `names`, `loss`,
    /// `validated`.
    #[staticmethod]
    #[pyo3(signature = (texts, labels, *, multilabel, sample_weight, class_weight, tune, c, naive_bayes, cues, verbs, position, sublinear, loss, names,
        vectors, word_grams, char_grams, hash_bits, precision, max_bytes, random_state, threads, averaged=false))]
    #[expect(clippy::too_many_arguments, reason = "the options of training, all by name")]
    fn train<'py>(
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        labels: &Bound<'py, PyAny>,
        #[pyo3(from_py_with = super::arguments::multilabel)] multilabel: bool,
        sample_weight: Option<&Bound<'py, PyAny>>,
        class_weight: Option<&Bound<'py, PyAny>>,
        #[pyo3(from_py_with = super::arguments::tune)] tune: bool,
        #[pyo3(from_py_with = super::arguments::c)] c: Option<f32>,
        #[pyo3(from_py_with = super::arguments::naive_bayes)] naive_bayes: Option<f32>,
        #[pyo3(from_py_with = super::arguments::cues)] cues: Option<bool>,
        #[pyo3(from_py_with = super::arguments::verbs)] verbs: Option<bool>,
        #[pyo3(from_py_with = super::arguments::position)] position: Option<bool>,
        #[pyo3(from_py_with = super::arguments::sublinear)] sublinear: Option<bool>,
        #[pyo3(from_py_with = super::arguments::loss)] loss: &str,
        #[pyo3(from_py_with = super::arguments::chosen_names)] names: (Option<Names>, bool),
        #[pyo3(from_py_with = super::vectors::chosen)] vectors: Option<Arc<WordVectors>>,
        #[pyo3(from_py_with = super::arguments::word_grams)] word_grams: u8,
        #[pyo3(from_py_with = super::arguments::char_grams)] char_grams: bool,
        #[pyo3(from_py_with = super::arguments::hash_bits)] hash_bits: u8,
        #[pyo3(from_py_with = super::arguments::precision)] precision: u8,
        #[pyo3(from_py_with = super::arguments::max_bytes)] max_bytes: usize,
        #[pyo3(from_py_with = super::arguments::random_state)] random_state: u64,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
        averaged: bool,
    ) -> PyResult<(Self, Bound<'py, PyDict>)> {
        let texts = input::texts(texts, "texts")?;
        let each = all_labels(labels, multilabel)?;
        let (classes, labels) = numbered(&each)?;
        let weights = sample_weights(sample_weight)?;
        let class_weights = class_weights(class_weight, &classes, &labels, weights.as_deref())?;
        let features = FeatureOptions { word_grams, char_grams, bits: hash_bits, ..FeatureOptions::default() };
        let loss = Loss::named(loss)?;
        let (names, names_if_better) = names;
        let options = TrainOptions {
            features,
            c,
            naive_bayes,
            averaged,
            cues,
            verbs,
            position,
            sublinear,
            loss,
            names,
            names_if_better,
            vectors,
            tune,
            seed: random_state,
            precision,
            max_bytes,
            threads,
        };
        let trained = run::detached(py, None, |control| {
            let sample = Sample {
                texts: &*texts,
                labels: &labels,
                weights: weights.as_deref(),
                classes: &classes,
                class_weights: class_weights.as_deref(),
                multilabel,
            };
            train(&sample, &options, control)
        })?;
        let said = PyDict::new(py);
        said.set_item("warnings", trained.warnings.iter().map(|warning| pieces(py, warning)).collect::<PyResult<Vec<_>>>()?)?;
        said.set_item("c", trained.c)?;
        said.set_item("naive_bayes", trained.naive_bayes)?;
        said.set_item("cues", trained.extras.cues)?;
        said.set_item("verbs", trained.extras.verbs)?;
        said.set_item("position", trained.extras.position)?;
        said.set_item("sublinear", trained.sublinear)?;
        said.set_item("loss", trained.loss.name())?;
        said.set_item("names", trained.names)?;
        said.set_item("validated", trained.validated)?;
        Ok((Self { inner: Arc::new(trained.model) }, said))
    }

    /// The seed classifier of a scheme: `acts` or `events`.
    #[staticmethod]
    fn seed(#[pyo3(from_py_with = super::arguments::scheme)] scheme: &str) -> PyResult<Self> {
        run::attached(|| Self::seeded(scheme))
    }

    /// The labels, sorted.
    #[getter]
    fn classes(&self) -> Vec<String> {
        self.inner.classes().to_vec()
    }

    /// True if a text may have several labels, or none.
    #[getter]
    fn multilabel(&self) -> bool {
        self.inner.is_multilabel()
    }

    /// The probability from which each label is given: `None` for one that is given in sets, and in place of all where a text has one label.
    #[getter]
    fn thresholds(&self) -> Option<Vec<Option<f32>>> {
        let own = self.inner.own_thresholds();
        let of_label = |(label, threshold): (u32, f32)| {
            (!self.inner.decides_by_sets() || own.binary_search_by_key(&label, |o| o.0).is_ok()).then_some(threshold)
        };
        self.inner.is_multilabel().then(|| (0..).zip(self.inner.thresholds()).map(of_label).collect())
    }

    /// The same model with thresholds by label, each of which concerns its label alone.
    fn with_thresholds(&self, thresholds: BTreeMap<String, f32>) -> PyResult<Self> {
        let classes = self.inner.classes();
        let mut own = Vec::with_capacity(thresholds.len());
        for (label, threshold) in thresholds {
            let Some(at) = classes.iter().position(|c| *c == label) else {
                return Err(Error::input("thresholds", super::labels::no_label(&label, classes)).into());
            };
            own.push((at as u32, threshold));
        }
        Ok(Self { inner: Arc::new(self.inner.with_thresholds(&own)?) })
    }

    /// What scores depend on that `to_json` does not hold.
    #[getter]
    fn needs(&self) -> Vec<&'static str> {
        self.inner.needs()
    }

    /// What was given to `save` beside the model that was read from the file.
    #[getter]
    fn settings(&self) -> Option<&str> {
        self.inner.settings()
    }

    /// The number of features with weights.
    #[getter]
    fn n_features(&self) -> usize {
        self.inner.n_features()
    }

    /// The label of each text; with several labels a text the list of its labels.
    #[pyo3(signature = (texts, threads=None))]
    fn predict<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
    ) -> PyResult<Bound<'py, PyList>> {
        let texts = input::texts(texts, "texts")?;
        let names: Vec<_> = self.inner.classes().iter().map(|l| PyString::new(py, l)).collect();
        if self.inner.is_multilabel() {
            const END: u32 = u32::MAX;
            let decide = self.inner.deciding();
            let append = |scores: &[f32], out: &mut Vec<u32>| {
                decide(scores, out);
                out.push(END);
            };
            let labels = run::detached_for(py, &*texts, |control| self.filled(&*texts, threads, control, append))?;
            let row = |row: &[u32]| PyList::new(py, row.iter().filter(|&&l| l != END).map(|&l| &names[l as usize]).collect::<Vec<_>>());
            return PyList::new(py, labels.split_inclusive(|&l| l == END).map(row).collect::<PyResult<Vec<_>>>()?);
        }
        let best = |scores: &[f32], out: &mut Vec<u32>| out.push(self.inner.best(scores));
        let labels = run::detached_for(py, &*texts, |control| self.filled(&*texts, threads, control, best))?;
        PyList::new(py, labels.into_iter().map(|l| &names[l as usize]))
    }

    /// The probability of every label for each text.
    #[pyo3(signature = (texts, threads=None))]
    fn predict_proba<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let texts = input::texts(texts, "texts")?;
        let values = run::detached_for(py, &*texts, |control| self.probabilities(&*texts, threads, control))?;
        matrix(py, &values, self.inner.classes().len())
    }

    /// The raw score of every label for each text; of two labels that exclude each other the second's, negated for the first.
    #[pyo3(signature = (texts, threads=None))]
    fn decision_function<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let texts = input::texts(texts, "texts")?;
        let classes = self.inner.classes().len();
        let score = |scores: &[f32], out: &mut Vec<f32>| match scores {
            [one] if classes == 2 => out.extend([-one, *one]),
            scores => out.extend_from_slice(scores),
        };
        let values = run::detached_for(py, &*texts, |control| self.filled(&*texts, threads, control, score))?;
        matrix(py, &values, classes)
    }

    /// Every sentence of many documents with its labels, in parallel, as a table; sentences without a label have no row.
    #[pyo3(signature = (texts, ids=None, threads=None, progress=None))]
    fn classify_all<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        ids: Option<&Bound<'py, PyAny>>,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
        progress: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<PyTable> {
        let texts = input::texts(texts, "texts")?;
        let ids = input::labels(ids, "ids")?.unwrap_or_default();
        let rows = texts.len();
        if !ids.is_empty() {
            one_for_each("ids", ids.len(), rows)?;
        }
        let documents = Documents { texts: &*texts, ids: &ids, threads };
        run::shown(py, progress, Some(rows), |control| documents.classify(&self.inner, control)).map(PyTable::new)
    }

    /// What each part of a text adds to the raw score of a label (by default the one predicted): dicts with label, start, end, text,
    /// weight. The first, without text, is the constant; all weights add up to the score.
    #[pyo3(signature = (text, label=None))]
    fn explain<'py>(&self, py: Python<'py>, text: &Bound<'py, PyAny>, label: Option<&str>) -> PyResult<Bound<'py, PyList>> {
        let position = input::position(text);
        let text = input::text(text, "text")?;
        let classes = self.inner.classes();
        let label = label.map(|label| Ok::<_, Error>(positions(&[vec![label.to_owned()]], classes)?[0][0])).transpose()?;
        let (label, (constant, shares), points) = run::detached_for_text(py, &text, || {
            let label = label.unwrap_or_else(|| {
                let (mut words, mut probabilities) = (Vec::new(), Vec::new());
                words_into(&text, &mut words);
                let within = Span::new(0, text.len() as u32);
                self.inner.probabilities_of(&text, within, &words, position, &mut Scratch::default(), &mut probabilities);
                crate::classify::decide::calibrate::best(&probabilities).unwrap_or(0)
            });
            Ok((label, self.inner.explain(&text, position, label), CodePoints::new(&text)))
        })?;
        let list = PyList::empty(py);
        let row = |start: i32, end: i32, part: &str, weight: f32| -> PyResult<()> {
            let dict = PyDict::new(py);
            dict.set_item("label", &classes[label as usize])?;
            dict.set_item("start", start)?;
            dict.set_item("end", end)?;
            dict.set_item("text", part)?;
            dict.set_item("weight", weight)?;
            list.append(dict)
        };
        row(0, 0, "", constant)?;
        for (n, share) in shares.into_iter().enumerate() {
            run::breathe(py, n)?;
            row(points.at(share.span.start), points.at(share.span.end), share.span.text(&text), share.weight)?;
        }
        Ok(list)
    }

    /// How good the predictions for labelled texts are: a dict of figures, with `labels` as a table.
    #[pyo3(signature = (texts, labels, threads=None))]
    fn evaluate<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        labels: &Bound<'py, PyAny>,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let texts = input::texts(texts, "texts")?;
        let classes = self.inner.classes();
        let multilabel = self.inner.is_multilabel();
        let truth = positions(&all_labels(labels, multilabel)?, classes)?;
        one_for_each("labels", truth.len(), texts.len())?;
        let (probabilities, predicted) = self.predicted(py, &texts, threads)?;
        figures(py, classes, multilabel, &truth, &predicted, &probabilities)
    }

    /// Writes a file, with what `settings` of the model that is read from it will say.
    #[pyo3(signature = (path, settings=None))]
    fn save(&self, py: Python<'_>, #[pyo3(from_py_with = super::arguments::path)] path: PathBuf, settings: Option<&str>) -> PyResult<()> {
        run::detached(py, None, |_| self.inner.save(&path, settings))
    }

    /// The model as plain JSON.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        run::detached(py, None, |_| self.inner.to_json())
    }

    /// Reads a file; `names` is the gazetteer that it was trained with, unless that was the seed's.
    #[staticmethod]
    #[pyo3(signature = (path, names=None))]
    fn load(
        py: Python<'_>,
        #[pyo3(from_py_with = super::arguments::path)] path: PathBuf,
        names: Option<&Bound<'_, PyGazetteer>>,
    ) -> PyResult<Self> {
        let names = names.map(|names| Names::of(names.get().inner.clone()));
        run::detached(py, None, |_| SentenceClassifier::load(&path, names.as_ref())).map(|inner| Self { inner: Arc::new(inner) })
    }

    /// The bytes of a file.
    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &run::attached(|| self.inner.to_bytes())?))
    }

    /// From the bytes of a file.
    #[staticmethod]
    #[pyo3(signature = (bytes, names=None))]
    fn from_bytes(bytes: &[u8], names: Option<&Bound<'_, PyGazetteer>>) -> PyResult<Self> {
        let names = names.map(|names| Names::of(names.get().inner.clone()));
        run::attached(|| SentenceClassifier::from_bytes(bytes.to_vec(), "bytes", names.as_ref()))
            .map(|inner| Self { inner: Arc::new(inner) })
    }

    fn __repr__(&self) -> String {
        format!("ClassifierModel({} labels, {} features)", self.inner.classes().len(), self.inner.n_features())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Pickled<'py>)> {
        let own = slf.get().inner.names().filter(|names| names.identity().is_some());
        let names = own.map(|names| PyGazetteer::made(names.gazetteer().clone()));
        Ok((slf.get_type().getattr("from_bytes")?, (slf.get().to_bytes(slf.py())?, names)))
    }
}
