//! The kinds of the lines of an article with little or no furniture.

use super::captions::tells;
use super::cues::Lexicon;
use super::kinds::{Document, LONGEST_LABEL, LONGEST_TITLE};
use super::masthead::masthead;
use super::{BlockKind, Shape};

/// Lines among which the dateline of a wire story stands.
const WIRE: usize = 8;

/// What one line is by itself.
#[derive(Clone, Copy)]
struct Looks {
    dateline: bool,
    caption: bool,
    /// The page added it, or it names the outlet.
    added: bool,
    /// Reads like a line of running text.
    text: bool,
}

impl Document<'_> {
    /// Every line is text unless a rule knows better; `live` if this is a live blog.
    pub(super) fn article(&self, live: bool) -> Vec<BlockKind> {
        let n = self.blocks.len();
        let (mut long, mut ended) = (0, 0);
        for p in self.profiles.iter().filter(|p| p.words >= 12) {
            long += 1;
            ended += u32::from(p.ends);
        }
        // Where paragraphs are written without full stops, their absence says nothing.
        let marked = ended * 5 >= long * 3;
        let masthead = masthead(self.text);
        let looks: Vec<Looks> = (0..n)
            .map(|i| {
                let names_outlet = i == 0 && masthead.is_some_and(|name| self.blocks[i].span.contains(name));
                Looks {
                    dateline: !names_outlet && self.dateline(i),
                    caption: self.caption(i),
                    added: names_outlet || self.added(i),
                    text: self.reads(i, marked),
                }
            })
            .collect();
        let first = looks.iter().position(|l| l.text && !l.added && !l.caption).unwrap_or(n);
        // "HARROW, May 14 -" on a line of its own: the text begins on the next, broken off early as it may be.
        let wire = (0..first.min(WIRE)).find(|&i| looks[i].dateline && self.surface(i).ends_with(['-', '–', '—']));
        let first = wire.map_or(first, |wire| first.min(wire + 1));
        let over = self.over();
        let last = looks[..over].iter().rposition(|l| l.text && !l.added).unwrap_or(0);
        let repeated = self.repeated();
        let mut kinds: Vec<BlockKind> = Vec::with_capacity(n);
        let (mut headlines, mut summary, mut body) = (0_u32, false, false);
        for (i, look) in looks.iter().enumerate() {
            let p = &self.profiles[i];
            let before = kinds.last().copied();
            let kind = if look.dateline {
                BlockKind::Dateline
            } else if look.caption {
                BlockKind::Caption
            } else if look.added || repeated.has(self, i) || self.follows_link(i, before, body) || (i > over && p.words <= LONGEST_TITLE) {
                BlockKind::Furniture
            } else if live && self.entry(i) {
                BlockKind::Heading
            } else if look.text || self.list_item(i) || wire.is_some_and(|wire| i == wire + 1) || (summary && i < first && p.words >= 4) {
                BlockKind::Body
            } else if i < first {
                let stop = p.ends && !self.surface(i).trim_end_matches([' ', '.']).ends_with(['?', '!']);
                let title = !stop && p.words >= 3 && p.words <= LONGEST_TITLE && (headlines == 0 || (p.words >= 6 && headlines <= 2));
                if title {
                    headlines += 1;
                    BlockKind::Headline
                } else if headlines > 0 && self.section(i) {
                    summary = true;
                    BlockKind::Heading
                } else {
                    self.label(i)
                }
            } else if i > last {
                self.tail(i, marked, before)
            } else {
                self.middle(i, marked)
            };
            body |= kind == BlockKind::Body;
            kinds.push(kind);
        }
        kinds
    }

    /// True for a line that reads like running text; `marked` if paragraphs are written with full stops.
    fn reads(&self, i: usize, marked: bool) -> bool {
        let p = &self.profiles[i];
        (p.ends && p.words >= 4 && !self.question(i))
            || (p.words > LONGEST_TITLE && !marked)
            || (p.words >= 6 && self.surface(i).ends_with(':'))
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
    fn tail(&self, i: usize, marked: bool, before: Option<BlockKind>) -> BlockKind {
        let p = &self.profiles[i];
        let caption = before == Some(BlockKind::Caption);
        let touches = caption || before == Some(BlockKind::Body);
        let long = p.words >= 12 || (p.words > LONGEST_LABEL && (!marked || self.surface(i).contains(". ")));
        if p.ends || p.quote || self.data(i) || (touches && long && !caption) {
            BlockKind::Body
        } else if caption && p.words > LONGEST_LABEL {
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

    /// A title without end mark right after "Read more" and the like, which is furniture, in a document with running text (`body`).
    fn follows_link(&self, i: usize, before: Option<BlockKind>, body: bool) -> bool {
        if i < 2 || !body || before != Some(BlockKind::Furniture) {
            return false;
        }
        let (p, link) = (&self.profiles[i], &self.profiles[i - 1]);
        (link.cues.any() || link.cues.end) && link.words <= 4 && !p.ends && p.words <= LONGEST_TITLE
    }

    /// A clock time alone on its line.
    fn clock(&self, i: usize) -> bool {
        let words = self.words(i);
        self.profiles[i].dated && matches!(words, [_, _]) && words.iter().all(|w| w.shape.has(Shape::NUMBER))
    }

    /// A live blog: entries under clock times, each with its prose.
    pub(super) fn live(&self) -> bool {
        let prose = |i: usize| i < self.blocks.len() && self.prose(i);
        self.blocks.len() > 8 && (0..self.blocks.len()).filter(|&i| self.clock(i) && (prose(i + 1) || prose(i + 2))).nth(2).is_some()
    }

    /// The title of an entry of a live blog: a short line between its time and its text.
    fn entry(&self, i: usize) -> bool {
        let p = &self.profiles[i];
        let text = self.profiles.get(i + 1).is_some_and(|next| next.words >= 12);
        i > 0 && text && p.words <= 14 && (!p.ends || self.question(i)) && self.clock(i - 1)
    }
}
