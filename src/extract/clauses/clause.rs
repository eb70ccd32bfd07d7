//! Sentences as the search for speakers sees them: names, quotations and single words, with the marks between them.

use super::lexicon::{Class, Lexicon};
use super::marks::Quoted;
use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::{Outline, Shape};

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
    /// It is written in capitals.
    pub upper: bool,
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
        let lexicon = Lexicon::get();
        let text = outline.text;
        let mut tokens: Vec<Token> = Vec::with_capacity(outline.words.len());
        let mut starts = Vec::with_capacity(outline.sentences.len() + 1);
        let mut mention = 0;
        let mut quote = 0;
        for sentence in &outline.sentences {
            let first = tokens.len();
            starts.push(first as u32);
            let mut reached = sentence.span.start;
            let mut brackets = 0u32;
            let mut gap = Gap::default();
            let mut w = sentence.first_word as usize;
            while w < sentence.end_word as usize {
                let word = &outline.words[w];
                while quote < quoted.len() && (quoted[quote].outer.end <= word.start || quoted[quote].depth > 0) {
                    quote += 1;
                }
                let inside = quoted.get(quote).filter(|q| q.outer.start < word.end && word.start < q.outer.end);
                // what lies between is read up to an opening mark
                let between = reached.max(sentence.span.start)..inside.map_or(word.start, |q| q.outer.start.max(reached).min(word.start));
                gap.0 |= read_gap(&text[between.start as usize..between.end as usize], &mut brackets);
                reached = word.end;
                if let Some(q) = inside {
                    if tokens.len() == first || tokens.last().is_some_and(|t| t.quoted != quote as u32) {
                        tokens.push(Token {
                            span: q.outer,
                            class: Class::default(),
                            gap,
                            possessive: false,
                            capital: false,
                            upper: false,
                            kind: Kind::None,
                            mention: NONE,
                            quoted: quote as u32,
                        });
                        gap = Gap::default();
                    }
                    reached = q.outer.end.min(sentence.span.end).max(word.end);
                    while w < sentence.end_word as usize && outline.words[w].start < q.outer.end {
                        w += 1;
                    }
                    continue;
                }
                if word.shape.has(Shape::POSSESSIVE) {
                    if let Some(last) = tokens.last_mut().filter(|t| t.span.end + 4 >= word.start) {
                        last.possessive = true;
                    }
                    w += 1;
                    continue;
                }
                if brackets > 0 {
                    w += 1;
                    continue;
                }
                while mention < mentions.len() && (mentions[mention].end_word as usize) <= w {
                    mention += 1;
                }
                let named = mentions.get(mention).filter(|m| m.first_word as usize == w);
                let (span, class, next) = match named {
                    Some(m) => {
                        let next = (m.end_word as usize).clamp(w + 1, sentence.end_word as usize);
                        reached = reached.max(outline.words[next - 1].end);
                        (m.span, Class::default(), next)
                    }
                    None => {
                        let class = lexicon.class(word.hash);
                        let lower = !word.shape.has(Shape::CAPITAL) || tokens.len() == first;
                        let opens =
                            tokens.len() == first && outline.words.get(w + 1).is_some_and(|n| lexicon.class(n.hash).is(Class::PREPOSITION));
                        let long = class == Class::default() && word.end - word.start > 4;
                        let participle =
                            long && (lower && word.text(text).ends_with("ing") || opens && is_past_participle(word.text(text)));
                        let past = long && !word.shape.has(Shape::CAPITAL) && word.text(text).ends_with("ed");
                        let class = match () {
                            () if participle => Class::ING,
                            () if past => Class::ENDING,
                            () => class,
                        };
                        (word.span(), class, w + 1)
                    }
                };
                let possessive = text[reached as usize..].starts_with(['\'', '’', '‘']) && text[..reached as usize].ends_with('s');
                tokens.push(Token {
                    span,
                    class,
                    gap,
                    possessive,
                    capital: word.shape.has(Shape::CAPITAL),
                    upper: word.shape.has(Shape::UPPER),
                    kind: named.map_or(Kind::None, Kind::of),
                    mention: if named.is_some() { mention as u32 } else { NONE },
                    quoted: NONE,
                });
                gap = Gap::default();
                w = next;
            }
            let head = dateline(&tokens[first..]);
            if head > 0 {
                tokens.drain(first..first + head);
                tokens[first].gap = Gap::default();
            }
        }
        starts.push(tokens.len() as u32);
        Self { tokens, starts }
    }

    /// The tokens of one sentence.
    pub fn sentence(&self, sentence: usize) -> &[Token] {
        &self.tokens[self.starts[sentence] as usize..self.starts[sentence + 1] as usize]
    }
}

/// Tokens of an agency's dateline at the head of a sentence, which is no part of it: "RIGA, March 8 (Agency) - ".
fn dateline(tokens: &[Token]) -> usize {
    let dash = (1..tokens.len().min(8)).find(|&i| tokens[i].gap.is(Gap::STRONG)).unwrap_or(0);
    let place = |t: &Token| t.mention().is_some() || t.is(Class::TIME) || (t.is_word() && (t.capital || t.class.is_free()));
    // a second dash would close an apposition: "Lund — the smallest of four — says"
    let alone = tokens.iter().skip(dash + 1).take(12).all(|t| !t.gap.is(Gap::STRONG));
    let dated = (dash == 1 || tokens.first().is_some_and(|t| t.upper && t.span.len() > 2)) && alone
        || tokens[..dash].iter().any(|t| t.is(Class::TIME));
    if dash > 0 && dated && tokens[0].capital && !tokens[dash].gap.is(Gap::COLON) && tokens[..dash].iter().all(place) { dash } else { 0 }
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
