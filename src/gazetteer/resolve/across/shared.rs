//! What a corpus has taught, once it is decided what is sure and means but one thing.

use super::taught::{Meaning, Name, Taught, Uses, says_nothing};
use crate::container::checksum;
use rustc_hash::{FxHashMap, FxHashSet};

/// An entity named in so many documents of a corpus tells that two of them speak of one matter, whatever the size of the corpus.
const FEW: u32 = 8;
/// In a large corpus it may be so great a share of the documents.
const SHARE: u32 = 50;

/// A name to look for.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub words: Box<[u64]>,
    pub name: Name,
}

/// Names, acronyms and surnames that documents of one corpus share.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    /// All names, by their words.
    pub(super) names: Vec<Known>,
    /// Which of them begin with a word, the longest first.
    pub(super) by_first: FxHashMap<u64, Vec<u32>>,
    /// Which person a surname means.
    pub(super) surnames: FxHashMap<u64, u32>,
    pub(super) acronyms: FxHashMap<u64, Meaning>,
    /// By the id of a way of writing a person's name, which person of another way of writing it he is: "Joseph Mwamba Phiri", "Joseph Phiri".
    pub(super) same: FxHashMap<String, u32>,
    /// The entities that are named in few documents.
    pub(super) rare: FxHashSet<u64>,
}

impl Shared {
    /// Decides on all that was taught.
    ///
    /// A name is left out where documents disagree on its type. A surname is shared where all full names that end in it have one given name,
    /// one of them is beyond doubt, and the word is used for nothing else: no run of capitalised words goes on behind it, and none but this
    /// person's names stand before it.
    pub fn new(taught: Taught) -> Self {
        let Taught { names, acronyms, uses, spread, documents } = taught;
        let most = FEW + documents / SHARE;
        let rare = spread.into_iter().filter(|&(_, count)| count <= most).map(|(id, _)| id).collect();
        let mut all: Vec<Known> = names.into_iter().map(|(words, name)| Known { words, name }).collect();
        all.sort_unstable_by(|a, b| a.name.id.cmp(&b.name.id).then_with(|| a.words.cmp(&b.words)));

        let mut bearers: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (number, known) in all.iter().enumerate().filter(|(_, known)| known.name.kind == "person") {
            if let Some(&surname) = known.words.last() {
                bearers.entry(surname).or_default().push(number as u32);
            }
        }
        let alone: FxHashSet<u64> = all.iter().filter(|known| known.words.len() == 1).map(|known| known.words[0]).collect();
        let mut surnames = FxHashMap::default();
        let mut same = Vec::new();
        for (&surname, persons) in &bearers {
            if says_nothing(surname) || alone.contains(&surname) || acronyms.contains_key(&surname) {
                continue;
            }
            if let Some(person) = only_bearer(&all, persons, uses.get(&surname)) {
                surnames.insert(surname, person);
                let other = |&&p: &&u32| p != person && may_be_one(&all[p as usize].words, &all[person as usize].words);
                same.extend(persons.iter().filter(other).map(|&p| (all[p as usize].name.id.clone(), person)));
            }
        }
        // A surname is no place by itself.
        let mut names: Vec<Known> = Vec::with_capacity(all.len());
        let mut moved = vec![None; all.len()];
        for (number, known) in all.into_iter().enumerate() {
            let surname = known.words.len() == 1 && bearers.contains_key(&known.words[0]);
            if known.name.sure && !known.name.disputed && !surname {
                moved[number] = Some(names.len() as u32);
                names.push(known);
            }
        }
        let surnames = surnames.into_iter().filter_map(|(surname, person): (u64, u32)| Some((surname, moved[person as usize]?))).collect();
        let same = same.into_iter().filter_map(|(id, person): (String, u32)| Some((id, moved[person as usize]?))).collect();
        let mut by_first: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (number, known) in names.iter().enumerate() {
            by_first.entry(known.words[0]).or_default().push(number as u32);
        }
        by_first.values_mut().for_each(|numbers| numbers.sort_by_key(|&n| std::cmp::Reverse(names[n as usize].words.len())));
        let acronyms = acronyms.into_iter().filter_map(|(hash, meaning)| Some((hash, meaning?))).collect();
        Self { names, by_first, surnames, acronyms, same, rare }
    }

    /// True if nothing is shared.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.acronyms.is_empty()
    }

    /// A number that is the same for what is found in the same way.
    pub fn identity(&self) -> u64 {
        let of = |part: &dyn std::fmt::Debug| checksum(format!("{part:?}").as_bytes());
        let parts = self.names.iter().map(|known| of(known));
        let parts = parts.chain(self.surnames.iter().map(|pair| of(&pair))).chain(self.acronyms.iter().map(|pair| of(&pair)));
        let parts = parts.chain(self.same.iter().map(|pair| of(&pair)));
        // Sums know no order.
        parts.chain(self.rare.iter().map(|id| of(id))).fold(0, u64::wrapping_add)
    }
}

/// True if one way of writing a name leaves out middle names of the other.
fn may_be_one(a: &[u64], b: &[u64]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = long.iter();
    short.len() < long.len() && short.iter().all(|word| rest.any(|other| other == word))
}

/// The person whom a surname means, if all of these have one given name and the word is used for nothing else: of several ways of writing
/// the name, the one that most documents have.
fn only_bearer(all: &[Known], persons: &[u32], uses: Option<&Uses>) -> Option<u32> {
    let of = |&person: &u32| &all[person as usize];
    let given = of(persons.first()?).words[0];
    let one = persons.iter().all(|p| of(p).words[0] == given && !of(p).name.disputed);
    let words: Vec<u64> = persons.iter().flat_map(|p| of(p).words.iter().copied()).collect();
    let own = uses.is_none_or(|uses| !uses.goes_on && uses.only_behind(&words));
    if !one || !own {
        return None;
    }
    let sure = persons.iter().filter(|p| of(p).name.sure);
    sure.max_by_key(|p| (of(p).name.documents, of(p).words.len(), std::cmp::Reverse(**p))).copied()
}
