//! What a denial denies: the content words of the denied clause, with words of one meaning taken as one. A denial answers a charge only where
//! the two share their matter; a denial without matter (`denied it`, `rejected the charge`) answers what stands right before it.

use super::answers::{DENYING, REJECTING, SAID, is, withholds};
use super::claim::{Claim, Kind};
use super::negation::LIES;
use super::setting::Side;
use crate::compare::content::{is_number, stem, stems};
use crate::text::{Shape, Word, listed::lines, words::words};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, LazyLock};

/// What is denied.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Matter {
    /// The senses of its content words, in ascending order; names and numbers left out.
    pub senses: Arc<[u32]>,
    /// `any role`, `responsibility`: to have been the one who did it.
    pub authorship: bool,
    /// The denier is named as the doer: `Ukraine denied that Kyiv had sent soldiers`.
    pub own: bool,
}

/// To be the one who did it.
const AUTHORSHIP: &str = "role part involvement responsibility wrongdoing guilt fault blame complicity hand participation";
/// Words of speech after which another clause of the sentence begins: `denied losing the town and said …`.
pub(super) const SPEECH: &str = "said says saying told claimed claims claiming accused accuses accusing added adding insisted blamed blaming called calling warned \
    warning urged demanded stressed maintained announced";
/// Words that join such a clause.
const JOINS: &str = "and but while saying adding accusing claiming blaming calling insisting stressing warning";
/// Words of denying and saying, which say nothing of what is denied.
const EMPTY: &str = "deny denies denied denying denial reject rejects rejected dismiss dismissed refute refutes refuted insist insists insisted maintain \
    maintains maintained claim claims claimed accusation accusations allegation allegations charge charges report reports reported stress stresses \
    stressed nothing never none nobody single any there false untrue baseless case";
/// Words after what was said that bring its content: `reports that …`.
const CONTENT: &str = "that of about";

static SENSE_OF: LazyLock<FxHashMap<u32, u32>> = LazyLock::new(|| {
    let mut out = FxHashMap::default();
    for class in lines(include_str!("../../../seeds/words/senses.txt")) {
        let of_class = words(class).iter().filter_map(|w| stem(class, w)).collect::<Vec<_>>();
        of_class.iter().for_each(|&s| _ = out.insert(s, of_class[0]));
    }
    out
});

/// The sense of a stem: that of the first word of its class, else itself.
pub(super) fn sense(stem: u32) -> u32 {
    SENSE_OF.get(&stem).copied().unwrap_or(stem)
}

/// True for a sense that is told in words of several forms: those of the deeds that are disputed.
pub(super) fn is_shared(sense: u32) -> bool {
    SENSE_OF.contains_key(&sense)
}

impl Matter {
    /// The matter of a sentence that denies, with its names given as stems, and its speaker as written.
    /// Also gives the byte at which the denied clause begins.
    pub fn read(text: &str, sentence: &[Word], names: &[u32], speaker: &str) -> (Self, u32) {
        let said = |i: usize| is(SAID, &sentence[i]);
        let verb = (0..sentence.len()).find(|&i| is(DENYING, &sentence[i]) && !withholds(sentence, i));
        let rejected = (0..sentence.len()).find(|&i| is(REJECTING, &sentence[i]) && (i + 1..(i + 7).min(sentence.len())).any(said));
        let disowned = disowned(sentence);
        let from = match (verb.filter(|&v| predicate(&sentence[v])).or(rejected), verb) {
            // "rejected the charge", "called the reports that … baseless": what was said may bring its content.
            (Some(at), _) => {
                let noun = (0..sentence.len()).filter(|&i| said(i)).min_by_key(|i| i.abs_diff(at));
                let brings = |n: &usize| sentence.get(n + 1).is_some_and(|w| is(CONTENT, w));
                match noun.filter(brings) {
                    Some(n) => n + 2,
                    None => return (Self::default(), u32::MAX),
                }
            }
            (None, Some(verb)) => verb + 1,
            // "Nothing to do with the attackers": whom it disowns.
            (None, None) => disowned.unwrap_or(0),
        };
        let speech = |i: usize| sentence[i + 1..(i + 4).min(sentence.len())].iter().any(|w| is(SPEECH, w));
        let joined = |i: usize| i > from && is(JOINS, &sentence[i]) && (is(SPEECH, &sentence[i]) || speech(i));
        let comma = |i: usize| i > from && text[sentence[i - 1].end as usize..sentence[i].start as usize].contains(',');
        let ends = |i: usize| from > 0 && joined(i) || disowned == Some(from) && comma(i);
        let end = (from..sentence.len()).find(|&i| ends(i)).unwrap_or(sentence.len());
        let clause = &sentence[from..end];
        let authorship = verb.is_some() && clause.iter().take(8).any(|w| is(AUTHORSHIP, w));
        let (matter, start) = Self::of_clause(text, clause, names, speaker);
        (Self { authorship, ..matter }, start)
    }

    /// The matter of a clause that is denied, and the byte at which it begins.
    pub fn of_clause(text: &str, clause: &[Word], names: &[u32], speaker: &str) -> (Self, u32) {
        let plain = |w: &&Word| {
            let unnamed = !w.shape.has(Shape::CAPITAL) && !w.shape.has(Shape::DIGIT);
            unnamed
                && !speaker.split_whitespace().any(|s| s == w.text(text))
                && !is(EMPTY, w)
                && !is(LIES, w)
                && !is(AUTHORSHIP, w)
                && !is(SPEECH, w)
        };
        let content: Vec<Word> = clause.iter().filter(plain).copied().collect();
        let mut senses: Vec<u32> =
            stems(text, &content).into_iter().filter(|s| !is_number(*s) && names.binary_search(s).is_err()).map(sense).collect();
        senses.sort_unstable();
        senses.dedup();
        let start = clause.first().map_or(u32::MAX, |w| w.start);
        (Self { senses: senses.into(), authorship: false, own: false }, start)
    }

    /// How many of its senses a claim's words hold, its names left out.
    pub fn shared(&self, claim: &Claim) -> usize {
        let theirs: Vec<u32> = claim.stems.iter().filter(|&&s| !claim.setting.is_proper(s)).map(|&s| sense(s)).collect();
        self.senses.iter().filter(|s| theirs.contains(s)).count()
    }

    /// True if a claim tells most of what is denied, in three words at least: which affair it is of needs no place then.
    pub fn is_retold_by(&self, claim: &Claim) -> bool {
        let shared = self.shared(claim);
        shared >= 3 && 5 * shared >= 3 * self.senses.len()
    }

    /// True if a claim tells the whole of what is denied, in two words at least, and of no other's deed.
    pub fn is_told_by(&self, claim: &Claim, denier: Option<Side>) -> bool {
        let shared = self.shared(claim);
        let others = match &claim.kind {
            Kind::Assertion { deeds, accuses, .. } if self.own && !accuses => !deeds.iter().any(|d| d.doer.is_some() && d.doer == denier),
            _ => false,
        };
        !others && shared >= 2 && 4 * shared >= 3 * self.senses.len()
    }
}

/// True for a word that denies as a predicate: `is untrue`.
fn predicate(word: &Word) -> bool {
    is("denial untrue false baseless unfounded groundless", word)
}

/// The word behind `nothing to do with`.
fn disowned(words: &[Word]) -> Option<usize> {
    let at = |i: usize| ["nothing", "to", "do", "with"].iter().zip(&words[i..]).all(|(told, w)| is(told, w));
    (0..words.len().saturating_sub(4)).find(|&i| at(i)).map(|i| i + 4)
}
