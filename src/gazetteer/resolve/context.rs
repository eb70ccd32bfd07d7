//! What every rule looks at: the words around a mention, their classes, the marks between them.

use super::around::Around;
use crate::gazetteer::entries::EntryRef;
use crate::gazetteer::index::Gazetteer;
use crate::gazetteer::index::bodies::is_bare;
use crate::gazetteer::known::cues::{Cue, Lexicon};
use crate::gazetteer::matching::Mention;
use crate::span::Span;
use crate::text::{BlockKind, Outline, Shape, Word};
use rustc_hash::FxHashSet;
use std::cell::OnceCell;

/// No mention covers the word.
pub(super) const FREE: u32 = u32::MAX;

/// One document and the gazetteer that it was matched against.
pub(super) struct Context<'a, 't, 'g> {
    pub(super) gazetteer: &'g Gazetteer,
    pub(super) outline: &'a Outline<'t>,
    lexicon: &'static Lexicon,
    /// Hashes of the words that stand alone beside a verb of saying, once they were asked for.
    speakers: OnceCell<FxHashSet<u64>>,
}

impl<'a, 't, 'g> Context<'a, 't, 'g> {
    pub(super) fn new(gazetteer: &'g Gazetteer, outline: &'a Outline<'t>) -> Self {
        Self { gazetteer, outline, lexicon: Lexicon::shared(), speakers: OnceCell::new() }
    }

    /// True if a word like `i` stands somewhere in the document as surnames do: alone, without an article, beside a verb of saying.
    pub(super) fn speaks_alone(&self, i: usize) -> bool {
        self.speakers.get_or_init(|| self.lone_speakers()).contains(&self.word(i).hash)
    }

    fn lone_speakers(&self) -> FxHashSet<u64> {
        let mut found = FxHashSet::default();
        for sentence in 0..self.outline.sentences.len() {
            let (start, end) = self.sentence(sentence as u32);
            for i in (start..end).filter(|&i| self.capital(i) && !self.possessive(i)) {
                let linked = |i: usize| self.joined(i) || self.hyphened(i);
                let before = (i > start && linked(i)).then(|| i - 1);
                let behind = (i + 1 < end && linked(i + 1)).then_some(i + 1);
                let part = |i: Option<usize>| i.is_some_and(|i| self.capital(i));
                let says = |i: Option<usize>| i.is_some_and(|i| self.cue(i).any(Cue::REPORTING));
                let article = before.is_some_and(|i| self.is(i, &["the", "a", "an"]));
                if !(part(before) || part(behind) || article) && (says(before) || says(behind)) {
                    found.insert(self.word(i).hash);
                }
            }
        }
        found
    }

    /// The words alone.
    pub(super) fn around(&self) -> Around<'a, 't> {
        Around { words: &self.outline.words, text: self.outline.text, lexicon: self.lexicon }
    }

    /// Word `i`; the caller keeps `i` inside the document.
    #[inline]
    pub(super) fn word(&self, i: usize) -> &'a Word {
        &self.outline.words[i]
    }

    /// Word `i` as written.
    #[inline]
    pub(super) fn written(&self, i: usize) -> &'t str {
        self.word(i).text(self.outline.text)
    }

    /// True if word `i` is one of `words`, which are in lower case.
    #[inline]
    pub(super) fn is(&self, i: usize, words: &[&str]) -> bool {
        let written = self.written(i);
        words.iter().any(|w| written.eq_ignore_ascii_case(w))
    }

    /// The classes of word `i`.
    #[inline]
    pub(super) fn cue(&self, i: usize) -> Cue {
        self.lexicon.cue(self.word(i).hash)
    }

    /// The type that word `i` gives to a name which it heads.
    #[inline]
    pub(super) fn designator(&self, i: usize) -> Option<&'static str> {
        self.lexicon.designator(self.word(i).hash)
    }

    /// True if word `i` begins with a capital.
    #[inline]
    pub(super) fn capital(&self, i: usize) -> bool {
        self.word(i).shape.has(Shape::CAPITAL)
    }

    /// True if word `i` is the `s` of a possessive.
    #[inline]
    pub(super) fn possessive(&self, i: usize) -> bool {
        self.word(i).shape.has(Shape::POSSESSIVE)
    }

    /// What stands between word `i` and the one before it; from the start of the text for the first word.
    #[inline]
    pub(super) fn gap(&self, i: usize) -> &'t str {
        let start = if i == 0 { 0 } else { self.word(i - 1).end };
        let end = self.outline.words.get(i).map_or(self.outline.text.len() as u32, |w| w.start);
        Span::new(start.min(end), end).text(self.outline.text)
    }

    /// True if nothing but white space parts word `i` from the one before it.
    #[inline]
    pub(super) fn joined(&self, i: usize) -> bool {
        let gap = self.gap(i);
        i > 0 && (gap == " " || !gap.is_empty() && gap.chars().all(char::is_whitespace))
    }

    /// True if a hyphen or dash without white space parts word `i` from the one before it.
    #[inline]
    pub(super) fn hyphened(&self, i: usize) -> bool {
        i > 0 && matches!(self.gap(i), "-" | "‐" | "‑" | "–" | "—")
    }

    /// True if a comma parts word `i` from the one before it.
    pub(super) fn comma(&self, i: usize) -> bool {
        i > 0 && self.gap(i).trim() == ","
    }

    /// First word and end of a sentence.
    #[inline]
    pub(super) fn sentence(&self, sentence: u32) -> (usize, usize) {
        let s = &self.outline.sentences[sentence as usize];
        (s.first_word as usize, s.end_word as usize)
    }

    /// The kind of the block that holds a sentence.
    pub(super) fn block_kind(&self, sentence: u32) -> BlockKind {
        self.outline.sentence_kind(sentence as usize)
    }

    /// The entry of a mention, unless the document made it.
    pub(super) fn entry(&self, mention: &Mention<'g>) -> Option<EntryRef<'g>> {
        mention.entry.map(|e| self.gazetteer.entry(e))
    }

    /// The country (ISO alpha-2) of a mention's entity.
    pub(super) fn country(&self, mention: &Mention<'g>) -> Option<&'g str> {
        self.entry(mention)?.country()
    }

    /// The government that a mention may stand for.
    pub(super) fn metonym(&self, mention: &Mention<'g>) -> Option<&'g str> {
        self.entry(mention)?.text("metonym")
    }

    /// The body that a mention names, such as `foreign_ministry`.
    pub(super) fn body(&self, mention: &Mention<'g>) -> Option<&'g str> {
        self.entry(mention)?.text("body")
    }

    /// True if the mention names a body without its state.
    pub(super) fn bare(&self, mention: &Mention<'g>) -> bool {
        self.entry(mention).is_some_and(is_bare)
    }

    /// True if the mention names a body of one state by a name that any other's may have too: "Congress".
    pub(super) fn generic(&self, mention: &Mention<'g>) -> bool {
        let others = || mention.candidates.iter().filter(|c| c.id != mention.id).filter_map(|c| self.gazetteer.index_of(&c.id));
        self.bare(mention) || self.body(mention).is_some() && others().any(|e| is_bare(self.gazetteer.entry(e)))
    }

    /// For every word the index of the mention that covers it, or [`FREE`].
    pub(super) fn cover(&self, mentions: &[Mention<'_>]) -> Vec<u32> {
        let mut cover = vec![FREE; self.outline.words.len()];
        for (m, mention) in mentions.iter().enumerate() {
            cover[mention.first_word as usize..mention.end_word as usize].fill(m as u32);
        }
        cover
    }

    /// The span of words `first..end`.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        Span::new(self.word(first).start, self.word(end - 1).end)
    }
}
