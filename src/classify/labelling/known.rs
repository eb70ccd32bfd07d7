//! Which texts of a pool are known already: a label of a copy of theirs has told what theirs would.

use super::copies::{NEAR, NEIGHBOURS, alike, leading, of_words, shingles};
use crate::error::Result;
use crate::pool::Control;
use crate::texts::Texts;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::hash::BuildHasher;

/// What is known of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Known {
    /// A labelled text has the same words.
    Same,
    /// A labelled text is a near-copy.
    Near,
    /// Neither.
    #[default]
    New,
}

/// What texts that are `labelled` tell of each of `texts`. Case and punctuation make no other text, unless it has no words at all.
pub(super) fn known(texts: &dyn Texts, labelled: &dyn Texts, threads: Option<usize>, control: &Control) -> Result<Vec<Known>> {
    let (words, told) = (Words::of(texts, threads, control)?, Words::of(labelled, threads, control)?);
    let same: FxHashSet<u64> = told.wholes.into_iter().collect();
    let mut with: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (row, set) in (0..).zip(&told.sets) {
        leading(set).iter().for_each(|&shingle| with.entry(shingle).or_default().push(row));
    }
    let near = |set: &[u64]| {
        let mut rows = leading(set).iter().filter_map(|shingle| with.get(shingle)).flat_map(|rows| rows.iter().take(NEIGHBOURS));
        rows.any(|&row| alike(set, &told.sets[row as usize], NEAR))
    };
    let of = |(whole, set): (&u64, &Vec<u64>)| {
        control.check()?;
        Ok(if same.contains(whole) {
            Known::Same
        } else if near(set) {
            Known::Near
        } else {
            Known::New
        })
    };
    words.wholes.iter().zip(&words.sets).map(of).collect()
}

/// Texts by their words.
struct Words {
    /// The hash of all words of a text, in order; of one without words that of its characters.
    wholes: Vec<u64>,
    /// The shingles of a text.
    sets: Vec<Vec<u64>>,
}

impl Words {
    fn of(texts: &dyn Texts, threads: Option<usize>, control: &Control) -> Result<Self> {
        let rows: Vec<usize> = (0..texts.len()).collect();
        let whole = |hashes: &[u64]| (!hashes.is_empty()).then(|| FxBuildHasher.hash_one(hashes));
        let read = of_words(texts, &rows, threads, control, |hashes| (whole(&hashes), shingles(&hashes)))?;
        let (wholes, sets): (Vec<Option<u64>>, _) = read.into_iter().unzip();
        let wholes = wholes.into_iter().enumerate().map(|(row, whole)| match whole {
            Some(whole) => Ok(whole),
            None => Ok(FxBuildHasher.hash_one(texts.get(row)?.unwrap_or_default().trim())),
        });
        Ok(Self { wholes: wholes.collect::<Result<_>>()?, sets })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(texts: &[&str], labelled: &[&str]) -> Vec<Known> {
        let [texts, labelled] = [texts, labelled].map(|list| list.iter().map(|t| (*t).to_owned()).collect::<Vec<String>>());
        known(&texts, &labelled, Some(1), &Control::default()).unwrap()
    }

    #[test]
    fn copies_whatever_their_case_and_punctuation_and_near_copies() {
        let labelled = ["Troops entered the village of Orlen on Monday morning, officials said.", "Rain fell.", "!!!"];
        let pool = [
            ("TROOPS ENTERED the village of Orlen on Monday morning — officials said", Known::Same),
            ("Troops entered the village of Orlen on Monday morning, residents said.", Known::Near),
            ("Troops left the village of Orlen on Monday evening, residents said.", Known::New),
            ("rain fell", Known::Same),
            ("Rain fell again.", Known::New),
            (" !!! ", Known::Same),
            ("???", Known::New),
        ];
        let (texts, expected): (Vec<&str>, Vec<Known>) = pool.into_iter().unzip();
        assert_eq!(of(&texts, &labelled), expected);
        assert_eq!(of(&texts, &[]), [Known::New; 7]);
    }

    proptest! {
        #[test]
        fn near_copies_are_those_that_comparing_with_all_finds(pool in prop::collection::vec("(a|b)( (a|b)){0,9}", 1..12), labelled in prop::collection::vec("(a|b)( (a|b)){0,9}", 0..12)) {
            let set = |text: &String| {
                let all = vec![text.clone()];
                of_words(&all, &[0], Some(1), &Control::default(), |hashes| shingles(&hashes)).unwrap().remove(0)
            };
            let expected: Vec<Known> = pool.iter().map(|text| {
                if labelled.contains(text) {
                    Known::Same
                } else if labelled.iter().any(|other| alike(&set(text), &set(other), NEAR)) {
                    Known::Near
                } else {
                    Known::New
                }
            }).collect();
            prop_assert_eq!(known(&pool, &labelled, Some(1), &Control::default()).unwrap(), expected);
        }
    }
}
