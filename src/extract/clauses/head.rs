//! The noun phrase proper: where it ends, what in it is a name, and the name that stands in apposition to it.
//!
//! The head of "the brother of the mayor", "a source close to the talks", "the businessman accused by the ministry" stands
//! before whatever is hung on it; the names behind that are of others.

use super::clause::{Gap, Kind, Token};
use super::lexicon::Class;
use super::subjects::{Phrase, nominal, unlisted};

/// Words of a name in apposition, its titles among them.
const LONGEST_NAME: usize = 6;

/// One past the last word of the noun phrase that the words begin with: what is hung on it is left out.
pub fn proper_end(words: &[Token]) -> usize {
    (1..words.len()).find(|&i| hangs(words, i)).unwrap_or(words.len())
}

/// True if a word cannot go on the noun phrase before it.
fn hangs(words: &[Token], i: usize) -> bool {
    let (token, before) = (&words[i], &words[i - 1]);
    let noun = nominal(before) && before.kind != Kind::Adjective && !before.possessive;
    if token.is(Class::PREPOSITION)
        || token.is(Class::TO)
        || token.is(Class::NEAR) && words.get(i + 1).is_some_and(|t| t.is(Class::TO))
        || token.is(Class::RELATIVE)
        || token.is(Class::PRONOUN)
        || token.is(Class::SUBORDINATE) && !token.is(Class::DETERMINER)
        || token.is(Class::AUXILIARY)
    {
        return true;
    }
    if token.is(Class::DETERMINER) {
        return noun && !before.is(Class::AND) && !token.gap.is(Gap::COMMA);
    }
    let verb = token.is(Class::ENDING) || token.is(Class::ACCUSED) || token.is(Class::PAST);
    verb && !token.capital && noun && !token.gap.is(Gap::HYPHEN)
}

/// True for a name, with the titles before it: "Colonel Omar Saleh", "Yulia".
pub fn is_name(words: &[Token]) -> bool {
    let fits = |t: &Token| t.capital && !t.possessive && (t.is(Class::SPEAKER) || unlisted(t) || heads(t));
    let article = words.len() > 1 && words[0].is(Class::DETERMINER) && words.last().is_some_and(|t| t.kind == Kind::Body);
    let words = &words[usize::from(article)..];
    // "Toronto-based Teck Copper"
    let compound = words.first().is_some_and(|t| t.is_word() && !t.capital && t.class.is_free());
    let words = &words[usize::from(compound && words.len() > 1)..];
    !words.is_empty() && words.len() <= LONGEST_NAME && words.iter().all(fits) && words.last().is_some_and(|t| unlisted(t) || heads(t))
}

/// The name of somebody who has a voice, not of a place; it can follow another as the head of one phrase: "Kremlin spokesman X".
pub fn heads(token: &Token) -> bool {
    matches!(token.kind, Kind::Person | Kind::Body)
}

/// True if a phrase is told by what somebody is ("the minister of water", "the mayor's wife"), not by a name.
pub fn is_description(words: &[Token]) -> bool {
    let end = proper_end(words);
    let words = &words[..end];
    let titled = |t: &Token| t.is(Class::PERSON) || t.is(Class::GROUP);
    if let Some(owner) = words[..end.saturating_sub(1)].iter().rposition(|t| t.possessive) {
        return !words[owner + 1..].iter().any(|t| heads(t) || unlisted(t) && !titled(t));
    }
    let noun = words.iter().any(titled) || words[0].is(Class::DETERMINER);
    noun && !words.iter().any(|t| t.kind == Kind::Person) && !words.last().is_some_and(|t| heads(t) || unlisted(t))
}

/// The name in apposition to the description that ends before `end`: "the mayor's wife, Ana, told", where a comma closes it.
pub fn apposed(tokens: &[Token], phrase: Phrase) -> Option<Phrase> {
    let start = phrase.end;
    let opens = tokens.get(start).is_some_and(|t| t.gap.is(Gap::COMMA) && !t.gap.is(Gap::STRONG));
    if !opens || !is_description(&tokens[phrase.start..phrase.end]) {
        return None;
    }
    let end = (start + 1..tokens.len().min(start + 1 + LONGEST_NAME)).find(|&i| tokens[i].gap.is(Gap::ANY))?;
    is_name(&tokens[start..end]).then_some(Phrase { start, end })
}

/// The relative pronoun of a clause without commas that ends before `end`: "an officer *who* asked not to be named". Its first
/// word is its verb, so that the noun before it is the subject of what follows.
pub fn restrictive(tokens: &[Token], end: usize) -> Option<usize> {
    for i in (1..end).rev() {
        let token = &tokens[i];
        if token.quoted().is_some() || token.gap.is(Gap::ANY) {
            return None;
        }
        if token.is(Class::RELATIVE) {
            let inner = &tokens[i + 1..end];
            let aside = |t: &Token| t.is(Class::AUXILIARY) || t.is(Class::ADVERB) || t.is(Class::HELPER) || t.is(Class::TIME);
            let verb = inner.first().is_some_and(|t| t.is_word() && !t.capital && !noun_begins(t));
            return (verb && inner.iter().any(|t| !aside(t))).then_some(i);
        }
    }
    None
}

/// A noun phrase or an adverbial begins here, no verb.
fn noun_begins(token: &Token) -> bool {
    let other = Class::DETERMINER.with(Class::PRONOUN).with(Class::SELF).with(Class::PREPOSITION).with(Class::SPEAKER);
    token.is(other) && !token.is(Class::AUXILIARY) && !token.is(Class::CUE)
}

/// True for a phrase that begins with something else than its noun: "on Sunday X".
pub fn fronted(words: &[Token]) -> bool {
    words.first().is_some_and(|t| t.is(Class::PREPOSITION) || t.is(Class::TIME) || t.is(Class::ADVERB) || t.is(Class::CONJUNCTION))
}

/// The last name of a phrase that is no modifier of somebody's office: "the ministry's spokesman X", not "X boss", "X officials".
pub fn last_name(words: &[Token], from: usize, end: usize) -> Option<usize> {
    let last = (from..end).rev().find(|&i| heads(&words[i]))?;
    let office = words[last].kind != Kind::Person && words[last + 1..end].iter().any(|t| t.is(Class::PERSON));
    (!office && !words[last].possessive).then_some(last)
}

/// "Secretary of State X", "Chairman of the Joint Chiefs X": the person named behind an office, nothing in lower case between.
pub fn office_holder(office: &Token, after: &[Token]) -> Option<usize> {
    /// Words of the office's domain.
    const LONGEST: usize = 6;
    if !office.capital || !office.is(Class::PERSON) || office.is(Class::PLURAL) {
        return None;
    }
    let at = after.iter().take(LONGEST).position(|t| t.kind == Kind::Person).filter(|&at| at > 0)?;
    let domain = |t: &Token| !t.possessive && !t.gap.is(Gap::ANY) && (t.capital || t.is(Class::DETERMINER));
    let close = !after[at].gap.is(Gap::ANY) && !after[at].possessive && !after[at - 1].is(Class::PERSON.with(Class::DETERMINER));
    (close && after[..at].iter().all(domain)).then(|| after[at].mention()).flatten()
}
