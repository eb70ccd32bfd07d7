//! Reporting verbs: which words of a sentence say that somebody says something.

use super::clause::{Gap, Token};
use super::lexicon::Class;
use super::subjects::{nominal, unlisted};

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
    let owned = before.possessive && (token.is(Class::NOUN) || !token.is(Class::THIRD));
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
    // "has not apologised", "asked nobody to check it": nothing was said, or to no one
    if token.is(Class::ACT) && token.is(Class::PAST) && unspoken(tokens, at) || to_nobody(tokens, at) {
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

/// Nothing but auxiliaries and adverbs stands between a negation and the verb: "has not yet apologised".
fn unspoken(tokens: &[Token], at: usize) -> bool {
    let between = |t: &&Token| t.is(Class::AUXILIARY) || t.is(Class::ADVERB);
    !tokens[at].gap.is(Gap::ANY) && tokens[..at].iter().rev().take(4).take_while(between).any(|t| t.is(Class::NEGATIVE))
}

/// The verb's object is nobody, or nothing: "told no one about it", "blamed nobody", "said nothing of it"; not "said nothing had changed".
fn to_nobody(tokens: &[Token], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1).filter(|t| !t.gap.is(Gap::ANY)) else { return false };
    let one = next.is(Class::NONE) && tokens.get(at + 2).is_some_and(|t| t.is(Class::ONE) && !t.gap.is(Gap::ANY));
    let rest = tokens.get(at + if one { 3 } else { 2 });
    let ends = rest.is_none_or(|t| t.gap.is(Gap::ANY) || t.is(Class::PREPOSITION) || t.is(Class::TO) || t.is(Class::TIME));
    (one || next.is(Class::NOBODY)) && ends
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

/// `continued to say`: the infinitive hangs on a helper.
pub fn helped(tokens: &[Token], cue: usize) -> bool {
    cue >= 2 && tokens[cue - 2..cue].iter().any(|t| t.is(Class::HELPER)) || cue >= 3 && tokens[cue - 3].is(Class::HELPER)
}
