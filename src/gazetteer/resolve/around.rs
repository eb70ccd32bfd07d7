//! The words around mentions.

use crate::gazetteer::entries::gaps;
use crate::gazetteer::known::census;
use crate::gazetteer::known::cues::{Cue, Lexicon};
use crate::gazetteer::matching::Match;
use crate::text::Word;

/// A text as words, and what the lists say of them.
#[derive(Clone, Copy)]
pub(super) struct Around<'a, 't> {
    pub words: &'a [Word],
    pub text: &'t str,
    pub lexicon: &'static Lexicon,
}

impl<'a, 't> Around<'a, 't> {
    pub fn new(words: &'a [Word], text: &'t str) -> Self {
        Self { words, text, lexicon: Lexicon::shared() }
    }

    pub fn cue(&self, i: usize) -> Cue {
        self.lexicon.cue(self.words[i].hash)
    }

    pub fn gap(&self, i: usize) -> &'t str {
        &self.text[self.words[i - 1].end as usize..self.words[i].start as usize]
    }

    /// What stands between word `i` and the next one, or the end of the text.
    pub fn behind(&self, i: usize) -> &'t str {
        let end = self.words.get(i + 1).map_or(self.text.len(), |w| w.start as usize);
        &self.text[(self.words[i].end as usize).min(end)..end]
    }

    /// True after a word whose full stop ends no sentence.
    pub fn takes_full_stop(&self, i: usize) -> bool {
        gaps::takes_full_stop(self.text, &self.words[i])
    }

    /// True for a number of years that a person may count.
    pub fn is_age(&self, i: usize) -> bool {
        self.written(i).parse().is_ok_and(|years: u32| (10..=110).contains(&years))
    }

    /// Word `i` as written.
    pub fn written(&self, i: usize) -> &'t str {
        self.words[i].text(self.text)
    }

    pub fn joined(&self, i: usize) -> bool {
        let gap = self.gap(i);
        gap == " " || !gap.is_empty() && gap.chars().all(char::is_whitespace)
    }

    /// True if nothing but a comma and white space parts word `i` from the one before.
    pub fn comma(&self, i: usize) -> bool {
        let gap = self.gap(i);
        gap == ", " || gap.trim() == ","
    }

    /// True if a bracket closes behind word `i`.
    pub fn closes(&self, i: usize) -> bool {
        self.behind(i).trim_start_matches(['”', '"']).starts_with([')', ']'])
    }

    pub fn is(&self, i: usize, words: &[&str]) -> bool {
        let written = self.written(i);
        words.iter().any(|w| written.eq_ignore_ascii_case(w))
    }

    /// True if the word is a given name, by the list of cues or by the census.
    pub fn is_given(&self, i: usize) -> bool {
        self.cue(i).any(Cue::GIVEN) || census::borne(self.words[i].hash).given
    }

    /// A match as written.
    pub fn surface(&self, m: &Match) -> &'t str {
        m.span.text(self.text)
    }

    /// The hash of the words `first..end` in their order.
    pub fn name(&self, first: u32, end: u32) -> u64 {
        (first..end).fold(0, |name, w| u64::rotate_left(name, 5) ^ self.words[w as usize].hash)
    }
}

/// True if a gap is a dash that parts what stands on its sides: a long one, or one with spaces. "Minsk–Homel" is a way.
pub(super) fn is_dash(gap: &str) -> bool {
    let spaced = gap.starts_with(char::is_whitespace) && gap.ends_with(char::is_whitespace);
    matches!(gap.trim(), "—" | "--") || spaced && matches!(gap.trim(), "–" | "-")
}
