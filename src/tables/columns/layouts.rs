//! The columns of every table, in order.

use super::Kind::{Bool, Candidates, Date, Float, Int, Score, Text, Texts};
use super::Layout;

/// `documents`: one row a document, the failed ones too.
pub const DOCUMENTS: Layout = Layout::new(
    "documents",
    &[
        ("doc_id", Text),
        ("source", Text),
        ("title", Text),
        ("date", Date),
        ("lang", Text),
        ("encoding", Text),
        ("n_chars", Int),
        ("n_sentences", Int),
        ("error", Text),
    ],
);
/// `blocks`: what each line or paragraph is.
pub const BLOCKS: Layout = Layout::new("blocks", &[("doc_id", Text), ("block", Int), ("start", Int), ("end", Int), ("kind", Text)]);
/// `sentences`: what each does, who says it, which events it reports.
pub const SENTENCES: Layout = Layout::new(
    "sentences",
    &[
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
    ],
);
/// `mentions`, before the entries' further columns.
pub const MENTIONS: Layout = Layout::new(
    "mentions",
    &[
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
    ],
);
/// `events`: who did what to whom.
pub const EVENTS: Layout = Layout::new(
    "events",
    &[
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
    ],
);
/// `quotes`: who said which words.
pub const QUOTES: Layout = Layout::new(
    "quotes",
    &[
        ("doc_id", Text),
        ("sentence", Int),
        ("quote", Int),
        ("start", Int),
        ("end", Int),
        ("kind", Text),
        ("speaker", Text),
        ("speaker_id", Text),
        ("cue", Text),
    ],
);
/// `times`: dates and periods.
pub const TIMES: Layout = Layout::new(
    "times",
    &[("doc_id", Text), ("sentence", Int), ("start", Int), ("end", Int), ("text", Text), ("value", Text), ("conflict", Text)],
);
/// `quantities`: numbers with units.
pub const QUANTITIES: Layout = Layout::new(
    "quantities",
    &[
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
    ],
);
/// `near_copies`: which documents share their text.
pub const NEAR_COPIES: Layout = Layout::new(
    "near_copies",
    &[
        ("doc_a", Text),
        ("doc_b", Text),
        ("degree", Text),
        ("score", Score),
        ("start_a", Int),
        ("end_a", Int),
        ("start_b", Int),
        ("end_b", Int),
    ],
);
/// `conflicts`: which claims cannot both be so.
pub const CONFLICTS: Layout = Layout::new(
    "conflicts",
    &[
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
    ],
);

/// The entities of a gazetteer, before their further columns.
pub const ENTITIES: Layout = Layout::new(
    "entities",
    &[("id", Text), ("name", Text), ("type", Text), ("aliases", Texts), ("country", Text), ("lat", Float), ("lon", Float)],
);

/// What the names of a gazetteer do in texts.
pub const REVIEW: Layout = Layout::new(
    "review",
    &[
        ("name", Text),
        ("types", Texts),
        ("entities", Int),
        ("hits", Int),
        ("documents", Int),
        ("occurrences", Int),
        ("dropped", Score),
        ("lower", Score),
        ("sentence_start", Score),
        ("common", Bool),
        ("suspicion", Score),
        ("examples", Texts),
    ],
);
/// Names that a gazetteer lacks.
pub const SUGGESTIONS: Layout = Layout::new(
    "suggestions",
    &[
        ("name", Text),
        ("type", Text),
        ("aliases", Texts),
        ("mentions", Int),
        ("documents", Int),
        ("sentence_start", Score),
        ("examples", Texts),
    ],
);

/// Sentences with their labels, of many documents.
pub const CLASSIFIED: Layout = Layout::new(
    "classified",
    &[("doc_id", Text), ("sentence", Int), ("start", Int), ("end", Int), ("text", Text), ("label", Text), ("score", Score)],
);
/// How well a classifier tells each label.
pub const LABELS: Layout =
    Layout::new("labels", &[("label", Text), ("precision", Float), ("recall", Float), ("f1", Float), ("support", Int), ("predicted", Int)]);
/// Texts to label next.
pub const NEXT_TO_LABEL: Layout =
    Layout::new("next_to_label", &[("row", Int), ("text", Text), ("label", Text), ("score", Score), ("uncertainty", Score)]);
/// How far rules may be trusted.
pub const WEAK_RULES: Layout = Layout::new(
    "weak_rules",
    &[
        ("rule", Int),
        ("name", Text),
        ("label", Text),
        ("fired", Int),
        ("coverage", Float),
        ("overlaps", Int),
        ("conflicts", Int),
        ("accuracy", Float),
    ],
);
/// Labels that look wrong.
pub const SUSPECTS: Layout = Layout::new(
    "suspects",
    &[("row", Int), ("text", Text), ("given", Text), ("suggested", Text), ("given_score", Score), ("suggested_score", Score)],
);

/// The blocks of one text.
pub const BLOCKS_OF_TEXT: Layout = Layout::new("blocks", &[("block", Int), ("start", Int), ("end", Int), ("kind", Text), ("text", Text)]);
/// The sentences of one text.
pub const SENTENCES_OF_TEXT: Layout =
    Layout::new("sentences", &[("sentence", Int), ("block", Int), ("start", Int), ("end", Int), ("text", Text)]);
/// The words of one text.
pub const WORDS_OF_TEXT: Layout = Layout::new("words", &[("start", Int), ("end", Int), ("text", Text), ("folded", Text), ("shape", Text)]);
