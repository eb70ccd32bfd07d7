//! Sentences, as spans inside blocks.
//!
//! A sentence ends at an end mark with its closing quotes and brackets (docs/tables.md), or where an item of a list does. The question is
//! only ever asked of a gap between two words that holds such a mark ([`super::sentence_ends`] answers it); each gap is looked at once, so
//! time is linear.

use super::lists::List;
use super::scan::{Scan, take_before};
use super::sentence_ends::Cutter;
use super::stamps::stamp;
use super::title::without_name;
use super::{Block, BlockKind, Shape, Word};
use crate::pool::stop_now_and_then;
use crate::span::Span;

/// One sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, white space at both ends left out.
    pub span: Span,
    /// Index of its block.
    pub block: u32,
    /// Index of its first word.
    pub first_word: u32,
    /// One past its last word.
    pub end_word: u32,
}

/// Bytes that may belong to an end mark, or to the number of a note after one.
static MAY_END: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte >= 0x80 || matches!(byte as u8, b'.' | b'!' | b'?' | b']');
        byte += 1;
    }
    table
};

/// Cuts the blocks that are not furniture into sentences.
///
/// ```
/// use dateline::text::Outline;
/// let outline = Outline::new("Gen. Smith met the U.S. envoy at 5 p.m. in Rome. “We agree. We sign,” he said.");
/// let sentences: Vec<&str> = outline.sentences.iter().map(|s| s.span.text(outline.text)).collect();
/// assert_eq!(sentences, ["Gen. Smith met the U.S. envoy at 5 p.m. in Rome.", "“We agree.", "We sign,” he said."]);
/// ```
pub fn sentences(text: &str, words: &[Word], blocks: &[Block]) -> Vec<Sentence> {
    let (mut scan, mut out) = (Scan::default(), Vec::new());
    scan.read(text, words);
    sentences_into(text, words, blocks, &scan, &mut out);
    out
}

/// Appends the sentences of the blocks that are not furniture to `out`; `scan` has read the words.
pub(super) fn sentences_into(text: &str, words: &[Word], blocks: &[Block], scan: &Scan, out: &mut Vec<Sentence>) {
    out.reserve(words.len() / 16 + blocks.len());
    let mut gaps = scan.gaps();
    for (index, block) in blocks.iter().enumerate() {
        stop_now_and_then(index);
        let gaps = take_before(&mut gaps, block.end_word);
        let block = match block.kind {
            BlockKind::Furniture => continue,
            BlockKind::Headline => &titled(text, words, block),
            BlockKind::Dateline | BlockKind::Caption => block,
            BlockKind::Heading | BlockKind::Body => &unstamped(text, words, block),
        };
        let gaps = &gaps[gaps.partition_point(|&gap| gap < block.first_word)..];
        cut_block(text, words, gaps, block, index as u32, out);
    }
}

/// What of a block stands behind the hour or number that an entry is stamped with.
fn unstamped(text: &str, words: &[Word], block: &Block) -> Block {
    let start = block.span.start + stamp(block.span.text(text)) as u32;
    let first_word = block.first_word + block.words(words).partition_point(|w| w.start < start) as u32;
    Block { span: Span::new(start, block.span.end), first_word, ..*block }
}

/// What of a headline is its title.
fn titled(text: &str, words: &[Word], block: &Block) -> Block {
    let span = without_name(text, block.span);
    let own = block.words(words);
    let first_word = block.first_word + own.partition_point(|w| w.start < span.start) as u32;
    let end_word = block.first_word + own.partition_point(|w| w.end <= span.end) as u32;
    unstamped(text, words, &Block { span, first_word, end_word, ..*block })
}

/// Cuts one block; only at `gaps` may a sentence end, unless the block is a list.
fn cut_block(text: &str, words: &[Word], gaps: &[u32], block: &Block, index: u32, out: &mut Vec<Sentence>) {
    let words = block.words(words);
    let mut list = words.first().and_then(|word| List::open(text, block.span.start, word));
    let mut cutter = Cutter::new(text, words, block.span.start);
    let mut push = |cutter: &mut Cutter, span: Span, rest: u32, next: usize| {
        if !span.is_empty() {
            let (first_word, end_word) = (block.first_word + cutter.sentence as u32, block.first_word + next as u32);
            out.push(Sentence { span, block: index, first_word, end_word });
        }
        cutter.sentence = next;
        cutter.start = skip_space(text, rest, block.span.end);
    };
    let mut step = |cutter: &mut Cutter, list: Option<&mut List>, i: usize| {
        stop_now_and_then(i);
        let (word, next) = (&words[i], &words[i + 1]);
        if let Some(item) = list.and_then(|list| list.item(text, word.end, next)) {
            let span = Span::new(cutter.start, item).trim(text);
            push(cutter, span, item, i + 1);
            return;
        }
        let dotted = word.shape.has(Shape::DOTTED);
        if (dotted || may_end(text.as_bytes(), word.end, next.start))
            && let Some(cut) = cutter.cut(i, dotted)
        {
            let span = Span::new(cutter.start, cut);
            push(cutter, span, cut, i + 1);
        }
    };
    let last = words.len().saturating_sub(1);
    if list.is_some() {
        (0..last).for_each(|i| step(&mut cutter, list.as_mut(), i));
    } else {
        let inside = gaps.iter().map(|&gap| (gap - block.first_word) as usize).take_while(|&i| i < last);
        inside.for_each(|i| step(&mut cutter, None, i));
    }
    let span = Span::new(cutter.start, block.span.end);
    push(&mut cutter, span, block.span.end, words.len());
}

/// True if what stands between two words, from byte `from` to byte `to`, may hold an end mark.
#[inline(always)]
fn may_end(bytes: &[u8], from: u32, to: u32) -> bool {
    match to - from {
        // Within a word cut in two, the next byte is no full stop.
        0 | 1 => bytes[from as usize] == b'.',
        _ => bytes[from as usize..to as usize].iter().any(|&b| MAY_END[usize::from(b)]),
    }
}

/// The first byte from `at` to `end` that begins no white space.
fn skip_space(text: &str, at: u32, end: u32) -> u32 {
    let rest = &text[at as usize..end as usize];
    let inner = rest.trim_ascii_start();
    let inner = if inner.as_bytes().first().is_none_or(u8::is_ascii_graphic) { inner } else { inner.trim_start() };
    end - inner.len() as u32
}
