//! Who a noun phrase names.

use super::Scene;
use super::clause::{Range, Use};
use super::lists::List;
use super::scene::is_actor;
use super::verbs::{form, forms};
use super::words::{role, roles};
use crate::extract::clauses::lexicon::{Class, Lexicon};
use crate::text::Shape;

/// Plurals that count.
const COUNTS: &[&str] = &["tens", "dozens", "scores", "hundreds", "thousands", "millions"];

impl Scene<'_> {
    /// Who a noun phrase names: ids, or its words as written where no list has them.
    pub(super) fn who(&self, phrase: Range, depth: u32) -> Option<String> {
        let Range { mut start, end } = phrase;
        if depth == 0 {
            return None;
        }
        while start < end
            && (self.is_and_at(start) || Lexicon::get().class(self.words[start].hash).is(Class::ADVERB) && self.named(start).is_none())
        {
            start += 1;
        }
        // "At least 12 people", "about 200 fighters" are governed by nothing.
        start = self.amount_at(start).unwrap_or(start).min(end);
        // "On Monday Chad", "In Madrid the minister": what the preposition governs ends with a name or a time.
        if start < end && self.named(start).is_none() && self.is_preposition(start) {
            let mut at = start + 1;
            while at < end && !self.closes(at) {
                at += 1;
            }
            while at < end && self.closes(at) && !(self.named(at).is_some() && at > start + 1 && self.named(at) != self.named(at - 1)) {
                at += 1;
            }
            start = at;
        }
        if start >= end {
            return None;
        }
        if end - start == 1 && self.named(start).is_none() && roles(&self.words[start]) & (role::PRONOUN | role::SPEAKER) != 0 {
            return if self.is_any(start, &["who", "which", "country", "nation"]) {
                None
            } else {
                self.antecedent(start, depth.saturating_sub(1))
            };
        }
        let ends = |k: usize| self.is_preposition(k) || self.verb(k).is_some() || self.takes_to(k);
        let core = (start + 1..end).find(|&k| self.named(k).is_none() && ends(k)).unwrap_or(end);
        let head = core - 1;
        // "Tens of thousands of students": those who are counted.
        if core < end && self.is(core, "of") && self.is_any(head, COUNTS) {
            if end == core + 2 && self.is_any(core + 1, COUNTS) {
                return Some(self.text[self.words[head].start as usize..self.words[core + 1].end as usize].to_owned());
            }
            return self.who(core + 1..end, depth - 1);
        }
        let in_core =
            |m: &usize| self.mentions[*m].span.start >= self.words[start].start && self.mentions[*m].span.end <= self.words[head].end;
        let last = (0..self.mentions.len()).rev().filter(in_core).find(|&m| is_actor(&self.mentions[m]) && !self.compound(m));
        let Some(m) = last else {
            if core < end && roles(&self.words[core]) & role::BY != 0 {
                return self.after_by(core, depth - 1);
            }
            // "A raid carried out by X killed nine"
            let event = self.named(head).is_none() && forms(&self.words[head]) & form::NOUN != 0;
            if self.agent && event && core < end && self.verb(core) == Some(Use::Participle) {
                return self.after_by(core + 1, depth - 1);
            }
            if self.is_any(start, &["its", "their", "his", "her"]) && self.agent {
                // "Called on *his rival* to concede", "we urge *its army* to leave": another than who says so.
                return if self.listed(head, List::Others) || self.is_asked_by_speaker(start) {
                    Scene { agent: false, ..*self }.words_of(start + 1, head)
                } else {
                    self.owner_by_pronoun(start, depth)
                };
            }
            let speaker = || self.speaking(start, head).filter(|_| self.agent);
            return self.led(head, core, end).or_else(speaker).or_else(|| self.words_of(start, head)).or_else(|| self.body_of(start, head));
        };
        let mention = &self.mentions[m];
        let after = self.words.partition_point(|w| w.start < mention.span.end);
        if after > head {
            return Some(self.joined(m));
        }
        // Of what a name owns or describes: "Chad's army", "Syrian jets".
        if self.listed(head, List::Others) {
            return self.words_of(after, head);
        }
        if self.named(head).is_some_and(|h| h != m) {
            return None;
        }
        let own = self.words[after].shape.has(Shape::POSSESSIVE)
            || &*mention.kind == "nationality"
            || matches!(&*mention.kind, "armed_group" | "organization" | "government");
        let body = Lexicon::get().class(self.words[head].hash).is(Class::SPEAKER)
            || mention.span.text(self.text).len() <= 4
            || &*mention.kind == "person";
        if own || body { Some(self.joined(m)) } else { None }
    }

    /// The number before which words at `i` tell how nearly it is meant: "*about* 200", "*at least* 12", "*more than* 30", "*up to* 70".
    pub(super) fn amount_at(&self, i: usize) -> Option<usize> {
        let pair = |k: usize, first: &[&str], then: &[&str]| self.is_any(k, first) && self.is_any(k + 1, then);
        let lead = match () {
            () if self.is_any(i, &["about", "around", "some", "over", "nearly", "almost", "roughly", "approximately", "under"]) => 1,
            () if pair(i, &["at"], &["least", "most"]) || pair(i, &["up"], &["to"]) || pair(i, &["close"], &["to"]) => 2,
            () if pair(i, &["more", "fewer", "less", "other"], &["than"]) => 2,
            () if self.is_any(i, &["as", "no"]) && pair(i + 1, &["many", "few", "fewer", "more", "less"], &["as", "than"]) => 3,
            () => return None,
        };
        // "At least" and "at most" count what no figure does, too.
        let counts = i + lead < self.words.len() && (self.is_number(i + lead) || self.is(i, "at") || self.is(i + lead, "a"));
        (counts && self.named(i).is_none()).then_some(i + lead)
    }

    /// True if "we" or "I" ask or blame whom the phrase at word `i` names, which cannot be theirs: theirs would be "ours".
    fn is_asked_by_speaker(&self, i: usize) -> bool {
        let verb = self.verb_before(i).filter(|&k| forms(&self.words[k]) & (form::CONTROL | form::BLAME) != 0);
        let subject = verb.and_then(|k| self.before(k)).and_then(|k| if self.is_auxiliary(k) { self.before(k) } else { Some(k) });
        subject.is_some_and(|k| roles(&self.words[k]) & role::SPEAKER != 0)
    }

    fn is_and_at(&self, i: usize) -> bool {
        self.named(i).is_none() && Lexicon::get().class(self.words[i].hash).is(Class::CONJUNCTION)
    }

    /// True if word `i` ends what a preposition governs: a name, a time.
    fn closes(&self, i: usize) -> bool {
        let word = &self.words[i];
        self.named(i).is_some()
            || Lexicon::get().class(word.hash).is(Class::TIME)
            || self.times.iter().any(|t| t.span.start <= word.start && word.end <= t.span.end)
    }

    /// True if a hyphen makes a name part of a longer word: "US-made", "Rwanda-backed".
    fn compound(&self, m: usize) -> bool {
        let end = self.words.partition_point(|w| w.start < self.mentions[m].span.end);
        end > 0 && self.hyphened(end - 1)
    }

    /// Whom a body or its members belong to: "the navy of Pakistan", "the president of Kenya".
    fn led(&self, head: usize, core: usize, end: usize) -> Option<String> {
        let belongs =
            core < end && self.is_any(core, &["of", "for", "from"]) && Lexicon::get().class(self.words[head].hash).is(Class::SPEAKER);
        let first = (core + 1..end).find(|&k| !self.is_determiner(k)).filter(|_| belongs)?;
        let m = self.named(first).filter(|&m| is_actor(&self.mentions[m]) && &*self.mentions[m].kind != "person" && !self.compound(m))?;
        let after = self.words.partition_point(|w| w.start < self.mentions[m].span.end);
        let ends = after >= end || self.is_preposition(after) || self.parted(after - 1);
        ends.then(|| self.mentions[m].id.clone().into_owned())
    }

    /// Whose a thing is, by a noun before it: "an army drone".
    fn body_of(&self, start: usize, head: usize) -> Option<String> {
        let body = head.checked_sub(1).filter(|&k| self.agent && k >= start && self.named(k).is_none())?;
        let group = Lexicon::get().class(self.words[body].hash);
        (group.is(Class::GROUP) && !group.is(Class::CUE)).then(|| self.written(body).to_owned())
    }

    /// The words of a phrase, as written: "masked gunmen"; only such as can act.
    fn words_of(&self, start: usize, head: usize) -> Option<String> {
        // What the name of a treaty or a place does, nobody does.
        if self.agent && self.named(head).is_some() { None } else { phrase(self, head, start) }
    }
}

/// The words `..=last` of a phrase that begins no earlier than `start`, as written: "masked gunmen"; for an agent only such as can act.
fn phrase(scene: &Scene<'_>, last: usize, start: usize) -> Option<String> {
    let fits = |i: usize| {
        (roles(&scene.words[i]) == 0 || scene.is_the_west(i)) && !scene.words[i].shape.has(Shape::POSSESSIVE) && !scene.is_temporal(i)
    };
    if !fits(last) {
        return None;
    }
    let mut first = last;
    let joins = |k: usize| {
        let hyphened = scene.hyphened(k) || k > 0 && scene.hyphened(k - 1);
        fits(k) && !(scene.parted(k) || scene.is_determiner(k) || hyphened)
    };
    while first > start && last - first < 3 && joins(first - 1) {
        first -= 1;
    }
    // "At least 14 drones": how many is not who.
    while scene.agent && first < last && is_amount(scene, first) {
        first += 1;
    }
    let written = &scene.text[scene.words[first].start as usize..scene.words[last].end as usize];
    let nobody = ["nobody", "none", "nothing", "one"].iter().any(|w| written.eq_ignore_ascii_case(w));
    let names =
        !nobody && if scene.agent { !is_amount(scene, last) && can_act(scene, last) } else { !written.chars().all(char::is_numeric) };
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
    const EVENTS: [&str; 14] = [
        "sanctions",
        "talks",
        "tariffs",
        "measures",
        "operations",
        "exercises",
        "drills",
        "hostilities",
        "negotiations",
        "elections",
        "tensions",
        "relations",
        "casualties",
        "clashes",
    ];
    let force = written.ends_with('s') && List::is_force(&written.to_lowercase());
    let event = !force && forms(word) & form::NOUN != 0 && !Lexicon::get().class(word.hash).is(Class::SPEAKER) || scene.is_any(i, &EVENTS);
    let plural = !event
        && !scene.is_determiner(i)
        && !scene.is_that(i)
        && (written.ends_with('s') && !written.ends_with("ss") || written.ends_with("men"));
    // The capital of a first word is that of the sentence.
    word.shape.has(Shape::CAPITAL) && i > 0 || plural || Lexicon::get().class(word.hash).is(Class::SPEAKER)
}
