//! Keyword arguments that many readers share, taken one by one out of `**options`, so that a wrong one is named.

use super::arguments::{string, strings, truth, whole};
use super::build;
use super::error::{must_be, wrong_type};
use crate::error::Error;
use crate::gazetteer::BuildOptions;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyMapping};

/// The keyword arguments of one call.
pub struct Keywords<'py> {
    function: &'static str,
    given: Option<Bound<'py, PyDict>>,
}

impl<'py> Keywords<'py> {
    /// Those that `function` was called with.
    pub const fn new(function: &'static str, given: Option<Bound<'py, PyDict>>) -> Self {
        Self { function, given }
    }

    /// Takes one; `None` is as good as not given.
    pub fn take(&self, name: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Some(given) = &self.given else { return Ok(None) };
        let Some(value) = given.get_item(name)? else { return Ok(None) };
        given.del_item(name)?;
        Ok(Some(value).filter(|value| !value.is_none()))
    }

    /// Takes a text.
    pub fn string(&self, name: &str) -> PyResult<Option<String>> {
        self.take(name)?.map(|value| string(name, &value).map(str::to_owned)).transpose()
    }

    /// Takes a list of texts.
    pub fn strings(&self, name: &str) -> PyResult<Option<Vec<String>>> {
        self.take(name)?.map(|value| strings(name, &value)).transpose()
    }

    /// Takes a list of texts of which there is one at least: an empty one asks for nothing, which nobody means.
    pub fn some_strings(&self, name: &str) -> PyResult<Option<Vec<String>>> {
        match self.strings(name)? {
            Some(none) if none.is_empty() => Err(Error::input(name, "the list is empty; leave it out for all, or name some").into()),
            given => Ok(given),
        }
    }

    /// Takes a yes or no.
    pub fn truth(&self, name: &str, usual: bool) -> PyResult<bool> {
        self.take(name)?.map_or(Ok(usual), |value| truth(name, &value))
    }

    /// Takes a number from 0.
    pub fn number(&self, name: &str) -> PyResult<Option<i64>> {
        self.take(name)?.map(|value| whole(name, &value, (0, i64::MAX))).transpose()
    }

    /// Takes a mapping of texts to texts.
    pub fn pairs(&self, name: &str) -> PyResult<Vec<(String, String)>> {
        let Some(value) = self.take(name)? else { return Ok(Vec::new()) };
        let mapping = value.cast::<PyMapping>().map_err(|_| must_be(name, "a mapping of str to str", &value))?;
        let pair = |pair: Bound<'py, PyAny>| {
            let (key, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = pair.extract()?;
            let key = string(&format!("a key of {name}"), &key)?;
            Ok::<_, PyErr>((key.to_owned(), string(&format!("{name}[{key:?}]"), &value)?.to_owned()))
        };
        mapping.items()?.iter().map(pair).collect()
    }

    /// Takes `fold`, `boundary` and `variants`, the last ones: any other that is left is an error.
    pub fn building(self) -> PyResult<BuildOptions> {
        let (fold, boundary, variants) = (self.take("fold")?, self.string("boundary")?, self.take("variants")?);
        let options = build::options(fold.as_ref(), boundary.as_deref(), variants.as_ref(), BuildOptions::default())?;
        match self.given.iter().flat_map(|given| given.keys().iter()).next() {
            Some(other) => Err(wrong_type(format!("{}() got an unexpected keyword argument '{other}'", self.function))),
            None => Ok(options),
        }
    }
}
