//! Verbs by classes of meaning (`seeds/words/verbs.txt`), and the nouns that name the same: which class comes first, last, alone,
//! which two come first, and what negates or weakens each.
//!
//! The cheap sister of cues: one look at a table a word, no rules.

use super::key;
use super::order::Order;
use super::scope::Scope;
use crate::classify::rules::{Hit, plural, verb_forms};
use crate::span::Span;
use crate::text::Word;
use crate::text::fold;
use crate::text::hashes::HashTable;
use crate::text::listed::lines;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const LIST: &str = include_str!("../../../../seeds/words/verbs.txt");

/// Classes of verbs and the numbers of their features.
#[derive(Debug)]
pub struct Verbs {
    /// Classes as bits.
    words: HashTable<u128>,
    /// The number of each class.
    classes: Vec<u32>,
    order: Order,
    scope: Scope,
}

/// Buffers that serve one sentence after the other.
#[derive(Clone, Debug, Default)]
pub struct VerbScratch {
    hits: Vec<Hit>,
}

impl Verbs {
    /// The list that ships, read once a process.
    pub fn seed() -> &'static Self {
        static SEED: LazyLock<Verbs> = LazyLock::new(Verbs::read_list);
        &SEED
    }

    fn read_list() -> Self {
        let mut names: Vec<String> = Vec::new();
        let mut bits: FxHashMap<u64, u128> = FxHashMap::default();
        for line in lines(LIST) {
            if let Some(name) = line.strip_prefix('[') {
                names.push(name.trim_end_matches(']').to_owned());
                continue;
            }
            let Some((kind, words)) = line.split_once(':') else { continue };
            let forms = if kind == "verbs" { verb_forms } else { plural };
            for form in words.split_whitespace().flat_map(forms) {
                *bits.entry(fold::hash(&fold::fold(&form))).or_default() |= 1 << (names.len() - 1);
            }
        }
        let mut sorted: Vec<(u64, u128)> = bits.into_iter().collect();
        sorted.sort_unstable();
        Self {
            words: sorted.into_iter().collect(),
            classes: names.iter().map(|name| key(&format!("verbs {name}"))).collect(),
            order: Order::new("verbs", &names),
            scope: Scope::new("verbs", &names),
        }
    }

    /// Gives the number of every feature of a sentence to `push`, with the word that it was read from.
    pub fn read(&self, text: &str, within: Span, words: &[Word], scratch: &mut VerbScratch, mut push: impl FnMut(u32, Span)) {
        let hit = |label, word: &Word| Hit { rule: 0, label, weight: 1.0, span: word.span(), pattern: 0 };
        scratch.hits.clear();
        let (mut met, mut last) = (0_u128, None);
        for word in words {
            let Some(all) = self.words.get(word.hash) else { continue };
            let mut left = all;
            while left != 0 {
                let label = left.trailing_zeros();
                left &= left - 1;
                if met & 1 << label == 0 {
                    push(self.classes[label as usize], word.span());
                    scratch.hits.push(hit(label, word));
                }
                last = Some((label, word));
            }
            met |= all;
        }
        // Of a class that was met before only the last of all tells more.
        if let Some((label, word)) = last.filter(|(_, word)| scratch.hits.last().is_some_and(|hit| hit.span != word.span())) {
            scratch.hits.push(hit(label, word));
        }
        let hits: Vec<&Hit> = scratch.hits.iter().collect();
        self.order.read(&hits, within.start, &mut push);
        self.scope.read(text, words, &hits, &mut push);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    fn read(text: &str) -> Vec<(u32, &str)> {
        let mut out = Vec::new();
        let within = Span::new(0, text.len() as u32);
        Verbs::seed().read(text, within, &words(text), &mut VerbScratch::default(), |key, span| out.push((key, span.text(text))));
        out
    }

    #[test]
    fn classes_of_verbs() {
        let found = read("The mayors may meet after the shelling, he said; they met before.");
        let has = |name: &str, word: &str| assert!(found.contains(&(key(&format!("verbs {name}")), word)), "{name} {found:?}");
        has("meet", "meet");
        has("shell", "shelling");
        has("first meet", "meet");
        has("last meet", "met");
        has("pair meet shell", "shelling");
        has("first scope meet modality", "meet");
        assert_eq!(found.iter().filter(|f| f.0 == key("verbs meet")).count(), 1, "once a sentence");
    }

    #[test]
    fn the_list_is_sound() {
        let sections: Vec<&str> = LIST.lines().filter(|line| line.starts_with('[')).collect();
        assert!(sections.len() <= 128, "a bit for each");
        assert_eq!(sections.iter().collect::<std::collections::BTreeSet<_>>().len(), sections.len(), "no class twice");
        for line in LIST.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '['])) {
            let (kind, rest) = line.split_once(": ").unwrap();
            assert!(matches!(kind, "verbs" | "nouns"), "{line}");
            assert!(rest.split(' ').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase())), "{line}");
        }
    }
}
