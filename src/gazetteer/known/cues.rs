//! Classes of words that tell what a name stands for, read from the lists under `seeds/words/`, which are compiled in.

use crate::text::fold;
use crate::text::hashes::HashTable;
use crate::text::listed::lines;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The classes that a word belongs to, as bit flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::gazetteer) struct Cue(u64);

/// Declares one flag and one list for each class.
macro_rules! classes {
    ($($flag:ident = $file:literal,)*) => {
        #[allow(missing_docs)]
        impl Cue {
            classes!(@flags 0, $($flag)*);
        }
        const LISTS: &[(Cue, &str)] = &[$((Cue::$flag, include_str!(concat!("../../../seeds/words/", $file, ".txt"))),)*];
    };
    (@flags $bit:expr, $flag:ident $($rest:ident)*) => {
        pub(in crate::gazetteer) const $flag: Self = Self(1 << ($bit));
        classes!(@flags $bit + 1, $($rest)*);
    };
    (@flags $bit:expr,) => {};
}

classes! {
    HONORIFIC = "honorifics",
    RANK = "ranks",
    ROLE = "roles",
    REPORTING = "reporting_verbs",
    ADDRESS = "address_verbs",
    STATE_VERB = "state_verbs",
    AUXILIARY = "auxiliaries",
    ADVERB = "adverbs",
    LOCATIVE = "locatives",
    LOCATIVE_NOUN = "locative_nouns",
    POLITICAL = "political_nouns",
    CITY_NOUN = "city_nouns",
    MOTION = "motion_words",
    ATTACK = "attack_words",
    REGARDING = "regarding_words",
    STATE_NOUN = "state_nouns",
    REGION = "region_nouns",
    SETTLEMENT = "settlement_nouns",
    FACILITY = "facility_nouns",
    FACILITY_MODIFIER = "facility_modifiers",
    CONFLICT = "conflict_nouns",
    EQUIPMENT = "equipment_nouns",
    NEVER = "never_names",
    GIVEN = "given_names",
    PARTICLE = "name_particles",
    EVENT = "event_nouns",
    GENERIC = "generic_modifiers",
    DIVISION = "division_heads",
    NAME_HEAD = "name_heads",
    DIRECTION = "directions",
    BUSINESS = "business_nouns",
    COMPANY = "company_forms",
    FIRM = "firm_heads",
}

impl Cue {
    /// What introduces a person.
    pub(in crate::gazetteer) const TITLE: Self = Self(Self::HONORIFIC.0 | Self::RANK.0 | Self::ROLE.0);
    /// What only an actor does.
    pub(in crate::gazetteer) const PREDICATE: Self = Self(Self::REPORTING.0 | Self::ADDRESS.0 | Self::STATE_VERB.0 | Self::AUXILIARY.0);

    /// True if the word is in one of the classes of `other`.
    #[inline]
    pub(in crate::gazetteer) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// In either.
    pub(in crate::gazetteer) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The types that head nouns of names give ("Brigade": armed_group).
const DESIGNATORS: &str = include_str!("../../../seeds/words/designators.txt");

/// All classes by the hash of the folded word.
#[derive(Debug, Default)]
pub(in crate::gazetteer) struct Lexicon {
    cues: HashTable<Cue>,
    designators: HashTable<&'static str>,
}

fn hash(word: &str) -> u64 {
    fold::hash(&fold::fold(word))
}

impl Lexicon {
    /// The lists that ship, read once.
    pub(in crate::gazetteer) fn shared() -> &'static Self {
        static SHARED: OnceLock<Lexicon> = OnceLock::new();
        SHARED.get_or_init(|| {
            let mut cues: FxHashMap<u64, Cue> = FxHashMap::default();
            for (cue, list) in LISTS {
                for word in lines(list) {
                    let known = cues.entry(hash(word)).or_default();
                    *known = known.or(*cue);
                }
            }
            // The last of two lines on one word counts.
            let designators = lines(DESIGNATORS).filter_map(|line| line.split_once('\t').map(|(word, kind)| (hash(word), kind)));
            let designators: FxHashMap<u64, &'static str> = designators.collect();
            Self { cues: cues.into_iter().collect(), designators: designators.into_iter().collect() }
        })
    }

    /// The classes of a word.
    #[inline]
    pub(in crate::gazetteer) fn cue(&self, hash: u64) -> Cue {
        self.cues.get(hash).unwrap_or_default()
    }

    /// The type that a head noun gives.
    pub(in crate::gazetteer) fn designator(&self, hash: u64) -> Option<&'static str> {
        self.designators.get(hash)
    }
}

/// True if the word with this hash is on one of the lists of words that cues are read from.
pub(in crate::gazetteer) fn is_listed(hash: u64) -> bool {
    let lexicon = Lexicon::shared();
    lexicon.cue(hash) != Cue::default() || lexicon.designator(hash).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    #[test]
    fn every_line_is_one_word() {
        for (_, list) in LISTS {
            for line in lines(list) {
                assert_eq!(words::words(line).len(), 1, "{line:?} can never meet a word of the text");
            }
        }
    }

    #[test]
    fn a_word_may_have_several_classes() {
        let lexicon = Lexicon::shared();
        let cue = lexicon.cue(hash("Attack"));
        assert!(cue.any(Cue::ATTACK) && cue.any(Cue::POLITICAL) && !cue.any(Cue::REPORTING));
        assert_eq!(lexicon.designator(hash("Brigade")), Some("armed_group"));
    }
}
