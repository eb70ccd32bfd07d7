//! Names with the endings of the text's language: w Kijowie, Helsingissä, Russlands (see [`crate::text::declined`]).
//!
//! Looked for after all names that stand as they are listed, at words with a capital that are in none of these, or that begin one which
//! goes on. Any word of a name may have an ending (Nowego Jorku). One word alone asks for more: four letters, five before one more that begins
//! a sentence, no such word in small letters in the text, no given name or frequent surname that is written so (Andreas is no Andrea's). In a
//! long list, which has almost any word, its entity must be well known or named elsewhere in the text.

use super::breaks::Breaks;
use super::case::{CaseJudge, Evidence};
use super::elsewhere::Elsewhere;
use super::search::Finder;
use super::{Match, Overlap, Variant};
use crate::gazetteer::entries::gaps::{self, Gap};
use crate::gazetteer::entries::kinds::{DECLINED, Kinds};
use crate::gazetteer::entries::names::MAX_WORDS;
use crate::gazetteer::entries::{Boundary, flag};
use crate::gazetteer::index::LONG_LIST;
use crate::gazetteer::index::trie::Node;
use crate::gazetteer::known::census::is_person;
use crate::text::declined::{self, Languages};
use crate::text::fold::{fold, hash_bytes};
use crate::text::{Shape, Word};
use rustc_hash::FxHashSet;
use std::cell::OnceCell;
use std::ops::Range;

/// The fewest letters of a name of one word.
const ALONE: usize = 4;
/// The same before an ending of one letter where a sentence begins.
const INITIAL: usize = 5;
/// The most words of a name with an ending.
const LONGEST: usize = 6;
/// The prior that one word of a long list needs: that of a hundred thousand people.
const WELL_KNOWN: f32 = 0.5;

/// The names that begin at one word.
struct Look<'a, 't> {
    judge: &'a CaseJudge<'t>,
    languages: Languages,
    at: usize,
    end: usize,
    gaps: [Gap; MAX_WORDS],
    best: Option<Match>,
}

impl<'g> Finder<'g, '_> {
    /// Adds to the matches found, in ranges of words that nothing crosses, those of names with an ending of the text's language.
    pub(super) fn declined(&self, ranges: &[Range<usize>], found: Vec<Match>) -> Vec<Match> {
        if self.gazetteer.options.boundary == Boundary::None || !self.gazetteer.variants().has(DECLINED) {
            return found;
        }
        let Some(languages) = declined::languages(self.words) else { return found };
        let kinds = Kinds::new(&self.gazetteer.entities, self.gazetteer.options.variants);
        let named: OnceCell<FxHashSet<u32>> = OnceCell::new();
        let named = || named.get_or_init(|| found.iter().flat_map(|m| m.entries.iter().copied()).collect());
        let mut elsewhere = Elsewhere::default();
        let mut more: Vec<Match> = Vec::new();
        let mut next = 0;
        for range in ranges {
            let judge = CaseJudge::new(self.text, self.words, range.clone(), self.breaks);
            let mut resume = range.start;
            for at in range.clone() {
                while found.get(next).is_some_and(|m| m.end_word as usize <= at) {
                    next += 1;
                }
                let over = found.get(next).filter(|m| m.first_word as usize <= at);
                let within = over.is_some_and(|m| (m.first_word as usize) < at);
                if at < resume || within || !may_decline(&self.words[at]) {
                    continue;
                }
                let mut look = Look { judge: &judge, languages, at, end: range.end, gaps: [Gap::OPEN; MAX_WORDS], best: None };
                self.begin(&mut look, over.is_none());
                let Some(mut hit) = look.best else { continue };
                hit.entries.retain(|&entry| kinds.of(self.gazetteer.entry(entry)).has(DECLINED));
                if hit.end_word - hit.first_word == 1 {
                    let word = &self.words[at];
                    if is_person(word.hash) || elsewhere.times(self.words, word.hash).small > 0 {
                        continue;
                    }
                    if self.gazetteer.len() >= LONG_LIST {
                        hit.entries.retain(|entry| self.gazetteer.prior(*entry) >= WELL_KNOWN || named().contains(entry));
                    }
                }
                let reaches_out = |m: &Match| m.first_word < hit.end_word && m.end_word > hit.end_word;
                let longer = over.is_none_or(|m| m.end_word < hit.end_word);
                if !hit.entries.is_empty() && longer && !found[next.min(found.len())..].iter().take(LONGEST).any(reaches_out) {
                    resume = hit.end_word as usize;
                    more.push(hit);
                }
            }
        }
        merge(found, more, self.options.overlap)
    }

    /// Tries the names that begin with a word, with `alone` those of this word alone too.
    fn begin(&self, look: &mut Look<'_, '_>, alone: bool) {
        let trie = &self.gazetteer.trie;
        let (word, mut base) = (&self.words[look.at], String::new());
        if let Some(node) = trie.first(self.text, word) {
            self.follow(node, 1, false, look);
        }
        let (languages, folded) = (look.languages, fold(word.text(self.text)));
        let initial = look.judge.is_initial(look.at);
        // Where a sentence begins four letters and one more are too often another word, but for an s.
        let enough = |base: &str| {
            let (letters, all) = (base.chars().count(), folded.chars().count());
            let doubtful = initial && all <= letters + 1 && folded.strip_suffix('s') != Some(base);
            letters >= if doubtful { INITIAL } else { ALONE }
        };
        languages.bases(&folded, &mut base, |base| {
            let Some(node) = trie.first_folded(base.as_bytes(), hash_bytes(base.as_bytes())) else { return };
            match node.records(1).all(|record| record.flags & flag::ACRONYM != 0) {
                true if alone && is_ended(word.text(self.text), base) => self.take_acronym(node, look),
                false if alone && enough(base) => self.take(node, 1, look),
                _ => {}
            }
            self.follow(node, 1, true, look);
        });
    }

    /// Tries the names that go on from a node, `length` words long, of which some have an ending if they are `changed`.
    fn follow(&self, node: Node<'g>, length: usize, changed: bool, look: &mut Look<'_, '_>) {
        let i = look.at + length;
        if i >= look.end || length >= LONGEST {
            return;
        }
        let breaks: &Breaks<'_> = self.breaks;
        let word = &self.words[i];
        let Some(gap) = gaps::in_text(self.text, &self.words[i - 1], word).filter(|_| !breaks.before(i)) else { return };
        look.gaps[length - 1] = gap;
        let folded = fold(word.text(self.text));
        let go_on = |folded: &str, changed: bool, look: &mut Look<'_, '_>| {
            let Some(node) = node.child_folded(folded.as_bytes(), hash_bytes(folded.as_bytes())) else { return };
            if changed {
                self.take(node, length + 1, look);
            }
            self.follow(node, length + 1, changed, look);
            look.gaps[length - 1] = gap;
        };
        go_on(&folded, changed, look);
        let languages = look.languages;
        if may_decline(word) || !word.shape.has(Shape::CAPITAL) {
            languages.bases(&folded, &mut String::new(), |base| go_on(base, true, look));
        }
    }

    /// Takes the names that end at a node, if they are longer than what was found.
    fn take(&self, node: Node<'g>, length: usize, look: &mut Look<'_, '_>) {
        if node.n_records() == 0 || look.best.as_ref().is_some_and(|m| (m.end_word - m.first_word) as usize >= length) {
            return;
        }
        if let (evidence, Some(mut hit)) = self.judge(look.at, length, node, &look.gaps, look.judge, true)
            && (evidence == Evidence::Name || look.judge.is_introduced(look.at))
        {
            hit.mixed = false;
            look.best = Some(hit);
        }
    }

    /// Takes the acronyms that end at a node, whose capitals tell what they are: "NATOs".
    fn take_acronym(&self, node: Node<'g>, look: &mut Look<'_, '_>) {
        let mut entries: Vec<u32> = node.records(1).map(|record| record.entry).filter(|&e| (e as usize) < self.gazetteer.len()).collect();
        entries.dedup();
        if look.best.is_some() || entries.is_empty() {
            return;
        }
        look.best = Some(Match {
            span: self.words[look.at].span(),
            first_word: look.at as u32,
            end_word: look.at as u32 + 1,
            variant: Variant::Folded,
            mixed: false,
            edits: 0,
            entries: entries.into(),
        });
    }
}

/// True for an acronym in capitals with an ending in small letters behind it.
fn is_ended(written: &str, acronym: &str) -> bool {
    let letters = acronym.chars().count();
    let mut capitals = written.chars().take(letters);
    letters > 1 && capitals.all(char::is_uppercase) && written.chars().skip(letters).all(char::is_lowercase)
}

/// True for a word with a capital that may have an ending.
fn may_decline(word: &Word) -> bool {
    word.shape.has(Shape::CAPITAL)
        && word.shape.0 & (Shape::POSSESSIVE.0 | Shape::NUMBER.0 | Shape::DIGIT.0 | Shape::DOTTED.0) == 0
        && word.end - word.start > 2
}

/// Puts the new matches among the old ones; one of these that a new one holds gives way, unless all are wanted.
fn merge(mut found: Vec<Match>, mut more: Vec<Match>, overlap: Overlap) -> Vec<Match> {
    if more.is_empty() {
        return found;
    }
    if overlap == Overlap::Longest {
        let next = |old: &Match| more.get(more.partition_point(|m| m.end_word <= old.first_word));
        found.retain(|old| next(old).is_none_or(|m| m.first_word >= old.end_word));
    }
    found.append(&mut more);
    found.sort_by_key(|m| (m.first_word, std::cmp::Reverse(m.end_word)));
    found
}
