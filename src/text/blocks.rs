//! Blocks: what each line or paragraph of a document is.

use super::lines::{Line, Lines};
use super::wrapping::{Edges, Wrapping};
use super::{Word, kinds};
use crate::span::Span;

/// What a block is (codebook, section 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Title or standfirst at the head of the article.
    Headline,
    /// Section title inside the article.
    Heading,
    /// Running text.
    Body,
    /// Text under a picture or video.
    Caption,
    /// Place, source, date or byline line.
    Dateline,
    /// All that the page added.
    Furniture,
}

impl BlockKind {
    /// The label used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Heading => "heading",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Dateline => "dateline",
            Self::Furniture => "furniture",
        }
    }
}

/// One block: a paragraph of hard-wrapped text, a non-empty line of any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, white space at both ends left out.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Index of its first word.
    pub first_word: u32,
    /// One past its last word.
    pub end_word: u32,
}

impl Block {
    /// Its words, of those of the document.
    pub fn words<'w>(&self, words: &'w [Word]) -> &'w [Word] {
        &words[self.first_word as usize..self.end_word as usize]
    }
}

/// Cuts a document into blocks without saying what each is (all are `body`): enough for matching, which must not cross
/// them, and much cheaper. [`blocks`] gives the same spans.
pub fn boundaries(text: &str, words: &[Word]) -> Vec<Block> {
    let mut out = Vec::new();
    boundaries_into(text, words, &mut out);
    out
}

fn boundaries_into(text: &str, words: &[Word], out: &mut Vec<Block>) {
    /// Lines looked at to tell whether the text is wrapped.
    const SAMPLE: usize = 2000;
    let mut lines = Lines::new(text);
    let sample: Vec<Line> = lines.by_ref().take(SAMPLE).collect();
    let wrapping = Wrapping::detect(text, &sample);
    let known = wrapping.as_ref().map_or(&[][..], |(_, edges)| edges);
    let edges = |i: usize, line: &Line| known.get(i).copied().unwrap_or_else(|| Edges::new(text, line));
    out.reserve(sample.len());
    let mut word = 0;
    let mut last: Option<(Line, Edges)> = None;
    for (i, line) in sample.iter().copied().chain(lines).enumerate() {
        let joined = wrapping.as_ref().is_some_and(|(wrapping, _)| {
            let line = (line, edges(i, &line));
            last.replace(line).is_some_and(|last| wrapping.joins(text, &last, &line))
        });
        let first_word = word;
        while words.get(word).is_some_and(|w| w.end <= line.span.end) {
            word += 1;
        }
        match out.last_mut() {
            Some(block) if joined => {
                block.span.end = line.span.end;
                block.end_word = word as u32;
            }
            _ => out.push(Block { span: line.span, kind: BlockKind::Body, first_word: first_word as u32, end_word: word as u32 }),
        }
    }
}

/// Cuts a document into blocks and says what each is.
pub fn blocks(text: &str, words: &[Word]) -> Vec<Block> {
    let mut out = Vec::new();
    blocks_into(text, words, &mut out);
    out
}

/// Cuts a document into blocks, put into `out`, which is empty, and says what each is.
pub(super) fn blocks_into(text: &str, words: &[Word], out: &mut Vec<Block>) {
    boundaries_into(text, words, out);
    kinds::classify(text, words, out);
}
