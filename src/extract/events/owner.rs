//! Whose a noun of an event is, and the verb whose object it is.

use super::Scene;
use super::scene::is_actor;
use super::words::{role, roles};
use crate::extract::clauses::lexicon::{Class, Lexicon};
use crate::text::Shape;

/// How many words can stand between a noun and its owner, or the verb whose object it is.
const NEAR: usize = 6;

impl Scene<'_> {
    /// Whose noun it is that ends the phrase before word `n`, or stands at it: "Chad's attack", "the Syrian raid", "its withdrawal".
    pub(super) fn owner(&self, n: usize, depth: u32) -> Option<String> {
        for k in (n.saturating_sub(NEAR)..n).rev() {
            if self.parted(k) || self.hyphened(k) && self.named(k).is_some() {
                return None;
            }
            if self.words[k].shape.has(Shape::POSSESSIVE) {
                return match self.named(k.checked_sub(1)?) {
                    Some(m) => is_actor(&self.mentions[m]).then(|| self.joined(m)),
                    None => self.possessor(k, depth),
                };
            }
            // "The rebels' attack"
            if self.named(k).is_none() && self.owned_by_plural(k + 1) {
                return self.possessor(k + 1, depth);
            }
            if let Some(m) = self.named(k) {
                let mention = &self.mentions[m];
                if mention.span.end != self.words[k].end {
                    continue;
                }
                let possessed = self.written(k).ends_with('s') && self.text[self.words[k].end as usize..].starts_with(['\'', '’']);
                let adjective = matches!(&*mention.kind, "nationality" | "armed_group" | "government" | "organization");
                let short = &*mention.kind == "country"
                    && self.written(k).len() <= 4
                    && self.written(k).bytes().all(|b| b.is_ascii_uppercase() || b == b'.');
                return (possessed && is_actor(mention) || adjective || short).then(|| self.joined(m));
            }
            if self.is_any(k, &["its", "their", "his", "her"]) {
                return self.owner_by_pronoun(k, depth);
            }
            if self.is_any(k, &["our", "my"]) {
                return self.statement.and_then(|s| s.source_id.clone().or_else(|| s.source.clone())).filter(|s| s != "narrator");
            }
            if self.is_determiner(k)
                || self.is_preposition(k)
                || self.is_auxiliary(k)
                || self.verb(k).is_some()
                || roles(&self.words[k]) & role::AND != 0
            {
                return None;
            }
        }
        None
    }

    /// Who owns what follows the phrase that ends before word `end`, where no list names them: "the *prime minister*'s visit".
    fn possessor(&self, end: usize, depth: u32) -> Option<String> {
        let phrase = self.phrase_before(end);
        let led = phrase.clone().rev().find(|&k| self.named(k).is_none() && self.is_preposition(k) && !self.is(k, "of"));
        let first = led.map_or(phrase.start, |k| k + 1);
        if depth == 0 || first >= end { None } else { self.who(first..end, depth - 1) }
    }

    /// The verb whose object a noun phrase is that ends before word `n` or holds it.
    pub(super) fn verb_over(&self, n: usize) -> Option<usize> {
        for k in (n.saturating_sub(NEAR)..n).rev() {
            if self.parted(k) {
                return None;
            }
            if self.verb(k).is_some() {
                return Some(k);
            }
            // "a campaign *of* strikes", "a series *of* raids"
            const SERIES: &str = "campaign wave series round string spate slew package range number spell week day night months weeks days";
            if k > 0 && self.is(k, "of") && self.among(k - 1, SERIES) {
                continue;
            }
            let after = k > 0 && (self.verb(k - 1).is_some() || self.is_any(k - 1, &["part"]));
            let particle = after && self.is_any(k, &["out", "up", "off", "on", "in", "to", "down"]);
            if self.is_subordinate_at(k) || self.is_preposition(k) && !particle || self.is_auxiliary(k) {
                return None;
            }
        }
        None
    }

    fn is_subordinate_at(&self, k: usize) -> bool {
        let class = Lexicon::get().class(self.words[k].hash);
        class.is(Class::RELATIVE) || class.is(Class::SUBORDINATE)
    }
}
