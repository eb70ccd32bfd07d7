//! Latin letters written out, by the table `seeds/variants/respelling.csv`: Müller → Mueller, Đoković → Djoković; and the letters in names of
//! countries that have them, where a list writes them out: Goering → Göring.
//!
//! Folding makes of such a letter the plain one (Muller, Dokovic), or with some that no decomposition reaches (ə) nothing else.

use crate::text::listed::lines;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The most letters of one name that are spelled in either way one apart from the other: Søren Ångaard → Soeren Ångaard.
const MOST_APART: usize = 3;
/// The first code points that no letter of the table has.
const LETTERS: usize = 0x300;
/// Letters behind which and before which two others are hardly one of the table written out: Bauer, Samuel.
const VOWELS: [char; 7] = ['a', 'e', 'i', 'o', 'u', 'y', 'q'];

/// One letter.
struct Row {
    letter: char,
    written: &'static str,
    stays: Vec<&'static str>,
    beside: &'static str,
    countries: Vec<&'static str>,
    languages: Vec<&'static str>,
}

/// The letters, and the number of each plus one by its code point.
struct Table {
    rows: Vec<Row>,
    numbers: [u8; LETTERS],
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let list = |cell: &'static str| cell.split('|').filter(|part| !part.is_empty()).collect();
    let lines = lines(include_str!("../../../seeds/variants/respelling.csv")).skip(1);
    let mut table = Table { rows: Vec::new(), numbers: [0; LETTERS] };
    for line in lines {
        let cells: Vec<&'static str> = line.split(',').collect();
        let &[letter, written, stays, beside, countries, languages] = &cells[..] else { continue };
        let Some(letter) = letter.chars().next() else { continue };
        table.rows.push(Row { letter, written, stays: list(stays), beside, countries: list(countries), languages: list(languages) });
        for cased in [Some(letter), letter.to_uppercase().next()].into_iter().flatten() {
            if let Some(number) = table.numbers.get_mut(cased as usize) {
                *number = table.rows.len() as u8;
            }
        }
    }
    table
});

impl Table {
    /// The number of the row of a letter.
    fn number(&self, c: char) -> Option<usize> {
        self.numbers.get(c as usize).and_then(|number| number.checked_sub(1)).map(usize::from)
    }
}

/// A letter of a name, or what it is written out with.
struct Site {
    range: Range<usize>,
    /// The row of its letter.
    row: usize,
}

/// False for names without a letter of the table: the first bytes of these letters and of the marks that make some of them, which begin others too.
fn may_have_letter(name: &[u8]) -> bool {
    // No branch, so that many bytes are looked at side by side.
    name.iter().fold(false, |any, b| any | matches!(b, 0xC3..=0xC6 | 0xC9 | 0xCC))
}

/// True for a name that may be written out.
pub(super) fn has_letter(name: &[u8]) -> bool {
    may_have_letter(name) && {
        let text = std::str::from_utf8(name).unwrap_or_default();
        text.chars().any(|c| TABLE.number(c).is_some() || matches!(c, '\u{308}' | '\u{30A}'))
    }
}

/// Hands over what a name becomes with its letters written out.
pub(super) fn written_out(name: &str, take: impl FnMut(&str)) {
    if !has_letter(name.as_bytes()) {
        return;
    }
    let name = composed(name);
    let table = &*TABLE;
    let stays = |at: usize, letter: char, row: &Row| {
        row.stays.iter().any(|pattern| {
            let Some(inside) = pattern.find(row.letter) else { return false };
            let before = name[..at].chars().next_back().map(lower);
            let behind = name[at + letter.len_utf8()..].chars().next().map(lower);
            before == pattern[..inside].chars().next() && behind == pattern[inside + row.letter.len_utf8()..].chars().next()
        })
    };
    let is_other = |c: char, row: &Row| !c.is_ascii() && c.is_alphabetic() && lower(c) != row.letter && !row.beside.contains(lower(c));
    let fits = |&(at, c): &(usize, char)| {
        let row = table.number(c).map(|number| &table.rows[number]);
        row.is_some_and(|row| !stays(at, c, row) && (row.beside.is_empty() || !name.chars().any(|c| is_other(c, row))))
    };
    let letters = name.char_indices().filter(fits);
    let sites: Vec<Site> = letters.filter_map(|(at, c)| Some(Site { range: at..at + c.len_utf8(), row: table.number(c)? })).collect();
    spell(&name, &sites, |row, site, text| push_written(table.rows[row].written, &name, site, text), take);
}

/// The letters that names of a country or language have and that lists may write out.
#[derive(Clone, Copy, Default)]
pub(super) struct Restored(u32);

impl Restored {
    /// Those of a country and a language.
    pub fn of(country: Option<&str>, lang: Option<&str>) -> Self {
        /// By country or language.
        static LETTERS_OF: LazyLock<FxHashMap<&'static str, u32>> = LazyLock::new(|| {
            let mut out = FxHashMap::default();
            for (number, row) in TABLE.rows.iter().enumerate() {
                row.countries.iter().chain(&row.languages).for_each(|&code| *out.entry(code).or_default() |= 1 << number);
            }
            out
        });
        let of = |code: &str| LETTERS_OF.get(code).copied().unwrap_or(0);
        let primary = |code: &str| of(code.trim().split(['-', '_']).next().unwrap_or_default());
        Self(country.map_or(0, of) | lang.map_or(0, primary))
    }

    /// True if there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Hands over what a name becomes with these letters in place of what they are written out with.
    pub fn restore(self, name: &str, take: impl FnMut(&str)) {
        if self.is_empty() {
            return;
        }
        let name = composed(name);
        let mut sites: Vec<Site> = Vec::new();
        let mut before = ' ';
        for (at, c) in name.char_indices() {
            let left = std::mem::replace(&mut before, lower(c));
            let Some(row) = self.begins(&name[at..]) else { continue };
            let end = at + TABLE.rows[row].written.len();
            let next = name[end..].chars().next().map_or(' ', lower);
            let ends = |at: usize| !name[at..].chars().next().is_some_and(char::is_alphabetic);
            // A name ends in no such vowel, and in Michael, Raphael, Samuel and Noel there is none.
            let vowel = TABLE.rows[row].written.starts_with(VOWELS);
            let part = vowel && (VOWELS.contains(&left) || VOWELS.contains(&next) || ends(end) || next == 'l' && ends(end + 1));
            if !part && sites.last().is_none_or(|site| site.range.end <= at) {
                sites.push(Site { range: at..end, row });
            }
        }
        spell(&name, &sites, |row, site, text| push_letter(TABLE.rows[row].letter, &name, site, text), take);
    }

    /// The row of the letter that is written out at the beginning of a text.
    fn begins(self, text: &str) -> Option<usize> {
        let here = |written: &str| text.get(..written.len()).is_some_and(|start| start.eq_ignore_ascii_case(written));
        (0..TABLE.rows.len()).find(|&row| self.0 & 1 << row != 0 && here(TABLE.rows[row].written))
    }
}

fn composed(name: &str) -> Cow<'_, str> {
    if name.chars().any(|c| matches!(c, '\u{300}'..='\u{36F}')) { Cow::Owned(name.nfc().collect()) } else { Cow::Borrowed(name) }
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// True if a site stands among capitals.
fn is_shouted(name: &str, site: &Site) -> bool {
    let mut behind = name[site.range.end..].chars().take_while(|c| c.is_alphabetic());
    behind.next().or_else(|| name[..site.range.start].chars().next_back()).is_some_and(char::is_uppercase)
}

/// Appends what a letter is written out with, in its capitals.
fn push_written(written: &str, name: &str, site: &Site, text: &mut String) {
    let capital = name[site.range.clone()].starts_with(char::is_uppercase);
    for (n, c) in written.chars().enumerate() {
        text.push(if capital && (n == 0 || is_shouted(name, site)) { c.to_ascii_uppercase() } else { c });
    }
}

/// Appends a letter for what it was written out with.
fn push_letter(letter: char, name: &str, site: &Site, text: &mut String) {
    if name[site.range.clone()].starts_with(char::is_uppercase) { text.extend(letter.to_uppercase()) } else { text.push(letter) }
}

/// Hands over a name respelled: all of its letters, then where they are different ones and few, some of them without the others.
fn spell(name: &str, sites: &[Site], push: impl Fn(usize, &Site, &mut String), mut take: impl FnMut(&str)) {
    let mut rows: Vec<usize> = sites.iter().map(|site| site.row).collect();
    rows.sort_unstable();
    rows.dedup();
    if rows.is_empty() {
        return;
    }
    let all = 1_usize << rows.len().min(MOST_APART);
    let mut text = String::new();
    for chosen in (1..all).rev().take(if rows.len() > MOST_APART { 1 } else { all }) {
        let mut done = 0;
        text.clear();
        for site in sites {
            let number = rows.partition_point(|&row| row < site.row);
            if number < MOST_APART && chosen & 1 << number == 0 {
                continue;
            }
            text.push_str(&name[done..site.range.start]);
            push(site.row, site, &mut text);
            done = site.range.end;
        }
        text.push_str(&name[done..]);
        take(&text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::variants::handed;

    fn written(name: &str) -> Vec<String> {
        handed(|take| written_out(name, take))
    }

    fn restored(name: &str, country: &str) -> Vec<String> {
        handed(|take| Restored::of(Some(country), None).restore(name, take))
    }

    #[test]
    fn letters_are_written_out_in_their_capitals() {
        assert_eq!(written("Müller"), ["Mueller"]);
        assert_eq!(written("Mu\u{308}ller"), ["Mueller"]);
        assert_eq!(written("Đorđević"), ["Djordjević"]);
        assert_eq!(written("ÖRSTED"), ["OERSTED"]);
        assert_eq!(written("Å i Å"), ["Aa i Aa"]);
        assert_eq!(written("Søren Åkær"), ["Soeren Aakær", "Søren Aakær", "Soeren Åkær"].map(String::from).to_vec());
        assert_eq!(written("Äöüø Å").len(), 1);
        assert!([written("Mayagüez"), written("Đà Nẵng"), written("Zoë"), written("Москва")].iter().all(Vec::is_empty));
    }

    #[test]
    fn letters_come_back_where_the_country_has_them() {
        assert_eq!(restored("Hermann Goering", "DE"), ["Hermann Göring"]);
        assert_eq!(restored("AALBORG", "DK"), ["ÅLBORG"]);
        assert_eq!(restored("Oersted", "DK"), ["Ørsted"]);
        assert_eq!(restored("Novak Djokovic", "RS"), ["Novak Đokovic"]);
        let kept = [restored("Mueller", "US"), restored("Michael Bauer", "DE"), restored("Itzehoe", "DE"), restored("Aalen", "DE")];
        assert!(kept.iter().all(Vec::is_empty), "{kept:?}");
    }

    #[test]
    fn the_table_is_whole() {
        let lines = lines(include_str!("../../../seeds/variants/respelling.csv"));
        assert_eq!((lines.clone().next(), lines.count()), (Some("letter,written,stays,beside,countries,languages"), TABLE.rows.len() + 1));
        for row in &TABLE.rows {
            let small = row.written.bytes().all(|b| b.is_ascii_lowercase()) && !row.written.is_empty();
            assert!(small && lower(row.letter) == row.letter && TABLE.number(row.letter).is_some(), "{}", row.letter);
            let capital: String = row.letter.to_uppercase().collect();
            assert!(has_letter(capital.as_bytes()) && has_letter(row.letter.to_string().as_bytes()), "{}", row.letter);
        }
        assert!(TABLE.rows.len() <= 32);
    }
}
