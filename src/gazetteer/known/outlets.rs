//! Names of newspapers, broadcasters and agencies, those of the seed: what stands in one of them is no place.

use super::table::Table;
use crate::text::Word;
use crate::text::words::words;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// The most words of an outlet's name.
pub(in crate::gazetteer) const LONGEST: usize = 5;

/// The names of outlets.
#[derive(Default)]
pub(in crate::gazetteer) struct Outlets {
    /// Of one word, as they are written: SANA, no Sana.
    single: FxHashSet<String>,
    /// Of several words, by what [`join`] makes of these.
    several: FxHashSet<u64>,
    /// The words of those.
    words: FxHashSet<u64>,
}

/// The table of organisations, of which outlets have this role.
const SOURCE: (&str, &str) = ("organizations.csv", include_str!("../../../seeds/gazetteer/organizations.csv"));
const ROLE: &str = "media";

static SHARED: LazyLock<Outlets> = LazyLock::new(|| {
    let mut outlets = Outlets::default();
    // The seed, which is read from the same table, tells of faults in it.
    let table = Table::read(SOURCE.0, SOURCE.1).ok();
    for row in table.iter().flat_map(Table::rows).filter(|row| row.get("role") == Some(ROLE)) {
        row.get("name").into_iter().chain(row.list("aliases")).for_each(|name| outlets.add(name));
    }
    outlets
});

/// A number for words in their order.
fn join(words: &[Word]) -> u64 {
    words.iter().fold(0, |name, word| u64::rotate_left(name, 5) ^ word.hash)
}

impl Outlets {
    pub fn shared() -> &'static Self {
        &SHARED
    }

    fn add(&mut self, name: &str) {
        match &words(name)[..] {
            [] => {}
            [_] => {
                self.single.insert(name.to_owned());
            }
            all if all.len() <= LONGEST => {
                self.several.insert(join(all));
                self.words.extend(all.iter().map(|word| word.hash));
            }
            _ => {}
        }
    }

    /// True if a name of one word is an outlet's as it is written.
    pub fn has_written(&self, name: &str) -> bool {
        self.single.contains(name)
    }

    /// True if these words, which are several, are an outlet's name.
    pub fn has(&self, words: &[Word]) -> bool {
        self.several.contains(&join(words))
    }

    /// False for a word that stands in no name of several words.
    pub fn may_have(&self, word: &Word) -> bool {
        self.words.contains(&word.hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_are_known_by_all_their_names() {
        let outlets = Outlets::shared();
        let has = |name: &str| outlets.has(&words(name));
        assert!(["Al Jazeera", "al-jazeera", "Voice of America", "The Times of Israel"].into_iter().all(has));
        assert!(!["Al", "Bank of America", "North America"].into_iter().any(has));
        assert!(outlets.has_written("SANA") && !outlets.has_written("Sana") && outlets.several.len() > 100);
    }
}
