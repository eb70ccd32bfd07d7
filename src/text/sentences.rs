//! Sentences, as spans inside blocks.

use super::{Block, BlockKind, Word};
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

/// Cuts the blocks that are not furniture into sentences.
pub fn sentences(text: &str, words: &[Word], blocks: &[Block]) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (b, block) in blocks.iter().enumerate().filter(|(_, b)| b.kind != BlockKind::Furniture) {
        let mut start = block.span.start;
        let mut first_word = block.first_word;
        for w in block.first_word..block.end_word {
            let last = w + 1 == block.end_word;
            let end = if last { block.span.end } else { words[w as usize + 1].start };
            let gap = &text[words[w as usize].end as usize..end as usize];
            if last || (gap.contains(['.', '!', '?']) && gap.contains(' ')) {
                out.push(Sentence { span: Span::new(start, end).trim(text), block: b as u32, first_word, end_word: w + 1 });
                start = end;
                first_word = w + 1;
            }
        }
    }
    out
}
