//! What is released, recaptured, evacuated or shot need be nobody in bonds: water and figures are released, escaped prisoners recaptured,
//! villagers evacuated from a flood, videos shot.

use super::clause::Use;
use super::lists::List;
use super::{Scene, Trigger};
use crate::extract::clauses::lexicon::{Class, Lexicon};

/// How many words of an object are looked at.
const NEAR: usize = 6;

/// True if what is released is a thing: "released 500 million litres of water", "released its figures".
pub(super) fn frees_nobody(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const RELEASING: &str = "release releases released releasing";
    let release = (trigger.first..trigger.end).find(|&i| scene.named(i).is_none() && scene.among(i, RELEASING));
    let Some(release) = release else { return false };
    let thing = |i: usize| scene.named(i).is_none() && scene.listed(i, List::Things);
    if scene.verb(release) == Some(Use::Passive) {
        let subject = scene.phrase_before((0..release).rev().find(|&k| !scene.is_auxiliary(k) && !scene.is_adverb(k)).map_or(0, |k| k + 1));
        return subject.clone().any(thing) && !subject.into_iter().any(|i| is_somebody(scene, i));
    }
    let first = if scene.is(release + 1, "of") { release + 2 } else { release + 1 };
    let object = (first..(first + NEAR).min(scene.words.len())).take_while(|&i| {
        let ends = scene.named(i).is_none() && (scene.is_preposition(i) && !scene.is(i, "of") || i > first && scene.verb(i).is_some());
        !scene.parted(i - 1) && !ends
    });
    let object: Vec<usize> = object.collect();
    let somebody = object.iter().take_while(|&&i| !thing(i)).any(|&i| is_somebody(scene, i));
    !somebody && object.iter().any(|&i| thing(i))
}

/// True if what is released flows away and helps nobody: the water of a dam, gas.
pub(super) fn lets_flow(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const FLOWING: &str = "water waters litres liters gallons metres meters sewage gas gases emissions radiation";
    let release = |i: usize| scene.named(i).is_none() && scene.is_any(i, &["release", "releases", "released", "releasing"]);
    let verb = (trigger.first..trigger.end).find(|&i| release(i));
    verb.is_some_and(|v| (v + 1..(v + NEAR).min(scene.words.len())).any(|i| scene.among(i, FLOWING)))
}

/// True if those who are evacuated are civilians whom nature drives out: who flies them out helps.
pub(super) fn evacuates_civilians(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const CIVILIANS: &str = "villagers villager residents people families family children women patients civilians tourists passengers pupils \
        students workers miners farmers survivors pensioners inhabitants households homeless";
    let verb = (trigger.first..trigger.end).find(|&i| scene.named(i).is_none() && scene.written(i).to_lowercase().starts_with("evacuat"));
    let civil = |i: usize| scene.named(i).is_none() && scene.among(i, CIVILIANS);
    let forces =
        |i: usize| scene.named(i).is_none() && scene.is_any(i, &["troops", "soldiers", "forces", "army", "embassy", "diplomats", "staff"]);
    verb.is_some_and(|v| {
        let end = (v + NEAR).min(scene.words.len());
        let object = v + 1..end;
        let before = v.saturating_sub(NEAR)..v;
        let passive = scene.verb(v) == Some(Use::Passive);
        let whom = if passive { before } else { object };
        whom.clone().any(civil) && !whom.into_iter().any(forces)
    })
}

/// True of what is shot with a camera: "the video was shot in X".
pub(super) fn is_filmed(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const FILMS: &str = "video videos film films movie movies footage interview interviews scene scenes photo photos photograph photographs picture \
        pictures clip clips documentary series episode image images commercial";
    let shot = (trigger.first..trigger.end).find(|&i| scene.is(i, "shot"));
    let Some(shot) = shot else { return false };
    let subject = (0..shot).rev().find(|&k| !scene.is_auxiliary(k) && !scene.is_adverb(k));
    let film = |k: usize| scene.named(k).is_none() && scene.among(k, FILMS);
    let be = shot > 0 && scene.is_auxiliary(shot - 1) || scene.verb(shot) == Some(Use::Participle);
    be && subject.is_some_and(|k| film(k) || (k.saturating_sub(4)..k).any(|n| film(n) && !scene.parted(n) && scene.is(n + 1, "of")))
}

/// True of those who had fled and are caught again: "recaptured three inmates", "31 of the prisoners were recaptured".
pub(super) fn recaptures_somebody(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const AGAIN: [&str; 4] = ["recapture", "recaptures", "recaptured", "recapturing"];
    let Some(verb) = (trigger.first..trigger.end).find(|&i| scene.is_any(i, &AGAIN)) else { return false };
    let held = |i: usize| is_somebody(scene, i) || scene.is_any(i, &["all", "most", "both", "they", "he", "she", "some", "them", "him"]);
    if scene.verb(verb) == Some(Use::Passive) {
        let end = (0..verb).rev().find(|&k| !scene.is_auxiliary(k) && !scene.is_adverb(k)).map_or(0, |k| k + 1);
        return scene.phrase_before(end).into_iter().any(held);
    }
    let first = if scene.is(verb + 1, "of") { verb + 2 } else { verb + 1 };
    let ends =
        |i: usize| scene.named(i).is_none() && (scene.is_preposition(i) && !scene.is(i, "of") || i > first && scene.verb(i).is_some());
    (first..(first + NEAR).min(scene.words.len())).take_while(|&i| !scene.parted(i - 1) && !ends(i)).any(held)
}

/// True for somebody by name or by a word for people.
fn is_somebody(scene: &Scene<'_>, i: usize) -> bool {
    match scene.named(i) {
        Some(m) => matches!(&*scene.mentions[m].kind, "person" | "nationality"),
        None => {
            Lexicon::get().class(scene.words[i].hash).is(Class::PERSON)
                || scene.among(i, "prisoners prisoner inmates inmate hostages hostage captives captive detainees detainee convicts convict fugitives escapees")
        }
    }
}
