//! Verbs as the search for a subject sees them: which form a word can be, and what a verb does to those around it.

use crate::classify::rules::verb_forms;
use crate::text::hashes::HashTable;
use crate::text::listed::sections;
use crate::text::{Word, fold};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word can be, as bit flags.
pub(super) mod form {
    /// The base form.
    pub const BASE: u32 = 1;
    /// The form in -s.
    pub const THIRD: u32 = 2;
    /// The past form or the participle.
    pub const PAST: u32 = 4;
    /// The form in -ing.
    pub const ING: u32 = 8;
    /// In this form also a noun: *attack*, *strikes*.
    pub const NOUN: u32 = 16;
    /// Its object does what its infinitive says: *told X to withdraw*.
    pub const CONTROL: u32 = 32;
    /// It asks or orders.
    pub const COMMAND: u32 = 64;
    /// Its subject does what its object names: *launched an attack*.
    pub const LIGHT: u32 = 128;
    /// Its subject is acted upon: *came under attack*.
    pub const PATIENT: u32 = 256;
    /// Its subject condemns what has happened.
    pub const CONDEMN: u32 = 512;
    /// Its object is blamed: *accused X of shelling*.
    pub const BLAME: u32 = 1024;
    /// It reports what somebody says or thinks.
    pub const SAYS: u32 = 2048;
    /// Its object, a noun, is what its subject orders: *ordered the arrest of X*. Ordered is not done.
    pub const ORDER: u32 = 4096;
    /// Any form of a verb.
    pub const ANY: u32 = BASE | THIRD | PAST | ING;
}

static FORMS: LazyLock<HashTable<u32>> = LazyLock::new(read_lists);

/// The flags of a word; none for what is no verb of the lists.
pub(super) fn forms(word: &Word) -> u32 {
    FORMS.get(word.hash).unwrap_or(0)
}

fn read_lists() -> HashTable<u32> {
    let mut flags: FxHashMap<u64, u32> = FxHashMap::default();
    let mut nouns: Vec<u64> = Vec::new();
    let hash = |word: &str| fold::hash(&fold::fold(word));
    let mut add = |base: &str, class: u32, noun: bool, kept: u32| {
        for written in verb_forms(base) {
            let kind = match written.as_str() {
                w if w == base => form::BASE,
                w if w.ends_with("ing") && w.len() > base.len() => form::ING,
                w if w.ends_with('s') => form::THIRD,
                _ => form::PAST,
            };
            if kind & kept == 0 {
                continue;
            }
            let noun = if noun && kind & (form::BASE | form::THIRD) != 0 { form::NOUN } else { 0 };
            *flags.entry(hash(&written)).or_default() |= kind | class | noun;
        }
    };
    let clause = include_str!("../../../seeds/words/clause_verbs.txt");
    for (section, line) in sections(clause) {
        let class = match section {
            "control" => form::CONTROL,
            "command" => form::COMMAND,
            "light" => form::LIGHT,
            "patient" => form::PATIENT,
            "condemn" => form::CONDEMN,
            "blame" => form::BLAME,
            "order" => form::ORDER,
            _ => 0,
        };
        for word in line.split_whitespace() {
            let kept = if section == "past" { form::PAST } else { form::ANY };
            add(word.trim_end_matches('*'), class, word.ends_with('*'), kept);
        }
    }
    let reporting = include_str!("../../../seeds/words/reporting.txt");
    for (section, line) in sections(reporting) {
        let says = if section == "beside" { 0 } else { form::SAYS };
        if let Some(base) = line.split_whitespace().next() {
            add(base, says, line.ends_with('*'), form::ANY);
        }
    }
    let others = include_str!("../../../seeds/words/verbs.txt");
    for line in others.lines() {
        match line.split_once(": ") {
            Some(("verbs", words)) => words.split_whitespace().for_each(|word| add(word, 0, false, form::ANY)),
            Some(("nouns", words)) => nouns.extend(words.split_whitespace().flat_map(crate::classify::rules::plural).map(|w| hash(&w))),
            _ => {}
        }
    }
    for noun in nouns {
        if let Some(flags) = flags.get_mut(&noun) {
            *flags |= form::NOUN;
        }
    }
    // Irregular verbs whose past looks like the base form.
    for word in ["hit", "put", "cut", "shut", "set", "let", "cost", "hurt", "quit", "beat", "come", "become", "run", "overcome", "overrun"]
    {
        *flags.entry(hash(word)).or_default() |= form::PAST;
    }
    // These are other words far more often.
    for word in ["left", "down", "mass", "back", "last", "bound", "found", "general", "mines", "allies"] {
        flags.remove(&hash(word));
    }
    *flags.entry(hash("left")).or_default() |= form::PAST;
    *flags.entry(hash("found")).or_default() |= form::PAST | form::SAYS;
    flags.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    fn flags(word: &str) -> u32 {
        forms(&words(word)[0])
    }

    #[test]
    fn forms_and_what_they_do() {
        assert_eq!(flags("shelled") & form::ANY, form::PAST);
        assert!(flags("attacks") & form::THIRD != 0 && flags("attacks") & form::NOUN != 0);
        assert!(flags("told") & form::CONTROL != 0 && flags("told") & form::COMMAND != 0 && flags("told") & form::SAYS != 0);
        assert!(flags("let") & form::COMMAND == 0 && flags("let") & form::CONTROL != 0);
        assert!(flags("ordered") & form::ORDER != 0 && flags("ordered") & form::LIGHT == 0);
        assert!(flags("launched") & form::LIGHT != 0 && flags("suffered") & form::PATIENT != 0);
        assert_eq!(flags("harbour"), 0);
    }
}
