//! Case endings of names in Latin letters that languages write without a mark: w Kijowie, Helsingissä, Russlands, Bakıda.
//!
//! What a text says of its language is its frequent words; where these leave it open, no ending is known. The rules are closed tables over folded
//! words, so that ó, š and ő need none of their own. Whether what a rule gives is a name says the gazetteer.

use super::fold::{fold, hash};
use super::listed::sections;
use super::words::Word;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The most words of a text that are asked for its language, and in how many places of it these lie at first.
const ASKED: usize = 64;
const FIRST: usize = 16;
/// So many of the words that are asked must be of the language: two at least, and one in sixteen.
const FEWEST: usize = 2;
const SHARE: usize = 16;
/// The fewest bytes that stand before an ending.
const STEM: usize = 2;
/// Bits of the filter over frequent words.
const BITS: usize = 4096;

/// The endings of one language.
#[derive(Debug, Default)]
struct Endings {
    /// By ending, what a name may have in its place.
    rules: FxHashMap<&'static str, Vec<&'static str>>,
    longest: usize,
}

/// The languages that a text may be in, a bit each: one, or several that its words leave open, of which all have endings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Languages(u32);

struct Tables {
    /// By language, in the order of the bits; those without endings hold no rule.
    languages: Vec<Endings>,
    /// The languages that a frequent word is of, a bit each.
    words: FxHashMap<u64, u32>,
    filter: [u64; BITS / 64],
}

const fn place(hash: u64) -> (usize, u64) {
    (hash as usize / 64 % (BITS / 64), 1 << (hash % 64))
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables { languages: Vec::new(), words: FxHashMap::default(), filter: [0; BITS / 64] };
    let mut names: Vec<&str> = Vec::new();
    for (section, line) in sections(include_str!("../../seeds/words/declined.txt")) {
        let (name, words) = section.strip_suffix(" words").map_or((section, false), |name| (name, true));
        // Each line of the others is a language.
        if name == "other" || names.last() != Some(&name) {
            names.push(name);
            tables.languages.push(Endings::default());
        }
        let bit = 1 << (names.len() - 1);
        if words {
            for word in line.split_whitespace().map(|word| hash(&fold(word))) {
                *tables.words.entry(word).or_default() |= bit;
                let (at, one) = place(word);
                tables.filter[at] |= one;
            }
        } else if let (Some(endings), mut cells) = (tables.languages.last_mut(), line.split_whitespace())
            && let Some(ending) = cells.next()
        {
            let instead = cells.map(|cell| cell.trim_start_matches('-'));
            endings.rules.entry(ending).or_default().extend(instead);
            endings.longest = endings.longest.max(ending.len());
        }
    }
    tables
});

impl Tables {
    /// The languages that a word is frequent in.
    #[inline]
    fn of(&self, word: &Word) -> u32 {
        let (at, one) = place(word.hash);
        if self.filter[at] & one == 0 { 0 } else { self.words.get(&word.hash).copied().unwrap_or(0) }
    }
}

/// The languages that a text is in, as far as its words tell; `None` where they leave that open, or it may be one without endings.
pub(crate) fn languages(words: &[Word]) -> Option<Languages> {
    let tables = &*TABLES;
    let asked = words.len().min(ASKED);
    let mut counts = [0_usize; 32];
    let mut english = 0;
    for n in 0..asked {
        // The first ones lie all over a long text too.
        let turned = if asked == ASKED { n % FIRST * (ASKED / FIRST) + n / FIRST } else { n };
        let mut languages = tables.of(&words[turned * words.len() / asked]);
        // Two words of no other language tell English, the first of them, soon.
        english += usize::from(languages == 1);
        if languages == 1 && english > 1 && counts[1..].iter().all(|&count| count <= counts[0]) {
            return None;
        }
        while languages != 0 {
            counts[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }
    let best = counts.iter().copied().max().filter(|&best| best >= FEWEST && best * SHARE >= asked)?;
    let likely = (0..counts.len()).filter(|&language| counts[language] == best);
    let ended = |language: usize| tables.languages.get(language).is_some_and(|endings| !endings.rules.is_empty());
    likely.clone().all(ended).then(|| Languages(likely.fold(0, |all, language| all | 1 << language)))
}

impl Languages {
    /// Hands over what a folded word may be a form of, written into `base`: in each language the longest endings first.
    pub fn bases(self, folded: &str, base: &mut String, mut take: impl FnMut(&str)) {
        for endings in TABLES.languages.iter().enumerate().filter(|(language, _)| self.0 & 1 << language != 0).map(|(_, endings)| endings) {
            for len in (1..=endings.longest.min(folded.len().saturating_sub(STEM))).rev() {
                let at = folded.len() - len;
                let Some(rule) = folded.get(at..).and_then(|ending| endings.rules.get(ending)) else { continue };
                for instead in rule {
                    base.clear();
                    base.push_str(&folded[..at]);
                    base.push_str(instead);
                    take(base);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn bases(text: &str, word: &str) -> Vec<String> {
        let mut out = Vec::new();
        let Some(languages) = languages(&words(text)) else { return out };
        languages.bases(&fold(word), &mut String::new(), |base| out.push(base.to_owned()));
        out
    }

    #[test]
    fn the_tables_are_folded() {
        let tables = &*TABLES;
        let rules = || tables.languages.iter().flat_map(|language| &language.rules);
        assert!(tables.words.len() > 400 && rules().count() > 200 && tables.languages.len() <= 32);
        for (ending, instead) in rules() {
            assert!(fold(ending) == *ending && instead.iter().all(|part| fold(part) == *part), "{ending}");
        }
    }

    #[test]
    fn the_language_is_told_by_frequent_words() {
        assert!(bases("Walki w Kijowie nie ustają, ale to nie jest nowe.", "Kijowie").contains(&"kijow".to_owned()));
        assert!(bases("Das ist nicht die Haltung Russlands.", "Russlands").contains(&"russland".to_owned()));
        assert!(bases("Se on totta, sanoi hän, mutta ei Helsingissä.", "Moskovassa").contains(&"moskova".to_owned()));
        for text in [
            "The talks in the town of Berlins were not a success, he said.",
            "Les rues de la ville sont dans un état qui ne va pas",
            "Kijowie",
            "",
            "2024",
        ] {
            assert!(bases(text, "Kijowie").is_empty(), "{text}");
        }
    }
}
