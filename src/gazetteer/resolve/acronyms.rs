//! Acronyms that a document defines: "Northern Shield Brigade (NSB)" … "the NSB".
//!
//! The test that letters stand for words is that of Schwartz and Hearst (2003), from the right, on first letters of words.

use super::around::Around;
use super::context::{Context, FREE};
use super::listed::{Kind, Listed};
use super::{Spanned, identity};
use crate::gazetteer::{Entries, Match, Mention, Variant};
use crate::span::Span;
use crate::text::Shape;
use rustc_hash::FxHashMap;

/// Types whose names have no acronym but one that their letters spell; a body may have one in another language.
const SPELLED: Kind = Kind::LAND.or(Kind::NATIONALITY);

/// Words that may stand before an acronym in brackets: "(the NSB)", "(also known as NSB)".
const BEFORE: [&str; 9] = ["the", "or", "also", "known", "called", "abbreviated", "as", "hereafter", "hereinafter"];

/// The word index of the acronym in brackets right after word `end - 1`: "(NSB)", "(the NSB)".
pub(super) fn bracketed(around: &Around<'_, '_>, end: usize, limit: usize) -> Option<usize> {
    if !(end > 0 && end < limit && matches!(around.gap(end).trim(), "(" | "(“" | "(\"" | "[")) {
        return None;
    }
    let acronym = (end..limit.min(end + 5)).find(|&i| i > end && !around.joined(i) || !around.is(i, &BEFORE))?;
    let parted = acronym == end || around.joined(acronym) || matches!(around.gap(acronym).trim(), "“" | "\"");
    let closed = around.behind(acronym).trim_start_matches(['”', '"']).starts_with([')', ']', ',', ';']);
    (parted && closed && is_acronym(around, acronym)).then_some(acronym)
}

/// The word index of the acronym behind a comma after word `end - 1`: ", or NSB,", ", known as the NSB".
fn behind_comma(around: &Around<'_, '_>, end: usize, limit: usize) -> Option<usize> {
    if !(end > 0 && end < limit && around.comma(end) && around.is(end, &["or", "known", "also", "abbreviated"])) {
        return None;
    }
    let acronym = (end + 1..limit.min(end + 5)).find(|&i| !around.joined(i) || !around.is(i, &BEFORE))?;
    let told = around.is(end, &["or"]) || around.is(acronym - 1, &["as"]) || acronym > end + 1 && around.is(acronym - 2, &["as"]);
    let behind = around.behind(acronym);
    let closed =
        behind.is_empty() || behind.starts_with([',', '.', ';', ')', '–', '—']) || behind.starts_with(" –") || behind.starts_with(" —");
    (told && closed && around.joined(acronym) && is_acronym(around, acronym)).then_some(acronym)
}

/// The word index of the acronym before a name in brackets, words `first..end`: "NSB (Northern Shield Brigade)".
fn before_brackets(around: &Around<'_, '_>, (first, end): (usize, usize)) -> Option<usize> {
    let bracketed = first > 0 && matches!(around.gap(first).trim(), "(" | "[") && around.behind(end - 1).starts_with([')', ']']);
    (bracketed && is_acronym(around, first - 1)).then(|| first - 1)
}

/// Codes of currencies (ISO 4217), which stand in brackets behind any name.
const CURRENCIES: [&str; 14] = ["USD", "EUR", "GBP", "CHF", "JPY", "CNY", "RUB", "UAH", "BYN", "PLN", "TRY", "ILS", "CAD", "AUD"];

/// True for two to eight letters, two of them capitals.
fn is_acronym(around: &Around<'_, '_>, i: usize) -> bool {
    let word = &around.words[i];
    let capitals = around.written(i).chars().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&word.span().len()) && capitals >= 2 && !word.shape.has(Shape::NUMBER) && !CURRENCIES.contains(&around.written(i))
}

fn letters(around: &Around<'_, '_>, acronym: usize) -> Vec<char> {
    around.written(acronym).chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).collect()
}

fn initials(around: &Around<'_, '_>, (first, end): (usize, usize)) -> Vec<char> {
    let capitals = (first..end).filter(|&i| around.words[i].shape.has(Shape::CAPITAL));
    capitals.filter_map(|i| around.written(i).chars().next()).flat_map(char::to_uppercase).collect()
}

/// True if the acronym's letters are initials of the words, in order, words left out allowed.
pub(super) fn spells(around: &Around<'_, '_>, words: (usize, usize), acronym: usize) -> bool {
    let initials = initials(around, words);
    let mut rest = initials.iter();
    letters(around, acronym).iter().all(|letter| rest.any(|initial| initial == letter))
}

/// True if the acronym's letters are the initials of all the capitalised words.
pub(super) fn spells_fully(around: &Around<'_, '_>, words: (usize, usize), acronym: usize) -> bool {
    letters(around, acronym) == initials(around, words)
}

/// What tells of a name whether an acronym is its own.
struct Name {
    /// First word and end.
    words: (usize, usize),
    kind: Kind,
    /// The end of its sentence.
    limit: usize,
}

/// The acronym that stands behind a name and means it. Where the gazetteer lists the acronym as something else, the document's own
/// definition holds if the letters fit; that of a body also if the first one does, for the rest may be of another language, and what is listed
/// is no place ("the Army (US)"). `listed` gives the type of what is listed.
fn defined(around: &Around<'_, '_>, name: &Name, listed: impl Fn(usize) -> Option<Kind>) -> Option<usize> {
    if name.kind.any(Kind::PERSON) {
        return None;
    }
    let several = name.words.1 - name.words.0 > 1;
    let Some(acronym) = bracketed(around, name.words.1, name.limit) else {
        // Letters that another word could explain as well are no evidence without brackets.
        let other = behind_comma(around, name.words.1, name.limit).or_else(|| before_brackets(around, name.words));
        return other.filter(|&acronym| several && name.limit > 0 && spells(around, name.words, acronym));
    };
    let body = !name.kind.any(SPELLED)
        && listed(acronym)
            .is_none_or(|kind| several && !kind.any(SPELLED) && letters(around, acronym).first() == initials(around, name.words).first());
    (body || several && spells(around, name.words, acronym)).then_some(acronym)
}

/// Makes mentions of the acronyms that the document defines, there and afterwards.
pub(super) fn resolve<'g>(context: &Context<'_, '_, 'g>, mentions: &mut Vec<Mention<'g>>) {
    let name = |m: &Mention<'g>| Name {
        words: (m.first_word as usize, m.end_word as usize),
        kind: Kind::of(&m.kind),
        limit: m.sentence.map_or(0, |sentence| context.sentence(sentence).1),
    };
    let names: Vec<Name> = mentions.iter().map(name).collect();
    let sentences = context.outline.sentences.iter().enumerate();
    let words = sentences.flat_map(|(s, sentence)| (sentence.first_word..sentence.end_word).map(move |w| (w as usize, s as u32)));
    let Some(learnt) = learn(&context.around(), &names, |a, b| mentions[a].id == mentions[b].id, words) else { return };
    let again = |&(w, sentence, full): &(usize, u32, usize)| {
        let full = &mentions[full];
        identity::same_as(context, (w, w + 1), sentence, full, Variant::Acronym, full.score)
    };
    let found = learnt.found.iter().map(again).collect();
    let mut replaced = learnt.replaced.into_iter();
    mentions.retain(|_| !replaced.next().unwrap_or(false));
    super::merge(mentions, found);
}

/// A match with the scores of its entities.
struct Weighed {
    m: Match,
    scores: Vec<f32>,
}

impl Spanned for Weighed {
    fn span(&self) -> Span {
        self.m.span
    }
}

/// The same for a text that was not cut into sentences: `scores` are those of all entities of the matches, behind `base` others.
pub(super) fn in_text(listed: Listed<'_>, around: &Around<'_, '_>, matches: &mut Vec<Match>, scores: &mut Vec<f32>, base: usize) {
    let bytes = around.text.as_bytes();
    let opened = |m: &Match| {
        let behind = bytes.get(m.span.end as usize..);
        let inside = (m.span.start as usize).checked_sub(1).is_some_and(|before| matches!(bytes[before], b'(' | b'['));
        inside || matches!(behind, Some([b' ' | b'\n' | b'\r', b'(' | b'[' | b'\n', ..] | [b',', b' ' | b'\n', b'o' | b'k' | b'a', ..]))
    };
    if !matches.iter().any(opened) {
        return;
    }
    let limit = around.words.len();
    let name = |m: &Match| {
        let (first, end) = (m.first_word as usize, m.end_word as usize);
        // A name inside a word has no acronym behind it.
        let whole = end > first && around.words[first].start == m.span.start && around.words[end - 1].end == m.span.end;
        Name { words: (first, end), kind: listed.kind_of(m), limit: if whole { limit } else { 0 } }
    };
    let names: Vec<Name> = matches.iter().map(name).collect();
    let same = |a: usize, b: usize| matches[a].entries.first() == matches[b].entries.first();
    let Some(learnt) = learn(around, &names, same, (0..limit).map(|w| (w, ()))) else { return };
    let mut rest = scores.drain(base..);
    let weigh = |m: Match| Weighed { scores: rest.by_ref().take(m.entries.len()).collect(), m };
    let mut all: Vec<Weighed> = matches.drain(..).map(weigh).collect();
    drop(rest);
    let again = |&(w, (), full): &(usize, (), usize)| {
        let Weighed { m: full, scores } = &all[full];
        let (first_word, entries) = (w as u32, Entries::One(full.entries[0]));
        let m = Match { span: around.words[w].span(), first_word, end_word: first_word + 1, variant: Variant::Acronym, edits: 0, entries };
        Weighed { m, scores: vec![scores[0]] }
    };
    let found = learnt.found.iter().map(again).collect();
    let mut replaced = learnt.replaced.into_iter();
    all.retain(|_| !replaced.next().unwrap_or(false));
    super::merge(&mut all, found);
    for Weighed { m, scores: own } in all {
        scores.extend(own);
        matches.push(m);
    }
}

/// The acronyms that a text defines.
struct Learnt<S> {
    /// By acronym, the word that it is, its sentence and the name that it stands for.
    found: Vec<(usize, S, usize)>,
    /// By name, whether it is but an acronym that the text gives another sense.
    replaced: Vec<bool>,
}

/// `same` tells whether two names stand for one entity; `words` are those that may be acronyms, with their sentences. Nothing where the
/// text defines none.
fn learn<S>(
    around: &Around<'_, '_>,
    names: &[Name],
    same: impl Fn(usize, usize) -> bool,
    words: impl Iterator<Item = (usize, S)>,
) -> Option<Learnt<S>> {
    let mut known: FxHashMap<u64, usize> = FxHashMap::default();
    let mut cover = vec![FREE; around.words.len()];
    for (number, name) in names.iter().enumerate() {
        cover[name.words.0..name.words.1].fill(number as u32);
    }
    for (number, name) in names.iter().enumerate() {
        if let Some(acronym) = defined(around, name, |acronym| names.get(cover[acronym] as usize).map(|listed| listed.kind)) {
            known.insert(around.words[acronym].hash, number);
        }
    }
    if known.is_empty() {
        return None;
    }
    let mut learnt = Learnt { found: Vec::new(), replaced: vec![false; names.len()] };
    for (w, sentence) in words {
        if !around.words[w].shape.has(Shape::CAPITAL) {
            continue;
        }
        let Some(&full) = known.get(&around.words[w].hash) else { continue };
        if cover[w] != FREE {
            let listed = cover[w] as usize;
            if names[listed].words.1 - names[listed].words.0 > 1 || same(listed, full) {
                continue;
            }
            learnt.replaced[listed] = true;
        }
        learnt.found.push((w, sentence, full));
    }
    Some(learnt)
}
