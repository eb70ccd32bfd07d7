//! How an event stands in a sentence that does not tell it as done: called a lie, done to nobody, not confirmed, weighed, blocked,
//! called off, laid down in a plan. What is read here goes before what a word of saying makes of it.

use super::bidding;
use super::clause::Use;
use super::hearsay::is_untrue;
use super::lists::List;
use super::threats;
use super::verbs::{form, forms};
use super::words::role;
use super::{Reality, SPOKEN, Scene, Trigger, roles};
use crate::extract::statements::correction::AMISS;

/// How many words before a trigger can bear on it.
const REACH: usize = 14;
/// How many words of a noun phrase can stand between a verb and the noun of an event.
const PHRASE: usize = 7;

/// True if the text leaves open whether there was such an event at all: "could not confirm the arrest", "denied that talks had
/// collapsed", a pledge that only a draft makes.
pub(super) fn is_open(scene: &Scene<'_>, trigger: &Trigger, label: &str, told: Reality) -> bool {
    let made_by_plan = label == "AGREE" && planned(scene, trigger);
    unconfirmed(scene, trigger) || made_by_plan || told == Reality::Denied && denied_failure(scene, trigger, label)
}

/// What the text makes of an event that the words around it do not tell as done; else `told`.
pub(super) fn reality(scene: &Scene<'_>, trigger: &Trigger, label: &str, told: Reality) -> Reality {
    let spoken = SPOKEN.contains(&label);
    if called_false(scene, trigger) || wrongly_told(scene, trigger) || done_to_none(scene, trigger) {
        return Reality::Denied;
    }
    if label == "THREATEN" && threats::is_own(scene, trigger) {
        return Reality::Actual;
    }
    if !spoken && bidding::came_to_nothing(scene, trigger, label) {
        return Reality::Denied;
    }
    if told == Reality::Denied && bidding::must_not(scene, trigger, label) {
        return Reality::Hypothetical;
    }
    if told == Reality::Denied {
        return if !spoken && conditional(scene, trigger) { Reality::Hypothetical } else { told };
    }
    if spoken || told == Reality::Hypothetical {
        return told;
    }
    if let Some(reality) = let_happen(scene, trigger).or_else(|| governed(scene, trigger, label)).or_else(|| due(scene, trigger, label)) {
        return reality;
    }
    if let Some(reality) = bidding::reality(scene, trigger, label) {
        return reality;
    }
    let thought = planned(scene, trigger) || talked_of(scene, trigger, label) || asked_beside(scene, trigger, label);
    match told {
        _ if thought => Reality::Hypothetical,
        Reality::Actual | Reality::Alleged if law(scene, trigger) => Reality::Future,
        _ => told,
    }
}

/// True if a word before the trigger calls what follows a lie ("it is absurd to say that"), or one after it calls what was told one ("a
/// claim that … was a lie", "called reports that … fake").
fn called_false(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let lie = |i: usize| scene.named(i).is_none() && scene.listed(i, List::Lies);
    let truly = |i: usize| !(i.saturating_sub(3)..i).any(|k| scene.has(k, role::NEGATION));
    let from = trigger.first.saturating_sub(REACH);
    let opens = |i: usize| {
        let says = |k: usize| scene.is_any(k, &["to"]) && scene.listed(k + 1, List::Claiming);
        let that = |k: usize| scene.is_any(k, &["that"]) && !scene.is_any(i, &["wrong"]);
        let end = trigger.first.min(i + 6);
        (i + 1..end).take_while(|&k| !scene.parted(k - 1)).any(|k| that(k) || says(k))
    };
    let predicate = |i: usize| {
        (i.saturating_sub(6)..i).any(|k| scene.has(k, role::BE) || scene.is_any(k, &["it's", "it’s", "called", "calls", "branded"]))
    };
    if (from..trigger.first).any(|i| lie(i) && truly(i) && opens(i) && predicate(i)) {
        return true;
    }
    // Of what is told.
    let noun = |&i: &usize| scene.listed(i, List::Told) && scene.is_any(i + 1, &["that", "of"]);
    let Some(noun) = (from..trigger.first).rev().take_while(|&i| !scene.parted(i)).find(noun) else { return false };
    let before = noun.saturating_sub(4)..noun;
    if before.clone().any(|i| scene.listed(i, List::Mocking)) {
        return true;
    }
    let end = (trigger.end..(trigger.end + REACH).min(scene.words.len())).find(|&i| scene.parted(i));
    let end = end.map_or((trigger.end + REACH).min(scene.words.len()), |i| i + 1);
    let called = before.clone().any(|i| scene.is_any(i, &["called", "calls", "branded", "described", "dismissed", "labelled"]));
    let be = |i: usize| (i.saturating_sub(4)..i).any(|k| k >= trigger.end && scene.has(k, role::BE));
    (trigger.end..end).any(|i| (lie(i) && truly(i) || is_untrue(scene, i) && !lie(i)) && (be(i) || called))
}

/// True of what somebody said by mistake: "wrongly said that", "was incorrectly reported as". Who is wrongly accused is accused.
fn wrongly_told(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let said = |i: usize| scene.words.get(i).is_some_and(|w| forms(w) & (form::SAYS | form::BLAME) == form::SAYS);
    let from = trigger.first.saturating_sub(REACH);
    (from..trigger.first).any(|i| (scene.among(i, AMISS) || scene.is(i, "falsely")) && said(i + 1) && scene.one_clause(i, trigger.first))
}

/// True if the verb has none for object: "frees no one", "released no hostages", "freed not a single captive".
fn done_to_none(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let verb = (trigger.first..trigger.end).find(|&i| scene.verb(i).is_some()).unwrap_or(trigger.first);
    let after = verb + 1;
    let none = scene.is_any(after, &["no", "none", "nobody", "neither", "zero"])
        || scene.is_any(after, &["not"]) && scene.is_any(after + 1, &["a", "one", "any"]);
    let more = scene.is_any(after + 1, &["fewer", "less", "longer", "sooner", "later", "doubt", "more", "matter", "secret", "small"]);
    let known = forms(&scene.words[verb]) & form::ANY != 0 && forms(&scene.words[verb]) & form::SAYS == 0;
    known && none && !more && !scene.parted(verb) && !scene.hyphened(after)
}

/// True of what could not be established: "could not confirm the arrest", "unable to verify that X was hit".
fn unconfirmed(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const PROVING: &str = "confirm verify establish corroborate substantiate ascertain determine";
    let unable = |i: usize| {
        (i.saturating_sub(4)..i)
            .any(|k| scene.has(k, role::NEGATION) || scene.is_any(k, &["unable", "impossible", "couldn't", "couldn’t", "can't", "can’t"]))
    };
    let from = trigger.first.saturating_sub(REACH);
    let before = (from..trigger.first).rev().take_while(|&i| !scene.parted(i));
    before.into_iter().any(|i| scene.among(i, PROVING) && unable(i))
}

/// True if what is denied is that it failed: "denied that the talks had collapsed".
fn denied_failure(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> bool {
    if !matches!(label, "CONSULT" | "AGREE" | "RETREAT" | "COOPERATE" | "SUPPORT" | "AID") {
        return false;
    }
    let after = (trigger.end - 1..(trigger.end + REACH).min(scene.words.len())).take_while(|&i| i < trigger.end || !scene.parted(i - 1));
    let mut auxiliary = false;
    for i in after {
        auxiliary |= scene.is_auxiliary(i);
        if auxiliary && scene.listed(i, List::Failing) {
            return true;
        }
    }
    false
}

/// True if a condition opens before the trigger in its clause, so that a negation in it denies nothing: "if no truce is agreed".
fn conditional(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let before = (trigger.first.saturating_sub(REACH)..trigger.first).rev().take_while(|&i| !scene.parted(i));
    let mut before = before.take_while(|&i| !scene.has(i, role::DENIED));
    before.any(|i| scene.is_any(i, &["if", "unless"]))
}

/// What the verb whose object a trigger is makes of it: weighed, blocked, called off, or demanded by a text.
fn governed(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> Option<Reality> {
    // What the verb itself does is no object of another, if it has a subject.
    if roles::head(scene, trigger, label).is_some_and(|v| matches!(scene.verb(v), Some(Use::Finite | Use::Passive))) {
        return None;
    }
    let mut known = false;
    let mut kept = false;
    for i in (trigger.first.saturating_sub(PHRASE)..trigger.first).rev() {
        if scene.parted(i) {
            return None;
        }
        if scene.named(i).is_some() {
            continue;
        }
        // "called off a rally", "put off talks"
        if scene.is_any(i, &["off"]) && i > 0 {
            if scene.is_any(i - 1, &["call", "calls", "called", "calling"]) {
                return Some(Reality::Denied);
            }
            if scene.is_any(i - 1, &["put", "puts", "putting"]) {
                return Some(Reality::Hypothetical);
            }
        }
        if scene.listed(i, List::Blocking) && scene.verb(i).is_some() {
            let done = if scene.verb(i) == Some(Use::Infinitive) { Reality::Hypothetical } else { Reality::Denied };
            return (!kept).then_some(done);
        }
        // "provides for the release", "calls for sanctions", "voted on a ban"
        let takes = |verbs: &[&str], by: &[&str]| scene.is_any(i, verbs) && scene.is_any(i + 1, by);
        if takes(
            &[
                "provides",
                "provided",
                "provide",
                "providing",
                "called",
                "calls",
                "calling",
                "pushed",
                "pushing",
                "pressed",
                "vote",
                "voted",
                "votes",
            ],
            &["for"],
        ) || takes(&["vote", "votes", "voted", "voting", "deciding"], &["on"])
        {
            return Some(Reality::Hypothetical);
        }
        // "voted to expel"
        if takes(&["voted", "vote", "votes"], &["to"]) {
            return Some(Reality::Future);
        }
        if scene.listed(i, List::Weighing) && scene.verb(i).is_some() {
            return if known || kept { None } else { Some(Reality::Hypothetical) };
        }
        if matches!(scene.verb(i), Some(Use::Finite | Use::Passive | Use::Participle)) || scene.is_that(i) || scene.is_and(i) {
            return None;
        }
        // What the reader knows of is there, whoever discusses it.
        let definite = scene.is_any(i, &["the", "this", "these", "those", "its", "their", "his", "her"])
            || scene.words[i].shape.has(crate::text::Shape::POSSESSIVE);
        known |= definite && scene.verb(trigger.first).is_none();
        let from = scene.is_any(i, &["from"]);
        kept |= scene.is_preposition(i) && !from && !(scene.is_any(i, &["to"]) && scene.verb(i + 1) == Some(Use::Infinitive));
    }
    None
}

/// What was or is due, or planned: "had been due to fly", "are due to meet", "plan to strike".
fn due(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> Option<Reality> {
    let head = roles::head(scene, trigger, label).unwrap_or(trigger.first);
    let from = head.saturating_sub(5).min(trigger.first.saturating_sub(3));
    for i in from..head.max(trigger.end) {
        let infinitive = scene.words.get(i + 2).is_some_and(|w| forms(w) & form::BASE != 0) && i + 2 <= head.max(trigger.first) + 1;
        let plans = scene.is_any(i, &["plan", "plans", "intend", "intends"]) && scene.is_any(i + 1, &["to"]);
        if plans && infinitive && scene.verb(i) != Some(Use::Infinitive) {
            return Some(Reality::Future);
        }
        if !(scene.listed(i, List::Due) && scene.is_any(i + 1, &["to"]) && infinitive && i > 0) {
            continue;
        }
        if scene.is_any(i - 1, &["was", "were", "been", "originally"]) {
            return Some(Reality::Hypothetical);
        }
        if scene.is_any(i - 1, &["is", "are"]) {
            return Some(Reality::Future);
        }
    }
    None
}

/// True if a plan or a draft says so: "under the plan, X would free", "the draft says X would pull back", "the offer provides for".
fn planned(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let modal = |i: usize| scene.is_any(i, &["would", "will", "should", "shall", "must"]);
    let last = (0..trigger.end).rev().find(|&i| modal(i) && trigger.first <= i + PHRASE);
    let Some(modal) = last else { return false };
    let under = |i: usize| scene.is_any(i, &["under"]) && (i + 1..i + 5).any(|k| scene.listed(k, List::Plans));
    let says = |i: usize| {
        let reach = (i + 1..(i + 6).min(modal)).any(|k| {
            scene.verb(k) == Some(Use::Finite) && forms(&scene.words[k]) & form::SAYS != 0
                || scene.is_any(k, &["calls", "envisages", "foresees"])
        });
        scene.listed(i, List::Plans) && scene.verb(i).is_none() && reach
    };
    (0..modal).any(|i| scene.named(i).is_none() && (under(i) || says(i)))
}

/// True of what people only talk of: "talks on a ceasefire", "hopes for a truce", "ceasefire talks", "a sanctions bill".
fn talked_of(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> bool {
    if label == "CONSULT" || roles::head(scene, trigger, label).is_some() {
        return false;
    }
    let after = trigger.end;
    let compound = after < scene.words.len()
        && !scene.parted(after - 1)
        && scene.named(after).is_none()
        && scene.is_any(
            after,
            &["talks", "negotiations", "proposal", "proposals", "plan", "plans", "draft", "hopes", "bill", "efforts", "offer"],
        );
    if compound {
        return true;
    }
    let definite = |i: usize| scene.is_any(i, &["the", "this", "that", "these", "those", "its", "their"]);
    for i in (trigger.first.saturating_sub(PHRASE)..trigger.first).rev() {
        if scene.parted(i) || scene.verb(i).is_some() || scene.is_that(i) {
            return false;
        }
        if definite(i) && label != "RETREAT" {
            return false;
        }
        if scene.named(i).is_none() && scene.is_preposition(i) {
            let leads = scene.is_any(i, &["on", "about", "over", "for", "towards", "toward", "of"]);
            return leads && i > 0 && scene.listed(i - 1, List::Talk);
        }
    }
    false
}

/// True of the second thing that is asked for: "urged X to stop and *Y to free* the captives".
fn asked_beside(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> bool {
    let verb = roles::head(scene, trigger, label).filter(|&v| scene.verb(v) == Some(Use::Infinitive));
    verb.is_some_and(|v| v > 0 && scene.is_any(v - 1, &["to"]) && asked(scene, v))
}

/// What somebody is asked to let happen, or refuses to: "urged it *to let* X visit", "refused *to let* X visit".
fn let_happen(scene: &Scene<'_>, trigger: &Trigger) -> Option<Reality> {
    const LETTING: [&str; 3] = ["let", "allow", "permit"];
    let lets = |k: &usize| *k > 0 && scene.is_any(*k, &LETTING) && scene.is_any(*k - 1, &["to"]);
    let verb = (trigger.first.saturating_sub(PHRASE)..trigger.end).rev().find(lets)?;
    if asked(scene, verb) {
        return Some(Reality::Hypothetical);
    }
    let refuses = |k: usize| scene.is_any(k, &["refused", "refuses", "refusing", "declined", "declines"]);
    (verb > 1 && refuses(verb - 2)).then_some(Reality::Denied)
}

/// True if a verb of asking governs word `i`, with no other verb that has a subject between.
fn asked(scene: &Scene<'_>, i: usize) -> bool {
    let finite = |k: &usize| matches!(scene.verb(*k), Some(Use::Finite | Use::Passive));
    (0..i).rev().find(finite).is_some_and(|k| forms(&scene.words[k]) & form::COMMAND != 0)
}

/// True of what a law that is yet to be made does: "a law banning masks would be adopted".
fn law(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let gerund = scene.verb(trigger.first) == Some(Use::Gerund) || scene.written(trigger.first).ends_with("ing");
    let of = gerund && trigger.first > 0 && scene.listed(trigger.first - 1, List::Laws);
    of && (trigger.end..scene.words.len()).take_while(|&i| !scene.parted(i - 1)).any(|i| scene.is_any(i, &["would", "will"]))
}
