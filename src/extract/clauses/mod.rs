//! How a sentence is built: the `lexicon` of words that matter, quotation `marks`, the `dateline` before a sentence, the sentence as tokens
//! (`clause`), its noun phrases (`head`), its reporting verbs (`cues`) and their subjects (`subjects`, behind a comma `segments`).

pub(super) mod clause;
pub(super) mod cues;
pub(super) mod dateline;
pub(super) mod head;
pub(super) mod lexicon;
pub(super) mod marks;
mod segments;
pub(super) mod subjects;
