//! Optional features beside words and characters: read off the word stream, what the seed rules find in it, and where it stands.

pub mod extras;
pub mod names;
pub mod order;
pub mod place;
pub mod scope;
pub mod verbs;

use crate::text::fold::hash_bytes;

/// The number of a feature that is called so.
pub(super) fn key(name: &str) -> u32 {
    hash_bytes(name.as_bytes()) as u32
}
