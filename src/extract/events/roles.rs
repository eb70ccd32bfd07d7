//! Who acts, on whom, where and when: read off word order, voice and prepositions around a trigger.

use super::words::{role, roles};
use super::{Scene, Trigger};
use crate::gazetteer::Mention;
use crate::text::Shape;

/// Types of names that act.
const ACTORS: &[&str] = &["country", "government", "organization", "person", "armed_group", "nationality"];
/// Types of names where something happens.
const PLACES: &[&str] = &["place", "facility"];
/// How many words from a trigger its recipient, or the actor of a passive, can stand.
const REACH: usize = 14;
/// How many names before a trigger are looked at for its actor.
const NAMES: usize = 8;

/// Actor and recipient: entity ids joined by `;`, or the words of the text. `subject` is the last sentence's.
pub(super) fn who(scene: &Scene<'_>, trigger: &Trigger, subject: Option<&str>) -> (Option<String>, Option<String>) {
    let after = recipient(scene, trigger);
    if is_noun(scene, trigger) {
        let owner = owner(scene, trigger, subject).or_else(|| by(scene, trigger));
        let hangs =
            scene.word_before(trigger.first, role::LIGHT).is_some_and(|w| roles(&scene.words[w]) & (role::PREPOSITION | role::ASIDE) != 0);
        let actor = owner.or_else(|| if hangs { None } else { acting(scene, trigger, subject) });
        let after = after.filter(|r| actor.as_ref() != Some(r));
        return (actor, after);
    }
    if is_passive(scene, trigger) {
        return (by(scene, trigger), acting(scene, trigger, None));
    }
    let actor = acting(scene, trigger, subject);
    let after = after.filter(|r| actor.as_ref() != Some(r));
    (actor, after)
}

/// The entity that the sentence is about: its first name that acts and that no preposition governs, else its first that acts.
pub(super) fn subject(scene: &Scene<'_>) -> Option<String> {
    let mut acting = scene.mentions.iter().filter(|m| is_actor(m)).take(NAMES);
    let first = acting.clone().next()?;
    let free = acting.find(|m| !scene.governed(m)).unwrap_or(first);
    Some(free.id.clone().into_owned())
}

/// The nearest place, or country after a word of place.
pub(super) fn place(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    let here = |m: &&Mention<'_>| {
        PLACES.contains(&&*m.kind)
            || &*m.kind == "country"
                && scene.word_before(scene.word_at(m.span.start), role::LIGHT).is_some_and(|w| roles(&scene.words[w]) & role::PLACE != 0)
    };
    let away = |m: &&Mention<'_>| m.span.start.max(trigger.span.end) - m.span.end.min(trigger.span.start);
    scene.mentions.iter().filter(here).min_by_key(away).map(|m| m.id.clone().into_owned())
}

/// The nearest time of the sentence.
pub(super) fn date(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    scene.times.iter().min_by_key(|t| t.span.start.max(trigger.span.end) - t.span.end.min(trigger.span.start)).map(|t| t.value.clone())
}

fn is_actor(m: &Mention<'_>) -> bool {
    ACTORS.contains(&&*m.kind)
}

impl Scene<'_> {
    /// Index of the first word that ends after a byte offset.
    fn word_at(&self, offset: u32) -> usize {
        self.words.partition_point(|w| w.end <= offset)
    }

    /// The word before word `at`, words with any flag of `skip` passed over (at most four), in the same clause.
    fn word_before(&self, at: usize, skip: u16) -> Option<usize> {
        let nearest = (at.saturating_sub(5)..at).rev().take_while(|&i| !self.parted(i));
        nearest.into_iter().find(|&i| roles(&self.words[i]) & skip == 0)
    }

    /// True if a preposition governs a name: "the mayor of X", "talks with X".
    fn governed(&self, m: &Mention<'_>) -> bool {
        self.word_before(self.word_at(m.span.start), role::LIGHT).is_some_and(|w| roles(&self.words[w]) & role::PREPOSITION != 0)
    }

    /// True if words `a..b` stand in one clause.
    fn one_clause(&self, a: usize, b: usize) -> bool {
        (a..b).all(|i| !self.parted(i))
    }

    /// Ids of a name and of those that "and" or a comma joins to it at its left.
    fn joined(&self, index: usize) -> String {
        let mut ids = vec![&*self.mentions[index].id];
        let mut at = index;
        while at > 0 && ids.len() < 4 && is_actor(&self.mentions[at - 1]) {
            let (left, right) = (&self.mentions[at - 1], &self.mentions[at]);
            let between = &self.words[self.word_at(left.span.end)..self.word_at(right.span.start)];
            let and = between.iter().any(|w| roles(w) & role::AND != 0);
            let light = between.iter().all(|w| roles(w) & (role::AND | role::LIGHT) != 0 && !w.shape.has(Shape::POSSESSIVE));
            if !(and && light && left.span.end <= right.span.start) {
                break;
            }
            ids.insert(0, &*left.id);
            at -= 1;
        }
        ids.dedup();
        ids.join(";")
    }
}

/// True if the trigger is a noun: an article, possessive or adjective stands before it.
fn is_noun(scene: &Scene<'_>, trigger: &Trigger) -> bool {
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
        || scene.mentions.iter().any(|m| m.span.end == before.end && (&*m.kind == "nationality" || m.span.start > trigger.span.start))
        || scene.mentions.iter().any(|m| &*m.kind == "conflict" && m.span.overlaps(trigger.span))
}

fn is_passive(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let first = scene.words[trigger.first].text(scene.text);
    let near = trigger.first.saturating_sub(3)..trigger.first;
    !first.ends_with("ing") && near.rev().take_while(|&i| !scene.parted(i)).any(|i| roles(&scene.words[i]) & role::BE != 0)
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

/// The nearest name before the trigger that acts and that no preposition governs.
fn nearest_name(scene: &Scene<'_>, trigger: &Trigger) -> Option<usize> {
    let before = scene.mentions.partition_point(|m| m.span.end <= trigger.span.start);
    (0..before).rev().take(NAMES).find(|&i| is_actor(&scene.mentions[i]) && !scene.governed(&scene.mentions[i]))
}

/// Who acts: a pronoun's antecedent, the nearest name before the trigger, or the words before it.
fn acting(scene: &Scene<'_>, trigger: &Trigger, subject: Option<&str>) -> Option<String> {
    let skip = role::LIGHT | role::BE | role::FUTURE | role::IRREALIS | role::NEGATION;
    let before = scene.word_before(trigger.first, skip);
    let flags = before.map_or(0, |w| roles(&scene.words[w]));
    if flags & role::SPEAKER != 0 {
        return scene.statement.and_then(|s| s.source_id.clone().or_else(|| s.source.clone()));
    }
    let name = nearest_name(scene, trigger);
    if flags & role::PRONOUN != 0 {
        return name.map(|i| scene.joined(i)).or_else(|| subject.map(str::to_owned));
    }
    let told = name.is_some_and(|i| {
        let (from, to) = (scene.word_at(scene.mentions[i].span.end), trigger.first);
        let mut between = scene.words[from..to].iter().map(roles);
        between.any(|r| r & role::SAYING != 0) && !between.any(|r| r & role::PRONOUN != 0)
    });
    match name {
        Some(i) if !told => Some(scene.joined(i)),
        _ => phrase(scene, before).or_else(|| name.map(|i| scene.joined(i))),
    }
}

/// The words before a verb, as written: "masked gunmen".
fn phrase(scene: &Scene<'_>, last: Option<usize>) -> Option<String> {
    let last = last.filter(|&w| roles(&scene.words[w]) == 0)?;
    let mut first = last;
    while first > 0 && last - first < 3 && !scene.parted(first - 1) && roles(&scene.words[first - 1]) == 0 {
        first -= 1;
    }
    let written = &scene.text[scene.words[first].start as usize..scene.words[last].end as usize];
    (!written.chars().all(char::is_numeric)).then(|| written.to_owned())
}

/// The actor of a passive or of a noun: the first name after "by".
fn by(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    let end = (trigger.end + REACH).min(scene.words.len());
    let by = (trigger.end..end).find(|&i| roles(&scene.words[i]) & role::BY != 0)?;
    let index = scene.mentions.iter().position(|m| m.span.start >= scene.words[by].end && is_actor(m))?;
    let first = scene.word_at(scene.mentions[index].span.start);
    if first <= by + 4 {
        return Some(scene.mentions[index].id.clone().into_owned());
    }
    phrase(scene, (by + 1..(by + 4).min(scene.words.len())).take_while(|&i| roles(&scene.words[i]) & !role::LIGHT == 0).last())
}

/// To whom: the first name after the trigger's first word, in its clause.
fn recipient(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    let from = scene.words[trigger.first].end;
    for m in scene.mentions.iter().filter(|m| m.span.start >= from).take(3) {
        let at = scene.word_at(m.span.start);
        if at > trigger.end + REACH || !scene.one_clause(trigger.first, at.saturating_sub(1)) {
            return None;
        }
        let lead = scene.word_before(at, role::LIGHT).map_or(0, |w| roles(&scene.words[w]));
        if lead & role::BY != 0 {
            return None;
        }
        let target = lead & role::TARGET != 0;
        if is_actor(m) && (target || lead & role::PLACE == 0) || target && PLACES.contains(&&*m.kind) {
            return Some(m.id.clone().into_owned());
        }
    }
    None
}
