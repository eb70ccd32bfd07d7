//! What only stands about where a sentence tells of something else: the ruin beside which somebody is pictured, the minefield that a lane
//! leads through, the plans of another that somebody fears.

use super::clause::{DEPTH, Use};
use super::given::noun_phrase;
use super::lists::List;
use super::verbs::{form, forms};
use super::{Scene, Trigger};

/// True if a trigger is no event but scenery.
pub(super) fn is_scenery(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> bool {
    match label {
        "ASSAULT" | "COERCE" => is_ruin(scene, trigger),
        "MOBILIZE" => is_minefield(scene, trigger),
        "REJECT" => keeps_out(scene, trigger),
        "THREATEN" => fears_another(scene, trigger),
        _ => false,
    }
}

/// True of a building in which somebody left marks, where somebody else is: "stands near a *damaged building*".
fn is_ruin(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let first = trigger.first;
    let ruined = scene.named(first).is_none() && scene.listed(first, List::Harmed) && scene.verb(first).is_none();
    let plain = (first..trigger.end).all(|k| scene.verb(k).is_none()) && trigger.end <= first + 3;
    ruined && plain && stands_by(scene, first)
}

/// True if a preposition of place leads to the noun phrase of word `n`.
fn stands_by(scene: &Scene<'_>, n: usize) -> bool {
    const BY: [&str; 14] =
        ["near", "in", "inside", "outside", "past", "beside", "through", "among", "amid", "next", "front", "across", "at", "by"];
    let lead = noun_phrase(scene, n).and_then(|(first, _)| first.checked_sub(1));
    lead.is_some_and(|k| scene.is_any(k, &BY) || k > 0 && scene.is_any(k, &["of", "to"]) && scene.is_any(k - 1, &BY))
}

/// True of a minefield or a trench in or through which something is.
fn is_minefield(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const WORKS: &str = "minefield minefields trench trenches bunker bunkers checkpoint checkpoints";
    trigger.end == trigger.first + 1 && scene.among(trigger.first, WORKS) && stands_by(scene, trigger.first)
}

/// True of a war that somebody has no part in: who is not taking part in it refuses nothing.
fn keeps_out(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const FIGHTING: &str = "war wars operation operations fighting combat hostilities conflict offensive attack attacks invasion";
    let part = (trigger.first..trigger.end).find(|&k| scene.is_any(k, &["participating", "participate", "part", "involved"]));
    part.is_some_and(|k| (k + 1..(k + 7).min(scene.words.len())).take_while(|&i| !scene.parted(i - 1)).any(|i| scene.among(i, FIGHTING)))
}

/// True of what somebody says that another plans or might do: he fears it and threatens nobody.
fn fears_another(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let says = |k: usize| scene.verb(k) == Some(Use::Finite) && forms(&scene.words[k]) & form::SAYS != 0;
    let Some(saying) = (trigger.first..trigger.end).find(|&k| says(k)) else { return false };
    let Some(deed) = (saying + 1..trigger.end).rev().find(|&k| scene.verb(k).is_some()) else { return false };
    let own = scene.is_any(saying, &["vowed", "threatened", "vows", "threatens", "promised", "pledged"]);
    let (Some(speaker), Some(doer)) = (scene.subject(saying, DEPTH), scene.doer(deed, DEPTH).who) else { return false };
    let hedged = (saying + 1..deed).any(|k| scene.is_any(k, &["could", "may", "might", "plan", "plans", "planned", "planning", "intends"]));
    let other = doer.contains(':') && speaker != doer && scene.sides.state(&doer) != Some(&*speaker);
    let same = scene.sides.state(&speaker).is_some() && scene.sides.state(&speaker) == scene.sides.state(&doer);
    !own && other && !same && (hedged || scene.sides.apart(&speaker, &doer))
}
