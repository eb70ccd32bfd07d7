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

    /// True if the blocks have been found, or there is but one.
    pub fn are_known(&self) -> bool {
        self.starts.as_ref().is_none_or(|starts| starts.get().is_some())
    }

    /// False if no line breaks before word `at`, which is not the first of the range, so that no block begins there.
    #[inline]
    pub fn may_be_before(&self, at: usize) -> bool {
        let gap = &self.text.as_bytes()[self.words[at - 1].end as usize..self.words[at].start as usize];
        // LF, VT, FF, CR and the last bytes of NEL, LS and PS.
        self.starts.is_some() && gap != b" " && gap.iter().any(|b| matches!(b, b'\n' | 0x0B | 0x0C | b'\r' | 0x85 | 0xA8 | 0xA9))
    }

    /// True if a block begins with word `at`, which is not the first of the range.
    pub fn before(&self, at: usize) -> bool {
        let Some(starts) = self.starts.as_ref().filter(|_| self.may_be_before(at)) else { return false };
        let find = || {
            BOUNDARIES
                .with_borrow_mut(|boundaries| boundaries.of_document(self.text, self.words).iter().map(|block| block.first_word).collect())
        };
        starts.get_or_init(find).binary_search(&(at as u32)).is_ok()
    }
}
