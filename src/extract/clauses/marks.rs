//! Quotation marks: which opens, which closes, which is an apostrophe.
//!
//! Each block is read by itself. Double marks are paired on a stack; single marks, which look like apostrophes, are
//! paired by looking ahead. An opening mark that is never closed reaches to the end of its block where the next
//! block opens again (a quotation of several paragraphs), else to the end of its sentence.

use crate::pool::stop_if_asked;
use crate::span::Span;
use crate::text::{BlockKind, Outline};

/// The text between two quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// With its marks.
    pub outer: Span,
    /// Without its marks and without white space at either end.
    pub inner: Span,
    /// Its block.
    pub block: u32,
    /// How many others it lies in.
    pub depth: u8,
    /// It goes on the quotation of the block before, which was never closed.
    pub continues: bool,
    /// It was never closed.
    pub open: bool,
}

#[derive(Clone, Copy)]
struct Mark {
    start: u32,
    end: u32,
    sign: char,
    /// The character before: white space stands for the block's start.
    before: char,
    /// The character after: white space stands for the block's end.
    after: char,
}

/// More marks than this open at once are taken for noise.
const DEEPEST: usize = 8;

/// All pairs of quotation marks outside furniture, by where they open.
pub fn quoted(outline: &Outline<'_>) -> Vec<Quoted> {
    let mut all: Vec<Quoted> = Vec::new();
    let mut marks = Vec::new();
    let mut pairs: Vec<(u32, u32, u32, u32)> = Vec::new();
    // the sign with which the block before stayed open
    let mut pending: Option<char> = None;
    for (index, block) in outline.blocks.iter().enumerate() {
        stop_if_asked();
        if block.kind == BlockKind::Furniture {
            continue;
        }
        collect(outline.text, block.span, &mut marks);
        pairs.clear();
        let left = doubles(&marks, &mut pairs);
        singles(outline.text, &marks, &mut pairs);
        let first = all.len();
        let continues = pending.is_some_and(|sign| marks.first().is_some_and(|m| m.sign == sign && m.start == block.span.start));
        if continues && let Some(previous) = all.last_mut().filter(|q| q.open) {
            // the block before is quoted to its end
            let end = outline.blocks[previous.block as usize].span.end;
            previous.outer.end = end;
            previous.inner.end = end;
        }
        pending = None;
        for &(open, inner_start, inner_end, close) in &pairs {
            let inner = Span::new(inner_start, inner_end).trim(outline.text);
            if !inner.is_empty() {
                let outer = Span::new(open, close);
                all.push(Quoted { outer, inner, block: index as u32, depth: 0, continues: false, open: false });
            }
        }
        if let Some(mark) = left {
            let sentence_end = outline.sentence_at(mark.start).map_or(block.span.end, |s| outline.sentences[s as usize].span.end);
            let end = sentence_end.max(mark.end).min(block.span.end);
            let inner = Span::new(mark.end, end).trim(outline.text);
            let crosses = pairs.iter().any(|p| p.0 < end && end < p.3);
            if !inner.is_empty() && !crosses {
                all.push(Quoted { outer: Span::new(mark.start, end), inner, block: index as u32, depth: 0, continues: false, open: true });
            }
            pending = Some(mark.sign);
        }
        all[first..].sort_unstable_by_key(|q| (q.outer.start, std::cmp::Reverse(q.outer.end)));
        if continues && let Some(quoted) = all.get_mut(first) {
            quoted.continues = true;
        }
        nest(&mut all, first);
    }
    all
}

/// Writes the depth of each pair from `first` on; pairs that cross another are dropped.
fn nest(all: &mut Vec<Quoted>, first: usize) {
    let mut ends: Vec<u32> = Vec::new();
    let mut kept = first;
    for i in first..all.len() {
        let mut quoted = all[i];
        while ends.last().is_some_and(|&end| end <= quoted.outer.start) {
            ends.pop();
        }
        if ends.last().is_some_and(|&end| quoted.outer.end > end) || ends.len() >= DEEPEST {
            continue;
        }
        quoted.depth = ends.len() as u8;
        ends.push(quoted.outer.end);
        all[kept] = quoted;
        kept += 1;
    }
    all.truncate(kept);
}

/// All quotation marks of one block.
fn collect(text: &str, block: Span, marks: &mut Vec<Mark>) {
    marks.clear();
    let bytes = text.as_bytes();
    let (start, end) = (block.start as usize, block.end as usize);
    let mut i = start;
    while i < end {
        let (sign, len) = match bytes[i] {
            b'"' => ('"', 1),
            b'\'' if bytes.get(i + 1) == Some(&b'\'') && i + 1 < end => ('”', 2),
            b'`' if bytes.get(i + 1) == Some(&b'`') && i + 1 < end => ('“', 2),
            b'\'' | b'`' => ('\'', 1),
            0xC2 if matches!(bytes.get(i + 1), Some(0xAB)) => ('«', 2),
            0xC2 if matches!(bytes.get(i + 1), Some(0xBB)) => ('»', 2),
            0xE2 if bytes.get(i + 1) == Some(&0x80) => match bytes.get(i + 2) {
                Some(0x98) => ('‘', 3),
                Some(0x99) => ('’', 3),
                Some(0x9A) => ('‚', 3),
                Some(0x9B) => ('‘', 3),
                Some(0x9C) => ('“', 3),
                Some(0x9D) => ('”', 3),
                Some(0x9E) => ('„', 3),
                Some(0x9F) => ('“', 3),
                Some(0xB9) => ('«', 3),
                Some(0xBA) => ('»', 3),
                _ => {
                    i += 3;
                    continue;
                }
            },
            _ => {
                i += 1;
                continue;
            }
        };
        let before = text[start..i].chars().next_back().unwrap_or(' ');
        let after = text[i + len..end].chars().next().unwrap_or(' ');
        marks.push(Mark { start: i as u32, end: (i + len) as u32, sign, before, after });
        i += len;
    }
}

const fn is_sign(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚')
}

/// The mark stands where a word may begin after it.
fn opens(mark: Mark) -> bool {
    let before = mark.before;
    let free = before.is_whitespace() || matches!(before, '(' | '[' | '{' | '-' | '–' | '—' | '/' | ':' | ',') || is_sign(before);
    free && !mark.after.is_whitespace() && !matches!(mark.after, ',' | ';' | ')' | ']')
}

/// The mark stands where a word or a sentence may have ended before it.
fn closes(mark: Mark) -> bool {
    !mark.before.is_whitespace() && !mark.after.is_alphanumeric()
}

/// Pairs double marks; gives back the first opening mark that stays open.
fn doubles(marks: &[Mark], pairs: &mut Vec<(u32, u32, u32, u32)>) -> Option<Mark> {
    let mut stack: Vec<Mark> = Vec::new();
    for &mark in marks.iter().filter(|m| !matches!(m.sign, '\'' | '‘' | '’' | '‚')) {
        let top = stack.last().map(|m| m.sign);
        let inches = mark.sign == '"' && mark.before.is_ascii_digit() && top != Some('"');
        if inches {
            continue;
        }
        let closing = match mark.sign {
            '"' => {
                stack.iter().any(|m| m.sign == '"') && (closes(mark) || !opens(mark)) || (top == Some('“') && closes(mark) && !opens(mark))
            }
            '“' => matches!(top, Some('„')) || (!stack.is_empty() && closes(mark) && !opens(mark)),
            '”' => !(stack.is_empty() || opens(mark) && !closes(mark) && top != Some('”')),
            '»' => matches!(top, Some('«')),
            '«' => matches!(top, Some('»')),
            _ => false,
        };
        if closing {
            // the nearest of the same style, else the nearest
            let partner = |sign: char| match mark.sign {
                '"' => sign == '"',
                '“' => sign == '„',
                '”' => matches!(sign, '“' | '„' | '”'),
                '»' => sign == '«',
                _ => sign == '»',
            };
            let at = stack.iter().rposition(|m| partner(m.sign)).unwrap_or(stack.len() - 1);
            let open = stack[at];
            stack.truncate(at);
            pairs.push((open.start, open.end, mark.start, mark.end));
        } else if opens(mark) || (matches!(mark.sign, '“' | '„' | '«') && !mark.after.is_whitespace()) {
            if stack.len() == DEEPEST {
                stack.remove(0);
            }
            stack.push(mark);
        }
    }
    stack.first().copied()
}

/// Words that begin with an apostrophe: after an opening single mark they open no quotation.
const ELIDED: [&str; 9] = ["em", "til", "tis", "twas", "cause", "bout", "round", "n", "neath"];

/// Pairs single marks. An opening one takes the first sure closing mark before the next opening one, else the first that
/// may be a plural possessive.
fn singles(text: &str, marks: &[Mark], pairs: &mut Vec<(u32, u32, u32, u32)>) {
    let single: Vec<Mark> = marks.iter().copied().filter(|m| matches!(m.sign, '\'' | '‘' | '’' | '‚')).collect();
    let opening = |m: Mark| {
        let elided = || {
            let rest = &text[m.end as usize..];
            let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            word.len() <= 5 && ELIDED.iter().any(|e| word.eq_ignore_ascii_case(e))
        };
        m.sign != '’' && opens(m) && !(m.sign == '\'' && m.after.is_ascii_digit()) && !(m.sign != '‚' && elided())
    };
    let closing = |m: Mark, open: char| {
        let right_sign = if open == '‚' { m.sign != '‚' } else { matches!(m.sign, '\'' | '’') };
        right_sign && closes(m)
    };
    let possessive = |m: Mark| matches!(m.before, 's' | 'S') && m.after.is_whitespace() && m.end < text.len() as u32;
    // for each mark: the next sure and the next doubtful closing mark before the next opening one
    let mut sure: Option<usize> = None;
    let mut doubtful: Option<usize> = None;
    let mut partner = vec![None; single.len()];
    for i in (0..single.len()).rev() {
        let mark = single[i];
        if opening(mark) {
            partner[i] = sure.or(doubtful);
            sure = None;
            doubtful = None;
        } else if closing(mark, '‘') {
            // at the block's end nothing follows that could be possessed
            let at_end = text[mark.end as usize..].trim_start_matches([' ', '\t']).starts_with(['\n', '\r']);
            if possessive(mark) && !at_end {
                doubtful = Some(i);
            } else {
                sure = Some(i);
            }
        }
    }
    let mut free = 0;
    for i in 0..single.len() {
        if i < free {
            continue;
        }
        if let Some(close) = partner[i] {
            let (open, close_mark) = (single[i], single[close]);
            pairs.push((open.start, open.end, close_mark.start, close_mark.end));
            free = close + 1;
        }
    }
}
