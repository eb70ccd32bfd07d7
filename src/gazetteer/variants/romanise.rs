//! Romanisation of Ukrainian, Russian, Belarusian, Serbian, Macedonian and Bulgarian names by the tables under `seeds/variants/`, a system a file.

use super::languages::Languages;
use super::letters::count_folded;
use super::parted::Parted;
use super::piece::{Piece, SPACE};
use super::seen::Seen;
use super::spelt::is_lost;
use crate::text::fold::{hash_bytes, is_apostrophe};
use std::ops::Range;
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
const FILES: [(&str, &str); 15] = [
    system!("uk_national_2010.csv"),
    system!("ru_press.csv"),
    system!("uk_press.csv"),
    system!("be_press.csv"),
    system!("uk_russian.csv"),
    system!("be_russian.csv"),
    system!("uk_passport_2007.csv"),
    system!("uk_bgn_pcgn.csv"),
    system!("ru_bgn_pcgn.csv"),
    system!("be_bgn_pcgn.csv"),
    system!("be_instruction_2007.csv"),
    system!("iso_9.csv"),
    system!("sr_latin.csv"),
    system!("mk_official.csv"),
    system!("bg_official.csv"),
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
    latin: Vec<Piece>,
}

/// One system.
struct System {
    languages: Languages,
    /// Only for names that are in no other language: its alternatives would be too many for what may be in any of them.
    alone: bool,
    /// True if it has letters outside ASCII.
    wide: bool,
    /// The letters for which there is one row, which holds anywhere.
    single: [bool; LETTERS],
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
type Parts = Vec<&'static [Piece]>;

static SYSTEMS: LazyLock<Vec<System>> = LazyLock::new(|| FILES.iter().map(|(_, text)| System::read(text)).collect());

impl System {
    fn read(text: &'static str) -> Self {
        let (rows, wholes) = (std::array::from_fn(|_| Vec::new()), std::array::from_fn(|_| Vec::new()));
        let mut system =
            Self { languages: Languages::NONE, alone: false, wide: false, single: [false; LETTERS], rows, wholes, longest_whole: 0 };
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
            let row = Row { letters, place, latin: Piece::read_all(latin) };
            system.wide |= row.latin.iter().any(|piece| piece.wide);
            if matches!(place, Where::Final | Where::Word) {
                system.longest_whole = system.longest_whole.max(letters.len());
                system.wholes[first].push(row);
            } else {
                system.rows[first].push(row);
            }
        }
        system.rows.iter_mut().for_each(|rows| rows.sort_by_key(|row| (usize::MAX - row.letters.len(), row.place == Where::Any)));
        for (single, (rows, wholes)) in system.single.iter_mut().zip(system.rows.iter().zip(&system.wholes)) {
            let one = |row: &Row| row.place == Where::Any && row.letters.chars().count() == 1;
            *single = wholes.is_empty() && rows.len() == 1 && rows.iter().all(one);
        }
        system
    }

    /// True if names in one of these languages are romanised by it.
    fn holds(&self, languages: Languages) -> bool {
        self.languages.meet(languages) && (!self.alone || self.languages == languages)
    }

    /// The alternatives for each part of the words of a name, with [`SPACE`] behind each but the last; `None` if the system lacks a letter.
    fn name(&'static self, name: &Parted, out: &mut Parts) -> Option<()> {
        let first = out.len();
        for word in name.words() {
            if out.len() > first {
                out.push(&SPACE);
            }
            self.parts(name.small(word), out)?;
        }
        Some(())
    }

    /// The alternatives for each part of a word in small letters; `None` if the system lacks one of its letters.
    fn parts(&'static self, word: &str, out: &mut Parts) -> Option<()> {
        let mut before = None;
        let mut at = 0;
        while let Some(c) = word[at..].chars().next() {
            let Some(number) = letter(c) else {
                if !is_apostrophe(c) {
                    return None;
                }
                before = Some(c);
                at += c.len_utf8();
                continue;
            };
            if self.single[number] {
                out.push(&self.rows[number][0].latin);
                before = Some(c);
                at += c.len_utf8();
                continue;
            }
            let rest = &word[at..];
            let whole = if before.is_some() { Where::Final } else { Where::Word };
            if rest.len() <= self.longest_whole
                && let Some(row) = self.wholes[number].iter().find(|row| row.place == whole && row.letters == rest)
            {
                out.push(&row.latin);
                return Some(());
            }
            let place = match before {
                None => Where::Initial,
                Some('а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'і' | 'ї' | 'є' | 'й' | 'ў' | 'ъ' | 'ь') => {
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
    /// Where those of each system end, and whether it has letters outside ASCII.
    ends: Vec<(usize, bool)>,
    /// What is chosen of each part of the system at hand.
    digits: Vec<u8>,
    /// What that folds to, and where each part of it begins.
    folded: Vec<u8>,
    starts: Vec<usize>,
}

/// One romanisation of a name.
pub(super) struct Romanised<'r> {
    name: &'r Parted,
    parts: &'r [&'static [Piece]],
    digits: &'r [u8],
    /// True if it may have letters outside ASCII.
    wide: bool,
    /// What it folds to if the name is plain, with a space between its words.
    folded: &'r [u8],
}

impl Romanised<'_> {
    fn pieces(&self) -> impl Iterator<Item = &'static Piece> {
        self.parts.iter().zip(self.digits).map(|(part, &digit)| &part[usize::from(digit)])
    }

    /// How many letters it has, counted up to six, if the name is plain and one word.
    pub fn count_letters(&self) -> usize {
        count_folded(self.folded)
    }

    /// True if it has a letter outside ASCII.
    pub fn is_wide(&self) -> bool {
        self.wide && self.pieces().any(|piece| piece.wide)
    }

    /// True if folding drops a mark that its reader needs.
    pub fn loses_marks(&self) -> bool {
        self.wide && self.pieces().any(|piece| piece.wide && piece.text.contains(is_lost))
    }

    /// Numbers its words, if the name is plain.
    pub fn number(&self, known: &mut Seen, numbers: &mut Vec<u32>) {
        numbers.extend(self.folded.split(|&b| b == b' ').map(|word| known.number(word, hash_bytes(word))));
    }

    /// Appends it to a text.
    pub fn write(&self, text: &mut String) {
        let mut pieces = self.pieces();
        for segment in &self.name.segments {
            if !segment.is_word() {
                text.push_str(self.name.written(segment));
                continue;
            }
            let at = text.len();
            pieces.by_ref().take_while(|piece| piece.text != " ").for_each(|piece| push_letters(text, piece.text));
            segment.capitals.give(text, at);
        }
    }
}

impl Romaniser {
    /// Romanises a name by the systems of `languages`, every system's first form before any system's alternatives, until `found` wants
    /// no more.
    pub fn spell(&mut self, name: &Parted, languages: Languages, mut found: impl FnMut(&Romanised<'_>) -> bool) {
        self.parts.clear();
        self.ends.clear();
        let mut first = 0;
        for system in SYSTEMS.iter().filter(|system| system.holds(languages)) {
            if system.name(name, &mut self.parts).is_none() {
                self.parts.truncate(first);
                continue;
            }
            let parts = first..self.parts.len();
            self.begin(parts.clone());
            if !found(&self.chosen(name, parts, system.wide)) {
                return;
            }
            first = self.parts.len();
            self.ends.push((first, system.wide));
        }
        first = 0;
        for system in 0..self.ends.len() {
            let (end, wide) = self.ends[system];
            let parts = first..end;
            first = end;
            let all = self.parts[parts.clone()].iter().fold(1_usize, |all, part| all.saturating_mul(part.len()));
            if all > 1 {
                self.begin(parts.clone());
            }
            for _ in 1..all.min(MOST_A_SYSTEM) {
                self.go_on(parts.clone());
                if !found(&self.chosen(name, parts.clone(), wide)) {
                    return;
                }
            }
        }
    }

    fn chosen<'r>(&'r self, name: &'r Parted, parts: Range<usize>, wide: bool) -> Romanised<'r> {
        Romanised { name, parts: &self.parts[parts], digits: &self.digits, wide, folded: &self.folded }
    }

    /// Chooses the first of each part.
    fn begin(&mut self, parts: Range<usize>) {
        self.digits.clear();
        self.digits.resize(parts.len(), 0);
        self.starts.clear();
        self.folded.clear();
        for part in &self.parts[parts] {
            self.starts.push(self.folded.len());
            part[0].fold_into(&mut self.folded);
        }
    }

    /// Chooses otherwise: the last part with alternatives varies fastest.
    fn go_on(&mut self, parts: Range<usize>) {
        let parts = &self.parts[parts];
        let more = |at: &usize| usize::from(self.digits[*at]) + 1 < parts[*at].len();
        let Some(changed) = (0..parts.len()).rev().find(more) else { return };
        self.digits[changed] += 1;
        self.digits[changed + 1..].fill(0);
        self.folded.truncate(self.starts[changed]);
        for at in changed..parts.len() {
            self.starts[at] = self.folded.len();
            parts[at][usize::from(self.digits[at])].fold_into(&mut self.folded);
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
    use crate::text::listed::lines;

    #[test]
    fn every_row_of_every_table_is_read() {
        for (file, text) in FILES {
            let rows = lines(text).skip(1).count();
            let system = System::read(text);
            assert_eq!(system.rows.iter().chain(&system.wholes).map(Vec::len).sum::<usize>(), rows, "{file}");
            let pieces =
                system.rows.iter().chain(&system.wholes).flatten().flat_map(|row| row.latin.iter().map(|piece| (&row.letters, piece)));
            for (letters, piece) in pieces {
                assert_eq!(piece.text.chars().count(), piece.folded().len(), "{file}: {}", piece.text);
                assert!(piece.folded().is_ascii() && (!piece.text.is_empty() || ["ь", "ъ"].contains(letters)), "{file}: {letters}");
            }
            let alternatives = lines(text).skip(1).flat_map(|l| l.split(',').nth(2)).flat_map(|l| l.split('|'));
            assert_eq!(system.rows.iter().chain(&system.wholes).flatten().map(|row| row.latin.len()).sum::<usize>(), alternatives.count());
            assert!(system.languages != Languages::NONE && text.lines().nth(2) == Some("letters,where,latin"), "{file}");
        }
    }
}
