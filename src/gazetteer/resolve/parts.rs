//! Places that are a part of a longer name: the span is widened where the longer name is a place too ("Dallas County",
//! "North Dallas"), and the mention dropped where it is a person's, an institution's, a team's, a work's.
//!
//! Looked at are places of graded lists (`prior`, `population`) and of long ones. Headlines, in which every word has a capital, say less.

use super::around::Around;
use super::listed::Listed;
use super::plausible::{is_counted, is_graded};
use crate::gazetteer::index::facts::Kind;
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::known::{census, lists};
use crate::gazetteer::matching::{Match, Variant};
use crate::pool::stop_if_asked;
use crate::span::Span;
use crate::text::{Shape, Word};
use rustc_hash::FxHashSet;

/// The most words that a name goes on for behind a place.
const LONGEST: usize = 6;
/// How many words to either side show whether a line is a headline.
const REACH: usize = 10;
/// What is named after a place where it broke out.
const DISEASES: &[&str] = &["virus", "viruses", "fever", "ebolavirus", "encephalitis", "syndrome"];
/// Peerages: "Duke of York".
const PEERS: &[&str] = &["duke", "duchess", "earl", "prince", "princess", "baron", "baroness", "marquess", "viscount", "countess"];
/// What makes a firm's name of the one before it, which the text then uses alone.
pub(super) const FIRMS: &[&str] =
    &["inc", "corp", "co", "ltd", "llc", "plc", "gmbh", "company", "corporation", "industries", "airlines", "holdings", "group"];
/// Features that are named with a possessive: "Queen Anne's County".
const OWNED: &[&str] = &["county", "bay", "island", "creek", "harbour", "harbor", "point", "valley", "sound"];
/// Divisions that an office or a body may be named after: "Brooklyn District Attorney".
const OFFICES: &[&str] = &["district", "region", "ward", "territory"];
/// Members of parties, which a place may stand before: "New York Democrat Chuck Schumer".
const MEMBERS: &[&str] = &["democrat", "democrats", "republican", "republicans", "sen", "rep", "gov", "police"];

/// What stands right before a person's name, and before a place's only by a slip.
const ADDRESSED: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "president",
    "senator",
    "sen",
    "congressman",
    "congresswoman",
    "judge",
    "justice",
    "colonel",
    "col",
    "lieutenant",
    "lt",
    "sergeant",
    "sgt",
    "captain",
    "capt",
    "corporal",
    "admiral",
];

/// What stands before a place's name and in no person's.
const PLACED: Cue = Cue::DIRECTION.or(Cue::GENERIC).or(Cue::LOCATIVE).or(Cue::SETTLEMENT).or(Cue::REGION);

/// A text and which of its words matches cover.
struct Parts<'s, 'a, 't, 'g> {
    listed: Listed<'g>,
    around: &'s Around<'a, 't>,
    covered: Vec<bool>,
}

/// "Dallas" → "Dallas County": takes the head noun of a division or a feature into the span; the entity stays.
pub(super) fn widen(listed: Listed<'_>, around: &Around<'_, '_>, matches: &mut [Match]) {
    let fits = |m: &Match| listed.kind_of(m).any(Kind::PLACE) && is_graded(listed, m);
    let Some(first) = matches.iter().position(fits) else { return };
    let parts = Parts::new(listed, around, matches);
    for m in matches[first..].iter_mut().filter(|m| fits(m)) {
        if let Some(head) = parts.division(m) {
            m.end_word = head as u32 + 1;
            m.span = Span::new(m.span.start, around.words[head].end);
            is_widened(m);
        }
    }
}

/// A longer name is not written as the listed one is.
fn is_widened(m: &mut Match) {
    if m.variant == Variant::Exact {
        m.variant = Variant::Folded;
    }
    m.mixed = false;
}

/// What is to become of a match.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It stays as it is.
    Stays,
    /// It stays, with the directions before it.
    Place,
    /// It is a part of another's name.
    Part,
    /// It is the name of a person or a firm.
    Borne,
}

/// Drops matches that are a part of another's name, takes directions into the span of the others, and drops what the text calls a
/// person or a firm elsewhere.
pub(super) fn keep(listed: Listed<'_>, around: &Around<'_, '_>, matches: &mut Vec<Match>) {
    if !matches.iter().any(|m| is_graded(listed, m)) {
        return;
    }
    let parts = Parts::new(listed, around, matches);
    let fate = |m: &Match| {
        stop_if_asked();
        if is_graded(listed, m) { parts.fate(m) } else { Fate::Stays }
    };
    let fates: Vec<Fate> = matches.iter().map(fate).collect();
    // Names that are a person's or a firm's in this text, but for those that stand behind a preposition of place.
    let names = |wanted: Fate| matches.iter().zip(&fates).filter(move |&(_, &fate)| fate == wanted).map(|(m, _)| m);
    let mut borne: FxHashSet<u64> = names(Fate::Borne).map(|m| parts.name(m)).collect();
    if !borne.is_empty() {
        names(Fate::Place).filter(|m| parts.is_placed(m)).for_each(|m| {
            borne.remove(&parts.name(m));
        });
    }
    let mut fates = fates.into_iter();
    matches.retain_mut(|m| match fates.next() {
        Some(Fate::Part | Fate::Borne) => false,
        Some(Fate::Place) => {
            parts.widen_by_direction(m);
            !borne.contains(&parts.name(m))
        }
        Some(Fate::Stays) | None => true,
    });
}

impl<'s, 'a, 't, 'g> Parts<'s, 'a, 't, 'g> {
    fn new(listed: Listed<'g>, around: &'s Around<'a, 't>, matches: &[Match]) -> Self {
        let mut covered = vec![false; around.words.len()];
        matches.iter().for_each(|m| covered[m.first_word as usize..m.end_word as usize].fill(true));
        Self { listed, around, covered }
    }

    /// What is to become of a place of a graded list.
    fn fate(&self, m: &Match) -> Fate {
        let counted = || is_counted(self.listed, self.around, m);
        // What may be a person or a body too is none of another's for that.
        let place = m.entries.iter().all(|&index| self.listed.kind(index).any(Kind::LAND));
        if place && (self.is_surname(m) || counted() && self.is_titled(m)) || self.is_firm(m) && counted() {
            Fate::Borne
        } else if place && (self.is_part(m) || self.ends_another(m) && counted()) {
            Fate::Part
        } else {
            Fate::Place
        }
    }

    fn word(&self, i: usize) -> &Word {
        &self.around.words[i]
    }

    /// True if white space within one line parts word `i` from the one before.
    fn tight(&self, i: usize) -> bool {
        i > 0 && i < self.around.words.len() && {
            let gap = self.around.gap(i);
            gap == " " || !gap.is_empty() && gap.chars().all(|c| c.is_whitespace() && c != '\n')
        }
    }

    /// A capitalised word that no mention covers.
    fn free(&self, i: usize) -> bool {
        let shape = self.word(i).shape;
        shape.has(Shape::CAPITAL) && !shape.has(Shape::POSSESSIVE) && !self.covered[i]
    }

    /// True if the name of which word `end - 1` is the last goes on with word `end`.
    fn goes_on(&self, end: usize) -> bool {
        self.tight(end) && self.free(end) && !self.word(end - 1).shape.has(Shape::DOTTED)
    }

    /// True if a word is common English or belongs to the calendar.
    fn plain(&self, i: usize) -> bool {
        lists::kinds(self.word(i).hash) != 0 || self.around.cue(i).any(Cue::NEVER)
    }

    /// True if a word introduces a person: a title, an office, a member of a party.
    fn title(&self, i: usize) -> bool {
        self.around.cue(i).any(Cue::TITLE) || lists::is(self.word(i).hash, lists::TITLE) || self.around.is(i, MEMBERS)
    }

    fn given(&self, i: usize) -> bool {
        self.around.is_given(i)
    }

    /// True if word `i` begins a sentence.
    fn initial(&self, i: usize) -> bool {
        i == 0 || self.around.gap(i).contains(['.', '!', '?', ':', '\n', '"', '“', '‘', '(', '•'])
    }

    /// A match's name: its words, by their hashes.
    fn name(&self, m: &Match) -> u64 {
        self.around.name(m.first_word, m.end_word)
    }

    /// The head of the division or feature that a mention begins the name of: "Dallas County", "Queen Anne's County".
    fn division(&self, m: &Match) -> Option<usize> {
        let end = m.end_word as usize;
        if self.goes_on(end) {
            let shouted = self.word(end).shape.has(Shape::UPPER);
            let office = self.around.is(end, OFFICES) && self.tight(end + 1) && self.free(end + 1);
            let fits =
                if shouted { self.around.is(end, &["county", "parish"]) } else { self.around.cue(end).any(Cue::DIVISION) && !office };
            return (fits && shouted == self.word(end - 1).shape.has(Shape::UPPER)).then_some(end);
        }
        let owned = end + 1 < self.around.words.len() && self.word(end).shape.has(Shape::POSSESSIVE);
        (owned && self.tight(end + 1) && self.free(end + 1) && self.around.is(end + 1, OWNED)).then_some(end + 1)
    }

    /// True if a firm's legal form is part of the name that a mention begins: "River Oaks Industries Inc".
    fn is_firm(&self, m: &Match) -> bool {
        let end = m.end_word as usize;
        let mut run = (end..self.around.words.len().min(end + LONGEST)).take_while(|&i| self.tight(i) && self.free(i));
        run.any(|i| self.around.is(i, FIRMS))
    }

    /// True if a name that is no common word goes on with a mention of several words: "Luis Gomes Sambo", "Rift Valley".
    fn ends_another(&self, m: &Match) -> bool {
        let first = m.first_word as usize;
        if m.end_word - m.first_word < 2 || !self.tight(first) || !self.free(first - 1) || self.initial(first - 1) {
            return false;
        }
        let before = first - 1;
        let name = self.word(before).shape.has(Shape::LOWER) && !self.plain(before) && !self.title(before);
        name && !self.around.cue(before).any(PLACED) && !self.in_headline(before, m.end_word as usize)
    }

    /// "US$100", "A/California/7/2009": money and strains.
    fn is_code(&self, first: usize, end: usize) -> bool {
        let money = ['$', '€', '£'];
        let ahead = if first > 0 { self.around.gap(first) } else { "" };
        let Some(word) = self.around.words.get(end) else { return ahead.ends_with(money) };
        let behind = self.around.gap(end);
        behind.starts_with(money) || ahead.ends_with(money) || ahead == "/" && behind == "/" && word.shape.has(Shape::DIGIT)
    }

    /// True if most words of the line around a mention have a capital, so that one more says nothing.
    fn in_headline(&self, first: usize, end: usize) -> bool {
        let (mut all, mut capitals) = (0, 0);
        let mut count = |i: usize| {
            let shape = self.word(i).shape;
            if !shape.has(Shape::NUMBER) && !shape.has(Shape::POSSESSIVE) {
                all += 1;
                capitals += usize::from(shape.has(Shape::CAPITAL));
            }
        };
        let breaks = |i: usize| self.around.gap(i).contains(['\n', '.', '!', '?']);
        (end..self.around.words.len().min(end + REACH)).take_while(|&i| !breaks(i)).for_each(&mut count);
        (first.saturating_sub(REACH)..first).rev().take_while(|&i| !breaks(i + 1)).for_each(&mut count);
        all >= 3 && capitals * 10 >= all * 6
    }

    /// The head of an institution's, a firm's, an event's or a building's name.
    fn head(&self, i: usize) -> bool {
        self.around.cue(i).any(Cue::NAME_HEAD)
            || matches!(self.around.lexicon.designator(self.word(i).hash), Some("organization" | "government" | "treaty" | "facility"))
    }

    /// True if a mention is but a part of another's name.
    fn is_part(&self, m: &Match) -> bool {
        let (first, end) = (m.first_word as usize, m.end_word as usize);
        self.is_code(first, end) || self.is_headed(first) || self.is_disease(end) || self.heads(m, end) || self.is_given_name(first, end)
    }

    /// "Bank of England", "Friends of the Earth", "Duke of York".
    fn is_headed(&self, first: usize) -> bool {
        let around = self.around;
        let direction = first >= 1 && self.tight(first) && self.free(first - 1) && around.cue(first - 1).any(Cue::DIRECTION);
        let first = first - usize::from(direction);
        let article = first >= 1 && self.tight(first) && around.is(first - 1, &["the"]);
        let at = first - usize::from(article);
        if at < 2 || !self.tight(at) || !self.tight(at - 1) || !around.is(at - 1, &["of"]) || !self.free(at - 2) {
            return false;
        }
        let organisation = around.lexicon.designator(self.word(at - 2).hash) == Some("organization");
        (organisation || around.is(at - 2, PEERS)) && !self.in_headline(at - 2, first)
    }

    /// "West Nile virus".
    fn is_disease(&self, end: usize) -> bool {
        self.tight(end) && self.around.is(end, DISEASES)
    }

    /// "Amsterdam Light Festival", "Japan Airlines", "Minnesota Vikings", "Ohio State".
    fn heads(&self, m: &Match, end: usize) -> bool {
        if !self.goes_on(end) || self.title(end) || self.word(end - 1).shape.has(Shape::UPPER) && self.listed.kind_of(m).any(Kind::COUNTRY)
        {
            return false;
        }
        let around = self.around;
        let run = (end..around.words.len().min(end + LONGEST)).take_while(|&i| self.free(i) && (self.tight(i) || self.and(i)));
        let run: Vec<usize> = run.collect();
        let titled = run.iter().position(|&i| self.title(i));
        if titled.is_some() || self.in_headline(m.first_word as usize, *run.last().unwrap_or(&end) + 1) {
            return false;
        }
        if run.iter().any(|&i| self.head(i)) {
            return true;
        }
        if around.is(end, &["state"]) {
            return run.len() == 1 && self.listed.kind_of(m).any(Kind::PLACE);
        }
        // A team, a firm, a work: no common word, and nobody's name.
        let shape = self.word(end).shape;
        let named = self.given(end) || census::borne(self.word(end).hash).rank > 0;
        shape.has(Shape::LOWER) && !self.plain(end) && !named && !around.cue(end).any(Cue::DIVISION.or(Cue::REGION))
    }

    fn and(&self, i: usize) -> bool {
        self.around.gap(i) == " & "
    }

    /// "Evelyn Brody", "Kidd Jordan", "Michael B. Jordan".
    fn is_surname(&self, m: &Match) -> bool {
        let first = m.first_word as usize;
        if m.end_word - m.first_word != 1 || first == 0 {
            return false;
        }
        let before = first - 1;
        let addressed = self.word(before).shape.has(Shape::CAPITAL) && self.around.is(before, ADDRESSED);
        if addressed && matches!(self.around.gap(first), " " | ". ") && !self.in_headline(before, first + 1) {
            return true;
        }
        if self.around.gap(first) == ". " && self.word(before).end - self.word(before).start == 1 {
            return before > 0 && self.tight(before) && self.free(before - 1) && !self.title(before - 1);
        }
        if !self.tight(first) || !self.free(before) {
            return false;
        }
        if lists::kinds(self.word(before).hash) == 0 && self.given(before) {
            return true;
        }
        let shape = self.word(before).shape;
        let surname = census::borne(self.word(first).hash).rank > 0;
        let name = !self.plain(before) && !self.title(before) && shape.has(Shape::LOWER) && !self.initial(before);
        surname && name && !self.around.cue(before).any(PLACED) && !self.in_headline(before, first + 1)
    }

    /// "General Juan Ortiz", "President Carlos Casares", where towns are called so: a given name with another behind it and a title before,
    /// which may be the first word of the town's name. A preposition of place before it all, or a known place behind a comma, tells a town.
    fn is_titled(&self, m: &Match) -> bool {
        let (first, end) = (m.first_word as usize, m.end_word as usize);
        if end - first < 2 {
            return false;
        }
        let within = self.title(first) && self.given(first + 1);
        let abbreviated = first > 0 && self.around.gap(first) == ". ";
        let before = first > 0 && (self.tight(first) || abbreviated) && self.title(first - 1) && self.given(first);
        let goes_on = within && self.goes_on(end) && !self.around.cue(end).any(Cue::DIVISION.or(Cue::REGION).or(Cue::FACILITY));
        let head = if before { first - 1 } else { first };
        let placed = head > 0 && self.tight(head) && self.around.cue(head - 1).any(Cue::LOCATIVE);
        let region = end < self.around.words.len() && self.around.comma(end) && self.covered[end];
        goes_on || (before || within) && !placed && !region
    }

    /// "Virginia Giuffre", "Chad Bown".
    fn is_given_name(&self, first: usize, end: usize) -> bool {
        if end - first != 1 || !self.given(first) || !self.goes_on(end) || self.plain(end) || self.title(end) {
            return false;
        }
        let other = Cue::DIVISION.or(Cue::REGION).or(Cue::FACILITY).or(Cue::FACILITY_MODIFIER);
        self.word(end).shape.has(Shape::LOWER) && !self.around.cue(end).any(other) && !self.in_headline(first, end + 1)
    }

    /// True if a preposition of place stands before the mention, or a comma and a name behind it.
    fn is_placed(&self, m: &Match) -> bool {
        let (first, end) = (m.first_word as usize, m.end_word as usize);
        let locative = first > 0 && self.tight(first) && self.around.cue(first - 1).any(Cue::LOCATIVE);
        locative || end < self.around.words.len() && self.around.comma(end) && self.covered[end]
    }

    /// "Dallas" → "North Dallas", but at the start of a sentence, where "Eastern" may be an adjective.
    fn widen_by_direction(&self, m: &mut Match) {
        let first = m.first_word as usize;
        let direction = |i: usize| self.free(i) && self.word(i).shape.has(Shape::LOWER) && self.around.cue(i).any(Cue::DIRECTION);
        let words = (1..=2).take_while(|&n| n <= first && self.tight(first - n + 1) && direction(first - n)).count();
        if words == 0 || !self.listed.kind_of(m).any(Kind::PLACE) || self.initial(first - words) || self.in_headline(first - words, first) {
            return;
        }
        m.first_word -= words as u32;
        m.span = Span::new(self.word(first - words).start, m.span.end);
        is_widened(m);
    }
}
