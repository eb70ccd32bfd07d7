//! Who acts and on whom around a trigger: that of a verb by its subject and voice, that of a noun by its owner.

use super::agent::Doer;
use super::attackers::attackers_deed;
use super::clause::{DEPTH, Use};
use super::lists::List;
use super::objects::{led_to, object_of};
use super::opponents::between;
use super::patients::{befallen, carried_out, from_whom, fronted};
use super::recipients::{asked, befalls_others, recipient, whose};
use super::scene::is_actor;
use super::troops::{moves_troops, troops_owner};
use super::verbs::{form, forms};
use super::words::{role, roles};
use super::{Scene, Trigger};
use crate::extract::clauses::lexicon::{Class, Lexicon};
use crate::extract::statements::NARRATOR;
use crate::gazetteer::Mention;
use crate::text::Shape;

/// Types of names where something happens.
pub(super) const PLACES: &[&str] = &["place", "facility"];
/// How many words from a trigger the verb or the name that it hangs on can stand.
const REACH: usize = 14;
/// How many words whom somebody blames can take.
const NEAR: usize = 6;
/// How many names of a sentence are looked at for what it is about.
const NAMES: usize = 8;
/// Types whose trigger is itself something said, so that a verb of saying is what it hangs on.
const SPOKEN: &[&str] = &["ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONSULT", "CONCEDE"];
/// Types of which who suffers them can be the subject of an active verb: "came under attack", "faces sanctions".
const SUFFERED: &[&str] = &["ASSAULT", "COERCE", "SANCTION", "ACCUSE", "AID", "THREATEN", "PROTEST"];

/// Actor and recipient: entity ids joined by `;`, or the words of the text; and whether the actor is only told to act.
pub(super) fn who(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> (Doer, Option<String>) {
    if let Some((actor, asked)) = obliged(scene, trigger, label, scene.last) {
        return (actor.into(), asked);
    }
    let blamed = blamed_on(scene, trigger);
    if let (Some(blamed), "ACCUSE") = (blamed, label) {
        return (scene.after_by(trigger.end, DEPTH).into(), Some(scene.joined_on(blamed)));
    }
    if let Some(both) = between(scene, trigger, label) {
        return both;
    }
    let (doer, recipient) = match head(scene, trigger, label) {
        Some(verb) => of_verb(scene, trigger, verb, label),
        None => of_noun(scene, trigger, label),
    };
    // Nobody does it to himself.
    let recipient = recipient.filter(|r| doer.who.as_ref() != Some(r));
    (doer, recipient)
}

/// The verb that a trigger hangs on; none if it is a noun.
pub(super) fn head(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> Option<usize> {
    // "would" of "would consider": the verb behind it.
    let modal = (trigger.first..trigger.end).all(|i| scene.is_auxiliary(i));
    let to = if modal {
        (trigger.end..scene.words.len()).take(3).find(|&i| scene.verb(i).is_some()).map_or(trigger.end, |i| i + 1)
    } else {
        trigger.end
    };
    let mut verbs = (trigger.first..to).filter(|&i| scene.verb(i).is_some());
    let first = verbs.next()?;
    // "Drones *launched* from X struck Y": what describes the subject is not what it does.
    let described = scene.verb(first) == Some(Use::Participle);
    if let Some(verb) = verbs.clone().find(|&v| described && scene.verb(v) == Some(Use::Finite)) {
        return Some(verb);
    }
    if SPOKEN.contains(&label) {
        return Some(first);
    }
    // "The war began when *X attacked*": the clause of the name.
    let opens =
        |i: usize| i > first && scene.named(i).is_some() && scene.named(i - 1).is_none() && scene.has(i - 1, role::ASIDE | role::THAT);
    if let Some(verb) = (first + 1..to).find(|&i| opens(i)).and_then(|name| verbs.clone().find(|&v| v > name && scene.one_clause(name, v)))
    {
        return Some(verb);
    }
    let by = scene.verb(first) == Some(Use::Participle) && scene.words.get(first + 1).is_some_and(|w| roles(w) & role::BY != 0);
    let says = !by && forms(&scene.words[first]) & (form::SAYS | form::COMMAND) != 0;
    Some(if says { verbs.next().unwrap_or(first) } else { first })
}

fn of_verb(scene: &Scene<'_>, trigger: &Trigger, verb: usize, label: &str) -> (Doer, Option<String>) {
    let flags = forms(&scene.words[verb]);
    let patient = Scene { agent: false, ..*scene };
    let voice = scene.verb(verb);
    if moves_troops(scene, trigger, verb, label) {
        let faced = recipient(scene, trigger, label, verb);
        return (scene.after_by(verb + 1, DEPTH).or_else(|| troops_owner(scene, verb)).into(), faced);
    }
    if matches!(voice, Some(Use::Passive | Use::Participle)) {
        let doer = scene.doer(verb, DEPTH).who.or_else(|| beside(scene, verb, label));
        // "Sanctions were imposed on X": the subject is the event itself.
        let weapon = scene.is_any(verb, &["fired", "launched", "dropped", "thrown", "hurled"]);
        // "The treaty was signed by X": what is agreed on is nobody.
        // Nor is what a strike is called of.
        let unnamed = |who: &String| !who.contains(':') && (weapon || matches!(label, "REJECT" | "AGREE") || called(scene, verb, label));
        let target = if flags & form::LIGHT != 0 && label != "AGREE" { recipient(scene, trigger, label, verb) } else { None };
        return (doer.into(), target.or_else(|| patient.subject(verb, DEPTH).filter(|who| !unnamed(who))));
    }
    let under = !scene.is_any(verb, &["come", "came", "comes", "coming"]) || scene.is_any(verb + 1, &["under"]);
    if flags & form::PATIENT != 0 && under && SUFFERED.contains(&label) {
        let noun = object(scene, verb);
        let owner = scene.owner(noun, DEPTH).or_else(|| scene.after_by(noun + 1, DEPTH)).or_else(|| from_whom(scene, noun));
        return (owner.into(), patient.subject(verb, DEPTH));
    }
    let doer = scene.doer(verb, DEPTH);
    let commanded = doer.commanded || orders(scene, verb, label) && trigger.end > verb + 1 && !known(scene, trigger.end - 1, label);
    let target = if label == "REQUEST" { asked(scene, verb) } else { None };
    let troops = matches!(label, "MOBILIZE" | "AGREE" | "COOPERATE") || scene.listed(verb, List::Pulling);
    let target = target.or_else(|| if troops { None } else { fronted(scene, verb) });
    let target = target.or_else(|| recipient(scene, trigger, label, verb)).or_else(|| struck(scene, verb));
    let target = target.filter(|_| !befalls_others(scene, label, verb)).or_else(|| object_of(scene, label, verb));
    let target = target.or_else(|| led_to(scene, trigger, label, verb));
    let target = target.or_else(|| whose(scene, verb).filter(|_| matches!(label, "THREATEN" | "ACCUSE")));
    (Doer { commanded, ..doer }, target)
}

/// True of a protest that somebody calls: "a strike *called by* unions".
fn called(scene: &Scene<'_>, verb: usize, label: &str) -> bool {
    label == "PROTEST" && scene.is_any(verb, &["called", "organised", "organized", "staged", "held"])
}

/// The noun that is object of a verb, over a preposition: "come under repeated *attack*".
fn object(scene: &Scene<'_>, verb: usize) -> usize {
    let skip = |k: &usize| scene.named(*k).is_none() && (scene.is_preposition(*k) || scene.is_determiner(*k));
    let first = (verb + 1..scene.words.len()).find(|k| !skip(k)).unwrap_or(verb + 1);
    let goes_on = |k: &usize| !scene.parted(*k - 1) && (scene.named(*k).is_some() || !scene.is_preposition(*k) && scene.verb(*k).is_none());
    (first + 1..scene.words.len()).take_while(goes_on).last().unwrap_or(first).min(scene.words.len() - 1)
}

/// Who does what is told of in the passive by a noun or a clause beside it: "killed in a Xian raid", "killed when X shelled the town".
fn beside(scene: &Scene<'_>, verb: usize, label: &str) -> Option<String> {
    if label != "ASSAULT" || verb + 2 >= scene.words.len() || scene.parted(verb) {
        return None;
    }
    if scene.is_any(verb + 1, &["in", "during"]) {
        let noun = object(scene, verb + 1);
        let event = forms(&scene.words[noun]) & form::NOUN != 0 && scene.verb(noun).is_none();
        return if event { scene.owner(noun, DEPTH).or_else(|| scene.after_by(noun + 1, DEPTH)) } else { None };
    }
    let clause = scene.is_any(verb + 1, &["when", "as"]);
    let next =
        (verb + 2..scene.words.len()).take_while(|&k| k == verb + 2 || !scene.parted(k - 1)).find(|&k| scene.verb(k) == Some(Use::Finite));
    next.filter(|_| clause).and_then(|k| scene.doer(k, DEPTH).who)
}

/// Whom the noun is aimed at that is subject of a verb: "the raid on X killed nine".
fn struck(scene: &Scene<'_>, verb: usize) -> Option<String> {
    let phrase = scene.phrase_before(verb);
    let on = phrase
        .clone()
        .find(|&k| k > phrase.start && scene.is_any(k, &["on", "against"]) && forms(&scene.words[k - 1]) & form::NOUN != 0)?;
    let m = (on + 1..phrase.end).find_map(|k| scene.named(k))?;
    Some(scene.mentions[m].id.clone().into_owned())
}

fn of_noun(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> (Doer, Option<String>) {
    let noun = noun(scene, trigger);
    if let Some(befallen) = befallen(scene, noun, label) {
        return (scene.after_by(noun + 1, DEPTH).or_else(|| carried_out(scene, trigger, label, &befallen)).into(), Some(befallen));
    }
    let target = recipient(scene, trigger, label, noun).or_else(|| led_to(scene, trigger, label, noun));
    let over = scene.verb_over(trigger.first);
    let suffers = |k: usize| forms(&scene.words[k]) & form::PATIENT != 0 && SUFFERED.contains(&label);
    let under = trigger.first > 1
        && (2..6).any(|back| {
            noun.checked_sub(back).is_some_and(|k| scene.is_any(k, &["come", "came", "comes", "coming"]) && scene.is_any(k + 1, &["under"]))
        });
    let charged = blamed_on(scene, trigger).or_else(|| charged(scene, trigger)).map(|i| scene.joined(i));
    let charged = charged.or_else(|| blamed(scene, trigger));
    let owner = charged
        .or_else(|| scene.owner(noun, DEPTH))
        .or_else(|| if brokered(scene, noun) { None } else { scene.after_by(noun + 1, DEPTH) })
        .or_else(|| source(scene, noun, label))
        .or_else(|| of_troops(scene, noun, label));
    if let Some(k) = over.filter(|&k| suffers(k)).or_else(|| under.then(|| scene.verb_before(noun)).flatten()) {
        let owner = owner.or_else(|| from_whom(scene, noun));
        return (owner.into(), Scene { agent: false, ..*scene }.subject(k, DEPTH).or(target));
    }
    // "The town is *under attack*"
    let under =
        noun.checked_sub(3).and_then(|from| (from..noun).find(|&k| k > 0 && scene.is_any(k, &["under"]) && scene.has(k - 1, role::BE)));
    if let Some(suffers) =
        under.filter(|_| SUFFERED.contains(&label)).and_then(|k| Scene { agent: false, ..*scene }.subject_before(k, DEPTH))
    {
        let owner = owner.or_else(|| from_whom(scene, noun));
        return (owner.into(), Some(suffers));
    }
    // "Iraqi casualties": whose they are, they befell.
    if label == "ASSAULT" && scene.is_any(noun, &["casualties", "victims", "dead", "deaths", "fatalities", "losses", "wounded"]) {
        return (Doer::default(), owner.or(target));
    }
    if owner.is_some() {
        let commanded = over.is_some_and(|k| orders(scene, k, label)) && !known(scene, noun, label);
        return (Doer { who: owner, commanded }, target);
    }
    // "Gunmen seized a bus"
    if label == "ASSAULT" && attackers_deed(scene, noun).is_some() {
        let first = trigger.first.checked_sub(1).filter(|&k| scene.is_any(k, &["armed", "masked", "unknown", "unidentified"]));
        let written = &scene.text[scene.words[first.unwrap_or(noun)].start as usize..scene.words[noun].end as usize];
        return (Some(written.to_owned()).into(), target);
    }
    // "Protesters marched"
    if label == "PROTEST" && Lexicon::get().class(scene.words[noun].hash).is(Class::PERSON) {
        return (Some(scene.written(noun).to_owned()).into(), target);
    }
    // "Doctors in X went *on strike*"
    if label == "PROTEST" && scene.is(trigger.first, "on") {
        let before = trigger.first.checked_sub(1);
        let verb = before.filter(|&k| scene.verb(k) == Some(Use::Finite)).and_then(|k| scene.subject(k, DEPTH));
        let was = || before.filter(|&k| scene.is_auxiliary(k)).and_then(|_| scene.subject_before(trigger.first, DEPTH));
        return (verb.or_else(was).into(), target);
    }
    // "Closed their shops *in support of* X", "recalled its envoy *as a sign of* protest"
    if let Some(doer) = in_sign(scene, trigger, label) {
        return (Some(doer).into(), target);
    }
    let light = |&k: &usize| forms(&scene.words[k]) & (form::LIGHT | form::ORDER) != 0;
    if let Some(k) = over.filter(light) {
        let doer = scene.doer(k, DEPTH);
        let commanded = doer.commanded || orders(scene, k, label) && !known(scene, noun, label);
        return (Doer { commanded, ..doer }, target);
    }
    // "An attack was launched by X", "sanctions imposed by X".
    let after = (noun + 1..(noun + REACH).min(scene.words.len())).take_while(|&k| !scene.parted(k - 1)).find(|&k| scene.verb(k).is_some());
    let done = after.filter(|k| light(k) && !brokered(scene, noun) && matches!(scene.verb(*k), Some(Use::Passive | Use::Participle)));
    let doer = done.map_or_else(Doer::default, |k| scene.doer(k, DEPTH));
    let commanded = doer.commanded || done.is_some_and(|k| orders(scene, k, label)) && !known(scene, noun, label);
    (Doer { commanded, ..doer }, target)
}

/// True of what others brought about for those who do it: "a truce *brokered by* X", "a raid *backed by* X".
fn brokered(scene: &Scene<'_>, noun: usize) -> bool {
    const HELPING: [&str; 10] =
        ["brokered", "mediated", "backed", "supported", "monitored", "supervised", "overseen", "welcomed", "demanded", "proposed"];
    let by = (noun + 1..(noun + REACH).min(scene.words.len()))
        .take_while(|&k| !scene.parted(k - 1))
        .find(|&k| roles(&scene.words[k]) & role::BY != 0);
    by.is_some_and(|by| scene.is_any(by - 1, &HELPING))
}

/// True if the verb at `k` only orders what a noun names: "ordered the arrest of X", "strikes ordered by X". Who orders an inquiry or a
/// penalty has done what he can.
pub(super) fn orders(scene: &Scene<'_>, k: usize, label: &str) -> bool {
    let done = matches!(label, "REQUEST" | "ACCUSE" | "THREATEN" | "SANCTION" | "AGREE" | "REJECT" | "SUPPORT" | "CONSULT");
    !done && forms(&scene.words[k]) & form::ORDER != 0
}

/// True of an attack that the reader is held to know of: "ordered *the* attack on X", "ordered *the* strikes".
fn known(scene: &Scene<'_>, noun: usize, label: &str) -> bool {
    let near = (noun.saturating_sub(3)..noun).rev().take_while(|&k| scene.verb(k).is_none() && !scene.is_preposition(k));
    label == "ASSAULT" && near.into_iter().any(|k| scene.is_any(k, &["the", "that", "this"]))
}

/// Who does what is done in support, in protest or as a sign of it: the subject of the verb before.
fn in_sign(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> Option<String> {
    const SIGNS: &str = "sign show gesture act token mark display expression";
    if !matches!(label, "SUPPORT" | "PROTEST" | "THREATEN" | "REJECT") {
        return None;
    }
    let phrase = (trigger.first.saturating_sub(4)..=trigger.first).rev();
    let mut phrase = phrase.take_while(|&k| k == trigger.first || !scene.parted(k));
    let lead = phrase.find(|&k| {
        let sign = scene.among(k, SIGNS) && scene.is_any(k + 1, &["of"]);
        scene.named(k).is_none() && (scene.is_any(k, &["in"]) && k + 3 > trigger.first || sign)
    })?;
    let verb =
        scene.verb_before(lead).filter(|&v| matches!(scene.verb(v), Some(Use::Finite | Use::Passive)) && scene.one_clause(v, lead))?;
    if scene.verb(verb) == Some(Use::Passive) { None } else { scene.subject(verb, DEPTH) }
}

/// The noun of a trigger: its last word before a preposition.
fn noun(scene: &Scene<'_>, trigger: &Trigger) -> usize {
    let ends = |&k: &usize| scene.named(k).is_none() && scene.is_preposition(k) || scene.words[k].shape.has(Shape::POSSESSIVE);
    (trigger.first + 1..trigger.end).find(ends).unwrap_or(trigger.end) - 1
}

/// The name directly after "from": "a missile from X"; who withdraws from it does not act there.
fn source(scene: &Scene<'_>, noun: usize, label: &str) -> Option<String> {
    let from = noun + 1 < scene.words.len() && !scene.parted(noun) && scene.is_any(noun + 1, &["from"]);
    let beside = |k: usize| scene.is_determiner(k) || scene.is_any(k, &["neighbouring", "neighboring", "nearby", "southern", "northern"]);
    let first = (noun + 2..(noun + 5).min(scene.words.len())).find(|&k| !beside(k)).filter(|_| from)?;
    let m = scene.named(first).filter(|&m| is_actor(&scene.mentions[m]))?;
    let provoked = || scene.is_any(noun, &["provocation", "provocations", "aggression", "incursion", "incursions", "invasion"]);
    let comes = matches!(label, "ACCUSE" | "AID" | "SUPPORT" | "REQUEST" | "THREATEN") || label == "ASSAULT" && provoked();
    comes.then(|| scene.mentions[m].id.clone().into_owned())
}

/// Whose troops move: "the withdrawal of Russian troops", "a deployment of the army".
fn of_troops(scene: &Scene<'_>, noun: usize, label: &str) -> Option<String> {
    let advance = label == "ASSAULT" && scene.is_any(noun, &["advance", "advances", "offensive", "push", "breakthrough", "incursion"]);
    let moves =
        (advance || matches!(label, "RETREAT" | "MOBILIZE")) && !scene.is_any(noun, &["release", "freeing", "exchange", "swap", "return"]);
    let of = noun + 1 < scene.words.len() && !scene.parted(noun) && scene.is_any(noun + 1, &["of"]);
    if of && moves && scene.is_any(noun + 2, &["our", "my"]) {
        return scene.owner(noun + 3, DEPTH);
    }
    let first = (noun + 2..(noun + 7).min(scene.words.len())).find(|&k| scene.named(k).is_some()).filter(|_| of && moves)?;
    let m = scene.named(first).filter(|&m| matches!(&*scene.mentions[m].kind, "nationality" | "armed_group"))?;
    let plain = (noun + 2..first).all(|k| !scene.is_preposition(k) && scene.verb(k).is_none() && !scene.parted(k));
    plain.then(|| scene.mentions[m].id.clone().into_owned())
}

/// The entity that the sentence is about: its first name that acts and that no preposition governs, else its first that acts.
pub(super) fn subject(scene: &Scene<'_>) -> Option<String> {
    let mut acting = scene.mentions.iter().filter(|m| is_actor(m)).take(NAMES);
    let first = acting.clone().next()?;
    // "The killing of six French aid workers", "murdered a German nun": an adjective of those who are acted upon is not what it is about.
    let over = |m: &Mention<'_>| scene.word_before(scene.word_at(m.span.start), role::LIGHT).map(|k| forms(&scene.words[k]));
    let object = |m: &Mention<'_>| &*m.kind == "nationality" && over(m).is_some_and(|f| f & form::ANY != 0 && f & form::NOUN == 0);
    let free = acting.find(|m| !scene.governed(m) && !scene.told(m) && !object(m));
    let fallback = Some(first).filter(|m| &*m.kind != "nationality" || !scene.governed(m) && !object(m));
    Some(free.or(fallback)?.id.clone().into_owned())
}

/// The person whom "he" of the next sentence can take up: the only one of the sentence, or its subject; of a sentence without any, the
/// one before.
pub(super) fn person(scene: &Scene<'_>, before: Option<String>) -> Option<String> {
    let mut persons: Vec<&str> = scene.mentions.iter().filter(|m| &*m.kind == "person").map(|m| &*m.id).collect();
    persons.sort_unstable();
    persons.dedup();
    match persons[..] {
        [] => before.filter(|_| (0..scene.words.len()).any(|i| scene.is_any(i, &["he", "she", "his", "her", "him"]))),
        [one] => Some(one.to_owned()),
        _ => subject(scene).filter(|id| id.starts_with("person:")),
    }
}

/// Who is told what must be, and by whom: "Orlan must withdraw, Quill said".
fn obliged(scene: &Scene<'_>, trigger: &Trigger, label: &str, subject: Option<&str>) -> Option<(Option<String>, Option<String>)> {
    let must = (trigger.first..trigger.end).find(|&i| scene.is_any(i, &["must", "should"])).filter(|_| label == "REQUEST")?;
    let from = scene.clause_start(must);
    let before = scene.mentions.partition_point(|m| m.span.end <= scene.words[must].start);
    let named = (0..before).rev().take_while(|&i| scene.mentions[i].span.start >= scene.words[from].start).find(|&i| scene.acts(i));
    let asked = named.map(|i| scene.joined(i)).or_else(|| scene.who(scene.phrase_before(must), DEPTH));
    let pronoun = |s: &String| ["he", "she", "it", "they", "we", "i"].contains(&&*s.to_lowercase());
    let speaker = scene.statement.and_then(|s| s.source_id.clone().or_else(|| s.source.clone()));
    let speaker = speaker.and_then(|s| if pronoun(&s) { subject.map(str::to_owned) } else { Some(s) });
    Some((speaker.filter(|s| s != NARRATOR && asked.as_ref() != Some(s)), asked))
}

/// Whom a passive says to have done it: "the attack was *blamed on* X".
pub(super) fn blamed_on(scene: &Scene<'_>, trigger: &Trigger) -> Option<usize> {
    let end = (trigger.end + REACH).min(scene.words.len());
    let opens = |i: usize| i >= trigger.end && (scene.parted(i - 1) || roles(&scene.words[i]) & role::ASIDE != 0);
    let mut clause = (trigger.first..end).take_while(|&i| !opens(i));
    let on = clause.find(|&i| scene.is(i, "blamed") && scene.is(i + 1, "on"))? + 1;
    let next = scene.mentions.partition_point(|m| m.span.start < scene.words[on].end);
    let named = scene.mentions.get(next).filter(|m| is_actor(m) && scene.word_at(m.span.start) <= on + 2);
    named.map(|_| scene.leads_to(next).unwrap_or(next))
}

/// Whose body somebody charges with what a noun names: "blamed *X's army* for the attack".
pub(super) fn blamed(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    let preposition = scene.word_before(trigger.first, role::LIGHT).filter(|&k| scene.is_any(k, &["for"]))?;
    let near = (preposition.saturating_sub(NEAR)..preposition).rev().take_while(|&k| !scene.parted(k));
    let verb = near.into_iter().find(|&k| scene.verb(k).is_some())?;
    let blames = forms(&scene.words[verb]) & (form::BLAME | form::CONDEMN) != 0 && scene.verb(verb) != Some(Use::Passive);
    if blames { scene.who(verb + 1..preposition, DEPTH) } else { None }
}

/// Whom somebody charges with what a noun names: "blamed *X* for the attack".
pub(super) fn charged(scene: &Scene<'_>, trigger: &Trigger) -> Option<usize> {
    let preposition = scene.word_before(trigger.first, role::LIGHT)?;
    let named = scene.mentions.iter().rposition(|m| scene.word_at(m.span.end) == preposition && is_actor(m))?;
    let verb = scene.word_before(scene.word_at(scene.mentions[named].span.start), role::LIGHT)?;
    let blames = forms(&scene.words[verb]) & (form::BLAME | form::CONDEMN) != 0 && scene.verb(verb).is_some();
    (blames && scene.is_any(preposition, &["for", "of"])).then_some(named)
}
