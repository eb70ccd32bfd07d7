//! Second initials, which the list need not tell: "V.V. Putin", "Putin V. V." and «Путин В. В.» of a listed Vladimir Putin.
//!
//! A person's first initial with the surname is a spelling that was made of the name (`variants`). The initial of a patronymic or a middle
//! name could be any letter, so the name is looked up once more without it.

use super::{FindOptions, Match, Overlap, Variant};
use crate::gazetteer::entries::kinds::Kinds;
use crate::gazetteer::entries::{Boundary, EntryRef};
use crate::gazetteer::index::Gazetteer;
use crate::gazetteer::variants::{Who, is_native};
use crate::span::Span;
use crate::text::fold::is_mark;
use crate::text::{Shape, Word};

/// The most initials that stand side by side.
const MOST_INITIALS: usize = 3;
/// The most words of a surname with its particles.
const MOST_WORDS: usize = 4;

/// Several initials in a row: "V. V.", "V.V.".
struct Run {
    /// First word and end.
    words: (usize, usize),
    letters: Vec<char>,
}

/// A text and its words.
struct Initials<'g, 't> {
    gazetteer: &'g Gazetteer,
    text: &'t str,
    words: &'t [Word],
    options: FindOptions,
}

impl Gazetteer {
    /// Takes further initials into the spans of persons who are named by their first one, and leaves out those whose first initial is another.
    /// Matches are in text order and stay so.
    pub(super) fn take_initials(&self, text: &str, words: &[Word], options: FindOptions, found: &mut Vec<Match>) {
        if !self.variants().makes_initials() || self.options.boundary == Boundary::None || options.overlap == Overlap::All {
            return;
        }
        let initials = Initials { gazetteer: self, text, words, options };
        let mut at = 0;
        while at < words.len() {
            let Some(run) = initials.run(at) else {
                at += 1;
                continue;
            };
            at = run.words.1;
            initials.settle(&run, found);
        }
    }
}

impl Initials<'_, '_> {
    /// The letters of a word that is an initial, or several with their full stops; none of any other word.
    fn letters(&self, at: usize) -> Option<Vec<char>> {
        let word = &self.words[at];
        let stopped = word.shape.has(Shape::DOTTED) || self.text[word.end as usize..].starts_with('.');
        if !word.shape.has(Shape::CAPITAL) || word.shape.has(Shape::POSSESSIVE) || !stopped {
            return None;
        }
        let letters: Vec<char> = word.text(self.text).chars().filter(|&c| c != '.' && !is_mark(c)).take(MOST_INITIALS + 1).collect();
        let one_each = letters.len() == 1 || word.shape.has(Shape::DOTTED);
        (one_each && letters.len() <= MOST_INITIALS && letters.iter().all(|c| c.is_uppercase())).then_some(letters)
    }

    /// The initials that begin with word `at`, if they are several and no more.
    fn run(&self, at: usize) -> Option<Run> {
        let mut run = Run { words: (at, at), letters: Vec::new() };
        while run.words.1 < self.words.len() && (run.words.1 == at || matches!(self.gap(run.words.1), "." | ". " | ".\u{a0}" | " ")) {
            let Some(letters) = self.letters(run.words.1) else { break };
            run.letters.extend(letters);
            run.words.1 += 1;
        }
        (2..=MOST_INITIALS).contains(&run.letters.len()).then_some(run)
    }

    /// What stands between a word and the one before.
    fn gap(&self, at: usize) -> &str {
        &self.text[self.words[at - 1].end as usize..self.words[at].start as usize]
    }

    /// True if a word goes on with a surname: behind one white space, or a hyphen.
    fn goes_on(&self, at: usize) -> bool {
        matches!(self.gap(at), " " | "\u{a0}" | "\n" | "-")
    }

    /// Puts what a run of initials belongs to among the matches.
    fn settle(&self, run: &Run, found: &mut Vec<Match>) {
        let (first, end) = run.words;
        let named = self.before_surname(run).or_else(|| self.behind_surname(run));
        if let Some(m) = named {
            // What is listed with all that stands here goes before.
            let goes_before = |old: &Match| {
                let inside = old.span != m.span && old.span.start >= m.span.start && old.span.end <= m.span.end;
                old.span.overlaps(m.span) && !inside
            };
            if !found.iter().any(goes_before) {
                found.retain(|old| !old.span.overlaps(m.span));
                found.insert(found.partition_point(|old| old.span.start < m.span.start), m);
            }
            return;
        }
        // "A. V. Putin" and "Putin A. V." are another: neither V. Putin nor Putin. In "Putin U.S." the list has the U.S.
        let kinds = Kinds::new(self.gazetteer.entities(), self.gazetteer.options.variants);
        let told = |entry: EntryRef<'_>| is_person(entry) && kinds.of(entry).makes_initials();
        let made = |m: &Match| m.variant == Variant::Short && m.entries.iter().all(|&index| told(self.gazetteer.entry(index)));
        let listed = found.iter().any(|m| m.first_word as usize == first);
        found.retain(|m| {
            let (from, to) = (m.first_word as usize, m.end_word as usize);
            let behind = first < from && from < end && to > end;
            let before = to == first && !listed && self.gap(first) != "-" && self.goes_on(first);
            !(made(m) && (behind || before))
        });
    }

    /// The person whose surname stands behind a run: "V.V. Putin".
    fn before_surname(&self, run: &Run) -> Option<Match> {
        let (first, end) = run.words;
        let behind = self.words.get(end).filter(|_| matches!(self.gap(end).trim_end(), "" | "."))?;
        let mut most = end + 1;
        while most < self.words.len() && most - end < MOST_WORDS && self.goes_on(most) {
            most += 1;
        }
        (end + 1..=most).rev().find_map(|last| {
            let surname = &self.text[behind.start as usize..self.words[last - 1].end as usize];
            let entries = self.person(&format!("{}. {surname}", run.letters[0]), run)?;
            Some(self.found((first, last), self.words[last - 1].end, entries))
        })
    }

    /// The person whose surname stands before a run: "Putin V. V."
    fn behind_surname(&self, run: &Run) -> Option<Match> {
        let (first, end) = run.words;
        if first == 0 || !matches!(self.gap(first), " " | "\u{a0}" | "\n") {
            return None;
        }
        let mut least = first - 1;
        while least > 0 && first - least < MOST_WORDS && self.goes_on(least) {
            least -= 1;
        }
        (least..first).find_map(|from| {
            let surname = &self.text[self.words[from].start as usize..self.words[first - 1].end as usize];
            let entries = self.person(&format!("{surname} {}.", run.letters[0]), run)?;
            let last = self.words[end - 1].end;
            let stop = u32::from(self.text[last as usize..].starts_with('.'));
            Some(self.found((from, end), last + stop, entries))
        })
    }

    /// The persons whom a name with one initial means whole, and whom the others fit.
    fn person(&self, name: &str, run: &Run) -> Option<Vec<u32>> {
        let whole = |m: &Match| m.span.start == 0 && name[m.span.end as usize..].trim_end_matches('.').is_empty();
        let options = FindOptions { fuzzy: 0, ..self.options };
        let mut m = self.gazetteer.find_text(name, options).into_iter().find(|m| m.variant == Variant::Short && whole(m))?;
        m.entries.retain(|&index| {
            let entry = self.gazetteer.entry(index);
            is_person(entry) && may_have(entry, &run.letters, is_native(name))
        });
        (!m.entries.is_empty()).then(|| m.entries.to_vec())
    }

    fn found(&self, (first, end): (usize, usize), last: u32, entries: Vec<u32>) -> Match {
        let span = Span::new(self.words[first].start, last);
        Match {
            span,
            first_word: first as u32,
            end_word: end as u32,
            variant: Variant::Short,
            mixed: false,
            edits: 0,
            entries: entries.into(),
        }
    }
}

fn is_person(entry: EntryRef<'_>) -> bool {
    Who::of(entry.kind()) == Who::Person
}

/// False if names of an entity in this script tell of further given names, and none has these initials.
fn may_have(entry: EntryRef<'_>, letters: &[char], native: bool) -> bool {
    let mut told = false;
    for name in entry.names().filter(|name| is_native(name) == native) {
        let mut initials: Vec<char> = name.split(|c: char| c.is_whitespace() || c == '-').filter_map(|word| word.chars().next()).collect();
        initials.retain(|c| c.is_uppercase());
        if initials.len() < 3 {
            continue;
        }
        told = true;
        let has_all = letters.iter().all(|letter| {
            let at = initials.iter().position(|initial| initial == letter);
            at.is_some_and(|at| {
                initials.swap_remove(at);
                true
            })
        });
        if has_all {
            return true;
        }
    }
    !told
}
