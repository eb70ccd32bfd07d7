//! **dateline**: who says what about whom, where and when.
//!
//! A document is read once, as words; every layer works on that word stream, and every result is a stand-off span over
//! the one original text. The flow is `text` → `gazetteer` → `classify` → `extract` → `compare` → `pipeline` → `columns` → `batch`
//! → Python; a module imports only what lies before it (`tests/rust/layout.rs`).

pub mod arrow;
pub mod batch;
pub mod classified;
pub mod classify;
pub mod columns;
pub mod compare;
pub mod container;
pub mod dates;
pub mod delimited;
pub mod document_tables;
pub mod error;
pub mod extract;
pub mod file_format;
pub mod gazetteer;
pub mod gazetteer_tables;
pub mod kept;
pub mod mentions;
pub mod nearest;
pub mod numbers;
pub mod once;
pub mod pipeline;
pub mod pool;
mod prefetch;
#[cfg(feature = "python")]
mod python;
mod random;
pub mod read;
pub mod replace;
pub mod shards;
pub mod shown;
pub mod span;
pub mod strings;
pub mod text;
pub mod texts;
pub mod unpack;
pub mod word_columns;
pub mod write;

pub use error::{Error, Result};
