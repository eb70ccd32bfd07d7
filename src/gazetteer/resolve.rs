//! From matches to mentions: which entity each stands for, with what the whole document tells.

use super::{Candidate, Gazetteer, Match, Mention};
use crate::text::{BlockKind, Outline};
use std::borrow::Cow;

/// Mentions without a look at the rest of the document: the best entry of each match.
pub fn mentions<'g>(gazetteer: &'g Gazetteer, matches: &[Match]) -> Vec<Mention<'g>> {
    matches
        .iter()
        .map(|m| {
            let candidates: Vec<_> = m
                .entries
                .iter()
                .map(|&e| {
                    let entry = gazetteer.entry(e);
                    Candidate {
                        id: Cow::Borrowed(entry.id()),
                        name: Cow::Borrowed(entry.name()),
                        kind: Cow::Borrowed(entry.kind()),
                        score: 1.0 / m.entries.len() as f32,
                    }
                })
                .collect();
            let best = candidates[0].clone();
            Mention {
                span: m.span,
                first_word: m.first_word,
                end_word: m.end_word,
                sentence: None,
                id: best.id,
                name: best.name,
                kind: best.kind,
                via: None,
                variant: m.variant,
                score: best.score,
                candidates,
                entry: Some(m.entries[0]),
            }
        })
        .collect()
}

/// Mentions of a whole document, outside furniture: short forms, bare ministries, capitals that stand for governments,
/// names that nobody listed (codebook, section 3).
pub fn resolve<'g>(gazetteer: &'g Gazetteer, outline: &Outline<'_>, matches: &[Match]) -> Vec<Mention<'g>> {
    let mut out = mentions(gazetteer, matches);
    for m in &mut out {
        m.sentence = outline.sentence_at(m.span.start);
    }
    out.retain(|m| m.sentence.is_some_and(|s| outline.sentence_kind(s as usize) != BlockKind::Furniture));
    out
}
