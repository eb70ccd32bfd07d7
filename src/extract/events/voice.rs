//! How a trigger stands: as a noun, in the passive, as the complement of another verb.

use super::words::{role, roles};
use super::{Scene, Trigger};
use crate::text::Shape;

/// True if the trigger is a noun: an article, possessive or adjective stands before it.
pub(super) fn is_noun(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const BEFORE: &[&str] = &[
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "our",
        "this",
        "any",
        "new",
        "of",
        "for",
        "further",
        "another",
        "renewed",
        "after",
        "following",
        "amid",
        "during",
    ];
    let Some(before) = trigger.first.checked_sub(1).map(|i| &scene.words[i]) else { return false };
    let written = before.text(scene.text);
    before.shape.has(Shape::POSSESSIVE)
        || BEFORE.iter().any(|w| written.eq_ignore_ascii_case(w))
        || !scene.parted(trigger.first - 1)
            && scene.mentions.iter().any(|m| m.span.end == before.end && matches!(&*m.kind, "nationality" | "place"))
        || scene.mentions.iter().any(|m| &*m.kind == "conflict" && m.span.overlaps(trigger.span))
}

/// True if the trigger completes another verb: "to withdraw", "accused of shelling".
pub(super) fn is_complement(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let Some(before) = trigger.first.checked_sub(1).map(|i| scene.words[i].text(scene.text)) else { return false };
    let gerund = scene.words[trigger.first].text(scene.text).ends_with("ing");
    before.eq_ignore_ascii_case("to") || gerund && ["of", "for", "from", "by"].iter().any(|w| before.eq_ignore_ascii_case(w))
}

/// True if what stands before the verb undergoes it: "was shelled", and the headline "Three killed in raid".
pub(super) fn is_passive(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    is_headed(scene, trigger) || has_be(scene, trigger)
}

/// True for a participle that opens a headline with whom it befell: "Three killed in raid", "Mayor arrested after vote".
fn is_headed(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const BEFELL: [&str; 14] = [
        "killed",
        "wounded",
        "injured",
        "hurt",
        "arrested",
        "detained",
        "jailed",
        "freed",
        "released",
        "abducted",
        "kidnapped",
        "deported",
        "evacuated",
        "expelled",
    ];
    let befell = trigger.end == trigger.first + 1 && scene.is_one(trigger.first, &BEFELL);
    let leads = |i: usize| i < scene.words.len() && roles(&scene.words[i]) & (role::PREPOSITION | role::ASIDE) != 0;
    let opens = (0..trigger.first).all(|i| !scene.parted(i) && roles(&scene.words[i]) & !(role::LIGHT | role::AND) == 0);
    befell && trigger.first > 0 && opens && !scene.parted(trigger.first) && leads(trigger.end)
}

fn has_be(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let word = |i: usize| scene.words[i].text(scene.text);
    let near = trigger.first.saturating_sub(3)..trigger.first;
    // "was preparing sanctions", "is ready to impose": the subject acts.
    let active = |i: usize| word(i).eq_ignore_ascii_case("to") || word(i).ends_with("ing") && !word(i).eq_ignore_ascii_case("being");
    let be = |i: usize| roles(&scene.words[i]) & role::BE != 0;
    let infinitive = word(trigger.first).eq_ignore_ascii_case("to");
    let before = !infinitive && near.rev().take_while(|&i| !scene.parted(i) && !active(i)).any(be) && !word(trigger.first).ends_with("ing");
    // The hit may hold the auxiliary itself: "was shelled", "were hit by".
    let by = |i: usize| scene.words.get(i).is_some_and(|w| roles(w) & role::BY != 0);
    let after_be = |i: usize| word(i).ends_with("ed") || word(i).ends_with('n') || by(i + 1);
    let head = |i: usize| roles(&scene.words[i]) == 0 && after_be(i);
    before || be(trigger.first) && (trigger.first + 1..trigger.end).find(|&i| roles(&scene.words[i]) & role::LIGHT == 0).is_some_and(head)
}

/// Where in a trigger that begins with a noun the passive of its verb stands: "sanctions *were* imposed", "troops have *been* sent".
pub(super) fn passive_noun(scene: &Scene<'_>, trigger: &Trigger) -> Option<usize> {
    const SHORT: [&str; 12] = ["sent", "held", "hit", "struck", "put", "made", "set", "freed", "shut", "cut", "brought", "dropped"];
    let be = |i: &usize| roles(&scene.words[*i]) & role::BE != 0;
    let says = |i: &usize| roles(&scene.words[*i]) & (role::SAYING | role::THAT | role::IRREALIS | role::PRONOUN) != 0;
    let at = (trigger.first..trigger.end).take_while(|i| !says(i)).find(be).filter(|&at| at > trigger.first)?;
    let verb = (at + 1..(at + 4).min(scene.words.len())).find(|&i| roles(&scene.words[i]) & (role::LIGHT | role::BE) == 0)?;
    let written = scene.words[verb].text(scene.text);
    let participle = written.ends_with("ed") || written.ends_with("en") || SHORT.contains(&written);
    (participle && verb <= trigger.end).then_some(at)
}
