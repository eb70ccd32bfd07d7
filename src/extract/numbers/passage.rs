//! A run of words with the marks between them: what the readers of times and quantities walk over.

use crate::text::Word;

/// A document's text and words, read up to a limit. Indices are those of the document's words.
#[derive(Clone, Copy)]
pub(in crate::extract) struct Passage<'a> {
    /// The whole document.
    pub text: &'a str,
    /// All words of the document.
    pub words: &'a [Word],
    /// The first word that does not belong to the passage.
    pub end: usize,
}

impl<'a> Passage<'a> {
    /// Word `i`, while the passage lasts.
    pub fn word(&self, i: usize) -> Option<&'a Word> {
        if i < self.end { self.words.get(i) } else { None }
    }

    /// Word `i` as written; empty past the end.
    pub fn written(&self, i: usize) -> &'a str {
        self.word(i).map_or("", |w| w.text(self.text))
    }

    /// True if word `i` is `word`, in any case.
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.written(i).eq_ignore_ascii_case(word)
    }

    /// True if word `i` is one of `list`, in any case.
    pub fn is_any(&self, i: usize, list: &[&str]) -> bool {
        let word = self.written(i);
        list.iter().any(|l| word.eq_ignore_ascii_case(l))
    }

    /// What stands between word `i` and the next; empty at the end.
    pub fn gap(&self, i: usize) -> &'a str {
        match (self.word(i), self.word(i + 1)) {
            (Some(a), Some(b)) => self.text.get(a.end as usize..b.start as usize).unwrap_or(""),
            _ => "",
        }
    }

    /// True if nothing but a little white space parts word `i` from the next.
    pub fn spaced(&self, i: usize) -> bool {
        is_space(self.gap(i))
    }

    /// True if a full stop (of an abbreviation) and a little white space part word `i` from the next.
    pub fn spaced_after_stop(&self, i: usize) -> bool {
        self.gap(i).strip_prefix('.').is_some_and(is_space)
    }

    /// True if one hyphen or dash, without white space, joins word `i` to the next.
    pub fn hyphened(&self, i: usize) -> bool {
        matches!(self.gap(i), "-" | "\u{2010}" | "\u{2011}" | "\u{2013}" | "\u{2012}")
    }

    /// True if a dash, with or without white space on both sides, parts word `i` from the next.
    pub fn dashed(&self, i: usize) -> bool {
        let gap = self.gap(i);
        gap.len() <= 12 && matches!(gap.trim(), "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2014}" | "\u{2212}")
    }

    /// The text from byte `at` on.
    pub fn rest(&self, at: u32) -> &'a str {
        self.text.get(at as usize..).unwrap_or("")
    }

    /// The character just before byte `at`.
    pub fn char_before(&self, at: u32) -> Option<char> {
        self.text.get(..at as usize)?.chars().next_back()
    }

    /// The character at byte `at`.
    pub fn char_at(&self, at: u32) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// The first word that begins at or after byte `at`, looking from word `i` on.
    pub fn next_from(&self, mut i: usize, at: u32) -> usize {
        while self.word(i).is_some_and(|w| w.start < at) {
            i += 1;
        }
        i
    }
}

/// True for one to eight bytes of white space.
pub(in crate::extract) fn is_space(gap: &str) -> bool {
    (1..=8).contains(&gap.len()) && gap.chars().all(char::is_whitespace)
}
