//! Who acts, on whom, where and when: read off word order, voice and prepositions around a trigger.

use super::phrases::{crowd, head, is_group, leader, phrase};
use super::scene::is_actor;
use super::voice::{is_complement, is_noun, is_passive, passive_noun};
use super::words::{role, roles};
use super::{Scene, Trigger};
use crate::extract::lexicon::{Class, Lexicon};
use crate::extract::statements::NARRATOR;
use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::Shape;

/// Types of names where something happens.
const PLACES: &[&str] = &["place", "facility"];
/// How many words from a trigger its recipient, or the actor of a passive, can stand.
const REACH: usize = 14;
/// How many names before a trigger are looked at for its actor.
const NAMES: usize = 8;

/// Actor and recipient: entity ids joined by `;`, or the words of the text. `subject` is the last sentence's.
pub(super) fn who(scene: &Scene<'_>, trigger: &Trigger, label: &str, subject: Option<&str>) -> (Option<String>, Option<String>) {
    if let Some(found) = obliged(scene, trigger, label, subject) {
        return found;
    }
    let blamed = blamed_on(scene, trigger);
    if let (Some(blamed), "ACCUSE") = (blamed, label) {
        return (source(scene, trigger), Some(scene.joined_on(blamed)));
    }
    if let Some(opening) = opening_name(scene, trigger) {
        return (Some(scene.joined(opening)), recipient(scene, trigger, scene.mentions[opening].span.end));
    }
    let after = recipient(scene, trigger, scene.words[trigger.first].end);
    let (actor, after) = if is_noun(scene, trigger) && !is_complement(scene, trigger) {
        let hangs =
            scene.word_before(trigger.first, role::LIGHT).is_some_and(|w| roles(&scene.words[w]) & (role::PREPOSITION | role::ASIDE) != 0);
        let named = blamed.or_else(|| charged(scene, trigger)).map(|i| scene.joined(i));
        let named = named.or_else(|| owner(scene, trigger, subject)).or_else(|| genitive(scene, trigger));
        let actor = named.or_else(|| source(scene, trigger));
        (actor.or_else(|| if hangs { None } else { nearest_name(scene, trigger).map(|i| scene.joined(i)) }), after)
    } else if is_passive(scene, trigger) {
        return (source(scene, trigger), patient(scene, trigger));
    } else if let Some(be) = passive_noun(scene, trigger) {
        let undergoes = matches!(label, "ASSAULT" | "COERCE" | "MOBILIZE" | "RETREAT");
        let group = || phrase(scene, Some(be - 1), true).or_else(|| phrase(scene, be.checked_sub(2), true));
        (source(scene, trigger), after.or_else(|| if undergoes { group() } else { None }))
    } else {
        (acting(scene, trigger, subject), after)
    };
    let actor = actor.or_else(|| if label == "PROTEST" { crowd(scene, trigger) } else { leader(scene, trigger) });
    let after = after.filter(|r| actor.as_ref() != Some(r));
    (actor, after)
}

/// Who is told what must be, and by whom: "Orlan must withdraw, Quill said".
fn obliged(scene: &Scene<'_>, trigger: &Trigger, label: &str, subject: Option<&str>) -> Option<(Option<String>, Option<String>)> {
    let must = (trigger.first..trigger.end).find(|&i| scene.is(i, "must")).filter(|_| label == "REQUEST")?;
    let from = scene.clause_start(must);
    let before = scene.mentions.partition_point(|m| m.span.end <= scene.words[must].start);
    let named = (0..before).rev().take_while(|&i| scene.mentions[i].span.start >= from).find(|&i| scene.acts(i));
    let asked = named.map(|i| scene.joined(i)).or_else(|| phrase(scene, scene.word_before(must, role::LIGHT), true));
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
    scene.mentions.get(next).filter(|m| is_actor(m) && scene.word_at(m.span.start) <= on + 2).map(|_| next)
}

/// Whom somebody charges with what a noun names: "blamed *X* for the attack".
fn charged(scene: &Scene<'_>, trigger: &Trigger) -> Option<usize> {
    const CHARGING: [&str; 12] = [
        "blamed",
        "blames",
        "blame",
        "blaming",
        "accused",
        "accuses",
        "accusing",
        "condemned",
        "condemns",
        "denounced",
        "criticised",
        "criticized",
    ];
    let preposition = scene.word_before(trigger.first, role::LIGHT)?;
    let named = scene.mentions.iter().rposition(|m| scene.word_at(m.span.end) == preposition && is_actor(m))?;
    let verb = scene.word_before(scene.word_at(scene.mentions[named].span.start), role::LIGHT)?;
    (scene.is_one(preposition, &["for", "of"]) && scene.is_one(verb, &CHARGING)).then_some(named)
}

/// The subject of a trigger that holds it: "when *Orlan* attacked", "*Orlanian* strike".
fn opening_name(scene: &Scene<'_>, trigger: &Trigger) -> Option<usize> {
    let verb = |m: &Mention<'_>| scene.words.partition_point(|w| w.start < m.span.end);
    let inside = |m: &Mention<'_>| is_actor(m) && m.span.start >= trigger.span.start && verb(m) < trigger.end;
    let at = scene.mentions.iter().position(inside)?;
    let m = &scene.mentions[at];
    let first = scene.word_at(m.span.start);
    let owns = first == trigger.first && &*m.kind == "nationality" && passive_noun(scene, trigger).is_none();
    let opens = owns || first > trigger.first && roles(&scene.words[first - 1]) & (role::ASIDE | role::THAT) != 0;
    (opens && scene.one_clause(first, trigger.end - 1) && !scene.words[verb(m)].shape.has(Shape::POSSESSIVE)).then_some(at)
}

/// Who does what a noun without an object names: "the withdrawal of *X*'s troops".
fn genitive(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    const OWN: [&str; 14] = [
        "withdrawal",
        "pullout",
        "pullback",
        "pull-out",
        "retreat",
        "departure",
        "resignation",
        "surrender",
        "deployment",
        "redeployment",
        "buildup",
        "build-up",
        "mobilisation",
        "mobilization",
    ];
    let of = (trigger.first..trigger.end).find(|&i| scene.is_one(i, &OWN)).filter(|&i| scene.is(i + 1, "of"))? + 1;
    let next = scene.mentions.partition_point(|m| m.span.start < scene.words[of].end);
    let first = scene.word_at(scene.mentions.get(next).filter(|m| is_actor(m))?.span.start);
    (first <= of + 3 && !scene.words[of..first].iter().any(|w| roles(w) & role::BY != 0)).then(|| scene.joined_on(next))
}

/// What a passive befalls: the name or the words before it; where a name or a preposition parts the two, what opens the clause.
fn patient(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    let named = acting(scene, trigger, None);
    let before = scene
        .word_before(trigger.first, role::LIGHT | role::BE | role::FUTURE | role::IRREALIS | role::WOULD | role::NEGATION | role::ALLEGED);
    let apart = before.is_none_or(|w| scene.hangs(w));
    let is_name = named.as_ref().is_some_and(|n| scene.mentions.iter().any(|m| n.contains(&*m.id)));
    let far = named.is_none() || apart && !is_name;
    if far { head(scene, trigger.first, false).or(named) } else { named }
}

/// The entity that the sentence is about: its first name that acts and that no preposition governs, else its first that acts.
pub(super) fn subject(scene: &Scene<'_>) -> Option<String> {
    let mut acting = scene.mentions.iter().filter(|m| is_actor(m)).take(NAMES);
    let first = acting.clone().next()?;
    let free = acting.find(|m| !scene.governed(m) && !scene.told(m)).unwrap_or(first);
    Some(free.id.clone().into_owned())
}

/// The nearest place, or country after a word of place; not across an aside.
pub(super) fn place(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    let named = |m: &&Mention<'_>| {
        let lead = || scene.word_before(scene.word_at(m.span.start), role::LIGHT).map_or(0, |w| roles(&scene.words[w]));
        PLACES.contains(&&*m.kind) || &*m.kind == "country" && lead() & role::PLACE != 0
    };
    let nearest = scene.mentions.iter().filter(named).min_by_key(|m| away(m.span, trigger))?;
    scene.reaches(nearest.span, trigger).then(|| nearest.id.clone().into_owned())
}

/// The nearest time of the sentence; not across an aside.
pub(super) fn date(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    let nearest = scene.times.iter().min_by_key(|t| away(t.span, trigger))?;
    scene.reaches(nearest.span, trigger).then(|| nearest.value.clone())
}

/// Bytes between a span and the trigger.
fn away(span: Span, trigger: &Trigger) -> u32 {
    span.start.max(trigger.span.end) - span.end.min(trigger.span.start)
}

/// The owner of a noun: "Ukraine's attack", "the Ukrainian attack", "its attack".
fn owner(scene: &Scene<'_>, trigger: &Trigger, subject: Option<&str>) -> Option<String> {
    let near = scene.mentions.iter().enumerate().rev().filter(|(_, m)| m.span.end <= trigger.span.start && is_actor(m)).take(2);
    for (index, m) in near {
        let end = scene.word_at(m.span.end);
        if end + 4 < trigger.first || !scene.one_clause(end.saturating_sub(1), trigger.first) {
            continue;
        }
        let possessive = scene.words.get(end).is_some_and(|w| w.shape.has(Shape::POSSESSIVE));
        if possessive || &*m.kind == "nationality" || end == trigger.first {
            return Some(scene.joined(index));
        }
    }
    let before = scene.words[trigger.first.checked_sub(1)?].text(scene.text);
    if ["its", "their", "his", "her"].iter().any(|w| before.eq_ignore_ascii_case(w)) {
        return nearest_name(scene, trigger).map(|i| scene.joined(i)).or_else(|| subject.map(str::to_owned));
    }
    None
}

/// The name before the trigger that acts: the nearest in its clause that no preposition governs, else the first such name of
/// the sentence, since what stands between two marks is an insertion.
fn nearest_name(scene: &Scene<'_>, trigger: &Trigger) -> Option<usize> {
    let before = scene.mentions.partition_point(|m| m.span.end <= trigger.span.start);
    let free = |&i: &usize| scene.acts(i);
    let from = scene.clause_start(trigger.first);
    let near = (0..before).rev().take(NAMES).take_while(|&i| scene.mentions[i].span.start >= from).find(free);
    near.or_else(|| (0..before).take(NAMES).find(free))
}

/// Who acts: a pronoun's antecedent, the nearest name before the trigger, or the words before it.
fn acting(scene: &Scene<'_>, trigger: &Trigger, subject: Option<&str>) -> Option<String> {
    let skip = role::LIGHT | role::BE | role::FUTURE | role::IRREALIS | role::WOULD | role::NEGATION | role::ALLEGED;
    let before = scene.word_before(trigger.first, skip);
    let flags = before.map_or(0, |w| roles(&scene.words[w]));
    if flags & role::SPEAKER != 0 {
        return scene.statement.and_then(|s| s.source_id.clone().or_else(|| s.source.clone()));
    }
    let name = urged(scene, trigger).or_else(|| nearest_name(scene, trigger));
    if is_complement(scene, trigger) {
        return name.map(|i| scene.joined(i)).or_else(|| office(scene, trigger)).or_else(|| subject.map(str::to_owned));
    }
    if flags & role::PRONOUN != 0 {
        let relative = before.and_then(|w| w.checked_sub(1).filter(|_| ["who", "which"].contains(&scene.words[w].text(scene.text))));
        let common = |&w: &usize| is_group(scene, w) && (w.saturating_sub(2)..=w).all(|i| !scene.is_named(i));
        if let Some(written) = relative.filter(common).and_then(|w| phrase(scene, Some(w), true)) {
            return Some(written);
        }
        return name.map(|i| scene.joined(i)).or_else(|| subject.map(str::to_owned));
    }
    let told = name.is_some_and(|i| {
        let (from, to) = (scene.word_at(scene.mentions[i].span.end), trigger.first);
        let mut between = scene.words[from..to].iter().map(roles);
        between.any(|r| r & role::SAYING != 0) && !between.any(|r| r & role::PRONOUN != 0)
    });
    match name {
        Some(i) if !told => Some(scene.joined(i)),
        _ => {
            let passive = is_passive(scene, trigger);
            let found = phrase(scene, before, !passive).or_else(|| name.map(|i| scene.joined(i))).or_else(|| office(scene, trigger));
            found.or_else(|| if passive { None } else { elided(scene, trigger) })
        }
    }
}

/// Whom somebody urges to act, whatever preposition governs the name: "called on *X* to stop shelling".
fn urged(scene: &Scene<'_>, trigger: &Trigger) -> Option<usize> {
    const GOING_ON: [&str; 9] = ["stop", "halt", "cease", "end", "keep", "continue", "start", "refrain", "from"];
    let own = |i: usize| i >= trigger.first || scene.is_one(i, &GOING_ON);
    let to = (trigger.first.saturating_sub(3)..=trigger.first).rev().find(|&i| scene.is(i, "to"))?;
    let name_end = if to > 0 && scene.is(to - 1, "not") { to - 1 } else { to };
    let named = scene.mentions.iter().rposition(|m| scene.words.partition_point(|w| w.start < m.span.end) == name_end && is_actor(m))?;
    let first = scene.word_at(scene.mentions[named].span.start);
    let lead = first.checked_sub(1)?;
    let lead = if scene.is(lead, "the") { lead.checked_sub(1)? } else { lead };
    let urges = scene.is_one(lead, &["on", "upon", "to", "for"]) && scene.one_clause(lead, first);
    ((to + 1..trigger.first).all(own) && urges).then_some(named)
}

/// Who acts in a clause that leaves its subject to an earlier one: "rebels attacked the mill, *killed* six and *fled*".
fn elided(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    let before = trigger.first.checked_sub(1)?;
    let fresh = scene.parted(before) || roles(&scene.words[before]) & role::AND != 0;
    (fresh && !is_group(scene, trigger.first)).then(|| head(scene, trigger.first, true)).flatten()
}

/// Who acts, by office or trade, in the clause of a verb that completes another: "congressional investigators have agreed to grant".
fn office(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    let from = scene.words.partition_point(|w| w.start < scene.clause_start(trigger.first));
    let pronoun = |i: usize| roles(&scene.words[i]) & role::PRONOUN != 0;
    let names = |i: usize| Lexicon::get().class(scene.words[i].hash).is(Class::SPEAKER) && !scene.hangs(i);
    let head = (from..trigger.first).find(|&i| pronoun(i) || names(i))?;
    if pronoun(head) { None } else { phrase(scene, Some(head), true) }
}

/// The actor of a passive or of a noun: the name after "by", after a noun also directly after "from".
fn source(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    let end = (trigger.end + REACH).min(scene.words.len());
    let from = (trigger.end < end && scene.words[trigger.end].text(scene.text) == "from").then_some(trigger.end);
    let by = from.or_else(|| (trigger.first + 1..end).find(|&i| roles(&scene.words[i]) & role::BY != 0));
    let Some(by) = by else { return blow(scene, trigger) };
    let next = scene.mentions.partition_point(|m| m.span.start < scene.words[by].end);
    if scene.mentions.get(next).is_some_and(|m| is_actor(m) && scene.word_at(m.span.start) <= by + 4) {
        return Some(scene.joined_on(next));
    }
    let last = (by + 1..(by + 5).min(scene.words.len()))
        .take_while(|&i| !scene.parted(i - 1) && roles(&scene.words[i]) & !role::LIGHT == 0)
        .last();
    phrase(scene, last, false).filter(|_| from.is_none())
}

/// Whose blow it was that somebody was hurt in: "were killed *in an X raid*".
fn blow(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    const BLOWS: [&str; 14] = [
        "strike",
        "strikes",
        "airstrike",
        "airstrikes",
        "air",
        "raid",
        "raids",
        "attack",
        "attacks",
        "shelling",
        "bombing",
        "bombardment",
        "ambush",
        "offensive",
    ];
    let next = scene.mentions.partition_point(|m| m.span.start < scene.words[trigger.end - 1].end);
    let m = scene.mentions.get(next).filter(|m| matches!(&*m.kind, "nationality" | "armed_group" | "country"))?;
    let (first, end) = (scene.word_at(m.span.start), scene.words.partition_point(|w| w.start < m.span.end));
    let lead = scene.word_before(first, role::LIGHT)?;
    let named = scene.is_one(end, &BLOWS);
    let within = lead >= trigger.end && scene.is(lead, "in") && scene.one_clause(trigger.end, first);
    (named && within).then(|| m.id.clone().into_owned())
}

/// To whom: the first name after byte `from` of the trigger, in its clause, and those that "and" joins to it.
fn recipient(scene: &Scene<'_>, trigger: &Trigger, from: u32) -> Option<String> {
    let quote = scene.quoted.iter().find(|q| q.contains(trigger.span));
    for (index, m) in scene.mentions.iter().enumerate().filter(|(_, m)| m.span.start >= from).take(3) {
        let at = scene.word_at(m.span.start);
        if at > trigger.end + REACH || !scene.one_clause(trigger.first, at) {
            return None;
        }
        if quote.is_some_and(|q| !q.contains(m.span)) {
            return None;
        }
        let lead = scene.word_before(at, role::LIGHT).map_or(0, |w| roles(&scene.words[w]));
        if lead & role::BY != 0 {
            return None;
        }
        let target = lead & role::TARGET != 0;
        if is_actor(m) && (target || lead & role::PLACE == 0) {
            return Some(scene.joined_on(index));
        }
        if target && PLACES.contains(&&*m.kind) {
            return Some(m.id.clone().into_owned());
        }
    }
    None
}
