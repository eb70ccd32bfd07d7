//! What is read of a sentence to learn from it: hashed features of its words and their spelling (`hashed`), and the optional `blocks` beside them, what
//! the seed rules say among these (`cues`); word `vectors` tell of words that no training text has. A `sample` is read into `rows` of
//! numbered units (`part`, `numbers`), each with what it counts (`counted`).

pub mod blocks;
pub(super) mod counted;
pub mod cues;
pub mod hashed;
mod numbers;
mod part;
pub mod rows;
mod sample;
pub mod vectors;

pub use hashed::FeatureOptions;
pub use sample::Sample;
