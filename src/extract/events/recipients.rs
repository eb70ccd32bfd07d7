//! To whom what a trigger tells is done: the name that it leads to, not the one that it comes from or that only tells where.

use super::clause::{DEPTH, Use};
use super::objects::object_of;
use super::roles::PLACES;
use super::scene::is_actor;
use super::verbs::{form, forms};
use super::words::{role, roles};
use super::{Scene, Trigger};
use crate::extract::clauses::lexicon::{Class, Lexicon};

/// How many words from a trigger its recipient can stand.
const REACH: usize = 14;

/// To whom: the first name after the word at `head`, in its clause and before another verb.
pub(super) fn recipient(scene: &Scene<'_>, trigger: &Trigger, label: &str, head: usize) -> Option<String> {
    let quote = scene.quoted.iter().find(|q| q.contains(trigger.span));
    let mut reached = head + 1;
    let mut doers = 0;
    let people = |k: usize| scene.named(k).is_none() && Lexicon::get().class(scene.words[k].hash).is(Class::PERSON);
    for (index, m) in scene.mentions.iter().enumerate().filter(|(_, m)| m.span.start >= scene.words[head].end).take(4) {
        if index < doers {
            continue;
        }
        let at = scene.word_at(m.span.start);
        if at > trigger.end + REACH || !scene.one_clause(head, at) || quote.is_some_and(|q| !q.contains(m.span)) {
            return None;
        }
        let bars = |k: usize| {
            let class = Lexicon::get().class(scene.words[k].hash);
            let clause = class.is(Class::RELATIVE) || class.is(Class::SUBORDINATE) && !class.is(Class::PREPOSITION);
            let aside = scene.is_any(k, &["as", "when", "after", "while"]);
            scene.named(k).is_none() && (clause || aside || roles(&scene.words[k]) & (role::ASIDE | role::THAT) != 0)
                || matches!(scene.verb(k), Some(Use::Finite | Use::Passive | Use::Participle)) && (k >= trigger.end || scene.is_and(k - 1))
                // "fired at students *demanding* the release of X"
                || scene.verb(k) == Some(Use::Gerund) && k > trigger.end && people(k - 1)
        };
        if (reached..at).any(bars) {
            return None;
        }
        reached = at;
        let lead = scene.word_before(at, role::LIGHT).map_or(0, |w| roles(&scene.words[w]));
        // "stood by X"
        let beside = label == "SUPPORT" && scene.is_any(head, &["stood", "stand", "stands", "standing"]) && at == head + 2;
        if lead & role::BY != 0 && !beside {
            // "An attack by *X and Y* on Z", "by *President* X on Z"
            let first = scene.leads_to(index).unwrap_or(index);
            doers = first + scene.joined_on(first).split(';').count();
            continue;
        }
        // "Forces loyal *to X*": whose they are.
        if at > 1 && (scene.titled(index).0.saturating_sub(2)..at).any(|k| scene.takes_to(k)) {
            continue;
        }
        // "deployed on X's soil": where, not whom they face.
        let soil = |k: usize| scene.is_any(k, &["territory", "soil"]);
        let after = scene.words.partition_point(|w| w.start < m.span.end);
        if label == "MOBILIZE" && (soil(after) || soil(after + 1)) {
            return None;
        }
        if comes_from(scene, trigger, label, head, at) {
            continue;
        }
        let target = lead & role::TARGET != 0;
        let end = scene.words.partition_point(|w| w.start < m.span.end);
        if end > 0 && scene.hyphened(end - 1) {
            continue;
        }
        // "the crossing *between* X and Y", "the *X-Y* border": where it is, not whom it faces.
        if at > 0 && scene.hyphened(at - 1) && scene.is_any(at - 1, &["anti", "pro", "non"]) {
            continue;
        }
        let between = at > 0 && scene.is_any(at - 1, &["between"]) && matches!(label, "MOBILIZE" | "COERCE" | "COOPERATE");
        if between || at > 0 && scene.hyphened(at - 1) && scene.named(at - 1).is_some() {
            return None;
        }
        if is_actor(m) && (target || lead & role::PLACE == 0) {
            return Some(scene.joined_on(scene.leads_to(index).unwrap_or(index)));
        }
        if target && PLACES.contains(&&*m.kind) {
            return Some(m.id.clone().into_owned());
        }
    }
    None
}

/// True of a name that an attack, a charge or a threat comes from, and that of what talks are about: "a raid *from* neighbouring X", "an
/// attack from the territory of X", "the failure of the talks *on* X". What is taken from somebody strikes him.
fn comes_from(scene: &Scene<'_>, trigger: &Trigger, label: &str, head: usize, at: usize) -> bool {
    const TAKING: &str = "capture captured captures capturing seize seized seizes seizing take took taken takes taking recapture recaptured \
        retake retook retaken wrested liberated";
    let from = (head + 1..at).rev().find(|&k| scene.named(k).is_none() && scene.is_any(k, &["from"]));
    let beside = |k: usize| scene.is_any(k, &["of", "neighbouring", "neighboring"]);
    let plain = |from: usize| (from + 1..at).all(|k| beside(k) || scene.verb(k).is_none() && !scene.is_preposition(k));
    let hostile = matches!(label, "ASSAULT" | "THREATEN" | "ACCUSE") && !(trigger.first..trigger.end).any(|k| scene.among(k, TAKING));
    let talks = scene.is_any(head, &["talks", "negotiations", "meeting", "summit"]) && scene.is_any(head + 1, &["on", "about", "over"]);
    hostile && from.is_some_and(plain) || talks && !(head + 1..at).any(|k| scene.is_any(k, &["with", "between"]))
}

/// True if an attack has people for object whom no list names, so that the names behind them are of places: "killed 18 soldiers on X".
pub(super) fn befalls_others(scene: &Scene<'_>, label: &str, verb: usize) -> bool {
    matches!(label, "ASSAULT" | "COERCE" | "RETREAT" | "ACCUSE") && object_of(scene, label, verb).is_some()
}

/// Whose army or leader is the object of a second verb: "accused *X* of shelling and warned its army".
pub(super) fn whose(scene: &Scene<'_>, verb: usize) -> Option<String> {
    let and = verb.checked_sub(1).filter(|_| scene.is_any(verb + 1, &["its", "their"]))?;
    let first = scene.verb_beside(and)?;
    let own = (verb + 2..(verb + 5).min(scene.words.len()))
        .any(|k| scene.is_any(k, &["citizens", "people", "nationals", "residents", "population", "public", "voters", "allies"]));
    let next = scene.mentions.iter().position(|m| m.span.start >= scene.words[first].end).filter(|_| !own)?;
    let object = scene.word_at(scene.mentions[next].span.start);
    let beside = (first + 1..object).all(|k| roles(&scene.words[k]) & role::LIGHT != 0);
    (is_actor(&scene.mentions[next]) && beside).then(|| scene.mentions[next].id.clone().into_owned())
}

/// Who is asked to do what an infinitive tells, where no list names them: "urged *the junta* to free X".
pub(super) fn asked(scene: &Scene<'_>, verb: usize) -> Option<String> {
    // "demanded that *X* leave"
    if verb + 2 < scene.words.len()
        && scene.is_that(verb + 1)
        && scene.is_any(verb, &["demanded", "demands", "demand", "demanding", "requested", "insisted"])
    {
        let next = (verb + 2..(verb + REACH).min(scene.words.len())).take_while(|&k| !scene.parted(k - 1));
        let next = next.into_iter().find(|&k| scene.verb(k).is_some() || scene.is_auxiliary(k))?;
        return if next > verb + 2 { scene.who(verb + 2..next, DEPTH) } else { None };
    }
    // Things are wanted and requested, people are asked.
    const OF_THINGS: [&str; 9] = ["want", "wants", "wanted", "request", "requests", "requested", "require", "requires", "required"];
    if forms(&scene.words[verb]) & form::CONTROL == 0 || scene.is_any(verb, &OF_THINGS) {
        return None;
    }
    let clause = (verb + 1..(verb + REACH).min(scene.words.len())).take_while(|&k| !scene.parted(k - 1));
    let to = clause.into_iter().find(|&k| scene.is_any(k, &["to"]) && scene.verb(k + 1) == Some(Use::Infinitive))?;
    let first = if scene.is_any(verb + 1, &["on", "upon"]) { verb + 2 } else { verb + 1 };
    let named = (first..to).any(|k| scene.named(k).is_some());
    let plain = (first..to).all(|k| scene.verb(k).is_none() && !scene.is_any(k, &["for"]));
    if to <= first || named || !plain {
        return None;
    }
    // "asked *its unions*": not whose they are.
    let owned = scene.is_any(first, &["its", "their", "his", "her"]);
    Scene { agent: !owned, ..*scene }.who(first..to, DEPTH)
}
