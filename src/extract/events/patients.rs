//! Whom an event befalls that the order of words names elsewhere than behind it: the owner of an arrest, those before "whom".

use super::clause::{DEPTH, Use};
use super::roles::orders;
use super::verbs::{form, forms};
use super::{Scene, Trigger};
use crate::extract::clauses::lexicon::{Class, Lexicon};
use crate::text::Shape;

/// Nouns of what is done to their owner, where "of" names nobody else.
const BEFALLING: &str = "arrest detention killing murder assassination execution expulsion deportation extradition abduction kidnapping capture \
    imprisonment beheading conviction indictment prosecution jailing eviction beating lynching ouster overthrow rescue release torture";

/// Whom a noun befalls as its owner: "*X's* arrest", "*his* killing", "*X's* condemnation by Y".
pub(super) fn befallen(scene: &Scene<'_>, noun: usize, label: &str) -> Option<String> {
    let near = (noun.saturating_sub(4)..noun).rev().take_while(|&k| !scene.parted(k) && !scene.is_preposition(k));
    let owned = |k: usize| {
        let pronoun = scene.named(k).is_none() && scene.is_any(k, &["its", "their", "his", "her"]);
        pronoun || scene.words[k].shape.has(Shape::POSSESSIVE) || scene.owned_by_plural(k + 1)
    };
    let owner = near.into_iter().find(|&k| owned(k))?;
    let led = |words: &[&str]| !scene.parted(noun) && scene.is_any(noun + 1, words);
    let doing = matches!(label, "ASSAULT" | "COERCE" | "SANCTION" | "RETREAT" | "ACCUSE");
    let by = led(&["by"]);
    if !(doing && by
        || scene.among(noun, BEFALLING) && matches!(label, "ASSAULT" | "COERCE" | "SANCTION" | "RETREAT") && !led(&["of", "from"]))
    {
        return None;
    }
    let who = Scene { agent: false, ..*scene }.owner(noun, DEPTH)?;
    // "Police announced his arrest": he is none of theirs.
    let person = scene.is_any(owner, &["his", "her"]);
    (!person || who.starts_with("person:")).then_some(who)
}

/// Who brings about what befalls another by a noun: "*police* carried out his arrest"; not whoever it befalls.
pub(super) fn carried_out(scene: &Scene<'_>, trigger: &Trigger, label: &str, befallen: &str) -> Option<String> {
    let light = |&k: &usize| forms(&scene.words[k]) & form::LIGHT != 0 && !orders(scene, k, label);
    let told = |&k: &usize| scene.is_any(k, &["announced", "announces", "announce", "declared", "celebrated"]);
    let over = scene.verb_over(trigger.first).filter(light).filter(|k| !told(k))?;
    scene.doer(over, DEPTH).who.filter(|who| who != befallen)
}

/// Who stands after "from" where somebody comes under attack: "came under fire *from rebels*", not "from the east".
pub(super) fn from_whom(scene: &Scene<'_>, noun: usize) -> Option<String> {
    const SIDES: &[&str] = &["sides", "side", "directions", "quarters", "areas", "positions", "hills", "north", "south", "east", "west"];
    let from = noun + 1 < scene.words.len() && !scene.parted(noun) && scene.is_any(noun + 1, &["from"]);
    let phrase = if from { scene.phrase_from(noun + 2) } else { return None };
    let side = phrase.clone().any(|k| scene.named(k).is_none() && scene.is_any(k, SIDES));
    if side || phrase.is_empty() { None } else { scene.who(phrase, DEPTH) }
}

/// Whom a relative clause tells of whose verb has none behind it: "the men *whom* police arrested".
pub(super) fn fronted(scene: &Scene<'_>, verb: usize) -> Option<String> {
    if scene.verb(verb) != Some(Use::Finite) || !scene.lacks_object(verb) {
        return None;
    }
    let mut at = verb;
    while at > 0 && !scene.parted(at - 1) && (scene.is_auxiliary(at - 1) || scene.is_adverb(at - 1)) {
        at -= 1;
    }
    let subject = scene.phrase_before(at);
    if scene.is_preposition(subject.start) && scene.amount_at(subject.start).is_none() {
        return None;
    }
    let open = subject.start.checked_sub(1).filter(|&k| !subject.is_empty() && scene.named(k).is_none())?;
    let noun = open.checked_sub(1).filter(|&k| scene.verb(k).is_none() && scene.is_any(open, &["whom", "which", "that"]))?;
    // "Under which", "the impact of sales which it blamed on"
    if scene.is_preposition(noun) && scene.named(noun).is_none() || scene.is_any(verb + 1, &["on"]) {
        return None;
    }
    let somebody = scene.named(noun).is_some() || Lexicon::get().class(scene.words[noun].hash).is(Class::SPEAKER);
    if !somebody && scene.is(open, "that") {
        return None;
    }
    let phrase = scene.phrase_before(open);
    let led = phrase.clone().rev().find(|&k| scene.named(k).is_none() && scene.is_preposition(k) && !scene.is(k, "of"));
    Scene { agent: false, ..*scene }.who(led.filter(|&k| k + 1 < open).map_or(phrase.start, |k| k + 1)..open, DEPTH)
}
