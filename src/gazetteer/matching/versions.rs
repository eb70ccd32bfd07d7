//! Versions of a listed designation, with letters behind its digits: F-16C of a listed F-16, T-72B3M of T-72B3, С-300ПМУ of С-300.
//!
//! The letters may be any, so they are made into no spelling: where a text has digits with capitals behind them and no name was found over
//! them, the designation is looked up once more without these. What is listed itself goes before.

use super::{FindOptions, Match, Overlap, Variant};
use crate::gazetteer::entries::{Boundary, EntryRef};
use crate::gazetteer::index::Gazetteer;
use crate::gazetteer::variants::{Who, has_seam};
use crate::span::Span;
use crate::text::{Shape, Word};

/// The most characters of a version's letters and digits: the PMU2 of S-300PMU2.
const LONGEST: usize = 4;
/// The most characters of a word with such letters.
const LONGEST_WORD: usize = 12;
/// The most words of a designation: Bayraktar TB2, Leopard 2A6.
const MOST_WORDS: usize = 4;
/// Types whose entities have versions, beside those that say nothing.
const KINDS: [&str; 9] = ["equipment", "weapon", "weapons", "aircraft", "vehicle", "missile", "drone", "ship", "system"];

/// True for what may have versions.
fn has_versions(entry: EntryRef<'_>) -> bool {
    Who::of(entry.kind()) == Who::Either || KINDS.iter().any(|kind| kind.eq_ignore_ascii_case(entry.kind()))
}

/// The lengths of what is left of a word without the letters of a version, longest first.
fn stems(word: &str) -> impl Iterator<Item = usize> {
    let fits = |&(at, c): &(usize, char)| {
        let version = &word[at..];
        let written = version.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
        c.is_uppercase() && word.as_bytes()[..at].last().is_some_and(u8::is_ascii_digit) && written && version.chars().count() <= LONGEST
    };
    word.char_indices().rev().filter(fits).map(|(at, _)| at)
}

impl Gazetteer {
    /// True if there is an entity that has versions.
    fn lists_designations(&self) -> bool {
        let has = |entry: EntryRef<'_>| has_versions(entry) && entry.names().any(has_seam);
        *self.designations.get_or_init(|| self.options.variants.makes_versions() && self.iter().any(has))
    }

    /// Adds the versions of listed designations; `together` tells whether a word and the one before it are of one block. Matches are in text
    /// order and stay so.
    pub(super) fn take_versions(
        &self,
        text: &str,
        words: &[Word],
        together: impl Fn(usize) -> bool,
        options: FindOptions,
        found: &mut Vec<Match>,
    ) {
        if options.overlap == Overlap::All || self.options.boundary == Boundary::None || !self.lists_designations() {
            return;
        }
        for (at, word) in words.iter().enumerate() {
            let shape = word.shape;
            let mixed = shape.has(Shape::DIGIT) && !shape.has(Shape::NUMBER) && !shape.has(Shape::LOWER);
            if !mixed || word.text(text).chars().count() > LONGEST_WORD {
                continue;
            }
            let Some(version) = self.version(text, words, at, &together, options) else { continue };
            let goes_before =
                |old: &Match| old.span.overlaps(version.span) && (old.span.start < version.span.start || old.span.end > word.start);
            let near = found.partition_point(|m| m.span.start < version.span.start).saturating_sub(MOST_WORDS);
            let end = found.partition_point(|m| m.span.start < version.span.end);
            if found[near..end].iter().any(goes_before) {
                continue;
            }
            found.retain(|old| !old.span.overlaps(version.span));
            found.insert(found.partition_point(|old| old.span.start < version.span.start), version);
        }
    }

    /// The designation that word `at` ends, without the letters behind its digits.
    fn version(&self, text: &str, words: &[Word], at: usize, together: &impl Fn(usize) -> bool, options: FindOptions) -> Option<Match> {
        let word = &words[at];
        let joined = |at: usize| {
            let gap = &text[words[at - 1].end as usize..words[at].start as usize];
            gap.chars().count() == 1 && together(at)
        };
        let first = (at.saturating_sub(MOST_WORDS - 1)..at).rev().take_while(|&before| joined(before + 1)).last().unwrap_or(at);
        let start = words[first].start;
        let every = FindOptions { fuzzy: 0, overlap: Overlap::All, ..options };
        stems(word.text(text)).find_map(|stem| {
            let written = &text[start as usize..word.start as usize + stem];
            let ends = |m: &Match| m.span.end as usize == written.len();
            let mut m = self.find_text(written, every).into_iter().find(ends)?;
            m.entries.retain(|entry| has_versions(self.entry(*entry)));
            if m.entries.is_empty() || !has_seam(m.span.text(written)) {
                return None;
            }
            let span = Span::new(start + m.span.start, word.end);
            let first_word = m.first_word + first as u32;
            let variant = if m.variant == Variant::Exact { Variant::Folded } else { m.variant };
            Some(Match { span, first_word, end_word: at as u32 + 1, variant, ..m })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_end_with_digits() {
        let stems = |word: &str| stems(word).map(|end| word[..end].to_owned()).collect::<Vec<_>>();
        assert_eq!(stems("16C"), ["16"]);
        assert_eq!(stems("72B3M"), ["72B3", "72"]);
        assert_eq!(stems("300ПМУ2"), ["300"]);
        assert!(["F", "16", "24x", "7ABCDE", "U2"].iter().all(|word| stems(word).is_empty()));
    }
}
