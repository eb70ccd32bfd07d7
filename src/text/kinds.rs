//! The kind of each block: rules for articles (`article`), with the furniture model where a whole page was saved (`page`).

use super::captions::is_caption;
use super::datelines::is_dateline;
use super::lists::is_bullet;
use super::profile::Profile;
use super::scan::Scan;
use super::{Block, Shape, Word, furniture};

/// Words that a title has at most.
pub(super) const LONGEST_TITLE: u32 = 32;
/// Words that a label or a section title has at most.
pub(super) const LONGEST_LABEL: u32 = 8;

/// Says what each block is; `profiles` is room for what the blocks look like.
pub(super) fn classify(text: &str, words: &[Word], scan: &Scan, profiles: &mut Vec<Profile>, blocks: &mut [Block]) {
    if blocks.len() < 2 {
        return;
    }
    profiles.clear();
    Profile::all(text, words, blocks, scan, profiles);
    let sentence = |p: &Profile| (p.ends && p.words >= 5) || p.words >= 15;
    if !profiles.iter().any(sentence) {
        return;
    }
    let marked = memchr::memchr2(b'|', 0xC2, text.as_bytes()).is_some();
    let document = Document { text, words, blocks, profiles, marked };
    let live = document.live();
    let sample = blocks.len().min(furniture::SAMPLE);
    let kinds = if !live && furniture::is_page(sample, (0..sample).map(|i| document.prose(i) || document.list_item(i))) {
        document.page()
    } else {
        document.article(live)
    };
    for (block, kind) in blocks.iter_mut().zip(kinds) {
        block.kind = kind;
    }
}

/// A document that is being classified.
pub(super) struct Document<'d> {
    pub(super) text: &'d str,
    pub(super) words: &'d [Word],
    pub(super) blocks: &'d [Block],
    pub(super) profiles: &'d [Profile],
    /// The text holds a bar, or a byte with which a mark of copyright or an angle may begin.
    pub(super) marked: bool,
}

/// What is asked of a line, whichever document it stands in.
impl<'d> Document<'d> {
    pub(super) fn surface(&self, i: usize) -> &'d str {
        self.blocks[i].span.text(self.text)
    }

    pub(super) fn words(&self, i: usize) -> &'d [Word] {
        self.blocks[i].words(self.words)
    }

    /// Running text.
    pub(super) fn prose(&self, i: usize) -> bool {
        self.profiles[i].is_prose(self.words(i))
    }

    /// A caption by its own words.
    pub(super) fn caption(&self, i: usize) -> bool {
        is_caption(self.text, &self.blocks[i], self.words(i), &self.profiles[i])
    }

    /// Place, source, date or author, and nothing else.
    pub(super) fn dateline(&self, i: usize) -> bool {
        is_dateline(self.text, &self.blocks[i], self.words(i), &self.profiles[i])
    }

    /// A short question on a line of its own is a section title.
    pub(super) fn question(&self, i: usize) -> bool {
        /// Words that a question in a title has at most.
        const LONGEST: u32 = 17;
        let p = &self.profiles[i];
        if p.words > LONGEST {
            return false;
        }
        let surface = self.surface(i);
        let last = surface.bytes().rev().find(|b| !matches!(b, b' ' | b'.'));
        if last != Some(b'?') {
            return false;
        }
        let inner = surface.trim_end_matches(['?', ' ', '.']);
        !p.quote
            && !inner.contains(['?', '!', '“', '"'])
            && !inner.contains(". ")
            && self.profiles.get(i + 1).is_some_and(|next| next.words >= 6)
    }

    /// An item of a list is running text.
    pub(super) fn list_item(&self, i: usize) -> bool {
        let surface = self.surface(i);
        let marked =
            || surface.starts_with(is_bullet) || surface.starts_with("- ") || surface.starts_with("– ") || surface.starts_with("* ");
        !surface.starts_with(|c: char| c.is_ascii_alphanumeric()) && self.profiles[i].words >= 3 && marked()
    }

    /// A row of figures: two numbers or more, and at least a quarter of its words; a date alone makes none.
    pub(super) fn data(&self, i: usize) -> bool {
        let words = self.words(i);
        if words.len() < 4 {
            return false;
        }
        let numbers = words.iter().filter(|w| w.shape.has(Shape::NUMBER)).count();
        words.len() >= numbers + 2 && numbers >= 2 && numbers * 4 >= words.len()
    }
}
