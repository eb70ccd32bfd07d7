//! The columns of every table, in order.

use super::Kind;
use super::Kind::{Candidates, Date, Float, Int, Score, Text, Texts};
use super::TableSchema;

/// `documents`: one row a document, the failed ones too.
pub const DOCUMENTS: TableSchema = &[
    ("doc_id", Text),
    ("source", Text),
    ("title", Text),
    ("date", Date),
    ("lang", Text),
    ("encoding", Text),
    ("n_chars", Int),
    ("n_sentences", Int),
    ("error", Text),
];
/// `blocks`: what each line or paragraph is.
pub const BLOCKS: TableSchema = &[("doc_id", Text), ("block", Int), ("start", Int), ("end", Int), ("kind", Text)];
/// `sentences`: what each does, who says it, which events it reports.
pub const SENTENCES: TableSchema = &[
    ("doc_id", Text),
    ("sentence", Int),
    ("block", Int),
    ("start", Int),
    ("end", Int),
    ("text", Text),
    ("act", Text),
    ("act_score", Score),
    ("source", Text),
    ("source_id", Text),
    ("mode", Text),
    ("certainty", Text),
    ("events", Texts),
];
/// `mentions`, before the entries' further columns.
pub const MENTIONS: TableSchema = &[
    ("doc_id", Text),
    ("sentence", Int),
    ("start", Int),
    ("end", Int),
    ("text", Text),
    ("entity_id", Text),
    ("name", Text),
    ("type", Text),
    ("via", Text),
    ("variant", Text),
    ("score", Score),
    ("candidates", Candidates),
    ("country", Text),
    ("lat", Float),
    ("lon", Float),
];
/// `events`: who did what to whom.
pub const EVENTS: TableSchema = &[
    ("doc_id", Text),
    ("sentence", Int),
    ("type", Text),
    ("event_mode", Text),
    ("actor", Text),
    ("recipient", Text),
    ("place", Text),
    ("date", Text),
    ("reality", Text),
    ("start", Int),
    ("end", Int),
    ("score", Score),
];
/// `quotes`: who said which words.
pub const QUOTES: TableSchema = &[
    ("doc_id", Text),
    ("sentence", Int),
    ("quote", Int),
    ("start", Int),
    ("end", Int),
    ("kind", Text),
    ("speaker", Text),
    ("speaker_id", Text),
    ("cue", Text),
];
/// `times`: dates and periods.
pub const TIMES: TableSchema =
    &[("doc_id", Text), ("sentence", Int), ("start", Int), ("end", Int), ("text", Text), ("value", Text), ("conflict", Text)];
/// `quantities`: numbers with units.
pub const QUANTITIES: TableSchema = &[
    ("doc_id", Text),
    ("sentence", Int),
    ("start", Int),
    ("end", Int),
    ("text", Text),
    ("low", Float),
    ("high", Float),
    ("unit", Text),
    ("bound", Text),
    ("equals_low", Float),
    ("equals_high", Float),
    ("equals_unit", Text),
    ("si_low", Float),
    ("si_high", Float),
    ("si_unit", Text),
];
/// `near_copies`: which documents share their text.
pub const NEAR_COPIES: TableSchema = &[
    ("doc_a", Text),
    ("doc_b", Text),
    ("degree", Text),
    ("score", Score),
    ("start_a", Int),
    ("end_a", Int),
    ("start_b", Int),
    ("end_b", Int),
];
/// `conflicts`: which claims cannot both be so.
pub const CONFLICTS: TableSchema = &[
    ("topic", Text),
    ("relation", Text),
    ("doc_a", Text),
    ("outlet_a", Text),
    ("start_a", Int),
    ("end_a", Int),
    ("source_a", Text),
    ("value_a", Text),
    ("doc_b", Text),
    ("outlet_b", Text),
    ("start_b", Int),
    ("end_b", Int),
    ("source_b", Text),
    ("value_b", Text),
];

/// The entities of a gazetteer, before their further columns.
pub const ENTITIES: TableSchema =
    &[("id", Text), ("name", Text), ("type", Text), ("aliases", Texts), ("country", Text), ("lat", Float), ("lon", Float)];

/// What the names of a gazetteer do in texts.
pub const REVIEW: TableSchema = &[
    ("name", Text),
    ("types", Texts),
    ("entities", Int),
    ("hits", Int),
    ("documents", Int),
    ("occurrences", Int),
    ("dropped", Score),
    ("lower", Score),
    ("sentence_start", Score),
    ("common", Kind::Bool),
    ("suspicion", Score),
    ("examples", Texts),
];
/// Names that a gazetteer lacks.
pub const SUGGESTIONS: TableSchema = &[
    ("name", Text),
    ("type", Text),
    ("aliases", Texts),
    ("mentions", Int),
    ("documents", Int),
    ("sentence_start", Score),
    ("examples", Texts),
];
