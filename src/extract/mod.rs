//! The analysis layers: quotes, times, quantities, statements and events of one document.

mod attribution;
mod cardinal;
mod certainty;
mod clauses;
pub(crate) mod correction;
pub mod events;
mod head;
mod introduced;
mod lexicon;
mod marks;
mod naming;
mod passage;
mod post;
pub mod quantities;
pub mod quotes;
mod scope;
mod segments;
mod speakers;
pub mod statements;
mod subjects;
pub mod times;
mod wordlist;

pub use events::{Event, Reality};
pub use quantities::{Bound, Quantity};
pub use quotes::{Quote, QuoteKind};
pub use statements::{Certainty, Mode, Statement};
pub use times::Time;
