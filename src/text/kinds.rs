//! The kind of each block: rules for articles, with the furniture model where a whole page was saved.

use super::captions::{is_caption, tells};
use super::cues::Lexicon;
use super::datelines::is_dateline;
use super::lists::is_bullet;
use super::profile::{Manner, Profile};
use super::{Block, BlockKind, Shape, Word, furniture};
use rustc_hash::FxHashMap;

/// Words that a title has at most.
const LONGEST_TITLE: u32 = 32;
/// Lines among which the dateline of a wire story stands.
const WIRE: usize = 8;
/// Words that a label or a section title has at most.
const LONGEST_LABEL: u32 = 8;

/// Says what each block is.
pub(super) fn classify(text: &str, words: &[Word], blocks: &mut [Block]) {
    if blocks.len() < 2 {
        return;
    }
    let profiles = Profile::all(text, words, blocks);
    let sentence = |p: &Profile| (p.ends && p.words >= 5) || p.words >= 15;
    if !profiles.iter().any(sentence) {
        return;
    }
    let marked = memchr::memchr2(b'|', 0xC2, text.as_bytes()).is_some();
    let document = Document { text, words, blocks, profiles: &profiles, marked };
    let sample = blocks.len().min(furniture::SAMPLE);
    let kinds = if !document.live() && furniture::is_page(sample, (0..sample).map(|i| document.prose(i) || document.list_item(i))) {
        document.page()
    } else {
        document.article()
    };
    for (block, kind) in blocks.iter_mut().zip(kinds) {
        block.kind = kind;
    }
}

/// A document that is being classified.
struct Document<'d> {
    text: &'d str,
    words: &'d [Word],
    blocks: &'d [Block],
    profiles: &'d [Profile],
    /// The text holds a bar, or a byte with which a mark of copyright or an angle may begin.
    marked: bool,
}

impl Document<'_> {
    fn surface(&self, i: usize) -> &str {
        self.blocks[i].span.text(self.text)
    }

    fn words(&self, i: usize) -> &[Word] {
        self.blocks[i].words(self.words)
    }

    fn prose(&self, i: usize) -> bool {
        self.profiles[i].is_prose(self.words(i))
    }

    fn caption(&self, i: usize) -> bool {
        is_caption(self.text, self.surface(i), self.words(i), &self.profiles[i])
    }

    fn dateline(&self, i: usize) -> bool {
        is_dateline(self.text, &self.blocks[i], self.words(i), &self.profiles[i])
    }

    /// A clock time alone on its line.
    fn clock(&self, i: usize) -> bool {
        let words = self.words(i);
        self.profiles[i].dated && matches!(words, [_, _]) && words.iter().all(|w| w.shape.has(Shape::NUMBER))
    }

    /// A live blog: entries under clock times, each with its prose.
    fn live(&self) -> bool {
        let prose = |i: usize| i < self.blocks.len() && self.prose(i);
        self.blocks.len() > 8 && (0..self.blocks.len()).filter(|&i| self.clock(i) && (prose(i + 1) || prose(i + 2))).nth(2).is_some()
    }

    /// The title of an entry of a live blog: a short line between its time and its text.
    fn entry(&self, i: usize) -> bool {
        let p = &self.profiles[i];
        let text = self.profiles.get(i + 1).is_some_and(|next| next.words >= 12);
        i > 0 && text && p.words <= 14 && (!p.ends || self.question(i)) && self.clock(i - 1)
    }

    /// A page saved whole: the model says which lines belong to the article.
    fn page(&self) -> Vec<BlockKind> {
        /// Lines before an article's first in which its title and dateline stand.
        const HEAD: usize = 15;
        let manner = |(i, profile): (usize, &Profile)| Manner::new(self.text, self.words(i), &self.blocks[i], profile);
        let manners: Vec<Manner> = self.profiles.iter().enumerate().map(manner).collect();
        let mut belongs = furniture::belongs(self.profiles, &manners);
        let n = belongs.len();
        // Prose between lines of the article is of the article too.
        for i in 1..n.saturating_sub(1) {
            let (p, m) = (&self.profiles[i], &manners[i]);
            if m.prose && p.words >= 20 && !p.cues.any() && !m.garbled && belongs[i.saturating_sub(3)..n.min(i + 4)].iter().any(|&b| b) {
                belongs[i] = true;
            }
        }
        let mut kinds = vec![BlockKind::Furniture; n];
        let first = belongs.iter().position(|&b| b).unwrap_or(n);
        let last = belongs.iter().rposition(|&b| b).unwrap_or(0);
        for i in 0..n {
            let p = &self.profiles[i];
            if belongs[i] {
                kinds[i] = if self.caption(i) {
                    BlockKind::Caption
                } else if self.dateline(i) {
                    BlockKind::Dateline
                } else if !p.ends && p.words <= 12 && p.words > 0 && !p.quote && belongs.get(i + 1) == Some(&true) && manners[i + 1].prose {
                    BlockKind::Heading
                } else {
                    BlockKind::Body
                };
            } else if i + HEAD >= first && i <= last && self.dateline(i) {
                kinds[i] = BlockKind::Dateline;
            }
        }
        // The title: the longest of the last lines before the article that reads like one.
        let title = (first.saturating_sub(HEAD)..first)
            .filter(|&i| {
                let p = &self.profiles[i];
                kinds[i] == BlockKind::Furniture
                    && (4..=LONGEST_TITLE).contains(&p.words)
                    && !p.cues.any()
                    && !p.picture
                    && !p.dated
                    && !manners[i].garbled
            })
            .max_by_key(|&i| (self.profiles[i].words, i));
        if let Some(title) = title {
            kinds[title] = BlockKind::Headline;
        }
        kinds
    }

    /// An article with little or no furniture: every line is text unless a rule knows better.
    fn article(&self) -> Vec<BlockKind> {
        let n = self.blocks.len();
        let long = || self.profiles.iter().filter(|p| p.words >= 12);
        // Where paragraphs are written without full stops, their absence says nothing.
        let marked = long().filter(|p| p.ends).count() * 5 >= long().count() * 3;
        let text_like = |i: usize| {
            let p = &self.profiles[i];
            (p.ends && p.words >= 4 && !self.question(i))
                || (p.words >= 6 && self.surface(i).ends_with(':'))
                || (p.words > LONGEST_TITLE && !marked)
        };
        let added: Vec<bool> = (0..n).map(|i| self.added(i)).collect();
        let first = (0..n).find(|&i| !added[i] && text_like(i) && !self.caption(i)).unwrap_or(n);
        // "HARROW, May 14 -" on a line of its own: the text begins on the next, broken off early as it may be.
        let wire = (0..first.min(WIRE)).find(|&i| self.surface(i).ends_with(['-', '–', '—']) && self.dateline(i));
        let first = wire.map_or(first, |wire| first.min(wire + 1));
        let mut summary = false;
        let over = self.over();
        let last = (0..over).rev().find(|&i| !added[i] && text_like(i)).unwrap_or(0);
        let repeated = self.repeated();
        let mut kinds: Vec<BlockKind> = Vec::with_capacity(n);
        let mut headline = 0_usize;
        let live = self.live();
        for i in 0..n {
            let p = &self.profiles[i];
            let kind = if self.dateline(i) {
                BlockKind::Dateline
            } else if self.caption(i) {
                BlockKind::Caption
            } else if added[i] || repeated[i] || self.follows_link(i, &kinds) || (i > over && p.words <= LONGEST_TITLE) {
                BlockKind::Furniture
            } else if live && self.entry(i) {
                BlockKind::Heading
            } else if text_like(i) || self.list_item(i) || wire.is_some_and(|wire| i == wire + 1) || (summary && i < first && p.words >= 4)
            {
                BlockKind::Body
            } else if i < first {
                let stop = p.ends && !self.surface(i).trim_end_matches([' ', '.']).ends_with(['?', '!']);
                let title = !stop && p.words >= 3 && p.words <= LONGEST_TITLE && (headline == 0 || (p.words >= 6 && headline <= 2));
                if title {
                    headline += 1;
                    BlockKind::Headline
                } else if headline > 0 && self.section(i) {
                    summary = true;
                    BlockKind::Heading
                } else {
                    self.label(i)
                }
            } else if i > last {
                self.tail(i, marked, &kinds)
            } else {
                self.middle(i, marked)
            };
            kinds.push(kind);
        }
        kinds
    }

    /// A line of an article's middle that does not read like a paragraph.
    fn middle(&self, i: usize, marked: bool) -> BlockKind {
        let p = &self.profiles[i];
        if self.question(i) {
            return BlockKind::Heading;
        }
        let wrapped = self.surface(i).contains(['\n', '\r']);
        if p.ends || p.quote || !marked || wrapped || self.data(i) || self.surface(i).ends_with([':', ';', ',']) {
            return BlockKind::Body;
        }
        if p.words > LONGEST_LABEL {
            return if self.unmarked_caption(i) { BlockKind::Caption } else { BlockKind::Body };
        }
        let next = self.profiles.get(i + 1);
        if p.words > 0 && next.is_some_and(|next| next.words >= 6) { BlockKind::Heading } else { BlockKind::Furniture }
    }

    /// A long line without end mark among paragraphs that have theirs: a caption, unless it reads like text whose mark was lost.
    fn unmarked_caption(&self, i: usize) -> bool {
        /// Words that such a caption has at most.
        const LONGEST: u32 = 45;
        let (p, words, surface) = (&self.profiles[i], self.words(i), self.surface(i));
        let lists = Lexicon::get();
        let whole = surface.starts_with(char::is_uppercase) && !words.last().is_some_and(|w| lists.is_function(w));
        let note = surface.split_once(": ").is_some_and(|(label, _)| label.len() < 16);
        let sentences = note || surface.contains(". ") || surface.contains("? ") || surface.contains("! ");
        p.words <= LONGEST && whole && !sentences && (p.dated_end || !tells(self.text, words))
    }

    /// A line after the last paragraph.
    fn tail(&self, i: usize, marked: bool, kinds: &[BlockKind]) -> BlockKind {
        let p = &self.profiles[i];
        let touches = kinds.last().is_some_and(|&kind| matches!(kind, BlockKind::Body | BlockKind::Caption));
        let long = p.words >= 12 || (p.words > LONGEST_LABEL && (!marked || self.surface(i).contains(". ")));
        if p.ends || p.quote || self.data(i) || (touches && long && kinds.last() != Some(&BlockKind::Caption)) {
            BlockKind::Body
        } else if touches && p.words > LONGEST_LABEL && kinds.last() == Some(&BlockKind::Caption) {
            BlockKind::Caption
        } else {
            BlockKind::Furniture
        }
    }

    /// A short line before the first paragraph that is no title.
    fn label(&self, i: usize) -> BlockKind {
        let p = &self.profiles[i];
        if (p.ends && p.words >= 3) || self.data(i) { BlockKind::Body } else { BlockKind::Furniture }
    }

    /// A row of figures: two numbers or more, and at least a quarter of its words; a date alone makes none.
    fn data(&self, i: usize) -> bool {
        let p = &self.profiles[i];
        let numbers = self.words(i).iter().filter(|w| w.shape.has(Shape::NUMBER)).count() as u32;
        p.words >= 4 && p.words >= numbers + 2 && numbers >= 2 && numbers * 4 >= p.words
    }

    /// A title that opens the text itself.
    fn section(&self, i: usize) -> bool {
        const TITLES: [&str; 10] = [
            "summary",
            "overview",
            "background",
            "introduction",
            "abstract",
            "key points",
            "key takeaways",
            "at a glance",
            "context",
            "what we know",
        ];
        TITLES.contains(&self.surface(i).trim_end_matches(':').to_lowercase().as_str())
    }

    /// The line after which the article is over: comments, related stories; the number of lines if there is none.
    fn over(&self) -> usize {
        if !self.profiles.iter().any(|p| p.cues.end) {
            return self.blocks.len();
        }
        let prose: Vec<u32> = self.profiles.iter().enumerate().map(|(i, p)| if self.prose(i) { p.words } else { 0 }).collect();
        let total: u32 = prose.iter().sum();
        let mut after = total;
        for (i, p) in self.profiles.iter().enumerate() {
            after -= prose[i];
            if p.cues.end && i > 0 && after * 6 <= total && after < total {
                return i;
            }
        }
        self.blocks.len()
    }

    /// A short question on a line of its own is a section title.
    fn question(&self, i: usize) -> bool {
        /// Words that a question in a title has at most.
        const LONGEST: u32 = 17;
        let p = &self.profiles[i];
        let surface = self.surface(i);
        if p.words > LONGEST || !surface.trim_end_matches([' ', '.']).ends_with('?') {
            return false;
        }
        let inner = surface.trim_end_matches(['?', ' ', '.']);
        !p.quote
            && !inner.contains(['?', '!', '“', '"'])
            && !inner.contains(". ")
            && self.profiles.get(i + 1).is_some_and(|next| next.words >= 6)
    }

    /// An item of a list is running text.
    fn list_item(&self, i: usize) -> bool {
        let surface = self.surface(i);
        let marked = surface.starts_with(is_bullet) || surface.starts_with("- ") || surface.starts_with("– ") || surface.starts_with("* ");
        marked && self.profiles[i].words >= 3
    }

    /// A title without end mark right after "Read more" and the like.
    fn follows_link(&self, i: usize, kinds: &[BlockKind]) -> bool {
        let p = &self.profiles[i];
        let link = i > 0 && kinds[i - 1] == BlockKind::Furniture && (self.profiles[i - 1].cues.any() || self.profiles[i - 1].cues.end);
        link && self.profiles[i - 1].words <= 4 && i > 1 && !p.ends && p.words <= LONGEST_TITLE && kinds.contains(&BlockKind::Body)
    }

    /// True for a line that the page added, by its own words.
    fn added(&self, i: usize) -> bool {
        let p = &self.profiles[i];
        let surface = self.surface(i);
        if p.quote && p.ends {
            return false;
        }
        let marked = self.marked && memchr::memchr2(b'|', 0xC2, surface.as_bytes()).is_some();
        let copyright = (marked && surface.contains('©')) || p.cues.end && p.cues.start && !p.ends;
        let bars = marked && surface.matches(" | ").count() + surface.matches(" » ").count() >= 2;
        if (copyright || bars) && p.words < 60 {
            return true;
        }
        if p.words == 0 {
            return true;
        }
        if p.cues.line {
            return true;
        }
        let colon = || surface.find(':').is_some_and(|at| at < 24);
        if p.cues.start && p.words < 20 && (!p.ends || p.cues.inside || colon()) {
            return true;
        }
        // A title may speak of what pages offer.
        let title = i == 0 && p.words >= 4 && self.blocks.len() > 1 && self.dateline(1);
        if p.cues.inside && p.words < 60 && !title {
            let you = |w: &Word| matches!(w.text(self.text), "you" | "your" | "You" | "Your");
            let we = |w: &Word| matches!(w.text(self.text), "us" | "our" | "Our" | "We" | "we" | "here");
            // A long sentence in which "we" and a listed phrase meet may be anybody's.
            let addressed = self.words(i).iter().any(|w| you(w) || (we(w) && p.words < 20));
            if addressed || (!p.ends && p.words < 14) {
                return true;
            }
        }
        self.address(i) || (p.words <= 3 && surface.contains(['@']) && !p.ends) || surface.starts_with("http") && !surface.contains(' ')
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

    /// For each line, true if it is short, has no end mark, and stands in the document more than once.
    fn repeated(&self) -> Vec<bool> {
        let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
        let short = |i: usize| !self.profiles[i].ends && self.profiles[i].words <= LONGEST_LABEL;
        // Two lines of one length at least.
        let mut lengths = 0_u64;
        let mut same = false;
        for i in (0..self.blocks.len()).filter(|&i| short(i)) {
            let length = 1 << (self.blocks[i].span.len() % 64);
            same |= lengths & length != 0;
            lengths |= length;
        }
        if !same {
            return vec![false; self.blocks.len()];
        }
        for i in (0..self.blocks.len()).filter(|&i| short(i)) {
            *counts.entry(self.surface(i)).or_default() += 1;
        }
        (0..self.blocks.len()).map(|i| short(i) && counts.get(self.surface(i)).is_some_and(|&n| n > 1)).collect()
    }
}
