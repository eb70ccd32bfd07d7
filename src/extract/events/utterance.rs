//! How far the words of a speaker go: what an "after", "when" or "who" opens is the speaker's too where it stands in the clause of what is
//! said ("X said that *12 died when rebels attacked*"), and the narrator's where it is set off from it or stands beside the word of saying.

use super::clause::Use;
use super::roles;
use super::verbs::{form, forms};
use super::words::role;
use super::{Scene, Trigger};

/// True if the clause that the word at `aside` opens before a trigger is part of what somebody says.
pub(super) fn covers(scene: &Scene<'_>, trigger: &Trigger, label: &str, aside: usize) -> bool {
    !is_known(scene, trigger, label, aside) && (stands_in_content(scene, aside) || is_closed_by_speaker(scene, trigger, aside))
}

/// True of a noun that the reader is held to know of, so that whoever names it does not assert it: "said it acted after *the* raid".
fn is_known(scene: &Scene<'_>, trigger: &Trigger, label: &str, aside: usize) -> bool {
    let definite = |i: usize| scene.named(i).is_none() && scene.is_determiner(i) && !scene.is_any(i, &["a", "an", "any", "another"]);
    roles::head(scene, trigger, label).is_none() && (aside + 1..trigger.end).any(definite)
}

/// True if a word of saying governs the clause that the aside goes on with, which tells of something that is so. What is announced or
/// foreseen there ("said it would act after …") leaves the aside to the narrator.
fn stands_in_content(scene: &Scene<'_>, aside: usize) -> bool {
    let Some(before) = aside.checked_sub(1).filter(|&k| !scene.parted(k)) else { return false };
    let Some(says) = (0..=before).rev().find(|&i| says(scene, i)) else { return false };
    let content = says + 1..aside;
    let ahead = |i: usize| scene.has(i, role::FUTURE | role::WOULD | role::IRREALIS) && !scene.is(i, "about") && scene.named(i).is_none();
    let turns = |i: usize| scene.parted(i - 1) && scene.is_any(i, &["but", "while", "although", "though"]);
    content.clone().any(|i| tells(scene, i)) && !content.clone().any(ahead) && !content.skip(1).any(turns)
}

/// True if the sentence closes with who says it all: "12 died when rebels attacked, *the army said*".
fn is_closed_by_speaker(scene: &Scene<'_>, trigger: &Trigger, aside: usize) -> bool {
    let len = scene.words.len();
    let Some(said) = (trigger.end..len).find(|&i| says(scene, i)) else { return false };
    let from = scene.clause_start(said);
    let closes = from >= trigger.end && (said + 1..len).all(|i| scene.verb(i).is_none() && !scene.is_that(i));
    let behind = (trigger.end..from).find(|&i| scene.parted(i - 1)).unwrap_or(from);
    closes && scene.quoted.is_empty() && ((0..aside).any(|i| tells(scene, i)) || (behind..from).any(|i| tells(scene, i)))
}

fn says(scene: &Scene<'_>, i: usize) -> bool {
    let verb = || matches!(scene.verb(i), Some(Use::Finite | Use::Gerund)) && forms(&scene.words[i]) & form::SAYS != 0;
    scene.named(i).is_none() && (scene.is(i, "according") || verb())
}

/// True for a verb with a subject, or what stands for one.
fn tells(scene: &Scene<'_>, i: usize) -> bool {
    scene.named(i).is_none() && (matches!(scene.verb(i), Some(Use::Finite | Use::Passive)) || scene.is_auxiliary(i))
}
