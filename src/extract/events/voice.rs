//! Voice without a form of *be*: headlines and captions leave it out, and a verb that wants an object tells by the lack of one that
//! its subject is acted upon.

use super::Scene;
use super::lists::List;

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
}
