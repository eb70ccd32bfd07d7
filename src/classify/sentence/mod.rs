//! What is classified, a sentence as classifiers see it (`view`), and the two schemes of labels that ship (`scheme`).

mod scheme;
mod view;

pub use scheme::Scheme;
pub use view::{SentenceView, Slot, quoted};
