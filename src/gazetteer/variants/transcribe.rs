//! Names of one East Slavic language as another writes them: Харків → Харьков, Харкаў; Володимир → Владимир.
//!
//! Ukrainian and Belarusian names become Russian ones and the other way round by the tables `seeds/variants/cyrillic_*.csv`, letters and endings
//! that answer each other, and by the words of `seeds/variants/east_slavic.csv`; what lies between Ukrainian and Belarusian goes by way of
//! Russian. Where a letter has several answers the first of each is tried, then the others one by one.

use super::endings::VOWELS;
use super::languages::{Lang, Languages};
use super::parted::Parted;
use super::script::{Capitals, is_native};
use super::{MOST_TRANSCRIBED, Named, well_known};
use crate::text::fold::is_apostrophe;
use crate::text::listed::lines;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The most spellings that go on from Russian into a third language.
const MOST_BETWEEN: usize = 4;
/// The most spellings of a name in another language that have case forms, the likeliest ones.
const MOST_DECLINED: usize = 3;
/// The fewest letters of a single word: of shorter ones too many are words of their own (Рим, Рома).
const FEWEST: usize = 4;

/// Where a row holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Any,
    Initial,
    /// Behind a vowel, й, ў or a sign.
    Vowel,
    /// Behind a vowel, and no vowel behind it.
    Coda,
    /// The rest of a word.
    Final,
    /// A whole word.
    Word,
}

const PLACES: [&str; 6] = ["any", "initial", "vowel", "coda", "final", "word"];

/// The answers to some letters, the likeliest first.
type Answers = Vec<&'static str>;

/// What becomes of letters on the way from one language to another.
struct Table {
    languages: [Lang; 2],
    /// By place.
    rows: [FxHashMap<&'static str, Answers>; PLACES.len()],
    /// Bytes of the longest letters of a row.
    longest: usize,
}

/// Each with Russian on one side.
static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| {
    let texts = [
        include_str!("../../../seeds/variants/cyrillic_uk_ru.csv"),
        include_str!("../../../seeds/variants/cyrillic_be_ru.csv"),
        include_str!("../../../seeds/variants/cyrillic_ru_uk.csv"),
        include_str!("../../../seeds/variants/cyrillic_ru_be.csv"),
    ];
    texts.into_iter().filter_map(Table::read).collect()
});

/// The words that answer each other, with a row for each: in Ukrainian, Russian and Belarusian.
const WORDS: &str = include_str!("../../../seeds/variants/east_slavic.csv");

impl Table {
    fn read(text: &'static str) -> Option<Self> {
        let codes = text.lines().find_map(|line| line.strip_prefix("# languages:"))?;
        let mut languages = codes.split_whitespace().filter_map(|code| Languages::of_code(code).iter().next());
        let languages = [languages.next()?, languages.next()?];
        let mut table = Self { languages, rows: Default::default(), longest: 0 };
        for line in lines(text).skip(1) {
            let mut cells = line.split(',');
            let (Some(letters), Some(place), Some(answers)) = (cells.next(), cells.next(), cells.next()) else { continue };
            let Some(place) = PLACES.iter().position(|known| *known == place) else { continue };
            table.add(place, letters, answers.split('|'));
        }
        for line in lines(WORDS).skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            let cell = |lang: Lang| cells.get(lang as usize).into_iter().flat_map(|cell| cell.split('|'));
            for word in cell(languages[0]) {
                let stem = word.strip_suffix('*');
                let place = if stem.is_some() { Place::Initial } else { Place::Word };
                table.add(place as usize, stem.unwrap_or(word), cell(languages[1]).map(|answer| answer.trim_end_matches('*')));
            }
        }
        Some(table)
    }

    fn add(&mut self, place: usize, letters: &'static str, answers: impl Iterator<Item = &'static str>) {
        self.longest = self.longest.max(letters.len());
        let row = self.rows[place].entry(letters).or_default();
        for answer in answers {
            if !row.contains(&answer) {
                row.push(answer);
            }
        }
    }

    fn row(&self, place: Place, letters: &str) -> Option<&[&'static str]> {
        self.rows[place as usize].get(letters).map(Vec::as_slice)
    }

    /// Appends the answers to each part of a word in small letters, whose apostrophes are plain; `None` if the table lacks one of its letters.
    fn parts<'t>(&'t self, word: &str, out: &mut Vec<&'t [&'static str]>) -> Option<()> {
        if let Some(row) = self.row(Place::Word, word) {
            out.push(row);
            return Some(());
        }
        let mut before: Option<char> = None;
        let mut at = 0;
        while at < word.len() {
            let rest = &word[at..];
            if before.is_some()
                && let Some(row) = self.row(Place::Final, rest)
            {
                out.push(row);
                return Some(());
            }
            let (len, row) = self.longest_row(rest, before)?;
            out.push(row);
            before = rest[..len].chars().next_back();
            at += len;
        }
        Some(())
    }

    /// The row of the most letters that a rest of a word begins with, and how many bytes these are.
    fn longest_row(&self, rest: &str, before: Option<char>) -> Option<(usize, &[&'static str])> {
        let vowel = |c: Option<char>| c.is_some_and(|c| VOWELS.contains(&c));
        let behind = vowel(before) || matches!(before, Some('й' | 'ў' | 'ъ' | 'ь' | '\''));
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|&end| end <= self.longest);
        let fits = |len: usize| {
            let letters = &rest[..len];
            let coda = || {
                let next = rest[len..].chars().next();
                vowel(before) && !vowel(next) && !matches!(next, Some('ь' | 'й' | '\''))
            };
            let special = match before {
                None => self.row(Place::Initial, letters),
                Some(_) => self.row(Place::Coda, letters).filter(|_| coda()).or_else(|| self.row(Place::Vowel, letters).filter(|_| behind)),
            };
            Some((len, special.or_else(|| self.row(Place::Any, letters))?))
        };
        ends.filter_map(fits).last()
    }

    /// The spellings of a name, at most so many.
    fn of(&self, name: &Parted, most: usize) -> Vec<String> {
        let mut parts = Vec::with_capacity(16);
        // Where the parts of each word end.
        let mut ends = Vec::with_capacity(4);
        for segment in name.words() {
            let small = name.small(segment).replace(is_apostrophe, "'");
            if self.parts(&small, &mut parts).is_none() {
                return Vec::new();
            }
            ends.push(parts.len());
        }
        let mut out: Vec<String> = Vec::with_capacity(most);
        let mut add = |chosen: &dyn Fn(usize) -> usize| {
            let mut text = String::with_capacity(name.whole().len() + 8);
            let (mut words, mut first) = (ends.iter(), 0);
            for segment in &name.segments {
                if !segment.is_word() {
                    text.push_str(name.written(segment));
                    continue;
                }
                let (at, end) = (text.len(), words.next().copied().unwrap_or(first));
                (first..end).for_each(|part| text.push_str(parts[part].get(chosen(part)).unwrap_or(&parts[part][0])));
                segment.capitals.give(&mut text, at);
                first = end;
            }
            if !out.contains(&text) {
                out.push(text);
            }
            out.len() < most
        };
        let open: Vec<usize> = (0..parts.len()).rev().filter(|&part| parts[part].len() > 1).collect();
        let answers = open.iter().map(|&part| parts[part].len()).max().unwrap_or(1);
        let one_by_one = (1..answers).flat_map(|answer| open.iter().map(move |&part| (part, answer)));
        let more = add(&|_| 0)
            && one_by_one
                .filter(|&(part, answer)| answer < parts[part].len())
                .all(|(changed, answer)| add(&|part| if part == changed { answer } else { 0 }));
        if more && open.len() > 1 {
            add(&|_| 1);
        }
        out
    }
}

/// A name as another language writes it.
pub(super) struct Transcribed {
    /// The number of the name.
    pub name: usize,
    pub text: String,
    /// It is written alike in both.
    pub same: bool,
    pub language: Languages,
    /// True if it has case forms.
    pub declines: bool,
}

/// The names of an entry as other East Slavic languages write them, well-known ones first. Where the kinds are sparing, of what lies abroad there are
/// only those, and what may be Ukrainian or Russian is taken for no Belarusian.
pub(super) fn all(entry: &Named<'_>, parted: &mut Parted) -> Vec<Transcribed> {
    let mut all: Vec<Transcribed> = Vec::new();
    let sparing = entry.variants.is_sparing();
    let mut other = Parted::default();
    for (name, written) in entry.names.iter().enumerate().filter(|(_, written)| is_native(written)) {
        parted.take(written);
        let own = parted.languages(entry.lang).and(Languages::EAST);
        if own == Languages::NONE {
            continue;
        }
        let mut add = |text: &str, language: Languages, declines: bool| {
            let same = text == *written;
            let covered = language == Languages::NONE || same && own.and(language) == language;
            if !covered && !all.iter().any(|made| made.text == text && made.language == language) {
                all.push(Transcribed { name, text: text.to_owned(), same, language, declines });
            }
        };
        well_known::native(parted, |text| {
            other.take(text);
            add(text, other.languages(None), true);
        });
        if !may_differ(parted) || sparing && entry.is_foreign() {
            continue;
        }
        let several = sparing && own.iter().nth(1).is_some();
        for from in own.iter().filter(|&from| !(several && from == Lang::Belarusian)) {
            for to in Languages::EAST.iter().filter(|&to| to != from) {
                let texts = of(parted, from, to);
                // A list that has it needs no guesses.
                if texts.iter().any(|text| text != written && entry.names.contains(&text.as_str())) {
                    continue;
                }
                for (rank, text) in texts.iter().enumerate() {
                    add(text, Languages::NONE.with(to), rank < MOST_DECLINED);
                }
            }
        }
    }
    all
}

/// False for names that are left as they are: those with digits, without a capital, single acronyms and the shortest words.
fn may_differ(name: &Parted) -> bool {
    let mut words = name.words();
    let capital = name.words().any(|segment| segment.capitals != Capitals::None);
    let one = words.next().filter(|_| words.next().is_none());
    let short = one.is_some_and(|word| word.capitals == Capitals::All || name.small(word).chars().count() < FEWEST);
    capital && !short && !name.whole().contains(|c: char| c.is_ascii_digit())
}

/// The spellings that a name of one language may have in another, the likeliest first.
fn of(name: &Parted, from: Lang, to: Lang) -> Vec<String> {
    let table = |from: Lang, to: Lang| TABLES.iter().find(|table| table.languages == [from, to]);
    if let Some(direct) = table(from, to) {
        return direct.of(name, MOST_TRANSCRIBED);
    }
    let (Some(first), Some(second)) = (table(from, Lang::Russian), table(Lang::Russian, to)) else { return Vec::new() };
    let mut between = Parted::default();
    let mut second = |text: &String| {
        between.take(text);
        second.of(&between, MOST_BETWEEN)
    };
    let all: Vec<Vec<String>> = first.of(name, MOST_BETWEEN).iter().map(&mut second).collect();
    let mut ranked: Vec<String> = Vec::with_capacity(MOST_TRANSCRIBED);
    for text in (0..MOST_BETWEEN).flat_map(|rank| all.iter().filter_map(move |texts| texts.get(rank))) {
        if ranked.len() < MOST_TRANSCRIBED && !ranked.contains(text) {
            ranked.push(text.clone());
        }
    }
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings(name: &str, from: Lang, to: Lang) -> Vec<String> {
        let mut parted = Parted::default();
        parted.take(name);
        of(&parted, from, to)
    }

    #[test]
    fn the_likeliest_stands_first_and_there_are_few() {
        let first = |name: &str, from, to| spellings(name, from, to).into_iter().next().unwrap_or_default();
        assert_eq!(first("Чернігів", Lang::Ukrainian, Lang::Russian), "Чернигов");
        assert_eq!(first("ЗЕЛЕНСЬКИЙ", Lang::Ukrainian, Lang::Russian), "ЗЕЛЕНСКИЙ");
        assert_eq!(first("Юр’ївка", Lang::Ukrainian, Lang::Russian), "Юрьевка");
        assert_eq!(first("Мінск", Lang::Belarusian, Lang::Ukrainian), "Мінськ");
        assert_eq!(first("Новая Заря", Lang::Russian, Lang::Ukrainian), "Нова Заря");
        assert!(spellings("Żądza", Lang::Russian, Lang::Ukrainian).iter().all(|text| text == "Żądza"));
        assert!(spellings("Ђурђево", Lang::Russian, Lang::Ukrainian).is_empty());
        for name in ["Білозеро-Нижнєсіверськицький", "Іі Іі Іі Іі"] {
            assert!(spellings(name, Lang::Ukrainian, Lang::Belarusian).len() <= MOST_TRANSCRIBED);
        }
    }

    #[test]
    fn some_names_are_left_as_they_are() {
        let differs = |name: &str| {
            let mut parted = Parted::default();
            parted.take(name);
            may_differ(&parted)
        };
        assert!(differs("Київ") && differs("Кривий Ріг") && differs("вулиця Миру"));
        assert!(!["війна", "МЗС", "Рим", "93-тя бригада"].into_iter().any(differs));
    }

    #[test]
    fn every_row_is_read_and_is_in_the_letters_of_its_languages() {
        let mut parted = Parted::default();
        let mut is_of = |text: &str, lang: Lang| {
            let letters = text.replace('\'', "");
            parted.take(&letters);
            letters.is_empty() || letters.chars().all(|c| super::super::languages::alphabets(c).has(lang))
        };
        assert_eq!(TABLES.len(), 4);
        let words = lines(WORDS).skip(1).count();
        for table in TABLES.iter() {
            let rows = table.rows.iter().flatten();
            assert!(rows.clone().count() > 90 + words, "{:?}", table.languages);
            for (letters, answers) in rows {
                assert!(is_of(letters, table.languages[0]), "{letters}: {:?}", table.languages);
                assert!(answers.iter().all(|answer| is_of(answer, table.languages[1])), "{letters}: {answers:?}");
            }
        }
        assert!(lines(WORDS).all(|line| line.split(',').count() == 3));
    }
}
