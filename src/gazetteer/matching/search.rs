//! Finds the names of a gazetteer in a stream of words.

use super::breaks::Breaks;
use super::case::{CaseJudge, Evidence};
use super::recent::{Borne, Recent};
use super::room::{Asked, BATCH, Room};
use super::sieve::{GROUP, Sieve};
use super::{Match, doubtful};
use crate::error::{Error, Result};
use crate::gazetteer::entries::gaps::{self, Gap};
use crate::gazetteer::entries::names::MAX_WORDS;
use crate::gazetteer::entries::{Boundary, Case};
use crate::gazetteer::index::Gazetteer;
use crate::gazetteer::index::trie::Node;
use crate::pool::stop_if_asked;
use crate::text::noticed::Noticed;
use crate::text::{Block, Word, joined, words};
use std::cell::Cell;
use std::ops::Range;

/// Which of several overlapping matches are returned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlap {
    /// Leftmost, then longest.
    #[default]
    Longest,
    /// All.
    All,
}

/// Options of [`Gazetteer::matches`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FindOptions {
    /// Case evidence.
    pub case: Case,
    /// Overlaps.
    pub overlap: Overlap,
    /// How many edits may part a misspelt word from the name's: 0, 1 or 2.
    pub fuzzy: u8,
}

impl Gazetteer {
    /// An error for options that this gazetteer has no answer to: misspelt names are those of whole words.
    pub fn check_options(&self, options: FindOptions) -> Result<()> {
        if options.fuzzy > 0 && self.options.boundary == Boundary::None {
            let problem = "misspelt names are found as whole words only; this gazetteer has boundary=\"none\": leave fuzzy out, or take gaz.with_options(boundary=\"word\")";
            return Err(Error::input("fuzzy", problem));
        }
        Ok(())
    }

    /// Every match in a document that has been cut into words and blocks, in order of their starts, longer ones first. Nothing
    /// crosses a block.
    pub fn matches(&self, text: &str, words: &[Word], blocks: &[Block], options: FindOptions) -> Vec<Match> {
        let breaks = Breaks::none(text, words);
        let ranges: Vec<_> = blocks.iter().map(|b| b.first_word as usize..b.end_word as usize).collect();
        let mut found = if self.options.boundary == Boundary::None {
            ranges.iter().flat_map(|range| self.inside(text, words, range.clone(), &breaks, options)).collect()
        } else {
            let joined: Vec<u32> = ranges.iter().flat_map(|range| joined::among(text, words, range.clone())).collect();
            Finder::new(self, text, words, &breaks, options).all(&ranges, &joined)
        };
        let together = |at: usize| ranges.iter().any(|range| range.start < at && at < range.end);
        self.complete(text, words, &Noticed::unknown(Vec::new()), together, options, &mut found);
        found
    }

    /// Every match in one text, from the text alone: cuts the words itself.
    ///
    /// Blocks count as in [`Self::matches`].
    pub fn find_text(&self, text: &str, options: FindOptions) -> Vec<Match> {
        self.find_again(text, options, Vec::new())
    }

    /// [`Self::find_text`] with the memory of an earlier text's matches.
    pub(crate) fn find_again(&self, text: &str, options: FindOptions, found: Vec<Match>) -> Vec<Match> {
        with_words(text, |words, noticed| self.find_with(text, words, noticed, options, found))
    }

    /// [`Self::find_text`] for a text that has been cut into words.
    pub fn find_in(&self, text: &str, words: &[Word], options: FindOptions) -> Vec<Match> {
        let noticed = Noticed::unknown(joined::among(text, words, 0..words.len()).collect());
        self.find_with(text, words, &noticed, options, Vec::new())
    }

    /// [`Self::find_in`] with the memory of an earlier text's matches, where it is known what the text holds beside plain words.
    pub(in crate::gazetteer) fn find_with(
        &self,
        text: &str,
        words: &[Word],
        noticed: &Noticed,
        options: FindOptions,
        mut found: Vec<Match>,
    ) -> Vec<Match> {
        found.clear();
        let breaks = Breaks::of_text(text, words);
        let mut found = if self.options.boundary == Boundary::None {
            self.inside(text, words, 0..words.len(), &breaks, options)
        } else {
            found.reserve((words.len() / WORDS_A_MATCH).min(MOST_EXPECTED));
            let finder = Finder { found, ..Finder::new(self, text, words, &breaks, options) };
            finder.all(std::slice::from_ref(&(0..words.len())), &noticed.joined)
        };
        self.complete(text, words, noticed, |at| !breaks.before(at), options, &mut found);
        found
    }

    /// Gives the matches of a text their ends, and adds those that the walk over its words cannot see; `together` tells whether a word and the
    /// one before it are of one block.
    fn complete(
        &self,
        text: &str,
        words: &[Word],
        noticed: &Noticed,
        together: impl Fn(usize) -> bool,
        options: FindOptions,
        found: &mut Vec<Match>,
    ) {
        self.settle(text, found);
        if noticed.broken {
            self.join_hyphens(text, words, &together, options, found);
        }
        self.take_initials(text, words, options, found);
        self.take_versions(text, words, &together, options, found);
        if noticed.tagged {
            self.take_tags(text, words, options, found);
        }
    }
}

/// Does some work with the words of a text, and what was noticed as they were cut.
pub(in crate::gazetteer) fn with_words<T>(text: &str, work: impl FnOnce(&[Word], &Noticed) -> T) -> T {
    thread_local! {
        /// Those of the last text: many short texts take no memory anew.
        static WORDS: Cell<(Vec<Word>, Noticed)> = Cell::default();
    }
    let (mut cut, mut noticed) = WORDS.take();
    cut.clear();
    noticed.joined.clear();
    words::words_and_noticed(text, &mut cut, &mut noticed);
    let done = work(&cut, &noticed);
    if cut.capacity() <= MOST_KEPT {
        WORDS.set((cut, noticed));
    }
    done
}

/// A name that ends at some word: how many words and the node.
type Step<'g> = (usize, Node<'g>);

/// The longest list of words whose memory a thread keeps for its next text: about three megabytes.
const MOST_KEPT: usize = 1 << 17;

/// A text has about so many words for each match: room for these is made at once, up to a number.
const WORDS_A_MATCH: usize = 8;
const MOST_EXPECTED: usize = 16;

pub(super) struct Finder<'g, 't> {
    pub gazetteer: &'g Gazetteer,
    pub text: &'t str,
    pub words: &'t [Word],
    pub breaks: &'t Breaks<'t>,
    pub options: FindOptions,
    pub(super) found: Vec<Match>,
    /// Matches whose capitals are excused: kept if one of their entities is accepted elsewhere.
    pub(super) doubtful: Vec<Match>,
    pub(super) steps: Vec<Step<'g>>,
    sieve: Sieve<'g>,
    /// The gaps between the words that were last walked.
    pub(super) gaps: [Gap; MAX_WORDS],
}

impl<'g, 't> Finder<'g, 't> {
    pub(super) fn new(gazetteer: &'g Gazetteer, text: &'t str, words: &'t [Word], breaks: &'t Breaks<'t>, options: FindOptions) -> Self {
        Self {
            gazetteer,
            text,
            words,
            breaks,
            options,
            found: Vec::new(),
            doubtful: Vec::new(),
            steps: Vec::new(),
            sieve: Sieve::new(&gazetteer.trie.filter, options.case),
            gaps: [Gap::OPEN; MAX_WORDS],
        }
    }

    /// Every match in these ranges of words: names that are whole words, then those in words that may hold something else too, those with an
    /// ending, misspelt ones last where they are asked for.
    pub(super) fn all(mut self, ranges: &[Range<usize>], joined: &[u32]) -> Vec<Match> {
        let mut room = Room::of(self.gazetteer, self.options);
        self.doubtful = std::mem::take(&mut room.doubtful);
        ranges.iter().for_each(|range| self.range(range.clone(), &mut room));
        let found = doubtful::settle(std::mem::take(&mut self.found), &mut self.doubtful, self.options.overlap);
        room.doubtful = std::mem::take(&mut self.doubtful);
        room.keep();
        let found = if joined.is_empty() { found } else { self.joined(ranges, joined, found) };
        let found = self.declined(ranges, found);
        if self.options.fuzzy == 0 { found } else { self.misspelt(ranges, found) }
    }

    /// Searches a range of words: the filters pick the words at which a name may start. A batch of them at a time that are not known already
    /// is fetched into the cache, step by step, then the trie is asked.
    fn range(&mut self, range: Range<usize>, room: &mut Room) {
        let trie = &self.gazetteer.trie;
        let (text, words) = (self.text, &self.words[..range.end]);
        let judge = CaseJudge::new(text, self.words, range.clone(), self.breaks);
        let Room { recent, candidates, asked: steps, .. } = room;
        let mut at = range.start;
        let mut resume = range.start;
        while at < words.len() {
            let mut count = 0;
            while at < words.len() && count < BATCH {
                count += self.sieve.group(at, words, &mut candidates[count..]);
                at += GROUP;
            }
            let candidates = &candidates[..count];
            for (step, candidate) in steps.iter_mut().zip(candidates) {
                let word = &words[candidate.at()];
                let known = if candidate.may_go_on() { None } else { recent.get(text, word) };
                *step = known.map_or_else(
                    || {
                        trie.prefetch_bucket(word.hash);
                        Asked::Nothing
                    },
                    Asked::Known,
                );
            }
            for (step, candidate) in steps.iter_mut().zip(candidates) {
                if matches!(step, Asked::Nothing)
                    && let Some(guess) = trie.guess(words[candidate.at()].hash)
                {
                    *step = Asked::Guess(guess);
                }
            }
            for (step, candidate) in steps.iter().zip(candidates) {
                if let &Asked::Guess(guess) = step {
                    let next = if candidate.may_go_on() { words.get(candidate.at() + 1).map(|next| next.hash) } else { None };
                    trie.prefetch_behind(guess, candidate.may_stand_alone(), next);
                }
            }
            for (step, &candidate) in steps.iter().zip(candidates) {
                let at = candidate.at();
                if at < resume {
                    continue;
                }
                let node = match step {
                    Asked::Known(known) => {
                        if let Some(found) = known.found() {
                            resume = self.accept(at, known.evidence(at, &judge), found, range.end, &judge).unwrap_or(resume);
                        }
                        continue;
                    }
                    Asked::Guess(guess) => trie.prove(*guess, text, &words[at]),
                    Asked::Nothing => None,
                };
                if candidate.may_go_on() {
                    if let Some(node) = node {
                        resume = self.from(at, node, candidate.may_stand_alone(), range.end, &judge).unwrap_or(resume);
                    }
                } else {
                    resume = self.alone(at, node, range.end, &judge, recent).unwrap_or(resume);
                }
            }
            stop_if_asked();
        }
    }

    /// Tries the names that are word `at` alone; gives the word to go on with if one was found.
    fn alone(&mut self, at: usize, node: Option<Node<'g>>, end: usize, judge: &CaseJudge<'_>, recent: &mut Recent) -> Option<usize> {
        let found = node.filter(|node| node.n_records() > 0).map(|node| self.judge(at, 1, node, &self.gaps, judge, false));
        let (evidence, found) = found.unwrap_or((Evidence::None, None));
        recent.learn(self.text, &self.words[at], node, found.as_ref());
        let hit = found?;
        self.accept(at, evidence, Borne { entries: hit.entries, variant: hit.variant, mixed: hit.mixed }, end, judge)
    }

    /// Takes word `at` for a name that these entities bear, or for a doubtful one.
    #[inline]
    fn accept(
        &mut self,
        at: usize,
        evidence: Evidence,
        Borne { entries, variant, mixed }: Borne,
        end: usize,
        judge: &CaseJudge<'_>,
    ) -> Option<usize> {
        let hit = Match { span: self.words[at].span(), first_word: at as u32, end_word: at as u32 + 1, variant, mixed, edits: 0, entries };
        if evidence == Evidence::Name || self.has_second_cue(at, 1, end, judge) {
            self.found.push(hit);
            return Some(at + 1);
        }
        self.doubtful.push(hit);
        None
    }

    /// Follows the trie from word `at`; leaves the ends of names in `steps`, that of the first word alone if `alone`, and the gaps between the
    /// words in `gaps`.
    pub(super) fn walk(&mut self, at: usize, first: Node<'g>, alone: bool, end: usize) {
        self.steps.clear();
        let mut node = Some(first);
        let mut depth = 1;
        while let Some(here) = node {
            if here.n_records() > 0 && (alone || depth > 1) {
                self.steps.push((depth, here));
            }
            if at + depth >= end || depth == MAX_WORDS {
                break;
            }
            let (left, right) = (&self.words[at + depth - 1], &self.words[at + depth]);
            let gap = || gaps::in_text(self.text, left, right).filter(|_| !self.breaks.before(at + depth));
            node = here.next(self.text, right, gap).map(|(node, gap)| {
                self.gaps[depth - 1] = gap;
                node
            });
            depth += 1;
        }
    }

    /// Tries the names that start at word `at`; gives the word to go on with if one was found.
    pub(super) fn from(&mut self, at: usize, first: Node<'g>, alone: bool, end: usize, judge: &CaseJudge<'_>) -> Option<usize> {
        self.walk(at, first, alone, end);
        let mut doubted = false;
        let mut accepted = None;
        while let Some((length, node)) = self.steps.pop() {
            match self.judge(at, length, node, &self.gaps, judge, false) {
                (Evidence::Name, Some(hit)) => {
                    self.found.push(hit);
                    if self.options.overlap == Overlap::Longest {
                        return Some(at + length);
                    }
                    accepted = Some(at + 1);
                }
                (_, Some(hit)) => {
                    if self.has_second_cue(at, length, end, judge) {
                        self.found.push(hit);
                        if self.options.overlap == Overlap::Longest {
                            return Some(at + length);
                        }
                        accepted = Some(at + 1);
                    } else if !doubted || self.options.overlap == Overlap::All {
                        doubted = true;
                        self.doubtful.push(hit);
                    }
                }
                (_, None) => {}
            }
        }
        accepted
    }

    /// A locative preposition or a title before the match, or a comma and a known place after it.
    pub(super) fn has_second_cue(&mut self, at: usize, length: usize, end: usize, judge: &CaseJudge<'_>) -> bool {
        judge.is_introduced(at) || self.before_known_place(at + length, end, judge)
    }

    fn before_known_place(&mut self, next: usize, end: usize, judge: &CaseJudge<'_>) -> bool {
        if next >= end {
            return false;
        }
        let gap = &self.text[self.words[next - 1].end as usize..self.words[next].start as usize];
        if gap.len() > 8 || gap.trim_end() != "," || self.breaks.before(next) || !self.sieve.may_start(next, &self.words[..end]) {
            return false;
        }
        let Some(first) = self.gazetteer.trie.first(self.text, &self.words[next]) else { return false };
        let kept = std::mem::take(&mut self.steps);
        let gaps = self.gaps;
        self.walk(next, first, true, end);
        let steps = std::mem::replace(&mut self.steps, kept);
        let known = steps.iter().rev().any(|&(length, node)| match self.judge(next, length, node, &self.gaps, judge, false) {
            (Evidence::Name, Some(hit)) => hit.entries.iter().any(|&e| self.gazetteer.is_place(e)),
            _ => false,
        });
        self.gaps = gaps;
        known
    }
}

impl Gazetteer {
    pub(super) fn is_place(&self, entry: u32) -> bool {
        let entry = self.entry(entry);
        matches!(entry.kind(), "place" | "country") || entry.position().is_some()
    }
}
