//! Serbian, Montenegrin and Bosnian names from Latin into Cyrillic letters, which is a letter for a letter: Đoković → Ђоковић, Novi Sad → Нови Сад.
//!
//! What such a name is, the country or language of its entry tells, or a letter that no other language has beside the rest of this alphabet.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Countries whose names are written in both scripts.
const COUNTRIES: [&str; 3] = ["RS", "ME", "BA"];
/// The languages.
const LANGUAGES: [&str; 5] = ["sr", "sh", "bs", "cnr", "me"];

/// What two Latin letters become; they come before single ones.
const DIGRAPHS: [(&str, char); 3] = [("lj", 'љ'), ("nj", 'њ'), ("dž", 'џ')];

/// What a small Latin letter becomes.
const fn letter(c: char) -> Option<char> {
    Some(match c {
        'a' => 'а',
        'b' => 'б',
        'c' => 'ц',
        'č' => 'ч',
        'ć' => 'ћ',
        'd' => 'д',
        'đ' => 'ђ',
        'e' => 'е',
        'f' => 'ф',
        'g' => 'г',
        'h' => 'х',
        'i' => 'и',
        'j' => 'ј',
        'k' => 'к',
        'l' => 'л',
        'm' => 'м',
        'n' => 'н',
        'o' => 'о',
        'p' => 'п',
        'r' => 'р',
        's' => 'с',
        'š' => 'ш',
        't' => 'т',
        'u' => 'у',
        'v' => 'в',
        'z' => 'з',
        'ž' => 'ж',
        _ => return None,
    })
}

/// False for most names that no letter tells: those without đ, ć and the mark of a decomposed ć, small and capital.
fn may_tell(name: &[u8]) -> bool {
    name.windows(2).any(|pair| matches!(pair, [0xC4, 0x86 | 0x87 | 0x90 | 0x91] | [0xCC, 0x81]))
}

/// True if a name by itself is one of the language: a đ, or a word that ends in -ić.
fn tells(name: &str) -> bool {
    let small = name.to_lowercase();
    small.contains('đ') || small.split(|c: char| !c.is_alphabetic()).any(|word| word.ends_with("ić"))
}

/// True if the country or the language of an entry says that its names are such.
fn is_told(country: Option<&str>, lang: Option<&str>) -> bool {
    let is = |known: &[&str], code: &str| known.iter().any(|known| known.eq_ignore_ascii_case(code));
    match lang.map(str::trim).filter(|lang| !lang.is_empty()) {
        Some(lang) => is(&LANGUAGES, lang.split(['-', '_']).next().unwrap_or_default()),
        None => country.is_some_and(|country| is(&COUNTRIES, country)),
    }
}

/// True if a name of these bytes may be written in Cyrillic.
pub(super) fn may_be<'n>(mut names: impl Iterator<Item = &'n [u8]>, country: Option<&str>, lang: Option<&str>) -> bool {
    is_told(country, lang) || names.any(may_tell)
}

/// A name in Cyrillic letters, if it is one of the language and has letters of its alphabet alone.
pub(super) fn cyrillic(name: &str, country: Option<&str>, lang: Option<&str>) -> Option<String> {
    let told = is_told(country, lang);
    if !told && !may_tell(name.as_bytes()) {
        return None;
    }
    let name: Cow<'_, str> = if name.is_ascii() { name.into() } else { name.nfc().collect::<String>().into() };
    if !told && (lang.is_some_and(|lang| !lang.trim().is_empty()) || !tells(&name)) {
        return None;
    }
    let mut out = String::with_capacity(2 * name.len());
    let mut some = false;
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        let small = c.to_lowercase().next().unwrap_or(c);
        let pair = chars.peek().and_then(|next| {
            let next = next.to_lowercase().next()?;
            DIGRAPHS.iter().find(|(latin, _)| latin.chars().eq([small, next]))
        });
        let cyrillic = match pair {
            Some(&(_, cyrillic)) => {
                chars.next();
                cyrillic
            }
            None if c.is_alphabetic() => letter(small)?,
            None => {
                out.push(c);
                continue;
            }
        };
        some = true;
        if small == c { out.push(cyrillic) } else { out.extend(cyrillic.to_uppercase()) }
    }
    some.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_for_a_letter() {
        let serbian = |name: &str| cyrillic(name, Some("RS"), None);
        for (latin, expected) in [
            ("Novi Sad", "Нови Сад"),
            ("Ljubljana", "Љубљана"),
            ("LJIG", "ЉИГ"),
            ("Njegoš", "Његош"),
            ("Džep", "Џеп"),
            ("Kosovska Mitrovica", "Косовска Митровица"),
            ("Šabac-2", "Шабац-2"),
        ] {
            assert_eq!(serbian(latin).as_deref(), Some(expected));
        }
        assert_eq!([serbian("York"), serbian("Београд"), serbian("2"), serbian("Wien")], [None, None, None, None]);
    }

    #[test]
    fn letters_and_entries_tell() {
        let of = |name: &str, country: Option<&str>, lang: Option<&str>| cyrillic(name, country, lang).is_some();
        assert!(of("Novak Đoković", None, None) && of("Ivo Andric\u{301}", None, None) && of("Pljevlja", None, Some("cnr-ME")));
        let none = [of("Novi Sad", None, None), of("Đà Nẵng", None, None), of("Lać", None, None), of("Nišić", None, Some("pl"))];
        assert_eq!(none, [false; 4]);
        let may = |name: &str, country: Option<&str>| may_be(std::iter::once(name.as_bytes()), country, None);
        assert!(may("Novi Sad", Some("RS")) && may("Đoković", None) && !may("Novi Sad", None));
    }
}
