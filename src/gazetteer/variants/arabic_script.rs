//! Names in Arabic script as others write them: عبدالفتاح for عبد الفتاح, أبا and أبي of a kunya, ه for ة at the end, and the digits of Arabic and Persian.

/// The most letters of a name of one word whose final ة may be ه: shorter ones are other words.
const FEWEST: usize = 5;
/// Words that are written in one with the article behind them.
const JOINED: [&str; 3] = ["عبد", "دير", "أبو"];
/// The word of a kunya in each case, with its hamza and without.
const KUNYA: [[&str; 3]; 2] = [["أبو", "أبا", "أبي"], ["ابو", "ابا", "ابي"]];
/// The digits 0 of ASCII, of Arabic and of Persian.
const ZEROS: [char; 3] = ['0', '٠', '۰'];

/// True for a name with a letter of the script.
pub(super) fn is_arabic(name: &str) -> bool {
    name.bytes().any(|b| matches!(b, 0xD8..=0xDB)) && name.chars().any(|c| matches!(c, '\u{620}'..='\u{6D3}'))
}

/// The value of a digit, and which zero it counts from.
fn digit(c: char) -> Option<u32> {
    ZEROS.iter().find_map(|&zero| (c as u32).checked_sub(zero as u32).filter(|&value| value < 10))
}

/// Hands over the other ways to write a name.
pub(super) fn of(name: &str, mut take: impl FnMut(&str)) {
    if !is_arabic(name) {
        return;
    }
    let words: Vec<&str> = name.split(' ').collect();
    let pairs = || words.windows(2).enumerate();
    for (at, pair) in pairs() {
        if JOINED.contains(&pair[0]) && pair[1].starts_with("ال") {
            take(&[words[..at].join(" "), pair.concat(), words[at + 2..].join(" ")].join(" ").trim().replace("  ", " "));
        }
    }
    for (at, word) in words.iter().enumerate() {
        let rest = |new: &str| [&words[..at], &[new], &words[at + 1..]].concat().join(" ");
        if let Some(behind) = word.strip_prefix("عبد").filter(|behind| behind.starts_with("ال") && behind.chars().count() > 4) {
            take(&rest(&format!("عبد {behind}")));
        }
        if at + 1 < words.len() {
            for forms in KUNYA.iter().filter(|forms| forms.contains(word)) {
                forms.iter().filter(|form| *form != word).for_each(|form| take(&rest(form)));
            }
        }
    }
    let long = words.len() > 1 || name.chars().count() >= FEWEST;
    if long && words.iter().any(|word| word.ends_with('ة')) {
        let even = |word: &&str| word.strip_suffix('ة').map_or_else(|| (*word).to_owned(), |stem| format!("{stem}ه"));
        take(&words.iter().map(even).collect::<Vec<_>>().join(" "));
    }
    if name.chars().any(|c| digit(c).is_some()) {
        for zero in ZEROS {
            let even = |c: char| digit(c).and_then(|value| char::from_u32(zero as u32 + value)).unwrap_or(c);
            let text: String = name.chars().map(even).collect();
            if text != name {
                take(&text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::variants::handed;

    fn written(name: &str) -> Vec<String> {
        handed(|take| of(name, take))
    }

    #[test]
    fn words_are_joined_and_parted_and_declined() {
        assert_eq!(written("عبد الفتاح السيسي"), ["عبدالفتاح السيسي"]);
        assert_eq!(written("عبدالفتاح السيسي"), ["عبد الفتاح السيسي"]);
        assert_eq!(written("دير الزور"), ["ديرالزور"]);
        assert_eq!(written("أبو محمد الجولاني"), ["أبا محمد الجولاني", "أبي محمد الجولاني"]);
        assert_eq!(written("هيئة تحرير الشام"), ["هيئه تحرير الشام"]);
        assert_eq!(written("اللواء 93"), ["اللواء ٩٣", "اللواء ۹۳"]);
        assert!(["مكة", "Kyiv 93", "بغداد", "أبو"].iter().all(|name| written(name).is_empty()));
    }
}
