//! Acronyms that a document defines: "Northern Shield Brigade (NSB)" … "the NSB".
//!
//! The test that letters stand for words is that of Schwartz and Hearst (2003), from the right, on first letters of words.

use super::around::Around;
use super::context::{Context, FREE};
use super::definitions::{self, Told, begins_alike, contracts, is_bracketed_often, is_in_dateline, may_be_told, spells, spells_with_small};
use super::identity;
use super::listed::Listed;
use super::passes::Spanned;
use crate::gazetteer::index::facts::Kind;
use crate::gazetteer::matching::{Entries, Match, Mention, Variant};
use crate::span::Span;
use crate::text::Shape;
use crate::text::fold::is_apostrophe;
use rustc_hash::FxHashMap;

/// Types whose names have no acronym but one that their letters spell; a body may have one in another language.
const SPELLED: Kind = Kind::LAND.or(Kind::NATIONALITY);

/// What tells of a name whether an acronym is its own.
struct Name {
    /// First word and end.
    words: (usize, usize),
    /// The first word with the state before it whose body it is: "Philippine" of the Coast Guard.
    lead: usize,
    kind: Kind,
    /// The end of its sentence.
    limit: usize,
}

impl Name {
    /// True for what has names in several languages, and acronyms in each: by its type, or where that tells nothing by a head noun.
    fn is_body(&self, around: &Around<'_, '_>) -> bool {
        let heads = |i: usize| around.lexicon.designator(around.words[i].hash).is_some();
        !self.kind.any(SPELLED) && (self.kind != Kind::default() || (self.words.0..self.words.1).any(heads))
    }
}

/// The acronym that the text gives to a name, where one of these speaks for it:
///
/// - Its letters are initials of a name of several words, with the state before a body among them, or stand in a long one of a body.
/// - The text says in words that it is one.
/// - A body's name of several words stands before the brackets: the letters may be those of another language ("Russian Volunteer Corps (RDK)"). What
///   often stands in brackets, as agencies do, needs the letters.
///
/// In a dateline the brackets hold an agency, unless a body is spelled. Where the gazetteer lists the acronym as something else, the document's own
/// definition holds if the letters fit, or the first one does and what is listed is no place ("the Army (US)"). What could be another's too must
/// begin as a name of several words does. `listed` gives the type of what is listed.
fn defined(around: &Around<'_, '_>, name: &Name, listed: impl Fn(usize) -> Option<Kind>) -> Option<usize> {
    if name.kind.any(Kind::PERSON) || name.limit == 0 {
        return None;
    }
    let (acronym, told) = definitions::find(around, name.words, name.limit)?;
    let several = name.words.1 - name.words.0 > 1;
    let body = name.is_body(around);
    if !body && is_in_dateline(around, name.words.0, acronym) {
        return None;
    }
    let with_state = (name.lead < name.words.0).then_some((name.lead, name.words.1));
    let alike =
        || several && begins_alike(around, name.words, acronym) || with_state.is_some_and(|words| begins_alike(around, words, acronym));
    let other = listed(acronym);
    let unlisted = || other.is_none_or(|kind| !kind.any(SPELLED) && alike());
    let given = || match told {
        Told::InWords => !name.kind.any(SPELLED) && unlisted(),
        Told::InBrackets if several => body && unlisted() && !is_bracketed_often(around, acronym),
        Told::InBrackets => body && other.is_none() && contracts(around, name.words, acronym) && !is_bracketed_often(around, acronym),
        Told::Perhaps => body && other.is_none() && alike(),
    };
    let spells = |words| spells(around, words, acronym) || spells_with_small(around, words, acronym);
    // Two letters are a state's code rather than its body's acronym.
    let spelled_with_state = |words| around.written(acronym).chars().count() > 2 && spells(words);
    (given() || several && spells(name.words) || with_state.is_some_and(spelled_with_state)).then_some(acronym)
}

/// Makes mentions of the acronyms that the document defines, there and afterwards.
pub(super) fn resolve<'g>(context: &Context<'_, '_, 'g>, mentions: &mut Vec<Mention<'g>>) {
    let name = |m: &Mention<'g>| Name {
        words: (m.first_word as usize, m.end_word as usize),
        lead: m.first_word as usize,
        kind: Kind::of(&m.kind),
        limit: m.sentence.map_or(0, |sentence| context.sentence(sentence).1),
    };
    let mut names: Vec<Name> = mentions.iter().map(name).collect();
    let sentences = context.outline.sentences.iter().enumerate();
    let words = sentences.flat_map(|(s, sentence)| (sentence.first_word..sentence.end_word).map(move |w| (w as usize, s as u32)));
    let Some(learnt) = learn(&context.around(), &mut names, |a, b| mentions[a].id == mentions[b].id, words) else { return };
    let again = |&(w, sentence, full): &(usize, u32, usize)| {
        let full = &mentions[full];
        identity::same_as(context, (w, w + 1), sentence, full, Variant::Acronym, full.score)
    };
    let found = learnt.found.iter().map(again).collect();
    let mut replaced = learnt.replaced.into_iter();
    mentions.retain(|_| !replaced.next().unwrap_or(false));
    super::passes::merge(mentions, found);
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
    let opened = |m: &Match| may_be_told(bytes, m.span.start as usize, m.span.end as usize);
    if !matches.iter().any(opened) {
        return;
    }
    let limit = around.words.len();
    let name = |m: &Match| {
        let (first, end) = (m.first_word as usize, m.end_word as usize);
        // A name inside a word has no acronym behind it.
        let whole = end > first && around.words[first].start == m.span.start && around.words[end - 1].end == m.span.end;
        Name { words: (first, end), lead: first, kind: listed.kind_of(m), limit: if whole { limit } else { 0 } }
    };
    let mut names: Vec<Name> = matches.iter().map(name).collect();
    let same = |a: usize, b: usize| matches[a].entries.first() == matches[b].entries.first();
    let Some(learnt) = learn(around, &mut names, same, (0..limit).map(|w| (w, ()))) else { return };
    let mut rest = scores.drain(base..);
    let weigh = |m: Match| Weighed { scores: rest.by_ref().take(m.entries.len()).collect(), m };
    let mut all: Vec<Weighed> = matches.drain(..).map(weigh).collect();
    drop(rest);
    let again = |&(w, (), full): &(usize, (), usize)| {
        let Weighed { m: full, scores } = &all[full];
        let (first_word, entries) = (w as u32, Entries::One(full.entries[0]));
        let m = Match {
            span: around.words[w].span(),
            first_word,
            end_word: first_word + 1,
            variant: Variant::Acronym,
            mixed: false,
            edits: 0,
            entries,
        };
        Weighed { m, scores: vec![scores[0]] }
    };
    let found = learnt.found.iter().map(again).collect();
    let mut replaced = learnt.replaced.into_iter();
    all.retain(|_| !replaced.next().unwrap_or(false));
    super::passes::merge(&mut all, found);
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

/// The state right before a body, whose it is: "Philippine Coast Guard", "Norway's coast guard".
fn state_before(around: &Around<'_, '_>, names: &[Name], cover: &[u32], number: usize) -> Option<usize> {
    let name = &names[number];
    let mut before = name.words.0.checked_sub(1)?;
    if around.words[before].shape.has(Shape::POSSESSIVE) {
        before = before.checked_sub(1)?;
    }
    let state = cover[before] as usize;
    let owned = || {
        let mut gap = around.text[around.words[before].end as usize..around.words[name.words.0].start as usize].chars();
        let marked = gap.next().is_some_and(|c| is_apostrophe(c) || c.is_whitespace());
        marked && gap.all(|c| matches!(c, 's' | 'S') || c.is_whitespace())
    };
    (cover[before] != FREE && names[state].kind.any(SPELLED) && name.is_body(around) && owned()).then_some(state)
}

/// `same` tells whether two names stand for one entity; `words` are those that may be acronyms, with their sentences. Nothing where the
/// text defines none.
fn learn<S>(
    around: &Around<'_, '_>,
    names: &mut [Name],
    same: impl Fn(usize, usize) -> bool,
    words: impl Iterator<Item = (usize, S)>,
) -> Option<Learnt<S>> {
    let mut known: FxHashMap<u64, usize> = FxHashMap::default();
    let mut cover = vec![FREE; around.words.len()];
    for (number, name) in names.iter().enumerate() {
        cover[name.words.0..name.words.1].fill(number as u32);
    }
    for number in 0..names.len() {
        if let Some(state) = state_before(around, names, &cover, number) {
            names[number].lead = names[state].words.0;
        }
    }
    let names = &*names;
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
