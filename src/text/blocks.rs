//! Blocks: what each line or paragraph of a document is.

use super::dense::Dense;
use super::lines::{Breaks, Line};
use super::profile::Profile;
use super::scan::Scan;
use super::wrapping::{Wrapping, breaks_off};
use super::{Word, kinds};
use crate::pool::stop_now_and_then;
use crate::span::Span;

/// What a block is (docs/tables.md).
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
    boundaries_into(text, words, &mut Room::default(), &mut out);
    out
}

/// The blocks of one document after the other, in the same memory.
#[derive(Debug, Default)]
pub(crate) struct Boundaries {
    room: Room,
    blocks: Vec<Block>,
    /// Room for the breaks of the next layout.
    breaks: Breaks,
}

impl Boundaries {
    /// [`boundaries`] of a text.
    pub(crate) fn of_text(&mut self, text: &str, words: &[Word]) -> &[Block] {
        self.blocks.clear();
        boundaries_into(text, words, &mut self.room, &mut self.blocks);
        &self.blocks
    }

    /// What tells of the same blocks one by one.
    pub(crate) fn layout(&mut self, text: &str) -> Layout {
        let mut breaks = std::mem::take(&mut self.breaks);
        breaks.read(text);
        let sample = &mut self.room.sample;
        sample.clear();
        sample.extend(breaks.lines(text).take(SAMPLE));
        let joining = Joining::detect(text, sample);
        Layout { breaks, joining }
    }

    /// Takes back the room of a layout that nobody asks any more.
    pub(crate) fn recycle(&mut self, layout: Layout) {
        self.breaks = layout.breaks;
    }
}

/// What tells which lines go on in the next one.
#[derive(Debug)]
struct Joining {
    /// The text has neither several paragraphs nor four lines.
    short: bool,
    wrapping: Option<Wrapping>,
    dense: Option<Dense>,
}

impl Joining {
    /// For the text whose first lines are these.
    fn detect(text: &str, lines: &[Line]) -> Self {
        let document = lines.iter().enumerate().take(4).any(|(n, line)| n == 3 || n > 0 && line.after_gap);
        let dense = lines.iter().filter(|line| line.dense).count() * 2 > lines.len();
        let dense = if dense { Dense::detect(text, lines) } else { None };
        Self { short: !document, wrapping: Wrapping::detect(text, lines), dense }
    }

    /// True if `next` goes on with the paragraph in which `line` stands.
    #[inline]
    fn joins(&self, text: &str, line: &Line, next: &Line) -> bool {
        self.wrapping.as_ref().is_some_and(|wrapping| wrapping.joins(text, line, next))
            || self.dense.is_some_and(|dense| dense.joins(text, line, next))
            || breaks_off(text, line, next, self.short)
    }
}

/// How a text is laid out: enough to tell of one line whether a block begins there, where few are asked about.
#[derive(Debug)]
pub(crate) struct Layout {
    breaks: Breaks,
    joining: Joining,
}

impl Layout {
    /// True if [`Boundaries::of_text`] has a block that begins between two bytes, the end of a word and the start of the next one; `None`
    /// where more than one line break between them leaves it open.
    pub(crate) fn begins_between(&self, text: &str, left: u32, right: u32) -> Option<bool> {
        let [line, next] = self.breaks.around(text, left, right)?;
        Some(!self.joining.joins(text, &line, &next))
    }
}

/// Lines looked at to tell whether a text is wrapped.
const SAMPLE: usize = 2000;

fn boundaries_into(text: &str, words: &[Word], room: &mut Room, out: &mut Vec<Block>) {
    room.breaks.read(text);
    boundaries_of_lines(text, words, room, out);
}

/// [`boundaries_into`] where the line breaks have been found.
fn boundaries_of_lines(text: &str, words: &[Word], room: &mut Room, out: &mut Vec<Block>) {
    let Room { breaks, sample, .. } = room;
    let mut lines = breaks.lines(text);
    sample.clear();
    sample.extend(lines.by_ref().take(SAMPLE));
    let joining = Joining::detect(text, sample);
    let mut last: Option<Line> = None;
    for (number, line) in sample.iter().copied().chain(lines).enumerate() {
        stop_now_and_then(number);
        let joined = last.is_some_and(|last| joining.joins(text, &last, &line));
        last = Some(line);
        match out.last_mut() {
            Some(block) if joined => block.span.end = line.span.end,
            _ => out.push(Block { span: line.span, kind: BlockKind::Body, first_word: 0, end_word: 0 }),
        }
    }
    let mut word = 0;
    for block in out {
        block.first_word = word as u32;
        word = words_until(words, word, block.span.end);
        block.end_word = word as u32;
    }
}

/// The first word from `at` on that does not end before byte `end`.
#[inline]
fn words_until(words: &[Word], mut at: usize, end: u32) -> usize {
    /// Words stepped over at a time.
    const STRIDE: usize = 8;
    while words.get(at + STRIDE).is_some_and(|word| word.end <= end) {
        at += STRIDE;
    }
    while words.get(at).is_some_and(|word| word.end <= end) {
        at += 1;
    }
    at
}

/// Room for what is known of lines and blocks while a document is cut.
#[derive(Debug, Default)]
pub(super) struct Room {
    breaks: Breaks,
    sample: Vec<Line>,
    profiles: Vec<Profile>,
    /// What a pass over the words found.
    pub(super) scan: Scan,
}

/// Cuts a document into blocks and says what each is.
pub fn blocks(text: &str, words: &[Word]) -> Vec<Block> {
    let (mut room, mut out) = (Room::default(), Vec::new());
    room.scan.read(text, words);
    blocks_into(text, words, &mut room, &mut out);
    out
}

/// Cuts a document, whose words were scanned, into blocks, put into `out`, which is empty, and says what each is.
pub(super) fn blocks_into(text: &str, words: &[Word], room: &mut Room, out: &mut Vec<Block>) {
    boundaries_into(text, words, room, out);
    kinds::classify(text, words, &room.scan, &mut room.profiles, out);
}
