//! Surnames in Arabic and Hebrew script, which have no capitals: those of Arabic, Persian and Hebrew names.
//!
//! The last word is the surname, with what belongs to it: الله of نصر الله, بن of بن سلمان, בן of בן גביר, نژاد of احمدی نژاد. A surname that is a frequent
//! given name too is left out, since it would be found in others' names.

use crate::text::fold::fold;

/// Words that belong to the one behind them, folded as all of these.
const BEFORE: [&str; 13] = ["بن", "ابن", "بنت", "ابو", "ابي", "ال", "عبد", "دي", "فان", "בן", "בר", "אבו", "אבן"];
/// Words that belong to the one before them.
const BEHIND: [&str; 10] = ["الله", "الدين", "الرحمن", "نژاد", "زاده", "پور", "نيا", "فر", "خواه", "اللهي"];
/// Frequent given names that are surnames too.
const GIVEN: [&str; 65] = [
    "محمد",
    "احمد",
    "علي",
    "حسن",
    "حسين",
    "محمود",
    "مصطفى",
    "مصطفي",
    "ابراهيم",
    "خالد",
    "عمر",
    "عثمان",
    "يوسف",
    "سعيد",
    "كريم",
    "رضا",
    "مهدي",
    "جعفر",
    "عباس",
    "حمزة",
    "ياسر",
    "طارق",
    "زياد",
    "سامي",
    "صالح",
    "ناصر",
    "جمال",
    "كمال",
    "نبيل",
    "وليد",
    "فواد",
    "سليمان",
    "داود",
    "موسى",
    "موسي",
    "عيسى",
    "اسماعيل",
    "اسحاق",
    "يعقوب",
    "هاشم",
    "قاسم",
    "رشيد",
    "مجيد",
    "حامد",
    "حميد",
    "منصور",
    "جابر",
    "نادر",
    "אברהם",
    "יצחק",
    "יעקב",
    "יוסף",
    "משה",
    "דוד",
    "שלמה",
    "שמעון",
    "אהרן",
    "אליהו",
    "דניאל",
    "מיכאל",
    "חיים",
    "מאיר",
    "ישראל",
    "יהודה",
    "בנימין",
];

/// True for a letter of either script.
const fn is_letter(c: char) -> bool {
    matches!(c, '\u{5D0}'..='\u{5F2}' | '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}' | '\u{FB1D}'..='\u{FEFC}')
}

/// The surname of a person whose name of two to five words is in Arabic or Hebrew script.
pub(super) fn surname(name: &str) -> Option<String> {
    let parts: Vec<&str> = name.split_whitespace().collect();
    let written = parts.iter().all(|part| part.starts_with(is_letter) && !part.contains(|c: char| c.is_ascii()));
    if !(2..=5).contains(&parts.len()) || !written {
        return None;
    }
    let is = |known: &[&str], part: &str| known.contains(&fold(part).as_str());
    let mut first = parts.len() - 1;
    if is(&BEHIND, parts[first]) {
        first -= 1;
    }
    if first > 0 && is(&BEFORE, parts[first - 1]) {
        first -= 1;
    }
    let given = is(&["عبد"], parts[first]) || is(&["الدين", "الرحمن"], parts[parts.len() - 1]);
    if first == 0 || given {
        return None;
    }
    let (surname, alone) = (parts[first..].join(" "), first + 1 == parts.len());
    let short = surname.chars().filter(|&c| is_letter(c)).count() < 3;
    (!(alone && (short || is(&GIVEN, &surname)))).then_some(surname)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_are_the_last_words() {
        let surnames =
            ["بشار الأسد", "حسن نصر الله", "محمد بن سلمان", "محمود احمدی نژاد", "علی خامنه\u{200c}ای", "בנימין נתניהו", "איתמר בן גביר"];
        let found: Vec<String> = surnames.iter().filter_map(|name| surname(name)).collect();
        assert_eq!(found, ["الأسد", "نصر الله", "بن سلمان", "احمدی نژاد", "خامنه\u{200c}ای", "נתניהו", "בן גביר"]);
    }

    #[test]
    fn lists_are_folded() {
        assert!([&BEFORE[..], &BEHIND, &GIVEN].concat().iter().all(|word| fold(word) == *word));
    }

    #[test]
    fn given_names_and_single_names_are_none() {
        for name in [
            "محمد عبد الله",
            "محمد صلاح الدين",
            "صدام حسين",
            "الأسد",
            "عبد الله",
            "نصر الله",
            "יצחק דוד",
            "Omar الأسد",
            "Mira Dorn",
            "ישראל כץ",
        ] {
            assert_eq!(surname(name), None, "{name}");
        }
    }
}
