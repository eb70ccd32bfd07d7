//! Quotations with their speakers: which marks quote nobody (`naming`), which verb attributes what they hold (`attribution`) or which headline (`headline`), whom a noun phrase
//! names (`speakers`, `introduced`) and a pronoun stands for (`tracker`), what a quotation holds (`kind`, `nested`), and who signs a post (`post`).

pub(super) mod attribution;
mod headline;
mod introduced;
mod kind;
mod naming;
mod nested;
mod post;
mod quote;
pub(super) mod speakers;
mod tracker;

pub(super) use quote::Reader;
pub use quote::{Quote, QuoteKind, quotes};
