//! Which script a name is in, and which languages it may be in by its letters.

use crate::text::fold::is_apostrophe;
use unicode_normalization::UnicodeNormalization;

/// A language whose names are romanised and inflected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lang {
    Ukrainian,
    Russian,
    Belarusian,
}

pub(super) const LANGUAGES: [Lang; 3] = [Lang::Ukrainian, Lang::Russian, Lang::Belarusian];

/// Letters that the alphabet of the other two, or of one of them, has and this one has not.
const FOREIGN: [(Lang, &str); 3] = [(Lang::Ukrainian, "ыэъёў"), (Lang::Russian, "іїєґў"), (Lang::Belarusian, "ищъїєґ")];

pub(super) const fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{0400}'..='\u{052F}')
}

impl Lang {
    /// Its ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ukrainian => "uk",
            Self::Russian => "ru",
            Self::Belarusian => "be",
        }
    }
}

/// The languages that a name may be in: the one that its entry gives; else those whose alphabets have all its letters. None for
/// a language that we have no tables of.
pub(super) fn languages(name: &str, given: Option<&str>) -> Vec<Lang> {
    if let Some(code) = given.map(str::trim).filter(|code| !code.is_empty()) {
        let code = code.to_ascii_lowercase();
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        return LANGUAGES.into_iter().filter(|lang| lang.code() == primary).collect();
    }
    let lower: String = name.nfc().flat_map(char::to_lowercase).collect();
    if lower.chars().any(|c| is_cyrillic(c) && !matches!(c, 'а'..='я' | 'ё' | 'і' | 'ї' | 'є' | 'ґ' | 'ў')) {
        return Vec::new();
    }
    let foreign = |lang: Lang| FOREIGN.iter().find(|(l, _)| *l == lang).map_or("", |(_, letters)| letters);
    LANGUAGES.into_iter().filter(|&lang| !lower.contains(|c| foreign(lang).contains(c))).collect()
}

/// A name as runs of Cyrillic words (apostrophes inside) and what stands between them.
pub(super) fn segments(name: &str) -> Vec<(String, bool)> {
    let composed: Vec<char> = name.nfc().collect();
    let inside = |i: usize| {
        let letter = |i: usize| composed.get(i).is_some_and(|&c| is_cyrillic(c));
        letter(i) || is_apostrophe(composed[i]) && i > 0 && letter(i - 1) && letter(i + 1)
    };
    let mut out: Vec<(String, bool)> = Vec::new();
    for (i, &c) in composed.iter().enumerate() {
        let word = inside(i);
        match out.last_mut() {
            Some((run, kind)) if *kind == word => run.push(c),
            _ => out.push((c.to_string(), word)),
        }
    }
    out
}

/// `word`, all in small letters, with the capitals of `like`.
pub(super) fn capitals(word: &str, like: &str) -> String {
    let mut letters = like.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let second = letters.next();
    let upper = first && second.is_some_and(char::is_uppercase) && letters.all(char::is_uppercase);
    if upper {
        return word.to_uppercase();
    }
    let mut chars = word.chars();
    match chars.next() {
        Some(c) if first => c.to_uppercase().chain(chars).collect(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_languages() {
        let codes = |name: &str| languages(name, None).iter().map(|l| l.code()).collect::<Vec<_>>().join(" ");
        assert_eq!(codes("Київ"), "uk");
        assert_eq!(codes("Магілёў"), "be");
        assert_eq!(codes("Объект"), "ru");
        assert_eq!(codes("Крым"), "ru be");
        assert_eq!(codes("Гомель"), "uk ru be");
        assert_eq!(codes("Ђаковица"), "");
        assert_eq!(languages("Гомель", Some("be-BY")), [Lang::Belarusian]);
        assert_eq!(languages("София", Some("bg")), []);
    }

    #[test]
    fn capitals_follow_the_model() {
        assert_eq!(capitals("zsu", "ЗСУ"), "ZSU");
        assert_eq!(capitals("yizhak", "Їжак"), "Yizhak");
        assert_eq!(capitals("na", "на"), "na");
    }
}
