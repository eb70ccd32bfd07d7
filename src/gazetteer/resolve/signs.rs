//! How likely a word that some village bears as its name means that village: what stands around it.

use super::around::{Around, is_dash};
use super::listed::Listed;
use super::odds::N;
#[cfg(doc)]
use super::odds::WEIGHTS;
use super::type_cues::TypeCues;
use crate::gazetteer::index::facts::Kind;
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::known::{census, lists};
use crate::gazetteer::matching::Match;
use crate::text::{Shape, Word};
use rustc_hash::FxHashMap;

/// No match covers the word.
const FREE: u32 = u32::MAX;
/// The prior of a town that tells where a text takes place: three hundred thousand people.
const SCENE: f32 = 0.547;
/// The same for a name of several words: twenty thousand.
const SCENE_OF_WORDS: f32 = 0.43;
/// The prior of a city of a million people, which needs no evidence, but none against it either.
const METROPOLIS: f32 = 0.6;
/// The prior of a big town: two hundred thousand people.
const BIG: f32 = 0.53;

/// The matches of a text, as evidence for each other.
pub(super) struct Signs<'s, 'a, 't, 'g> {
    listed: Listed<'g>,
    around: &'s Around<'a, 't>,
    matches: &'s [Match],
    /// By match, whether all that it may be are places known by their population alone.
    counted: &'s [bool],
    /// By word, the match that covers it.
    cover: Vec<u32>,
    /// By match, its neighbours, where it is a counted one of one word.
    neighbours: Vec<Option<Beside>>,
    /// How many matches are surely of each country.
    countries: FxHashMap<u32, u32>,
    /// How often each word is used in which way.
    used: FxHashMap<u64, Uses>,
}

/// How often a word is part of a person's name, part of another name, and stands behind a preposition of place.
#[derive(Clone, Copy, Default)]
struct Uses {
    person: u32,
    named: u32,
    placed: u32,
}

/// What the neighbours of one word are.
struct Beside {
    /// The word before, where only white space parts it.
    before: Option<usize>,
    /// The word behind.
    behind: Option<usize>,
    given: bool,
    title: bool,
    locative: bool,
    /// A capitalised word before that is in no match, no common one and no title.
    capital: bool,
    /// A capitalised word behind that is in no match.
    goes_on: bool,
    /// The match behind a comma.
    whole: Option<usize>,
}

fn capital(word: &Word) -> bool {
    word.shape.has(Shape::CAPITAL)
}

/// So many names in a row are looked at on either side of one that may head a report.
const MOST_IN_ROW: usize = 8;

/// Endings of abstract nouns, which hardly any place has.
const ABSTRACT: &[&str] = &["tion", "sion", "ment", "ness", "ism", "ology"];

impl<'s, 'a, 't, 'g> Signs<'s, 'a, 't, 'g> {
    pub fn new(listed: Listed<'g>, around: &'s Around<'a, 't>, matches: &'s [Match], counted: &'s [bool]) -> Self {
        let mut cover = vec![FREE; around.words.len()];
        for (number, m) in matches.iter().enumerate() {
            cover[m.first_word as usize..m.end_word as usize].fill(number as u32);
        }
        let (countries, used) = (FxHashMap::default(), FxHashMap::default());
        let mut signs = Self { listed, around, matches, counted, cover, neighbours: Vec::with_capacity(matches.len()), countries, used };
        for (number, m) in matches.iter().enumerate() {
            if let (true, Some(country)) = (signs.is_sure(number), signs.country(number)) {
                *signs.countries.entry(country).or_default() += 1;
            }
            if !counted[number] || m.end_word - m.first_word != 1 {
                signs.neighbours.push(None);
                continue;
            }
            let at = m.first_word as usize;
            let beside = signs.beside(at);
            let placed = signs.is_placed(&beside);
            let uses = signs.used.entry(around.words[at].hash).or_default();
            uses.person += u32::from(beside.given || beside.title);
            uses.named += u32::from(beside.capital || beside.goes_on);
            uses.placed += u32::from(placed);
            signs.neighbours.push(Some(beside));
        }
        signs
    }

    fn country(&self, number: usize) -> Option<u32> {
        self.matches[number].entries.first().and_then(|&entry| self.listed.country(entry))
    }

    /// True if a match needs no evidence: it was put on a list by hand, or is a country or a big town.
    fn is_sure(&self, number: usize) -> bool {
        let m = &self.matches[number];
        let kind = self.listed.kind_of(m);
        if !self.counted[number] {
            return kind.any(Kind::LAND.or(Kind::NATIONALITY).or(Kind::FACILITY));
        }
        let prior = self.listed.prior_of(m);
        kind.any(Kind::COUNTRY) || prior >= SCENE || m.end_word - m.first_word > 1 && prior >= SCENE_OF_WORDS
    }

    fn covered(&self, i: usize) -> Option<usize> {
        Some(self.cover[i]).filter(|&number| number != FREE).map(|number| number as usize)
    }

    /// True if a word is common English.
    fn common(&self, i: usize) -> bool {
        let word = &self.around.words[i];
        let kinds = lists::COMMON | lists::CALENDAR | lists::TITLE;
        let written = word.text(self.around.text);
        lists::kinds(word.hash) & kinds != 0 || written.len() > 6 && ABSTRACT.iter().any(|end| written.ends_with(end))
    }

    /// The match on the other side of a comma before word `i`, which `there` is next to.
    fn beyond_comma(&self, i: usize, there: usize) -> Option<usize> {
        if self.around.comma(i) { self.covered(there) } else { None }
    }

    fn beside(&self, at: usize) -> Beside {
        let around = self.around;
        let before = at.checked_sub(1).filter(|_| around.joined(at));
        let behind = Some(at + 1).filter(|&next| next < around.words.len() && around.joined(next));
        let titles = Cue::HONORIFIC.or(Cue::RANK);
        let given = |i: usize| capital(&around.words[i]) && around.is_given(i);
        // "Gen.", "J."
        let stopped = at > 0 && around.gap(at).trim() == "." && capital(&around.words[at - 1]) && {
            let word = &around.words[at - 1];
            around.cue(at - 1).any(titles) || word.end - word.start == 1
        };
        let given = before.is_some_and(given);
        let free = |i: usize| capital(&around.words[i]) && self.covered(i).is_none();
        // "Dallas Mayor Ron Petz", "North Dallas"
        let office = |i: usize| around.cue(i).any(Cue::TITLE) || lists::is(around.words[i].hash, lists::TITLE);
        let other = |i: usize| free(i) && !office(i) && !around.cue(i).any(Cue::DIRECTION);
        Beside {
            given,
            title: stopped || before.is_some_and(|i| capital(&around.words[i]) && around.cue(i).any(titles)),
            locative: before.is_some_and(|i| around.cue(i).any(Cue::LOCATIVE)),
            capital: !given && before.is_some_and(|i| other(i) && !self.common(i) && !around.cue(i).any(Cue::TITLE)),
            goes_on: behind.is_some_and(other),
            whole: self.beyond(at + 1),
            before,
            behind,
        }
    }

    /// The signs of match `number`, as [`WEIGHTS`] names them; nothing for one that is no counted one of one word.
    pub fn of(&self, number: usize) -> Option<[f32; N]> {
        let (around, m) = (self.around, &self.matches[number]);
        let at = m.first_word as usize;
        let word = &around.words[at];
        let beside = self.neighbours[number].as_ref()?;
        let flag = |sign: bool| f32::from(u8::from(sign));

        // The entity itself, and whether the text names its country elsewhere.
        let prior = self.listed.prior_of(m);
        let town = !self.listed.kind_of(m).any(Kind::COUNTRY);
        let own = self.country(number).filter(|_| self.is_sure(number));
        let others = |country: u32| self.countries.get(&country).is_some_and(|&count| count > u32::from(own == Some(country)));
        let here = m.entries.iter().find(|&&entry| self.listed.country(entry).is_some_and(others));
        let metropolis = prior >= METROPOLIS;
        let tenths_above = |prior: f32, least: f32| (prior * 10.0 - least).max(0.0);

        // The word before.
        let small = beside.before.is_some_and(|i| !capital(&around.words[i]));
        let covered = beside.before.is_some_and(|i| capital(&around.words[i]) && self.covered(i).is_some());
        // "the Punjab", but "the Lions"
        let article = beside.before.is_some_and(|i| around.is(i, &["the"])) && !word.text(around.text).ends_with('s');
        let from = beside.before.is_some_and(|i| around.is(i, &["from", "to", "of", "between", "leaving", "visiting"]));
        let settlement = beside.before.is_some_and(|i| {
            around.cue(i).any(Cue::SETTLEMENT) || around.is(i, &["of"]) && i > 0 && around.cue(i - 1).any(Cue::SETTLEMENT)
        });
        let plain = |i: usize| capital(&around.words[i]) && self.covered(i).is_none() && self.common(i);
        // "Minsk, Homel", "Minsk and Homel"
        let linked = beside.before.filter(|&i| i > 0 && around.is(i, &["and", "or"]));
        let ahead = if at > 0 { self.beyond_comma(at, at - 1) } else { None }.or_else(|| linked.and_then(|i| self.covered(i - 1)));

        // What follows.
        let gap = if at + 1 < around.words.len() { around.gap(at + 1) } else { "" };
        let hyphen = matches!(gap, "-" | "–");
        // "Newport-based"
        let based = hyphen && around.is(at + 1, &["based", "born", "area", "bound", "headquartered"]);
        let place_behind = beside.whole.is_some_and(|other| self.is_place(other));
        let counted_behind = !place_behind && beside.whole.is_some_and(|other| self.counted[other]);
        let named_behind = !place_behind && !counted_behind && gap.trim() == "," && capital(&around.words[at + 1]);

        // The word itself.
        let upper = word.shape.has(Shape::UPPER);
        let letters = word.text(around.text).chars().count();
        let begins = at == 0 || around.gap(at).contains('\n');
        // "DUBAI, March 3", but "the ALMA" is an acronym, and "EU" no village of that name.
        let shouted = |i: Option<usize>| i.is_some_and(|i| around.words[i].shape.has(Shape::UPPER));
        let acronym = town && upper && !begins && beside.whole.is_none() && !shouted(beside.before) && !shouted(beside.behind);
        let borne = census::borne(word.hash);
        let surname = if borne.rank > 0 { (10_000.0 / f32::from(borne.rank)).ln() } else { 0.0 };
        let head = Cue::REGION.or(Cue::FACILITY).or(Cue::FACILITY_MODIFIER);

        // The same word elsewhere.
        let uses = self.used.get(&word.hash).copied().unwrap_or_default();
        Some([
            1.0,
            flag(metropolis),
            tenths_above(prior, 3.0),
            flag(prior >= BIG),
            flag(!town),
            flag(here.is_some()),
            here.map_or(0.0, |&entry| tenths_above(self.listed.prior(entry), 2.0)),
            flag(beside.locative),
            flag(from),
            flag(settlement),
            flag(article),
            flag(small && !beside.locative && !from && !article),
            flag(beside.given),
            flag(beside.title),
            flag(beside.capital),
            flag(covered && !beside.given),
            flag(beside.before.is_some_and(|i| plain(i) && !around.cue(i).any(Cue::DIRECTION))),
            flag(at > 0 && matches!(around.gap(at), "-" | "–")),
            flag(ahead.is_some_and(|other| self.is_place(other))),
            flag(based),
            flag(!based && hyphen),
            flag(beside.goes_on),
            flag(beside.behind.is_some_and(|i| capital(&around.words[i]) && self.covered(i).is_some())),
            flag(beside.behind.is_some_and(|i| around.cue(i).any(head))),
            flag(place_behind),
            flag(counted_behind),
            flag(named_behind),
            flag(acronym),
            flag(upper && !acronym),
            flag(acronym && letters <= 3),
            flag(upper && letters > 3 && begins && gap.trim().starts_with([',', '(', '-', '–', '—'])),
            flag(town && letters <= 3),
            flag(self.common(at)),
            flag(borne.given || around.cue(at).any(Cue::GIVEN)),
            if metropolis { 0.0 } else { surname },
            if metropolis { surname } else { 0.0 },
            flag(around.cue(at).any(head.or(Cue::NEVER)) || around.lexicon.designator(word.hash).is_some()),
            flag(uses.person > u32::from(beside.given || beside.title)),
            flag(uses.named > u32::from(beside.capital || beside.goes_on)),
            flag(uses.placed > u32::from(self.is_placed(beside))),
            flag(self.heads_report(m)),
        ])
    }

    /// True for a name, or several in a row, between the beginning of a line or sentence and a colon or dash: "Kherson: two killed",
    /// "Kherson and Sumy — Drones fell".
    fn heads_report(&self, m: &Match) -> bool {
        let around = self.around;
        let (mut first, mut end) = (m.first_word as usize, m.end_word as usize);
        let linked = |i: usize| around.comma(i) || around.gap(i) == "/";
        let and = |i: usize| around.is(i, &["and"]) && around.joined(i) && around.joined(i + 1);
        for _ in 0..MOST_IN_ROW {
            if self.begins(first) {
                break;
            }
            let before = if linked(first) { Some(first - 1) } else { Some(first - 1).filter(|&i| i > 0 && and(i)).map(|i| i - 1) };
            let Some(other) = before.and_then(|i| self.covered(i)) else { return false };
            first = self.matches[other].first_word as usize;
        }
        for _ in 0..MOST_IN_ROW {
            let gap = around.behind(end - 1);
            if gap.trim_start().starts_with(':') {
                return self.begins(first) && (gap.trim_start().len() > 1 || end == around.words.len());
            }
            if end >= around.words.len() {
                return false;
            }
            let word = &around.words[end];
            // "Kherson – Sumy" is a way or a match.
            if is_dash(gap) {
                return self.begins(first) && self.covered(end).is_none() && (capital(word) || word.shape.has(Shape::DIGIT));
            }
            let behind = if linked(end) { Some(end) } else { Some(end + 1).filter(|&i| i < around.words.len() && and(end)) };
            let Some(other) = behind.and_then(|i| self.covered(i)) else { return false };
            end = self.matches[other].end_word as usize;
        }
        false
    }

    /// True if a line or a sentence begins with word `i`.
    fn begins(&self, i: usize) -> bool {
        i == 0 || {
            let gap = self.around.gap(i);
            let ended = gap.contains(['.', '!', '?', '…']) && gap.ends_with(char::is_whitespace) && !self.around.takes_full_stop(i - 1);
            ended || gap.contains(['\n', '•', '“', '"'])
        }
    }

    /// How much what stands beside a match speaks for a place, in -1 to 1.
    pub fn told(&self, number: usize) -> f32 {
        TypeCues::of(self.around, &self.matches[number], (0, self.around.words.len())).fit(Kind::PLACE).clamp(-1.0, 1.0)
    }

    /// True for names of several words that say something else more often than a village's name: "The Hill", "Queen Elizabeth",
    /// "Luis Gomes", "the Central Business District".
    pub fn is_phrase(&self, number: usize) -> bool {
        let (around, m) = (self.around, &self.matches[number]);
        let (first, end) = (m.first_word as usize, m.end_word as usize);
        if self.listed.prior_of(m) >= BIG || self.beyond(end).is_some() {
            return false;
        }
        let beside = self.beside(first);
        let article = end - first == 2 && around.is(first, &["the"]);
        let phrase = beside.before.is_some_and(|i| around.is(i, &["the"])) && (first..end).all(|i| self.common(i));
        if article || phrase || beside.locative || end - first != 2 || self.is_sure(number) {
            return article || phrase;
        }
        let surname = census::borne(around.words[first + 1].hash).rank > 0 && !self.common(first + 1);
        around.cue(first).any(Cue::HONORIFIC) && around.is_given(first + 1) || around.is_given(first) && surname
    }

    /// The match behind a comma that word `end` follows.
    fn beyond(&self, end: usize) -> Option<usize> {
        if end < self.around.words.len() { self.beyond_comma(end, end) } else { None }
    }

    /// True if a preposition of place stands before the word, or a place behind a comma, and no part of a person's name.
    fn is_placed(&self, beside: &Beside) -> bool {
        (beside.locative || beside.whole.is_some_and(|other| self.is_place(other))) && !(beside.given || beside.title)
    }

    fn is_place(&self, number: usize) -> bool {
        self.is_sure(number) && self.listed.kind_of(&self.matches[number]).any(Kind::LAND)
    }
}
