//! Names in words that a hyphen breaks at a line's end: Zapo-|rizhzhia, ZAPORIZH-|ZHIA, in old wires and the text of PDF files.
//!
//! Looked for only where a line ends so and no name was found over its end: in the two lines alone, with the hyphen left out.

use super::{FindOptions, Match, Overlap, Variant};
use crate::gazetteer::index::Gazetteer;
use crate::span::Span;
use crate::text::noticed::{HYPHEN_BYTES, HYPHENS};
use crate::text::{Shape, Word};

/// How many matches before a seam may reach over it.
const NEAR: usize = 16;
/// The most bytes of a line that are looked at on either side.
const REACH: usize = 400;

impl Gazetteer {
    /// Adds the names in words that are broken at the end of a line; `together` tells whether a word and the one before it are of one block.
    pub(super) fn join_hyphens(
        &self,
        text: &str,
        words: &[Word],
        together: impl Fn(usize) -> bool,
        options: FindOptions,
        found: &mut Vec<Match>,
    ) {
        let bytes = text.as_bytes();
        let mut more = Vec::new();
        // There are fewer of these bytes than lines.
        let [ascii, wide, soft] = HYPHEN_BYTES;
        for hyphen in memchr::memchr3_iter(ascii, wide, soft, bytes) {
            // A dash, with a blank before it, breaks no word: most of what stands at lines' ends.
            if hyphen.checked_sub(1).is_none_or(|before| bytes[before] <= b' ') {
                continue;
            }
            let behind = &bytes[hyphen + 1..];
            let at = hyphen + 1 + behind.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r')).count();
            if bytes.get(at) != Some(&b'\n') {
                continue;
            }
            let right = words.partition_point(|word| (word.start as usize) < at);
            let Some(left) = right.checked_sub(1) else { continue };
            if let Some(seam) = broken(text, words, left).filter(|_| together(right)) {
                self.look_over(text, words, seam, options, found, &mut more);
            }
        }
        if more.is_empty() {
            return;
        }
        if options.overlap == Overlap::Longest {
            let next = |old: &Match| more.get(more.partition_point(|m| m.span.end <= old.span.start));
            found.retain(|old| next(old).is_none_or(|m| m.span.start >= old.span.end));
        }
        found.append(&mut more);
        found.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    }

    /// Looks for names over a seam: the bytes from the end of a word's first part to the start of its second. Those that are found go to `more`.
    fn look_over(&self, text: &str, words: &[Word], seam: Span, options: FindOptions, found: &[Match], more: &mut Vec<Match>) {
        // What was found near it: matches stand in the order of their starts.
        let near = |span: Span| {
            let end = found.partition_point(|m| m.span.start < span.end);
            found[end.saturating_sub(NEAR)..end].iter().filter(move |m| m.span.end > span.start)
        };
        let last = more.last().map_or(0, |m| m.span.end);
        if last > seam.start || near(seam).any(|m| m.span.start < seam.start && m.span.end > seam.end) {
            return;
        }
        let line = |c| c == '\n';
        let (before, behind) = (&text[..seam.start as usize], &text[seam.end as usize..]);
        let start = before.rfind(line).map_or(0, |at| at + 1);
        let start = (start.max(before.len().saturating_sub(REACH))..=before.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(start);
        let end = behind.find(line).unwrap_or(behind.len()).min(REACH);
        let end = (0..=end).rfind(|&at| behind.is_char_boundary(at)).unwrap_or(0);
        let joined = [&before[start..], &behind[..end]].concat();
        let middle = before.len() - start;
        let longest = FindOptions { fuzzy: 0, overlap: Overlap::Longest, ..options };
        let over = |m: &Match| (m.span.start as usize) < middle && m.span.end as usize > middle;
        for m in self.find_text(&joined, longest).into_iter().filter(over) {
            let span = Span::new(start as u32 + m.span.start, seam.end + m.span.end - middle as u32);
            // What reaches out of it was found without leaving anything out.
            if span.start < last || near(span).any(|old| old.span.start < span.start || old.span.end > span.end) {
                continue;
            }
            let first = words.partition_point(|word| word.end <= span.start);
            let behind = words.partition_point(|word| word.start < span.end);
            let variant = if m.variant == Variant::Exact { Variant::Folded } else { m.variant };
            more.push(Match { span, first_word: first as u32, end_word: behind as u32, variant, ..m });
        }
    }
}

/// The bytes between the parts of a word that is broken behind word `left`, if it is: nothing but the hyphen and one line's end stands there,
/// and the second part goes on in small letters, or in capitals as the first.
fn broken(text: &str, words: &[Word], left: usize) -> Option<Span> {
    let (first, second) = (words.get(left)?, words.get(left + 1)?);
    let written = first.text(text);
    let part = written.trim_end_matches(HYPHENS);
    let gap = &text[first.start as usize + part.len()..second.start as usize];
    let mut lines = gap.trim_start_matches(HYPHENS).trim_start_matches([' ', '\r']).split('\n');
    let one = gap.starts_with(HYPHENS) && lines.next() == Some("") && lines.next()?.trim().is_empty() && lines.next().is_none();
    let letters = |word: &Word| word.shape.0 & (Shape::DIGIT.0 | Shape::DOTTED.0 | Shape::POSSESSIVE.0) == 0;
    let upper = |word: &Word| !word.shape.has(Shape::LOWER) && word.shape.has(Shape::CAPITAL);
    let goes_on = !second.shape.has(Shape::CAPITAL) || upper(first) && upper(second);
    let parts = one && letters(first) && letters(second) && goes_on && part.chars().count() > 1;
    parts.then(|| Span::new(first.start + part.len() as u32, second.start))
}
