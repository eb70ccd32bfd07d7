//! Where and when an event is set: the nearest place and time that are those of the event, not of who speaks of it, of another event
//! or of a photograph.

use super::clause::Use;
use super::roles::{self as parts, PLACES};
use super::verbs::{form, forms};
use super::words::{role, roles};
use super::{SPOKEN, Scene, Trigger};
use crate::extract::times::Time;
use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::Shape;

/// The nearest place, or country after a word of place; not across an aside, and not where the speaker is.
pub(super) fn place(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    let named = |m: &&Mention<'_>| {
        let lead = || scene.word_before(scene.word_at(m.span.start), role::LIGHT).map_or(0, |w| roles(&scene.words[w]));
        let place = PLACES.contains(&&*m.kind) || &*m.kind == "country" && lead() & role::PLACE != 0;
        place && !scene.seats_speaker(m.span, trigger)
    };
    let nearest = scene.mentions.iter().filter(named).min_by_key(|m| away(m.span, trigger))?;
    scene.reaches(nearest.span, trigger).then(|| nearest.id.clone().into_owned())
}

/// The nearest time of the sentence; not across an aside, nor beyond what another event or verb hangs on, nor that of a picture or of
/// the saying.
pub(super) fn date(scene: &Scene<'_>, trigger: &Trigger, label: &str) -> Option<String> {
    let fits = |t: &&Time| !scene.dates_picture(t.span) && !scene.dates_saying(t.span, trigger, label);
    let nearest = scene.times.iter().filter(fits).min_by_key(|t| away(t.span, trigger))?;
    let own = !scene.is_of_another(nearest.span, trigger) && !scene.dates_another(nearest.span, trigger, label);
    (scene.reaches(nearest.span, trigger) && own).then(|| nearest.value.clone())
}

/// Bytes between a span and the trigger.
fn away(span: Span, trigger: &Trigger) -> u32 {
    span.start.max(trigger.span.end) - span.end.min(trigger.span.start)
}

impl Scene<'_> {
    /// True if a place goes with whoever says what the trigger tells: "the ministry in X said that", "…, officials in X said".
    fn seats_speaker(&self, span: Span, trigger: &Trigger) -> bool {
        let (first, end) = (self.word_at(span.start), self.words.partition_point(|w| w.start < span.end));
        let says = |i: usize| roles(&self.words[i]) & role::SAYING != 0 && !(trigger.first..trigger.end).contains(&i);
        // Before the trigger: a word of saying stands between, and the place hangs on whoever says it.
        if end <= trigger.first && (end..trigger.first).any(says) {
            return true;
        }
        // After it: the place stands in a stretch of its own, before or after a word of saying.
        if first >= trigger.end && !self.one_clause(trigger.end - 1, first) {
            let from = self.clause_start(first);
            let to = (end..self.words.len()).find(|&i| self.parted(i - 1)).unwrap_or(self.words.len());
            return from >= trigger.end && (from..to).any(says);
        }
        false
    }

    /// True if a time tells when a picture was taken: "pictured on Monday", "in footage released on Monday".
    fn dates_picture(&self, span: Span) -> bool {
        const TAKEN: [&str; 6] = ["pictured", "photographed", "filmed", "taken", "captioned", "posted"];
        const PICTURES: [&str; 9] = ["footage", "photo", "photos", "photograph", "picture", "pictures", "image", "images", "video"];
        let first = self.word_at(span.start);
        let near = (first.saturating_sub(4)..first).rev().take_while(|&i| !self.parted(i));
        let mut near = near.filter(|&i| self.named(i).is_none());
        near.any(|i| {
            self.is_any(i, &TAKEN) || self.is_any(i, &["released", "published", "shared"]) && i > 0 && self.is_any(i - 1, &PICTURES)
        })
    }

    /// True if a time tells when the trigger was told of, not when it was: "…, police said *on Thursday*", "*on Thursday* police announced
    /// that", "told reporters *on Thursday* that"; not in "the Thursday attack". What is announced by a noun alone is done by the saying: "announced a truce on Thursday".
    fn dates_saying(&self, span: Span, trigger: &Trigger, label: &str) -> bool {
        let (first, end) = (self.word_at(span.start), self.words.partition_point(|w| w.start < span.end));
        let possessive = self.words.get(end).is_some_and(|w| w.shape.has(Shape::POSSESSIVE));
        let attribute = first > 0 && self.named(first - 1).is_none() && self.is_determiner(first - 1);
        if possessive || attribute || self.in_quote(span.start) {
            return false;
        }
        let finite = |k: usize| matches!(self.verb(k), Some(Use::Finite | Use::Passive));
        let says = |k: &usize| {
            let verb = self.verb(*k).is_some() && (forms(&self.words[*k]) & form::SAYS != 0 || self.has(*k, role::SAYING));
            self.named(*k).is_none() && !(trigger.first..trigger.end).contains(k) && (verb || self.is(*k, "according"))
        };
        // The time closes the clause of a word of saying, which tells of the trigger before it.
        if first >= trigger.end {
            let said = (trigger.end..first).rev().find(|k| finite(*k) || says(k)).filter(says);
            // "Talks *are expected to begin* on Thursday" are dated by it.
            let said = said.filter(|&k| self.verb(k) == Some(Use::Finite) || self.is(k, "according"));
            return said.is_some_and(|k| self.one_clause(k, first) && !(k + 1..first).any(|i| self.is_that(i)));
        }
        let told = |k: usize| {
            let fronted = end <= k && !self.parted(k) && !(end..k).any(finite) && !self.has(self.clause_start(first), role::ASIDE);
            (fronted || k < first && self.follows_saying(k, first)) && self.is_content(k, end.max(k + 1), trigger, label)
        };
        end <= trigger.first && (0..trigger.first).filter(says).any(told)
    }

    /// True if the time at word `first` goes with the word of saying before it: nothing but places, texts and hearers stand between.
    fn follows_saying(&self, says: usize, first: usize) -> bool {
        /// Words of a hearer: "told the French news agency".
        const HEARER: usize = 5;
        let between = says + 1..first;
        let clause = |i: usize| self.is_that(i) || matches!(self.verb(i), Some(Use::Finite | Use::Passive)) || self.is_auxiliary(i);
        if !self.one_clause(says, first) || between.clone().any(clause) {
            return false;
        }
        let hung = |i: usize| self.named(i).is_none() && (self.is_preposition(i) || self.is_temporal(i) || self.is_adverb(i));
        let noun = between.clone().take_while(|&i| !hung(i)).count();
        let heard = forms(&self.words[says]) & (form::CONTROL | form::BLAME) != 0
            || self.is_any(says, &["told", "tells", "telling", "informed", "assured", "reminded"]);
        noun == 0 || heard && noun <= HEARER && !between.skip(1).take(noun - 1).any(|i| self.is_determiner(i))
    }

    /// True if the trigger stands in the clause that a word of saying governs, read from word `from`, and is not itself what its speaker
    /// does by saying so: "said on Thursday *it rejects*".
    fn is_content(&self, says: usize, from: usize, trigger: &Trigger, label: &str) -> bool {
        let own = |i: usize| self.is_any(i, &["it", "he", "she", "they", "we", "i"]);
        if SPOKEN.contains(&label) && (from..trigger.first).any(own) {
            return false;
        }
        let after = (trigger.end..self.words.len()).take_while(|&i| !self.parted(i - 1));
        (from..trigger.end)
            .chain(after)
            .any(|i| self.is_that(i) || matches!(self.verb(i), Some(Use::Finite | Use::Passive | Use::Infinitive)))
            || (from..trigger.end).any(|i| self.verb(i) == Some(Use::Gerund))
            || forms(&self.words[says]) & (form::CONDEMN | form::BLAME) != 0
    }

    /// True if a time is governed by another verb than the trigger's, or by a noun of what is only spoken of: "denied that it had *hosted*
    /// him last month", "demanded an apology for *remarks* in 2014", "announced days of mourning *from* Sunday".
    fn dates_another(&self, span: Span, trigger: &Trigger, label: &str) -> bool {
        let spoken = SPOKEN.contains(&label);
        let (first, end) = (self.word_at(span.start), self.words.partition_point(|w| w.start < span.end));
        let says = |k: usize| forms(&self.words[k]) & form::SAYS != 0;
        if self.in_quote(span.start) && !self.in_quote(trigger.span.start) {
            return true;
        }
        if first >= trigger.end {
            // A second verb of the same subject shares the day.
            let finite = |k: usize| matches!(self.verb(k), Some(Use::Finite | Use::Passive)) && !says(k) && !(k > 0 && self.is_and(k - 1));
            let between = trigger.end..first;
            if spoken {
                let lead = first.checked_sub(1).filter(|&k| self.is_any(k, &["from", "until", "till", "by", "since"]));
                let of = |k: usize| {
                    self.named(k).is_none() && (self.is_any(k, &["for", "over", "about"]) || label == "ACCUSE" && self.is_any(k, &["of"]))
                };
                let verb = |k: usize| finite(k) || matches!(self.verb(k), Some(Use::Infinitive | Use::Gerund));
                return lead.is_some() || between.clone().any(verb) || between.clone().any(of);
            }
            return parts::head(self, trigger, label).is_some() && between.into_iter().any(finite);
        }
        let from = self.clause_start(first);
        // "The men who fled on Friday have seized": that of the relative clause before the verb.
        let relative = (from..first).rev().find(|&k| self.named(k).is_none() && self.is_any(k, &["who", "which", "whose"]));
        let main = (end..trigger.end).any(|k| self.is_auxiliary(k) || self.verb(k) == Some(Use::Finite));
        if relative.is_some_and(|r| (r + 1..first).any(|k| self.verb(k).is_some() && !says(k))) && main {
            return true;
        }
        // "X, who was jailed in 2019, seized": a time that closes a clause of its own.
        let closes = (end.saturating_sub(1)..trigger.first).any(|k| self.parted(k));
        let verb = |k: usize| matches!(self.verb(k), Some(Use::Finite | Use::Passive | Use::Participle)) && !says(k);
        closes && from < first && (from..first).any(verb)
    }

    /// True if another event stands between the trigger and a time after it, to which the time is the nearer.
    fn is_of_another(&self, span: Span, trigger: &Trigger) -> bool {
        let between = |t: &&super::Trigger| t.first >= trigger.end && t.span.end <= span.start;
        let gerund = |t: &super::Trigger| (t.first..t.end).any(|i| self.written(i).ends_with("ing") && self.verb(i).is_some());
        let accused = |i: usize| i > 0 && self.verb(i) == Some(super::clause::Use::Gerund) && self.is_any(i - 1, &["of"]);
        let stated = (trigger.end..self.words.len()).take_while(|&i| self.words[i].end <= span.start).any(accused);
        stated || self.triggers.iter().filter(between).any(gerund)
    }
}
