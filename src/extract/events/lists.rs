//! The words that single readings of events go by: lists of `seeds/words/events.txt`.

use crate::text::hashes::HashTable;
use crate::text::listed::sections;
use crate::text::{Word, fold};
use std::sync::LazyLock;

macro_rules! lists {
    ($($list:ident = $section:literal,)*) => {
        /// A list, which the file says the meaning of.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub(super) enum List {
            $($list,)*
        }

        /// Every list with the name of its section.
        const SECTIONS: &[(List, &str)] = &[$((List::$list, $section),)*];
    };
}

lists! {
    Crossing = "crossing",
    Harmless = "harmless",
    Forces = "forces",
    Labour = "labour",
    Media = "media",
    Journey = "journey",
    PutOff = "put off",
    Protesters = "protesters",
    Taking = "taking",
    Cutting = "cutting",
    Plots = "plots",
    Lies = "lies",
    Told = "told",
    Mocking = "mocking",
    Weighing = "weighing",
    Blocking = "blocking",
    Talk = "talk",
    Plans = "plans",
    Claiming = "claiming",
    Failing = "failing",
    Due = "due",
    Laws = "laws",
    Bearing = "bearing",
    Praising = "praising",
    Titles = "titles",
    Likely = "likely",
    Chance = "chance",
    Others = "others",
    ActedOn = "acted on",
    Causes = "causes",
    Accidents = "accidents",
    Suffering = "suffering",
    Dying = "dying",
    Leading = "leading",
    Arms = "arms",
    Burning = "burning",
    Firing = "firing",
    Attackers = "attackers",
    Deeds = "deeds",
    Compounds = "compounds",
    Stricken = "stricken",
    Rescuers = "rescuers",
    Sending = "sending",
    Dropping = "dropping",
    Asked = "asked",
    Withdrawn = "withdrawn",
    Breaking = "breaking",
    Knowing = "knowing",
    Munitions = "munitions",
    Calibres = "calibres",
    Things = "things",
    Critics = "critics",
    Policies = "policies",
    Prizes = "prizes",
    Tasks = "tasks",
    Pulling = "pulling",
    Stationed = "stationed",
    Ending = "ending",
    Answering = "answering",
    Paying = "paying",
    Unmade = "unmade",
    Ground = "ground",
    Harmed = "harmed",
    Bidding = "bidding",
    Offering = "offering",
    Deciding = "deciding",
    Met = "met",
    Wishing = "wishing",
    Resolving = "resolving",
}

const FILE: &str = include_str!("../../../seeds/words/events.txt");

/// The lists that each word stands in, a bit each.
static WORDS: LazyLock<HashTable<u128>> = LazyLock::new(|| {
    let bit = |section: &str| SECTIONS.iter().find(|known| known.1 == section).map_or(0, |known| known.0.bit());
    let words = sections(FILE).flat_map(|(section, line)| line.split_whitespace().map(move |word| (hash(word), bit(section))));
    HashTable::of_flags(words)
});

fn hash(word: &str) -> u64 {
    fold::hash(&fold::fold(word))
}

impl List {
    const fn bit(self) -> u128 {
        1 << self as u64
    }

    /// True for a word in lower case that names those who fight, or what they fight with, in either number.
    pub(super) fn is_force(word: &str) -> bool {
        Self::Forces.holds(word) || word.strip_suffix('s').is_some_and(|one| Self::Forces.holds(one))
    }

    /// True if a word of a text stands in the list.
    pub(super) fn has(self, word: &Word) -> bool {
        WORDS.get(word.hash).is_some_and(|lists| lists & self.bit() != 0)
    }

    /// The same of a word that is not one of a text as it stands.
    pub(super) fn holds(self, word: &str) -> bool {
        WORDS.get(hash(word)).is_some_and(|lists| lists & self.bit() != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    #[test]
    fn every_list_is_a_section_of_the_file() {
        for (list, section) in SECTIONS {
            let mut listed = sections(FILE).filter(|(of, _)| of == section).flat_map(|(_, line)| line.split_whitespace()).peekable();
            assert!(listed.peek().is_some(), "{section} has no words");
            assert!(listed.all(|word| list.holds(word) && list.has(&words(word)[0])), "{section}");
        }
        for (section, line) in sections(FILE) {
            assert!(SECTIONS.iter().any(|(_, known)| *known == section), "{section:?} is no list: {line}");
        }
    }

    #[test]
    fn words_of_one_list_are_not_of_another() {
        assert!(List::Plots.holds("Putsch") && !List::Forces.holds("putsch"));
        assert!(List::Talk.holds("plan") && List::Plans.holds("plan") && List::Chance.holds("plan") && !List::Laws.holds("plan"));
        assert!(!List::Forces.holds("") && !List::Titles.holds("captain"));
    }
}
