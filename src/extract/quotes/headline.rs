//! Headlines that set who speaks before a colon or at the end: "Army: rebels burned village", "Rebels burned village – minister".

use super::attribution::Attribution;
use crate::extract::clauses::clause::{Gap, Kind, Token};
use crate::extract::clauses::lexicon::Class;
use crate::extract::clauses::subjects::{Phrase, unlisted};

/// Words of the speaker.
const LONGEST: usize = 5;
/// Words of what is said, at least.
const SHORTEST: usize = 3;

/// The speaker at the head of a sentence, or at the end of one that no full stop ends, as its attribution; the speaker's noun stands for
/// the verb.
pub fn headed(tokens: &[Token], unstopped: bool) -> Option<Attribution> {
    opened(tokens).or_else(|| closed(tokens).filter(|_| unstopped))
}

/// "Army: rebels burned village". A name of a place there is what the line is about, a question what it asks.
fn opened(tokens: &[Token]) -> Option<Attribution> {
    let colon = (1..tokens.len().min(LONGEST + 1)).find(|&i| tokens[i].gap.is(Gap::ANY))?;
    let said = &tokens[colon..];
    let tells = said.len() >= SHORTEST && said[0].quoted().is_none() && !said[0].is(Class::RELATIVE) && !said[0].is(Class::SUBORDINATE);
    let fits = tokens[colon].gap.is(Gap::COLON) && tells && said.iter().any(is_clause) && speaks(&tokens[..colon]);
    fits.then(|| attribution(0, colon))
}

/// "Rebels burned village – minister", "Rebels burned village: UN". Behind a dash a capital may be that of the page's own name.
fn closed(tokens: &[Token]) -> Option<Attribution> {
    let from = tokens.len().saturating_sub(LONGEST);
    let start = (from..tokens.len()).rev().find(|&i| tokens[i].gap.is(Gap::ANY)).filter(|&i| i >= SHORTEST)?;
    let (speaker, first) = (&tokens[start..], &tokens[start]);
    let bare = !first.is(Class::DETERMINER) && speaker[1..].iter().all(|t| !t.is(Class::DETERMINER));
    let colon = first.gap.is(Gap::COLON);
    let noun = speaker.last().is_some_and(|t| t.is_word() && !t.capital);
    let named = speaker.last().is_some_and(|t| t.kind == Kind::Person || colon && t.kind == Kind::Body);
    let fits = first.gap.is(Gap::STRONG) && bare && (noun || named) && tokens[..start].iter().any(is_clause) && speaks(speaker);
    fits.then(|| attribution(start, tokens.len()))
}

fn attribution(start: usize, end: usize) -> Attribution {
    Attribution { cue: end - 1, cue_end: end, subject: Some(Phrase { start, end }), aside: false }
}

/// A name of somebody, or the noun of a person or body that ends its phrase.
fn speaks(words: &[Token]) -> bool {
    let Some((last, before)) = words.split_last() else { return false };
    let plain = |t: &Token| t.mention().is_some() || unlisted(t) || t.is(Class::SPEAKER) || t.is(Class::DETERMINER) || t.class.is_free();
    let noun = last.is_word() && (last.is(Class::PERSON) || last.is(Class::GROUP)) && !last.is(Class::PICTURE);
    let named = matches!(last.kind, Kind::Person | Kind::Body) && !last.possessive;
    (noun || named) && before.iter().all(|t| t.quoted().is_none() && plain(t))
}

/// A word that a list of names does not hold: a line of names tells nothing.
fn is_clause(token: &Token) -> bool {
    token.is_word() && !unlisted(token) && !token.is(Class::AND) && !token.is(Class::DETERMINER) && !token.is(Class::SPEAKER)
}
