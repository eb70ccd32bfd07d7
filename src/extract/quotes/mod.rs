//! Quotations with their speakers: which marks quote nobody (`naming`), which verb attributes what they hold (`attribution`), whom a noun phrase
//! names (`speakers`, `introduced`), and who signs a post (`post`).

pub(super) mod attribution;
mod introduced;
mod naming;
mod post;
mod quote;
pub(super) mod speakers;

pub(super) use quote::Reader;
pub use quote::{Quote, QuoteKind, quotes};
