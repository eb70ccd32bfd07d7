//! Files that the Python layer reads and writes by itself, by the core's rules.

use super::arguments;
use crate::error::Error;
use crate::files::format::FileFormat;
use crate::files::replace;
use crate::files::unpack::Packing;
use crate::read::folder;
use crate::text::decode::{decode, looks_binary};
use pyo3::prelude::*;
use std::path::PathBuf;

/// A text file, unpacked and decoded: its text, the name of its encoding, and its name without the packing.
#[pyfunction]
pub fn read_text(py: Python<'_>, #[pyo3(from_py_with = arguments::path)] path: PathBuf) -> PyResult<(String, &'static str, String)> {
    py.detach(|| {
        let (name, bytes) = Packing::of(&path.to_string_lossy()).0.whole(&path)?;
        if let Some(what) = looks_binary(&bytes) {
            return Err(Error::input(path.display().to_string(), format!("this is no text: {what}")).into());
        }
        let decoded = decode(&bytes);
        Ok((decoded.text, decoded.encoding, name))
    })
}

/// Bytes as text, decoded as files are.
#[pyfunction]
#[pyo3(name = "decode")]
pub fn decoded(py: Python<'_>, data: &[u8]) -> String {
    py.detach(|| decode(data).text)
}

/// Writes a text as a file that is there as a whole or as it was.
#[pyfunction]
pub fn write_text(py: Python<'_>, #[pyo3(from_py_with = arguments::path)] path: PathBuf, text: &str) -> PyResult<()> {
    py.detach(|| Ok(replace::text(&path, text)?))
}

/// Tries whether a file can be written, before long work is done for it.
#[pyfunction]
pub fn check_writable(py: Python<'_>, #[pyo3(from_py_with = arguments::path)] path: PathBuf) -> PyResult<()> {
    py.detach(|| Ok(replace::check(&path)?))
}

/// The format that the ending of a file tells (`None` if it tells none), and whether the file is packed.
#[pyfunction]
pub fn file_format(#[pyo3(from_py_with = arguments::path)] path: PathBuf) -> (Option<&'static str>, bool) {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let (packing, name) = Packing::of(&file);
    (FileFormat::of(name).map(FileFormat::name), packing != Packing::Plain)
}

/// True for a file that is read as a report, or as a table of reports, where it lies in a folder.
#[pyfunction]
pub fn is_report(#[pyo3(from_py_with = arguments::path)] path: PathBuf) -> bool {
    folder::format_of(&path).is_some()
}
