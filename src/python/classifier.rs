//! The trained core of `SentenceClassifier`.

use super::table::PyTable;
use super::{input, run};
use crate::batch::Rows;
use crate::classify::model::Scratch;
use crate::classify::train::{Sample, TrainOptions, train};
use crate::classify::{SentenceClassifier, features::FeatureOptions, metrics};
use crate::columns::{Kind, TableBuilder, TableSchema, schema};
use crate::error::{Error, Result};
use crate::pool::{self, Control};
use crate::span::CodePoints;
use crate::text::Outline;
use crate::texts::{Texts, one_for_each};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString, PyTuple};
use std::path::PathBuf;
use std::sync::Arc;

const CLASSIFIED: TableSchema = &[
    ("doc_id", Kind::Text),
    ("sentence", Kind::Int),
    ("start", Kind::Int),
    ("end", Kind::Int),
    ("text", Kind::Text),
    ("label", Kind::Text),
    ("score", Kind::Score),
];
const PER_LABEL: TableSchema = &[
    ("label", Kind::Text),
    ("precision", Kind::Float),
    ("recall", Kind::Float),
    ("f1", Kind::Float),
    ("support", Kind::Int),
    ("predicted", Kind::Int),
];

/// Texts that one task takes at once.
const TASK_TEXTS: usize = 512;

/// A trained model: what `SentenceClassifier.fit` makes and what its files hold.
#[pyclass(name = "ClassifierModel", module = "dateline._core", frozen)]
#[derive(Clone)]
pub struct PyClassifierModel {
    inner: Arc<SentenceClassifier>,
}

/// A text that must be there.
fn text_at(texts: &dyn Texts, row: usize) -> Result<&str> {
    texts.get(row)?.ok_or_else(|| Error::input(format!("texts[{row}]"), "the text is null; drop the row or give it a text"))
}

/// Runs `work` over ranges of rows, in parallel, in order.
fn in_parts<T: Send>(
    rows: usize,
    threads: Option<usize>,
    control: &Control,
    work: impl Fn(std::ops::Range<usize>) -> Result<T> + Sync + Send,
) -> Result<Vec<T>> {
    let starts = (0..rows).step_by(TASK_TEXTS);
    let tasks = starts.map(|start| start..(start + TASK_TEXTS).min(rows)).collect();
    pool::map(pool::threads(threads), tasks, |task: std::ops::Range<usize>| {
        control.check()?;
        work(task)
    })
}

/// The labels of one row as Python gives them: one `str`, or for several labels an iterable of `str`.
fn row_labels(item: &Bound<'_, PyAny>, row: usize, multilabel: bool) -> PyResult<Vec<String>> {
    let one = |label: &Bound<'_, PyAny>| {
        label.cast::<PyString>().map(|l| l.to_string()).map_err(|_| {
            PyTypeError::new_err(format!("labels[{row}]: a label is a str, not {}; write str(label) for it", input::type_name(label)))
        })
    };
    if !multilabel {
        return match item.cast::<PyString>() {
            Err(_) if item.cast::<PyList>().is_ok() || item.cast::<PyTuple>().is_ok() => Err(PyTypeError::new_err(format!(
                "labels[{row}]: one label is asked for, not a {}; for several labels a text use multilabel=True",
                input::type_name(item)
            ))),
            _ => Ok(vec![one(item)?]),
        };
    }
    let list = || format!("labels[{row}]: a list of labels is asked for with multilabel=True, not {}", input::type_name(item));
    if item.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err(list()));
    }
    let mut labels = item.try_iter().map_err(|_| PyTypeError::new_err(list()))?.map(|l| one(&l?)).collect::<PyResult<Vec<_>>>()?;
    labels.sort_unstable();
    labels.dedup();
    Ok(labels)
}

fn all_labels(labels: &Bound<'_, PyAny>, multilabel: bool) -> PyResult<Vec<Vec<String>>> {
    if labels.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err("labels: a list of labels is asked for, not one str"));
    }
    let items = labels
        .try_iter()
        .map_err(|_| PyTypeError::new_err(format!("labels: a list of labels is asked for, not {}", input::type_name(labels))))?;
    items.enumerate().map(|(row, item)| row_labels(&item?, row, multilabel)).collect()
}

/// Each row's labels as positions in `classes`; an unknown one is an error that names its row.
fn positions(labels: &[Vec<String>], classes: &[String]) -> Result<Vec<Vec<u32>>> {
    let position = |row: usize, label: &String| {
        classes
            .iter()
            .position(|c| c == label)
            .map(|p| p as u32)
            .ok_or_else(|| Error::input(format!("labels[{row}]"), format!("{label:?} is none of the labels {}", classes.join(", "))))
    };
    labels.iter().enumerate().map(|(row, labels)| labels.iter().map(|l| position(row, l)).collect()).collect()
}

/// The weight of each class: a dict by label, or `"balanced"` for the inverse of how frequent it is.
fn class_weights(given: Option<&Bound<'_, PyAny>>, classes: &[String], labels: &[Vec<u32>]) -> PyResult<Option<Vec<f32>>> {
    let Some(given) = given else { return Ok(None) };
    if given.cast::<PyString>().is_ok_and(|s| s == "balanced") {
        let mut counts = vec![0_u32; classes.len()];
        labels.iter().flatten().for_each(|&l| counts[l as usize] += 1);
        let weight = |&n: &u32| labels.len() as f32 / (classes.len() as f32 * n.max(1) as f32);
        return Ok(Some(counts.iter().map(weight).collect()));
    }
    let Ok(dict) = given.cast::<PyDict>() else {
        return Err(PyTypeError::new_err(format!("class_weight: None, \"balanced\" or a dict, not {}", input::type_name(given))));
    };
    let mut out = vec![1.0; classes.len()];
    for (label, weight) in dict.iter() {
        let (label, weight): (String, f32) = (label.extract()?, weight.extract()?);
        let Some(at) = classes.iter().position(|c| *c == label) else {
            return Err(Error::input("class_weight", format!("{label:?} is none of the labels {}", classes.join(", "))).into());
        };
        if !weight.is_finite() || weight <= 0.0 {
            return Err(Error::input("class_weight", format!("{label:?} has {weight}; give a number above 0")).into());
        }
        out[at] = weight;
    }
    Ok(Some(out))
}

fn sample_weights(given: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Vec<f32>>> {
    let number = |(row, item): (usize, PyResult<Bound<'_, PyAny>>)| {
        let item = item?;
        item.extract::<f32>()
            .map_err(|_| PyTypeError::new_err(format!("sample_weight[{row}]: a number is asked for, not {}", input::type_name(&item))))
    };
    given.map(|g| g.try_iter()?.enumerate().map(number).collect()).transpose()
}

/// Rows of floats as a numpy array where numpy is installed, else as lists.
fn matrix<'py>(py: Python<'py>, values: &[f32], columns: usize) -> PyResult<Bound<'py, PyAny>> {
    match py.import("numpy") {
        Ok(numpy) => {
            let bytes: Vec<u8> = values.iter().flat_map(|v| v.to_ne_bytes()).collect();
            let flat = numpy.call_method1("frombuffer", (PyBytes::new(py, &bytes), "float32"))?;
            flat.call_method1("reshape", (values.len() / columns.max(1), columns))?.call_method0("copy")
        }
        Err(_) => values.chunks_exact(columns.max(1)).map(<[f32]>::to_vec).collect::<Vec<_>>().into_bound_py_any(py),
    }
}

impl PyClassifierModel {
    /// One row of `width` numbers for each text.
    fn rows_of(
        &self,
        py: Python<'_>,
        texts: &Arc<dyn Texts>,
        threads: Option<usize>,
        fill: impl Fn(&str, &mut Scratch, &mut Vec<f32>) + Sync + Send,
    ) -> PyResult<Vec<f32>> {
        run::detached(py, None, |control| {
            let parts = in_parts(texts.len(), threads, control, |task| {
                let (mut scratch, mut out) = (Scratch::default(), Vec::new());
                for row in task {
                    fill(text_at(&**texts, row)?, &mut scratch, &mut out);
                }
                Ok(out)
            })?;
            Ok(parts.concat())
        })
    }

    fn predicted(&self, py: Python<'_>, texts: &Arc<dyn Texts>, threads: Option<usize>) -> PyResult<(Vec<f32>, Vec<Vec<u32>>)> {
        let probabilities = self.rows_of(py, texts, threads, |text, scratch, out| self.inner.probabilities(text, scratch, out))?;
        let labels = probabilities.chunks_exact(self.inner.classes().len()).map(|p| self.inner.decide(p)).collect();
        Ok((probabilities, labels))
    }
}

#[pymethods]
impl PyClassifierModel {
    /// Trains. Gives the model and a dict: `warnings`, `c`, `naive_bayes`, `validated`.
    #[staticmethod]
    #[pyo3(signature = (texts, labels, *, multilabel, sample_weight, class_weight, tune, c, naive_bayes, word_grams, char_grams,
        hash_bits, precision, max_bytes, seed, threads))]
    #[expect(clippy::too_many_arguments, reason = "the options of training, all by name")]
    fn train<'py>(
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        labels: &Bound<'py, PyAny>,
        multilabel: bool,
        sample_weight: Option<&Bound<'py, PyAny>>,
        class_weight: Option<&Bound<'py, PyAny>>,
        tune: bool,
        c: Option<f32>,
        naive_bayes: Option<bool>,
        word_grams: u8,
        char_grams: bool,
        hash_bits: u8,
        precision: u8,
        max_bytes: usize,
        seed: u64,
        threads: Option<usize>,
    ) -> PyResult<(Self, Bound<'py, PyDict>)> {
        let texts = input::texts(texts, "texts")?;
        let names = all_labels(labels, multilabel)?;
        let mut classes: Vec<String> = names.iter().flatten().cloned().collect();
        classes.sort_unstable();
        classes.dedup();
        let labels = positions(&names, &classes)?;
        let weights = sample_weights(sample_weight)?;
        let class_weights = class_weights(class_weight, &classes, &labels)?;
        let features = FeatureOptions { word_grams, char_grams, bits: hash_bits };
        let options = TrainOptions { features, c, naive_bayes, tune, seed, precision, max_bytes, threads };
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
        said.set_item("warnings", trained.warnings)?;
        said.set_item("c", trained.c)?;
        said.set_item("naive_bayes", trained.naive_bayes)?;
        said.set_item("validated", trained.validated)?;
        Ok((Self { inner: Arc::new(trained.model) }, said))
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

    /// The probability from which each label is given (several labels a text).
    #[getter]
    fn thresholds(&self) -> Vec<f32> {
        self.inner.thresholds().to_vec()
    }

    /// The number of features with weights.
    #[getter]
    fn n_features(&self) -> usize {
        self.inner.n_features()
    }

    /// The label of each text; with several labels a text the list of its labels.
    #[pyo3(signature = (texts, threads=None))]
    fn predict<'py>(&self, py: Python<'py>, texts: &Bound<'py, PyAny>, threads: Option<usize>) -> PyResult<Bound<'py, PyList>> {
        let texts = input::texts(texts, "texts")?;
        let names: Vec<_> = self.inner.classes().iter().map(|l| PyString::new(py, l)).collect();
        if self.inner.is_multilabel() {
            let (_, labels) = self.predicted(py, &texts, threads)?;
            let rows = labels.iter().map(|row| PyList::new(py, row.iter().map(|&l| &names[l as usize]))).collect::<PyResult<Vec<_>>>()?;
            return PyList::new(py, rows);
        }
        let labels = run::detached(py, None, |control| {
            let parts = in_parts(texts.len(), threads, control, |task| {
                let mut scratch = Scratch::default();
                task.map(|row| Ok(self.inner.best(text_at(&*texts, row)?, &mut scratch))).collect::<Result<Vec<u32>>>()
            })?;
            Ok(parts.concat())
        })?;
        PyList::new(py, labels.into_iter().map(|l| &names[l as usize]))
    }

    /// The probability of every label for each text.
    #[pyo3(signature = (texts, threads=None))]
    fn predict_proba<'py>(&self, py: Python<'py>, texts: &Bound<'py, PyAny>, threads: Option<usize>) -> PyResult<Bound<'py, PyAny>> {
        let texts = input::texts(texts, "texts")?;
        let values = self.rows_of(py, &texts, threads, |text, scratch, out| self.inner.probabilities(text, scratch, out))?;
        matrix(py, &values, self.inner.classes().len())
    }

    /// The raw score of every label for each text; of two labels that exclude each other the second's, negated for the first.
    #[pyo3(signature = (texts, threads=None))]
    fn decision_function<'py>(&self, py: Python<'py>, texts: &Bound<'py, PyAny>, threads: Option<usize>) -> PyResult<Bound<'py, PyAny>> {
        let texts = input::texts(texts, "texts")?;
        let classes = self.inner.classes().len();
        let values = self.rows_of(py, &texts, threads, |text, scratch, out| match self.inner.scores(text, scratch) {
            [one] if classes == 2 => out.extend([-one, *one]),
            scores => out.extend_from_slice(scores),
        })?;
        matrix(py, &values, classes)
    }

    /// Every sentence of many documents with its labels, in parallel, as a table; sentences without a label have no row.
    #[pyo3(signature = (texts, ids=None, threads=None, progress=None))]
    fn classify_all<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        ids: Option<&Bound<'py, PyAny>>,
        threads: Option<usize>,
        progress: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<PyTable> {
        let texts = input::texts(texts, "texts")?;
        let ids = input::labels(ids, "ids")?.unwrap_or_default();
        let rows = texts.len();
        if !ids.is_empty() {
            one_for_each("ids", ids.len(), rows)?;
        }
        let schema = schema("classified", CLASSIFIED, &[]);
        let batches = run::shown(py, progress, Some(rows), |control| {
            in_parts(rows, threads, control, |task| {
                let mut builder = TableBuilder::new(schema.clone());
                let (mut scratch, mut probabilities) = (Scratch::default(), Vec::new());
                for row in task {
                    control.check()?;
                    let text = text_at(&*texts, row)?;
                    if text.len() > i32::MAX as usize {
                        return Err(Error::input(format!("texts[{row}]"), "the text has more than 2 GB; cut it into parts"));
                    }
                    let id = ids.get(row).and_then(Clone::clone).unwrap_or_else(|| row.to_string());
                    let outline = Outline::new(text);
                    let points = CodePoints::new(text);
                    for (number, sentence) in outline.sentences.iter().enumerate() {
                        probabilities.clear();
                        let words = outline.sentence_words(number);
                        self.inner.probabilities_of(text, sentence.span, words, &mut scratch, &mut probabilities);
                        for label in self.inner.decide(&probabilities) {
                            let label = label as usize;
                            builder.text(&id).int(number as i32).span(&points, sentence.span).text(sentence.span.text(text));
                            builder.text(&self.inner.classes()[label]).score(probabilities[label]);
                        }
                    }
                    control.count();
                }
                builder.finish()
            })
        })?;
        Ok(PyTable::new(Rows { schema, batches: batches.into_iter().filter(|b| b.num_rows() > 0).collect() }))
    }

    /// What each part of a text adds to the raw score of a label (by default the one predicted): dicts with label, start, end, text,
    /// weight. The first, without text, is the constant; all weights add up to the score.
    #[pyo3(signature = (text, label=None))]
    fn explain<'py>(&self, py: Python<'py>, text: &Bound<'py, PyAny>, label: Option<&str>) -> PyResult<Bound<'py, PyList>> {
        let text = input::text(text, "text")?;
        let classes = self.inner.classes();
        let label = match label {
            Some(label) => positions(&[vec![label.to_owned()]], classes)?[0][0],
            None => {
                let mut probabilities = Vec::new();
                self.inner.probabilities(&text, &mut Scratch::default(), &mut probabilities);
                crate::classify::calibrate::best(&probabilities).unwrap_or(0)
            }
        };
        let (constant, shares) = run::attached(|| Ok(self.inner.explain(&text, label)))?;
        let points = CodePoints::new(&text);
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
        for share in shares {
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
        threads: Option<usize>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let texts = input::texts(texts, "texts")?;
        let classes = self.inner.classes();
        let multilabel = self.inner.is_multilabel();
        let truth = positions(&all_labels(labels, multilabel)?, classes)?;
        one_for_each("labels", truth.len(), texts.len())?;
        let (probabilities, predicted) = self.predicted(py, &texts, threads)?;
        let counts = metrics::counts(&truth, &predicted, classes.len());
        let rows = probabilities.chunks_exact(classes.len()).zip(&truth).zip(&predicted);
        let error = if multilabel {
            metrics::calibration_error(rows.flat_map(|((p, t), _)| p.iter().enumerate().map(|(k, &p)| (p, t.contains(&(k as u32))))))
        } else {
            metrics::calibration_error(rows.filter_map(|((p, t), d)| d.first().map(|&d| (p[d as usize], t.contains(&d)))))
        };
        let schema = schema("labels", PER_LABEL, &[]);
        let mut builder = TableBuilder::new(schema.clone());
        for (label, c) in classes.iter().zip(&counts) {
            builder.text(label).float(c.precision()).float(c.recall()).float(c.f1());
            builder.int(c.support() as i32).int((c.hit + c.false_alarm) as i32);
        }
        let out = PyDict::new(py);
        out.set_item("rows", truth.len())?;
        out.set_item("accuracy", metrics::accuracy(&truth, &predicted))?;
        out.set_item("macro_f1", metrics::macro_f1(&counts))?;
        out.set_item("micro_f1", metrics::micro_f1(&counts))?;
        out.set_item("example_f1", metrics::example_f1(&truth, &predicted))?;
        out.set_item("calibration_error", error)?;
        out.set_item("labels", PyTable::new(Rows { schema, batches: vec![builder.finish()?] }))?;
        out.set_item("confusion", (!multilabel).then(|| metrics::confusion(&truth, &predicted, classes.len())))?;
        Ok(out)
    }

    /// Writes a file.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        run::detached(py, None, |_| self.inner.save(&path))
    }

    /// Reads a file.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        run::detached(py, None, |_| SentenceClassifier::load(&path)).map(|inner| Self { inner: Arc::new(inner) })
    }

    /// The bytes of a file.
    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &run::attached(|| self.inner.to_bytes())?))
    }

    /// From the bytes of a file.
    #[staticmethod]
    fn from_bytes(bytes: &[u8]) -> PyResult<Self> {
        run::attached(|| SentenceClassifier::from_bytes(bytes, "bytes")).map(|inner| Self { inner: Arc::new(inner) })
    }

    fn __repr__(&self) -> String {
        format!("ClassifierModel({} labels, {} features)", self.inner.classes().len(), self.inner.n_features())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        Ok((slf.get_type().getattr("from_bytes")?, (slf.get().to_bytes(slf.py())?,)))
    }
}
