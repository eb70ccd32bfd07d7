//! The analysis layers: quotes, times, quantities, statements and events of one document.
//!
//! The flow, by folder: how `clauses` are built → `quotes` and who speaks → `numbers` → `times` → `quantities` → `statements` → `events`. Each
//! imports only what lies before it (`tests/rust/layout.rs`).

mod clauses;
pub mod events;
mod numbers;
pub mod quantities;
pub mod quotes;
pub mod statements;
pub mod times;

pub use events::{Event, Reality};
pub use quantities::{Bound, Quantity};
pub use quotes::{Quote, QuoteKind};
pub(crate) use statements::correction;
pub use statements::{Certainty, Mode, Statement};
pub use times::Time;
