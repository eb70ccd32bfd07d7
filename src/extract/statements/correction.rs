//! Corrections: sentences that take back what was reported before, so that nothing in them is told as so.

use crate::text::Word;
use crate::text::fold::{fold, hash};
use crate::text::hashes::HashTable;
use crate::text::listed::holds;
use std::sync::LazyLock;

/// Adverbs of telling amiss, and the verbs of telling that they stand with.
pub(in crate::extract) const AMISS: &str = "wrongly incorrectly mistakenly erroneously inaccurately";
const TOLD: &str =
    "said says gave given reported stated put named identified described attributed quoted listed claimed told wrote written";
/// Verbs that tell amiss by themselves.
const MISTOLD: &str = "misstated misreported misquoted misidentified misspelled misspelt miscounted misattributed";
/// Verbs by which a report is taken back, and what is taken back.
const WITHDREW: &str = "withdrew withdrawn withdraws retracted retracts retracting withdrawing";
const REPORTS: &str = "report reports story stories article articles dispatch item claim allegation post";
/// What an earlier form of a report is called.
const FORMS: &str = "version edition";
/// Words between an adverb and its verb, or a verb and the report that it takes back.
const NEAR: usize = 3;

/// Words of which every such sentence has one; hardly any other has.
static SIGNS: LazyLock<HashTable<bool>> = LazyLock::new(|| {
    [AMISS, MISTOLD, WITHDREW, "earlier wrote"].iter().flat_map(|list| list.split(' ')).map(|word| (hash(&fold(word)), true)).collect()
});

/// True if a sentence takes back what it tells: `a caption wrongly said that …`, `withdrew a report that …`, `we wrote that …`.
pub(crate) fn takes_back(text: &str, words: &[Word]) -> bool {
    if !words.iter().any(|word| SIGNS.contains(word.hash)) {
        return false;
    }
    let is = |i: usize, list: &str| words.get(i).is_some_and(|w| holds(list, w.text(text)));
    let near = |i: usize, list: &str| (i.saturating_sub(NEAR)..i + 1 + NEAR).any(|j| is(j, list));
    (0..words.len()).any(|i| {
        is(i, MISTOLD)
            || is(i, AMISS) && near(i, TOLD)
            || is(i, WITHDREW) && (i + 1..i + 1 + NEAR).any(|j| is(j, REPORTS) && (j + 1..j + 3).any(|k| is(k, "that of about")))
            || is(i, "wrote") && i > 0 && (i.saturating_sub(2)..i).any(|j| is(j, "we")) && is(i + 1, "that")
            || is(i, "earlier") && is(i + 1, FORMS) && (i + 2..i + 8).any(|j| is(j, TOLD))
    })
}
