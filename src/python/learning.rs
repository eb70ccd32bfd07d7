//! What makes labelling faster: splits that part no near-copies, texts to label next, labels from rules, suspect labels.

use super::classifier::PyClassifierModel;
use super::labels::{all_labels, matrix, numbered, pieces, positions};
use super::rules::{PyRuleClassifier, Reader, names_for};
use super::table::PyTable;
use super::{input, run};
use crate::classify::labelling::active::{self, Opinion};
use crate::classify::labelling::clusters::Parting;
use crate::classify::labelling::copies::{self, Copies};
use crate::classify::labelling::suspects as doubts;
use crate::classify::labelling::weak::{self, Votes};
use crate::error::{Error, Result};
use crate::tables::columns::{NEXT_TO_LABEL, SUSPECTS, TableBuilder, WEAK_RULES};
use crate::texts::{Picked, Texts, in_parts, one_for_each, text_at};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// A fold for each text, such that near-copies share one and each label is spread evenly; and the pieces of a warning, or `None`.
///
/// A cluster of near-copies that has more than the share `most` of all texts (by default that of a fold) is cut, as is one with most texts of
/// a label.
#[pyfunction]
#[pyo3(signature = (texts, labels, multilabel, folds, seed, threads=None, most=None))]
#[expect(clippy::too_many_arguments, reason = "what a split is made by")]
pub fn folds<'py>(
    py: Python<'py>,
    texts: &Bound<'py, PyAny>,
    labels: Option<&Bound<'py, PyAny>>,
    multilabel: bool,
    #[pyo3(from_py_with = super::arguments::folds)] folds: u8,
    #[pyo3(from_py_with = super::arguments::seed)] seed: u64,
    #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
    most: Option<f64>,
) -> PyResult<(Vec<u8>, Option<Bound<'py, PyTuple>>)> {
    let texts = input::texts(texts, "texts")?;
    let names = labels.map(|l| all_labels(l, multilabel)).transpose()?.unwrap_or_else(|| vec![Vec::new(); texts.len()]);
    one_for_each("labels", names.len(), texts.len())?;
    (0..texts.len()).try_for_each(|row| text_at(&*texts, row).map(|_| ()))?;
    let (_, labels) = numbered(&names)?;
    let most = most.unwrap_or(1.0 / f64::from(folds));
    let (groups, warning) = run::detached(py, None, |control| {
        let copies = Copies::of(&*texts, threads, control)?;
        Parting { labels: &labels, room: &vec![1; texts.len()], most }.groups(&copies, control)
    })?;
    let said = warning.as_ref().map(|warning| pieces(py, warning)).transpose()?;
    Ok((copies::folds(&groups, &labels, usize::from(folds), seed), said))
}

/// Those of many texts that hold something: a label of a blank one would teach nothing.
fn not_blank(texts: &dyn Texts) -> Result<Picked<'_>> {
    let mut rows = Vec::with_capacity(texts.len());
    for row in 0..texts.len() {
        if !text_at(texts, row)?.trim().is_empty() {
            rows.push(row);
        }
    }
    Ok(Picked { texts, rows })
}

/// The texts that a label would teach a classifier most about, as a table.
#[pyfunction]
#[pyo3(signature = (model, texts, labelled, n, threads=None))]
pub fn next_to_label(
    py: Python<'_>,
    model: &PyClassifierModel,
    texts: &Bound<'_, PyAny>,
    labelled: Option<&Bound<'_, PyAny>>,
    #[pyo3(from_py_with = super::arguments::n)] n: usize,
    #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
) -> PyResult<PyTable> {
    let all = input::texts(texts, "texts")?;
    let texts = not_blank(&*all)?;
    let labelled = labelled.map(|l| input::texts(l, "labelled")).transpose()?;
    let inner = &model.inner;
    run::detached(py, None, |control| {
        let probabilities = model.probabilities(&texts, threads, control)?;
        let thresholds = inner.is_multilabel().then(|| inner.thresholds());
        let opinion = Opinion { probabilities: &probabilities, classes: inner.classes().len(), thresholds: thresholds.as_deref() };
        let mut builder = TableBuilder::new(NEXT_TO_LABEL.schema(&[]));
        for pick in active::next_to_label(&texts, labelled.as_deref(), &opinion, n, threads, control)? {
            builder.int(texts.rows[pick.row] as i32).text(text_at(&texts, pick.row)?).text(&inner.classes()[pick.label as usize]);
            builder.score(pick.probability).score(pick.uncertainty);
        }
        PyTable::built(builder)
    })
}

/// Labels from rules: one row of probabilities a text, and a table of how far each rule may be trusted.
///
/// Rule number -1 stands for texts on which no rule fired, where the scheme has a default label. Accuracy is null where nothing can be learnt
/// of it.
#[pyfunction]
#[pyo3(signature = (rules, texts, gazetteer=None, threads=None))]
pub fn weak_labels<'py>(
    py: Python<'py>,
    rules: &PyRuleClassifier,
    texts: &Bound<'py, PyAny>,
    gazetteer: Option<&Bound<'py, PyAny>>,
    #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
) -> PyResult<(Bound<'py, PyAny>, PyTable)> {
    let texts = input::texts(texts, "texts")?;
    let inner = &rules.inner;
    let classes = inner.labels();
    let names = names_for(py, inner, gazetteer)?;
    let (probabilities, table) = run::detached(py, None, |control| {
        let fired = in_parts(texts.len(), threads, control, |task| {
            let mut reader = Reader::new(inner, names.as_ref());
            task.map(|row| Ok(weak::fired(&reader.decide(text_at(&*texts, row)?)))).collect::<Result<Vec<_>>>()
        })?;
        let (votes, files) = Votes::new(inner, &fired.concat());
        let estimate = weak::estimate(&votes);
        let mut builder = TableBuilder::new(WEAK_RULES.schema(&[]));
        let mut order: Vec<usize> = (0..files.len()).collect();
        order.sort_by_key(|&r| (files[r].is_none(), files[r]));
        for rule in order {
            let trust = estimate.rules[rule];
            builder.int(files[rule].map_or(-1, |r| r as i32)).maybe_text(files[rule].and_then(|r| inner.rule_name(r)));
            builder.text(&classes[votes.labels[rule] as usize]).int(trust.fired as i32);
            builder.float(f64::from(trust.fired) / votes.rows.len().max(1) as f64);
            // Of a rule that never fired, and of the default, nothing can be learnt.
            let accuracy = (trust.fired > 0 && files[rule].is_some()).then(|| f64::from(trust.accuracy));
            builder.int(trust.overlaps as i32).int(trust.conflicts as i32).float(accuracy);
        }
        Ok((estimate.probabilities, PyTable::built(builder)?))
    })?;
    Ok((matrix(py, &probabilities, classes.len())?, table))
}

/// Labels that look wrong, given probabilities of a classifier that was not trained on the texts (one row a text, flat).
#[pyfunction]
#[pyo3(signature = (texts, labels, probabilities, classes, multilabel))]
pub fn suspects(
    py: Python<'_>,
    texts: &Bound<'_, PyAny>,
    labels: &Bound<'_, PyAny>,
    probabilities: Vec<f32>,
    classes: Vec<String>,
    multilabel: bool,
) -> PyResult<PyTable> {
    let texts = input::texts(texts, "texts")?;
    let labels = positions(&all_labels(labels, multilabel)?, &classes)?;
    one_for_each("labels", labels.len(), texts.len())?;
    if probabilities.len() != texts.len() * classes.len() {
        return Err(Error::input("probabilities", "there must be one for each text and label").into());
    }
    run::detached(py, None, |_| {
        let mut builder = TableBuilder::new(SUSPECTS.schema(&[]));
        let name = |label: Option<u32>| label.map(|l| classes[l as usize].as_str());
        for s in doubts::suspects(&probabilities, &labels, classes.len(), multilabel) {
            builder.int(s.row as i32).text(text_at(&*texts, s.row)?).maybe_text(name(s.given)).maybe_text(name(s.suggested));
            builder.score(s.given_score).score(s.suggested_score);
        }
        PyTable::built(builder)
    })
}
