//! How surely a sentence is stated: hedges of the speaker, reserve of the narrator.

use crate::extract::clauses::clause::{Gap, Token};
use crate::extract::clauses::lexicon::Class;
use crate::span::Span;
use crate::text::listed::sections;
use crate::text::{Shape, Word, fold};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// How sure the statement is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Plainly.
    Certain,
    /// Likely.
    Probable,
    /// Maybe.
    Possible,
    /// The narrator holds back.
    Unsupported,
}

impl Certainty {
    /// The label used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Probable => "probable",
            Self::Possible => "possible",
            Self::Unsupported => "unsupported",
        }
    }
}

/// The shipped hedges: phrases by their first word.
struct Hedges {
    phrases: FxHashMap<u64, Vec<(Vec<u64>, Certainty)>>,
    /// Verbs by which the narrator holds back.
    claiming: Vec<u64>,
}

impl Hedges {
    fn get() -> &'static Self {
        static HEDGES: OnceLock<Hedges> = OnceLock::new();
        HEDGES.get_or_init(|| {
            let mut hedges = Self { phrases: FxHashMap::default(), claiming: Vec::new() };
            for (section, line) in sections(include_str!("../../../seeds/words/hedges.txt")) {
                let mut words = line.split([' ', '-']).map(|w| fold::hash(&fold::fold(w)));
                let Some(first) = words.next() else { continue };
                let certainty = match section {
                    "certain" => Certainty::Certain,
                    "possible" => Certainty::Possible,
                    "probable" => Certainty::Probable,
                    "unsupported" => Certainty::Unsupported,
                    _ => {
                        hedges.claiming.push(first);
                        continue;
                    }
                };
                hedges.phrases.entry(first).or_default().push((words.collect(), certainty));
            }
            hedges
        })
    }

    /// The hedge that begins with the first of `words`.
    fn at(&self, words: &[Word]) -> Option<Certainty> {
        let phrases = self.phrases.get(&words.first()?.hash)?;
        let fits = |rest: &[u64]| rest.len() < words.len() && rest.iter().zip(&words[1..]).all(|(h, w)| *h == w.hash);
        phrases.iter().filter(|(rest, _)| fits(rest)).max_by_key(|(rest, _)| rest.len()).map(|p| p.1)
    }
}

/// What a sentence rests on, for the reading of its hedges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The narrator's own: hedges of the main clause count.
    Narrated,
    /// Somebody's words or thought: all hedges after the reporting verb count.
    Reported,
    /// Somebody's quotation: hedges inside it count.
    Quoted,
    /// An act by its verb (denied, urged): done or not done, whatever its object may be.
    Performed,
}

/// The certainty of a sentence from its words; `quoted` are its quotations, `cue` is the hash of its main
/// reporting verb.
pub fn certainty(words: &[Word], tokens: &[Token], ground: Ground, quoted: &[Span], cue: Option<u64>) -> Certainty {
    let hedges = Hedges::get();
    if cue.is_some_and(|hash| hedges.claiming.contains(&hash)) {
        return Certainty::Unsupported;
    }
    let mut found = Certainty::Certain;
    let mut main = MainClause::new(tokens);
    for i in 0..words.len() {
        let counts = match ground {
            Ground::Narrated => main.holds(words[i].start),
            Ground::Reported => true,
            Ground::Quoted => {
                let next = quoted.partition_point(|q| q.start <= words[i].start);
                next > 0 && words[i].start < quoted[next - 1].end
            }
            Ground::Performed => false,
        };
        if i > 0 && words[i].shape.has(Shape::CAPITAL) {
            continue;
        }
        match hedges.at(&words[i..]) {
            Some(Certainty::Unsupported) => return Certainty::Unsupported,
            Some(hedge) if counts && found == Certainty::Certain => found = hedge,
            _ => {}
        }
    }
    found
}

/// Tells the main clause of the narrator's sentence from what hangs on it: from a relative or subordinate word, or from a
/// participle or preposition after a comma, up to the next comma.
struct MainClause<'t> {
    tokens: &'t [Token],
    at: usize,
    inside: bool,
}

impl<'t> MainClause<'t> {
    const fn new(tokens: &'t [Token]) -> Self {
        Self { tokens, at: 0, inside: true }
    }

    /// True if the word that begins at `start` lies in the main clause; to be asked from left to right.
    fn holds(&mut self, start: u32) -> bool {
        while let Some(token) = self.tokens.get(self.at).filter(|t| t.span.start <= start) {
            let hangs = token.is(Class::RELATIVE) || token.is(Class::SUBORDINATE);
            let fresh = self.at == 0 || token.gap.is(Gap::ANY);
            if hangs || fresh && (token.is(Class::ING) || token.is(Class::PREPOSITION)) {
                self.inside = false;
            } else if fresh {
                self.inside = true;
            }
            self.at += 1;
        }
        self.inside
    }
}
