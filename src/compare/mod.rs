//! What many documents have to do with each other: near-copies and conflicting claims.

pub mod conflicts;
mod content;
pub mod near_copies;

pub use conflicts::{Claim, Conflict, Relation};
pub use near_copies::{Degree, Fingerprint, NearCopy};
