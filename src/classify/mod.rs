//! Sentence classification: what each sentence does and which events it reports.
//!
//! The flow, by folder: a `sentence` → the `rules` that an analyst writes → `labelling` of texts to learn from → the `features` read of them → weights
//! to `solve` for → how scores `decide` on labels → `scoring` by a trained model → its `training` → the `verdict` of rules, model or both. Each
//! imports only what lies before it (`tests/rust/layout.rs`).

pub mod decide;
pub mod features;
pub mod labelling;
pub mod rules;
pub mod scoring;
mod sentence;
pub mod solve;
pub mod training;
pub mod verdict;

pub use features::Sample;
pub use rules::RuleClassifier;
pub use scoring::SentenceClassifier;
pub use sentence::{Scheme, SentenceView, Slot, quoted};
pub use training::{TrainOptions, Trained, train};
pub use verdict::{Classifier, Combination};
