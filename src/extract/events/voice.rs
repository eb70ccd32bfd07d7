//! Voice without a form of *be*: headlines and captions leave it out, and a verb that wants an object tells by the lack of one that
//! its subject is acted upon.

use super::Scene;
use super::lists::List;
use super::verbs::{form, forms};
use super::words::role;

impl Scene<'_> {
    /// True for the past form of a verb that is never told of the doer without an object.
    pub(super) fn is_acted_on(&self, i: usize) -> bool {
        self.listed(i, List::ActedOn)
    }

    /// True if the verb at word `i` has no object: "arrested in X", not "arrested at least six" or "arrested on Monday two men".
    pub(super) fn lacks_object(&self, i: usize) -> bool {
        let mut next = i + 1;
        let nobody = |k: usize| self.is_any(k, &["nobody", "none"]);
        while next < self.words.len() && !self.parted(next - 1) && !nobody(next) && (self.is(next, "dead") || self.is_adverb(next)) {
            next += 1;
        }
        if next >= self.words.len() || self.parted(next - 1) {
            return true;
        }
        let amount = |k: usize| {
            const LEADS: [&str; 10] = ["at", "about", "around", "over", "up", "between", "under", "some", "close", "as"];
            self.is_any(k, &LEADS)
                && (k + 1..(k + 4).min(self.words.len())).any(|n| self.is_number(n) || self.is_any(n, &["least", "most"]))
        };
        if self.is_and(next) {
            // "Two killed and five wounded", not "killed and burned a man".
            return next + 1 < self.words.len() && self.is_number(next + 1);
        }
        let aimed = self.is_any(i, &["shot"]) && self.is_any(next, &["at", "down", "into", "towards", "toward"]);
        let hangs = self.is_preposition(next) || self.is_temporal(next) || self.is_subordinate(next);
        if !hangs || aimed || amount(next) || self.named(next).is_some() {
            return false;
        }
        // "killed in Gaza 30 people"
        let late = |k: usize| {
            let ends = self.is_temporal(k - 1) || self.named(k - 1).is_some();
            let time = self.is_temporal(k) || self.words.len() > k + 1 && self.is_temporal(k + 1);
            ends && !time && !self.parted(k - 1) && (self.is_number(k) || self.is_any(k, &["a", "an", "the"]))
        };
        !(next + 1..(next + 6).min(self.words.len())).any(late)
    }

    /// True if "by" follows word `i`, over a particle or a preposition that belongs to it: "shelled by", "driven back by", "fired on by".
    pub(super) fn by_behind(&self, i: usize) -> bool {
        const PARTICLES: &str = "on upon at back down up off out over away in apart under into";
        let by = |k: usize| self.has(k, role::BY) && !self.parted(k - 1);
        by(i + 1) || by(i + 2) && !self.parted(i) && self.named(i + 1).is_none() && self.among(i + 1, PARTICLES)
    }

    /// True for a past form that a mark parts from the noun that it describes: "X, *arrested* in May, …", "X, *accused* of a raid by Y, …".
    pub(super) fn describes_before(&self, i: usize) -> bool {
        if i == 0 || self.is_nominal(i + 1) {
            return false;
        }
        let end = (i + 1..self.words.len()).find(|&k| self.parted(k - 1)).unwrap_or(self.words.len());
        let verb = |k: usize| self.is_auxiliary(k) || self.verb_forms(k) & form::PAST != 0 && !self.is_determiner(k - 1);
        let by = (i + 1..end).find(|&k| self.has(k, role::BY));
        let agent = by.is_some_and(|by| !(i + 1..by).any(|k| self.named(k).is_none() && (verb(k) || self.opens_phrase(k))));
        let blamed = forms(&self.words[i]) & form::BLAME != 0 && self.is_any(i + 1, &["of", "for", "with"]);
        end < self.words.len() && (agent || blamed || self.is_acted_on(i) && self.lacks_object(i))
    }
}
