//! Designations, whose letters and digits one house writes together, another with a hyphen or a space: F-16, F16, F 16; COP29, COP-29.

use super::plurals;
use super::who::Who;
use crate::gazetteer::entries::gaps::is_dash;
use crate::gazetteer::known::lists;
use crate::text::fold;

/// The most letters before the digits of a designation: COVID-19 written in one, "iOS 17" with a hyphen.
const MOST_JOINED: usize = 8;
/// The most letters that are written with a space and in one: MiG 29, no Hill 112.
const MOST_SPACED: usize = 3;
/// The most letters that may be parted from the digits behind them: COP29, no Windows11.
const MOST_PARTED: usize = 5;

/// True for a name in which digits stand behind letters, or behind one mark or space that follows letters.
pub(in crate::gazetteer) fn has_seam(name: &str) -> bool {
    name.bytes().any(|b| b.is_ascii_digit()) && !seams(name).is_empty()
}

/// Where the letters of a designation end and its digits begin.
struct Seam {
    letters: usize,
    digits: usize,
    /// The letters are a common word: "AT 4" may be a time of day. A single one is judged by its hyphen.
    common: bool,
}

/// A run of letters, of digits or of anything else, with where it begins.
type Run<'n> = (Kind, usize, &'n str);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letters,
    Digits,
    Marks,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            '0'..='9' => Self::Digits,
            _ if c.is_alphanumeric() => Self::Letters,
            _ => Self::Marks,
        }
    }
}

fn runs(name: &str) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for (at, c) in name.char_indices() {
        let kind = Kind::of(c);
        match runs.last_mut() {
            Some((last, start, run)) if *last == kind => *run = &name[*start..at + c.len_utf8()],
            _ => runs.push((kind, at, &name[at..at + c.len_utf8()])),
        }
    }
    runs
}

fn seams(name: &str) -> Vec<Seam> {
    let runs = runs(name);
    let is_gap = |run: &str| run == " " || run.chars().all(is_dash) && run.chars().nth(1).is_none();
    let seam = |at: usize| {
        let &(kind, start, letters) = runs.get(at)?;
        // A word that begins with digits is no designation: 3rd, 47M2.
        let whole = kind == Kind::Letters && at.checked_sub(1).is_none_or(|before| runs[before].0 == Kind::Marks);
        let (most, digits) = match *runs.get(at + 1..)? {
            [(Kind::Digits, digits, _), ..] => (MOST_PARTED, digits),
            [(Kind::Marks, _, gap), (Kind::Digits, digits, _), ..] if is_gap(gap) => {
                (if gap == " " { MOST_SPACED } else { MOST_JOINED }, digits)
            }
            _ => return None,
        };
        let named = whole && letters.contains(char::is_uppercase) && letters.chars().count() <= most;
        let common = || letters.len() > 1 && lists::kinds(fold::hash(&fold::fold(letters))) != 0;
        named.then(|| Seam { letters: start + letters.len(), digits, common: common() })
    };
    (0..runs.len()).filter_map(seam).collect()
}

/// Hands over the other ways to write the designations of a name, and the plurals of these and of the name itself if things bear it.
pub(super) fn of(name: &str, kind: &str, mut take: impl FnMut(&str)) {
    if !name.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    let seams = seams(name);
    if seams.is_empty() {
        return;
    }
    let mut whole = vec![name.to_owned()];
    for parted in [false, true] {
        let fits = |seam: &&Seam| if parted { seam.letters == seam.digits && !seam.common } else { seam.letters < seam.digits };
        let mut text = String::with_capacity(name.len() + 2);
        let mut done = 0;
        for seam in seams.iter().filter(fits) {
            text.push_str(&name[done..seam.letters]);
            text.push_str(if parted { "-" } else { "" });
            done = seam.digits;
        }
        if done > 0 {
            text.push_str(&name[done..]);
            take(&text);
            whole.push(text);
        }
    }
    if Who::of(kind) != Who::Person && kind != "place" {
        whole.iter().filter_map(|name| plurals::of_designation(name)).for_each(|plural| take(&plural));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::variants::handed;

    fn written(name: &str, kind: &str) -> Vec<String> {
        handed(|take| of(name, kind, take))
    }

    #[test]
    fn letters_and_digits_stand_together_or_apart() {
        assert_eq!(written("F-16", "equipment"), ["F16", "F-16s", "F16s"]);
        assert_eq!(written("MiG 29", "equipment"), ["MiG29", "MiG 29s", "MiG29s"]);
        assert_eq!(written("COP29", "place"), ["COP-29"]);
        assert_eq!(written("Bayraktar TB2", "equipment"), ["Bayraktar TB-2", "Bayraktar TB2s", "Bayraktar TB-2s"]);
        assert_eq!(written("Су-34", ""), ["Су34"]);
        assert_eq!(written("Kh-47M2 Kinzhal", "equipment"), ["Kh47M2 Kinzhal"]);
        assert_eq!(written("S-300 and S-400", "place"), ["S300 and S400"]);
        let none = ["Hill 112", "3rd Army", "Kilometre 7", "Windows11", "2014", "F 16b-x", "AT4", "1st 2nd", "Mi -8"];
        assert_eq!(none.map(|name| written(name, "place").len()), [0, 0, 0, 0, 0, 1, 0, 0, 0]);
    }

    #[test]
    fn names_with_a_seam_are_told() {
        assert!(["F-16", "M777", "MiG 29", "С-300"].iter().all(|name| has_seam(name)));
        assert!(["Kyiv", "93rd Brigade", "Area 51", "24"].iter().all(|name| !has_seam(name)));
    }
}
