//! What a quotation holds: a sentence or more, or words inside the narrator's sentence.

use crate::extract::clauses::marks::Quoted;
use crate::text::Outline;

/// A sentence or more, or words inside the narrator's sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteKind {
    /// A sentence or more.
    Direct,
    /// Words inside the narrator's sentence.
    Partial,
}

impl QuoteKind {
    /// The label used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Partial => "partial",
        }
    }
}

/// A sentence or more: it begins like one, where a sentence may begin, and ends like one. `opens`: nothing but a dateline stands before it.
pub(super) fn kind(outline: &Outline<'_>, pair: &Quoted, begins: usize, opens: bool) -> QuoteKind {
    let text = outline.text;
    let inner = pair.inner.text(text);
    let before = text[..pair.outer.start as usize].trim_end().chars().next_back();
    let initial = opens
        || outline.sentences.get(begins).is_none_or(|s| s.span.start >= pair.outer.start)
        || matches!(before, Some(':' | ',' | '”' | '"'));
    let capital = inner.starts_with(['…', '.', '[']) || inner.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let after = text[pair.outer.end as usize..].chars().next();
    let ended = inner.ends_with([',', '.', '!', '?', '…', '-', '—']) || matches!(after, Some(',' | '.'));
    let several = outline.sentence_at(pair.inner.end.saturating_sub(1)).is_some_and(|s| s as usize > begins);
    let long = inner.split_ascii_whitespace().nth(5).is_some();
    if capital && (several || initial && (ended || long)) { QuoteKind::Direct } else { QuoteKind::Partial }
}
