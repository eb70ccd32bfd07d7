//! Where the sentences of one block end.
//!
//! A gap with an end mark is judged by itself, by the words around it and by lists of words, in the manner of Punkt's orthographic test (Kiss
//! and Strunk, 2006, "Unsupervised multilingual sentence boundary detection") with lists instead of counts.

use super::abbreviations::{self, Abbreviation};
use super::cues;
use super::gap::{self, End, Mark};
use super::lists;
use super::{Shape, Word};

/// Zones behind an hour.
const ZONES: &str = "GMT UTC EST EDT ET CET CEST BST MSK PST PDT PT CST CDT CT MST MDT MT JST IST EET EEST Eastern Central Pacific Mountain \
    Greenwich Zulu";
const DAYS: &str = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday";
/// Words by which a sentence opens with an hour.
const OPENING: &str = "At By On Around About Before After Until Till From Since Between Shortly Just";
/// Verbs of saying behind a quotation.
const SAYING: &str = "said says asked asks told tells wrote writes added adds replied replies answered shouted cried exclaimed wondered tweeted \
    posted declared insisted";
/// Names that end with an exclamation mark.
const EXCLAIMING: &str = "Yahoo Jeopardy Yum Wham Oklahoma";

/// True if a word is one of a list, as it is written.
fn among(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}

/// Decides where the sentences of one block end.
pub(super) struct Cutter<'t> {
    text: &'t str,
    /// The block's words.
    words: &'t [Word],
    /// Index of the first word of the sentence that is open.
    pub sentence: usize,
    /// Its first byte.
    pub start: u32,
    /// True if no word of the block is capitalised, once asked.
    no_capitals: Option<bool>,
}

impl<'t> Cutter<'t> {
    /// For a block of these words, whose first sentence opens at byte `start`.
    pub const fn new(text: &'t str, words: &'t [Word], start: u32) -> Self {
        Self { text, words, sentence: 0, start, no_capitals: None }
    }

    /// Where the open sentence ends between word `i` and the next, if it does.
    pub fn cut(&mut self, i: usize, dotted: bool) -> Option<u32> {
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
        !among(EXCLAIMING, word.text(self.text))
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
        let opens = among(OPENING, self.words[self.sentence].text(self.text));
        let next = self.words[i + 1].text(self.text);
        let place_time = self.words[i + 2..].iter().take(3).any(|w| matches!(w.text(self.text), "time" | "Time"));
        !(opens && i - self.sentence < 5 || among(ZONES, next) || among(DAYS, next) || place_time)
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
        let verb = self.words[next..].iter().take(6).find(|w| !w.shape.has(Shape::CAPITAL));
        verb.is_some_and(|w| among(SAYING, w.text(self.text)))
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
