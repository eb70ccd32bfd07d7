//! The main attribution of a sentence: its narrator's reporting verb and whose word it makes the sentence.

use super::headline::headed;
use crate::extract::clauses::clause::{Gap, Kind, Token};
use crate::extract::clauses::cues::{helped, infinitive, is_cue, obliged};
use crate::extract::clauses::head::{proper_end, restrictive};
use crate::extract::clauses::lexicon::Class;
use crate::extract::clauses::subjects::{Phrase, first, forward, nominal, subject, unlisted};

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

/// A reporting verb is looked for this many tokens to either side of a quotation.
const REACH: usize = 40;

/// A sentence of more tokens than this is read up to here.
const LONGEST: usize = 400;

/// `according to X`, `in the words of X`, `as X noted` at token `at`.
pub fn according(tokens: &[Token], at: usize) -> Option<Attribution> {
    if tokens[at].is(Class::WORDING) {
        return worded(tokens, at);
    }
    if tokens[at].is(Class::CALLED) && tokens[at].is(Class::SUBORDINATE) {
        return noted(tokens, at);
    }
    let to = tokens.get(at + 1)?;
    (tokens[at].is(Class::ACCORDING) && to.is(Class::TO)).then(|| Attribution {
        cue: at,
        cue_end: at + 2,
        subject: forward(tokens, at + 2),
        aside: false,
    })
}

/// "In the words of X, …", "…, in X's view": the noun at token `at`, set off by commas.
fn worded(tokens: &[Token], at: usize) -> Option<Attribution> {
    let start = (at.saturating_sub(4)..at).rev().find(|&i| tokens[i].is(Class::PREPOSITION))?;
    let opens = start == 0 || tokens[start].gap.is(Gap::COMMA);
    let of = tokens.get(at + 1).is_some_and(|t| t.is(Class::OF) && !t.gap.is(Gap::ANY));
    let subject = if of {
        forward(tokens, at + 2)?
    } else {
        let owner = Phrase { start: start + 1, end: at };
        tokens[start + 1..at].last().filter(|t| t.possessive || t.is(Class::OBLIQUE))?;
        owner
    };
    let end = subject.end.max(at + 1);
    let closes = tokens.get(end).is_none_or(|t| t.gap.is(Gap::ANY) || t.quoted().is_some());
    let cue_end = at + 1 + usize::from(of);
    (opens && closes).then_some(Attribution { cue: start, cue_end, subject: Some(subject), aside: false })
}

/// "As X noted, …", "…, as X put it": `as` at token `at`, with a verb of saying that leaves what is said to the rest.
fn noted(tokens: &[Token], at: usize) -> Option<Attribution> {
    /// Words between the verb and the comma: "as X told reporters on Monday,".
    const REST: usize = 8;
    if at > 0 && !tokens[at].gap.is(Gap::COMMA) {
        return None;
    }
    let cue = (at + 2..tokens.len().min(at + 12)).find(|&i| tokens[i].gap.is(Gap::ANY) || tokens[i].is(Class::CUE))?;
    let says = tokens[cue].is(Class::SAY) || tokens[cue].is(Class::ACT) || tokens[cue].is(Class::CLAUSAL) || tokens[cue].is(Class::PUT);
    let between = &tokens[at + 1..cue];
    // "as it threatened" tells how the clause before it was spoken of, not who tells the rest
    let carried = tokens[cue].is(Class::CARRIED) && !tokens[cue].is(Class::TELL);
    if !says || carried || tokens[cue].gap.is(Gap::ANY) || between.iter().any(|t| t.is(Class::AUXILIARY) && !t.is(Class::PASSIVE)) {
        return None;
    }
    let end = (cue + 1..tokens.len()).find(|&i| tokens[i].gap.is(Gap::ANY)).unwrap_or(tokens.len());
    let rest = &tokens[cue + 1..end];
    let plain = |t: &Token| !t.is(Class::AUXILIARY) && !t.is(Class::CUE) && !t.is(Class::SUBORDINATE);
    let put = tokens[cue].is(Class::PUT) && rest.len() == 1 && rest[0].is(Class::IT);
    let hearer = tokens[cue].is(Class::TELL) || rest.iter().all(|t| t.is(Class::TIME) || t.is(Class::PREPOSITION) || t.is(Class::ADVERB));
    let bare = put || !tokens[cue].is(Class::PUT) && hearer && rest.len() <= REST && rest.iter().all(plain);
    let opens = at > 0 || end < tokens.len();
    let name = |t: &Token| !t.is(Class::ADVERB) && !t.is(Class::AUXILIARY);
    let last = between.iter().rposition(name)? + at + 2;
    (bare && opens).then_some(Attribution { cue, cue_end: cue + 1, subject: Some(Phrase { start: at + 1, end: last }), aside: false })
}

/// The attribution after a quotation: "…," said X; "…," X told Y; "…", according to X.
pub fn right(tokens: &[Token], at: usize) -> Option<Attribution> {
    let end = (at + 1 + REACH).min(tokens.len());
    for i in at + 1..end {
        if tokens[i].quoted().is_some() {
            return None;
        }
        if let Some(a) = according(tokens, i) {
            return Some(a);
        }
        if tokens[i].is(Class::CUE) && is_cue(tokens, i) {
            let found = subject(tokens, i).filter(|p| p.start > at);
            return found.map(|phrase| Attribution { cue: i, cue_end: i + 1, subject: Some(phrase), aside: true });
        }
    }
    None
}

/// The nearest reporting verb before a quotation.
pub fn left(tokens: &[Token], at: usize) -> Option<Attribution> {
    let start = at.saturating_sub(REACH);
    (start..at).rev().find_map(|i| {
        if let Some(a) = according(tokens, i) {
            return Some(a);
        }
        let verb = tokens[i].is(Class::CUE)
            && (tokens[i].is(Class::SAY) || !tokens[i].is(Class::THINK))
            && (is_cue(tokens, i) || infinitive(tokens, i));
        verb.then(|| Attribution { cue: i, cue_end: i + 1, subject: subject(tokens, i), aside: false })
    })
}

/// Who speaks before a colon and a quotation whose verb is none of saying: "The spokesman hit back: “…”", "He was angry: “…”".
pub fn introduces(tokens: &[Token], at: usize) -> Option<Attribution> {
    let phrase = first(tokens, at).filter(|p| tokens[at].gap.is(Gap::COLON) && p.end <= at)?;
    let words = &tokens[phrase.start..phrase.end];
    let end = proper_end(words);
    let head = words[..end].iter().rev().find(|t| nominal(t))?;
    let who = head.kind == Kind::Person || head.kind == Kind::Body || head.is(Class::HE) || head.is(Class::PERSON) && !head.is(Class::TEXT);
    // a name alone before the colon is a label
    let verb = phrase.start + end < at || phrase.start > 0;
    let cue = (phrase.start + end).min(at - 1);
    (who && verb && !head.possessive).then_some(Attribution { cue, cue_end: at, subject: Some(phrase), aside: false })
}

/// The attribution under which the whole sentence stands, if any; that of a headline too, which need have no full stop.
pub fn of_sentence(tokens: &[Token], unstopped: bool) -> Option<Attribution> {
    headed(&tokens[..tokens.len().min(LONGEST)], unstopped).or_else(|| main(tokens))
}

/// The attribution by a verb or a phrase, if any.
pub fn main(tokens: &[Token]) -> Option<Attribution> {
    let tokens = &tokens[..tokens.len().min(LONGEST)];
    let found = within(tokens)?;
    // "X never gave the order, his lawyer said", "Pictures suggest fire, an expert said": the word of the one who is named last
    let act = !found.aside && tokens[found.cue].is(Class::CUE) && (!tokens[found.cue].is(Class::SAY) || shown(tokens, found));
    Some(act.then(|| afterthought(tokens, found.cue)).flatten().unwrap_or(found))
}

/// What a thing shows: "the data suggest", "the pictures indicate".
fn shown(tokens: &[Token], found: Attribution) -> bool {
    let person =
        |t: &Token| t.is(Class::PERSON) || t.is(Class::GROUP) || t.is(Class::PRONOUN) || t.kind == Kind::Person || t.kind == Kind::Body;
    let head = found.subject.map(|p| &tokens[p.start..p.start + proper_end(&tokens[p.start..p.end])]);
    tokens[found.cue].is(Class::EVIDENT) && head.is_some_and(|words| !words.iter().any(person))
}

/// ", X said on Monday." at the end of a sentence.
fn afterthought(tokens: &[Token], from: usize) -> Option<Attribution> {
    /// Words after the verb: the day, the place.
    const REST: usize = 6;
    let closes = |t: &Token| t.is(Class::TIME) || t.is(Class::PREPOSITION) && !t.is(Class::TO) || t.gap.is(Gap::ANY);
    (from + 2..tokens.len()).rev().take(REST).find_map(|cue| {
        let says = tokens[cue].is(Class::SAY) && !tokens[cue].is(Class::ING) && is_cue(tokens, cue);
        let phrase = subject(tokens, cue).filter(|p| says && p.start > from && p.end <= cue)?;
        let opens = tokens[phrase.start].gap.is(Gap::COMMA) && !tokens[phrase.start].is(Class::RELATIVE);
        let whole = tokens[phrase.start + 1..=cue].iter().all(|t| !t.gap.is(Gap::ANY));
        let ends = tokens.get(cue + 1).is_none_or(closes);
        (opens && whole && ends && trails(tokens, phrase, cue)).then_some(Attribution {
            cue,
            cue_end: cue + 1,
            subject: Some(phrase),
            aside: true,
        })
    })
}

/// The attribution by the first verb that reports.
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
        // "the minister must explain" is the narrator's word
        if obliged(tokens, at) {
            continue;
        }
        if tokens[at].is(Class::ING) && !(at > 0 && tokens[at - 1].is(Class::PASSIVE)) || infinitive(tokens, at) && !helped(tokens, at) {
            continue;
        }
        let Some(phrase) = subject(tokens, at) else { continue };
        let leads = leads(tokens, phrase, at);
        if leads && is_credit(tokens, phrase, at) {
            continue;
        }
        if leads || trails(tokens, phrase, at) {
            found = Some(Attribution { cue: at, cue_end: at + 1, subject: Some(phrase), aside: !leads });
            if !tokens[at..].iter().any(|t| t.is(Class::ACCORDING)) {
                break;
            }
        }
    }
    found.or_else(|| opening(tokens))
}

/// "X reported from Y.", "X and Z wrote from Y": the line that credits the reporters, with nothing that they say.
fn is_credit(tokens: &[Token], phrase: Phrase, cue: usize) -> bool {
    let plain = |t: &Token| t.is(Class::PREPOSITION) || t.is(Class::AND) || t.is(Class::TIME) || t.kind == Kind::Place || unlisted(t);
    let name = |t: &Token| t.kind == Kind::Person || unlisted(t) || t.is(Class::AND);
    let rest = &tokens[cue + 1..];
    let credited = phrase.start == 0 && phrase.end == cue && tokens[..cue].iter().all(name);
    let from = rest.len() > 1 && rest[0].is(Class::PREPOSITION) && !rest[0].gap.is(Gap::ANY);
    tokens[cue].is(Class::SAY) && !tokens[cue].capital && credited && from && rest.iter().all(plain)
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
            && !tokens[head.end..phrase.start].iter().any(verb)
        || phrase.end <= head.start && tokens[head.start].gap.is(Gap::COMMA);
    let between = &tokens[phrase.end.min(cue)..cue];
    let relative = between.iter().any(|t| t.is(Class::RELATIVE));
    let closed = !relative
        || restrictive(tokens, cue).is_some_and(|i| i >= phrase.end)
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
