//! What looks wrong in names that could be read: bytes taken for letters of another encoding, broken letters, several names in one.

use super::fields::{Columns, Field, Role};
use super::gather::Gather;
use super::lines::Foreign;
use super::report::HARDLY_NAMES;
use crate::gazetteer::variants::Who;
use encoding_rs::WINDOWS_1252;

/// How many names are looked at to tell whether an encoding was found out rightly.
const SAMPLE: usize = 500;
/// Headers of columns that hold further names, as a list may have them instead of `aliases`.
const NAMES: [&str; 14] = [
    "alias",
    "aka",
    "also known as",
    "alternate names",
    "alternate_names",
    "alternatenames",
    "alternative names",
    "alt_names",
    "altnames",
    "other names",
    "other_names",
    "synonym",
    "synonyms",
    "names",
];
/// What windows-1252 has as letters and other encodings of Latin script as others: of windows-1254 (ş, ı, ğ, İ, Ş) and of Icelandic.
const ICELANDIC: [char; 7] = ['þ', 'ý', 'ð', 'Þ', 'Ý', 'Ð', 'ÿ'];
/// Letters of Icelandic, Faroese and Czech names that Turkish has not.
const ACUTE: [char; 12] = ['á', 'é', 'í', 'ó', 'ú', 'æ', 'Á', 'É', 'Í', 'Ó', 'Ú', 'Æ'];

/// True for a letter of windows-1252 behind which stands what continues one in UTF-8: "SÃ£o" for São.
fn is_mojibake(name: &str) -> bool {
    let leads = |c: char| matches!(c, 'Â'..='ô');
    let continues = |c: char| matches!(c, '\u{80}'..='\u{BF}' | 'ƒ' | 'ˆ' | '˜' | '\u{152}'..='\u{178}' | '\u{17D}' | '\u{17E}' | '\u{2013}'..='\u{203A}' | '€' | '™');
    let looks = || name.chars().zip(name.chars().skip(1)).any(|(a, b)| leads(a) && continues(b));
    !name.is_ascii() && looks() && {
        let (bytes, _, lost) = WINDOWS_1252.encode(name);
        !lost && std::str::from_utf8(&bytes).is_ok()
    }
}

/// What is wrong with the letters of a name, if anything is.
fn broken(name: &str) -> Option<&'static str> {
    match name {
        _ if name.contains('\u{FFFD}') => Some("names hold U+FFFD, which stands for letters that were lost before"),
        _ if name.contains('\0') => Some("names hold NUL characters"),
        _ if is_mojibake(name) => Some("names look like UTF-8 that was read as windows-1252 before and saved so"),
        _ => None,
    }
}

/// True if the names of a list hardly are what an encoding made of them.
fn is_improbable(encoding: &str, names: &[&str]) -> bool {
    let wide: Vec<&str> = names.iter().copied().filter(|name| !name.is_ascii()).collect();
    let half = |fits: fn(&str) -> bool| !wide.is_empty() && wide.iter().filter(|name| fits(name)).count() * 2 >= wide.len();
    if encoding == "windows-1252" {
        let sign = |c: char| matches!(c, '\u{80}'..='\u{9F}' | '¡'..='¬' | '®'..='¶' | '¸'..='¿' | '×' | '÷' | 'ƒ' | '†' | '‡' | '‰' | 'Ÿ' | '™' | '€');
        let any = |letters: &[char]| wide.iter().any(|name| name.contains(letters));
        let signs = wide.iter().filter(|name| name.contains(sign)).count();
        return signs * 4 > wide.len() || any(&ICELANDIC) && !any(&ACUTE);
    }
    if encoding == "windows-1251" {
        return half(|name| name.starts_with(char::is_lowercase));
    }
    // Letters of another script become words of small letters or of capitals, or both by chance.
    half(|name| {
        let mut letters = name.chars().filter(|c| c.is_alphabetic());
        let first = letters.next();
        let titled = first.is_some_and(char::is_uppercase) && letters.next().is_none_or(char::is_lowercase);
        !titled || name.chars().zip(name.chars().skip(1)).any(|(left, right)| left.is_lowercase() && right.is_uppercase())
    })
}

impl Gather {
    /// Notes what is odd about the names of the current row, which is used.
    pub(super) fn doubt_names(&mut self) {
        let odd = |name: &str| name.bytes().any(|b| b == 0 || b >= 0x80);
        if odd(&self.draft.name)
            && let Some(problem) = broken(&self.draft.name)
        {
            let name = self.draft.name.escape_debug().to_string();
            self.note(problem, name);
        }
        for n in 0..self.draft.aliases.len() {
            let alias = &self.draft.texts[self.draft.aliases[n].clone()];
            if odd(alias)
                && let Some(problem) = broken(alias)
            {
                let alias = alias.escape_debug().to_string();
                self.note(problem, alias);
            }
        }
    }

    /// Notes a cell of aliases that seems to hold several in another way than `separator` says.
    pub(super) fn doubt_aliases(&mut self, cell: &str, separator: &str) {
        let other = |mark: char| cell.contains(mark) && !separator.chars().eq([mark]);
        let person = Who::of(&self.draft.kind) == Who::Person;
        if !separator.is_empty() && cell.contains(separator) || !(other(';') || other(',') && !person) {
            return;
        }
        let what = "cells of aliases hold a comma or a semicolon and were taken for one name; if it parts names, say so with separator=";
        self.note(what, cell);
    }

    /// Notes a column that seems to hold further names and is none of `aliases`.
    pub(super) fn doubt_column(&mut self, name: &str, role: &Role, columns: &Columns) {
        let mapped = columns.mapped.iter().any(|(field, _)| *field == Field::Aliases);
        if *role == Role::Further && !mapped && NAMES.iter().any(|known| name.trim().eq_ignore_ascii_case(known)) {
            let what = "columns look like further names and are carried along; columns={\"aliases\": …} makes them names";
            self.note_file(what, name);
        }
    }

    /// What names an encoding that was found out has made, if they hardly are names.
    pub(super) fn doubt_encoding(&mut self, foreign: &Foreign) {
        let row = foreign.first.as_ref().map(|(_, decoded)| decoded.encoding);
        let Some(encoding) = foreign.file.or(row).filter(|&encoding| encoding != "utf-8-replaced") else { return };
        let encoding = encoding.to_ascii_lowercase();
        let names = self.roster.first_names(SAMPLE);
        if is_improbable(&encoding, &names) {
            let example = names.iter().find(|name| !name.is_ascii()).map_or(String::new(), |name| (*name).to_owned());
            let what = format!("files were read as {encoding}, {HARDLY_NAMES}; say which encoding it is with encoding=");
            self.note_file(&what, &example);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GBK, IBM866, KOI8_U, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256};

    #[test]
    fn letters_of_other_encodings_are_improbable() {
        let read = |names: &[&str], from: &'static encoding_rs::Encoding, to: &'static encoding_rs::Encoding| {
            let made: Vec<String> = names.iter().map(|name| to.decode(&from.encode(name).0).0.into_owned()).collect();
            is_improbable(&to.name().to_ascii_lowercase(), &made.iter().map(String::as_str).collect::<Vec<_>>())
        };
        assert!(read(&["بغداد", "دمشق"], WINDOWS_1256, KOI8_U));
        assert!(read(&["ירושלים", "חיפה"], WINDOWS_1255, KOI8_U));
        assert!(read(&["東京", "大阪"], SHIFT_JIS, IBM866));
        assert!(read(&["北京", "上海"], GBK, WINDOWS_1252) && read(&["臺北", "高雄"], BIG5, WINDOWS_1252));
        assert!(read(&["Łódź", "Żywiec", "Gdańsk"], WINDOWS_1250, WINDOWS_1252));
        assert!(read(&["Şırnak", "İzmir", "Muş"], WINDOWS_1254, WINDOWS_1252));
        assert!(!read(&["Киев", "Львов", "Харьков"], WINDOWS_1251, WINDOWS_1251) && !read(&["Киев", "Львов"], KOI8_U, KOI8_U));
        let western = ["Málaga", "São Paulo", "Þórshöfn", "Köln", "L’Aquila – Città", "Ísafjörður"];
        assert!(!read(&western, WINDOWS_1252, WINDOWS_1252));
    }

    #[test]
    fn broken_letters_are_told() {
        assert!(["SÃ£o Paulo", "ÐšÐ¸Ñ—Ð²", "MÃ¼nchen"].iter().all(|name| is_mojibake(name)));
        assert!(["São Paulo", "Київ", "Forlì’s", "Àà", "Ñuñoa"].iter().all(|name| !is_mojibake(name)));
        assert!(broken("S\u{FFFD}o").is_some() && broken("Ky\0iv").is_some() && broken("Kyiv").is_none());
    }
}
