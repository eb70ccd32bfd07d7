//! A list of Python strings, borrowed.

use super::input::{position, str_of};
use crate::error::{Error, Result};
use crate::texts::{Position, Texts};
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};
use rustc_hash::FxHashMap;

/// Python strings, borrowed. A row that is no readable text keeps its problem.
#[derive(Debug)]
pub struct StrRows {
    rows: Vec<Row>,
    problems: FxHashMap<usize, String>,
    /// Where sentences stand that know it; empty if none does.
    positions: Vec<Option<Position>>,
    /// Holds the objects that `rows` point into.
    _objects: Py<PyTuple>,
}

/// The UTF-8 bytes of a `str` that lives elsewhere; of length `NONE` or `FAULTY` it is no text.
#[derive(Clone, Copy, Debug)]
struct Row {
    start: *const u8,
    len: usize,
}

const NONE: usize = usize::MAX;
const FAULTY: usize = usize::MAX - 1;

// SAFETY: the bytes belong to objects that `_objects` keeps alive, and never change: a `str` is immutable, and so are the UTF-8 bytes that
// it hands out.
unsafe impl Send for StrRows {}
// SAFETY: as above; they are only read.
unsafe impl Sync for StrRows {}

impl StrRows {
    /// The objects of a tuple, whatever they are.
    pub fn new(objects: Bound<'_, PyTuple>) -> Self {
        let mut problems = FxHashMap::default();
        let row = |(at, item): (usize, Borrowed<'_, '_, PyAny>)| match str_of(&item) {
            Ok(Some(text)) => Row { start: text.as_ptr(), len: text.len() },
            Ok(None) => Row { start: std::ptr::null(), len: NONE },
            Err(problem) => {
                problems.insert(at, problem);
                Row { start: std::ptr::null(), len: FAULTY }
            }
        };
        let rows = objects.iter_borrowed().enumerate().map(row).collect();
        let positions = if objects.iter_borrowed().all(|item| item.is_exact_instance_of::<PyString>()) {
            Vec::new()
        } else {
            objects.iter_borrowed().map(|item| position(&item)).collect()
        };
        Self { rows, problems, positions, _objects: objects.unbind() }
    }
}

impl Texts for StrRows {
    fn len(&self) -> usize {
        self.rows.len()
    }

    #[inline]
    fn get(&self, row: usize) -> Result<Option<&str>> {
        match self.rows.get(row) {
            None | Some(Row { len: NONE, .. }) => Ok(None),
            Some(Row { len: FAULTY, .. }) => {
                Err(Error::input(format!("texts[{row}]"), self.problems.get(&row).cloned().unwrap_or_default()))
            }
            // SAFETY: start and length are those of a `&str` into an object that `self` keeps alive.
            Some(&Row { start, len }) => Ok(Some(unsafe { std::str::from_utf8_unchecked(std::slice::from_raw_parts(start, len)) })),
        }
    }

    fn position(&self, row: usize) -> Option<Position> {
        self.positions.get(row).copied().flatten()
    }
}
