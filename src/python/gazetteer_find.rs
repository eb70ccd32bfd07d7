//! Finding names in one text and in many: `Gazetteer.find` and `Gazetteer.find_all`.

use super::mention::PyMention;
use super::table::PyTable;
use super::{input, run};
use crate::batch::mentions;
use crate::gazetteer::{FindOptions, Gazetteer, resolve};
use crate::pool::stop_if_asked;
use crate::span::CodePoints;
use pyo3::prelude::*;

/// The mentions of one text, as the list that shows itself.
pub fn one<'py>(
    py: Python<'py>,
    gazetteer: &Gazetteer,
    text: &Bound<'py, PyAny>,
    options: FindOptions,
    resolve: bool,
) -> PyResult<Bound<'py, PyAny>> {
    gazetteer.check_options(options)?;
    let borrowed = input::text(text, "text")?;
    let found = run::detached_for_text(py, &borrowed, || {
        let points = CodePoints::new(&borrowed);
        let mentions = resolve::in_text(gazetteer, &borrowed, options, resolve);
        let mention = |m| {
            stop_if_asked();
            PyMention::of(&borrowed, &points, m)
        };
        Ok(mentions.iter().map(mention).collect::<Vec<_>>())
    })?;
    py.import("dateline._display.mentions")?.getattr("MentionList")?.call1((found, text))
}

/// What is asked of many texts.
pub struct Asked {
    pub options: FindOptions,
    pub resolve: bool,
    pub threads: Option<usize>,
}

/// The table of the mentions of many texts, with their ids.
pub fn many(
    py: Python<'_>,
    gazetteer: &Gazetteer,
    (texts, ids): (&Bound<'_, PyAny>, Option<&Bound<'_, PyAny>>),
    asked: Asked,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<PyTable> {
    gazetteer.check_options(asked.options)?;
    let ids = ids.map(input::distinct_ids).transpose()?;
    let (texts, ids) = input::documents(texts, ids.as_ref())?;
    let texts = input::texts(&texts, "texts")?;
    let ids: Vec<String> = ids.map_or_else(|| Ok(Vec::new()), |ids| ids.extract())?;
    let Asked { options, resolve, threads } = asked;
    run::shown(py, progress, Some(texts.len()), |control| mentions::find_all(gazetteer, &*texts, &ids, options, resolve, threads, control))
        .map(PyTable::new)
}
