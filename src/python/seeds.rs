//! What ships for acts and for events, read once a process.

use crate::classify::Scheme;
use crate::error::Result;
use crate::once::try_once;
use std::sync::{Arc, OnceLock};

/// What ships for acts and for events, once it was asked for.
pub type Seeds<T> = [OnceLock<Arc<T>>; 2];

/// What ships for a scheme.
pub fn seeded<T>([acts, events]: &Seeds<T>, scheme: &str, read: impl FnOnce(&str) -> Result<T>) -> Result<Arc<T>> {
    let cell = match Scheme::named(scheme)? {
        Scheme::Acts => acts,
        Scheme::Events => events,
    };
    try_once(cell, || read(scheme).map(Arc::new)).cloned()
}
