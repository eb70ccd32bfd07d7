//! Who acts, on whom, where and when: read off word order, voice and prepositions around a trigger.

use super::words::{role, roles};
use super::{Scene, Trigger};
use crate::extract::lexicon::{Class, Lexicon};
use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::{Shape, Word};

/// Types of names that act.
const ACTORS: &[&str] = &["country", "government", "organization", "person", "armed_group", "nationality"];
/// Types of names where something happens.
const PLACES: &[&str] = &["place", "facility"];
/// How many words from a trigger its recipient, or the actor of a passive, can stand.
const REACH: usize = 14;
/// How many words before its verb a subject can stand.
const CLAUSE: usize = 40;
/// How many names before a trigger are looked at for its actor.
const NAMES: usize = 8;

/// Actor and recipient: entity ids joined by `;`, or the words of the text. `subject` is the last sentence's.
pub(super) fn who(scene: &Scene<'_>, trigger: &Trigger, subject: Option<&str>) -> (Option<String>, Option<String>) {
    let after = recipient(scene, trigger);
    if is_noun(scene, trigger) && !is_complement(scene, trigger) {
        let owner = owner(scene, trigger, subject).or_else(|| source(scene, trigger));
        let hangs =
            scene.word_before(trigger.first, role::LIGHT).is_some_and(|w| roles(&scene.words[w]) & (role::PREPOSITION | role::ASIDE) != 0);
        let actor = owner.or_else(|| if hangs { None } else { nearest_name(scene, trigger).map(|i| scene.joined(i)) });
        let after = after.filter(|r| actor.as_ref() != Some(r));
        return (actor, after);
    }
    if is_passive(scene, trigger) {
        return (source(scene, trigger), acting(scene, trigger, None));
    }
    let actor = acting(scene, trigger, subject);
    let after = after.filter(|r| actor.as_ref() != Some(r));
    (actor, after)
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

fn is_actor(m: &Mention<'_>) -> bool {
    ACTORS.contains(&&*m.kind)
}

impl Scene<'_> {
    /// Index of the first word that ends after a byte offset.
    fn word_at(&self, offset: u32) -> usize {
        self.words.partition_point(|w| w.end <= offset)
    }

    /// The word before word `at`, words with any flag of `skip` passed over (at most four), in the same clause.
    fn word_before(&self, at: usize, skip: u32) -> Option<usize> {
        let nearest = (at.saturating_sub(5)..at).rev().take_while(|&i| !self.parted(i));
        nearest.into_iter().find(|&i| roles(&self.words[i]) & skip == 0)
    }

    /// True if a preposition governs a name: "the mayor of X", "talks with X".
    fn governed(&self, m: &Mention<'_>) -> bool {
        self.word_before(self.word_at(m.span.start), role::LIGHT).is_some_and(|w| roles(&self.words[w]) & role::PREPOSITION != 0)
    }

    /// True if something is told to a name that is not told to act: "officials told X that".
    fn told(&self, m: &Mention<'_>) -> bool {
        const TELLING: [&str; 4] = ["told", "tells", "tell", "telling"];
        let is = |i: usize, word: &str| self.words[i].text(self.text).eq_ignore_ascii_case(word);
        let before = self.word_before(self.word_at(m.span.start), role::LIGHT);
        let after = self.words.partition_point(|w| w.start < m.span.end);
        let to_act = after < self.words.len() && is(after, "to");
        !to_act && before.is_some_and(|w| TELLING.iter().any(|t| is(w, t)))
    }

    /// True if a preposition governs the noun phrase that ends with word `at`, as far as its words do nothing else: "in early June".
    fn hangs(&self, at: usize) -> bool {
        let before = (at.saturating_sub(5)..at).rev().take_while(|&i| !self.parted(i)).map(|i| roles(&self.words[i]));
        before.into_iter().find(|r| r & !role::LIGHT != 0).is_some_and(|r| r & role::PREPOSITION != 0)
    }

    /// Where the clause of word `at` begins, looking back at most so far as a name can act.
    fn clause_start(&self, at: usize) -> u32 {
        let first = (at.saturating_sub(CLAUSE)..at).rev().take_while(|&i| !self.parted(i)).last().unwrap_or(at);
        self.words[first].start
    }

    /// True if words `a..b` stand in one clause.
    fn one_clause(&self, a: usize, b: usize) -> bool {
        (a..b).all(|i| !self.parted(i))
    }

    /// True if no aside opens between a span and the trigger.
    fn reaches(&self, span: Span, trigger: &Trigger) -> bool {
        let (first, end) = (self.word_at(span.start), self.words.partition_point(|w| w.start < span.end));
        let between = if first >= trigger.end { trigger.end..first } else { end.min(trigger.first)..trigger.first };
        let opens = |w: &Word| roles(w) & role::ASIDE != 0;
        let clause = self.words.partition_point(|w| w.start < self.clause_start(first));
        let apart = trigger.first >= first && !self.one_clause(first, trigger.first) && self.words[clause..first].iter().any(opens);
        !apart && !self.words[between].iter().any(opens)
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
        || scene.mentions.iter().any(|m| m.span.end == before.end && matches!(&*m.kind, "nationality" | "place"))
        || scene.mentions.iter().any(|m| &*m.kind == "conflict" && m.span.overlaps(trigger.span))
}

/// True if the trigger completes another verb: "to withdraw", "accused of shelling".
fn is_complement(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let Some(before) = trigger.first.checked_sub(1).map(|i| scene.words[i].text(scene.text)) else { return false };
    let gerund = scene.words[trigger.first].text(scene.text).ends_with("ing");
    before.eq_ignore_ascii_case("to") || gerund && ["of", "for", "from", "by"].iter().any(|w| before.eq_ignore_ascii_case(w))
}

fn is_passive(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let word = |i: usize| scene.words[i].text(scene.text);
    let near = trigger.first.saturating_sub(3)..trigger.first;
    // "was preparing sanctions", "is ready to impose": the subject acts.
    let active = |i: usize| word(i).eq_ignore_ascii_case("to") || word(i).ends_with("ing") && !word(i).eq_ignore_ascii_case("being");
    let be = |i: usize| roles(&scene.words[i]) & role::BE != 0;
    let infinitive = word(trigger.first).eq_ignore_ascii_case("to");
    let before = !infinitive && near.rev().take_while(|&i| !scene.parted(i) && !active(i)).any(be) && !word(trigger.first).ends_with("ing");
    // The hit may hold the auxiliary itself: "was shelled", "were hit by".
    let by = |i: usize| scene.words.get(i).is_some_and(|w| roles(w) & role::BY != 0);
    let after_be = |i: usize| word(i).ends_with("ed") || word(i).ends_with('n') || by(i + 1);
    let head = |i: usize| roles(&scene.words[i]) == 0 && after_be(i);
    before || be(trigger.first) && (trigger.first + 1..trigger.end).find(|&i| roles(&scene.words[i]) & role::LIGHT == 0).is_some_and(head)
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
    let free = |&i: &usize| {
        let m = &scene.mentions[i];
        is_actor(m) && !scene.governed(m) && !scene.told(m)
    };
    let from = scene.clause_start(trigger.first);
    let near = (0..before).rev().take(NAMES).take_while(|&i| scene.mentions[i].span.start >= from).find(free);
    near.or_else(|| (0..before).take(NAMES).find(free))
}

/// Who acts: a pronoun's antecedent, the nearest name before the trigger, or the words before it.
fn acting(scene: &Scene<'_>, trigger: &Trigger, subject: Option<&str>) -> Option<String> {
    let skip = role::LIGHT | role::BE | role::FUTURE | role::IRREALIS | role::NEGATION | role::ALLEGED;
    let before = scene.word_before(trigger.first, skip);
    let flags = before.map_or(0, |w| roles(&scene.words[w]));
    if flags & role::SPEAKER != 0 {
        return scene.statement.and_then(|s| s.source_id.clone().or_else(|| s.source.clone()));
    }
    let name = nearest_name(scene, trigger);
    if is_complement(scene, trigger) {
        return name.map(|i| scene.joined(i)).or_else(|| office(scene, trigger)).or_else(|| subject.map(str::to_owned));
    }
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
        _ => {
            phrase(scene, before, !is_passive(scene, trigger)).or_else(|| name.map(|i| scene.joined(i))).or_else(|| office(scene, trigger))
        }
    }
}

/// Who acts, by office or trade, in the clause of a verb that completes another: "congressional investigators have agreed to grant".
fn office(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    let from = scene.words.partition_point(|w| w.start < scene.clause_start(trigger.first));
    let pronoun = |i: usize| roles(&scene.words[i]) & role::PRONOUN != 0;
    let names = |i: usize| Lexicon::get().class(scene.words[i].hash).is(Class::SPEAKER) && !scene.hangs(i);
    let head = (from..trigger.first).find(|&i| pronoun(i) || names(i))?;
    if pronoun(head) { None } else { phrase(scene, Some(head), true) }
}

/// The words before a verb, as written: "masked gunmen"; for an agent only words that can act.
fn phrase(scene: &Scene<'_>, last: Option<usize>, agent: bool) -> Option<String> {
    let last = last.filter(|&w| roles(&scene.words[w]) == 0 && !(agent && scene.hangs(w)))?;
    let mut first = last;
    while first > 0 && last - first < 3 && !scene.parted(first - 1) && roles(&scene.words[first - 1]) == 0 {
        first -= 1;
    }
    // "At least 14 drones": how many is not who.
    while agent && first < last && is_amount(scene, first) {
        first += 1;
    }
    let written = &scene.text[scene.words[first].start as usize..scene.words[last].end as usize];
    let nobody = ["nobody", "none", "nothing", "one"].iter().any(|w| written.eq_ignore_ascii_case(w));
    let names = !nobody && if agent { !is_amount(scene, last) && can_act(scene, last) } else { !written.chars().all(char::is_numeric) };
    names.then(|| written.to_owned())
}

/// True for words that tell how many.
fn is_amount(scene: &Scene<'_>, i: usize) -> bool {
    const AMOUNTS: [&str; 12] = ["least", "most", "more", "about", "some", "both", "all", "many", "several", "nearly", "almost", "but"];
    let word = &scene.words[i];
    word.shape.has(Shape::DIGIT) || AMOUNTS.iter().any(|a| word.text(scene.text).eq_ignore_ascii_case(a))
}

/// True for a word that can name who acts: a name, a person or body by office or trade, or a plural.
fn can_act(scene: &Scene<'_>, i: usize) -> bool {
    let word = &scene.words[i];
    let written = word.text(scene.text);
    let plural = written.ends_with('s') && !written.ends_with("ss") || written.ends_with("men");
    word.shape.has(Shape::CAPITAL) || plural || Lexicon::get().class(word.hash).is(Class::SPEAKER)
}

/// The actor of a passive or of a noun: the name after "by", after a noun also directly after "from".
fn source(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    let end = (trigger.end + REACH).min(scene.words.len());
    let from = (trigger.end < end && scene.words[trigger.end].text(scene.text) == "from").then_some(trigger.end);
    let by = from.or_else(|| (trigger.first + 1..end).find(|&i| roles(&scene.words[i]) & role::BY != 0))?;
    let next = scene.mentions.partition_point(|m| m.span.start < scene.words[by].end);
    let named = scene.mentions.get(next).filter(|m| is_actor(m) && scene.word_at(m.span.start) <= by + 4);
    if let Some(m) = named {
        return Some(m.id.clone().into_owned());
    }
    let last = (by + 1..(by + 5).min(scene.words.len()))
        .take_while(|&i| !scene.parted(i - 1) && roles(&scene.words[i]) & !role::LIGHT == 0)
        .last();
    phrase(scene, last, false).filter(|_| from.is_none())
}

/// To whom: the first name after the trigger's first word, in its clause.
fn recipient(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    let from = scene.words[trigger.first].end;
    let quote = scene.quoted.iter().find(|q| q.contains(trigger.span));
    for m in scene.mentions.iter().filter(|m| m.span.start >= from).take(3) {
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
        if is_actor(m) && (target || lead & role::PLACE == 0) || target && PLACES.contains(&&*m.kind) {
            return Some(m.id.clone().into_owned());
        }
    }
    None
}
