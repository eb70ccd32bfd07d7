//! Acronyms that a text gives to what no list has: behind "the National Resistance Army (NRA)" the NRA is that army, whatever the list calls so.

use super::around::Around;
use super::definitions::{bracketed, spells_fully};
use super::listed::Listed;
use crate::gazetteer::matching::Match;
use crate::text::Shape;
use rustc_hash::FxHashSet;

/// The longest name of which an acronym is one, in words.
const LONGEST: usize = 12;
/// So many letters of two words alike make them forms of one word: "Defence", "Defense".
const ALIKE: usize = 5;

/// Drops acronyms from the brackets on in which the text defines them as the initials of another name.
pub(super) fn keep(listed: Listed<'_>, around: &Around<'_, '_>, matches: &mut Vec<Match>) {
    let limit = around.words.len();
    let defined = |m: &Match| {
        let at = m.first_word as usize;
        m.end_word - m.first_word == 1 && around.words[at].shape.has(Shape::UPPER) && at > 0 && bracketed(around, at, limit) == Some(at)
    };
    let mut foreign: FxHashSet<u64> = FxHashSet::default();
    let mut named = 0;
    let kept: Vec<bool> = (0..matches.len())
        .map(|i| {
            let m = &matches[i];
            let word = around.words[m.first_word as usize].hash;
            if defined(m) {
                // A listed name in front of the brackets is looked at elsewhere.
                let whole = i > 0 && matches[i - 1].end_word == m.first_word && matches[i - 1].end_word - matches[i - 1].first_word > 1;
                let phrase = if whole { None } else { phrase(around, m.first_word as usize) };
                if phrase.is_some_and(|phrase| !m.entries.iter().any(|&index| is_named(listed, around, index, phrase))) {
                    foreign.insert(word);
                    named += 1;
                }
            }
            named == 0 || m.end_word - m.first_word != 1 || !foreign.contains(&word)
        })
        .collect();
    if named > 0 {
        let mut kept = kept.into_iter();
        matches.retain(|_| kept.next().unwrap_or(true));
    }
}

/// The words before word `acronym` whose initials it is.
fn phrase(around: &Around<'_, '_>, acronym: usize) -> Option<(usize, usize)> {
    let mut first = acronym;
    while first > 0 && acronym - first < LONGEST && (first == acronym || around.joined(first)) {
        first -= 1;
        let capital = around.words[first].shape.has(Shape::CAPITAL);
        if !capital && !around.is(first, &["of", "the", "for", "and", "in", "on", "to"]) {
            return None;
        }
        if capital && acronym - first > 1 && spells_fully(around, (first, acronym), acronym) {
            return Some((first, acronym));
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
