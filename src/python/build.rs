//! The options with which a gazetteer is built, as Python writes them.

use super::arguments::strings;
use super::error::must_be;
use crate::gazetteer::{Boundary, BuildOptions, Variants};
use crate::text::fold::Folding;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyString};

/// One name or several, or a bare yes or no.
enum Choice {
    Flag(bool),
    Names(Vec<String>),
}

fn choice(object: &Bound<'_, PyAny>, what: &str) -> PyResult<Choice> {
    if let Ok(flag) = object.cast::<PyBool>() {
        return Ok(Choice::Flag(flag.is_true()));
    }
    if let Ok(name) = object.cast::<PyString>() {
        return Ok(Choice::Names(vec![name.to_string()]));
    }
    if object.try_iter().is_err() {
        return Err(must_be(what, "names, True or False", object));
    }
    strings(what, object).map(Choice::Names)
}

/// `fold`, `boundary` and `variants`; what is left out stays as in `before`.
pub fn options(
    fold: Option<&Bound<'_, PyAny>>,
    boundary: Option<&str>,
    variants: Option<&Bound<'_, PyAny>>,
    before: BuildOptions,
) -> PyResult<BuildOptions> {
    let mut options = before;
    if let Some(fold) = fold {
        options.fold = match choice(fold, "fold")? {
            Choice::Flag(true) => Folding::ALL,
            Choice::Flag(false) => Folding::NONE,
            Choice::Names(names) => Folding::named(names.iter().map(String::as_str))?,
        };
    }
    if let Some(boundary) = boundary {
        options.boundary = Boundary::named(boundary)?;
    }
    if let Some(variants) = variants {
        options.variants = match choice(variants, "variants")? {
            Choice::Flag(true) => Variants::ALL,
            Choice::Flag(false) => Variants::NONE,
            Choice::Names(names) => Variants::named(names.iter().map(String::as_str))?,
        };
    }
    Ok(options)
}
