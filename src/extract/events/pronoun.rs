//! Whom a pronoun stands for. Where the words do not say, it stands for nobody: a deed must not fall on whoever was named last.

use super::Scene;
use super::clause::Use;
use super::scene::is_actor;
use super::verbs::{form, forms};
use super::words::roles;
use crate::extract::clauses::lexicon::{Class, Lexicon};
use crate::gazetteer::Mention;
use crate::text::Shape;

impl Scene<'_> {
    /// "ended its attack": of whoever is subject there; else the one name before it.
    pub(super) fn owner_by_pronoun(&self, k: usize, depth: u32) -> Option<String> {
        if self.follows_seat(k) {
            return None;
        }
        match self.named_before(k)[..] {
            [] => {
                let subject = self.verb_before(k).and_then(|v| self.subject(v, depth.saturating_sub(1)));
                subject.or_else(|| self.last.map(str::to_owned))
            }
            [one] => Some(one.to_owned()),
            _ => {
                let verb = self.verb_before(k).filter(|&v| !matches!(self.verb(v), Some(Use::Passive | Use::Participle)))?;
                let object = (verb + 1..k).any(|i| self.named(i).is_some_and(|m| is_actor(&self.mentions[m])));
                if object { None } else { self.doer(verb, depth.saturating_sub(1)).who }
            }
        }
    }

    /// The ids of those that act and are named before word `i`, each once.
    pub(super) fn named_before(&self, i: usize) -> Vec<&str> {
        let mut named: Vec<&str> = Vec::new();
        for m in self.mentions.iter().filter(|m| m.span.end <= self.words[i].start && is_actor(m)) {
            if !named.contains(&&*m.id) {
                named.push(&m.id);
            }
        }
        named
    }

    /// True if a city that no list knows as the seat of a government acts before word `i`: "*Lagos recalled* its envoy from X and warned that it
    /// would …". The pronoun takes up the city, and none of the names beside it.
    pub(super) fn follows_seat(&self, i: usize) -> bool {
        let acts = |m: &Mention<'_>| {
            let next = self.words.partition_point(|w| w.start < m.span.end);
            let opens = self.word_at(m.span.start);
            let free = opens == 0 || self.parted(opens - 1) || self.is_that(opens - 1) || self.is_and(opens - 1);
            let verb =
                next < i && !self.parted(next - 1) && (self.verb(next) == Some(Use::Finite) || self.is_auxiliary(next) || self.lies(next));
            &*m.kind == "place" && free && !self.words[next - 1].shape.has(Shape::POSSESSIVE) && verb
        };
        self.mentions.iter().take_while(|m| m.span.end <= self.words[i].start).any(acts)
    }

    /// True if a name that no list has opens the sentence as its subject: "*Quispe*, whom a judge ordered detained, …".
    pub(super) fn opens_with_stranger(&self) -> bool {
        let Some(first) = self.words.first().filter(|w| w.shape.has(Shape::CAPITAL) && self.named(0).is_none()) else { return false };
        let class = Lexicon::get().class(first.hash);
        let known = class != Class::default() || roles(first) != 0 || forms(first) != 0 || self.written(0).ends_with('s');
        let acts = |i: usize| {
            self.words.get(i).is_some_and(|w| forms(w) & (form::PAST | form::THIRD) != 0) || i < self.words.len() && self.is_auxiliary(i)
        };
        let aside = self.words.len() > 1 && self.parted(0) && self.is_any(1, &["who", "whom", "whose"]);
        !known && (aside || !self.parted(0) && acts(1))
    }

    /// True for a verb of no list behind a name: "Ankara *lies*".
    fn lies(&self, i: usize) -> bool {
        let word = self.written(i);
        self.named(i).is_none() && self.is_any(i, &["lies", "lied"]) || word.ends_with("ed") && word.starts_with(char::is_lowercase)
    }
}
