//! Names inside words, found by the automaton over the folded text.
//!
//! The words of the text are folded a character with its marks at a time, one behind the other with nothing between them, and every byte of the
//! outcome knows the character that it came from. What stands between the words is compared afterwards, with what the name allows there
//! (see `gaps`).

use super::breaks::Breaks;
use super::case::{CaseJudge, Evidence, agrees};
use super::folding::normal;
use super::{FindOptions, Match, Overlap, Variant};
use crate::gazetteer::entries::gaps::{self, Gap};
use crate::gazetteer::entries::{Case, flag};
use crate::gazetteer::index::Gazetteer;
use crate::gazetteer::index::substring::{NONE, Substring};
use crate::gazetteer::known::lists;
use crate::span::Span;
use crate::text::fold::{self, Folder};
use crate::text::lookalikes::may_mix;
use crate::text::unspaced::is_unspaced;
use crate::text::{Shape, Word};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Letters of a name whose case says nothing inside a word.
const LONG: usize = 4;
/// Words folded, with the way back.
#[derive(Default)]
struct FoldedText {
    bytes: Vec<u8>,
    /// For every byte where its character begins in the text.
    starts: Vec<u32>,
    /// For every byte where its character ends, and the full stop of a dotted acronym behind its last one.
    ends: Vec<u32>,
    /// The bytes before each word but the first, what stands between it and the word before, if a name may go on over it, and whether a name
    /// may have nothing there: at the end of a line within a paragraph of a script without spaces.
    gaps: Vec<(u32, Option<Gap>, bool)>,
    /// Which of the words behind the gaps stand behind `#` or `@`, where words are not parted.
    tagged: Vec<u32>,
}

/// True if nothing but white space with a line break stands between two words, both of a script without spaces.
fn breaks_off(text: &str, left: &Word, right: &Word) -> bool {
    let gap = &text[left.end as usize..right.start as usize];
    let unspaced = |c: Option<char>| c.is_some_and(is_unspaced);
    gap.contains(['\n', '\r', '\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}'])
        && gap.chars().all(char::is_whitespace)
        && unspaced(left.text(text).chars().next_back())
        && unspaced(right.text(text).chars().next())
}

impl FoldedText {
    /// Folds words `range` of a text.
    fn new(text: &str, words: &[Word], range: Range<usize>, breaks: &Breaks<'_>) -> Self {
        let mut out = Self::default();
        let folder = Folder::new();
        let mut folded = Vec::new();
        for at in range.clone() {
            let word = &words[at];
            if at > range.start {
                let gap = gaps::in_text(text, &words[at - 1], word).filter(|_| !breaks.before(at));
                let broken = gap.is_some() && breaks_off(text, &words[at - 1], word);
                out.gaps.push((out.bytes.len() as u32, gap, broken));
            }
            if text[..word.start as usize].ends_with(['#', '@']) {
                out.tagged.push(word.start);
            }
            // What a word of two scripts is meant in, its characters do not tell one by one.
            let mixes = word.shape.has(Shape::WIDE) && may_mix(word.text(text).as_bytes());
            let script = if mixes { fold::script(word.text(text)) } else { None };
            let mut chars = word.text(text).char_indices().peekable();
            while let Some((start, c)) = chars.next() {
                let mut end = start + c.len_utf8();
                while let Some((_, mark)) = chars.next_if(|(_, mark)| fold::is_mark(*mark)) {
                    end += mark.len_utf8();
                }
                folded.clear();
                folder.fold_into(&word.text(text)[start..end], &mut folded);
                if let Some(script) = script {
                    script.put(&mut folded, 0);
                }
                for &byte in &folded {
                    out.bytes.push(byte);
                    out.starts.push(word.start + start as u32);
                    out.ends.push(word.start + end as u32);
                }
            }
            // The last byte came from this word, since no word folds to nothing.
            if let Some(end) = out.ends.last_mut().filter(|end| **end > word.start) {
                *end = word.end;
            }
        }
        out
    }

    /// The span of bytes `range`, if it begins and ends where characters do.
    fn span(&self, range: &Range<usize>) -> Option<Span> {
        let whole = |at: usize| at == 0 || at >= self.bytes.len() || self.starts[at] != self.starts[at - 1];
        let last = range.end.checked_sub(1)?;
        (whole(range.start) && whole(range.end)).then(|| Span::new(self.starts[range.start], self.ends[last]))
    }

    /// True if what stands between the words of bytes `range` may stand between those of a name with these gaps. In a tag nothing need, nor
    /// where the name has a middle dot.
    fn fits(&self, range: &Range<usize>, name: &[(u32, Gap)], tag: bool) -> bool {
        let first = self.gaps.partition_point(|gap| gap.0 as usize <= range.start);
        let mut inside = self.gaps[first..].iter().take_while(|gap| (gap.0 as usize) < range.end).peekable();
        for &(before, allowed) in name {
            let at = range.start as u32 + before;
            while inside.next_if(|gap| gap.2 && gap.0 < at).is_some() {}
            match inside.peek() {
                Some(&&(here, gap, _)) if here == at => {
                    if !gap.is_some_and(|gap| gap.fits(allowed)) {
                        return false;
                    }
                    inside.next();
                }
                Some(&&(here, ..)) if here < at => return false,
                _ if tag || allowed.is_middle_dot() => {}
                _ => return false,
            }
        }
        inside.all(|gap| gap.2)
    }

    /// True for a word behind `#` or `@`.
    fn is_tagged(&self, word: &Word) -> bool {
        self.tagged.binary_search(&word.start).is_ok()
    }
}

impl Gazetteer {
    /// Every name inside a range of words, wherever in them it stands.
    pub(super) fn inside(&self, text: &str, words: &[Word], range: Range<usize>, breaks: &Breaks<'_>, options: FindOptions) -> Vec<Match> {
        let Some(index) = self.substring.as_deref() else { return Vec::new() };
        let folded = FoldedText::new(text, words, range.clone(), breaks);
        let judge = CaseJudge::new(text, words, range.clone(), breaks);
        let search = Search { gazetteer: self, index, text, words, range, options, folded, judge };
        search.names()
    }
}

struct Search<'g, 't> {
    gazetteer: &'g Gazetteer,
    index: &'g Substring,
    text: &'t str,
    words: &'t [Word],
    range: Range<usize>,
    options: FindOptions,
    folded: FoldedText,
    judge: CaseJudge<'t>,
}

impl Search<'_, '_> {
    /// Of the names that begin at one place the longest that holds, and all others that do if all are asked for: each begins with the next.
    fn names(&self) -> Vec<Match> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.folded.bytes.len() {
            let Some(hit) = self.index.longest.find(&self.folded.bytes[at..]) else { break };
            let start = at + hit.start();
            let mut pattern = hit.pattern().as_u32();
            at = start + 1;
            while pattern != NONE {
                let end = start + self.index.patterns[pattern as usize].len();
                if let Some(found) = self.judge(start..end, pattern) {
                    out.push(found);
                    if self.options.overlap == Overlap::Longest {
                        at = end;
                        break;
                    }
                }
                pattern = self.index.prefix[pattern as usize];
            }
        }
        out
    }

    /// The match of a pattern at bytes `range` of the folded text, if it holds there.
    fn judge(&self, range: Range<usize>, pattern: u32) -> Option<Match> {
        let span = self.folded.span(&range)?;
        let written = span.text(self.text);
        let within = &self.words[self.range.clone()];
        let first = self.range.start + within.partition_point(|w| w.end <= span.start);
        let end = self.range.start + within.partition_point(|w| w.start < span.end);
        let begins = self.words.get(first).filter(|_| first < end)?;
        // The s of a possessive begins no name.
        if begins.shape.has(Shape::POSSESSIVE) {
            return None;
        }
        let tag = self.folded.is_tagged(begins);
        let mut seen = FxHashSet::default();
        let mut entries = Vec::new();
        let (mut variant, mut mixed) = (Variant::Fuzzy, false);
        for bearer in &self.index.bearers[pattern as usize] {
            let made = bearer.flags & flag::MADE;
            let name = self.gazetteer.entry(bearer.entry).nth_name(usize::from(bearer.name)).filter(|_| made == 0);
            let gaps = self.index.gaps.get(bearer.gaps.0 as usize..bearer.gaps.1 as usize).unwrap_or_default();
            if !self.folded.fits(&range, gaps, tag) {
                continue;
            }
            let strict = bearer.flags & flag::SENSITIVE != 0 || self.options.case == Case::Sensitive;
            let capitals = || self.capitals(first..end, span, bearer.flags);
            let holds = if self.options.case == Case::Insensitive {
                true
            } else if strict {
                // A spelling that was made of the name has letters of its own: its capitals must not be missing.
                name.map_or_else(capitals, |name| agrees(written, name))
            } else {
                bearer.flags & (flag::LOWER | flag::INSENSITIVE) != 0 || capitals()
            };
            let fold = self.gazetteer.options.fold;
            let folds = fold == fold::Folding::ALL || name.is_some_and(|name| normal(written, fold) == normal(name, fold));
            if holds && folds && seen.insert(bearer.entry) {
                entries.push(bearer.entry);
                let how = if name == Some(written) { Variant::Exact } else { Variant::of(bearer.flags) };
                mixed |= entries.len() > 1 && how != variant;
                variant = variant.min(how);
            }
        }
        (!entries.is_empty()).then_some(Match {
            span,
            first_word: first as u32,
            end_word: end as u32,
            variant,
            mixed,
            edits: 0,
            entries: entries.into(),
        })
    }

    /// Case evidence: whole words as everywhere else; inside a word, and behind `#` and `@`, its case says nothing about a name of four letters
    /// or more, but for a common word that a longer one begins with; a shorter one must have a capital of its own.
    fn capitals(&self, words: Range<usize>, span: Span, flags: u32) -> bool {
        let (first, last) = (&self.words[words.start], &self.words[words.end - 1]);
        let written = span.text(self.text);
        let cased = |c: char| c.is_uppercase() || c.is_lowercase();
        let letters = written.chars().filter(|&c| cased(c)).count();
        if letters == 0 {
            return true;
        }
        let capital = written.chars().any(char::is_uppercase);
        if self.folded.is_tagged(first) && (capital || letters >= LONG) {
            return true;
        }
        if first.start == span.start && last.end == span.end {
            return match self.judge.evidence(words.clone(), flags) {
                Evidence::Name => true,
                Evidence::Excused => self.judge.after_title(words.start) || self.judge.after_locative(words.start),
                Evidence::None => false,
            };
        }
        if first.start != span.start {
            return letters >= LONG || capital && letters >= 2;
        }
        capital || first.shape.has(Shape::CAPITAL) || letters >= LONG && lists::kinds(fold::hash(&fold::fold(written))) == 0
    }
}
