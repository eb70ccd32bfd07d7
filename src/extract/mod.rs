//! The analysis layers: quotes, times, quantities, statements and events of one document.

pub mod events;
pub mod quantities;
pub mod quotes;
pub mod statements;
pub mod times;

pub use events::{Event, Reality};
pub use quantities::{Bound, Quantity};
pub use quotes::{Quote, QuoteKind};
pub use statements::{Certainty, Mode, Statement};
pub use times::Time;
