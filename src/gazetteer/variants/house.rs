//! What houses spell in their own way in names of bodies and ships: Defence and Defense, "&" and "and", MV and M/V, and quotation marks
//! around the name proper (ЧВК «Вагнер»).

use super::hints::WordHints;
use super::who::Who;
use crate::text::listed::lines;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// American words by British ones and the other way round, in small letters: `seeds/variants/english.csv`.
static ENGLISH: LazyLock<[FxHashMap<&'static str, &'static str>; 2]> = LazyLock::new(|| {
    let lines = lines(include_str!("../../../seeds/variants/english.csv")).skip(1);
    let mut tables = [FxHashMap::default(), FxHashMap::default()];
    for (british, american) in lines.filter_map(|line| line.split_once(',')) {
        tables[0].insert(british, american);
        tables[1].insert(american, british);
    }
    tables
});

/// All of these words.
static WORDS: LazyLock<WordHints> = LazyLock::new(|| WordHints::over(ENGLISH.iter().flat_map(|table| table.keys().copied())));

/// What ships have before their names: motor vessel, motor tanker, fishing vessel and others.
const SHIPS: [(&str, &str); 8] =
    [("MV", "M/V"), ("MT", "M/T"), ("MS", "M/S"), ("MY", "M/Y"), ("FV", "F/V"), ("RV", "R/V"), ("SV", "S/V"), ("SS", "S/S")];

/// Latin acronyms behind which the name proper stands in quotation marks.
const FORMS: [&str; 6] = ["PMC", "JSC", "PJSC", "OJSC", "LLC", "OOO"];
/// Nouns before a name proper, without the endings of their cases.
const NOUNS: [&str; 14] = [
    "групп",
    "груп",
    "батальйон",
    "батальон",
    "полк",
    "бригад",
    "крейсер",
    "завод",
    "парті",
    "парти",
    "компані",
    "компани",
    "отряд",
    "загін",
];

/// The most letters of a word of the table.
const LONGEST: usize = 20;

/// What the word becomes in the other spelling of a table.
fn other(word: &str, table: &FxHashMap<&'static str, &'static str>) -> Option<&'static str> {
    let mut small = [0; LONGEST];
    let small = small.get_mut(..word.len()).filter(|_| word.len() > 4)?;
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    table.get(std::str::from_utf8(small).ok()?).copied()
}

/// False for most names that are spelled in one way: a fast look at their words.
pub(super) fn may_have(name: &[u8]) -> bool {
    let ship = matches!(name, [b'M' | b'F' | b'R' | b'S', b'V' | b'T' | b'S' | b'Y' | b'/', ..]);
    // The first letters of what stands before a name proper: Cyrillic ones, and those of FORMS.
    let form = matches!(name.first(), Some(0xD0..=0xD3 | b'P' | b'J' | b'O' | b'L'));
    let word = |word: &[u8]| word == b"and" || word.len() > 4 && WORDS.may_be(word);
    ship || form || name.contains(&b'&') || name.split(|b| !b.is_ascii_alphabetic()).any(word)
}

/// True for a name that is spelled in another way too.
pub(super) fn may_differ(name: &str, kind: &str) -> bool {
    if kind == "place" || !name.contains(' ') || !may_have(name.as_bytes()) || Who::of(kind) == Who::Person {
        return false;
    }
    let english = || name.split(|c: char| !c.is_ascii_alphabetic()).any(|word| ENGLISH.iter().any(|table| other(word, table).is_some()));
    let ship = || SHIPS.iter().any(|&(plain, slashed)| name.starts_with(plain) || name.starts_with(slashed));
    name.contains(" & ") || ship() || english() || is_firm(name) || quoted(name).is_some()
}

/// Hands over the other spellings of a name that [`may_differ`].
pub(super) fn of(name: &str, mut take: impl FnMut(&str)) {
    for table in &*ENGLISH {
        if let Some(text) = respelled(name, table) {
            take(&text);
        }
    }
    if name.contains(" & ") {
        take(&name.replace(" & ", " and "));
        // As a web page has it.
        take(&name.replace(" & ", " &amp; "));
    } else if is_firm(name) {
        take(&name.replacen(" and ", " & ", 1));
    }
    for (plain, slashed) in SHIPS {
        for (old, new) in [(plain, slashed), (slashed, plain)] {
            if let Some(ship) = name.strip_prefix(old).filter(|rest| rest.starts_with(' ')) {
                take(&format!("{new}{ship}"));
            }
        }
    }
}

/// True for two names of one word each with "and" between them, as firms have: Johnson and Johnson.
fn is_firm(name: &str) -> bool {
    let named = |word: &str| word.starts_with(char::is_uppercase);
    let mut words = name.split(' ');
    matches!([(); 4].map(|()| words.next()), [Some(first), Some("and"), Some(last), None] if named(first) && named(last))
}

/// A name with the words of a table in the other spelling, in their capitals; `None` if it has none of them.
fn respelled(name: &str, table: &FxHashMap<&'static str, &'static str>) -> Option<String> {
    let mut text = String::with_capacity(name.len() + 4);
    let mut changed = false;
    for run in name.split_inclusive(|c: char| !c.is_ascii_alphabetic()) {
        let word = run.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
        let Some(other) = other(word, table) else {
            text.push_str(run);
            continue;
        };
        changed = true;
        if word.bytes().all(|b| b.is_ascii_uppercase()) {
            text.extend(other.chars().map(|c| c.to_ascii_uppercase()));
        } else {
            // No word of the table has another first letter in the other spelling.
            text.push_str(&word[..1]);
            text.push_str(&other[1..]);
        }
        text.push_str(&run[word.len()..]);
    }
    changed.then_some(text)
}

/// A name with quotation marks around what stands behind its form: ЧВК «Вагнер». Its words are the same.
pub(super) fn quoted(name: &str) -> Option<String> {
    let (form, proper) = name.split_once(' ')?;
    let cyrillic = |c: char| matches!(c, '\u{400}'..='\u{4FF}');
    let acronym = form.chars().all(|c| cyrillic(c) && c.is_uppercase()) && (2..=5).contains(&form.chars().count());
    let noun = || {
        let small = form.to_lowercase();
        NOUNS.iter().any(|noun| small.strip_prefix(noun).is_some_and(|ending| ending.chars().count() < 3))
    };
    let plain =
        proper.starts_with(char::is_uppercase) && proper.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’'));
    let one = !proper.contains(' ') || acronym;
    (plain && one && (acronym || FORMS.contains(&form) || noun())).then(|| format!("{form} «{proper}»"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::variants::handed;

    fn written(name: &str) -> Vec<String> {
        handed(|take| of(name, take))
    }

    #[test]
    fn words_are_spelled_in_the_other_way() {
        assert_eq!(written("Ministry of Defence"), ["Ministry of Defense"]);
        assert_eq!(written("U.S. DEPARTMENT OF DEFENSE"), ["U.S. DEPARTMENT OF DEFENCE"]);
        assert_eq!(written("Armoured Centre of Labour"), ["Armored Center of Labor"]);
        assert!(["Ministry of War", "Centreville Bank", "Salt and Light of the World"].iter().all(|name| written(name).is_empty()));
    }

    #[test]
    fn firms_ships_and_quotations() {
        assert_eq!(written("Johnson & Johnson"), ["Johnson and Johnson", "Johnson &amp; Johnson"]);
        assert_eq!(written("Johnson and Johnson"), ["Johnson & Johnson"]);
        assert_eq!([written("MV Rubymar"), written("M/V Rubymar")], [["M/V Rubymar"], ["MV Rubymar"]]);
        let marked = ["ЧВК Вагнер", "батальйон Азов"].map(|name| quoted(name).unwrap_or_default());
        assert_eq!(marked, ["ЧВК «Вагнер»", "батальйон «Азов»"]);
        let none = ["ЧВК «Вагнер»", "MVP Award", "Генеральный штаб"];
        assert!(none.iter().all(|name| written(name).is_empty() && quoted(name).is_none()));
    }

    #[test]
    fn the_table_is_whole() {
        let lines = lines(include_str!("../../../seeds/variants/english.csv")).skip(1);
        for line in lines {
            let (british, american) = line.split_once(',').unwrap_or_default();
            assert!(british != american && british.as_bytes().first() == american.as_bytes().first() && american.len() > 4, "{line}");
            assert!(line.bytes().all(|b| b == b',' || b.is_ascii_lowercase()), "{line}");
        }
        assert!(ENGLISH[0].len() > 50 && ENGLISH[0].len() == ENGLISH[1].len());
    }
}
