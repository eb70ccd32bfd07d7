//! The one conversion of the crate's errors into Python exceptions.

use super::input::given;
use crate::error::{self, Error};
use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;
use std::fmt::Display;
use std::io::ErrorKind;

/// An object of a type that cannot be used.
pub fn wrong_type(problem: impl Into<String>) -> PyErr {
    raised("InputTypeError", problem.into())
}

/// An object that is not what it must be.
pub fn must_be(place: impl Display, expected: impl Display, object: &Bound<'_, PyAny>) -> PyErr {
    must_be_else(place, expected, object, "")
}

/// An object that is not what it must be, and what to do about it.
pub fn must_be_else(place: impl Display, expected: impl Display, object: &Bound<'_, PyAny>, advice: &str) -> PyErr {
    let semicolon = if advice.is_empty() { "" } else { "; " };
    wrong_type(format!("{place}: {}{semicolon}{advice}", error::must_be(expected, given(object))))
}

/// A key that nothing has.
pub fn unknown_key(problem: impl Into<String>) -> PyErr {
    raised("UnknownKeyError", problem.into())
}

fn raised(class: &str, problem: String) -> PyErr {
    Python::attach(|py| {
        let made = py.import("dateline.errors").and_then(|m| m.getattr(class)).and_then(|c| c.call1((problem,)));
        made.map_or_else(|e| e, PyErr::from_value)
    })
}

impl From<Error> for PyErr {
    fn from(error: Error) -> Self {
        let class = match &error {
            Error::Io { source, .. } if source.kind() == ErrorKind::NotFound => "MissingFileError",
            Error::Io { .. } => "FileError",
            Error::Input { .. } => "InputError",
            Error::Gazetteer { .. } => "GazetteerError",
            Error::Rule { .. } => "RuleError",
            Error::Format { .. } => "FormatError",
            Error::Cancelled => return PyKeyboardInterrupt::new_err(()),
            Error::Internal { .. } => "InternalError",
        };
        raised(class, error.to_string())
    }
}
