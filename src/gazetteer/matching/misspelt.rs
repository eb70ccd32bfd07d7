//! The second look for misspelt names: at words that are in no name, with the vocabulary words near them in their place.
//!
//! In a name of several words the other words are the evidence. A word that the text has in small letters too is a word of its language.
//! An unknown word alone is seldom a slip: most are persons, companies and ordinary words that nobody listed, and one of a million names
//! is near almost any of them. So it must have five letters, stand once in its text, have no two capitals side by side, be on none of the
//! word lists that ship and no demonym, and not stand beside another capitalised word. In a long list it asks for a sign of a place besides, a
//! preposition before it or a place behind its comma, unless the same entity is named in the text (Kernighan, Church and Gale 1990: a
//! slip is told by how likely the right word is there), or is well known and seven letters long. Of a script without case no capitals are asked,
//! and another word of the name is evidence whatever it is.

use super::breaks::Breaks;
use super::case::{CaseJudge, Evidence};
use super::dull::Dull;
use super::elsewhere::Elsewhere;
use super::search::Finder;
use super::{Match, Overlap, Variant};
use crate::gazetteer::entries::gaps::{self, Gap};
use crate::gazetteer::entries::names::MAX_WORDS;
use crate::gazetteer::entries::{Case, flag};
use crate::gazetteer::index::filter::{Kind, pair};
use crate::gazetteer::index::fuzzy::{Near, Scratch, Vocabulary};
use crate::gazetteer::index::trie::Node;
use crate::gazetteer::known::census::is_person;
use crate::gazetteer::known::cues::is_listed;
use crate::gazetteer::known::lists;
use crate::gazetteer::known::states::is_demonym;
use crate::text::{Shape, Word, fold};
use rustc_hash::FxHashSet;
use std::cell::OnceCell;
use std::ops::Range;

/// The fewest letters of a name of one word.
const ALONE: usize = 5;
/// The fewest letters of one at the start of a sentence, or of a well-known place in a long list without a sign of a place.
const ALONE_LITTLE_KNOWN: usize = 7;
/// More words than this at the same distance leave open which is meant.
const MOST_ALIKE: usize = 5;
/// The prior of a well-known place: that of a hundred thousand people.
const WELL_KNOWN: f32 = 0.5;

/// How many words before a misspelt one a name may begin.
const REACH: usize = 5;

/// What a name of one word asks of the number of its letters.
#[derive(Clone, Copy)]
struct Letters {
    /// If it is well known.
    known: usize,
    /// If it is not.
    other: usize,
}

/// What does not change from word to word.
struct Look<'a> {
    vocabulary: &'a Vocabulary,
    /// What the text names without a slip.
    found: &'a [Match],
    /// Their entities, when first asked for.
    named: OnceCell<FxHashSet<u32>>,
}

impl Look<'_> {
    /// True if the text names an entity without a slip.
    fn names(&self, entry: u32) -> bool {
        self.named.get_or_init(|| self.found.iter().flat_map(|m| m.entries.iter().copied()).collect()).contains(&entry)
    }
}

impl Finder<'_, '_> {
    /// Adds to the matches found those with one misspelt word, in ranges of words that nothing crosses.
    pub(super) fn misspelt(&self, ranges: &[Range<usize>], found: Vec<Match>) -> Vec<Match> {
        let vocabulary = self.gazetteer.vocabulary(self.options.fuzzy);
        let look = Look { vocabulary, found: &found, named: OnceCell::new() };
        let mut dull = Dull::of(self.gazetteer, self.options);
        let mut elsewhere = Elsewhere::default();
        let mut scratch = Scratch::default();
        let mut more: Vec<Match> = Vec::new();
        let mut next = 0;
        for range in ranges {
            let judge = CaseJudge::new(self.text, self.words, range.clone(), self.breaks);
            for at in range.clone() {
                while found.get(next).is_some_and(|m| m.end_word as usize <= at) {
                    next += 1;
                }
                let word = &self.words[at];
                let covered = found.get(next).is_some_and(|m| m.first_word as usize <= at);
                if covered || !self.may_be_misspelt(word) || dull.has(word.hash) {
                    continue;
                }
                if lists::kinds(word.hash) != 0 || vocabulary.knows(word.hash) || is_demonym(word.hash) {
                    dull.add(word.hash);
                    continue;
                }
                let alone = self.stands_alone(at, range, &found, next, &judge);
                let beside = |i: usize| range.contains(&i) && vocabulary.may_be_beside(&self.words[i]);
                if !(alone || beside(at + 1) || at > 0 && beside(at - 1)) {
                    continue;
                }
                let candidates = vocabulary.near(word.text(self.text), word.hash, &mut scratch);
                if candidates.is_empty() {
                    dull.add(word.hash);
                    continue;
                }
                let times = elsewhere.times(self.words, word.hash);
                if times.small > 0 && self.options.case != Case::Insensitive && !self.has_no_case(word) {
                    continue;
                }
                let alone = (alone && times.all == 1).then(|| self.letters(&look, at, &found, next, &judge));
                let mut alike = 0;
                let mut best: Option<(usize, Match)> = None;
                for candidate in candidates.iter() {
                    let Some(hit) = self.with(at, candidate, range, alone, &look, &judge) else { continue };
                    let length = |m: &Match| m.end_word - m.first_word;
                    match &mut best {
                        Some((edits, old)) if candidate.edits == *edits && length(&hit) == length(old) => {
                            alike += 1;
                            hit.entries.iter().for_each(|&entry| {
                                if !old.entries.contains(&entry) {
                                    old.entries.push(entry)
                                }
                            });
                        }
                        Some((_, old)) if length(&hit) <= length(old) => {}
                        _ => (best, alike) = (Some((candidate.edits, hit)), 1),
                    }
                }
                more.extend(
                    best.map(|(edits, hit)| Match { edits: edits as u8, ..hit })
                        .filter(|hit| alike <= MOST_ALIKE || hit.end_word - hit.first_word > 1),
                );
            }
        }
        dull.keep();
        merge(found, more, self.options.overlap)
    }

    /// How many letters a name of one word needs as word `at`.
    fn letters(&self, look: &Look<'_>, at: usize, found: &[Match], next: usize, judge: &CaseJudge<'_>) -> Letters {
        if !look.vocabulary.is_long() {
            return Letters { known: ALONE, other: if judge.is_initial(at) { ALONE_LITTLE_KNOWN } else { ALONE } };
        }
        let gap = |i: usize| &self.text[self.words[i - 1].end as usize..self.words[i].start as usize];
        let towards = at > 0
            && gap(at).trim().is_empty()
            && ["from", "to", "of", "leaving", "visiting"].contains(&self.words[at - 1].text(self.text));
        let whole = found[next.min(found.len())..].iter().find(|m| m.first_word as usize == at + 1);
        let apposed = whole.is_some_and(|m| gap(at + 1).trim() == "," && m.entries.iter().any(|&entry| self.gazetteer.is_place(entry)));
        if judge.after_locative(at) || towards || apposed {
            Letters { known: ALONE, other: ALONE }
        } else {
            Letters { known: ALONE_LITTLE_KNOWN, other: usize::MAX }
        }
    }

    /// Long enough, of letters, with a capital where capitals count.
    fn may_be_misspelt(&self, word: &Word) -> bool {
        let capital = word.shape.has(Shape::CAPITAL) || self.options.case == Case::Insensitive || self.has_no_case(word);
        let plain = word.shape.0 & (Shape::POSSESSIVE.0 | Shape::DIGIT.0 | Shape::DOTTED.0) == 0;
        capital && plain && word.end - word.start >= 4
    }

    /// True for a word of a script without case.
    fn has_no_case(&self, word: &Word) -> bool {
        let wide = word.shape.has(Shape::WIDE) && !word.shape.has(Shape::CAPITAL);
        wide && word.text(self.text).chars().all(|c| fold::is_caseless(c) || fold::is_mark(c))
    }

    /// True if word `at` may be a name of one word: five letters or more, no two capitals side by side, on no list, and no capitalised word
    /// directly beside it but a title or one that begins its sentence. "Goran Persson" is no place with a slip.
    fn stands_alone(&self, at: usize, range: &Range<usize>, found: &[Match], next: usize, judge: &CaseJudge<'_>) -> bool {
        let word = &self.words[at];
        let written = word.text(self.text);
        // Capitals side by side make an acronym of a word, even with a small letter behind them.
        let acronym = written.chars().zip(written.chars().skip(1)).any(|(a, b)| a.is_uppercase() && b.is_uppercase());
        if acronym || written.chars().count() < ALONE || is_listed(word.hash) || is_person(word.hash) {
            return false;
        }
        let capital = |i: usize| {
            let near = found[next.saturating_sub(1)..].iter().take(3);
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

    /// The longest name with `near` in the place of word `at`; one of that word alone, articles and the like apart, only where `alone`
    /// says how many letters it needs.
    fn with(
        &self,
        at: usize,
        near: &Near,
        range: &Range<usize>,
        alone: Option<Letters>,
        look: &Look<'_>,
        judge: &CaseJudge<'_>,
    ) -> Option<Match> {
        let folded = look.vocabulary.folded(near);
        let alone = alone.filter(|_| near.letters >= ALONE && lists::kinds(near.hash) == 0);
        let mut best: Option<Match> = None;
        for start in (at.saturating_sub(REACH).max(range.start)..=at).rev() {
            let mut gaps = [Gap::OPEN; MAX_WORDS];
            let Some(node) = self.reach(start, at, (folded, near.hash), &mut gaps) else { continue };
            let mut steps: Vec<(usize, Node<'_>)> = Vec::new();
            let mut node = Some(node);
            let mut length = at - start + 1;
            while let Some(here) = node {
                if here.n_records() > 0 && (alone.is_some() || !self.is_alone(start, length, at)) {
                    steps.push((length, here));
                }
                if start + length >= range.end || length == MAX_WORDS {
                    break;
                }
                node = self.gap(start + length).and_then(|gap| {
                    let (next, gap) = here.next(self.text, &self.words[start + length], || Some(gap))?;
                    gaps[length - 1] = gap;
                    Some(next)
                });
                length += 1;
            }
            while let Some((length, node)) = steps.pop() {
                if let (Evidence::Name, Some(mut hit)) = self.judge(start, length, node, &gaps, judge, true) {
                    if let (true, Some(letters)) = (self.is_alone(start, length, at), alone) {
                        hit.entries.retain(|entry| {
                            let known = self.gazetteer.prior(*entry) >= WELL_KNOWN;
                            look.names(*entry) || near.letters >= if known { letters.known } else { letters.other }
                        });
                    }
                    let acronym = length == 1 && node.records(1).all(|record| record.flags & flag::ACRONYM != 0);
                    if acronym || hit.entries.is_empty() {
                        continue;
                    }
                    (hit.variant, hit.mixed) = (Variant::Fuzzy, false);
                    if best.as_ref().is_none_or(|b| b.end_word - b.first_word < hit.end_word - hit.first_word) {
                        best = Some(hit);
                    }
                    break;
                }
            }
        }
        best
    }

    /// True if no word of the name but word `at` has a capital; where capitals tell nothing, if there is no other word.
    fn is_alone(&self, start: usize, length: usize, at: usize) -> bool {
        if self.options.case == Case::Insensitive || self.has_no_case(&self.words[at]) {
            return length == 1;
        }
        (start..start + length).all(|i| i == at || !self.words[i].shape.has(Shape::CAPITAL))
    }

    /// The node that the words from `start` lead to, with the folded word as word `at`.
    fn reach(&self, start: usize, at: usize, (folded, hash): (&[u8], u64), gaps: &mut [Gap; MAX_WORDS]) -> Option<Node<'_>> {
        let trie = &self.gazetteer.trie;
        if start == at {
            return trie.first_folded(folded, hash);
        }
        let second = if start + 1 == at { hash } else { self.words[start + 1].hash };
        if !trie.filter.may_hold(trie.filter.look(Kind::Pair, pair(self.words[start].hash, second), false)) {
            return None;
        }
        let mut node = trie.first(self.text, &self.words[start])?;
        for i in start + 1..at {
            let (next, gap) = node.next(self.text, &self.words[i], || self.gap(i))?;
            gaps[i - start - 1] = gap;
            node = next;
        }
        gaps[at - start - 1] = self.gap(at)?;
        node.child_folded(folded, hash)
    }

    /// The gap before word `i`, if a name may go on over it.
    fn gap(&self, i: usize) -> Option<Gap> {
        let breaks: &Breaks<'_> = self.breaks;
        gaps::in_text(self.text, &self.words[i - 1], &self.words[i]).filter(|_| !breaks.before(i))
    }
}

/// Lowers the scores of misspelt names, which stand in the order of the matches: by the share of their letters that the edits leave.
pub(in crate::gazetteer) fn discount(text: &str, matches: &[Match], scores: &mut [f32]) {
    let mut first = 0;
    for m in matches {
        let end = first + m.entries.len();
        if m.edits > 0 {
            let letters = m.span.text(text).chars().filter(|c| c.is_alphanumeric()).count();
            let right = 1.0 - f32::from(m.edits) / letters.max(1) as f32;
            scores[first..end].iter_mut().for_each(|score| *score *= right.max(0.0));
        }
        first = end;
    }
}

/// Puts the new matches among the old ones; a new one that reaches over old ones wins if it holds them whole.
fn merge(found: Vec<Match>, more: Vec<Match>, overlap: Overlap) -> Vec<Match> {
    if more.is_empty() {
        return found;
    }
    let mut all: Vec<Match> = found.into_iter().chain(more).collect();
    all.sort_by_key(|m| (m.first_word, std::cmp::Reverse(m.end_word), m.variant == Variant::Fuzzy));
    if overlap == Overlap::All {
        all.dedup_by(|later, earlier| later.span == earlier.span);
        return all;
    }
    let mut out: Vec<Match> = Vec::with_capacity(all.len());
    for m in all {
        match out.last() {
            Some(last) if last.end_word > m.first_word => {
                // Of two that overlap the exact one stays, unless the misspelt one holds it whole.
                if last.variant == Variant::Fuzzy && m.end_word > last.end_word {
                    out.pop();
                    out.push(m);
                }
            }
            _ => out.push(m),
        }
    }
    out
}
