//! The subject that a comma parts from its verb: what stands between the two in segments.

use super::clause::{Gap, Kind, Token};
use super::cues::is_cue;
use super::head::{is_description, is_name};
use super::lexicon::Class;
use super::subjects::{Phrase, REACH, first, nominal, temporal};

/// The subject before a comma: "X, the spokesman for Y, said", "The head of Y, X, said".
pub fn segments(tokens: &[Token], end: usize) -> Option<Phrase> {
    let mut best: Option<Phrase> = None;
    // the name directly before the verb, which goes before a description that it stands in apposition to
    let mut name: Option<Phrase> = None;
    let settle = |best: Option<Phrase>, name: Option<Phrase>| match (best, name) {
        (Some(b), Some(n)) if b.end <= n.start && is_description(&tokens[b.start..b.end]) => name,
        _ => best,
    };
    let verb = end;
    let mut end = end;
    for _ in 0..8 {
        let mut start = end.checked_sub(1)?;
        let limit = end.saturating_sub(REACH);
        while start > limit && !tokens[start].gap.is(Gap::ANY) && tokens[start].quoted().is_none() {
            start -= 1;
        }
        if tokens[start].quoted().is_some() {
            start += 1;
            if start >= end {
                return settle(best, name);
            }
        }
        let segment = &tokens[start..end];
        let head = &segment[0];
        let relative = head.is(Class::RELATIVE) || head.is(Class::ING) || head.is(Class::SUBORDINATE) && !head.is(Class::DETERMINER);
        let adverbial = head.is(Class::PREPOSITION)
            || head.is(Class::ADVERB)
            || temporal(head)
            || segment.iter().any(temporal) && !segment.iter().any(nominal);
        let clause = segment
            .iter()
            .enumerate()
            .any(|(i, t)| t.is(Class::AUXILIARY) || (t.is(Class::CUE) && !t.is(Class::SPEAKER) && is_cue(tokens, start + i)));
        // "in Kharkiv, Ukraine": the country of a place
        let country = segment.len() == 1 && head.kind == Kind::Place && start > 0 && tokens[start - 1].kind == Kind::Place;
        if relative || country {
            // between the subject and its verb
        } else if adverbial {
            if best.is_some() {
                return settle(best, name);
            }
        } else if clause {
            // a main clause: the phrase lies at its head, or was found already
            return settle(best, name).or_else(|| first(tokens, end));
        } else if segment.iter().any(nominal) {
            best = Some(Phrase { start, end });
            name = name.or(best.filter(|_| is_name(segment)));
            if head.mention().is_some() && !head.possessive || head.is(Class::PRONOUN) {
                return settle(best, name);
            }
        }
        // a pair of dashes sets off an apposition as commas do
        let dashes = tokens[start].gap.is(Gap::STRONG) && !(tokens[start].gap.is(Gap::COLON) || tokens[verb].gap.is(Gap::COLON));
        if start == 0
            || tokens[start - 1].quoted().is_some()
            || tokens[start].gap.is(Gap::STRONG) && !(dashes && tokens[verb].gap.is(Gap::STRONG))
        {
            return settle(best, name);
        }
        end = start;
    }
    settle(best, name)
}
