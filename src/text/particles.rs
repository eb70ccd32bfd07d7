//! Particles that Korean, Armenian and the languages of Ethiopia write in one word with a name, with no mark between: 평양에서 "in Pyongyang",
//! Երևանում "in Yerevan", የሱዳን "of Sudan".
//!
//! What may be cut off is told by closed tables: in Korean also by whether the name ends in a vowel, since most particles have one form behind
//! a vowel and another behind a consonant. Korean also makes words of a state's name with a syllable behind it: 러시아군 "the Russian army".

use super::listed::sections;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// The fewest syllables, of scripts that write syllables, that are left of a word.
const SYLLABLES: usize = 2;
/// The fewest letters that are left of a word of an alphabet.
const LETTERS: usize = 3;
/// The most characters of what is cut off.
const LONGEST: usize = 6;

/// A script whose particles stand in one word with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// Korean, in whole syllables.
    Hangul,
    /// Armenian.
    Armenian,
    /// Amharic, Tigrinya.
    Ethiopic,
}

#[derive(Default)]
struct Tables {
    any: FxHashSet<&'static str>,
    vowel: FxHashSet<&'static str>,
    consonant: FxHashSet<&'static str>,
    liquid: FxHashSet<&'static str>,
    derived: FxHashSet<&'static str>,
    armenian: FxHashSet<&'static str>,
    prefixes: FxHashSet<&'static str>,
    suffixes: FxHashSet<&'static str>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables::default();
    for (section, line) in sections(include_str!("../../seeds/words/particles.txt")) {
        let set = match section {
            "korean" => &mut tables.any,
            "korean behind a vowel" => &mut tables.vowel,
            "korean behind a consonant" => &mut tables.consonant,
            "korean behind a vowel or rieul" => &mut tables.liquid,
            "korean derived" => &mut tables.derived,
            "armenian" => &mut tables.armenian,
            "ethiopic before" => &mut tables.prefixes,
            _ => &mut tables.suffixes,
        };
        set.extend(line.split_whitespace());
    }
    tables
});

impl Script {
    /// The script of a word by the bytes of its first letter.
    pub fn of(word: &[u8]) -> Option<Self> {
        match word {
            [0xEA, 0xB0..=0xBF, ..] | [0xEB | 0xEC, ..] | [0xED, 0x80..=0x9E, ..] => Some(Self::Hangul),
            [0xD4, 0xB1..=0xBF, ..] | [0xD5, ..] | [0xD6, 0x80..=0x87, ..] => Some(Self::Armenian),
            [0xE1, 0x88..=0x8D, ..] => Some(Self::Ethiopic),
            _ => None,
        }
    }

    /// The fewest characters of a name beside particles.
    pub const fn shortest(self) -> usize {
        match self {
            Self::Hangul | Self::Ethiopic => SYLLABLES,
            Self::Armenian => LETTERS,
        }
    }
}

/// Hands over the ways to cut a word, as where what is left begins and ends, and whether what was cut off made another word of it: each before
/// what lies within it.
pub(super) fn cuts(word: &str, script: Script, mut take: impl FnMut(usize, usize, bool)) {
    // Where each of the first characters begins, and each of the last.
    let heads = || word.char_indices().map(|(at, _)| at).take(LONGEST + 1);
    let tails = || word.char_indices().rev().map(|(at, _)| at).take(LONGEST);
    let enough = |start: usize, end: usize| word[start..end].chars().nth(script.shortest() - 1).is_some();
    match script {
        Script::Ethiopic => {
            let behind = |end: usize| end == word.len() || TABLES.suffixes.contains(&word[end..]);
            for start in heads().filter(|&at| at == 0 || TABLES.prefixes.contains(&word[..at])) {
                for end in std::iter::once(word.len()).chain(tails()) {
                    if (start, end) != (0, word.len()) && start < end && behind(end) && enough(start, end) {
                        take(start, end, false);
                    }
                }
            }
        }
        Script::Hangul => {
            for end in tails().filter(|&end| end > 0 && enough(0, end)) {
                if is_korean(&word[..end], &word[end..]) {
                    take(0, end, false);
                } else if is_derived(word, end) {
                    take(0, end, true);
                }
            }
        }
        Script::Armenian => {
            let small = word.to_lowercase();
            // Lower case has the same bytes as capitals have, but for a ligature, which ends no word.
            if small.len() == word.len() {
                for end in tails().filter(|&end| end > 0 && TABLES.armenian.contains(&small[end..]) && enough(0, end)) {
                    take(0, end, false);
                }
            }
        }
    }
}

/// True if behind byte `end` of a word stands what makes another word, alone or with particles behind it.
fn is_derived(word: &str, end: usize) -> bool {
    let rest = &word[end..];
    let mut ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(2);
    ends.any(|at| TABLES.derived.contains(&rest[..at]) && (at == rest.len() || is_korean(&word[..end + at], &rest[at..])))
}

/// True for particles that may stand behind a word.
fn is_korean(word: &str, particles: &str) -> bool {
    const FIRST: u32 = 0xAC00;
    const FINALS: u32 = 28;
    const RIEUL: u32 = 8;
    let Some(syllable) = word.chars().next_back().filter(|c| ('가'..='힣').contains(c)) else { return false };
    let last = (syllable as u32 - FIRST) % FINALS;
    TABLES.any.contains(particles)
        || if last == 0 { &TABLES.vowel } else { &TABLES.consonant }.contains(particles)
        || matches!(last, 0 | RIEUL) && TABLES.liquid.contains(particles)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(word: &str) -> Vec<&str> {
        let mut out = Vec::new();
        let script = Script::of(word.as_bytes()).expect("a script with particles");
        cuts(word, script, |start, end, derived| {
            if !derived {
                out.push(&word[start..end])
            }
        });
        out
    }

    #[test]
    fn the_tables_are_full_and_none_repeats_another() {
        let t = &*TABLES;
        assert!([&t.any, &t.vowel, &t.consonant, &t.liquid, &t.armenian].iter().all(|set| set.len() > 8));
        assert!(
            t.derived.len() > 5 && t.derived.is_disjoint(&t.any) && t.derived.is_disjoint(&t.vowel) && t.derived.is_disjoint(&t.consonant)
        );
        assert!(t.prefixes.len() > 5 && t.suffixes.len() > 4);
        for set in [&t.vowel, &t.consonant, &t.liquid] {
            assert!(set.is_disjoint(&t.any));
        }
        assert!(t.vowel.is_disjoint(&t.consonant) && t.vowel.is_disjoint(&t.liquid));
        let all = [&t.any, &t.vowel, &t.consonant, &t.liquid, &t.armenian, &t.prefixes, &t.suffixes];
        assert!(all.iter().flat_map(|set| set.iter()).all(|particle| (1..=LONGEST).contains(&particle.chars().count())));
    }

    #[test]
    fn korean_particles_follow_the_last_sound() {
        for (word, expected) in [
            ("평양에서", "평양"),
            ("평양에서는", "평양"),
            ("김정은은", "김정은"),
            ("러시아는", "러시아"),
            ("서울로", "서울"),
            ("부산으로부터", "부산"),
            ("트럼프가", "트럼프"),
        ] {
            assert_eq!(left(word).last(), Some(&expected), "{word}");
        }
        let derived = |word: &str| {
            let mut out = Vec::new();
            cuts(word, Script::Hangul, |_, end, derived| {
                if derived {
                    out.push(word[..end].to_owned())
                }
            });
            out
        };
        for (word, expected) in [("러시아군", "러시아"), ("러시아군은", "러시아"), ("미국인들이", "미국"), ("중국산", "중국")]
        {
            assert_eq!(derived(word), [expected], "{word}");
        }
        assert!(derived("러시아군는").is_empty() && derived("군인").is_empty() && derived("러시아").is_empty());
        for word in ["러시아은", "평양는", "평양로", "북은", "에서"] {
            assert!(left(word).is_empty(), "{word}: {:?}", left(word));
        }
        assert!(left("김정은이다").contains(&"김정은"));
    }

    #[test]
    fn armenian_and_ethiopic_particles() {
        assert_eq!(left("Երևանում"), ["Երևան"]);
        assert_eq!(left("ԵՐԵՎԱՆՈՒՄ"), ["ԵՐԵՎԱՆ"]);
        assert!(left("Մոսկվայից").contains(&"Մոսկվա"));
        assert!(left("Բաքուն").contains(&"Բաքու"));
        assert!(left("Հայ").is_empty());
        assert_eq!(left("የሱዳን"), ["የሱዳ", "ሱዳን", "ሱዳ"]);
        assert!(left("በመቀሌም").contains(&"መቀሌ") && left("ኢትዮጵያን").contains(&"ኢትዮጵያ"));
        assert!(left("በጋ").is_empty());
    }
}
