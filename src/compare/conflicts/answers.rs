//! Denials that answer what was said just before: `Lorwick denied it`, `rejected the charge`, `said it had launched nothing`.

use super::Layers;
use super::claim::{Claim, Kind, NARRATOR};
use crate::text::{BlockKind, Word};

/// Sentences back to a charge that a denial takes up by a noun of its own: `the charge`, `the allegations`.
const FAR: u32 = 6;
/// Assertions before a denial that are looked at.
const LOOK: usize = 12;
/// Words between a verb of rejecting and what is rejected.
const OBJECT: usize = 6;

/// Verbs that deny by themselves, and words that say so.
const DENYING: &str =
    "deny denies denied denying denial refute refutes refuted refuting disprove disproved untrue false baseless unfounded groundless";
/// Verbs that deny when their object is something said.
const REJECTING: &str = "reject rejects rejected rejecting dismiss dismisses dismissed dismissing rebuff rebuffed rebut rebutted brushed call calls called \
    calling ridicule ridiculed mock mocked";
/// What is said of others.
const SAID: &str = "charge charges accusation accusations allegation allegations claim claims report reports account accounts story stories invention \
    rumour rumours rumor rumors version assertion assertions";
/// Words that take up what was said before.
const BACK: &str = "it this them these those any involvement responsibility such";
/// Words of what is to come: who says that he will not do something rejects no report.
const TO_COME: &str = "will would can cannot could should shall won't won’t plans plan intend intends intention";

/// True for a list that holds the word.
fn is(list: &str, text: &str, word: &Word) -> bool {
    let word = word.text(text);
    list.split_whitespace().any(|w| word.eq_ignore_ascii_case(w))
}

/// How a denial denies: whether by a verb of denial, and whether it speaks of what will not be.
pub(super) fn manner(text: &str, words: &[Word]) -> (bool, bool) {
    let rejects =
        |i: usize| is(REJECTING, text, &words[i]) && words[i + 1..(i + 1 + OBJECT).min(words.len())].iter().any(|w| is(SAID, text, w));
    let denies = (0..words.len()).any(|i| is(DENYING, text, &words[i]) || rejects(i));
    (denies, !denies && words.iter().any(|w| is(TO_COME, text, w)))
}

/// Gives every denial the assertion of its own document that it answers.
pub(super) fn link(layers: &Layers<'_>, claims: &mut [Claim]) {
    let mut assertions: Vec<u32> = Vec::new();
    for c in 0..claims.len() {
        match claims[c].kind {
            Kind::Assertion { .. } => assertions.push(c as u32),
            Kind::Denial { .. } => {
                let words = layers.outline.sentence_words(claims[c].sentence as usize);
                let text = layers.outline.text;
                let object = |i: usize| words[i + 1..(i + 1 + OBJECT / 2).min(words.len())].iter().any(|w| is(BACK, text, w));
                let back = Back {
                    word: (0..words.len()).any(|i| is(DENYING, text, &words[i]) && object(i)),
                    noun: claims[c].denies && words.iter().any(|w| is(SAID, text, w)),
                };
                let answers =
                    assertions.iter().rev().take(LOOK).copied().find(|&a| answered(layers, &claims[a as usize], &claims[c], &back));
                claims[c].kind = Kind::Denial { answers };
            }
            _ => {}
        }
    }
}

/// How a denial takes up what was said before it.
struct Back {
    word: bool,
    noun: bool,
}

/// True if the denial is an answer to the assertion: another's word against the denier's side, near enough for what they share.
fn answered(layers: &Layers<'_>, assertion: &Claim, denial: &Claim, back: &Back) -> bool {
    let far = denial.sentence - assertion.sentence;
    let Kind::Assertion { accuses, .. } = assertion.kind else { return false };
    if far == 0 || far > FAR || denial.refuses || assertion.same_source(denial) {
        return false;
    }
    let rivals = match (assertion.state, denial.state) {
        (Some(a), Some(b)) if a == b => return false,
        (Some(_), Some(_)) => true,
        _ => false,
    };
    let adverse = denial.state.is_some_and(|denier| assertion.setting.states.iter().any(|&s| s == denier && assertion.state != Some(s)));
    let shared = denial.stems.iter().filter(|s| assertion.stems.binary_search(s).is_ok()).count();
    let strong = denial.denies;
    if assertion.source.as_deref().is_none_or(|s| s == NARRATOR) {
        return strong && far == 1 && (adverse && back.word || shared >= 3);
    }
    if heading_between(layers, assertion.sentence, denial.sentence) && !(back.noun && accuses && adverse) {
        return false;
    }
    match far {
        1 => (strong && (adverse || rivals || back.word || back.noun || shared >= 1)) || (adverse && (accuses || shared >= 1)) || rivals,
        2 => (strong && (adverse || rivals && back.word || shared >= 2)) || (accuses && adverse && shared >= 1),
        3 => strong && (adverse || rivals) && (back.word || back.noun || shared >= 1),
        _ => accuses && adverse && back.noun,
    }
}

/// True if a heading parts the two sentences.
fn heading_between(layers: &Layers<'_>, from: u32, to: u32) -> bool {
    (from + 1..to).any(|s| layers.outline.sentence_kind(s as usize) == BlockKind::Heading)
}
