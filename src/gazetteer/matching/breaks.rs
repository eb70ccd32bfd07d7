//! Where blocks begin, asked for only where a line breaks beside a name.

use crate::text::Word;
use crate::text::blocks::{Boundaries, Layout};
use std::cell::{OnceCell, RefCell};

thread_local! {
    /// The memory in which this thread looks for blocks.
    static BOUNDARIES: RefCell<Boundaries> = RefCell::default();
}

/// The block starts within a range of words. Most texts are searched without one being looked for.
pub(in crate::gazetteer) struct Breaks<'t> {
    text: &'t str,
    words: &'t [Word],
    /// `None` if the range is one block.
    document: Option<Document>,
    /// Those of the words that these were made of.
    whole: Option<&'t Self>,
}

/// What is known of a document's blocks, once it was asked for.
#[derive(Default)]
struct Document {
    layout: OnceCell<Layout>,
    /// First words of blocks, ascending.
    starts: OnceCell<Vec<u32>>,
}

impl<'t> Breaks<'t> {
    /// For a range of words that is one block.
    pub fn none(text: &'t str, words: &'t [Word]) -> Self {
        Self { text, words, document: None, whole: None }
    }

    /// For a whole text: its blocks.
    pub fn of_text(text: &'t str, words: &'t [Word]) -> Self {
        Self { text, words, document: Some(Document::default()), whole: None }
    }

    /// For words some of which are parts of those of `whole`: a block begins where one of the others does.
    pub fn of_parts(whole: &'t Self, words: &'t [Word]) -> Self {
        Self { text: whole.text, words, document: None, whole: Some(whole) }
    }

    /// True if a block begins with word `at`, which is not the first of the range.
    pub fn before(&self, at: usize) -> bool {
        let Some(document) = &self.document else { return self.whole.is_some_and(|whole| whole.before_start(self.words[at].start)) };
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
        let layout = document.layout.get_or_init(|| BOUNDARIES.with_borrow_mut(|boundaries| boundaries.layout(self.text)));
        if let Some(begins) = layout.begins_between(self.text, self.words[at - 1].end, self.words[at].start) {
            return begins;
        }
        let find = || {
            BOUNDARIES
                .with_borrow_mut(|boundaries| boundaries.of_text(self.text, self.words).iter().map(|block| block.first_word).collect())
        };
        document.starts.get_or_init(find).binary_search(&(at as u32)).is_ok()
    }

    /// True if a block begins with the word that starts at this byte, which is not the first of the range; false if none does.
    fn before_start(&self, start: u32) -> bool {
        let at = self.words.partition_point(|word| word.start < start);
        at > 0 && self.words.get(at).is_some_and(|word| word.start == start) && self.before(at)
    }
}

/// The next text's breaks are found in the same memory.
impl Drop for Breaks<'_> {
    fn drop(&mut self) {
        if let Some(layout) = self.document.as_mut().and_then(|document| document.layout.take()) {
            BOUNDARIES.with_borrow_mut(|boundaries| boundaries.recycle(layout));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;
    use proptest::prelude::*;

    proptest! {
        /// Lines of every width and kind, with empty ones, marks alone and all kinds of breaks between them.
        #[test]
        fn one_look_tells_what_all_blocks_tell(
            text in "(( {0,6}|- |\\* )(([A-Za-z]{1,9}|[א-ת]{2,6})[ ,]){1,14}([a-zé]{1,5}|USA|[א-ת]{2,5})[.:”]?( |)(\n|\n|\n|\r\n|\n\n|\n \n|\u{2028}|\n--\n|\r)){1,9}",
        ) {
            let cut = words(&text);
            let breaks = Breaks::of_text(&text, &cut);
            let starts: Vec<u32> = Boundaries::default().of_text(&text, &cut).iter().map(|block| block.first_word).collect();
            for at in 1..cut.len() {
                prop_assert_eq!(breaks.before(at), starts.contains(&(at as u32)), "{}", at);
            }
        }
    }
}
