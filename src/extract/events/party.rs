//! Who is party to an event where the words that name the parties are those of another clause: the culprit of "bear responsibility" is
//! accused by whoever says so, who reports a death has not killed, and whoever is congratulated on a capture has captured.

use super::agent::Doer;
use super::clause::{DEPTH, Use};
use super::instrument::wielder;
use super::lists::List;
use super::scene::is_actor;
use super::sense::names_targets;
use super::threats;
use super::verbs::{form, forms};
use super::words::{role, roles};
use super::{Scene, Trigger, roles as parts};
use crate::extract::clauses::lexicon::{Class, Lexicon};

/// How many words before a trigger can open the clause that it stands in.
const REACH: usize = 12;
/// Actor and recipient.
type Parties = (Doer, Option<String>);

/// The parties of an event, those that the search by word order mistook put right or left out.
pub(super) fn settle(scene: &Scene<'_>, trigger: &Trigger, label: &str, parties: Parties) -> Parties {
    if label == "ACCUSE"
        && let Some(verb) = convicts(scene, trigger)
    {
        return culprit(scene, verb);
    }
    // "Its bases will become legitimate targets for X": whoever says so threatens, and X would strike.
    if matches!(label, "THREATEN" | "ASSAULT") && names_targets(scene, trigger) {
        return if label == "THREATEN" { (scene.speaker().into(), None) } else { (parties.1.into(), None) };
    }
    let (mut doer, mut recipient) = parties;
    // "X's alleged part in it": X is accused.
    if label == "ACCUSE" && trigger.end == trigger.first + 1 && scene.is(trigger.first, "alleged") && scene.verb(trigger.first).is_none() {
        (doer, recipient) = (Doer::default(), recipient.or(doer.who));
    }
    if label == "THREATEN"
        && let Some(who) = threats::threatens(scene, trigger)
    {
        recipient = recipient.filter(|r| *r != who);
        doer = Some(who).into();
    }
    if recipient.as_deref().is_some_and(|r| is_topic(scene, trigger, label, r)) {
        recipient = None;
    }
    if label == "ACCUSE" && each_other(scene, trigger) {
        recipient = None;
    }
    if let Some((whom, accuses)) = whom(scene, trigger, label) {
        (doer, recipient) = if accuses { (doer, Some(whom)) } else { (Some(whom.clone()).into(), recipient.filter(|r| *r != whom)) };
    }
    let head = parts::head(scene, trigger, label);
    recipient = recipient.filter(|r| !head.is_some_and(|v| threats::is_side_of(scene, v, r)));
    if let Some(second) = head.and_then(|v| second_asked(scene, v)) {
        recipient = recipient.filter(|r| *r != second);
        doer = Doer { who: Some(second), commanded: true };
    }
    if let Some(praised) = head.and_then(|v| praised(scene, v)) {
        recipient = recipient.filter(|r| *r != praised);
        doer = Some(praised).into();
    }
    let passive = head.filter(|&v| matches!(scene.verb(v), Some(Use::Passive)));
    if let Some(speaker) = passive.and_then(|v| speaker_over(scene, v)) {
        let by = passive.is_some_and(|v| scene.after_by(v + 1, DEPTH).is_some());
        if !by {
            doer.who = doer.who.filter(|who| *who != speaker);
        }
        if passive.is_some_and(|v| is_told_of_another(scene, v, &speaker)) {
            recipient = recipient.filter(|r| *r != speaker && !is_part_of(r, &speaker));
        }
    }
    if label == "ASSAULT" {
        doer.who = doer.who.and_then(|who| wielder(scene, who));
    }
    (doer, recipient)
}

/// True if a short name is part of a longer one: "person:burhan" of "person:burhan_ali".
fn is_part_of(short: &str, long: &str) -> bool {
    short.starts_with("person:") && long.starts_with(short)
}

/// The verb by which a subject is found guilty: "bear responsibility", "is to blame", "are responsible".
fn convicts(scene: &Scene<'_>, trigger: &Trigger) -> Option<usize> {
    let guilty = |i: usize| {
        scene.is_any(i, &["responsibility"]) && (i.saturating_sub(4)..i).any(|k| scene.listed(k, List::Bearing))
            || scene.is_any(i, &["blame"]) && i > 1 && scene.is_any(i - 1, &["to"]) && scene.has(i - 2, role::BE)
            || scene.is_any(i, &["responsible"]) && (i.saturating_sub(3)..i).any(|k| scene.has(k, role::BE))
    };
    let end = (trigger.end + 2).min(scene.words.len());
    let at = (trigger.first..end).find(|&i| guilty(i))?;
    let verb = |&k: &usize| scene.listed(k, List::Bearing) || scene.has(k, role::BE);
    (at.saturating_sub(4)..at).find(verb)
}

/// Whoever says so accuses; the subject is accused, if the words before the verb name it alone.
pub(super) fn culprit(scene: &Scene<'_>, verb: usize) -> Parties {
    let phrase = scene.phrase_before(verb);
    let aside = |i: usize| scene.named(i).is_none() && scene.is_any(i, &["who", "which", "that"]) && i > 0;
    let relative = phrase.start > 0 && (phrase.start.saturating_sub(6)..phrase.start).any(aside)
        || scene.verb(phrase.start.saturating_sub(1)).is_some_and(|_| phrase.start > 1 && aside(phrase.start - 2));
    let says = |k: usize| forms(&scene.words[k]) & form::SAYS != 0;
    let said = |k: usize| says(k) || k > 0 && scene.is_any(k, &["that"]) && says(k - 1);
    let own = phrase.start == 0 || !relative || said(phrase.start - 1);
    let accused = scene.who(phrase, DEPTH).filter(|_| own);
    (scene.speaker().filter(|s| accused.as_ref() != Some(s)).into(), accused)
}

/// True of a name behind the trigger that only tells what it is about: "agreed *on* X", "called the arrest “a matter *of* X”".
fn is_topic(scene: &Scene<'_>, trigger: &Trigger, label: &str, found: &str) -> bool {
    let behind = scene.mentions.iter().find(|m| m.id == found && m.span.start >= trigger.span.start);
    let Some(m) = behind else { return false };
    let first = scene.word_at(m.span.start);
    let on = label == "AGREE" && first > 0 && scene.is_any(first - 1, &["on", "over", "about"]);
    let said = !matches!(label, "ACCUSE" | "REQUEST" | "REJECT" | "THREATEN" | "SUPPORT");
    on || said && scene.in_quote(m.span.start) && !scene.in_quote(trigger.span.start)
}

/// True for "accused each other": each accuses, and nobody else is accused.
fn each_other(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    (trigger.first + 1..=trigger.end).any(|i| scene.is_any(i, &["each", "one"]) && scene.is_any(i + 1, &["other", "another"]))
}

/// Who stands before "whom", and whether the trigger is what is said of him: "X, *whom Y accused* of shelling".
fn whom(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> Option<(String, bool)> {
    let from = trigger.first.saturating_sub(REACH);
    let at =
        (from..trigger.first).rev().take_while(|&i| i + 1 == trigger.first || !scene.parted(i)).find(|&i| scene.is_any(i, &["whom"]))?;
    let verb = (at + 1..scene.words.len()).find(|&i| scene.verb(i).is_some())?;
    let last = at.checked_sub(1)?;
    let m = scene.named(last).filter(|&m| is_actor(&scene.mentions[m]) && scene.mentions[m].span.end == scene.words[last].end)?;
    let id = scene.mentions[m].id.clone().into_owned();
    if label == "ACCUSE" && (trigger.first..trigger.end).contains(&verb) {
        return Some((id, true));
    }
    let blames = forms(&scene.words[verb]) & form::BLAME != 0;
    let of = (verb + 1..trigger.end).find(|&i| scene.is_any(i, &["of", "for"]))?;
    let gerund = scene.verb(of + 1) == Some(Use::Gerund) && (trigger.first..trigger.end).contains(&(of + 1));
    (blames && gerund).then_some((id, false))
}

/// Who else is asked to act: "urged X to stop and *Y to free* them".
fn second_asked(scene: &Scene<'_>, verb: usize) -> Option<String> {
    let to = verb.checked_sub(1).filter(|&i| scene.verb(verb) == Some(Use::Infinitive) && scene.is_any(i, &["to"]))?;
    let m = scene.named(to.checked_sub(1)?).filter(|&m| is_actor(&scene.mentions[m]))?;
    let first = scene.word_at(scene.mentions[m].span.start);
    let and = first.checked_sub(1).filter(|&i| roles(&scene.words[i]) & role::AND != 0)?;
    let governs = (0..and).rev().find(|&k| matches!(scene.verb(k), Some(Use::Finite | Use::Passive)))?;
    let earlier = (governs + 1..and).any(|k| scene.verb(k) == Some(Use::Infinitive));
    (earlier && forms(&scene.words[governs]) & form::COMMAND != 0).then(|| scene.mentions[m].id.clone().into_owned())
}

/// Who is praised or thanked for what he did: "congratulated *Y* on capturing Z", "thanked the police for arresting them".
fn praised(scene: &Scene<'_>, verb: usize) -> Option<String> {
    let before = verb.checked_sub(1)?;
    let having = scene.is_any(before, &["having"]);
    if scene.verb(verb) != Some(Use::Gerund) && !having {
        return None;
    }
    let lead = if having { before.checked_sub(1)? } else { before };
    if !scene.is_any(lead, &["on", "for", "over"]) {
        return None;
    }
    let praise = (lead.saturating_sub(REACH)..lead).rev().take_while(|&i| !scene.parted(i)).find(|&i| scene.verb(i).is_some())?;
    if !scene.listed(praise, List::Praising) || praise + 1 >= lead {
        return None;
    }
    let patient = Scene { agent: false, ..*scene };
    patient.who(praise + 1..lead, DEPTH)
}

/// Who says what the clause of a passive verb tells: "*X said* he was arrested", "*X said* the suspect had been shot".
fn speaker_over(scene: &Scene<'_>, verb: usize) -> Option<String> {
    let says = (verb.saturating_sub(REACH)..verb)
        .rev()
        .take_while(|&i| !scene.parted(i))
        .find(|&i| scene.verb(i) == Some(Use::Finite) && forms(&scene.words[i]) & form::SAYS != 0)?;
    scene.subject(says, DEPTH)
}

/// True if "he" in what an official says of an arrest or a death is somebody else: his office reports, and the text was about another.
fn is_told_of_another(scene: &Scene<'_>, verb: usize, speaker: &str) -> bool {
    let pronoun = (verb.saturating_sub(4)..verb).any(|i| scene.is_any(i, &["he", "she", "they"]));
    let Some(m) = scene.mentions.iter().find(|m| m.id == speaker) else { return false };
    let first = scene.word_at(m.span.start);
    let titled = (first.saturating_sub(3)..first)
        .any(|i| scene.named(i).is_none() && (scene.listed(i, List::Titles) || Lexicon::get().class(scene.words[i].hash).is(Class::GROUP)));
    let other = scene.last.is_some_and(|last| last.starts_with("person:") && last != speaker);
    pronoun && (titled || other)
}
