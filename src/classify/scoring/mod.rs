//! A trained model and its application. Which row a feature has is told by a `table`, its `weights` are small numbers side by side, and both make a
//! `block`; the inner loops over them are `lanes` and `avx512`. A `model` is four blocks and a decision; it gives a sentence its `score`, can
//! `explain` it, is kept as a `file` and written as JSON (`export`); those that ship are in `seed`.

#[cfg(target_arch = "x86_64")]
mod avx512;
pub mod block;
pub mod explain;
mod export;
pub mod file;
pub mod lanes;
pub mod model;
mod score;
mod seed;
pub mod table;
pub mod weights;

pub use model::{Scratch, SentenceClassifier};
