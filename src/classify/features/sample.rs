//! What is learnt from.

use crate::texts::Texts;

/// Labelled sentences.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// The sentences.
    pub texts: &'a dyn Texts,
    /// Their labels, as positions in `classes`, each row sorted.
    pub labels: &'a [Vec<u32>],
    /// A weight for each row, 0 or more, or nothing. It is how often the row counts: 2 is the row given twice, 0 the row not given.
    pub weights: Option<&'a [f32]>,
    /// The names of the labels.
    pub classes: &'a [String],
    /// A weight for each class, 0 or more, or nothing. Where a row has one label it weighs the rows of the class, as `weights` of theirs
    /// would; with several labels a row it weighs, for its own class, the rows that have it.
    pub class_weights: Option<&'a [f32]>,
    /// A row may have several labels, or none.
    pub multilabel: bool,
}
