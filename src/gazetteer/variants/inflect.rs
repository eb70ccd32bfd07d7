//! Case endings of Ukrainian, Russian and Belarusian names, by the tables `seeds/variants/inflection_*.csv`.
//!
//! A name's words decline together: its forms are made case by case, with the words up to its head declined (adjectives and
//! the first noun), with all of them, with the first two, and with the last one alone. Forms that the grammar does not have do no harm: nobody writes them.

use super::piece::Piece;
use super::script::{Capitals, LANGUAGES, Lang, Languages, Parted};
use rustc_hash::FxHashMap;
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

/// The most combinations of alternatives in one case.
const MOST_A_CASE: usize = 6;

/// One row: what replaces an ending in each case.
struct Ending {
    ending: &'static str,
    after: &'static str,
    who: &'static str,
    /// Alternatives of each case.
    cases: Vec<Vec<Piece>>,
}

/// The rows of one language by the last letter of the words that they may fit: those with the longest ending first, and among equals
/// the ones that ask for a letter before it.
struct Table(FxHashMap<char, Vec<Ending>>);

static TABLES: LazyLock<[Table; 3]> = LazyLock::new(|| {
    [
        Table::read(include_str!("../../../seeds/variants/inflection_uk.csv")),
        Table::read(include_str!("../../../seeds/variants/inflection_ru.csv")),
        Table::read(include_str!("../../../seeds/variants/inflection_be.csv")),
    ]
});

impl Ending {
    fn read_all(text: &'static str) -> impl Iterator<Item = Self> {
        let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
        rows.map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let cell = |i: usize| cells.get(i).copied().unwrap_or_default();
            Self { ending: cell(0), after: cell(1), who: cell(2), cases: cells.iter().skip(3).map(|cell| Piece::read_all(cell)).collect() }
        })
    }

    /// Which of two rows that fit one word holds: the greater.
    fn rank(&self) -> (usize, bool) {
        (self.ending.len(), !self.after.is_empty())
    }

    fn fits(&self, word: &str, person: bool) -> bool {
        let Some(stem) = word.strip_suffix(self.ending) else { return false };
        let who = if person { "person" } else { "other" };
        let last = stem.chars().next_back();
        let behind = last.map_or(self.after.is_empty() && !self.ending.is_empty(), |c| self.after.is_empty() || self.after.contains(c));
        behind && (self.who.is_empty() || self.who == who)
    }
}

impl Table {
    fn read(text: &'static str) -> Self {
        let mut table = FxHashMap::<char, Vec<Ending>>::default();
        for row in Ending::read_all(text) {
            // A row without an ending asks for the last letter itself.
            let last = row.ending.chars().next_back();
            let letters: Vec<char> = last.map_or_else(|| row.after.chars().collect(), |last| vec![last]);
            for letter in letters {
                table.entry(letter).or_default().push(Ending { cases: row.cases.clone(), ..row });
            }
        }
        table.values_mut().for_each(|rows| rows.sort_by_key(|row| std::cmp::Reverse(row.rank())));
        Self(table)
    }

    /// The rows by which a word in small letters declines, all with one ending; none if it does not.
    fn rows(&self, word: &str, person: bool) -> impl Iterator<Item = &Ending> {
        let rows = word.chars().next_back().and_then(|last| self.0.get(&last)).map_or(&[][..], Vec::as_slice);
        let mut fitting = rows.iter().filter(move |row| row.fits(word, person)).peekable();
        let best = fitting.peek().map(|row| row.rank());
        fitting.take_while(move |row| Some(row.rank()) == best)
    }
}

/// Endings of adjectives, which stand before the head of a name.
const ADJECTIVES: [&str; 16] =
    ["ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ське", "ська", "ські", "цька", "скі", "ская", "цкая", "скае"];

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

const VOWELS: [char; 13] = ['а', 'е', 'ё', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я', 'і', 'ї', 'є'];

/// A word of a name, and the rows by which it declines.
struct Declined {
    /// Which segment of the name it is.
    segment: usize,
    /// Its bytes before the ending.
    stem: usize,
    /// Rows of [`Inflector::rows`]; none if it does not decline.
    rows: Range<usize>,
}

/// Makes case forms of names; its buffers serve many.
#[derive(Default)]
pub(super) struct Inflector {
    words: Vec<Declined>,
    rows: Vec<&'static Ending>,
    /// The endings of each word in the case at hand, and where those of each end.
    choices: Vec<&'static Piece>,
    ends: Vec<usize>,
    /// The ending that is chosen for each word; none for one that stays as it is.
    chosen: Vec<Option<&'static Piece>>,
    folded: Vec<u8>,
}

/// One form of a name.
pub(super) struct Form<'f> {
    pub name: &'f Parted,
    words: &'f [Declined],
    chosen: &'f [Option<&'static Piece>],
    /// What it folds to if the name is plain, with a space between its words.
    pub folded: &'f [u8],
}

impl Form<'_> {
    /// Appends it to a text.
    pub fn write(&self, text: &mut String) {
        let name = self.name;
        let mut words = self.words.iter().zip(self.chosen);
        for segment in &name.segments {
            let word = if segment.is_word() { words.next() } else { None };
            let Some((word, Some(ending))) = word else {
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
                text.push_str(ending.text);
                segment.capitals.give(text, start);
            }
        }
    }
}

impl Inflector {
    /// The case forms of a name in each of `languages`, until `found` wants no more.
    pub fn forms(&mut self, name: &Parted, kind: &str, languages: Languages, mut found: impl FnMut(&Form<'_>) -> bool) {
        let _ = languages.iter().all(|lang| self.cases(name, lang, kind == "person", &mut found))
            && (kind != "nationality" || self.genders(name, languages, &mut found));
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
                if !self.cases(&parted, *lang, false, found) {
                    return false;
                }
                self.chosen.fill(None);
                if !self.offer(&parted, found) {
                    return false;
                }
            }
        }
        true
    }

    /// The case forms in one language; false if no more are wanted.
    fn cases(&mut self, name: &Parted, lang: Lang, person: bool, found: &mut dyn FnMut(&Form<'_>) -> bool) -> bool {
        let Some(table) = LANGUAGES.iter().position(|&l| l == lang).and_then(|at| TABLES.get(at)) else { return true };
        self.words.clear();
        self.rows.clear();
        for (at, segment) in name.segments.iter().enumerate().filter(|(_, segment)| segment.is_word()) {
            let word = name.small(segment);
            let first = self.rows.len();
            // Acronyms and the shortest words do not decline: of those of two letters only one such as "Яр", no preposition.
            let short = segment.capitals == Capitals::First && word.starts_with(VOWELS) && !word.ends_with(VOWELS);
            if segment.capitals != Capitals::All && (short || word.chars().nth(2).is_some()) {
                self.rows.extend(table.rows(word, person));
            }
            let stem = word.len() - self.rows.get(first).map_or(0, |row| row.ending.len());
            self.words.push(Declined { segment: at, stem, rows: first..self.rows.len() });
        }
        let last = self.words.len().saturating_sub(1);
        let adjective = |word: &Declined| {
            let small = name.small(&name.segments[word.segment]);
            ADJECTIVES.iter().any(|end| small.ends_with(end))
        };
        let head = self.words.iter().position(|word| !word.rows.is_empty() && (last == 0 || !adjective(word))).unwrap_or(last);
        // From which word to which the name declines; the last two for "Збройних сил України", an adjective that looks like a noun
        // before the head.
        let ranges = [(0, head), (0, last), (0, last.min(1)), (last, last)];
        let ranges = if person { &ranges[..2] } else { &ranges[..] };
        let new = ranges.iter().enumerate().filter(|(n, range)| !ranges[..*n].contains(range));
        new.map(|(_, range)| range).all(|&(from, to)| self.decline(name, from..=to, found))
    }

    /// The forms of a name of which these words decline; false if no more are wanted.
    fn decline(&mut self, name: &Parted, range: RangeInclusive<usize>, found: &mut dyn FnMut(&Form<'_>) -> bool) -> bool {
        self.chosen.clear();
        self.chosen.resize(self.words.len(), None);
        let declining = &self.words[range.clone()];
        let cases = declining.iter().flat_map(|word| &self.rows[word.rows.clone()]).map(|row| row.cases.len()).max().unwrap_or(0);
        for case in 0..cases {
            self.choices.clear();
            self.ends.clear();
            let mut all = 1_usize;
            for word in &self.words[range.clone()] {
                let before = self.choices.len();
                self.choices.extend(self.rows[word.rows.clone()].iter().flat_map(|row| row.cases.get(case).into_iter().flatten()));
                self.ends.push(self.choices.len());
                all = all.saturating_mul((self.choices.len() - before).max(1));
            }
            for number in 0..all.min(MOST_A_CASE) {
                // The number's digits choose: the first word with alternatives varies fastest.
                let (mut rest, mut start) = (number, 0);
                for (chosen, &end) in self.chosen[range.clone()].iter_mut().zip(&self.ends) {
                    let choices = &self.choices[start..end];
                    *chosen = choices.get(rest.checked_rem(choices.len()).unwrap_or(0)).copied();
                    rest /= choices.len().max(1);
                    start = end;
                }
                if !self.offer(name, found) {
                    return false;
                }
            }
        }
        true
    }

    /// Offers the form with the endings that are chosen.
    fn offer(&mut self, name: &Parted, found: &mut dyn FnMut(&Form<'_>) -> bool) -> bool {
        let Self { words, chosen, folded, .. } = self;
        folded.clear();
        if name.is_plain() {
            for (n, (word, ending)) in words.iter().zip(chosen.iter()).enumerate() {
                if n > 0 {
                    folded.push(b' ');
                }
                let whole = name.folded(&name.segments[word.segment]);
                match ending {
                    Some(ending) => {
                        folded.extend_from_slice(&whole[..word.stem]);
                        ending.fold_into(folded);
                    }
                    None => folded.extend_from_slice(whole),
                }
            }
        }
        found(&Form { name, words, chosen, folded })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        for (table, cases) in TABLES.iter().zip([6, 5, 5]) {
            for row in table.0.values().flatten() {
                assert!(row.cases.iter().flatten().all(|piece| piece.text.len() == piece.folded().len()), "{}", row.ending);
                assert_eq!(row.cases.len(), cases, "{}", row.ending);
                assert!(matches!(row.who, "" | "person" | "other"), "{}", row.ending);
            }
        }
        let texts = [
            include_str!("../../../seeds/variants/inflection_uk.csv"),
            include_str!("../../../seeds/variants/inflection_ru.csv"),
            include_str!("../../../seeds/variants/inflection_be.csv"),
        ];
        for (text, row) in
            texts.iter().flat_map(|text| text.lines().filter(|line| !line.starts_with('#')).skip(1).zip(Ending::read_all(text)))
        {
            let written: Vec<String> =
                row.cases.iter().map(|case| case.iter().map(|piece| piece.text).collect::<Vec<_>>().join("|")).collect();
            assert!(text.ends_with(&written.join(",")), "{text}");
        }
        for text in [include_str!("../../../seeds/variants/inflection_uk.csv"), include_str!("../../../seeds/variants/inflection_be.csv")] {
            assert!(Ending::read_all(text).all(|row| !row.ending.is_empty() || !row.after.is_empty()));
        }
    }
}
