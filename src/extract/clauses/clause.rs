//! Sentences as the search for speakers sees them: names, quotations and single words, with the marks between them.

use super::dateline::dateline;
use super::lexicon::{Class, Lexicon};
use super::marks::Quoted;
use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::{Outline, Sentence, Shape, Word};
use std::mem::take;

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gap(u8);

impl Gap {
    /// A comma.
    pub const COMMA: Self = Self(1);
    /// A dash between spaces, a semicolon, a colon, an end mark.
    pub const STRONG: Self = Self(2);
    /// A colon or a bar.
    pub const COLON: Self = Self(4);
    /// A comma or anything stronger.
    pub const ANY: Self = Self(7);
    /// A hyphen within a word: "US-led".
    pub const HYPHEN: Self = Self(8);

    /// True if one of the marks of `other` is there.
    pub const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Stands for no mention or no quotation.
const NONE: u32 = u32::MAX;

/// What the name that a token is names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is no name.
    None,
    /// A person.
    Person,
    /// A government, an organization, an armed group.
    Body,
    /// A country or a place.
    Place,
    /// A nationality.
    Adjective,
    /// Anything else.
    Thing,
}

impl Kind {
    fn of(mention: &Mention<'_>) -> Self {
        match &*mention.kind {
            "person" => Self::Person,
            "government" | "organization" | "armed_group" => Self::Body,
            "country" | "place" => Self::Place,
            "nationality" => Self::Adjective,
            _ => Self::Thing,
        }
    }
}

/// One word, one name or one quotation.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands, possessive left out.
    pub span: Span,
    /// What it may do; empty for names and quotations.
    pub class: Class,
    /// What stands before it.
    pub gap: Gap,
    /// A possessive follows.
    pub possessive: bool,
    /// It begins with a capital.
    pub capital: bool,
    /// What it names.
    pub kind: Kind,
    mention: u32,
    quoted: u32,
}

impl Token {
    /// Index of its mention.
    pub const fn mention(&self) -> Option<usize> {
        if self.mention == NONE { None } else { Some(self.mention as usize) }
    }

    /// Index of its quotation.
    pub const fn quoted(&self) -> Option<usize> {
        if self.quoted == NONE { None } else { Some(self.quoted as usize) }
    }

    /// A plain word.
    pub const fn is_word(&self) -> bool {
        self.mention == NONE && self.quoted == NONE
    }

    /// True if it is a word with a flag of `class`.
    pub const fn is(&self, class: Class) -> bool {
        self.class.is(class)
    }
}

/// The tokens of all sentences of a document.
pub struct Clauses {
    tokens: Vec<Token>,
    /// First token of each sentence, and the end.
    starts: Vec<u32>,
}

impl Clauses {
    /// Cuts the sentences of a document; words in brackets are left out, each outermost quotation is one token.
    pub fn new(outline: &Outline<'_>, mentions: &[Mention<'_>], quoted: &[Quoted]) -> Self {
        let mut starts = Vec::with_capacity(outline.sentences.len() + 1);
        let mut cutter = Cutter::new(outline, mentions, quoted);
        for sentence in &outline.sentences {
            starts.push(cutter.tokens.len() as u32);
            cutter.cut(sentence);
        }
        starts.push(cutter.tokens.len() as u32);
        Self { tokens: cutter.tokens, starts }
    }

    /// The tokens of one sentence.
    pub fn sentence(&self, sentence: usize) -> &[Token] {
        &self.tokens[self.starts[sentence] as usize..self.starts[sentence + 1] as usize]
    }
}

/// Cuts one sentence after the other.
struct Cutter<'a, 't> {
    outline: &'a Outline<'t>,
    mentions: &'a [Mention<'a>],
    quoted: &'a [Quoted],
    tokens: Vec<Token>,
    /// The next name and the next quotation.
    mention: usize,
    quote: usize,
    /// Index of the first token of the sentence.
    first: usize,
    /// The text is read up to this byte.
    reached: u32,
    /// How many brackets are open.
    brackets: u32,
    /// What stands before the next token.
    gap: Gap,
}

impl<'a, 't> Cutter<'a, 't> {
    fn new(outline: &'a Outline<'t>, mentions: &'a [Mention<'a>], quoted: &'a [Quoted]) -> Self {
        let tokens = Vec::with_capacity(outline.words.len());
        Self { outline, mentions, quoted, tokens, mention: 0, quote: 0, first: 0, reached: 0, brackets: 0, gap: Gap::default() }
    }

    /// Appends the tokens of the next sentence.
    fn cut(&mut self, sentence: &Sentence) {
        let outline = self.outline;
        self.first = self.tokens.len();
        (self.reached, self.brackets, self.gap) = (sentence.span.start, 0, Gap::default());
        let names = self.mention;
        let mut w = sentence.first_word as usize;
        while w < sentence.end_word as usize {
            let word = &outline.words[w];
            let quoted = self.quotation_of(word);
            // what lies between is read up to an opening mark
            let from = self.reached.max(sentence.span.start);
            let to = quoted.map_or(word.start, |q| q.outer.start.max(self.reached).min(word.start));
            self.gap.0 |= read_gap(&outline.text[from as usize..to as usize], &mut self.brackets);
            self.reached = word.end;
            w = match quoted {
                Some(quoted) => self.quotation(quoted, w, sentence),
                None if word.shape.has(Shape::POSSESSIVE) => {
                    if let Some(last) = self.tokens.last_mut().filter(|t| t.span.end + 4 >= word.start) {
                        last.possessive = true;
                    }
                    w + 1
                }
                None if self.brackets > 0 => w + 1,
                None => self.word(w, sentence),
            };
        }
        let words = &outline.words[sentence.first_word as usize..sentence.end_word as usize];
        let head = dateline(outline.text, words, &self.mentions[names..]);
        if head > 0 {
            let count = self.tokens[self.first..].partition_point(|t| t.span.end <= words[head].start);
            self.tokens.drain(self.first..self.first + count);
        }
        // what stands before the first word parts nothing: a bullet, the dash of a dateline
        if let Some(token) = self.tokens.get_mut(self.first) {
            token.gap = Gap::default();
        }
    }

    /// The outermost quotation that a word stands in.
    fn quotation_of(&mut self, word: &Word) -> Option<&'a Quoted> {
        let passed = |q: &Quoted| q.outer.end <= word.start || q.depth > 0;
        while self.quoted.get(self.quote).is_some_and(passed) {
            self.quote += 1;
        }
        self.quoted.get(self.quote).filter(|q| q.outer.start < word.end && word.start < q.outer.end)
    }

    /// Appends the quotation that word `w` stands in, once in a sentence; the word to go on from is the first behind it.
    fn quotation(&mut self, quoted: &Quoted, w: usize, sentence: &Sentence) -> usize {
        let number = self.quote as u32;
        if self.tokens.len() == self.first || self.tokens.last().is_some_and(|t| t.quoted != number) {
            self.tokens.push(Token {
                span: quoted.outer,
                class: Class::default(),
                gap: take(&mut self.gap),
                possessive: false,
                capital: false,
                kind: Kind::None,
                mention: NONE,
                quoted: number,
            });
        }
        self.reached = self.reached.max(quoted.outer.end.min(sentence.span.end));
        let words = &self.outline.words[w..sentence.end_word as usize];
        w + words.iter().take_while(|word| word.start < quoted.outer.end).count()
    }

    /// Appends word `w`, or the name that begins with it; gives the word to go on from.
    fn word(&mut self, w: usize, sentence: &Sentence) -> usize {
        let outline = self.outline;
        let word = &outline.words[w];
        while self.mentions.get(self.mention).is_some_and(|m| m.end_word as usize <= w) {
            self.mention += 1;
        }
        let named = self.mentions.get(self.mention).filter(|m| m.first_word as usize == w);
        let next = named.map_or(w + 1, |m| (m.end_word as usize).clamp(w + 1, sentence.end_word as usize));
        self.reached = self.reached.max(outline.words[next - 1].end);
        let class = if named.is_some() { Class::default() } else { self.class(w) };
        // "Toronto-based", "rebel-held": the name describes what follows, and does nothing
        if class.is(Class::COMPOUND)
            && let Some(last) = self.tokens[self.first..].last_mut().filter(|t| t.capital && t.quoted == NONE)
            && matches!(&outline.text[last.span.end as usize..word.start as usize], "-" | "\u{2010}" | "\u{2011}")
        {
            let span = Span::new(last.span.start, word.end);
            *last = Token { span, class: Class::default(), capital: false, kind: Kind::None, mention: NONE, ..*last };
            self.gap = Gap::default();
            return next;
        }
        let (before, behind) = outline.text.split_at(self.reached as usize);
        let token = Token {
            span: named.map_or(word.span(), |m| m.span),
            class,
            gap: take(&mut self.gap),
            possessive: behind.starts_with(['\'', '’', '‘']) && before.ends_with('s'),
            capital: word.shape.has(Shape::CAPITAL),
            kind: named.map_or(Kind::None, Kind::of),
            mention: if named.is_some() { self.mention as u32 } else { NONE },
            quoted: NONE,
        };
        self.tokens.push(token);
        next
    }

    /// What word `w`, the next token, may do: as the lexicon says, else by its ending.
    fn class(&self, w: usize) -> Class {
        let lexicon = Lexicon::get();
        let word = &self.outline.words[w];
        let class = lexicon.class(word.hash);
        if !class.is_quiet() || word.end - word.start <= 4 {
            return class;
        }
        let written = word.text(self.outline.text);
        let opens = self.tokens.len() == self.first;
        let before_preposition = || self.outline.words.get(w + 1).is_some_and(|n| lexicon.class(n.hash).is(Class::PREPOSITION));
        let capital = word.shape.has(Shape::CAPITAL);
        if (opens || !capital) && written.ends_with("ing") || opens && is_past_participle(written) && before_preposition() {
            class.with(Class::ING)
        } else if !capital && written.ends_with("ed") {
            class.with(Class::ENDING)
        } else {
            class
        }
    }
}

/// True for a form in *-ed* that is hardly a name: "Pressed on", "Founded in", not "Ahmed in", "Khaled in".
fn is_past_participle(word: &str) -> bool {
    word.strip_suffix("ed").is_some_and(|stem| stem.ends_with(['c', 'd', 'k', 'n', 's', 't', 'v', 'z']))
}

/// The marks of a gap; counts brackets along.
fn read_gap(between: &str, brackets: &mut u32) -> u8 {
    let mut flags = 0;
    let mut space = false;
    for c in between.chars() {
        match c {
            '(' | '[' => *brackets += 1,
            ')' | ']' => *brackets = brackets.saturating_sub(1),
            _ if *brackets > 0 => {}
            ',' => flags |= Gap::COMMA.0,
            ':' | '|' => flags |= Gap::STRONG.0 | Gap::COLON.0,
            ';' | '—' | '–' | '!' | '?' | '…' => flags |= Gap::STRONG.0,
            '-' if space => flags |= Gap::STRONG.0,
            '-' | '\u{2010}' | '\u{2011}' => flags |= Gap::HYPHEN.0,
            _ => {}
        }
        space = c.is_whitespace();
    }
    flags
}
