//! Arabic and Persian names in Latin letters, which every house spells in its own way: Muhammad, Mohammed; al-Julani, el-Jolani; ash-Sham for al-Sham; Abdul
//! Fattah, Abdelfattah; by the table `seeds/variants/arabic.csv`.
//!
//! Every word of a name has some spellings; those of a name with fewer words changed come first, and a name gets a bounded number of them.

use super::hints::{Hints, WordHints};
use crate::text::fold::{fold, is_apostrophe};
use crate::text::listed::lines;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The most spellings of one name.
const MOST: usize = 64;
/// The most combinations that are looked at.
const MOST_LOOKED_AT: usize = 1 << 12;
/// The most words of a name.
const MOST_WORDS: usize = 8;
/// The fewest letters of a name of one word.
const FEWEST: usize = 5;
/// Stands where two words are written in one.
const JOINED: char = '\0';
/// Countries whose places have Arabic names.
const COUNTRIES: [&str; 20] =
    ["AE", "BH", "DJ", "DZ", "EG", "ER", "IQ", "JO", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SY", "TN"];
/// Others that have some, and some of their own.
const BESIDE: [&str; 7] = ["YE", "SO", "TD", "IR", "AF", "PK", "KM"];

/// What stands between "Abd" and the name behind it, in one with it.
const ABD: [&str; 12] = ["abdul", "abdel", "abdal", "abdur", "abder", "abdus", "abdes", "abdun", "abden", "abduz", "abdez", "abdou"];
const ARTICLES: [&str; 3] = ["al", "el", "ul"];

/// Spellings of words of each kind by each of them.
#[derive(Default)]
struct Tables {
    words: FxHashMap<&'static str, Vec<&'static str>>,
    servants: FxHashMap<&'static str, Vec<&'static str>>,
}

/// The words of the table.
static WORDS: LazyLock<WordHints> = LazyLock::new(|| WordHints::over(TABLES.words.keys().copied()));

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let lines = lines(include_str!("../../../seeds/variants/arabic.csv")).skip(1);
    let mut tables = Tables::default();
    for (kind, spellings) in lines.filter_map(|line| line.split_once(',')) {
        let all: Vec<&str> = spellings.split('|').collect();
        let table = if kind == "servant" { &mut tables.servants } else { &mut tables.words };
        for &word in &all {
            table.entry(word).or_insert_with(|| std::iter::once(word).chain(all.iter().copied().filter(|&other| other != word)).collect());
        }
    }
    tables
});

/// The consonants that the article's l becomes before a word: "sh" of Sham.
fn sun(word: &str) -> Option<&str> {
    let two = word.get(..2).filter(|two| matches!(*two, "sh" | "th" | "dh" | "kh"));
    match two {
        Some("kh") => None,
        Some(two) => Some(two),
        None => word.get(..1).filter(|one| matches!(*one, "t" | "d" | "r" | "z" | "s" | "n")),
    }
}

/// True for the article before a word: al, el, ul, or with the consonants of the word (ash-Sham, ez-Zor).
fn is_article(word: &str, next: &str) -> bool {
    ARTICLES.contains(&word) || sun(next).is_some_and(|sun| word.strip_prefix(['a', 'e', 'u']) == Some(sun))
}

/// A word of a name as it is written and folded, and whether a hyphen stands behind it.
struct Part<'n> {
    written: &'n str,
    folded: String,
    hyphen: bool,
}

fn parts(name: &str) -> Vec<Part<'_>> {
    let run = |run: &str| run.ends_with('-');
    name.split_inclusive([' ', '-'])
        .map(|word| {
            let written = word.trim_end_matches([' ', '-']);
            Part { written, folded: fold(written), hyphen: run(word) }
        })
        .filter(|part| !part.written.is_empty())
        .collect()
}

/// What a word may be spelled as, itself first, with the capital that it has.
fn spellings(part: &Part<'_>, table: &FxHashMap<&'static str, Vec<&'static str>>) -> Option<Vec<String>> {
    let all = table.get(part.folded.as_str())?;
    Some(all.iter().map(|word| capital(word, part.written.starts_with(char::is_uppercase))).collect())
}

fn capital(word: &str, capital: bool) -> String {
    if capital && word.is_ascii() && !word.is_empty() { word[..1].to_ascii_uppercase() + &word[1..] } else { word.to_owned() }
}

/// The article before a word, with what else it may be: itself first.
fn articles(part: &Part<'_>, next: &str) -> Vec<String> {
    let first = part.written.starts_with(char::is_uppercase);
    let mut all = vec![part.folded.clone(), "al".into(), "el".into()];
    if let Some(sun) = sun(next) {
        all.extend([format!("a{sun}"), format!("e{sun}")]);
    }
    // Alshabaab, Ezzor.
    all.push(format!("{}{JOINED}", part.folded));
    if part.folded == "ul" {
        // Ziaul Haq.
        all.push(format!("{JOINED}ul"));
    }
    let mut distinct: Vec<&String> = Vec::with_capacity(all.len());
    for article in &all {
        if !distinct.contains(&article) {
            distinct.push(article);
        }
    }
    distinct.into_iter().map(|article| capital(article, first)).collect()
}

/// The ways to write what begins with "Abd", each with the name behind it: Abdul Fattah, Abdelfattah, Abd al-Fattah. Gives how many words that takes.
fn servant(parts: &[Part<'_>]) -> Option<(usize, Vec<String>)> {
    let word = |at: usize| parts.get(at).map(|part: &Part<'_>| part.folded.as_str());
    let first = word(0)?;
    let behind = |at: usize| word(at).and_then(|name| TABLES.servants.get(name)).map(|names| (at + 1, names));
    let joined = || {
        let stem = ABD.iter().find_map(|abd| first.strip_prefix(abd))?;
        let name = TABLES.servants.get(stem)?;
        Some((1, name))
    };
    let (words, names) = if first == "abd" && word(2).is_some_and(|name| is_article(word(1).unwrap_or_default(), name)) {
        behind(2)?
    } else if ABD.contains(&first) {
        behind(1)?
    } else {
        joined()?
    };
    let mut all = vec![parts[..words].iter().map(|part| part.written).collect::<Vec<_>>().join(" ")];
    for name in names {
        let proper = capital(name, true);
        all.extend([
            format!("Abdul {proper}"),
            format!("Abdel {proper}"),
            format!("Abdel{name}"),
            format!("Abdul{name}"),
            format!("Abd al {proper}"),
        ]);
        if let Some(sun) = sun(name).filter(|sun| sun.len() == 1) {
            all.extend([format!("Abdu{sun} {proper}"), format!("Abdu{sun}{name}")]);
        }
    }
    all.dedup();
    Some((words, all))
}

/// For each piece of a name what it may be spelled as, itself first; `None` for a name that is no Arabic one as far as is known.
fn pieces(name: &str) -> Option<Vec<Vec<String>>> {
    let parts = parts(name);
    let wide = name.bytes().any(|b| (0xD0..=0xF4).contains(&b));
    if parts.is_empty() || parts.len() > MOST_WORDS || wide {
        return None;
    }
    let mut pieces = Vec::with_capacity(parts.len());
    let mut at = 0;
    while at < parts.len() {
        let part = &parts[at];
        if let Some((words, all)) = servant(&parts[at..]) {
            pieces.push(all);
            at += words;
            continue;
        }
        let next = parts.get(at + 1);
        // Al Gore and El Salvador have no article; with a space it is one in small letters alone.
        let article = next.filter(|next| {
            let told = part.hyphen || part.folded != "el" && part.written.starts_with(char::is_lowercase);
            told && next.written.starts_with(char::is_uppercase) && is_article(&part.folded, &next.folded)
        });
        pieces.push(match article {
            Some(next) => articles(part, &next.folded),
            None => spellings(part, &TABLES.words).unwrap_or_else(|| vec![part.written.to_owned()]),
        });
        at += 1;
    }
    let single = parts.len() == 1 && parts[0].folded.len() < FEWEST;
    (!single && pieces.iter().any(|all| all.len() > 1)).then_some(pieces)
}

/// The most letters of a word that is looked up.
const LONGEST: usize = 16;

/// False for most names that have no other spelling: a fast look at their words.
pub(super) fn may_have(name: &[u8]) -> bool {
    let (mut start, mut hints) = (0, Hints::default());
    for (at, &byte) in name.iter().enumerate() {
        if matches!(byte, b' ' | b'-') {
            if may_be_spelled(&name[start..at], byte == b'-', hints) {
                return true;
            }
            (start, hints) = (at + 1, Hints::default());
        } else {
            hints = hints.with(Hints::of_byte(byte));
        }
    }
    may_be_spelled(&name[start..], false, hints)
}

/// The same of one of its words, behind which stands a hyphen or not.
fn may_be_spelled(word: &[u8], hyphen: bool, hints: Hints) -> bool {
    match word {
        [b'a' | b'e' | b'u' | b'A' | b'E' | b'U', _] | [b'a' | b'e' | b'u' | b'A' | b'E' | b'U', _, _] => {
            hyphen || word[0].is_ascii_lowercase()
        }
        [b'a' | b'A', b'b' | b'B', b'd' | b'D', ..] if word.len() <= LONGEST => true,
        _ if word.len() > LONGEST => false,
        _ => {
            hints.has(Hints::APOSTROPHE) && std::str::from_utf8(word).is_ok_and(|word| word.contains(is_apostrophe))
                || WORDS.may_be(word) && is_listed(word)
        }
    }
}

/// True for a word of the table, in any capitals.
fn is_listed(word: &[u8]) -> bool {
    let mut small = [0; LONGEST];
    let Some(small) = small.get_mut(..word.len()) else { return false };
    small.copy_from_slice(word);
    small.make_ascii_lowercase();
    std::str::from_utf8(small).is_ok_and(|small| TABLES.words.contains_key(small))
}

/// True for a name that has other spellings. Of a place with a country it is one where names are Arabic.
pub(super) fn may_differ(name: &str, kind: &str, country: Option<&str>) -> bool {
    let elsewhere = |code: &str| !COUNTRIES.iter().chain(&BESIDE).any(|known| known.eq_ignore_ascii_case(code));
    !(kind == "place" && country.is_some_and(elsewhere)) && may_have(name.as_bytes()) && pieces(name).is_some()
}

/// Hands over the other spellings of a name, those with fewest words changed first.
pub(super) fn of(name: &str, mut take: impl FnMut(&str)) {
    let Some(pieces) = pieces(name) else { return };
    let mut chosen: Vec<(usize, usize, Vec<usize>)> = Vec::new();
    let mut at = vec![0; pieces.len()];
    for _ in 0..MOST_LOOKED_AT {
        // The next combination, counted up.
        let Some(place) = (0..at.len()).find(|&place| at[place] + 1 < pieces[place].len()) else { break };
        at[place] += 1;
        at[..place].fill(0);
        chosen.push((at.iter().filter(|&&n| n > 0).count(), at.iter().sum(), at.clone()));
    }
    chosen.sort();
    for (_, _, at) in chosen.iter().take(MOST) {
        let words: Vec<&str> = at.iter().zip(&pieces).map(|(&n, all)| all[n].as_str()).collect();
        let text = words.join(" ").replace("\0 ", "").replace(" \0", "");
        take(text.trim_matches(JOINED));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::variants::handed;

    fn written(name: &str) -> Vec<String> {
        handed(|take| of(name, take)).iter().map(|text| fold(text)).collect()
    }

    #[test]
    fn the_spellings_of_the_press_are_among_them() {
        let has = |name: &str, all: &[&str]| {
            let made = written(name);
            assert!(all.iter().all(|text| made.contains(&fold(text))), "{name}: {made:?}");
            assert!(made.len() <= MOST, "{name}");
        };
        has("Abu Mohammad al-Julani", &["Abu Muhammad al Jolani", "Abu Mohammed al Golani", "Abou Mohammad al Julani"]);
        has("Abdel Fattah el-Sisi", &["Abdul Fattah al Sisi", "Abdelfattah al Sisi", "Abd al Fattah el Sisi"]);
        has("Abdelfattah Burhan", &["Abdel Fattah Burhan", "Abdul Fattah Burhan"]);
        has("Hayat Tahrir al-Sham", &["Hayat Tahrir ash Sham"]);
        has("Deir ez-Zor", &["Deir al Zour", "Deir Ezzor", "Dayr az Zawr"]);
        has("Zia ul-Haq", &["Ziaul Haq", "Zia al Haq"]);
        has("Abdul Rahman", &["Abdur Rahman", "Abdulrahman", "Abdurrahman"]);
        has("Hodeidah", &["Hudaydah", "Hodeida"]);
        has("al-Shabaab", &["al Shabab", "Alshabaab"]);
    }

    #[test]
    fn other_names_have_none() {
        let none = ["Al Gore", "El Salvador", "Omar", "Los Angeles", "Pedro el Grande", "Морро аль-Шам", "Ash Barty", "An-na X"];
        assert!(none.iter().all(|name| written(name).is_empty()), "{:?}", none.map(written));
        assert!(!may_differ("Sami Castle", "place", Some("FI")) && may_differ("Deir ez-Zor", "place", Some("SY")));
    }

    #[test]
    fn the_table_is_folded() {
        for word in TABLES.words.keys().chain(TABLES.servants.keys()) {
            assert!(fold(word) == *word && word.len() > 1, "{word}");
        }
        assert!(TABLES.words.len() > 250 && TABLES.servants.len() > 50);
    }
}
