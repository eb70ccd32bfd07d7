//! **dateline**: who says what about whom, where and when.
//!
//! A document is read once, as words; every layer works on that word stream, and every result is a stand-off span over
//! the one original text. The flow is `text` → `gazetteer` → `classify` → `extract` → `compare` → `pipeline` → `tables` → `batch`
//! → Python; a module imports only what lies before it (`tests/rust/layout.rs`).

pub mod arrow;
pub mod batch;
pub mod classify;
pub mod compare;
pub mod container;
pub mod dates;
pub mod error;
pub mod extract;
pub mod files;
pub mod gazetteer;
pub mod nearest;
pub mod once;
pub mod pipeline;
pub mod pool;
mod prefetch;
#[cfg(feature = "python")]
mod python;
mod random;
pub mod read;
pub mod shown;
pub mod span;
pub mod tables;
pub mod text;
pub mod texts;

pub use error::{Error, Result};
