//! Places of long lists that are hardly meant: surnames, common nouns and letters that some village happens to bear as its name.
//!
//! Looked at are mentions of one word whose entities are all places known by their population alone (the column `population`, no
//! `prior`): lists of the whole world. What was put on a list by hand stays.

use super::cues::Cue;
use super::sense::Around;
use crate::gazetteer::lists;
use crate::gazetteer::{Gazetteer, Match, Mention, Variant};
use crate::span::Span;
use crate::text::{Shape, Word};
use rustc_hash::FxHashSet;

/// The prior of a place of a hundred thousand people: a town that needs no introduction.
const KNOWN: f32 = 0.5;

/// Drops mentions that are hardly places, and the lower-case article at the head of others.
pub(super) fn keep<'g>(gazetteer: &'g Gazetteer, around: &Around<'_, '_>, mentions: &mut Vec<Mention<'g>>) {
    let counted: Vec<bool> = mentions.iter().map(|m| is_counted(gazetteer, m)).collect();
    if !counted.contains(&true) {
        return;
    }
    mentions.iter_mut().zip(&counted).filter(|(_, counted)| **counted).for_each(|(m, _)| without_article(gazetteer, around, m));
    let mut covered = vec![false; around.words.len()];
    for m in mentions.iter() {
        covered[m.first_word as usize..m.end_word as usize].fill(true);
    }
    let single = |m: &Mention<'_>| m.end_word - m.first_word == 1;
    // Words that are part of a person's name somewhere in the text.
    let mut persons: FxHashSet<u64> = FxHashSet::default();
    for (m, _) in mentions.iter().zip(&counted).filter(|(m, counted)| **counted && single(m)) {
        let at = m.first_word as usize;
        if named_person(around, &covered, at) {
            persons.insert(around.words[at].hash);
        }
    }
    let mut number = 0;
    mentions.retain(|m| {
        number += 1;
        if !counted[number - 1] || !single(m) {
            return true;
        }
        let at = m.first_word as usize;
        let known = m.entry.is_some_and(|entry| gazetteer.prior(entry) >= KNOWN);
        let person = named_person(around, &covered, at) || !known && persons.contains(&around.words[at].hash);
        !person && is_place(around, &covered, at, m, known)
    });
}

/// True if all that a mention may be are places known by their population alone.
fn is_counted(gazetteer: &Gazetteer, m: &Mention<'_>) -> bool {
    m.candidates.iter().all(|c| {
        let Some(index) = gazetteer.index_of(&c.id) else { return false };
        let entry = gazetteer.entry(index);
        let own = entry.get("prior").and_then(|value| value.number()).is_some();
        !own && matches!(entry.kind(), "place" | "country") && entry.get("population").and_then(|value| value.number()).is_some()
    })
}

/// "the Netherlands" → "Netherlands": an article in small letters is none of the name's.
fn without_article<'g>(gazetteer: &'g Gazetteer, around: &Around<'_, '_>, m: &mut Mention<'g>) {
    let first = m.first_word as usize;
    if m.end_word - m.first_word < 2 || around.words[first].text(around.text) != "the" || !around.joined(first + 1) {
        return;
    }
    let span = Span::new(around.words[first + 1].start, m.span.end);
    let entries = gazetteer.lookup(span.text(around.text));
    if !entries.is_empty() {
        let rest = Match { span, first_word: m.first_word + 1, end_word: m.end_word, variant: m.variant, entries: entries.into() };
        let sentence = m.sentence;
        if let Some(found) = super::mentions(gazetteer, &[rest]).pop() {
            *m = Mention { sentence, ..found };
        }
    }
}

fn capital(word: &Word) -> bool {
    word.shape.has(Shape::CAPITAL)
}

/// A title or a given name before the word, or a capitalised word that no mention covers and that begins no sentence: the word is
/// the last part of a longer name.
fn named_person(around: &Around<'_, '_>, covered: &[bool], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let word = &around.words[before];
    let abbreviated = around.gap(at) == ". ";
    if !capital(word) || !(around.joined(at) || abbreviated) {
        return false;
    }
    let cue = around.cue(before);
    let initial = abbreviated && word.end - word.start == 1;
    cue.any(Cue::GIVEN) && !covered[before] || initial || cue.any(Cue::HONORIFIC.or(Cue::RANK)) && !cue.any(Cue::GIVEN)
}

/// False if the words around say that this is no place.
fn is_place(around: &Around<'_, '_>, covered: &[bool], at: usize, m: &Mention<'_>, known: bool) -> bool {
    let word = &around.words[at];
    let written = word.text(around.text);
    let cue = around.cue(at);
    let preposition = at > 0 && around.joined(at) && !capital(&around.words[at - 1]) && around.cue(at - 1).any(Cue::LOCATIVE);
    let behind = at + 1 < around.words.len() && around.gap(at + 1).trim() == "," && covered[at + 1];
    let ahead = at > 0 && around.gap(at).trim() == "," && covered[at - 1];
    let placed = preposition || behind || ahead;
    if written.chars().count() <= 2 || word.shape.has(Shape::UPPER) && m.variant != Variant::Exact && written.len() <= 5 {
        return false;
    }
    let common = lists::kinds(word.hash) != 0
        || around.lexicon.designator(word.hash).is_some()
        || cue.any(Cue::NEVER.or(Cue::TITLE).or(Cue::GENERIC).or(Cue::FACILITY).or(Cue::REPORTING).or(Cue::EQUIPMENT));
    if common && !behind {
        return false;
    }
    let before = at.checked_sub(1).map(|b| (b, &around.words[b])).filter(|(b, w)| around.joined(at) && capital(w) && !covered[*b]);
    let after = at + 1;
    let follows = after < around.words.len() && around.joined(after) && capital(&around.words[after]) && !covered[after];
    let region = follows && around.cue(after).any(Cue::REGION);
    // "Lake Erie", "Robert Koch": a part of a name that nobody lists.
    let longer = before.is_some_and(|(b, w)| lists::kinds(w.hash) == 0 && !around.cue(b).any(Cue::LOCATIVE)) || follows && !region;
    if longer && !behind && !known {
        return false;
    }
    let person = cue.any(Cue::GIVEN) || after < around.words.len() && around.joined(after) && around.cue(after).any(Cue::REPORTING);
    placed || known || !person
}
