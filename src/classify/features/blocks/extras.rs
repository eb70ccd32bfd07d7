//! The optional blocks whose features stand beside words and characters: cues, classes of verbs, the place in the document.

use super::place;
use super::verbs::{VerbScratch, Verbs};
use crate::classify::features::cues::{CueScratch, Cues};
use crate::error::Result;
use crate::span::Span;
use crate::text::Word;
use crate::texts::Position;

/// One of the blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// What the seed rules find.
    Cues,
    /// Classes of verbs.
    Verbs,
    /// Where the sentence stands in its document.
    Position,
}

impl Extra {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Cues, Self::Verbs, Self::Position];
}

/// Some of the blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// What the seed rules find.
    pub cues: bool,
    /// Classes of verbs.
    pub verbs: bool,
    /// Where the sentence stands in its document.
    pub position: bool,
}

impl Extras {
    /// True if a block is among them.
    pub const fn has(self, extra: Extra) -> bool {
        match extra {
            Extra::Cues => self.cues,
            Extra::Verbs => self.verbs,
            Extra::Position => self.position,
        }
    }

    /// These, and another one.
    #[must_use]
    pub const fn with(mut self, extra: Extra) -> Self {
        match extra {
            Extra::Cues => self.cues = true,
            Extra::Verbs => self.verbs = true,
            Extra::Position => self.position = true,
        }
        self
    }
}

/// What reads the features of some of the blocks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Readers {
    cues: Option<&'static Cues>,
    verbs: Option<&'static Verbs>,
    position: bool,
}

/// Buffers that serve one sentence after the other.
#[derive(Clone, Debug, Default)]
pub struct ExtraScratch {
    cues: CueScratch,
    verbs: VerbScratch,
}

impl Readers {
    /// Those of some blocks.
    pub fn new(extras: Extras) -> Result<Self> {
        Ok(Self {
            cues: if extras.cues { Some(Cues::seed()?) } else { None },
            verbs: extras.verbs.then(Verbs::seed),
            position: extras.position,
        })
    }

    /// The blocks.
    pub const fn extras(&self) -> Extras {
        Extras { cues: self.cues.is_some(), verbs: self.verbs.is_some(), position: self.position }
    }

    /// True if there is something to read.
    #[inline]
    pub const fn any(&self) -> bool {
        self.words() || self.position
    }

    /// True if words are read.
    #[inline]
    pub const fn words(&self) -> bool {
        self.cues.is_some() || self.verbs.is_some()
    }

    /// Gives the number of every feature of a sentence to `push`, with its block and what it was read from: nothing at the start of the
    /// sentence where that are no words.
    pub fn read(
        &self,
        text: &str,
        within: Span,
        words: &[Word],
        position: Option<Position>,
        scratch: &mut ExtraScratch,
        mut push: impl FnMut(Extra, u32, Span),
    ) {
        if let Some(cues) = self.cues {
            cues.read(text, within, words, &mut scratch.cues, |key, span| push(Extra::Cues, key, span));
        }
        if let Some(verbs) = self.verbs {
            verbs.read(text, within, words, &mut scratch.verbs, |key, span| push(Extra::Verbs, key, span));
        }
        if let Some(position) = position.filter(|_| self.position) {
            place::read(position, |key| push(Extra::Position, key, Span::new(within.start, within.start)));
        }
    }
}
