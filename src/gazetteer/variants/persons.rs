//! Short forms of a person's name: initials with the surname, the surname alone.

use super::customs::{self, Custom};
use super::family_first::is_family_first;
use super::patronymics::{self, Order};
use super::script::is_native;
use super::semitic;
use crate::gazetteer::known::cues::{Cue, Lexicon};
use crate::text::words::words;

/// Countries where the family name is written first.
const SURNAME_FIRST: [&str; 6] = ["CN", "TW", "HK", "KP", "KR", "KH"];
/// Countries where persons have two surnames, of which the first goes for both.
const TWO_SURNAMES: [&str; 20] =
    ["ES", "MX", "AR", "CO", "CL", "PE", "VE", "EC", "BO", "PY", "UY", "CR", "PA", "NI", "HN", "SV", "GT", "CU", "DO", "PR"];
/// What may follow a surname and is none.
const SUFFIXES: [&str; 6] = ["Jr", "Sr", "II", "III", "IV", "V"];
/// The Arabic article before a surname, as it is written in Latin letters.
const ARTICLES: [&str; 14] = ["al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az", "ed", "er", "es", "ez"];

/// True for a name without a type that only a person can bear: one with a patronymic, in Cyrillic.
pub(super) fn is_told(name: &str) -> bool {
    is_native(name) && patronymics::order(&parts(name)).is_some()
}

/// A name taken apart.
pub(super) struct Person {
    given: Vec<String>,
    /// The surname with its particles, then the shorter forms of it that are used.
    surnames: Vec<String>,
    suffix: Option<String>,
    /// The name was not written with its given names first, as texts write it.
    turned: bool,
    /// The second of the given names is a patronymic, which texts have or leave out.
    patronymic: bool,
}

impl Person {
    /// A name of two to five words, each with a capital; particles ("von der", "bin", "al-") belong to the surname. "Dorn, Mira" and "DORN Mira" tell
    /// which is the surname.
    pub fn of(name: &str, country: Option<&str>) -> Option<Self> {
        let (name, suffix) = without_suffix(name.trim());
        let suffix = suffix.map(str::to_owned);
        if name.contains(['(', '/']) {
            return None;
        }
        if let Some((family, given)) = name.split_once(',') {
            let (family, given) = (parts(family), parts(given));
            let named = family.last().is_some_and(|part| is_capital(part)) && given.first().is_some_and(|part| is_capital(part));
            let few = family.len() <= 3 && given.len() <= 3 && !name.contains(", ,") && name.matches(',').count() == 1;
            return (named && few).then(|| Self::turned(&family, &given, suffix));
        }
        let parts = parts(name);
        if parts.len() > 1 && parts.iter().all(|part| is_shouted(part)) {
            return Self::of(&parts.iter().map(|part| titled(part)).collect::<Vec<_>>().join(" "), country);
        }
        if let Some(order) = patronymics::order(&parts) {
            return Some(Self::with_patronymic(&order));
        }
        if let Some(at) = parts.iter().position(|part| is_initials(part)).filter(|&at| at > 0 && parts[at..].iter().all(|p| is_initials(p)))
        {
            // "Dorn M. A."; of "Mary D." the surname is not told.
            let told = parts[..at].iter().all(|part| is_capital(part)) && (at > 1 || !is_given(parts[0]) || parts.len() > 2);
            return told.then(|| Self::turned(&parts[..at], &initial_letters(&parts[at..]), suffix));
        }
        if let Some(surname) = semitic::surname(name) {
            return Some(Self::called(surname));
        }
        if !(2..=5).contains(&parts.len()) || !is_capital(parts[0]) || !is_capital(parts[parts.len() - 1]) {
            return None;
        }
        let shouted = parts.iter().filter(|part| is_shouted(part)).count();
        if shouted > 0 && shouted < parts.len() {
            if parts[..shouted].iter().all(|part| is_shouted(part)) {
                return Some(Self::turned(&parts[..shouted], &parts[shouted..], suffix));
            }
            if parts[parts.len() - shouted..].iter().all(|part| is_shouted(part)) {
                return Some(Self::turned(&parts[parts.len() - shouted..], &parts[..parts.len() - shouted], suffix));
            }
        }
        let first = country.map_or_else(|| is_family_first(&parts), |c| SURNAME_FIRST.contains(&c) && words(name).len() <= 3);
        if first {
            return Some(Self::called(parts[0].to_owned()));
        }
        match country.and_then(|country| customs::of(&parts, country)) {
            Some(Custom::FamilyFirst) => return Some(Self::turned(&parts[..1], &parts[1..], suffix)),
            Some(Custom::Called(at)) => return Some(Self::called(parts[at].to_owned())),
            Some(Custom::Whole) => return None,
            None => {}
        }
        let surname = parts.iter().position(|part| !is_capital(part) || has_article(part)).unwrap_or(parts.len() - 1);
        let surname = surname.max(1);
        let mut surnames = vec![parts[surname..].join(" ")];
        surnames.extend(bare(&parts[surname..]));
        let before = surname.checked_sub(1).filter(|&at| at > 0 && surname + 1 == parts.len()).map(|at| parts[at]);
        if let Some(first) = before.filter(|_| country.is_some_and(|c| TWO_SURNAMES.contains(&c)))
            && !is_given(first)
            && first.chars().nth(1).is_some_and(char::is_alphabetic)
        {
            surnames.extend([format!("{first} {}", parts[surname]), first.to_owned()]);
        }
        Some(Self { given: owned(&initial_letters(&parts[..surname])), surnames, suffix, turned: false, patronymic: false })
    }

    /// A name of which one word alone is used.
    fn called(surname: String) -> Self {
        Self { given: Vec::new(), surnames: vec![surname], suffix: None, turned: false, patronymic: false }
    }

    /// A name of which it is known which words are the surname.
    fn turned(family: &[&str], given: &[&str], suffix: Option<String>) -> Self {
        let family: Vec<String> = family.iter().map(|part| if is_shouted(part) { titled(part) } else { (*part).to_owned() }).collect();
        let parts: Vec<&str> = family.iter().map(String::as_str).collect();
        let mut surnames = vec![parts.join(" ")];
        surnames.extend(bare(&parts));
        Self { given: owned(given), surnames, suffix, turned: true, patronymic: false }
    }

    /// A name whose patronymic tells which words are the surname.
    fn with_patronymic(order: &Order<'_>) -> Self {
        Self { turned: order.turned, patronymic: true, ..Self::turned(&order.surname, &order.given, None) }
    }

    /// "V. Zelensky", "V. V. Putin", "Vladimir V. Putin", "Putin V.V.", "J.-C. Juncker".
    pub fn initials(&self) -> Vec<String> {
        let letters: Vec<String> = self.given.iter().filter_map(|g| g.chars().next()).map(|c| format!("{c}.")).collect();
        let (Some(first), Some(given), Some(surname)) = (letters.first(), self.given.first(), self.surnames.first()) else {
            return Vec::new();
        };
        let tail = self.suffix.as_ref().map_or_else(String::new, |s| format!(" {s}"));
        let mut out = vec![format!("{first} {surname}{tail}"), format!("{surname} {first}")];
        if letters.len() > 1 {
            let run = letters.join(" ");
            out.push(format!("{run} {surname}{tail}"));
            out.push(format!("{surname} {}", letters.concat()));
            out.push(format!("{given} {} {surname}{tail}", letters[1..].join(" ")));
            out.push(format!("{given} {surname}{tail}"));
        }
        if let Some((_, second)) = given.split_once('-')
            && let Some(second) = second.chars().next().filter(|c| c.is_uppercase())
        {
            out.push(format!("{first}-{second}. {surname}{tail}"));
        }
        out
    }

    /// The whole name in other orders: as texts write it, if it is listed otherwise ("Dorn, Mira"); one with a patronymic also without
    /// it, and with the surname first.
    pub fn orders(&self) -> Vec<String> {
        let tail = self.suffix.as_ref().map_or_else(String::new, |s| format!(" {s}"));
        let (given, surname) = (self.given.join(" "), &self.surnames[0]);
        let mut out = Vec::new();
        if self.turned {
            out.push(format!("{given} {surname}{tail}"));
        }
        if self.patronymic {
            let first = &self.given[0];
            out.extend([format!("{first} {surname}"), format!("{surname} {first}"), format!("{surname} {given}")]);
        }
        out
    }

    /// The surname with its particles, and shorter forms of it: Sistani of al-Sistani.
    pub fn surnames(&self) -> &[String] {
        &self.surnames
    }
}

fn parts(name: &str) -> Vec<&str> {
    name.split_whitespace().collect()
}

fn owned(parts: &[&str]) -> Vec<String> {
    parts.iter().map(|part| (*part).to_owned()).collect()
}

/// The name without "Jr." at its end, whether or not a comma stands before it.
fn without_suffix(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once(char::is_whitespace) {
        Some((rest, last)) if SUFFIXES.contains(&last.strip_suffix("r.").map_or(last, |_| &last[..last.len() - 1])) => {
            (rest.trim_end().trim_end_matches(','), Some(last))
        }
        _ => (name, None),
    }
}

/// True for a word that begins with a capital, the article before it left out.
fn is_capital(part: &str) -> bool {
    part.split_once('-').filter(|(article, _)| ARTICLES.contains(article)).map_or(part, |(_, rest)| rest).starts_with(char::is_uppercase)
}

/// True for a word with the Arabic article joined to it in small letters, which is no given name: "al-Sistani".
fn has_article(part: &str) -> bool {
    part.split_once('-').is_some_and(|(article, rest)| ARTICLES.contains(&article) && rest.starts_with(char::is_uppercase))
}

/// The last word of a surname without its article.
fn bare(parts: &[&str]) -> Option<String> {
    let (last, before) = parts.split_last()?;
    let is_article = |word: &str| ARTICLES.contains(&word.to_lowercase().as_str());
    match last.split_once('-') {
        Some((article, rest)) if is_article(article) && rest.starts_with(char::is_uppercase) => Some(rest.to_owned()),
        _ => before.last().filter(|word| is_article(word)).map(|_| (*last).to_owned()),
    }
}

/// True for one to three initials with their full stops: "M.", "M.A."
fn is_initials(part: &str) -> bool {
    let letters = part.chars().filter(|&c| c != '.').count();
    part.ends_with('.') && letters <= 3 && part.chars().enumerate().all(|(n, c)| if n % 2 == 0 { c.is_uppercase() } else { c == '.' })
}

/// Words with each initial by itself: "M.A." is "M." and "A."
fn initial_letters<'p>(parts: &[&'p str]) -> Vec<&'p str> {
    parts.iter().flat_map(|part| if is_initials(part) { part.split_inclusive('.').collect() } else { vec![*part] }).collect()
}

/// True for a frequent given name.
pub(super) fn is_given(part: &str) -> bool {
    words(part).first().is_some_and(|word| Lexicon::shared().cue(word.hash).any(Cue::GIVEN))
}

/// True for a word of three letters or more that are all capitals, and no Roman numeral.
fn is_shouted(part: &str) -> bool {
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = part.chars().all(|c| c.is_uppercase() || matches!(c, '-' | '\'' | '’'));
    letters >= 3 && capitals && !part.chars().all(|c| "IVXLCM".contains(c))
}

/// `BEN-GVIR` as a name is written: Ben-Gvir.
fn titled(part: &str) -> String {
    let mut inside = false;
    let mut out = String::with_capacity(part.len());
    for c in part.chars() {
        if inside {
            out.extend(c.to_lowercase())
        } else {
            out.push(c)
        }
        inside = c.is_alphabetic();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(name: &str, country: Option<&str>) -> Vec<String> {
        Person::of(name, country).map_or_else(Vec::new, |p| p.initials())
    }

    fn orders(name: &str) -> Vec<String> {
        Person::of(name, None).map_or_else(Vec::new, |p| p.orders())
    }

    fn surnames(name: &str, country: Option<&str>) -> Vec<String> {
        Person::of(name, country).map_or_else(Vec::new, |p| p.surnames().to_vec())
    }

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(forms("Mira Dorn", None), ["M. Dorn", "Dorn M."]);
        assert_eq!(forms("Pavel Ivanovich Dorn", None)[2..], ["P. I. Dorn", "Dorn P.I.", "Pavel I. Dorn", "Pavel Dorn"]);
        assert_eq!(forms("Karl von der Aue Jr.", None)[0], "K. von der Aue Jr.");
        assert_eq!(forms("Jean-Marc Dorn", None)[2..], ["J.-M. Dorn"]);
        assert!(forms("Dorn", None).is_empty() && forms("the Dorn", None).is_empty());
        assert_eq!((surnames("Li Mingzhu", Some("CN")), forms("Li Mingzhu", Some("CN")).len()), (vec!["Li".to_owned()], 0));
    }

    #[test]
    fn surnames_of_many_customs() {
        assert_eq!(surnames("Omar al-Dorni", None), ["al-Dorni", "Dorni"]);
        assert_eq!(surnames("Omar Al-Dorni", None), ["Al-Dorni", "Dorni"]);
        assert_eq!(surnames("Abu Omar al Dorni", None), ["al Dorni", "Dorni"]);
        assert_eq!(surnames("Li Mingzhu", None), ["Li"]);
        assert_eq!(surnames("Li Mingzhu", Some("US")), ["Mingzhu"]);
        assert_eq!(surnames("Pablo Dorno Vega", Some("MX")), ["Vega", "Dorno Vega", "Dorno"]);
        assert_eq!(surnames("Pablo Dorno Vega", None), ["Vega"]);
        assert_eq!(surnames("Karl F. Dorn, Jr.", None), ["Dorn"]);
        assert_eq!(surnames("Dorn, Mira", None), ["Dorn"]);
        assert_eq!(surnames("BEN-DORN Mira", None), ["Ben-Dorn"]);
        assert_eq!(surnames("Mira DORN", None), ["Dorn"]);
        assert_eq!(surnames("Dorn XIV", None), ["XIV"]);
        assert_eq!(surnames("MIRA DORN", None), ["Dorn"]);
        assert_eq!(surnames("Nguyễn Mai Dorn", Some("VN")), ["Dorn"]);
        assert_eq!(surnames("Mirat Dornu Abebe", Some("ET")), ["Mirat"]);
        assert!(surnames("Mira Dorn Kyi", Some("MM")).is_empty());
        assert_eq!(
            (surnames("Dorn Viktor", Some("HU")), forms("Dorn Viktor", Some("HU"))[0].as_str()),
            (vec!["Dorn".to_owned()], "V. Dorn")
        );
        assert_eq!(surnames("بشار الأسد", None), ["الأسد"]);
        assert_eq!(orders("DORN, Mira Anna"), ["Mira Anna Dorn"]);
        assert!(orders("Mira Dorn").is_empty());
    }

    #[test]
    fn patronymics_and_initials_tell_the_surname() {
        assert_eq!(orders("Дорнев Петр Ильич"), ["Петр Ильич Дорнев", "Петр Дорнев", "Дорнев Петр", "Дорнев Петр Ильич"]);
        assert_eq!(orders("Петр Ильич Дорнев"), ["Петр Дорнев", "Дорнев Петр", "Дорнев Петр Ильич"]);
        assert_eq!(forms("Dornenko Petro Ivanovych", None)[..4], ["P. Dornenko", "Dornenko P.", "P. I. Dornenko", "Dornenko P.I."]);
        assert_eq!(surnames("ДОРНЕВ ПЕТР ИЛЬИЧ", None), ["Дорнев"]);
        assert_eq!((surnames("Dornev V. V.", None), forms("Dornev V. V.", None)[2].as_str()), (vec!["Dornev".to_owned()], "V. V. Dornev"));
        for name in ["Дорнев П.И.", "Дорнев П. И.", "П.И. Дорнев"] {
            assert_eq!(surnames(name, None), ["Дорнев"], "{name}");
            let all = [forms(name, None), orders(name)].concat();
            assert!(["П. Дорнев", "П. И. Дорнев", "Дорнев П.И."].iter().all(|form| all.iter().any(|f| f == form)), "{name}: {all:?}");
        }
        assert!(Person::of("Mary D.", None).is_none());
    }
}
