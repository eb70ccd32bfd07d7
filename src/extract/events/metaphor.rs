//! Words of arms that hurt nobody: a minister under fire over the budget, an attack on a record, a battle for votes, the execution of a plan,
//! an idea that was shot down.

use super::clause::Use;
use super::lists::List;
use super::sense::Sense;
use super::{Scene, Trigger};
use crate::extract::clauses::lexicon::{Class, Lexicon};

/// How many words behind a word of arms tell what it is about.
const NEAR: usize = 6;

/// What a trigger of armed attack tells where its words are a figure of speech; nothing where they are not.
pub(super) fn sense(scene: &Scene<'_>, trigger: &Trigger) -> Option<Sense> {
    let words = || trigger.first..trigger.end;
    if words().any(|i| under_criticism(scene, i) || attacks_in_words(scene, i)) {
        return Some(Sense::Criticism);
    }
    let hollow = |i| is_contest(scene, i) || carries_out(scene, i) || turns_down(scene, i) || is_seizure(scene, i) || offends(scene, i);
    words().any(hollow).then_some(Sense::None)
}

/// "Came under *fire* over the budget", "under *attack* from lawmakers": those who only speak fire no shots.
fn under_criticism(scene: &Scene<'_>, i: usize) -> bool {
    let under = scene.is_any(i, &["fire", "attack", "attacks"]) && (i.saturating_sub(3)..i).any(|k| scene.is(k, "under"));
    if !under || i + 2 >= scene.words.len() || scene.parted(i) {
        return false;
    }
    let behind = i + 2..(i + 5).min(scene.words.len());
    let timed = behind.clone().any(|k| scene.is_temporal(k) || scene.is_number(k) || scene.is_any(k, &["time", "times", "border"]));
    let cause = scene.written(i + 2).ends_with("ing") || scene.is_determiner(i + 2) || scene.is_any(i + 2, &["not", "what", "how"]);
    let over = scene.is(i + 1, "over") || scene.is(i + 1, "for") && cause;
    let critics =
        scene.is_any(i + 1, &["from", "by"]) && behind.clone().any(|k| scene.named(k).is_none() && scene.listed(k, List::Critics));
    critics || over && !timed && behind.into_iter().all(|k| !is_ground(scene, k))
}

/// "*Attacked* the bill", "an *attack* on the government's record", "*attacked* his rival over taxes".
fn attacks_in_words(scene: &Scene<'_>, i: usize) -> bool {
    if !scene.is_any(i, &["attack", "attacks", "attacked", "attacking", "assault", "broadside", "onslaught"]) || scene.parted(i) {
        return false;
    }
    let first = if scene.is_any(i + 1, &["on", "against"]) { i + 2 } else { i + 1 };
    let noun = scene.verb(i).is_none();
    if noun && first == i + 1 {
        return false;
    }
    let Some(object) = object(scene, first) else { return false };
    if scene.named(object).is_none() && scene.listed(object, List::Policies) {
        return true;
    }
    let over = object + 2 < scene.words.len() && !scene.parted(object) && scene.is(object + 1, "over") && !scene.is_temporal(object + 2);
    over && !noun && is_person(scene, object) && scene.words.iter().enumerate().all(|(k, _)| k == i || !is_armed(scene, k))
}

/// The last word of the noun phrase that begins with word `first`.
fn object(scene: &Scene<'_>, first: usize) -> Option<usize> {
    let end = (first..(first + NEAR).min(scene.words.len())).find(|&k| {
        scene.named(k).is_none() && (scene.is_preposition(k) || scene.is_auxiliary(k) || scene.is_that(k) || scene.is_and(k))
            || k > first && scene.verb(k).is_some()
            || k > first && scene.parted(k - 1)
    });
    let end = end.unwrap_or((first + NEAR).min(scene.words.len()));
    (end > first).then(|| end - 1)
}

/// "The *battle* for votes", "a *fight* over the leadership".
fn is_contest(scene: &Scene<'_>, i: usize) -> bool {
    const CONTESTS: &str = "battle battles battled battling fight fights fighting fought war wars clash clashed";
    if !scene.among(i, CONTESTS) || scene.parted(i) || !scene.is_any(i + 1, &["for", "over"]) {
        return false;
    }
    let prize = |k: usize| scene.named(k).is_none() && scene.listed(k, List::Prizes);
    object(scene, i + 2).is_some_and(prize)
}

/// "The *execution* of the budget", "the order was *executed*": what is carried out is nobody.
fn carries_out(scene: &Scene<'_>, i: usize) -> bool {
    const CARRYING: &str = "execution execute executes executed executing";
    if !scene.among(i, CARRYING) {
        return false;
    }
    let task = |k: usize| scene.named(k).is_none() && scene.listed(k, List::Tasks);
    if scene.verb(i) == Some(Use::Passive) {
        let subject = (0..i).rev().take_while(|&k| !scene.parted(k)).find(|&k| !scene.is_auxiliary(k) && !scene.is_adverb(k));
        return subject.is_some_and(task);
    }
    let first = if scene.is(i + 1, "of") { i + 2 } else { i + 1 };
    !scene.parted(i) && object(scene, first).is_some_and(task)
}

/// "*Shot down* the proposal".
fn turns_down(scene: &Scene<'_>, i: usize) -> bool {
    if !scene.is_any(i, &["shot", "shoot", "shoots", "shooting"]) || !scene.is(i + 1, "down") {
        return false;
    }
    let talk = |k: usize| scene.named(k).is_none() && (scene.listed(k, List::Policies) || scene.listed(k, List::Talk));
    let passive = scene.verb(i) == Some(Use::Passive) || i > 0 && scene.is_auxiliary(i - 1);
    let subject = (0..i).rev().find(|&k| !scene.is_auxiliary(k) && !scene.is_adverb(k));
    !scene.parted(i + 1) && object(scene, i + 2).is_some_and(talk) || passive && subject.is_some_and(talk)
}

/// "A heart *attack*".
fn is_seizure(scene: &Scene<'_>, i: usize) -> bool {
    scene.is_any(i, &["attack", "attacks"]) && i > 0 && scene.is_any(i - 1, &["heart", "panic", "asthma", "anxiety"])
}

/// "An *attack* on democracy": what somebody says of a deed of another kind.
fn offends(scene: &Scene<'_>, i: usize) -> bool {
    const VALUES: &str = "democracy freedom freedoms liberty liberties rights values dignity decency truth justice sovereignty";
    scene.is_any(i, &["attack", "attacks", "assault"])
        && scene.is_any(i + 1, &["on", "against"])
        && object(scene, i + 2).is_some_and(|k| scene.among(k, VALUES))
}

fn is_ground(scene: &Scene<'_>, i: usize) -> bool {
    scene.named(i).is_some_and(|m| matches!(&*scene.mentions[m].kind, "place" | "facility"))
}

fn is_person(scene: &Scene<'_>, i: usize) -> bool {
    match scene.named(i) {
        Some(m) => &*scene.mentions[m].kind == "person",
        None => {
            Lexicon::get().class(scene.words[i].hash).is(Class::PERSON) || scene.is_any(i, &["rival", "rivals", "opponent", "opponents"])
        }
    }
}

fn is_armed(scene: &Scene<'_>, i: usize) -> bool {
    match scene.named(i) {
        Some(m) => &*scene.mentions[m].kind == "armed_group",
        None => scene.listed(i, List::Munitions) || scene.listed(i, List::Forces),
    }
}
