//! Acronyms that a text gives to what no list has: behind "the National Resistance Army (NRA)" the NRA is that army, whatever the list calls so.

use super::around::Around;
use super::definitions::{bracketed, spells_fully};
use super::listed::Listed;
use crate::gazetteer::index::facts::Kind;
use crate::gazetteer::matching::Match;
use crate::text::Shape;
use rustc_hash::FxHashMap;

/// The longest name of which an acronym is one, in words.
const LONGEST: usize = 12;
/// So many letters of two words alike make them forms of one word: "Defence", "Defense".
const ALIKE: usize = 5;

/// Drops acronyms that the text defines as the initials of another name: a text has one sense of each. What stands before the brackets
/// stays where it is a state's or a place's, or where the text names the entity in another way too.
pub(super) fn keep(listed: Listed<'_>, around: &Around<'_, '_>, matches: &mut Vec<Match>) {
    let limit = around.words.len();
    let single = |m: &Match| m.end_word - m.first_word == 1;
    let word = |m: &Match| around.words[m.first_word as usize].hash;
    let defined = |i: usize| {
        let m = &matches[i];
        let at = m.first_word as usize;
        let bracketed = single(m) && around.words[at].shape.has(Shape::UPPER) && at > 0 && bracketed(around, at, limit) == Some(at);
        let phrase = bracketed.then(|| phrase(around, at)).flatten()?;
        // A listed name that is the whole of it is looked at elsewhere.
        let before = i.checked_sub(1).map(|before| &matches[before]);
        let whole = before.is_some_and(|m| m.end_word as usize == phrase.1 && m.first_word as usize <= phrase.0);
        (!whole && !m.entries.iter().any(|&index| is_named(listed, around, index, phrase))).then(|| (word(m), i))
    };
    let mut foreign: FxHashMap<u64, usize> = FxHashMap::default();
    for (word, i) in (0..matches.len()).filter_map(defined) {
        foreign.entry(word).or_insert(i);
    }
    if foreign.is_empty() {
        return;
    }
    let named_otherwise = |m: &Match| {
        let other = |o: &Match| !(single(o) && word(o) == word(m)) && o.entries.iter().any(|index| m.entries.contains(index));
        listed.kind_of(m).any(Kind::LAND.or(Kind::NATIONALITY)) || matches.iter().any(other)
    };
    let stays = |(i, m): (usize, &Match)| {
        let brackets = if single(m) { foreign.get(&word(m)) } else { None };
        brackets.is_none_or(|&brackets| i < brackets && named_otherwise(m))
    };
    let kept: Vec<bool> = matches.iter().enumerate().map(stays).collect();
    let mut kept = kept.into_iter();
    matches.retain(|_| kept.next().unwrap_or(true));
}

/// The words before word `acronym` whose initials it is, but for the s of a possessive.
fn phrase(around: &Around<'_, '_>, acronym: usize) -> Option<(usize, usize)> {
    let end = if around.words[acronym - 1].shape.has(Shape::POSSESSIVE) { acronym - 1 } else { acronym };
    let mut first = end;
    while first > 0 && end - first < LONGEST && (first == end || around.joined(first)) {
        first -= 1;
        let capital = around.words[first].shape.has(Shape::CAPITAL);
        if !capital && !around.is(first, &["of", "the", "for", "and", "in", "on", "to"]) {
            return None;
        }
        if capital && end - first > 1 && spells_fully(around, (first, end), acronym) {
            return Some((first, end));
        }
    }
    None
}

/// True if an entity has a name in which every longer word of the phrase stands in some form.
fn is_named(listed: Listed<'_>, around: &Around<'_, '_>, index: u32, (first, end): (usize, usize)) -> bool {
    let stem = |word: &str| word.chars().take(ALIKE).flat_map(char::to_lowercase).collect::<String>();
    let words: Vec<String> = (first..end).filter(|&i| around.words[i].shape.has(Shape::CAPITAL)).map(|i| stem(around.written(i))).collect();
    let has = |name: &str| {
        let stems: Vec<String> = name.split(|c: char| !c.is_alphanumeric()).map(stem).collect();
        words.iter().all(|word| stems.contains(word))
    };
    listed.entry(index).names().any(has)
}
