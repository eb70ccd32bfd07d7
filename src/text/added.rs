//! Lines that the page added to an article, told by their own words and by standing in it more than once.

use super::kinds::{Document, LONGEST_LABEL};
use super::{Shape, Word};
use rustc_hash::FxHashMap;

impl Document<'_> {
    /// True for a line that the page added, by its own words.
    pub(super) fn added(&self, i: usize) -> bool {
        let p = &self.profiles[i];
        if p.quote && p.ends || self.introduces(i) {
            return false;
        }
        if p.words == 0 || p.cues.line || self.links(i) || self.credits(i) {
            return true;
        }
        if p.cues.start && p.words < 20 && (!p.ends || p.cues.inside || self.surface(i).find(':').is_some_and(|at| at < 24)) {
            return true;
        }
        p.cues.inside && p.words < 60 && self.offers(i) || self.address(i)
    }

    /// A line that gives a post or a message whole on the next one: "The post, which was seen by thousands, read:".
    fn introduces(&self, i: usize) -> bool {
        self.profiles[i].words >= 4 && self.surface(i).ends_with(':') && self.profiles.get(i + 1).is_some_and(|next| next.quote)
    }

    /// A mark of copyright, a trail of links, or the head of what follows an article.
    fn credits(&self, i: usize) -> bool {
        let p = &self.profiles[i];
        if p.words >= 60 || !(self.marked || p.cues.end) {
            return false;
        }
        let surface = self.surface(i);
        let marked = self.marked && memchr::memchr2(b'|', 0xC2, surface.as_bytes()).is_some();
        p.cues.end && p.cues.start && !p.ends
            || marked && (surface.contains('©') || surface.matches(" | ").count() + surface.matches(" » ").count() >= 2)
    }

    /// An address of the web or of mail alone on its line.
    fn links(&self, i: usize) -> bool {
        let (p, surface) = (&self.profiles[i], self.surface(i));
        p.words <= 3 && !p.ends && surface.contains('@') || surface.starts_with("http") && !surface.contains(' ')
    }

    /// A listed phrase, said to the reader or without a sentence around it.
    fn offers(&self, i: usize) -> bool {
        let p = &self.profiles[i];
        // A title may speak of what pages offer.
        if i == 0 && p.words >= 4 && self.blocks.len() > 1 && self.dateline(1) {
            return false;
        }
        let you = |w: &Word| matches!(w.text(self.text), "you" | "your" | "You" | "Your");
        let we = |w: &Word| matches!(w.text(self.text), "us" | "our" | "Our" | "We" | "we" | "here");
        // A long sentence in which "we" and a listed phrase meet may be anybody's.
        let addressed = self.words(i).iter().any(|w| you(w) || (we(w) && p.words < 20));
        addressed || (!p.ends && p.words < 14)
    }

    /// A postal address, or a part of one: "12 Elm Street", "Springfield, IL 62701".
    fn address(&self, i: usize) -> bool {
        const STREETS: [&str; 22] = [
            "st",
            "street",
            "ave",
            "avenue",
            "rd",
            "road",
            "blvd",
            "boulevard",
            "lane",
            "ln",
            "drive",
            "dr",
            "way",
            "square",
            "sq",
            "highway",
            "hwy",
            "suite",
            "floor",
            "plaza",
            "place",
            "court",
        ];
        let words = self.words(i);
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        if words.len() > 9 || !(first.shape.has(Shape::NUMBER) || last.shape.has(Shape::NUMBER)) {
            return false;
        }
        let street = |w: &Word| STREETS.contains(&w.text(self.text).to_lowercase().as_str());
        let numbered = first.shape.has(Shape::NUMBER)
            && words.iter().skip(1).any(street)
            && words.iter().skip(1).all(|w| !w.shape.has(Shape::LOWER) || w.shape.has(Shape::CAPITAL));
        let digits = last.end - last.start == 5 && last.shape.has(Shape::NUMBER);
        let state = words.len() >= 3 && {
            let state = words[words.len() - 2];
            state.shape.has(Shape::UPPER) && state.end - state.start == 2
        };
        numbered || (digits && state)
    }

    /// Short lines without end mark that stand in the document more than once.
    pub(super) fn repeated(&self) -> Repeated<'_> {
        // Two lines of one length at least.
        let mut lengths = 0_u64;
        let mut same = false;
        for i in (0..self.blocks.len()).filter(|&i| self.short(i)) {
            let length = 1 << (self.blocks[i].span.len() % 64);
            same |= lengths & length != 0;
            lengths |= length;
        }
        let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
        if same {
            for i in (0..self.blocks.len()).filter(|&i| self.short(i)) {
                *counts.entry(self.surface(i)).or_default() += 1;
            }
        }
        Repeated(counts)
    }

    fn short(&self, i: usize) -> bool {
        !self.profiles[i].ends && self.profiles[i].words <= LONGEST_LABEL
    }
}

/// How often each short line without end mark stands in a document; empty if no two can be the same.
pub(super) struct Repeated<'d>(FxHashMap<&'d str, u32>);

impl Repeated<'_> {
    /// True for a line that stands in the document more than once.
    pub(super) fn has(&self, document: &Document<'_>, i: usize) -> bool {
        !self.0.is_empty() && document.short(i) && self.0.get(document.surface(i)).is_some_and(|&n| n > 1)
    }
}
