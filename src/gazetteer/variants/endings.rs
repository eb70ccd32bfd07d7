//! Tables of case endings: `seeds/variants/inflection_*.csv`.

use super::languages::{LANGUAGES, Lang};
use super::piece::Piece;
use crate::text::listed::lines;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// One row: what replaces an ending in each case.
pub(super) struct Ending {
    pub ending: &'static str,
    after: &'static str,
    who: &'static str,
    /// It is one of words of one vowel, which none of their case forms may lack.
    short: bool,
    /// Alternatives of each case.
    pub cases: Vec<Vec<Piece>>,
}

/// Where a word stands whose rows are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In the name of a person.
    Person,
    /// In another name, before another word: it may be an adjective there (Куликово поле), as which it declines otherwise than alone.
    Attribute,
    /// The last word of another name.
    Last,
    /// In another name behind an adjective in the plural: what ends in -а is a plural there (Курильские острова).
    Plural,
}

impl Place {
    /// That of a word of a name; `plural` behind an adjective in the plural.
    pub const fn of(person: bool, last: bool, plural: bool) -> Self {
        match (person, plural, last) {
            (true, ..) => Self::Person,
            (false, true, _) => Self::Plural,
            (false, false, false) => Self::Attribute,
            (false, false, true) => Self::Last,
        }
    }
}

/// The vowels of the three languages.
pub(super) const VOWELS: [char; 13] = ['а', 'е', 'ё', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я', 'і', 'ї', 'є'];

/// The rows of one language by the last letter of the words that they may fit: those with the longest ending first, and among equals
/// the ones that ask for a letter before it.
pub(super) struct Table(FxHashMap<char, Vec<Ending>>);

static TABLES: LazyLock<[Table; 3]> = LazyLock::new(|| {
    [
        Table::read(include_str!("../../../seeds/variants/inflection_uk.csv")),
        Table::read(include_str!("../../../seeds/variants/inflection_ru.csv")),
        Table::read(include_str!("../../../seeds/variants/inflection_be.csv")),
    ]
});

/// How acronyms that are read as words decline in each language: МИДа, МИДом. The endings are small letters.
pub(super) static ACRONYMS: LazyLock<[Ending; 3]> =
    LazyLock::new(|| [",,,а,у,а,ом,і,", ",,,а,у,а,ом,е", ",,,а,у,а,ам,е"].map(Ending::read));

impl Ending {
    fn read_all(text: &'static str) -> impl Iterator<Item = Self> {
        lines(text).skip(1).map(Self::read)
    }

    fn read(row: &'static str) -> Self {
        let cells: Vec<&str> = row.split(',').collect();
        let cell = |i: usize| cells.get(i).copied().unwrap_or_default();
        let (who, short) = cell(2).strip_suffix("short").map_or((cell(2), false), |who| (who.trim_end(), true));
        Self { ending: cell(0), after: cell(1), who, short, cases: cells.iter().skip(3).map(|cell| Piece::read_all(cell)).collect() }
    }

    /// Which of two rows that fit one word holds: the greater.
    fn rank(&self) -> (usize, bool, bool, bool) {
        (self.ending.len(), self.who == "plural", self.short, !self.after.is_empty())
    }

    fn fits(&self, word: &str, place: Place) -> bool {
        let Some(stem) = word.strip_suffix(self.ending) else { return false };
        let last = stem.chars().next_back();
        let behind = last.map_or(self.after.is_empty() && !self.ending.is_empty(), |c| self.after.is_empty() || self.after.contains(c));
        let holds = match self.who {
            "" => true,
            "person" => place == Place::Person,
            "attribute" => place == Place::Attribute,
            "plural" => place == Place::Plural,
            _ => place != Place::Person,
        };
        behind && holds && (!self.short || word.chars().filter(|c| VOWELS.contains(c)).nth(1).is_none())
    }
}

impl Table {
    pub fn of(lang: Lang) -> Option<&'static Self> {
        LANGUAGES.iter().position(|&l| l == lang).and_then(|at| TABLES.get(at))
    }

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
    pub fn rows(&self, word: &str, place: Place) -> impl Iterator<Item = &Ending> {
        let rows = word.chars().next_back().and_then(|last| self.0.get(&last)).map_or(&[][..], Vec::as_slice);
        let mut fitting = rows.iter().filter(move |row| row.fits(word, place)).peekable();
        let best = fitting.peek().map(|row| row.rank());
        fitting.take_while(move |row| Some(row.rank()) == best)
    }
}

/// The endings of a case.
pub(super) fn endings<'e>(rows: &'e [&'static Ending], case: usize) -> impl Iterator<Item = &'static Piece> + 'e {
    rows.iter().flat_map(move |row| row.cases.get(case).into_iter().flatten())
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
                assert!(matches!(row.who, "" | "person" | "other" | "attribute" | "plural"), "{}", row.ending);
            }
        }
        let texts = [
            include_str!("../../../seeds/variants/inflection_uk.csv"),
            include_str!("../../../seeds/variants/inflection_ru.csv"),
            include_str!("../../../seeds/variants/inflection_be.csv"),
        ];
        for (text, row) in texts.iter().flat_map(|text| lines(text).skip(1).zip(Ending::read_all(text))) {
            let written: Vec<String> =
                row.cases.iter().map(|case| case.iter().map(|piece| piece.text).collect::<Vec<_>>().join("|")).collect();
            assert!(text.ends_with(&written.join(",")), "{text}");
        }
        for text in [include_str!("../../../seeds/variants/inflection_uk.csv"), include_str!("../../../seeds/variants/inflection_be.csv")] {
            assert!(Ending::read_all(text).all(|row| !row.ending.is_empty() || !row.after.is_empty()));
        }
    }
}
