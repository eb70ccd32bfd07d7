//! Names that nobody listed, across the documents of one corpus: what one of them tells surely ("the town of Monchique", "the mayor, Rui
//! Bacelar") is found in the others, which only use it ("around Monchique", "Bacelar said").
//!
//! Each document teaches what it tells (`taught`), in any order; when all have, it is decided what is sure and means but one thing
//! (`shared`); then each document is looked through for it (`find`). Every step is linear in the words of the corpus.

mod find;
mod shared;
mod taught;

pub use shared::Shared;
pub use taught::Taught;
