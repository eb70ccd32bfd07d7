//! Whether a text's words are a name that the trie led to: gaps, letters, case, and which entities bear it.

use super::case::{CaseJudge, Evidence, agrees};
use super::search::Finder;
use super::{Entries, Match, Variant};
use crate::gazetteer::entries::gaps::Gap;
use crate::gazetteer::entries::{Case, flag, names};
use crate::gazetteer::index::trie::{Node, Record};
use crate::gazetteer::index::{Gazetteer, LONG_LIST};
use crate::gazetteer::known::lists::{self, CALENDAR, TITLE};
use crate::span::Span;
use crate::text::{Shape, Word};

impl Finder<'_, '_> {
    /// The match of `length` words at `at`, if a name there fits in gaps and case; with [`Evidence::Excused`] if it needs a second cue. A
    /// misspelt name cannot be compared letter by letter: its case is judged as by default.
    pub(super) fn judge(
        &self,
        at: usize,
        length: usize,
        node: Node<'_>,
        gaps: &[Gap],
        judge: &CaseJudge<'_>,
        misspelt: bool,
    ) -> (Evidence, Option<Match>) {
        let words = &self.words[at..at + length];
        let span = Span::new(words[0].start, words[length - 1].end);
        let written = span.text(self.text);
        let mut verdicts: [Option<Evidence>; 4] = [None; 4];
        // The entities of the best evidence so far.
        let (mut best, mut entries) = (Evidence::None, Entries::new());
        let (mut variant, mut mixed) = (None, false);
        let mut known = None;
        let mut how_written = || *known.get_or_insert_with(|| names::written(written));
        for record in node.records(length) {
            // A file whose index was not checked may name an entity that is none.
            if record.entry as usize >= self.gazetteer.len() || !record.allows(&gaps[..length - 1]) {
                continue;
            }
            if !misspelt && !self.gazetteer.folds_to(written, &record) {
                continue;
            }
            let name = || self.gazetteer.name_of(&record);
            let mut capitals = || {
                let kind = usize::from(record.flags & flag::ACRONYM != 0) | (usize::from(record.flags & flag::STARTS_LOWER != 0) << 1);
                *verdicts[kind].get_or_insert_with(|| judge.evidence(at..at + length, record.flags))
            };
            let strict = record.flags & flag::SENSITIVE != 0 || self.options.case == Case::Sensitive && !misspelt;
            let evidence = if self.options.case == Case::Insensitive {
                Evidence::Name
            } else if strict {
                // A spelling that was made of the name has letters of its own: its capitals must not be missing.
                let listed = self.gazetteer.listed_name(&record).filter(|_| record.flags & flag::MADE == 0);
                let agrees = !misspelt && listed.map_or_else(|| capitals() != Evidence::None, |name| agrees(written, name));
                if agrees { Evidence::Name } else { Evidence::None }
            } else if record.flags & (flag::LOWER | flag::INSENSITIVE) != 0 {
                Evidence::Name
            } else {
                match capitals() {
                    Evidence::Excused if !misspelt && length > 1 && self.stands_as_listed(at, length, name()) => Evidence::Name,
                    evidence => evidence,
                }
            };
            match evidence {
                Evidence::None => continue,
                // What was found on less evidence is not meant, however it is written.
                Evidence::Name if best != Evidence::Name => (best, entries, variant, mixed) = (Evidence::Name, Entries::new(), None, false),
                Evidence::Excused if best == Evidence::None => best = Evidence::Excused,
                Evidence::Excused if best == Evidence::Name => continue,
                Evidence::Name | Evidence::Excused => {}
            }
            // Plain names of the same words are compared by how they are written; others letter by letter, unless one alone is ASCII.
            let kind = record.flags & (flag::PLAIN | flag::WIDE);
            let exact = match record.flags & flag::DERIVED {
                0 if !misspelt && kind & flag::PLAIN != 0 => kind == how_written(),
                0 if kind == flag::WIDE && written.is_ascii() => false,
                _ => variant != Some(Variant::Exact) && name() == Some(written),
            };
            let how = if exact { Variant::Exact } else { Variant::of(record.flags) };
            mixed |= variant.is_some_and(|v| v != how);
            variant = Some(variant.map_or(how, |v: Variant| v.min(how)));
            // The records of one entity stand side by side.
            if entries.last() != Some(&record.entry) {
                entries.push(record.entry);
            }
        }
        if entries.is_empty() {
            return (Evidence::None, None);
        }
        let (variant, mixed) = (variant.unwrap_or(Variant::Folded), mixed && entries.len() > 1);
        (best, Some(Match { span, first_word: at as u32, end_word: (at + length) as u32, variant, mixed, edits: 0, entries }))
    }

    /// True if a short list's name of several words has no capital but its first, which no running text could show otherwise, and is written just
    /// so: "Front national", "Green party". A noun with an adjective alone seldom begins a sentence.
    fn stands_as_listed(&self, at: usize, length: usize, name: Option<&str>) -> bool {
        let words = &self.words[at..at + length];
        let written = &self.text[words[0].start as usize..words[length - 1].end as usize];
        let small = |word: &Word| word.shape.has(Shape::LOWER) && !word.text(self.text).chars().any(char::is_uppercase);
        name == Some(written)
            && self.gazetteer.len() < LONG_LIST
            && lists::kinds(words[0].hash) & (CALENDAR | TITLE) == 0
            && words[1..].iter().all(small)
    }
}

impl Gazetteer {
    /// The name that a record is written as.
    pub(super) fn name_of(&self, record: &Record<'_>) -> Option<&str> {
        if record.flags & flag::DERIVED == 0 { self.listed_name(record) } else { None }
    }

    /// The name that a record is, or was made of.
    fn listed_name(&self, record: &Record<'_>) -> Option<&str> {
        self.entry(record.entry).nth_name(record.name?)
    }
}
