//! Case endings of Ukrainian, Russian and Belarusian names, by the tables `seeds/variants/inflection_*.csv`.
//!
//! A name's words decline together: its forms are made case by case, with the words up to its head declined (adjectives and
//! the first noun), with all of them, with the first two, and with the last one alone. Forms that the grammar does not have do no harm: nobody writes them.

use super::endings::{ACRONYMS, Ending, Place, Table, VOWELS, endings};
use super::fixed;
use super::languages::{Lang, Languages};
use super::parted::{Parted, Segment};
use super::piece::Piece;
use super::script::Capitals;
use super::seen::Seen;
use super::who::Who;
use crate::text::fold::hash_bytes;
use std::cell::Cell;
use std::ops::{Range, RangeInclusive};

/// The most combinations of alternatives in one case.
const MOST_A_CASE: usize = 6;

/// False for acronyms and the shortest words: of those of two letters only one such as "Яр" declines, no preposition.
fn may_decline(name: &Parted, segment: &Segment) -> bool {
    let word = name.small(segment);
    let short = segment.capitals == Capitals::First && word.starts_with(VOWELS) && !word.ends_with(VOWELS);
    segment.capitals != Capitals::All && (short || word.chars().nth(2).is_some())
}

/// True for an acronym that is read as a word and ends with a consonant, among words that are not all in capitals: МИД, ЦАХАЛ, no МВД and no НАТО.
fn is_read(name: &Parted, segment: &Segment) -> bool {
    let word = name.small(segment);
    let shouted = || name.words().count() > 1 && name.words().all(|segment| segment.capitals == Capitals::All);
    segment.capitals == Capitals::All
        && (3..=6).contains(&word.chars().count())
        && word.contains(VOWELS)
        && !word.ends_with(VOWELS)
        && !word.ends_with(['й', 'ь', 'ъ'])
        && !shouted()
}

/// Endings of adjectives, which stand before the head of a name.
const ADJECTIVES: [&str; 25] = [
    "ый",
    "ий",
    "ой",
    "ая",
    "яя",
    "ое",
    "ее",
    "ые",
    "ские",
    "цкие",
    "хние",
    "жние",
    "едние",
    "ське",
    "ська",
    "ські",
    "цька",
    "нє",
    "хні",
    "жні",
    "скі",
    "ская",
    "цкая",
    "скае",
    "няе",
];

/// Endings of adjectives in the plural; none that a noun in the singular has too (Движение, Вісті).
const PLURALS: [(Lang, &[&str]); 2] = [
    (Lang::Russian, &["ые", "гие", "кие", "хие", "шие", "жие", "чие", "щие", "хние", "жние", "едние", "льние"]),
    (Lang::Ukrainian, &["кі", "ові", "еві", "ені", "оті", "яті", "лі", "рі", "ні", "гі", "хі", "ші"]),
];

/// True for a word that is a plural behind an adjective in the plural.
fn is_plural(lang: Lang, adjective: &str, word: &str) -> bool {
    word.ends_with(['а', 'я'])
        && PLURALS.iter().filter(|plural| plural.0 == lang).any(|plural| plural.1.iter().any(|end| adjective.ends_with(end)))
}

/// Nominative forms of an adjective in the other genders and the plural.
const GENDERS: [(Lang, &str, [&str; 3]); 7] = [
    (Lang::Ukrainian, "ський", ["ська", "ське", "ські"]),
    (Lang::Ukrainian, "цький", ["цька", "цьке", "цькі"]),
    (Lang::Russian, "ский", ["ская", "ское", "ские"]),
    (Lang::Russian, "цкий", ["цкая", "цкое", "цкие"]),
    (Lang::Russian, "ый", ["ая", "ое", "ые"]),
    (Lang::Belarusian, "скі", ["ская", "скае", "скія"]),
    (Lang::Belarusian, "цкі", ["цкая", "цкае", "цкія"]),
];

/// A word of a name, and the rows by which it declines.
struct Declined {
    /// Which segment of the name it is.
    segment: usize,
    /// Its bytes before the ending.
    stem: usize,
    /// Rows of [`Inflector::rows`]; none if it does not decline.
    rows: Range<usize>,
}

/// The most cases of a language.
const CASES: usize = 6;
/// A bit for each of them.
const EVERY_CASE: u8 = (1 << CASES) - 1;

/// True if a word with an ending of one row in place of its own is the same as with one of another row; of either, the first rows and the endings.
fn same_form(word: &str, rows: [&[&Ending]; 2], [a, b]: [&str; 2]) -> bool {
    let [p, o] = rows.map(|rows| word.len() - rows.first().map_or(0, |row| row.ending.len()));
    if p <= o { a.strip_prefix(&word[p..o]) == Some(b) } else { b.strip_prefix(&word[o..p]) == Some(a) }
}

/// What may become of a word: an ending in place of its own, or nothing.
struct Choice {
    ending: Option<&'static Piece>,
    /// The number of the word that it becomes, once that is asked for.
    number: Cell<u32>,
}

/// The number of a word that was not asked for.
const UNKNOWN: u32 = u32::MAX;

impl Choice {
    const fn of(ending: Option<&'static Piece>) -> Self {
        Self { ending, number: Cell::new(UNKNOWN) }
    }
}

/// Makes case forms of names; its buffers serve many.
#[derive(Default)]
pub(super) struct Inflector {
    words: Vec<Declined>,
    rows: Vec<&'static Ending>,
    /// What may become of each word in the language at hand: first that it stays as it is, then its endings case by case.
    choices: Vec<Choice>,
    /// For each word where its choices begin, then those of each case; and where they end.
    starts: Vec<[usize; CASES + 2]>,
    /// What is chosen for each word.
    chosen: Vec<usize>,
    /// The cases that are asked for, a bit each.
    asked: u8,
}

/// One form of a name.
pub(super) struct Form<'f> {
    pub name: &'f Parted,
    words: &'f [Declined],
    choices: &'f [Choice],
    chosen: &'f [usize],
}

impl Form<'_> {
    /// Numbers its words, if the name is plain.
    pub fn number(&self, known: &mut Seen, numbers: &mut Vec<u32>) {
        numbers.extend(self.words.iter().zip(self.chosen).map(|(word, &chosen)| {
            let choice = &self.choices[chosen];
            if choice.number.get() == UNKNOWN {
                let whole = self.name.folded(&self.name.segments[word.segment]);
                choice.number.set(match choice.ending {
                    Some(ending) => ending.with_stem(&whole[..word.stem], |folded| known.number(folded, hash_bytes(folded))),
                    None => known.number(whole, hash_bytes(whole)),
                });
            }
            choice.number.get()
        }));
    }

    /// True if an acronym has an ending in it, which is in small letters.
    pub fn has_mixed_capitals(&self) -> bool {
        let mut words = self.words.iter().zip(self.chosen);
        words.any(|(word, &chosen)| self.choices[chosen].ending.is_some() && self.name.segments[word.segment].capitals == Capitals::All)
    }

    /// Appends it to a text.
    pub fn write(&self, text: &mut String) {
        let name = self.name;
        let mut words = self.words.iter().zip(self.chosen);
        for segment in &name.segments {
            let word = if segment.is_word() { words.next() } else { None };
            let Some((word, ending)) = word.and_then(|(word, &chosen)| Some((word, self.choices[chosen].ending?))) else {
                text.push_str(name.written(segment));
                continue;
            };
            let start = text.len();
            let stem = &name.small(segment)[..word.stem];
            if let (Capitals::First, Some(c)) = (segment.capitals, stem.chars().next()) {
                // The capital as the name has it.
                text.extend(name.written(segment).chars().next());
                text.push_str(&stem[c.len_utf8()..]);
                text.push_str(ending.text);
            } else {
                text.push_str(stem);
                segment.capitals.give(text, start);
                text.push_str(ending.text);
            }
        }
    }
}

impl Inflector {
    /// The case forms of a name in each of `languages`, until `found` wants no more.
    pub fn forms(&mut self, name: &Parted, kind: &str, languages: Languages, mut found: impl FnMut(&Form<'_>) -> bool) {
        // Of a name that may be a person's those of persons come first, for they are few.
        let ways = match Who::of(kind) {
            Who::Person => &[true][..],
            Who::Other => &[false],
            Who::Either => &[true, false],
        };
        let mut cases = |person: bool, lang: Lang| {
            self.asked = if person && ways.len() > 1 { self.own_cases(name, lang) } else { EVERY_CASE };
            self.asked == 0 || self.cases(name, lang, person, &mut found)
        };
        let more = ways.iter().all(|&person| languages.iter().all(|lang| cases(person, lang)));
        if more && kind.eq_ignore_ascii_case("nationality") {
            self.genders(name, languages, &mut found);
        }
    }

    /// The cases in which a name has, as a person's, forms that it does not have as another's: a bit each.
    fn own_cases(&mut self, name: &Parted, lang: Lang) -> u8 {
        let Some(table) = Table::of(lang) else { return 0 };
        self.rows.clear();
        // Each word, where its rows as a person's end, and those as another's.
        let mut ends = Vec::with_capacity(4);
        let last = name.words().count().saturating_sub(1);
        let mut before = "";
        for (at, segment) in name.words().enumerate() {
            let word = name.small(segment);
            if may_decline(name, segment) {
                if !fixed::is_particle(name, segment) {
                    self.rows.extend(table.rows(word, Place::Person));
                }
                let end = self.rows.len();
                self.rows.extend(table.rows(word, Place::of(false, at == last, is_plural(lang, before, word))));
                ends.push((word, end, self.rows.len()));
            }
            before = word;
        }
        let words = || {
            let starts = std::iter::once(0).chain(ends.iter().map(|&(_, _, end)| end));
            ends.iter().zip(starts).map(|(&(word, middle, end), start)| (word, &self.rows[start..middle], &self.rows[middle..end]))
        };
        if words().all(|(_, person, _)| person.is_empty()) {
            return 0;
        }
        if words().any(|(_, person, other)| person.is_empty() != other.is_empty()) {
            return EVERY_CASE;
        }
        // The forms of a single word need not be of one case.
        let alone = ends.len() == 1;
        let is_other = |(word, person, other): (&str, &[&'static Ending], &[&'static Ending]), a: &Piece, case: usize| {
            endings(other, case).any(|b| same_form(word, [person, other], [a.text, b.text]))
        };
        let covered = |case: usize| {
            if alone {
                words().all(|word| endings(word.1, case).all(|a| (0..CASES).any(|others| is_other(word, a, others))))
            } else {
                (0..CASES).any(|others| words().all(|word| endings(word.1, case).all(|a| is_other(word, a, others))))
            }
        };
        (0..CASES).filter(|&case| !covered(case)).fold(0, |cases, case| cases | 1 << case)
    }

    /// An adjective in the other genders and the plural, and their case forms; false if no more are wanted.
    fn genders(&mut self, name: &Parted, languages: Languages, found: &mut dyn FnMut(&Form<'_>) -> bool) -> bool {
        let written = name.whole();
        let small = written.to_lowercase();
        let mut parted = Parted::default();
        for (lang, ending, others) in GENDERS.iter().filter(|g| languages.has(g.0)) {
            let Some(stem) = small.strip_suffix(ending) else { continue };
            for other in others {
                let mut word = format!("{stem}{other}");
                Capitals::of(written).give(&mut word, 0);
                parted.take(&word);
                self.asked = EVERY_CASE;
                if !self.cases(&parted, *lang, false, found) {
                    return false;
                }
                self.stay();
                if !self.offer(&parted, found) {
                    return false;
                }
            }
        }
        true
    }

    /// The case forms in one language; false if no more are wanted.
    fn cases(&mut self, name: &Parted, lang: Lang, person: bool, found: &mut dyn FnMut(&Form<'_>) -> bool) -> bool {
        let Some(table) = Table::of(lang) else { return true };
        self.words.clear();
        self.rows.clear();
        self.choices.clear();
        self.starts.clear();
        let last = name.segments.iter().rposition(Segment::is_word);
        let mut before = "";
        for (at, segment) in name.segments.iter().enumerate().filter(|(_, segment)| segment.is_word()) {
            let word = name.small(segment);
            let first = self.rows.len();
            if may_decline(name, segment) && !(person && fixed::is_particle(name, segment)) {
                self.rows.extend(table.rows(word, Place::of(person, Some(at) == last, is_plural(lang, before, word))));
            } else if !person && is_read(name, segment) {
                self.rows.push(&ACRONYMS[lang as usize]);
            }
            let stem = word.len() - self.rows.get(first).map_or(0, |row| row.ending.len());
            self.words.push(Declined { segment: at, stem, rows: first..self.rows.len() });
            let mut starts = [self.choices.len(); CASES + 2];
            self.choices.push(Choice::of(None));
            for (case, start) in starts[1..].iter_mut().enumerate() {
                *start = self.choices.len();
                self.choices.extend(endings(&self.rows[first..], case).map(|ending| Choice::of(Some(ending))));
            }
            self.starts.push(starts);
            before = word;
        }
        let last = self.words.len().saturating_sub(1);
        let adjective = |word: &Declined| {
            let small = name.small(&name.segments[word.segment]);
            ADJECTIVES.iter().any(|end| small.ends_with(end))
        };
        let head = self.words.iter().position(|word| !word.rows.is_empty() && (last == 0 || !adjective(word))).unwrap_or(last);
        // From which word to which the name declines; the last two for "Збройних сил України", an adjective that looks like a noun
        // before the head.
        let ranges = [(last, last), (0, head), (0, last), (0, last.min(1)), (last, last)];
        let ranges = match person {
            true if fixed::but_for_its_last(name) => &ranges[..3],
            true => &ranges[1..3],
            false => &ranges[1..],
        };
        let new = ranges.iter().enumerate().filter(|(n, range)| !ranges[..*n].contains(range));
        new.map(|(_, range)| range).all(|&(from, to)| self.decline(name, from..=to, found))
    }

    /// The forms of a name of which these words decline; false if no more are wanted.
    fn decline(&mut self, name: &Parted, range: RangeInclusive<usize>, found: &mut dyn FnMut(&Form<'_>) -> bool) -> bool {
        self.stay();
        let declining = &self.words[range.clone()];
        let cases = declining.iter().flat_map(|word| &self.rows[word.rows.clone()]).map(|row| row.cases.len()).max().unwrap_or(0);
        for case in (1..=cases.min(CASES)).filter(|case| self.asked & 1 << (case - 1) != 0) {
            let choices = |starts: &[usize; CASES + 2]| starts[case]..starts[case + 1];
            let all = self.starts[range.clone()].iter().fold(1_usize, |all, starts| all.saturating_mul(choices(starts).len().max(1)));
            for number in 0..all.min(MOST_A_CASE) {
                // The number's digits choose: the first word with alternatives varies fastest.
                let mut rest = number;
                for (chosen, starts) in self.chosen[range.clone()].iter_mut().zip(&self.starts[range.clone()]) {
                    let choices = choices(starts);
                    *chosen = if choices.is_empty() { starts[0] } else { choices.start + rest % choices.len() };
                    rest /= choices.len().max(1);
                }
                if !self.offer(name, found) {
                    return false;
                }
            }
        }
        true
    }

    /// Chooses that every word stays as it is.
    fn stay(&mut self) {
        self.chosen.clear();
        self.chosen.extend(self.starts.iter().map(|starts| starts[0]));
    }

    /// Offers the form with the endings that are chosen.
    fn offer(&self, name: &Parted, found: &mut dyn FnMut(&Form<'_>) -> bool) -> bool {
        found(&Form { name, words: &self.words, choices: &self.choices, chosen: &self.chosen })
    }
}
