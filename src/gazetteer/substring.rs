//! Names inside words: Aho-Corasick over the folded text, for scripts without spaces, compounds and hashtags.
//!
//! The text is folded a character with its marks at a time, every byte of the outcome knows the character that it came from,
//! and what may stand between the words of a name (see `gaps`) becomes one space. The automaton (Aho and Corasick 1975) finds the
//! leftmost longest name; where that one does not hold, the shorter ones that it begins with are tried.

use super::breaks::Breaks;
use super::case::{CaseJudge, Evidence, agrees};
use super::gaps::is_dash;
use super::names::{Forms, flag};
use super::variants::{Maker, Named};
use super::{Case, FindOptions, Gazetteer, Match, Overlap, Variant};
use crate::error::{Error, Result};
use crate::span::Span;
use crate::text::fold::{self, Folder, class, is_apostrophe, is_ignorable};
use crate::text::{Shape, Word};
use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::OnceLock;

/// No pattern.
const NONE: u32 = u32::MAX;

/// A name that a pattern stands for.
#[derive(Clone, Copy, Debug)]
struct Bearer {
    entry: u32,
    name: u16,
    flags: u32,
}

/// The automaton and what its patterns stand for.
#[derive(Clone, Debug)]
pub(super) struct Substring {
    longest: AhoCorasick,
    /// Finds all names, those inside others too; made when first asked for.
    all: OnceLock<Option<AhoCorasick>>,
    patterns: Vec<Box<[u8]>>,
    bearers: Vec<Vec<Bearer>>,
    /// Of every pattern the longest other one that it begins with.
    prefix: Vec<u32>,
}

/// A text folded, with the way back.
#[derive(Default)]
pub(super) struct FoldedText {
    pub bytes: Vec<u8>,
    /// For every byte where its character begins in the text, and one past the end of the last one.
    pub starts: Vec<u32>,
    /// For every byte where its character ends.
    ends: Vec<u32>,
}

impl FoldedText {
    /// Folds `text`, which starts at byte `offset` of its document.
    pub fn new(text: &str, offset: u32) -> Self {
        let mut out = Self { bytes: Vec::with_capacity(text.len()), ..Self::default() };
        let folder = Folder::new();
        let mut folded = Vec::new();
        let mut chars = text.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            let mut end = start + c.len_utf8();
            if is_gap(c) {
                while let Some((_, next)) = chars.next_if(|(_, next)| is_gap(*next)) {
                    end += next.len_utf8();
                }
                out.gap(&text[start..end], offset + start as u32, offset + end as u32);
                continue;
            }
            while let Some((_, mark)) = chars.next_if(|(_, mark)| fold::is_mark(*mark)) {
                end += mark.len_utf8();
            }
            folded.clear();
            if folder.get(c).class & class::INNER == 0 && !is_apostrophe(c) && c != '.' {
                folded.extend_from_slice(&text.as_bytes()[start..end]);
            } else {
                folder.fold_into(&text[start..end], &mut folded);
            }
            for &byte in &folded {
                out.push(byte, offset + start as u32, offset + end as u32);
            }
        }
        out
    }

    fn push(&mut self, byte: u8, start: u32, end: u32) {
        self.bytes.push(byte);
        self.starts.push(start);
        self.ends.push(end);
    }

    /// One space for white space of at most 64 characters and one line break, or for one dash without white space on both sides;
    /// a byte that no name holds for what parts names.
    fn gap(&mut self, gap: &str, start: u32, end: u32) {
        let (mut white, mut breaks, mut dashes) = (0, 0, 0);
        for c in gap.chars().filter(|&c| !is_ignorable(c)) {
            white += usize::from(c.is_whitespace());
            breaks += usize::from(matches!(c, '\n' | '\u{85}' | '\u{2028}' | '\u{2029}'));
            dashes += usize::from(is_dash(c));
        }
        let both = dashes > 0 && gap.starts_with(char::is_whitespace) && gap.ends_with(char::is_whitespace);
        let open = white <= 64 && breaks <= 1 && dashes <= 1 && !both;
        self.push(if open { b' ' } else { 0 }, start, end);
    }

    /// The span of bytes `range`, if it begins and ends where characters do.
    fn span(&self, range: Range<usize>) -> Option<Span> {
        let whole = |at: usize| at == 0 || at >= self.bytes.len() || self.starts[at] != self.starts[at - 1];
        let last = range.end.checked_sub(1)?;
        (whole(range.start) && whole(range.end)).then(|| Span::new(self.starts[range.start], self.ends[last]))
    }
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || is_dash(c)
}

impl Substring {
    /// The automaton over all names of a gazetteer.
    pub fn new(gazetteer: &Gazetteer) -> Result<Self> {
        let mut numbers: FxHashMap<Vec<u8>, u32> = FxHashMap::default();
        let mut bearers: Vec<Vec<Bearer>> = Vec::new();
        let mut forms = Forms::new();
        let mut add = |name: &str, bearer: Bearer| {
            if forms.cut(name, String::new).is_err() {
                return;
            }
            let folded = FoldedText::new(name.trim(), 0).bytes;
            let plain: Vec<u8> = folded.iter().copied().filter(|&b| b == b' ' || b >= 128 || b.is_ascii_alphanumeric()).collect();
            for pattern in [folded, plain] {
                let number = *numbers.entry(pattern).or_insert(bearers.len() as u32) as usize;
                if number == bearers.len() {
                    bearers.push(Vec::new());
                }
                let bearer = Bearer { flags: bearer.flags | forms.flags, ..bearer };
                if bearers[number].last().is_none_or(|b| (b.entry, b.name) != (bearer.entry, bearer.name)) {
                    bearers[number].push(bearer);
                }
            }
        };
        let mut maker = Maker::new(gazetteer.options.variants);
        for entry in gazetteer.iter() {
            for (n, name) in entry.names().enumerate() {
                add(name, Bearer { entry: entry.index, name: n.min(0xFFFF) as u16, flags: 0 });
            }
            maker.make(&Named::of(entry), &mut |made| add(made.text, Bearer { entry: entry.index, name: made.name, flags: made.flags }));
        }
        let mut patterns = vec![Box::default(); bearers.len()];
        for (pattern, number) in numbers {
            patterns[number as usize] = pattern.into_boxed_slice();
        }
        for bearers in &mut bearers {
            bearers.sort_by(|a, b| gazetteer.prior(b.entry).total_cmp(&gazetteer.prior(a.entry)));
        }
        let prefix = prefixes(&patterns);
        let longest = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns).map_err(too_much)?;
        Ok(Self { longest, all: OnceLock::new(), patterns, bearers, prefix })
    }

    fn all(&self) -> Option<&AhoCorasick> {
        self.all.get_or_init(|| AhoCorasick::new(&self.patterns).ok()).as_ref()
    }
}

fn too_much(problem: aho_corasick::BuildError) -> Error {
    Error::gazetteer("boundary=\"none\"", format!("there are more names than one automaton holds: {problem}"))
}

/// Of every pattern the longest other one that it begins with.
fn prefixes(patterns: &[Box<[u8]>]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..patterns.len() as u32).collect();
    order.sort_unstable_by(|&a, &b| patterns[a as usize].cmp(&patterns[b as usize]));
    let mut out = vec![NONE; patterns.len()];
    let mut open: Vec<u32> = Vec::new();
    for at in order {
        while open.last().is_some_and(|&o| !patterns[at as usize].starts_with(&patterns[o as usize])) {
            open.pop();
        }
        out[at as usize] = open.last().copied().unwrap_or(NONE);
        open.push(at);
    }
    out
}

impl Gazetteer {
    /// Every name inside a range of words, wherever in them it stands.
    pub(super) fn inside(&self, text: &str, words: &[Word], range: Range<usize>, options: FindOptions) -> Vec<Match> {
        let Some(index) = &self.substring() else { return Vec::new() };
        let (Some(first), Some(last)) = (words.get(range.start), words[range.clone()].last()) else { return Vec::new() };
        let folded = FoldedText::new(&text[first.start as usize..last.end as usize], first.start);
        let breaks = Breaks::none(text, words);
        let judge = CaseJudge::new(text, words, range.clone(), &breaks);
        let search = Search { gazetteer: self, index, text, words, range, options, folded, judge };
        match options.overlap {
            Overlap::Longest => search.longest(),
            Overlap::All => search.all(),
        }
    }

    fn substring(&self) -> Option<&Substring> {
        if self.substring.get().is_none() {
            let made = Substring::new(self).ok()?;
            self.substring.get_or_init(|| made);
        }
        self.substring.get()
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
    fn longest(&self) -> Vec<Match> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.folded.bytes.len() {
            let Some(hit) = self.index.longest.find(&self.folded.bytes[at..]) else { break };
            let start = at + hit.start();
            let mut pattern = hit.pattern().as_u32();
            at = start + 1;
            loop {
                let end = start + self.index.patterns[pattern as usize].len();
                if let Some(found) = self.judge(start..end, pattern) {
                    out.push(found);
                    at = end;
                    break;
                }
                pattern = self.index.prefix[pattern as usize];
                if pattern == NONE {
                    break;
                }
            }
        }
        out
    }

    fn all(&self) -> Vec<Match> {
        let Some(automaton) = self.index.all() else { return self.longest() };
        let hits = automaton.find_overlapping_iter(&self.folded.bytes);
        let mut out: Vec<Match> = hits.filter_map(|hit| self.judge(hit.start()..hit.end(), hit.pattern().as_u32())).collect();
        out.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
        out.dedup_by_key(|m| m.span);
        out
    }

    /// The match of a pattern at bytes `range` of the folded text, if it holds there.
    fn judge(&self, range: Range<usize>, pattern: u32) -> Option<Match> {
        let span = self.folded.span(range)?;
        let written = span.text(self.text);
        let within = &self.words[self.range.clone()];
        let first = self.range.start + within.partition_point(|w| w.end <= span.start);
        let end = self.range.start + within.partition_point(|w| w.start < span.end);
        if first >= end {
            return None;
        }
        let mut seen = FxHashSet::default();
        let mut entries = Vec::new();
        let mut variant = Variant::Fuzzy;
        for bearer in &self.index.bearers[pattern as usize] {
            let made = bearer.flags & flag::MADE;
            let name = self.gazetteer.entry(bearer.entry).nth_name(usize::from(bearer.name)).filter(|_| made == 0);
            let holds = match self.options.case {
                Case::Insensitive => true,
                Case::Sensitive => name.is_none_or(|name| agrees(written, name)),
                Case::Auto => bearer.flags & flag::LOWER != 0 || self.capitals(first..end, span, bearer.flags),
            };
            let fold = self.gazetteer.options.fold;
            let folds = fold == fold::Folding::ALL
                || name.is_some_and(|name| super::folding::normal(written, fold) == super::folding::normal(name, fold));
            if holds && folds && seen.insert(bearer.entry) {
                entries.push(bearer.entry);
                variant = variant.min(match made {
                    _ if name == Some(written) => Variant::Exact,
                    _ if made & flag::SHORT != 0 => Variant::Short,
                    _ if made & flag::ROMANISED != 0 => Variant::Romanised,
                    _ => Variant::Folded,
                });
            }
        }
        (!entries.is_empty()).then_some(Match { span, first_word: first as u32, end_word: end as u32, variant, entries: entries.into() })
    }

    /// Case evidence: whole words as everywhere else; inside a word its case says nothing about a name of four letters or more,
    /// a shorter one must have a capital of its own; behind `#` and `@` case says nothing.
    fn capitals(&self, words: Range<usize>, span: Span, flags: u32) -> bool {
        let (first, last) = (&self.words[words.start], &self.words[words.end - 1]);
        let written = span.text(self.text);
        let cased = |c: char| c.is_uppercase() || c.is_lowercase();
        if !written.chars().any(cased) || self.text[..span.start as usize].ends_with(['#', '@']) {
            return true;
        }
        if first.start == span.start && last.end == span.end {
            return match self.judge.evidence(words.clone(), flags) {
                Evidence::Name => true,
                Evidence::Excused => self.judge.after_title(words.start) || self.judge.after_locative(words.start),
                Evidence::None => false,
            };
        }
        let starts = first.start == span.start;
        let letters = written.chars().filter(|&c| cased(c)).count();
        let capital = written.chars().any(char::is_uppercase);
        capital && (starts || letters >= 2) || !starts && letters >= 4 || starts && first.shape.has(Shape::CAPITAL)
    }
}
