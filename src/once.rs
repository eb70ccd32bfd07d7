//! What is made once a process and shared, where making it may fail.

use crate::error::Result;
use std::sync::OnceLock;

/// What is in the cell, or what `make` makes; a failure is not kept. Threads that come at the same time may make it twice, and share the
/// first; work that was stopped half way leaves nothing behind.
pub fn try_once<T>(cell: &OnceLock<T>, make: impl FnOnce() -> Result<T>) -> Result<&T> {
    match cell.get() {
        Some(made) => Ok(made),
        None => make().map(|made| cell.get_or_init(|| made)),
    }
}
