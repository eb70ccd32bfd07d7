//! The text layer: bytes → text → words → blocks → sentences, as stand-off spans over the one original text.

pub(crate) mod abbreviations;
mod added;
mod article;
#[cfg(target_arch = "x86_64")]
mod avx512;
pub mod blocks;
mod bounds;
mod captions;
mod cues;
mod cyrillic;
mod datelines;
pub(crate) mod declined;
pub mod decode;
mod dense;
pub mod fold;
mod folder;
pub mod furniture;
mod gap;
pub(crate) mod hashes;
pub(crate) mod joined;
mod kinds;
pub mod lang;
pub(crate) mod lines;
pub(crate) mod listed;
mod lists;
pub(crate) mod lookalikes;
pub(crate) mod masthead;
pub(crate) mod noticed;
mod page;
pub(crate) mod particles;
mod plain;
mod profile;
mod scan;
mod sentence_ends;
pub mod sentences;
mod shape;
mod simd;
mod stamps;
pub(crate) mod title;
pub mod tokens;
pub mod unspaced;
pub mod words;
mod wrapping;

pub use blocks::{Block, BlockKind};
pub(crate) use cues::is_function_word;
pub use sentences::Sentence;
pub use words::{Shape, Word};

use crate::texts::Position;
use std::mem::take;

/// A document read once: its words, blocks and sentences. Every later layer works on this.
#[derive(Clone, Debug)]
pub struct Outline<'t> {
    /// The document as read.
    pub text: &'t str,
    /// All words, in order.
    pub words: Vec<Word>,
    /// All blocks, in order; every word lies in exactly one.
    pub blocks: Vec<Block>,
    /// All sentences of the blocks that are not furniture, in order.
    pub sentences: Vec<Sentence>,
}

/// Room of an [`Outline`] that is no longer needed.
#[derive(Debug, Default)]
pub struct Spare {
    /// Room for words.
    pub words: Vec<Word>,
    /// Room for blocks.
    pub blocks: Vec<Block>,
    /// Room for sentences.
    pub sentences: Vec<Sentence>,
    /// Room for what is known of lines meanwhile.
    room: blocks::Room,
}

impl Spare {
    /// Takes back the room of an outline.
    pub fn reclaim(&mut self, outline: Outline<'_>) {
        (self.words, self.blocks, self.sentences) = (outline.words, outline.blocks, outline.sentences);
    }
}

impl<'t> Outline<'t> {
    /// Reads a document.
    pub fn new(text: &'t str) -> Self {
        Self::reusing(text, &mut Spare::default())
    }

    /// Reads a document into the room that another one left ([`Spare::reclaim`]): where many short ones are read, half the time goes
    /// into asking for memory.
    pub fn reusing(text: &'t str, spare: &mut Spare) -> Self {
        let Spare { words, blocks, sentences, room } = spare;
        let (mut words, mut blocks, mut sentences) = (take(words), take(blocks), take(sentences));
        words.clear();
        blocks.clear();
        sentences.clear();
        words.reserve(text.len() / 6 + 8);
        words::words_into(text, &mut words);
        room.scan.read(text, &words);
        blocks::blocks_into(text, &words, room, &mut blocks);
        sentences::sentences_into(text, &words, &blocks, &room.scan, &mut sentences);
        Self { text, words, blocks, sentences }
    }

    /// The words of one sentence.
    pub fn sentence_words(&self, sentence: usize) -> &[Word] {
        let s = &self.sentences[sentence];
        &self.words[s.first_word as usize..s.end_word as usize]
    }

    /// Where one sentence stands among them all.
    pub fn position(&self, sentence: usize) -> Position {
        Position { sentence: sentence as u32, sentences: Some(self.sentences.len() as u32) }
    }

    /// The block kind of one sentence.
    pub fn sentence_kind(&self, sentence: usize) -> BlockKind {
        self.blocks[self.sentences[sentence].block as usize].kind
    }

    /// The sentence that holds byte `offset`, if any.
    pub fn sentence_at(&self, offset: u32) -> Option<u32> {
        let next = self.sentences.partition_point(|s| s.span.start <= offset);
        let i = next.checked_sub(1)?;
        (offset < self.sentences[i].span.end).then_some(i as u32)
    }
}
