//! What a misspelt name of one word asks for.
//!
//! An unknown word alone is seldom a slip: most are persons, companies and ordinary words that nobody listed, and one of a million names
//! is near almost any of them. So it must have five letters, stand once in its text, have no two capitals side by side, be on none of the
//! word lists that ship and no demonym, and not stand beside another capitalised word. In a long list it asks for a sign of a place besides, a
//! preposition before it or a place behind its comma, unless the same entity is named in the text (Kernighan, Church and Gale 1990: a
//! slip is told by how likely the right word is there), or is well known and seven letters long. Of a script without case no capitals are asked.

use super::misspelt::{Look, Place};
use super::search::Finder;
use crate::gazetteer::entries::Case;
use crate::gazetteer::index::fuzzy::{ALONE, Near, SEVERAL, Uses};
use crate::gazetteer::known::census::is_person;
use crate::gazetteer::known::cues::is_listed;
use crate::gazetteer::known::lists;
use crate::text::Shape;

/// The fewest letters of one at the start of a sentence, or of a well-known place in a long list without a sign of a place.
const ALONE_LITTLE_KNOWN: usize = 7;

/// What a name of one word asks of the number of its letters.
#[derive(Clone, Copy)]
pub(super) struct Letters {
    /// If it is well known.
    pub known: usize,
    /// If it is not.
    pub other: usize,
}

impl Finder<'_, '_> {
    /// How many letters a name of one word needs at a place.
    pub(super) fn letters(&self, place: &Place<'_>) -> Letters {
        let &Place { at, judge, look, next, .. } = place;
        if !look.vocabulary.is_long() {
            return Letters { known: ALONE, other: if judge.is_initial(at) { ALONE_LITTLE_KNOWN } else { ALONE } };
        }
        let gap = |i: usize| &self.text[self.words[i - 1].end as usize..self.words[i].start as usize];
        let towards = || {
            at > 0 && gap(at).trim().is_empty() && ["from", "to", "of", "leaving", "visiting"].contains(&self.words[at - 1].text(self.text))
        };
        let apposed = || {
            let whole = look.found[next..].iter().take_while(|m| m.first_word as usize <= at + 1).find(|m| m.first_word as usize == at + 1);
            whole.is_some_and(|m| gap(at + 1).trim() == "," && m.entries.iter().any(|&entry| self.gazetteer.is_place(entry)))
        };
        if judge.after_locative(at) || towards() || apposed() {
            Letters { known: ALONE, other: ALONE }
        } else {
            Letters { known: ALONE_LITTLE_KNOWN, other: usize::MAX }
        }
    }

    /// False if the name of a near word alone has too few letters for any of its entities.
    pub(super) fn may_be_alone(&self, near: &Near, letters: Letters, look: &Look<'_>) -> bool {
        let most = if near.uses.any(Uses::WELL_KNOWN) { letters.known.min(letters.other) } else { letters.other };
        if usize::from(near.letters) >= most {
            return true;
        }
        if near.entry != SEVERAL {
            return look.names(near.entry);
        }
        let node = self.gazetteer.trie.node(near.node);
        node.is_some_and(|node| node.records(1).any(|record| look.names(record.entry)))
    }

    /// True if word `at` may be a name of one word: five letters or more, no two capitals side by side, on no list, and no capitalised word
    /// directly beside it but a title or one that begins its sentence. "Goran Persson" is no place with a slip.
    pub(super) fn stands_alone(&self, place: &Place<'_>) -> bool {
        let &Place { at, range, judge, look, next, .. } = place;
        let word = &self.words[at];
        let written = word.text(self.text);
        // Capitals side by side make an acronym of a word, even with a small letter behind them.
        let acronym = written.chars().zip(written.chars().skip(1)).any(|(a, b)| a.is_uppercase() && b.is_uppercase());
        if acronym || written.chars().count() < ALONE || is_listed(word.hash) || is_person(word.hash) {
            return false;
        }
        let capital = |i: usize| {
            let near = look.found[next.saturating_sub(1)..].iter().take(3);
            let covered = near.clone().any(|m| (m.first_word..m.end_word).contains(&(i as u32)));
            self.words[i].shape.has(Shape::CAPITAL) && !covered
        };
        let joined = |left: usize| {
            let gap = &self.text.as_bytes()[self.words[left].end as usize..self.words[left + 1].start as usize];
            matches!(gap, b" " | b"-")
        };
        let explained = |i: usize| {
            let kinds = lists::kinds(self.words[i].hash);
            kinds & lists::TITLE != 0 || kinds != 0 && judge.is_initial(i)
        };
        let before = at > range.start && joined(at - 1) && capital(at - 1) && !explained(at - 1);
        let after = at + 1 < range.end && joined(at) && capital(at + 1);
        !before && !after
    }

    /// True if no word of the name but word `at` has a capital; where capitals tell nothing, if there is no other word.
    pub(super) fn is_alone(&self, start: usize, length: usize, at: usize) -> bool {
        if self.options.case == Case::Insensitive || self.has_no_case(&self.words[at]) {
            return length == 1;
        }
        (start..start + length).all(|i| i == at || !self.words[i].shape.has(Shape::CAPITAL))
    }
}
