//! Whom an event befalls that no list names: "killed *18 soldiers*", "freed *nine hostages*", "talks with *tribal elders*".

use super::clause::{DEPTH, Range, Use};
use super::lists::List;
use super::scene::is_actor;
use super::verbs::{form, forms};
use super::{Scene, Trigger};
use crate::extract::clauses::lexicon::{Class, Lexicon};
use crate::text::Shape;

/// How many words behind a noun or a verb a preposition can lead to somebody.
const REACH: usize = 8;
/// Types whose verb has whom it befalls for object.
const TRANSITIVE: &[&str] = &["ASSAULT", "COERCE", "RETREAT", "AID", "SANCTION", "ACCUSE", "THREATEN", "SUPPORT", "REQUEST", "CONSULT"];

/// The people that are object of the verb at word `verb`.
pub(super) fn object_of(scene: &Scene<'_>, label: &str, verb: usize) -> Option<String> {
    let active = matches!(scene.verb(verb), Some(Use::Finite | Use::Infinitive | Use::Gerund));
    // Who is sent or pulled back acts for who sends him.
    const SENDING: &str = "send sends sent sending deploy deploys deployed deploying dispatch dispatches dispatched dispatching move moves moved \
        moving commit committed base bases based station lose loses lost losing declare declared use used using";
    if scene.listed(verb, List::Pulling) || scene.among(verb, SENDING) || forms(&scene.words[verb]) & form::LIGHT != 0 {
        return None;
    }
    if !active || !TRANSITIVE.contains(&label) || forms(&scene.words[verb]) & form::SAYS != 0 && label == "ASSAULT" {
        return None;
    }
    let mut from = verb + 1;
    while from < scene.words.len() && !scene.parted(from - 1) && scene.is_adverb(from) {
        from += 1;
    }
    // "called on students", "fired on villagers"
    let onto = scene.among(verb, "call calls called calling fire fires fired firing open opens opened opening")
        && scene.is_any(from, &["on", "upon"]);
    people(scene, from + usize::from(onto)).or_else(|| person(scene, label, from + usize::from(onto)))
}

/// The people to whom a preposition leads behind the word at `head`: "arms to *rebels*", "a raid on *villagers*".
pub(super) fn led_to(scene: &Scene<'_>, trigger: &Trigger, label: &str, head: usize) -> Option<String> {
    let noun = scene.verb(head).is_none();
    let leads: &[&str] = match label {
        "AID" => &["to", "for"],
        "CONSULT" | "COOPERATE" | "AGREE" => &["with"],
        "ASSAULT" | "COERCE" if noun => &["on", "against", "at", "of"],
        "ASSAULT" => &["on", "against", "at", "with"],
        "SANCTION" if noun && scene.is_any(head, &["expulsion", "sentencing", "conviction"]) => &["of"],
        "SANCTION" | "PROTEST" => &["on", "against"],
        "ACCUSE" if noun => &["of", "against"],
        "RETREAT" if noun && scene.is_any(head, &["release", "freeing"]) => &["of"],
        "RETREAT" if scene.among(head, "surrender surrenders surrendered surrendering") => &["to"],
        "REQUEST" => &["to", "on", "upon"],
        "THREATEN" => &["to", "against"],
        "SUPPORT" => &["for", "of", "to"],
        _ => return None,
    };
    let end = (head.max(trigger.end - 1) + REACH).min(scene.words.len());
    let clause = (head + 1..end).take_while(|&k| !scene.parted(k - 1) && (k < trigger.end || scene.verb(k).is_none()));
    let lead = clause.into_iter().find(|&k| scene.named(k).is_none() && scene.is_any(k, leads))?;
    people(scene, lead + 1)
}

/// The noun phrase that begins at word `from`, if it is one of people that no list names.
fn people(scene: &Scene<'_>, from: usize) -> Option<String> {
    let Range { start, end } = phrase(scene, from)?;
    let named = (start..end).any(|k| scene.named(k).is_some_and(|m| is_actor(&scene.mentions[m]) && !scene.hyphened(k)));
    let head = (start..end).rev().find(|&k| scene.named(k).is_none())?;
    let written = scene.written(head).to_lowercase();
    let class = Lexicon::get().class(scene.words[head].hash);
    const PEOPLE: &str = "people civilians villagers residents refugees migrants boys girls children women men man woman boy girl child teenager \
        teenagers passengers hostages captives prisoners detainees inmates pilgrims worshippers workers farmers students peasants settlers \
        protesters protestors demonstrators marchers guerrillas rebels militants insurgents gunmen troops police policemen victims survivors \
        families others reporters journalists elders envoys ambassadors diplomats sailors fishermen suspects tourists aid";
    let somebody = class.is(Class::PERSON)
        || class.is(Class::GROUP)
        || crate::text::listed::holds(PEOPLE, &written)
        || List::is_force(&written) && !written.ends_with("tank")
        || List::Protesters.holds(&written)
        || written.strip_suffix('s').is_some_and(|one| ["officer", "nun", "priest", "bishop"].contains(&one));
    // "The forces of X" are X's.
    let of = scene.is(end, "of") && (end + 1..(end + 5).min(scene.words.len())).any(|k| scene.named(k).is_some());
    let own = of || scene.is(head, "state") || scene.is_any(start, &["its", "their", "his", "her", "our", "my"]);
    if named || !somebody || own {
        return None;
    }
    Scene { agent: false, ..*scene }.who(start..end, DEPTH)
}

/// A person whom no list names as object of what is said or done to persons: "denounced *Jan Novak*, the mayor".
fn person(scene: &Scene<'_>, label: &str, from: usize) -> Option<String> {
    if !matches!(label, "ACCUSE" | "THREATEN" | "REQUEST" | "CONSULT" | "COERCE") {
        return None;
    }
    let name = |k: usize| {
        let lower = || scene.written(k).chars().skip(1).any(char::is_lowercase);
        k < scene.words.len() && scene.named(k).is_none() && scene.words[k].shape.has(Shape::CAPITAL) && lower() && !scene.is_temporal(k)
    };
    let mut end = from;
    while name(end) && (end == from || !scene.parted(end - 1)) {
        end += 1;
    }
    let ends = end >= scene.words.len() || scene.parted(end - 1) || scene.named(end).is_none() && !scene.is(end, "of");
    let whole = (2..=3).contains(&(end - from)) && ends && !scene.is_title() && !scene.is_determiner(from);
    whole.then(|| scene.text[scene.words[from].start as usize..scene.words[end - 1].end as usize].to_owned())
}

/// The noun phrase from word `from` to the next mark, preposition, verb or time; "of" behind a number goes on.
fn phrase(scene: &Scene<'_>, from: usize) -> Option<Range> {
    let mut end = from;
    if from >= scene.words.len() || from > 0 && scene.parted(from - 1) {
        return None;
    }
    // "at least 12 people", "about 70 soldiers"
    end = scene.amount_at(end).unwrap_or(end);
    let start = end;
    while end < scene.words.len() && (end == start || !scene.parted(end - 1)) {
        let counts = scene.is(end, "of")
            && end > start
            && (scene.is_number(end - 1) || scene.is_any(end - 1, &["group", "scores", "number", "tens"]));
        let ends = scene.is_preposition(end) && !counts || scene.is_and(end) || scene.is_auxiliary(end) || scene.is_subordinate(end);
        let stops = scene.named(end).is_none() && (ends || scene.is_temporal(end) || scene.is_that(end) || scene.is_adverb(end));
        let verb = matches!(scene.verb(end), Some(Use::Finite | Use::Passive | Use::Participle | Use::Infinitive | Use::Gerund));
        if stops || verb || end > start && scene.takes_to(end) {
            break;
        }
        end += 1;
    }
    (end > start).then_some(start..end)
}
