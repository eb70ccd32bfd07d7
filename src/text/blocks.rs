//! Blocks: what each line or paragraph of a document is.

use super::Word;
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

/// Cuts a document into blocks and says what each is.
pub fn blocks(text: &str, words: &[Word]) -> Vec<Block> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut word = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let span = Span::new(start, start + line.len() as u32).trim(text);
        start += line.len() as u32;
        if span.is_empty() {
            continue;
        }
        let first_word = word;
        while words.get(word).is_some_and(|w| w.end <= span.end) {
            word += 1;
        }
        out.push(Block { span, kind: BlockKind::Body, first_word: first_word as u32, end_word: word as u32 });
    }
    out
}
