//! Who threatens whom where a noun or a condition tells of it: "threats of *Vostrian* sanctions", "if *we* are attacked".

use super::clause::{DEPTH, Use};
use super::words::role;
use super::{Scene, Trigger};

/// How many words before a word for what is left unanswered its negation can stand.
const NEAR: usize = 5;

/// Who threatens, where the words say so by something else than a verb.
pub(super) fn threatens(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    from_whom(scene, trigger).or_else(|| if is_own(scene, trigger) { scene.speaker() } else { None })
}

/// The state that is to do what a noun threatens with: "threats of *Vostrian* sanctions".
fn from_whom(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    let noun = |&i: &usize| scene.is_any(i, &["threat", "threats"]) && scene.verb(i).is_none() && scene.is(i + 1, "of");
    let of = (trigger.first..trigger.end).find(noun)? + 1;
    let name = scene.named(of + 1)?;
    let m = &scene.mentions[name];
    let behind = scene.words.partition_point(|w| w.start < m.span.end);
    let noun = behind < scene.words.len() && !scene.parted(behind - 1) && !scene.is_preposition(behind) && scene.verb(behind).is_none();
    (&*m.kind == "nationality" && noun).then(|| m.id.clone().into_owned())
}

/// True of a threat that whoever says so makes by saying it.
pub(super) fn is_own(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    on_attack(scene, trigger) || is_unanswered(scene, trigger)
}

/// True of what is threatened for the case that the speaker's side is attacked: "*if we are attacked*, our answer will be swift".
fn on_attack(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let near = (trigger.first..trigger.end).any(|i| scene.is(i, "if") && scene.is(i + 1, "we") && scene.has(i + 2, role::BE));
    near && (trigger.first..trigger.end).any(|i| scene.verb(i) == Some(Use::Passive))
}

/// True of a threat by a double negation: "will *not* go *unanswered*".
fn is_unanswered(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let open = (trigger.first..trigger.end).find(|&i| scene.is_any(i, &["unanswered", "unpunished", "unavenged"]));
    open.is_some_and(|i| (i.saturating_sub(NEAR)..i).any(|k| scene.has(k, role::NEGATION)))
}

/// True of a speaker who says "if we are attacked": his side would be, not he.
pub(super) fn is_side_of(scene: &Scene<'_>, verb: usize, whom: &str) -> bool {
    let passive = scene.verb(verb) == Some(Use::Passive);
    let subject = (0..verb).rev().find(|&i| !scene.is_auxiliary(i) && !scene.is_adverb(i));
    let we = subject.filter(|&i| passive && i > 0 && scene.is(i, "we") && scene.is_any(i - 1, &["if", "when", "unless"]));
    we.is_some() && whom.starts_with("person:") && Scene { agent: false, ..*scene }.subject(verb, DEPTH).is_some_and(|who| who == whom)
}
