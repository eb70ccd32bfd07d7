//! The main attribution of a sentence: its narrator's reporting verb and whose word it makes the sentence.

use super::clauses::{Gap, Token};
use super::lexicon::Class;
use super::subjects::{Phrase, first, forward, helped, infinitive, is_cue, subject};

/// A reporting verb with its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Token of the verb, or of `according`.
    pub cue: usize,
    /// One past the cue's last token.
    pub cue_end: usize,
    /// Who speaks; a sentence may leave it out.
    pub subject: Option<Phrase>,
    /// It is put in or added after a comma: "X, he said, …".
    pub aside: bool,
}

/// A sentence of more tokens than this is read up to here.
const LONGEST: usize = 400;

/// `according to X` at token `at`.
pub fn according(tokens: &[Token], at: usize) -> Option<Attribution> {
    let to = tokens.get(at + 1)?;
    (tokens[at].is(Class::ACCORDING) && to.is(Class::TO)).then(|| Attribution {
        cue: at,
        cue_end: at + 2,
        subject: forward(tokens, at + 2),
        aside: false,
    })
}

/// The attribution under which the whole sentence stands, if any.
pub fn main(tokens: &[Token]) -> Option<Attribution> {
    let tokens = &tokens[..tokens.len().min(LONGEST)];
    let skipped = dateline(tokens);
    let shift = |p: Phrase| Phrase { start: p.start + skipped, end: p.end + skipped };
    within(&tokens[skipped..]).map(|a| Attribution {
        cue: a.cue + skipped,
        cue_end: a.cue_end + skipped,
        subject: a.subject.map(shift),
        ..a
    })
}

/// The attribution of the sentence proper.
fn within(tokens: &[Token]) -> Option<Attribution> {
    let mut found: Option<Attribution> = None;
    for at in 0..tokens.len() {
        if let Some(a) = according(tokens, at).filter(|a| a.subject.is_some()) {
            if at == 0 || tokens[at].gap.is(Gap::ANY) || found.is_none() {
                return Some(found.unwrap_or(a));
            }
            continue;
        }
        if found.is_some() || !tokens[at].is(Class::CUE) || !is_cue(tokens, at) {
            continue;
        }
        if tokens[at].is(Class::ING) && !(at > 0 && tokens[at - 1].is(Class::PASSIVE)) || infinitive(tokens, at) && !helped(tokens, at) {
            continue;
        }
        let Some(phrase) = subject(tokens, at) else { continue };
        let leads = leads(tokens, phrase, at);
        if leads || trails(tokens, phrase, at) {
            found = Some(Attribution { cue: at, cue_end: at + 1, subject: Some(phrase), aside: !leads });
            if !tokens[at..].iter().any(|t| t.is(Class::ACCORDING)) {
                break;
            }
        }
    }
    found.or_else(|| opening(tokens))
}

/// Tokens of an agency's dateline at the head of a sentence: "RIGA, March 8 (Agency) - ".
fn dateline(tokens: &[Token]) -> usize {
    let dash = (1..tokens.len().min(8)).find(|&i| tokens[i].gap.is(Gap::STRONG)).unwrap_or(0);
    let place = |t: &Token| t.mention().is_some() || t.is(Class::TIME) || (t.is_word() && (t.capital || t.class == Class::default()));
    // a second dash would close an apposition: "Lund — the smallest of four — says"
    let alone = tokens.iter().skip(dash + 1).take(12).all(|t| !t.gap.is(Gap::STRONG));
    let dated = dash == 1 && alone || tokens[..dash].iter().any(|t| t.is(Class::TIME));
    if dash > 0 && dated && tokens[0].capital && !tokens[dash].gap.is(Gap::COLON) && tokens[..dash].iter().all(place) { dash } else { 0 }
}

/// "Citing intelligence, it …", "Speaking in Riga, she …": a participle at the head of the sentence.
fn opening(tokens: &[Token]) -> Option<Attribution> {
    let head = tokens.first()?;
    let verb = head.is(Class::ING) && head.is(Class::CUE);
    verb.then(|| Attribution { cue: 0, cue_end: 1, subject: first(tokens, tokens.len()), aside: false })
}

/// The subject opens the main clause: nothing but fronted adverbials stands before it.
fn leads(tokens: &[Token], phrase: Phrase, cue: usize) -> bool {
    if phrase.start > cue {
        return false;
    }
    // "Live | The mayor says …"
    if phrase.start > 0 && phrase.end <= cue && tokens[phrase.start].gap.is(Gap::COLON) {
        return true;
    }
    let Some(head) = first(tokens, cue) else { return false };
    let before = phrase.start.checked_sub(1).map(|i| &tokens[i]);
    if before.is_some_and(|t| t.is(Class::RELATIVE) || (t.is(Class::SUBORDINATE) && phrase.start > 1))
        || tokens[cue - 1].is(Class::RELATIVE)
    {
        return false;
    }
    if tokens[0].is(Class::SUBORDINATE)
        && !tokens[0].is(Class::DETERMINER)
        && !tokens[1..=phrase.start.max(1)].iter().any(|t| t.gap.is(Gap::COMMA))
    {
        return false;
    }
    // the verb follows its subject with no other verb between
    let same = phrase.start <= head.start && head.start < phrase.end || head.start <= phrase.start && phrase.start < head.end;
    // or is a name in apposition to it
    let verb = |t: &Token| t.is(Class::AUXILIARY) || t.is(Class::CUE) || t.is(Class::RELATIVE);
    let same = same
        || head.end <= phrase.start
            && tokens[phrase.start].gap.is(Gap::COMMA)
            && !tokens[phrase.start].is(Class::PRONOUN)
            && !tokens[head.end..phrase.start].iter().any(verb);
    let between = &tokens[phrase.end.min(cue)..cue];
    let relative = between.iter().any(|t| t.is(Class::RELATIVE));
    let closed = !relative
        || between.last().is_some_and(|_| tokens[cue].gap.is(Gap::ANY) || between.iter().rev().take(4).any(|t| t.gap.is(Gap::ANY)));
    same && closed
}

/// ", X said on Monday.", "X, he said, …", "…," said X: set off by marks.
fn trails(tokens: &[Token], phrase: Phrase, cue: usize) -> bool {
    let (from, to) = if phrase.start > cue { (cue, phrase.end) } else { (phrase.start, cue + 1) };
    if from == 0 {
        return false;
    }
    let set_off = tokens[from].gap.is(Gap::COMMA) || tokens[from - 1].quoted().is_some();
    if tokens[cue].is(Class::NAME) && !tokens[cue].is(Class::SAY) {
        return false;
    }
    let closed = match tokens.get(to) {
        None => true,
        Some(t) => {
            t.gap.is(Gap::ANY)
                || t.quoted().is_some()
                || t.is(Class::TIME)
                || (t.is(Class::PREPOSITION) && !t.is(Class::TO))
                || (t.is(Class::DETERMINER) && !t.is(Class::SUBORDINATE))
                || t.is(Class::ADVERB)
                || tokens[from - 1].quoted().is_some()
                || t.mention().is_some()
                || t.is(Class::SPEAKER)
        }
    };
    let subordinate = tokens[from].is(Class::SUBORDINATE) && !tokens[from].is(Class::DETERMINER) || tokens[from].is(Class::RELATIVE);
    set_off && closed && !subordinate
}
