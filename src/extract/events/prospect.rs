//! What a sentence does not tell as an event that is so: a question, what is only likely, what somebody is told to do.

use super::clause::Use;
use super::lists::List;
use super::purpose::only_serves;
use super::sense::names_targets;
use super::silence::is_silence;
use super::verbs::{form, forms};
use super::{Reality, Scene, Trigger, roles};
use crate::extract::clauses::lexicon::{Class, Lexicon};
use crate::text::Shape;

/// How many words from a trigger its likelihood can stand.
const REACH: usize = 8;
const ASKING: &[&str] = &["who", "what", "why", "when", "where", "how", "which", "whom", "whose"];

/// True if a trigger tells of an event at all.
pub(super) fn tells(scene: &Scene<'_>, trigger: &Trigger, labels: &[String]) -> bool {
    !is_asked_for(scene, trigger)
        && !is_compound(scene, trigger)
        && !is_void(scene, trigger)
        && !is_silence(scene, trigger)
        && !is_readiness(scene, trigger, labels)
}

/// True if a hit of readiness tells only what another event is to be: "ready to *impose sanctions*" agrees to nothing.
fn is_readiness(scene: &Scene<'_>, trigger: &Trigger, labels: &[String]) -> bool {
    const READY: [&str; 8] = ["ready", "prepared", "willing", "readiness", "willingness", "poised", "determined", "open"];
    const HOSTILE: [&str; 8] = ["SANCTION", "THREATEN", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST", "REJECT", "ACCUSE"];
    let label = |t: &Trigger| labels[t.label as usize].as_str();
    let ready = (trigger.first..trigger.end).find(|&i| scene.is_any(i, &READY));
    let Some(ready) = ready.filter(|&i| label(trigger) == "AGREE" && scene.is(i + 1, "to")) else { return false };
    let Some(verb) = (ready + 2..(ready + 5).min(scene.words.len())).find(|&i| scene.verb(i).is_some()) else { return false };
    let light = forms(&scene.words[verb]) & form::LIGHT != 0;
    let done = |t: &&Trigger| (t.first..t.end).contains(&verb) || light && (verb + 1..verb + 4).contains(&t.first);
    trigger.end <= verb + 1 && scene.triggers.iter().filter(done).any(|t| HOSTILE.contains(&label(t)))
}

/// True if a question asks for a part of the event or for what somebody says of it: it tells of none. One that asks whether it is so
/// supposes it.
fn is_asked_for(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let from = (0..trigger.first).rev().find(|&i| scene.parted(i)).map_or(0, |i| i + 1);
    let asks = |i: usize| (i..(i + 2).min(scene.words.len())).any(|k| scene.named(k).is_none() && scene.is_any(k, ASKING));
    let quoted = scene.in_quote(trigger.span.start);
    if scene.asks() && !quoted && (asks(0) || asks(from)) {
        return true;
    }
    // "Asked who had carried out the attack, …"
    let verb = (trigger.first..trigger.end).find(|&i| scene.verb(i).is_some());
    let opens = |v: usize| {
        let before = (v.saturating_sub(4)..v).rev().find(|&k| !scene.is_auxiliary(k));
        before
            .filter(|&k| k > 0 && scene.is_any(k, &["who", "what"]))
            .is_some_and(|k| scene.is_any(k - 1, &["asked", "know", "knows", "knew", "say", "ask", "wondered", "question"]))
    };
    verb.is_some_and(opens)
}

/// True if what is told of is that nothing was shown ("offered no evidence"), or is taken back ("an earlier version of this report said").
fn is_void(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const GIVING: [&str; 16] = [
        "offer",
        "offers",
        "offered",
        "offering",
        "give",
        "gives",
        "gave",
        "giving",
        "provide",
        "provides",
        "provided",
        "providing",
        "present",
        "presented",
        "showed",
        "shown",
    ];
    const SHOWN: [&str; 9] = ["evidence", "proof", "details", "detail", "comment", "explanation", "sources", "figures", "reason"];
    let is_none = |i: usize| scene.is_any(i, &["no", "any", "little", "scant", "neither"]);
    let given = |i: usize| scene.is_any(i, &GIVING) && is_none(i + 1) && (i + 2..i + 5).any(|k| scene.is_any(k, &SHOWN));
    let version =
        |i: usize| scene.is_any(i, &["version"]) && i > 0 && scene.is_any(i - 1, &["earlier", "previous"]) && scene.is_any(i + 1, &["of"]);
    (trigger.first..trigger.end).any(given) || (0..trigger.first.min(REACH)).any(version)
}

/// True for a participle that a hyphen joins to another word: "US-made", "storm-hit" tell of no event.
fn is_compound(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let joined =
        |i: usize| i > 0 && scene.hyphened(i - 1) && forms(&scene.words[i]) & form::PAST != 0 && scene.words[i - 1].span().len() > 3;
    let (first, last) = (trigger.first, trigger.end - 1);
    let noun = forms(&scene.words[last]) & form::NOUN != 0 && !joined(last);
    trigger.end <= first + 3 && !noun && (joined(first) || joined(last)) && (first..=last).all(|i| scene.verb(i).is_none())
}

/// What the text makes of an event, in view of what it says of its likelihood and of who is told to act.
pub(super) fn reality(scene: &Scene<'_>, trigger: &Trigger, label: &str, told: Reality, commanded: bool) -> Reality {
    // What is to become a target is threatened as soon as somebody says so.
    if told == Reality::Future && names_targets(scene, trigger) {
        return if label == "THREATEN" { Reality::Actual } else { Reality::Hypothetical };
    }
    if !matches!(told, Reality::Actual | Reality::Alleged) {
        return told;
    }
    if commanded && !matches!(label, "REQUEST" | "ACCUSE" | "THREATEN")
        || is_likely(scene, trigger)
        || is_imagined(scene, trigger, label)
        || only_serves(scene, trigger, label)
    {
        return Reality::Hypothetical;
    }
    // "threatened to attack"
    let verb = roles::head(scene, trigger, label).filter(|&v| scene.verb(v) == Some(Use::Infinitive));
    if let Some(meant) = verb.and_then(|v| meant(scene, v, label)) {
        return meant;
    }
    let threatens = |v: usize| (v.saturating_sub(3)..v).any(|k| scene.is_any(k, &["threaten", "threatens", "threatened", "threatening"]));
    if label != "THREATEN" && verb.is_some_and(threatens) {
        return Reality::Hypothetical;
    }
    if is_set(scene, trigger, label) {
        return Reality::Future;
    }
    // "Suspects X of the attack": somebody's word for it.
    if told == Reality::Actual
        && roles::head(scene, trigger, label).is_none()
        && (roles::charged(scene, trigger).is_some() || roles::blamed(scene, trigger).is_some())
    {
        return Reality::Alleged;
    }
    // What somebody condemns has happened; what he accuses another of need not have.
    let condemned = || {
        let over = scene.verb_over(trigger.first)?;
        let definite = (over + 1..=trigger.first).any(|k| scene.is_determiner(k) && !scene.is_any(k, &["a", "an", "any"]));
        let condemns = forms(&scene.words[over]) & form::CONDEMN != 0 && forms(&scene.words[over]) & form::BLAME == 0;
        (condemns && definite && scene.verb(over) == Some(Use::Finite)).then_some(())
    };
    let noun = roles::head(scene, trigger, label).is_none();
    if told == Reality::Alleged && noun && !scene.in_quote(trigger.span.start) && condemned().is_some() { Reality::Actual } else { told }
}

/// What the word that governs an infinitive makes of it: "*wants* to visit" is only thought of, "*is* to visit", "*decided* to" is to come.
fn meant(scene: &Scene<'_>, verb: usize, label: &str) -> Option<Reality> {
    let to = (verb.saturating_sub(2)..verb).rev().find(|&k| scene.is_any(k, &["to"]) && !scene.parted(k))?;
    let over = scene.before(to).filter(|&k| scene.named(k).is_none())?;
    let direct = to.checked_sub(1).filter(|&k| !scene.parted(k))?;
    match () {
        () if scene.is_any(direct, &["likely", "unlikely"]) => Some(Reality::Hypothetical),
        () if scene.listed(over, List::Wishing) => Some(Reality::Hypothetical),
        // Who is to give way has agreed to; who "is to blame" is blamed.
        () if label == "AGREE" || scene.is(verb, "blame") => None,
        () if scene.listed(over, List::Resolving) || scene.is_any(over, &["is", "are"]) => Some(Reality::Future),
        () => None,
    }
}

/// True if a sentence says of an event only how likely it is.
fn is_likely(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let be = |i: usize| scene.is_any(i, &["is", "are", "was", "were", "be", "remains", "remain", "seems", "looks", "appears"]);
    let after = (trigger.end..(trigger.end + REACH).min(scene.words.len())).take_while(|&i| !scene.parted(i - 1));
    let mut after = after.filter(|&i| scene.is_auxiliary(i) || be(i));
    let predicate = after.next().is_some_and(|i| be(i) && (i + 1..(i + 4).min(scene.words.len())).any(|k| scene.listed(k, List::Likely)));
    let chance =
        |i: usize| scene.named(i).is_none() && scene.listed(i, List::Chance) && scene.is_any(leads(scene, i), &["of", "to", "that"]);
    let before = (trigger.first.saturating_sub(REACH)..trigger.first).rev();
    let mut before = before.take_while(|&i| scene.verb(i) != Some(Use::Finite));
    predicate && roles::head(scene, trigger, "").is_none_or(|v| scene.verb(v) == Some(Use::Infinitive)) || before.any(chance)
}

/// True of an event that is only thought of: "*another* attack would close the port", "*a* ceasefire could let aid in". One that the
/// reader knows of ("the attack would be the first") is not.
fn is_imagined(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> bool {
    const SEEN: [&str; 4] = ["heard", "seen", "felt", "smelt"];
    const KNOWN: [&str; 5] = ["the", "this", "that", "these", "those"];
    let noun = trigger.end - 1;
    let who = Lexicon::get().class(scene.words[noun].hash);
    let acts = who.is(Class::PERSON) || who.is(Class::SPEAKER) || who.is(Class::GROUP);
    let written = scene.written(noun);
    if acts || written.ends_with("ers") || written.ends_with("men") || roles::head(scene, trigger, label).is_some() {
        return false;
    }
    let before = (trigger.first.saturating_sub(4)..noun).rev().take_while(|&i| !scene.parted(i) && !scene.is_preposition(i));
    let mut before = before.take_while(|&i| scene.verb(i).is_none());
    let known = before.any(|i| {
        scene.is_any(i, &KNOWN) || scene.words[i].shape.has(Shape::POSSESSIVE) || scene.is_any(i, &["its", "their", "his", "her"])
    });
    // It is the subject: nothing governs it.
    let lead =
        (0..trigger.first).rev().find(|&i| scene.parted(i) || scene.is_preposition(i) || scene.verb(i).is_some() || scene.is_that(i));
    let closed = |i: usize| scene.text[scene.words[i].end as usize..scene.words[i + 1].start as usize].contains(')');
    let says = |i: usize| scene.verb(i) == Some(Use::Finite) && forms(&scene.words[i]) & form::SAYS != 0;
    let subject = lead.is_none_or(|i| scene.parted(i) && !closed(i) || scene.is_that(i) || says(i));
    let after = over_speaker(scene, trigger.end);
    let modal = after.into_iter().find(|&i| scene.is_auxiliary(i) || scene.verb(i).is_some());
    let modal = modal.filter(|&i| scene.is_any(i, &["would", "could", "might"]));
    let seen = |i: usize| scene.is_any(i + 1, &["be"]) && (scene.is_any(i + 2, &SEEN) || scene.is_any(i + 3, &SEEN));
    subject && !known && modal.is_some_and(|i| !seen(i))
}

/// The words of the clause behind word `end`, without who speaks between two commas: "a raid, *he said,* would be".
fn over_speaker(scene: &Scene<'_>, end: usize) -> Vec<usize> {
    let last = (end + REACH).min(scene.words.len());
    let comma = (end..last).find(|&i| scene.parted(i - 1));
    let Some(comma) = comma else { return (end..last).collect() };
    let says = |i: usize| forms(&scene.words[i]) & form::SAYS != 0;
    let behind = (comma + 1..(comma + 6).min(scene.words.len())).find(|&i| scene.parted(i - 1)).filter(|&i| (comma..i).any(says));
    let rest = behind.map_or(0..0, |i| i..(i + REACH).min(scene.words.len()));
    (end..comma).chain(rest.take_while(|&i| behind == Some(i) || !scene.parted(i - 1))).collect()
}

/// True if a sentence says of an event that it is to come: "talks are due to open", "the summit will begin".
fn is_set(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> bool {
    if let Some(verb) = roles::head(scene, trigger, label) {
        // "Talks are due to open"
        let due = |k: usize| scene.is_any(k, &["is", "are"]) && scene.is_any(k + 1, &["due", "scheduled"]) && scene.is_any(k + 2, &["to"]);
        return scene.verb(verb) == Some(Use::Infinitive) && (verb.saturating_sub(4)..verb).any(due);
    }
    if label == "CONSULT" && is_awaited(scene, trigger) {
        return true;
    }
    let after = (trigger.end..(trigger.end + REACH).min(scene.words.len())).take_while(|&i| !scene.parted(i - 1));
    let mut after = after.skip_while(|&i| !scene.is_auxiliary(i) && scene.verb(i).is_none());
    let Some(i) = after.next() else { return false };
    let be = scene.is_any(i, &["is", "are"]);
    let due = scene.is_any(i + 1, &["due", "set", "scheduled", "expected"]) && scene.is_any(i + 2, &["to", "for", "in", "on"]);
    scene.is_any(i, &["will", "shall"]) && !scene.is_any(i + 1, &["not", "never"]) || be && (scene.is_any(i + 1, &["to"]) || due)
}

/// True of a meeting that something is done ahead of: "rehearsals *for* a visit", "*ahead of* the talks".
fn is_awaited(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const READYING: &str = "rehearsal rehearsals preparation preparations preparing prepares prepared prepare ready agenda venue date";
    let before = (trigger.first.saturating_sub(5)..trigger.first).rev().take_while(|&k| !scene.parted(k));
    let Some(lead) = before.into_iter().find(|&k| scene.named(k).is_none() && scene.is_preposition(k)) else { return false };
    let ahead = scene.is(lead, "of") && lead > 0 && (scene.is_any(lead - 1, &["ahead"]) || scene.is_any(lead - 1, &["advance", "eve"]));
    ahead || scene.is(lead, "for") && lead > 0 && scene.among(lead - 1, READYING)
}

/// The word that follows word `i`, what stands between two commas left out: "no plans, none, to".
fn leads(scene: &Scene<'_>, i: usize) -> usize {
    if !scene.parted(i) {
        return i + 1;
    }
    (i + 1..(i + 5).min(scene.words.len())).find(|&k| scene.parted(k)).map_or(i + 1, |k| k + 1)
}
