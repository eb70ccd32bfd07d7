//! What a denial denies: the content words of the denied clause, with words of one meaning taken as one. A denial answers a charge only where
//! the two share their matter; a denial without matter (`denied it`, `rejected the charge`) answers what stands right before it.

use super::answers::{DENYING, REJECTING, SAID, is, withholds};
use super::claim::{Claim, Kind};
use super::setting::Side;
use crate::compare::content::{is_number, stem, stems};
use crate::text::{Shape, Word, words::words};
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

/// Words that mean the same, as far as it is one and the same deed that they tell of.
const SENSES: [&str; 11] = [
    "attack attacks attacked attacking assault fire fires fired firing shell shells shelled shelling bomb bombs bombed bombing bombard bombarded \
     bombardment strike strikes struck hit hits shoot shot shooting raid raids raided",
    "take takes took taken taking capture captures captured capturing seize seized seizing occupy occupied hold holds held lose loses lost losing fall \
     falls fell fallen overrun conquer conquered",
    "close closes closed closing closure shut shuts sealed sealing",
    "send sends sent sending deploy deploys deployed deploying deployment move moves moved moving movement mass masses massed massing amass amassed \
     amassing concentrate concentrated concentrating station stationed",
    "arm arms armed arming supply supplies supplied supplying weapon weapons deliver delivered delivering",
    "withdraw withdraws withdrew withdrawn withdrawal pull pulls pulled retreat retreated retreating",
    "kill kills killed killing die died dead death deaths",
    "ram rams rammed ramming collide collided colliding collision",
    "blow blows blew blown blowing explode exploded exploding explosion blast destroy destroyed destroying destruction",
    "cross crosses crossed crossing enter enters entered entering intrude intruded intruding violate violates violated violating violation",
    "soldier soldiers troop troops force forces unit units serviceman servicemen",
];
/// To be the one who did it.
const AUTHORSHIP: &str = "role part involvement responsibility wrongdoing guilt fault blame complicity hand participation";
/// Words of speech after which another clause of the sentence begins: `denied losing the town and said …`.
const SPEECH: &str = "said says saying told claimed claims claiming accused accuses accusing added adding insisted blamed blaming called calling warned \
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
    for class in SENSES {
        let of_class = words(class).iter().filter_map(|w| stem(class, w)).collect::<Vec<_>>();
        of_class.iter().for_each(|&s| _ = out.insert(s, of_class[0]));
    }
    out
});

/// The sense of a stem: that of the first word of its class, else itself.
pub(super) fn sense(stem: u32) -> u32 {
    SENSE_OF.get(&stem).copied().unwrap_or(stem)
}

impl Matter {
    /// The matter of a sentence that denies, with its names given as stems, and its speaker as written.
    /// Also gives the byte at which the denied clause begins.
    pub fn read(text: &str, sentence: &[Word], names: &[u32], speaker: &str) -> (Self, u32) {
        let said = |i: usize| is(SAID, text, &sentence[i]);
        let verb = (0..sentence.len()).find(|&i| is(DENYING, text, &sentence[i]) && !withholds(text, sentence, i));
        let rejected = (0..sentence.len()).find(|&i| is(REJECTING, text, &sentence[i]) && (i + 1..(i + 7).min(sentence.len())).any(said));
        let from = match (verb.filter(|&v| predicate(text, &sentence[v])).or(rejected), verb) {
            // "rejected the charge", "called the reports that … baseless": what was said may bring its content.
            (Some(at), _) => {
                let noun = (0..sentence.len()).filter(|&i| said(i)).min_by_key(|i| i.abs_diff(at));
                let brings = |n: &usize| sentence.get(n + 1).is_some_and(|w| is(CONTENT, text, w));
                match noun.filter(brings) {
                    Some(n) => n + 2,
                    None => return (Self::default(), u32::MAX),
                }
            }
            (None, Some(verb)) => verb + 1,
            (None, None) => 0,
        };
        let speech = |i: usize| sentence[i + 1..(i + 4).min(sentence.len())].iter().any(|w| is(SPEECH, text, w));
        let joined = |i: usize| i > from && is(JOINS, text, &sentence[i]) && (is(SPEECH, text, &sentence[i]) || speech(i));
        let end = (from..sentence.len()).find(|&i| from > 0 && joined(i)).unwrap_or(sentence.len());
        let clause = &sentence[from..end];
        let authorship = verb.is_some() && clause.iter().take(8).any(|w| is(AUTHORSHIP, text, w));
        let plain = |w: &&Word| {
            let unnamed = !w.shape.has(Shape::CAPITAL) && !w.shape.has(Shape::DIGIT);
            unnamed
                && !speaker.split_whitespace().any(|s| s == w.text(text))
                && !is(EMPTY, text, w)
                && !is(AUTHORSHIP, text, w)
                && !is(SPEECH, text, w)
        };
        let content: Vec<Word> = clause.iter().filter(plain).copied().collect();
        let mut senses: Vec<u32> =
            stems(text, &content).into_iter().filter(|s| !is_number(*s) && names.binary_search(s).is_err()).map(sense).collect();
        senses.sort_unstable();
        senses.dedup();
        let start = clause.first().map_or(u32::MAX, |w| w.start);
        (Self { senses: senses.into(), authorship, own: false }, start)
    }

    /// How many of its senses a claim's words hold, its names left out.
    pub fn shared(&self, claim: &Claim) -> usize {
        let theirs: Vec<u32> = claim.stems.iter().filter(|&&s| !claim.setting.is_proper(s)).map(|&s| sense(s)).collect();
        self.senses.iter().filter(|s| theirs.contains(s)).count()
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
fn predicate(text: &str, word: &Word) -> bool {
    is("denial untrue false baseless unfounded groundless", text, word)
}
