//! The subject of a reporting verb: who says, accuses, denies.
//!
//! There is no parser here. English news puts the speaker directly before the verb, after it ("…," said X), or at the
//! head of the clause with appositions between commas; these three are looked for in the tokens of one sentence.

use super::clause::{Gap, Token};
use super::cues::{helped, infinitive, is_cue};
use super::head::{apposed, heads, proper_end, restrictive};
use super::lexicon::Class;
use super::segments::segments;

/// A noun phrase: a range of tokens of one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// First token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// How far to either side a subject is looked for, in tokens; it bounds the work on a sentence of any length.
pub const REACH: usize = 48;

/// True if the token can be the head of a subject.
pub fn nominal(token: &Token) -> bool {
    token.mention().is_some() || token.is(Class::SPEAKER) || token.is(Class::PRONOUN) || unlisted(token)
}

/// A capitalised word of no list: a name that nobody listed.
pub fn unlisted(token: &Token) -> bool {
    token.is_word() && token.capital && token.class.is_free()
}

/// True if a noun phrase may begin with this token.
fn begins_phrase(token: &Token) -> bool {
    if temporal(token) {
        return false;
    }
    nominal(token) || token.is(Class::DETERMINER) || (token.is_word() && token.capital && !token.is(Class::PREPOSITION))
}

/// An adjective or two before the noun of a speaker: `retired Admiral X`, `former senior official X`.
fn modified(tokens: &[Token]) -> bool {
    let plain = |t: &&Token| t.is_word() && !t.capital && t.class.is_free();
    let adjectives = tokens.iter().take(2).take_while(plain).count();
    let head = tokens.get(adjectives).filter(|_| adjectives > 0 && tokens[1..=adjectives].iter().all(|t| !t.gap.is(Gap::ANY)));
    head.is_some_and(|t| t.is(Class::PERSON))
}

/// A number or a word of time.
pub fn temporal(token: &Token) -> bool {
    token.is(Class::TIME)
}

/// The phrase that is subject of the reporting verb at `cue`.
pub fn subject(tokens: &[Token], cue: usize) -> Option<Phrase> {
    let token = &tokens[cue];
    let fresh = cue == 0 || token.gap.is(Gap::ANY) || tokens[cue - 1].quoted().is_some();
    if fresh && !token.is(Class::ING) {
        // "…," said X
        let plain = token.is(Class::SAY) && !token.is(Class::ACT) && !token.is(Class::TELL);
        let quoted_before = cue > 0 && !token.is(Class::TELL) && (tokens[cue - 1].quoted().is_some() || plain && token.gap.is(Gap::COMMA));
        let next = tokens.get(cue + 1).filter(|t| !t.gap.is(Gap::ANY) && !t.is(Class::SUBORDINATE));
        let next = next.filter(|t| begins_phrase(t) || modified(&tokens[cue + 1..]));
        let inverted = next.and_then(|_| forward(tokens, cue + 1));
        // an object with a verb of its own is no subject: "the mayor, a baker, said the town was quiet"
        let clause = |p: &Phrase| tokens.get(p.end).is_some_and(|t| t.is(Class::AUXILIARY) && !t.gap.is(Gap::ANY));
        // nor is what a headline goes on with: "X thanks Y, says 9 officers hurt"
        let told = |p: &Phrase| {
            let words = &tokens[p.start..p.end];
            let end = proper_end(words);
            let hung = words.get(end).is_none_or(|t| t.is(Class::PREPOSITION) || t.is(Class::TO) || t.is(Class::NEAR));
            tokens[cue - 1].quoted().is_none() && !(hung && nominal(&words[end - 1]))
        };
        if quoted_before && inverted.is_some_and(|p| !clause(&p) && !told(&p)) {
            return inverted;
        }
    }
    if token.is(Class::ING) || (infinitive(tokens, cue) && !helped(tokens, cue)) {
        // "despite X saying", "with X warning"
        if let Some(near) =
            nearest(tokens, cue).filter(|p| token.is(Class::ING) && !fresh && p.start > 0 && tokens[p.start - 1].is(Class::PREPOSITION))
        {
            return Some(near);
        }
        return progressive(tokens, cue).or_else(|| first(tokens, cue));
    }
    let mut last = cue;
    while last > 0 && cue - last < REACH {
        let before = &tokens[last - 1];
        let skipped =
            before.is(Class::AUXILIARY) || before.is(Class::ADVERB) || before.is(Class::HELPER) || before.is(Class::TO) || temporal(before);
        let of_time = last < cue && temporal(&tokens[last]) && (before.is(Class::PREPOSITION) || before.is(Class::DETERMINER));
        let pronoun = before.is(Class::PRONOUN) && !before.is(Class::AUXILIARY);
        if pronoun || !(skipped || of_time) {
            break;
        }
        if tokens[last].gap.is(Gap::ANY) && !before.is(Class::ADVERB) && !temporal(before) && !tokens[last].is(Class::ADVERB) {
            break;
        }
        last -= 1;
    }
    // "who met X on Monday, said": the day belongs to what the comma closes
    let closes = last < cue && tokens[cue].gap.is(Gap::ANY) && !tokens[last].gap.is(Gap::ANY);
    if closes && tokens[last..cue].iter().all(|t| temporal(t) || t.is(Class::PREPOSITION) || t.is(Class::DETERMINER)) {
        last = cue;
    }
    if last == 0 {
        return None;
    }
    if tokens[last].gap.is(Gap::ANY) {
        return segments(tokens, last);
    }
    // "We reported on Monday that": the narrator's own word
    let own = &tokens[last - 1];
    if own.is(Class::SELF) && (!own.capital || last == 1 || own.gap.is(Gap::ANY) || own.span.end - own.span.start == 1) {
        return None;
    }
    if tokens[last - 1].is(Class::RELATIVE) {
        return if last >= 2 { nearest(tokens, last - 1) } else { None };
    }
    if tokens[last - 1].is(Class::CONJUNCTION) {
        return first(tokens, cue);
    }
    if let Some(relative) = restrictive(tokens, last) {
        return nearest(tokens, relative).map(|p| listed(tokens, p));
    }
    let region = nearest(tokens, last)?;
    if tokens[region.start].is(Class::PREPOSITION) {
        if region.start > 0 && tokens[region.start].gap.is(Gap::ANY) {
            return segments(tokens, region.start);
        }
        return after_preposition(tokens, region).or(Some(Phrase { start: region.start + 1, end: region.end }));
    }
    Some(listed(tokens, region))
}

/// `is saying`, `has been warning`: the subject stands before the auxiliary.
fn progressive(tokens: &[Token], cue: usize) -> Option<Phrase> {
    let mut last = cue;
    while last > 0 && !tokens[last].gap.is(Gap::ANY) && (tokens[last - 1].is(Class::AUXILIARY) || tokens[last - 1].is(Class::ADVERB)) {
        last -= 1;
    }
    (last < cue && tokens[last..cue].iter().any(|t| t.is(Class::AUXILIARY)) && !tokens[last].gap.is(Gap::ANY))
        .then(|| nearest(tokens, last))
        .flatten()
}

/// The stretch of words that ends before `end`, back to the last mark or clause word.
fn nearest(tokens: &[Token], end: usize) -> Option<Phrase> {
    let mut start = end;
    while start > 0 && end - start < REACH {
        let t = &tokens[start - 1];
        let bound = t.quoted().is_some()
            || (t.is(Class::AUXILIARY) && !t.is(Class::PRONOUN))
            || t.is(Class::RELATIVE) && !t.is(Class::PRONOUN)
            || (t.is(Class::SUBORDINATE) && !t.is(Class::DETERMINER))
            || t.is(Class::TO) && !joins(tokens, start - 1)
            || (t.is(Class::CUE) && is_cue(tokens, start - 1) && !t.is(Class::SPEAKER));
        // "that" opens a clause unless it is the determiner of the very phrase
        let that = t.is(Class::DETERMINER) && t.is(Class::SUBORDINATE);
        if bound || (that && end - start != 1) {
            break;
        }
        if t.is(Class::CONJUNCTION) {
            let joint = t.is(Class::AND)
                && start < end
                && begins_joint(&tokens[start..end])
                && start >= 2
                && nominal(&tokens[start - 2])
                && tokens[start..end].len() <= 6;
            if !joint {
                break;
            }
        }
        start -= 1;
        if tokens[start].gap.is(Gap::ANY) {
            break;
        }
        // a pronoun is a phrase by itself
        if tokens[start].is(Class::PRONOUN) && start + 1 == end {
            break;
        }
    }
    (start < end).then_some(Phrase { start, end })
}

/// A phrase after `and`: a name, or the noun of a speaker with its article and an adjective or two.
fn begins_joint(words: &[Token]) -> bool {
    let head = words.iter().position(nominal).unwrap_or(words.len());
    head == 0 || head < 4 && words[0].is(Class::DETERMINER) && head < words.len()
}

/// `to` that joins a noun to its owner, no infinitive: "an adviser to X", "a source close to the talks".
fn joins(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).map(|i| &tokens[i]);
    let noun = before.is_some_and(|t| t.is(Class::NEAR) || t.is(Class::PERSON) || t.is(Class::GROUP));
    noun && tokens.get(at + 1).is_some_and(|t| !t.is(Class::BASE) && (nominal(t) || t.is(Class::DETERMINER)))
}

/// A list: "A, B and C".
fn listed(tokens: &[Token], mut phrase: Phrase) -> Phrase {
    let joint = tokens[phrase.start..phrase.end].iter().any(|t| t.is(Class::AND));
    while joint
        && phrase.start > 0
        && tokens[phrase.start].gap.is(Gap::COMMA)
        && tokens[phrase.start - 1].mention().is_some()
        && (phrase.start == 1 || tokens[phrase.start - 1].gap.is(Gap::COMMA))
        && phrase.end - phrase.start < REACH
    {
        phrase.start -= 1;
    }
    phrase
}

/// A phrase that begins with a preposition and no comma: "On Sunday Ukraine", "In a statement the ministry".
fn after_preposition(tokens: &[Token], region: Phrase) -> Option<Phrase> {
    let from = region.start + 2;
    (from..region.end)
        .find(|&p| {
            let before = &tokens[p - 1];
            let closed = before.mention().is_some_and(|_| !before.possessive) || temporal(before) || before.is(Class::TEXT);
            closed && begins_phrase(&tokens[p]) && !temporal(&tokens[p])
        })
        .map(|start| Phrase { start, end: region.end })
}

/// The first noun phrase of the sentence, before `limit`: the subject of its main clause.
pub fn first(tokens: &[Token], limit: usize) -> Option<Phrase> {
    let limit = limit.min(tokens.len());
    let mut start = 0;
    for _ in 0..4 {
        while start < limit && (tokens[start].is(Class::CONJUNCTION) || (tokens[start].is(Class::ADVERB) && !nominal(&tokens[start]))) {
            start += 1;
        }
        let head = tokens.get(start).filter(|_| start < limit)?;
        let comma = (start + 1..limit.min(start + REACH)).find(|&i| tokens[i].gap.is(Gap::ANY));
        let segment = &tokens[start..comma.unwrap_or(limit).min(start + REACH)];
        let fronted = head.is(Class::PREPOSITION)
            || head.is(Class::ING)
            || (head.is(Class::SUBORDINATE) && !head.is(Class::DETERMINER))
            || (comma.is_some() && start == 0 && head.is(Class::PAST) && head.is(Class::CUE))
            || (segment.iter().any(temporal) && !segment.iter().any(nominal));
        if !fronted {
            break;
        }
        match comma {
            Some(next) => start = next,
            None => return after_preposition(tokens, Phrase { start, end: limit }),
        }
    }
    let mut end = start;
    while end < limit && end - start < REACH {
        let t = &tokens[end];
        let bound = (t.is(Class::AUXILIARY) && !t.is(Class::PRONOUN))
            || t.is(Class::RELATIVE) && !t.is(Class::PRONOUN)
            || (t.is(Class::CUE) && is_cue(tokens, end))
            || (end > start && t.gap.is(Gap::ANY))
            || t.quoted().is_some();
        if bound {
            break;
        }
        end += 1;
        if tokens[end - 1].is(Class::PRONOUN) {
            break;
        }
    }
    // words after the first name belong to the phrase only where that name is a modifier
    let phrase = (start < end).then_some(Phrase { start, end })?;
    Some(apposed(&tokens[..tokens.len().min(limit + 1)], phrase).unwrap_or(phrase))
}

/// The phrase that begins at `start`: after `according to`, or after an inverted verb.
pub fn forward(tokens: &[Token], start: usize) -> Option<Phrase> {
    if start >= tokens.len() {
        return None;
    }
    let mut end = start;
    while end < tokens.len() && end - start < REACH {
        let t = &tokens[end];
        let bound = (end > start && t.gap.is(Gap::ANY))
            || t.quoted().is_some()
            || (t.is(Class::AUXILIARY) && !t.is(Class::PRONOUN))
            || (t.is(Class::RELATIVE) && end > start)
            || (t.is(Class::SUBORDINATE) && !t.is(Class::DETERMINER) && !t.is(Class::PREPOSITION))
            || (end > start && (temporal(t) || t.is(Class::PRONOUN)))
            || t.is(Class::SELF);
        if bound {
            break;
        }
        end += 1;
    }
    // "according to him"
    if tokens[start].is(Class::OBLIQUE) && !(tokens[start].is(Class::DETERMINER) && start + 1 < end) {
        return Some(Phrase { start, end: start + 1 });
    }
    let phrase = Phrase { start, end };
    if start == end || !begins_phrase(&tokens[start]) && !tokens[start..end].iter().any(nominal) {
        return None;
    }
    // "said the head of Y, X, …": the name in apposition, where the phrase has none
    let named = tokens[start..end].iter().any(|t| t.mention().is_some());
    let closed = tokens.get(end + 1).is_none_or(|t| t.gap.is(Gap::ANY) || t.quoted().is_some());
    if !named && closed && tokens.get(end).is_some_and(|t| t.gap.is(Gap::COMMA) && heads(t)) {
        return Some(Phrase { start, end: end + 1 });
    }
    Some(phrase)
}
