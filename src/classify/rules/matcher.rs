//! Runs the program over one sentence: for each word only the sequences that are anchored at it.
//!
//! A sequence is matched by moving a set of positions (a bit set of up to 64 word boundaries beside the anchor) through its
//! nodes, so the work for one anchor is bounded by the pattern and the whole is linear in the text.

use super::compile::{Anchor, Node, Program, slots};
use super::pattern::mark;
use super::verbs;
use crate::classify::sentence::SentenceView;
use crate::pool::stop_now_and_then;
use crate::text::Shape;

/// One match of one pattern: words `first..end` of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub pattern: u32,
    pub first: u32,
    pub end: u32,
}

/// A sentence as the program sees it; its buffers are used again for the next one.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    symbols: Vec<u32>,
    /// Marks before each word, and after the last.
    marks: Vec<u8>,
    /// Names as word ranges with the bit of their type.
    slots: Vec<(u32, u32, u64)>,
    /// For each boundary the name that starts there, and the one that ends there; `NONE` where there is none.
    starting: Vec<u32>,
    ending: Vec<u32>,
    /// Whether each of the names can act.
    acting: Vec<bool>,
    pub shapes: Vec<Shape>,
    /// What each word does around a verb; empty where no pattern asks.
    pub parts: Vec<u16>,
}

const NONE: u32 = u32::MAX;

/// Types of names that can be the subject of a verb.
const ACTORS: &[&str] = &["country", "government", "organization", "armed_group", "person"];

impl Tokens {
    /// Reads a sentence.
    pub fn read(&mut self, program: &Program, view: &SentenceView<'_>) {
        let n = view.words.len();
        self.symbols.clear();
        self.symbols.extend(view.words.iter().map(|w| program.vocabulary.symbol(w, view.text)));
        self.shapes.clear();
        self.shapes.extend(view.words.iter().map(|w| w.shape));
        self.marks.clear();
        let mut from = view.span.start;
        for (i, word) in view.words.iter().enumerate() {
            stop_now_and_then(i);
            self.marks.push(marks(view.text, from, word.start));
            from = word.end;
        }
        self.marks.push(marks(view.text, from, view.span.end));
        self.parts.clear();
        if program.verbs {
            verbs::read(view.words, view.text, &mut self.parts);
        }
        self.read_slots(program, view, n);
    }

    fn read_slots(&mut self, program: &Program, view: &SentenceView<'_>, n: usize) {
        self.slots.clear();
        self.acting.clear();
        for list in [&mut self.starting, &mut self.ending] {
            list.clear();
            list.resize(n + 1, NONE);
        }
        let mut first = 0;
        for slot in view.slots {
            while first < n && view.words[first].end <= slot.span.start {
                first += 1;
            }
            let mut end = first;
            while end < n && view.words[end].start < slot.span.end {
                end += 1;
            }
            if end == first {
                continue;
            }
            let number = self.slots.len() as u32;
            self.slots.push((first as u32, end as u32, program.kind_bit(slot.kind)));
            self.acting.push(ACTORS.contains(&slot.kind));
            if self.starting[first] == NONE {
                self.starting[first] = number;
            }
            if self.ending[end] == NONE {
                self.ending[end] = number;
            }
        }
    }

    /// Bits of all types of names in the sentence.
    pub fn kinds(&self) -> u64 {
        self.slots.iter().fold(0, |bits, slot| bits | slot.2)
    }

    /// True if words `first..end` lie inside a name whose type is in `bits`.
    pub fn inside(&self, first: u32, end: u32, bits: u64) -> bool {
        let upto = self.slots.partition_point(|slot| slot.0 <= first);
        self.slots[..upto].iter().rev().take(4).any(|slot| end <= slot.1 && slot.2 & bits != 0)
    }

    /// True if no clause mark stands between words `a` and `b`.
    pub fn same_clause(&self, a: u32, b: u32) -> bool {
        self.marks[a as usize + 1..=b as usize].iter().all(|m| m & mark::BARRIER == 0)
    }

    /// True if no clause mark stands at a boundary.
    #[inline]
    pub fn joined(&self, boundary: usize) -> bool {
        self.marks[boundary] & mark::BARRIER == 0
    }

    /// True if a quotation mark stands at a boundary.
    pub fn quoted(&self, boundary: usize) -> bool {
        self.marks[boundary] & mark::QUOTE != 0
    }

    /// Where the name begins that ends at a boundary and can act.
    pub fn actor_before(&self, boundary: usize) -> Option<usize> {
        let number = self.ending[boundary] as usize;
        self.acting.get(number).filter(|acts| **acts).map(|_| self.slots[number].0 as usize)
    }
}

/// The marks in the text between two words.
fn marks(text: &str, start: u32, end: u32) -> u8 {
    let bytes = text.as_bytes();
    let gap = &bytes[start as usize..end as usize];
    // One mark without white space joins what it stands between: 1,000, 10:30, and/or.
    let tight = matches!(gap, [b',' | b'.' | b':' | b'-' | b'/' | b'\'']) && bytes.get(end as usize).is_some_and(u8::is_ascii_alphanumeric);
    if gap.is_empty() || gap == b" " || tight {
        return 0;
    }
    let gap = &text[start as usize..end as usize];
    let mut out = 0;
    let mut before = None;
    for c in gap.chars() {
        out |= match c {
            ',' => mark::COMMA,
            ';' | '(' | ')' | '[' | ']' | '–' | '—' => mark::BREAK,
            ':' => mark::COLON,
            '"' | '“' | '”' | '„' | '«' | '»' | '‘' => mark::QUOTE,
            '`' | '\'' if before == Some(c) => mark::QUOTE,
            '-' if before == Some('-') => mark::BREAK,
            '?' => mark::QUESTION,
            '!' => mark::EXCLAMATION,
            '.' | '…' => mark::STOP,
            _ => 0,
        };
        if c == ' ' && before == Some('-') && gap.starts_with(' ') {
            out |= mark::BREAK;
        }
        before = Some(c);
    }
    out
}

/// Finds all matches of all patterns; in no particular order, one for each anchor.
pub(super) fn find(program: &Program, tokens: &Tokens, out: &mut Vec<Found>) {
    for (i, &symbol) in tokens.symbols.iter().enumerate() {
        stop_now_and_then(i);
        for &sequence in program.anchored(symbol) {
            attempt(program, tokens, sequence, i, i + 1, out);
        }
    }
    for &sequence in &program.by_slot {
        let Anchor::Slot(bits) = program.sequences[sequence as usize].anchor else { continue };
        for &(first, end, kind) in tokens.slots.iter().filter(|slot| slot.2 & bits != 0) {
            debug_assert!(kind != 0);
            attempt(program, tokens, sequence, first as usize, end as usize, out);
        }
    }
}

fn attempt(program: &Program, tokens: &Tokens, sequence: u32, first: usize, end: usize, out: &mut Vec<Found>) {
    let sequence = &program.sequences[sequence as usize];
    let right = Run { program, tokens, base: end, forward: true }.all(&sequence.right, 1);
    if right == 0 {
        return;
    }
    let left = Run { program, tokens, base: first, forward: false }.all(&sequence.left, 1);
    if left == 0 {
        return;
    }
    out.push(Found {
        pattern: sequence.pattern,
        first: (first - left.trailing_zeros() as usize) as u32,
        end: (end + right.trailing_zeros() as usize) as u32,
    });
}

/// One direction from one anchor. Bit `k` of a set is the boundary `k` words away from `base`.
#[derive(Clone, Copy)]
struct Run<'a> {
    program: &'a Program,
    tokens: &'a Tokens,
    base: usize,
    forward: bool,
}

impl Run<'_> {
    #[inline]
    fn all(self, nodes: &[Node], mut set: u64) -> u64 {
        for node in nodes {
            set = match node {
                // Most patterns fail here, at the first word beside their anchor.
                Node::Word(class) if set == 1 => {
                    let next = self.word(self.base).is_some_and(|w| self.program.holds(*class, self.tokens.symbols[w]));
                    u64::from(next) << 1
                }
                Node::Joint if set == 1 => u64::from(self.tokens.joined(self.base)),
                _ => self.step(node, set),
            };
            if set == 0 {
                break;
            }
        }
        set
    }

    /// The boundary at distance `k`, if it lies in the sentence.
    #[inline]
    fn boundary(self, k: u32) -> Option<usize> {
        let k = k as usize;
        let at = if self.forward { self.base + k } else { self.base.checked_sub(k)? };
        (at < self.tokens.marks.len()).then_some(at)
    }

    /// The word that follows a boundary in the direction of reading.
    #[inline]
    fn word(self, boundary: usize) -> Option<usize> {
        if self.forward { (boundary < self.tokens.symbols.len()).then_some(boundary) } else { boundary.checked_sub(1) }
    }

    #[inline]
    fn keep(self, set: u64, accept: impl Fn(usize) -> bool) -> u64 {
        bits(set).filter(|&k| self.boundary(k).is_some_and(&accept)).fold(0, |out, k| out | 1 << k)
    }

    #[inline]
    fn consume(self, set: u64, accept: impl Fn(usize) -> bool) -> u64 {
        self.keep(set, |b| self.word(b).is_some_and(&accept)) << 1
    }

    fn step(self, node: &Node, set: u64) -> u64 {
        let tokens = self.tokens;
        match node {
            Node::Word(class) => self.consume(set, |w| self.program.holds(*class, tokens.symbols[w])),
            Node::Slot(kinds) => self.slot(*kinds, set),
            Node::Group(branches) => branches.iter().fold(0, |out, branch| out | self.all(branch, set)),
            Node::Gap { min, max, crossing } => {
                let mut out = if *min == 0 { set } else { 0 };
                let mut now = set;
                for k in 1..=*max {
                    if k > 1 && !crossing {
                        now = self.keep(now, |b| tokens.joined(b));
                    }
                    now = self.consume(now, |_| true);
                    if k >= *min {
                        out |= now;
                    }
                    if now == 0 {
                        break;
                    }
                }
                out
            }
            Node::Joint => self.keep(set, |b| tokens.joined(b)),
            Node::Mark(mark) => self.keep(set, |b| tokens.marks[b] & mark != 0),
            Node::Verb(form) => self.keep(set, |b| b < tokens.symbols.len() && verbs::stands(tokens, b, *form)),
            Node::Start => self.keep(set, |b| b == 0),
            Node::End => self.keep(set, |b| b == tokens.symbols.len()),
        }
    }

    fn slot(self, kinds: u64, set: u64) -> u64 {
        let tokens = self.tokens;
        let mut out = 0;
        if kinds & slots::NUMBER != 0 {
            out |= self.consume(set, |w| tokens.shapes[w].has(Shape::NUMBER));
        }
        let any_name = kinds & slots::NAME != 0;
        let types = if any_name { slots::ANY } else { kinds };
        for k in bits(set) {
            let Some(boundary) = self.boundary(k) else { continue };
            let number = if self.forward { tokens.starting[boundary] } else { tokens.ending[boundary] };
            match tokens.slots.get(number as usize) {
                Some(&(first, end, kind)) if kind & types != 0 => out |= 1u64.checked_shl(k + end - first).unwrap_or(0),
                _ if any_name => out |= self.capitals(1 << k),
                _ => {}
            }
        }
        out
    }

    /// The longest run of words with capitals from one position, up to four.
    fn capitals(self, from: u64) -> u64 {
        let capital = |w: usize| self.tokens.shapes[w].has(Shape::CAPITAL);
        let mut run = self.consume(from, capital);
        for _ in 1..4 {
            match self.consume(self.keep(run, |b| self.tokens.joined(b)), capital) {
                0 => break,
                longer => run = longer,
            }
        }
        run
    }
}

#[inline]
fn bits(mut set: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let k = set.trailing_zeros();
        set &= set.wrapping_sub(1);
        (k < 64).then_some(k)
    })
}
