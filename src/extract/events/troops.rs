//! Troops that a passive or a participle moves: they are their owner's, who faces somebody else. "Dornish troops were sent to the border",
//! "Dornish missiles, stationed in Orlan" are moves of Dorn.

use super::clause::{DEPTH, Use};
use super::lists::List;
use super::verbs::form;
use super::{Scene, Trigger};

/// True if the verb of a trigger moves troops that somebody has, in the passive or as a participle.
pub(super) fn moves_troops(scene: &Scene<'_>, trigger: &Trigger, verb: usize, label: &str) -> bool {
    let moves = label == "MOBILIZE" || label == "RETREAT" && scene.listed(verb, List::Pulling);
    let acted_on = matches!(scene.verb(verb), Some(Use::Passive | Use::Participle)) || is_reduced(scene, verb);
    // Who is sent is acted upon: a general, not the state.
    let person = || patient(scene, verb).is_some_and(|who| who.starts_with("person:"));
    moves && acted_on && trigger.first <= verb && !person()
}

/// Whose troops those are that the verb at word `v` moves, by name.
pub(super) fn troops_owner(scene: &Scene<'_>, v: usize) -> Option<String> {
    patient(scene, v).filter(|who| who.contains(':'))
}

fn patient(scene: &Scene<'_>, v: usize) -> Option<String> {
    let patient = Scene { agent: false, ..*scene };
    if is_reduced(scene, v) { patient.who(patient.phrase_before(v), DEPTH) } else { patient.subject(v, DEPTH) }
}

/// True for a participle that a comma parts from the troops or arms that it is said of: "missiles, *stationed* in X since May".
pub(super) fn is_reduced(scene: &Scene<'_>, v: usize) -> bool {
    let Some(noun) = v.checked_sub(1).filter(|&k| scene.parted(k)) else { return false };
    let arms = |word: &str| ["weapons", "arms", "warheads", "launchers"].contains(&word) || List::is_force(word);
    let troops = scene.named(noun).is_none() && scene.verb(noun).is_none() && arms(&scene.written(noun).to_lowercase());
    troops && scene.verb(v).is_some() && scene.listed(v, List::Stationed) && scene.lacks_object(v)
}

impl Scene<'_> {
    /// True of troops of which a place is told, where they are object of a verb: "withdraw its soldiers *deployed* at the border".
    pub(super) fn is_stationed(&self, i: usize, p: usize) -> bool {
        let object = || {
            let first = self.phrase_before(p + 1).start;
            let over = first.checked_sub(1).filter(|&k| !self.parted(k) && self.verb(k).is_some());
            over.is_some_and(|k| self.verb_forms(k) & (form::SAYS | form::CONTROL) == 0)
        };
        self.listed(i, List::Stationed) && self.lacks_object(i) && object()
    }
}
