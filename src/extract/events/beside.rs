//! Verbs that "and" sets beside one another, so that one subject does both.

use super::clause::Use;
use super::roles::head;
use super::verbs::{form, forms};
use super::words::role;
use super::{Scene, Trigger};

/// Tenses by their form.
const TENSES: u32 = form::PAST | form::THIRD | form::BASE;

impl Scene<'_> {
    /// The nearest verb before word `at` that goes on with the one at `v`: in the same form, else any with a subject.
    pub(super) fn verb_like(&self, at: usize, v: usize) -> Option<usize> {
        let tense = |k: usize| forms(&self.words[k]) & TENSES;
        let verbs = || (0..at).rev().filter(|&k| self.verb(k).is_some_and(|u| !matches!(u, Use::Participle | Use::Gerund)));
        let inserted = |k: &usize| k.checked_sub(1).is_some_and(|p| self.is_any(p, &["who", "which", "that"]));
        let own = |k: &usize| !inserted(k) && !describes(self, *k);
        // "Denied that its jets had bombed X and accused Y": who speaks goes on speaking.
        let speaks = |k: usize| forms(&self.words[k]) & (form::SAYS | form::COMMAND | form::BLAME | form::CONDEMN) != 0;
        if speaks(v)
            && let Some(k) = verbs().filter(own).find(|&k| speaks(k) && tense(k) & tense(v) != 0)
        {
            return Some(k);
        }
        verbs().filter(own).find(|&k| tense(k) & tense(v) != 0).or_else(|| verbs().next())
    }

    /// The verb with the same subject beside which the "and" at word `i` sets the one that follows: "*accused* X of shelling and warned Y".
    pub(super) fn verb_beside(&self, i: usize) -> Option<usize> {
        if self.named(i).is_some() || !self.is_any(i, &["and", "but"]) {
            return None;
        }
        let v = (i + 1..self.words.len()).find(|&k| !self.is_adverb(k))?;
        if self.verb(v) != Some(Use::Finite) {
            return None;
        }
        let first = self.verb_like(i, v)?;
        let alike = forms(&self.words[first]) & forms(&self.words[v]) & TENSES != 0;
        (alike && matches!(self.verb(first), Some(Use::Finite | Use::Passive))).then_some(first)
    }
}

/// True if an earlier trigger stands in a relative clause of the subject: "men *who refused to leave* were arrested".
pub(super) fn aside(scene: &Scene<'_>, earlier: &Trigger, trigger: &Trigger, label: &str) -> bool {
    let who = (earlier.first.saturating_sub(3)..=earlier.first).any(|k| scene.is_any(k, &["who", "which"]));
    let own = head(scene, trigger, label).filter(|&v| scene.verb(v) == Some(Use::Passive) || scene.verb(v) == Some(Use::Finite));
    let opens = |v: usize| (earlier.end..v).rev().find(|&k| !scene.is_auxiliary(k) && !scene.is_adverb(k)).is_some_and(|k| k + 1 < v);
    let subject = |v: usize| v > 0 && !scene.is_that(v - 1) && scene.named(v - 1).is_none();
    who && own.is_some_and(|v| opens(v) && subject(v))
}

/// True if "and" sets the verb of a trigger beside that of an earlier one: "rejected the plan *and threatened* war". What a clause or
/// another verb opened in between ("denied that its jets had bombed and burned", "accused it of shelling and of massing") goes on.
pub(super) fn beside(scene: &Scene<'_>, earlier: &Trigger, trigger: &Trigger) -> bool {
    let past = |i: usize| scene.words[i].text(scene.text).ends_with("ed");
    let Some(and) = trigger.first.checked_sub(1).filter(|&i| i >= earlier.end && scene.is(i, "and")) else { return false };
    let opens = |i: usize| {
        scene.has(i, role::THAT | role::SAYING | role::BE) || scene.is(i, "to") || scene.words[i].text(scene.text).ends_with("ing")
    };
    past(earlier.first) && past(trigger.first) && !(earlier.end..and).any(opens)
}

/// True if a verb stands in a clause that describes a noun: "the toll *which X gave*", "a report that *X had published*".
fn describes(scene: &Scene<'_>, verb: usize) -> bool {
    let near = (verb.saturating_sub(6)..verb).rev().take_while(|&k| !scene.parted(k) && (scene.verb(k).is_none() || scene.is_auxiliary(k)));
    let mut near = near.filter(|&k| scene.named(k).is_none());
    let opens = near.find(|&k| scene.is_any(k, &["who", "which", "that", "whom"]));
    opens.is_some_and(|k| k > 0 && k + 1 < verb && scene.verb(k - 1).is_none() && !scene.is_preposition(k - 1))
}
