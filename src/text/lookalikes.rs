//! Letters of one script that look like those of another: a Latin o among Cyrillic letters, a Cyrillic е in a Latin word.
//!
//! Hardly a word is meant to be of two scripts: keyboards, scanners and those who hide from filters make them. So where all letters of one of the
//! two have a twin in the other, their twins are taken; where either could be, the script with more letters stays. A word of one script stays as
//! it is: РОТ is no POT. The twins of designations (Т-72, X-101), whose letters stand alone, are another matter: see [`twin`].

/// A Latin letter and its Cyrillic twin.
struct Twin {
    latin: char,
    cyrillic: char,
    /// The small letters look alike too.
    small: bool,
    /// The capitals stand in designations.
    designates: bool,
}

const fn pair(latin: char, cyrillic: char, small: bool, designates: bool) -> Twin {
    Twin { latin, cyrillic, small, designates }
}

static CYRILLIC: [Twin; 15] = [
    pair('a', 'а', true, true),
    pair('b', 'в', false, true),
    pair('c', 'с', true, true),
    pair('e', 'е', true, true),
    pair('h', 'н', false, true),
    pair('i', 'і', true, true),
    pair('j', 'ј', true, false),
    pair('k', 'к', false, true),
    pair('m', 'м', false, true),
    pair('o', 'о', true, true),
    pair('p', 'р', true, true),
    pair('s', 'ѕ', true, false),
    pair('t', 'т', false, true),
    pair('x', 'х', true, true),
    pair('y', 'у', true, true),
];

/// Latin letters and their Greek twins. An m is none of μ, which is a unit's prefix (μSv is no mSv).
const GREEK: [(char, char); 13] = [
    ('a', 'α'),
    ('b', 'β'),
    ('e', 'ε'),
    ('z', 'ζ'),
    ('h', 'η'),
    ('i', 'ι'),
    ('k', 'κ'),
    ('n', 'ν'),
    ('o', 'ο'),
    ('p', 'ρ'),
    ('t', 'τ'),
    ('x', 'χ'),
    ('y', 'υ'),
];

/// The fewest letters of a word of Greek and Latin ones: shorter ones are units.
const LEAST_GREEK: usize = 3;

/// A script whose letters have twins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Greek,
}

impl Script {
    /// That of a folded letter.
    const fn of(c: char) -> Option<Self> {
        match c {
            'a'..='z' => Some(Self::Latin),
            '\u{400}'..='\u{52F}' => Some(Self::Cyrillic),
            '\u{370}'..='\u{3FF}' => Some(Self::Greek),
            _ => None,
        }
    }

    /// The twin of a small letter in this script.
    fn twin(self, small: char) -> Option<char> {
        match (Self::of(small)?, self) {
            (Self::Latin, Self::Cyrillic) => CYRILLIC.iter().find(|t| t.latin == small).map(|t| t.cyrillic),
            (Self::Cyrillic, Self::Latin) => CYRILLIC.iter().find(|t| t.cyrillic == small).map(|t| t.latin),
            (Self::Latin, Self::Greek) => GREEK.iter().find(|t| t.0 == small).map(|t| t.1),
            (Self::Greek, Self::Latin) => GREEK.iter().find(|t| t.1 == small).map(|t| t.0),
            _ => None,
        }
    }

    /// A letter in this script, large or small as it was; any other character as it is.
    pub fn letter(self, c: char) -> char {
        let small = lower(c);
        match self.twin(small) {
            Some(twin) if small == c => twin,
            Some(twin) => twin.to_uppercase().next().unwrap_or(twin),
            None => c,
        }
    }

    /// Puts letters in this script from byte `start` on.
    pub fn put(self, folded: &mut Vec<u8>, start: usize) {
        let straight: String = String::from_utf8_lossy(&folded[start..]).chars().map(|c| self.letter(c)).collect();
        folded.truncate(start);
        folded.extend_from_slice(straight.as_bytes());
    }
}

fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(lower), None) => lower,
        _ => c,
    }
}

/// False for most words of one script: if there is no Latin letter, or no first byte of a Greek or Cyrillic one.
#[inline]
pub(crate) fn may_mix(word: &[u8]) -> bool {
    let kinds = word.iter().fold(0, |all, &b| all | u8::from(b.is_ascii_alphabetic()) | u8::from(matches!(b, 0xCD..=0xD4)) << 1);
    kinds == 3
}

/// The script in which a folded word of two scripts is meant; `None` for any other word.
#[cold]
pub(crate) fn meant(folded: &str) -> Option<Script> {
    let mut counts = [0_usize; 3];
    let mut other = None;
    for c in folded.chars().filter(|c| c.is_alphabetic()) {
        let script = Script::of(c)?;
        counts[script as usize] += 1;
        if script != Script::Latin && other.replace(script).is_some_and(|before| before != script) {
            return None;
        }
    }
    let other = other?;
    let [latin, foreign] = [counts[Script::Latin as usize], counts[other as usize]];
    if latin == 0 || other == Script::Greek && latin + foreign < LEAST_GREEK {
        return None;
    }
    let all = |from: Script, to: Script| folded.chars().filter(|&c| Script::of(c) == Some(from)).all(|c| to.twin(c).is_some());
    match (all(Script::Latin, other), all(other, Script::Latin)) {
        (true, true) if latin > foreign => Some(Script::Latin),
        (true, _) => Some(other),
        (false, true) => Some(Script::Latin),
        (false, false) => None,
    }
}

/// Gives a folded word from byte `start` on the letters of the script in which it is meant.
#[inline]
pub(super) fn straighten(folded: &mut Vec<u8>, start: usize) {
    if may_mix(&folded[start..])
        && let Some(script) = std::str::from_utf8(&folded[start..]).ok().and_then(meant)
    {
        script.put(folded, start);
    }
}

/// A word of Latin or of Cyrillic letters and digits in the letters of the other script that look like its own, capitals like capitals; `None`
/// where one of them has no twin.
pub(crate) fn twin(word: &str) -> Option<String> {
    let mut script = None;
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii_digit() {
            out.push(c);
            continue;
        }
        let small = lower(c);
        let pair = CYRILLIC.iter().find(|t| t.designates && (t.latin == small || t.cyrillic == small) && (t.small || small != c))?;
        let mine = Script::of(small)?;
        if script.replace(mine).is_some_and(|before| before != mine) {
            return None;
        }
        let twin = if mine == Script::Latin { pair.cyrillic } else { pair.latin };
        if small == c { out.push(twin) } else { out.extend(twin.to_uppercase()) }
    }
    script.map(|_| out)
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    #[test]
    fn words_of_two_scripts_are_meant_in_one() {
        let meant = |word: &str| super::meant(&word.to_lowercase());
        for word in ["Kостянтинівка", "Херcон", "MОСКВА", "аx"] {
            assert_eq!(meant(word), Some(Script::Cyrillic), "{word}");
        }
        for word in ["Khеrson", "Мoskva", "Kyiv\u{456}", "pаypаl"] {
            assert_eq!(meant(word), Some(Script::Latin), "{word}");
        }
        assert_eq!(meant("Aθηνα"), Some(Script::Greek));
        for word in ["РОТ", "POT", "NATОвский", "iPhoneшный", "μm", "μSv", "kΩ", "Жq", "2014", "", "аοz"] {
            assert_eq!(meant(word), None, "{word}");
        }
    }

    #[test]
    fn letters_keep_their_case() {
        assert_eq!("KoТ".chars().map(|c| Script::Cyrillic.letter(c)).collect::<String>(), "КоТ");
        assert_eq!("Ќ-ж1".chars().map(|c| Script::Latin.letter(c)).collect::<String>(), "Ќ-ж1");
    }

    #[test]
    fn every_pair_folds_to_itself_and_goes_both_ways() {
        for (latin, other, script) in CYRILLIC
            .iter()
            .map(|t| (t.latin, t.cyrillic, Script::Cyrillic))
            .chain(GREEK.iter().map(|&(latin, greek)| (latin, greek, Script::Greek)))
        {
            assert_eq!((script.twin(latin), Script::Latin.twin(other)), (Some(other), Some(latin)));
            assert_eq!([latin, other].map(|c| fold(&c.to_string())), [latin, other].map(|c| c.to_string()));
        }
    }

    #[test]
    fn twins_of_designations_look_alike() {
        for (word, other) in [("Х", "X"), ("T", "Т"), ("M777", "М777"), ("37М", "37M"), ("Ка", "Ka"), ("С", "C")] {
            assert_eq!(twin(word).as_deref(), Some(other));
            assert_eq!(twin(other).as_deref(), Some(word));
        }
        for word in ["101", "", "Kh", "Т72Б", "в", "тx", "S", "72s"] {
            assert_eq!(twin(word), None, "{word}");
        }
    }
}
