//! Events that somebody only compares or that something would serve for: "easier to talk *than to start a war*", "a base *for raids*".

use super::clause::Use;
use super::given::noun_phrase;
use super::lists::List;
use super::words::role;
use super::{Scene, Trigger, roles};

/// How many words from "it is" an infinitive can stand.
const REACH: usize = 10;

/// True if an event is only thought of as better or worse than another, or as what something is for.
pub(super) fn only_serves(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> bool {
    if matches!(label, "ACCUSE" | "REQUEST" | "REJECT" | "THREATEN" | "SUPPORT") {
        return false;
    }
    match roles::head(scene, trigger, label) {
        Some(v) => scene.verb(v) == Some(Use::Infinitive) && compared(scene, v),
        None => serves(scene, trigger),
    }
}

/// True of an infinitive behind "than" or behind "it is" and what it is: "*it is safer to* leave".
fn compared(scene: &Scene<'_>, v: usize) -> bool {
    let Some(to) = v.checked_sub(1).filter(|&k| scene.is(k, "to")) else { return false };
    if to > 0 && scene.is_any(to - 1, &["than"]) {
        return true;
    }
    let it = (v.saturating_sub(REACH)..to).rev().take_while(|&k| !scene.parted(k)).find(|&k| scene.is(k, "it"));
    let Some(it) = it else { return false };
    let be = (it + 1..to).find(|&k| scene.verb(k).is_some() || scene.has(k, role::BE));
    let quality = |k: usize| scene.named(k).is_none() && scene.verb(k).is_none() && !scene.is_preposition(k) && !scene.is_determiner(k);
    let then = be.filter(|&k| scene.is_any(k, &["is", "be"])).and_then(|k| (k + 1..to).find(|&q| !scene.is_adverb(q)));
    let Some(adjective) = then.filter(|&q| quality(q)) else { return false };
    let direct = (adjective + 1..to).all(|k| scene.verb(k).is_none());
    direct && (adjective + 1 == to || scene.is(adjective + 1, "for") || adjective + 2 == to)
}

/// True of a noun that tells what ground serves for: "a launchpad *for* operations", not "for *their* invasion".
fn serves(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let (first, definite) = noun_phrase(scene, trigger.first).unwrap_or((trigger.first, false));
    let lead = first.checked_sub(1).filter(|&k| !definite && scene.is(k, "for"));
    lead.and_then(|k| k.checked_sub(1)).is_some_and(|k| scene.named(k).is_none() && scene.listed(k, List::Ground))
}
