//! The subject of a reporting verb: who says, accuses, denies.
//!
//! There is no parser here. English news puts the speaker directly before the verb, after it ("…," said X), or at the
//! head of the clause with appositions between commas; these three are looked for in the tokens of one sentence.

use super::clause::{Gap, Token};
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

/// True if the token is used as a reporting verb in the active voice.
pub fn is_cue(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if !token.is(Class::CUE) {
        return false;
    }
    let next = tokens.get(at + 1);
    let full = token.is(Class::SAY) || token.is(Class::ACT) || token.is(Class::NAME) || token.is(Class::THINK) || token.is(Class::ECHO);
    if !full && (!beside(tokens, at) || negated(tokens, at)) {
        let that = tokens.get(at + 1).is_some_and(|t| t.is(Class::DETERMINER) && t.is(Class::SUBORDINATE));
        if !(that && token.is(Class::CLAUSAL)) {
            return false;
        }
    }
    if token.is(Class::NAME) && !token.is(Class::SAY) && !names(tokens, at) {
        return false;
    }
    let Some(before) = at.checked_sub(1).map(|i| &tokens[i]) else {
        return token.is(Class::ING) || !token.is(Class::NOUN);
    };
    let fresh = token.gap.is(Gap::ANY) || before.quoted().is_some();
    // "Lund's says": a noun is left out, the verb is one
    let owned = before.possessive && !(token.is(Class::THIRD) && !token.is(Class::NOUN));
    if !fresh && (before.is(Class::DETERMINER) && !before.is(Class::PRONOUN) || owned) {
        return false;
    }
    if token.is(Class::PAST) && !fresh && passive(tokens, at) {
        return false;
    }
    if token.is(Class::ACCUSED) && next.is_some_and(|n| n.is(Class::OWNED)) {
        return false;
    }
    // "the views expressed are", "a video said to show": the noun's participle, no verb of its own
    let past = token.is(Class::PAST) && !fresh;
    if past
        && !nominal(before)
        && before.is_word()
        && !before.is(VERBAL)
        && next.is_some_and(|n| n.is(Class::AUXILIARY))
        && bare(tokens, at + 1)
    {
        return false;
    }
    if past && token.is(Class::SAY) && next.is_some_and(|n| n.is(Class::TO)) && tokens.get(at + 2).is_some_and(|t| t.is(Class::SHOWN)) {
        return false;
    }
    // "spoke by telephone with" tells nothing of what was said, "defended themselves" of blows
    if token.is(Class::SPEAK) && !beside(tokens, at) && converses(&tokens[at + 1..]) {
        return false;
    }
    if token.is(Class::DEFEND) && next.is_some_and(|n| n.is(Class::REFLEXIVE)) {
        return false;
    }
    // "did not say", "has not spoken" report nothing
    let speech = token.is(Class::SAY) || token.is(Class::ECHO);
    if speech && !token.is(Class::ACT) && negated(tokens, at) {
        return false;
    }
    // "is weighing sanctions" is no word on them; "weighed in" is
    if token.is(Class::WEIGH) && !next.is_some_and(|n| n.is(Class::PREPOSITION)) {
        return false;
    }
    // "declined to comment"
    if token.is(Class::ACT) && next.is_some_and(|n| n.is(Class::TO)) && tokens.get(at + 2).is_some_and(|t| t.is(Class::EVIDENCE)) {
        return false;
    }
    // "offered no evidence" reports nothing either
    if token.is(Class::ACT) && next.is_some_and(|n| n.is(Class::NONE)) && tokens[at + 1..].iter().take(4).any(|t| t.is(Class::EVIDENCE)) {
        return false;
    }
    if token.is(Class::NOUN) {
        let noun_follows =
            next.is_some_and(|n| n.is(Class::PREPOSITION) && !n.is(Class::TO) && !token.is(Class::NAME) && !n.is(Class::TIME));
        let agrees = if token.is(Class::THIRD) {
            before.mention().is_some() || unlisted(before) || (before.is(Class::SPEAKER) && !before.is(Class::PLURAL))
        } else {
            before.is(Class::PLURAL) || unlisted(before) || before.is(Class::TO) || before.is(Class::AUXILIARY) || before.is(Class::SELF)
        };
        let agrees = agrees || before.is(Class::PRONOUN) || before.is(Class::ADVERB) || before.is(Class::RELATIVE);
        return agrees && !fresh && (!noun_follows || before.is(Class::PRONOUN));
    }
    true
}

/// Words between a subject and its verb.
const VERBAL: Class = Class::AUXILIARY.with(Class::ADVERB).with(Class::HELPER).with(Class::RELATIVE).with(Class::TO).with(Class::TIME);

/// What follows `speak` tells with whom or how, and not of what; or nothing follows it.
fn converses(rest: &[Token]) -> bool {
    /// Words of the clause that are looked at: "spoke late on Friday by telephone".
    const NEAR: usize = 5;
    let here = rest.iter().take(NEAR).take_while(|t| !t.gap.is(Gap::ANY));
    let told = here.clone().find(|t| !t.is(Class::TIME) && !t.is(Class::ADVERB));
    told.is_none() || here.into_iter().any(|t| t.is(Class::WITH))
}

/// No mark stands before the token.
fn bare(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| !t.gap.is(Gap::ANY))
}

/// True if the verb is what its subject is told to do: "must explain", "should not dismiss". "We must warn" warns.
pub fn obliged(tokens: &[Token], at: usize) -> bool {
    let auxiliary = |i: &usize| [Class::AUXILIARY, Class::ADVERB, Class::NEGATIVE, Class::TO].iter().any(|&class| tokens[*i].is(class));
    let told = (at.saturating_sub(4)..at).rev().take_while(auxiliary).find(|&i| tokens[i].is(Class::OBLIGED));
    tokens[at].is(Class::BASE) && told.is_some_and(|i| !(i > 0 && tokens[i - 1].is(Class::SELF)))
}

/// A negation stands before the verb.
fn negated(tokens: &[Token], at: usize) -> bool {
    tokens[at.saturating_sub(3)..at].iter().any(|t| t.is(Class::NEGATIVE))
}

/// A quotation stands directly after the verb, or before its subject.
fn beside(tokens: &[Token], at: usize) -> bool {
    let quoted = |i: usize| tokens.get(i).is_some_and(|t| t.quoted().is_some());
    quoted(at + 1) || (at.saturating_sub(6)..at).any(quoted)
}

/// A verb that quotes a word for something needs that word, a verdict ("called the report fake"), or `on`, `for`, `as`, `to` after it.
fn names(tokens: &[Token], at: usize) -> bool {
    let rest = &tokens[at + 1..(at + 16).min(tokens.len())];
    rest.iter().any(|t| t.quoted().is_some() || t.is(Class::VERDICT)) || rest.first().is_some_and(|t| t.is(Class::CALLED))
}

/// True if an auxiliary of the passive stands before, adverbs aside.
fn passive(tokens: &[Token], at: usize) -> bool {
    tokens[at.saturating_sub(4)..at].iter().rev().find(|t| !t.is(Class::ADVERB)).is_some_and(|t| t.is(Class::PASSIVE))
}

/// The verb is an infinitive: `to say`.
pub fn infinitive(tokens: &[Token], at: usize) -> bool {
    at > 0 && tokens[at].is(Class::BASE) && tokens[at - 1].is(Class::TO)
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

/// `continued to say`: the infinitive hangs on a helper.
pub fn helped(tokens: &[Token], cue: usize) -> bool {
    cue >= 2 && tokens[cue - 2..cue].iter().any(|t| t.is(Class::HELPER)) || cue >= 3 && tokens[cue - 3].is(Class::HELPER)
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
