//! What is told as hearsay: a rumour, what is said to have happened, what somebody lies about, what he only speaks of.

use super::clause::Use;
use super::lists::List;
use super::verbs::{form, forms};
use super::words::role;
use super::{Reality, Scene, Trigger, roles};

/// How many words before a trigger can make it hearsay.
const REACH: usize = 12;

/// What hearsay makes of an event that is else told as so or on somebody's word.
pub(super) fn reality(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> Option<Reality> {
    if lied_about(scene, trigger) || headed(scene, "false fake myth debunked fiction") {
        return Some(Reality::Denied);
    }
    if let Some(preposition) = spoken_of(scene, trigger) {
        let gerund = roles::head(scene, trigger, label).is_some_and(|v| v > preposition && scene.verb(v) == Some(Use::Gerund));
        return Some(if gerund { Reality::Hypothetical } else { Reality::Alleged });
    }
    (said_to_have(scene, trigger) || headed(scene, "rumour rumor rumours rumors claim claims unconfirmed unverified"))
        .then_some(Reality::Alleged)
}

/// True if a word and a colon head the sentence: "Rumour: the airport was attacked".
fn headed(scene: &Scene<'_>, words: &str) -> bool {
    let Some(next) = scene.words.get(1) else { return false };
    scene.among(0, words) && scene.text[scene.words[0].end as usize..next.start as usize].trim_start().starts_with(':')
}

/// "The guards are *said to have* beaten two", "is *believed to have* fired".
fn said_to_have(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const HEARD: &str = "said reported believed thought rumoured rumored alleged understood suspected presumed reputed";
    let from = trigger.first.saturating_sub(REACH);
    let heard = |k: usize| scene.among(k, HEARD) && scene.is(k + 1, "to") && scene.is_any(k + 2, &["have", "be"]);
    let passive = |k: usize| (k.saturating_sub(3)..k).any(|b| scene.has(b, role::BE));
    (from..trigger.end).any(|k| heard(k) && passive(k) && scene.one_clause(k, trigger.end - 1))
}

/// "*Lies when he says* that X bombed the market", "is lying when it claims".
fn lied_about(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let lies = |k: usize| scene.named(k).is_none() && scene.is_any(k, &["lies", "lied", "lying", "lie"]);
    let says = |k: usize| forms(&scene.words[k]) & form::SAYS != 0 && matches!(scene.verb(k), Some(Use::Finite));
    let from = trigger.first.saturating_sub(REACH);
    (from..trigger.first).any(|k| {
        let says =
            (k + 1..(k + 5).min(trigger.first)).any(|s| scene.is_any(k + 1, &["when", "by", "if"]) && (says(s) || scene.is(s, "saying")));
        lies(k) && says && scene.one_clause(k, trigger.first)
    })
}

/// The preposition behind "spoke" or "talked": who speaks of an attack, or of attacking, need have seen none.
fn spoken_of(scene: &Scene<'_>, trigger: &Trigger) -> Option<usize> {
    const SPEAKING: &str = "spoke speaks speak spoken speaking talked talks talk talking dreamed dreamt dreams";
    let from = trigger.first.saturating_sub(REACH);
    let speaks = |&k: &usize| {
        let verb = scene.verb(k).is_some() || scene.among(k, "spoke spoken");
        scene.named(k).is_none() && verb && scene.among(k, SPEAKING) && scene.is_any(k + 1, &["of", "about"])
    };
    let verb = (from..trigger.first).rev().find(speaks).filter(|&k| scene.one_clause(k, trigger.first))?;
    // "Spoke of those who had bombed the camp": a clause of its own is told as so.
    let clause = (verb + 2..trigger.end)
        .any(|k| scene.named(k).is_none() && (scene.is_that(k) || scene.has(k, role::ASIDE) || scene.verb(k) == Some(Use::Finite)));
    (!clause).then_some(verb + 1)
}

/// True if a predicate behind a trigger says that what was told is not so: "reports that … are *not correct*".
pub(super) fn is_untrue(scene: &Scene<'_>, i: usize) -> bool {
    let right = scene.named(i).is_none() && scene.among(i, "correct true accurate right so");
    right && (i.saturating_sub(3)..i).any(|k| scene.has(k, role::NEGATION)) || scene.named(i).is_none() && scene.listed(i, List::Lies)
}
