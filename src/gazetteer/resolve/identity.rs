//! Identities for what no gazetteer lists: the same name gives the same id in every document.

use super::context::Context;
use crate::gazetteer::matching::{Candidate, Mention, Variant};
use crate::text::{fold, words};
use std::borrow::Cow;

/// The folded words of a name, joined by `_`: "Côte d’Azur" → `cote_dazur`.
pub(super) fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in words::words(name) {
        if !out.is_empty() {
            out.push('_');
        }
        out.push_str(&fold::fold(word.text(name)));
    }
    out
}

/// An id of a type and a name that is none of the gazetteer's.
pub(super) fn made_id(context: &Context<'_, '_, '_>, kind: &str, name: &str) -> String {
    let id = format!("{kind}:{}", slug(name));
    if context.gazetteer.index_of(&id).is_some() { id + "_unlisted" } else { id }
}

/// A mention of words `first..end` in a sentence, as one candidate alone.
pub(super) fn made<'g>(
    context: &Context<'_, '_, 'g>,
    (first, end): (usize, usize),
    sentence: u32,
    candidate: Candidate<'g>,
    entry: Option<u32>,
    variant: Variant,
) -> Mention<'g> {
    Mention {
        span: context.span(first, end),
        first_word: first as u32,
        end_word: end as u32,
        sentence: Some(sentence),
        id: candidate.id.clone(),
        name: candidate.name.clone(),
        kind: candidate.kind.clone(),
        via: None,
        variant,
        score: candidate.score,
        candidates: vec![candidate],
        entry,
    }
}

/// A mention of an entity that only the document names.
pub(super) fn unlisted<'g>(
    context: &Context<'_, '_, 'g>,
    words: (usize, usize),
    sentence: u32,
    kind: &'static str,
    score: f32,
) -> Mention<'g> {
    let written = context.span(words.0, words.1).text(context.outline.text);
    let name = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let id = made_id(context, kind, &name);
    let candidate = Candidate { id: Cow::Owned(id), name: Cow::Owned(name), kind: Cow::Borrowed(kind), score };
    made(context, words, sentence, candidate, None, Variant::Exact)
}

/// A mention of an entity of the gazetteer.
pub(super) fn listed<'g>(
    context: &Context<'_, '_, 'g>,
    words: (usize, usize),
    sentence: u32,
    entry: u32,
    score: f32,
    variant: Variant,
) -> Mention<'g> {
    made(context, words, sentence, Candidate::listed(context.gazetteer, entry, score), Some(entry), variant)
}

/// A mention of what another mention names.
pub(super) fn same_as<'g>(
    context: &Context<'_, '_, 'g>,
    words: (usize, usize),
    sentence: u32,
    other: &Mention<'g>,
    variant: Variant,
    score: f32,
) -> Mention<'g> {
    let candidate = Candidate { id: other.id.clone(), name: other.name.clone(), kind: other.kind.clone(), score };
    made(context, words, sentence, candidate, other.entry, variant)
}
