//! Short forms of a person's name: initials with the surname, the surname alone.

use crate::text::words::words;

/// Countries where the family name is written first.
const SURNAME_FIRST: [&str; 7] = ["CN", "TW", "HK", "KP", "KR", "VN", "KH"];
/// What may follow a surname and is none.
const SUFFIXES: [&str; 6] = ["Jr", "Sr", "II", "III", "IV", "V"];

/// A name taken apart.
pub(super) struct Person {
    given: Vec<String>,
    surname: String,
    suffix: Option<String>,
}

impl Person {
    /// A name of two to five words, each with a capital; particles ("von der", "bin") belong to the surname.
    pub fn of(name: &str, country: Option<&str>) -> Option<Self> {
        let all: Vec<&str> = name.split_whitespace().collect();
        let suffix = all.last().filter(|w| SUFFIXES.contains(&w.trim_end_matches('.'))).map(|w| (*w).to_owned());
        let parts = &all[..all.len() - usize::from(suffix.is_some())];
        let capital = |part: &str| part.chars().next().is_some_and(char::is_uppercase);
        if !(2..=5).contains(&parts.len()) || name.contains([',', '(', '/']) || !capital(parts[0]) || !capital(parts[parts.len() - 1]) {
            return None;
        }
        let owned = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
        if country.is_some_and(|c| SURNAME_FIRST.contains(&c)) && words(name).len() <= 3 {
            return Some(Self { given: Vec::new(), surname: parts[0].to_owned(), suffix: None });
        }
        let surname = parts.iter().position(|part| !capital(part)).unwrap_or(parts.len() - 1);
        Some(Self { given: owned(&parts[..surname]), surname: parts[surname..].join(" "), suffix })
    }

    /// "V. Zelensky", "V. V. Putin", "Vladimir V. Putin", "Putin V.V.".
    pub fn initials(&self) -> Vec<String> {
        let letters: Vec<String> = self.given.iter().filter_map(|g| g.chars().next()).map(|c| format!("{c}.")).collect();
        let (Some(first), Some(given)) = (letters.first(), self.given.first()) else { return Vec::new() };
        let tail = self.suffix.as_ref().map_or_else(String::new, |s| format!(" {s}"));
        let surname = &self.surname;
        let mut out = vec![format!("{first} {surname}{tail}"), format!("{surname} {first}")];
        if letters.len() > 1 {
            let run = letters.join(" ");
            out.push(format!("{run} {surname}{tail}"));
            out.push(format!("{surname} {}", letters.concat()));
            out.push(format!("{given} {} {surname}{tail}", letters[1..].join(" ")));
            out.push(format!("{given} {surname}{tail}"));
        }
        out
    }

    /// The surname with its particles.
    pub fn surname(&self) -> String {
        self.surname.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let of = |name: &str, country: &str| Person::of(name, Some(country));
        let forms = |name: &str| of(name, "").map_or_else(Vec::new, |p| p.initials());
        assert_eq!(forms("Mira Dorn"), ["M. Dorn", "Dorn M."]);
        assert_eq!(forms("Pavel Ivanovich Dorn")[2..], ["P. I. Dorn", "Dorn P.I.", "Pavel I. Dorn", "Pavel Dorn"]);
        assert_eq!(forms("Karl von der Aue Jr.")[0], "K. von der Aue Jr.");
        assert!(forms("Dorn").is_empty() && forms("the Dorn").is_empty());
        assert_eq!(of("Li Mingzhu", "CN").map(|p| (p.surname(), p.initials().len())), Some(("Li".into(), 0)));
    }
}
