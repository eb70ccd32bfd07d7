//! Statements: what each sentence does, who says it and how (`statement`), how surely (`certainty`), how much of the sentence is whose word
//! (`scope`), and which sentences take back what was told (`correction`).

mod certainty;
pub(crate) mod correction;
mod scope;
mod statement;

pub use certainty::Certainty;
pub(super) use statement::NARRATOR;
pub use statement::{Mode, Statement, statements};
