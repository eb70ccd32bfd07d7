//! Romanisation of Ukrainian, Russian and Belarusian names by the tables under `seeds/variants/`, a system a file.

use super::script::{self, Lang, capitals};
use crate::text::fold::is_apostrophe;
use rustc_hash::{FxHashMap, FxHashSet};
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
const FILES: [(&str, &str); 9] = [
    system!("uk_national_2010.csv"),
    system!("ru_press.csv"),
    system!("uk_press.csv"),
    system!("be_press.csv"),
    system!("uk_bgn_pcgn.csv"),
    system!("ru_bgn_pcgn.csv"),
    system!("be_bgn_pcgn.csv"),
    system!("be_instruction_2007.csv"),
    system!("iso_9.csv"),
];

/// Where a row holds.
#[derive(Clone, Copy)]
enum Where {
    Any,
    Initial,
    Vowel,
    Final,
}

/// One system: rows by place, then by letters.
struct System {
    languages: Vec<&'static str>,
    /// A map for each [`Where`].
    rows: [FxHashMap<&'static str, Vec<&'static str>>; 4],
    /// The longest run of letters of any row.
    longest: usize,
}

static SYSTEMS: LazyLock<Vec<System>> = LazyLock::new(|| FILES.iter().map(|(_, text)| System::read(text)).collect());

impl System {
    fn read(text: &'static str) -> Self {
        let mut system = Self { languages: Vec::new(), rows: Default::default(), longest: 1 };
        for line in text.lines() {
            if let Some(codes) = line.strip_prefix("# languages:") {
                system.languages = codes.split_whitespace().collect();
            }
            let mut cells = line.split(',');
            let (Some(letters), Some(place), Some(latin)) = (cells.next(), cells.next(), cells.next()) else { continue };
            let place = match place {
                "any" => Where::Any,
                "initial" => Where::Initial,
                "vowel" => Where::Vowel,
                "final" => Where::Final,
                _ => continue,
            };
            system.longest = system.longest.max(letters.chars().count());
            system.rows[place as usize].insert(letters, latin.split('|').collect());
        }
        system
    }

    fn row(&self, place: Where, letters: &str) -> Option<&[&'static str]> {
        self.rows[place as usize].get(letters).map(Vec::as_slice)
    }

    /// The alternatives for each part of a word in small letters; `None` if the system lacks one of its letters.
    fn parts<'s>(&'s self, word: &str, out: &mut Vec<&'s [&'static str]>) -> Option<()> {
        let mut before = None;
        let mut at = 0;
        while let Some(c) = word[at..].chars().next() {
            if is_apostrophe(c) {
                before = Some(c);
                at += c.len_utf8();
                continue;
            }
            if let (Some(_), Some(row)) = (before, self.row(Where::Final, &word[at..])) {
                out.push(row);
                return Some(());
            }
            let place = match before {
                None => Where::Initial,
                Some(c) if is_apostrophe(c) || "аеёиоуыэюяіїєйъь".contains(c) => Where::Vowel,
                Some(_) => Where::Any,
            };
            let ends = word[at..].char_indices().take(self.longest).map(|(i, c)| at + i + c.len_utf8());
            let runs: Vec<usize> = ends.collect();
            let found = runs.iter().rev().find_map(|&end| {
                let row = self.row(place, &word[at..end]).or_else(|| self.row(Where::Any, &word[at..end]))?;
                Some((end, row))
            });
            let (end, row) = found?;
            out.push(row);
            before = word[at..end].chars().next_back();
            at = end;
        }
        Some(())
    }

    fn spell(&self, segments: &[(String, bool)], most: usize, found: &mut dyn FnMut(String)) {
        let mut parts = Vec::new();
        let mut ends = Vec::new();
        for (word, cyrillic) in segments {
            if *cyrillic && self.parts(&word.to_lowercase(), &mut parts).is_none() {
                return;
            }
            ends.push(parts.len());
        }
        let all = parts.iter().try_fold(1_usize, |n, part| n.checked_mul(part.len())).unwrap_or(usize::MAX);
        for number in 0..all.min(most) {
            // The number's digits choose: the last part with alternatives varies fastest.
            let mut rest = number;
            let mut chosen = vec![""; parts.len()];
            for (choice, part) in chosen.iter_mut().zip(&parts).rev() {
                *choice = part[rest % part.len()];
                rest /= part.len();
            }
            let mut first = 0;
            let mut text = String::new();
            for ((segment, cyrillic), &end) in segments.iter().zip(&ends) {
                if *cyrillic {
                    text.push_str(&capitals(&chosen[first..end].concat(), segment));
                } else {
                    text.push_str(segment);
                }
                first = end;
            }
            found(text);
        }
    }
}

/// At most `most` romanisations of a name, by the systems of the languages it may be in.
pub(super) fn spellings(name: &str, lang: Option<&str>, most: usize) -> Vec<String> {
    let languages: Vec<&str> = script::languages(name, lang).into_iter().map(Lang::code).collect();
    let segments = script::segments(name);
    let mut seen = FxHashSet::default();
    let mut out = Vec::new();
    // Every system's first form before any system's alternatives.
    for most_a_system in [1, MOST_A_SYSTEM] {
        for system in SYSTEMS.iter().filter(|s| s.languages.iter().any(|code| languages.contains(code))) {
            system.spell(&segments, most_a_system, &mut |text| {
                if out.len() < most && seen.insert(super::key(&text)) {
                    out.push(text);
                }
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_is_read() {
        for (file, text) in FILES {
            let rows = text.lines().filter(|l| !l.starts_with('#')).skip(1).count();
            let system = System::read(text);
            assert_eq!(system.rows.iter().map(FxHashMap::len).sum::<usize>(), rows, "{file}");
            assert!(!system.languages.is_empty() && text.lines().nth(2) == Some("letters,where,latin"), "{file}");
        }
    }
}
