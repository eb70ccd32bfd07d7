//! Sentences, as spans inside blocks.
//!
//! A sentence ends at an end mark with its closing quotes and brackets (docs/tables.md). The question is only ever
//! asked of the gap between two words that holds such a mark, and is answered from that gap, from the words around it and
//! from two word lists, in the manner of Punkt's orthographic test (Kiss and Strunk, 2006, "Unsupervised multilingual
//! sentence boundary detection") with lists instead of counts; each gap is looked at once, so time is linear.

use super::abbreviations::{self, Abbreviation};
use super::cues;
use super::gap::{self, End, Mark};
use super::lists::{self, List};
use super::scan::{Scan, take_before};
use super::title::without_name;
use super::{Block, BlockKind, Shape, Word};
use crate::pool::stop_now_and_then;
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

/// Bytes that may belong to an end mark, or to the number of a note after one.
static MAY_END: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte >= 0x80 || matches!(byte as u8, b'.' | b'!' | b'?' | b']');
        byte += 1;
    }
    table
};

/// Cuts the blocks that are not furniture into sentences.
///
/// ```
/// use dateline::text::Outline;
/// let outline = Outline::new("Gen. Smith met the U.S. envoy at 5 p.m. in Rome. “We agree. We sign,” he said.");
/// let sentences: Vec<&str> = outline.sentences.iter().map(|s| s.span.text(outline.text)).collect();
/// assert_eq!(sentences, ["Gen. Smith met the U.S. envoy at 5 p.m. in Rome.", "“We agree.", "We sign,” he said."]);
/// ```
pub fn sentences(text: &str, words: &[Word], blocks: &[Block]) -> Vec<Sentence> {
    let (mut scan, mut out) = (Scan::default(), Vec::new());
    scan.read(text, words);
    sentences_into(text, words, blocks, &scan, &mut out);
    out
}

/// Appends the sentences of the blocks that are not furniture to `out`; `scan` has read the words.
pub(super) fn sentences_into(text: &str, words: &[Word], blocks: &[Block], scan: &Scan, out: &mut Vec<Sentence>) {
    out.reserve(words.len() / 16 + blocks.len());
    let mut gaps = scan.gaps();
    for (index, block) in blocks.iter().enumerate() {
        stop_now_and_then(index);
        let gaps = take_before(&mut gaps, block.end_word);
        if block.kind == BlockKind::Headline {
            let title = titled(text, words, block);
            let gaps = &gaps[gaps.partition_point(|&gap| gap < title.first_word)..];
            cut_block(text, words, gaps, &title, index as u32, out);
        } else if block.kind != BlockKind::Furniture {
            cut_block(text, words, gaps, block, index as u32, out);
        }
    }
}

/// What of a headline is its title.
fn titled(text: &str, words: &[Word], block: &Block) -> Block {
    let span = without_name(text, block.span);
    let own = block.words(words);
    let first_word = block.first_word + own.partition_point(|w| w.start < span.start) as u32;
    let end_word = block.first_word + own.partition_point(|w| w.end <= span.end) as u32;
    Block { span, first_word, end_word, ..*block }
}

/// Cuts one block; only at `gaps` may a sentence end, unless the block is a list.
fn cut_block(text: &str, words: &[Word], gaps: &[u32], block: &Block, index: u32, out: &mut Vec<Sentence>) {
    let words = block.words(words);
    let mut list = words.first().and_then(|word| List::open(text, block.span.start, word));
    let mut cutter = Cutter { text, words, sentence: 0, start: block.span.start, no_capitals: None };
    let mut push = |cutter: &mut Cutter, span: Span, rest: u32, next: usize| {
        if !span.is_empty() {
            let (first_word, end_word) = (block.first_word + cutter.sentence as u32, block.first_word + next as u32);
            out.push(Sentence { span, block: index, first_word, end_word });
        }
        cutter.sentence = next;
        cutter.start = skip_space(text, rest, block.span.end);
    };
    let mut step = |cutter: &mut Cutter, list: Option<&mut List>, i: usize| {
        stop_now_and_then(i);
        let (word, next) = (&words[i], &words[i + 1]);
        if let Some(item) = list.and_then(|list| list.item(text, word.end, next)) {
            let span = Span::new(cutter.start, item).trim(text);
            push(cutter, span, item, i + 1);
            return;
        }
        let dotted = word.shape.has(Shape::DOTTED);
        if (dotted || may_end(text.as_bytes(), word.end, next.start))
            && let Some(cut) = cutter.cut(i, dotted)
        {
            let span = Span::new(cutter.start, cut);
            push(cutter, span, cut, i + 1);
        }
    };
    let last = words.len().saturating_sub(1);
    if list.is_some() {
        (0..last).for_each(|i| step(&mut cutter, list.as_mut(), i));
    } else {
        let inside = gaps.iter().map(|&gap| (gap - block.first_word) as usize).take_while(|&i| i < last);
        inside.for_each(|i| step(&mut cutter, None, i));
    }
    let span = Span::new(cutter.start, block.span.end);
    push(&mut cutter, span, block.span.end, words.len());
}

/// True if what stands between two words, from byte `from` to byte `to`, may hold an end mark.
#[inline(always)]
fn may_end(bytes: &[u8], from: u32, to: u32) -> bool {
    match to - from {
        // Within a word cut in two, the next byte is no full stop.
        0 | 1 => bytes[from as usize] == b'.',
        _ => bytes[from as usize..to as usize].iter().any(|&b| MAY_END[usize::from(b)]),
    }
}

/// The first byte from `at` to `end` that begins no white space.
fn skip_space(text: &str, at: u32, end: u32) -> u32 {
    let rest = &text[at as usize..end as usize];
    let inner = rest.trim_ascii_start();
    let inner = if inner.as_bytes().first().is_none_or(u8::is_ascii_graphic) { inner } else { inner.trim_start() };
    end - inner.len() as u32
}

/// Decides where the sentences of one block end.
struct Cutter<'t> {
    text: &'t str,
    /// The block's words.
    words: &'t [Word],
    /// Index of the first word of the sentence that is open.
    sentence: usize,
    /// Its first byte.
    start: u32,
    /// True if no word of the block is capitalised, once asked.
    no_capitals: Option<bool>,
}

impl Cutter<'_> {
    /// Where the open sentence ends between word `i` and the next, if it does.
    fn cut(&mut self, i: usize, dotted: bool) -> Option<u32> {
        let (word, next) = (&self.words[i], &self.words[i + 1]);
        let gap = &self.text[word.end as usize..next.start as usize];
        let Some(end) = gap::end(gap, word.end, dotted) else { return self.reference(i, gap) };
        if end.mark == Mark::Ideographic {
            return Some(end.cut);
        }
        if !end.spaced {
            return self.unspaced(i, gap, &end).then_some(end.cut);
        }
        let surface = next.text(self.text);
        let initial = surface.chars().next()?;
        if initial.is_lowercase() && !self.lower_case_start(i, &end, surface) {
            return None;
        }
        let ends = match end.mark {
            Mark::Strong => self.strong(i, &end),
            Mark::Ellipsis => {
                end.dots > 3
                    || end.quoted
                    || !(initial.is_numeric() || surface == "I" || surface.starts_with("I’") || surface.starts_with("I'"))
            }
            _ if initial.is_numeric() => self.stop_before_number(i, &end),
            _ => self.stop_before_capital(i, &end),
        };
        // `word. . . . Next`: a full stop, and an ellipsis that opens the next sentence.
        let cut = if end.mark == Mark::Ellipsis && end.dots == 4 && end.first_stop > 0 { end.first_stop } else { end.cut };
        ends.then_some(cut)
    }

    /// A lower-case word starts a sentence if it is a name (`iPhone`, `al-Shabaab`) or if the block has no capitals at all.
    fn lower_case_start(&mut self, i: usize, end: &End, surface: &str) -> bool {
        let word = &self.words[i];
        if end.quoted || end.mark == Mark::Ellipsis || abbreviations::class(word, self.text).is_some() || word.shape.has(Shape::DOTTED) {
            return false;
        }
        let inner_capital = surface.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase);
        let particle = || {
            let next = self.words.get(i + 2);
            matches!(surface, "al" | "el" | "ash" | "as" | "an" | "at" | "ad")
                && next.is_some_and(|n| n.start == self.words[i + 1].end + 1 && n.shape.has(Shape::CAPITAL))
                && self.text.as_bytes()[self.words[i + 1].end as usize] == b'-'
        };
        if inner_capital || particle() {
            return true;
        }
        let words = self.words;
        *self.no_capitals.get_or_insert_with(|| words.len() >= 6 && !words.iter().any(|w| w.shape.has(Shape::CAPITAL)))
            && word.end - word.start > 1
    }

    /// `! ?` before a capital.
    fn strong(&self, i: usize, end: &End) -> bool {
        let (word, next) = (&self.words[i], &self.words[i + 1]);
        let starter = abbreviations::starts_sentences(next);
        if end.bracketed && !end.quoted {
            return starter || self.whole_bracket(end.cut);
        }
        if starter {
            return true;
        }
        if end.quoted {
            return !(self.opens_quoted(end.cut) && self.reporting_follows(i + 1));
        }
        // Names that hold an exclamation mark.
        !matches!(word.text(self.text), "Yahoo" | "Jeopardy" | "Yum" | "Wham" | "Oklahoma")
    }

    /// A full stop before a number.
    fn stop_before_number(&self, i: usize, end: &End) -> bool {
        let word = &self.words[i];
        if end.quoted {
            return true;
        }
        let single = word.end - word.start == 1 && !word.shape.has(Shape::NUMBER);
        let marker = i == self.sentence && lists::is_marker(self.text, word);
        // "May 9. 2024": a full stop for a comma, or a date of the continent.
        let date = word.shape.has(Shape::NUMBER)
            && self.words[i + 1].end - self.words[i + 1].start == 4
            && i > 0
            && cues::is_month(&self.words[i - 1]);
        !(single || date || marker || word.shape.has(Shape::DOTTED) || abbreviations::class(word, self.text).is_some())
    }

    /// A full stop before a capital (or a letter of a script without case).
    fn stop_before_capital(&self, i: usize, end: &End) -> bool {
        let (word, next) = (&self.words[i], &self.words[i + 1]);
        // In a line of capitals none tells where a sentence starts: "IRAN WARNS U.S. NOT TO INTERVENE".
        let shouted = next.shape.has(Shape::UPPER) && i > self.sentence && self.words[i - 1].shape.has(Shape::UPPER);
        let starter = || abbreviations::starts_sentences(next) && !shouted;
        if i == self.sentence && !end.quoted && lists::is_marker(self.text, word) {
            return false;
        }
        if word.shape.has(Shape::DOTTED) {
            return end.quoted || if self.is_clock(word) { self.after_clock(i) } else { starter() };
        }
        if word.end - word.start == 1 && !word.shape.has(Shape::NUMBER) {
            return end.quoted || self.after_letter(i, starter());
        }
        match abbreviations::class(word, self.text) {
            Some(Abbreviation::Title | Abbreviation::Never) => false,
            Some(Abbreviation::Maybe) => end.quoted || starter(),
            Some(Abbreviation::Number | Abbreviation::End) | None => true,
        }
    }

    /// A full stop after a single letter: an initial (`Albert I. Jones`), unless the letter is a word or a name of its own.
    fn after_letter(&self, i: usize, starter: bool) -> bool {
        let word = &self.words[i];
        let lower_before = i > self.sentence && !self.words[i - 1].shape.has(Shape::CAPITAL) && self.words[i - 1].shape.has(Shape::LOWER);
        match word.text(self.text) {
            // "you and I."
            "I" => starter && lower_before,
            // The second part of "Ph.D."
            _ => starter,
        }
    }

    /// True for `a.m.` and `p.m.`
    fn is_clock(&self, word: &Word) -> bool {
        matches!(word.text(self.text), "a.m." | "p.m." | "A.M." | "P.M.")
    }

    /// A capital after `a.m.` or `p.m.`: a zone or a day belongs to the time; otherwise a sentence starts, unless the one
    /// before is nothing but "At 5 a.m."
    fn after_clock(&self, i: usize) -> bool {
        const ZONES: [&str; 28] = [
            "GMT",
            "UTC",
            "EST",
            "EDT",
            "ET",
            "CET",
            "CEST",
            "BST",
            "MSK",
            "PST",
            "PDT",
            "PT",
            "CST",
            "CDT",
            "CT",
            "MST",
            "MDT",
            "MT",
            "JST",
            "IST",
            "EET",
            "EEST",
            "Eastern",
            "Central",
            "Pacific",
            "Mountain",
            "Greenwich",
            "Zulu",
        ];
        const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let opening = i - self.sentence < 5
            && matches!(
                self.words[self.sentence].text(self.text),
                "At" | "By"
                    | "On"
                    | "Around"
                    | "About"
                    | "Before"
                    | "After"
                    | "Until"
                    | "Till"
                    | "From"
                    | "Since"
                    | "Between"
                    | "Shortly"
                    | "Just"
            );
        let next = self.words[i + 1].text(self.text);
        let place_time = self.words[i + 2..].iter().take(3).any(|w| matches!(w.text(self.text), "time" | "Time"));
        !opening && !ZONES.contains(&next) && !DAYS.contains(&next) && !place_time
    }

    /// True if the bracket that closes before `cut` opened where the open sentence began.
    fn whole_bracket(&self, cut: u32) -> bool {
        self.text[self.start as usize..cut as usize].starts_with(['(', '[', '（'])
    }

    /// True if the quotation that ends before `cut` opened with the open sentence, or before it.
    fn opens_quoted(&self, cut: u32) -> bool {
        const LONGEST: usize = 600;
        let sentence = &self.text[self.start as usize..cut as usize];
        if sentence.len() > LONGEST {
            return false;
        }
        let inner = sentence.trim_start_matches(['"', '“', '‘', '\'', '«', '„']);
        let last_open = inner.rfind(['“', '‘', '«', '„']).or_else(|| inner.find(" \"")).or_else(|| inner.find(" '"));
        last_open.is_none()
    }

    /// True if a name and a verb of saying follow: “Why?” President Smith asked.
    fn reporting_follows(&self, next: usize) -> bool {
        let mut words = self.words[next..].iter();
        let verb = words.by_ref().take(6).find(|w| !w.shape.has(Shape::CAPITAL));
        verb.is_some_and(|w| {
            matches!(
                w.text(self.text),
                "said"
                    | "says"
                    | "asked"
                    | "asks"
                    | "told"
                    | "tells"
                    | "wrote"
                    | "writes"
                    | "added"
                    | "adds"
                    | "replied"
                    | "replies"
                    | "answered"
                    | "shouted"
                    | "cried"
                    | "exclaimed"
                    | "wondered"
                    | "tweeted"
                    | "posted"
                    | "declared"
                    | "insisted"
            )
        })
    }

    /// An end mark without white space after it: `sent.The`, where a space was lost.
    fn unspaced(&self, i: usize, gap: &str, end: &End) -> bool {
        let (word, next) = (&self.words[i], &self.words[i + 1]);
        let lost = gap.len() == 1 || (end.quoted && gap.ends_with('”'));
        let bytes = self.text.as_bytes();
        let apart = |at: Option<&u8>| at.is_none_or(|&b| !matches!(b, b'.' | b'/' | b'@' | b':' | b'_' | b'=' | b'&'));
        lost && end.mark != Mark::Ellipsis
            && next.shape.has(Shape::CAPITAL.with(Shape::LOWER))
            && next.end - next.start > 1
            && (end.quoted || word.shape.has(Shape::LOWER) && !word.shape.has(Shape::CAPITAL) && word.end - word.start > 2)
            && abbreviations::class(word, self.text).is_none()
            && apart((word.start as usize).checked_sub(1).and_then(|at| bytes.get(at)))
            && (bytes.get(next.end as usize).is_none_or(u8::is_ascii_whitespace) || abbreviations::starts_sentences(next))
    }

    /// A sentence that ends in the number of a note: `… was lost.[12] The …`
    fn reference(&self, i: usize, gap: &str) -> Option<u32> {
        let word = &self.words[i];
        let before = &self.text.as_bytes()[..word.start as usize];
        let note = gap.starts_with("] ") && word.shape.has(Shape::NUMBER) && before.ends_with(b".[");
        (note && self.words[i + 1].shape.has(Shape::CAPITAL)).then_some(word.end + 1)
    }
}
