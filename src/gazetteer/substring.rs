//! Names inside words: Aho-Corasick over the folded text, for scripts without spaces, compounds and hashtags.
//!
//! The words of the text are folded a character with its marks at a time, one behind the other with nothing between them, and every byte of the
//! outcome knows the character that it came from. What stands between the words is compared afterwards, with what the name allows there
//! (see `gaps`). The automaton (Aho and Corasick 1975) finds the leftmost longest name; where that one does not hold, the shorter ones
//! that it begins with are tried.

use super::breaks::Breaks;
use super::case::{CaseJudge, Evidence, agrees};
use super::commonplace::Commonplace;
use super::flag;
use super::gaps::{self, Gap};
use super::kinds::Kinds;
use super::names::Forms;
use super::policy::Policies;
use super::variants::{Maker, Named};
use super::{Case, FindOptions, Gazetteer, Match, Overlap, Variant, lists};
use crate::error::{Error, Result};
use crate::span::Span;
use crate::text::fold::{self, Folder};
use crate::text::lookalikes::may_mix;
use crate::text::unspaced::is_unspaced;
use crate::text::{Shape, Word};
use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Letters of a name whose case says nothing inside a word.
const LONG: usize = 4;
/// No pattern.
const NONE: u32 = u32::MAX;

/// A name that a pattern stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bearer {
    entry: u32,
    name: u16,
    flags: u32,
    /// Where its gaps stand among all.
    gaps: (u32, u32),
}

/// The automaton and what its patterns stand for.
#[derive(Clone, Debug)]
pub(super) struct Substring {
    longest: AhoCorasick,
    patterns: Vec<Box<[u8]>>,
    bearers: Vec<Vec<Bearer>>,
    /// Of every name the bytes of its pattern before each gap, and what the gap allows.
    gaps: Vec<(u32, Gap)>,
    /// Of every pattern the longest other one that it begins with.
    prefix: Vec<u32>,
}

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

impl Substring {
    /// The automaton over all names of a gazetteer.
    pub fn new(gazetteer: &Gazetteer) -> Result<Self> {
        let mut numbers: FxHashMap<Vec<u8>, u32> = FxHashMap::default();
        let mut bearers: Vec<Vec<Bearer>> = Vec::new();
        let mut gaps: Vec<(u32, Gap)> = Vec::new();
        let mut forms = Forms::new();
        let commonplace = Commonplace::of(gazetteer.entities());
        let mut add = |name: &str, entry: u32, number: u16, flags: u32| {
            if forms.cut(name, String::new).is_err() {
                return;
            }
            for form in forms.iter() {
                let mut pattern = Vec::new();
                let first = gaps.len() as u32;
                for (at, word) in form.iter().enumerate() {
                    if at > 0 {
                        gaps.push((pattern.len() as u32, word.gap));
                    }
                    pattern.extend_from_slice(&forms.folded[word.start as usize..word.end as usize]);
                }
                let bearer =
                    Bearer { entry, name: number, flags: flags | commonplace.flags(forms.flags, form), gaps: (first, gaps.len() as u32) };
                let at = *numbers.entry(pattern).or_insert(bearers.len() as u32) as usize;
                if at == bearers.len() {
                    bearers.push(Vec::new());
                }
                bearers[at].push(bearer);
            }
        };
        let policies = Policies::new(gazetteer.entities());
        let kinds = Kinds::new(gazetteer.entities(), gazetteer.options.variants);
        let mut maker = Maker::new();
        for entry in gazetteer.iter() {
            let policy = policies.of(entry);
            for (n, name) in entry.names().enumerate() {
                add(name, entry.index, n.min(0xFFFF) as u16, policy.flags(name));
            }
            let names: Vec<&str> = entry.names().collect();
            maker.make(&Named::of(entry, kinds.of(entry)), &mut |made| {
                let flags = names.get(usize::from(made.name)).map_or(0, |name| policy.flags(name));
                add(made.text, entry.index, made.name, made.flags | flags);
            });
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
        Ok(Self { longest, patterns, bearers, gaps, prefix })
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
            let folds = fold == fold::Folding::ALL
                || name.is_some_and(|name| super::folding::normal(written, fold) == super::folding::normal(name, fold));
            if holds && folds && seen.insert(bearer.entry) {
                entries.push(bearer.entry);
                let how = if name == Some(written) { Variant::Exact } else { flag::variant(bearer.flags) };
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
