//! Labels to learn from: which texts are near-copies (`copies`, `clusters`), which to label next (`active`, by the words of all of them in
//! `pool_words`, and by which are copies of labelled ones, `known`), which labels look wrong (`suspects`), and labels that rules vote for (`weak`, with the sources of votes in `sources` and the model
//! of how far each is right in `label_model`). A `warning` names rows, so that whoever knows their file can name places.

pub mod active;
pub mod clusters;
pub mod copies;
mod known;
mod label_model;
mod pool_words;
mod sources;
pub mod suspects;
pub mod warning;
pub mod weak;
