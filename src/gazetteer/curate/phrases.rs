//! Capitalised phrases of a text that may be names: where they begin and end, and what the words beside them say.

use crate::gazetteer::known::census::{is_given_name, is_surname};
use crate::gazetteer::known::cues::{Cue, Lexicon};
use crate::gazetteer::known::lists::{self, CALENDAR, COMMON, TITLE};
use crate::gazetteer::matching::breaks::Breaks;
use crate::gazetteer::matching::case::CaseJudge;
use crate::text::{Shape, Word};
use std::ops::Range;

/// The most words of one phrase.
const LONGEST: usize = 8;
/// Words to either side that are looked at to tell a headline.
const REACH: usize = 20;

/// Which way a phrase's surroundings point.
#[derive(Clone, Copy, Default)]
pub(super) struct Votes {
    pub person: u32,
    pub place: u32,
    pub actor: u32,
}

/// A small word that may stand within a name: Bank of Qart, Ibn al Amara.
fn joins(word: &str) -> bool {
    matches!(
        word,
        "of" | "for"
            | "the"
            | "de"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "du"
            | "la"
            | "le"
            | "el"
            | "al"
            | "van"
            | "von"
            | "der"
            | "den"
            | "bin"
            | "ibn"
            | "bint"
    )
}

/// Finds the phrases of one text.
pub(super) struct Reader<'g, 't> {
    pub text: &'t str,
    pub words: &'t [Word],
    pub covered: Vec<bool>,
    pub judge: CaseJudge<'t>,
    pub breaks: &'t Breaks<'t>,
    pub lexicon: &'g Lexicon,
}

impl Reader<'_, '_> {
    fn cue(&self, word: usize) -> Cue {
        self.words.get(word).map_or(Cue::default(), |w| self.lexicon.cue(w.hash))
    }

    fn gap(&self, right: usize) -> &str {
        &self.text[self.words[right - 1].end as usize..self.words[right].start as usize]
    }

    /// True if word `at` may be part of a phrase: a capital, no number, and not part of a name that is listed.
    pub fn capital(&self, at: usize) -> bool {
        let shape = self.words[at].shape;
        shape.has(Shape::CAPITAL) && !shape.has(Shape::POSSESSIVE) && !self.covered[at]
    }

    /// True if word `right` goes on with the phrase that word `right - 1` belongs to.
    fn goes_on(&self, right: usize) -> bool {
        matches!(self.gap(right), " " | "-" | "\n" | "\u{a0}" | ". ")
            && (self.gap(right) != ". " || self.is_initial_letter(right - 1))
            && !self.judge.is_initial(right)
    }

    fn is_initial_letter(&self, at: usize) -> bool {
        self.words[at].text(self.text).chars().count() == 1
    }

    /// The longest run of capitalised words from `at`, small words within it included.
    pub fn run(&self, at: usize) -> Range<usize> {
        let mut end = at + 1;
        while end < self.words.len() && end - at < LONGEST {
            if self.goes_on(end) && self.capital(end) {
                end += 1;
                continue;
            }
            if let Some(body) = self.second_half(end) {
                end = body;
                continue;
            }
            let mut next = end;
            while next < self.words.len() && next - end < 2 && self.goes_on(next) && joins(self.words[next].text(self.text)) {
                next += 1;
            }
            if next > end && next < self.words.len() && self.goes_on(next) && self.capital(next) {
                end = next + 1;
            } else {
                break;
            }
        }
        at..end
    }

    /// Where "and Exchange Commission" behind "Securities" ends: two or more words that "and" adds and whose last is a body's.
    fn second_half(&self, at: usize) -> Option<usize> {
        let word = self.words.get(at).filter(|w| w.text(self.text) == "and")?;
        let mut end = at + 1;
        while end < self.words.len() && end - at < LONGEST && self.gap(end) == " " && self.capital(end) {
            end += 1;
        }
        let body = self.lexicon.designator(self.words[end - 1].hash).is_some();
        (word.shape.has(Shape::LOWER) && self.gap(at) == " " && end - at > 2 && body).then_some(end)
    }

    /// Cuts off what is no part of a name: an opening common word, titles, days and months. Gives what is left, and whether a
    /// title stood before it.
    pub fn trimmed(&self, mut run: Range<usize>) -> (Range<usize>, bool) {
        let mut titled = false;
        // "General Motors Corp": before a body's name, "General" is no rank.
        let body = run.len() > 1 && self.lexicon.designator(self.words[run.end - 1].hash).is_some();
        while run.start < run.end {
            let kinds = lists::kinds(self.words[run.start].hash);
            let title = kinds & TITLE != 0 || self.cue(run.start).any(Cue::TITLE);
            let opens = kinds & COMMON != 0 && self.judge.is_initial(run.start);
            let small = !self.words[run.start].shape.has(Shape::CAPITAL);
            if !(title && !body || opens || small || kinds & CALENDAR != 0) {
                break;
            }
            titled |= title;
            run.start += 1;
        }
        while run.start < run.end && lists::kinds(self.words[run.end - 1].hash) & CALENDAR != 0 {
            run.end -= 1;
        }
        (run, titled)
    }

    /// A phrase of words that say nothing by themselves, with the listed name directly before it: New York Stock Exchange.
    pub fn completed(&self, mut run: Range<usize>) -> Range<usize> {
        let empty = |at: usize| lists::is(self.words[at].hash, COMMON) || self.lexicon.designator(self.words[at].hash).is_some();
        if run.len() < 2 || !run.clone().all(empty) {
            return run;
        }
        let longest = run.start.saturating_sub(LONGEST);
        while run.start > longest && self.covered[run.start - 1] && self.goes_on(run.start) {
            run.start -= 1;
        }
        run
    }

    /// The type that the words of a phrase give: Brigade, Airport, a person's given name.
    pub fn by_words(&self, run: &Range<usize>) -> Option<&'static str> {
        let hash = |at: usize| self.words[at].hash;
        // "Bank of Qart": the head stands before "of".
        let head = run.clone().find(|&at| at > run.start && joins(self.words[at].text(self.text))).unwrap_or(run.end) - 1;
        if let Some(kind) = self.lexicon.designator(hash(head)).filter(|_| run.len() > 1) {
            return Some(kind);
        }
        let cue = self.cue(head);
        let typed = [(Cue::FACILITY, "facility"), (Cue::CONFLICT, "conflict"), (Cue::REGION, "place"), (Cue::SETTLEMENT, "place")];
        if let Some((_, kind)) = typed.iter().find(|(class, _)| run.len() > 1 && cue.any(*class)) {
            return Some(kind);
        }
        let first = &self.words[run.start];
        let given = self.cue(run.start).any(Cue::GIVEN) || is_given_name(first.hash) && !lists::is(first.hash, COMMON);
        (run.len() > 1 && run.len() <= 4 && given).then_some("person")
    }

    /// True for a single word that people bear as a surname.
    pub fn is_surname(&self, run: &Range<usize>) -> bool {
        run.len() == 1 && is_surname(self.words[run.start].hash)
    }

    /// A single word with which a phrase is counted: "PCs" with "PC".
    pub fn singular(&self, run: &Range<usize>) -> Option<&str> {
        let word = self.words[run.clone()].first().filter(|_| run.len() == 1)?.text(self.text);
        word.strip_suffix('s').filter(|stem| stem.len() > 1 && stem.bytes().all(|b| b.is_ascii_uppercase()))
    }

    /// What the words beside a phrase say of it.
    pub fn votes(&self, run: &Range<usize>, titled: bool) -> Votes {
        let mut votes = Votes::default();
        let before = run.start.checked_sub(1).filter(|_| !self.judge.is_initial(run.start) && self.gap(run.start).trim().is_empty());
        let title = before.is_some_and(|at| self.cue(at).any(Cue::TITLE) || lists::is(self.words[at].hash, TITLE));
        votes.person += u32::from(titled || title);
        votes.place +=
            u32::from(before.is_some_and(|at| self.cue(at).any(Cue::LOCATIVE) || lists::is(self.words[at].hash, lists::LOCATIVE)));
        if run.end < self.words.len() {
            let after = &self.words[run.end];
            let gap = self.gap(run.end);
            let aged = gap == ", " && after.shape.has(Shape::NUMBER) && after.text(self.text).len() == 2;
            votes.person += u32::from(aged);
            votes.actor += u32::from(gap == " " && self.cue(run.end).any(Cue::REPORTING.or(Cue::ADDRESS)));
        }
        votes
    }

    /// The acronym in brackets behind a phrase, if its letters are the phrase's.
    pub fn acronym(&self, run: &Range<usize>) -> Option<&str> {
        let word = self.words.get(run.end).filter(|w| w.shape.has(Shape::UPPER))?;
        if !matches!(self.gap(run.end), " (" | " (the ") || !self.text[word.end as usize..].starts_with(')') {
            return None;
        }
        let acronym = word.text(self.text);
        let capitals = run.clone().filter(|&at| self.words[at].shape.has(Shape::CAPITAL));
        let initials = capitals.filter_map(|at| self.words[at].text(self.text).chars().next());
        initials.eq(acronym.chars()).then_some(acronym)
    }

    /// False for what is no name by itself: one letter, one common word, a nationality beside a name that is listed, a headline.
    pub fn is_name(&self, run: &Range<usize>) -> bool {
        let word = &self.words[run.start];
        if run.len() == 1 && (lists::kinds(word.hash) != 0 || self.is_initial_letter(run.start) || self.cue(run.start).any(Cue::GIVEN)) {
            return false;
        }
        let common = |at: usize| lists::kinds(self.words[at].hash) & (COMMON | TITLE | CALENDAR) != 0;
        // A part of a longer name that is listed, as "Forces" in "Ukrainian Forces".
        let beside = run.start > 0 && self.covered[run.start - 1] && self.gap(run.start) == " ";
        let said_at_start = self.judge.is_initial(run.start) && run.clone().all(common);
        let part = beside && run.len() == 1 || run.clone().all(|at| self.lexicon.designator(self.words[at].hash).is_some());
        !said_at_start && !part && !self.in_headline(run.start)
    }

    /// True if most words around word `at`, in its own paragraph, have a capital, and it is no sentence of but a few words: that ends with a full
    /// stop and has a word in small letters that titles would give a capital ("Kyiv greeted Milo Trask.").
    fn in_headline(&self, at: usize) -> bool {
        let parts = |right: usize| self.breaks.before(right) || self.gap(right).contains("\n\n");
        let first = (at.saturating_sub(REACH) + 1..=at).rev().find(|&right| parts(right)).unwrap_or(at.saturating_sub(REACH));
        let last = self.words.len().min(at + REACH);
        let end = (at + 1..last).find(|&right| parts(right));
        let whole = end.is_some() || last == self.words.len();
        let end = end.unwrap_or(last);
        let words = self.words[first..end].iter().filter(|w| !w.shape.has(Shape::NUMBER) && !w.shape.has(Shape::POSSESSIVE));
        let (all, capitals) = words.fold((0, 0), |(all, capitals), w| (all + 1, capitals + usize::from(w.shape.has(Shape::CAPITAL))));
        all >= 4 && capitals * 10 >= all * 7 && !(whole && self.is_sentence(first..end))
    }

    /// True for words that a full stop ends, of which one but an article or a preposition is in small letters.
    fn is_sentence(&self, words: Range<usize>) -> bool {
        let rest = &self.text[self.words[words.end - 1].end as usize..];
        let small = |w: &Word| {
            let written = w.text(self.text);
            w.shape.has(Shape::LOWER) && !w.shape.has(Shape::CAPITAL) && !w.shape.has(Shape::POSSESSIVE) && !in_titles(written)
        };
        rest.trim_start_matches([')', '”', '"', '’']).starts_with('.') && self.words[words].iter().any(small)
    }
}

/// A small word that titles have in small letters too.
fn in_titles(word: &str) -> bool {
    joins(word)
        || matches!(word, "a" | "an" | "and" | "as" | "at" | "but" | "by" | "from" | "in" | "into" | "on" | "or" | "over" | "to" | "with")
}
