//! How much of a sentence its main attribution governs: what others say of it in the same sentence is their word.

use crate::extract::clauses::clause::{Gap, Token};
use crate::extract::clauses::cues::is_cue;
use crate::extract::clauses::head::proper_end;
use crate::extract::clauses::lexicon::Class;
use crate::extract::clauses::subjects::subject;
use crate::extract::quotes::attribution::{Attribution, main};
use crate::span::Span;

/// The part of a sentence that says what its source does: without "; X rejected this", ", which X denied", and without what
/// stands between the source and its verb of somebody else's word ("X, accused by Y of theft, denied it").
pub fn scope(tokens: &[Token], attribution: &Attribution, sentence: Span, text: &str) -> Span {
    let (mut start, mut end) = (sentence.start, sentence.end);
    let cue = attribution.cue;
    if let Some(at) = (cue + 1..tokens.len()).find(|&i| another(tokens, i, text)) {
        end = tokens[at - 1].span.end;
    }
    let subject = attribution.subject.filter(|p| p.start < cue && !attribution.aside);
    let inset = subject.map(|p| p.start + proper_end(&tokens[p.start..p.end.min(cue)])).filter(|&from| from < cue);
    let inset = inset.filter(|&from| tokens[from].gap.is(Gap::COMMA) || tokens[from].is(Class::ACCUSED)).map(|from| &tokens[from..cue]);
    if inset.is_some_and(|inset| inset.iter().any(|t| t.is(Class::ACCUSED) || t.is(Class::CUE) && t.is(Class::ACT))) {
        start = tokens[cue].span.start;
    }
    if start < end { Span::new(start, end) } else { sentence }
}

/// True if another's word begins at a token: a clause behind a semicolon with its own verb, or ", which X denied" at the end.
fn another(tokens: &[Token], at: usize, text: &str) -> bool {
    let token = &tokens[at];
    if token.gap.is(Gap::STRONG) && text[tokens[at - 1].span.end as usize..token.span.start as usize].contains(';') {
        return main(&tokens[at..]).is_some_and(|a| a.subject.is_some());
    }
    if !token.gap.is(Gap::COMMA) || !token.is(Class::RELATIVE) {
        return false;
    }
    /// Words of the subject and its verb.
    const REACH: usize = 8;
    let cue = (at + 2..tokens.len().min(at + REACH)).find(|&i| tokens[i].is(Class::CUE) && is_cue(tokens, i));
    let closes = |cue: usize| tokens.get(cue + 1).is_none_or(|t| t.gap.is(Gap::ANY) || t.is(Class::TIME) || t.is(Class::PREPOSITION));
    cue.is_some_and(|cue| closes(cue) && subject(tokens, cue).is_some_and(|p| p.start == at + 1))
}
