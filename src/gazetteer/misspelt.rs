//! The second look for misspelt names: at words that are in no name, with the vocabulary words near them in their place.

use super::breaks::Breaks;
use super::case::{CaseJudge, Evidence};
use super::filter::{Kind, pair};
use super::fuzzy::{Near, Once, Scratch};
use super::gaps::{self, Gap};
use super::names::{MAX_WORDS, flag};
use super::resolve::is_listed;
use super::search::Finder;
use super::trie::Node;
use super::{Case, Match, Overlap, Variant, lists};
use crate::text::{Shape, Word};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The fewest letters of a name of one word.
const ALONE: usize = 5;
/// The fewest letters of one in a long list, or at the start of a sentence, unless the place is well known.
const ALONE_LITTLE_KNOWN: usize = 7;
/// The prior of a well-known place: that of a hundred thousand people.
const WELL_KNOWN: f32 = 0.5;

/// How many words before a misspelt one a name may begin.
const REACH: usize = 5;

impl Finder<'_, '_> {
    /// Adds to the matches found those with one misspelt word, in ranges of words that nothing crosses.
    pub(super) fn misspelt(&self, ranges: &[Range<usize>], found: Vec<Match>) -> Vec<Match> {
        let vocabulary = self.gazetteer.vocabulary(self.options.fuzzy);
        let mut near: FxHashMap<u64, Vec<Near<'_>>> = FxHashMap::default();
        let mut once = Once::default();
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
                if covered || !self.may_be_misspelt(word) || vocabulary.knows(word.hash) {
                    continue;
                }
                let candidates = near.entry(word.hash).or_insert_with(|| vocabulary.near(word.text(self.text), &mut scratch));
                if candidates.is_empty() {
                    continue;
                }
                let alone = self.stands_alone(at, range, &found, next, &judge) && once.is_only(self.words, word.hash);
                let little_known = if vocabulary.is_long() || judge.is_initial(at) { ALONE_LITTLE_KNOWN } else { ALONE };
                let mut best: Option<(usize, Match)> = None;
                for candidate in candidates.iter() {
                    let Some(hit) = self.with(at, candidate, range, alone.then_some(little_known), &judge) else { continue };
                    let length = |m: &Match| m.end_word - m.first_word;
                    match &mut best {
                        None => best = Some((candidate.edits, hit)),
                        Some((edits, old)) if candidate.edits == *edits && length(&hit) == length(old) => {
                            hit.entries.iter().for_each(|&entry| {
                                if !old.entries.contains(&entry) {
                                    old.entries.push(entry)
                                }
                            });
                        }
                        Some((_, old)) if length(&hit) > length(old) => best = Some((candidate.edits, hit)),
                        Some(_) => {}
                    }
                }
                more.extend(best.map(|(_, hit)| hit));
            }
        }
        merge(found, more, self.options.overlap)
    }

    /// Long enough, of letters, with a capital where capitals count, and on no list of common words.
    fn may_be_misspelt(&self, word: &Word) -> bool {
        let capital = word.shape.has(Shape::CAPITAL) || self.options.case == Case::Insensitive;
        let plain = word.shape.0 & (Shape::POSSESSIVE.0 | Shape::DIGIT.0 | Shape::DOTTED.0) == 0;
        capital && plain && word.end - word.start >= 4 && lists::kinds(word.hash) == 0
    }

    /// True if word `at` may be a name of one word: five letters or more, not all in capitals, on no list, and no capitalised word
    /// directly beside it but a title or one that begins its sentence. "Goran Persson" is no place with a slip.
    fn stands_alone(&self, at: usize, range: &Range<usize>, found: &[Match], next: usize, judge: &CaseJudge<'_>) -> bool {
        let word = &self.words[at];
        if word.shape.has(Shape::UPPER) || is_listed(word.hash) || word.text(self.text).chars().count() < ALONE {
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

    /// The longest name with `near` in the place of word `at`; one of that word alone only where `alone` says how many letters
    /// a little-known one needs.
    fn with(&self, at: usize, near: &Near<'_>, range: &Range<usize>, alone: Option<usize>, judge: &CaseJudge<'_>) -> Option<Match> {
        let alone = alone.filter(|_| near.letters >= ALONE && lists::kinds(near.hash) == 0);
        let mut best: Option<Match> = None;
        for start in (at.saturating_sub(REACH).max(range.start)..=at).rev() {
            let mut gaps = [Gap::OPEN; MAX_WORDS];
            let Some(node) = self.reach(start, at, near, &mut gaps) else { continue };
            let mut steps: Vec<(usize, Node<'_>)> = Vec::new();
            let mut node = Some(node);
            let mut length = at - start + 1;
            while let Some(here) = node {
                if here.n_records() > 0 && (length > 1 || alone.is_some()) {
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
                    if length == 1 && alone.is_some_and(|letters| near.letters < letters) {
                        hit.entries.retain(|&entry| self.gazetteer.prior(entry) >= WELL_KNOWN);
                    }
                    let acronym = length == 1 && node.records(1).all(|record| record.flags & flag::ACRONYM != 0);
                    if acronym || hit.entries.is_empty() {
                        continue;
                    }
                    hit.variant = Variant::Fuzzy;
                    if best.as_ref().is_none_or(|b| b.end_word - b.first_word < hit.end_word - hit.first_word) {
                        best = Some(hit);
                    }
                    break;
                }
            }
        }
        best
    }

    /// The node that the words from `start` lead to, with `near` as word `at`.
    fn reach(&self, start: usize, at: usize, near: &Near<'_>, gaps: &mut [Gap; MAX_WORDS]) -> Option<Node<'_>> {
        let trie = &self.gazetteer.trie;
        if start == at {
            return trie.first_folded(near.folded, near.hash);
        }
        let second = if start + 1 == at { near.hash } else { self.words[start + 1].hash };
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
        node.child_folded(near.folded, near.hash)
    }

    /// The gap before word `i`, if a name may go on over it.
    fn gap(&self, i: usize) -> Option<Gap> {
        let breaks: &Breaks<'_> = self.breaks;
        gaps::in_text(self.text, &self.words[i - 1], &self.words[i]).filter(|_| !breaks.before(i))
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
