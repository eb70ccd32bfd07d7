//! Where blocks begin, asked for only where a line breaks beside a name.

use crate::text::Word;
use crate::text::blocks::Boundaries;
use std::cell::{OnceCell, RefCell};

thread_local! {
    /// The memory in which this thread looks for blocks.
    static BOUNDARIES: RefCell<Boundaries> = RefCell::default();
}

/// The block starts within a range of words. Most texts are searched without one being looked for.
pub(super) struct Breaks<'t> {
    text: &'t str,
    words: &'t [Word],
    /// First words of blocks, ascending; `None` if the range is one block.
    starts: Option<OnceCell<Vec<u32>>>,
}

impl<'t> Breaks<'t> {
    /// For a range of words that is one block.
    pub fn none(text: &'t str, words: &'t [Word]) -> Self {
        Self { text, words, starts: None }
    }

    /// For a whole text: the blocks of a document, one block for a short text.
    pub fn of_text(text: &'t str, words: &'t [Word]) -> Self {
        Self { text, words, starts: Some(OnceCell::new()) }
    }

    /// True if a block begins with word `at`, which is not the first of the range.
    pub fn before(&self, at: usize) -> bool {
        let Some(starts) = &self.starts else { return false };
        let gap = &self.text.as_bytes()[self.words[at - 1].end as usize..self.words[at].start as usize];
        if let [b' '] = gap {
            return false;
        }
        // LF, VT, FF, CR and the last bytes of NEL, LS and PS.
        if !gap.iter().any(|b| matches!(b, b'\n' | 0x0B | 0x0C | b'\r' | 0x85 | 0xA8 | 0xA9)) {
            return false;
        }
        // Nothing goes on behind an empty line, and a text that has one is a document.
        if gap.windows(2).any(|two| two == b"\n\n") {
            return true;
        }
        let find = || {
            BOUNDARIES
                .with_borrow_mut(|boundaries| boundaries.of_document(self.text, self.words).iter().map(|block| block.first_word).collect())
        };
        starts.get_or_init(find).binary_search(&(at as u32)).is_ok()
    }
}
