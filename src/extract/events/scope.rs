//! Where the reach of a denial ends: "denied the claim *and shelled* two villages" denies the claim alone.

use super::clause::Use;
use super::lists::List;
use super::verbs::{form, forms};
use super::{Scene, Trigger, roles};

/// How many words before a verb the denial that it is set beside can stand.
const REACH: usize = 20;

/// The "and" or "but" before the verb of a trigger that sets it beside a verb of denial of its own tense, so that nothing before that word
/// bears on it. What a clause or a gerund of the denial goes on with ("denied that it had …", "denied shelling and burning") is denied too.
pub(super) fn ends_before(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> Option<usize> {
    let verb = roles::head(scene, trigger, label).filter(|&v| scene.verb(v) == Some(Use::Finite))?;
    let joint = (verb.saturating_sub(4)..verb).rev().find(|&k| !scene.is_adverb(k) && !scene.is_auxiliary(k))?;
    let but = scene.is(joint, "but");
    if !(but || scene.is(joint, "and")) || scene.named(joint).is_some() {
        return None;
    }
    let denies = |k: usize| scene.named(k).is_none() && scene.listed(k, List::Denying) && scene.verb(k) == Some(Use::Finite);
    let denial = (joint.saturating_sub(REACH)..joint).rev().find(|&k| denies(k))?;
    let tense = |k: usize| forms(&scene.words[k]) & (form::PAST | form::THIRD | form::BASE);
    let alike = tense(denial) & tense(verb) != 0;
    let clause = (denial + 1..joint).any(|k| scene.is_that(k) && scene.named(k).is_none());
    // A comma before "but" closes what is denied.
    (alike && (!clause || but)).then_some(joint)
}

/// True if a verb stands in a clause that describes a noun: "the toll *which X gave*", "a report that *X had published*".
pub(super) fn describes(scene: &Scene<'_>, verb: usize) -> bool {
    let near = (verb.saturating_sub(6)..verb).rev().take_while(|&k| !scene.parted(k) && (scene.verb(k).is_none() || scene.is_auxiliary(k)));
    let mut near = near.filter(|&k| scene.named(k).is_none());
    let opens = near.find(|&k| scene.is_any(k, &["who", "which", "that", "whom"]));
    opens.is_some_and(|k| k > 0 && k + 1 < verb && scene.verb(k - 1).is_none() && !scene.is_preposition(k - 1))
}
