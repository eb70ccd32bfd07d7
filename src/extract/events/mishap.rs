//! Harm that nobody does: whom a fire, a flood, a crash or a fall killed, and what it swept over, nobody attacked.

use super::clause::Use;
use super::lists::List;
use super::{Scene, Trigger, roles};
use crate::extract::clauses::lexicon::{Class, Lexicon};

/// How many words behind the harm its cause can stand.
const REACH: usize = 16;
/// How many words before a cause can lead to it.
const LEAD: usize = 5;

/// True if nature or an accident did what a trigger of armed attack tells.
pub(super) fn is_mishap(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let armed = |i: usize| !(trigger.first..trigger.end).contains(&i) && scene.named(i).is_none() && scene.listed(i, List::Arms);
    if (0..scene.words.len()).any(armed) {
        return false;
    }
    let head = roles::head(scene, trigger, "ASSAULT");
    let hit = scene.listed(trigger.first, List::Suffering) || scene.listed(trigger.end - 1, List::Suffering);
    head.is_some_and(|v| scene.verb(v) == Some(Use::Finite) && does(scene, v)) || hit && suffers(scene, trigger, head)
}

/// True if the subject of the verb at word `v` is such a cause: "the fire killed five", "a flood swept through".
fn does(scene: &Scene<'_>, v: usize) -> bool {
    let mut end = v;
    while end > 0 && !scene.parted(end - 1) && (scene.is_auxiliary(end - 1) || scene.is_adverb(end - 1)) {
        end -= 1;
    }
    let phrase = scene.phrase_before(end);
    let ends = |k: usize| k > phrase.start && scene.named(k).is_none() && (scene.is_preposition(k) || scene.verb(k).is_some());
    let core = phrase.clone().find(|&k| ends(k)).unwrap_or(phrase.end);
    core > phrase.start && (is_cause(scene, core - 1) || is_fire(scene, core - 1, true))
}

/// True if such a cause follows whom the trigger says to have come to harm: "died when a wildfire swept", "killed in the fire".
fn suffers(scene: &Scene<'_>, trigger: &Trigger, head: Option<usize>) -> bool {
    let transitive = |v: usize| scene.verb(v) == Some(Use::Finite) && !scene.listed(v, List::Dying);
    if head.is_some_and(|v| transitive(v) && !scene.lacks_object(v)) {
        return false;
    }
    let leads = |i: usize| {
        let near = (i.saturating_sub(LEAD)..i).filter(|&k| k >= trigger.first);
        near.into_iter().any(|k| scene.listed(k, List::Leading))
    };
    let end = (trigger.end + REACH).min(scene.words.len());
    let mut clause = (trigger.end..end).take_while(|&i| !scene.parted(i - 1));
    clause.any(|i| {
        (is_cause(scene, i) || is_fire(scene, i, false) || scene.listed(i, List::Accidents) && scene.verb(i).is_some()) && leads(i)
    }) || trigger.end < scene.words.len() && falls(scene, trigger.end)
}

/// True if a fall follows in the clause: "died when he fell from a roof".
fn falls(scene: &Scene<'_>, from: usize) -> bool {
    let end = (from + REACH).min(scene.words.len());
    let mut clause = (from..end).take_while(|&i| i == from || !scene.parted(i - 1));
    clause.any(|i| is_fall(scene, i))
}

/// True for a fall of somebody: "fell from", "fell off", "fell ill".
pub(super) fn is_fall(scene: &Scene<'_>, i: usize) -> bool {
    scene.is_any(i, &["fell", "fall", "falls", "falling", "fallen"])
        && !scene.parted(i)
        && scene.is_any(i + 1, &["from", "off", "down", "ill", "overboard", "asleep", "through", "over"])
}

fn is_cause(scene: &Scene<'_>, i: usize) -> bool {
    scene.named(i).is_none() && scene.verb(i).is_none() && scene.listed(i, List::Causes)
}

/// True for a fire that burns; shots are fired by somebody. As a subject it may open a headline.
fn is_fire(scene: &Scene<'_>, i: usize, subject: bool) -> bool {
    if !scene.is_any(i, &["fire", "fires"]) || scene.verb(i).is_some() || scene.named(i).is_some() {
        return false;
    }
    let aimed = i + 1 < scene.words.len() && !scene.parted(i) && scene.is_any(i + 1, &["from", "at", "on", "by"]);
    let Some(before) = i.checked_sub(1).filter(|&k| !scene.parted(k)) else { return subject && !aimed };
    let owned = scene.named(before).is_some_and(|m| &*scene.mentions[m].kind != "place" && &*scene.mentions[m].kind != "country");
    let shots = scene.named(before).is_none() && scene.listed(before, List::Firing);
    let burns = scene.listed(before, List::Burning) || subject && (opens_clause(scene, before) || scene.named(before).is_some());
    !aimed && !owned && !shots && burns
}

/// True for a word after which a headline's subject stands without an article: "hurt *as* fire sweeps".
fn opens_clause(scene: &Scene<'_>, i: usize) -> bool {
    scene.named(i).is_none() && Lexicon::get().class(scene.words[i].hash).is(Class::SUBORDINATE)
}
