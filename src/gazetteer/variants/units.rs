//! Numbered units: the 93rd Mechanized Brigade, which is written in small letters, as the 93d and as a Separate one too; 93-тя бригада, whose ordinal
//! declines with it (93-ї бригади), and 93 ОМБр (93ОМБр, 93-я ОМБр).

use crate::gazetteer::entries::gaps::is_dash;

/// Nouns of units in English, with "Separate" before which Ukrainian ones are named.
const NOUNS: [&str; 19] = [
    "brigade",
    "division",
    "regiment",
    "battalion",
    "corps",
    "army",
    "squadron",
    "company",
    "platoon",
    "wing",
    "fleet",
    "flotilla",
    "brigades",
    "divisions",
    "regiments",
    "battalions",
    "battery",
    "group",
    "artillery",
];

/// Nouns of units in Ukrainian, Russian and Belarusian without the endings of their cases, and whether they are feminine.
const STEMS: [(&str, bool); 18] = [
    ("бригад", true),
    ("брыгад", true),
    ("дивіз", true),
    ("дивиз", true),
    ("дывіз", true),
    ("армі", true),
    ("арми", true),
    ("рот", true),
    ("флотилі", true),
    ("флотили", true),
    ("полк", false),
    ("батальйон", false),
    ("батальон", false),
    ("батальён", false),
    ("корпус", false),
    ("загон", false),
    ("загін", false),
    ("отряд", false),
];

/// The most digits of a unit's number.
const MOST_DIGITS: usize = 4;
/// Endings of Russian ordinals as they are written behind a number, of feminine nouns and of masculine ones, case by case.
const RUSSIAN: [&[&str]; 2] = [&["я", "й", "ю"], &["й", "го", "му", "м"]];
/// Those of Ukrainian ones but the nominative's and the feminine accusative's, before which stands a letter of the stem.
const UKRAINIAN: [&[&str]; 2] = [&["ї", "й", "ю"], &["й", "го", "му", "м"]];
/// What the ending of an ordinal may be in a list.
const ENDINGS: [&str; 21] =
    ["я", "й", "а", "е", "ий", "ый", "ой", "ій", "ая", "яя", "тя", "та", "ша", "га", "ма", "ва", "те", "ше", "ге", "ме", "тій"];

/// A name that begins with a number: its digits, what stands behind them up to the next word, and that with all behind it.
struct Numbered<'n> {
    digits: &'n str,
    ending: &'n str,
    rest: &'n str,
}

impl<'n> Numbered<'n> {
    fn of(name: &'n str) -> Option<Self> {
        let digits = name.bytes().take_while(u8::is_ascii_digit).count();
        let (number, behind) = name.split_at(digits);
        let (ending, rest) = behind.split_once(' ')?;
        let few = (1..=MOST_DIGITS).contains(&digits);
        few.then_some(Self { digits: number, ending, rest })
    }

    /// Whether its noun is one of a unit's in Cyrillic, and whether a feminine one.
    fn gender(&self) -> Option<bool> {
        let stem = |word: &str| {
            let small = word.to_lowercase();
            let ends = |stem: &str| small.strip_prefix(stem).is_some_and(|ending| ending.chars().count() < 4);
            STEMS.iter().find(|(stem, _)| ends(stem)).map(|&(_, feminine)| feminine)
        };
        self.rest.split([' ', '-']).find_map(stem)
    }

    /// True for the noun of a unit in English.
    fn is_english(&self) -> bool {
        let noun = |word: &str| NOUNS.iter().any(|noun| noun.eq_ignore_ascii_case(word));
        self.rest.split([' ', '-']).any(noun)
    }

    /// True for an acronym in Cyrillic: ОМБр, ОШП.
    fn is_acronym(&self) -> bool {
        let word = self.rest.split(' ').next().unwrap_or_default();
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        capitals > 1 && word.chars().all(|c| matches!(c, '\u{400}'..='\u{45F}')) && word.chars().count() <= 6
    }
}

/// True for a name that may be written with another ordinal.
pub(super) fn may_differ(name: &str) -> bool {
    name.as_bytes().first().is_some_and(u8::is_ascii_digit) && {
        let unit = Numbered::of(name);
        unit.is_some_and(|unit| unit.is_english() || unit.gender().is_some() || unit.is_acronym() || unit.ending.starts_with(is_dash))
    }
}

/// True for a unit whose number tells it from words: it is found in small letters.
pub(in crate::gazetteer) fn is_unit(name: &str) -> bool {
    name.as_bytes().first().is_some_and(u8::is_ascii_digit)
        && Numbered::of(name).is_some_and(|unit| unit.is_english() && of_english(unit.ending).is_some() || unit.gender().is_some())
}

/// The short and the full ending of an English ordinal.
fn of_english(ending: &str) -> Option<[&'static str; 2]> {
    match ending {
        "st" => Some(["st", "st"]),
        "th" => Some(["th", "th"]),
        "nd" => Some(["d", "nd"]),
        "rd" => Some(["d", "rd"]),
        "d" => Some(["d", ""]),
        _ => None,
    }
}

/// Hands over the other ways to write an English name of a unit.
pub(super) fn of_name(name: &str, mut take: impl FnMut(&str)) {
    let Some(unit) = Numbered::of(name).filter(Numbered::is_english) else { return };
    let Some([short, full]) = of_english(unit.ending) else { return };
    let full = match (full, unit.digits.as_bytes().last()) {
        ("", Some(b'2')) => "nd",
        ("", _) => "rd",
        _ => full,
    };
    let separate = unit.rest.strip_prefix("Separate ").map_or_else(|| format!("Separate {}", unit.rest), str::to_owned);
    for rest in [unit.rest, &separate] {
        for ending in [short, full] {
            take(&format!("{}{ending} {rest}", unit.digits));
        }
    }
}

/// Hands over the case forms of a name to whoever takes them.
type Inflect<'i> = dyn FnMut(&str, &mut dyn FnMut(&str)) + 'i;

/// Hands over what a name of a unit in Cyrillic becomes with the endings of its ordinal; `inflect` hands over the case forms of the rest of it.
pub(super) fn of_native(name: &str, inflect: &mut Inflect<'_>, mut take: impl FnMut(&str)) {
    let Some(unit) = Numbered::of(name) else { return };
    let ending = unit.ending.strip_prefix(is_dash).unwrap_or(unit.ending);
    let ordinal = ENDINGS.contains(&ending);
    // A bare number has an ordinal's endings before the noun or the acronym of a unit.
    let feminine = unit.gender().or_else(|| unit.is_acronym().then_some(true));
    if !ordinal && (feminine.is_none() || !ending.is_empty()) {
        return;
    }
    let feminine = feminine.unwrap_or_else(|| ending.ends_with(['а', 'я']));
    if unit.is_acronym() {
        take(&format!("{}{}", unit.digits, unit.rest));
        take(&format!("{} {}", unit.digits, unit.rest));
    }
    let at = usize::from(!feminine);
    let mut endings: Vec<String> = RUSSIAN[at].iter().chain(UKRAINIAN[at]).map(|&ending| ending.to_owned()).collect();
    if feminine {
        let stem = stem_of(unit.digits);
        let vowels = if stem == "т" && unit.digits.ends_with('3') { ["я", "ю"] } else { ["а", "у"] };
        endings.extend(vowels.map(|vowel| format!("{stem}{vowel}")));
    }
    endings.sort_unstable();
    endings.dedup();
    let mut with_endings = |rest: &str| endings.iter().for_each(|ending| take(&format!("{}-{ending} {rest}", unit.digits)));
    with_endings(unit.rest);
    inflect(unit.rest, &mut with_endings);
}

/// The last letter of a Ukrainian ordinal's stem: перша, друга, третя, сьома, сорокова, четверта.
fn stem_of(digits: &str) -> &'static str {
    let teen = digits.len() > 1 && digits.as_bytes()[digits.len() - 2] == b'1';
    match digits.as_bytes().last() {
        _ if teen => "т",
        Some(b'1') => "ш",
        Some(b'2') => "г",
        Some(b'7' | b'8') => "м",
        Some(b'0') if digits.ends_with("40") => "в",
        _ => "т",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::variants::handed;

    fn english(name: &str) -> Vec<String> {
        handed(|take| of_name(name, take))
    }

    fn native(name: &str) -> String {
        handed(|take| of_native(name, &mut |rest, found| found(&format!("<{rest}>")), take)).join("|")
    }

    #[test]
    fn ordinals_of_english() {
        let all =
            ["93d Mechanized Brigade", "93rd Mechanized Brigade", "93d Separate Mechanized Brigade", "93rd Separate Mechanized Brigade"];
        assert_eq!(english("93rd Mechanized Brigade"), all);
        assert_eq!(english("2d Separate Army")[..2], ["2d Separate Army", "2nd Separate Army"]);
        assert!(["20 Minutes", "93rd Street", "3 Brigade"].iter().all(|name| english(name).is_empty()));
    }

    #[test]
    fn ordinals_of_cyrillic() {
        assert_eq!(
            native("93-тя бригада"),
            "93-й бригада|93-тю бригада|93-тя бригада|93-ю бригада|93-я бригада|93-ї бригада|93-й <бригада>|93-тю <бригада>|93-тя <бригада>|93-ю <бригада>|93-я <бригада>|93-ї <бригада>"
        );
        assert!(native("1-я танковая армия").contains("1-й <танковая армия>"));
        assert!(native("93 ОМБр").starts_with("93ОМБр|93 ОМБр|93-й ОМБр|"));
        assert!(native("3 полк").contains("3-го <полк>"));
        assert!(["93 дні", "Азов 12", "20 жен", "12345 полк"].map(native).iter().all(String::is_empty));
    }

    #[test]
    fn units_are_told() {
        assert!(["93rd Mechanized Brigade", "3-тя Штурмова Бригада", "1st Army"].iter().all(|name| is_unit(name)));
        assert!(["20 Minutes", "60 Group", "Brigade 3", "5th Avenue"].iter().all(|name| !is_unit(name)));
    }
}
