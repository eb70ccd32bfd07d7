//! What is only to be: a court orders somebody detained, a state offers to host talks, an author says what must not be, a council votes a
//! ban down.

use super::clause::Use;
use super::lists::List;
use super::verbs::{form, forms};
use super::words::role;
use super::{Reality, Scene, Trigger, roles};

/// How many words can stand between an order and what is to be done, or an event and what became of it.
const REACH: usize = 10;
/// How many words a negation reaches.
const NEAR: usize = 6;

/// What an order or an offer makes of an event.
pub(super) fn reality(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> Option<Reality> {
    let verb = roles::head(scene, trigger, label)?;
    if is_offered(scene, verb) {
        return Some(Reality::Future);
    }
    (is_ordered(scene, verb) || is_wished(scene, verb)).then_some(Reality::Hypothetical)
}

/// True of a participle that tells what somebody orders to be done: "*ordered* the miller *detained*", "ordered detained".
fn is_ordered(scene: &Scene<'_>, verb: usize) -> bool {
    let undone = match scene.verb(verb) {
        Some(Use::Participle) => true,
        Some(Use::Finite) => scene.lacks_object(verb),
        _ => false,
    };
    if !undone || forms(&scene.words[verb]) & form::PAST == 0 && !scene.written(verb).ends_with("ed") {
        return false;
    }
    let plain =
        |i: usize| scene.named(i).is_some() || !scene.is_preposition(i) && !scene.is_and(i) && !scene.is_that(i) && !scene.is_auxiliary(i);
    let near = (verb.saturating_sub(REACH)..verb).rev().take_while(|&i| !scene.parted(i));
    let lead = near.into_iter().find(|&i| scene.verb(i).is_some() || !plain(i));
    let orders = lead.filter(|&i| scene.verb(i).is_some() && scene.listed(i, List::Bidding));
    // "Ordered the men arrested on Friday *to be* freed": what describes them was done.
    let to_be =
        (verb + 1..(verb + REACH).min(scene.words.len())).any(|i| scene.is(i, "to") && scene.verb(i + 1).is_some() || scene.is(i, "be"));
    orders.is_some() && !to_be
}

/// True of "be" and a participle in the clause of a wish: "ordered that he *be detained*".
fn is_wished(scene: &Scene<'_>, verb: usize) -> bool {
    let Some(be) = verb.checked_sub(1).filter(|&k| scene.is(k, "be") && scene.verb(verb) == Some(Use::Passive)) else { return false };
    let before = scene.before(be).filter(|&k| scene.named(k).is_some() || !scene.is_auxiliary(k) && !scene.is(k, "to"));
    let that = (be.saturating_sub(REACH)..be).rev().find(|&k| scene.is_that(k) && scene.named(k).is_none());
    before.is_some() && that.is_some_and(|k| k > 0 && k + 1 < be)
}

/// True of an infinitive behind an offer: "*offers to* host".
fn is_offered(scene: &Scene<'_>, verb: usize) -> bool {
    let offers = |i: usize| scene.named(i).is_none() && scene.listed(i, List::Offering);
    scene.verb(verb) == Some(Use::Infinitive) && verb > 1 && scene.is(verb - 1, "to") && offers(verb - 2)
}

/// True if what is negated is what must not or should not be: a norm says nothing of what is done.
pub(super) fn must_not(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> bool {
    let verb = roles::head(scene, trigger, label).unwrap_or(trigger.first);
    let negation = (verb.saturating_sub(NEAR)..verb).rev().take_while(|&i| !scene.parted(i)).find(|&i| scene.has(i, role::NEGATION));
    negation.is_some_and(|i| scene.is(i, "not") && i > 0 && scene.is_any(i - 1, &["must", "should"]))
}

/// True of what was to be and was kept from it: "the ban *was vetoed*", "a plan to arrest him *was dropped*".
pub(super) fn came_to_nothing(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> bool {
    let planned = is_planned(scene, trigger);
    let noun = roles::head(scene, trigger, label).is_none();
    let Some(end) = outcome(scene, trigger).filter(|_| planned || noun) else { return false };
    let down = scene.is_any(end, &["voted", "turned"]) && scene.is(end + 1, "down");
    let blocked = down || scene.is_any(end, &["vetoed", "blocked", "defeated"]);
    let rejected = || scene.is(end, "rejected") && (end + 1..(end + NEAR).min(scene.words.len())).any(|i| scene.listed(i, List::Deciding));
    match label {
        _ if planned => blocked || scene.is_any(end, &["dropped", "scrapped", "shelved", "abandoned", "rejected", "ditched"]),
        "ASSAULT" => scene.is_any(end, &["thwarted", "foiled", "averted", "prevented"]),
        "SANCTION" | "COERCE" | "AID" | "COOPERATE" | "CONSULT" | "MOBILIZE" | "PROTEST" => blocked || rejected(),
        "RETREAT" => blocked || scene.is(end, "rejected"),
        _ => false,
    }
}

/// True if a trigger is what a plan is for: "a plan *to arrest* the rebels", "a proposal for *sanctions*".
fn is_planned(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let plan = |&i: &usize| scene.named(i).is_none() && scene.verb(i).is_none() && scene.listed(i, List::Plans);
    let near = (trigger.first.saturating_sub(4)..trigger.first).rev().take_while(|&i| !scene.parted(i));
    near.into_iter().find(plan).is_some_and(|i| scene.is_any(i + 1, &["to", "for", "of", "on"]))
}

/// The participle that says in the passive what became of the subject that a trigger stands in, with no other verb between.
fn outcome(scene: &Scene<'_>, trigger: &Trigger) -> Option<usize> {
    let mut clause = (trigger.end..(trigger.end + REACH).min(scene.words.len())).take_while(|&i| !scene.parted(i - 1));
    let be = clause.find(|&i| scene.is_auxiliary(i) || scene.verb(i).is_some() || scene.has(i, role::ASIDE) || scene.is_that(i))?;
    let end = (be + 1..(be + 5).min(scene.words.len())).find(|&i| scene.verb(i).is_some())?;
    let passive = scene.is_auxiliary(be) && scene.verb(end) == Some(Use::Passive) && (be..end).any(|i| scene.has(i, role::BE));
    let negated = (be..end).any(|i| scene.has(i, role::NEGATION | role::WOULD | role::IRREALIS | role::FUTURE));
    (passive && !negated).then_some(end)
}

/// True of what is met that is nobody: "meet the same fate", "met the deadline".
pub(super) fn meets_nobody(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let Some(verb) = (trigger.first..trigger.end).find(|&i| scene.is_any(i, &["meet", "meets", "met", "meeting"])) else { return false };
    let first = if scene.is(verb + 1, "with") { verb + 2 } else { verb + 1 };
    let ends =
        |i: usize| scene.parted(i - 1) || scene.named(i).is_some() || scene.is_preposition(i) || scene.is_and(i) || scene.verb(i).is_some();
    let object = (first..(first + NEAR).min(scene.words.len())).take_while(|&i| !ends(i)).last();
    object.is_some_and(|i| scene.listed(i, List::Met))
}

/// True of the gates of a dam, which let out water.
pub(super) fn opens_dam(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const DAMS: [&str; 8] = ["dam", "dams", "reservoir", "barrage", "spillway", "sluice", "weir", "lock"];
    let end = (trigger.end + NEAR).min(scene.words.len());
    let gate = (trigger.first..end).find(|&i| scene.is_any(i, &["gate", "gates", "floodgates", "floodgate", "spillway", "spillways"]));
    let near = |g: usize| (trigger.first..(g + NEAR).min(scene.words.len())).take_while(move |&i| i <= g || !scene.parted(i - 1));
    gate.is_some_and(|g| !scene.is_any(g, &["gate", "gates"]) || near(g).any(|i| scene.named(i).is_none() && scene.is_any(i, &DAMS)))
}
