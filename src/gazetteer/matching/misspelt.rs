//! The second look for misspelt names: at words that are in no name, with the vocabulary words near them in their place.
//!
//! In a name of several words the other words are the evidence, and of a script without case any other word is; a name of one word asks for
//! more, see `alone`. A word that the text has in small letters too is a word of its language.

use super::alone::Letters;
use super::bits::Bits;
use super::breaks::Breaks;
use super::case::{CaseJudge, Evidence};
use super::elsewhere::Elsewhere;
use super::nearby::Nearby;
use super::search::Finder;
use super::{Match, Overlap, Variant};
use crate::gazetteer::entries::gaps::{self, Gap};
use crate::gazetteer::entries::names::MAX_WORDS;
use crate::gazetteer::entries::{Case, flag};
use crate::gazetteer::index::filter::{Kind, pair};
use crate::gazetteer::index::fuzzy::{ALONE, Near, Uses, Vocabulary, WELL_KNOWN};
use crate::gazetteer::index::trie::Node;
use crate::gazetteer::known::lists;
use crate::gazetteer::known::states::is_demonym;
use crate::text::{Shape, Word, fold};
use std::cell::OnceCell;
use std::ops::Range;

/// More words than this at the same distance leave open which is meant.
const MOST_ALIKE: usize = 5;

/// How many words before a misspelt one a name may begin.
const REACH: usize = 5;

/// What does not change from word to word.
pub(super) struct Look<'a> {
    pub vocabulary: &'a Vocabulary,
    /// What the text names without a slip.
    pub found: &'a [Match],
    /// Their entities, when first asked for.
    named: OnceCell<Bits>,
}

impl Look<'_> {
    /// True if the text names an entity without a slip.
    pub fn names(&self, entry: u32) -> bool {
        let named = self.named.get_or_init(|| self.found.iter().flat_map(|m| m.entries.iter()).collect());
        named.may_hold(entry) && self.found.iter().any(|m| m.entries.contains(&entry))
    }
}

/// One place of a text where a word may be misspelt.
pub(super) struct Place<'a> {
    pub at: usize,
    /// The words that a name may have.
    pub range: &'a Range<usize>,
    pub judge: &'a CaseJudge<'a>,
    pub look: &'a Look<'a>,
    /// Which match without a slip is the first that does not end before it.
    pub next: usize,
    near: &'a [Near],
}

/// Names that lead to the misspelt word: what the trie has for the words before it, and the gaps behind each of them.
struct Before<'g> {
    start: usize,
    node: Node<'g>,
    gaps: [Gap; REACH],
}

impl Finder<'_, '_> {
    /// Adds to the matches found those with one misspelt word, in ranges of words that nothing crosses.
    pub(super) fn misspelt(&self, ranges: &[Range<usize>], found: Vec<Match>) -> Vec<Match> {
        let vocabulary = self.gazetteer.vocabulary(self.options.fuzzy);
        let look = Look { vocabulary, found: &found, named: OnceCell::new() };
        let mut nearby = Nearby::of(self.gazetteer, self.options);
        let mut elsewhere = Elsewhere::default();
        let mut more: Vec<Match> = Vec::new();
        let mut next = 0;
        for range in ranges {
            let judge = CaseJudge::new(self.text, self.words, range.clone(), self.breaks);
            for at in self.unusual(range) {
                let word = &self.words[at];
                if !self.may_be_misspelt(word) {
                    continue;
                }
                while found.get(next).is_some_and(|m| m.end_word as usize <= at) {
                    next += 1;
                }
                if found.get(next).is_some_and(|m| m.first_word as usize <= at) {
                    continue;
                }
                let group = nearby.get(word.hash).unwrap_or_else(|| {
                    nearby.add(word.hash, |scratch| {
                        let listed = lists::kinds(word.hash) != 0 || vocabulary.knows(word.hash) || is_demonym(word.hash);
                        if listed { &[] } else { vocabulary.near(word.text(self.text), scratch) }
                    })
                });
                let near = nearby.near(group);
                if !near.is_empty() {
                    more.extend(self.meant(&Place { at, range, judge: &judge, look: &look, next, near }, &mut elsewhere));
                }
            }
        }
        nearby.keep();
        merge(found, more, self.options.overlap)
    }

    /// Most words of a range that [`Self::may_be_misspelt`] and few others: a fast look, without a branch, at many of them side by side.
    fn unusual<'r>(&'r self, range: &Range<usize>) -> impl Iterator<Item = usize> + use<'r> {
        const GROUP: usize = u64::BITS as usize;
        let end = range.end;
        let any = self.options.case == Case::Insensitive;
        let may_be = move |word: &Word| {
            let capital = word.shape.0 & (Shape::CAPITAL.0 | Shape::WIDE.0) != 0;
            let plain = word.shape.0 & (Shape::POSSESSIVE.0 | Shape::DIGIT.0 | Shape::DOTTED.0) == 0;
            (capital | any) & plain & (word.end - word.start >= 4)
        };
        range.clone().step_by(GROUP).flat_map(move |first| {
            let group = &self.words[first..(first + GROUP).min(end)];
            let mut bits = group.iter().enumerate().fold(0_u64, |bits, (n, word)| bits | u64::from(may_be(word)) << n);
            std::iter::from_fn(move || {
                let next = (bits != 0).then(|| first + bits.trailing_zeros() as usize);
                bits &= bits.wrapping_sub(1);
                next
            })
        })
    }

    /// The name that is meant at a place, if one is.
    #[inline(never)]
    fn meant(&self, place: &Place<'_>, elsewhere: &mut Elsewhere) -> Option<Match> {
        let &Place { at, range, look, near, .. } = place;
        let word = &self.words[at];
        // What costs least is asked first; most places end here.
        let uses = near.iter().fold(Uses::default(), |all, near| all.or(near.uses));
        let goes_on = uses.any(Uses::FIRST) && at + 1 < range.end && {
            let next = self.words[at + 1].hash;
            near.iter().any(|near| near.uses.any(Uses::FIRST) && self.may_begin(near.hash, next))
        };
        let before = if uses.any(Uses::LATER) { self.before(place) } else { Vec::new() };
        let leads = goes_on || !before.is_empty();
        if !leads && !uses.any(Uses::NAME) {
            return None;
        }
        let letters = self.letters(place);
        let by_itself = near.iter().any(|near| near.uses.any(Uses::NAME) && self.may_be_alone(near, letters, look));
        if !leads && !by_itself {
            return None;
        }
        let alone = self.stands_alone(place);
        let beside = |i: usize| range.contains(&i) && look.vocabulary.may_be_beside(&self.words[i]);
        if !alone && !(leads && (beside(at + 1) || at > 0 && beside(at - 1))) {
            return None;
        }
        let alone = alone.then_some(letters);
        let hit = self.best(place, &before, alone)?;
        let times = elsewhere.times(self.words, word.hash);
        if times.small > 0 && self.options.case != Case::Insensitive && !self.has_no_case(word) {
            return None;
        }
        if times.all == 1 || alone.is_none() { Some(hit) } else { self.best(place, &before, None) }
    }

    /// The longest name with one of the near words at a place, of equal ones the nearest; `None` if too many are alike.
    fn best(&self, place: &Place<'_>, before: &[Before<'_>], alone: Option<Letters>) -> Option<Match> {
        let mut alike = 0;
        let mut best: Option<(u8, Match)> = None;
        for near in place.near {
            let Some(hit) = self.with(place, near, before, alone) else { continue };
            let length = |m: &Match| m.end_word - m.first_word;
            match &mut best {
                Some((edits, old)) if near.edits == *edits && length(&hit) == length(old) => {
                    alike += 1;
                    hit.entries.iter().for_each(|&entry| {
                        if !old.entries.contains(&entry) {
                            old.entries.push(entry)
                        }
                    });
                }
                Some((_, old)) if length(&hit) <= length(old) => {}
                _ => (best, alike) = (Some((near.edits, hit)), 1),
            }
        }
        best.map(|(edits, hit)| Match { edits, ..hit }).filter(|hit| alike <= MOST_ALIKE || hit.end_word - hit.first_word > 1)
    }

    /// False if no name of several words begins with words of these hashes.
    fn may_begin(&self, first: u64, second: u64) -> bool {
        let filter = &self.gazetteer.trie.filter;
        filter.may_hold(filter.look(Kind::Pair, pair(first, second), false))
    }

    /// Whatever names lead up to a place, over as many words as [`REACH`].
    fn before(&self, place: &Place<'_>) -> Vec<Before<'_>> {
        let &Place { at, range, near, .. } = place;
        let mut all = Vec::new();
        let first = at.saturating_sub(REACH).max(range.start);
        let last = if at > range.start { self.gap(at) } else { None };
        let Some(last) = last else { return all };
        for start in (first..at).rev() {
            let word = &self.words[start];
            let may_begin = if start + 1 == at {
                near.iter().any(|near| near.uses.any(Uses::LATER) && self.may_begin(word.hash, near.hash))
            } else {
                self.may_begin(word.hash, self.words[start + 1].hash)
            };
            if may_begin && let Some(before) = self.reach(start, at, last) {
                all.push(before);
            }
        }
        all
    }

    /// The node that the words from `start` to the one before `at` lead to, with the gap behind them.
    fn reach(&self, start: usize, at: usize, last: Gap) -> Option<Before<'_>> {
        let mut gaps = [Gap::OPEN; REACH];
        let mut node = self.gazetteer.trie.first(self.text, &self.words[start])?;
        for i in start + 1..at {
            let (next, gap) = node.next(self.text, &self.words[i], || self.gap(i))?;
            gaps[i - start - 1] = gap;
            node = next;
        }
        gaps[at - start - 1] = last;
        Some(Before { start, node, gaps })
    }

    /// Long enough, of letters, with a capital where capitals count.
    fn may_be_misspelt(&self, word: &Word) -> bool {
        let shape = word.shape.0;
        let plain = shape & (Shape::POSSESSIVE.0 | Shape::DIGIT.0 | Shape::DOTTED.0) == 0 && word.end - word.start >= 4;
        plain && (shape & Shape::CAPITAL.0 != 0 || self.options.case == Case::Insensitive || self.has_no_case(word))
    }

    /// True for a word of a script without case.
    pub(super) fn has_no_case(&self, word: &Word) -> bool {
        let wide = word.shape.0 & (Shape::WIDE.0 | Shape::CAPITAL.0) == Shape::WIDE.0;
        wide && word.text(self.text).chars().all(|c| fold::is_caseless(c) || fold::is_mark(c))
    }

    /// The longest name with `near` at a place; one of that word alone, articles and the like apart, only where `alone` says how many letters
    /// it needs.
    fn with(&self, place: &Place<'_>, near: &Near, before: &[Before<'_>], alone: Option<Letters>) -> Option<Match> {
        let &Place { at, range, judge, look, .. } = place;
        let letters = usize::from(near.letters);
        let alone = alone.filter(|_| letters >= ALONE && lists::kinds(near.hash) == 0);
        let mut best: Option<Match> = None;
        let itself = self.gazetteer.trie.node(near.node).map(|node| (at, node, &[][..]));
        let folded = look.vocabulary.folded(near);
        let behind = before.iter().filter(|_| near.uses.any(Uses::LATER));
        let behind = behind.filter_map(|b| Some((b.start, b.node.child_folded(folded, near.hash)?, &b.gaps[..at - b.start])));
        for (start, node, known) in itself.into_iter().chain(behind) {
            let mut gaps = [Gap::OPEN; MAX_WORDS];
            gaps[..known.len()].copy_from_slice(known);
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
                    if let (true, Some(needed)) = (self.is_alone(start, length, at), alone) {
                        hit.entries.retain(|entry| {
                            let known = self.gazetteer.prior(*entry) >= WELL_KNOWN;
                            look.names(*entry) || letters >= if known { needed.known } else { needed.other }
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
