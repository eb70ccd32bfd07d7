//! Surnames that are another's: where a list has Anna Miller, "Bruce Miller" and "E. Miller" are not her, nor is the "Miller Brewing Company".

use super::around::Around;
use super::listed::Listed;
use super::parts::FIRMS;
use crate::gazetteer::index::facts::Kind;
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::known::lists;
use crate::gazetteer::matching::{Match, Variant};
use crate::text::Shape;
use rustc_hash::FxHashMap;

/// Whom the full names of a text mean that end in the surname of a listed person.
#[derive(Clone, Copy, Default)]
struct Bearers {
    listed: bool,
    other: bool,
}

/// Drops surnames made of persons' names where they belong to somebody or something else; so too behind such a name, unless the text also
/// has the listed person's own.
pub(super) fn keep(listed: Listed<'_>, around: &Around<'_, '_>, matches: &mut Vec<Match>) {
    matches.retain(|m| !is_letter_of_name(listed, around, m));
    if !matches.iter().any(|m| is_surname(listed, m)) {
        return;
    }
    let mut bearers: FxHashMap<u32, Bearers> = FxHashMap::default();
    for m in matches.iter().filter(|m| m.variant != Variant::Short || m.end_word - m.first_word > 1) {
        m.entries.iter().for_each(|&index| bearers.entry(index).or_default().listed = true);
    }
    matches.retain(|m| {
        if !is_surname(listed, m) {
            return true;
        }
        let theirs = bears_another(listed, around, m);
        let mut known = Bearers::default();
        for &index in m.entries.iter() {
            let own = bearers.entry(index).or_default();
            own.other |= theirs;
            known.listed |= own.listed;
            known.other |= own.other;
        }
        !theirs && !is_firm(around, m) && (known.listed || !known.other)
    });
}

/// True for a letter behind a given name: of "Malcolm X" no firm is meant that is called so.
fn is_letter_of_name(listed: Listed<'_>, around: &Around<'_, '_>, m: &Match) -> bool {
    let first = m.first_word as usize;
    let letter = m.end_word - m.first_word == 1 && around.surface(m).chars().count() == 1 && !listed.kind_of(m).any(Kind::PERSON);
    letter && first > 0 && around.joined(first) && {
        let before = &around.words[first - 1];
        before.shape.has(Shape::CAPITAL) && around.is_given(first - 1) && lists::kinds(before.hash) == 0
    }
}

/// True for one word that was made of a person's full name.
fn is_surname(listed: Listed<'_>, m: &Match) -> bool {
    m.variant == Variant::Short && m.end_word - m.first_word == 1 && listed.kind_of(m).any(Kind::PERSON)
}

/// True if a given name or initials that no person of the list has stand directly before: "Bruce", "E.", "JM".
fn bears_another(listed: Listed<'_>, around: &Around<'_, '_>, m: &Match) -> bool {
    let Some(before) = (m.first_word as usize).checked_sub(1) else { return false };
    let word = &around.words[before];
    if !word.shape.has(Shape::CAPITAL) || around.cue(before).any(Cue::TITLE) {
        return false;
    }
    let letters = around.written(before).chars().filter(|&c| c != '.').count();
    let initials =
        letters <= 2 && (letters == 1 || word.shape.has(Shape::UPPER)) && !around.is(before, &["I", "A", "PM", "US", "UK", "EU", "UN"]);
    let joined = around.joined(before + 1) || initials && around.gap(before + 1).trim_end() == ".";
    if !joined || !(around.is_given(before) || initials) {
        return false;
    }
    let own = |i: usize| {
        let written = around.written(i);
        m.entries
            .iter()
            .any(|&index| listed.entry(index).names().any(|name| name.split_whitespace().next().is_some_and(|w| goes_with(w, written))))
    };
    !(own(before) || initials && before > 0 && own(before - 1))
}

/// True if a given name of the list is the one in the text, or begins with its initial, the first of several.
fn goes_with(given: &str, written: &str) -> bool {
    let same = given.to_lowercase() == written.to_lowercase();
    let initials = written.chars().count() == 1 || written.contains('.');
    same || initials && given.chars().next() == written.chars().next()
}

/// True if the name goes on as that of a firm or building: "Miller Brewing Co.", "Johnson & Johnson", "the Johnson Space Center".
fn is_firm(around: &Around<'_, '_>, m: &Match) -> bool {
    let next = m.end_word as usize;
    let capital = |i: usize| around.words.get(i).is_some_and(|w| w.shape.has(Shape::CAPITAL));
    if !capital(next) {
        return false;
    }
    let head = |i: usize| capital(i) && around.joined(i) && (around.cue(i).any(Cue::FACILITY) || around.is(i, FIRMS));
    around.gap(next).trim() == "&" || around.joined(next) && (head(next) || next + 1 < around.words.len() && head(next + 1))
}
