//! Those whom a noun names by the attack that they make: what is told of them need not be that attack.

use super::clause::Use;
use super::lists::List;
use super::{Scene, Trigger};

/// True of those who attacked before, where the sentence tells something else of them: "the *kidnappers* demanded money", "in the hands
/// of *kidnappers*". What is told of them as a deed of arms is one: "*gunmen* seized a bus".
pub(super) fn only_names_attackers(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    is_attackers(scene, trigger.first) && trigger.end == trigger.first + 1 && attackers_deed(scene, trigger.first).is_none()
}

/// True for a noun that names somebody by the attack that he makes.
fn is_attackers(scene: &Scene<'_>, i: usize) -> bool {
    scene.named(i).is_none() && scene.verb(i).is_none() && scene.listed(i, List::Attackers)
}

/// The verb of the deed of arms that the attackers at word `i` do, or that is done by them.
pub(super) fn attackers_deed(scene: &Scene<'_>, i: usize) -> Option<usize> {
    if !is_attackers(scene, i) {
        return None;
    }
    if i > 0 && scene.is_any(i - 1, &["by"]) {
        return scene.verb_before(i).filter(|&v| scene.listed(v, List::Deeds));
    }
    let governed = scene.before(i).is_some_and(|p| scene.is_preposition(p));
    let verb = (i + 1..scene.words.len()).take_while(|&k| !scene.parted(k - 1)).find(|&k| scene.verb(k).is_some());
    let title = || scene.words.get(i + 1).filter(|_| i == 0 && scene.listed(i + 1, List::Deeds) && !scene.hyphened(i + 1)).map(|_| i + 1);
    let active = |&v: &usize| scene.verb(v) == Some(Use::Finite) && scene.listed(v, List::Deeds) && !governed;
    verb.filter(active).or_else(title)
}
