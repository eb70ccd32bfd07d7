//! What is kept of a document to compare it with others.

use crate::compare::content::{stem, stems};
use crate::extract::Quote;
use crate::span::Span;
use crate::text::{BlockKind, Outline, Word};
use serde::{Deserialize, Serialize};

/// Words in a shingle.
const SHINGLE: usize = 5;
/// Shingles in a winnowing window: any 8 words that two texts share are noticed.
const WINDOW: usize = 4;
/// Size of the sketch by which reworded texts find each other.
const SKETCH: usize = 48;
/// Words that a quotation must have to be compared.
const QUOTE_WORDS: usize = 5;

/// A shingle chosen by winnowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    pub hash: u64,
    pub span: Span,
}

/// A sentence or a quotation and its content words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Unit {
    pub span: Span,
    /// Where its content words begin and end in [`Fingerprint::stems`].
    first: u32,
    end: u32,
}

/// What is kept of a document to compare it with others: owned, a few kilobytes for a report.
///
/// - Marks: hashes of five words in a row, thinned by winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003), with their places: texts copied.
/// - Sentences and quotations as sets of content words: texts reworded.
/// - A bottom-k sketch (Broder 1997) of pairs of neighbouring content words, by which reworded texts find each other.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Fingerprint {
    pub(super) marks: Vec<Mark>,
    pub(super) sentences: Vec<Unit>,
    pub(super) quotes: Vec<Unit>,
    pub(super) sketch: Vec<u64>,
    stems: Vec<u32>,
    /// Bytes of running text.
    pub(super) bytes: u32,
}

impl Fingerprint {
    /// Takes a document's fingerprint: of its running text and its quotations; captions and furniture are left aside.
    pub fn new(outline: &Outline<'_>, quotes: &[Quote]) -> Self {
        let mut out = Self::default();
        let text = outline.text;
        let mut pairs = Vec::new();
        for block in outline.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Body | BlockKind::Headline)) {
            let words = outline.words.get(block.first_word as usize..block.end_word as usize).unwrap_or(&[]);
            out.bytes += block.span.len();
            winnow(words, &mut out.marks);
        }
        for (s, sentence) in outline.sentences.iter().enumerate() {
            if !matches!(outline.sentence_kind(s), BlockKind::Body | BlockKind::Headline) {
                continue;
            }
            let words = outline.sentence_words(s);
            let mut before = None;
            for word in words {
                let Some(here) = stem(text, word) else { continue };
                if let Some(before) = before.replace(here) {
                    pairs.push(pair(before, here));
                }
            }
            let unit = out.unit(sentence.span, stems(text, words));
            out.sentences.push(unit);
        }
        for quote in quotes {
            let first = outline.words.partition_point(|w| w.start < quote.span.start);
            let end = outline.words.partition_point(|w| w.start < quote.span.end);
            let words = outline.words.get(first..end).unwrap_or(&[]);
            if words.len() >= QUOTE_WORDS {
                let unit = out.unit(quote.span, stems(text, words));
                out.quotes.push(unit);
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs.truncate(SKETCH);
        out.sketch = pairs;
        out
    }

    fn unit(&mut self, span: Span, stems: Vec<u32>) -> Unit {
        let first = self.stems.len() as u32;
        self.stems.extend(stems);
        Unit { span, first, end: self.stems.len() as u32 }
    }

    /// Every place that it knows.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        let units = self.sentences.iter().chain(&self.quotes).map(|u| u.span);
        self.marks.iter().map(|m| m.span).chain(units)
    }

    /// The content words of all sentences and quotations, with repetitions.
    pub(super) fn all_stems(&self) -> &[u32] {
        &self.stems
    }

    /// The content words of a sentence or quotation, in ascending order.
    pub(super) fn stems(&self, unit: &Unit) -> &[u32] {
        &self.stems[unit.first as usize..unit.end as usize]
    }
}

/// An unordered pair of content words as a well-mixed hash.
fn pair(a: u32, b: u32) -> u64 {
    mix((u64::from(a.min(b)) << 32) | u64::from(a.max(b)))
}

/// Chooses, of every window of shingles, the one with the lowest hash (the last of equals), once.
fn winnow(words: &[Word], out: &mut Vec<Mark>) {
    let shingle = |i: usize| {
        let of = &words[i..i + SHINGLE];
        mix(of.iter().fold(0, |h: u64, w| h.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(w.hash)))
    };
    let Some(count) = (words.len() + 1).checked_sub(SHINGLE).filter(|&n| n > 0) else { return };
    let mut recent = [u64::MAX; WINDOW];
    let mut chosen = usize::MAX;
    for i in 0..count {
        recent[i % WINDOW] = shingle(i);
        if i + 1 < WINDOW.min(count) {
            continue;
        }
        let first = (i + 1).saturating_sub(WINDOW);
        let lowest = (first..=i).rev().min_by_key(|&k| recent[k % WINDOW]).unwrap_or(i);
        if chosen != lowest {
            chosen = lowest;
            let span = Span::new(words[lowest].start, words[lowest + SHINGLE - 1].end);
            out.push(Mark { hash: recent[lowest % WINDOW], span });
        }
    }
}

/// A bijection that spreads every bit (splitmix64's finaliser).
const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}
