//! Romanisation of Ukrainian, Russian and Belarusian names by the tables under `seeds/variants/`, a system a file.

use super::script::{Languages, Parted};
use crate::text::fold::is_apostrophe;
use std::sync::LazyLock;

/// The most spellings of one name in one system, where a table gives alternatives.
const MOST_A_SYSTEM: usize = 16;

/// A table's file and text.
macro_rules! system {
    ($file:literal) => {
        ($file, include_str!(concat!("../../../seeds/variants/", $file)))
    };
}

/// The systems, the ones most met with in news first.
const FILES: [(&str, &str); 11] = [
    system!("uk_national_2010.csv"),
    system!("ru_press.csv"),
    system!("uk_press.csv"),
    system!("be_press.csv"),
    system!("uk_russian.csv"),
    system!("be_russian.csv"),
    system!("uk_bgn_pcgn.csv"),
    system!("ru_bgn_pcgn.csv"),
    system!("be_bgn_pcgn.csv"),
    system!("be_instruction_2007.csv"),
    system!("iso_9.csv"),
];

/// Where a row holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Any,
    Initial,
    Vowel,
    /// The rest of a word.
    Final,
    /// A whole word.
    Word,
}

/// One row of a table.
struct Row {
    letters: &'static str,
    place: Where,
    /// What the letters become, with alternatives.
    latin: Vec<&'static str>,
}

/// One system.
struct System {
    languages: Languages,
    /// Only for names that are in no other language: its alternatives would be too many for what may be in any of them.
    alone: bool,
    /// By the first letter, as [`letter`] numbers them: longer ones first, and of one length the one that holds in fewer places first.
    rows: [Vec<Row>; LETTERS],
    /// The rows for whole words and for the rest of one, in the same way.
    wholes: [Vec<Row>; LETTERS],
    /// Bytes of the longest of these.
    longest_whole: usize,
}

/// How many letters any table may have: those of Russian and its neighbours in the order of Unicode, and Ґ.
const LETTERS: usize = 49;

/// The number of a small letter.
fn letter(c: char) -> Option<usize> {
    match c {
        'а'..='\u{45F}' => Some(c as usize - 'а' as usize),
        'ґ' => Some(LETTERS - 1),
        _ => None,
    }
}

/// The choices for each part of a name.
type Parts = Vec<&'static [&'static str]>;

static SYSTEMS: LazyLock<Vec<System>> = LazyLock::new(|| FILES.iter().map(|(_, text)| System::read(text)).collect());

impl System {
    fn read(text: &'static str) -> Self {
        let (rows, wholes) = (std::array::from_fn(|_| Vec::new()), std::array::from_fn(|_| Vec::new()));
        let mut system = Self { languages: Languages::NONE, alone: false, rows, wholes, longest_whole: 0 };
        for line in text.lines() {
            if let Some(codes) = line.strip_prefix("# languages:") {
                let known = |code| Languages::of_code(code).iter().next();
                system.alone = codes.ends_with(" alone");
                system.languages = codes.split_whitespace().filter_map(known).fold(Languages::NONE, Languages::with);
            }
            let mut cells = line.split(',');
            let (Some(letters), Some(place), Some(latin)) = (cells.next(), cells.next(), cells.next()) else { continue };
            let place = match place {
                "any" => Where::Any,
                "initial" => Where::Initial,
                "vowel" => Where::Vowel,
                "final" => Where::Final,
                "word" => Where::Word,
                _ => continue,
            };
            let Some(first) = letters.chars().next().and_then(letter) else { continue };
            let row = Row { letters, place, latin: latin.split('|').collect() };
            if matches!(place, Where::Final | Where::Word) {
                system.longest_whole = system.longest_whole.max(letters.len());
                system.wholes[first].push(row);
            } else {
                system.rows[first].push(row);
            }
        }
        system.rows.iter_mut().for_each(|rows| rows.sort_by_key(|row| (usize::MAX - row.letters.len(), row.place == Where::Any)));
        system
    }

    /// True if names in one of these languages are romanised by it.
    fn holds(&self, languages: Languages) -> bool {
        self.languages.meet(languages) && (!self.alone || self.languages == languages)
    }

    /// The alternatives for each part of a word in small letters; `None` if the system lacks one of its letters.
    fn parts(&'static self, word: &str, out: &mut Parts) -> Option<()> {
        let mut before = None;
        let mut at = 0;
        while let Some(c) = word[at..].chars().next() {
            if is_apostrophe(c) {
                before = Some(c);
                at += c.len_utf8();
                continue;
            }
            let (number, rest) = (letter(c)?, &word[at..]);
            let whole = if before.is_some() { Where::Final } else { Where::Word };
            if rest.len() <= self.longest_whole
                && let Some(row) = self.wholes[number].iter().find(|row| row.place == whole && row.letters == rest)
            {
                out.push(&row.latin);
                return Some(());
            }
            let place = match before {
                None => Where::Initial,
                Some('а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'і' | 'ї' | 'є' | 'й' | 'ъ' | 'ь') => {
                    Where::Vowel
                }
                Some(c) if is_apostrophe(c) => Where::Vowel,
                Some(_) => Where::Any,
            };
            // A row of one letter is one of this letter.
            let begins = |row: &Row| row.letters.len() == c.len_utf8() || rest.starts_with(row.letters);
            let fits = |row: &&Row| (row.place == Where::Any || row.place == place) && begins(row);
            let row = self.rows[number].iter().find(fits)?;
            out.push(&row.latin);
            before = row.letters.chars().next_back();
            at += row.letters.len();
        }
        Some(())
    }
}

/// Romanises names; its buffers serve many.
#[derive(Default)]
pub(super) struct Romaniser {
    /// The choices in all systems, one after the other.
    parts: Parts,
    /// Where the choices for each word end, in each system.
    ends: Vec<usize>,
    chosen: Vec<&'static str>,
    text: String,
}

impl Romaniser {
    /// Romanises a name by the systems of `languages`, every system's first form before any system's alternatives, until `found` wants
    /// no more.
    pub fn spell(&mut self, name: &Parted, languages: Languages, mut found: impl FnMut(&str) -> bool) {
        self.parts.clear();
        self.ends.clear();
        let words = || name.segments.iter().filter(|segment| segment.is_word());
        let n_words = words().count();
        for system in SYSTEMS.iter().filter(|system| system.holds(languages)) {
            let (parts, ends) = (self.parts.len(), self.ends.len());
            for word in words() {
                if system.parts(name.small(word), &mut self.parts).is_none() {
                    break;
                }
                self.ends.push(self.parts.len());
            }
            if self.ends.len() < ends + n_words {
                self.parts.truncate(parts);
                self.ends.truncate(ends);
                continue;
            }
            self.write(name, parts, ends, 0);
            if !found(&self.text) {
                return;
            }
        }
        let mut first = 0;
        for ends in (0..self.ends.len()).step_by(n_words.max(1)) {
            let end = self.ends[ends + n_words - 1];
            let all = self.parts[first..end].iter().fold(1_usize, |all, part| all.saturating_mul(part.len()));
            for number in 1..all.min(MOST_A_SYSTEM) {
                self.write(name, first, ends, number);
                if !found(&self.text) {
                    return;
                }
            }
            first = end;
        }
    }

    /// Writes a name, whose parts begin at `first` and the ends of whose words at `ends`, by the choices that are the digits of a
    /// number: the last part with alternatives varies fastest.
    fn write(&mut self, name: &Parted, first: usize, ends: usize, number: usize) {
        let mut ends = self.ends[ends..].iter();
        self.text.clear();
        self.chosen.clear();
        let n_words = name.segments.iter().filter(|segment| segment.is_word()).count();
        let last = ends.as_slice().get(n_words - 1).copied().unwrap_or(first);
        if number == 0 {
            self.chosen.extend(self.parts[first..last].iter().map(|part| part[0]));
        } else {
            let mut rest = number;
            for part in self.parts[first..last].iter().rev() {
                self.chosen.push(part[rest % part.len()]);
                rest /= part.len();
            }
            self.chosen.reverse();
        }
        let mut chosen = self.chosen.iter();
        let mut before = first;
        for segment in &name.segments {
            if !segment.is_word() {
                self.text.push_str(name.written(segment));
                continue;
            }
            let (at, &end) = (self.text.len(), ends.next().unwrap_or(&before));
            chosen.by_ref().take(end - before).for_each(|latin| push_letters(&mut self.text, latin));
            segment.capitals.give(&mut self.text, at);
            before = end;
        }
    }
}

/// Appends one letter or a few: one by one, since a call that copies takes longer.
fn push_letters(text: &mut String, letters: &str) {
    if letters.is_ascii() {
        letters.bytes().for_each(|b| text.push(char::from(b)));
    } else {
        text.push_str(letters);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_is_read() {
        for (file, text) in FILES {
            let rows = text.lines().filter(|l| !l.starts_with('#')).skip(1).count();
            let system = System::read(text);
            assert_eq!(system.rows.iter().chain(&system.wholes).map(Vec::len).sum::<usize>(), rows, "{file}");
            assert!(system.languages != Languages::NONE && text.lines().nth(2) == Some("letters,where,latin"), "{file}");
        }
    }
}
