//! Quotations inside other ones.

use super::attribution::{left, right};
use super::kind::kind;
use super::quote::{Quote, Reader};
use crate::extract::clauses::clause::Clauses;
use crate::extract::clauses::marks::Quoted;
use crate::span::Span;
use crate::text::Outline;

/// A quotation inside another: its own reporting verb within the outer one, else the outer speaker.
pub(super) fn nest(
    outline: &Outline<'_>,
    reader: &Reader<'_>,
    pair: &Quoted,
    parent: Option<(&Quoted, &Quote)>,
    clauses: Option<&Clauses>,
    sentence: usize,
    number: u32,
) -> Quote {
    let within = parent.map_or(pair.outer, |p| p.0.outer);
    let own = clauses.and_then(|clauses| {
        let all = clauses.sentence(sentence);
        let from = all.partition_point(|t| t.span.start < within.start);
        let to = all.partition_point(|t| t.span.start < within.end);
        let tokens = &all[from..to.max(from)];
        let at = tokens.partition_point(|t| t.span.end <= pair.outer.start);
        (at < tokens.len() && tokens[at].quoted().is_some()).then_some(())?;
        let a = left(tokens, at).or_else(|| right(tokens, at))?;
        let speaker = reader.resolver.speaker(tokens, a.subject?, sentence)?;
        let cue = Span::new(tokens[a.cue].span.start, tokens[a.cue_end - 1].span.end).text(outline.text);
        Some((speaker, cue.to_owned()))
    });
    let (speaker, speaker_id, cue) = match own {
        Some((speaker, cue)) => (Some(speaker.text), speaker.id, Some(cue)),
        None => parent.map_or((None, None, None), |(_, q)| (q.speaker.clone(), q.speaker_id.clone(), q.cue.clone())),
    };
    Quote {
        sentence: sentence as u32,
        quote: number - 1,
        span: pair.inner,
        kind: kind(outline, pair, sentence, false),
        speaker,
        speaker_id,
        cue,
    }
}
