//! Case endings of Ukrainian, Russian and Belarusian names, by the tables `seeds/variants/inflection_*.csv`.
//!
//! A name's words decline together: its forms are made case by case, with the words up to its head declined (adjectives and
//! the first noun), with all of them, with the first two, and with the last one alone. Forms that the grammar does not have do no harm: nobody writes them.

use super::script::{self, LANGUAGES, Lang, capitals};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// The most combinations of alternatives in one case.
const MOST_A_CASE: usize = 6;

/// One row: what replaces an ending in each case.
struct Ending {
    ending: &'static str,
    after: &'static str,
    who: &'static str,
    /// Alternatives of each case.
    cases: Vec<Vec<&'static str>>,
}

static TABLES: LazyLock<[Vec<Ending>; 3]> = LazyLock::new(|| {
    [
        read(include_str!("../../../seeds/variants/inflection_uk.csv")),
        read(include_str!("../../../seeds/variants/inflection_ru.csv")),
        read(include_str!("../../../seeds/variants/inflection_be.csv")),
    ]
});

fn read(text: &'static str) -> Vec<Ending> {
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let rows = rows.map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let cell = |i: usize| cells.get(i).copied().unwrap_or_default();
        Ending {
            ending: cell(0),
            after: cell(1),
            who: cell(2),
            cases: cells.iter().skip(3).map(|cell| cell.split('|').collect()).collect(),
        }
    });
    rows.collect()
}

/// The forms of one word in small letters: for each case its alternatives. Empty if the word does not decline.
fn decline(word: &str, lang: Lang, person: bool) -> Vec<Vec<String>> {
    let table = LANGUAGES.iter().position(|&l| l == lang).map_or(&[][..], |at| &TABLES[at]);
    let who = if person { "person" } else { "other" };
    let fits = |row: &&Ending| {
        let Some(stem) = word.strip_suffix(row.ending) else { return false };
        let last = stem.chars().next_back();
        let behind = last.map_or(row.after.is_empty() && !row.ending.is_empty(), |c| row.after.is_empty() || row.after.contains(c));
        behind && (row.who.is_empty() || row.who == who)
    };
    // The longest ending holds, and among equals the one that asks for a letter before it.
    let rank = |row: &&Ending| (row.ending.len(), !row.after.is_empty());
    let rows: Vec<&Ending> = table.iter().filter(fits).collect();
    let Some(best) = rows.iter().map(rank).max() else { return Vec::new() };
    let mut out: Vec<Vec<String>> = Vec::new();
    for row in rows.iter().filter(|row| rank(row) == best) {
        let stem = &word[..word.len() - row.ending.len()];
        for (case, endings) in row.cases.iter().enumerate() {
            if out.len() <= case {
                out.push(Vec::new());
            }
            out[case].extend(endings.iter().map(|ending| format!("{stem}{ending}")));
        }
    }
    out
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

/// At most `most` case forms of a name.
pub(super) fn forms(name: &str, kind: &str, lang: Option<&str>, most: usize) -> Vec<String> {
    let mut seen = FxHashSet::default();
    let mut out = Vec::new();
    let mut add = |text: String| {
        if out.len() < most && seen.insert(super::key(&text)) {
            out.push(text);
        }
    };
    let languages = script::languages(name, lang);
    for &lang in &languages {
        cases(name, lang, kind == "person", &mut add);
    }
    if kind == "nationality" {
        let lower = name.to_lowercase();
        for (lang, ending, others) in GENDERS.iter().filter(|g| languages.contains(&g.0)) {
            let Some(stem) = lower.strip_suffix(ending) else { continue };
            for other in others {
                let word = capitals(&format!("{stem}{other}"), name);
                cases(&word, *lang, false, &mut add);
                add(word);
            }
        }
    }
    out
}

fn cases(name: &str, lang: Lang, person: bool, add: &mut dyn FnMut(String)) {
    let segments = script::segments(name);
    let words: Vec<(usize, String)> =
        segments.iter().enumerate().filter(|(_, (_, word))| *word).map(|(i, (word, _))| (i, word.to_lowercase())).collect();
    let acronym = |i: usize| segments[i].0.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let declined: Vec<Vec<Vec<String>>> = words
        .iter()
        .map(|(i, word)| if word.chars().count() < 3 || acronym(*i) { Vec::new() } else { decline(word, lang, person) })
        .collect();
    let adjective = |word: &str| ADJECTIVES.iter().any(|end| word.ends_with(end));
    let head = words.iter().zip(&declined).position(|((_, word), forms)| !forms.is_empty() && !adjective(word));
    let head = head.unwrap_or(words.len().saturating_sub(1));
    let last = words.len().saturating_sub(1);
    // From which word to which the name declines.
    let mut ranges = vec![(0, head), (0, last)];
    if !person {
        // "Збройних сил України": an adjective that looks like a noun before the head.
        ranges.extend([(0, last.min(1)), (last, last)]);
    }
    let mut seen = FxHashSet::default();
    ranges.retain(|range| seen.insert(*range));
    for (from, to) in ranges {
        let chosen = |w: usize| (from..=to).contains(&w) && !declined[w].is_empty();
        let count = (0..words.len()).filter(|&w| chosen(w)).map(|w| declined[w].len()).max().unwrap_or(0);
        for case in 0..count {
            let alternatives = |w: usize| declined[w].get(case).map_or(&[][..], Vec::as_slice);
            let all: usize = (0..words.len()).filter(|&w| chosen(w)).map(|w| alternatives(w).len().max(1)).product();
            for number in 0..all.min(MOST_A_CASE) {
                let mut rest = number;
                let mut text: Vec<&str> = segments.iter().map(|(segment, _)| segment.as_str()).collect();
                let made: Vec<(usize, String)> = (0..words.len())
                    .filter(|&w| chosen(w) && !alternatives(w).is_empty())
                    .map(|w| {
                        let some = alternatives(w);
                        let form = &some[rest % some.len()];
                        rest /= some.len();
                        (words[w].0, capitals(form, &segments[words[w].0].0))
                    })
                    .collect();
                for (segment, form) in &made {
                    text[*segment] = form;
                }
                add(text.concat());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        for (table, cases) in TABLES.iter().zip([6, 5, 5]) {
            for row in table {
                assert_eq!(row.cases.len(), cases, "{}", row.ending);
                assert!(matches!(row.who, "" | "person" | "other"), "{}", row.ending);
            }
        }
    }
}
