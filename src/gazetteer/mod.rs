//! The gazetteer: a list of names, and every mention of them in a text, linked to one identity.
//!
//! The flow, by folder: what is `known` before any list → the `entries` of a list → the `variants` of their spelling → lists `import`ed → the
//! `index` over all names → `matching` them in texts → to `resolve` which entity each stands for → to `curate` the list. Each imports only what
//! lies before it (`tests/rust/layout.rs`).

mod curate;
mod entries;
pub mod import;
mod index;
mod known;
mod matching;
pub mod resolve;
pub mod variants;

pub use crate::container::Verify;
pub use curate::{NameReview, Suggestion, Unwanted};
pub use entries::{
    Boundary, BuildOptions, Case, Column, ColumnType, Entities, Entry, EntryList, EntryRef, Roster, Row, Value, ValueRef, Variants,
};
pub use index::Gazetteer;
pub use matching::{Candidate, Entries, FindOptions, Match, Mention, Overlap, Variant};
